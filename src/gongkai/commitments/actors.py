"""Who has to do it: the subject of the clause, of the clause before, of a bracket, of the attribution.

In: a passage, its node's attribution, a registry. Out: `Actor`s of a place. Pure.

A body printed in the clause is explicit. Where a clause has no subject, that of the clause before it
in the sentence is inherited; where the sentence opens with 要 and has none (6月底、12月底前，要向县委、
政府报送…, source.txt:19), that of the sentence before. A bracket (住建局) binds the words that it closes, back to
the bracket before it: those of its sentence, or, behind the 。, of the paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from gongkai.commitments.clauses import Clause, Passage, Sentence, brackets
from gongkai.commitments.duty_words import (
    BANNED,
    BY_BEFORE,
    MODAL,
    NO_BODY,
    SUBJECT_ITEM,
    SUBJECT_JOINT,
    SUBJECT_NEXT,
)
from gongkai.model import Actor, Body, Node, Unit

# 整改期间各乡镇严禁…: when, before who.
_OPENING = re.compile(
    r"^(?:同时|请|[①-⑳]|其中|此外|另外|特别是|也|并|且|[一-龥]{2,8}?(?:期间|过程中)|每(?:年|月|季度?|半年|周)|20\d\d年|\d{1,2}(?:月份?|日)|[上中下]旬|年?[底末]|之?前(?=[一-龥])|[\s　])+"
)


_OPEN = re.compile(r"[（(][^）)]*$")  # 各省（区、市）


class Bodies(Protocol):
    """What is needed of a registry."""

    def resolve(self, printed: str) -> Unit | None:
        """The unit of that name."""


def attributed(node: Node, above: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The bodies that answer for the whole node: leading and responsible, else supporting; else those `above` it."""
    bodies = (*node.lead, *node.responsible) or node.support
    return tuple(_actor(body, "attribution") for body in bodies) or above


def _actor(body: Body, source: str) -> Actor:
    return Actor(body.span, body.printed, source, body.blank, body.unit)  # type: ignore[arg-type]


class _Answer(Struct, frozen=True):
    """The bodies of one bracket, or of several that stand side by side, and where it opens and closes."""

    start: int
    end: int
    by: tuple[Actor, ...]


