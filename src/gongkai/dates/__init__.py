"""Dates: expressions of time in a text made even (numerals.py) → their kind, first and last day. Pure.

words.py  tables: words of time
find.py   the forms of dates, and what the words around one make of it
"""

from gongkai.dates.find import (
    NEXT_YEAR,
    OF_HEADING,
    OF_WORK,
    OPEN_TERM,
    FoundDate,
    PlanYear,
    between,
    corrected_year,
    find_dates,
    first_year,
    frequencies,
    plan_year,
    year_of,
)

__all__ = [
    "NEXT_YEAR",
    "OF_HEADING",
    "OF_WORK",
    "OPEN_TERM",
    "FoundDate",
    "PlanYear",
    "between",
    "corrected_year",
    "find_dates",
    "first_year",
    "frequencies",
    "plan_year",
    "year_of",
]
