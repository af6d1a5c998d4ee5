"""The changes between two revisions as people read them: by kind, with numbers and names. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct

from gongkai.model import Node, Unit
from gongkai.revise.change import Change, ChangeKind, Diff
from gongkai.revise.tokens import Edit, edits
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
    """A change. `anchor` is permanent; numbers are those printed, "" where there is none.

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


def changes(
    diff: Diff, old: Index, new: Index, page_of: Callable[[Index, Node], str] | None = None
) -> Changes:
    """The view of `diff`, whose plans are `old` and `new`; `page_of` gives the page of a revision's text on which a node stands."""
    units = {unit.id: unit for unit in (*old.plan.units, *new.plan.units)}
    anchors: dict[str, int] = {}
    rows = [_row(change, old, new, units, anchors, page_of) for change in diff.changes]
    by_kind = ((kind, tuple(row for row in rows if row.kind == kind)) for kind in KIND)
    concerned: dict[Affected, list[ChangeRow]] = {}
    for row in rows:
        for unit in row.units:
            concerned.setdefault(unit, []).append(row)
    return Changes(
        old=diff.old,
        new=diff.new,
        groups=tuple(Group(kind, KIND[kind], found) for kind, found in by_kind if found),
        frame=tuple(edits(edit.old, edit.new) for edit in diff.frame),
        units=tuple(
            (unit, tuple(concerned[unit])) for unit in sorted(concerned, key=lambda one: one.id)
        ),
        unassigned=tuple(row for row in rows if not row.units),
        total=len(rows),
    )


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
        why=_why(change, *numbers),
        old=held,
        new=put,
        edits=edits(held, put) if change.kind == "reworded" else (),
        units=tuple(Affected(one, units[one].name) for one in change.units if one in units),
        other=change.other or "",
        records=change.records,
        old_page=page(old, "split"),  # from which it was split off
        new_page=page(new, "merged"),  # into which it went
    )


def _why(change: Change, old: str, new: str) -> str:
    """Why, in printed numbers where it is about them: people cite 三（二）, not the ordinal path."""
    if change.kind in ("moved", "renumbered") and old and new and old != new:
        return f"由{old}移至{new}" if change.kind == "moved" else f"编号由{old}变为{new}"
    return change.why


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
