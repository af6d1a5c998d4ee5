"""Two revisions of a plan → all changes between them. Pure.

Nodes are one by their permanent identifiers; `identified` gives them to plans that have none. Each change
names the units whom it concerns, so that what concerns each, and what concerns none, is all there is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

from msgspec.structs import replace

from gongkai.identity import assign, in_order, printed_number, series
from gongkai.model import DateMention, Duty, Node, Plan, Target
from gongkai.revise.amended import Read, amended
from gongkai.revise.change import Change, Diff, whole
from gongkai.revise.kinship import kin
from gongkai.revise.match import match
from gongkai.revise.order import unmoved
from gongkai.revise.tokens import Edit

R = TypeVar("R", Target, DateMention, Duty)


def identified(old: Plan, new: Plan) -> tuple[Plan, Plan]:
    """Both plans under identifiers: their own where they have them, else matched to the other's."""
    if not _numbered(old):
        if _numbered(new):
            return _like(old, new), new
        old = assign(old, in_order(old))
    return (old, new) if _numbered(new) else (old, _like(new, old))


def _numbered(plan: Plan) -> bool:
    return all(node.id for node in plan.nodes)


def _like(plan: Plan, other: Plan) -> Plan:
    ids = match(other.nodes, plan.nodes).ids
    fresh = series(node.id or "" for node in other.nodes)
    return assign(plan, {node.path: ids.get(node.path) or next(fresh) for node in plan.nodes})


def diff(old: Plan, new: Plan, names: tuple[str, str] | None = None) -> Diff:
    """All changes from `old` to `new`, whose nodes bear identifiers. `names` stand for those of the revisions."""
    before = {node.id or "": node for node in old.nodes}
    after = {node.id or "": node for node in new.nodes}
    concerned = _concerned(old), _concerned(new)
    placed: list[tuple[tuple[int, int], Change]] = []
    for place, change in _changes(old, new, before, after):
        nodes = {change.node, change.other or change.node}
        units = {unit for side in concerned for node in nodes for unit in side.get(node, ())}
        placed.append((place, replace(change, units=tuple(sorted(units)))))
    placed.sort(key=lambda one: one[0])
    return Diff(
        *(names or (old.revision.id or "", new.revision.id or "")),
        changes=tuple(change for _, change in placed),
        frame=_frame(old, new),
    )


def concerning(changes: Sequence[Change], unit: str | None) -> tuple[Change, ...]:
    """The changes that concern a unit; `None`: those that concern none."""
    return tuple(one for one in changes if (unit in one.units if unit else not one.units))


def _changes(
    old: Plan, new: Plan, before: Mapping[str, Node], after: Mapping[str, Node]
) -> Iterator[tuple[tuple[int, int], Change]]:
    """Changes with their places: the position in the new text, of what is gone after what it stood behind."""
    kept = [identifier for identifier in before if identifier in after]
    position = {identifier: at for at, identifier in enumerate(after)}
    shifted = _shifted(old, new, before, after)
    reads = _reads(old), _reads(new)
    both = {one: before[one] for one in kept}, {one: after[one] for one in kept}
    added = [node for identifier, node in after.items() if identifier not in before]
    parts = kin(added, *both)
    split = _grouped(parts, reads[1])
    for node in added:
        yield (position[node.id or ""], 0), _added(node, reads[0].get(parts.get(node.id or "", "")))
    lost = [node for identifier, node in before.items() if identifier not in after]
    takers = kin(lost, both[1], both[0])
    merged = _grouped(takers, reads[0])
    last = -1
    for identifier, node in before.items():
        if identifier in after:
            last = position[identifier]
            place = last, 0
            sides = reads[0][identifier], reads[1][identifier]
            if change := _place_change(*sides, shifted):
                yield place, change
            for change in amended(*sides, split.get(identifier, ()), merged.get(identifier, ())):
                yield place, change
        else:
            yield (last, 1), _dropped(node, reads[1].get(takers.get(identifier, "")))


def _grouped(kin: Mapping[str, str], reads: Mapping[str, Read]) -> dict[str, list[Read]]:
    """By the node that they came from or went to, the nodes that were split off or merged, in order."""
    found: dict[str, list[Read]] = {}
    for identifier, other in kin.items():
        found.setdefault(other, []).append(reads[identifier])
    return found


