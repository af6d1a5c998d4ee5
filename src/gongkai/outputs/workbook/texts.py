"""A workbook of texts alone, of which there may be a hundred thousand. Pure.

All but the cells and the list of texts is the library's. They stand as it writes them, but cells are made a row at a
time and texts many at a time; where a text has something that it would write otherwise, it does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import Any, Literal, Self

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.packager import Packager
from xlsxwriter.sharedstrings import SharedStrings
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

_TOGETHER = 500  # texts written at a time
# What the library writes otherwise than by escaping &, < and >; texts are joined by NUL, which none of ours holds.
_OTHERWISE = re.compile(
    "[\x01-\x08\x0b-\x1f\ufffe\uffff]|_x[0-9a-fA-F]{4}_|(?:^|\0)(?:\\s|<r>)|\\s(?:\0|$)"
)


class Workbook(xlsxwriter.Workbook):
    """The library's, but for its list of texts."""

    def _get_packager(self) -> Packager:
        return _Packager()


class _Packager(Packager):
    workbook: Any  # untyped in the library, as what follows

    def _write_shared_strings_file(self) -> None:
        if self.workbook.str_table.count:
            written = _SharedStrings()
            written.string_table = self.workbook.str_table
            written._set_xml_writer(self._filename("xl/sharedStrings.xml"))  # type: ignore[no-untyped-call]
            written._assemble_xml_file()


class _SharedStrings(SharedStrings):
    string_table: Any
    fh: Any

    def _write_sst_strings(self) -> None:
        texts: Sequence[str] = self.string_table.string_array
        for at in range(0, len(texts), _TOGETHER):
            some = texts[at : at + _TOGETHER]
            joined = "\0".join(some)
            if _OTHERWISE.search(joined) or joined.count("\0") >= len(some):
                for text in some:
                    self._write_si(text)
            else:
                said = escape(joined, quote=False).replace("\0", "</t></si><si><t>")
                self.fh.write(f"<si><t>{said}</t></si>")


class Ends(dict[str, str]):
    """Text → how a cell that holds it ends: with its number among the workbook's texts, if it says anything.

    `held` is what a cell holds of a text.
    """

    def __init__(self, table: Any, held: Callable[[str], str]) -> None:  # noqa: ANN401 - the library's, untyped
        self.table = table
        self._held = held

    def __missing__(self, text: str) -> str:
        shown = self._held(text)
        if shown.startswith("<r>") and shown.endswith("</r>"):
            # The library takes it for rich text of its own making: so it is made one.
            shown = f"<r><t>{escape(shown, quote=False)}</t></r>"
        end = '"/>'
        if shown:
            end = f'" t="s"><v>{self.table._get_shared_string_index(shown)}</v></c>'
        self[text] = end
        return end


class Texts(Worksheet):
    """A worksheet of texts alone, each with a format, of which there may be a hundred thousand: all else is the
    library's, and the cells stand as it writes them, but made a row at a time."""

    def __init__(self, ends: Ends) -> None:
        super().__init__()
        self._ends = ends
        self._lines: list[str] = []  # the cells of each row

    @classmethod
    def added(cls, made: xlsxwriter.Workbook, name: str, ends: Ends) -> Self:
        """One that stands last in the workbook."""
        there = cls(ends)
        made.add_worksheet(name, lambda: there)
        return there

    def put(self, rows: Iterable[Sequence[str]], looks: Sequence[Format]) -> None:
        """Rows below those that there are; one without cells is left out. A cell without text has its format alone."""
        ends, table, first = self._ends, self._ends.table, len(self._lines)
        counted = table.count
        # Of each cell: column, row, format, text. A row puts its number and its texts into the places left for them.
        pieces = [
            piece
            for col, look in enumerate(looks)
            for piece in (f'<c r="{xl_col_to_name(col)}', "", f'" s="{look._get_xf_index()}', "")  # type: ignore[no-untyped-call]
        ]
        for at, row in enumerate(rows, first + 1):
            pieces[1::4] = [str(at)] * len(looks)
            pieces[3::4] = map(ends.__getitem__, row)
            self._lines.append("".join(pieces))
        # The library counts a text whenever it is looked up, and here each is but once.
        table.count = counted + sum(line.count("<v>") for line in self._lines[first:])
        self._check_dimensions(first, 0)
        self._check_dimensions(len(self._lines) - 1, len(looks) - 1)

    def _write_string(self, *_: object) -> Literal[0]:
        return 0  # of a link, whose text stands in its row

    def _write_rows(self) -> None:
        spans = f"1:{(self.dim_colmax or 0) + 1}"
        for at, cells in enumerate(self._lines, 1):
            if cells:
                self.fh.write(f'<row r="{at}" spans="{spans}">{cells}</row>')  # type: ignore[attr-defined]
