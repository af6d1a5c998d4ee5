"""Calendars: every due day, by four readers; the same bytes and identifiers every time."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import product, takewhile
from pathlib import Path
from typing import Any

import icalendar
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st
from icalendar.parser import Contentline
from msgspec.structs import replace

from gongkai.addresses import unit_file
from gongkai.clock.duties import duty_periods
from gongkai.model import Due, Duty, InForce
from gongkai.outputs.calendars import calendars
from gongkai.outputs.events import Event, occasions
from gongkai.outputs.files import exports
from gongkai.outputs.ical import calendar as calendar_of
from gongkai.outputs.ical import folded, rule, written
from gongkai.outputs.keeping import Files as Kept
from gongkai.sources import Span
from gongkai.store.cache import digest
from gongkai.views import Settings, Views, words
from gongkai.views.settings import NO_AUTHORITY
from tests.outputs import ics
from tests.outputs.conftest import CLOSED, OPEN, Files, Make, of

UNTIL = date(2032, 12, 31)
ICAL_JS = Path(__file__).parents[2] / ".cache/ical/node_modules/ical.js/dist/ical.js"


def calendar(folder: Path, settings: Settings | None = None) -> bytes:
    return dict(exports(of(folder, settings=settings)))["data/calendar.ics"]


def test_two_readers_find_the_same(make: Make) -> None:
    data = calendar(make(in_force=OPEN), Settings(site_url="https://example.org/plan"))
    own = ics.events(data)
    other = list(icalendar.Calendar.from_ical(data).walk("VEVENT"))
    assert [event["UID"][0] for event in own] == [str(event["UID"]) for event in other]
    assert [event["SUMMARY"][0] for event in own] == [str(event["SUMMARY"]) for event in other]
    assert [ics.parsed(event["DTSTART;VALUE=DATE"][0]) for event in own] == [
        event.start for event in other
    ]
    for event in own:
        first = ics.parsed(event["DTSTART;VALUE=DATE"][0])
        assert ics.parsed(event["DTEND;VALUE=DATE"][0]) == first + timedelta(days=1)
        assert event["URL"][0].startswith("https://example.org/plan/plan/#N")
        assert "TRIGGER:-P7D" in event["ALARM"]
        assert event["DTSTAMP"] == ["20260210T000000Z"]
        assert event["CATEGORIES"][0]


def test_every_due_day_of_every_record_is_in_it(make: Make) -> None:
    folder = make(in_force=OPEN)
    plan = of(folder).own.standing.plan
    found: dict[str, list[date]] = {}
    for event in ics.events(calendar(folder)):
        record = "-".join(event["UID"][0].split("@")[0].split("-")[:2])
        found.setdefault(record, []).extend(ics.days(event, UNTIL))
    assert found["N003-T1"] == [date(2026, 12, 31)]
    for duty in plan.duties:
        if duty.kind == "seasonal_ban":
            days = sorted(found[duty.id])
            assert days[:3] == [date(2026, 11, 1), date(2027, 3, 31), date(2027, 11, 1)]
            continue
        due = [one.due for one in duty_periods(duty, plan.revision.in_force, UNTIL)]
        assert sorted(found.get(duty.id, [])) == [day for day in due if day <= UNTIL]
    assert any(duty.frequency == "month" for duty in plan.duties)


def of_ical_js(data: bytes) -> list[dict[str, Any]]:
    """What ical.js, the reader of Thunderbird and others, finds in a calendar (ical/read.mjs)."""
    node = shutil.which("node")
    if node is None or not ICAL_JS.exists():
        told = "ical.js is not installed: scripts/test installs it by npm"
        if os.environ.get("CI"):
            pytest.fail(told)
        pytest.skip(told)
    call = [node, str(Path(__file__).parent / "ical/read.mjs"), str(ICAL_JS), UNTIL.isoformat()]
    done = subprocess.run(call, input=data, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def of_vobject(data: bytes) -> list[dict[str, Any]]:
    """What vobject finds, its days expanded by dateutil."""
    return [
        {
            "uid": event.uid.value,
            "summary": event.summary.value,
            "description": event.description.value,
            "url": event.url.value if hasattr(event, "url") else None,
            "stamp": event.dtstamp.value.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "days": [
                day.date().isoformat()
                for day in takewhile(
                    lambda day: day.date() <= UNTIL, event.getrruleset(addRDate=True) or []
                )
            ]
            or [event.dtstart.value.isoformat()],
            "alarms": [
                f"-P{-alarm.trigger.value.days}D" for alarm in event.contents.get("valarm", ())
            ],
        }
        for event in vobject.readOne(data.decode()).vevent_list
    ]


@pytest.mark.slow
@pytest.mark.parametrize("in_force", [OPEN, CLOSED], ids=["open", "closed"])
def test_readers_of_other_hands_find_the_same(make: Make, in_force: str) -> None:
    folder = make(in_force=in_force)
    data = calendar(folder, Settings(site_url="https://example.org/plan/"))
    own = [
        {
            "uid": event["UID"][0],
            "summary": event["SUMMARY"][0],
            "description": event["DESCRIPTION"][0],
            "url": event["URL"][0],
            "stamp": "2026-02-10T00:00:00Z",
            "days": [day.isoformat() for day in ics.days(event, UNTIL)],
            "alarms": ["-P7D"],
        }
        for event in ics.events(data)
    ]
    assert len(own) > 3
    assert of_vobject(data) == own
    assert of_ical_js(data) == own


@pytest.mark.slow
def test_readers_of_other_hands_find_every_due_day_of_the_demonstration(known: Files) -> None:
    plan = json.loads(known["plan.json"])
    wanted = {one["id"]: one["deadline"] for one in plan["targets"] if one["deadline"]}
    for read in (of_vobject, of_ical_js):
        found = {
            event["uid"].partition("@")[0]: event["days"] for event in read(known["calendar.ics"])
        }
        assert {key: found[key] for key in wanted} == {key: [day] for key, day in wanted.items()}


# How a duty recurs: its frequency, printed days, season.
FORMS = (
    ("month", (), None),
    ("quarter", (), None),
    ("half-year", (), None),
    ("half-year", (Due(6, 30, ""), Due(12, 15, "")), None),
    ("year", (), None),
    ("year", (Due(2, 31, ""),), None),
    ("year", (Due(2, 28, ""),), None),
    ("year", (Due(11, 30, ""),), None),
    ("quarter", (Due(3, 20, ""), Due(6, 20, "")), None),
    ("season", (), ("11-01", "03-31")),
    ("season", (), ("06-15", "02-29")),
)


STARTS = ("2025-01-01", "2025-06-30", "2027-12-31", "2028-02-29")


@pytest.mark.slow
def test_readers_of_other_hands_find_the_days_of_every_rule() -> None:
    calendar = icalendar.Calendar()
    calendar.add("prodid", "test")
    calendar.add("version", "2.0")
    wanted: dict[str, list[str]] = {}
    for at, ((frequency, due, season), start) in enumerate(product(FORMS, STARTS)):
        duty = Duty("D", "1", Span(1, 1, "x"), "report", "x", frequency=frequency, due=due, season=season)  # type: ignore[arg-type]  # fmt: skip
        in_force = InForce(start, None, "x")
        wanted[str(at)] = [
            one.due.isoformat() for one in duty_periods(duty, in_force, UNTIL) if one.due <= UNTIL
        ]
        for on in occasions(duty, in_force):
            event = icalendar.Event()
            for key, value in (("uid", str(at)), ("summary", "x"), ("description", "x"), ("dtstamp", datetime(2025, 1, 1, tzinfo=UTC)),
                               ("dtstart", on.day), ("rrule", icalendar.vRecur.from_ical(rule(on.months, on.month_day)))):  # fmt: skip
                event.add(key, value)
            calendar.add_component(event)
    for read in (of_ical_js, of_vobject):
        found: dict[str, list[str]] = {key: [] for key in wanted}
        for event in read(calendar.to_ical()):
            found[event["uid"]] += event["days"]
        assert {key: sorted(days) for key, days in found.items()} == wanted


@pytest.mark.parametrize(("frequency", "due", "season"), FORMS)
@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("end", [None, "2031-10-10"])
def test_a_rule_gives_the_days_of_the_periods(
    frequency: str,
    due: tuple[Due, ...],
    season: tuple[str, str] | None,
    start: str,
    end: str | None,
) -> None:
    duty = Duty(
        "N001-D1", "1", Span(1, 1, "x"), "report", "x", frequency=frequency, due=due, season=season  # type: ignore[arg-type]
    )  # fmt: skip
    in_force = InForce(start, end, "x")
    wanted = [one.due for one in duty_periods(duty, in_force, UNTIL) if one.due <= UNTIL]
    found: list[date] = []
    parts = []
    for on in occasions(duty, in_force):
        parts.append(on.part)
        event = {"DTSTART;VALUE=DATE": [on.day.strftime("%Y%m%d")]}
        if on.months:
            event["RRULE"] = [rule(on.months, on.month_day)]
        found += ics.days(event, UNTIL)
    assert sorted(found) == wanted
    assert len(set(parts)) == len(parts)
    assert not end or not any("every" in part for part in parts)


@pytest.mark.slow
def test_identifiers_are_made_of_what_is_permanent(make: Make) -> None:
    folder = make(in_force=CLOSED)
    uids = [event["UID"][0] for event in ics.events(calendar(folder))]
    assert len(set(uids)) == len(uids)
    assert f"N004-D1-2026-Q2@{NO_AUTHORITY}" in uids
    named = calendar(
        folder, Settings(authority="plan.example.org,2024-01-01", site_url="https://a.example/")
    )
    assert "N004-D1-2026-Q2@plan.example.org" in [one["UID"][0] for one in ics.events(named)]
    assert calendar(folder) == calendar(folder)


def test_without_a_recorded_beginning_only_deadlines_are_told(make: Make) -> None:
    files = {
        "illustration/in_force.yml": 'from: "2026-01-01"\nbasis: 虚构\n',
        "illustration/units.yml": '- id: "shili"\n  name: 示例局\n  kind: department\n',
        "illustration/fills.yml": 'fills:\n  - blank: "N003-B2"\n    value: "示例局"\n    units: ["shili"]\n    basis: 虚构\n    date: "2026-01-05"\n',
    }
    folder = make(files=files)
    shown = of(folder, illustration=True)
    assert shown.views.standing.plan.revision.in_force.illustrative
    files = dict(exports(shown))
    assert "data/units/shili.xlsx" in files
    assert "data/units/shili.ics" not in files
    data = files["data/calendar.ics"]
    assert [event["UID"][0] for event in ics.events(data)] == [
        f"N003-T{at}@{NO_AUTHORITY}" for at in (1, 2)
    ]
    assert "虚构" not in data.decode()
    assert "示例" not in data.decode()
    assert ics.events(data)[0]["DTSTAMP"] == ["20000101T000000Z"]


def test_each_kind_has_its_own_and_together_they_are_the_whole(make: Make) -> None:
    files = dict(exports(of(make(in_force=OPEN))))
    kinds = {name: ics.events(files[f"data/calendar-{name}.ics"]) for name in words.CALENDAR}
    assert all(kinds.values())
    plan = json.loads(files["data/plan.json"])
    public = {duty["id"] for duty in plan["duties"] if duty["public"]}
    assert {
        "-".join(one["UID"][0].split("@")[0].split("-")[:2]) for one in kinds["disclosure"]
    } <= public
    assert {one["CATEGORIES"][0] for one in kinds["targets"]} == {"目标到期"}
    found = [one["UID"][0] for events in kinds.values() for one in events]
    whole = [one["UID"][0] for one in ics.events(files["data/calendar.ics"])]
    assert sorted(found) == sorted(whole)


@pytest.mark.parametrize("in_force", [OPEN, CLOSED])
def test_the_library_would_write_every_line_where_it_stands(make: Make, in_force: str) -> None:
    data = calendar(make(in_force=in_force))
    assert icalendar.Calendar.from_ical(data).to_ical() == data


@given(st.text('甲，é𠀀a\\;:,"\n ', max_size=200))
def test_another_hand_reads_what_was_to_be_written(words: str) -> None:
    event = Event("甲-1@乙", "公开", words, words[::-1], "", date(2026, 6, 30), (), 0)
    data = calendar_of(words, [written(event, date(2026, 1, 1))])
    (read,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert (read["SUMMARY"], read["DESCRIPTION"]) == (words, words[::-1])
    assert (read["UID"], read["DTEND"].dt) == ("甲-1@乙", date(2026, 7, 1))
    (alarm,) = read.walk("VALARM")
    assert (alarm["DESCRIPTION"], alarm["TRIGGER"].dt) == (words, timedelta(days=-7))


@given(st.text("甲，é𠀀ab\\^", min_size=60, max_size=300))
def test_a_line_is_folded_where_the_library_folds_it(line: str) -> None:
    assert folded(line.encode()) == Contentline(line).to_ical()


def test_a_unit_has_its_own(make: Make) -> None:
    views = of(make(in_force=OPEN)).own
    found = dict(calendars(views))
    whole = {event["UID"][0] for event in ics.events(found["data/calendar.ics"])}
    (unit,) = (one for one in views.standing.plan.units if one.name == "县消防救援大队")
    own = {event["UID"][0] for event in ics.events(found[unit_file(unit.id, "ics")])}
    assert own == {uid for uid in whole if uid.startswith("N005-")}


def test_what_is_kept_is_not_written_again(make: Make) -> None:
    views = of(make(in_force=OPEN)).own
    kept: dict[str, Kept] = {}
    asked: list[str] = []

    def keep(made_from: object, write: Callable[[], Kept]) -> Kept:
        if (key := digest(made_from)) not in kept:
            asked.append(key)
            kept[key] = write()
        return kept[key]

    first = list(calendars(views, keep))
    assert first == list(calendars(views))
    assert asked
    asked.clear()
    assert list(calendars(views, keep)) == first
    assert not asked
    # An event that says something else is written; what says the same is not.
    moved = Views(views.standing, replace(views.settings, authority="example.org,2026"))
    other = dict(calendars(moved, keep))
    assert len(asked) == 1
    assert b"example.org" in other["data/calendar.ics"]


def test_nothing_breaks_a_line(make: Make) -> None:
    text = (
        "安全方案\n\n一、任务\n（一）检查。2026年底前\x07\u2028，“甲;乙,丙\\丁:戊”设施检测率达到98%以上"
        + "，含各类场所" * 60
        + "。\n牵头单位：县教育局\n"
    )
    data = calendar(make(text))
    (event,) = ics.events(data)
    assert "\x07" not in data.decode()
    assert event["SUMMARY"] == [
        str(icalendar.Calendar.from_ical(data).walk("VEVENT")[0]["SUMMARY"])
    ]
