"""Plans in many forms, each in a folder: `source.txt` or `source.md` in our own words, and `expected.yml`, read by hand.

expected.yml: `form` names the public form that the plan follows; `nodes` are [path, label, kind, role, heading];
`attributions` are [path, role, printed, unit?]; `inline` are [path, printed]; `deadlines` are
[path, printed, start, end, standing]. Where they stand, `targets` are all quantified ones as
[path, word of the indicator, comparator, value, unit, deadline], `duties` all primary ones as
[path, kind, words, frequency], `states` those targets without a quantity that must be found as
[path, words, deadline], `baselines` are [word of the indicator, baseline, its value], `charges` are
[words of a duty, who has it, parted by /, for whom, deadline], and `findings` are rules that the reading must report.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml

from gongkai.commitments.duty_words import PRIMARY
from gongkai.model import Plan
from gongkai.reading.read import read
from gongkai.sources import read_source
from gongkai.sources.finding import Finding

FOLDER = Path(__file__).parent
PRIMARY_KINDS = {form.kind for form in PRIMARY}


@dataclass(frozen=True)
class Case:
    """One plan with what a person read in it."""

    name: str
    source: Path

    @cached_property
    def expected(self) -> dict[str, Any]:
        return yaml.load((self.source.parent / "expected.yml").read_bytes(), yaml.CSafeLoader)

    def read(self) -> tuple[Plan, tuple[Finding, ...]]:
        return _read(self.source)


@cache
def _read(source: Path) -> tuple[Plan, tuple[Finding, ...]]:
    return read(read_source(source.name, source.read_bytes()))


@cache
def cases() -> tuple[Case, ...]:
    """All cases, by name."""
    return tuple(
        Case(path.parent.name, next(path.parent.glob("source.*")))
        for path in sorted(FOLDER.glob("*/expected.yml"))
    )


def nodes(plan: Plan) -> list[list[str | None]]:
    return [[node.path, node.label, node.kind, node.role, node.heading] for node in plan.nodes]


def attributions(plan: Plan) -> list[tuple[str, str, str]]:
    return [
        (node.path, role, body.printed)
        for node in plan.nodes
        for role in ("lead", "support", "responsible")
        for body in getattr(node, role)
    ]


def inline(plan: Plan) -> list[tuple[str, str]]:
    return [(node.path, body.printed) for node in plan.nodes for body in node.inline]


def deadlines(plan: Plan) -> list[list[str | bool | None]]:
    return [
        [node.path, due.printed, due.start, due.end, due.standing]
        for node in plan.nodes
        if (due := node.deadline)
    ]


def targets(plan: Plan) -> list[list[str | None]]:
    return [
        [t.node, t.indicator, t.comparator, t.value, t.unit, t.deadline]
        for t in plan.targets
        if t.kind == "quantified"
    ]


def duties(plan: Plan) -> list[list[str | None]]:
    return [
        [d.node, d.kind, d.span.quote, d.frequency] for d in plan.duties if d.kind in PRIMARY_KINDS
    ]


def baselines(plan: Plan) -> list[tuple[str, str | None, str | None]]:
    return [(t.indicator or "", t.baseline, t.baseline_value) for t in plan.targets]


def charges(plan: Plan) -> list[tuple[str, str, str | None, str | None]]:
    return [
        (d.span.quote, "/".join(actor.printed for actor in d.by), d.to, d.deadline)
        for d in plan.duties
        if d.kind in PRIMARY_KINDS
    ]


def states(plan: Plan) -> list[tuple[str, str, str | None]]:
    return [(t.node, t.span.quote, t.deadline) for t in plan.targets if t.kind == "state"]
