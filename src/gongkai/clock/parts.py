"""Parts: what stands of each section on its own. Pure.

Two standings give equal pages of a section where its part in them is equal; so pages are kept (site/pages.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from gongkai.clock.standing import Standing
from gongkai.model import SourceRecord
from gongkai.overlays import Overlays

T = TypeVar("T")
_UNTOLD = SourceRecord("", "", "", 0)


def parts(standing: Standing) -> Mapping[str, Standing]:
    """The part of each section, annex or preamble, by the path of its topmost node.

    It has that section's nodes, their records, and what is on record of them; of the plan as a whole its units, its day
    and its revision, but not from which bytes that was read; of the lines before its own that there is one.
    """
    plan, overlays = standing.plan, standing.overlays
    revision = replace(plan.revision, source=_UNTOLD, original=None)
    homes = {node.id or node.path: _top(node.path) for node in plan.nodes}
    for records in (plan.targets, plan.duties, plan.blanks, plan.dates, plan.errata):
        homes |= {record.id: _top(record.node) for record in records}

    def shared(values: Iterable[T], owners: Iterable[str]) -> dict[str, tuple[T, ...]]:
        found: dict[str, list[T]] = {}
        for value, owner in zip(values, owners, strict=True):
            found.setdefault(owner, []).append(value)
        return {top: tuple(some) for top, some in found.items()}

    def of(values: Sequence[T], names: Iterable[str]) -> dict[str, tuple[T, ...]]:
        return shared(values, (homes.get(name, "") for name in names))

    nodes = shared(plan.nodes, (_top(node.path) for node in plan.nodes))
    targets = of(plan.targets, (one.id for one in plan.targets))
    duties = of(plan.duties, (one.id for one in plan.duties))
    blanks = of(plan.blanks, (one.id for one in plan.blanks))
    dates = of(plan.dates, (one.id for one in plan.dates))
    errata = of(plan.errata, (one.id for one in plan.errata))
    states = of(standing.states, (one.of for one in standing.states))
    progress = of(overlays.progress, (one.of for one in overlays.progress))
    problems = of(overlays.rectification, (one.measure for one in overlays.rectification))
    return {
        top: Standing(
            replace(
                plan,
                revision=revision,
                frame=(),
                nodes=own,
                mentions=(),
                targets=targets.get(top, ()),
                duties=duties.get(top, ()),
                blanks=blanks.get(top, ()),
                dates=dates.get(top, ()),
                errata=errata.get(top, ()),
                source_lines=_lines(plan.source_lines, own[0].lines[0], own[-1].lines[1]),
            ),
            Overlays(
                progress=progress.get(top, ()),
                rectification=problems.get(top, ()),
                work_plans=tuple(
                    replace(one, tasks=tasks)
                    for one in overlays.work_plans
                    if (
                        tasks := tuple(task for task in one.tasks if homes.get(task.measure) == top)
                    )
                ),
            ),
            states.get(top, ()),
        )
        for top, own in nodes.items()
    }


def _top(path: str) -> str:
    return path.partition(".")[0]


def _lines(lines: Sequence[str], first: int, last: int) -> tuple[str, ...]:
    """The lines from `first` to `last`, 1-based, in their places."""
    return ("",) * (first - 1) + tuple(lines[first - 1 : last])