class Actors:
    """The actors of one passage, asked in text order."""

    def __init__(self, passage: Passage, registry: Bodies, whole: tuple[Actor, ...]) -> None:
        """`whole` answer for the node."""
        self._passage, self._registry, self._whole = passage, registry, whole
        self._answers = _answers(passage)
        self._sentence: tuple[Actor, ...] = ()  # subject of the sentence being read
        self._before: tuple[Actor, ...] = ()  # subject of the sentence before
        # What a clause without a subject has from before it, and the subject of which that was made.
        self._inherited: tuple[Actor, ...] = ()
        self._from: tuple[Actor, ...] = ()
        self._at = -1
        # 应…，并…: nobody is named, so that it is for whom the sentence before names.
        self._ordered = False

    def of_duty(self, sentence: Sentence, clause: Clause, end: int) -> tuple[Actor, ...]:
        """Who has the duty whose words end at `end` in `clause`."""
        self._enter(sentence)
        if given := self._given(clause, end):
            return given
        if subject := self._subject(clause):
            self._sentence = subject
            return subject
        if self._sentence:
            return self._inherit(self._sentence)
        if inline := self._bracket(sentence, clause.start):
            return inline
        if self._before and (self._ordered or not self._whole):
            return self._inherit(self._before)
        return self._whole

    def note(self, sentence: Sentence, clause: Clause) -> None:
        """Remember the subject of a clause without a duty of its own."""
        self._enter(sentence)
        words = self._passage.text[clause.start : clause.end]
        goes_on = self._ordered and words.startswith("并")
        self._ordered = goes_on or bool(MODAL.match(words))
        if subject := self._subject(clause):
            self._sentence = subject

    def of_target(self, sentence: Sentence, start: int) -> tuple[Actor, ...]:
        """The bodies in the bracket that closes the words of `sentence` from `start` on; empty where there is none."""
        return self._bracket(sentence, start)

    def leave(self, sentence: Sentence) -> None:
        """Remember, at the end of `sentence`, its subject."""
        self._enter(sentence)
        self._before, self._sentence = self._sentence or self._before[:0], ()

    def _inherit(self, subject: tuple[Actor, ...]) -> tuple[Actor, ...]:
        # Once for all clauses that follow: of a long list there may be many.
        if self._from is not subject:
            self._from = subject
            self._inherited = tuple(replace(actor, source="inherited") for actor in subject)
        return self._inherited

    def _enter(self, sentence: Sentence) -> None:
        if sentence.start != self._at:
            self._at, self._sentence, self._ordered = sentence.start, (), False

    def _bracket(self, sentence: Sentence, start: int) -> tuple[Actor, ...]:
        at = bisect_left(self._answers, start, key=lambda answer: answer.start)
        if at < len(self._answers):
            answer = self._answers[at]
            before = self._passage.text[max(0, answer.start - 8) : answer.start].rstrip()
            if answer.start < sentence.end or before.endswith(("。", "！", "？")):
                return answer.by
        elif self._passage.closing and not self._answers:
            return tuple(_actor(body, "inline") for body in self._passage.closing)
        return ()

    def _given(self, clause: Clause, end: int) -> tuple[Actor, ...]:
        match = BY_BEFORE.search(self._passage.text, clause.start, end)
        return self._named(*match.span("by")) if match else ()

    def _subject(self, clause: Clause) -> tuple[Actor, ...]:
        text = self._passage.text
        at = clause.start
        if opening := _OPENING.match(text[at : clause.end]):
            at += opening.end()
        start = at
        while item := SUBJECT_ITEM.match(text, at, clause.end):
            at = item.end()
            joint = SUBJECT_JOINT.match(text, at, clause.end)
            if joint is None or not SUBJECT_ITEM.match(text, joint.end(), clause.end):
                break
            at = joint.end()
        if at == start or not SUBJECT_NEXT.match(text, at, clause.end):
            return ()
        named = self._named(start, at)
        if BANNED.match(text, at, clause.end):  # 重点区域不得新建…: where, and nobody
            return tuple(one for one in named if one.unit or not NO_BODY.search(one.printed))
        return named

    def _named(self, start: int, end: int) -> tuple[Actor, ...]:
        """The bodies of a list, each at its place."""
        # 县委、政府主要负责人 is one pair of persons in office: not cut.
        whole = self._passage.printed[start:end]
        cuts = (
            []
            if whole.endswith(("负责人", "领导", "同志"))
            else [
                cut
                for cut in SUBJECT_JOINT.finditer(self._passage.text, start, end)
                if not _OPEN.search(self._passage.text, max(start, cut.start() - 24), cut.start())
            ]
        )
        starts = [start, *(cut.end() for cut in cuts)]
        ends = [*(cut.start() for cut in cuts), end]
        actors: list[Actor] = []
        at = 0
        while at < len(starts):
            upto = self._one_name(starts, ends, at)
            if ends[upto] > starts[at]:
                span = self._passage.span(starts[at], ends[upto])
                unit = self._registry.resolve(span.quote)
                actors.append(Actor(span, span.quote, "explicit", False, unit.id if unit else None))
            at = upto + 1
        return tuple(actors)

    def _one_name(self, starts: list[int], ends: list[int], at: int) -> int:
        """The last of the parts from `at` on that make one registered name: 县人力资源和社会保障局."""
        for upto in range(min(at + 3, len(ends) - 1), at, -1):
            if self._registry.resolve(self._passage.printed[starts[at] : ends[upto]]):
                return upto
        return at


def _answers(passage: Passage) -> tuple[_Answer, ...]:
    """What the brackets of a passage say who answers, in order."""
    if not passage.inline:
        return ()
    pairs = sorted(pair for pair in brackets(passage.text)[0] if passage.text[pair[0]] in "（(")
    found: list[_Answer] = []
    pair = 0  # the first bracket that closes behind the body
    for body in passage.inline:
        at = passage.stretch.index(body.span) or 0
        while pair < len(pairs) and pairs[pair][1] < at:
            pair += 1
        inside = pair < len(pairs) and pairs[pair][0] < at
        start, end = (pairs[pair][0], pairs[pair][1] + 1) if inside else (at, at + 1)
        beside = found and not passage.text[found[-1].end : start].strip()
        if found and (beside or start == found[-1].start):
            last = found.pop()
            found.append(_Answer(last.start, end, (*last.by, _actor(body, "inline"))))
        else:
            found.append(_Answer(start, end, (_actor(body, "inline"),)))
    return tuple(found)
