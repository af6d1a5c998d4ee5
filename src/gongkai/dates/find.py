"""Expressions of time: where they stand, of which kind, and the first and last day they mean.

In: text made even (numerals.py). Out: `FoundDate`s in text order, none over another. Pure.
"""

from __future__ import annotations

import re

from gongkai.dates.forms import FORMS
from gongkai.dates.found import FoundDate, PlanYear
from gongkai.dates.settle import settle

_ALL_YEAR = re.compile(
    r"(?<![近年度])全年(?=[一-龥])(?!的?(?:工作|任务)?(?:总结|小结|报告))"
)  # 2024年全年 is that year


def find_dates(text: str, year: PlanYear | None = None) -> tuple[FoundDate, ...]:
    """All expressions of time in `text`, in order; where two overlap, the earlier and longer one.

    `year` is that of the whole plan (`plan_year`): 6月底前 and 年底前 are understood in it.
    """
    found = [date for form in FORMS for date in form(text)]
    if year:  # 全年 says in which year only where the plan is for one
        found += [
            FoundDate(*match.span(), "relative", "date-relative", confidence="likely")
            for match in _ALL_YEAR.finditer(text)
        ]
    found.sort(key=lambda date: (date.start, -date.end))
    kept: list[FoundDate] = []
    for date in found:
        if not kept or date.start >= kept[-1].end:
            kept.append(date)
    return tuple(settle(text, kept, year))
