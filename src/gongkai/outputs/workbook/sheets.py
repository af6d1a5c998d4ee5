"""The sheets of a unit's workbook as values. Pure.

A row bears an identifier that is made of permanent ids (and, for a record without one, of a hash of what it
says), so that a reader finds it again wherever it was moved. `seen` is what was on record when the workbook
was made: where it differs at the return, somebody else has recorded something since. Made-up rows bear the
identifier 示例 and are never read back.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from gongkai import addresses
from gongkai.clock.periods import RECURRING, periods
from gongkai.model import Unit
from gongkai.overlays import Disclosure, Filled, Overlays, Progress, WorkPlan
from gongkai.views import words
from gongkai.views.index import Index
from gongkai.views.parts import Fact, NodeLink
from gongkai.views.registers import blank_row
from gongkai.views.settings import Settings
from gongkai.views.unit import UnitPage, Units

Recorded = Progress | Disclosure | Filled
Kind = Literal["measure", "target", "due", "published", "task", "blank"]
FORMAT = "gongkai-workbook/1"
NEW_TASKS = 20  # empty rows for tasks that are not on record yet
NEW = "新增"


class Column(Struct, frozen=True):
    """`edit`: a cell to fill in, read back under `key`. `width` in characters."""

    title: str
    width: int
    key: str = ""
    edit: bool = False
    choices: tuple[str, ...] = ()
    day: bool = False


class Row(Struct, frozen=True):
    """Cells in the order of the columns; `link` is the address of a page of the site."""

    id: str
    cells: tuple[str, ...]
    link: str = ""
    seen: str = ""


class Sheet(Struct, frozen=True):
    """A sheet whose first column holds the rows' identifiers."""

    kind: Kind
    name: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


class Book(Struct, frozen=True):
    """A workbook: of which unit, revision and day, and its sheets."""

    unit: str
    unit_name: str
    title: str
    revision: str
    as_of: str
    site_url: str
    sheets: tuple[Sheet, ...]
    draft: str = ""  # what is said of a draft


_ID = Column("编号", 18)
_NODE = (Column("条目", 12), Column("标题", 28))
_DONE = tuple(words.DONE.values())
_HOW_FAR = (
    Column("填：状态", 12, "state", edit=True, choices=_DONE),
    Column("填：日期", 13, "date", edit=True, day=True),
    Column("填：说明", 30, "text", edit=True),
    Column("填：证据网址", 26, "evidence", edit=True),
)
COLUMNS: dict[Kind, tuple[str, tuple[Column, ...]]] = {
    "measure": (
        "措施",
        (_ID, Column("承担方式", 12), *_NODE, Column("正文", 60), Column("最近记录", 30), *_HOW_FAR),
    ),
    "target": (
        "目标",
        (_ID, *_NODE, Column("目标", 40), Column("时限", 22), Column("现状", 16), Column("最近记录", 30),
         Column("填：数值", 12, "value", edit=True), *_HOW_FAR),
    ),
    "due": (
        "职责与期限",
        (_ID, *_NODE, Column("类别", 12), Column("内容", 40), Column("期", 16), Column("到期", 16), Column("现状", 16),
         Column("填：完成日期", 13, "date", edit=True, day=True), Column("填：名称", 30, "title", edit=True),
         Column("填：网址", 26, "address", edit=True)),
    ),
    "published": (
        "公开记录",
        (_ID, Column("职责", 40), Column("期", 16), Column("日期", 13, "date", edit=True, day=True),
         Column("名称", 36, "title", edit=True), Column("网址", 30, "address", edit=True), Column("依据", 20)),
    ),
    "task": (
        "工作计划",
        (_ID, Column("年度", 8, "year", edit=True), Column("措施编号", 12, "measure", edit=True),
         Column("任务", 50, "text", edit=True), Column("开始", 13, "start", edit=True, day=True),
         Column("完成", 13, "end", edit=True, day=True), Column("状态", 12, "state", edit=True, choices=_DONE)),
    ),
    "blank": (
        "空白",
        (_ID, *_NODE, Column("类别", 12), Column("原文", 40), Column("现有填补", 24),
         Column("填：应为", 24, "value", edit=True), Column("填：依据", 24, "basis", edit=True),
         Column("填：日期", 13, "date", edit=True, day=True)),
    ),
}  # fmt: skip


