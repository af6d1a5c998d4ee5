"""News: what was recorded about a plan since it was published, as entries of a feed. Pure.

A blank that was filled, something that was published or reported, a duty that is overdue on the as-of day.
What a demonstration made up, or what rests on it, is no news.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from msgspec import Struct

from gongkai.feed import Entry
from gongkai.model import Actor
from gongkai.views.index import Index


class News(Struct, frozen=True):
    """An entry and the units whom it concerns. `disclosure`: it tells of something that is owed to the public."""

    entry: Entry
    units: frozenset[str]
    disclosure: bool = False


def news(index: Index) -> Iterator[News]:
    """All news of a plan, of each kind in the order of its records."""
    yield from _filled(index)
    yield from _disclosed(index)
    yield from _overdue(index)


def _filled(index: Index) -> Iterator[News]:
    blanks = {blank.id: blank for blank in index.plan.blanks}
    for fill in index.overlays.fills:
        blank = blanks.get(fill.blank)
        if blank and not fill.illustrative:
            node = index.by_path[blank.node]
            title = f"空白填写：{index.number(node)} {index.title(node)}"
            summary = f"“{blank.span.quote}”为“{fill.value}”。依据：{fill.basis}"
            key = f"fill/{fill.blank}/{fill.date}"
            entry = Entry(key, title, fill.date, summary, index.address(node))
            yield News(entry, frozenset(fill.units))


def _disclosed(index: Index) -> Iterator[News]:
    for record in index.overlays.disclosures:
        duty = index.duty_by_id.get(record.duty)
        if duty and not record.illustrative:
            node = index.by_path[duty.node]
            summary = f"{duty.what}。依据：{record.basis}"
            key = f"disclosure/{record.duty}/{record.period or record.date}"
            entry = Entry(key, record.title, record.date, summary, index.address(node))
            units = _units(duty.by) | ({record.by} if record.by else set())
            yield News(entry, units, duty.public)


def _overdue(index: Index) -> Iterator[News]:
    for duty in index.plan.duties:
        for state in index.states.get(duty.id, ()):
            if state.state == "overdue" and state.due and not state.illustrative:
                node = index.by_path[duty.node]
                since = date.fromisoformat(state.due) + timedelta(days=1)
                title = f"逾期：{duty.what}" + (f"（{state.period}）" if state.period else "")
                key = f"overdue/{duty.id}/{state.period or state.due}"
                entry = Entry(key, title, since.isoformat(), state.why, index.address(node))
                yield News(entry, _units(duty.by), duty.public)


def _units(actors: Iterable[Actor]) -> frozenset[str]:
    return frozenset(actor.unit for actor in actors if actor.unit)
