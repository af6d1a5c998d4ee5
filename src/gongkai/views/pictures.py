"""Pictures: what is due in which month, and which unit has measures in which section, as drawings. Pure.

A drawing is numbers for static SVG; its words for those who cannot see it stand beside the numbers, and
a table with the same numbers beneath.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from gongkai import addresses
from gongkai.views.calendar import CalendarPage
from gongkai.views.index import Index
from gongkai.views.parts import Standing
from gongkai.views.progress import answering

TONES = ("good", "plain", "warn", "quiet", "bad")
_BAR, _GAP, _HEIGHT = 22, 8, 120


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of a month's column, in units of the drawing."""

    x: int
    y: int
    width: int
    height: int
    tone: str


@dataclass(frozen=True, slots=True)
class Column:
    """A month: its parts, and its numbers in words."""

    x: int
    label: str
    total: int
    top: int
    address: str
    says: str
    bars: tuple[Bar, ...]
    now: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """Columns of what is due, month by month; `says` tells the whole in words."""

    width: int
    height: int
    columns: tuple[Column, ...]
    says: str
    illustrative: bool


def timeline(page: CalendarPage) -> Timeline:
    """The deadlines of a calendar as columns; a month without any is left out between two that have some."""
    months = [
        (month, Counter(_tone(entry.standing) for entry in month.entries)) for month in page.months
    ]
    most = max((sum(count.values()) for _, count in months), default=1)
    columns: list[Column] = []
    for at, (month, count) in enumerate(months):
        x, y = at * (_BAR + _GAP), _HEIGHT
        bars: list[Bar] = []
        for tone in TONES:
            if count[tone]:
                height = max(3, round(count[tone] * (_HEIGHT - 20) / most))
                y -= height
                bars.append(Bar(x, y, _BAR, height, tone))
        total = sum(count.values())
        columns.append(
            Column(
                x, month.id[2:].replace("-", "."), total, y - 4, f"{addresses.CALENDAR}#{month.id}",
                f"{month.title}：{total}项", tuple(bars), not month.past,
            )
        )  # fmt: skip
    return Timeline(
        max(1, len(columns)) * (_BAR + _GAP),
        _HEIGHT + 18,
        tuple(columns),
        "；".join(column.says for column in columns) or "没有写明日期的事项",
        page.illustrative,
    )


def _tone(standing: Standing | None) -> str:
    return standing.tone if standing else "plain"


@dataclass(frozen=True, slots=True)
class Cell:
    """How many measures of a section a unit leads or answers for, printed and as filled in."""

    printed: int
    filled: int
    says: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A unit."""

    name: str
    address: str
    illustrative: bool
    cells: tuple[Cell, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Matrix:
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
