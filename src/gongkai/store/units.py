"""`units.yml` ↔ the units that it registers: those of a project, and the made-up ones of a demonstration.

Nothing here writes; what is read is read by `load_units`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from gongkai import yaml_tree
from gongkai.model import Unit
from gongkai.sources import Finding
from gongkai.store.emit import emit
from gongkai.store.files import bytes_of, shown
from gongkai.store.records import UNIT, make
from gongkai.store.shapes import Reader, many
from gongkai.yaml_tree import Mapping, parse

_COMMENT = (
    "单位登记表，由人维护。id 公开后不宜改，永不复用；name 全称；aliases 别称；short 简称；\n"
    "formers 曾用名；former_ids 曾用编号，旧地址由此转到新地址；kind：department 部门，town 乡镇，park 园区，party 党委机构，government 政府，congress 人大，other 其他，group 泛指的一组单位。"
)


def load_units(folder: Path, path: Path) -> tuple[tuple[Unit, ...], tuple[Finding, ...]]:
    """The units that the file at `path` registers; none where there is no such file."""
    if not path.exists():
        return (), ()
    data, findings = bytes_of(path, shown(folder, path))
    if data is None:
        return (), findings
    return read_units(shown(folder, path), data)


def units_file(units: Sequence[Unit]) -> str:
    """The text of units.yml."""
    return emit([UNIT.write(unit) for unit in units], _COMMENT)


def read_units(file: str, data: bytes) -> tuple[tuple[Unit, ...], tuple[Finding, ...]]:
    """units.yml → units."""
    root, findings = parse(file, data)
    if root is None:
        return (), findings
    reader = Reader(file)
    units = many(UNIT, make(Unit)).read(root, reader) or ()
    if not reader.findings and isinstance(root, yaml_tree.Sequence):
        _once(root, reader)
    return units, (*findings, *reader.findings)


def _once(units: yaml_tree.Sequence, reader: Reader) -> None:
    """Every unit is registered once, an id once given is no other unit's, and a name tells which is meant; the second is told."""
    entries = [unit.entries for unit in units.items if isinstance(unit, Mapping)]
    owners: dict[str, str] = {}
    for held in (one["id"][1] for one in entries):
        if isinstance(held, yaml_tree.Scalar):
            if held.value in owners:
                reader.find("unit-twice", held, id=held.value)
            owners[held.value] = held.value
    named: dict[str, str] = {}
    for one in entries:
        own, name = one["id"][1], one["name"][1]
        if isinstance(own, yaml_tree.Scalar) and isinstance(name, yaml_tree.Scalar):
            first = named.setdefault(name.value, own.value)
            if first != own.value:
                reader.find("unit-name-twice", name, name=name.value, unit=first)
    for one in entries:
        own, formers = one["id"][1], one["former_ids"][1] if "former_ids" in one else None
        for held in formers.items if isinstance(formers, yaml_tree.Sequence) else ():
            if isinstance(own, yaml_tree.Scalar) and isinstance(held, yaml_tree.Scalar):
                if other := owners.get(held.value):
                    reader.find("unit-former-taken", held, id=held.value, unit=other)
                owners[held.value] = own.value
