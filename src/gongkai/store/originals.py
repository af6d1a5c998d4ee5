"""What a revision keeps of an original that is no text: the file itself, and the place of each line in it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from gongkai.model import Original
from gongkai.sources import Source
from gongkai.sources.formats import ORIGINALS

PLACES = "places.txt"
_LEVEL = "，标题 "


def original_of(source: Source) -> Original | None:
    """How the original of a source is kept that was no text, under a name of its format."""
    if source.format not in ORIGINALS:
        return None
    return Original(f"original.{source.format}", source.sha256, source.format)


def places_of(source: Source) -> bytes:
    """Where each line of the source stands in its original, and which are headings: one a line, in order."""
    return "".join(
        f"{place.text('zh')}{f'{_LEVEL}{line.level}' if line.level else ''}\n"
        for place, line in zip(source.places, source.lines, strict=True)
    ).encode()


def with_levels(source: Source, places: Path) -> Source:
    """A stored source with the headings that its original had: the plain text does not tell them."""
    rows = places.read_text("utf-8").split("\n")[:-1] if places.is_file() else []
    levels = [int(tail) if (tail := row.partition(_LEVEL)[2]).isdecimal() else 0 for row in rows]
    if len(levels) != len(source.lines):
        return source
    lines = (replace(line, level=level) for line, level in zip(source.lines, levels, strict=True))
    return replace(source, lines=tuple(lines))
