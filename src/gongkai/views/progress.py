"""Progress reports: what the records of a half-year say, for the county and for each unit. Pure.

The plan asks for reports by the end of June and of December; a report here only gathers what is on record
and counts what is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from gongkai import addresses
from gongkai.clock import periods
from gongkai.model import Node
from gongkai.overlays import Progress
from gongkai.views import words
from gongkai.views.cut import ROWS
from gongkai.views.index import Index
from gongkai.views.parts import NodeLink, Place, node_link, place


class ProgressRow(Struct, frozen=True):
    """One entry: of a measure or of a target."""

    date: str
    sort: str
    node: NodeLink
    target: str
    place: Place | None
    says: str
    text: str
    by: str
    by_address: str
    evidence: str
    basis: str
    illustrative: bool


class UnitReport(Struct, frozen=True):
    """What one unit's measures have on record; `silent` are those without any."""

    id: str
    name: str
    address: str
    measures: int
    reported: int
    silent: tuple[NodeLink, ...]
    rows: tuple[ProgressRow, ...]


class Report(Struct, frozen=True):
    """A half-year (`2020-H1`): the county's numbers, then unit by unit."""

    name: str
    title: str
    address: str
    start: str
    end: str
    closed: bool
    measures: int
    reported: int
    targets: int
    results: int
    units: tuple[UnitReport, ...]
    rows: tuple[ProgressRow, ...]
    illustrative: bool

    @property
    def shown(self) -> tuple[ProgressRow, ...]:
        """The latest of the records, as many as a page holds; the pages of measures and units hold all of theirs."""
        return self.rows[-ROWS:]


def halves(index: Index) -> tuple[str, ...]:
    """The half-years that have records, newest first."""
    names = {_half(entry.date) for entry in index.overlays.progress}
    return tuple(sorted(names, reverse=True))


def report(index: Index, half: str) -> Report:
    """The report on one half-year."""
    start, end = (day.isoformat() for day in periods.days(half))
    entries = sorted(
        (entry for entry in index.overlays.progress if start <= entry.date <= end),
        key=lambda entry: (entry.date, entry.of),
    )
    rows = [row for entry in dict.fromkeys(entries) if (row := progress_row(index, entry))]
    touched = {row.node.id for row in rows}
    numbers = {target.id for target in index.plan.targets if target.kind == "quantified"}
    return Report(
        half,
        f"{words.period(half)}推进情况",
        addresses.progress(half),
        words.day(start),
        words.day(end),
        bool(index.plan.as_of and index.plan.as_of > end),
        len(index.measures),
        sum(node.id in touched for node in index.measures),
        len(numbers),
        len({entry.of for entry in entries if entry.of in numbers}),
        tuple(_units(index, rows, touched)),
        tuple(rows),
        any(entry.illustrative for entry in entries),
    )


def _units(index: Index, rows: Iterable[ProgressRow], touched: set[str]) -> Iterator[UnitReport]:
    led: dict[str, list[Node]] = {}
    leaders: dict[str, tuple[str, ...]] = {}
    for node in index.measures:
        leaders[node.id or ""] = answering(index, node)
        for unit in leaders[node.id or ""]:
            led.setdefault(unit, []).append(node)
    told: dict[str, list[ProgressRow]] = {}
    for row in rows:
        for unit in leaders.get(row.node.id, ()):
            told.setdefault(unit, []).append(row)
    for body in index.plan.units:
        nodes = led.get(body.id, [])
        if not nodes or body.kind == "group":
            continue
        yield UnitReport(
            body.id,
            body.name,
            addresses.unit(body.id),
            len(nodes),
            sum(node.id in touched for node in nodes),
            tuple(node_link(index, node) for node in nodes if node.id not in touched),
            tuple(told.get(body.id, ())),
        )


def answering(index: Index, node: Node) -> tuple[str, ...]:
    """Ids of the units that lead a measure or answer for it, those that fill a blank included."""
    return index.units_of(node.lead + node.responsible)


def progress_row(index: Index, entry: Progress) -> ProgressRow | None:
    """One entry in words; `None` where its record is no longer shown."""
    target = index.target_by_id.get(entry.of)
    node = index.by_path[target.node] if target else index.by_id.get(entry.of)
    if node is None:
        return None
    unit = index.units.get(entry.by or "")
    says = f"{entry.value}{entry.unit or ''}" if entry.value is not None else ""
    state = words.DONE[entry.state] if entry.state else ""
    return ProgressRow(
        words.day(entry.date),
        entry.date,
        node_link(index, node),
        (target.indicator or target.span.quote) if target else "",
        place(index, target.id, target.span) if target else None,
        "，".join(part for part in (says, state) if part),
        entry.text,
        unit.name if unit else "",
        addresses.unit(unit.id) if unit else "",
        entry.evidence or "",
        entry.basis,
        entry.illustrative,
    )


def _half(day: str) -> str:
    return f"{day[:4]}-H{1 if day[5:7] <= '06' else 2}"
