"""A workbook's sheets → .xlsx. Pure; the same sheets give the same bytes.

Every cell is text: nothing that stands in a plan can become a formula. A hidden sheet holds what the cells to
fill in held at the start, by which the return is read.
"""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell_fast
from xlsxwriter.worksheet import CellStringTuple, Worksheet

from gongkai.outputs.harmless import printable
from gongkai.outputs.workbook.sheets import FORMAT, Book, Column, Row, Sheet
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
    look = _Look(made)
    for sheet in book.sheets:
        _sheet(made.add_worksheet(sheet.name, _Texts), look, book, sheet)
    _how(made.add_worksheet("说明"), look, book)
    meta = made.add_worksheet(META)
    meta.very_hidden()
    for at, row in enumerate(meta_rows(book)):
        for col, cell in enumerate(row):
            meta.write_string(at, col, cell)
    made.close()
    return out.getvalue()


class _Texts(Worksheet):
    """A worksheet nearly all of whose cells are shared text with a format: written as the library writes them,
    but without asking of a hundred thousand what only other cells have."""

    write_string = Worksheet._write_string  # type: ignore[assignment]  # places by number alone

    def _write_cell(self, row: int, col: int, cell: object) -> None:
        if type(cell) is not CellStringTuple or not cell.format:
            super()._write_cell(row, col, cell)
            return
        at, look = xl_rowcol_to_cell_fast(row, col), cell.format._get_xf_index()
        self.fh.write(f'<c r="{at}" s="{look}" t="s"><v>{cell.string}</v></c>')  # type: ignore[attr-defined]


def meta_rows(book: Book) -> list[tuple[str, ...]]:
    """The hidden sheet: format, unit, revision and day, then a row for each row with cells to fill in."""
    head = (FORMAT, book.unit, book.revision, book.as_of)
    rows = [
        (sheet.kind, row.id, row.seen, _JSON.encode(held(sheet, row)))
        for sheet in book.sheets
        for row in sheet.rows
        if row.id != words.ILLUSTRATIVE
    ]
    return [head, *rows]


def held(sheet: Sheet, row: Row) -> dict[str, str]:
    """What a row's cells to fill in hold, as the file has it."""
    return {key: cell(value) for key, value in sheet.filled(row).items()}


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
        self.plain: Format = made.add_format({"text_wrap": True, "valign": "top"})
        self.about: Format = made.add_format({"font_color": "#595959"})
        self.head: Format = made.add_format({**wrap, "bold": True, "bg_color": "#D9E2F3"})
        self.fixed: Format = made.add_format(wrap)
        self.link: Format = made.add_format({**wrap, "font_color": "#0B5394", "underline": 1})
        self.edit: Format = made.add_format({**wrap, "bg_color": "#FFF8E1", "num_format": "@"})


def _sheet(there: Worksheet, look: _Look, book: Book, sheet: Sheet) -> None:
    there.write_string(0, 0, cell(f"{book.unit_name}：{sheet.name}"), look.title)
    there.write_string(1, 0, cell(about(book)), look.about)
    last = HEAD + len(sheet.rows)
    for col, column in enumerate(sheet.columns):
        there.set_column(col, col, column.width)
        there.write_string(HEAD, col, column.title, look.head)
        if column.edit and sheet.rows:
            _validated(there, column, (HEAD + 1, col, last, col))
    looks = [look.edit if column.edit else look.fixed for column in sheet.columns]
    for at, row in enumerate(sheet.rows, HEAD + 1):
        for col, (text, shown) in enumerate(zip(row.cells, looks, strict=True)):
            there.write_string(at, col, cell(text) if text else "", shown)
        if book.site_url and row.link:
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


def _how(there: Worksheet, look: _Look, book: Book) -> None:
    there.set_column(0, 0, 110)
    there.write_string(0, 0, cell(book.unit_name), look.title)
    there.write_string(1, 0, cell(about(book)), look.about)
    for at, line in enumerate(_HOW, HEAD + 1):
        there.write_string(at, 0, line, look.plain)
    _printed(there, cell(about(book)))


def _printed(there: Worksheet, foot: str) -> None:
    """A4 across, as wide as the page; at the foot of what it is and which page."""
    there.set_paper(9)
    there.set_landscape()
    there.fit_to_pages(1, 0)
    shown = foot.replace("&", "&&")[:180]
    there.set_footer(f"&L&8{shown}&R&8第&P页，共&N页")