def book(
    index: Index, units: Units, unit: Unit, recorded: OnRecord, settings: Settings | None = None
) -> Book:
    """The workbook of a unit; `recorded` is all that the project has on record, made up nothing."""
    settings = settings or Settings()
    page = units.page(unit, settings)
    rows: dict[Kind, Iterable[Row]] = {
        "measure": _measures(index, page, recorded),
        "target": _targets(index, page, recorded),
        "due": _due(index, page, recorded),
        "published": _published(index, unit),
        "task": _tasks(index, unit),
        "blank": _blanks(index, page, recorded),
    }
    return Book(
        unit.id,
        unit.name,
        index.plan.revision.title,
        index.plan.revision.id or "",
        index.plan.as_of or "",
        settings.site_url,
        tuple(Sheet(kind, *COLUMNS[kind], tuple(rows[kind])) for kind in COLUMNS),
        words.STATE["draft"] if index.plan.revision.state in (None, "draft") else "",
    )


_ROLES: tuple[tuple[str, Callable[[UnitPage], Iterable[NodeLink]]], ...] = (
    ("牵头", lambda page: page.lead),
    ("配合", lambda page: page.support),
    ("责任", lambda page: page.responsible),
    ("句后所列", lambda page: (one.node for one in page.inline)),
    ("填补", lambda page: (node for _, node, _ in page.assigned)),
)


def nodes_of(page: UnitPage) -> dict[str, list[str]]:
    """Ids of the nodes that a unit answers for, each with how."""
    found: dict[str, list[str]] = {}
    for role, of in _ROLES:
        for link in of(page):
            held = found.setdefault(link.id, [])
            if role not in held:
                held.append(role)
    return found


def _measures(index: Index, page: UnitPage, recorded: OnRecord) -> Iterator[Row]:
    for identifier, roles in nodes_of(page).items():
        node = index.by_id[identifier]
        cells = (identifier, "、".join(roles), index.number(node), index.title(node), node.text,
                 _latest(index, identifier), "", "", "", "")  # fmt: skip
        yield Row(identifier, cells, index.address(node), seen(recorded.reported(identifier)))


def _targets(index: Index, page: UnitPage, recorded: OnRecord) -> Iterator[Row]:
    for fact in page.targets:
        now = fact.now.word if fact.now else ""
        cells = (fact.id, *_node(fact), fact.says, fact.when, now, _latest(index, fact.id), "", "", "", "", "")  # fmt: skip
        yield Row(fact.id, cells, fact.place.address, seen(recorded.reported(fact.id)))


def _due(index: Index, page: UnitPage, recorded: OnRecord) -> Iterator[Row]:
    for fact in {fact.id: fact for fact in (*page.duties, *page.shared)}.values():
        states = index.states.get(fact.id, [])
        shown = [
            (state.period or "", words.day(state.due), words.STANDING[state.state])
            for state in states
        ]
        if not any(period for period, _, _ in shown):
            now = shown[0][2] if shown else ""
            shown = [(name, "", now) for name in _periods_now(index, fact.id)] or shown
        for period, due, now in shown or [("", "", "")]:
            identifier = f"{fact.id} {period}".strip()
            cells = (identifier, *_node(fact), fact.kind, fact.says, words.period(period), due, now, "", "", "")  # fmt: skip
            held = recorded.disclosed(fact.id, period, page.row.id)
            yield Row(identifier, cells, fact.place.address, seen(held))


def _periods_now(index: Index, identifier: str) -> tuple[str, ...]:
    """The period that runs and the one before, of a recurring duty whose periods the plan's time in force does not give.

    What was done in them can be recorded all the same, and a record of such a duty says of which period it is.
    """
    duty, day = index.duty_by_id.get(identifier), index.plan.as_of
    if duty is None or duty.frequency not in RECURRING or not day:
        return ()
    now = date.fromisoformat(day)
    found = periods(duty.frequency, (), duty.season, date(now.year - 1, 1, 1), now)
    return tuple(one.name for one in found[-2:])


