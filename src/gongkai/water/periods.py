"""Quarters, written `2020-Q3`: of a day, their ends, one after another. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

_QUARTER = re.compile(r"[0-9]{4}-Q[1-4]")


def is_quarter(text: str) -> bool:
    """Whether `text` is a quarter."""
    return _QUARTER.fullmatch(text) is not None


def quarter_of(day: str) -> str:
    """The quarter of a day or a month: `2024-Q1` for `2024-03-05` and `2024-03`."""
    return f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}"


def next_quarter(quarter: str) -> str:
    """The quarter after this one."""
    year, number = int(quarter[:4]), int(quarter[-1])
    return f"{year + 1:04d}-Q1" if number == 4 else f"{year:04d}-Q{number + 1}"


def first_day(quarter: str) -> str:
    """The first day of a quarter."""
    return f"{quarter[:4]}-{3 * int(quarter[-1]) - 2:02d}-01"


def last_day(quarter: str) -> str:
    """The last day of a quarter."""
    after = date.fromisoformat(first_day(next_quarter(quarter)))
    return (after - timedelta(days=1)).isoformat()


def quarters(first: str, last: str) -> Iterator[str]:
    """From the first quarter to the last, both included."""
    while first <= last:
        yield first
        first = next_quarter(first)
