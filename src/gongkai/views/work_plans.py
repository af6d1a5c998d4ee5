"""Work plans: whose yearly plan is on record, filed and published; one plan with its tasks. Pure."""

from __future__ import annotations

from msgspec import Struct

from gongkai import addresses
from gongkai.overlays import WorkPlan
from gongkai.views import words
from gongkai.views.index import Index
from gongkai.views.parts import Fact, NodeLink, duty_fact, node_link
from gongkai.views.settings import Settings


class TaskRow(Struct, frozen=True):
    """A task with the measure that it serves."""

    measure: NodeLink | None
    text: str
    start: str
    end: str
    sort: str
    state: str


class PlanView(Struct, frozen=True):
    """A unit's work plan for a year."""

    unit: str
    unit_address: str
    year: str
    title: str
    address: str
    recorded: str
    filed: str
    filed_to: str
    published: str
    source: str
    attachments: tuple[str, ...]
    tasks: tuple[TaskRow, ...]
    basis: str
    illustrative: bool
    permanent: str


class PlansPage(Struct, frozen=True):
    """All work plans, and the duties of the plan that ask for them."""

    duties: tuple[Fact, ...]
    rows: tuple[PlanView, ...]


def plans_page(index: Index, settings: Settings) -> PlansPage:
    """The list of work plans, newest year first."""
    rows = sorted(index.overlays.work_plans, key=lambda one: (-int(one.year), one.unit))
    return PlansPage(
        tuple(
            duty_fact(index, duty)
            for duty in index.plan.duties
            if duty.kind in ("plan", "filing", "disclosure") and _yearly(index, duty.node)
        ),
        tuple(plan_view(index, one, settings) for one in rows),
    )


def _yearly(index: Index, path: str) -> bool:
    """Whether a node asks for plans of work by year: a yearly plan is drawn up there."""
    return any(
        duty.kind == "plan" and duty.frequency == "year" and "工作计划" in duty.what
        for duty in index.duties.get(path, ())
    )


def plan_view(index: Index, plan: WorkPlan, settings: Settings) -> PlanView:
    """One work plan."""
    unit = index.units.get(plan.unit)
    address = addresses.work_plan(plan.unit, plan.year)
    return PlanView(
        unit.name if unit else plan.unit,
        addresses.unit(plan.unit) if unit else "",
        plan.year,
        plan.title,
        address,
        words.day(plan.date),
        words.day(plan.filed),
        plan.filed_to or "",
        words.day(plan.published),
        plan.address or "",
        plan.attachments,
        tuple(
            TaskRow(
                node_link(index, index.by_id[task.measure])
                if task.measure in index.by_id
                else None,
                task.text,
                words.day(task.start),
                words.day(task.end),
                task.end or "9999",
                words.DONE[task.state] if task.state else "",
            )
            for task in plan.tasks
        ),
        plan.basis,
        plan.illustrative,
        settings.permanent(address),
    )
