"""完成时限 of a node: the days that a printed time means. Pure.

A recurring time (每年11月底) and 长期坚持 have no end; a period has both ends.
"""

from __future__ import annotations

import calendar
import re
import unicodedata

_STANDING = re.compile(r"长期|持续|常年|常态|全年|始终")
_RECURRING = re.compile(r"每[年季月周日半]|年度")
_YEARS = re.compile(r"(20\d\d)\s*(?:年)?\s*(?:[-—–~～至到]+)\s*(20\d\d)\s*年")
_SPAN = re.compile(
    r"(20\d\d)\s*年\s*(\d{1,2})\s*月\s*(?:(\d{1,2})\s*日)?\s*(?:[-—–~～至到]+)\s*(?:(20\d\d)\s*年)?\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*日)?"
)
_DAY = re.compile(r"(20\d\d)\s*(?:年|[-./])\s*(\d{1,2})\s*(?:月|[-./])\s*(\d{1,2})\s*日?")
_MONTH = re.compile(r"(20\d\d)\s*(?:年|[-./])\s*(\d{1,2})\s*月?")
_QUARTER = re.compile(r"(20\d\d)\s*年?\s*第?([一二三四1-4])季度")
_HALF = re.compile(r"(20\d\d)\s*年?\s*(上半年|下半年)")
_YEAR = re.compile(r"(20\d\d)\s*年?")
_ORDER = {"一": 1, "二": 2, "三": 3, "四": 4}


def days(printed: str) -> tuple[str | None, str | None, bool]:
    """(first day, last day, standing) of a printed time; a day that does not exist gives none."""
    text = unicodedata.normalize("NFKC", printed)
    if _STANDING.search(text) and not _YEAR.search(text):
        return None, None, True
    if _RECURRING.search(text):
        return None, None, False
    if match := _SPAN.search(text):
        year, month, day, to_year, to_month, to_day = match.groups()
        start = _first(int(year), int(month), int(day) if day else 1)
        end = _last(int(to_year or year), int(to_month), int(to_day) if to_day else None)
        return start, end, False
    if match := _YEARS.search(text):
        return f"{match[1]}-01-01", f"{match[2]}-12-31", False
    return None, _end(text), bool(_STANDING.search(text))


def _end(text: str) -> str | None:
    if match := _DAY.search(text):
        return _first(int(match[1]), int(match[2]), int(match[3]))
    if match := _QUARTER.search(text):
        quarter = _ORDER.get(match[2]) or int(match[2])
        return _last(int(match[1]), quarter * 3)
    if match := _HALF.search(text):
        return _last(int(match[1]), 6 if match[2] == "上半年" else 12)
    if match := _MONTH.search(text):
        return _last(int(match[1]), int(match[2]))
    if match := _YEAR.search(text):
        return f"{match[1]}-12-31"
    return None


def _first(year: int, month: int, day: int) -> str | None:
    if 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]:
        return f"{year:04}-{month:02}-{day:02}"
    return None


def _last(year: int, month: int, day: int | None = None) -> str | None:
    if not 1 <= month <= 12:
        return None
    return _first(year, month, day or calendar.monthrange(year, month)[1])
