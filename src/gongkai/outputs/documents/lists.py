"""A plan → its documents, from the same views as the pages. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gongkai.model import Node, Unit
from gongkai.outputs.documents.document import Block, Document, Heading, Paragraph, Table
from gongkai.sources.word.numerals import numeral
from gongkai.views import Views, disclosure, registers, words
from gongkai.views.index import Index
from gongkai.views.parts import Fact, Named, NodeLink, duty_fact, target_fact
from gongkai.views.progress import ProgressRow, Report
from gongkai.views.unit import UnitPage
from gongkai.views.water.bulletin import Bulletin

NOTE = "本件由公开网站的数据生成，供查阅；以方案原文为准。"
NONE = "无。"
TARGETS, DISCLOSURE = "目标清单", "公开事项清单"


def responsibilities(views: Views, unit: Unit) -> Document:
    """责任清单 of a unit: what it has to do, by role, with targets and duties."""
    index, page = views.index, views.unit(unit.id)
    blocks = _numbered(
        (
            ("牵头的措施", _measures(index, page.lead)),
            ("配合的措施", _measures(index, page.support)),
            ("责任单位为本单位的措施", _measures(index, page.responsible)),
            ("正文中句后所列的事项", _statements(page)),
            ("原文空白、经填补为本单位的措施", _assigned(page)),
            ("目标", _targets(page.targets)),
            ("职责与公开事项", _duties(page.duties)),
            ("措施的完成时限", _duties(page.deadlines)),
            ("以统称交办、可能包括本单位的职责", _duties(tuple(dict.fromkeys(page.shared)))),
        )
    )
    return Document(f"{unit.name}责任清单", _about(index), (Paragraph(NOTE, note=True), *blocks))


def target_list(index: Index) -> Document:
    """All targets."""
    return Document(
        TARGETS, _about(index), (Paragraph(NOTE, note=True), *_targets(registers.targets(index).facts, by=True))
    )  # fmt: skip


def disclosure_list(index: Index) -> Document:
    """What must be published, by whom, how often, and what is on record."""
    rows = []
    for one in disclosure.register(index).public:
        last = max(one.published, key=lambda record: record.sort, default=None)
        said = f"{_badge(last.illustrative)}{last.date}《{last.title}》" if last else "没有记录"
        fact = one.fact
        rows.append((_number(fact.node), fact.says, _bodies(fact.by), fact.when, said, _now(fact)))
    table = _table(
        ("条目", "公开事项", "承担者", "频次与期限", "最近公开", "现状"),
        (14, 26, 17, 15, 16, 12),
        rows,
    )
    return Document(DISCLOSURE, _about(index), (Paragraph(NOTE, note=True), *table))


def progress_report(index: Index, made: Report) -> Document:
    """The report on a half-year: what is on record, unit by unit, and what is not."""
    blocks: list[Block] = [
        Paragraph(NOTE, note=True),
        Paragraph(
            f"{made.start}至{made.end}，{made.measures}条措施中有{made.reported}条有进展记录；"
            f"{made.targets}项量化目标中有{made.results}项有结果。"
        ),
    ]
    blocks += _numbered((unit.name, _of_unit(unit.rows, unit.silent)) for unit in made.units)
    return Document(made.title, _about(index), tuple(blocks))


def water_bulletin(index: Index, made: Bulletin) -> Document:
    """The bulletin of a quarter: every sample with its verdict, link by link."""
    parts = []
    for part in made.parts:
        rows = [
            (one.point.name, one.when, one.words, one.over, laboratory)
            for one, laboratory in part.rows
        ]
        table = _table(("点位", "采样", "评价", "超标项目", "监测单位"), (22, 18, 18, 24, 18), rows)
        parts.append(
            (part.name, (Paragraph(part.says), Paragraph(f"依据：{part.standards}。"), *table))
        )
    notes = [Paragraph(NOTE, note=True)]
    if made.illustrative:
        notes.append(Paragraph(f"{words.ILLUSTRATIVE}：其中有为演示虚构的点位和数据。", note=True))
    return Document(made.title, _about(index), (*notes, *_numbered(parts)))


def whole_plan(index: Index) -> Document:
    """The plan as printed, node by node, and under each what was read from it."""
    note = "方案正文照原文排印；“识别”之下是按规则读出的内容，供核对。"
    blocks = [block for node in index.plan.nodes for block in _node(index, node)]
    return Document(index.plan.revision.title, _about(index, whole=True), (Paragraph(note, note=True), *blocks))  # fmt: skip


def _node(index: Index, node: Node) -> Iterator[Block]:
    depth = node.path.count(".") + 1
    if node.heading is not None:
        yield Heading(min(depth, 3), f"{node.label}{node.heading}")
    label = node.label if node.heading is None else ""
    for at, stretch in enumerate(node.body):
        yield Paragraph((label if at == 0 else "") + stretch.text)
    for role, title in words.ATTRIBUTION.items():
        if bodies := getattr(node, role):
            yield Paragraph(f"{title}：" + "、".join(body.printed for body in bodies))
    facts = [target_fact(index, one) for one in index.targets.get(node.path, ())]
    facts += [duty_fact(index, one) for one in index.duties.get(node.path, ())]
    for fact in facts:
        parts = (
            fact.kind,
            fact.says,
            fact.when,
            _now(fact),
            f"原文第{fact.place.line}行",
            fact.status,
        )
        yield Paragraph("识别：" + "；".join(part for part in parts if part), note=True)


def _measures(index: Index, links: Iterable[NodeLink]) -> tuple[Block, ...]:
    rows = []
    for link in links:
        node = index.by_id[link.id]
        until = node.deadline.printed if node.deadline else ""
        rows.append((link.number, link.title, node.text, until))
    return _table(("条目", "标题", "内容", "完成时限"), (14, 20, 52, 14), rows)


def _statements(page: UnitPage) -> tuple[Block, ...]:
    rows = [
        (one.node.number, one.before + one.name + one.after, f"第{one.place.line}行")
        for one in page.inline
    ]
    return _table(("条目", "原文", "行"), (14, 74, 12), rows)


def _assigned(page: UnitPage) -> tuple[Block, ...]:
    rows = [
        (link.number, link.title, role, f"{_marked(fill.basis, fill.illustrative)}，{fill.date}")
        for role, link, fill in page.assigned
    ]
    return _table(("条目", "标题", "承担方式", "填补依据"), (14, 42, 14, 30), rows)


def _targets(facts: Sequence[Fact], *, by: bool = False) -> tuple[Block, ...]:
    if by:
        rows = [
            (_number(one.node), one.says, one.when, _bodies(one.by), _now(one)) for one in facts
        ]
        return _table(("条目", "目标", "时限", "承担者", "现状"), (14, 36, 20, 18, 12), rows)
    return _table(
        ("条目", "目标", "时限", "现状"), (14, 48, 24, 14),
        [(_number(one.node), one.says, one.when, _now(one)) for one in facts],
    )  # fmt: skip


def _duties(facts: Sequence[Fact]) -> tuple[Block, ...]:
    rows = [
        (_number(one.node), one.kind, one.says, one.when, one.next_due, _now(one)) for one in facts
    ]
    return _table(
        ("条目", "类别", "内容", "频次与期限", "下次到期", "现状"), (14, 12, 32, 16, 14, 12), rows
    )


def _of_unit(rows: Sequence[ProgressRow], silent: Sequence[NodeLink]) -> tuple[Block, ...]:
    found = [
        (one.date, one.node.number, one.target or one.node.title, f"{_badge(one.illustrative)}{one.says}", one.text)
        for one in rows
    ]  # fmt: skip
    blocks = _table(("日期", "条目", "目标或措施", "进展", "说明"), (16, 14, 26, 17, 27), found)
    if silent:
        names = "、".join(f"{one.number}{one.title}" for one in silent)
        blocks = (
            *(blocks if found else ()),
            Paragraph(f"没有记录的措施{len(silent)}条：{names}。"),
        )
    return blocks


def _table(
    heads: tuple[str, ...], widths: tuple[int, ...], rows: Sequence[tuple[str, ...]]
) -> tuple[Block, ...]:
    return (Table(heads, widths, tuple(rows)),) if rows else (Paragraph(NONE),)


def _numbered(parts: Iterable[tuple[str, tuple[Block, ...]]]) -> list[Block]:
    return [
        block
        for at, (title, blocks) in enumerate(parts, 1)
        for block in (Heading(1, f"{numeral(at, 'chineseCountingThousand')}、{title}"), *blocks)
    ]


def _about(index: Index, *, whole: bool = False) -> str:
    plan = index.plan
    day = f"　基准日：{words.day(plan.as_of)}" if plan.as_of else ""
    which = f"版本：{plan.revision.id}{day}"
    return which if whole else f"{plan.revision.title}\n{which}"


def _number(link: NodeLink | None) -> str:
    return link.number if link else ""


def _bodies(bodies: Iterable[Named]) -> str:
    return "、".join(_body(body) for body in bodies)


def _body(body: Named) -> str:
    if not body.blank:
        return body.printed
    if body.fill is None:
        return words.BLANK
    return f"{words.BLANK}（{_badge(body.fill.illustrative) or '填补：'}{body.fill.value}）"


def _now(fact: Fact) -> str:
    return f"{_badge(fact.now.illustrative)}{fact.now.word}" if fact.now else ""


def _marked(text: str, made_up: bool) -> str:
    """The text with a badge where it is made up; once, where the record says so itself."""
    badge = _badge(made_up)
    return text if text.startswith(badge) else badge + text


def _badge(made_up: bool) -> str:
    return f"{words.ILLUSTRATIVE}：" if made_up else ""
