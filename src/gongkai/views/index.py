"""One plan looked up from every side, built once for all pages. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any, TypeVar

from msgspec.structs import replace

from gongkai import addresses
from gongkai.clock import Standing, State
from gongkai.identity import printed_number
from gongkai.model import (
    Actor,
    Blank,
    Body,
    DateMention,
    Duty,
    Erratum,
    Fill,
    Mention,
    Node,
    Plan,
    Target,
    Unit,
)
from gongkai.overlays import Disclosure, Overlays, Problem, Progress, Task, WorkPlan
from gongkai.sources.span import Span, Stretch
from gongkai.views import words
from gongkai.views.cut import Section, Sheet, sheets
from gongkai.views.marked import Mark, MarkKind, Piece, marked

# Characters on a page of the full text where that is long, a line counted as ten more: a page of a real plan weighs some
# 1.5 bytes each when compressed.
TEXT = 60_000
Record = Target | Duty | DateMention | Blank | Erratum
K = TypeVar("K", Target, Duty, DateMention, Blank, Erratum)
T = TypeVar("T")
R = TypeVar("R", Target, Duty, DateMention, Blank, Erratum, Mention)


class Index:
    """A plan whose nodes bear permanent identifiers, with what stands of it on its as-of day.

    Immutable once made.
    """

    def __init__(self, standing: Standing) -> None:
        plan = _without_rejected(standing.plan)
        self.plan = plan
        self.overlays = standing.overlays
        self.states: dict[str, list[State]] = {}
        for state in (*standing.states, *standing.deadlines):
            self.states.setdefault(state.of, []).append(state)
        self.progress: dict[str, list[Progress]] = {}
        for entry in standing.overlays.progress:
            self.progress.setdefault(entry.of, []).append(entry)
        self.problems: dict[str, list[Problem]] = {}
        for problem in standing.overlays.rectification:
            self.problems.setdefault(problem.measure, []).append(problem)
        self.tasks: dict[str, list[tuple[WorkPlan, Task]]] = {}
        for work_plan in standing.overlays.work_plans:
            for task in work_plan.tasks:
                self.tasks.setdefault(task.measure, []).append((work_plan, task))
        self.target_by_id = {target.id: target for target in plan.targets}
        self.duty_by_id = {duty.id: duty for duty in plan.duties}
        self.disclosures: dict[str, list[Disclosure]] = {}
        for record in standing.overlays.disclosures:
            self.disclosures.setdefault(record.duty, []).append(record)
        self.filled: dict[tuple[int, int], Fill] = {
            blank.span.place: blank.fill for blank in plan.blanks if blank.fill
        }
        self.by_path: dict[str, Node] = {node.path: node for node in plan.nodes}
        self.by_id: dict[str, Node] = {node.id or node.path: node for node in plan.nodes}
        self.children: dict[str, list[Node]] = {}
        for node in plan.nodes:
            if node.parent is not None:
                self.children.setdefault(node.parent, []).append(node)
        self.measures = tuple(node for node in plan.nodes if node.role == "measure")
        self.tops = tuple(node for node in plan.nodes if node.parent is None)
        self.targets = by_node(plan.targets)
        self.duties = by_node(plan.duties)
        self.dates = by_node(plan.dates)
        self.blanks = by_node(plan.blanks)
        self.errata = by_node(plan.errata)
        self.units: dict[str, Unit] = {unit.id: unit for unit in plan.units}
        self.mentions = by_node(plan.mentions)
        self._marks = _marks_by_line(plan)
        # Worked out when first asked for, and asked for again and again.
        self._numbers: dict[str, str] = {}
        self._named: dict[str, str] = {}
        self.facts: dict[tuple[str, tuple[int, int]], Any] = {}  # by parts.py alone, as are links
        self.links: dict[str, Any] = {}

    @classmethod
    def of(cls, plan: Plan) -> Index:
        """A plan alone: no day, and nothing recorded beside it."""
        return cls(Standing(plan, Overlays()))

    def fill_of(self, body: Body | Actor) -> Fill | None:
        """What fills a body left blank."""
        return self.filled.get(body.span.place) if body.blank else None

    def units_of(self, bodies: Iterable[Body | Actor]) -> tuple[str, ...]:
        """Ids of the units that bodies stand for, each once; of a blank those that fill it."""
        found: dict[str, None] = {}
        for body in bodies:
            fill = self.fill_of(body)
            for unit in (body.unit,) if body.unit else fill.units if fill else ():
                found[unit] = None
        return tuple(found)

    def address(self, node: Node) -> str:
        """Where a node is shown: its own page where it is a measure or top-level, else its place in the section."""
        identifier = node.id or node.path
        if node.role == "measure":
            return addresses.measure(identifier)
        top = self.top(node)
        if top is node:
            return addresses.section(identifier)
        return f"{addresses.section(top.id or top.path)}#{identifier}"

    def top(self, node: Node) -> Node:
        """The section, annex or preamble that holds a node."""
        return self.by_path[node.path.split(".")[0]]

    def above(self, node: Node) -> tuple[Node, ...]:
        """The nodes over a node, topmost first."""
        found: list[Node] = []
        parent = node.parent
        while parent is not None:
            found.append(self.by_path[parent])
            parent = found[-1].parent
        return tuple(reversed(found))

    def below(self, node: Node) -> tuple[Node, ...]:
        """A node and all nodes under it, in order."""
        found: list[Node] = []
        waiting = [node]
        while waiting:
            one = waiting.pop()
            found.append(one)
            waiting.extend(reversed(self.children.get(one.path, [])))
        return tuple(found)

    def by_section(self, of_node: Mapping[str, Sequence[T]]) -> Iterator[Section[T]]:
        """Each section, annex or preamble with what `of_node` gives of its nodes by path, in order."""
        for top in self.tops:
            yield top, (of_node.get(node.path, ()) for node in self.below(top))

    def number(self, node: Node) -> str:
        """The printed number of a node with those above it: 五（三）2, 附件1·4; 2.1 says it all by itself."""
        known = self._numbers.get(node.path)
        if known is None:
            labels = (one.label for one in (*self.above(node), node))
            known = self._numbers[node.path] = printed_number(labels)
        return known

    def named(self, node: Node) -> str:
        """The number of a node, if it has one, and its title."""
        known = self._named.get(node.path)
        if known is None:
            known = self._named[node.path] = f"{self.number(node)} {self.title(node)}".strip()
        return known

    def title(self, node: Node) -> str:
        """The heading of a node as printed, or its first words."""
        if node.kind == "preamble":
            return "引言"
        if node.heading:
            return node.heading
        first = node.text.split("\n", 1)[0]
        return first if len(first) <= 28 else first[:28] + "…"

    def pieces(self, stretch: Stretch, *, anchors: bool = False) -> tuple[Piece, ...]:
        """A stretch with what was read on its line marked; `anchors` gives each mark its record's id."""
        marks = [
            Mark(start, end, kind, identifier if anchors else "", note, href)
            for span, kind, identifier, note, href in self._marks.get(stretch.line, ())
            for start, end in [_within(stretch, span)]
            if start < end
        ]
        return marked(stretch.text, marks)

    @cached_property
    def text(self) -> tuple[Sheet[int], ...]:
        """The pages of the full text under its first one, where it is too long for one: numbers of lines.

        What stands before the first section is on the first page, what follows a node on the page of that node.
        """
        lines = self.plan.source_lines
        starts = [node.lines[0] for node in self.plan.nodes]
        runs = {
            node.path: range(*between)
            for node, between in zip(
                self.plan.nodes, pairwise([*starts, len(lines) + 1]), strict=True
            )
            if node.kind != "preamble"
        }
        return sheets(
            addresses.PLAN, self.by_section(runs), lambda at: len(lines[at - 1]) + 10, TEXT
        )

    @cached_property
    def _text_starts(self) -> list[int]:
        return [sheet.rows[0] for sheet in self.text]

    @cached_property
    def _text_addresses(self) -> list[str]:
        return [addresses.PLAN, *(sheet.address for sheet in self.text)]

    def text_sheet(self, line: int) -> Sheet[int] | None:
        """The page of the full text, under its first one, that a line is on; else none."""
        at = bisect_right(self._text_starts, line)
        return self.text[at - 1] if at else None

    def text_page(self, line: int) -> str:
        """The page of the full text that a line is on."""
        return self._text_addresses[bisect_right(self._text_starts, line)]

    def line(self, number: int) -> tuple[Piece, ...]:
        """A source line as it stands, marked, each mark with its record's anchor."""
        raw = self.plan.source_lines[number - 1]
        return self.pieces(Stretch(number, raw, raw, range(1, len(raw) + 1)), anchors=True)


