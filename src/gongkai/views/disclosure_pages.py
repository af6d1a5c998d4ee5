"""The pages of a register of duties that is too long for one. Pure.

Its rows are duties, and of what is to be published each period and record. `places` alone says where the row of a
duty is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from gongkai import addresses
from gongkai.model import Duty
from gongkai.views import cut as cutting
from gongkai.views.cut import ROWS, Sheet
from gongkai.views.disclosure import Basis, Register, basis, register
from gongkai.views.fronts import Dues, SheetPage, dues
from gongkai.views.fronts import sheet_pages as pages_of
from gongkai.views.index import Index
from gongkai.views.parts import Fact, Tally, duty_fact, tally


class Front(Struct, frozen=True):
    """The first page: how all duties stand, and what is due; each row of `due` counts duties to publish, and others."""

    basis: Basis
    public: Tally
    public_all: int
    others: Tally
    due: Dues


def sheets(index: Index, most: int = ROWS) -> tuple[Sheet[Duty], ...]:
    """The pages under the first one of a register of more than `most` rows; of a shorter one none."""
    return cutting.sheets(
        addresses.DISCLOSURE, index.by_section(index.duties), lambda duty: _rows(index, duty), most
    )


def places(plan: Iterable[Duty], cut: Sequence[Sheet[Duty]]) -> Mapping[str, str]:
    """Where the row of each duty is, by its identifier; `cut` are the sheets of the register."""
    pages = {duty.id: sheet.address for sheet in cut for duty in sheet.rows}
    return {duty.id: f"{pages.get(duty.id, addresses.DISCLOSURE)}#{duty.id}" for duty in plan}


def front(index: Index, cut: Sequence[Sheet[Duty]], most: int = ROWS) -> Front:
    """The first page of a register that is cut into the sheets `cut`."""
    facts = [duty_fact(index, duty) for duty in index.plan.duties]
    return Front(
        basis(index, len(facts)),
        tally(fact for fact in facts if fact.public),
        sum(fact.public for fact in facts),
        tally(fact for fact in facts if not fact.public),
        dues(index, cut, duty_fact, _counts, most),
    )


def sheet_pages(index: Index, cut: Sequence[Sheet[Duty]]) -> Iterator[SheetPage[Register]]:
    """What the pages under the first one show, in order."""
    holds = cutting.held([duty.id for duty in sheet.rows] for sheet in cut)
    return pages_of(index, cut, holds, lambda sheet: register(index, sheet.rows))


def _rows(index: Index, duty: Duty) -> int:
    """How many rows the register has of a duty: its own, and of what is to be published each period and record."""
    if not duty.public:
        return 1
    periods = len(index.states.get(duty.id, ()))
    return 1 + (periods if periods > 1 else 0) + len(index.disclosures.get(duty.id, ()))


def _counts(facts: Sequence[Fact]) -> tuple[int, ...]:
    public = sum(fact.public for fact in facts)
    return public, len(facts) - public
