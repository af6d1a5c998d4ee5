"""`units.yml` ↔ the units that it registers: those of a project, and the made-up ones of a demonstration.

Nothing here writes; what is read is read by `load_units`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from gongkai import yaml_tree
from gongkai.model import Unit
from gongkai.registry import Registry
from gongkai.sources import Finding
from gongkai.store.emit import emit
from gongkai.store.files import bytes_of, shown
from gongkai.store.records import UNIT, make
from gongkai.store.shapes import Reader, many
from gongkai.yaml_tree import Mapping, parse

_COMMENT = (
    "单位登记表，由人维护。id 公开后不宜改，永不复用；name 全称；aliases 别称；short 简称；\n"
    "formers 曾用名；former_ids 曾用编号，旧地址由此转到新地址；above 上级单位的编号；kind：department 部门，town 乡镇，park 园区，party 党委机构，government 政府，congress 人大，other 其他，group 泛指的一组单位。"
)


def load_units(
    folder: Path, path: Path, beneath: Registry
) -> tuple[tuple[Unit, ...], tuple[Finding, ...]]:
    """The units that the file at `path` registers over those `beneath`; none where there is no such file."""
    if not path.exists():
        return (), ()
    data, findings = bytes_of(path, shown(folder, path))
    if data is None:
        return (), findings
    return _read(shown(folder, path), data, beneath)


def units_file(units: Sequence[Unit]) -> str:
    """The text of units.yml."""
    return emit([UNIT.write(unit) for unit in units], _COMMENT)


def _read(
    file: str, data: bytes, beneath: Registry
) -> tuple[tuple[Unit, ...], tuple[Finding, ...]]:
    root, findings = parse(file, data)
    if root is None:
        return (), findings
    reader = Reader(file)
    units: tuple[Unit, ...] = many(UNIT, make(Unit)).read(root, reader) or ()
    if not reader.findings and isinstance(root, yaml_tree.Sequence):
        items = [item for item in root.items if isinstance(item, Mapping)]  # all of them are
        listed = [*zip(units, items, strict=True)]
        _once(listed, reader)
        _above(listed, Registry(units, beneath=beneath), reader)
    return units, (*findings, *reader.findings)


_Listed = Sequence[tuple[Unit, Mapping]]  # units, each as it stands in the file


def _once(listed: _Listed, reader: Reader) -> None:
    """Every unit is registered once, an id once given is no other unit's, and a name tells which is meant; the second is told."""
    owners: dict[str, str] = {}
    named: dict[str, str] = {}
    for unit, item in listed:
        if unit.id in owners:
            reader.find("unit-twice", item.entries["id"][1], id=unit.id)
        owners[unit.id] = unit.id
        first = named.setdefault(unit.name, unit.id)
        if first != unit.id:
            reader.find("unit-name-twice", item.entries["name"][1], name=unit.name, unit=first)
    for unit, item in listed:
        formers = item.entries["former_ids"][1] if unit.former_ids else None
        for held in formers.items if isinstance(formers, yaml_tree.Sequence) else ():
            if isinstance(held, yaml_tree.Scalar):
                if other := owners.get(held.value):
                    reader.find("unit-former-taken", held, id=held.value, unit=other)
                owners[held.value] = unit.id


def _above(listed: _Listed, registry: Registry, reader: Reader) -> None:
    """The body above a unit is one of the registry, under the id that it bears now, and not the unit itself, by however many steps."""
    above = {unit.id: unit.above for unit, _ in listed}
    for unit, item in listed:
        if unit.above is None:
            continue
        place, now = item.entries["above"][1], registry.now(unit.above)
        passed = {unit.id}
        up: str | None = unit.above
        while up and up not in passed:
            passed.add(up)
            up = above.get(up)
        if now != unit.above:
            reader.find("unit-former", place, id=unit.above, unit=now)
        elif registry.unit(unit.above) is None:
            reader.find("unit-above", place, id=unit.above)
        elif up == unit.id:
            reader.find("unit-above-itself", place, id=unit.id)
