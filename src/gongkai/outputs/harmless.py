"""Text from data as other programs may be given it. Pure.

XML, calendars and databases refuse or misread control characters, and no reader sees them; a plan's own
bytes stay in source.txt.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import Any

# Controls but tab and line feed, halves of surrogate pairs, and what XML has no character for.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """The text without what cannot be printed."""
    # Nearly all text is; of what Python calls unprintable, spaces and line feeds stay.
    return text if text.isprintable() else _CONTROL.sub("", text)


def reworded(
    rows: Iterable[Sequence[Any]], word: Callable[[str], str]
) -> tuple[Sequence[Any], ...]:
    """The rows with each text in the place of which `word` gives another: asked but once of what many cells say."""
    rows = tuple(rows)
    texts = {text: word(text) for text in set(chain.from_iterable(rows)) if isinstance(text, str)}
    other = {text: said for text, said in texts.items() if said != text}
    return tuple([other.get(cell, cell) for cell in row] for row in rows) if other else rows
