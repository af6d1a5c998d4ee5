"""The calendars (iCalendar, RFC 5545) of a plan, of a kind of its events, and of each unit. Pure.

Which event is in which stands here; `events.py` makes them, `ical.py` writes them. The stamp of all is the recorded day of
the revision, never the clock. Made-up records have no place in anybody's calendar: `calendars` takes views of a standing
without illustration.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from gongkai import addresses
from gongkai.model import Revision
from gongkai.outputs.events import Event, events
from gongkai.outputs.ical import calendar, written
from gongkai.outputs.keeping import Files, Keep, anew
from gongkai.views import Views, words
from gongkai.views.parts import deadlines

_TOGETHER = 256  # records whose events are kept together
_NO_DAY = "2000-01-01"  # the stamp where no day of the revision is recorded

Calendar = tuple[str, str, tuple[str, ...]]  # address, name, the records whose events it holds


def calendars(views: Views, kept: Keep = anew) -> Iterator[tuple[str, bytes]]:
    """Address and bytes of the plan's calendar, of those of one kind and of each unit.

    Each event is made once, however many units it concerns; `kept` gives what was written before from equal values.
    """
    revision = views.index.plan.revision
    lines = dict(_written(tuple(events(views)), _recorded(revision), kept))
    for address, name, held in _calendars(views):
        yield address, calendar(name, (lines[one] for one in held if one in lines))


def _calendars(views: Views) -> Iterator[Calendar]:
    plan, units = views.index.plan, views.units
    title = plan.revision.title
    targets = tuple(one.id for one in plan.targets)
    public = tuple(one.id for one in plan.duties if one.public)
    measures = tuple(fact.id for _, _, fact in deadlines(views.index))
    others = (*measures, *(one.id for one in plan.duties if not one.public))
    kinds = {"targets": targets, "disclosure": public, "duties": others}
    yield "data/calendar.ics", title, (*targets, *measures, *(one.id for one in plan.duties))
    for kind, name in words.CALENDAR.items():
        yield f"data/calendar-{kind}.ics", f"{name}：{title}", kinds[kind]
    for unit in plan.units:
        if not unit.illustrative:
            # What is due of it, and of the groups that it may belong to.
            facts = (
                units.targets.get(unit.id, ()),
                units.deadlines.get(unit.id, ()),
                units.duties.get(unit.id, ()),
                units.shared(unit),
            )
            held = dict.fromkeys(fact.id for some in facts for fact in some)
            yield addresses.unit_file(unit.id, "ics"), f"{unit.name}：{title}", tuple(held)


def _written(
    found: Sequence[tuple[str, tuple[Event, ...]]], stamp: date, kept: Keep
) -> Iterator[tuple[str, bytes]]:
    """The lines of each record's events; some records are kept together."""
    for at in range(0, len(found), _TOGETHER):
        some = found[at : at + _TOGETHER]
        made_from = stamp, tuple(held for _, held in some)
        for (name, _), lines in zip(
            some, kept(made_from, partial(_lines_of, *made_from)), strict=True
        ):
            yield name, lines


def _lines_of(stamp: date, events: Sequence[tuple[Event, ...]]) -> Files:
    return tuple(b"".join(written(one, stamp) for one in some) for some in events)


def nothing(name: str) -> bytes:
    """The calendar of a unit that the plan no longer names, for those who have subscribed to it."""
    return calendar(name)


def _recorded(revision: Revision) -> date:
    """The day of the revision that is on record."""
    days = (revision.published, revision.approved_on, revision.in_force.start, _NO_DAY)
    return date.fromisoformat(next(day for day in days if day))
