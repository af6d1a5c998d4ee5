"""A workbook's sheets → .xlsx. Pure; the same sheets give the same bytes.

Every cell is text: nothing that stands in a plan can become a formula. A hidden sheet holds what the cells to
fill in held at the start, by which the return is read.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from itertools import compress, groupby

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from gongkai.outputs.harmless import printable
from gongkai.outputs.workbook.sheets import FORMAT, Book, Column, Sheet
from gongkai.outputs.workbook.texts import Ends, Texts, Workbook
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
    made = Workbook(
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
    look, ends = _Look(made), Ends(made.str_table, cell)
    for sheet in book.sheets:
        _sheet(Texts.added(made, sheet.name, ends), look, book, sheet)
    _how(Texts.added(made, "说明", ends), look, book)
    meta = Texts.added(made, META, Ends(made.str_table, str))  # blanks at a piece's ends are kept
    meta.very_hidden()
    for width, rows in groupby(meta_rows(book), len):
        meta.put(rows, [look.bare] * width)
    made.close()
    return out.getvalue()


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

    def __init__(self, made: Workbook) -> None:
        wrap = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#BFBFBF"}
        self.title: Format = made.add_format({"bold": True, "font_size": 14})
        self.bare: Format = made.add_format()
        self.plain: Format = made.add_format({"text_wrap": True, "valign": "top"})
        self.about: Format = made.add_format({"font_color": "#595959"})
        self.head: Format = made.add_format({**wrap, "bold": True, "bg_color": "#D9E2F3"})
        self.fixed: Format = made.add_format(wrap)
        self.link: Format = made.add_format({**wrap, "font_color": "#0B5394", "underline": 1})
        self.edit: Format = made.add_format({**wrap, "bg_color": "#FFF8E1", "num_format": "@"})


def _sheet(there: Texts, look: _Look, book: Book, sheet: Sheet) -> None:
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


def _how(there: Texts, look: _Look, book: Book) -> None:
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
