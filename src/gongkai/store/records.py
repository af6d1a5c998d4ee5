"""The records of a plan as they stand in YAML: one table a kind, read and written by the same table. Pure.

A record's place is `at: "行:列"` and its `quote`; what a judgement rests on (status, rule, confidence, who
and when) follows. What is left at its default is not written.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from gongkai import model
from gongkai.sources.span import Span
from gongkai.store.emit import Quoted
from gongkai.store.shapes import (
    AT,
    BOOL,
    DAY,
    ID,
    INTEGER,
    LINES,
    PROSE,
    QUANTITIES,
    QUANTITY,
    QUOTED,
    SEASON,
    TEXT,
    TEXTS,
    UNIT_ID,
    UNIT_IDS,
    Field,
    Record,
    Shape,
    choice,
    many,
    one,
)

T = TypeVar("T")

_PLACE = (Field("at", AT, name="span.place"), Field("quote", TEXT, name="span.quote"))
REVIEW = (
    Field("status", choice(model.Status), "proposed", "review.status"),
    Field("rule", TEXT, None, "review.rule"),
    Field("confidence", choice(model.Confidence), "certain", "review.confidence"),
    Field("note", PROSE, None, "review.note"),
    Field("checked_by", TEXT, None, "review.checked_by"),
    Field("checked_on", DAY, None, "review.checked_on"),
    Field("confirmed_by", TEXT, None, "review.confirmed_by"),
    Field("confirmed_on", DAY, None, "review.confirmed_on"),
)


def make(kind: Callable[..., T], **fixed: Any) -> Callable[[dict[str, Any]], T]:  # noqa: ANN401
    """A value of `kind` from what a table read: place and review are put together."""

    def made(values: dict[str, Any]) -> T:
        plain = values | fixed
        if "span.place" in plain:
            line, col = plain.pop("span.place")
            plain["span"] = Span(line, col, plain.pop("span.quote"))
        if "review.status" in plain:
            review = {each.key: plain.pop(each.name) for each in REVIEW}
            plain["review"] = model.Review(**review)
        return kind(**plain)

    return made


BODY = Record(
    (
        *_PLACE,
        Field("printed", TEXT),
        Field("label", TEXT, ""),
        Field("blank", BOOL, False),
        Field("unit", ID, None),
        *REVIEW,
    )
)
NODE_DEADLINE = Record(
    (
        *_PLACE,
        Field("printed", TEXT),
        Field("start", DAY, None),
        Field("end", DAY, None),
        Field("standing", BOOL, False),
        *REVIEW,
    )
)
ACTOR = Record(
    (
        *_PLACE,
        Field("printed", TEXT),
        Field("source", choice(model.ActorSource)),
        Field("blank", BOOL, False),
        Field("unit", ID, None),
    )
)
DUE = Record((Field("month", INTEGER), Field("day", INTEGER), Field("printed", TEXT)))
_ACTORS = many(ACTOR, make(model.Actor))
TARGET = Record(
    (
        Field("id", ID),
        *_PLACE,
        Field("kind", choice(model.TargetKind)),
        Field("indicator", TEXT, None),
        Field("comparator", choice(model.Comparator), None),
        Field("value_printed", QUOTED, None),
        Field("value", QUANTITIES, None),
        Field("blank", BOOL, False),
        Field("unit", TEXT, None),
        Field("baseline", QUOTED, None),
        Field("baseline_value", QUANTITY, None),
        Field("deadline", DAY, None),
        Field("deadline_printed", QUOTED, None),
        Field("deadline_scope", choice(model.DeadlineScope), None),
        Field("by", _ACTORS, ()),
        *REVIEW,
    )
)
DUTY = Record(
    (
        Field("id", ID),
        *_PLACE,
        Field("kind", choice(model.DutyKind)),
        Field("what", PROSE),
        Field("by", _ACTORS, ()),
        Field("to", TEXT, None),
        Field("frequency", choice(model.Frequency), None),
        Field("frequency_printed", QUOTED, None),
        Field("due", many(DUE, make(model.Due)), ()),
        Field("season", SEASON, None),
        Field("deadline", DAY, None),
        Field("deadline_printed", QUOTED, None),
        Field("public", BOOL, False),
        *REVIEW,
    )
)
BLANK = Record(
    (
        Field("id", ID),
        *_PLACE,
        Field("in", TEXT, "text", "within"),
        Field("kind", choice(model.BlankKind)),
        *REVIEW,
    )
)
DATE = Record(
    (
        Field("id", ID),
        *_PLACE,
        Field("kind", choice(model.DateKind)),
        Field("start", DAY, None),
        Field("end", DAY, None),
        *REVIEW,
    )
)
ERRATUM = Record((Field("id", ID), *_PLACE, Field("suspected", TEXT), *REVIEW))
MENTION = Record((*_PLACE, Field("unit", ID)))

_BODIES = many(BODY, make(model.Body))
NODE = Record(
    (
        Field("id", ID),
        Field("path", ID),
        Field("label", TEXT, ""),
        Field("kind", choice(model.NodeKind)),
        Field("role", choice(model.Role)),
        Field("parent", ID, None),
        Field("lines", LINES),
        Field("heading", TEXT, None),
        Field("text", PROSE, ""),
        Field("lead", _BODIES, ()),
        Field("support", _BODIES, ()),
        Field("responsible", _BODIES, ()),
        Field("inline", _BODIES, ()),
        Field("deadline", one(NODE_DEADLINE, make(model.NodeDeadline)), None),
        *REVIEW,
    )
)
# What is judged of a node itself.
NODE_JUDGED = Record((Field("role", choice(model.Role)), *REVIEW))
# Records of a node, by the key under which they stand and the plan's field that holds them.
OF_NODE: tuple[tuple[str, Record, Callable[..., Any]], ...] = (
    ("targets", TARGET, model.Target),
    ("duties", DUTY, model.Duty),
    ("dates", DATE, model.DateMention),
    ("blanks", BLANK, model.Blank),
    ("errata", ERRATUM, model.Erratum),
    ("mentions", MENTION, model.Mention),
)

FRAME = Record(
    (Field("kind", choice(model.FrameKind)), Field("line", INTEGER), Field("text", TEXT, ""))
)
_FORMER = Record((Field("name", TEXT), Field("until", DAY, None)))
_FORMER_NAMES = many(_FORMER, lambda values: (values["name"], values["until"]))
_FORMERS = Shape(
    _FORMER_NAMES.read,
    _FORMER_NAMES.schema,
    lambda formers: [
        {"name": name} | ({"until": Quoted(until)} if until else {}) for name, until in formers
    ],
)
UNIT = Record(
    (
        Field("id", UNIT_ID),
        Field("name", TEXT),
        Field("kind", choice(model.UnitKind)),
        Field("aliases", TEXTS, ()),
        Field("short", TEXT, None),
        Field("formers", _FORMERS, ()),
        Field("former_ids", UNIT_IDS, ()),
        Field("above", ID, None),
        Field("note", PROSE, None),
    )
)
SOURCE = Record(
    (
        Field("file", TEXT),
        Field("sha256", QUOTED),
        Field("encoding", TEXT),
        Field("lines", INTEGER),
    )
)
ORIGINAL = Record((Field("file", TEXT), Field("sha256", QUOTED), Field("format", TEXT)))
IN_FORCE = Record(
    (Field("from", DAY, None, "start"), Field("to", DAY, None, "end"), Field("basis", TEXT, None))
)
REVISION = Record(
    (
        Field("id", ID),
        Field("title", TEXT, ""),
        Field("number", TEXT, None),
        Field("issuer", TEXT, None),
        Field("issued", QUOTED, None),
        Field("source", one(SOURCE, make(model.SourceRecord))),
        Field("original", one(ORIGINAL, make(model.Original)), None),
        Field("in_force", one(IN_FORCE, make(model.InForce), whole=True), model.InForce()),
        Field("state", choice(model.State), None),
        Field("published", DAY, None),
        Field("approved_by", TEXT, None),
        Field("approved_on", DAY, None),
        Field("follows", ID, None),
        Field("kind", choice(model.RevisionKind), "plan"),
        Field("withdrawn_on", DAY, None),
        Field("note", PROSE, None),
    )
)
