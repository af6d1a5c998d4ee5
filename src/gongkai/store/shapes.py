"""How single values stand in YAML, and how a record of them is read and written. Pure.

A `Record` is a table of fields; the same table writes and reads, so that nothing is lost between the
two, and says what it reads as a JSON Schema. What is left at its default is not written. Reading is strict and goes on after a fault: each
fault is a finding at its line and column.
"""

from __future__ import annotations

import re
from collections import abc
from collections.abc import Callable, Iterable
from typing import Any, get_args

from msgspec import Struct
from msgspec.structs import force_setattr, replace

from gongkai import day, numerals
from gongkai.sources.finding import Finding
from gongkai.sources.near import near
from gongkai.store.emit import Block, Flow, Quoted
from gongkai.yaml_tree import Mapping, Scalar, Sequence, Tree

REQUIRED: Any = object()
Schema = abc.Mapping[str, Any]
_DAY = re.compile(day.DAY)
_MONTH_DAY = re.compile(day.MONTH_DAY)
_QUANTITY = re.compile(numerals.QUANTITY)
_QUANTITIES = re.compile(numerals.QUANTITIES)
_AT = re.compile(r"([1-9]\d{0,8}):([1-9]\d{0,8})")
_INTEGER = re.compile(r"\d{1,9}")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")
# A unit's identifier is also a folder and a file of the site.
_UNIT_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?")
# Names that Windows keeps for devices: an identifier is also a folder of the site.
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
LIST = "列表（- 开头）"  # what a finding says was expected


