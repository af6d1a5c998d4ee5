"""What a reader of a binary or marked-up original gives: lines of plain text, each with its place there. Pure.

The reader of a format (word/, webpage.py, pdf.py) makes an `Extract`; source.py makes a `Source` of it. A
finding's `line` is that of the plain text, 0 for the whole file; its `file` is filled in by source.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongkai.sources.finding import Finding
from gongkai.sources.span import Place

_SHOWN = 80  # characters of a dropped text that a finding repeats


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of plain text. `level` is a heading's depth, the title 1 (as in Markdown), 0 elsewhere."""

    text: str
    place: Place
    level: int = 0


@dataclass(frozen=True, slots=True)
class Extract:
    """An original as plain text, and what of it cannot stand there."""

    lines: tuple[TextLine, ...]
    findings: tuple[Finding, ...] = ()


def cell(parts: Iterable[str]) -> str:
    """The paragraphs of a table's cell on one line: a space parts them."""
    return " ".join(text for part in parts if (text := " ".join(part.split())))


def row(cells: Sequence[str]) -> str:
    """A table's row as a line: cells parted by tabs (outline/tables.py reads this form)."""
    return "\t".join(cells)


def shown(text: str) -> str:
    """A dropped text as a finding repeats it: on one line, cut where it is long."""
    text = re.sub(r"\s+", " ", text).strip()
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
