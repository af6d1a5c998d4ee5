"""The reading report as a page: what was read, how sure the rules were, what persons said, where to look. Pure."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct

from gongkai import addresses
from gongkai.model import Status
from gongkai.reading.report import report
from gongkai.views import words
from gongkai.views.index import Index
from gongkai.views.parts import Place, place

_STATUSES: tuple[Status, ...] = ("proposed", "checked", "confirmed")


class Row(Struct, frozen=True):
    """One kind of record, counted by confidence."""

    kind: str
    total: int
    certain: int
    likely: int
    possible: int


class Doubt(Struct, frozen=True):
    """A record that asks for a look."""

    kind: str
    place: Place
    why: str


class Unresolved(Struct, frozen=True):
    """A printed name of no known body, and the lines that print it."""

    name: str
    lines: tuple[tuple[int, str], ...]  # number, address


class ReadingPage(Struct, frozen=True):
    """`lines` with words stand in nodes, in the frame or, `loose`, in neither; `statuses` are of the records."""

    lines: int
    in_nodes: int
    in_frame: int
    loose: tuple[tuple[int, str], ...]
    rows: tuple[Row, ...]
    statuses: tuple[tuple[str, int], ...]
    doubtful: tuple[Doubt, ...]
    unresolved: tuple[Unresolved, ...]


def reading_page(index: Index) -> ReadingPage:
    """The view of the report on the revision that is shown."""
    plan = index.plan
    made = report(plan)
    reviews = [
        record.review
        for records in (plan.targets, plan.duties, plan.dates, plan.blanks, plan.errata)
        for record in records
    ]
    reviews += [body.review for node in plan.nodes for body in node.bodies]
    counts = Counter(review.status for review in reviews)
    return ReadingPage(
        made.lines,
        made.in_nodes,
        made.in_frame,
        tuple(_line(index, number) for number in made.loose),
        tuple(
            Row(words.RECORD[one.what], one.total, one.certain, one.likely, one.possible)
            for one in made.tallies
        ),
        tuple((words.STATUS[key], counts[key]) for key in _STATUSES),
        tuple(
            Doubt(words.RECORD[one.what], place(index, "", one.span), one.why or "")
            for one in made.doubtful
        ),
        tuple(
            Unresolved(name, tuple(_line(index, number) for number in lines))
            for name, lines in made.unresolved
        ),
    )


def _line(index: Index, number: int) -> tuple[int, str]:
    return number, addresses.line(number, index.text_page(number))
