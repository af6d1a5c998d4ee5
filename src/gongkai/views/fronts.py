"""The pages of a list that is cut: what stands around the rows of each, and what the first page tells of all. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Generic, TypeVar

from msgspec import Struct

from gongkai.views.cut import Row, Sheet, held
from gongkai.views.index import Index
from gongkai.views.parts import Fact, NodeLink, node_link

SOON = timedelta(days=30)
Shown = TypeVar("Shown")


class SheetPage(Struct, Generic[Shown], frozen=True):
    """A page under the first one; `holds` are the nodes that it holds, as runs of identifiers."""

    link: NodeLink
    holds: str
    section: NodeLink
    shown: Shown
    previous: NodeLink | None
    next: NodeLink | None


class SheetRow(Struct, frozen=True):
    """A page in the list of all: how much it holds of each kind; `holds` as in `SheetPage`."""

    link: NodeLink
    holds: str
    counts: tuple[int, ...]


class DueRow(Struct, frozen=True):
    """A page of facts in the list of all: what of them is overdue, soon due, and due next."""

    sheet: SheetRow
    overdue: int
    soon: int
    next_due: str
    next_sort: str


class Due(Struct, frozen=True):
    """Something overdue or soon due, where its row is, and the day."""

    fact: Fact
    row: str
    day: str
    sort: str


class Dues(Struct, frozen=True):
    """What is due of facts that are cut. `overdue` and `soon` hold the first of so many as `overdue_all` and `soon_all` say."""

    rows: tuple[DueRow, ...]
    overdue: tuple[Due, ...]
    overdue_all: int
    soon: tuple[Due, ...]
    soon_all: int
    soon_days: int


def sheet_pages(
    index: Index,
    cut: Sequence[Sheet[Row]],
    holds: Iterable[str],
    show: Callable[[Sheet[Row]], Shown],
) -> Iterator[SheetPage[Shown]]:
    """The pages under the first one, in order; `holds` of each, `show` makes what it shows."""
    links = [_link(index, sheet) for sheet in cut]
    for link, sheet, held_there, before, after in zip(
        links, cut, holds, (None, *links), (*links[1:], None), strict=False
    ):
        yield SheetPage(link, held_there, node_link(index, sheet.top), show(sheet), before, after)


def sheet_rows(
    index: Index,
    cut: Sequence[Sheet[Row]],
    holds: Iterable[str],
    count: Callable[[Sequence[Row]], tuple[int, ...]],
) -> tuple[SheetRow, ...]:
    """The pages in the list of all."""
    return tuple(
        SheetRow(_link(index, sheet), held_there, count(sheet.rows))
        for sheet, held_there in zip(cut, holds, strict=True)
    )


def dues(
    index: Index,
    cut: Sequence[Sheet[Row]],
    fact: Callable[[Index, Row], Fact],
    count: Callable[[Sequence[Fact]], tuple[int, ...]],
    most: int,
) -> Dues:
    """What is due of the records in `cut`, of each of which `fact` makes a fact; `most`: rows of a page."""
    until = _until(index)
    facts = [[fact(index, row) for row in sheet.rows] for sheet in cut]
    holds = held([one.id for one in some] for some in facts)
    overdue: list[Due] = []
    soon: list[Due] = []
    rows: list[DueRow] = []
    for sheet, some, held_there in zip(cut, facts, holds, strict=True):
        late = [one for one in some if one.is_overdue]
        near = [one for one in some if _is_soon(one, until)]
        overdue += (Due(one, f"{sheet.address}#{one.id}", *one.first_due) for one in late)
        soon += (Due(one, f"{sheet.address}#{one.id}", one.next_due, one.next_sort) for one in near)
        first = min(some, key=lambda one: one.next_sort)
        own = SheetRow(_link(index, sheet), held_there, count(some))
        rows.append(DueRow(own, len(late), len(near), first.next_due, first.next_sort))
    return Dues(
        tuple(rows),
        tuple(sorted(overdue, key=_first)[: most // 2]),
        len(overdue),
        tuple(sorted(soon, key=_first)[: most // 2]),
        len(soon),
        SOON.days,
    )


def _link(index: Index, sheet: Sheet[Row]) -> NodeLink:
    top = sheet.top
    title = index.title(top) + (f"（第{sheet.number}页）" if sheet.of > 1 else "")
    return NodeLink(top.id or "", index.number(top), top.path, title, sheet.address)


def _until(index: Index) -> str:
    """The last day that is soon; "" where it is not said which day it is."""
    if index.plan.as_of is None:
        return ""
    return (date.fromisoformat(index.plan.as_of) + SOON).isoformat()


def _is_soon(fact: Fact, until: str) -> bool:
    """Whether something not yet due is due soon; of the same duty something may be overdue as well."""
    return fact.next_sort <= until


def _first(due: Due) -> tuple[bool, str]:
    """What is owed to the public comes first, then what is due first."""
    return not due.fact.public, due.sort
