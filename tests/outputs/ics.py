"""A second reader of iCalendar, written for the tests from RFC 5545 alone."""

from __future__ import annotations

import re
from datetime import date, timedelta

Component = dict[str, list[str]]


def events(data: bytes) -> list[Component]:
    """The VEVENTs: property name with parameters → values as written, alarms as `ALARM`."""
    assert data.endswith(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()  # no character is cut in two
    lines = data.decode().replace("\r\n ", "").split("\r\n")[:-1]
    stack: list[str] = []
    found: list[Component] = []
    for line in lines:
        name, _, value = line.partition(":")
        if name == "BEGIN":
            stack.append(value)
            if value == "VEVENT":
                found.append({})
        elif name == "END":
            assert stack.pop() == value
        elif stack[-1] == "VEVENT":
            found[-1].setdefault(name, []).append(unescaped(value))
        elif stack[-1] == "VALARM":
            found[-1].setdefault("ALARM", []).append(line)
    assert not stack
    return found


def unescaped(value: str) -> str:
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], value)


def days(event: Component, until: date) -> list[date]:
    """The days of an event up to `until`; knows yearly and monthly rules with a day of the month."""
    start = parsed(event["DTSTART;VALUE=DATE"][0])
    if "RRULE" not in event:
        return [start]
    rule = dict(part.split("=") for part in event["RRULE"][0].split(";"))
    frequency, month_day = rule.pop("FREQ"), int(rule.pop("BYMONTHDAY"))
    interval = int(rule.pop("INTERVAL", "1"))
    named = {int(month) for month in rule.pop("BYMONTH", "").split(",") if month}
    assert not rule
    assert frequency == "MONTHLY" or (frequency == "YEARLY" and interval == 1 and len(named) == 1)
    found = []
    day = start
    while day <= until:
        on = (day + timedelta(days=1)).day == 1 if month_day == -1 else day.day == month_day
        passed = (day.year - start.year) * 12 + day.month - start.month
        if on and (day.month in named or not named) and passed % interval == 0:
            found.append(day)
        day += timedelta(days=1)
    assert found[0] == start, "the first day must be one of the rule's"
    return found


def parsed(text: str) -> date:
    return date(int(text[:4]), int(text[4:6]), int(text[6:]))
