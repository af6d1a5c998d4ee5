"""A sheet of results → rows of results.csv, each with the cells it came from. Pure.

A wide sheet has one column an indicator; a listed one has one value a row, as results.csv itself.

Nothing is guessed: a heading is an indicator under one of its names with its unit, or a column known to
say nothing of quality, or it is refused. `0.05L`, `<0.05`, 未检出 become `<` and ND; `/`, `—` and an
empty cell mean not monitored. What a row may hold is then judged as in any file of results.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from gongkai.day import is_day
from gongkai.sources import Finding
from gongkai.water.indicators import DIMENSIONLESS, Indicator, name_key, registry
from gongkai.water.points import Point
from gongkai.water.results import (
    COLUMNS,
    DESCRIPTIVE,
    FORMULA,
    HEADINGS,
    IN_WORDS,
    Result,
    column_of,
    read_results,
)
from gongkai.water.sheet import Row

POINT = frozenset({"点位", "点位名称", "点位编号", "监测点位", "监测点", "采样点", "采样点位", "采样地点", "断面", "断面名称", "水源地", "水源地名称", "水源名称", "point"})  # fmt: skip
DATE = frozenset({"采样日期", "采样时间", "监测日期", "监测时间", "日期", "date"})
WORDS: Mapping[str, str] = {"检测单位": "laboratory", "监测单位": "laboratory", "实验室": "laboratory", "检测方法": "method", "备注": "note"}  # fmt: skip
# Columns that follow from the results, or only number the rows.
IGNORED = frozenset({"序号", "样品编号", "点位类型", "水源类型", "水质类别", "评价结果", "结果评价", "是否达标", "达标情况", "是否合格", "超标项目", "超标指标", "超标倍数", "超标指标及超标倍数", "主要污染指标"})  # fmt: skip
_UNIT_ROW, _LIMIT_ROW = "单位", "检出限"
_OTHER_ROW = re.compile("限值|标准|方法|平均|均值|最大|最小|合计|总计")
_NOT_MONITORED = frozenset({"", "/", "-", "--", "—", "——", "-1", "未测", "未检测", "未监测"})
_NOT_FOUND = re.compile(r"(?:ND|N\.D\.|未检出)(?:[(（]?\s*<?([0-9.]+)L?\s*[)）]?)?", re.IGNORECASE)
_WITH_L = re.compile(r"<?([0-9.]+)\s*L", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?")
_BRACKETED = re.compile(r"(.+?)[（(\[【]([^（）()\[\]【】]*)[）)\]】]")
_PARTED = re.compile(r"(.+?)[\s,，:：]+(\S+)")
# Fields of one row, and for each the place of the cell that it came from.
Taken = tuple[tuple[str, ...], tuple[tuple[int, int], ...]]
_SEARCHED = 20  # rows above the heading: titles, the office's name
TIDY = (*COLUMNS, *DESCRIPTIVE)


class Matched(Struct, frozen=True):
    """A heading and what it was taken for; `unit` is "" for what has none."""

    heading: str
    indicator: str
    unit: str


class Wide(Struct, frozen=True):
    """What a sheet holds: rows as `TIDY` has them, their results, and what was matched and left out."""

    rows: tuple[tuple[str, ...], ...] = ()
    results: tuple[Result, ...] = ()
    places: tuple[tuple[int, int], ...] = ()
    matched: tuple[Matched, ...] = ()
    ignored: tuple[str, ...] = ()
    points: tuple[str, ...] = ()


def read_wide(
    name: str, rows: Sequence[Row], points: Sequence[Point]
) -> tuple[Wide, tuple[Finding, ...]]:
    """The results of a sheet and what is wrong with it. `Wide.results[n].line` is its row in `rows` + 2."""
    return _Reader(name, points).read(rows)


def read_listed(
    name: str, rows: Sequence[Row], points: Sequence[Point]
) -> tuple[Wide, tuple[Finding, ...]]:
    """The same of a sheet that has one value a row, as results.csv has, under its headings."""
    heading = [HEADINGS.get(cell, cell.lower()) for cell in rows[0].cells]
    at = {column: heading.index(column) for column in TIDY if column in heading}
    ids = {point.name: point.id for point in points if point.name}
    taken = []
    for row in rows[1:]:
        fields = [row.cell(at[column]) if column in at else "" for column in TIDY]
        fields[0], fields[1] = ids.get(fields[0], fields[0]), _day(fields[1])
        places = tuple(row.place(at.get(column, 0)) for column in TIDY)
        taken.append((tuple(fields), places))
    wide, found = read_taken(name, taken, points)
    left = tuple(cell for cell, column in zip(rows[0].cells, heading, strict=True) if cell and column not in at)  # fmt: skip
    return replace(wide, ignored=left), found


def is_listed(rows: Sequence[Row]) -> bool:
    """Whether the first row heads one value a row."""
    cells = rows[0].cells if rows else ()
    return set(COLUMNS) <= {HEADINGS.get(cell, cell.lower()) for cell in cells}


def read_taken(
    name: str, taken: Sequence[Taken], points: Sequence[Point]
) -> tuple[Wide, tuple[Finding, ...]]:
    """Rows as `TIDY` has them, judged as in any file of results; findings where the sheet has the cell."""
    rows = tuple(fields for fields, _ in taken)
    results, found = read_results(name, _csv(rows), points)
    value = TIDY.index("value")
    places = tuple(cells[value] for _, cells in taken)
    seen = tuple(dict.fromkeys(result.point for result in results))
    wide = Wide(rows, results, places, points=seen)
    return wide, tuple(_at_its_cell(finding, taken) for finding in found)


class _Reader:
    def __init__(self, file: str, points: Sequence[Point]) -> None:
        self.file = file
        self.points = points
        self.by_name = {one: point.id for point in points for one in (point.name, point.id) if one}
        self.findings: list[Finding] = []
        self.columns: dict[int, tuple[Indicator, str]] = {}
        self.roles: dict[str, int] = {}
        self.ignored: list[str] = []
        self.limits: dict[int, str] = {}

    def read(self, rows: Sequence[Row]) -> tuple[Wide, tuple[Finding, ...]]:
        at = next((at for at, row in enumerate(rows[:_SEARCHED]) if _is_heading(row)), None)
        if at is None:
            self.findings.append(Finding("water-wide-heading", self.file))
            return Wide(), tuple(self.findings)
        body = rows[at + 1 :]
        self._head(rows[at], next((row for row in body if self._first(row) == _UNIT_ROW), None))
        if self.findings:
            return Wide(), tuple(self.findings)
        taken = [(fields, (place,) * len(TIDY)) for fields, place in self._body(body)]
        wide, findings = read_taken(self.file, taken, self.points)
        matched = tuple(Matched(rows[at].cell(col), indicator.zh, unit) for col, (indicator, unit) in self.columns.items())  # fmt: skip
        wide = replace(wide, matched=matched, ignored=tuple(self.ignored))
        return wide, (*self.findings, *findings)

    def _head(self, row: Row, units: Row | None) -> None:
        for at, heading in enumerate(row.cells):
            plain = name_key(heading)
            role = "point" if plain in POINT else "date" if plain in DATE else WORDS.get(plain)
            if role is not None and role not in self.roles:
                self.roles[role] = at
            elif plain in IGNORED:
                self.ignored.append(heading)
            elif heading:
                self._indicator(row, at, heading, units.cell(at) if units else "")

    def _indicator(self, row: Row, at: int, heading: str, below: str) -> None:
        found, unit = _parts(heading)
        unit = unit or below
        if found is None or any(indicator is found for indicator, _ in self.columns.values()):
            rule = "water-wide-column" if found is None else "water-column-twice"
            self._find(rule, row.place(at), column=heading)
        elif found.factor(unit) is None and found.code not in IN_WORDS:
            args = {"unit": unit, "indicator": found.zh, "known": found.units}
            self._find("water-unit-unknown" if unit else "water-wide-unit", row.place(at), **args)
        else:
            self.columns[at] = (found, "" if unit in DIMENSIONLESS else unit)

    def _body(self, rows: Sequence[Row]) -> Iterator[tuple[tuple[str, ...], tuple[int, int]]]:
        for row in rows:
            first = self._first(row)
            if first == _LIMIT_ROW:
                self.limits = {at: row.cell(at) for at in self.columns}
            elif first == _UNIT_ROW:
                continue
            elif _OTHER_ROW.search(first) and first not in self.by_name:
                self.ignored.append(first)
            else:
                yield from self._row(row)

    def _row(self, row: Row) -> Iterator[tuple[tuple[str, ...], tuple[int, int]]]:
        printed = row.cell(self.roles["point"])
        point = self.by_name.get(printed)
        if point is None:
            self._find("water-point-unknown", row.place(self.roles["point"]), point=printed)
            return
        day = _day(row.cell(self.roles["date"]))
        if not is_day(day):
            self._find("water-date", row.place(self.roles["date"]), value=day)
            return
        for name in DESCRIPTIVE:
            if name in self.roles and row.cell(self.roles[name]).startswith(FORMULA):
                place = row.place(self.roles[name])
                self._find("water-formula", place, value=row.cell(self.roles[name]))
                return
        words = tuple(
            row.cell(self.roles[name]) if name in self.roles else "" for name in DESCRIPTIVE
        )
        for at, (indicator, unit) in self.columns.items():
            said = _value(row.cell(at), indicator, self.limits.get(at, ""))
            if said is not None:
                yield (point, day, indicator.zh, *said, unit, *words), row.place(at)

    def _first(self, row: Row) -> str:
        """What a row says of itself: the cell of its point, or the first that holds anything."""
        own = row.cell(self.roles["point"]) if "point" in self.roles else ""
        return own or next((cell for cell in row.cells if cell), "")

    def _find(self, rule: str, place: tuple[int, int], **args: str) -> None:
        self.findings.append(Finding(rule, self.file, *place, args))


def tidy_csv(rows: Sequence[Sequence[str]]) -> str:
    """Rows as lines of CSV, ended by LF, without a heading."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    return tidy_csv([TIDY, *rows]).encode()


