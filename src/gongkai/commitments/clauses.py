"""Sentences and clauses of a node, each with its place; the text made even for the grammar.

In: a `Node`. Out: `Passage`s (its heading, its paragraphs) cut into sentences at 。！？ and between cells, and into
clauses at ，；：, never inside brackets or quotation marks that close soon. Pure, linear.

`Passage.text` has a character for each printed one, so that places agree: full-width digits and
signs are half-width, blanks are masked by `BLANK` (X% must not be read as a number, nor XX as a name).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest

from msgspec import Struct

from gongkai.model import Body, Node
from gongkai.numerals import BLANK, even
from gongkai.sources.span import Span, Text, paragraphs

PAIRS = {
    "（": "）",
    "(": ")",
    "“": "”",
    "《": "》",
    "〔": "〕",
    "【": "】",
    "「": "」",
    "[": "]",
    "〖": "〗",
}
_CUT = re.compile(r"[。！？!?；;，,：:\n\t|│｜（）()“”《》〔〕【】〖〗「」\[\]]")
_BREAK = re.compile(r"<br\s{0,2}/?>")  # of the cell of a Markdown table
CLOSES = {close: start for start, close in PAIRS.items()}
_STOPS = ("。", "！", "？", "；", ";")
_ENDS = re.compile(r"\s*(?:[。！？；;，,（(]|$)")
_ALONE = re.compile(
    r"\s*(?:[（(][^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*[）)]\s*)+[。；;]?\s*"
)
# 备注：1.各单位…；2.县水务局…: a number in a running text is no word of its clause, and 1.5万吨 and （2）个乡镇 have none.
_NUMBERED = re.compile(
    rf"(?:\d{{1,2}}[.、)）](?![\d{BLANK}Xx×*＊])|[（(]\d{{1,2}}[）)](?![个座家户处项条件名人次台套吨亩份类级号年月日天期批种轮公万米元])|[①-⑳])\s*(?=\S)"
)
_SENTENCE_END = "。！？!?\n\t|│｜"  # the cells of a row make no sentence together
# A bracket or quotation longer than this hides no stop: its other half was forgotten or stands elsewhere.
_LONGEST_PAIR = 160
# 达到1：350: between numbers a full-width colon is that of a ratio where words of measure lead up to them.
_RATIO_BEFORE = re.compile(
    r"(?:[在于过到至达为是按照比例率]|[≥≤])\s?(?:\d{1,4}(?:\.\d{1,2})?|" + BLANK + r"+)$"
)
Pair = tuple[int, int]  # where a bracket opens and where it closes


class Clause(Struct, frozen=True):
    """Words between two stops, `text[start:end]` of the passage; stops are outside."""

    start: int
    end: int


class Sentence(Struct, frozen=True):
    """From one full stop to the next; `clauses` are in order and not empty."""

    start: int
    end: int
    clauses: tuple[Clause, ...]


class Passage(Struct, frozen=True):
    """A heading or a paragraph. `text` is made even; `printed` is what stands in the source."""

    node: Node
    stretch: Text
    heading: bool
    text: str
    sentences: tuple[Sentence, ...]
    inline: tuple[Body, ...] = ()  # the bodies in brackets of its line, in order
    closing: tuple[Body, ...] = ()  # those in a bracket on a line of its own right below
    answers: tuple[
        Pair, ...
    ] = ()  # the brackets that say who answers, in order: for the words they close, or the node
    due: int | None = None  # where it says until when, for the node

    @property
    def printed(self) -> str:
        """The words as printed."""
        return self.stretch.text

    def span(self, start: int, end: int) -> Span:
        """The place of `text[start:end]` in the source."""
        return self.stretch.span(start, end)


def passages(node: Node, going_on: frozenset[int] = frozenset()) -> Iterator[Passage]:
    """The heading of `node`, then its paragraphs; `going_on` are the lines that go on with the one above."""
    inline: dict[int, list[Body]] = {}
    for body in sorted(node.inline, key=lambda body: body.span):
        inline.setdefault(body.span.line, []).append(body)
    if node.head is not None:
        yield _passage(node, node.head, inline, heading=True)
    texts = paragraphs(node.body, going_on)
    for stretch, below in zip_longest(texts, texts[1:]):
        named = _of_lines(below, inline) if below else []
        closing = tuple(named) if below and named and _ALONE.fullmatch(below.text) else ()
        yield _passage(node, stretch, inline, heading=False, closing=closing)


def sentences(
    text: str, pairs: Sequence[Pair], outside: Mapping[int, int] | None = None
) -> tuple[Sentence, ...]:
    """`text` with its `pairs` of brackets cut into sentences and clauses; what stands in `outside` (first place → last) is in none."""
    outside = outside or {}
    hidden = _hidden(text, pairs)
    found: list[Sentence] = []
    clauses: list[Clause] = []
    sentence_start = clause_start = 0

    def close_clause(end: int) -> None:
        clause = _clause(text, clause_start, end)
        if clause.start < clause.end:
            clauses.append(clause)

    for match in _CUT.finditer(text):
        at, char = match.start(), match[0]
        if at < clause_start:
            continue
        if at in outside:
            close_clause(at)
            clause_start = outside[at] + 1
            continue
        if char in PAIRS or char in CLOSES or hidden[at] or _inside_number(text, at):
            continue
        close_clause(at)
        clause_start = at + 1
        if char in _SENTENCE_END:
            if clauses:
                found.append(Sentence(sentence_start, at, tuple(clauses)))
            sentence_start, clauses = at + 1, []
    close_clause(len(text))
    if clauses:
        found.append(Sentence(sentence_start, len(text), tuple(clauses)))
    return tuple(found)


def _clause(text: str, start: int, end: int) -> Clause:
    """The words of `text[start:end]`, without the space around them and a number before them."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    numbered = _NUMBERED.match(text, start, end)
    return Clause(numbered.end() if numbered else start, end)


