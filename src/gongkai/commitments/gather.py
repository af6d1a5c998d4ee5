"""All commitments of a plan's nodes: dates, targets, duties, misprints, numbered within each node.

In: nodes with their attributions, and the registry of bodies. Out: `Commitments` and findings.
Pure. Ids are the node's path and a counter in text order (5.3.2-T2).
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from gongkai.attribution.deadlines import days
from gongkai.commitments.actors import Actors, Bodies, attributed
from gongkai.commitments.amounts import LONG_LEADS
from gongkai.commitments.clauses import Clause, Passage, Sentence, passages
from gongkai.commitments.deadlines import Deadlines, Governing, governs
from gongkai.commitments.duties import duties_of
from gongkai.commitments.duty_words import PRIMARY, PURPOSE
from gongkai.commitments.errata import Evidence, errata_of
from gongkai.commitments.indicators import indicators
from gongkai.commitments.states import parted, reaches, state
from gongkai.commitments.target_words import (
    AIMS,
    BARE_STATE,
    FOUND,
    NOT_AHEAD,
    QUANTITY_VERBS,
    TELLS,
)
from gongkai.commitments.targets import Reading, quantities
from gongkai.dates import OF_HEADING, OPEN_TERM, FoundDate, PlanYear, between, find_dates
from gongkai.model import (
    Actor,
    Confidence,
    DateMention,
    DeadlineScope,
    Duty,
    Erratum,
    Node,
    NodeDeadline,
    Review,
    Target,
)  # fmt: skip
from gongkai.outline.tables import Figure
from gongkai.sources.finding import Finding

# Bodies that the records of a plan name in all, each counted at each record: a county's plan has some hundred, one of ten
# thousand measures some ten thousand. A list of labels under a list of duties gives the product of both, and with
# twice as many a file that the store no longer reads (store/files.py).
MOST_NAMED = 400_000


class Commitments(Struct, frozen=True):
    """What a plan commits to, each record in text order."""

    targets: tuple[Target, ...] = ()
    duties: tuple[Duty, ...] = ()
    dates: tuple[DateMention, ...] = ()
    errata: tuple[Erratum, ...] = ()


def commitments(
    nodes: Sequence[Node],
    registry: Bodies,
    *,
    rows: Set[str] = frozenset(),
    going_on: frozenset[int] = frozenset(),
    figures: Sequence[tuple[str, Figure]] = (),
    file: str = "",
    year: PlanYear | None = None,
    begins: int | None = None,
) -> tuple[Commitments, tuple[Finding, ...]]:
    """Read what `nodes` commit to.

    `rows` are the paths of nodes that are rows of task tables; `going_on` are lines that go on with the one above; `figures` are cells of tables of indicators, each with its node's path; `file` is the source's name, for
    findings; `year` that of the whole plan, `begins` the first of its years.
    """
    targets: list[Target] = []
    duties: list[Duty] = []
    dates: list[DateMention] = []
    errata: list[Erratum] = []
    findings: list[Finding] = []
    evidence = Evidence.of(nodes)
    charged = 0
    # What answers for a node, and until when, holds for what stands below it and says nothing of its own.
    whole: dict[str, tuple[tuple[Actor, ...], NodeDeadline | None]] = {}
    opened: dict[str, tuple[str, str] | None] = {}  # the day that opens a list below a node
    aims: set[str] = set()  # what says what is aimed at, and what stands below it
    told: set[str] = set()  # what tells how things stand, and what stands below it
    measured: dict[str, list[Figure]] = {}
    for path, figure in figures:
        measured.setdefault(path, []).append(figure)
    for node in nodes:
        by, deadline = whole.get(node.parent or "", ((), None))
        whole[node.path] = by, deadline = attributed(node, by), node.deadline or deadline
        if node.parent in told or _tells(node):
            told.add(node.path)
        if node.parent in aims or "目标" in (node.heading or ""):
            aims.add(node.path)
        parts = _Node(
            node, registry, by, deadline, year, begins,
            row=node.path in rows, told=node.path in told, aims=node.path in aims,
        )  # fmt: skip
        parts.handed = opened.get(node.parent or "")
        parts.measure(measured.get(node.path, ()), begins)
        for passage in passages(node, going_on):
            parts.read(passage, evidence)
        opened[node.path] = parts.handed
        if not any(duty.kind in _PRIMARY for duty in parts.duties):
            parts.duties += parts.named  # the task of a row whose other cells order nothing
        before, charged = charged, charged + parts.charged
        if charged > MOST_NAMED:
            parts.name_own()
        if before <= MOST_NAMED < charged:
            args = {"most": str(MOST_NAMED)}
            parts.findings.append(Finding("actors-many", "", node.lines[0], 0, args))
        targets += _numbered(node, "T", parts.targets)
        duties += _numbered(node, "D", parts.duties)
        dates += _numbered(node, "A", parts.dates)
        errata += _numbered(node, "E", parts.errata)
        findings += [replace(finding, file=file) for finding in parts.findings]
    return Commitments(tuple(targets), tuple(duties), tuple(dates), tuple(errata)), tuple(findings)


_FULL_STOP = re.compile(r"[。！？\n]")
_TELLS, _AIMS = re.compile(TELLS), re.compile(AIMS)
_GENERAL = ("完成", "建成", "新建", "新增", "达到", "实现")  # say of nothing what it is
_BARE = re.compile(BARE_STATE)
_FOUND = re.compile(FOUND)
_DONE = re.compile(NOT_AHEAD)
_AS_BASE = re.compile(r"[^，。；]{0,4}(?:为基[数准期]|相比)，")
_PRIMARY = {form.kind for form in PRIMARY}
_ORDERS = re.compile(r"[^，。]{2,}(?:要|应当|必须)|每[年月季半周日天旬两\d]|按[月季周]|定期")


def _tells(node: Node) -> bool:
    """Whether the heading says that what follows tells how things stand: 现状, 基本情况."""
    heading = node.heading or ""
    return bool(_TELLS.search(heading)) and not _AIMS.search(heading)


class _Node:
    """The records of one node as they are gathered, without ids."""

    def __init__(
        self,
        node: Node,
        registry: Bodies,
        by: tuple[Actor, ...],
        deadline: NodeDeadline | None,
        year: PlanYear | None,
        begins: int | None,
        *,
        row: bool,
        told: bool,
        aims: bool,
    ) -> None:
        self.node, self.registry = node, registry
        self.by, self.deadline, self.year = by, deadline, year
        self.begins = begins
        self.row, self.told, self.aims = row, told, aims
        # 到2027年，实现以下目标： its last day and how it is printed, for the list that follows.
        self.handed: tuple[str, str] | None = None
        self.cells: set[tuple[int, int]] = set()
        self.targets: list[Target] = []
        self.duties: list[Duty] = []
        self.named: list[Duty] = []  # what the heading would order, if it did more than name
        self.dates: list[DateMention] = []
        self.errata: list[Erratum] = []
        self.findings: list[Finding] = []

    @property
    def charged(self) -> int:
        """How many bodies its records name, each counted at each record."""
        records: tuple[Target | Duty, ...] = (*self.targets, *self.duties)
        return sum(len(record.by) for record in records)

    def name_own(self) -> None:
        """Leave to each record the bodies that its own words name; the others stand at the node."""
        self.targets = [_as_printed(record) for record in self.targets]
        self.duties = [_as_printed(record) for record in self.duties]

    def read(self, passage: Passage, evidence: Evidence) -> None:
        dates = find_dates(passage.text, self.year)
        if passage.heading and self.year is None:
            self.year = _year_of_stage(passage, dates)
        for date in dates:
            self._date(passage, date)
        deadlines = Deadlines(passage, dates, self.begins)
        actors = Actors(passage, self.registry, self.by)
        for sentence in passage.sentences:
            governing = [deadlines.of(sentence, clause) for clause in sentence.clauses]
            # 各单位要定期…。 may be taken for a run-in heading; 强化考核问责 orders nothing.
            # 附件1 每月公开信息报送表 names what stands below.
            annexed = passage.heading and self.node.label.startswith("附")
            told = [deadlines.past(sentence, clause) for clause in sentence.clauses]
            if all(told):
                pass
            elif not passage.heading or (_ORDERS.search(passage.text) and not annexed):
                self.duties += duties_of(passage, sentence, dates, governing, actors)
            elif self.row and not annexed:
                ordered = duties_of(passage, sentence, dates, governing, actors)
                self.named += [duty for duty in ordered if duty.kind in _PRIMARY]
            # 问题一：收集率仅58%，低于全省平均水平7个百分点。 is what was found; what is aimed at stands below.
            first = passage.stretch.line == self.node.lines[0]
            problem = first and self.node.label.startswith("问题")
            if (
                not self.told
                and not problem
                and (passage.stretch.line, passage.stretch.col) not in self.cells
            ):
                self._targets(passage, sentence, dates, governing, told, actors)
            deadlines.leave(sentence)
            actors.leave(sentence)
        if passage.heading and (stage := _stage(passage, dates, self.year)):
            self.handed = stage
        if passage.text.rstrip().endswith("："):
            last = next((date for date in reversed(dates) if governs(date)), None)
            self.handed = (
                (last.last or "", passage.printed[last.start : last.end]) if last else None
            )
        for erratum in errata_of(passage, evidence):
            self.errata.append(erratum)
            self.findings.append(_finding(erratum))

    def measure(self, figures: Sequence[Figure], begins: int | None) -> None:
        """Take the targets of a row of a table of indicators; its cells are then no sentences."""
        self.cells = {(figure.stretch.line, figure.stretch.col) for figure in figures}
        for target in indicators(self.node, figures, begins):
            due = self.deadline
            if target.deadline is None and due and due.end:
                target = replace(
                    target, deadline=due.end, deadline_printed=due.printed, deadline_scope="carried"
                )
            self.targets.append(replace(target, by=self.by))

    def _date(self, passage: Passage, date: FoundDate) -> None:
        span = passage.span(date.start, date.end)
        review = Review(rule=date.rule, confidence=date.confidence, note=date.note)
        self.dates.append(
            DateMention("", self.node.path, span, date.kind, date.first, date.last, review)
        )
        if date.impossible:
            self.findings.append(
                Finding("date-impossible", "", span.line, span.col, {"quote": span.quote})
            )

    def _targets(
        self, passage: Passage, sentence: Sentence, dates: tuple[FoundDate, ...],
        governing: list[Governing | None], told: Sequence[bool], actors: Actors,
    ) -> None:  # fmt: skip
        if _FOUND.search(passage.text, sentence.start, sentence.end):
            return
        clauses, governing, told = _halves(passage, sentence, governing, told)
        fresh = True  # no clause has yet said what is to be reached by the date that governs
        last: Governing | None = None
        spoken_of: str | None = None  # the indicator of the clause before
        for at, clause in enumerate(clauses):
            if told[at]:
                continue
            governed = governing[at]
            if governed is not None and (last is None or governed.dates != last.dates):
                fresh = True
            last = governed or last
            found = list(quantities(passage, clause, dates))
            if found and _tells_on(passage, clauses, at):
                found = [one for one in found if not _is_bare(one)]
            if not found:
                reading = self._state(passage, clauses, at, dates, governed, fresh=fresh)
                found = [reading] if reading else []
            if found:
                fresh = False
            named, spoken_of = spoken_of, found[-1].indicator if found else None
            previous = clauses[at - 1] if at else None
            for reading in found:
                whole = _complete(passage, reading, previous, dates, named)
                whole = _compared(passage, sentence, whole, dates)
                by = actors.of_target(sentence, reading.start)
                until = governed or _until(passage, clauses, governing, at)
                until = _nearest(passage, until, clause, whole, dates)
                self.targets.append(self._target(passage, whole, until, by, dates))
                spoken_of = whole.indicator

    def _state(
        self, passage: Passage, clauses: tuple[Clause, ...], at: int, dates: tuple[FoundDate, ...],
        governed: Governing | None, *, fresh: bool,
    ) -> Reading | None:  # fmt: skip
        clause = clauses[at]
        start = begin = clause.start
        inside = between(dates, clause.start, clause.end)
        term = next((date for date in inside if date.rule == OPEN_TERM), None)
        if governed is not None and governed.scope == "explicit":
            start = governed.date.end
            begin = _subject(passage.text, clause.start, governed.dates[0].start, start)
        elif term is not None:
            start = term.end
            begin = _subject(passage.text, clause.start, term.start, start)
        if start >= clause.end or passage.heading:
            return None
        if any(date.kind in ("recurring", "season") for date in inside):
            return None
        if self.node.kind == "preamble" and PURPOSE.match(passage.text, clauses[0].start):
            return None  # 为…，全面消除隐患，制定本方案
        # 工作目标：…得到有效遏制 is reached, though no day is told.
        carried = governed.scope == "carried" if governed else self.aims
        told = self.node.kind == "preamble" and governed and not _is_limit(passage, governed.date)
        dated = term is not None or (governed is not None and not carried and not told)
        within = dated and governed is not None and governed.date.rule == "date-days"
        following = clauses[at + 1 : at + 3]
        more = any(reaches(passage.text[clause.start : clause.end]) for clause in following)
        found = state(
            passage, clause, start,
            dated=dated, within=within, carried=carried, first=fresh, more_follows=more,
        )  # fmt: skip
        if found is None:
            return None
        if begin < start:
            found = replace(found, start=begin, indicator=passage.printed[begin : found.end])
        return replace(found, date=term.start) if term else found

    def _has_limit(self) -> bool:
        """Whether the node itself says by when (完成时限), which holds before the date of a sentence before."""
        return bool(self.node.deadline and self.node.deadline.end)

    def _target(
        self, passage: Passage, reading: Reading, governed: Governing | None, by: tuple[Actor, ...],
        dates: tuple[FoundDate, ...],
    ) -> Target:  # fmt: skip
        deadline: str | None = None
        printed: str | None = None
        scope: DeadlineScope | None = None
        sure: Confidence = reading.confidence
        note = reading.note
        if reading.date is not None and (
            own := next(iter(between(dates, reading.date, reading.date + 1)), None)
        ):
            deadline, scope = own.last, "explicit"
            printed = passage.printed[own.start : own.end]
        elif governed is not None and not (governed.scope == "carried" and self._has_limit()):
            date = governed.date
            if reading.nth and len(governed.dates) == reading.nth[1]:
                date = governed.dates[reading.nth[0]]
            deadline, scope = date.last, governed.scope
            if reading.nth and date.rule == "date-years":
                deadline = _of_years(date, *reading.nth)
            printed = passage.printed[date.start : date.end]
            if scope == "carried" or date.confidence == "possible":
                sure, note = "possible", note or date.note
        elif reading.indicator and (loose := _relative(passage, reading, dates)):
            printed = passage.printed[loose.start : loose.end]
            scope = "explicit" if reading.start - loose.end <= _NEAR else "same_sentence"
        elif self.handed:
            (deadline, printed), scope = self.handed, "carried"
        elif self.deadline and self.deadline.end:
            deadline, printed, scope = self.deadline.end, self.deadline.printed, "carried"
        return Target(
            "", self.node.path, passage.span(reading.start, reading.end), reading.kind,
            reading.indicator or (self.node.heading if self.row else None),  # 企业开办 | 压缩至0.5个工作日
            reading.comparator, reading.value_printed, reading.value, reading.blank, reading.unit,
            reading.baseline, reading.baseline_value, deadline, printed, scope, by or self.by,
            Review(rule=reading.rule, confidence=sure, note=note),
        )  # fmt: skip


def _halves(
    passage: Passage, sentence: Sentence, governing: list[Governing | None], told: Sequence[bool]
) -> tuple[tuple[Clause, ...], list[Governing | None], list[bool]]:
    """The clauses of a sentence, parted where one counts and reaches a state, each with what governs it and whether it is past."""
    clauses: list[Clause] = []
    governed: list[Governing | None] = []
    past: list[bool] = []
    for clause, by, before in zip(sentence.clauses, governing, told, strict=True):
        halves = parted(passage.text, clause)
        clauses += halves
        past += [before] * len(halves)
        handed = Governing(by.dates, "same_sentence") if by and by.scope == "explicit" else by
        governed += [by, handed][: len(halves)]
    return tuple(clauses), governed, past


def _tells_on(passage: Passage, clauses: tuple[Clause, ...], at: int) -> bool:
    """Whether the clause before tells what has been done: 信访件已办结34件，办结率94.4%."""
    return bool(at) and bool(_DONE.search(passage.text, clauses[at - 1].start, clauses[at - 1].end))


def _is_bare(reading: Reading) -> bool:
    """Whether nothing but a number tells what is reached: no word of comparison, no bound."""
    return reading.rule == "target-noun" and reading.comparator == "="


def _is_limit(passage: Passage, date: FoundDate) -> bool:
    """Whether something is to be done by then (到2027年, 6月底前); 2025年9月，督察组… only tells when."""
    text = passage.text
    aims = ("到", "至", "于", "力争", "确保", "争取")
    return text.endswith(aims, 0, date.start) or text.endswith(
        ("前", "底", "末", "期间", "内"), 0, date.end
    )


def _of_years(date: FoundDate, nth: int, count: int) -> str | None:
    """2026—2028年分年度建成30个、50个、80个: of as many years as values each has its own."""
    first, last = (int(str(day)[:4]) for day in (date.first, date.last))
    return f"{first + nth}-12-31" if last - first + 1 == count else date.last


_OF_NEXT = re.compile(r"、(?:[到至于]|力争)*$")


def _nearest(
    passage: Passage, governed: Governing | None, clause: Clause, reading: Reading,
    dates: tuple[FoundDate, ...],
) -> Governing | None:  # fmt: skip
    """Of several dates in a clause (2026年达到90%、2027年达到95%) the last before the words' own end."""
    if governed is None or governed.scope != "explicit" or reading.nth:
        return governed
    before = [date for date in between(dates, clause.start, reading.end) if governs(date)]
    first = governed.dates[0].start
    if not before and _OF_NEXT.search(passage.text, reading.end, max(reading.end, first)):
        return None  # 每年提高1个百分点、到2030年超过60%
    if not before or before[-1].start >= first:
        return governed
    return Governing((before[-1],), "explicit")


