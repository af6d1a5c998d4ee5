"""Points: points.yml, the list of places where water is sampled and what each must meet.

In: the bytes of a YAML list of mappings. Out: points, and findings with line and column. Pure. Nodes
are walked as PyYAML composes them, never constructed: no tag runs, an unquoted id `2020-12-31` stays
the text it is, and each value knows its place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Literal, get_args

import yaml
from msgspec import Struct

from gongkai.sources import Finding, Unreadable
from gongkai.sources.decode import decode
from gongkai.sources.finding import errors_of
from gongkai.water.indicators import registry

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
LINK_OF: Mapping[str, Link] = {
    "source_river": "source",
    "source_lake": "source",
    "source_ground": "source",
    "works": "works",
    "network": "network",
    "tap": "tap",
}
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
_DEEPEST = 20


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


class _Reader:
    """Gathers findings while it walks one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []

    def points(self, data: bytes) -> Iterator[Point]:
        root = self._compose(data)
        if root is None:
            return
        if not isinstance(root, yaml.SequenceNode) or not root.value:
            self.report("water-points-shape", root)
            return
        seen: dict[str, int] = {}
        for node in root.value:
            point = self._point(node)
            if point is None:
                continue
            name = point.id.casefold()  # it names a folder: two that differ in case only may be one
            if name in seen:
                self.report("water-point-twice", node, point=point.id, first=str(seen[name]))
                continue
            seen[name] = node.start_mark.line + 1
            yield point

    def report(self, rule: str, node: yaml.Node, **args: str) -> None:
        mark = node.start_mark
        self.findings.append(Finding(rule, self.file, mark.line + 1, mark.column + 1, args))

    def _compose(self, data: bytes) -> yaml.Node | None:
        try:
            text, _ = decode(data)
            # Refused before composing: a hostile nesting would exhaust the stack.
            if _depth(text) > _DEEPEST:
                self.findings.append(Finding("water-points-shape", self.file))
                return None
            root = yaml.compose(text, Loader=yaml.SafeLoader)
        except Unreadable as error:
            self.findings.append(Finding(error.rule, self.file, args=error.args_of_rule))
            return None
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark
            at = (mark.line + 1, mark.column + 1) if mark else (0, 0)
            reason = {"reason": str(error.problem or error.context or "")}
            self.findings.append(Finding("water-points-yaml", self.file, *at, reason))
            return None
        except (yaml.YAMLError, RecursionError) as error:
            reason = {"reason": str(error).splitlines()[0] if str(error) else "YAML"}
            self.findings.append(Finding("water-points-yaml", self.file, args=reason))
            return None
        if root is None:
            self.findings.append(Finding("water-points-shape", self.file))
        return root

    def _point(self, node: yaml.Node) -> Point | None:
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
            line=node.start_mark.line + 1,
            **{name: self._text(fields.get(name), node, name) or "" for name in WORDS},
        )
        wrong = errors_of(self.findings[before:])
        return None if wrong else point

    def _fields(self, node: yaml.Node) -> dict[str, yaml.Node] | None:
        if not isinstance(node, yaml.MappingNode):
            self.report("water-points-shape", node)
            return None
        fields: dict[str, yaml.Node] = {}
        for key, value in node.value:
            name = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
            if name in fields:
                self.report("water-field-twice", key, field=name)
            elif name not in _KNOWN:
                self.report("water-field-unknown", key, field=name, known="、".join(_FIELDS))
            fields[name] = value
        return fields

    def _text(
        self, node: yaml.Node | None, parent: yaml.Node, field: str, *, required: bool = False
    ) -> str | None:
        if node is None or _empty(node):
            if required:
                self.report("water-field-missing", node or parent, field=field)
            return None
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            self.report("water-field-value", node, field=field, value=_shown(node), known="…")
            return None
        return str(node.value).strip()

    def _one_of(
        self, node: yaml.Node | None, parent: yaml.Node, field: str, known: tuple[str, ...]
    ) -> str:
        value = self._text(node, parent, field, required=True)
        if value is not None and value not in known and node is not None:
            self.report("water-field-value", node, field=field, value=value, known="、".join(known))
        return value or ""

    def _class(self, node: yaml.Node | None) -> str:
        if node is None or _empty(node):
            return "Ⅲ"
        printed = unicodedata.normalize("NFKC", _shown(node)).strip().removesuffix("类").upper()
        if printed not in _CLASSES:
            known = "、".join(_CLASSES.values())
            self.report("water-field-value", node, field="class", value=_shown(node), known=known)
        return _CLASSES.get(printed, "Ⅲ")

    def _disinfectants(self, node: yaml.Node | None) -> tuple[str, ...] | None:
        if node is None or _empty(node):
            return None
        parts = node.value if isinstance(node, yaml.SequenceNode) else [node]
        codes: list[str] = []
        for part in parts:
            indicator = registry().find(_shown(part))
            if indicator is None or indicator.code not in DISINFECTANTS:
                args = {"field": "disinfectant", "value": _shown(part)}
                self.report("water-field-value", part, known="、".join(DISINFECTANTS), **args)
            elif indicator.code not in codes:
                codes.append(indicator.code)
        return tuple(codes)

    def _flag(self, node: yaml.Node | None, field: str) -> bool:
        if node is None or _empty(node):
            return False
        value = _shown(node).lower()
        if value not in ("true", "false"):
            args = {"field": field, "value": _shown(node)}
            self.report("water-field-value", node, known="true、false", **args)
        return value == "true"

    def _volume(self, node: yaml.Node | None) -> Decimal | None:
        if node is None or _empty(node):
            return None
        if not _VOLUME.fullmatch(_shown(node)):
            args = {"field": "volume", "value": _shown(node)}
            self.report("water-field-value", node, known="12000、12000.5", **args)
            return None
        return Decimal(_shown(node))


def _empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null"


def _shown(node: yaml.Node) -> str:
    return str(node.value) if isinstance(node, yaml.ScalarNode) else "…"


def _depth(text: str) -> int:
    """How deep brackets nest at most; those inside quotes count too, which only errs to the safe side."""
    depth = deepest = 0
    for char in text:
        if char in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif char in "]}":
            depth = max(0, depth - 1)
    return deepest
