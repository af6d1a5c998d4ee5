"""Due days → the events that tell them. Pure.

A subscriber keeps a calendar for years, so nothing in it may change from build to build: an event's UID is
made of a permanent id, its period and the configured authority.

A duty that recurs without a recorded end is one event with a rule (more where its due days cannot be said
in one); with an end each of its periods is an event. A seasonal ban is not due: its first and its last day
are told.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

from msgspec import Struct

from gongkai.clock.duties import duty_periods
from gongkai.clock.periods import RECURRING, periods
from gongkai.model import Due, Duty, Frequency, InForce
from gongkai.views import Settings, Views, words
from gongkai.views.parts import Fact, deadlines, duty_fact, target_fact

_LEAP = 2024  # a year that has every day there is
_LAST = -1  # the last day of a month, as recurrence rules have it


class Occasion(Struct, frozen=True):
    """A day in a calendar. `part` tells the occasions of one record apart and never changes.

    With `months` it recurs every year in these months on `month_day`, from `day` on.
    """

    day: date
    part: str = ""
    period: str = ""
    says: str = ""
    months: tuple[int, ...] = ()
    month_day: int = 0


class Event(Struct, frozen=True):
    """An event as it is to be written. It lasts the whole day; with `months` it recurs as its `Occasion` does."""

    uid: str
    kind: str
    summary: str
    description: str
    url: str
    day: date
    months: tuple[int, ...]
    month_day: int


def events(views: Views) -> Iterator[tuple[str, tuple[Event, ...]]]:
    """The events of each record that has any."""
    index = views.index
    for target in index.plan.targets:
        if target.deadline:
            on = Occasion(date.fromisoformat(target.deadline))
            fact = target_fact(index, target)
            yield target.id, (_event(views.settings, fact, "目标到期", on),)
    for _, day, fact in deadlines(index):
        yield fact.id, (_event(views.settings, fact, fact.kind, Occasion(date.fromisoformat(day))),)
    in_force = index.plan.revision.in_force
    for duty in index.plan.duties:
        if when := tuple(occasions(duty, in_force)):
            fact = duty_fact(index, duty)
            yield duty.id, tuple(_event(views.settings, fact, fact.kind, on) for on in when)


def _event(settings: Settings, fact: Fact, kind: str, on: Occasion) -> Event:
    name = "-".join(part for part in (fact.id, on.part) if part)
    return Event(
        uid=f"{name}@{settings.calendar_authority}",
        kind=kind,
        summary=f"{kind}{on.says}：{fact.says}",
        description="\n".join(_lines(fact, on)),
        url=settings.permanent(fact.place.address) if settings.site_url else "",
        day=on.day,
        months=on.months,
        month_day=on.month_day,
    )


def occasions(duty: Duty, in_force: InForce) -> Iterator[Occasion]:
    """The days of a duty; none where it has neither a deadline nor periods with a recorded beginning."""
    if duty.deadline:
        yield Occasion(date.fromisoformat(duty.deadline))
    if in_force.start is None or duty.frequency not in RECURRING:
        return
    start = date.fromisoformat(in_force.start)
    if in_force.end is None:
        yield from _recurring(duty, in_force, start)
        return
    for period in duty_periods(duty, in_force, date.fromisoformat(in_force.end)):
        shown = words.period(period.name)
        if duty.kind == "seasonal_ban":
            yield Occasion(period.start, f"{period.name}-start", shown, "（开始）")
            yield Occasion(period.end, f"{period.name}-end", shown, "（最后一天）")
        else:
            yield Occasion(period.due, period.name, shown)


def _recurring(duty: Duty, in_force: InForce, start: date) -> Iterator[Occasion]:
    found = list(duty_periods(duty, in_force, date(start.year + 2, 1, 1)))
    if duty.kind == "seasonal_ban" and duty.season:
        for part, says, printed, days in (
            ("start", "（开始）", duty.season[0], [one.start for one in found]),
            ("end", "（最后一天）", duty.season[1], [one.end for one in found]),
        ):
            month, day = (int(number) for number in printed.split("-"))
            if days:
                yield Occasion(days[0], f"every-{part}", "", says, (month,), _rule_day(month, day))
        return
    rules = _rules(duty.frequency, duty.due, duty.season)
    for month_day, months in rules.items():
        first = next((one.due for one in found if _falls(one.due, months, month_day)), None)
        if first:
            own = "-last" if month_day == _LAST else f"-{month_day}"
            part = "every" if len(rules) == 1 else f"every{own}"
            yield Occasion(first, part, months=months, month_day=month_day)


@lru_cache(maxsize=1_000)  # thousands of duties share a few
def _rules(
    frequency: Frequency | None, due: tuple[Due, ...], season: tuple[str, str] | None
) -> Mapping[int, tuple[int, ...]]:
    """The days of the month on which a recurring duty is due in any year, each with its months."""
    found: dict[int, set[int]] = {}
    if frequency in RECURRING:
        around = date(_LEAP - 1, 1, 1), date(_LEAP, 12, 31)
        for one in periods(frequency, due, season, *around):
            if one.due.year == _LEAP:
                found.setdefault(_rule_day(one.due.month, one.due.day), set()).add(one.due.month)
    return {day: tuple(sorted(months)) for day, months in sorted(found.items())}


def _rule_day(month: int, day: int) -> int:
    return _LAST if day >= monthrange(_LEAP, month)[1] else day


def _falls(day: date, months: tuple[int, ...], month_day: int) -> bool:
    if day.month not in months:
        return False
    return day.day == (monthrange(day.year, day.month)[1] if month_day == _LAST else month_day)


def _lines(fact: Fact, on: Occasion) -> Iterator[str]:
    if on.period:
        yield on.period
    yield f"“{fact.place.quote}”（原文第{fact.place.line}行）"
    if fact.node:
        yield fact.node.named
    by = "、".join(words.BLANK if body.blank else body.printed for body in fact.by)
    if by:
        yield f"承担者：{by}"
    if fact.when:
        yield f"期限：{fact.when}"
    if fact.status:
        yield fact.status
