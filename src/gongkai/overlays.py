"""Overlays: what people record about a plan beside its text. Frozen values, without I/O.

Each record says on what it rests (`basis`), the day it refers to (`date`, `YYYY-MM-DD`) and, where there
is one, the address of its proof. `illustrative` is true for what a demonstration made up; it is set by
the folder that a record stands in, never by the record. Units and nodes are referred to by id.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from gongkai.model import Fill, InForce, Plan, Unit

Done = Literal["not_started", "ongoing", "done"]
Closing = Literal["open", "submitted", "closed"]


class Filled(Struct, frozen=True):
    """What a blank stands for, from `date` on; a later record for the same blank replaces it."""

    blank: str
    value: str
    basis: str
    date: str
    units: tuple[str, ...] = ()
    source: str | None = None
    illustrative: bool = False


class Progress(Struct, frozen=True):
    """How far a target or a measure was on `date`: a value (decimal text) or a state, with its proof."""

    of: str
    date: str
    basis: str
    value: str | None = None
    unit: str | None = None
    state: Done | None = None
    text: str = ""
    by: str | None = None
    evidence: str | None = None
    illustrative: bool = False


class Disclosure(Struct, frozen=True):
    """That a duty was done on `date`: what was published, reported or filed, and where it is.

    `period` names the period that it is for (2020-Q2); `None` for a duty without periods.
    """

    duty: str
    date: str
    title: str
    basis: str
    period: str | None = None
    by: str | None = None
    address: str | None = None
    illustrative: bool = False


class Task(Struct, frozen=True):
    """One task of a unit's yearly work plan, tied to a measure."""

    measure: str
    text: str
    start: str | None = None
    end: str | None = None
    state: Done | None = None


class WorkPlan(Struct, frozen=True):
    """A unit's work plan for a year: its tasks, when it was filed and published."""

    unit: str
    year: str
    title: str
    basis: str
    date: str
    filed: str | None = None
    filed_to: str | None = None
    published: str | None = None
    address: str | None = None
    attachments: tuple[str, ...] = ()
    tasks: tuple[Task, ...] = ()
    illustrative: bool = False


class Step(Struct, frozen=True):
    """A change of state of a problem, with its proof."""

    date: str
    state: Closing
    text: str = ""
    evidence: str | None = None


class Problem(Struct, frozen=True):
    """A problem that an inspection handed over, and what is done about it."""

    id: str
    batch: str
    problem: str
    measure: str
    standard: str
    basis: str
    date: str
    units: tuple[str, ...] = ()
    deadline: str | None = None
    steps: tuple[Step, ...] = ()
    illustrative: bool = False

    @property
    def state(self) -> Closing:
        """The state after the last step."""
        return self.steps[-1].state if self.steps else "open"


class Overlays(Struct, frozen=True):
    """All overlays of a project, each kind in the order of its files."""

    fills: tuple[Filled, ...] = ()
    progress: tuple[Progress, ...] = ()
    disclosures: tuple[Disclosure, ...] = ()
    work_plans: tuple[WorkPlan, ...] = ()
    rectification: tuple[Problem, ...] = ()
    units: tuple[Unit, ...] = ()  # named here and nowhere in the plan
    in_force: InForce | None = None  # the demonstration's, where the revision records none

    @property
    def illustrative(self) -> bool:
        """Whether any of it is made up."""
        return bool(self.in_force) or any(
            one.illustrative for kind in KINDS for one in getattr(self, kind)
        )


# The fields of `Overlays` that hold records.
KINDS = ("fills", "progress", "disclosures", "work_plans", "rectification")


def joined(overlays: Overlays, made_up: Overlays) -> Overlays:
    """A project's own overlays, and after them those of its demonstration."""
    both: dict[str, Any] = {
        kind: getattr(overlays, kind) + getattr(made_up, kind) for kind in KINDS
    }
    own = {unit.id for unit in overlays.units}
    units = (*overlays.units, *(unit for unit in made_up.units if unit.id not in own))
    return Overlays(**both, units=units, in_force=made_up.in_force)


R = TypeVar("R", Filled, Progress, Disclosure, WorkPlan, Problem)


def known_on(overlays: Overlays, day: str) -> Overlays:
    """What had been recorded by `day`: later records, and later parts of records, are left out."""

    def by_then(records: Iterable[R]) -> tuple[R, ...]:
        return tuple(record for record in records if record.date <= day)

    return replace(
        overlays,
        fills=by_then(overlays.fills),
        progress=by_then(overlays.progress),
        disclosures=by_then(overlays.disclosures),
        work_plans=tuple(_plan_on(plan, day) for plan in by_then(overlays.work_plans)),
        rectification=tuple(
            replace(problem, steps=tuple(step for step in problem.steps if step.date <= day))
            for problem in by_then(overlays.rectification)
        ),
    )


def _plan_on(plan: WorkPlan, day: str) -> WorkPlan:
    """A work plan as it was known: neither filed nor published before it was."""
    return replace(
        plan,
        filed=plan.filed if plan.filed and plan.filed <= day else None,
        published=plan.published if plan.published and plan.published <= day else None,
    )


def filled(plan: Plan, overlays: Overlays) -> Plan:
    """The plan with its blanks' fills: of several for one blank the last by date.

    The text and the attributions stay as printed; a fill stands beside its blank.
    """
    last: dict[str, Filled] = {}
    for fill in sorted(overlays.fills, key=lambda fill: fill.date):
        last[fill.blank] = fill
    blanks = tuple(
        replace(blank, fill=_fill(last[blank.id])) if blank.id in last else blank
        for blank in plan.blanks
    )
    revision = plan.revision
    if overlays.in_force and revision.in_force.start is None:
        revision = replace(revision, in_force=overlays.in_force)
    return replace(
        plan,
        blanks=blanks,
        revision=revision,
        units=(*plan.units, *overlays.units),
        illustration=overlays.illustrative,
    )


def _fill(one: Filled) -> Fill:
    return Fill(one.value, one.units, one.basis, one.date, one.source, one.illustrative)
