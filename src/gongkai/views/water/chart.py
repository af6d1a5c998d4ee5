"""Geometry of the static charts: numbers for SVG, each with its words. Pure.

Sizes are units of the drawing, which scales with its column; at 360 px one unit is about one pixel.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from gongkai.views.water.wording import limit_words, quarter_words, value_words
from gongkai.water.verdict import Item

_LABEL, _CELL, _ROW, _HEAD = 50, 34, 30, 30
_WIDTH, _HEIGHT = 330, 130
_LEFT, _RIGHT, _TOP, _BOTTOM = 8, 8, 16, 22


class Cell(Struct, frozen=True):
    """One link in one quarter: `text` in the drawing, `words` for whoever hears it."""

    x: int
    y: int
    text: str
    tone: str
    words: str
    mark: str = ""


class Grid(Struct, frozen=True):
    """Quarters across, links down."""

    width: int
    height: int
    cell: int
    row: int
    heads: tuple[tuple[int, str, str], ...]  # x, year or "", quarter
    labels: tuple[tuple[int, str], ...]  # y, link
    cells: tuple[Cell, ...]
    words: str


class Dot(Struct, frozen=True):
    """One sample."""

    x: str
    y: str
    tone: str
    hollow: bool
    words: str


class Line(Struct, frozen=True):
    """A limit across the chart."""

    y: str
    words: str


class Series(Struct, frozen=True):
    """One indicator over time."""

    title: str
    glossary: str
    width: int
    height: int
    left: int
    right: int
    base: int
    dots: tuple[Dot, ...]
    path: str
    limits: tuple[Line, ...]
    ticks: tuple[tuple[str, str], ...]  # x, quarter
    words: str


def grid(
    quarters: Sequence[str],
    links: Sequence[str],
    cells: Sequence[Sequence[tuple[str, str, str, str]]],
) -> Grid:
    """`cells`: a row a link, with text, tone, words and mark for each quarter."""
    heads = tuple(
        (
            _LABEL + at * _CELL + _CELL // 2,
            quarter[:4] if at == 0 or quarter.endswith("Q1") else "",
            f"{quarter[-1]}季",
        )
        for at, quarter in enumerate(quarters)
    )
    drawn = tuple(
        Cell(_LABEL + at * _CELL, _HEAD + down * _ROW, text, tone, words, mark)
        for down, row in enumerate(cells)
        for at, (text, tone, words, mark) in enumerate(row)
    )
    spoken = "；".join(
        f"{link}：" + "，".join(f"{quarter_words(q)}{words}" for q, (_, _, words, _) in zip(quarters, row, strict=True))
        for link, row in zip(links, cells, strict=True)
    )  # fmt: skip
    return Grid(
        _LABEL + len(quarters) * _CELL,
        _HEAD + len(links) * _ROW,
        _CELL - 3,
        _ROW - 3,
        heads,
        tuple((_HEAD + down * _ROW + _ROW // 2 + 3, link) for down, link in enumerate(links)),
        drawn,
        spoken,
    )


def series(title: str, glossary: str, samples: Sequence[tuple[str, str, Item]]) -> Series:
    """One indicator: samples as (day, quarter, item), in time; the items have one limit in numbers."""
    ends = _ends(samples[-1][2])
    values = [item.amount.high if item.amount.high_open else item.amount.usual for _, _, item in samples]  # fmt: skip
    top = max([*values, *ends]) * Decimal("1.1") or Decimal(1)
    step = Decimal(_WIDTH - _LEFT - _RIGHT) / len(samples)
    xs = [_LEFT + step * at + step / 2 for at in range(len(samples))]
    ys = [_y(value, top) for value in values]
    dots = tuple(
        Dot(
            _text(x),
            _text(y),
            "over" if item.exceeds else "open" if item.uncertain else "good",
            item.amount.high_open,
            f"{day} {value_words(item)}",
        )
        for x, y, (day, _, item) in zip(xs, ys, samples, strict=True)
    )
    firsts = [at for at, (_, quarter, _) in enumerate(samples) if at == 0 or quarter != samples[at - 1][1]]  # fmt: skip
    return Series(
        title,
        glossary,
        _WIDTH,
        _HEIGHT,
        _LEFT,
        _WIDTH - _RIGHT,
        _HEIGHT - _BOTTOM,
        dots,
        " ".join(f"{_text(x)},{_text(y)}" for x, y in zip(xs, ys, strict=True)),
        tuple(Line(_text(_y(end, top)), format(end, "f")) for end in ends),
        tuple((_text(xs[at]), f"{samples[at][1][2:4]}年{samples[at][1][-1]}季") for at in firsts[:: 1 + len(firsts) // 6]),
        f"{title}，限值 {limit_words(samples[-1][2])}：" + "；".join(dot.words for dot in dots),
    )  # fmt: skip


def _ends(item: Item) -> list[Decimal]:
    return [Decimal(text) for text in (item.limit or "").split("-") if text]


def _y(value: Decimal, top: Decimal) -> Decimal:
    room = _HEIGHT - _TOP - _BOTTOM
    return _TOP + room * (1 - value / top)


def _text(number: Decimal) -> str:
    return format(number.quantize(Decimal("0.1")), "f")
