"""The pages of the lists (measures, targets, registers kept, blanks) where they are too long for one. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from gongkai import addresses
from gongkai.model import Blank, Duty, Erratum, Node, Target
from gongkai.views import registers, words
from gongkai.views.cut import ROWS, Sheet, held, sheets
from gongkai.views.disclosure import kept
from gongkai.views.fronts import Dues, SheetPage, SheetRow, dues, sheet_pages, sheet_rows
from gongkai.views.index import Index
from gongkai.views.parts import Fact, duty_fact, target_fact
from gongkai.views.registers import Blanks, MeasureRow, Targets

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


class CutList(Struct, frozen=True):
    """A list that is cut: what its first page shows, and the pages after it."""

    front: MeasuresFront | TargetsFront | KeptFront | BlanksFront
    pages: Iterator[SheetPage[Any]]


def cut_lists(index: Index) -> dict[str, CutList]:
    """The lists that are too long for one page, by their addresses."""
    measures, targets = measure_sheets(index), target_sheets(index)
    registers_kept, blanks = kept_sheets(index), blank_sheets(index)
    found: dict[str, CutList] = {}
    if measures:
        found[addresses.MEASURES] = CutList(
            measures_front(index, measures), measure_pages(index, measures)
        )
    if targets:
        found[addresses.TARGETS] = CutList(
            targets_front(index, targets), target_pages(index, targets)
        )
    if registers_kept:
        found[addresses.REGISTERS] = CutList(
            kept_front(index, registers_kept), kept_pages(index, registers_kept)
        )
    if blanks:
        found[addresses.BLANKS] = CutList(blanks_front(index, blanks), blank_pages(index, blanks))
    return found


def addresses_of(index: Index) -> Iterator[tuple[str, str]]:
    """The pages of all lists that are cut, each with its first page."""
    for cut in (
        measure_sheets(index),
        target_sheets(index),
        kept_sheets(index),
        blank_sheets(index),
    ):
        yield from ((sheet.address, sheet.room) for sheet in cut)


def measure_sheets(index: Index, most: int = ROWS) -> tuple[Sheet[Node], ...]:
    """The pages of measures under the first one; of a list of up to `WHOLE` rows none, as of the others."""
    own = {node.path: (node,) for node in index.measures}
    return sheets(addresses.MEASURES, index.by_section(own), _one, most, WHOLE)


def measures_front(index: Index, cut: Sequence[Sheet[Node]]) -> MeasuresFront:
    """The first page of measures."""

    def counts(nodes: Sequence[Node]) -> tuple[int, ...]:
        targets = sum(len(index.targets.get(node.path, ())) for node in nodes)
        return len(nodes), targets, sum(len(index.duties.get(node.path, ())) for node in nodes)

    return MeasuresFront(len(index.measures), sheet_rows(index, cut, _nodes(cut), counts))


def measure_pages(
    index: Index, cut: Sequence[Sheet[Node]]
) -> Iterator[SheetPage[tuple[MeasureRow, ...]]]:
    """The pages of measures after the first one."""
    return sheet_pages(index, cut, _nodes(cut), lambda sheet: registers.measures(index, sheet.rows))


def target_sheets(index: Index, most: int = ROWS) -> tuple[Sheet[Target], ...]:
    """The pages of targets under the first one."""
    return sheets(addresses.TARGETS, index.by_section(index.targets), _one, most, WHOLE)


def targets_front(index: Index, cut: Sequence[Sheet[Target]], most: int = ROWS) -> TargetsFront:
    """The first page of targets."""

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


def target_pages(index: Index, cut: Sequence[Sheet[Target]]) -> Iterator[SheetPage[Targets]]:
    """The pages of targets after the first one."""
    return sheet_pages(
        index, cut, _records(cut), lambda sheet: registers.targets(index, sheet.rows)
    )


def kept_sheets(index: Index, most: int = ROWS) -> tuple[Sheet[Duty], ...]:
    """The pages of registers kept under the first one."""
    own: dict[str, list[Duty]] = {}
    for duty in kept(index):
        own.setdefault(duty.node, []).append(duty)
    return sheets(addresses.REGISTERS, index.by_section(own), _one, most, WHOLE)


def kept_front(index: Index, cut: Sequence[Sheet[Duty]], most: int = ROWS) -> KeptFront:
    """The first page of registers kept."""
    total = sum(len(sheet.rows) for sheet in cut)
    return KeptFront(total, dues(index, cut, duty_fact, lambda facts: (len(facts),), most))


def kept_pages(index: Index, cut: Sequence[Sheet[Duty]]) -> Iterator[SheetPage[tuple[Fact, ...]]]:
    """The pages of registers kept after the first one."""
    return sheet_pages(
        index, cut, _records(cut), lambda sheet: tuple(duty_fact(index, one) for one in sheet.rows)
    )


def blank_sheets(index: Index, most: int = ROWS) -> tuple[Sheet[Blank | Erratum], ...]:
    """The pages of blanks and misprints under the first one."""
    own: dict[str, list[Blank | Erratum]] = {}
    for records in (index.plan.errata, index.plan.blanks):
        for record in records:
            own.setdefault(record.node, []).append(record)
    return sheets(addresses.BLANKS, index.by_section(own), _one, most, WHOLE)


def blanks_front(index: Index, cut: Sequence[Sheet[Blank | Erratum]]) -> BlanksFront:
    """The first page of blanks and misprints."""

    def counts(records: Sequence[Blank | Erratum]) -> tuple[int, ...]:
        blanks = [one for one in records if isinstance(one, Blank)]
        return len(records) - len(blanks), len(blanks), sum(one.fill is None for one in blanks)

    of_kind: Counter[str] = Counter(blank.kind for blank in index.plan.blanks)
    return BlanksFront(
        of_kind.total(),
        len(index.plan.errata),
        tuple((label, of_kind[kind]) for kind, label in words.BLANK_KIND.items() if of_kind[kind]),
        sheet_rows(index, cut, _records(cut), counts),
    )


def blank_pages(index: Index, cut: Sequence[Sheet[Blank | Erratum]]) -> Iterator[SheetPage[Blanks]]:
    """The pages of blanks and misprints after the first one."""
    return sheet_pages(index, cut, _records(cut), lambda sheet: registers.blanks(index, sheet.rows))


def _one(_: object) -> int:
    return 1


def _nodes(cut: Sequence[Sheet[Node]]) -> list[str]:
    return held([node.id or "" for node in sheet.rows] for sheet in cut)


def _records(
    cut: Sequence[Sheet[Target]] | Sequence[Sheet[Duty]] | Sequence[Sheet[Blank | Erratum]],
) -> list[str]:
    return held([record.id for record in sheet.rows] for sheet in cut)
