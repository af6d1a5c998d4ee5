"""Which units a plan refers to: in attributions, in brackets, in its text, as actors. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.model import Plan, Unit
from gongkai.registry.registry import Registry


def units_used(plan: Plan, registry: Registry) -> tuple[Unit, ...]:
    """The units that `plan` refers to, in the order in which it first does."""
    printed: dict[str, str] = {}
    for unit, name in _named(plan):
        if unit:
            printed.setdefault(unit, name)
    found = (registry.unit(unit) or registry.resolve(name) for unit, name in printed.items())
    return tuple(unit for unit in found if unit and unit.id in printed)


def _named(plan: Plan) -> Iterator[tuple[str | None, str]]:
    for node in plan.nodes:
        for body in node.attributions + node.inline:
            yield body.unit, body.printed
    for mention in plan.mentions:
        yield mention.unit, mention.span.quote
    for target in plan.targets:
        yield from ((actor.unit, actor.printed) for actor in target.by)
    for duty in plan.duties:
        yield from ((actor.unit, actor.printed) for actor in duty.by)
