"""One unit: what the plan says of it. Pure. A blank never becomes a unit.

Its page shows up to `ROWS` duties and as many targets, what is overdue and those due first, as many measures of each role and as
many statements that name it and records of each kind; what is more stands on pages under it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from gongkai import addresses
from gongkai.model import ANSWERING, Body, Node, Unit
from gongkai.overlays import WorkPlan
from gongkai.views import words
from gongkai.views.cut import ROWS
from gongkai.views.disclosure import Published, published
from gongkai.views.index import Index
from gongkai.views.parts import (
    Fact,
    Filling,
    NodeLink,
    Place,
    deadlines,
    duty_fact,
    filling,
    node_link,
    place,
    target_fact,
)
from gongkai.views.progress import ProgressRow, progress_row
from gongkai.views.qr import QrCode, qr_code
from gongkai.views.rectification import ProblemView, problem_view
from gongkai.views.settings import Settings
from gongkai.views.work_plans import PlanView, plan_view

AROUND = 40  # characters of a sentence shown on each side of a name


class Statement(Struct, frozen=True):
    """Words that name the unit, with some of what stands around them."""

    node: NodeLink
    place: Place
    before: str
    name: str
    after: str


class UnitRow(Struct, frozen=True):
    """A unit in a list, with what it has to do counted."""

    id: str
    name: str
    short: str
    kind: str
    address: str
    lead: int
    support: int
    responsible: int
    inline: int
    named: int
    duties: int
    proposed: bool
    illustrative: bool


class UnitPage(Struct, frozen=True):
    """The page of a unit."""

    row: UnitRow
    aliases: tuple[str, ...]
    formers: tuple[str, ...]
    above: tuple[str, str] | None  # name of the body over it, and its page where it has one
    group: bool
    lead: tuple[NodeLink, ...]
    support: tuple[NodeLink, ...]
    responsible: tuple[NodeLink, ...]
    inline: tuple[Statement, ...]
    named: tuple[Statement, ...]
    assigned: tuple[tuple[str, NodeLink, Filling], ...]
    targets: tuple[Fact, ...]
    duties: tuple[Fact, ...]
    deadlines: tuple[Fact, ...]
    shared: tuple[Fact, ...]
    plans: tuple[PlanView, ...]
    published: tuple[tuple[Fact, Published], ...]
    progress: tuple[ProgressRow, ...]
    problems: tuple[ProblemView, ...]
    blanks: int
    next: Fact | None
    next_row: str  # where its row is
    as_of: str
    permanent: str
    qr: QrCode | None  # where the site knows its own address
    rows: int = ROWS  # of each table, at most


class MoreRows(Struct, frozen=True):
    """A page of a unit's duties, targets, measures, statements or records that follow those on its own page."""

    unit: UnitRow
    what: str  # 职责, 目标, 措施 …
    address: str
    number: int
    of: int
    as_of: str
    previous: str
    next: str
    facts: tuple[Fact, ...] = ()
    measures: Mapping[str, tuple[NodeLink, ...]] = {}  # by role
    statements: tuple[Statement, ...] = ()
    published: tuple[tuple[Fact, Published], ...] = ()
    progress: tuple[ProgressRow, ...] = ()
    problems: tuple[ProblemView, ...] = ()

    @property
    def title(self) -> str:
        """What the page is called, but for its number."""
        if self.statements:
            return f"{self.what}{self.unit.name}之处"
        return f"{self.unit.name}的{self.what}"


