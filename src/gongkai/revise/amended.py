"""What changed within a node that both revisions have: its words, its bodies, its targets, its dates. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from decimal import Decimal, InvalidOperation

from msgspec import Struct
from msgspec.structs import replace
from rapidfuzz.distance import Indel

from gongkai.blanks import find_blanks
from gongkai.model import Body, DateMention, Node, Target
from gongkai.revise.change import ROLES, Change, ChangeKind, Part
from gongkai.revise.tokens import changed

Quotes = tuple[str | None, str | None]
Pair = tuple[Target | None, Target | None]
BLANK = "原文空白"
ALIKE = 0.5  # of two targets' words, to be one target that changed


class Read(Struct, frozen=True):
    """A node with what was read from it; `number` is the printed one, with those above it, "" where there is none."""

    node: Node
    number: str = ""
    targets: Sequence[Target] = ()
    dates: Sequence[DateMention] = ()

    @property
    def id(self) -> str:
        """The node's identifier."""
        return self.node.id or ""

    @property
    def cited(self) -> str:
        """As people cite it: 三（二）, or by its identifier where it is printed without a number."""
        return self.number or self.id


def amended(
    old: Read, new: Read, parts: Sequence[Read] = (), joined: Sequence[Read] = ()
) -> Iterator[Change]:
    """The changes within one node: structural ones first, its words last.

    `parts` were split off from it and `joined` merged into it: a target that went there or came from there is
    neither dropped nor new.
    """
    yield from _bodies(old.node, new.node)
    yield from _node_deadline(old.node, new.node)
    before, after = old.node.words, new.node.words
    if before == after:
        return
    yield from _filled(old.node, new.node)
    pairs, followed = _followed(_paired(old.targets, new.targets), parts, joined)
    yield from _targets(old, new, pairs)
    yield from _deadlines(old, new, pairs)
    for where, pairs in followed:
        yield from _targets(old, new, pairs, where)
        yield from _deadlines(replace(old, dates=()), replace(new, dates=()), pairs, where)
    yield from _inline(old.node, new.node)
    edits = changed(before, after)
    if old.node.heading != new.node.heading and old.node.text == new.node.text:
        why = f"标题由{_said(old.node.heading)}改为{_said(new.node.heading)}"
    elif len(edits) <= 3:
        why = "；".join(_edit_words(edit.old, edit.new) for edit in edits)
    else:
        why = f"文字修改{len(edits)}处"
    yield _of("reworded", old.node, new.node, why, "words", (before, after))


def _of(
    kind: ChangeKind,
    old: Node,
    new: Node,
    why: str,
    part: Part,
    quotes: Quotes,
    records: tuple[str, ...] = (),
) -> Change:
    return Change(kind, new.id or "", old.path, new.path, why, part, *quotes, records=records)


def _said(text: str | None) -> str:
    return f"“{text}”" if text else "无"


def _edit_words(old: str, new: str) -> str:
    if not old.strip():
        return f"增加“{_short(new)}”"
    if not new.strip():
        return f"删去“{_short(old)}”"
    return f"“{_short(old)}”改为“{_short(new)}”"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 30 else text[:30] + "…"


def _printed(bodies: Sequence[Body]) -> str:
    return "、".join(BLANK if body.blank else body.printed for body in bodies)


def _bodies(old: Node, new: Node) -> Iterator[Change]:
    """Who answers: one change for all roles, which is a filling where nothing but blanks gave way to names."""
    sides = [{role: tuple(body.printed for body in getattr(node, role)) for role, _ in ROLES}
             for node in (old, new)]  # fmt: skip
    if sides[0] == sides[1]:
        return
    said: list[str] = []
    quotes: tuple[list[str], list[str]] = ([], [])
    only_filled = True
    for role, label in ROLES:
        if sides[0][role] == sides[1][role]:
            continue
        before, after = getattr(old, role), getattr(new, role)
        only_filled = only_filled and _fills(before, after)
        for quote, bodies in zip(quotes, (before, after), strict=True):
            if bodies:
                quote.append(f"{label}：{'、'.join(body.printed for body in bodies)}")
        if not before:
            said.append(f"增加{label}{_printed(after)}")
        elif not after:
            said.append(f"不再列{label}（原为{_printed(before)}）")
        else:
            word = "填为" if _fills(before, after) else "改为"
            said.append(f"{label}由{_printed(before)}{word}{_printed(after)}")
    if sides[0]["lead"] and sides[0]["lead"] == sides[1]["support"] and sides[0]["support"] == sides[1]["lead"]:  # fmt: skip
        said[:2] = [f"牵头单位与配合单位互换：现由{_printed(new.lead)}牵头"]
    before_after = "\n".join(quotes[0]) or None, "\n".join(quotes[1]) or None
    yield _of(
        "filled" if only_filled else "units", old, new, "；".join(said), "bodies", before_after
    )


