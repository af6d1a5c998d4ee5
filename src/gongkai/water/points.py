"""Points: points.yml, the list of places where water is sampled and what each must meet.

In: the bytes of a YAML list of mappings. Out: points, and findings with line and column. Pure. Unlike in other
files, a value need not be quoted: any is text, so an unquoted id `2020-12-31` stays what it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections import abc
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Literal, get_args

from msgspec import Struct

from gongkai.sources import Finding, Unreadable
from gongkai.sources.decode import decode
from gongkai.sources.finding import errors_of
from gongkai.water.indicators import registry
from gongkai.yaml_tree import Mapping, Scalar, Sequence, Tree, parse

PointType = Literal[
    "river",
    "lake",
    "reservoir",
    "source_river",
    "source_lake",
    "source_ground",
    "works",
    "network",
    "tap",
]
Link = Literal["source", "works", "network", "tap"]
# The link of the chain of drinking water that a point stands for; rivers and lakes at large are none.
LINK_OF: abc.Mapping[str, Link] = {
    "source_river": "source",
    "source_lake": "source",
    "source_ground": "source",
    "works": "works",
    "network": "network",
    "tap": "tap",
}
# What is judged sample by sample, by GB 5749.
DRINKING: tuple[PointType, ...] = ("works", "network", "tap")
TYPES: tuple[PointType, ...] = get_args(PointType)
DISINFECTANTS = ("FREE_CL", "TOTAL_CL", "O3", "CLO2")
# Fields that judging does not need and pages show, as words.
WORDS = ("water_body", "place", "township", "works", "population", "monitor", "publisher", "note")
# A county's own list may carry these too; they follow from the type of the point.
_IGNORED = frozenset({"standard", "link"})
_FIELDS = ("id", "name", "type", "class", "disinfectant", "small_supply", "reach", "volume")
_KNOWN = frozenset((*_FIELDS, *WORDS, *_IGNORED, "illustrative"))
_CLASSES = {"I": "Ⅰ", "II": "Ⅱ", "III": "Ⅲ", "IV": "Ⅳ", "V": "Ⅴ"}
_VOLUME = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,6})?")


class Point(Struct, frozen=True):
    """One place of sampling.

    `water_class` is the class it must meet, Ⅲ where none is written. `disinfectants` are the codes in
    use (two or more: a mixed generator); None where the list does not say. `volume` is the water drawn
    in a period, in any one unit. `works` is the name of the works whose water it is, `population` the
    number of people served as the list writes it.
    """

    id: str
    name: str
    type: PointType
    water_class: str = "Ⅲ"
    disinfectants: tuple[str, ...] | None = None
    small_supply: bool = False
    reach: str | None = None
    volume: Decimal | None = None
    water_body: str = ""
    place: str = ""
    township: str = ""
    works: str = ""
    population: str = ""
    monitor: str = ""
    publisher: str = ""
    note: str = ""
    illustrative: bool = False
    line: int = 0


def read_points(name: str, data: bytes) -> tuple[tuple[Point, ...], tuple[Finding, ...]]:
    """The points of a file, and what is wrong with it; a point with an error is left out."""
    reader = _Reader(name)
    points = tuple(reader.points(data))
    return points, tuple(reader.findings)


def points_schema() -> dict[str, Any]:
    """What `read_points` takes, as a JSON Schema: any scalar is text, and what is empty is left out."""
    word = {"type": ["string", "number", "boolean", "null"]}
    flag = {"anyOf": [{"type": ["boolean", "null"]}, {"enum": ["true", "false"]}]}
    classes = "|".join((*_CLASSES, *_CLASSES.values()))
    volume = {"type": "string", "pattern": f"^(?:{_VOLUME.pattern})$"}
    own = {
        "id": {"type": ["string", "number"]},
        "type": {"enum": list(TYPES)},
        "class": {
            "anyOf": [{"type": "null"}, {"type": "string", "pattern": f"^(?:{classes})类?$"}]
        },
        "disinfectant": {"anyOf": [word, {"type": "array", "items": {"type": "string"}}]},
        "small_supply": flag,
        "illustrative": flag,
        "volume": {"anyOf": [{"type": "null"}, {"type": "number", "minimum": 0}, volume]},
    }
    point = {
        "type": "object",
        "properties": {
            name: own.get(name, {} if name in _IGNORED else word) for name in sorted(_KNOWN)
        },
        "required": ["id", "type"],
        "additionalProperties": False,
    }
    return {"type": "array", "items": point, "minItems": 1}


def no_text(file: str, error: Unreadable) -> Finding:
    """Why a list of results or points cannot be read; what is said of a plan in a wrong format is no help for one."""
    rule = "water-format" if error.rule in ("source-format", "source-binary") else error.rule
    return Finding(rule, file, args=error.args_of_rule)


class _Reader:
    """Gathers findings while it walks one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []

    def points(self, data: bytes) -> Iterator[Point]:
        try:
            text, _ = decode(
                data
            )  # such a list is often saved by an office program, in its own encoding
        except Unreadable as error:
            self.findings.append(no_text(self.file, error))
            return
        root, found = parse(self.file, text.encode())
        self.findings += found
        if root is None:
            if not found:  # nothing but comments
                self.findings.append(Finding("water-points-shape", self.file))
            return
        if not isinstance(root, Sequence) or not root.items:
            self.report("water-points-shape", root)
            return
        seen: dict[str, int] = {}
        for node in root.items:
            point = self._point(node)
            if point is None:
                continue
            name = point.id.casefold()  # it names a folder: two that differ in case only may be one
            if name in seen:
                self.report("water-point-twice", node, point=point.id, first=str(seen[name]))
                continue
            seen[name] = node.line
            yield point

    def report(self, rule: str, node: Tree, **args: str) -> None:
        self.findings.append(Finding(rule, self.file, node.line, node.col, args))

    def _point(self, node: Tree) -> Point | None:
        before = len(self.findings)
        fields = self._fields(node)
        if fields is None:
            return None
        type_ = self._one_of(fields.get("type"), node, "type", TYPES)
        point = Point(
            id=self._text(fields.get("id"), node, "id", required=True) or "",
            name=self._text(fields.get("name"), node, "name") or "",
            type=next((known for known in TYPES if known == type_), "river"),
            water_class=self._class(fields.get("class")),
            disinfectants=self._disinfectants(fields.get("disinfectant")),
            small_supply=self._flag(fields.get("small_supply"), "small_supply"),
            reach=self._text(fields.get("reach"), node, "reach"),
            volume=self._volume(fields.get("volume")),
            illustrative=self._flag(fields.get("illustrative"), "illustrative"),
            line=node.line,
            **{name: self._text(fields.get(name), node, name) or "" for name in WORDS},
        )
        wrong = errors_of(self.findings[before:])
        return None if wrong else point

    def _fields(self, node: Tree) -> dict[str, Tree] | None:
        if not isinstance(node, Mapping):
            self.report("water-points-shape", node)
            return None
        for name, (key, _) in node.entries.items():
            if name not in _KNOWN:
                self.report("water-field-unknown", key, field=name, known="、".join(_FIELDS))
        return {name: value for name, (_, value) in node.entries.items()}

    def _text(
        self, node: Tree | None, parent: Tree, field: str, *, required: bool = False
    ) -> str | None:
        if node is None or _empty(node):
            if required:
                self.report("water-field-missing", node or parent, field=field)
            return None
        if not isinstance(node, Scalar) or not node.value.strip():
            self.report("water-field-value", node, field=field, value=_shown(node), known="…")
            return None
        return node.value.strip()

    def _one_of(self, node: Tree | None, parent: Tree, field: str, known: tuple[str, ...]) -> str:
        value = self._text(node, parent, field, required=True)
        if value is not None and value not in known and node is not None:
            self.report("water-field-value", node, field=field, value=value, known="、".join(known))
        return value or ""

    def _class(self, node: Tree | None) -> str:
        if node is None or _empty(node):
            return "Ⅲ"
        printed = unicodedata.normalize("NFKC", _shown(node)).strip().removesuffix("类").upper()
        if printed not in _CLASSES:
            known = "、".join(_CLASSES.values())
            self.report("water-field-value", node, field="class", value=_shown(node), known=known)
        return _CLASSES.get(printed, "Ⅲ")

    def _disinfectants(self, node: Tree | None) -> tuple[str, ...] | None:
        if node is None or _empty(node):
            return None
        parts = node.items if isinstance(node, Sequence) else (node,)
        codes: list[str] = []
        for part in parts:
            indicator = registry().find(_shown(part))
            if indicator is None or indicator.code not in DISINFECTANTS:
                args = {"field": "disinfectant", "value": _shown(part)}
                self.report("water-field-value", part, known="、".join(DISINFECTANTS), **args)
            elif indicator.code not in codes:
                codes.append(indicator.code)
        return tuple(codes)

    def _flag(self, node: Tree | None, field: str) -> bool:
        if node is None or _empty(node):
            return False
        value = _shown(node).lower()
        if value not in ("true", "false"):
            args = {"field": field, "value": _shown(node)}
            self.report("water-field-value", node, known="true、false", **args)
        return value == "true"

    def _volume(self, node: Tree | None) -> Decimal | None:
        if node is None or _empty(node):
            return None
        if not _VOLUME.fullmatch(_shown(node)):
            args = {"field": "volume", "value": _shown(node)}
            self.report("water-field-value", node, known="12000、12000.5", **args)
            return None
        return Decimal(_shown(node))


def _empty(node: Tree) -> bool:
    return isinstance(node, Scalar) and node.null


def _shown(node: Tree) -> str:
    return node.value if isinstance(node, Scalar) else "…"
