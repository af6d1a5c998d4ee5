"""The changes between two revisions as people read them: by kind, with numbers and names. Pure.

Up to `ROWS` changes are one page. More have a first page, which counts them and lists them by unit, and pages of so many.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from gongkai import addresses
from gongkai.model import Node, Unit
from gongkai.revise.change import Change, ChangeKind, Diff
from gongkai.revise.tokens import Edit, edits
from gongkai.views.cut import ROWS
from gongkai.views.index import Index

# Structure first, the words last.
KIND: Mapping[ChangeKind, str] = {
    "added": "新增",
    "dropped": "删去",
    "split": "拆分",
    "merged": "合并",
    "moved": "移动",
    "units": "承担单位",
    "target": "目标",
    "deadline": "时限",
    "filled": "空白填写",
    "reworded": "文字",
    "renumbered": "编号",
}
AROUND = 24  # characters shown of what stayed on each side of a change


class Affected(Struct, frozen=True):
    """A unit whom a change concerns."""

    id: str
    name: str


class ChangeRow(Struct, frozen=True):
    """A change. `anchor` is permanent; numbers are those printed, "" where there is none; `part`: on which page it stands.

    `old_page` and `new_page`: the page of each revision's text on which it stands, "" where nobody asked or it is not there.
    """

    anchor: str
    kind: ChangeKind
    label: str
    node: str
    title: str
    old_number: str
    new_number: str
    why: str
    old: str
    new: str
    edits: tuple[Edit, ...]
    units: tuple[Affected, ...]
    other: str
    records: tuple[str, ...]
    old_page: str = ""
    new_page: str = ""
    part: int = 1

    @property
    def number(self) -> str:
        """The number under which the node is, or last was, printed."""
        return self.new_number or self.old_number


class Group(Struct, frozen=True):
    """The changes of one kind, in the order of the text."""

    kind: ChangeKind
    label: str
    rows: tuple[ChangeRow, ...]


class Changes(Struct, frozen=True):
    """All changes from `old` to `new`; `units` are those concerned, each with its changes."""

    old: str
    new: str
    groups: tuple[Group, ...]
    frame: tuple[tuple[Edit, ...], ...]
    units: tuple[tuple[Affected, tuple[ChangeRow, ...]], ...]
    unassigned: tuple[ChangeRow, ...]
    total: int

    @property
    def rows(self) -> tuple[ChangeRow, ...]:
        """All of them, in the order of the groups."""
        return tuple(row for group in self.groups for row in group.rows)


class Part(Struct, frozen=True):
    """A page of changes that are more than one page holds; the first page is number 1 and has none."""

    old: str
    new: str
    number: int
    of: int
    address: str
    previous: str
    next: str  # "" for none
    groups: tuple[Group, ...]


def parts(view: Changes) -> tuple[Part, ...]:
    """The pages after the first one; none where that holds all changes."""
    pages: dict[int, list[ChangeRow]] = {}
    for row in view.rows:
        if row.part > 1:
            pages.setdefault(row.part, []).append(row)
    last = max(pages, default=1)
    where = partial(addresses.comparison, view.old, view.new)
    return tuple(
        Part(
            view.old,
            view.new,
            number,
            last,
            where(number),
            where(number - 1),
            where(number + 1) if number < last else "",
            _groups(rows),
        )
        for number, rows in pages.items()
    )


def _groups(rows: Iterable[ChangeRow]) -> tuple[Group, ...]:
    """The changes by kind, each in the order in which it came."""
    found: dict[ChangeKind, list[ChangeRow]] = {kind: [] for kind in KIND}
    for row in rows:
        found[row.kind].append(row)
    return tuple(Group(kind, KIND[kind], tuple(some)) for kind, some in found.items() if some)


def changes(
    diff: Diff, old: Index, new: Index, page_of: Callable[[Index, Node], str] | None = None
) -> Changes:
    """The view of `diff`, whose plans are `old` and `new`; `page_of` gives the page of a revision's text on which a node stands."""
    units = {unit.id: unit for unit in (*old.plan.units, *new.plan.units)}
    anchors: dict[str, int] = {}
    rows = _parted([_row(change, old, new, units, anchors, page_of) for change in diff.changes])
    concerned: dict[Affected, list[ChangeRow]] = {}
    for row in rows:
        for unit in row.units:
            concerned.setdefault(unit, []).append(row)
    return Changes(
        old=diff.old,
        new=diff.new,
        groups=_groups(rows),
        frame=tuple(edits(edit.old, edit.new) for edit in diff.frame),
        units=tuple(
            (unit, tuple(concerned[unit])) for unit in sorted(concerned, key=lambda one: one.id)
        ),
        unassigned=tuple(row for row in rows if not row.units),
        total=len(rows),
    )


def _parted(rows: Sequence[ChangeRow]) -> Sequence[ChangeRow]:
    """The changes with the pages on which they stand, in the order in which they came."""
    if len(rows) <= ROWS:
        return rows
    shown = (row for group in _groups(rows) for row in group.rows)
    part = {row.anchor: 2 + at // ROWS for at, row in enumerate(shown)}
    return [replace(row, part=part[row.anchor]) for row in rows]


def _row(
    change: Change,
    old: Index,
    new: Index,
    units: Mapping[str, Unit],
    anchors: dict[str, int],
    page_of: Callable[[Index, Node], str] | None,
) -> ChangeRow:
    def page(index: Index, other: ChangeKind) -> str:
        node = index.by_id.get((change.other or "") if change.kind == other else change.node)
        return page_of(index, node) if page_of and node else ""

    before, after = old.by_id.get(change.node), new.by_id.get(change.node)
    anchor = f"{change.node}-{change.kind}"
    anchors[anchor] = anchors.get(anchor, 0) + 1
    if anchors[anchor] > 1:
        anchor = f"{anchor}-{anchors[anchor]}"
    title = new.title(after) if after else old.title(before) if before else change.node
    held, put = change.old_quote or "", change.new_quote or ""
    numbers = _number(old, before), _number(new, after)
    return ChangeRow(
        anchor=anchor,
        kind=change.kind,
        label=KIND[change.kind],
        node=change.node,
        title=title,
        old_number=numbers[0],
        new_number=numbers[1],
        why=change.why,
        old=held,
        new=put,
        edits=edits(held, put) if change.kind == "reworded" else (),
        units=tuple(Affected(one, units[one].name) for one in change.units if one in units),
        other=change.other or "",
        records=change.records,
        old_page=page(old, "split"),  # from which it was split off
        new_page=page(new, "merged"),  # into which it went
    )


def _number(index: Index, node: Node | None) -> str:
    return index.number(node) if node else ""


def shortened(found: Iterable[Edit]) -> tuple[Edit, ...]:
    """Edits with no more of what stayed than tells where a change stands; "…" stands for the rest."""
    kept = list(found)
    short: list[Edit] = []
    for at, edit in enumerate(kept):
        text = edit.old
        if not edit.same or len(text) <= 2 * AROUND:
            short.append(edit)
        elif at == 0:
            short.append(_stayed("…" + text[-AROUND:]))
        elif at == len(kept) - 1:
            short.append(_stayed(text[:AROUND] + "…"))
        else:
            short.append(_stayed(f"{text[:AROUND]}…{text[-AROUND:]}"))
    return tuple(short)


def _stayed(text: str) -> Edit:
    return Edit(text, text)
