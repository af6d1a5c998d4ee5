"""Names that a plan gives a body for its own use: 县水利事务服务中心（以下简称县水服中心）. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from gongkai.late import late
from gongkai.model import Unit
from gongkai.registry.names import plausible
from gongkai.registry.registry import Registry

_SHORT = late(
    r"(?P<name>[一-龥]{3,30})[（(](?:以下|下文)?(?:统一|均)?简称(?:为|[:：])?\s*[“「\"]?(?P<short>[一-龥]{2,16})[”」\"]?[）)]"
)
_LEADS_IN = late(r"^|[由请经报向在与和及对按]|(?=[省市县区州镇乡])")


def abbreviations(lines: Iterable[str]) -> Mapping[str, str]:
    """Short name → name in full, where a plan says so of a body."""
    found: dict[str, str] = {}
    for line in lines:
        if "简称" not in line:
            continue
        for match in _SHORT.finditer(line):
            short = match["short"]
            rest = (match["name"][lead.end() :] for lead in _LEADS_IN.finditer(match["name"]))
            full = next((name for name in rest if plausible(name)), short)
            if full != short and plausible(short):
                found.setdefault(short, full)
    return found


def with_abbreviations(registry: Registry, short: Mapping[str, str]) -> Registry:
    """`registry` in which a body that is known by its name in full is known by its short one too."""
    units: dict[str, Unit] = {}
    for name, full in short.items():
        unit = registry.resolve(full)
        if unit is None or unit.kind == "group" or registry.resolve(name) == unit:
            continue
        held = units.get(unit.id, unit)
        units[unit.id] = replace(held, aliases=(*held.aliases, name))
    return Registry(units.values(), beneath=registry) if units else registry
