"""What a revision keeps of an original that is no text (.docx, .html, PDF). Pure.

Beside `source.txt`, the plain text made of it, stand its bytes (`original.docx`) and `places.txt`: a line for
each line of the source, with its place in the original and the level of a heading, which plain text cannot tell.
"""

from __future__ import annotations

from msgspec.structs import replace

from gongkai.model import Original
from gongkai.sources import Source
from gongkai.sources.formats import ORIGINALS

PLACES = "places.txt"
_LEVEL = "，标题 "


def original(source: Source) -> Original | None:
    """The record of the original; `None` where the source is the file itself."""
    if source.format not in ORIGINALS:
        return None
    return Original(f"original.{source.format}", source.sha256, source.format)


def kept(source: Source) -> dict[str, bytes]:
    """Name → bytes of the files that are kept of the original."""
    record = original(source)
    return {record.file: source.original, PLACES: _places(source)} if record else {}


def with_levels(source: Source, places: str) -> Source:
    """A stored source with the headings that its original had, as the text of places.txt tells them."""
    levels = [_level(row) for row in places.split("\n")[:-1]]
    if len(levels) != len(source.lines):
        return source
    lines = (replace(line, level=level) for line, level in zip(source.lines, levels, strict=True))
    return replace(source, lines=tuple(lines))


def _places(source: Source) -> bytes:
    return "".join(
        f"{place.text('zh')}{f'{_LEVEL}{line.level}' if line.level else ''}\n"
        for place, line in zip(source.places, source.lines, strict=True)
    ).encode()


def _level(row: str) -> int:
    tail = row.partition(_LEVEL)[2]
    return int(tail) if tail.isdecimal() and len(tail) == 1 else 0