def brackets(text: str) -> tuple[list[Pair], list[int]]:
    """Each matched pair; places of brackets without a partner."""
    open_at: list[int] = []
    pairs: list[Pair] = []
    single: list[int] = []
    for match in _CUT.finditer(text):
        at, char = match.start(), match[0]
        if char in PAIRS:
            open_at.append(at)
        elif char in CLOSES:
            if open_at and _same_pair(text[open_at[-1]], char):
                pairs.append((open_at.pop(), at))
            elif len(open_at) > 1 and _same_pair(text[open_at[-2]], char):
                single.append(open_at.pop())
                pairs.append((open_at.pop(), at))
            else:
                single.append(at)
    return pairs, sorted(single + open_at)


def _same_pair(start: str, close: str) -> bool:
    # A full-width bracket closed by a half-width one is a matter of typing, not of sense.
    return PAIRS[start] == close or (start in "（(" and close in "）)")


def _hidden(text: str, pairs: Sequence[Pair]) -> bytearray:
    hidden = bytearray(len(text))
    for start, end in pairs:
        if end - start <= _LONGEST_PAIR:
            hidden[start : end + 1] = b"\1" * (end + 1 - start)
    return hidden


def _inside_number(text: str, at: int) -> bool:
    # 1,200 is one number and 9:00 one time of day; 前，6 is a stop.
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if text[at] in ",:" and before.isdigit() and after.isdigit():
        return True
    numbers = (before.isdigit() or before == BLANK) and (after.isdigit() or after == BLANK)
    return text[at] in ":：" and numbers and bool(_RATIO_BEFORE.search(text, max(0, at - 24), at))


def _of_lines(stretch: Text, inline: Mapping[int, list[Body]]) -> list[Body]:
    """The bodies that stand in brackets on the lines of a paragraph."""
    return [body for part in stretch.parts for body in inline.get(part.line, ())]


def _passage(
    node: Node,
    stretch: Text,
    inline: Mapping[int, list[Body]],
    *,
    heading: bool,
    closing: tuple[Body, ...] = (),
) -> Passage:
    text = _BREAK.sub(lambda sign: "\n" * len(sign[0]), even(stretch.text))
    pairs, _ = brackets(text)
    named = _of_lines(stretch, inline)
    answers = _of_attribution(node, stretch, pairs, named)
    cut = sentences(text, pairs, answers)
    answering = tuple(sorted(answers.items()))
    due = stretch.index(node.deadline.span) if node.deadline else None
    return Passage(node, stretch, heading, text, cut, tuple(named), closing, answering, due)


def _of_attribution(
    node: Node, stretch: Text, pairs: Sequence[Pair], inline: Sequence[Body]
) -> dict[int, int]:
    """The brackets that say who answers for the node (…牵头，…配合；6月底前完成), or for the words that they close: they commit to nothing more."""
    whole = _places(stretch, node.attributions)
    own = _places(stretch, inline)
    found: dict[int, int] = {}
    for start, end in pairs if whole or own else ():
        closes = bool(_ENDS.match(stretch.text, end + 1)) or _behind_a_stop(stretch.text, start)
        if _holds(whole, start, end) or (closes and _holds(own, start, end)):
            found[start] = end
    return found


def _places(stretch: Text, bodies: Iterable[Body]) -> list[int]:
    """Where in a paragraph those of `bodies` begin that stand in it."""
    places = (stretch.index(body.span) for body in bodies)
    return sorted(at for at in places if at is not None)


def _behind_a_stop(text: str, at: int) -> bool:
    return not at or text[max(0, at - 8) : at].rstrip().endswith(_STOPS)


def _holds(places: Sequence[int], start: int, end: int) -> bool:
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end
