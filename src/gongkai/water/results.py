"""Results: results.csv, read strictly. One row is one value of one indicator on one day.

In: bytes and the points. Out: results, and findings with line and column of the field. Pure. Nothing
is repaired: `0,5` (a comma for a point), `0.05L`, pH 71, an indicator under an unknown name or unit,
two different values for one point, day and indicator are refused, so that no verdict rests on a guess.
"""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from operator import itemgetter

from msgspec import Struct

from gongkai.day import is_day
from gongkai.sources import Finding, Unreadable
from gongkai.sources.decode import decode
from gongkai.water.amount import (
    EXACT,
    Amount,
    above,
    below,
    exactly,
    in_words,
    plain,
    undetected,
)
from gongkai.water.indicators import Indicator, registry
from gongkai.water.periods import quarter_of
from gongkai.water.points import DRINKING, Point, no_text

COLUMNS = ("point", "date", "indicator", "qualifier", "value", "unit")
# Columns that a laboratory's list carries beside them and that judge nothing.
DESCRIPTIVE = ("method", "laboratory", "note")
QUALIFIERS = ("", "<", ">", "ND", "text")
# The same columns and qualifiers as a Chinese list heads and writes them.
HEADINGS: Mapping[str, str] = {
    "点位": "point", "点位编号": "point", "采样日期": "date", "日期": "date",
    "指标": "indicator", "项目": "indicator", "限定符": "qualifier",
    "数值": "value", "检测值": "value", "单位": "unit",
    "方法": "method", "检测方法": "method", "检测单位": "laboratory", "备注": "note",
}  # fmt: skip
_QUALIFIER_WORDS: Mapping[str, str] = {"＜": "<", "＞": ">", "未检出": "ND", "文字": "text"}

_NUMBER = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,15})?(?:[eE][+-]?[0-9]{1,2})?")
# What a spreadsheet would run instead of showing it.
FORMULA = ("=", "+", "@", "＝", "＋", "＠")
_NEGATIVE = re.compile(r"-[0-9]{1,15}(?:\.[0-9]{1,15})?")
_SMALLEST, _LARGEST = Decimal("1e-15"), Decimal("1e15")
# GB 5749-2006 has been in force from this day; no earlier edition is in the package.
_FIRST_DRINKING_DAY = "2007-07-01"
_ABSENT = frozenset({"TC", "TTC", "ECOLI"})
IN_WORDS = frozenset({"ODOR", "VISIBLE"})  # indicators of which results are words
_NOTHING = ("无", "未见", "未检出", "none")
_SOMETHING = ("有", "可见", "微弱", "明显")
# What no water has, in canonical units: such a number is a slip of the pen (pH 71).
_POSSIBLE: Mapping[str, tuple[Decimal, Decimal]] = {
    "PH": (Decimal(0), Decimal(14)),
    "WT": (Decimal(0), Decimal(100)),
    "DO": (Decimal(0), Decimal(60)),
    "SD": (Decimal(0), Decimal(100)),
}
_MG_PER_LITRE = (Decimal(0), Decimal(1_000_000))
_MOST_FINDINGS = 200


class Result(Struct, frozen=True):
    """One reported value: `amount` in the indicator's canonical unit, the rest as reported."""

    point: str
    date: str
    code: str
    amount: Amount
    line: int
    qualifier: str = ""
    value: str = ""
    unit: str = ""
    method: str = ""
    laboratory: str = ""
    note: str = ""


def read_results(
    name: str, data: bytes, points: Sequence[Point], quarter: str | None = None
) -> tuple[tuple[Result, ...], tuple[Finding, ...]]:
    """The results of a file and what is wrong with it; rows with an error are left out.

    Of identical rows the first is kept; `-1` (not monitored) gives no result. A file that is one
    `quarter` (`2020-Q3`) holds no other day.
    """
    reader = _Reader(name, points, quarter)
    results = tuple(reader.results(data))
    if len(reader.findings) > _MOST_FINDINGS:
        rest = str(len(reader.findings) - _MOST_FINDINGS)
        more = Finding("water-more", name, args={"count": rest})
        return results, (*reader.findings[:_MOST_FINDINGS], more)
    return results, tuple(reader.findings)


class _Refused(Exception):
    """A field that cannot be taken: which, by which rule."""

    def __init__(self, column: str, rule: str, **args: str) -> None:
        super().__init__(rule)
        self.column, self.rule, self.args_of_rule = column, rule, args


