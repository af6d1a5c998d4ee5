"""Standing: a plan with its overlays on one day. Pure.

Only what had been recorded by the day counts: a state always belongs to a day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from gongkai.clock.duties import duty_states
from gongkai.clock.state import State
from gongkai.clock.targets import measure_state, target_state
from gongkai.clock.water import water_disclosures
from gongkai.model import Blank, DutyKind, Plan
from gongkai.overlays import Disclosure, Overlays, Progress, filled, known_on
from gongkai.water import Monitoring

# Kinds whose doing a reader asks after; the others have a state only where a deadline is printed.
FOLLOWED: frozenset[DutyKind] = frozenset(
    ["disclosure", "report", "filing", "periodic", "plan", "register", "seasonal_ban"]
)


class Standing(Struct, frozen=True):
    """`plan` with fills and as-of day, `overlays` and `water` as known on that day, and the states of its records.

    `deadlines` are the states of measures by their own deadlines.
    """

    plan: Plan
    overlays: Overlays
    states: tuple[State, ...] = ()
    water: Monitoring | None = None
    deadlines: tuple[State, ...] = ()


def stand(plan: Plan, overlays: Overlays, as_of: date, water: Monitoring | None = None) -> Standing:
    """The plan on the day `as_of`."""
    day = as_of.isoformat()
    known = known_on(overlays, day)
    water = water.until(day) if water else None
    recorded = {(record.duty, record.period) for record in known.disclosures}
    of_water = tuple(
        record
        for record in water_disclosures(plan, water)
        if (record.duty, record.period) not in recorded
    )
    known = replace(known, disclosures=(*known.disclosures, *of_water))
    plan = filled(plan, known)
    made_up = plan.illustration or bool(water and water.illustrative)
    plan = replace(plan, as_of=day, illustration=made_up)
    results: dict[str, list[Progress]] = {}
    for entry in known.progress:
        results.setdefault(entry.of, []).append(entry)
    states = (*_targets(plan, results, as_of), *_duties(plan, known, as_of))
    return Standing(plan, known, states, water, tuple(_deadlines(plan, results, as_of)))


def _deadlines(
    plan: Plan, results: Mapping[str, Sequence[Progress]], as_of: date
) -> Iterator[State]:
    for node in plan.nodes:
        deadline = node.deadline
        if deadline and deadline.end and deadline.review.status != "rejected":
            due = date.fromisoformat(deadline.end)
            yield measure_state(node, due, as_of, results.get(node.id or "", ()))


def _targets(
    plan: Plan, results: Mapping[str, Sequence[Progress]], as_of: date
) -> tuple[State, ...]:
    blanks = value_blanks(plan)
    return tuple(
        target_state(target, as_of, results.get(target.id, ()), blank.fill if blank else None)
        for target in plan.targets
        if target.review.status != "rejected"
        for blank in [blanks.get(target.id)]
    )


def value_blanks(plan: Plan) -> dict[str, Blank]:
    """The blank that stands for each blank target's value: the last number left blank in its words."""
    on_line: dict[int, list[Blank]] = {}
    for blank in plan.blanks:
        if blank.kind in ("number", "threshold"):
            on_line.setdefault(blank.span.line, []).append(blank)
    found: dict[str, Blank] = {}
    for target in plan.targets:
        first, last = target.span.col, target.span.col + len(target.span.quote)
        for blank in on_line.get(target.span.line, ()) if target.blank else ():
            if first <= blank.span.col < last:
                found[target.id] = blank
    return found


def _duties(plan: Plan, overlays: Overlays, as_of: date) -> tuple[State, ...]:
    records: dict[str, list[Disclosure]] = {}
    for record in overlays.disclosures:
        records.setdefault(record.duty, []).append(record)
    groups = frozenset(unit.id for unit in plan.units if unit.kind == "group")
    until = {node.path: node.deadline.printed for node in plan.nodes if node.deadline}
    return tuple(
        state
        for duty in plan.duties
        if duty.review.status != "rejected" and (duty.kind in FOLLOWED or duty.deadline)
        for state in duty_states(
            duty,
            plan.revision.in_force,
            as_of,
            records.get(duty.id, ()),
            groups,
            until.get(duty.node, ""),
        )
    )
