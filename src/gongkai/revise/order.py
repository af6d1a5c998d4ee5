"""Things in a new order: which of them can be said to have stayed. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable


def unmoved(places: Iterable[int]) -> set[int]:
    """Of former places, all different, in the new order: a longest part of them that still ascends."""
    ends: list[int] = []  # the lowest last place of an ascending part of each length
    before: dict[int, int | None] = {}
    for place in places:
        at = bisect_left(ends, place)
        before[place] = ends[at - 1] if at else None
        ends[at : at + 1] = [place]
    found: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        found.add(last)
        last = before[last]
    return found
