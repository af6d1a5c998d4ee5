"""The shipped list of usual bodies as units. Reads bodies.yml once, when the first name is asked for.

市生态环境局 and 县生态环境局 are different bodies: a level's sign before a name goes into the identifier
(`shi-shengtaihuanjingju`); a name without one keeps the plain identifier (`zhujianju`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path

import msgspec
from msgspec import Struct

from gongkai.model import Unit, UnitKind
from gongkai.registry.registry import Registry, Spelt
from gongkai.yaml_tree import plain

LEVELS: Mapping[str, str] = {
    "省": "sheng", "自治区": "zizhiqu", "市": "shi", "县": "xian", "区": "qu", "州": "zhou", "旗": "qi",
}  # fmt: skip
_OF_A_TOPIC = ("部门", "主管部门")  # 住建部门, 住建主管部门: no mention in a text


class _Named(Struct, frozen=True):
    """A unit, how it is printed, and what of that is too weak to mention it in a text."""

    unit: Unit
    spellings: list[str]
    weak: list[str]


class _Entry(Struct, frozen=True, dict=True, forbid_unknown_fields=True):
    """An entry of the list; its head says what each field means."""

    id: str
    name: str
    kind: UnitKind
    bare: str | None = None
    short: str | None = None
    aliases: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    before_2018: tuple[str, ...] = ()
    before_2023: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    of_party: bool = False
    after_place: tuple[str, ...] = ()

    @cached_property
    def alone(self) -> list[str]:
        """What means it without a level too."""
        said = (self.bare or self.name, self.short, *self.aliases)
        return [one for one in said if one and one not in self.after_place]

    @cached_property
    def formers(self) -> tuple[str, ...]:
        """All its former names."""
        return self.before_2018 + self.before_2023 + self.earlier

    @cached_property
    def kept(self) -> list[str]:
        """Other spellings, but for those that hold a level."""
        return [one for one in self.also if "{级}" not in one]

    @cached_property
    def by_topic(self) -> list[str]:
        """住建部门, 住建主管部门, where it is not called so anyway."""
        named = (*self.alone, *self.kept)
        made = (topic + noun for topic in self.topics for noun in _OF_A_TOPIC)
        return [one for one in made if one not in named]

    def unlevelled(self) -> _Named:
        """The body without a level."""
        unit = self._unit(self.id, self.bare or self.name, "")
        spellings = [*self.alone, *self.formers, *self.kept, *self.by_topic]
        return _Named(unit, spellings, [*self.weak, *self.by_topic])

    def levelled(self, level: str, prefix: str) -> _Named:
        """The body of a level."""
        sign = level + "委" if self.of_party else level
        names = [*self.after_place]
        # 县工业园区 is a place; a group takes a level only where the list says so.
        if self.kind != "group":
            names = [self.name, *self.alone, *self.formers, *names, *self.kept]
        spellings = [sign + one for one in dict.fromkeys(names)]
        spellings += [level + one for one in names if sign != level]
        by_topic = [level + one for one in self.by_topic]
        spellings += by_topic
        spellings += [one.replace("{级}", level) for one in self.also if "{级}" in one]
        alone = [one for one in (self.name, *self.alone) if one not in self.after_place]
        weak = [sign + one for one in alone if len(one) < 2]
        unit = self._unit(f"{prefix}-{self.id}", sign + self.name, sign)
        return _Named(unit, spellings, [*weak, *by_topic])

    def _unit(self, identifier: str, name: str, sign: str) -> Unit:
        return Unit(
            id=identifier,
            name=name,
            kind=self.kind,
            aliases=tuple(sign + alias for alias in self.aliases),
            short=sign + self.short if self.short else None,
            formers=tuple((sign + former, None) for former in self.formers),
        )


@cache
def usual() -> Registry:
    """The registry of usual bodies."""
    return Registry((), spelt=_spelt)


def _spelt() -> Spelt:
    text = Path(__file__).with_name("bodies.yml").read_text("utf-8")
    names: dict[str, Unit] = {}
    weak: set[str] = set()
    for entry in msgspec.convert(plain(text), list[_Entry]):
        for named in _named(entry):
            for spelling in named.spellings:
                names.setdefault(spelling, named.unit)
            weak.update(named.weak)
    return names, frozenset(weak)


def _named(entry: _Entry) -> Iterator[_Named]:
    """The body without a level, then that of each level."""
    yield entry.unlevelled()
    for level, prefix in LEVELS.items():
        yield entry.levelled(level, prefix)
