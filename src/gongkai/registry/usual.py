"""The shipped list of usual bodies as units. Reads bodies.yml once, when the first name is asked for.

市生态环境局 and 县生态环境局 are different bodies: a level's sign before a name goes into the identifier
(`shi-shengtaihuanjingju`); a name without one keeps the plain identifier (`zhujianju`).
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from gongkai.model import Unit
from gongkai.registry.registry import Registry, Spelt

_SAFE = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the list is long
LEVELS: Mapping[str, str] = {
    "省": "sheng", "自治区": "zizhiqu", "市": "shi", "县": "xian", "区": "qu", "州": "zhou", "旗": "qi",
}  # fmt: skip
_OF_A_TOPIC = ("部门", "主管部门")  # 住建部门, 住建主管部门: no mention in a text


@functools.cache
def usual() -> Registry:
    """The registry of usual bodies."""
    return Registry((), spelt=_spelt)


def _spelt() -> Spelt:
    text = Path(__file__).with_name("bodies.yml").read_text("utf-8")
    entries: list[dict[str, Any]] = yaml.load(text, _SAFE)  # noqa: S506
    names: dict[str, Unit] = {}
    weak: set[str] = set()
    for entry in entries:
        for unit, spellings, unsure in _units(entry):
            for spelling in spellings:
                names.setdefault(spelling, unit)
            weak.update(unsure)
    return names, frozenset(weak)


def _units(entry: Mapping[str, Any]) -> Iterator[tuple[Unit, list[str], list[str]]]:
    """The body without a level, then the body of each level: unit, spellings, spellings too weak to mention."""
    name, short = entry["name"], entry.get("short")
    after = list(entry.get("after_place", ()))
    alone = [
        spelling
        for spelling in (
            entry.get("bare"),
            name if "bare" not in entry else None,
            short,
            *entry.get("aliases", ()),
        )
        if spelling and spelling not in after
    ]
    formers = [
        *entry.get("before_2018", ()),
        *entry.get("before_2023", ()),
        *entry.get("earlier", ()),
    ]
    also = list(entry.get("also", ()))
    plain = Unit(
        id=entry["id"],
        name=entry.get("bare", name),
        kind=entry["kind"],
        aliases=tuple(entry.get("aliases", ())),
        short=short,
        formers=tuple((former, None) for former in formers),
    )
    kept = [spelling for spelling in also if "{级}" not in spelling]
    by_topic = [topic + noun for topic in entry.get("topics", ()) for noun in _OF_A_TOPIC]
    by_topic = [spelling for spelling in by_topic if spelling not in (*alone, *kept)]
    yield plain, [*alone, *formers, *kept, *by_topic], [*entry.get("weak", ()), *by_topic]
    for level, prefix in LEVELS.items():
        sign = level + "委" if entry.get("of_party") else level
        # 县工业园区 is a place; a group takes a level only where the list says so.
        levelled = after if entry["kind"] == "group" else [name, *alone, *formers, *after, *kept]
        spellings = [sign + spelling for spelling in dict.fromkeys(levelled)]
        spellings += [level + spelling for spelling in levelled if sign != level]
        spellings += [level + spelling for spelling in by_topic]
        spellings += [spelling.replace("{级}", level) for spelling in also if "{级}" in spelling]
        unit = Unit(
            id=f"{prefix}-{entry['id']}",
            name=sign + name,
            kind=entry["kind"],
            aliases=tuple(sign + alias for alias in entry.get("aliases", ())),
            short=sign + short if short else None,
            formers=tuple((sign + former, None) for former in formers),
        )
        yield (
            unit,
            spellings,
            [
                *(
                    sign + spelling
                    for spelling in (name, *alone)
                    if len(spelling) < 2 and spelling not in after
                ),
                *(level + spelling for spelling in by_topic),
            ],
        )
