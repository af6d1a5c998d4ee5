"""The plan as issued: every source line as it stands, with the reading in the margin. Pure."""

from __future__ import annotations

from msgspec import Struct

from gongkai.views import words
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
    """All lines of the source, in order."""

    title: str
    lines: tuple[Line, ...]


_FRAME = {
    "title": "标题", "number": "文号", "issuer": "发文机关", "salutation": "主送", "closing": "附注",
    "signature": "落款", "date": "日期", "blank": "", "other": "其他",
}  # fmt: skip


def full_text(index: Index) -> FullText:
    """The view of the full text."""
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
    lines: list[Line] = []
    for number in range(1, len(plan.source_lines) + 1):
        node = starts.get(number)
        lines.append(
            Line(
                number,
                index.line(number),
                frame.get(number, ""),
                node_link(index, node) if node else None,
                words.ROLE[node.role] if node else "",
                node.path.count(".") + 1 if node and node.kind != "preamble" else 0,
                tuple(f"{kind} {count}" for kind, count in notes.get(number, {}).items()),
            )
        )
    return FullText(plan.revision.title, tuple(lines))
