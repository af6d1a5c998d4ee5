"""Years, months and days as printed → numbers, and the first and last day that they mean. Pure."""

from __future__ import annotations

import calendar
import re

from gongkai.dates.words import FIRST_YEAR_OF_13TH, QUARTERS, TEN_DAYS
from gongkai.numerals import DIGITS, integer


def integer_of(printed: str | None) -> int | None:
    """A whole number in digits or Chinese numerals."""
    if not printed:
        return None
    return int(printed) if printed.isascii() and printed.isdigit() else integer(printed)


def corrected_year(printed: str) -> str | None:
    """A year of four digits that `printed`, five digits, becomes when one of two equal neighbours goes."""
    for at in range(len(printed) - 1):
        if printed[at] == printed[at + 1]:
            year = printed[:at] + printed[at + 1 :]
            if year[:2] in ("19", "20"):
                return year
    return None


def year_in(printed: str) -> int | None:
    """A year as printed (2026, 二〇二六, 22026), of this century or the last."""
    if len(printed) == 5:
        printed = corrected_year(printed) or ""
    digits = "".join(char if char.isascii() else str(DIGITS.get(char, "x")) for char in printed)
    return int(digits) if digits.isdigit() and digits[:2] in ("19", "20") else None


def month_day(
    month: str, day: str | None, part: str | None, *, first: bool
) -> tuple[int, int] | None:
    """First or last (month, day) of what is printed; a month alone runs from its 1st to its last."""
    number = integer_of(month)
    if not number or not 1 <= number <= 12:
        return None
    length = calendar.monthrange(2020, number)[1]  # a leap year: 2月 may have a 29th
    if day:
        printed = integer_of(day)
        return (number, printed) if printed and printed <= length else None
    if part in TEN_DAYS:
        return number, min(TEN_DAYS[part][0 if first else 1], length)
    if part in ("底", "末"):
        return number, length if first or number != 2 else 29
    if first or part == "初":
        return number, 1
    return number, length


def bounds(year: int, match: re.Match[str]) -> tuple[str | None, str | None, bool]:
    """First and last day of a date that begins with its year; whether such a day cannot exist."""
    if match["m"]:
        first = month_day(match["m"], match["d"], match["e"], first=True)
        last = month_day(match["m"], match["d"], match["e"], first=False)
        month, day = integer_of(match["m"]), integer_of(match["d"])
        if first is None or last is None or (month and day and not exists(year, month, day)):
            return None, None, True
        return iso(year, *first), iso(year, *last), False
    months = (1, 12)
    if match["half"]:
        months = (1, 6) if match["half"] == "上" else (7, 12)
    elif match["q"]:
        quarter = QUARTERS[match["q"]]
        months = (3 * quarter - 2, 3 * quarter)
    elif match["yend"] == "中":
        months = (1, 6)
    return iso(year, months[0], 1), iso(year, months[1], 31), False


def exists(year: int, month: int, day: int) -> bool:
    """Whether there is such a day."""
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def iso(year: int, month: int, day: int) -> str:
    """The day as `YYYY-MM-DD`; day 31 is the last of any month."""
    return f"{year:04}-{month:02}-{min(day, calendar.monthrange(year, month)[1]):02}"


def first_of_five(nth: str) -> int:
    """The first year of a five-year plan: 2026 of 十五五."""
    return FIRST_YEAR_OF_13TH + 5 * ((integer(nth[1]) or 0) - 3)