_BEFORE_SUBJECT = re.compile(
    r"(?:并且?|且|同时|其中|力争|确保|争取|计划|预计|到|至|于|在|截[至止]|[\s①-⑳])*"
)
_SUBJECT = re.compile(
    r"[^，。；]*?[一-龥]{2}[^，。；]*?(?=(?:力争|确保|争取|计划|预计|应当?|必?须|要|到|至|于|在|将)*$)"
)


def _subject(text: str, start: int, date: int, end: int) -> int:
    """Where the words begin that stand before a date and say of what it is told (岳山水库2025年底前完成加固); else `end`, that of the date."""
    at = _BEFORE_SUBJECT.match(text, start, date).end()  # type: ignore[union-attr]
    return at if _SUBJECT.match(text, at, date) else end


def _until(
    passage: Passage, clauses: tuple[Clause, ...], governing: list[Governing | None], at: int
) -> Governing | None:
    """新建水厂4处，2025年底前通水: the next clause says no more than by when that is done."""
    if at + 1 >= len(clauses) or passage.text[clauses[at].end] not in "，,":
        return None
    after, governed = clauses[at + 1], governing[at + 1]
    if governed is None or governed.scope != "explicit":
        return None
    if passage.text[after.start : governed.date.start] not in ("", "到", "于", "在"):
        return None
    words = passage.text[governed.date.end : after.end]
    return Governing(governed.dates, "same_sentence") if _BARE.fullmatch(words) else None