class Reader:
    """Collects what is wrong in one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []

    def find(self, rule: str, tree: Tree, **args: str) -> None:
        """A finding at `tree`."""
        self.findings.append(Finding(rule, self.file, tree.line, tree.col, args))

    def text(self, tree: Tree, wanted: str = "文字") -> str | None:
        """Text that YAML takes for text; `None` after a finding."""
        if isinstance(tree, Scalar):
            if not tree.other:
                return tree.value
            self.find("yaml-unquoted" if tree.value else "yaml-empty", tree, value=tree.value)
        else:
            self.find("yaml-type", tree, wanted=wanted)
        return None

    def quoted(self, tree: Tree, wanted: str) -> str | None:
        """Text in quotes; `None` after a finding."""
        if not isinstance(tree, Scalar):
            return self.text(tree, wanted)
        if tree.style:
            return tree.value
        self.find("yaml-unquoted" if tree.value else "yaml-empty", tree, value=tree.value)
        return None


class Shape(Struct, frozen=True):
    """One kind of value: from the tree (or `None` after a finding) and into plain values.

    `schema` is what `read` takes, as far as a JSON Schema can say it: quotes it cannot see.
    """

    read: Callable[[Tree, Reader], Any]
    schema: Schema
    write: Callable[[Any], object] = lambda value: value
    # Of records: their table, what is made of each, and whether there is a list of them.
    record: Record | None = None
    made: Callable[[dict[str, Any]], Any] = lambda values: values
    listed: bool = False


class Field(Struct, frozen=True):
    """A key of a record. `name` is its name on the value, the key where nothing is said."""

    key: str
    shape: Shape
    default: Any = REQUIRED
    name: str = ""

    def __post_init__(self) -> None:
        if not self.name:
            force_setattr(self, "name", self.key)

    @property
    def optional(self) -> bool:
        """Whether it may be left out."""
        return self.default is not REQUIRED

    @property
    def schema(self) -> Schema:
        """What may stand under the key."""
        nothing = self.default is None
        return {"anyOf": [self.shape.schema, {"type": "null"}]} if nothing else self.shape.schema


class Record(Struct, frozen=True, eq=False):
    """Fields in the order in which they are written. Each table is one of its own, whatever it says."""

    fields: tuple[Field, ...]
    # Made of the fields, once.
    _by_key: dict[str, Field] = {}
    _defaults: dict[str, Any] = {}
    _required: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        required = tuple(each.key for each in self.fields if each.default is REQUIRED)
        force_setattr(self, "_by_key", {each.key: each for each in self.fields})
        force_setattr(self, "_defaults", {each.name: each.default for each in self.fields})
        force_setattr(self, "_required", required)

    def defaults(self) -> dict[str, Any]:
        """Values by attribute where nothing is written, `REQUIRED` where that may not be."""
        return self._defaults.copy()

    @property
    def schema(self) -> Schema:
        """What `read` takes."""
        return {
            "type": "object",
            "properties": {each.key: each.schema for each in self.fields},
            "required": list(self._required),
            "additionalProperties": False,
        }

    def write(self, value: object, *, whole: bool = False) -> dict[str, object]:
        """Plain values of `value`; defaults only where the record is to be shown `whole`."""
        plain: dict[str, object] = {}
        for each in self.fields:
            held = held_at(value, each.name)
            if whole or held != each.default:
                plain[each.key] = None if held is None else each.shape.write(held)
        return plain

    def read(self, tree: Tree, reader: Reader) -> dict[str, Any] | None:
        """Values by attribute, defaults filled in; `None` after a finding."""
        if not isinstance(tree, Mapping):
            reader.find("yaml-type", tree, wanted="“键: 值”")
            return None
        before = len(reader.findings)
        values = self.defaults()
        for key, (_, value) in tree.entries.items():  # few of a record's many fields are written
            if each := self._by_key.get(key):
                if each.default is None and isinstance(value, Scalar) and value.null:
                    values[each.name] = None
                else:
                    values[each.name] = each.shape.read(value, reader)
            else:
                self._unknown(key, tree, reader)
        for key in self._required:
            if key not in tree.entries:
                reader.find("yaml-missing", tree, key=key)
        return values if len(reader.findings) == before else None

    def _unknown(self, name: str, tree: Mapping, reader: Reader) -> None:
        known = near(name, self._by_key) or "、".join(self._by_key)
        reader.find("yaml-unknown-key", tree.entries[name][0], key=name, known=known)


def held_at(value: object, name: str) -> Any:  # noqa: ANN401
    """`span.quote`, `review.status`: what a record keeps beside its own keys."""
    for part in name.split("."):
        value = getattr(value, part)
    return value


def many(record: Record, make: Callable[[dict[str, Any]], Any]) -> Shape:
    """A list of records."""

    def read(tree: Tree, reader: Reader) -> tuple[Any, ...] | None:
        if not isinstance(tree, Sequence):
            reader.find("yaml-type", tree, wanted=LIST)
            return None
        values = [record.read(item, reader) for item in tree.items]
        return tuple(make(value) for value in values if value is not None)

    return Shape(
        read,
        {"type": "array", "items": record.schema},
        lambda values: [record.write(value) for value in values],
        record,
        make,
        listed=True,
    )


def one(record: Record, make: Callable[[dict[str, Any]], Any], *, whole: bool = False) -> Shape:
    """One record under a key."""

    def read(tree: Tree, reader: Reader) -> Any:  # noqa: ANN401
        values = record.read(tree, reader)
        return None if values is None else make(values)

    return Shape(read, record.schema, lambda value: record.write(value, whole=whole), record, make)


def choice(literal: object) -> Shape:
    """One of the words of a `Literal`."""
    words = frozenset(get_args(literal))

    def read(tree: Tree, reader: Reader) -> str | None:
        value = tree.value if isinstance(tree, Scalar) else None
        if value not in words:
            reader.find("yaml-choice", tree, value=value or "", known="、".join(sorted(words)))
        return value

    return Shape(read, {"enum": sorted(words)})


def text_like(pattern: re.Pattern[str]) -> Schema:
    """Text that is as `pattern` from its beginning to its end."""
    return {"type": "string", "pattern": f"^(?:{pattern.pattern})$"}


def _read_text(tree: Tree, reader: Reader) -> str | None:
    return reader.text(tree)


def _read_id(tree: Tree, reader: Reader) -> str | None:
    value = reader.quoted(tree, "加引号的编号")
    if value is not None and (not _ID.fullmatch(value) or RESERVED.fullmatch(value)):
        reader.find("yaml-id", tree, value=value)
    return value


def _read_unit_id(tree: Tree, reader: Reader) -> str | None:
    value = reader.quoted(tree, "加引号的编号")
    if value is not None and (not _UNIT_ID.fullmatch(value) or RESERVED.fullmatch(value)):
        reader.find("yaml-unit-id", tree, value=value[:80])
    return value


def _read_day(tree: Tree, reader: Reader) -> str | None:
    value = reader.quoted(tree, "加引号的日期")
    if value is not None and not day.is_day(value):
        reader.find("yaml-day", tree, value=value)
    return value


def _read_quantity(pattern: re.Pattern[str], wanted: str) -> Callable[[Tree, Reader], str | None]:
    def read(tree: Tree, reader: Reader) -> str | None:
        value = reader.quoted(tree, wanted)
        if value is not None and not pattern.fullmatch(value):
            reader.find("yaml-type", tree, wanted=wanted)
        return value

    return read


def _read_month_day(tree: Tree, reader: Reader) -> str | None:
    value = reader.quoted(tree, "加引号的月-日")
    if value is not None and not (_MONTH_DAY.fullmatch(value) and day.is_day(f"2000-{value}")):
        reader.find("yaml-day", tree, value=value)
    return value


def _read_at(tree: Tree, reader: Reader) -> tuple[int, int] | None:
    value = reader.quoted(tree, "加引号的 行:列")
    if value is None:
        return None
    found = _AT.fullmatch(value)
    if not found:
        reader.find("yaml-at", tree, value=value)
        return None
    return int(found[1]), int(found[2])


def _read_integer(tree: Tree, reader: Reader) -> int | None:
    if isinstance(tree, Scalar) and tree.plain and _INTEGER.fullmatch(tree.value):
        return int(tree.value)
    reader.find("yaml-type", tree, wanted="不加引号的整数")
    return None


def _read_bool(tree: Tree, reader: Reader) -> bool | None:
    if isinstance(tree, Scalar) and tree.plain and tree.value in ("true", "false"):
        return tree.value == "true"
    reader.find("yaml-type", tree, wanted="true 或 false")
    return None


def _read_all(
    read: Callable[[Tree, Reader], Any], wanted: str, count: int | None = None
) -> Callable[[Tree, Reader], tuple[Any, ...] | None]:
    def read_list(tree: Tree, reader: Reader) -> tuple[Any, ...] | None:
        if not isinstance(tree, Sequence) or (count is not None and len(tree.items) != count):
            reader.find("yaml-type", tree, wanted=wanted)
            return None
        return tuple(read(item, reader) for item in tree.items)

    return read_list


def _flow(values: Iterable[object]) -> Flow:
    return Flow(values)


_TEXT: Schema = {"type": "string"}
_NUMBER: Schema = {"type": "integer", "minimum": 0, "maximum": 999_999_999}
TEXT = Shape(_read_text, _TEXT)
PROSE = Shape(TEXT.read, _TEXT, Block)
QUOTED = Shape(lambda tree, reader: reader.quoted(tree, "加引号的文字"), _TEXT, Quoted)
QUANTITY = Shape(_read_quantity(_QUANTITY, "加引号的数"), text_like(_QUANTITY), Quoted)
QUANTITIES = Shape(
    _read_quantity(_QUANTITIES, "加引号的数，区间写作 1–2"), text_like(_QUANTITIES), Quoted
)
ID = Shape(_read_id, text_like(_ID), Quoted)
UNIT_ID = Shape(_read_unit_id, text_like(_UNIT_ID), Quoted)
DAY = Shape(_read_day, {**text_like(_DAY), "format": "date"}, Quoted)
AT = Shape(_read_at, text_like(_AT), lambda place: Quoted(f"{place[0]}:{place[1]}"))
INTEGER = Shape(_read_integer, _NUMBER)
BOOL = Shape(_read_bool, {"type": "boolean"})
LINES = Shape(
    _read_all(_read_integer, "[首行, 末行]", 2),
    {"type": "array", "items": _NUMBER, "minItems": 2, "maxItems": 2},
    _flow,
)
TEXTS = Shape(_read_all(TEXT.read, LIST), {"type": "array", "items": _TEXT}, list)
UNIT_IDS = Shape(
    _read_all(_read_unit_id, "加引号的编号的列表"),
    {"type": "array", "items": text_like(_UNIT_ID)},
    lambda ids: Flow(Quoted(one) for one in ids),
)
_MONTH_DAY_SHAPE = Shape(_read_month_day, text_like(_MONTH_DAY), Quoted)
_SEASON = Record((Field("from", _MONTH_DAY_SHAPE), Field("to", _MONTH_DAY_SHAPE)))
SEASON = replace(
    one(_SEASON, lambda days: (days["from"], days["to"])),
    write=lambda days: {"from": Quoted(days[0]), "to": Quoted(days[1])},
)
