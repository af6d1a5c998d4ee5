"""Which date governs which words. In: a passage with its dates. Out: `Governing` of a place. Pure.

A date in the clause is explicit; one that stands before in the sentence governs what follows it
(same_sentence); one that opens a sentence is carried, as debatable, to the sentences after it up
to the next date. A date in a bracket that says who answers (A负责，6月底前完成) governs the words that the bracket
closes, unless it is that of the whole node. A ban takes no date from what is ordered before it, nor does a clause with a time of its own. An interval or a name governs nothing; a period (“十三五”期间) does, by its end.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from msgspec import Struct

from gongkai.commitments.clauses import Clause, Passage, Sentence, brackets
from gongkai.dates import OF_WORK, OPEN_TERM, FoundDate, between
from gongkai.model import DeadlineScope

_STOPS = ("。", "！", "？")
_NUMBER = re.compile(r"\d")
_NAMED = re.compile(r"(?:方案|计划|规划|纲要|行动|[”》])$")
_BANS = re.compile(r"[^，。；]{0,16}?(?:严禁|禁止|不准|不得(?![低少小短高多大]于|超过|突破|超出))")


# 近三年, 十四五以来: what follows has been done, until a day to come is named.
_LATELY = re.compile(
    r"近年来|上一?(?:学年|学期)(?=全|我|各|共|，)|(?<!最)近[两二三四五几]年|过去(?:的?[一两二三四五]年)?|(?<![一-龥])[两三四五]年来|(?:上一?|去)年度?，|(?<![一-龥])上一?年度?(?=[全我各本街镇县市区])"
)
_A_YEAR = re.compile(
    r"(?<=[一-龥])(?<![到至在于和及与由从较比])20\d\d年$"
)  # 6月底前完成2025年问题整改
_OPENS = re.compile(r"(?:^|[，。；：、\n\s]|[；：\s]\d[.．、])(?:截[至止]|[到至在])?$")
_PARTS = re.compile(r"[，。；]")
_OF_WHICH = re.compile(r"[一-龥]{2}")
_UPTO = re.compile(r"截[至止]$")
_BEFORE_THEN = re.compile(r"(?:之前|以前|前)$")


class Governing(Struct, frozen=True):
    """The dates that govern a place (several where a list opens the clause), and by what right."""

    dates: tuple[FoundDate, ...]
    scope: DeadlineScope

    @property
    def date(self) -> FoundDate:
        """The last of them."""
        return self.dates[-1]


class Deadlines:
    """The governing dates of one passage, asked in text order."""

    def __init__(
        self, passage: Passage, dates: tuple[FoundDate, ...], begins: int | None = None
    ) -> None:
        """`begins` is the first of the plan's years: what was in a year before it is past."""
        self._passage = passage
        governing = _without_attributes(passage, tuple(date for date in dates if governs(date)))
        self._times = _times(passage, dates, begins)
        self._told = False  # the sentence before tells what has been done
        self._closing = _closing(passage, governing)
        inside = {
            date.start for start, end in passage.answers for date in between(dates, start, end)
        }
        inside |= _told_beside(passage, governing)
        self._dates = tuple(date for date in governing if date.start not in inside)
        self._open = tuple(date for date in dates if date.rule in (OPEN_TERM, "date-since"))
        self._again = tuple(date for date in dates if date.kind == "recurring" and date.due)
        self._starts = [date.start for date in self._dates]
        self._carried: tuple[FoundDate, ...] = ()

    def of(self, sentence: Sentence, clause: Clause) -> Governing | None:
        """What governs `clause`; sentences are to be asked for in order."""
        found = self._by_dates(sentence, clause)
        if found is None or found.scope == "carried":
            return self._bracket(sentence, clause) or found
        return found

    def past(self, sentence: Sentence, clause: Clause) -> bool:
        """Whether `clause` tells what has been done: 2025年，…达到98% in a plan that begins with 2026."""
        at = bisect_left(self._times, (clause.end, False))
        if at and self._times[at - 1][0] >= sentence.start:
            return self._times[at - 1][1]
        return self._told

    def _bracket(self, sentence: Sentence, clause: Clause) -> Governing | None:
        """What the bracket says that closes the words of `clause`."""
        at = bisect_left(self._closing, clause.end, key=lambda closing: closing[0])
        if at == len(self._closing):
            return None
        start, date = self._closing[at]
        before = self._passage.text[max(0, start - 8) : start].rstrip()
        closes = start < sentence.end or (start - sentence.end < 8 and before.endswith(_STOPS))
        return Governing((date,), "same_sentence") if date and closes else None

    def _by_dates(self, sentence: Sentence, clause: Clause) -> Governing | None:
        upto = bisect_right(self._starts, clause.end - 1)
        before = self._dates[:0] if not upto else self._group(upto - 1)
        if before and before[-1].start >= clause.start:
            # 2020年底，… : a clause that is nothing but a date governs, but commits to nothing.
            return Governing(before, "explicit")
        terms = between(self._open, before[-1].end if before else sentence.start, clause.end)
        if between(self._again, clause.start, clause.end):
            return None  # 每季度末月25日前: its own time
        if terms and terms[-1].start >= sentence.start:
            return None  # 2026年入汛前: no day is told, and no other is meant
        if _BANS.match(self._passage.text, clause.start, clause.end) and not (
            before and self._opens(sentence, clause, before)
        ):
            return None
        if before and before[-1].start >= sentence.start:
            return Governing(before, "same_sentence")
        return Governing(self._carried, "carried") if self._carried else None

    def _opens(self, sentence: Sentence, clause: Clause, dates: tuple[FoundDate, ...]) -> bool:
        """Whether dates make the whole clause before: 2025年底前，禁止新建…."""
        text = self._passage.text
        if text[dates[-1].end : clause.start] not in ("，", ","):
            return False
        stop = max(text.rfind(sign, sentence.start, dates[0].start) for sign in "，；")
        begin = max(sentence.start, stop + 1)
        return not text[begin : dates[0].start].strip(" \u3000到至截于在自从")

    def leave(self, sentence: Sentence) -> None:
        """Remember, at the end of `sentence`, the date that it hands on."""
        if self._passage.node.kind == "preamble":
            self._told = self.past(sentence, sentence.clauses[-1])
        first = bisect_right(self._starts, sentence.start - 1)
        inside = [date for date in self._dates[first : first + 4] if date.start < sentence.end]
        if not inside:
            return
        opens = self._passage.text[sentence.start : inside[0].start].strip(" 　到至截于在")
        last = bisect_right(self._starts, sentence.end - 1) - 1
        while last > first and self._of_share(sentence, self._dates[last]):
            last -= 1  # 2025至2028年建成32所，其中2025年8所
        self._carried = self._group(last) if not opens else ()

    def _of_share(self, sentence: Sentence, date: FoundDate) -> bool:
        """Whether a date only tells of a part: 其中2025年8所."""
        start = max(sentence.start, self._passage.text.rfind("，", 0, date.start) + 1)
        return self._passage.text.startswith("其中", start)

    def _group(self, index: int) -> tuple[FoundDate, ...]:
        """The date at `index` with those that it is listed with: 到2022年和2030年."""
        group = [self._dates[index]]
        while index and len(group) < 6 and self._joined(self._dates[index - 1], self._dates[index]):
            index -= 1
            group.insert(0, self._dates[index])
        return tuple(group)

    def _joined(self, one: FoundDate, other: FoundDate) -> bool:
        return self._passage.text[one.end : other.start] in ("、", "和", "及", "与", "、到", "和到")