class Units:
    """What each unit has to do, counted once for all pages."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.roles: dict[tuple[str, str], list[Node]] = {}
        self.assigned: dict[str, list[tuple[str, NodeLink, Filling]]] = {}
        self.inline: dict[str, list[Statement]] = {}
        self.named: dict[str, list[Statement]] = {}
        self.targets: dict[str, list[Fact]] = {}
        self.duties: dict[str, list[Fact]] = {}
        self.deadlines: dict[str, list[Fact]] = {}
        self.problems: dict[str, list[ProblemView]] = {}
        self.plans: dict[str, list[WorkPlan]] = {}
        self.published: dict[str, list[tuple[Fact, Published]]] = {}
        self.progress: dict[str, list[ProgressRow]] = {}
        self.blanks = sum(blank.within == "attribution" for blank in index.plan.blanks)
        self.groups = tuple(unit for unit in index.plan.units if unit.kind == "group")
        for node in index.plan.nodes:
            self._attributions(node)
        for mention in index.plan.mentions:
            node = index.by_path[mention.node]
            self.named.setdefault(mention.unit, []).append(
                _statement(index, node, place(index, "", mention.span))
            )
        self._commitments()
        self._records()

    def _attributions(self, node: Node) -> None:
        for role in ANSWERING:
            bodies: tuple[Body, ...] = getattr(node, role)
            for unit in dict.fromkeys(body.unit for body in bodies if body.unit):
                self.roles.setdefault((unit, role), []).append(node)
            fills = map(self.index.fill_of, bodies)
            for fill in (fill for fill in fills if fill):
                for unit in fill.units:
                    made = (
                        words.ATTRIBUTION[role],
                        node_link(self.index, node),
                        filling(self.index, fill),
                    )
                    self.assigned.setdefault(unit, []).append(made)
        for body in node.inline:
            if body.unit:
                statement = _statement(self.index, node, place(self.index, "", body.span))
                self.inline.setdefault(body.unit, []).append(statement)

    def _commitments(self) -> None:
        index = self.index
        for target in index.plan.targets:
            fact = target_fact(index, target)
            for unit in index.units_of(target.by):
                self.targets.setdefault(unit, []).append(fact)
        for node, _, fact in deadlines(index):
            for unit in index.units_of(node.attributions):
                self.deadlines.setdefault(unit, []).append(fact)
        for duty in index.plan.duties:
            fact = duty_fact(index, duty)
            for unit in index.units_of(duty.by):
                self.duties.setdefault(unit, []).append(fact)
            for one in index.disclosures.get(duty.id, ()):
                if one.by:
                    self.published.setdefault(one.by, []).append((fact, published(index, one)))

    def _records(self) -> None:
        index = self.index
        for plan in index.overlays.work_plans:
            self.plans.setdefault(plan.unit, []).append(plan)
        for entry in index.overlays.progress:
            if entry.by and (row := progress_row(index, entry)):
                self.progress.setdefault(entry.by, []).append(row)
        for problem in index.overlays.rectification:
            for unit in problem.units:
                self.problems.setdefault(unit, []).append(problem_view(index, problem))

    def row(self, unit: Unit) -> UnitRow:
        """A unit in a list."""
        count = {role: len(self.roles.get((unit.id, role), ())) for role in ANSWERING}
        return UnitRow(
            unit.id,
            unit.name,
            unit.short or unit.name,
            words.UNIT_KIND[unit.kind],
            addresses.unit(unit.id),
            count["lead"],
            count["support"],
            count["responsible"],
            len(self.inline.get(unit.id, ())),
            len(self.named.get(unit.id, ())),
            len(self.duties.get(unit.id, ())),
            unit.proposed,
            unit.illustrative,
        )

    def rows(self) -> tuple[UnitRow, ...]:
        """All units, bodies first, groups apart at the end."""
        units = sorted(self.index.plan.units, key=lambda unit: unit.kind == "group")
        return tuple(self.row(unit) for unit in units)

    def page(self, unit: Unit, settings: Settings, most: int = ROWS) -> UnitPage:
        """The page of a unit, whose tables show `most` rows each."""
        duties = tuple(sorted(self.duties.get(unit.id, ()), key=lambda fact: fact.by_state))
        targets = tuple(sorted(self.targets.get(unit.id, ()), key=lambda fact: fact.sort))
        until = tuple(sorted(self.deadlines.get(unit.id, ()), key=lambda fact: fact.sort))
        following = min(
            (
                (
                    fact.next_sort,
                    f"{addresses.unit_rows(unit.id, what, at // most + 1)}#{fact.id}",
                    fact,
                )
                for what, facts in (("duties", duties), ("targets", targets), ("deadlines", until))
                for at, fact in enumerate(facts)
                if fact.next_due
            ),
            # Of several on one day, one whose row tells of that day and not of one that is past.
            key=lambda one: (one[0], one[2].is_overdue),
            default=None,
        )
        links = {
            role: tuple(node_link(self.index, node) for node in self.roles.get((unit.id, role), ()))
            for role in ANSWERING
        }
        permanent = settings.permanent(addresses.unit(unit.id))
        return UnitPage(
            row=self.row(unit),
            aliases=unit.aliases,
            formers=tuple(name for name, _ in unit.formers),
            above=self._above(unit),
            group=unit.kind == "group",
            lead=links["lead"],
            support=links["support"],
            responsible=links["responsible"],
            inline=tuple(self.inline.get(unit.id, ())),
            named=tuple(self.named.get(unit.id, ())),
            assigned=tuple(self.assigned.get(unit.id, ())),
            targets=targets,
            duties=duties,
            deadlines=until,
            shared=tuple(self.shared(unit)),
            plans=tuple(
                plan_view(self.index, one, settings) for one in self.plans.get(unit.id, ())
            ),
            published=tuple(self.published.get(unit.id, ())),
            progress=tuple(self.progress.get(unit.id, ())),
            problems=tuple(self.problems.get(unit.id, ())),
            blanks=self.blanks,
            next=following[2] if following else None,
            next_row=following[1] if following else "",
            as_of=words.day(self.index.plan.as_of),
            permanent=permanent,
            qr=qr_code(permanent) if settings.site_url else None,
            rows=most,
        )

    def _above(self, unit: Unit) -> tuple[str, str] | None:
        if over := self.index.units.get(unit.above or ""):
            return over.name, addresses.unit(over.id)
        return (unit.above_name, "") if unit.above_name else None

    def shared(self, unit: Unit) -> Iterator[Fact]:
        """Duties of groups to which the unit may belong: the plan does not say who does."""
        if unit.kind == "group":
            return
        for group in self.groups:
            if _may_hold(group, unit):
                yield from self.duties.get(group.id, ())


def more_rows(page: UnitPage) -> Iterator[MoreRows]:
    """The pages of what a unit's own page has no room for; one of measures goes on with each role."""
    roles = {"lead": page.lead, "support": page.support, "responsible": page.responsible}
    for room, what, kind, rows in (
        ("duties", "职责", "facts", page.duties),
        ("targets", "目标", "facts", page.targets),
        ("deadlines", "完成时限", "facts", page.deadlines),
        ("measures", "措施", "measures", roles),
        ("inline", "句后列出", "statements", page.inline),
        ("named", "文中提及", "statements", page.named),
        ("published", "公开、报送与备案记录", "published", page.published),
        ("progress", "报送的进展", "progress", page.progress),
        ("problems", "整改任务", "problems", page.problems),
    ):
        yield from _more(page, room, what, kind, rows)


