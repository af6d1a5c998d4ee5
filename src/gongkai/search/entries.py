"""Entries of a plan: its units, nodes, targets, duties and misprints, and the site's own pages. Pure.

A node is found by every line of its own as the source has it, attribution lines included, so that
whoever copies words from the document finds them. Where mark-up stands between printed characters
(Markdown), the line as it reads is an entry's line too, and comes first.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import addresses as site
from gongkai.model import Duty, Erratum, Node, Plan, Target, Unit
from gongkai.search.entry import Entry, told_apart
from gongkai.search.initials import initials
from gongkai.search.words import key
from gongkai.views import Index
from gongkai.views.words import day
from gongkai.water import Monitoring, Point

# The site's own pages, with other words for what they show.
PAGES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (site.MEASURES, "措施", ("措施目录", "任务清单")),
    (site.UNITS, "单位", ("单位名录", "责任单位", "部门")),
    (site.TARGETS, "目标", ("目标登记", "指标")),
    (site.DISCLOSURE, "公开事项与职责", ("公开事项", "信息公开", "职责")),
    (site.WORK_PLANS, "工作计划", ("年度工作计划",)),
    (site.PROGRESS, "推进情况", ("进展",)),
    (site.RECTIFICATION, "问题整改", ("整改",)),
    (site.REGISTERS, "台账与清单", ("台账", "清单")),
    (site.CALENDAR, "日历", ("期限", "到期")),
    (site.WATER, "水质", ("饮用水水质", "水质公报", "自来水")),
    (site.REVISIONS, "修订", ("版本", "修订历史")),
    (site.READING, "识别报告", ("读出的内容", "把握程度", "存疑")),
    (site.BLANKS, "空白与疑误", ("原文空白", "疑误", "错字")),
    (site.DATA, "数据下载", ("下载", "开放数据")),
    (site.ABOUT, "关于本站", ("说明", "标记的意思", "联系方式")),
    (site.ACCESSIBILITY, "无障碍说明", ("无障碍", "适老化", "大字")),
)
AROUND = 16  # characters shown on each side of a misprint
LONGEST = 30  # characters of a title that is made of a text


def entries(index: Index, *, water: Monitoring | None = None) -> tuple[Entry, ...]:
    """What search finds of a plan: units, nodes, what was read from them, points of water, pages."""
    plan = index.plan
    places = {node.path: index.address(node) for node in plan.nodes}
    numbers = {node.path: index.number(node) for node in plan.nodes}
    found = [_unit(unit) for unit in plan.units]
    found += [_node(plan, node, places[node.path], numbers[node.path]) for node in plan.nodes]
    found += [
        _target(one, _row(places[one.node], one.id), numbers[one.node]) for one in plan.targets
    ]
    # What the public is owed comes before what offices owe each other.
    duties = sorted(plan.duties, key=lambda one: not one.public)
    found += [_duty(one, _row(places[one.node], one.id), numbers[one.node]) for one in duties]
    found += [
        _misprint(plan, one, _row(places[one.node], one.id), numbers[one.node])
        for one in plan.errata
    ]
    frame = tuple(line.text for line in plan.frame if line.kind != "blank" and line.text.strip())
    title = plan.revision.title or "全文"
    found.append(Entry(site.PLAN, "page", title, names=("全文", "方案全文"), lines=frame))
    found.extend(_point(point) for point in (water.points if water else ()))
    found.extend(Entry(place, "page", words, names=names) for place, words, names in PAGES)
    return tuple(told_apart(found))


def _row(place: str, record: str) -> str:
    """Where a record stands on the page of its node."""
    return f"{place.partition('#')[0]}#{record}"


def _target(target: Target, place: str, number: str) -> Entry:
    """A target by its indicator, its words and its day, as printed and as a date."""
    return Entry(
        address=place,
        kind="target",
        title=target.indicator or target.span.quote,
        number=number,
        names=_filled(target.deadline_printed, target.deadline, day(target.deadline)),
        lines=_filled(target.span.quote if target.span.quote != target.indicator else None),
    )


def _duty(duty: Duty, place: str, number: str) -> Entry:
    """A duty by what it is, its words, and how often or until when."""
    return Entry(
        address=place,
        kind="duty",
        title=duty.what,
        number=number,
        names=_filled(duty.frequency_printed, duty.deadline_printed, day(duty.deadline)),
        lines=_filled(duty.span.quote if duty.span.quote != duty.what else None),
    )


def _misprint(plan: Plan, erratum: Erratum, place: str, number: str) -> Entry:
    """A misprint by what is printed and by what it may stand for, so that sound words find it too."""
    line, span = plan.source_lines[erratum.span.line - 1], erratum.span
    start, end = span.col - 1, span.col - 1 + len(span.quote)
    read = line[max(0, start - AROUND) : start] + erratum.suspected + line[end : end + AROUND]
    return Entry(
        address=place,
        kind="misprint",
        title=f"“{span.quote}”似应为“{erratum.suspected}”",
        number=number,
        names=(span.quote, erratum.suspected),
        lines=(f"如照改正读：{read}",),
    )


def _filled(*words: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))


def _node(plan: Plan, node: Node, place: str, number: str) -> Entry:
    own = node.label.strip().strip("、.．★☆▲△※ ")
    forms = [node.path, node.id or "", own]
    if node.parent is None and own and node.kind != "annex":
        forms.append(f"第{own}部分")
    return Entry(
        address=place,
        kind="measure" if node.role == "measure" else "section",
        title=node.heading or _first_words(node),
        number=number,
        numbers=tuple(form for form in forms if form),
        lines=tuple(_lines(plan, node)),
    )


def _first_words(node: Node) -> str:
    """What stands for a heading that is not there: the text up to its first stop."""
    if node.kind == "preamble":
        return "引言"
    text = node.text.split("\n", 1)[0]
    ends = [at for sign in "。；，" if (at := text.find(sign)) > 0]
    words = text[: min(ends, default=len(text))]
    return words if len(words) <= LONGEST else words[:LONGEST] + "…"


def _lines(plan: Plan, node: Node) -> Iterator[str]:
    """Own lines: as they read where mark-up parts them, then as they stand in the source."""
    first, last = node.lines
    raw = plan.source_lines[first - 1 : last]
    pieces = [*(node.body), *((node.head,) if node.head else ())]
    for piece in pieces:
        if not any(piece.text in line for line in raw):
            yield piece.text
    if raw:
        yield from (line for line in raw if line.strip())
        return
    yield from (f"{body.label}：{body.printed}" for body in node.attributions)


def _names(unit: Unit) -> tuple[str, ...]:
    """What a unit is called beside its name."""
    others = (*unit.aliases, unit.short, *(former for former, _ in unit.formers))
    return tuple(dict.fromkeys(name for name in others if name and name != unit.name))


def _unit(unit: Unit) -> Entry:
    names = _names(unit)
    return Entry(
        address=site.unit(unit.id),
        kind="unit",
        title=unit.name,
        numbers=(unit.id, *unit.former_ids),
        names=names,
        initials=tuple(dict.fromkeys(key(initials(name)) for name in (unit.name, *names))),
    )


def _point(point: Point) -> Entry:
    words = (point.works, point.township, point.water_body, point.place)
    title = point.name or point.id
    return Entry(
        address=site.water_point(point.id),
        kind="water",
        title=title,
        number="示例" if point.illustrative else "",
        numbers=(point.id,),
        initials=(key(initials(title)),),
        lines=tuple(word for word in words if word),
    )
