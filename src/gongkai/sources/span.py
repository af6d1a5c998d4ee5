"""Places in a source. Pure values.

A `Span` is evidence: the exact characters of one line at a column. A `Stretch` is what the plan says
there, its mark-up left out, each character knowing the column at which it is printed. A `Place` is where a
line stands in the original that is no text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

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


class Stretch(Struct, frozen=True):
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


class Place(Struct, frozen=True):
    """Where a line stands in the original: `at` counts from 1; a row has its table's number before."""

    unit: PlaceUnit
    at: tuple[int, ...]

    def text(self, language: Literal["zh", "en"]) -> str:
        """The place in words: 第 3 页, 表 1 第 2 行."""
        return _WORDS[self.unit][language == "en"].format(*self.at)
