"""Files that stand as we write them, read by one pattern a record, made from the table that writes it. Pure.

Of a plan's many lines hardly any stands otherwise than `emit` wrote it, and a parser of YAML takes several times as long
for them. Whatever does stand otherwise (a comment, another order of keys, a fault) is left to `yaml_tree`: it alone
tells what is wrong, and where.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, TypeVar

from gongkai.store.emit import is_plain
from gongkai.store.shapes import Reader, Record, Shape
from gongkai.yaml_tree import BLOCK, Scalar, Sequence, Tree, parse

T = TypeVar("T")

_COMMENT = re.compile(r"(?:#.*\n)*+")
# What ends a line for YAML alone, or may not stand in a file.
_STRANGE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
# What is no text and yet written without quotes: a shape takes it or does not.
_WORD = re.compile(r"[0-9]+|true|false")
_NUMBERS = re.compile(r"\[[0-9]+(?:, [0-9]+)*\]")
_TEXT_BELOW = "|-\n"


class Otherwise(Exception):
    """Something does not stand as we write it."""


def read(record: Record, text: str) -> dict[str, Any]:
    """What `record.read` gives for a whole file. Raises `Otherwise`."""
    if _STRANGE.search(text):
        raise Otherwise
    beginning = _COMMENT.match(text)
    return _only(_Reading().records(record, text[beginning.end() if beginning else 0 :], 0, ""))


def _only(values: Iterable[T]) -> T:
    found = tuple(values)
    if len(found) != 1:
        raise Otherwise
    return found[0]


class _Reading:
    """Of one file. What a shape has read of the same characters before is not read again."""

    def __init__(self) -> None:
        self._known: dict[int, dict[str, Any]] = defaultdict(dict)  # by shape
        self._reader = Reader("")

    def records(
        self, record: Record, text: str, indent: int, first: str
    ) -> Iterator[dict[str, Any]]:
        """The records that `text` is made of; their keys stand behind so many spaces, the first behind `first`."""
        match, at = _pattern(record, indent, first).match, 0
        while at < len(text):
            found = match(text, at)
            if found is None or found.end() == at:
                raise Otherwise
            at = found.end()
            values = record.defaults()
            for each, said in zip(record.fields, found.groups(), strict=True):
                if said is not None:
                    known = self._known[id(each.shape)]
                    if said not in known:
                        known[said] = self._value(each.shape, said, indent)
                    values[each.name] = known[said]
            yield values

    def _value(self, shape: Shape, said: str, indent: int) -> Any:  # noqa: ANN401
        if shape.record is not None:
            first = f"{' ' * indent}  - " if shape.listed else " " * (indent + 2)
            deeper = indent + (4 if shape.listed else 2)
            found = map(shape.made, self.records(shape.record, said, deeper, first))
            return tuple(found) if shape.listed else _only(found)
        value = shape.read(_tree(said, indent), self._reader)
        if self._reader.findings:
            raise Otherwise
        return value


def _tree(said: str, indent: int) -> Tree:
    """What stands behind a key, as YAML has it."""
    if said.startswith(_TEXT_BELOW):
        margin = " " * (indent + 2)
        first, *rest = said[len(_TEXT_BELOW) : -1].split("\n")
        rows = [row.removeprefix(margin) for row in (first, *rest)]
        if not rows[-1].strip() or rows[0][:1] in ("", " "):
            raise Otherwise
        return Scalar("\n".join(rows), "|")
    said = said[:-1]
    inner = said[1:-1]
    if said[:1] == said[-1:] == '"' and len(said) > 1 and '"' not in inner and "\\" not in inner:
        return Scalar(inner, '"')
    if is_plain(said) or _WORD.fullmatch(said):
        return Scalar(said)
    if _NUMBERS.fullmatch(said):
        return Sequence(tuple(map(Scalar, inner.split(", "))), True, 1, 1, 1)
    # As the only value of a list, where it means what it means behind a key.
    listed, findings = parse("", f"- {said}".encode())
    if findings or not isinstance(listed, Sequence) or len(listed.items) != 1:
        raise Otherwise
    tree = listed.items[0]
    if not (isinstance(tree, Scalar) and tree.style not in BLOCK) and not (
        isinstance(tree, Sequence) and tree.flow
    ):
        raise Otherwise
    return tree


@cache
def _pattern(record: Record, indent: int, first: str) -> re.Pattern[str]:
    """A group for each field: what stands behind its key, the line's end included."""
    margin, deeper = " " * indent, " " * (indent + 2)
    below = f"((?>{deeper}.*\\n|\\n)++)"
    parts = []
    for at, each in enumerate(record.fields):
        held = f"\\n{below}" if each.shape.record else f" (\\|-\\n(?>{deeper}.*\\n|\\n)++|.*\\n)"
        part = f"{margin if at else first}{each.key}:{held}"
        parts.append(f"(?:{part})?+" if each.optional else part)
    return re.compile("".join(parts))