def _added(node: Node, source: Read | None) -> Change:
    if source is None:
        return Change("added", node.id or "", None, node.path, "新增", "whole", None, whole(node))
    why = f"由{_named(source)}拆出"
    return Change(
        "split", node.id or "", source.node.path, node.path, why, "whole", source.node.words, whole(node),
        other=source.id,
    )  # fmt: skip


def _dropped(node: Node, taker: Read | None) -> Change:
    if taker is None:
        return Change("dropped", node.id or "", node.path, None, "删去", "whole", whole(node))
    why = f"并入{_named(taker)}"
    return Change(
        "merged", node.id or "", node.path, taker.node.path, why, "whole", whole(node), taker.node.words,
        other=taker.id,
    )  # fmt: skip


def _named(one: Read) -> str:
    return f"{one.number}（{one.id}）" if one.number else one.id


def _place_change(was: Read, now: Read, shifted: set[str]) -> Change | None:
    old, new = was.node, now.node
    numbers = was.number, now.number
    if not all(numbers) or numbers[0] == numbers[1]:
        numbers = old.path, new.path
    if new.id in shifted:
        kind, why = "moved", f"由{numbers[0]}移至{numbers[1]}"
    elif (old.path, old.label) != (new.path, new.label):
        kind = "renumbered"
        why = f"编号由{numbers[0]}变为{numbers[1]}"
        if numbers[0] == numbers[1]:
            why = f"编号由“{old.label}”变为“{new.label}”"
    else:
        return None
    labels = old.label or None, new.label or None
    return Change(kind, new.id or "", old.path, new.path, why, "label", *labels)  # type: ignore[arg-type]


def _shifted(
    old: Plan, new: Plan, before: Mapping[str, Node], after: Mapping[str, Node]
) -> set[str]:
    """Nodes that changed their place: under another parent, or past others under the same one.

    Of those that stay under one parent, the most that are still in order have stayed in place.
    """
    ids = [{node.path: node.id or "" for node in plan.nodes} for plan in (old, new)]
    parents = [
        {key: paths.get(node.parent or "", "") for key, node in side.items()}
        for paths, side in zip(ids, (before, after), strict=True)
    ]
    order = {identifier: at for at, identifier in enumerate(before)}
    shifted: set[str] = set()
    together: dict[str, list[str]] = {}
    for identifier in after:
        if identifier in before:
            if parents[0][identifier] == parents[1][identifier]:
                together.setdefault(parents[1][identifier], []).append(identifier)
            else:
                shifted.add(identifier)
    for group in together.values():
        places = [order[identifier] for identifier in group]
        stayed = unmoved(places)
        shifted.update(
            identifier
            for identifier, place in zip(group, places, strict=True)
            if place not in stayed and before[identifier].path != after[identifier].path
        )
    return shifted


def _reads(plan: Plan) -> dict[str, Read]:
    targets, dates = _by_node(plan.targets), _by_node(plan.dates)
    labels: dict[str, tuple[str, ...]] = {}  # of a node and those above it, which stand before it
    for node in plan.nodes:
        labels[node.path] = (*labels.get(node.parent or "", ()), node.label)
    return {
        node.id or "": Read(
            node,
            printed_number(labels[node.path]),
            targets.get(node.path, ()),
            dates.get(node.path, ()),
        )
        for node in plan.nodes
    }


def _by_node(records: Sequence[R]) -> dict[str, list[R]]:
    found: dict[str, list[R]] = {}
    for record in records:
        if record.review.status != "rejected":
            found.setdefault(record.node, []).append(record)
    return found


def _concerned(plan: Plan) -> dict[str, set[str]]:
    """Whom each node concerns: those who answer for it, and those who have to reach or do something by it."""
    ids = {node.path: node.id or "" for node in plan.nodes}
    found: dict[str, set[str]] = {}
    for node in plan.nodes:
        found[node.id or ""] = {body.unit for body in node.bodies if body.unit}
    records: tuple[Target | Duty, ...] = (*plan.targets, *plan.duties)
    for record in records:
        found[ids[record.node]].update(actor.unit for actor in record.by if actor.unit)
    return found


def _frame(old: Plan, new: Plan) -> tuple[Edit, ...]:
    left, right = (
        [line.text.strip() for line in plan.frame if line.kind != "blank"] for plan in (old, new)
    )
    codes = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    return tuple(
        Edit("\n".join(left[a:b]), "\n".join(right[c:d]))
        for tag, a, b, c, d in codes
        if tag != "equal"
    )