def _published(index: Index, unit: Unit) -> Iterator[Row]:
    own = [one for one in index.overlays.disclosures if one.by == unit.id]
    for one, identifier in zip(own, record_ids(own), strict=True):
        duty = index.duty_by_id.get(one.duty)
        what = duty.what if duty else one.duty
        yield Row(
            words.ILLUSTRATIVE if one.illustrative else identifier,
            (words.ILLUSTRATIVE if one.illustrative else identifier, what, words.period(one.period), one.date,
             one.title, one.address or "", one.basis),
            addresses.quote(duty.id, index.text_page(duty.span.line)) if duty else "",
        )  # fmt: skip


def _tasks(index: Index, unit: Unit) -> Iterator[Row]:
    plans = [plan for plan in index.overlays.work_plans if plan.unit == unit.id]
    for plan in plans:
        for task, identifier in zip(plan.tasks, task_ids(plan), strict=True):
            name = words.ILLUSTRATIVE if plan.illustrative else identifier
            yield Row(name, (name, plan.year, task.measure, task.text, task.start or "", task.end or "",
                             words.DONE[task.state] if task.state else ""))  # fmt: skip
    for at in range(NEW_TASKS):
        yield Row(f"{NEW}{at + 1}", (f"{NEW}{at + 1}", *[""] * 6))


def _blanks(index: Index, page: UnitPage, recorded: OnRecord) -> Iterator[Row]:
    for identifier in nodes_of(page):
        for blank in index.blanks.get(index.by_id[identifier].path, ()):
            row = blank_row(index, blank)
            cells = (blank.id, row.node.number, row.node.title, row.kind, f"{row.before}{row.place.quote}{row.after}",
                     words.fill(blank.fill) if blank.fill else "", "", "", "")  # fmt: skip
            yield Row(blank.id, cells, row.place.address, seen(recorded.answered(blank.id)))


def _node(fact: Fact) -> tuple[str, str]:
    return (fact.node.number, fact.node.title) if fact.node else ("", "")


def _latest(index: Index, identifier: str) -> str:
    found = index.progress.get(identifier)
    if not found:
        return ""
    one = max(found, key=lambda entry: entry.date)
    says = f"{one.value}{one.unit or ''}" if one.value is not None else ""
    parts = (words.ILLUSTRATIVE if one.illustrative else "", words.day(one.date), says,
             words.DONE[one.state] if one.state else "", one.text)  # fmt: skip
    return "，".join(part for part in parts if part)


class OnRecord:
    """What is on record of what a row is about, gathered once for all rows of all units."""

    def __init__(self, overlays: Overlays) -> None:
        self._progress: dict[str, list[Progress]] = {}
        for progress in overlays.progress:
            self._progress.setdefault(progress.of, []).append(progress)
        self._disclosures: dict[tuple[str, str, str | None], list[Disclosure]] = {}
        for one in overlays.disclosures:
            self._disclosures.setdefault((one.duty, one.period or "", one.by), []).append(one)
        self._fills: dict[str, list[Filled]] = {}
        for fill in overlays.fills:
            self._fills.setdefault(fill.blank, []).append(fill)

    def reported(self, identifier: str) -> Sequence[Progress]:
        """The progress of a target or measure."""
        return self._progress.get(identifier, ())

    def disclosed(self, duty: str, period: str, unit: str) -> Sequence[Disclosure]:
        """What a unit has published of a duty's period."""
        return self._disclosures.get((duty, period, unit), ())

    def answered(self, blank: str) -> Sequence[Filled]:
        """What fills a blank."""
        return self._fills.get(blank, ())


def seen(records: Sequence[Recorded]) -> str:
    """A mark of these records, by which a change is seen."""
    return _hash(*map(repr, records)) if records else ""


def record_ids(records: Iterable[Disclosure]) -> list[str]:
    """Identifiers of a unit's records in their order, made of what they say."""
    return _distinct("R-" + _hash(repr(replace(one, illustrative=False))) for one in records)


def task_ids(plan: WorkPlan) -> list[str]:
    """Identifiers of a work plan's tasks, made of what they say."""
    return _distinct(f"{plan.year}-" + _hash(repr(task)) for task in plan.tasks)


def _distinct(names: Iterable[str]) -> list[str]:
    seen: Counter[str] = Counter()
    found = []
    for name in names:
        seen[name] += 1
        found.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return found


def _hash(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]