class _Reader:
    """Reads one file; keeps what repeats (dates, names, units) so that each is looked at once."""

    def __init__(self, file: str, points: Sequence[Point], quarter: str | None) -> None:
        self.file = file
        self.quarter = quarter
        self.points = {point.id: point for point in points}
        self.findings: list[Finding] = []
        self.columns: dict[str, int] = {}
        self.width = 0
        self.required: Callable[[Sequence[str]], tuple[str, ...]] = tuple
        self.indicators: dict[str, Indicator | None] = {}
        self.factors: dict[tuple[str, str], Decimal | None] = {}
        self.dates: dict[str, bool] = {}
        self.seen: dict[tuple[str, str, str], tuple[Amount | None, int]] = {}

    def results(self, data: bytes) -> Iterator[Result]:
        try:
            text, _ = decode(data)
        except Unreadable as error:
            self.findings.append(no_text(self.file, error))
            return
        lines = text.split("\n") if "\r" not in text else _lines(text)
        rows = csv.reader(io.StringIO(text, newline=""), strict=True)
        start = 1
        while True:
            try:
                row = next(rows, None)
            except csv.Error as error:
                reason = {"reason": str(error)}
                self.findings.append(Finding("water-csv", self.file, rows.line_num, 1, reason))
                return
            if row is None:
                return
            line, start = start, rows.line_num + 1
            if not row or not any(row):
                continue
            if not self.columns:
                if not self._header(row, lines[line - 1], line):
                    return
                continue
            result = self._row(row, lines[line - 1 : start - 1], line)
            if result is not None:
                yield result

    def _header(self, row: Sequence[str], raw: str, line: int) -> bool:
        names = [HEADINGS.get(name.strip(), name.strip().lower()) for name in row]
        missing = [name for name in COLUMNS if name not in names]
        if missing:
            args = {"missing": "、".join(missing), "columns": ",".join(COLUMNS)}
            self.findings.append(Finding("water-columns", self.file, line, 1, args))
            return False
        for at, name in enumerate(names):
            twice = name in names[:at]
            if twice or (name not in COLUMNS and name not in DESCRIPTIVE):
                rule = "water-column-twice" if twice else "water-column-unknown"
                col = column_of(raw, at)
                self.findings.append(Finding(rule, self.file, line, col, {"column": row[at]}))
            if not twice:
                self.columns[name] = at
        self.width = len(names)
        self.required = itemgetter(*(self.columns[name] for name in COLUMNS))
        return True

    def _row(self, row: Sequence[str], raw: Sequence[str], line: int) -> Result | None:
        try:
            return self._result(row, line)
        except _Refused as refused:
            at = self.columns.get(refused.column, 0)
            col = column_of("\n".join(raw), at)
            found = Finding(refused.rule, self.file, line, col, refused.args_of_rule)
            self.findings.append(found)
            return None

    def _result(self, row: Sequence[str], line: int) -> Result | None:
        if len(row) != self.width:
            args = {"found": str(len(row)), "expected": str(self.width)}
            raise _Refused("point", "water-row-width", **args)
        point, day, printed, qualifier, value, unit = map(str.strip, self.required(row))
        qualifier = _QUALIFIER_WORDS.get(qualifier, qualifier)
        method, laboratory, note = (self._described(row, name) for name in DESCRIPTIVE)
        place = self.points.get(point)
        if place is None:
            raise _Refused("point", "water-point-unknown", point=point)
        self._check_date(day, place)
        indicator = self._indicator(printed)
        amount = self._amount(indicator, place, qualifier, value, unit)
        key = (point, day, indicator.code)
        before = self.seen.get(key)
        if before is not None:
            if not _same(before[0], amount):
                args = {"indicator": indicator.zh, "first": str(before[1])}
                raise _Refused("value", "water-conflict", **args)
            self.findings.append(
                Finding("water-repeated", self.file, line, 1, {"first": str(before[1])})
            )
            return None
        self.seen[key] = (amount, line)
        if amount is None:
            return None
        as_reported = (qualifier, value, unit, method, laboratory, note)
        return Result(point, day, indicator.code, amount, line, *as_reported)

    def _described(self, row: Sequence[str], column: str) -> str:
        at = self.columns.get(column)
        if at is None:
            return ""
        text = row[at].strip()
        if text.startswith(FORMULA):
            raise _Refused(column, "water-formula", value=text)
        return sys.intern(text)

    def _check_date(self, day: str, point: Point) -> None:
        if day not in self.dates:
            self.dates[day] = is_day(day)
        if not self.dates[day]:
            raise _Refused("date", "water-date", value=day)
        if self.quarter is not None and quarter_of(day) != self.quarter:
            raise _Refused("date", "water-date-quarter", value=day, quarter=self.quarter)
        if point.type in DRINKING and day < _FIRST_DRINKING_DAY:
            raise _Refused("date", "water-date-edition", value=day, first=_FIRST_DRINKING_DAY)

    def _indicator(self, printed: str) -> Indicator:
        if printed not in self.indicators:
            self.indicators[printed] = registry().find(printed)
        indicator = self.indicators[printed]
        if indicator is None:
            raise _Refused("indicator", "water-indicator-unknown", indicator=printed)
        return indicator

    def _factor(self, indicator: Indicator, unit: str) -> Decimal:
        key = (indicator.code, unit)
        if key not in self.factors:
            self.factors[key] = indicator.factor(unit)
        factor = self.factors[key]
        if factor is None:
            args = {"unit": unit, "indicator": indicator.zh, "known": indicator.units}
            raise _Refused("unit", "water-unit-unknown", **args)
        return factor

    def _amount(
        self, indicator: Indicator, point: Point, qualifier: str, value: str, unit: str
    ) -> Amount | None:
        """The amount of a row; None where the value is -1, not monitored."""
        if qualifier not in QUALIFIERS:
            raise _Refused("qualifier", "water-qualifier", value=qualifier)
        if value.startswith("-") and _NEGATIVE.fullmatch(value):
            if qualifier == "" and Decimal(value) == -1:
                return None
            raise _Refused("value", "water-negative", value=value)
        if qualifier == "text" or indicator.code in IN_WORDS:
            return _described(indicator, point, qualifier, value)
        if qualifier == "ND" and not value:
            if _nothing_allowed(indicator, point):
                return undetected()
            raise _Refused("value", "water-nd-limit", indicator=indicator.zh)
        return self._measured(indicator, qualifier, value, unit)

    def _measured(self, indicator: Indicator, qualifier: str, value: str, unit: str) -> Amount:
        factor = self._factor(indicator, unit)
        if not _NUMBER.fullmatch(value):
            raise _Refused("value", "water-number", value=value)
        reported = Decimal(value)
        number = EXACT.multiply(reported, factor)
        low, high = _POSSIBLE.get(
            indicator.code, _MG_PER_LITRE if indicator.unit == "mg/L" else (Decimal(0), _LARGEST)
        )
        if not low <= number <= high or (number and number < _SMALLEST):
            args = {
                "indicator": indicator.zh,
                "value": value,
                "low": plain(low),
                "high": plain(high),
            }
            raise _Refused("value", "water-impossible", **args)
        if qualifier == ">":
            return above(number)
        if qualifier:
            if not number:
                raise _Refused("value", "water-nd-limit", indicator=indicator.zh)
            return below(number, "<" if qualifier == "<" else "ND")
        as_reported = factor == 1 and "e" not in value.lower()
        return exactly(number, value if as_reported else None)


