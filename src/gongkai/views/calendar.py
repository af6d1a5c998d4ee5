"""Calendar: what is due in which month, from the time in force to a year after the as-of day. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.clock.duties import duty_periods
from gongkai.views import words
from gongkai.views.index import Index
from gongkai.views.parts import Fact, Standing, duty_fact, standing, target_fact


@dataclass(frozen=True, slots=True)
class Entry:
    """Something due on a day; `standing` where the day's period has begun."""

    day: str
    date: str
    kind: str
    fact: Fact
    period: str
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class Month:
    """A month and what is due in it."""

    id: str
    title: str
    past: bool
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """Months in order; without an as-of day there are none."""

    as_of: str
    start: str
    basis: str
    illustrative: bool
    months: tuple[Month, ...]


def calendar(index: Index) -> CalendarPage:
    """The calendar of the plan."""
    in_force = index.plan.revision.in_force
    months: dict[str, list[Entry]] = {}
    for entry in sorted(entries(index), key=lambda entry: entry.date):
        months.setdefault(entry.date[:7], []).append(entry)
    today = (index.plan.as_of or "")[:7]
    return CalendarPage(
        words.day(index.plan.as_of),
        words.day(in_force.start),
        in_force.basis or "",
        in_force.illustrative,
        tuple(
            Month(month, words.period(month), month < today, tuple(found))
            for month, found in months.items()
        ),
    )


def entries(index: Index) -> Iterator[Entry]:
    """Everything with a day: targets and duties with a deadline, and the periods of recurring duties."""
    if index.plan.as_of is None:
        return
    today = date.fromisoformat(index.plan.as_of)
    until = date(today.year + 1, today.month, 1)
    for target in index.plan.targets:
        if target.deadline:
            yield _entry(target.deadline, "目标到期", target_fact(index, target, linked=True))
    for duty in index.plan.duties:
        fact = duty_fact(index, duty, linked=True)
        if duty.deadline:
            yield _entry(duty.deadline, fact.kind, fact)
        known = {state.period: state for state in index.states.get(duty.id, ())}
        for period in duty_periods(duty, index.plan.revision.in_force, until):
            state = known.get(period.name)
            yield Entry(
                words.day(period.due.isoformat()),
                period.due.isoformat(),
                fact.kind,
                fact,
                words.period(period.name),
                standing(state) if state else None,
            )


def _entry(day: str, kind: str, fact: Fact) -> Entry:
    return Entry(words.day(day), day, kind, fact, "", fact.now)
