"""Dates: expressions of time in a text made even (numerals.py) → their kind, first and last day. Pure.

words.py       tables: words of time
found.py       a date as found, the year of a plan
days.py        years, months and days as printed
forms.py       the forms of dates
settle.py      what the words around a date make of it
find.py        all dates of a text
plan_years.py  the years of a plan
"""

from gongkai.dates.days import corrected_year
from gongkai.dates.find import find_dates
from gongkai.dates.forms import frequencies
from gongkai.dates.found import (
    NEXT_YEAR,
    OF_HEADING,
    OF_WORK,
    OPEN_TERM,
    FoundDate,
    PlanYear,
    between,
)
from gongkai.dates.plan_years import first_year, plan_year, year_of

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