def _fills(before: Sequence[Body], after: Sequence[Body]) -> bool:
    """Whether all that happened to a list of bodies is that blanks gave way to names."""
    kept = [body.printed for body in before if not body.blank]
    names = [body.printed for body in after if not body.blank]
    blanks = len(before) - len(kept), len(after) - len(names)
    return blanks[1] < blanks[0] and len(names) > len(kept) and not Counter(kept) - Counter(names)


def _inline(old: Node, new: Node) -> Iterator[Change]:
    """Bodies in brackets after a statement: part of the words, and told apart for those whom it concerns."""
    before, after = ([body.printed for body in node.inline] for node in (old, new))
    gone, come = Counter(before) - Counter(after), Counter(after) - Counter(before)
    if gone or come:
        quotes = "、".join(gone.elements()) or None, "、".join(come.elements()) or None
        why = f"句后所列单位由{_said(quotes[0])}改为{_said(quotes[1])}"
        yield _of("units", old, new, why, "words", quotes)


def _node_deadline(old: Node, new: Node) -> Iterator[Change]:
    before, after = (node.deadline.printed if node.deadline else None for node in (old, new))
    if before != after:
        ends = [node.deadline.end if node.deadline else None for node in (old, new)]
        why = f"完成时限{_postponed(before, after, ends[0], ends[1])}"
        quotes = before and f"完成时限：{before}", after and f"完成时限：{after}"
        yield _of("deadline", old, new, why, "bodies", quotes)


def _postponed(before: str | None, after: str | None, start: str | None, end: str | None) -> str:
    if not before:
        return f"新定为{after}"
    if not after:
        return f"{before}不再写明"
    word = "改为"
    if start and end and start != end:
        word = "推迟到" if start < end else "提前到"
    return f"由{before}{word}{after}"


def _filled(old: Node, new: Node) -> Iterator[Change]:
    """Blanks of the words that gave way to something. Of a bracket, which is a part of them, the bodies are told already."""
    bodies = {
        (left.printed, named.printed)
        for left in old.attributions if left.blank
        for named in new.attributions
    }  # fmt: skip
    for edit in changed(old.words, new.words):
        if (edit.old, edit.new) in bodies:
            continue
        if edit.new and len(list(find_blanks(edit.old))) > len(list(find_blanks(edit.new))):
            why = f"{BLANK}“{_short(edit.old)}”填为“{_short(edit.new)}”"
            yield _of("filled", old, new, why, "words", (edit.old, edit.new))


def _paired(old: Sequence[Target], new: Sequence[Target]) -> list[Pair]:
    """The targets of a node before and after: the same words, the same indicator, or words much alike."""
    pairs: list[Pair] = []
    left, right = list(old), list(new)

    def join(one: Target, other: Target) -> None:
        pairs.append((one, other))
        left.remove(one)
        right.remove(other)

    for same in (_quote, _indicator):
        for one in tuple(left):
            other = next((other for other in right if same(one) == same(other)), None)
            if other and same(one):
                join(one, other)
    ranked = sorted(
        (-Indel.normalized_similarity(one.span.quote, other.span.quote), at, to)
        for at, one in enumerate(left) for to, other in enumerate(right)
    )  # fmt: skip
    kept = tuple(left), tuple(right)
    for score, at, to in ranked:
        if -score >= ALIKE and kept[0][at] in left and kept[1][to] in right:
            join(kept[0][at], kept[1][to])
    return [*pairs, *((one, None) for one in left), *((None, other) for other in right)]


