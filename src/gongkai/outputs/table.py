"""A table as a value: one description from which CSV, data package and database are made. Pure.

A column has a heading for people and a key for programs, which is that of plan.json where there is one. Values
are text, whole numbers, booleans and days; what is not known is `None`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

from gongkai.views.words import ILLUSTRATIVE

Type = Literal["string", "integer", "boolean", "date"]
YES = "是"
Value = str | int | bool | None


class Column(Struct, frozen=True):
    """`of` names the table whose first column this one refers to."""

    title: str
    key: str
    type: Type = "string"
    of: str = ""


class Table(Struct, frozen=True):
    """A kind of record. `keyed`: its first column tells its rows apart."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Sequence[Value], ...]
    keyed: bool = False


MADE_UP = Column("示例", "illustrative", "boolean")


def for_people(table: Table) -> tuple[tuple[str, ...], Iterable[Sequence[Value]]]:
    """The headings, and the rows with what is true said in a word and what is not left empty."""
    words = tuple(
        (at, ILLUSTRATIVE if column is MADE_UP else YES)
        for at, column in enumerate(table.columns)
        if column.type == "boolean"
    )
    heads = tuple(column.title for column in table.columns)
    return heads, (_said(row, words) for row in table.rows) if words else table.rows


def _said(row: Sequence[Value], words: Iterable[tuple[int, str]]) -> Sequence[Value]:
    said = list(row)
    for at, word in words:
        said[at] = word if said[at] else None
    return said
