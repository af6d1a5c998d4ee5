"""Suspected misprints (疑误): what is printed, what it may stand for, how sure. Never applied.

In: a passage, and what the whole plan prints elsewhere (`Evidence`). Out: `Erratum`s. Pure, linear.

Kinds: a digit doubled in a year (22020年), a word doubled (的的, 综合资源综合利用), a stop left out after
a quotation (“死灰复燃”强化…), brackets and quotation marks without a partner, stops doubled, and
characters mistaken for each other (misprints.py). A clean plan should give next to none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from gongkai.commitments.clauses import CLOSES, PAIRS, Passage, brackets
from gongkai.commitments.misprints import (
    CONFUSED,
    CONFUSIONS,
    DOUBLED_SINGLE,
    NAMED_BY_QUOTE,
    OBJECT_VERBS,
    OPENING_VERBS,
    REDUPLICATED,
)
from gongkai.dates import corrected_year
from gongkai.model import Confidence, Erratum, Node, Review

_YEAR = re.compile(r"(?<!\d)(\d{5})(年(?:\d{1,2}月(?:\d{1,2}日)?)?年?(?:底|末)?(?:之前|以前|前)?)")
_TWICE = re.compile(r"([一-龥]{2,4})\1+")  # however often, one suspicion
_FRAME = re.compile(r"(?=([一-龥]{2})([一-龥]{2})\1([一-龥]{2}))")
_SINGLE = re.compile(rf"([{''.join(DOUBLED_SINGLE)}])\1+")
# 面对面对接, 点对点对接: a set phrase before a word that begins as it ends.
_BOTH_SIDES = re.compile(r"(.)[对到连联帮]\1")
_STOPS = re.compile(r"([，。；、])[，。；、：]+|([，、])(?=$)")
_AFTER_QUOTE = re.compile(
    rf"([“][^“”]{{1,20}}”)({'|'.join(OPENING_VERBS)})(?=[一-龥]{{4,}}[，。；])"
    rf"(?![一-龥]*(?:{NAMED_BY_QUOTE})[，。；])"
)


class Evidence(Struct, frozen=True):
    """What the plan prints elsewhere, for a suspicion that needs it.

    `known` are the doubled-word suspicions that another place confirms.
    """

    known: frozenset[str] = frozenset()

    @classmethod
    def of(cls, nodes: Sequence[Node]) -> Evidence:
        """Gathered in two passes over `nodes`: suspicions, then the places that confirm them."""
        frames: dict[str, str] = {}
        texts = [stretch.text for node in nodes for stretch in node.body]
        for text in texts:
            for match in _FRAME.finditer(text):
                first, between, last = match.groups()
                if len(frames) < 64:
                    frames[between + first + last] = first
            if len(frames) >= 64:
                break
        if not frames:
            return cls()
        confirm = re.compile("|".join(map(re.escape, frames)))
        seen = {
            match[0] for text in texts for match in confirm.finditer(text)
            if text[max(0, match.start() - 2) : match.start()] != frames[match[0]]
        }  # fmt: skip
        return cls(frozenset(seen))


def errata_of(passage: Passage, evidence: Evidence) -> Iterator[Erratum]:
    """The suspected misprints of one passage, in no order; where two overlap, the first found stays."""
    taken: list[tuple[int, int]] = []
    for start, end, suspected, rule, sure in _suspicions(passage, evidence):
        if any(start < stop and begin < end for begin, stop in taken[-8:]):
            continue
        taken.append((start, end))
        yield Erratum(
            "", passage.node.path, passage.span(start, end), suspected, Review(rule=rule, confidence=sure)
        )  # fmt: skip


_Suspicion = tuple[int, int, str, str, Confidence]


def _suspicions(passage: Passage, evidence: Evidence) -> Iterator[_Suspicion]:
    text = passage.printed
    yield from _years(passage.text)
    yield from _doubled(text, evidence)
    yield from _missing_stops(text)
    yield from _marks(text, passage.heading)
    if not CONFUSED.search(text):
        return
    for wrong, right, sure in CONFUSIONS:
        for match in wrong.finditer(text):
            if match.start() < match.end():
                yield *match.span(), right, "erratum-character", sure


def _years(text: str) -> Iterator[_Suspicion]:
    for match in _YEAR.finditer(text):
        if year := corrected_year(match[1]):
            yield *match.span(), year + match[2], "erratum-digit", "certain"


def _doubled(text: str, evidence: Evidence) -> Iterator[_Suspicion]:
    for match in _TWICE.finditer(text):
        word = match[1]
        if word in REDUPLICATED or len(set(word)) == 1 or word[0] in "一逐" or "每" in word:
            continue
        if _BOTH_SIDES.match(match[0]):
            continue
        yield *match.span(), word, "erratum-doubled-word", "likely"
    for match in _SINGLE.finditer(text):
        before, after = (
            text[max(0, match.start() - 2) : match.start()],
            text[match.end() : match.end() + 1],
        )
        # 实实在在, 方方面面 double on purpose.
        if len(before) == 2 and before[0] == before[1]:
            continue
        ends, begins = DOUBLED_SINGLE[match[1]]
        if not (before and before[-1] in ends) and not (after and after in begins):
            yield *match.span(), match[1], "erratum-doubled-character", "likely"
    for match in _FRAME.finditer(text):
        first, between, last = match.groups()
        if between + first + last in evidence.known:
            start = match.start()
            yield start, start + 8, between + first + last, "erratum-doubled-word", "likely"


def _missing_stops(text: str) -> Iterator[_Suspicion]:
    for match in _AFTER_QUOTE.finditer(text):
        clause = text[max(0, match.start() - 40) : match.start()]
        cut = max((clause.rfind(stop) for stop in "，。；：、"), default=-1)
        # Only where the quotation is the object of a verb: “一岗双责”落实到位 is a statement of its own.
        if any(verb in clause[cut + 1 :] for verb in OBJECT_VERBS):
            yield *match.span(), f"{match[1]}。{match[2]}", "erratum-missing-stop", "likely"


def _marks(text: str, heading: bool) -> Iterator[_Suspicion]:
    for match in _STOPS.finditer(text):
        if match[1]:
            yield *match.span(), match[1], "erratum-stops", "likely"
        elif not heading:
            yield *match.span(), "。", "erratum-stops", "possible"
    for at in brackets(text)[1][:20]:
        if text[at] in ")）" and re.search(
            r"(?:^|[\s，。；：、])[\da-zA-Z一二三四五六七八九十]{1,2}$", text[max(0, at - 3) : at]
        ):
            continue  # 1） numbers a list
        yield at, at + 1, _partner(text, at), "erratum-bracket", "likely"


def _partner(text: str, at: int) -> str:
    if text[at] == "“" and text.rfind("“", 0, at) > text.rfind("”", 0, at):
        return "”"
    mark = text[at]
    return mark + PAIRS[mark] if mark in PAIRS else CLOSES[mark] + mark
