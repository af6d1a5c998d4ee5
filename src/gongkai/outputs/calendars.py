"""Due days → iCalendar (RFC 5545), for the plan and for each unit. Pure.

A subscriber keeps a calendar for years, so nothing in it may change from build to build: an event's UID is
made of a permanent id, its period and the configured authority; its stamp is the recorded day of the
revision, never the clock. Made-up records have no place in anybody's calendar: `Calendars` takes a standing
without illustration.

A duty that recurs without a recorded end is one event with a rule (more where its due days cannot be said
in one); with an end each of its periods is an event. A seasonal ban is not due: its first and its last day
are told.

The library writes every value. The order of an event's lines and where they are folded, which are the library's
too, stand here: lines that thousands of events share are made once, and none is folded character by character.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from itertools import pairwise

from icalendar import Calendar, vCategory, vDDDTypes, vRecur, vText, vUri
from icalendar.parser import Contentline
from msgspec import Struct

from gongkai.clock.duties import duty_periods
from gongkai.clock.periods import RECURRING, periods
from gongkai.model import Due, Duty, Frequency, InForce, Revision, Unit
from gongkai.outputs.harmless import printable
from gongkai.views import Views, words
from gongkai.views.parts import Fact, duty_fact, target_fact

WARNING = timedelta(days=7)  # an alarm goes off so long before
_LEAP = 2024  # a year that has every day there is
_LONGEST = 74  # bytes of a line
_LAST = -1  # the last day of a month, as recurrence rules have it
_NO_DAY = "2000-01-01"  # the stamp where no day of the revision is recorded


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


class Calendars:
    """The calendars of one plan; each event is made once, however many units it concerns."""

    def __init__(self, views: Views) -> None:
        index = views.index
        self._settings = views.settings
        self._title = index.plan.revision.title
        stamp = datetime.combine(_recorded(index.plan.revision), datetime.min.time(), UTC)
        self._stamp = _line("DTSTAMP", vDDDTypes(stamp))
        self._units = views.units
        self._events: dict[str, bytes] = {}
        self._kinds: dict[str, list[str]] = {name: [] for name in words.CALENDAR}
        in_force = index.plan.revision.in_force
        for target in index.plan.targets:
            if target.deadline:
                on = Occasion(date.fromisoformat(target.deadline))
                fact = target_fact(index, target)
                self._events[target.id] = self._written(fact, "目标到期", [on])
                self._kinds["targets"].append(target.id)
        for duty in index.plan.duties:
            fact = duty_fact(index, duty)
            self._events[duty.id] = self._written(fact, fact.kind, occasions(duty, in_force))
            self._kinds["disclosure" if duty.public else "duties"].append(duty.id)

    def whole(self) -> bytes:
        """Everything that is due."""
        return _calendar(self._title, self._events.values())

    def kinds(self) -> Iterator[tuple[str, bytes]]:
        """Name and calendar of each kind; together they are the whole."""
        for name, title in words.CALENDAR.items():
            events = (self._events[one] for one in self._kinds[name])
            yield name, _calendar(f"{title}：{self._title}", events)

    def unit(self, unit: Unit) -> bytes:
        """What is due of a unit, and of the groups that it may belong to."""
        ids = dict.fromkeys(
            fact.id
            for facts in (
                self._units.targets.get(unit.id, ()),
                self._units.duties.get(unit.id, ()),
                self._units.shared(unit),
            )
            for fact in facts
        )
        events = (self._events.get(one, b"") for one in ids)
        return _calendar(f"{unit.name}：{self._title}", events)

    def _written(self, fact: Fact, kind: str, when: Iterable[Occasion]) -> bytes:
        return b"".join(line for on in when for line in self._event(fact, kind, on))

    def _event(self, fact: Fact, kind: str, on: Occasion) -> Iterator[bytes]:
        """The lines of an event."""
        name = "-".join(part for part in (fact.id, on.part) if part)
        summary = vText(printable("".join((kind, on.says, "：", fact.says))))
        yield _text("BEGIN", "VEVENT")
        yield _line("SUMMARY", summary)
        yield _day("DTSTART", on.day)
        yield _day("DTEND", on.day + timedelta(days=1))
        yield self._stamp
        yield _line("UID", vText(f"{name}@{self._settings.calendar_authority}"))
        if on.months:
            yield _rule(on.months, on.month_day)
        yield _category(kind)
        yield _line("DESCRIPTION", vText(printable("\n".join(_lines(fact, on)))))
        yield _text("TRANSP", "TRANSPARENT")
        if self._settings.site_url:
            yield _line("URL", vUri(self._settings.permanent(fact.place.address)))
        yield _text("BEGIN", "VALARM")
        yield _text("ACTION", "DISPLAY")
        yield _line("DESCRIPTION", summary)
        yield _before()
        yield _text("END", "VALARM")
        yield _text("END", "VEVENT")


def _line(name: str, value: vText | vUri | vDDDTypes | vCategory | vRecur) -> bytes:
    """A property's line as the library writes it."""
    return folded(Contentline.from_parts(name, value.params, value).encode()) + b"\r\n"


def folded(line: bytes) -> bytes:
    """The line in pieces of less than 75 bytes; no character is cut in two, nor from the sign that escapes it."""
    pieces, start = [], 0
    while len(line) - start > _LONGEST:
        end = start + _LONGEST
        while line[end] & 0xC0 == 0x80:  # within a character
            end -= 1
        if line[end - 1] in b"\\^":
            end -= 1
        pieces.append(line[start:end])
        start = end
    return b"\r\n ".join((*pieces, line[start:]))


@cache
def _text(name: str, value: str) -> bytes:
    return _line(name, vText(value))


@cache
def _day(name: str, day: date) -> bytes:
    return _line(name, vDDDTypes(day))


@cache
def _rule(months: tuple[int, ...], month_day: int) -> bytes:
    return _line("RRULE", vRecur(rule(months, month_day)))


@cache
def _category(kind: str) -> bytes:
    return _line("CATEGORIES", vCategory([kind]))


@cache
def _before() -> bytes:
    return _line("TRIGGER", vDDDTypes(-WARNING))


def rule(months: tuple[int, ...], month_day: int) -> dict[str, str | int | list[int]]:
    """The recurrence rule of days in some months of every year, in the form that most readers understand.

    Some miss the last day of months of different lengths in a yearly rule, some know months in yearly rules only.
    """
    gaps = {(later - month) % 12 for month, later in pairwise((*months, months[0]))}
    if len(months) == 1:
        return {"freq": "yearly", "bymonth": months[0], "bymonthday": month_day}
    if len(gaps) == 1:
        return {"freq": "monthly", "interval": gaps.pop(), "bymonthday": month_day}
    return {"freq": "monthly", "bymonth": list(months), "bymonthday": month_day}


def nothing(name: str) -> bytes:
    """The calendar of a unit that the plan no longer names, for those who have subscribed to it."""
    return _calendar(name, ())


def _calendar(name: str, events: Iterable[bytes]) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//gongkai//calendar 1//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", printable(name))
    head, end, last = calendar.to_ical().partition(b"END:VCALENDAR")
    return b"".join((head, *events, end, last))


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


def _recorded(revision: Revision) -> date:
    """The day of the revision that is on record."""
    days = (revision.published, revision.approved_on, revision.in_force.start, _NO_DAY)
    return date.fromisoformat(next(day for day in days if day))


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
