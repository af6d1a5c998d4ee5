"""A sheet as rows of text cells, from .csv or .xlsx. Pure: bytes in. Nothing in it is ever run.

A cell has a place: line and column of the text, of an .xlsx row and column of the sheet (1-based). A
number of an .xlsx is written with the 15 digits that a spreadsheet shows, a day as YYYY-MM-DD; a formula
is kept as such, for it is no value.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import date, datetime
from decimal import Decimal

from msgspec import Struct

from gongkai.sources import Finding, Unreadable
from gongkai.sources.decode import decode
from gongkai.water.amount import plain
from gongkai.water.results import column_of

LARGEST_UNZIPPED = 256 * 1024 * 1024  # bytes; an .xlsx is a zip, and a small one may hold too much
MOST_ROWS, MOST_COLUMNS = 100_000, 1_000


class Row(Struct, frozen=True):
    """A row that holds anything. `raw` is its text in a CSV."""

    line: int
    cells: tuple[str, ...]
    raw: str | None = None

    def cell(self, at: int) -> str:
        """The stripped text of a cell, "" beyond the last."""
        return self.cells[at] if at < len(self.cells) else ""

    def place(self, at: int) -> tuple[int, int]:
        """Line and column of a cell."""
        return self.line, at + 1 if self.raw is None else column_of(self.raw, at)


def read_sheet(name: str, data: bytes) -> tuple[tuple[Row, ...], tuple[Finding, ...]]:
    """The first sheet of a file, or why it cannot be read."""
    try:
        rows = _xlsx(data) if data[:4] == b"PK\x03\x04" else _csv(data)
    except Unreadable as error:
        return (), (Finding(error.rule, name, args=error.args_of_rule),)
    except csv.Error as error:
        return (), (Finding("water-csv", name, args={"reason": str(error)}),)
    return tuple(rows), ()


def _csv(data: bytes) -> list[Row]:
    text, _ = decode(data)
    lines = re.split(r"\r\n|\r|\n", text)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows, start = [], 1
    for row in reader:
        if any(cell.strip() for cell in row):
            raw = "\n".join(lines[start - 1 : reader.line_num])
            rows.append(Row(start, tuple(cell.strip() for cell in row), raw))
        start = reader.line_num + 1
    return rows


def _xlsx(data: bytes) -> list[Row]:
    from openpyxl import load_workbook  # slow to import, and not needed for a CSV

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
        if size > LARGEST_UNZIPPED:
            raise Unreadable("source-too-large", limit="256 MB")
        # Formulas are wanted as such (data_only=False): a value that was computed somewhere is no result.
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
        found = []
        for line, row in enumerate(sheet.iter_rows(values_only=True), 1):
            if line > MOST_ROWS or len(row) > MOST_COLUMNS:
                raise Unreadable("source-too-large", limit=f"{MOST_ROWS} × {MOST_COLUMNS}")
            cells = tuple(_cell(value) for value in row)
            if any(cells):
                found.append(Row(line, cells))
        return found
    except Unreadable:
        raise
    except Exception as error:  # a broken file makes the library fail in many ways
        raise Unreadable("source-damaged", format=".xlsx") from error


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return plain(Decimal(format(value, ".15g")))
    return str(value).strip()