def _year_of_stage(passage: Passage, dates: tuple[FoundDate, ...]) -> PlanYear | None:
    """The year of the days below a heading that names one: 总结阶段（2026年7月）."""
    if not _STAGE.search(passage.text):
        return None
    years = {date.year for date in dates if governs(date)}
    year = years.pop() if len(years) == 1 else None
    return PlanYear(year, OF_HEADING) if year else None


_STAGE = re.compile(r"[（(](?P<time>[^（()）]{3,30})[）)][。\s]*$")
_BETWEEN_TIMES = " 　即日起至到、—-–~"


def _stage(
    passage: Passage, dates: tuple[FoundDate, ...], year: PlanYear | None
) -> tuple[str, str] | None:
    """The last day of a stage that its heading names (全面排查（3月21日至5月31日）), and how it prints the time."""
    found = _STAGE.search(passage.text)
    if found is None:
        return None
    start, end = found.span("time")
    inside = between(dates, start, end)
    at = {place for date in inside for place in range(date.start, date.end)}
    rest = "".join(passage.text[place] for place in range(start, end) if place not in at)
    if not inside or rest.strip(_BETWEEN_TIMES):
        return None
    printed = passage.printed[start:end]
    _, last, _ = days(printed, year)
    return (last, printed) if last else None


