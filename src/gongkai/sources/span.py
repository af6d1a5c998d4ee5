"""Places in a source. Pure values.

A `Span` is evidence: the exact characters of one line at a column. A `Stretch` is what the plan says
there, its mark-up left out, each character knowing the column at which it is printed. `Lines` are stretches
that are read as one, where a paragraph or a bracket is printed over several lines; evidence of it stays on one
of them. A `Place` is where a line stands in the original that is no text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Literal

from msgspec import Struct

_TELLS = 6  # characters of the last line that are evidence enough
PlaceUnit = Literal["paragraph", "row", "page"]
_WORDS: dict[PlaceUnit, tuple[str, str]] = {
    "paragraph": ("第 {0} 段", "paragraph {0}"),
    "row": ("表 {0} 第 {1} 行", "table {0}, row {1}"),
    "page": ("第 {0} 页", "page {0}"),
}


class Span(Struct, frozen=True, order=True):
    """A stretch of one source line. `line` and `col` are 1-based; `col` counts code points."""

    line: int
    col: int
    quote: str  # exactly as printed, misprints included: the quote is the evidence

    @property
    def place(self) -> tuple[int, int]:
        """Line and column."""
        return self.line, self.col


class Stretch(Struct, frozen=True, tag=True):
    """Printed characters of one line: `text[i]` stands at column `cols[i]` of `raw`.

    In plain text `cols` is a `range`; in Markdown it skips the mark-up.
    """

    line: int
    raw: str
    text: str
    cols: Sequence[int]

    def cut(self, start: int, end: int | None = None) -> Stretch:
        """The characters from `start` up to `end`, 0-based, end exclusive."""
        return Stretch(self.line, self.raw, self.text[start:end], self.cols[start:end])

    def strip(self) -> Stretch:
        """Without leading and trailing white space (U+3000 included)."""
        left = len(self.text) - len(self.text.lstrip())
        return self.cut(left, max(left, len(self.text.rstrip())))

    @property
    def col(self) -> int:
        """Column of the first character; 1 for an empty stretch."""
        return self.cols[0] if self.cols else 1

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The evidence for `text[start:end]`: mark-up between two characters is part of the quote."""
        cols = self.cols[start:end]
        if not cols:
            return Span(self.line, self.cols[start] if start < len(self.cols) else self.col, "")
        return Span(self.line, cols[0], self.raw[cols[0] - 1 : cols[-1]])

    def index(self, span: Span) -> int | None:
        """Where in `text` a span begins; `None`: elsewhere."""
        if span.line != self.line or not self.cols or not self.cols[0] <= span.col <= self.cols[-1]:
            return None
        return bisect_left(self.cols, span.col)

    @property
    def parts(self) -> tuple[Stretch, ...]:
        """Itself: what it is made of."""
        return (self,)


class Lines(Struct, frozen=True, tag=True):
    """Stretches of consecutive lines read as one text; `starts` are the places at which they begin in it."""

    parts: tuple[Stretch, ...]
    text: str
    starts: tuple[int, ...]

    def cut(self, start: int, end: int | None = None) -> Text:
        """The characters from `start` up to `end`, 0-based, end exclusive."""
        end = len(self.text) if end is None else end
        parts = [
            part.cut(max(0, start - begin), max(0, end - begin))
            for begin, part in zip(self.starts, self.parts, strict=True)
        ]
        return joined([part for part in parts if part.text] or parts[:1])

    def strip(self) -> Text:
        """Without leading and trailing white space."""
        return self.cut(len(self.text) - len(self.text.lstrip()), max(1, len(self.text.rstrip())))

    @property
    def line(self) -> int:
        """The first of its lines."""
        return self.parts[0].line

    @property
    def col(self) -> int:
        """Column of the first character."""
        return self.parts[0].col

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The evidence for `text[start:end]`: its end, where a statement comes to its point, else the line that prints most of it."""
        end = len(self.text) if end is None else end
        first = max(0, bisect_right(self.starts, start) - 1)
        found: list[Span] = []
        for begin, part in zip(self.starts[first:], self.parts[first:], strict=True):
            if begin >= end and found:
                break
            found.append(part.span(max(0, start - begin), max(0, end - begin)))
        last = found[-1]
        return last if len(last.quote) >= _TELLS else max(found, key=lambda span: len(span.quote))

    def index(self, span: Span) -> int | None:
        """Where in `text` a span begins; `None`: elsewhere."""
        for begin, part in zip(self.starts, self.parts, strict=True):
            if (at := part.index(span)) is not None:
                return begin + at
        return None


Text = Stretch | Lines


def joined(parts: Sequence[Stretch]) -> Text:
    """Stretches read as one: the one that there is, or `Lines`; white space at the breaks left out."""
    if len(parts) == 1:
        return parts[0]
    kept = tuple(part.strip() for part in parts)
    lengths = accumulate((len(part.text) for part in kept), initial=0)
    return Lines(kept, "".join(part.text for part in kept), tuple(lengths)[:-1])


def paragraphs(stretches: Iterable[Stretch], going_on: frozenset[int]) -> tuple[Text, ...]:
    """`stretches` with those joined whose line goes on with the one above; the number of a page may stand between."""
    groups: list[list[Stretch]] = []
    for stretch in stretches:
        if groups and stretch.line in going_on and stretch.line - groups[-1][-1].line <= 2:
            groups[-1].append(stretch)
        else:
            groups.append([stretch])
    return tuple(map(joined, groups))


class Place(Struct, frozen=True):
    """Where a line stands in the original: `at` counts from 1; a row has its table's number before."""

    unit: PlaceUnit
    at: tuple[int, ...]

    def text(self, language: Literal["zh", "en"]) -> str:
        """The place in words: 第 3 页, 表 1 第 2 行."""
        return _WORDS[self.unit][language == "en"].format(*self.at)
