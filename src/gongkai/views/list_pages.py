"""The pages of the lists (measures, targets, registers kept, blanks) where they are too long for one. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from gongkai import addresses
from gongkai.model import Blank, Duty, Erratum, Node, Target
from gongkai.views import registers, words
from gongkai.views.cut import ROWS, Sheet, held, sheets
from gongkai.views.disclosure import kept
from gongkai.views.fronts import Dues, SheetPage, SheetRow, dues, sheet_pages, sheet_rows
from gongkai.views.index import Index, by_node
from gongkai.views.parts import Fact, duty_fact, target_fact

# Rows of a list that is one page: filters hold for a page, so that a list is cut only where it must be.
WHOLE = 1_000


class MeasuresFront(Struct, frozen=True):
    """The first page of measures; each row counts measures, targets and duties."""

    total: int
    rows: tuple[SheetRow, ...]


class TargetsFront(Struct, frozen=True):
    """The first page of targets, with how many stand how; each row of `due` counts targets, and those without number."""

    total: int
    counts: tuple[tuple[str, int], ...]
    blank: int
    as_of: str
    due: Dues


class KeptFront(Struct, frozen=True):
    """The first page of the registers and lists that the plan orders kept; each row of `due` counts them."""

    total: int
    due: Dues


class BlanksFront(Struct, frozen=True):
    """The first page of blanks and misprints; each row counts misprints, blanks, and blanks not filled."""

    total: int
    errata: int
    kinds: tuple[tuple[str, int], ...]
    rows: tuple[SheetRow, ...]


Front = MeasuresFront | TargetsFront | KeptFront | BlanksFront


class CutList(Struct, frozen=True):
    """A list that is cut: what its first page shows, and the pages after it."""

    front: Front
    pages: Iterator[SheetPage[Any]]


class _List(Struct, frozen=True):
    """A list: its rows by the path of their node, what a page shows of some of them, and its first page where it is cut.

    `front` is told how many rows its tables of what is due hold.
    """

    rows: Callable[[Index], Mapping[str, Sequence[Any]]]
    shown: Callable[[Index, tuple[Any, ...]], Any]
    front: Callable[[Index, Sequence[Sheet[Any]], int], Front]


def cut_lists(index: Index) -> dict[str, CutList]:
    """The lists that are too long for one page, by their addresses."""
    found = {room: cut_list(index, room) for room in LISTS}
    return {room: cut for room, cut in found.items() if cut}


def addresses_of(index: Index) -> Iterator[tuple[str, str]]:
    """The pages of all lists that are cut, each with its first page."""
    for room in LISTS:
        yield from ((sheet.address, sheet.room) for sheet in list_sheets(index, room))


def cut_list(index: Index, room: str, most: int = ROWS) -> CutList | None:
    """The list at `room` on pages of up to `most` rows; none where it is one page."""
    cut, listed = list_sheets(index, room, most), LISTS[room]
    if not cut:
        return None
    pages = sheet_pages(index, cut, _holds(cut), lambda sheet: listed.shown(index, sheet.rows))
    return CutList(listed.front(index, cut, most), pages)


def list_sheets(index: Index, room: str, most: int = ROWS) -> tuple[Sheet[Any], ...]:
    """The pages of the list at `room` under its first one; of a list of up to `WHOLE` rows none."""
    return sheets(room, index.by_section(LISTS[room].rows(index)), lambda _: 1, most, WHOLE)


def _measures_front(index: Index, cut: Sequence[Sheet[Node]], _: int) -> MeasuresFront:
    def counts(nodes: Sequence[Node]) -> tuple[int, ...]:
        targets = sum(len(index.targets.get(node.path, ())) for node in nodes)
        return len(nodes), targets, sum(len(index.duties.get(node.path, ())) for node in nodes)

    return MeasuresFront(len(index.measures), sheet_rows(index, cut, _holds(cut), counts))


def _targets_front(index: Index, cut: Sequence[Sheet[Target]], most: int) -> TargetsFront:
    def counts(facts: Sequence[Fact]) -> tuple[int, ...]:
        return len(facts), sum(fact.blank for fact in facts)

    whole = registers.targets(index)
    return TargetsFront(
        len(whole.facts),
        whole.counts,
        whole.blank,
        whole.as_of,
        dues(index, cut, target_fact, counts, most),
    )


def _kept_front(index: Index, cut: Sequence[Sheet[Duty]], most: int) -> KeptFront:
    total = sum(len(sheet.rows) for sheet in cut)
    return KeptFront(total, dues(index, cut, duty_fact, lambda facts: (len(facts),), most))


def _blanks_front(index: Index, cut: Sequence[Sheet[Blank | Erratum]], _: int) -> BlanksFront:
    def counts(records: Sequence[Blank | Erratum]) -> tuple[int, ...]:
        blanks = [one for one in records if isinstance(one, Blank)]
        return len(records) - len(blanks), len(blanks), sum(one.fill is None for one in blanks)

    of_kind: Counter[str] = Counter(blank.kind for blank in index.plan.blanks)
    return BlanksFront(
        of_kind.total(),
        len(index.plan.errata),
        tuple((label, of_kind[kind]) for kind, label in words.BLANK_KIND.items() if of_kind[kind]),
        sheet_rows(index, cut, _holds(cut), counts),
    )


def _holds(cut: Sequence[Sheet[Any]]) -> list[str]:
    return held([row.id or "" for row in sheet.rows] for sheet in cut)


LISTS: Mapping[str, _List] = {
    addresses.MEASURES: _List(
        lambda index: {node.path: (node,) for node in index.measures},
        registers.measures,
        _measures_front,
    ),
    addresses.TARGETS: _List(lambda index: index.targets, registers.targets, _targets_front),
    addresses.REGISTERS: _List(
        lambda index: by_node(kept(index)),
        lambda index, duties: tuple(duty_fact(index, one) for one in duties),
        _kept_front,
    ),
    addresses.BLANKS: _List(
        lambda index: by_node((*index.plan.errata, *index.plan.blanks)),
        registers.blanks,
        _blanks_front,
    ),
}
