"""Two texts as what stays and what changes, in units that a reader of Chinese sees. Pure.

The units are a number with what it counts (85%, 2026年, 300万元; a blank XX% likewise), a Han character, a
Latin word, a sign. Clauses are set against each other first, so that a change stays within its clause;
changes with next to nothing between them become one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

from gongkai.late import late

_COUNTED = (
    "[%％‰℃]|个百分点|年|月|日|[十百千万亿]*(?:平方)?(?:公里|千米|米|公顷|亩|吨|公斤|元|人次|人|户|个|处|条|次|天|周|"
    "小时|分钟|项|家|座|台|所|辆|件|名|倍|分|级|类)|[十百千万亿]+"
)
_TOKEN = late(
    rf"(?:\d[\d,.．]*\d|\d|[XxＸ×＊*_＿]{{2,}})(?:{_COUNTED})?|[A-Za-z]+|\s+|.", re.DOTALL
)
_CLAUSE = late(r"[^，。；：！？\n]*[，。；：！？\n]|[^，。；：！？\n]+")
_STOP = late(r"[，。；：！？\n]")
LONGEST = 1500  # units of a passage that are set against each other one by one


class Edit(Struct, frozen=True):
    """A stretch of the old text and what stands in its place; equal where nothing changed."""

    old: str
    new: str

    @property
    def same(self) -> bool:
        """Whether nothing changed."""
        return self.old == self.new


def edits(old: str, new: str) -> tuple[Edit, ...]:
    """All of `old` and all of `new`, in order: the `old` of the edits joined are `old`, likewise `new`."""
    return tuple(_merged(list(_aligned(_CLAUSE.findall(old), _CLAUSE.findall(new), deeper=True))))


def changed(old: str, new: str) -> tuple[Edit, ...]:
    """The edits that change something."""
    return tuple(edit for edit in edits(old, new) if not edit.same)


def _aligned(old: Sequence[str], new: Sequence[str], *, deeper: bool) -> Iterator[Edit]:
    """Edits over clauses; what differs is set against each other again, unit by unit."""
    start, end = _common(old, new)
    yield from _edit(old[:start], old[:start])
    left, right = old[start : len(old) - end], new[start : len(new) - end]
    if not left or not right or max(len(left), len(right)) > LONGEST:
        yield from _edit(left, right)
    else:
        for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
            if tag == "replace" and deeper:
                yield from _aligned(_units(left[a:b]), _units(right[c:d]), deeper=False)
            else:
                yield from _edit(left[a:b], right[c:d])
    yield from _edit(old[len(old) - end :], new[len(new) - end :])


def _common(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How many items at the start, and at the end of the rest, are equal."""
    limit = min(len(old), len(new))
    start = 0
    while start < limit and old[start] == new[start]:
        start += 1
    end = 0
    while end < limit - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return start, end


def _units(clauses: Sequence[str]) -> list[str]:
    return _TOKEN.findall("".join(clauses))


def _edit(old: Sequence[str], new: Sequence[str]) -> Iterator[Edit]:
    if old or new:
        yield Edit("".join(old), "".join(new))


def _merged(found: Sequence[Edit]) -> Iterator[Edit]:
    """Neighbouring changes as one, also where only a character or two of one clause is between."""
    waiting: list[Edit] = []  # a change, what stayed after it, a change …
    for edit in found:
        if waiting and edit.same == waiting[-1].same:
            waiting[-1] = Edit(waiting[-1].old + edit.old, waiting[-1].new + edit.new)
        else:
            waiting.append(edit)
    held: Edit | None = None
    for at, edit in enumerate(waiting):
        if (
            edit.same
            and 0 < at < len(waiting) - 1
            and _slight(edit, waiting[at - 1], waiting[at + 1])
        ):
            held = Edit(
                (held.old if held else "") + edit.old, (held.new if held else "") + edit.new
            )
        elif edit.same:
            if held:
                yield held
            held = None
            yield edit
        else:
            held = Edit(held.old + edit.old, held.new + edit.new) if held else edit
    if held:
        yield held


def _slight(between: Edit, before: Edit, after: Edit) -> bool:
    around = min(len(before.old) + len(before.new), len(after.old) + len(after.new))
    return len(between.old) <= min(2, around) and not _STOP.search(between.old)
