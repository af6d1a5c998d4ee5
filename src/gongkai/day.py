"""A day as records and commands write it: `2020-06-30`, and no other of the forms that ISO 8601 has. Pure.

`DAY`, and `MONTH_DAY` for a day of every year, are the patterns by which files and schemas know one.
"""

from __future__ import annotations

import re
from datetime import date

MONTH_DAY = "(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
DAY = f"[0-9]{{4}}-{MONTH_DAY}"
_DAY = re.compile(DAY)


def day_of(text: str) -> date | None:
    """The day that `text` names; `None` where it is not YYYY-MM-DD or not in the calendar."""
    if not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def is_day(text: str) -> bool:
    """Whether `text` is YYYY-MM-DD and in the calendar."""
    return day_of(text) is not None
