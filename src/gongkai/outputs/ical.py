"""An event → its lines in a calendar, as the library writes them (RFC 5545). Pure.

The library writes every value. The order of an event's lines and where they are folded, which are the library's
too, stand here: lines that thousands of events share are made once, and none is folded character by character.
It takes long to load, so this module is loaded where an event is to be written that is not kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise

from icalendar import Calendar, vCategory, vDDDTypes, vRecur, vText, vUri
from icalendar.parser import Contentline

from gongkai.outputs.events import Event
from gongkai.outputs.harmless import printable

WARNING = timedelta(days=7)  # an alarm goes off so long before
_LONGEST = 74  # bytes of a line


def empty(name: str) -> bytes:
    """A calendar of that name without events."""
    calendar = Calendar()
    calendar.add("prodid", "-//gongkai//calendar 1//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", printable(name))
    made: bytes = calendar.to_ical()
    return made


def written(event: Event, stamp: date) -> bytes:
    """The lines of an event, stamped with a day."""
    return b"".join(_event(event, stamp))


def _event(event: Event, stamp: date) -> Iterator[bytes]:
    summary = vText(printable(event.summary))
    yield _text("BEGIN", "VEVENT")
    yield _line("SUMMARY", summary)
    yield _day("DTSTART", event.day)
    yield _day("DTEND", event.day + timedelta(days=1))
    yield _stamp(stamp)
    yield _line("UID", vText(event.uid))
    if event.months:
        yield _rule(event.months, event.month_day)
    yield _category(event.kind)
    yield _line("DESCRIPTION", vText(printable(event.description)))
    yield _text("TRANSP", "TRANSPARENT")
    if event.url:
        yield _line("URL", vUri(event.url))
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
def _stamp(day: date) -> bytes:
    return _line("DTSTAMP", vDDDTypes(datetime.combine(day, datetime.min.time(), UTC)))


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
