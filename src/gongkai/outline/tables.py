"""Task tables: rows of 序号, 重点任务, 牵头单位, 责任单位, 完成时限. Pure.

In: lines whose cells are parted by tabs or bars. Out: a row's task, its text, and the cells that name
bodies or a time. A table is one where the first row names a column of bodies.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from gongkai.sources.span import Stretch

Column = Literal["number", "task", "text", "lead", "support", "responsible", "deadline"]

COLUMNS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    ("number", re.compile(r"序号|编号|No\.?")),
    ("deadline", re.compile(r"时限|时间|期限|进度")),
    ("lead", re.compile(r"牵头|主办|主责")),
    ("support", re.compile(r"配合|参与|参加|协办|协同")),
    ("responsible", re.compile(r"责任(?:单位|部门|主体)|落实单位|承办单位|实施单位|负责单位")),
    ("task", re.compile(r"任务|事项|项目|工作|内容|措施|目标")),
)
_RULE = re.compile(r"[\s|:：\-—+=]+")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that answers who or when; `label` is its column's head as printed."""

    column: Column
    label: str
    stretch: Stretch


@dataclass(frozen=True, slots=True)
class Row:
    """A row: `line` 1-based."""

    line: int
    label: str
    task: Stretch | None
    text: tuple[Stretch, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: `head` is its head's line, `first` the first row's, `end` the line after it; 0-based."""

    head: int
    first: int
    end: int
    rows: tuple[Row, ...]


def table_at(lines: Sequence[Stretch], at: int, end: int) -> Table | None:
    """The task table whose head is at line `at`, if one is there."""
    heads = _cells(lines[at])
    if len(heads) < 2:
        return None
    columns = _columns([cell.text for cell in heads])
    if not {"lead", "responsible", "support"} & set(columns) or "task" not in columns:
        return None
    rows: list[Row] = []
    after = at + 1
    first = after
    while after < end:
        cells = _cells(lines[after])
        if _RULE.fullmatch(lines[after].text) and not rows:
            first = after + 1
        elif len(cells) < 2 and lines[after].text.strip():
            break
        elif len(cells) >= 2:
            rows.append(_row(cells, columns, [head.text for head in heads]))
        elif not lines[after].text.strip() and not any(
            len(_cells(line)) >= 2 for line in lines[after + 1 : min(end, after + 2)]
        ):
            break
        after += 1
    return Table(at, first, after, tuple(rows)) if rows else None


def _cells(line: Stretch) -> list[Stretch]:
    sign = "\t" if "\t" in line.text.strip("\n") else "|"
    if sign not in line.text:
        return []
    text = line.text
    start, end = 0, len(text)
    if sign == "|":
        bare = line.strip()
        start = len(text) - len(text.lstrip()) + bare.text.startswith("|")
        end = len(text.rstrip()) - bare.text.endswith("|")
    cells: list[Stretch] = []
    at = start
    while at <= end:
        stop = text.find(sign, at, end)
        stop = end if stop < 0 else stop
        cells.append(line.cut(at, stop).strip())
        at = stop + 1
    return cells


def _columns(heads: Sequence[str]) -> list[Column]:
    columns: list[Column] = []
    for head in heads:
        plain = re.sub(r"\s", "", head)
        found: Column = next(
            (column for column, pattern in COLUMNS if pattern.search(plain)), "text"
        )
        columns.append("text" if found == "task" and "task" in columns else found)
    return columns


def _row(cells: Sequence[Stretch], columns: Sequence[Column], heads: Sequence[str]) -> Row:
    label, task = "", None
    text: list[Stretch] = []
    answers: list[Cell] = []
    for cell, column, head in zip(cells, columns, heads, strict=False):
        if column == "number":
            label = cell.text
        elif column == "task":
            task = cell if cell.text else None
        elif column == "text":
            text.append(cell)
        elif cell.text:
            answers.append(Cell(column, head, cell))
    return Row(cells[0].line, label, task, tuple(text), tuple(answers))
