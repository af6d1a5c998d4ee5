"""Pictures: what is due when, and which unit has measures in which section. Pure.

A picture is counts: what draws them is a bar or a disc beside the words and numbers that say the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from gongkai import addresses
from gongkai.views import words
from gongkai.views.calendar import NO_STATE, NOT_BEGUN, CalendarPage, Month
from gongkai.views.index import Index
from gongkai.views.progress import answering

MOST_QUARTERS = 12  # beyond that a line of years is read sooner


class Part(Struct, frozen=True):
    """How many of a stretch's items stand alike; `at` is how many stand before them in the bar."""

    word: str
    tone: str
    at: int
    count: int


class Stretch(Struct, frozen=True):
    """A quarter or a year, and how what is due in it stands. `now`: the as-of day is in it."""

    label: str
    total: int
    address: str
    parts: tuple[Part, ...]
    now: bool


class Timeline(Struct, frozen=True):
    """What is due, stretch by stretch, bars as long as counts: `most` is the longest."""

    rows: tuple[Stretch, ...]
    most: int
    illustrative: bool


def timeline(page: CalendarPage) -> Timeline:
    """The deadlines of a calendar by quarters, by years where they are many; those without any are left out."""
    named = (
        _quarter if len({_quarter(month.id) for month in page.months}) <= MOST_QUARTERS else _year
    )
    stretches: dict[str, list[Month]] = {}
    for month in page.months:
        stretches.setdefault(named(month.id), []).append(month)
    rows = tuple(_stretch(name, months, named(page.today)) for name, months in stretches.items())
    return Timeline(rows, max((row.total for row in rows), default=0), page.illustrative)


def _quarter(month: str) -> str:
    year, _, number = month.partition("-")
    return f"{year}-Q{(int(number) + 2) // 3}" if number else ""


def _year(month: str) -> str:
    return month[:4]


def _stretch(name: str, months: Sequence[Month], now: str) -> Stretch:
    counts = Counter(
        (entry.word, entry.standing.tone if entry.standing else "quiet")
        for month in months
        for entry in month.entries
    )
    order = [*words.STANDING.values(), NOT_BEGUN, NO_STATE]
    parts: list[Part] = []
    at = 0
    for (word, tone), count in sorted(counts.items(), key=lambda one: order.index(one[0][0])):
        parts.append(Part(word, tone, at, count))
        at += count
    address = f"{addresses.CALENDAR}#{months[0].id}"
    return Stretch(words.period(name), at, address, tuple(parts), name == now)


class Cell(Struct, frozen=True):
    """How many measures of a section a unit leads or answers for, printed and as filled in."""

    printed: int
    filled: int
    says: str


class MatrixRow(Struct, frozen=True):
    """A unit."""

    name: str
    address: str
    illustrative: bool
    cells: tuple[Cell, ...]
    total: int


class Matrix(Struct, frozen=True):
    """Units by sections; sections without measures are left out."""

    sections: tuple[tuple[str, str, str], ...]  # number, title, address
    rows: tuple[MatrixRow, ...]
    unassigned: tuple[int, ...]


def matrix(index: Index) -> Matrix:
    """Which unit leads or answers for how many measures of each section."""
    holding = {index.top(measure).path for measure in index.measures}
    tops = [node for node in index.tops if node.path in holding]
    printed: Counter[tuple[str, str]] = Counter()
    filled: Counter[tuple[str, str]] = Counter()
    open_: Counter[str] = Counter()
    for node in index.measures:
        top = index.top(node).path
        own = {body.unit for body in node.lead + node.responsible if body.unit}
        units = answering(index, node)
        for unit in units:
            (printed if unit in own else filled)[unit, top] += 1
        open_[top] += not units
    rows = []
    for body in index.plan.units:
        cells = tuple(
            Cell(
                printed[body.id, top.path],
                filled[body.id, top.path],
                f"{body.name}，{index.title(top)}：{printed[body.id, top.path] + filled[body.id, top.path]}条",
            )
            for top in tops
        )
        total = sum(cell.printed + cell.filled for cell in cells)
        if total:
            rows.append(
                MatrixRow(body.name, addresses.unit(body.id), body.illustrative, cells, total)
            )
    return Matrix(
        tuple((index.number(top), index.title(top), index.address(top)) for top in tops),
        tuple(sorted(rows, key=lambda row: -row.total)),
        tuple(open_[top.path] for top in tops),
    )
