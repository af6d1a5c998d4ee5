"""Marked text: a text cut into pieces, each knowing which marks open before it and close after it. Pure.

In: a text and marks (0-based, end exclusive) in any order, which may nest or cross. Out: pieces whose
texts joined are the text, exactly. A mark that crosses another is closed and opened again, so that
elements nest; only its first part carries its anchor. The case that shaped it: a target that holds a
blank and a date (工业用水重复利用率达到XX%及以上), itself governed by a date printed before it.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Literal

from msgspec import Struct

MarkKind = Literal["heading", "target", "duty", "date", "body", "blank", "erratum", "focus"]


class Mark(Struct, frozen=True):
    """A stretch that means something. `id` is its anchor, `note` what it says, `href` where it leads."""

    start: int
    end: int
    kind: MarkKind
    id: str = ""
    note: str = ""
    href: str = ""


class Part(Struct, frozen=True):
    """An unbroken part of a mark; `first` is false where it goes on after a crossing, and only the first may be
    an anchor; `last` is false where it will go on.

    `link`: it may be a link (its mark leads somewhere, none around it does).
    """

    kind: MarkKind
    id: str
    note: str
    href: str
    link: bool
    first: bool
    last: bool


class Piece(Struct, frozen=True):
    """Text between two boundaries; `opens` outermost first, `closes` innermost first."""

    text: str
    opens: tuple[Part, ...] = ()
    closes: tuple[Part, ...] = ()


def marked(text: str, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """`text` in pieces. Marks are clipped to the text; an empty one is left out."""
    kept = [mark for mark in (_clipped(mark, len(text)) for mark in marks) if mark.start < mark.end]
    if not kept:
        return (Piece(text),) if text else ()
    starts: dict[int, list[Mark]] = {}
    ends: set[int] = set()
    for mark in kept:
        starts.setdefault(mark.start, []).append(mark)
        ends.add(mark.end)
    bounds = sorted({0, len(text), *starts, *ends})
    pieces: list[Piece] = []
    stack: list[tuple[Mark, Part]] = []
    reopened: list[Mark] = []
    for at, until in pairwise(bounds):
        opens: tuple[Part, ...] = ()
        if reopened or at in starts:
            opens = _open(stack, reopened, starts.get(at, []))
            reopened = []
        closes = _close(stack, reopened, until) if until in ends else ()
        pieces.append(Piece(text[at:until], opens, closes))
    return tuple(pieces)


def _clipped(mark: Mark, length: int) -> Mark:
    if mark.start >= 0 and mark.end <= length:
        return mark
    start, end = max(0, mark.start), min(length, mark.end)
    return Mark(start, end, mark.kind, mark.id, mark.note, mark.href)


def _open(stack: list[tuple[Mark, Part]], again: list[Mark], new: list[Mark]) -> tuple[Part, ...]:
    """Open what was broken off and what begins here: the one that ends last is outermost."""
    parts: list[Part] = []
    linked = any(part.link for _, part in stack)
    broken = {id(mark) for mark in again}
    for mark in sorted([*again, *new], key=lambda mark: -mark.end):
        first = id(mark) not in broken
        link = bool(mark.href) and not linked
        linked = linked or link
        last = all(outer.end >= mark.end for outer, _ in stack)  # else it breaks off with that one
        part = Part(mark.kind, mark.id, mark.note, mark.href, link, first, last)
        stack.append((mark, part))
        parts.append(part)
    return tuple(parts)


def _close(stack: list[tuple[Mark, Part]], again: list[Mark], until: int) -> tuple[Part, ...]:
    """Close down to the outermost mark that ends at `until`; what does not end there is opened again."""
    lowest = next(i for i, (mark, _) in enumerate(stack) if mark.end == until)
    closes: list[Part] = []
    while len(stack) > lowest:
        mark, part = stack.pop()
        closes.append(part)
        if mark.end > until:
            again.append(mark)
    return tuple(closes)