def _told_beside(passage: Passage, dates: tuple[FoundDate, ...]) -> set[int]:
    """Where dates stand in a bracket with numbers of their own, or belong to a name: 提高到60%（2026年45%、2028年52%）, 方案（2025—2027年）."""
    found: set[int] = set()
    for start, end in brackets(passage.text)[0] if dates else ():
        held = between(dates, start, end)
        if not held or passage.text[start] not in "（(":
            continue
        ends = [start, *(date.end for date in held)]
        starts = [*(date.start for date in held), end]
        period = held[0].rule == "date-years" and not passage.text[held[0].end : end].strip()
        if (period and _NAMED.search(passage.text, max(0, start - 4), start)) or any(
            _NUMBER.search(passage.text, one, other)
            for one, other in zip(ends, starts, strict=True)
        ):
            found.update(date.start for date in held)
    return found


def _closing(
    passage: Passage, dates: tuple[FoundDate, ...]
) -> tuple[tuple[int, FoundDate | None], ...]:
    """Where each bracket opens that says who answers, and its date, unless it is the whole node's."""
    at = passage.due
    found: list[tuple[int, FoundDate | None]] = []
    for start, end in passage.answers:
        last = next(reversed(between(dates, start, end)), None)
        found.append((start, None if at is not None and start < at < end else last))
    return tuple(found)


def _times(
    passage: Passage, dates: tuple[FoundDate, ...], begins: int | None
) -> tuple[tuple[int, bool], ...]:
    """Where each time stands that opens a clause or is to come, and whether it is past."""
    text = passage.text
    found = [(match.start(), True) for match in _LATELY.finditer(text)]
    for date in dates:
        if date.kind == "relative" and _UPTO.search(text, max(0, date.start - 2), date.start):
            found.append((date.start, True))  # 截至5月底，全区共有…
        if date.kind not in ("deadline", "period") or date.rule == OF_WORK:
            continue
        upto = _UPTO.search(text, max(0, date.start - 2), date.start)
        if upto and any((date.last or "9") < (other.last or "") for other in dates):
            found.append((date.start, True))  # 截至2024年底，…。到2025年底，…
            continue
        year = int((date.last or date.first or "9999")[:4])
        since = date.rule == "date-since" and text.endswith("以来", 0, date.end)
        before = bool(begins) and year < (begins or 0)
        if not (since or before):
            found.append((date.start, False))
        elif _OPENS.search(text, max(0, date.start - 8), date.start) and not _BEFORE_THEN.search(
            text, max(0, date.end - 2), date.end
        ):
            found.append((date.start, True))
    return tuple(sorted(found))


def _without_attributes(passage: Passage, dates: tuple[FoundDate, ...]) -> tuple[FoundDate, ...]:
    """Those of `dates` that tell by when; 6月底前公布2026年度清单: the second only tells of which year."""
    text, kept = passage.text, list[FoundDate]()
    for date in dates:
        yearly = date.rule == "date-whole-year" and text.endswith("度", 0, date.end)
        yearly = yearly or bool(_A_YEAR.search(text, max(0, date.start - 1), date.end))
        if (
            yearly
            and kept
            and not _PARTS.search(text, kept[-1].end, date.start)
            and _OF_WHICH.match(text, date.end)
        ):
            continue
        kept.append(date)
    return tuple(kept)


def governs(date: FoundDate) -> bool:
    """Whether something may be due by `date`."""
    dated = date.kind in ("deadline", "period") and date.last is not None
    return dated and date.rule not in ("date-past", OF_WORK)