def _is_heading(row: Row) -> bool:
    keys = {name_key(cell) for cell in row.cells}
    return bool(keys & POINT) and bool(keys & DATE)


def _parts(heading: str) -> tuple[Indicator | None, str]:
    """The indicator of a heading and its unit: 氨氮(mg/L), 氨氮 mg/L, pH."""
    text = " ".join(heading.split())
    whole = registry().find(text)
    if whole is not None:
        return whole, ""
    for form in (_BRACKETED, _PARTED):
        found = form.fullmatch(text)
        if found and (indicator := registry().find(found[1])):
            return indicator, found[2].strip()
    return None, ""


def _day(text: str) -> str:
    found = _DAY.fullmatch(text)
    return f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}" if found else text


def _value(cell: str, indicator: Indicator, limit: str) -> tuple[str, str] | None:
    """Qualifier and value of a cell; None where it was not monitored."""
    text = unicodedata.normalize("NFKC", cell).strip()
    if text in _NOT_MONITORED:
        return None
    if indicator.code in IN_WORDS:
        return "text", cell
    if found := _NOT_FOUND.fullmatch(text):
        return "ND", found[1] or unicodedata.normalize("NFKC", limit).strip("<L ")
    if found := _WITH_L.fullmatch(text):
        return "<", found[1]
    if text[0] in "<>":
        return text[0], text[1:].strip()
    return "", text


def _at_its_cell(finding: Finding, taken: Sequence[Taken]) -> Finding:
    """A finding of the tidy rows, where the sheet has it."""
    if finding.line < 2:
        return finding
    fields, cells = taken[finding.line - 2]
    raw = tidy_csv([fields])
    field = next((at for at in range(len(TIDY)) if column_of(raw, at) == finding.col), 0)
    line, col = cells[field]
    args = dict(finding.args)
    if "first" in args:
        args["first"] = str(taken[int(args["first"]) - 2][1][0][0])
    return replace(finding, line=line, col=col, args=args)
