"""Parts: what stands of each section on its own. Pure.

Two standings give equal pages of a section where its part in them is equal; so pages are taken over (site/framing.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, TypeVar

from msgspec.structs import replace

from gongkai.clock.standing import Standing
from gongkai.clock.targets import deadline_id
from gongkai.model import Node, SourceRecord
from gongkai.overlays import Overlays

T = TypeVar("T")
_OF_NODES = ("targets", "duties", "blanks", "dates", "errata")  # lists of records of a plan's nodes
_UNTOLD = SourceRecord("", "", "", 0)


def parts(standing: Standing) -> Mapping[str, Standing]:
    """The part of each section, annex or preamble, by the path of its topmost node.

    It has that section's nodes and lines, up to those of the next one, their records, and what is on record of them; of
    the plan as a whole its units, its day and its revision, but not from which bytes that was read; of the lines before
    its own that there is one.
    """
    plan, overlays = standing.plan, standing.overlays
    revision = replace(plan.revision, source=_UNTOLD, original=None)
    homes = {node.id or node.path: _top(node.path) for node in plan.nodes}
    homes |= {deadline_id(node): _top(node.path) for node in plan.nodes if node.deadline}
    for charges in (plan.targets, plan.duties):
        homes |= {one.id: _top(one.node) for one in charges}

    def shared(
        values: Iterable[T], top: Callable[[T], str | None]
    ) -> dict[str | None, tuple[T, ...]]:
        found: dict[str | None, list[T]] = {}
        for value in values:
            found.setdefault(top(value), []).append(value)
        return {top: tuple(some) for top, some in found.items()}

    records: dict[str, dict[str | None, tuple[Any, ...]]] = {
        kind: shared(getattr(plan, kind), lambda one: _top(one.node)) for kind in _OF_NODES
    }
    states = shared(standing.states, lambda one: homes.get(one.of))
    deadlines = shared(standing.deadlines, lambda one: homes.get(one.of))
    progress = shared(overlays.progress, lambda one: homes.get(one.of))
    problems = shared(overlays.rectification, lambda one: homes.get(one.measure))
    sections: dict[str, list[Node]] = {}
    for node in plan.nodes:
        sections.setdefault(_top(node.path), []).append(node)
    starts = [own[0].lines[0] for own in sections.values()]
    between = pairwise((*starts, len(plan.source_lines) + 1))
    within = {top: range(*both) for top, both in zip(sections, between, strict=True)}
    return {
        top: Standing(
            replace(
                plan,
                revision=revision,
                frame=tuple(line for line in plan.frame if line.line in within[top]),
                nodes=tuple(own),
                mentions=(),
                source_lines=_lines(plan.source_lines, within[top]),
                **{kind: found.get(top, ()) for kind, found in records.items()},
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
            deadlines=deadlines.get(top, ()),
        )
        for top, own in sections.items()
    }


def _top(path: str) -> str:
    return path.partition(".")[0]


def _lines(lines: Sequence[str], within: range) -> tuple[str, ...]:
    """The lines of these numbers in their places."""
    return ("",) * (within.start - 1) + tuple(lines[within.start - 1 : within.stop - 1])