def _followed(
    pairs: list[Pair], parts: Sequence[Read], joined: Sequence[Read]
) -> tuple[list[Pair], list[tuple[str, list[Pair]]]]:
    """Targets without a fellow in their own node are looked for in what was split off, or merged into it.

    What is left of `pairs`, and those found, with where they went or came from in words.
    """
    followed: list[tuple[str, list[Pair]]] = []
    for part in (*parts, *joined):
        gone = [one for one, other in pairs if one and not other]
        come = [other for one, other in pairs if other and not one]
        sides = (part.targets, come) if part in joined else (gone, part.targets)
        found = [(one, other) for one, other in _paired(*sides) if one and other]
        told = {id(one) for pair in found for one in pair}
        pairs = [pair for pair in pairs if not any(id(one) in told for one in pair)]
        where = f"由{part.cited}并入的" if part in joined else f"拆到{part.cited}的"
        followed.append((where, [*found]))
    return pairs, followed


def _quote(target: Target) -> str:
    return target.span.quote


def _indicator(target: Target) -> str:
    return target.indicator or ""


def _targets(old: Read, new: Read, pairs: Sequence[Pair], where: str = "") -> Iterator[Change]:
    for before, after in pairs:
        quotes = before.span.quote if before else None, after.span.quote if after else None
        records = tuple(one.id for one in (after or before,) if one)
        if before and after:
            if _demand(before) == _demand(after) or (before.blank and not after.blank):
                continue
            why = f"{where}目标“{_short(after.indicator or after.span.quote)}”{_raised(before, after)}"
        elif after:
            why = f"新增目标“{_short(after.span.quote)}”"
        else:
            why = f"不再列目标“{_short(quotes[0] or '')}”"
        yield _of("target", old.node, new.node, why, "words", quotes, records)


def _demand(target: Target) -> tuple[object, ...]:
    return target.value_printed, target.value, target.comparator, target.unit, target.baseline


def _raised(before: Target, after: Target) -> str:
    values = [f"{one.value_printed}{'' if (one.value_printed or '').endswith(one.unit or '%') else one.unit or ''}"
              if one.value_printed else f"“{_short(one.span.quote)}”" for one in (before, after)]  # fmt: skip
    word = "改为"
    if before.value and after.value and before.unit == after.unit:
        with suppress(InvalidOperation):  # a range is no number
            change = Decimal(after.value) - Decimal(before.value)
            word = "提高到" if change > 0 else "降低到" if change < 0 else word
    return f"由{values[0]}{word}{values[1]}"


def _deadlines(old: Read, new: Read, pairs: Sequence[Pair], where: str = "") -> Iterator[Change]:
    """Deadlines in the words: one change for each day that moved, with the targets that it governs."""
    moved: dict[tuple[str, str], list[Target]] = {}
    ends: dict[tuple[str, str], tuple[str | None, str | None]] = {}
    for before, after in pairs:
        if before and after and before.deadline != after.deadline:
            key = before.deadline_printed or "", after.deadline_printed or ""
            if key[0] != key[1]:
                moved.setdefault(key, []).append(after)
                ends[key] = before.deadline, after.deadline
    sides = [Counter(_days(one.dates)) for one in (old, new)]
    gone = [*(sides[0] - sides[1]).elements()]
    come = [*(sides[1] - sides[0]).elements()]
    told = {printed for key in moved for printed in key}
    if len(gone) == len(come):
        for (was, start), (now, end) in zip(gone, come, strict=True):
            if was not in told and now not in told:
                moved.setdefault((was, now), [])
                ends[was, now] = start, end
    for key, targets in moved.items():
        about = "、".join(f"“{_short(one.indicator or one.span.quote)}”" for one in targets)
        why = f"{where}{about + '的' if about else ''}时限{_postponed(key[0] or None, key[1] or None, *ends[key])}"
        ids = tuple(target.id for target in targets)
        yield _of(
            "deadline", old.node, new.node, why, "words", (key[0] or None, key[1] or None), ids
        )


def _days(dates: Sequence[DateMention]) -> Iterator[tuple[str, str | None]]:
    for date in dates:
        if date.kind == "deadline":
            yield date.span.quote, date.end
