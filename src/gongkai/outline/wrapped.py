"""Lines that go on with the line above: text broken at a margin, a list or bracket broken over lines. Pure and linear.

A bracket left open at the end of a line goes on to the line that closes it, a line that ends with ，or 、 to the
next. Where a whole text is broken at one width, a full line that ends no sentence goes on too; so does a long
numbered heading to a shorter phrase right below it. A line with a marker, a label or cells of a table begins
something of its own, but within a bracket.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from gongkai.labels import CLOSE, OPEN, is_label_line
from gongkai.outline.markers import Marker
from gongkai.registry.names import plausible

_LONGEST = 40  # lines of one paragraph
_LONGEST_BRACKET = 5  # lines
_LEAST = 6  # full lines that make a margin
_FEW = 3  # … where no other line breaks off
_NARROW, _WIDE = 24, 120  # widths between which a margin lies
_SLACK = 4  # a stop, or half a number, that found no room
_ENDS = ("。", "！", "？", "：", ":", "；", ";")
_BREAKS_OFF = ("，", "、", ",")
# A heading may be broken over two lines where neither holds one of these.
_STOPS = re.compile(r"[。；;：:！？!?]")
_UNFINISHED = re.compile(r"[和与及或的对在为向以并将把从于]$|《[^》]*$|“[^”]*$")
_GOES_ON = re.compile(r"[的地得和与及、，》”]")
_ASIDE = re.compile(r"[（(][^（()）]*[）)]$")
_FULL, _FULL_ABOVE_TEXT = 18, 24  # characters of a heading that fills its line
_CELLS = re.compile(r"[\t|│｜┃]|\S(?: {2,}|\u3000+)\S")
_SIGNS = re.compile(f"[{re.escape(OPEN + CLOSE)}]")


def going_on(
    lines: Sequence[str], markers: Sequence[Marker | None], own: Sequence[bool]
) -> frozenset[int]:
    """0-based lines that go on with the one above; `own` are lines with a style of their own (headings)."""
    widths = [_width(line.rstrip()) for line in lines]  # an indent takes room
    texts = [line.strip() for line in lines]
    begins = [
        not text or bool(marker) or mine or bool(_CELLS.search(text.strip()))
        for text, marker, mine in zip(texts, markers, own, strict=True)
    ]
    found = _in_brackets(texts, begins)
    found.update(_of_headings(texts, markers, begins))
    margin = _margin(texts, widths, begins)
    run = 0
    for at in range(1, len(texts)):
        above = texts[at - 1]
        open_list = above.endswith(_BREAKS_OFF)
        full = bool(margin) and widths[at - 1] >= margin - _SLACK and not above.endswith(_ENDS)
        goes = (open_list or full) and not begins[at] and not begins_table(above)
        goes = goes and not is_label_line(texts[at])
        run = run + 1 if goes or at in found else 0
        if goes and run < _LONGEST:
            found.add(at)
    return frozenset(found)


def begins_table(text: str) -> bool:
    """Whether a line holds cells."""
    return bool(_CELLS.search(text.strip()))


def _in_brackets(texts: Sequence[str], begins: Sequence[bool]) -> set[int]:
    """The lines from one behind an open bracket to the one that closes it."""
    found: set[int] = set()
    at = 0
    while at < len(texts):
        depth = _depth(texts[at], 0)
        end = at
        while depth > 0 and end - at < _LONGEST_BRACKET and end + 1 < len(texts):
            end += 1
            if begins[end]:
                break
            depth = _depth(texts[end], depth)
        if end > at and depth == 0:
            found.update(range(at + 1, end + 1))
        at = end if end > at and depth == 0 else at + 1
    return found


def _of_headings(
    texts: Sequence[str], markers: Sequence[Marker | None], begins: Sequence[bool]
) -> Iterator[int]:
    """The lines with which a numbered heading above them ends: a phrase, as that is, which nothing parts from it."""
    for at, marker in enumerate(markers[:-1]):
        words, below = texts[at], _ASIDE.sub("", texts[at + 1])
        if (
            marker is None
            or marker.trust == "loose"
            or begins[at + 1]
            or not below
            or not len(below) < len(words)
            or _STOPS.search(words[marker.end :] + below)
            or words.endswith(tuple(CLOSE))
            or is_label_line(below)
            or plausible(below)
        ):
            continue
        after = at + 2 == len(texts) or begins[at + 2] or below != texts[at + 1]
        full = len(words) >= (_FULL if after else _FULL_ABOVE_TEXT)
        if (
            (full and marker.trust == "strong")
            or _UNFINISHED.search(words)
            or _GOES_ON.match(below)
        ):
            yield at + 1


def _depth(text: str, depth: int) -> int:
    """How many brackets are open behind `text`, `depth` being open before it."""
    for sign in _SIGNS.finditer(text):
        depth = depth + 1 if sign[0] in OPEN else max(0, depth - 1)
    return depth


def _margin(texts: Sequence[str], widths: Sequence[int], begins: Sequence[bool]) -> int:
    """The width at which a whole text is broken; 0 where it is not."""
    printed = [at for at, text in enumerate(texts) if text and not begins_table(text)]
    widest = max((widths[at] for at in printed), default=0)
    if not _NARROW <= widest <= _WIDE:
        return 0
    broken = Counter(
        width >= widest - _SLACK
        for text, width, below, stop in zip(texts, widths, texts[1:], begins[1:], strict=False)
        if text and below and not stop and not begins_table(text) and not text.endswith(_ENDS)
        and not is_label_line(below) and 2 * width > widest  # a heading over its text tells nothing
    )  # fmt: skip
    few = broken[True] >= _FEW and not broken[False]
    return widest if few or (broken[True] >= _LEAST and broken[True] > 2 * broken[False]) else 0


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)
