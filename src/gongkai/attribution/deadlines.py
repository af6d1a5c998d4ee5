"""完成时限 of a node: the days that a printed time means. Pure.

A recurring time (每年11月底) and 长期坚持 have no end; a period has both ends; of several times the last
is the limit. A single year or 年度 has an end alone, and so has 全年 in a plan for one year.
"""

from __future__ import annotations

import re
from calendar import monthrange

from gongkai.dates import PlanYear, find_dates
from gongkai.numerals import even

_STANDING = re.compile(r"长期|持续|常年|常态|始终|随时|即时|立行立改|即[知查]即改")
# The whole of the plan's year; where that is not told, it comes to the same as always.
_ALL_YEAR = re.compile(r"(?<!年)全年")
# A cell or label may print a bare year or month, which in running text would be no date: 2025, 2025.6.
_BARE = re.compile(r"\s*(20\d\d)(?:\s*[-./]\s*(\d{1,2}))?\s*月?(底|末)?(前)?\s*")
_BARE_MONTH = re.compile(
    r"\s*(?:\d{1,2}月[份底末]?前?\s*[、，和及]\s*)*(?P<last>\d{1,2}月[份底末]?)前?\s*"
)
_SEASON = re.compile(r"\s*\d{1,2}月[^每、，；]{1,20}月[^每、，；]{0,6}\s*")
_GAP = re.compile(r"(?<=[\d年月第季半])[ \u3000]+(?=[\d年月日季底末前—–~至-])")


def days(printed: str, year: PlanYear | None = None) -> tuple[str | None, str | None, bool]:
    """(first day, last day, standing) of a printed time; a day that does not exist gives none.

    `year` is that of the whole plan.
    """
    text = _GAP.sub("", even(printed))
    if bare := _BARE.fullmatch(text):
        text = f"{bare[1]}年{bare[2]}月" if bare[2] else f"{bare[1]}年"
    if year and (months := _BARE_MONTH.fullmatch(text)):
        text = f"{year.year}年{months['last']}"
    if year and _SEASON.fullmatch(text) and (days_of := _season(text)):
        begins, ends = days_of
        return _day(year.year, begins), _day(year.year + (ends < begins), ends), False
    if year and not year.winter:
        text = _ALL_YEAR.sub(f"{year.year}年全年", text)
    standing = bool(_STANDING.search(text) or _ALL_YEAR.search(text))
    dates = find_dates(text, year)
    if any(date.kind == "recurring" for date in dates):
        return None, None, standing
    limits = [date for date in dates if date.kind in ("deadline", "period")]
    if not limits:
        return None, None, standing
    last = max(limits, key=lambda date: date.last or "")
    first = last.first if last.kind == "period" and last.rule != "date-whole-year" else None
    return first, last.last, standing


def _day(year: int, printed: str) -> str:
    """A day of every year (MM-DD) in one; that of a leap year is the last of its month."""
    month, day = map(int, printed.split("-"))
    return f"{year}-{month:02}-{min(day, monthrange(year, month)[1]):02}"


def _season(text: str) -> tuple[str, str] | None:
    """First and last day of 3月1日至3月10日, without a year."""
    return next((date.season for date in find_dates(text) if date.season), None)
