"""A workbook in use, brought up to date in place. Pure: bytes in, bytes out.

Columns, sheets, widths, filters and the order of rows are the person's and stay; so does what was written into
cells to fill in and has not been read back; what has is emptied. Our own cells say what the plan and the records say now.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Iterator
from copy import copy
from typing import Any

from gongkai.outputs.workbook.read import Edited, Unusable, head, opened, read
from gongkai.outputs.workbook.sheets import Book, Kind, Row, Sheet
from gongkai.outputs.workbook.write import META, about, cell, meta_rows


def update(data: bytes, book: Book, known: Collection[tuple[Kind, str]] = frozenset()) -> bytes:
    """The file with the sheets of `book`. `Unusable` where it is no workbook of this unit.

    `known` are the rows whose words are on record (`Answers.known`): they are emptied.
    """
    returned = read(data)
    if returned.unit != book.unit:
        raise Unusable("workbook-taken")
    made = opened(data, formulas=True)
    for sheet in book.sheets:
        if sheet.name in made.sheetnames:
            edited = [one for one in returned.edited if (one.kind, one.id) not in known]
            _Sheet(made[sheet.name], sheet, book, edited).update()
    del made[META]
    meta = made.create_sheet(META)
    meta.sheet_state = "veryHidden"
    for row in meta_rows(book):
        meta.append(row)
    for cells in meta.iter_rows():
        for one in cells:
            one.data_type = "s"
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


class _Sheet:
    """One sheet of a person's file against what it should hold."""

    def __init__(self, there: Any, sheet: Sheet, book: Book, edited: Iterable[Edited]) -> None:  # noqa: ANN401
        self.there = there
        self.sheet = sheet
        self.book = book
        self.line, self.places = head(there, sheet.columns)
        self.edited = {row.id: row for row in edited if row.kind == sheet.kind}

    def update(self) -> None:
        """Put every row in its place."""
        if not self.places:
            return
        above = self.there.cell(max(self.line - 1, 1), 1)
        if "基准日" in str(above.value or ""):
            _put(above, about(self.book))
        lines = self._lines()
        wanted = {row.id for row in self.sheet.rows}
        # A record that was changed bears another identifier: it takes the row that it had.
        free = iter([at for name, at in lines.items() if name not in wanted | set(self.edited)])
        for row in self.sheet.rows:
            line = lines.get(row.id) or next(free, None) or self._new_line()
            self._write(row, line)
        for line in free:
            for at in self.places.values():
                self.there.cell(line, at + 1).value = None

    def _lines(self) -> dict[str, int]:
        """Identifier → line, of the rows that there are."""
        at = self.places[self.sheet.columns[0].title] + 1
        found: dict[str, int] = {}
        for line in range(self.line + 1, self.there.max_row + 1):
            name = str(self.there.cell(line, at).value or "").strip()
            if name:
                found.setdefault(name, line)
        return found

    def _write(self, row: Row, line: int) -> None:
        kept = self.edited[row.id].keys if row.id in self.edited else ()
        for column, text in zip(self.sheet.columns, row.cells, strict=True):
            at = self.places.get(column.title)
            if at is not None and column.key not in kept:
                _put(self.there.cell(line, at + 1), cell(text))

    def _new_line(self) -> int:
        """A line below the last, looking like it."""
        last = self.there.max_row
        for at in range(1, self.there.max_column + 1):
            self.there.cell(last + 1, at)._style = copy(self.there.cell(last, at)._style)
        for rule, column in self._validations(last):
            rule.add(f"{column}{last + 1}")
        if self.there.auto_filter.ref:
            from openpyxl.utils import get_column_letter, range_boundaries  # slow to import

            left, top, right, _ = range_boundaries(self.there.auto_filter.ref)
            ends = (get_column_letter(left or 1), get_column_letter(right or 1))
            self.there.auto_filter.ref = f"{ends[0]}{top}:{ends[1]}{last + 1}"
        return int(last) + 1

    def _validations(self, line: int) -> Iterator[tuple[Any, str]]:
        from openpyxl.utils import get_column_letter

        for at in self.places.values():
            column = get_column_letter(at + 1)
            for rule in self.there.data_validations.dataValidation:
                if f"{column}{line}" in rule:
                    yield rule, column


def _put(there: Any, text: str) -> None:  # noqa: ANN401 - openpyxl's cell
    """Text into a cell, never as a formula; a cell that says it already stays untouched."""
    if str(there.value or "").strip() != text:
        there.value = text or None
        if text:
            there.data_type = "s"
