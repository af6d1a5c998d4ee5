"""Which characters of a Markdown line are the plan's, and which are mark-up. Pure.

Only what offices' editors write is taken for mark-up: heading signs, quote and list signs, emphasis
in pairs, escapes. A doubtful sign is the plan's own: `____` and `**%` are blanks (原文空白), not
emphasis; `1.` and `（一）` are the plan's numbering and stay.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)")
_CLOSING = re.compile(r"[ \t]+#+[ \t]*$")
_QUOTE_OR_LIST = re.compile(r"[ \t]*(?:>[ \t]?|[-+*][ \t]+(?=\S))+")
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
# A pair of signs around text that neither begins nor ends with white space or the sign itself.
_EMPHASIS = re.compile(r"(\*\*\*|\*\*|\*|___|__|_|`)(?=[^\s*_`])(.+?)(?<=[^\s*_`])\1")
_WORD = re.compile(r"\w")


def printed_columns(raw: str) -> tuple[Sequence[int], int]:
    """Columns (1-based) of the plan's own characters in `raw`, and the heading level (0 for none)."""
    level = 0
    start, end = 0, len(raw)
    if heading := _HEADING.match(raw):
        level = len(heading[1])
        start = heading.end()
        if closing := _CLOSING.search(raw, start):
            end = closing.start()
    elif prefix := _QUOTE_OR_LIST.match(raw):
        start = prefix.end()
    marks = _marks(raw, start, end)
    if not marks:
        return range(start + 1, end + 1), level
    return tuple(col + 1 for col in range(start, end) if col not in marks), level


def _marks(raw: str, start: int, end: int) -> set[int]:
    marks = {match.start() for match in _ESCAPE.finditer(raw, start, end)}
    at = start
    while found := _EMPHASIS.search(raw, at, end):
        sign = found[1]
        before, after = raw[found.start() - 1 : found.start()], raw[found.end() : found.end() + 1]
        # `a_b_c` is a name; `5*3*2` a product.
        single = len(sign) == 1 and sign != "`"
        if single and (_WORD.match(before or " ") or _WORD.match(after or " ")):
            at = found.start() + 1
            continue
        if found.start() in {mark + 1 for mark in marks}:
            at = found.start() + 1
            continue
        marks.update(range(found.start(), found.start() + len(sign)))
        marks.update(range(found.end() - len(sign), found.end()))
        at = found.start() + len(sign)  # emphasis may nest
    return marks
