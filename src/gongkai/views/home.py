"""The plan's numbers, and its sections as ways in. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from gongkai.model import Duty
from gongkai.views import words
from gongkai.views.calendar import CalendarPage
from gongkai.views.cut import Sheet
from gongkai.views.disclosure_pages import places
from gongkai.views.index import Index
from gongkai.views.parts import (
    Fact,
    NodeLink,
    Tally,
    duty_fact,
    node_link,
    tally,
    target_fact,
)
from gongkai.views.pictures import Matrix, Timeline, matrix, timeline


class Home(Struct, frozen=True):
    """What the front page says of the plan. Counts are of what was read, never percentages."""

    title: str
    revision: str
    follows: str
    state: str
    issued: str
    number: str
    issuer: str
    lines: int
    measures: int
    units: int
    targets: int
    quantified: int
    quantified_blank: int
    duties: int
    public: int
    blanks: int
    attribution_blanks: int
    errata: int
    sections: tuple[tuple[NodeLink, int], ...]
    preamble: str
    as_of: str
    targets_by: Tally
    duties_by: Tally
    overdue: tuple[Fact, ...]
    soon: tuple[Fact, ...]
    rows: Mapping[str, str]  # where the register has each duty
    timeline: Timeline
    matrix: Matrix
    illustration: bool


def home(index: Index, due: CalendarPage, cut: Sequence[Sheet[Duty]]) -> Home:
    """The view of the front page."""
    plan = index.plan
    counts: dict[str, int] = {}
    for node in index.measures:
        top = index.top(node).path
        counts[top] = counts.get(top, 0) + 1
    quantified = [target for target in plan.targets if target.kind == "quantified"]
    first = index.by_path.get("0")
    public = [duty_fact(index, duty) for duty in plan.duties if duty.public]
    return Home(
        title=plan.revision.title,
        revision=plan.revision.id or "",
        follows=plan.revision.follows or "",
        state=words.STATE.get(plan.revision.state or "", words.NOT_GIVEN),
        issued=plan.revision.issued or words.NOT_GIVEN,
        number=plan.revision.number or words.NOT_GIVEN,
        issuer=plan.revision.issuer or words.NOT_GIVEN,
        lines=len(plan.source_lines),
        measures=len(index.measures),
        units=sum(unit.kind != "group" and not unit.illustrative for unit in plan.units),
        targets=len(plan.targets),
        quantified=len(quantified),
        quantified_blank=sum(target.blank for target in quantified),
        duties=len(plan.duties),
        public=sum(duty.public for duty in plan.duties),
        blanks=len(plan.blanks),
        attribution_blanks=sum(blank.within == "attribution" for blank in plan.blanks),
        errata=len(plan.errata),
        sections=tuple(
            (node_link(index, node), counts.get(node.path, 0))
            for node in index.tops
            if node.kind != "preamble"
        ),
        preamble=first.text if first else "",
        as_of=words.day(plan.as_of),
        targets_by=tally(target_fact(index, target) for target in plan.targets),
        duties_by=tally(public),
        overdue=tuple(fact for fact in public if fact.is_overdue),
        soon=tuple(
            sorted((fact for fact in public if fact.next_due), key=lambda fact: fact.next_sort)
        ),
        rows=places(plan.duties, cut),
        timeline=timeline(due),
        matrix=matrix(index),
        illustration=plan.illustration,
    )
