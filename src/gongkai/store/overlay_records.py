"""The records of the overlays as they stand in YAML: one table a kind, read and written by the same table. Pure."""

from __future__ import annotations

import re

from gongkai import overlays as values
from gongkai.store.emit import Quoted
from gongkai.store.shapes import (
    DAY,
    ID,
    PROSE,
    QUOTED,
    TEXT,
    TEXTS,
    Field,
    Reader,
    Record,
    Shape,
    choice,
    many,
    text_like,
)
from gongkai.yaml_tree import Tree

# A web address, or a file of the site; www.example.gov.cn/a.html is the former without its beginning.
_ADDRESS = re.compile(
    r"https?://[^\s<>\"]+"
    r"|(?!/)(?!.*\.\.)(?!www\.|[^/]*\.(?:cn|com|net|org)(?:/|$))[^\s<>\":\\]+"
)
_DECIMAL = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")


def _read_address(node: Tree, reader: Reader) -> str | None:
    value = reader.text(node)
    if value is not None and not _ADDRESS.fullmatch(value):
        reader.find("overlay-address", node, value=value)
        return None
    return value


def _read_decimal(node: Tree, reader: Reader) -> str | None:
    value = reader.quoted(node, "加引号的数")
    if value is not None and not _DECIMAL.fullmatch(value):
        reader.find("overlay-number", node, value=value)
        return None
    return value


ADDRESS = Shape(_read_address, text_like(_ADDRESS))
DECIMAL = Shape(_read_decimal, text_like(_DECIMAL), Quoted)
_VALUE = Shape(TEXT.read, QUOTED.schema, Quoted)  # a name may stand without quotes, a number not
_BASIS = (Field("basis", TEXT), Field("date", DAY))
FILL = Record(
    (
        Field("blank", ID),
        Field("value", _VALUE),
        Field("units", TEXTS, ()),
        *_BASIS,
        Field("source", ADDRESS, None),
    )
)
PROGRESS = Record(
    (
        Field("of", ID),
        *_BASIS,
        Field("value", DECIMAL, None),
        Field("unit", TEXT, None),
        Field("state", choice(values.Done), None),
        Field("text", PROSE, ""),
        Field("by", ID, None),
        Field("evidence", ADDRESS, None),
    )
)
DISCLOSURE = Record(
    (
        Field("duty", ID),
        Field("period", QUOTED, None),
        Field("date", DAY),
        Field("title", TEXT),
        Field("basis", TEXT),
        Field("by", ID, None),
        Field("address", ADDRESS, None),
    )
)
TASK = Record(
    (
        Field("measure", ID),
        Field("text", PROSE),
        Field("start", DAY, None),
        Field("end", DAY, None),
        Field("state", choice(values.Done), None),
    )
)
WORK_PLAN = Record(
    (
        Field("unit", ID),
        Field("year", QUOTED),
        Field("title", TEXT),
        *_BASIS,
        Field("filed", DAY, None),
        Field("filed_to", TEXT, None),
        Field("published", DAY, None),
        Field("address", ADDRESS, None),
        Field("attachments", TEXTS, ()),
        Field("tasks", many(TASK, lambda found: values.Task(**found)), ()),
    )
)
STEP = Record(
    (
        Field("date", DAY),
        Field("state", choice(values.Closing)),
        Field("text", PROSE, ""),
        Field("evidence", ADDRESS, None),
    )
)
PROBLEM = Record(
    (
        Field("id", ID),
        Field("batch", TEXT),
        Field("problem", PROSE),
        Field("measure", ID),
        Field("units", TEXTS, ()),
        Field("deadline", DAY, None),
        Field("standard", PROSE),
        *_BASIS,
        Field("steps", many(STEP, lambda found: values.Step(**found)), ()),
    )
)
