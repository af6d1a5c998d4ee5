"""Duties: what has to be done, by whom, for whom, how often, until when.

In: a sentence with its dates. Out: `Duty` records without ids, in text order. Pure.

A clause is cut at 并, so that 制定专项计划并向社会公开 is a plan and a publication of it, and between acts that each say how
often (每月调度、每季度通报). Publication is
to the public: 通报 inside offices and 已公布 are none. A segment that only repeats the object of the one
before it (报县委、政府备案，并向社会公开) takes that object as its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from gongkai.commitments.actors import Actors
from gongkai.commitments.clauses import Clause, Passage, Sentence
from gongkai.commitments.deadlines import Governing
from gongkai.commitments.duty_words import (
    AND_EVERY,
    AUDIENCE,
    BODIES,
    IS_BODY,
    MASK,
    PRIMARY,
    PUBLISHED_BEFORE,
    PURPOSE,
    SECONDARY,
    TO,
    TO_PUBLIC,
    TOLD,
    DutyForm,
)
from gongkai.dates import NEXT_YEAR, FoundDate, between, frequencies
from gongkai.model import Actor, Due, Duty, Frequency, Review

_AND = re.compile(
    r"(?<!一)并(?:且)?(?=将|动态|填写|适时|同步|书面|抄[送报]|建档|以适当|通过|向|报|备案|公|建立|制定|制订|编制|开展|及时|定期|按|每|在|于|对|依法|主动|予以|进行|形成|面向)"
)
_TAKEN = re.compile(
    r"将(?P<what>[^，。；]{2,40}?)(?:纳入|列入|作为|[上呈]?报(?!告)|向|录入|在|予以|于|及时|定期|按|每)"
)
_MADE = re.compile(
    r"(?:(?:形成|撰写|编写)(?P<made>[^，。；]{2,20}?)(?:并|后)?|^(?P<told>(?![^，。；]{0,18}(?:形成|撰写|编写))[^，。；将向]{0,18}(?:情况|结果|进展|总结|信息|名单|数据|报告|报表|[^，。；将向](?:方案|计划)|[年季月周日]报))(?:应当?|要|须|务必?|[于在][^，。；]{2,14}?前|及时|定期|按月|按季度?|逐月|每(?:月|季度?|半?年))*)"
    r"(?:报送|呈报|上报|通报|专?报(?=[省市县区州镇乡领指])|向[^，。；]{1,16}?(?:报告|汇报|报送))"
)
_TOLD_ALREADY = re.compile(r"报(?!表|刊|名)|备案|公[布开示告]|发布")
_VERB_AND_OBJECT = re.compile(
    r"^(?:[^，。；]{0,24}?(?:要|应(?![急用对届])当?|须|必须))?(?:切实|认真|全面|及时|定期|逐步|严格|研究|加强|进一步)*"
    r"(?:制定|制订|编制|建立|完善|健全|落实|开展|提出|形成|监测、检测和评估|监测|检测|评估|梳理|汇总|核实|检查|做好|组织)*(?:实施|落实)?(?P<what>[^，。；]{2,60})$"
)
# 每半年通报一次进展情况，并向…报告: that of which is told.
_ONCE = re.compile(
    r"每[^，。；]{0,30}?[一两二三四五六\d]{1,2}[次轮期](?P<what>(?!以上|以下)[^，。；\d]{2,40})$"
)
# 重大隐患当日报告: whenever there is one, however often else is looked for.
_AT_ONCE = re.compile(
    r"年终|立即|随时|提前|前\d{1,2}(?:个工作)?[日天]|当[日天]|即时|第一时间|\d小时内|两小时内"
)
_REPORTED = re.compile(
    r"^(?:遇有?|发现|发生)?(?P<what>(?!应|须|要|必须)[^，。；将向于]{2,14}?)(?:应当?|要|须|必须)?(?:及时|立即|随时|即时|第一时间|于?当[日天]|在?\d{1,2}(?:分钟|小时|个工作日|[日天])内)(?:书面|电话|口头)?(?:报告|上报)"
)
_RESULT = re.compile(r"[一-龥]{0,4}?(?P<of>[一-龥]{2})(?:结果|情况|报告)")
_RESULT_USED = re.compile(
    r"(?P<what>[一-龥]{0,4}?(?P<of>[一-龥]{2})(?:结果|情况|报告))(?=与|和|作为|纳入|向|经|通过)"
)
_BY_COUNT: dict[int, Frequency] = {2: "half-year", 4: "quarter", 12: "month"}
# 每周 comes again, though the contract has no word for it.
_ADVERBS = ("及时", "适时", "动态", "实时", "长效", "日常", "持续")
_AGAIN = re.compile(
    r"每[日天周旬月\d]|每年[^，。；]*[一两三四\d]次|[日周旬月]报|逐[日月]|按[日周旬月]"
)  # 汛期每日巡查3次
_EVERY = re.compile(r"(?:至少)?[每按逐]|[日周旬双半]")
# What is made once, and what says that it is then done.
_MADE_BY = ("plan", "register", "document")
_DONE = re.compile(r"(?:前|之前)?(?:完成|报|印发|出台|发布|公布|提交|上报|到位|建成|实施)")
_BASIS = re.compile(
    r"(?:根据|按照?|依据|依照|遵照|遵循|贯彻|落实|执行|对照|参照|结合)[^，。；《》]{0,16}《(?P<title>[^《》]{2,80})》"
)
_SO_OFTEN = re.compile(
    r"每(?:半?[年月]|季度?|周|旬|日|学期)(?:至少|不少于|不得少于)?[一两二三四五六\d]{1,2}[次期轮批](?:以上)?"
)
# 3日内书面报…备案 names no object; 方案须在印发之日起10日内报…: the object ends before the time.
_WITHIN = re.compile(
    r"(?:应当?|须|要)?(?:[在于自][^，。；]{0,14})?\d{1,3}(?:个工作日|[日天]|个月)内"
)
_BY_THEN = re.compile(r"(?:应当?|须|要|必须)?[在于自][^，。；]{2,16}(?:[日天月]内|前)$")
# 根据市道安委关于建立台账的部署，…: what it follows.
_FOLLOWS = re.compile(
    r"(?:根据|依据|依照|按照|遵照|贯彻落实?|为贯彻落实)[^，。；]{0,80}?关于[^，。；]{2,60}的(?:部署|要求|规定|精神|决定|通知|意见|安排)+"
)
_DEFINES = re.compile(r"所称|是指|指的是")
_MUST = ("应", "须", "要", "必须")
_IN_DAYS = re.compile(r"\d{1,3}(?:个工作日|个月|[日天]|小时)(?:之内|以内|内)")
_JOINTS = ("、", "和", "及", "与", "，")
_NEAR = 1  # clauses
_DAY = re.compile(r"于?\d{1,2}日")
_STOP = re.compile(r"[，,；;。]|、(?=[按每逐])")
_PARTS = re.compile(r"[；;]")
_BEFORE_IT = re.compile(r"(?:来临|到来|开始)?(?:之前|以前|前(?!后))")
_MAKES = re.compile(r"制[定订]|编制|研制")
_IS_CONDITION = re.compile(r"(?:(?<!小)时|的|后)$")


class _Segment(Struct, frozen=True):
    clause: Clause
    at: int  # place of the clause in the sentence
    start: int
    end: int


def duties_of(
    passage: Passage,
    sentence: Sentence,
    dates: tuple[FoundDate, ...],
    governing: list[Governing | None],
    actors: Actors,
) -> list[Duty]:
    """The duties of one sentence. `governing` holds what governs each of its clauses."""
    found: list[Duty] = []
    passage = _without_bases(passage, sentence)
    segments = list(_segments(passage, sentence))
    for index, segment in enumerate(segments):
        actors.note(sentence, segment.clause)
        # What stands further off in a long sentence is not spoken of here.
        here = between(dates, max(sentence.start, segment.start - 120), segment.end)
        before = segments[index - 1] if index else None
        # 【完成时限】每学期第二周 says until when, for the node.
        of_node = passage.due is not None and segment.start <= passage.due < segment.end
        forms = [] if of_node else list(_forms(passage, segments, index, here))
        for form in forms:
            governed = governing[segment.at]
            if governed is None and form.kind in _MADE_BY:
                governed = _until(passage, sentence, segment, governing)
            reading = _Reading(passage, sentence, segment, before, form, here, governed)
            by = actors.of_duty(sentence, segment.clause, segment.end)
            found.append(reading.duty(by))
        if last := _told_how_often(passage, segment, before, found):
            found[-2:] = [last]
    return found


def _told_how_often(
    passage: Passage, segment: _Segment, before: _Segment | None, found: list[Duty]
) -> Duty | None:
    """典型案例集中曝光，每月不少于1期: the duty before, where a clause says no more than how often."""
    if (
        before is None
        or len(found) < 2
        or not _SO_OFTEN.fullmatch(passage.text, segment.start, segment.end)
    ):
        return None
    *_, told, often = found
    of_it = told.span == passage.span(before.start, before.end) and told.kind in TOLD
    if not of_it or told.frequency not in (None, "unspecified") or told.frequency_printed:
        return None
    return replace(told, frequency=often.frequency, frequency_printed=often.frequency_printed)


def _until(
    passage: Passage, sentence: Sentence, segment: _Segment, governing: list[Governing | None]
) -> Governing | None:
    """编制总体方案，7月底前报县政府批准: the next clause says by when it is made."""
    if segment.at + 1 >= len(sentence.clauses) or segment.end < segment.clause.end:
        return None
    after, governed = sentence.clauses[segment.at + 1], governing[segment.at + 1]
    if governed is None or governed.scope != "explicit" or passage.text[segment.end] not in "，,":
        return None
    opens = passage.text[after.start : governed.dates[0].start].strip("于在")
    done = _DONE.match(passage.text, governed.date.end, after.end)
    return governed if not opens and done else None


def _without_bases(passage: Passage, sentence: Sentence) -> Passage:
    """The passage with the titles masked that its sentence cites as what it follows: 根据《…台账的通知》 orders nothing."""
    text = passage.text
    if "《" not in text[sentence.start : sentence.end]:
        return passage
    bases = list(_BASIS.finditer(text, sentence.start, sentence.end))
    for start, end in (basis.span("title") for basis in bases):
        text = text[:start] + MASK * (end - start) + text[end:]
    return replace(passage, text=text) if bases else passage


def _segments(passage: Passage, sentence: Sentence) -> Iterator[_Segment]:
    for at, clause in enumerate(sentence.clauses):
        start = clause.start
        for begin, end in _cuts(passage.text, clause):
            if begin > start:
                yield _Segment(clause, at, start, begin)
            start = end
        if start < clause.end:
            yield _Segment(clause, at, start, clause.end)


def _cuts(text: str, clause: Clause) -> list[tuple[int, int]]:
    """Where a clause is cut: at 并, and between two acts of which each says how often."""
    cuts = [cut.span() for cut in _AND.finditer(text, clause.start, clause.end)]
    before = clause.start
    for cut in AND_EVERY.finditer(text, clause.start, clause.end):
        words = text[before : cut.start()]
        last = next(reversed(list(frequencies(words))), None)
        # 每月、每季度通报: the first is no act of its own.
        if last and (last[1] < len(words) or words[last[0]] not in "每按逐"):
            cuts.append(cut.span())
        before = cut.end()
    return sorted(cuts)


def _forms(
    passage: Passage, segments: list[_Segment], index: int, dates: tuple[FoundDate, ...]
) -> Iterator[DutyForm]:
    segment = segments[index]
    words = passage.text[segment.start : segment.end]
    if _orders_nothing(words, segment, segments[-1], dates):
        return
    dates = tuple(date for date in dates if not _only_begins(passage, date))
    seasonal = any(
        date.kind == "season" and date.start < segment.end and date.end > segment.start - 40
        for date in dates
    )
    primary = [form for form in PRIMARY if form.matches(words)]
    kinds = {form.kind for form in primary}
    if "seasonal_ban" in kinds and (not seasonal or kinds & TOLD):
        primary = [form for form in primary if form.kind != "seasonal_ban"]
    elif "seasonal_ban" in kinds:
        primary = [form for form in primary if form.kind == "seasonal_ban"]
    if not _AGAIN.search(words) and any(
        date.kind == "season" and date.start < segment.end and date.end > segment.start
        for date in dates
    ):
        primary = [form for form in primary if form.kind != "periodic"]
    # An act that already is a publication, a filing or a report is not periodic as well.
    if kinds & TOLD:
        primary = [
            form
            for form in primary
            if form.kind not in ("periodic", "plan") or _MAKES.search(words, 0, 16)
        ]
    if kinds & {"plan", "register"}:
        primary = [form for form in primary if form.kind != "periodic"]
    if _IS_CONDITION.search(words) and index + 1 < len(segments) and not words.endswith("目的"):
        primary = [form for form in primary if form.kind not in ("report", "filing", "periodic")]
    seen: set[str] = set()
    for form in primary:
        if form.kind not in seen:
            seen.add(form.kind)
            yield form
    if not seen:
        secondary = next((form for form in SECONDARY if form.matches(words)), None)
        if secondary:
            yield secondary


def _body_told(words: str) -> tuple[re.Match[str] | None, bool]:
    """To which body `words` say that something is sent, and whether they say of anything at all to whom."""
    found = list(TO.finditer(words))
    return next((match for match in found if IS_BODY.search(match["to"])), None), bool(found)


def _orders_nothing(
    words: str, segment: _Segment, last: _Segment, dates: tuple[FoundDate, ...]
) -> bool:
    """每年1月底前，… is a date by itself, 为完善养老服务体系，… what the rest is for."""
    inside = [date for date in dates if segment.start <= date.start < segment.end]
    places = {at - segment.start for date in inside for at in range(date.start, date.end)}
    rest = "".join(char for at, char in enumerate(words) if at not in places)
    rest = rest.strip("于在到至自从起前后内止和、与及 　")
    # 供水企业每季度首月15日前，…: who and by when, of what follows.
    by_when = bool(inside) and inside[-1].end >= segment.end and segment.at < last.at
    return (
        not rest
        or bool(_DEFINES.search(words))
        or (segment.at < last.at and bool(_FOLLOWS.fullmatch(words)))
        or (by_when and bool(BODIES.fullmatch(rest)))
        or (segment.at < last.at and bool(PURPOSE.match(words)))
    )


def _only_begins(passage: Passage, date: FoundDate) -> bool:
    """Whether a season is named only for the time before it: 每年汛期前."""
    return date.kind == "season" and bool(_BEFORE_IT.match(passage.text, date.end))


class _Reading(Struct, frozen=True):
    passage: Passage
    sentence: Sentence
    segment: _Segment
    before: _Segment | None
    form: DutyForm
    dates: tuple[FoundDate, ...]
    governing: Governing | None

    def duty(self, by: tuple[Actor, ...]) -> Duty:
        frequency, printed = self._frequency(by)
        due = tuple(
            Due(month, day, self.passage.printed[date.start : date.end])
            for date in self._recurring() for month, day in date.due
        )  # fmt: skip
        if not frequency and len(due) > 1:
            frequency = _BY_COUNT.get(len(due), "year")
        if frequency == "year" and len(due) == 2:
            frequency = "half-year"  # 每年1月15日和7月15日前
        if due and not printed:
            printed = "、".join(dict.fromkeys(each.printed for each in due))
        seasons = [d for d in self.dates if d.kind == "season" and d.start < self.segment.end]
        # 禁渔期（3月1日至6月30日）: the days say more than the name.
        season = next((each for each in seasons if each.season), next(iter(seasons), None))
        if self.form.kind == "seasonal_ban" and season:
            frequency, printed = "season", self.passage.printed[season.start : season.end]
        deadline = self.governing if self.governing and self.governing.scope != "carried" else None
        again = frequency not in (None, "standing", "unspecified", "once") and printed != "年度"
        at_once = self.form.kind in TOLD and _AT_ONCE.search(self._words())
        if due or again or (printed and _EVERY.match(printed)):
            deadline = None
        elif at_once and deadline and deadline.scope != "explicit":
            deadline = None  # 发现险情立即报告: whenever there is one
        elif deadline and deadline.scope != "explicit" and self._in_days():
            deadline = None  # 验收后15个工作日内报备案
        last = deadline.date.last if deadline else None
        until = deadline.date if deadline else None if due or again else self._open_day()
        start, end = self._quote(season)
        return Duty(
            "", self.passage.node.path, self.passage.span(start, end), self.form.kind, self._what(by), by,
            self._to(), frequency, printed, due,
            season.season if season and self.form.kind == "seasonal_ban" else None,
            last, self.passage.printed[until.start : until.end] if until else None,
            self.form.public, Review(rule=self.form.rule, confidence=self.form.confidence),
        )  # fmt: skip

    def _words(self) -> str:
        return self.passage.text[self.segment.start : self.segment.end]

    def _open_day(self) -> FoundDate | None:
        """6月1日前印发: a day of which no year is told; 15个工作日内: one that no date tells."""
        at, end = self.segment.start, self.segment.end
        days = (d for d in between(self.dates, at, end) if d.rule == "date-month")
        return next(days, None) or self._in_days()

    def _in_days(self) -> FoundDate | None:
        """Within how many days of what the words name a report is due."""
        if self.form.kind not in TOLD:
            return None
        here = between(self.dates, self.segment.start, self.segment.end)
        return next(
            (d for d in here if _IN_DAYS.fullmatch(self.passage.text, d.start, d.end)), None
        )

    def _quote(self, season: FoundDate | None) -> tuple[int, int]:
        start, end = self.segment.start, self.segment.end
        if self.form.kind == "seasonal_ban" and season:
            # 汛期（5月1日至9月30日）…: days in a bracket before are no beginning of a quote.
            start = (
                start
                if self.passage.text.startswith(("）", ")"), season.end)
                else min(start, season.start)
            )
        elif due := self._recurring():
            # 6月底、12月底前，要向县委、政府报送…: the days belong to the quote.
            start = min(start, due[0].start)
        while start < end and self.passage.text[start] in "并且 　":
            start += 1
        return start, end

    def _recurring(self) -> list[FoundDate]:
        """The recurring dates of the segment, or of the clauses just before it that are nothing but dates."""
        inside = [
            d
            for d in self.dates
            if d.kind == "recurring" and self.segment.start <= d.start < self.segment.end
        ]
        if inside:
            return [d for d in inside if d.due]
        before = [
            d
            for d in self.dates
            if d.kind == "recurring"
            and d.due
            and d.start < self.segment.start
            and not self._apart(d)
        ]
        if not before or self.form.kind in ("plan", "register"):
            return []
        if any(often == "standing" for _, _, often in frequencies(self._words())):
            return []  # 于每月15日前发放，发放情况长期公示
        since = (d.start for d in self.dates if d.kind == "recurring")
        if any(before[-1].end < start < self.segment.start for start in since):
            return []  # 每月28日前上报，…每季度通报一次，并…曝光: at other times since
        between = self.passage.text[before[-1].end : self.segment.start]
        # 每年12月10日前将总结报送民政局，由民政局汇总后报市政府: the day is that of the first alone.
        given = between.endswith("，") and _TOLD_ALREADY.search(between)
        return self._together(before) if len(between) <= 24 and not given else []

    def _together(self, dates: list[FoundDate]) -> list[FoundDate]:
        """The last of `dates`, with those that it is listed with: 6月底、12月底前."""
        first = len(dates) - 1
        text = self.passage.text
        while first and text[dates[first - 1].end : dates[first].start] in _JOINTS:
            first -= 1
        return dates[first:]

    def _apart(self, date: FoundDate) -> bool:
        """Whether ； stands between a date and the segment: what is parted so has times of its own."""
        return bool(_PARTS.search(self.passage.text, date.end, self.segment.start))

    def _dated(self, at: int) -> bool:
        """Whether a day stands there: the 季度 of 2024年第一季度 is no frequency."""
        return any(
            date.kind in ("deadline", "period") and date.start <= at < date.end
            for date in self.dates
        )

    def _frequency(self, by: tuple[Actor, ...]) -> tuple[Frequency | None, str | None]:
        at, words = self.segment.start, self._words()
        printed = [one for one in frequencies(words) if not self._dated(at + one[0])]
        # 经常性检查每月不少于1次: every so often says more than often.
        every = [one for one in printed if words[one[0]] == "每"]
        rhythms = {one[2] for one in printed} - {"unspecified", "standing"}
        if not every and len(rhythms) > 1 and self.form.kind in TOLD:
            return "unspecified", None  # 月报、半年报和年度报告报送…
        found = next(iter(every or printed), None)
        if found:
            start, end, often = found
            kind = self.form.kind
            adverb = words[start:end] in _ADVERBS
            if not (adverb and kind not in ("disclosure", "periodic", "report", "filing")):
                return often, self.passage.printed[at + start : at + end]
        own = [d for d in self._recurring() if d.start >= at]
        if any(date.rule == NEXT_YEAR for date in self._recurring()):
            return "year", None
        if len(own) > 1:  # 6月30日、11月30日前: how many days tell how often
            return None, None
        if own and own[0].rule.startswith("date-every"):
            return own[0].frequency, None
        if self.form.kind in ("disclosure", "report", "filing") and _AT_ONCE.search(words):
            return "unspecified", None
        # 甲按月公布…，乙应…公示: a body of its own, that must, and not how often.
        named = any(words.startswith(f"{actor.printed}{modal}") for actor in by for modal in _MUST)
        recurring = [
            d
            for d in self.dates
            if d.kind == "recurring"
            and d.frequency
            and d.rule != "date-month-report"
            and d.end <= self.segment.start
            and not self._apart(d)
            and self._near(d)
            and not (named and not d.due and not self._told_of([d]))
        ]
        dated = any(
            d.kind in ("deadline", "relative") and self.segment.start <= d.start for d in self.dates
        )
        if (
            recurring
            and (not own or self._told_of(recurring))
            and not dated
            and self.form.kind in ("disclosure", "report", "filing", "periodic")
        ):
            date = recurring[-1]
            due = self._together(recurring) if date.due else []
            if (
                date.due
                and len({each for d in due for each in d.due}) == 2
                and date.frequency == "year"
            ):
                return "half-year", None
            told = self._told_of(recurring)
            told = [d for d in told if d.start >= self.segment.clause.start] or told
            other = _RESULT.match(self.passage.text, at) and not told
            if len({d.frequency for d in told}) > 1 or (other and self.form.kind == "filing"):
                return "unspecified", None
            date = told[-1] if told else date
            return date.frequency, None if date.due else self.passage.printed[date.start : date.end]
        if self.form.kind in ("disclosure", "report", "filing"):
            return "unspecified", None
        return ("once", None) if self.form.kind in ("plan", "document") else (None, None)

    def _near(self, date: FoundDate) -> bool:
        """Whether what comes so often has its day and nothing comes at other times since, is what is told of, or stands no more than a clause before."""
        between = self.passage.text[date.end : self.segment.start]
        day = _DAY.match(self.passage.text, self.segment.start)  # 每月…，25日前报送
        later = any(
            d.kind == "recurring" and date.end < d.start < self.segment.start for d in self.dates
        )
        near = between.count("，") <= _NEAR or (date.due and not later)
        return bool(near or day or self._told_of([date]))

    def _told_of(self, recurring: list[FoundDate]) -> list[FoundDate]:
        """甲每月检测，乙每季度检测，检测结果公布: the times of that of which is told."""
        text = self.passage.text
        told = _RESULT.match(text, self.segment.start)
        if told is None and self.before:  # 考核结果与补贴挂钩，并向社会公布
            told = _RESULT_USED.match(text, self.before.start)
        return [
            date
            for date in recurring
            if told and told["of"] in _STOP.split(text[date.end : date.end + 24], maxsplit=1)[0]
        ]

    def _to(self) -> str | None:
        words = self.passage.text[self.segment.start : self.segment.end]
        if self.form.kind == "disclosure":
            public = TO_PUBLIC.search(words)
            audience = AUDIENCE.search(public[0]) if public else None
            return audience[0] if audience else "社会"
        if self.form.kind not in ("filing", "report"):
            return None
        at = self.segment.start
        match, found = _body_told(words)
        if not found and self.segment.at:
            # 每年向同级人大常委会报告工作时，要…进行报告: told in the clause before.
            clause = self.sentence.clauses[self.segment.at - 1]
            at = clause.start
            match, _ = _body_told(self.passage.text[clause.start : clause.end])
        if not match:
            return None
        return self.passage.printed[at + match.start("to") : at + match.end("to")]

    def _what(self, by: tuple[Actor, ...]) -> str:
        base, stop = self.segment.start, self.segment.end
        words = self.passage.text[base:stop]
        if self.form.kind == "disclosure" and (match := PUBLISHED_BEFORE.search(words)):
            return self.passage.printed[base + match.start("what") : base + match.end("what")]
        if self.form.kind in ("report", "filing"):
            if match := _TAKEN.search(words):
                return self.passage.printed[base + match.start("what") : base + match.end("what")]
            if match := _MADE.search(words):
                start, end = match.span("made" if match["made"] else "told")
                return self.passage.printed[base + start : base + end]
            match = _REPORTED.search(words)
            if match and all(match["what"] != actor.printed for actor in by):
                return self.passage.printed[base + match.start("what") : base + match.end("what")]
        if (
            self.form.what
            and not (self.form.kind == "filing" and _WITHIN.match(words))
            and (match := self.form.what.search(words))
            and match["what"].strip("一次等")
            and match["what"] != self._to()  # 形成专报呈报县政府: to whom, not what
            and not self._is_date(base + match.start("what"), base + match.end("what"))
        ):
            said = self.passage.printed[base + match.start("what") : base + match.end("what")]
            return _BY_THEN.sub("", said).strip("，、 ")
        if match := _TAKEN.search(words):
            return self.passage.printed[base + match.start("what") : base + match.end("what")]
        if self.form.kind in ("disclosure", "filing", "report"):
            return self._said_before() or self.passage.printed[base:stop]
        return self.passage.printed[base:stop].lstrip("并且 ")

    def _is_date(self, start: int, end: int) -> bool:
        """Whether a stretch is nothing but a date: 2月底前报县政府备案."""
        return any(date.start <= start + 1 and date.end >= end for date in self.dates)

    def _said_before(self) -> str | None:
        """The object of the nearest earlier clause that has one: what is then filed and published."""
        clauses = self.sentence.clauses
        last = self.before.end if self.before and self.before.at == self.segment.at else None
        places = [(self.segment.clause.start, last)] if last else []
        places += [
            (c.start, c.end)
            for c in reversed(clauses[max(0, self.segment.at - 4) : self.segment.at])
        ]
        for start, end in places:
            words = self.passage.text[start:end]
            for form in PRIMARY:
                if (
                    form.kind in ("plan", "register")
                    and form.what
                    and (match := form.what.search(words))
                ):
                    return self.passage.printed[
                        start + match.start("what") : start + match.end("what")
                    ]
            if match := _TAKEN.search(words):
                return self.passage.printed[start + match.start("what") : start + match.end("what")]
            if (match := _MADE.search(words)) and match["told"]:
                return self.passage.printed[start + match.start("told") : start + match.end("told")]
            if match := _RESULT_USED.match(words):
                return self.passage.printed[start : start + match.end("what")]
            if re.search(r"备案|报送|审批|^向|^报|批准", words) or words.startswith(
                ("按照", "根据", "依法")
            ):
                continue
            if match := _ONCE.search(words) or _VERB_AND_OBJECT.search(words):
                return self.passage.printed[start + match.start("what") : start + match.end("what")]
        return None
