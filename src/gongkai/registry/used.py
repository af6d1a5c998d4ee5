"""Which units a plan refers to, and by which names: in attributions, brackets, its text, as actors. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TypeVar

from msgspec.structs import replace

from gongkai.model import Actor, Body, Duty, Mention, Plan, Target, Unit, with_bodies
from gongkai.registry.registry import Registry

Named = TypeVar("Named", Body, Mention, Actor)
Record = TypeVar("Record", Target, Duty)


def units_used(plan: Plan, registry: Registry) -> tuple[Unit, ...]:
    """The units that `plan` refers to, in the order in which it first does."""
    printed: dict[str, str] = {}
    for unit, name in _named(plan):
        if unit:
            printed.setdefault(unit, name)
    found = (registry.unit(unit) or registry.resolve(name) for unit, name in printed.items())
    return tuple(unit for unit in found if unit and unit.id in printed)


def under_ids_now(plan: Plan, registry: Registry) -> Plan:
    """`plan` with every unit under the id that it bears now, where one was given up since it was written."""
    used = {unit for unit, _ in _named(plan) if unit}
    if all(registry.now(unit) == unit for unit in used):
        return plan

    def body(one: Named) -> Named:
        now = registry.now(one.unit) if one.unit else one.unit
        return one if now == one.unit else replace(one, unit=now)

    def by(one: Record) -> Record:
        return replace(one, by=tuple(map(body, one.by)))

    return replace(
        plan,
        nodes=tuple(with_bodies(node, body) for node in plan.nodes),
        mentions=tuple(map(body, plan.mentions)),
        targets=tuple(map(by, plan.targets)),
        duties=tuple(map(by, plan.duties)),
    )


def named_as_printed(plan: Plan) -> tuple[Unit, ...]:
    """The units of `plan`, each under the name that the plan prints most where that is another name.

    What one county calls 水利局 another calls 水务局; the usual name becomes an alias. A printed
    abbreviation (发展改革委) never takes the place of the name in full.
    """
    counts: dict[str, Counter[str]] = {}
    for unit, name in _named(plan):
        if unit:
            counts.setdefault(unit, Counter())[name] += 1
    return tuple(_renamed(unit, counts.get(unit.id, Counter())) for unit in plan.units)


def _renamed(unit: Unit, printed: Counter[str]) -> Unit:
    names = (name for name, _ in printed.most_common() if name in unit.aliases)
    own = next((name for name in names if not _abbreviates(name, unit.name)), None)
    if own is None or unit.name in printed:
        return unit
    known = (unit.name, unit.short, *unit.aliases)
    others = tuple(name for name in known if name and name != own)
    return replace(unit, name=own, short=None, aliases=others)


def _abbreviates(short: str, name: str) -> bool:
    """Whether the characters of `short` stand in `name` in their order."""
    rest = iter(name)
    return all(char in rest for char in short)


def _named(plan: Plan) -> Iterator[tuple[str | None, str]]:
    for node in plan.nodes:
        for body in node.bodies:
            yield body.unit, body.printed
    for mention in plan.mentions:
        yield mention.unit, mention.span.quote
    for target in plan.targets:
        yield from ((actor.unit, actor.printed) for actor in target.by)
    for duty in plan.duties:
        yield from ((actor.unit, actor.printed) for actor in duty.by)
