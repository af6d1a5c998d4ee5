"""A list too long for one page, cut by the plan's sections: which page holds which row. Pure.

A list of up to so many rows is one page. A longer one has a first page, which says how all of it stands and which
page holds what, and a page for each section; a section that is itself too long has several. No node is parted. Where
the row of something is, `Sheet.address` alone says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Generic, TypeVar

from msgspec import Struct

from gongkai import addresses
from gongkai.model import Node

# Rows on a page of a list that is cut where it is long. Those of a real plan weigh some 80 bytes each when compressed and
# 700 before: 40 kB and a third of a megabyte.
ROWS = 500
Row = TypeVar("Row")
# A section, and the rows of each node in it.
Section = tuple[Node, Iterable[Sequence[Row]]]
_NODE = re.compile(r"N(\d+)")


class Sheet(Struct, Generic[Row], frozen=True):
    """A page of a list that is cut: the rows of the section `top`, or the `number`th part of them of `of`."""

    room: str
    top: Node
    number: int
    of: int
    rows: tuple[Row, ...]

    @property
    def address(self) -> str:
        """Where it is."""
        return addresses.part(self.room, self.top.id or self.top.path, self.number)


def sheets(
    room: str,
    sections: Iterable[Section[Row]],
    size: Callable[[Row], int],
    most: int = ROWS,
    whole: int | None = None,
) -> tuple[Sheet[Row], ...]:
    """The pages under the first one of a list that is larger than `whole`, each of them up to `most` large; else none.

    `whole` is `most` where it is not given.
    """
    by_section = [(top, [rows for rows in nodes if rows]) for top, nodes in sections]
    total = sum(size(row) for _, nodes in by_section for rows in nodes for row in rows)
    if total <= (most if whole is None else whole):
        return ()
    found: list[Sheet[Row]] = []
    for top, nodes in by_section:
        packed = tuple(_packed(nodes, size, most))
        found.extend(Sheet(room, top, at, len(packed), part) for at, part in enumerate(packed, 1))
    return tuple(found)


def held(pages: Iterable[Iterable[str]]) -> list[str]:
    """The nodes of each page as `N004-N117 N203`, by the identifiers of nodes or of their records that it holds.

    A run may pass over nodes that no page holds.
    """
    listed = list(pages)
    numbered = sorted(
        {
            (int(found[1]), found[0], at)
            for at, identifiers in enumerate(listed)
            for identifier in identifiers
            if (found := _NODE.match(identifier))
        }
    )
    runs: list[list[str]] = [[] for _ in listed]
    for at, group in groupby(numbered, key=lambda one: one[2]):
        first, *rest = [name for _, name, _ in group]
        runs[at].append(f"{first}-{rest[-1]}" if rest else first)
    return [" ".join(one) for one in runs]


def _packed(
    nodes: Iterable[Sequence[Row]], size: Callable[[Row], int], most: int
) -> Iterator[tuple[Row, ...]]:
    """The rows of nodes, parted where a page would be larger than `most`, but never those of one node."""
    page: list[Row] = []
    used = 0
    for rows in nodes:
        own = sum(map(size, rows))
        if page and used + own > most:
            yield tuple(page)
            page, used = [], 0
        page.extend(rows)
        used += own
    if page:
        yield tuple(page)