_IN_YEARS = re.compile(r"[一二两三四五2-5]年(?:之内|以内|内)?")
_NEAR = 2  # characters between a date and its words


def _relative(passage: Passage, reading: Reading, dates: tuple[FoundDate, ...]) -> FoundDate | None:
    """三年, 年底 right before the words, 2025年汛前 in their sentence: a deadline as printed, without a day that could be told."""
    for date in between(dates, reading.start - 40, reading.start):
        value = passage.text.endswith(LONG_LEADS, 0, date.start)  # 缩短至8天以内，…
        if date.kind == "relative" and 0 <= reading.start - date.end <= _NEAR and not value:
            return date
    before = between(dates, reading.start - 120, reading.start)
    last = next((date for date in reversed(before) if _is_open(passage, date)), None)
    here = last and not _FULL_STOP.search(passage.text, last.end, reading.start)
    return last if here else None


def _is_open(passage: Passage, date: FoundDate) -> bool:
    """Whether a time without a day (2025年汛前; 五年内, which opens its clause) holds for its sentence."""
    if date.rule == OPEN_TERM:
        return True
    years = date.rule == "date-relative" and _IN_YEARS.fullmatch(passage.text, date.start, date.end)
    return bool(years) and not passage.text[date.start - 1 : date.start].strip("，。；：、 　\n")


