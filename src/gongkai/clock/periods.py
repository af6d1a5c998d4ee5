"""Calendar periods of recurring duties: their names, days and due days. Pure.

A period is named 2020 (year), 2020-H1 (half-year), 2020-Q2 (quarter), 2020-06 (month) or 2020-S (season,
by the year in which it begins). Days are `datetime.date`, first and last inclusive.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from gongkai.model import Due

Recurring = Literal["year", "half-year", "quarter", "month", "season"]
RECURRING: tuple[Recurring, ...] = ("year", "half-year", "quarter", "month", "season")
_MONTHS: dict[str, int] = {"year": 12, "half-year": 6, "quarter": 3, "month": 1}
_NAME = re.compile(r"(\d{4})(?:-(?:H([12])|Q([1-4])|(0[1-9]|1[0-2])|(S)))?")


class Period(Struct, frozen=True):
    """A period with the day by which its duty is due; `printed`: that day stands in the plan."""

    name: str
    start: date
    end: date
    due: date
    printed: bool = False


def kind(name: str) -> Recurring | None:
    """What kind of period `name` names; `None` for no period."""
    found = _NAME.fullmatch(name)
    if not found or found[1] == "0000":
        return None
    for group, recurring in ((2, "half-year"), (3, "quarter"), (4, "month"), (5, "season")):
        if found[group]:
            return recurring  # type: ignore[return-value]
    return "year"


def days(name: str, season: tuple[str, str] | None = None) -> tuple[date, date]:
    """First and last day of the period `name`. ValueError for no name, and for a season without its days."""
    found = _NAME.fullmatch(name)
    if not found or found[1] == "0000":
        raise ValueError(name)
    year = int(found[1])
    if found[5]:
        if season is None:
            raise ValueError(name)
        return season_of(year, season)
    if found[2]:
        return _span(year, 6 * int(found[2]) - 5, 6)
    if found[3]:
        return _span(year, 3 * int(found[3]) - 2, 3)
    if found[4]:
        return _span(year, int(found[4]), 1)
    return _span(year, 1, 12)


def season_of(year: int, season: tuple[str, str]) -> tuple[date, date]:
    """The season (MM-DD to MM-DD) that begins in `year`; it may end in the next one."""
    first, last = _month_day(year, season[0]), _month_day(year, season[1])
    return first, last if last >= first else _month_day(year + 1, season[1])


@lru_cache(maxsize=1_000)  # thousands of duties share a few
def periods(
    frequency: Recurring,
    due: tuple[Due, ...],
    season: tuple[str, str] | None,
    start: date,
    until: date,
) -> tuple[Period, ...]:
    """The periods of a duty from `start`, in order, as long as they begin on or before `until`.

    A period counts from `start` on where it lies wholly after it, or where the plan prints the day and
    that day does. Its due day is the last printed one within it, else its last day.
    """
    found = []
    for year in range(start.year - 1, until.year + 1):
        for name, first, last in _of_year(frequency, season, year):
            on = _due(due, first, last)
            counts = on >= start if on else first >= start
            if counts and last >= start and first <= until:
                found.append(Period(name, first, last, on or last, on is not None))
    return tuple(found)


def _of_year(
    frequency: Recurring, season: tuple[str, str] | None, year: int
) -> Iterator[tuple[str, date, date]]:
    if frequency == "season":
        if season:
            yield f"{year}-S", *season_of(year, season)
        return
    months = _MONTHS[frequency]
    for at in range(12 // months):
        name = {
            "year": f"{year}",
            "half-year": f"{year}-H{at + 1}",
            "quarter": f"{year}-Q{at + 1}",
            "month": f"{year}-{at + 1:02d}",
        }[frequency]
        yield name, *_span(year, at * months + 1, months)


def _due(due: Sequence[Due], first: date, last: date) -> date | None:
    """The last printed due day within a period; a day that a month lacks is the month's last."""
    found = [
        on
        for year in range(first.year, last.year + 1)
        for one in due
        if first <= (on := _day(year, one.month, one.day)) <= last
    ]
    return max(found, default=None)


def _span(year: int, month: int, months: int) -> tuple[date, date]:
    last = month + months - 1
    return date(year, month, 1), _day(year, last, 31)


def _day(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))


def _month_day(year: int, month_day: str) -> date:
    month, day = month_day.split("-")
    return _day(year, int(month), int(day))


__all__ = ["RECURRING", "Period", "Recurring", "days", "kind", "periods", "season_of"]