def _without_rejected(plan: Plan) -> Plan:
    """The plan without what a person found not to be so; the data files keep it."""

    def held(records: Sequence[K]) -> tuple[K, ...]:
        return tuple(record for record in records if record.review.status != "rejected")

    return replace(
        plan,
        targets=held(plan.targets),
        duties=held(plan.duties),
        dates=held(plan.dates),
        errata=held(plan.errata),
        blanks=held(plan.blanks),
    )


def _within(stretch: Stretch, span: Span) -> tuple[int, int]:
    """Where the characters of `span` stand in `stretch.text`."""
    return (
        bisect_left(stretch.cols, span.col),
        bisect_left(stretch.cols, span.col + len(span.quote)),
    )


def by_node(records: Iterable[R]) -> dict[str, list[R]]:
    """The records of each node, by its path, in their order."""
    found: dict[str, list[R]] = {}
    for record in records:
        found.setdefault(record.node, []).append(record)
    return found


# Words that mean something: where, what kind, their record's id, what it says, where it leads.
Marking = tuple[Span, MarkKind, str, str, str]


def _marks_by_line(plan: Plan) -> dict[int, list[Marking]]:
    lines: dict[int, list[Marking]] = {}
    for marking in _all_marks(plan):
        lines.setdefault(marking[0].line, []).append(marking)
    return lines


def _all_marks(plan: Plan) -> Iterator[Marking]:
    for target in plan.targets:
        yield target.span, "target", target.id, words.TARGET_KIND[target.kind], ""
    for duty in plan.duties:
        yield duty.span, "duty", duty.id, words.DUTY_KIND[duty.kind], ""
    for date in plan.dates:
        note = words.days(date.start, date.end) or words.DATE_KIND[date.kind]
        yield date.span, "date", date.id, note, ""
    for blank in plan.blanks:
        note = f"{words.BLANK}：{words.BLANK_KIND[blank.kind]}"
        if blank.fill:
            note += f"；{words.fill(blank.fill)}"
        yield blank.span, "blank", blank.id, note, ""
    for erratum in plan.errata:
        yield (
            erratum.span,
            "erratum",
            erratum.id,
            f"{words.ERRATUM}：似应为“{erratum.suspected}”",
            "",
        )
    known = {unit.id for unit in plan.units}
    for node in plan.nodes:
        for body in node.inline:
            href = addresses.unit(body.unit) if body.unit in known else ""
            yield body.span, "body", "", f"句后括号所列单位：{body.printed}", href
