"""What the words around a date make of it: baseline, past, a day of every year, a day of the plan's year. Pure.

`6月底、12月底前` comes every year because two months stand side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from gongkai.dates.days import iso
from gongkai.dates.forms import BEFORE
from gongkai.dates.found import (
    NEXT_YEAR,
    OF_HEADING,
    OF_OPENING,
    OF_SENTENCE,
    OF_TITLE,
    OF_WORK,
    FoundDate,
    PlanYear,
)
from gongkai.dates.words import (
    BASELINE_AFTER,
    BASELINE_ALONE,
    BASELINE_BEFORE,
    PAST_AFTER,
    REPORTING,
)

# 做好2026年…工作: of which year the work is.
_OF_WORK = re.compile(r"(?:[做抓]好|推进|部署|开展)$")
_ITS_SUBJECT = re.compile(
    r"度?(?![底末前内初])[^，。；、\d]{2,30}(?:工作|整治|行动)(?=[，。]|$|提出|制定|通知|作出|安排)"
)
_OTHER_YEAR = re.compile(r"(?:[次明去翌上来前]|第二)年的?$")
_BEGINS = re.compile(r"份?(?:以来|以后|之后|后|开?始|起(?![草来]))")
_OF_THIS_YEAR = re.compile(r"全年|(?:今|本)?年度?年?[底末内]|(?:今年|本年)?[上下]半年")
_SPRING = 6  # the last month that a winter's second year may have
_TIMES_THAT = re.compile(r"的\d+(?:\.\d+)?倍")  # 为2025年的1.6倍
_ENDS_BEFORE = re.compile(rf"{BEFORE}$")
_OF_THAT_TIME = re.compile(r"[一-龥]{2,3}?的")
_STOP = re.compile(r"[。！？\n]")
_PART = re.compile(r"[，,；。！？\n]")


def settle(text: str, dates: list[FoundDate], of_plan: PlanYear | None) -> Iterator[FoundDate]:
    """`dates`, all those of `text`, as what stands around each makes them; `of_plan` is the year of the whole plan."""
    year: int | None = None  # of the last deadline or period in this sentence
    sentence_end = -1
    for index, date in enumerate(dates):
        if date.start > sentence_end:
            year, sentence_end = None, _sentence_end(text, date.start)
        if date.rule in ("date-month", NEXT_YEAR):
            date = _settle_month(text, dates, index, year)
        elif date.kind in ("deadline", "period"):
            date = _settle_year(text, date)
        if date.year and date.kind in ("deadline", "period"):
            year = date.year
        # 12月底前报送总结 comes every year, but in the plan for one.
        once = (
            date.rule == "date-month-report"
            and of_plan
            and of_plan.basis in (OF_TITLE, OF_OPENING, OF_HEADING)
        )
        if of_plan and (date.kind == "relative" or once):
            date = _in_year(text, date, of_plan, year)
        elif date.rule == "date-relative" and year:  # 2026年6月底前…，年底前…
            date = _in_year(text, date, PlanYear(year, OF_SENTENCE), year)
        yield date


def _in_year(text: str, date: FoundDate, of_plan: PlanYear, of_sentence: int | None) -> FoundDate:
    """A day that names no year, in a plan for one year alone: likely meant, never printed.

    Where the sentence has come to a later year (2026年6月建成，年底前投用), that is meant.
    """
    printed = text[date.start : date.end]
    if _OTHER_YEAR.search(text, max(0, date.start - 4), date.start):
        return date
    if _BEGINS.match(text, date.end):
        return date  # 自6月1日起施行 begins then
    if date.rule in ("date-month", "date-month-report") and date.due:
        month, day = date.due[0]
    elif date.rule == "date-relative" and _OF_THIS_YEAR.match(printed) and not of_plan.winter:
        month, day = (6, 30) if "上半年" in printed else (12, 31)
    else:
        return date
    meant_in = of_plan
    if of_sentence and of_sentence > of_plan.year:
        meant_in = PlanYear(of_sentence, OF_SENTENCE)
    year, note = meant_in.year, meant_in.note
    if meant_in.winter and month <= _SPRING:
        year += 1
    meant = replace(
        date, kind="deadline", rule="date-year-of-title", last=iso(year, month, day), due=(),
        year=year, confidence="possible", note=note,
    )  # fmt: skip
    if (meant.last or "") < of_plan.since:
        return date
    # 6月20日印发的通知 is past, whatever the year.
    return meant if _settle_year(text, meant).kind == "deadline" else date


def _settle_year(text: str, date: FoundDate) -> FoundDate:
    before, after = text[max(0, date.start - 3) : date.start], text[date.end : date.end + 6]
    compared = before.endswith(BASELINE_ALONE) and not before.endswith("占比")
    if compared or (before.endswith(BASELINE_BEFORE) and after.startswith(BASELINE_AFTER)):
        return replace(date, kind="baseline", rule="date-baseline", first=None, last=None)
    if after.startswith(("基础上", "水平", "为基数", "为基准")):
        return replace(date, kind="baseline", rule="date-baseline", first=None, last=None)
    if (before.endswith(("由", "从")) and after.startswith("的")) or _TIMES_THAT.match(
        text, date.end
    ):
        return replace(date, kind="baseline", rule="date-baseline", first=None, last=None)
    if date.kind == "deadline" and _OF_WORK.search(before) and _ITS_SUBJECT.match(text, date.end):
        return replace(date, kind="period", rule=OF_WORK, first=f"{date.year}-01-01")
    if date.kind == "deadline" and after.startswith(PAST_AFTER) and not _ahead(text, date):
        return replace(date, kind="period", rule="date-past", confidence="likely")
    return date


def _ahead(text: str, date: FoundDate) -> bool:
    """Whether something is still to be issued by then: 6月1日前印发, but not 2020年底前印发的."""
    ends = _ENDS_BEFORE.search(text, max(0, date.end - 2), date.end)
    return bool(ends) and not _OF_THAT_TIME.match(text, date.end)


def _settle_month(text: str, dates: list[FoundDate], index: int, year: int | None) -> FoundDate:
    date = dates[index]
    if date.rule == NEXT_YEAR:
        return _settle_next(text, dates, index, year)
    neighbours = [dates[at] for at in (index - 1, index + 1) if 0 <= at < len(dates)]
    listed = any(
        other.due and _between(text, date, other) in ("、", "和", "及", "与", "，")
        for other in neighbours
    )
    if year and date.due and not _follows_every(text, dates, index):
        month, day = date.due[0]
        return replace(
            date, kind="deadline", rule="date-month-of-year", last=iso(year, month, day), due=(), year=year
        )  # fmt: skip
    if _follows_every(text, dates, index):
        return replace(
            date, kind="recurring", rule="date-every-year", frequency="year", confidence="certain"
        )
    # 12月底前，要报送…: of its own clause; 12月底前完成移交，结果报送… is due once.
    after = _PART.split(text[date.end : date.end + 24].lstrip("，,"), maxsplit=1)[0]
    if listed or any(word in after for word in REPORTING):
        return replace(
            date,
            kind="recurring",
            rule="date-month-listed" if listed else "date-month-report",
            frequency="year",
        )
    return date


def _settle_next(text: str, dates: list[FoundDate], index: int, year: int | None) -> FoundDate:
    """次年1月: of every year behind 每半年, of the year after behind 2025年; else nobody can tell."""
    date = dates[index]
    if any(
        _follows_every(text, dates, index, often)
        for often in ("year", "half-year", "quarter", "month")
    ):
        return replace(date, kind="recurring", frequency="year")
    if not year or not date.due:
        return date
    last = iso(year + 1, *date.due[0])
    return replace(date, kind="deadline", last=last, due=(), year=year + 1)


def _follows_every(text: str, dates: list[FoundDate], index: int, often: str = "year") -> bool:
    """Whether 每年 stands before in the same sentence: 每年6月底、12月底前, 每年由县政府于3月底前."""
    for at in range(index - 1, max(-1, index - 5), -1):
        other = dates[at]
        if other.end < dates[index].start - 40 or "。" in text[other.end : dates[index].start]:
            return False
        if other.frequency == often and other.rule.startswith("date-every"):
            return True
    return False


def _between(text: str, one: FoundDate, other: FoundDate) -> str:
    low, high = sorted((one, other), key=lambda date: date.start)
    return text[low.end : high.start] if high.start - low.end < 3 else "…"


def _sentence_end(text: str, start: int) -> int:
    stop = _STOP.search(text, start)
    return stop.start() if stop else len(text)
