"""Text from data as other programs may be given it. Pure.

XML, calendars and databases refuse or misread control characters, and no reader sees them; a plan's own
bytes stay in source.txt.
"""

from __future__ import annotations

import re

# Controls but tab and line feed, halves of surrogate pairs, and what XML has no character for.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """The text without what cannot be printed."""
    # Nearly all text is; of what Python calls unprintable, spaces and line feeds stay.
    return text if text.isprintable() else _CONTROL.sub("", text)
