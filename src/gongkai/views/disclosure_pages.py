"""The pages of a register of duties that is too long for one: its first page, and one for each section. Pure.

A register of up to `ROWS` rows is one page. A longer one is cut by the plan's own sections, and a section that is
itself too long into pages of that many rows; no node is parted. The first page says how all of it stands, what is
overdue or soon due, and which page holds what. `places` alone says where the row of a duty is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby

from msgspec import Struct

from gongkai import addresses
from gongkai.model import Duty, Node
from gongkai.views.disclosure import Basis, Register, basis, register
from gongkai.views.index import Index
from gongkai.views.parts import (
    ROWS,
    Fact,
    NodeLink,
    Tally,
    duty_fact,
    node_link,
    tally,
)

SOON = timedelta(days=30)
_NUMBERED = re.compile(r"N(\d+)-")


class Sheet(Struct, frozen=True):
    """A page of a register that is cut: the duties of the section `top`, or the `number`th part of them of `of`."""

    top: Node
    number: int
    of: int
    duties: tuple[Duty, ...]

    @property
    def address(self) -> str:
        """Where it is."""
        return addresses.duties(self.top.id or self.top.path, self.number)


class Due(Struct, frozen=True):
    """A duty that is overdue or soon due, where its row is, and the day."""

    fact: Fact
    row: str
    day: str
    sort: str


class SheetRow(Struct, frozen=True):
    """A page in the list of all; `holds` are the nodes whose duties it holds, as runs of identifiers."""

    link: NodeLink
    public: int
    others: int
    overdue: int
    soon: int
    next_due: str
    next_sort: str
    holds: str


class Front(Struct, frozen=True):
    """The first page. `overdue` and `soon` hold the first of so many as `overdue_all` and `soon_all` say."""

    basis: Basis
    public: Tally
    public_all: int
    others: Tally
    rows: tuple[SheetRow, ...]
    overdue: tuple[Due, ...]
    overdue_all: int
    soon: tuple[Due, ...]
    soon_all: int
    soon_days: int


class SheetPage(Struct, frozen=True):
    """What the page of a sheet shows; `holds` as in `SheetRow`."""

    link: NodeLink
    holds: str
    section: NodeLink
    duties: Register
    previous: NodeLink | None
    next: NodeLink | None


def sheets(index: Index, most: int = ROWS) -> tuple[Sheet, ...]:
    """The pages under the first one of a register of more than `most` rows; of a shorter one none."""
    if sum(_rows(index, duty) for duty in index.plan.duties) <= most:
        return ()
    found: list[Sheet] = []
    for top in index.tops:
        nodes = (index.duties.get(node.path, ()) for node in index.below(top))
        packed = tuple(_packed(index, nodes, most))
        found.extend(Sheet(top, at, len(packed), part) for at, part in enumerate(packed, 1))
    return tuple(found)


def places(plan: Iterable[Duty], cut: Sequence[Sheet]) -> Mapping[str, str]:
    """Where the row of each duty is, by its identifier; `cut` are the sheets of the register."""
    pages = {duty.id: sheet.address for sheet in cut for duty in sheet.duties}
    return {duty.id: f"{pages.get(duty.id, addresses.DISCLOSURE)}#{duty.id}" for duty in plan}


def front(index: Index, cut: Sequence[Sheet], most: int = ROWS) -> Front:
    """The first page of a register that is cut into the sheets `cut`."""
    facts = [duty_fact(index, duty) for duty in index.plan.duties]
    rows, until = places(index.plan.duties, cut), _until(index)
    overdue = [Due(fact, rows[fact.id], *fact.first_due) for fact in facts if fact.is_overdue]
    soon = [
        Due(fact, rows[fact.id], fact.next_due, fact.next_sort)
        for fact in facts
        if _is_soon(fact, until)
    ]
    holds = _held(cut)
    return Front(
        basis(index, len(facts)),
        tally(fact for fact in facts if fact.public),
        sum(fact.public for fact in facts),
        tally(fact for fact in facts if not fact.public),
        tuple(_row(index, sheet, holds[at], until) for at, sheet in enumerate(cut)),
        tuple(sorted(overdue, key=_first)[: most // 2]),
        len(overdue),
        tuple(sorted(soon, key=_first)[: most // 2]),
        len(soon),
        SOON.days,
    )


def sheet_pages(index: Index, cut: Sequence[Sheet]) -> Iterator[SheetPage]:
    """What the pages under the first one show, in order."""
    links = [_link(index, sheet) for sheet in cut]
    for link, sheet, holds, before, after in zip(
        links, cut, _held(cut), (None, *links), (*links[1:], None), strict=False
    ):
        section = node_link(index, sheet.top)
        yield SheetPage(link, holds, section, register(index, sheet.duties), before, after)


def _rows(index: Index, duty: Duty) -> int:
    """How many rows the register has of a duty: its own, and of what is to be published each period and record."""
    if not duty.public:
        return 1
    periods = len(index.states.get(duty.id, ()))
    return 1 + (periods if periods > 1 else 0) + len(index.disclosures.get(duty.id, ()))


def _packed(index: Index, nodes: Iterable[Sequence[Duty]], most: int) -> Iterator[tuple[Duty, ...]]:
    """The duties of nodes, parted where `most` rows would be passed, but never those of one node."""
    page: list[Duty] = []
    used = 0
    for duties in nodes:
        rows = sum(_rows(index, duty) for duty in duties)
        if page and used + rows > most:
            yield tuple(page)
            page, used = [], 0
        page.extend(duties)
        used += rows
    if page:
        yield tuple(page)


def _link(index: Index, sheet: Sheet) -> NodeLink:
    top = sheet.top
    title = index.title(top) + (f"（第{sheet.number}页）" if sheet.of > 1 else "")
    return NodeLink(top.id or "", index.number(top), top.path, title, sheet.address)


def _row(index: Index, sheet: Sheet, holds: str, until: str) -> SheetRow:
    facts = [duty_fact(index, duty) for duty in sheet.duties]
    public = sum(fact.public for fact in facts)
    first = min(facts, key=lambda fact: fact.next_sort)
    return SheetRow(
        _link(index, sheet),
        public,
        len(facts) - public,
        sum(fact.is_overdue for fact in facts),
        sum(_is_soon(fact, until) for fact in facts),
        first.next_due,
        first.next_sort,
        holds,
    )


def _held(cut: Sequence[Sheet]) -> list[str]:
    """The nodes of each sheet as `N004-N117 N203`; a run may pass over nodes that no sheet holds."""
    numbered = sorted(
        {
            (int(found[1]), found[0].removesuffix("-"), at)
            for at, sheet in enumerate(cut)
            for duty in sheet.duties
            if (found := _NUMBERED.match(duty.id))
        }
    )
    runs: list[list[str]] = [[] for _ in cut]
    for at, group in groupby(numbered, key=lambda one: one[2]):
        first, *rest = [name for _, name, _ in group]
        runs[at].append(f"{first}-{rest[-1]}" if rest else first)
    return [" ".join(one) for one in runs]


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
