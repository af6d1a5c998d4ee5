"""A workbook's sheets → .xlsx. Pure; the same sheets give the same bytes.

Every cell is text: nothing that stands in a plan can become a formula. A hidden sheet holds what the cells to
fill in held at the start, by which the return is read.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from html import escape
from itertools import compress, groupby
from typing import Any, Literal, Self

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from gongkai.outputs.harmless import printable
from gongkai.outputs.workbook.sheets import FORMAT, Book, Column, Sheet
from gongkai.views import words

META = "_gongkai"
HEAD = 2  # rows above the heads of the columns: the title, and of what revision and day
_JSON = json.JSONEncoder(ensure_ascii=False)  # for thousands of rows
_LONGEST = 32_000  # characters of a cell; the format takes 32,767
_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_HOW = (
    "本工作簿由公开网站的数据生成，列出方案中与本单位有关的全部内容。",
    "底色为浅黄的单元格可以填写，其余照方案和已有记录列出，改动不会被读回。",
    "措施、目标：填写状态（目标可填数值）、日期、说明和证据网址，回收后成为一条新的进展记录。日期不填即为回收当日。",
    "职责与期限：填写完成日期、名称和网址，回收后成为一条公开、报送或备案的记录。",
    "公开记录、工作计划：可以改正已有记录；工作计划最后的“新增”各行用来添加任务，措施编号见“措施”表。",
    "空白：方案原文留空之处，知道的请填写应为何字并写明依据。",
    "可以另加自己的列和表，调整列宽、筛选和次序；请不要改动“编号”列和各列标题。",
    "填好后把文件交回网站维护者，由其运行：gongkai workbook import 文件名",
)


def write(book: Book) -> bytes:
    """The file's bytes."""
    out = io.BytesIO()
    made = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    made.set_properties(
        {"title": printable(f"{book.unit_name}：{book.title}"), "created": _CREATED}
    )
    look, ends = _Look(made), _Ends(made.str_table, cell)
    for sheet in book.sheets:
        _sheet(_Texts.added(made, sheet.name, ends), look, book, sheet)
    _how(_Texts.added(made, "说明", ends), look, book)
    meta = _Texts.added(made, META, _Ends(made.str_table, str))  # blanks at a piece's ends are kept
    meta.very_hidden()
    for width, rows in groupby(meta_rows(book), len):
        meta.put(rows, [look.bare] * width)
    made.close()
    return out.getvalue()


class _Ends(dict[str, str]):
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


class _Texts(Worksheet):
    """A worksheet of texts alone, each with a format, of which there may be a hundred thousand: all else is the
    library's, and the cells stand as it writes them, but made a row at a time."""

    def __init__(self, ends: _Ends) -> None:
        super().__init__()
        self._ends = ends
        self._lines: list[str] = []  # the cells of each row

    @classmethod
    def added(cls, made: xlsxwriter.Workbook, name: str, ends: _Ends) -> Self:
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


def meta_rows(book: Book) -> list[tuple[str, ...]]:
    """The hidden sheet: format, unit, revision and day, then a row for each row with cells to fill in.

    What those held takes as many cells as it needs: together they may hold more than one can.
    """
    head = (FORMAT, book.unit, book.revision, book.as_of)
    rows = [
        (sheet.kind, row.id, row.seen, *_pieces(said))
        for sheet in book.sheets
        for row, said in zip(sheet.rows, _held(sheet), strict=True)
        if row.id != words.ILLUSTRATIVE
    ]
    return [head, *rows]


def _held(sheet: Sheet) -> Iterator[str]:
    """What each row's cells to fill in hold, as the file has it: in most rows the same."""
    edits = [column.edit for column in sheet.columns]
    keys = [column.key for column in sheet.columns if column.edit]
    said = cache(lambda texts: _JSON.encode(dict(zip(keys, map(cell, texts), strict=True))))
    return (said(tuple(compress(row.cells, edits))) for row in sheet.rows)


def _pieces(text: str) -> tuple[str, ...]:
    return tuple(text[at : at + _LONGEST] for at in range(0, len(text), _LONGEST))


def cell(text: str) -> str:
    """Text as a cell can hold it."""
    text = printable(text).strip()
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "……（全文见网站）"


def about(book: Book) -> str:
    """Of what revision and day a sheet is."""
    draft = f"（{book.draft}）" if book.draft else ""
    return f"{book.title}　版本：{book.revision}{draft}　基准日：{words.day(book.as_of)}"


class _Look:
    """The formats of a workbook, each made once."""

    def __init__(self, made: xlsxwriter.Workbook) -> None:
        wrap = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#BFBFBF"}
        self.title: Format = made.add_format({"bold": True, "font_size": 14})
        self.bare: Format = made.add_format()
        self.plain: Format = made.add_format({"text_wrap": True, "valign": "top"})
        self.about: Format = made.add_format({"font_color": "#595959"})
        self.head: Format = made.add_format({**wrap, "bold": True, "bg_color": "#D9E2F3"})
        self.fixed: Format = made.add_format(wrap)
        self.link: Format = made.add_format({**wrap, "font_color": "#0B5394", "underline": 1})
        self.edit: Format = made.add_format({**wrap, "bg_color": "#FFF8E1", "num_format": "@"})


def _sheet(there: _Texts, look: _Look, book: Book, sheet: Sheet) -> None:
    there.put([(f"{book.unit_name}：{sheet.name}",)], [look.title])
    there.put([(about(book),)], [look.about])
    there.put([[column.title for column in sheet.columns]], [look.head] * len(sheet.columns))
    last = HEAD + len(sheet.rows)
    for col, column in enumerate(sheet.columns):
        there.set_column(col, col, column.width)
        if column.edit and sheet.rows:
            _validated(there, column, (HEAD + 1, col, last, col))
    looks = [look.edit if column.edit else look.fixed for column in sheet.columns]
    linked = [look.link, *looks[1:]]
    for link, rows in groupby(sheet.rows, lambda row: bool(book.site_url and row.link)):
        there.put((row.cells for row in rows), linked if link else looks)
    if book.site_url:
        for at, row in enumerate(sheet.rows, HEAD + 1):
            if row.link:
                there.write_url(at, 0, book.site_url + row.link, look.link, cell(row.id))
    there.freeze_panes(HEAD + 1, 1)
    there.autofilter(HEAD, 0, last, len(sheet.columns) - 1)
    _printed(there, cell(about(book)))
    there.repeat_rows(HEAD)


def _validated(there: Worksheet, column: Column, cells: tuple[int, int, int, int]) -> None:
    if column.choices:
        there.data_validation(*cells, {"validate": "list", "source": list(column.choices)})
    elif column.day:
        hint = {"input_title": "日期", "input_message": "写作 2020-06-30"}
        there.data_validation(*cells, {"validate": "any", **hint})


def _how(there: _Texts, look: _Look, book: Book) -> None:
    there.set_column(0, 0, 110)
    there.put([(book.unit_name,)], [look.title])
    there.put([(about(book),)], [look.about])
    there.put([()], [])
    there.put([(line,) for line in _HOW], [look.plain])
    _printed(there, cell(about(book)))


def _printed(there: Worksheet, foot: str) -> None:
    """A4 across, as wide as the page; at the foot of what it is and which page."""
    there.set_paper(9)
    there.set_landscape()
    there.fit_to_pages(1, 0)
    shown = foot.replace("&", "&&")[:180]
    there.set_footer(f"&L&8{shown}&R&8第&P页，共&N页")
