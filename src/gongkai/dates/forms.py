"""The forms of expressions of time: each finds those of one shape. Pure.

`22020年底前` (source.txt:9) is read as 2020-12-31 by way of its misprint; 《中国制造2025》 is a name;
`11月1日至次年3月31日` crosses the year's end. What a text leaves open stays open: 年底 alone has no day.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from gongkai.dates.days import bounds, exists, first_of_five, integer_of, iso, month_day, year_in
from gongkai.dates.found import NEXT_YEAR, OPEN_TERM, FoundDate
from gongkai.dates.words import (
    EVERY_SO_MANY,
    FREQUENCY_WORDS,
    MONTHS,
    NAMED_SEASONS,
    QUARTERS,
    RECURRING,
    RHYTHM,
    RHYTHMS,
)
from gongkai.model import Confidence, Frequency
from gongkai.numerals import BLANK

BEFORE = r"(?:之前|以前|前(?!后))"  # 6月5日前后 is about the day
FIVE = "十[一二三四五六七八九]五|十四五|十三五"
_Y = r"(?:(?<!\d)\d{4,5}|[一二][九〇○零][\d一二三四五六七八九〇○零]{2})"
_M = r"(?<!\d)(?:1[0-2]|0?[1-9]|\d{1,2}|十[一二]?|[一二三四五六七八九])"
_D = r"(?:\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_TO = r"(?:起?[至到]|——|—|–|-|~|─|一(?=\d))"
_END = r"(?:底|末|终|初)"


def _of_month(nth: str) -> str:
    """A day or a part of a month, as groups `d…` and `e…`: 5日, 上旬, 底."""
    return rf"(?:(?P<d{nth}>{_D})日(?:(?:零|\d{{1,2}})[时点])?|(?P<e{nth}>{_END}|[上中下]旬))"


NAME = re.compile(
    r"《[^《》\n]{0,60}(?:19|20)\d\d[^《》\n]{0,60}》|“[^“”\n\d]{0,20}[一-龥](?:19|20)\d\d[^“”\n\d年]{0,8}”"
)
_SEASON = re.compile(
    rf"(?P<every>每年的?)?(?P<m1>{_M})月(?:份)?{_of_month('1')}?{_TO}"
    rf"(?P<next>次年|翌年|第二年|来年|下一年|当年)?的?(?P<m2>{_M})月(?:份)?{_of_month('2')}?"
)
_PLAN_PERIOD = re.compile(
    rf"[“\"]?(?P<nth>{FIVE})[”\"]?(?P<tail>规划期末|规划期内|规划期间|期间|时期|期末|末期|末|时期末|初期|初|以来|规划|计划|期内)?(?P<before>{BEFORE}(?![两二三四五]年))?"
)
_YEARS = re.compile(rf"(?P<y1>{_Y})年?{_TO}(?P<y2>{_Y})年(?:度|{_END}|期间)?(?!\d)")
_DAYS = re.compile(
    rf"(?P<y1>{_Y})年(?P<m1>{_M})月{_of_month('1')}?{_TO}"
    rf"(?:(?P<y2>{_Y})年)?(?:(?P<m2>{_M})月)?{_of_month('2')}?(?<=[月日初底末旬])(?:{BEFORE})?"
)
_MONTHS = re.compile(
    rf"(?P<y>{_Y})年(?P<m1>{_M}){_TO}(?P<m2>{_M})月(?:份|底|末)?(?:{BEFORE})?(?!\d)"
)
# 2025年汛期前, 2025年春季开学前: a day that no text tells.
_OPEN_TERM = re.compile(
    r"(?:[春夏秋冬暑寒][季假]?(?:学期|开学)*|(?:主汛期|汛期|汛|采暖季|采暖期|供暖季|供暖期|取暖季|取暖期|防火期|高考|中考|春节"
    rf"|国庆节?|中秋节?|入汛|入冬|春耕|麦收|秋收)(?:来临|到来)?){BEFORE}"
)
# 2025年XX月底前: a day whose month is left blank.
_BLANK_MONTH = re.compile(rf"{BLANK}+月(?:{BLANK}+日|{_END}|[上中下]旬)?(?:{BEFORE})?")
_YEAR_DATE = re.compile(
    rf"(?P<y>{_Y})年(?:"
    rf"(?P<m>{_M})月(?:份)?{_of_month('')}?"
    rf"|(?P<half>[上下])半年(?P<halfend>{_END})?"
    rf"|第?(?P<q>[一二三四1-4])季度(?P<qend>{_END})?"
    rf"|年?(?P<yend>{_END}|中(?=[，前]|期))"
    rf"|(?P<annual>度)"
    rf")?(?P<before>{BEFORE})?(?P<since>(?:[春秋]季(?:学期)?(?:开学)?)?起|以来|以后|之后|后(?!续))?"
)
_DOTTED = re.compile(
    r"(?<![\d.])(?P<y>(?:19|20)\d\d)(?P<sep>[-./])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?![\d.])"
)
_MONTH = re.compile(
    rf"(?P<every>每年的?)?(?P<next>(?:次年|翌年|第二年|来年|下一年)的?)?(?P<m>{_M})月(?:份)?{_of_month('')}?(?P<before>{BEFORE})?"
    r"(?![\d度])"
)
_MONTH_BEFORE = re.compile(r"年\d{1,2}月(?:份)?[、和及与]$")  # 2025年7月、12月
_QUARTER = re.compile(
    rf"(?P<every>每年的?)?(?<![前每逐上各\d一二三四])第?(?P<q>[一二三四1-4])季度(?:{_END})?(?:{BEFORE})?"
)
_EVERY_MONTH = re.compile(rf"每个?月的?(?:(?P<d>{_D})[日号]|(?P<mend>[底末]))(?P<before>{BEFORE})?")
_EVERY_QUARTER = re.compile(
    rf"每个?季度?的?(?:第?(?P<nth>[一二三首末1-3])个?月的?(?:(?P<d>{_D})[日号]|(?P<mend>[底末]))"
    rf"|结束后的?(?P<after>{_D})(?:个工作)?[日天]内?|(?P<qend>[底末]))(?P<before>{BEFORE})?"
)
_EVERY_YEAR_END = re.compile(rf"每年的?年?(?P<yend>[底末])(?P<before>{BEFORE})?")
_OFTEN = dict((*RECURRING, *FREQUENCY_WORDS))
_EVERY = re.compile(
    "|".join(sorted((re.escape(word) for word, _ in RECURRING), key=len, reverse=True))
    + f"|{EVERY_SO_MANY}"
)
_FREQUENCY = re.compile(
    "(?:至少)?(?:(?<![上本下当该次])(?=半?[年季月]度)|(?!半?[年季月]度))(?:"
    + "|".join(sorted(_OFTEN, key=len, reverse=True))
    + f"|{EVERY_SO_MANY})|{RHYTHM}"
)
_NAMED_SEASON = re.compile("|".join(sorted(NAMED_SEASONS, key=len, reverse=True)))
_RELATIVE = re.compile(
    rf"(?<![{BLANK}\d年每半一二三四五六七八九〇○零全多少往历])年(?:底|末|内|中(?=[，前]))(?:之前|以前|前)?"
    r"|(?:今年|明年|(?<![人户辆批家件场])次年|本年|当年|本年度|去年)(?:内|底|末|年底|上半年|下半年)?(?:之前|以前|前)?(?!产|生)"
    r"|(?<![\d.])(?:\d{1,3}|[一二两三四五六七八九十半]{1,3})(?:年|个月|个工作日|日|天|周|小时)(?:之内|以内|内(?!涝|部|容))"
    r"|(?:[前后头]|未来|今后)[两二三四五]年(?![前级制])|(?<![一-龥\d])[两二三四五]年(?=累?计?(?:新增|建成|完成|实现|新建|改造))"
    r"|(?<![一-龥])(?:上半年|下半年|本世纪中叶)(?:末|底)?(?:之前|以前|前)?"
)


def frequencies(text: str) -> Iterator[tuple[int, int, Frequency]]:
    """(start, end, how often) of each word of frequency: 每季度, 每10天, 定期, 月调度."""
    for match in _FREQUENCY.finditer(text):
        yield *match.span(), _often(match)


def _often(match: re.Match[str]) -> Frequency:
    if match["of"]:
        months = integer_of(match["many"]) if match["of"] == "月" else None
        return MONTHS.get(months or 0, "unspecified")
    if "rhythm" in match.re.groupindex and match["rhythm"]:
        return RHYTHMS[match["rhythm"]]
    return _OFTEN[match[0].removeprefix("至少")]


def _names(text: str) -> Iterator[FoundDate]:
    for match in NAME.finditer(text):
        yield FoundDate(*match.span(), "name", "date-name")


def _seasons(text: str) -> Iterator[FoundDate]:
    for match in _SEASON.finditer(text):
        if text[match.start() - 1 : match.start()] == "年" and not match["every"]:
            continue  # 2020年11月1日至… is a period of one year, see _day_ranges
        first = month_day(match["m1"], match["d1"], match["e1"], first=True)
        last = month_day(match["m2"], match["d2"], match["e2"], first=False)
        if first is None or last is None:
            continue
        season = (f"{first[0]:02}-{first[1]:02}", f"{last[0]:02}-{last[1]:02}")
        across = match["next"] not in (None, "当年") or last < first
        sure: Confidence = "certain" if match["every"] or match["next"] else "likely"
        note = f"每年{season[0]}至{'次年' if across else ''}{season[1]}"
        yield FoundDate(
            *match.span(), "season", "date-season", confidence=sure, season=season, frequency="season", note=note
        )  # fmt: skip


def _named_seasons(text: str) -> Iterator[FoundDate]:
    for match in _NAMED_SEASON.finditer(text):
        yield FoundDate(
            *match.span(), "season", "date-named-season", frequency="season", confidence="likely"
        )


def _plan_periods(text: str) -> Iterator[FoundDate]:
    for match in _PLAN_PERIOD.finditer(text):
        year = first_of_five(match["nth"])
        first, last = f"{year}-01-01", f"{year + 4}-12-31"
        tail = match["tail"] or ""
        start, end = match.span()
        quoted = match[0][0] in '“"'
        if quoted and not any(sign in match[0][1:] for sign in '”"'):
            start += 1
        if tail.endswith("末") or match["before"]:
            yield FoundDate(start, end, "deadline", "date-plan-end", last=last, year=year + 4)
        elif tail in ("期间", "时期", "期内", "规划期内", "规划期间"):
            yield FoundDate(start, end, "period", "date-plan-period", first, last)
        elif tail == "以来":
            yield FoundDate(start, end, "period", "date-since", first)
        elif tail in ("初", "初期"):
            yield FoundDate(start, end, "relative", "date-plan-start", confidence="possible")
        else:
            yield FoundDate(start, end, "name", "date-plan-name")


def _year_ranges(text: str) -> Iterator[FoundDate]:
    for match in _YEARS.finditer(text):
        first, last = year_in(match["y1"]), year_in(match["y2"])
        if first and last and first <= last:
            yield FoundDate(
                *match.span(), "period", "date-years", f"{first}-01-01", f"{last}-12-31", year=last
            )


def _day_ranges(text: str) -> Iterator[FoundDate]:
    for match in _DAYS.finditer(text):
        year = year_in(match["y1"])
        later = year_in(match["y2"]) if match["y2"] else year
        if not year or not later or not (match["m2"] or match["d2"]):
            continue
        month = integer_of(match["m1"])
        first = month_day(match["m1"], match["d1"], match["e1"], first=True)
        last = month_day(match["m2"] or str(month), match["d2"], match["e2"], first=False)
        if first is None or last is None:
            continue
        yield FoundDate(
            *match.span(), "period", "date-days", iso(year, *first), iso(later, *last), year=later
        )  # fmt: skip


def _month_ranges(text: str) -> Iterator[FoundDate]:
    for match in _MONTHS.finditer(text):
        year, first, last = year_in(match["y"]), integer_of(match["m1"]), integer_of(match["m2"])
        if year and first and last and 1 <= first <= last <= 12:
            yield FoundDate(
                *match.span(), "period", "date-days", iso(year, first, 1), iso(year, last, 31), year=year
            )  # fmt: skip


def _year_dates(text: str) -> Iterator[FoundDate]:
    for match in _YEAR_DATE.finditer(text):
        year = year_in(match["y"])
        if year is None:
            continue
        misprint = len(match["y"]) == 5
        first, last, impossible = bounds(year, match)
        date = FoundDate(
            *match.span(), "deadline", "date-year" if last is None else "date-deadline",
            last=last, year=year, impossible=impossible,
            confidence="possible" if impossible else "likely" if misprint else "certain",
        )  # fmt: skip
        if match[0].endswith("年") and (
            term := _OPEN_TERM.match(text, match.end()) or _BLANK_MONTH.match(text, match.end())
        ):
            date = FoundDate(match.start(), term.end(), "relative", OPEN_TERM, year=year)
        elif match["since"]:
            if match["since"][0] in "春秋":  # 2026年秋季学期起: from a day that no text tells
                first = None
            date = replace(date, kind="period", rule="date-since", first=first, last=None)
        elif match["annual"] or "初" in (match["yend"], match["e"]):
            date = replace(
                date,
                kind="period",
                rule="date-whole-year",
                first=first,
                last=last,
                confidence="likely",
            )
        elif match["before"] and not any(
            match[name] for name in ("d", "e", "yend", "halfend", "qend")
        ):
            unsure = f"“{match[0]}”是否含当{'月' if match['m'] else '年'}，原文未写明，按含计"
            date = replace(date, confidence="possible", note=unsure)
        yield replace(date, rule="date-misprint", note="年份多印一位") if misprint else date


def _dotted(text: str) -> Iterator[FoundDate]:
    for match in _DOTTED.finditer(text):
        year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
        if exists(year, month, day):
            yield FoundDate(
                *match.span(), "deadline", "date-dotted", last=iso(year, month, day), year=year
            )


def _months(text: str) -> Iterator[FoundDate]:
    for match in _MONTH.finditer(text):
        day = month_day(match["m"], match["d"], match["e"], first=False)
        if day is None or text[match.start() - 1 : match.start()] in ("年", "个", "近"):
            continue
        due = () if match["e"] == "初" else (day,)
        if match["every"]:
            yield FoundDate(
                *match.span(), "recurring", "date-every-year", frequency="year", due=due
            )
        elif match["next"]:
            yield FoundDate(*match.span(), "relative", NEXT_YEAR, due=due, confidence="likely")
        elif (
            match["d"]
            or match["e"]
            or match["before"]
            or _MONTH_BEFORE.search(text, max(0, match.start() - 12), match.start())
        ):
            yield FoundDate(*match.span(), "relative", "date-month", due=due, confidence="likely")


def _quarters(text: str) -> Iterator[FoundDate]:
    for match in _QUARTER.finditer(text):
        quarter = QUARTERS[match["q"]]
        due = ((3 * quarter, 30 if quarter in (2, 3) else 31),)
        if match["every"]:
            yield FoundDate(
                *match.span(), "recurring", "date-every-year", frequency="year", due=due
            )
        else:
            yield FoundDate(*match.span(), "relative", "date-month", due=due, confidence="likely")


def _every_month(text: str) -> Iterator[FoundDate]:
    for match in _EVERY_MONTH.finditer(text):
        day = 31 if match["mend"] else integer_of(match["d"])
        if day and day <= 31:
            due = tuple((month, day) for month in range(1, 13))
            yield FoundDate(
                *match.span(), "recurring", "date-every-month", frequency="month", due=due
            )


def _every_quarter(text: str) -> Iterator[FoundDate]:
    for match in _EVERY_QUARTER.finditer(text):
        due: tuple[tuple[int, int], ...]
        if match["qend"]:
            due = ((3, 31), (6, 30), (9, 30), (12, 31))
        elif match["after"]:
            workdays = "工作" in match[0]
            day = integer_of(match["after"])
            due = () if workdays or not day else tuple((month, day) for month in (1, 4, 7, 10))
        else:
            nth = {"首": 1, "末": 3}.get(match["nth"]) or QUARTERS[match["nth"]]
            day = 31 if match["mend"] else integer_of(match["d"])
            due = tuple((month + nth - 1, day) for month in (1, 4, 7, 10)) if day else ()
        yield FoundDate(
            *match.span(), "recurring", "date-every-quarter", frequency="quarter", due=due
        )


def _every_year_end(text: str) -> Iterator[FoundDate]:
    for match in _EVERY_YEAR_END.finditer(text):
        yield FoundDate(
            *match.span(), "recurring", "date-every-year", frequency="year", due=((12, 31),)
        )


def _every(text: str) -> Iterator[FoundDate]:
    for match in _EVERY.finditer(text):
        if text[max(0, match.start() - 2) : match.start() - 1] == "每":
            continue  # 每生每年600元 is a rate
        # 每年 may stand far from its day: 每年由县政府于3月底前…; the day is found on its own.
        yield FoundDate(*match.span(), "recurring", "date-every", frequency=_often(match))


def _relative(text: str) -> Iterator[FoundDate]:
    for match in _RELATIVE.finditer(text):
        yield FoundDate(*match.span(), "relative", "date-relative", confidence="likely")


FORMS: tuple[Callable[[str], Iterator[FoundDate]], ...] = (
    _names, _seasons, _named_seasons, _plan_periods, _year_ranges, _day_ranges, _month_ranges, _year_dates, _dotted,
    _months, _quarters, _every_month, _every_quarter, _every_year_end, _every, _relative,
)  # fmt: skip