def _described(indicator: Indicator, point: Point, qualifier: str, value: str) -> Amount:
    """The amount of a value in words: 无 is nothing, 有异味 something; other words are refused."""
    if indicator.code in IN_WORDS:
        if qualifier not in ("text", "ND", "") or (not value and qualifier != "ND"):
            raise _Refused("value", "water-words", indicator=indicator.zh, value=value)
        if qualifier == "ND" or value.lower().startswith(_NOTHING):
            return in_words(value or "未检出", found=False)
        if value.startswith(_SOMETHING):
            return in_words(value, found=True)
        raise _Refused("value", "water-words", indicator=indicator.zh, value=value)
    if _nothing_allowed(indicator, point) and value in ("未检出", "不得检出"):
        return undetected()
    raise _Refused("value", "water-words-number", indicator=indicator.zh, value=value)


def _nothing_allowed(indicator: Indicator, point: Point) -> bool:
    """Whether a class or limit of this water is "not detected", so that a detection limit adds nothing."""
    if point.type in DRINKING:
        return indicator.code in _ABSENT
    return point.type == "source_ground" and indicator.code == "LAS"


def _same(one: Amount | None, other: Amount | None) -> bool:
    """Whether two rows say the same: 0.5 and 0.50 do, and 0.5 mg/L and 500 μg/L."""
    if one is None or other is None:
        return one is other
    return (one.low, one.high, one.qualifier) == (other.low, other.high, other.qualifier)


def _lines(text: str) -> list[str]:
    return re.split(r"\r\n|\r|\n", text)


def column_of(raw: str, index: int) -> int:
    """The 1-based column at which field `index` of a row begins, commas inside quotes not counted."""
    quoted = False
    for at, char in enumerate(raw):
        if index == 0:
            return at + 1
        if char == '"':
            quoted = not quoted
        elif char == "," and not quoted:
            index -= 1
    return len(raw) + 1
