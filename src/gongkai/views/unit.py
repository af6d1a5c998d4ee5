"""One unit: what the plan says of it. Pure. A blank never becomes a unit."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai import addresses
from gongkai.model import Node, Unit
from gongkai.views import words
from gongkai.views.index import Index
from gongkai.views.parts import (
    Fact,
    NodeLink,
    Place,
    duty_fact,
    node_link,
    place,
    target_fact,
)
from gongkai.views.settings import Settings

AROUND = 40  # characters of a sentence shown on each side of a name


@dataclass(frozen=True, slots=True)
class Statement:
    """Words that name the unit, with some of what stands around them."""

    node: NodeLink
    place: Place
    before: str
    name: str
    after: str


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit in a list, with what it has to do counted."""

    id: str
    name: str
    short: str
    kind: str
    address: str
    lead: int
    support: int
    responsible: int
    inline: int
    named: int
    duties: int
    proposed: bool


@dataclass(frozen=True, slots=True)
class UnitPage:
    """The page of a unit."""

    row: UnitRow
    aliases: tuple[str, ...]
    formers: tuple[str, ...]
    group: bool
    lead: tuple[NodeLink, ...]
    support: tuple[NodeLink, ...]
    responsible: tuple[NodeLink, ...]
    inline: tuple[Statement, ...]
    named: tuple[Statement, ...]
    targets: tuple[Fact, ...]
    duties: tuple[Fact, ...]
    blanks: int
    permanent: str


class Units:
    """What each unit has to do, counted once for all pages."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.roles: dict[tuple[str, str], list[Node]] = {}
        self.inline: dict[str, list[Statement]] = {}
        self.named: dict[str, list[Statement]] = {}
        self.targets: dict[str, list[Fact]] = {}
        self.duties: dict[str, list[Fact]] = {}
        plan = index.plan
        for node in plan.nodes:
            for role in ("lead", "support", "responsible"):
                for unit in dict.fromkeys(body.unit for body in getattr(node, role)):
                    if unit:
                        self.roles.setdefault((unit, role), []).append(node)
            for body in node.inline:
                if body.unit:
                    self.inline.setdefault(body.unit, []).append(
                        _statement(index, node, place("", body.span))
                    )
        for mention in plan.mentions:
            node = index.by_path[mention.node]
            self.named.setdefault(mention.unit, []).append(
                _statement(index, node, place("", mention.span))
            )
        for target in plan.targets:
            fact = target_fact(index, target, linked=True)
            for unit in {actor.unit for actor in target.by if actor.unit}:
                self.targets.setdefault(unit, []).append(fact)
        for duty in plan.duties:
            fact = duty_fact(index, duty, linked=True)
            for unit in {actor.unit for actor in duty.by if actor.unit}:
                self.duties.setdefault(unit, []).append(fact)

    def row(self, unit: Unit) -> UnitRow:
        """A unit in a list."""
        count = {
            role: len(self.roles.get((unit.id, role), ()))
            for role in ("lead", "support", "responsible")
        }
        return UnitRow(
            unit.id,
            unit.name,
            unit.short or unit.name,
            words.UNIT_KIND[unit.kind],
            addresses.unit(unit.id),
            count["lead"],
            count["support"],
            count["responsible"],
            len(self.inline.get(unit.id, ())),
            len(self.named.get(unit.id, ())),
            len(self.duties.get(unit.id, ())),
            unit.proposed,
        )

    def rows(self) -> tuple[UnitRow, ...]:
        """All units, bodies first, groups apart at the end."""
        units = sorted(self.index.plan.units, key=lambda unit: unit.kind == "group")
        return tuple(self.row(unit) for unit in units)

    def page(self, unit: Unit, settings: Settings) -> UnitPage:
        """The page of a unit."""
        links = {
            role: tuple(node_link(self.index, node) for node in self.roles.get((unit.id, role), ()))
            for role in ("lead", "support", "responsible")
        }
        return UnitPage(
            row=self.row(unit),
            aliases=unit.aliases,
            formers=tuple(name for name, _ in unit.formers),
            group=unit.kind == "group",
            lead=links["lead"],
            support=links["support"],
            responsible=links["responsible"],
            inline=tuple(self.inline.get(unit.id, ())),
            named=tuple(self.named.get(unit.id, ())),
            targets=tuple(self.targets.get(unit.id, ())),
            duties=tuple(self.duties.get(unit.id, ())),
            blanks=sum(blank.within == "attribution" for blank in self.index.plan.blanks),
            permanent=settings.permanent(addresses.unit(unit.id)),
        )


def _statement(index: Index, node: Node, where: Place) -> Statement:
    line = index.plan.source_lines[where.line - 1]
    start, end = where.col - 1, where.col - 1 + len(where.quote)
    left = max(line.rfind(stop, 0, start) + 1 for stop in "。；")
    left = max(left, start - AROUND)
    stops = [at for at in (line.find(stop, end) for stop in "。；") if at >= 0]
    right = min([*(at + 1 for at in stops), end + AROUND, len(line)])
    return Statement(node_link(index, node), where, line[left:start], where.quote, line[end:right])
