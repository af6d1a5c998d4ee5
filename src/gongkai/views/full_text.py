"""The plan as issued: every source line as it stands, with the reading in the margin. Pure.

A text too long for one page has one for each section, or several; the first has what stands before the sections.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from gongkai.views import words
from gongkai.views.cut import Sheet, held
from gongkai.views.fronts import SheetPage, SheetRow, sheet_pages, sheet_rows
from gongkai.views.index import Index
from gongkai.views.marked import Piece
from gongkai.views.parts import NodeLink, node_link


class Line(Struct, frozen=True):
    """A source line. `node` is what begins there; `notes` say what was read on the line."""

    number: int
    pieces: tuple[Piece, ...]
    frame: str
    node: NodeLink | None
    role: str
    depth: int
    notes: tuple[str, ...]


class FullText(Struct, frozen=True):
    """All lines of the source in order, or those of the first page and the pages after it (`text_rows`)."""

    title: str
    lines: tuple[Line, ...]
    pages: tuple[SheetRow, ...] = ()


_FRAME = {
    "title": "标题", "number": "文号", "issuer": "发文机关", "salutation": "主送", "closing": "附注",
    "signature": "落款", "date": "日期", "blank": "", "other": "其他",
}  # fmt: skip


def full_text(index: Index) -> FullText:
    """The view of the full text, or of its first page where it has several."""
    first = index.text[0].rows[0] if index.text else len(index.plan.source_lines) + 1
    return FullText(
        index.plan.revision.title,
        tuple(map(lines(index), range(1, first))),
        text_rows(index, index.text),
    )


def text_sheets(index: Index) -> Iterator[SheetPage[tuple[int, ...]]]:
    """The pages under the first one of a text that has several, in order, each with the numbers of its lines."""
    return sheet_pages(index, index.text, text_holds(index), lambda sheet: sheet.rows)


def with_lines(
    page: SheetPage[tuple[int, ...]], line: Callable[[int], Line]
) -> SheetPage[tuple[Line, ...]]:
    """One of these with the lines themselves."""
    return replace(page, shown=tuple(map(line, page.shown)))  # type: ignore[arg-type]


def text_rows(index: Index, cut: Sequence[Sheet[int]]) -> tuple[SheetRow, ...]:
    """The pages of the text in the list of all; each counts its first line, its last one, and its measures."""
    measures = {node.lines[0] for node in index.measures}

    def counts(rows: Sequence[int]) -> tuple[int, ...]:
        return rows[0], rows[-1], sum(row in measures for row in rows)

    return sheet_rows(index, cut, text_holds(index), counts)


def text_holds(index: Index) -> list[str]:
    """The nodes and the lines of each page of the text."""
    starts = {node.lines[0]: node.id or "" for node in index.plan.nodes}
    nodes = held([starts[row] for row in sheet.rows if row in starts] for sheet in index.text)
    return [
        f"{some} L{sheet.rows[0]}-L{sheet.rows[-1]}"
        for some, sheet in zip(nodes, index.text, strict=True)
    ]


def lines(index: Index) -> Callable[[int], Line]:
    """What makes the line of a number."""
    plan = index.plan
    frame = {line.line: _FRAME[line.kind] for line in plan.frame}
    starts = {node.lines[0]: node for node in plan.nodes}
    notes: dict[int, dict[str, int]] = {}
    for kind, records in (
        ("目标", plan.targets),
        ("职责", plan.duties),
        ("日期", plan.dates),
        (words.BLANK, plan.blanks),
        (words.ERRATUM, plan.errata),
    ):
        for record in records:
            counted = notes.setdefault(record.span.line, {})
            counted[kind] = counted.get(kind, 0) + 1

    def line(number: int) -> Line:
        node = starts.get(number)
        return Line(
            number,
            index.line(number),
            frame.get(number, ""),
            node_link(index, node) if node else None,
            words.ROLE[node.role] if node else "",
            node.path.count(".") + 1 if node and node.kind != "preamble" else 0,
            tuple(f"{kind} {count}" for kind, count in notes.get(number, {}).items()),
        )

    return line
