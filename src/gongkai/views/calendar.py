"""Calendar: what is due in which month, from the time in force to a year after the as-of day. Pure.

A calendar of up to `ROWS` entries is one page. A longer one has a page for each month, or several for a month that
is itself too long, and a first page with all months and what is due next.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain

from msgspec import Struct

from gongkai import addresses
from gongkai.clock.duties import duty_periods
from gongkai.views import words
from gongkai.views.cut import ROWS
from gongkai.views.index import Index
from gongkai.views.parts import Fact, Standing, deadlines, duty_fact, standing, target_fact

NO_STATE, NOT_BEGUN = "不设状态", "尚未开始"


class Entry(Struct, frozen=True):
    """Something due on a day; `standing` where it has a state, and else `word` says why it has none."""

    day: str
    date: str
    kind: str
    fact: Fact
    period: str
    standing: Standing | None
    word: str


class Month(Struct, frozen=True):
    """A month and what is due in it."""

    id: str
    title: str
    past: bool
    entries: tuple[Entry, ...]


class CalendarPage(Struct, frozen=True):
    """Months in order; without an as-of day there are none."""

    as_of: str
    today: str  # the month of the as-of day, 2020-10, or ""
    start: str
    basis: str
    illustrative: bool
    months: tuple[Month, ...]


class MonthPage(Struct, frozen=True):
    """What is due in a month, or a part of it, on a page of its own."""

    title: str
    address: str
    past: bool
    as_of: str
    entries: tuple[Entry, ...]


class CalendarFront(Struct, frozen=True):
    """The first page of a calendar that is cut. `next` holds the first of so many entries to come as `next_all` says."""

    whole: CalendarPage
    next: tuple[Entry, ...]
    next_all: int


def month_pages(page: CalendarPage, most: int = ROWS) -> tuple[MonthPage, ...]:
    """The pages under the first one of a calendar of more than `most` entries; of a shorter one none."""
    if sum(len(month.entries) for month in page.months) <= most:
        return ()
    return tuple(
        MonthPage(
            month.title + (f"（第{number}页）" if len(month.entries) > most else ""),
            addresses.calendar(month.id, number),
            month.past,
            page.as_of,
            month.entries[start : start + most],
        )
        for month in page.months
        for number, start in enumerate(range(0, len(month.entries), most), 1)
    )


def calendar_front(page: CalendarPage, day: str, most: int = ROWS) -> CalendarFront:
    """The first page of a calendar that is cut, as of `day`."""
    entries = chain.from_iterable(month.entries for month in page.months)
    coming = [entry for entry in entries if entry.date >= day]
    return CalendarFront(page, tuple(coming[: most // 2]), len(coming))


def calendar(index: Index) -> CalendarPage:
    """The calendar of the plan."""
    in_force = index.plan.revision.in_force
    months: dict[str, list[Entry]] = {}
    for entry in sorted(entries(index), key=lambda entry: entry.date):
        months.setdefault(entry.date[:7], []).append(entry)
    today = (index.plan.as_of or "")[:7]
    return CalendarPage(
        words.day(index.plan.as_of),
        today,
        words.day(in_force.start),
        in_force.basis or "",
        in_force.illustrative,
        tuple(
            Month(month, words.period(month), month < today, tuple(found))
            for month, found in months.items()
        ),
    )


def entries(index: Index) -> Iterator[Entry]:
    """Everything with a day: targets, duties and measures with a deadline, and the periods of recurring duties."""
    if index.plan.as_of is None:
        return
    today = date.fromisoformat(index.plan.as_of)
    until = date(today.year + 1, today.month, 1)
    for target in index.plan.targets:
        if target.deadline:
            fact = target_fact(index, target)
            yield _entry(target.deadline, "目标到期", fact, "", fact.now, today)
    for _, day, fact in deadlines(index):
        yield _entry(day, fact.kind, fact, "", fact.now, today)
    for duty in index.plan.duties:
        fact = duty_fact(index, duty)
        if duty.deadline:
            yield _entry(duty.deadline, fact.kind, fact, "", fact.now, today)
        known = {state.period: state for state in index.states.get(duty.id, ())}
        for period in duty_periods(duty, index.plan.revision.in_force, until):
            state = known.get(period.name)
            due, name = period.due.isoformat(), words.period(period.name)
            now = standing(state) if state else None
            yield _entry(due, fact.kind, fact, name, now, today)


def _entry(
    due: str, kind: str, fact: Fact, period: str, now: Standing | None, today: date
) -> Entry:
    word = now.word if now else NO_STATE if due <= today.isoformat() else NOT_BEGUN
    return Entry(words.day(due), due, kind, fact, period, now, word)
