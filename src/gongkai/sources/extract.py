"""What a reader of a binary or marked-up original gives: lines of plain text, each with its place there. Pure.

The reader of a format (word/, webpage.py, pdf.py) makes an `Extract`; source.py makes a `Source` of it. A
finding's `line` is that of the plain text, 0 for the whole file; its `file` is filled in by source.py.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from gongkai.sources.finding import Finding
from gongkai.sources.span import Place

T = TypeVar("T")
DITTO = "〃"  # a cell that goes on from the row above
BOLD = 7
_COUNTED = ("dropped-picture", "dropped-bullet", "dropped-contents")
_DIGITS = 5  # of a number; int() takes no text of thousands
_SHOWN = 80  # characters of a dropped text that a finding repeats


class TextLine(Struct, frozen=True):
    """One line of plain text. `level` is a heading's depth, the title 1 (as in Markdown), 0 elsewhere.

    A short line all in bold is a heading below all others: `BOLD`.
    """

    text: str
    place: Place
    level: int = 0


class Extract(Struct, frozen=True):
    """An original as plain text, and what of it cannot stand there."""

    lines: tuple[TextLine, ...]
    findings: tuple[Finding, ...] = ()


def cell(parts: Iterable[str]) -> str:
    """The paragraphs of a table's cell on one line: a space parts them."""
    return " ".join(text for part in parts if (text := " ".join(part.split())))


def row(cells: Sequence[str]) -> str:
    """A table's row as a line: cells parted by tabs (outline/tables.py reads this form)."""
    return "\t".join(cells)


def whole(text: str | None, otherwise: T) -> int | T:
    """A number that an original gives (a level, a span); `otherwise` for none, and for one that nobody means."""
    meant = text and len(text) <= _DIGITS and text.isascii() and text.isdecimal()
    return int(text) if text and meant else otherwise


def shown(text: str) -> str:
    """A dropped text as a finding repeats it: on one line, cut where it is long."""
    text = re.sub(r"\s+", " ", text).strip()
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def titled(lines: Sequence[TextLine]) -> tuple[TextLine, ...]:
    """Lines with one title at most: where headings carry styles and the title does not, it is the first line."""
    title = next((at for at, line in enumerate(lines) if line.level == 1), None)
    if title is None and any(line.level for line in lines):
        title = next(at for at, line in enumerate(lines) if line.text.strip())
    # A title may go over several lines: those after its first are no headings of their own.
    return tuple(
        replace(line, level=1 if at == title else 0 if line.level == 1 else line.level)
        for at, line in enumerate(lines)
    )


def gathered(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Findings of which a document may have very many, told once, with their count and the first words."""
    counts = Counter(finding.rule for finding in findings)
    seen: set[str] = set()
    for finding in findings:
        if finding.rule not in _COUNTED:
            yield finding
        elif finding.rule not in seen:
            seen.add(finding.rule)
            yield replace(finding, args={**finding.args, "count": str(counts[finding.rule])})