def _more(
    page: UnitPage,
    room: str,
    what: str,
    kind: str,
    rows: Sequence[object] | Mapping[str, Sequence[object]],
) -> Iterator[MoreRows]:
    """`rows` are of one kind; where they are lists of several roles, each goes on by itself."""
    longest = max(map(len, rows.values())) if isinstance(rows, Mapping) else len(rows)
    of = -(-longest // page.rows)
    for number in range(2, of + 1):
        before, here, after = (
            addresses.unit_rows(page.row.id, room, one) for one in range(number - 1, number + 2)
        )
        part = slice((number - 1) * page.rows, number * page.rows)
        left: Any = (
            {role: nodes[part] for role, nodes in rows.items() if nodes[part]}
            if isinstance(rows, Mapping)
            else rows[part]
        )
        yield MoreRows(
            unit=page.row,
            what=what,
            address=here,
            number=number,
            of=of,
            as_of=page.as_of,
            previous=before,
            next=after if number < of else "",
            **{kind: left},
        )


def _may_hold(group: Unit, unit: Unit) -> bool:
    """Whether a unit of this kind can be meant by the group: 各乡镇 are towns, 各园区 parks, 各部门 the rest."""
    town, park = "乡镇" in group.name or "街道" in group.name, "园区" in group.name
    if town or park:
        return (town and unit.kind == "town") or (park and unit.kind == "park")
    return unit.kind in ("department", "park", "town", "party", "other")


def _statement(index: Index, node: Node, where: Place) -> Statement:
    line = index.plan.source_lines[where.line - 1]
    start, end = where.col - 1, where.col - 1 + len(where.quote)
    left = max(line.rfind(stop, 0, start) + 1 for stop in "。；")
    left = max(left, start - AROUND)
    stops = [at for at in (line.find(stop, end) for stop in "。；") if at >= 0]
    right = min([*(at + 1 for at in stops), end + AROUND, len(line)])
    return Statement(node_link(index, node), where, line[left:start], where.quote, line[end:right])
