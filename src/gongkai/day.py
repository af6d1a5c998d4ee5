"""A day as records and commands write it: `2020-06-30`, and no other of the forms that ISO 8601 has. Pure."""

from __future__ import annotations

import re
from datetime import date

FORM = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def day_of(text: str) -> date | None:
    """The day that `text` names; `None` where it is not YYYY-MM-DD or not in the calendar."""
    if not FORM.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def is_day(text: str) -> bool:
    """Whether `text` is YYYY-MM-DD and in the calendar."""
    return day_of(text) is not None