def _complete(
    passage: Passage, reading: Reading, previous: Clause | None, dates: tuple[FoundDate, ...],
    named: str | None,
) -> Reading:  # fmt: skip
    """A clause that only says 基本完成 or 达到85%以上 takes what it speaks of from the clause before.

    `named` is the indicator of a target in that clause.
    """
    words = passage.text[reading.start : reading.end]
    bare_state = reading.kind == "state" and bool(_BARE.fullmatch(words))
    # 其中2028年前新增8.5亿立方米: the verb alone does not say of what.
    if previous is None:
        return reading
    among = named and passage.text.startswith("其中", previous.end + 1)
    verb = reading.indicator
    of_which = (among and verb in _GENERAL) or (reading.nth and verb in QUANTITY_VERBS)
    if not (reading.indicator is None or bare_state or of_which):
        return reading
    if any(
        date.start == previous.start and date.end == previous.end
        for date in between(dates, previous.start, previous.end)
    ):
        return reading
    spoken_of = named or passage.printed[previous.start : previous.end]
    if spoken_of == "其中":
        return reading
    start = reading.start if of_which else previous.start
    return replace(reading, start=start, indicator=spoken_of, confidence="likely")


def _compared(
    passage: Passage, sentence: Sentence, reading: Reading, dates: tuple[FoundDate, ...]
) -> Reading:
    """以2020年为基数，…下降5%: a change is measured from the baseline that its sentence opens with."""
    if reading.comparator not in ("decrease_by", "increase_by") or reading.baseline:
        return reading
    for date in between(dates, sentence.start, reading.start):
        alone = passage.text.startswith("，", date.end)  # 较2025年，…削减6%
        if date.kind == "baseline" and (alone or _AS_BASE.match(passage.text, date.end)):
            return replace(reading, baseline=passage.printed[date.start : date.end])
    return reading


def _finding(erratum: Erratum) -> Finding:
    span = erratum.span
    return Finding(
        "erratum", "", span.line, span.col, {"quote": span.quote, "suspected": erratum.suspected}
    )


def _as_printed(record: _Charged) -> _Charged:
    own = tuple(actor for actor in record.by if actor.source == "explicit")
    return replace(record, by=own)


_Charged = TypeVar("_Charged", Target, Duty)
_Record = TypeVar("_Record", Target, Duty, DateMention, Erratum)


def _numbered(node: Node, letter: str, records: list[_Record]) -> list[_Record]:
    records = sorted(records, key=lambda record: (record.span.line, record.span.col))
    return [replace(each, id=f"{node.path}-{letter}{n}") for n, each in enumerate(records, 1)]
