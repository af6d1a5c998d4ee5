"""An event → its lines in a calendar (RFC 5545). Pure.

Eleven kinds of lines are all that a plan's calendar has: what thousands of events share is made once, and none is folded
character by character. A library for all of the norm takes as long to load as a hundred pages take to make; it would write
the same lines in the same order, as the tests say, and is what they read the calendars with.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

from gongkai.outputs.events import Event
from gongkai.outputs.harmless import printable

_LONGEST = 74  # bytes of a line
# An alarm goes off a week before.
_ALARM = b"BEGIN:VALARM\r\nACTION:DISPLAY\r\n"
_END = b"TRIGGER:-P7D\r\nEND:VALARM\r\nEND:VEVENT\r\n"


def calendar(name: str, events: Iterable[bytes] = ()) -> bytes:
    """A calendar of that name; `events` are the lines of each."""
    begin = (
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//gongkai//calendar 1//ZH\r\nMETHOD:PUBLISH\r\n"
    )
    return b"".join((begin, _line("X-WR-CALNAME", _text(name)), *events, b"END:VCALENDAR\r\n"))


def written(event: Event, stamp: date) -> bytes:
    """The lines of an event, stamped with a day. It lasts the whole day, so it ends with the next one."""
    summary = _text(event.summary)
    lines = (
        b"BEGIN:VEVENT\r\n",
        _line("SUMMARY", summary),
        _day("DTSTART;VALUE=DATE", event.day),
        _day("DTEND;VALUE=DATE", event.day + timedelta(days=1)),
        _stamp(stamp),
        _line("UID", _text(event.uid)),
        _rule(event.months, event.month_day) if event.months else b"",
        _category(event.kind),
        _line("DESCRIPTION", _text(event.description)),
        b"TRANSP:TRANSPARENT\r\n",
        _line("URL", event.url) if event.url else b"",
        _ALARM,
        _line("DESCRIPTION", summary),
        _END,
    )
    return b"".join(lines)


def _text(text: str) -> str:
    """A value of the kind TEXT (3.3.11)."""
    escaped = printable(text).replace("\\", r"\\").replace(";", r"\;").replace(",", r"\,")
    return escaped.replace("\n", r"\n")


def _line(name: str, value: str) -> bytes:
    return folded(f"{name}:{value}".encode()) + b"\r\n"


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
def _day(name: str, day: date) -> bytes:
    return _line(name, f"{day:%Y%m%d}")


@cache
def _stamp(day: date) -> bytes:
    return _line("DTSTAMP", f"{day:%Y%m%d}T000000Z")


@cache
def _rule(months: tuple[int, ...], month_day: int) -> bytes:
    return _line("RRULE", rule(months, month_day))


@cache
def _category(kind: str) -> bytes:
    return _line("CATEGORIES", _text(kind))


def rule(months: tuple[int, ...], month_day: int) -> str:
    """The recurrence rule of days in some months of every year, in the form that most readers understand.

    Some miss the last day of months of different lengths in a yearly rule, some know months in yearly rules only.
    """
    gaps = {(later - month) % 12 for month, later in pairwise((*months, months[0]))}
    if len(months) == 1:
        return f"FREQ=YEARLY;BYMONTHDAY={month_day};BYMONTH={months[0]}"
    if len(gaps) == 1:
        return f"FREQ=MONTHLY;INTERVAL={gaps.pop()};BYMONTHDAY={month_day}"
    return f"FREQ=MONTHLY;BYMONTHDAY={month_day};BYMONTH={','.join(map(str, months))}"
