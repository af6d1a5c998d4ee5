"""Expressions of time: where they stand, of which kind, and the first and last day they mean.

In: text made even (numerals.py). Out: `FoundDate`s in text order, none over another. Pure.

`22020年底前` (source.txt:9) is read as 2020-12-31 by way of its misprint; 《中国制造2025》 is a name;
`11月1日至次年3月31日` crosses the year's end; `6月底、12月底前` comes every year because two months
stand side by side. What a text leaves open stays open: 年底 alone has no day.
"""

from __future__ import annotations

import calendar
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from gongkai.dates.words import (
    BASELINE_AFTER,
    BASELINE_ALONE,
    BASELINE_BEFORE,
    EVERY_SO_MANY,
    FIRST_YEAR_OF_13TH,
    FREQUENCY_WORDS,
    MONTHS,
    NAMED_SEASONS,
    PAST_AFTER,
    QUARTERS,
    RECURRING,
    REPORTING,
    RHYTHM,
    RHYTHMS,
    TEN_DAYS,
)
from gongkai.model import Confidence, DateKind, Frequency
from gongkai.numerals import BLANK, DIGITS, even, integer


class FoundDate(Struct, frozen=True):
    """An expression of time at `start:end`. `first` and `last` are `YYYY-MM-DD`, inclusive.

    `season` is (MM-DD, MM-DD); `due` are (month, day) of every year, day 31 meaning the month's last.
    `year` is the year that later months of the same sentence belong to. `misprint` is what a
    misprinted expression should read.
    """

    start: int
    end: int
    kind: DateKind
    rule: str
    first: str | None = None
    last: str | None = None
    confidence: Confidence = "certain"
    note: str | None = None
    season: tuple[str, str] | None = None
    frequency: Frequency | None = None
    due: tuple[tuple[int, int], ...] = ()
    year: int | None = None
    impossible: bool = False


_Y = r"(?:(?<!\d)\d{4,5}|[一二][九〇○零][\d一二三四五六七八九〇○零]{2})"
_M = r"(?<!\d)(?:1[0-2]|0?[1-9]|\d{1,2}|十[一二]?|[一二三四五六七八九])"
_D = r"(?:\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_TO = r"(?:至|到|——|—|–|-|~|─|一(?=\d))"
_BEFORE = r"(?:之前|以前|前(?!后))"  # 6月5日前后 is about the day
_END = r"(?:底|末|终|初)"
# The rules of 次年1月, of 2025年汛前, and of 做好2025年…工作, which is no time by which anything is due.
NEXT_YEAR, OPEN_TERM, OF_WORK = "date-next-year", "date-open-term", "date-of-work"
OF_TITLE, OF_OPENING, OF_HEADING, OF_SENTENCE = "标题", "开头", "本条标题", "本句"
_FIVE = "十[一二三四五六七八九]五|十四五|十三五"

_NAME = re.compile(
    r"《[^《》\n]{0,60}(?:19|20)\d\d[^《》\n]{0,60}》|“[^“”\n\d]{0,20}[一-龥](?:19|20)\d\d[^“”\n\d年]{0,8}”"
)
_SEASON = re.compile(
    rf"(?P<every>每年的?)?(?P<m1>{_M})月(?:份)?(?:(?P<d1>{_D})日|(?P<e1>[初底末]|[上中下]旬))?{_TO}"
    rf"(?P<next>次年|翌年|第二年|来年|下一年|当年)?的?(?P<m2>{_M})月(?:份)?(?:(?P<d2>{_D})日|(?P<e2>[初底末]|[上中下]旬))?"
)
_PLAN_PERIOD = re.compile(
    rf"[“\"]?(?P<nth>{_FIVE})[”\"]?(?P<tail>规划期末|规划期内|规划期间|期间|时期|期末|末期|末|时期末|初期|初|以来|规划|计划|期内)?(?P<before>{_BEFORE}(?![两二三四五]年))?"
)
_YEARS = re.compile(rf"(?P<y1>{_Y})年?{_TO}(?P<y2>{_Y})年(?:度|{_END}|期间)?(?!\d)")
_DAYS = re.compile(
    rf"(?P<y1>{_Y})年(?P<m1>{_M})月(?:(?P<d1>{_D})日|(?P<e1>[初底末]|[上中下]旬))?{_TO}"
    rf"(?:(?P<y2>{_Y})年)?(?:(?P<m2>{_M})月)?(?:(?P<d2>{_D})日|(?P<e2>[初底末]|[上中下]旬))?(?<=[月日初底末旬])(?:{_BEFORE})?"
)
_MONTHS = re.compile(
    rf"(?P<y>{_Y})年(?P<m1>{_M}){_TO}(?P<m2>{_M})月(?:份|底|末)?(?:{_BEFORE})?(?!\d)"
)
# 2025年汛期前, 2025年春季开学前: a day that no text tells.
_OPEN_TERM = re.compile(
    r"(?:[春夏秋冬暑寒][季假]?(?:学期|开学)*|(?:主汛期|汛期|汛|采暖季|采暖期|供暖季|供暖期|取暖季|取暖期|防火期|高考|中考|春节"
    rf"|国庆节?|中秋节?|入汛|入冬|春耕|麦收|秋收)(?:来临|到来)?){_BEFORE}"
)
_YEAR_DATE = re.compile(
    rf"(?P<y>{_Y})年(?:"
    rf"(?P<m>{_M})月(?:份)?(?:(?P<d>{_D})日|(?P<ten>[上中下]旬)|(?P<mend>{_END}))?"
    rf"|(?P<half>[上下])半年(?P<halfend>{_END})?"
    rf"|第?(?P<q>[一二三四1-4])季度(?P<qend>{_END})?"
    rf"|年?(?P<yend>{_END}|中(?=[，前]|期))"
    rf"|(?P<annual>度)"
    rf")?(?P<before>{_BEFORE})?(?P<since>(?:[春秋]季(?:学期)?(?:开学)?)?起|以来|以后|之后|后(?!续))?"
)
_DOTTED = re.compile(
    r"(?<![\d.])(?P<y>(?:19|20)\d\d)(?P<sep>[-./])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?![\d.])"
)
_MONTH = re.compile(
    rf"(?P<every>每年的?)?(?P<next>(?:次年|翌年|第二年|来年|下一年)的?)?(?P<m>{_M})月(?:份)?(?:(?P<d>{_D})日|(?P<ten>[上中下]旬)|(?P<mend>{_END}))?(?P<before>{_BEFORE})?"
    r"(?![\d度])"
)
_MONTH_BEFORE = re.compile(r"年\d{1,2}月(?:份)?[、和及与]$")  # 2025年7月、12月
_QUARTER = re.compile(
    rf"(?P<every>每年的?)?(?<![前每逐上各\d一二三四])第?(?P<q>[一二三四1-4])季度(?:{_END})?(?:{_BEFORE})?"
)
_EVERY_MONTH = re.compile(
    rf"每个?月的?(?:(?P<d>{_D})[日号]|(?P<mend>[底末]))(?P<before>{_BEFORE})?"
)
_EVERY_QUARTER = re.compile(
    rf"每个?季度?的?(?:第?(?P<nth>[一二三首末1-3])个?月的?(?:(?P<d>{_D})[日号]|(?P<mend>[底末]))"
    rf"|结束后的?(?P<after>{_D})(?:个工作)?[日天]内?|(?P<qend>[底末]))(?P<before>{_BEFORE})?"
)
_EVERY_YEAR_END = re.compile(rf"每年的?年?(?P<yend>[底末])(?P<before>{_BEFORE})?")
_OFTEN = dict((*RECURRING, *FREQUENCY_WORDS))
_EVERY = re.compile(
    "|".join(sorted((re.escape(word) for word, _ in RECURRING), key=len, reverse=True))
    + f"|{EVERY_SO_MANY}"
)
_FREQUENCY = re.compile(
    "(?:至少)?(?:" + "|".join(sorted(_OFTEN, key=len, reverse=True)) + f"|{EVERY_SO_MANY})|{RHYTHM}"
)
_NAMED_SEASON = re.compile("|".join(sorted(NAMED_SEASONS, key=len, reverse=True)))
_RELATIVE = re.compile(
    rf"(?<![{BLANK}\d年每半一二三四五六七八九〇○零全多少往历])年(?:底|末|内|中(?=[，前]))(?:之前|以前|前)?"
    r"|(?:今年|明年|(?<![人户辆批家件场])次年|本年|当年|本年度|去年)(?:内|底|末|年底|上半年|下半年)?(?:之前|以前|前)?(?!产|生)"
    r"|(?<![\d.])(?:\d{1,3}|[一二两三四五六七八九十半]{1,3})(?:年|个月|个工作日|日|天|周|小时)(?:之内|以内|内(?!涝|部|容))"
    r"|(?:[前后头]|未来|今后)[两二三四五]年(?![前级制])|(?<![一-龥\d])[两二三四五]年(?=累?计?(?:新增|建成|完成|实现|新建|改造))"
    r"|(?<![一-龥])(?:上半年|下半年|本世纪中叶)(?:末|底)?(?:之前|以前|前)?"
)


# 2025年工作要点 announces a year's work; 2025年版, 2025年底前, 2024—2026年 do not.
_TITLE_YEAR = re.compile(
    r"(?<!\d)(?<![到至])(?P<y>20\d\d)年(?:度|全)?(?!\d|[前底末内版修制]|以来|[-—–~至])"
)
# … nor a winter, which goes on into the next year; 2024年督察反馈问题整改方案 tells when the faults were found.
_NOT_ITS_YEAR = re.compile(r"20\d\d年?\s*[-—–~至]+\s*20\d\d|[两三四五]年|冬|[采供取]暖|整改")
# 为做好2026年…工作: what the paragraph that opens the plan says it is for.
_OF_WORK = re.compile(r"(?:[做抓]好|推进|部署|开展)$")
_ITS_SUBJECT = re.compile(r"度?(?![底末前内初])[^，。；、\d]{2,30}(?:工作|整治|行动)(?=[，。]|$)")
_ITS_WORK = re.compile(
    r"(?:[做抓]好|推进|部署|开展|落实|完成|确保|实施)(?:[我全][省市县区镇乡州]|本[地校院局])?(?P<y>20\d\d)年"
    r"(?=度?(?![底末前内初])[^，。；、\d]{2,40}(?:工作|任务|实事|项目|目标|整治|行动|治理))"
)
_WINTER = re.compile(
    r"(?P<y1>20\d\d)年?\s*[-—–~至]+\s*(?P<y2>20\d\d)年?度?(?:秋冬|冬春|冬季|今冬明春|[采供取]暖)"
)
_A_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_SOME_YEAR = re.compile(r"20\d\d|十[一二三四五六七]五")
_OTHER_YEAR = re.compile(r"(?:[次明去翌上来前]|第二)年的?$")
_BEGINS = re.compile(r"份?(?:以来|以后|之后|后|开?始|起(?![草来]))")
_ALL_YEAR = re.compile(
    r"(?<![近年度])全年(?=[一-龥])(?!的?(?:工作|任务)?(?:总结|小结|报告))"
)  # 2024年全年 is that year
_OF_THIS_YEAR = re.compile(r"全年|(?:今|本)?年度?年?[底末内]|(?:今年|本年)?[上下]半年")


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


def between(dates: tuple[FoundDate, ...], start: int, end: int) -> tuple[FoundDate, ...]:
    """Those of `dates` (in order) that begin in `start:end`."""
    first = bisect_left(dates, start, key=lambda date: date.start)
    return dates[first : bisect_left(dates, end, key=lambda date: date.start)]


class PlanYear(Struct, frozen=True):
    """The year in which a plan means a day without a year, what tells so, and the day before which it can mean none.

    `winter`: it goes on into the next year, to which the first months belong.
    """

    year: int
    basis: str = OF_TITLE
    since: str = ""
    winter: bool = False

    @property
    def note(self) -> str:
        """How a day came by its year."""
        return f"原文未写年份，按{self.basis}的{self.year}年计"


def plan_year(title: str, issued: str | None, opening: str = "") -> PlanYear | None:
    """The year whose work a title announces, or else the paragraph that opens the plan; else that of the day of issue.

    None where the title names several years or a period.
    """
    if year := year_of(title):
        return PlanYear(year)
    title = even(title)
    winter = _WINTER.search(title)
    if winter and int(winter["y2"]) == int(winter["y1"]) + 1:
        return PlanYear(int(winter["y1"]), winter=True)
    if _SOME_YEAR.search(title) or _NOT_ITS_YEAR.search(title):
        return None
    if announced := {match["y"] for match in _ITS_WORK.finditer(even(opening))}:
        return PlanYear(int(announced.pop()), OF_OPENING) if len(announced) == 1 else None
    if not issued:
        return None
    day = next((date.last for date in find_dates(even(issued)) if date.last), None)
    return PlanYear(int(day[:4]), "成文日期", day) if day else None


def first_year(title: str, issued: str | None, opening: str = "") -> int | None:
    """The first year that a title names, by number or as a five-year plan; else that of `plan_year`, or of the day of issue."""
    plain = _NAME.sub("", even(title))
    if year := _A_YEAR.search(plain):
        return int(year[0])
    if nth := re.search(_FIVE, plain):
        return _first_of_five(nth[0])
    if announced := plan_year(title, None, opening):
        return announced.year
    days = find_dates(even(issued)) if issued else ()
    return next((int(date.last[:4]) for date in days if date.last), None)


def _first_of_five(nth: str) -> int:
    return FIRST_YEAR_OF_13TH + 5 * ((integer(nth[1]) or 0) - 3)


def year_of(title: str) -> int | None:
    """The year whose work a title announces (2025年工作要点); none where it names several, a period, an edition or faults found."""
    title = even(title)
    years = {match["y"] for match in _TITLE_YEAR.finditer(title)}
    return int(years.pop()) if len(years) == 1 and not _NOT_ITS_YEAR.search(title) else None


def find_dates(text: str, year: PlanYear | None = None) -> tuple[FoundDate, ...]:
    """All expressions of time in `text`, in order; where two overlap, the earlier and longer one.

    `year` is that of the whole plan (`plan_year`): 6月底前 and 年底前 are understood in it.
    """
    found = [date for form in FORMS for date in form(text)]
    if year:  # 全年 says in which year only where the plan is for one
        found += [
            FoundDate(*match.span(), "relative", "date-relative", confidence="likely")
            for match in _ALL_YEAR.finditer(text)
        ]
    found.sort(key=lambda date: (date.start, -date.end))
    kept: list[FoundDate] = []
    for date in found:
        if not kept or date.start >= kept[-1].end:
            kept.append(date)
    return tuple(_settle(text, kept, year))


# — forms: each finds the expressions of one shape —


def _names(text: str) -> Iterator[FoundDate]:
    for match in _NAME.finditer(text):
        yield FoundDate(*match.span(), "name", "date-name")


def _seasons(text: str) -> Iterator[FoundDate]:
    for match in _SEASON.finditer(text):
        if text[match.start() - 1 : match.start()] == "年" and not match["every"]:
            continue  # 2020年11月1日至… is a period of one year, see _day_ranges
        first = _month_day(match["m1"], match["d1"], match["e1"], first=True)
        last = _month_day(match["m2"], match["d2"], match["e2"], first=False)
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
        year = _first_of_five(match["nth"])
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
        first, last = _year(match["y1"]), _year(match["y2"])
        if first and last and first <= last:
            yield FoundDate(
                *match.span(), "period", "date-years", f"{first}-01-01", f"{last}-12-31", year=last
            )


def _day_ranges(text: str) -> Iterator[FoundDate]:
    for match in _DAYS.finditer(text):
        year = _year(match["y1"])
        later = _year(match["y2"]) if match["y2"] else year
        if not year or not later or not (match["m2"] or match["d2"]):
            continue
        month = integer_of(match["m1"])
        first = _month_day(match["m1"], match["d1"], match["e1"], first=True)
        last = _month_day(match["m2"] or str(month), match["d2"], match["e2"], first=False)
        if first is None or last is None:
            continue
        yield FoundDate(
            *match.span(), "period", "date-days", _iso(year, *first), _iso(later, *last), year=later
        )  # fmt: skip


def _month_ranges(text: str) -> Iterator[FoundDate]:
    for match in _MONTHS.finditer(text):
        year, first, last = _year(match["y"]), integer_of(match["m1"]), integer_of(match["m2"])
        if year and first and last and 1 <= first <= last <= 12:
            yield FoundDate(
                *match.span(), "period", "date-days", _iso(year, first, 1), _iso(year, last, 31), year=year
            )  # fmt: skip


def _year_dates(text: str) -> Iterator[FoundDate]:
    for match in _YEAR_DATE.finditer(text):
        year = _year(match["y"])
        if year is None:
            continue
        misprint = len(match["y"]) == 5
        first, last, impossible = _bounds(year, match)
        date = FoundDate(
            *match.span(), "deadline", "date-year" if last is None else "date-deadline",
            last=last, year=year, impossible=impossible,
            confidence="possible" if impossible else "likely" if misprint else "certain",
        )  # fmt: skip
        if match[0].endswith("年") and (term := _OPEN_TERM.match(text, match.end())):
            date = FoundDate(match.start(), term.end(), "relative", OPEN_TERM, year=year)
        elif match["since"]:
            date = replace(date, kind="period", rule="date-since", first=first, last=None)
        elif match["annual"] or match["yend"] == "初" or match["mend"] == "初":
            date = replace(
                date,
                kind="period",
                rule="date-whole-year",
                first=first,
                last=last,
                confidence="likely",
            )
        elif match["before"] and not any(
            match[name] for name in ("d", "ten", "mend", "yend", "halfend", "qend")
        ):
            unsure = f"“{match[0]}”是否含当{'月' if match['m'] else '年'}，原文未写明，按含计"
            date = replace(date, confidence="possible", note=unsure)
        yield replace(date, rule="date-misprint", note="年份多印一位") if misprint else date


def _dotted(text: str) -> Iterator[FoundDate]:
    for match in _DOTTED.finditer(text):
        year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
        if _exists(year, month, day):
            yield FoundDate(
                *match.span(), "deadline", "date-dotted", last=_iso(year, month, day), year=year
            )


def _months(text: str) -> Iterator[FoundDate]:
    for match in _MONTH.finditer(text):
        day = _month_day(match["m"], match["d"], match["mend"] or match["ten"], first=False)
        if day is None or text[match.start() - 1 : match.start()] in ("年", "个", "近"):
            continue
        due = () if match["mend"] == "初" else (day,)
        if match["every"]:
            yield FoundDate(
                *match.span(), "recurring", "date-every-year", frequency="year", due=due
            )
        elif match["next"]:
            yield FoundDate(*match.span(), "relative", NEXT_YEAR, due=due, confidence="likely")
        elif (
            match["d"]
            or match["ten"]
            or match["mend"]
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


# — what the words around a date make of it —


def _settle(text: str, dates: list[FoundDate], of_plan: PlanYear | None) -> Iterator[FoundDate]:
    year: int | None = None  # of the last deadline or period in this sentence
    sentence_end = -1
    for index, date in enumerate(dates):
        if date.start > sentence_end:
            year, sentence_end = None, _sentence_end(text, date.start)
        if date.rule in ("date-month", NEXT_YEAR):
            date = _settle_month(text, dates, index, year)
        elif date.kind in ("deadline", "period"):
            date = _settle_year(text, date)
        if date.year and date.kind in ("deadline", "period"):
            year = date.year
        # 12月底前报送总结 comes every year, but in the plan for one.
        once = (
            date.rule == "date-month-report"
            and of_plan
            and of_plan.basis in (OF_TITLE, OF_OPENING, OF_HEADING)
        )
        if of_plan and (date.kind == "relative" or once):
            date = _in_year(text, date, of_plan, year)
        elif date.rule == "date-relative" and year:  # 2026年6月底前…，年底前…
            date = _in_year(text, date, PlanYear(year, OF_SENTENCE), year)
        yield date


def _in_year(text: str, date: FoundDate, of_plan: PlanYear, of_sentence: int | None) -> FoundDate:
    """A day that names no year, in a plan for one year alone: likely meant, never printed.

    Where the sentence has come to a later year (2026年6月建成，年底前投用), that is meant.
    """
    printed = text[date.start : date.end]
    if _OTHER_YEAR.search(text, max(0, date.start - 4), date.start):
        return date
    if _BEGINS.match(text, date.end):
        return date  # 自6月1日起施行 begins then
    if date.rule in ("date-month", "date-month-report") and date.due:
        month, day = date.due[0]
    elif date.rule == "date-relative" and _OF_THIS_YEAR.match(printed) and not of_plan.winter:
        month, day = (6, 30) if "上半年" in printed else (12, 31)
    else:
        return date
    meant_in = of_plan
    if of_sentence and of_sentence > of_plan.year:
        meant_in = PlanYear(of_sentence, OF_SENTENCE)
    year, note = meant_in.year, meant_in.note
    if meant_in.winter and month <= _SPRING:
        year += 1
    meant = replace(
        date, kind="deadline", rule="date-year-of-title", last=_iso(year, month, day), due=(),
        year=year, confidence="possible", note=note,
    )  # fmt: skip
    if (meant.last or "") < of_plan.since:
        return date
    # 6月20日印发的通知 is past, whatever the year.
    return meant if _settle_year(text, meant).kind == "deadline" else date


_SPRING = 6  # the last month that a winter's second year may have
_TIMES_THAT = re.compile(r"的\d+(?:\.\d+)?倍")  # 为2025年的1.6倍
_ENDS_BEFORE = re.compile(rf"{_BEFORE}$")
_OF_THAT_TIME = re.compile(r"[一-龥]{2,3}?的")


def _settle_year(text: str, date: FoundDate) -> FoundDate:
    before, after = text[max(0, date.start - 3) : date.start], text[date.end : date.end + 6]
    compared = before.endswith(BASELINE_ALONE) and not before.endswith("占比")
    if compared or (before.endswith(BASELINE_BEFORE) and after.startswith(BASELINE_AFTER)):
        return replace(date, kind="baseline", rule="date-baseline", first=None, last=None)
    if after.startswith(("基础上", "水平", "为基数", "为基准")):
        return replace(date, kind="baseline", rule="date-baseline", first=None, last=None)
    if (before.endswith(("由", "从")) and after.startswith("的")) or _TIMES_THAT.match(
        text, date.end
    ):
        return replace(date, kind="baseline", rule="date-baseline", first=None, last=None)
    if date.kind == "deadline" and _OF_WORK.search(before) and _ITS_SUBJECT.match(text, date.end):
        return replace(date, kind="period", rule=OF_WORK, first=f"{date.year}-01-01")
    if date.kind == "deadline" and after.startswith(PAST_AFTER) and not _ahead(text, date):
        return replace(date, kind="period", rule="date-past", confidence="likely")
    return date


def _ahead(text: str, date: FoundDate) -> bool:
    """Whether something is still to be issued by then: 6月1日前印发, but not 2020年底前印发的."""
    ends = _ENDS_BEFORE.search(text, max(0, date.end - 2), date.end)
    return bool(ends) and not _OF_THAT_TIME.match(text, date.end)


def _settle_month(text: str, dates: list[FoundDate], index: int, year: int | None) -> FoundDate:
    date = dates[index]
    if date.rule == NEXT_YEAR:
        return _settle_next(text, dates, index, year)
    neighbours = [dates[at] for at in (index - 1, index + 1) if 0 <= at < len(dates)]
    listed = any(
        other.due and _between(text, date, other) in ("、", "和", "及", "与", "，")
        for other in neighbours
    )
    if year and date.due and not _follows_every(text, dates, index):
        month, day = date.due[0]
        return replace(
            date, kind="deadline", rule="date-month-of-year", last=_iso(year, month, day), due=(), year=year
        )  # fmt: skip
    if _follows_every(text, dates, index):
        return replace(
            date, kind="recurring", rule="date-every-year", frequency="year", confidence="certain"
        )
    # 12月底前，要报送…: of its own clause; 12月底前完成移交，结果报送… is due once.
    after = _PART.split(text[date.end : date.end + 24].lstrip("，,"), maxsplit=1)[0]
    if listed or any(word in after for word in REPORTING):
        return replace(
            date,
            kind="recurring",
            rule="date-month-listed" if listed else "date-month-report",
            frequency="year",
        )
    return date


def _settle_next(text: str, dates: list[FoundDate], index: int, year: int | None) -> FoundDate:
    """次年1月: of every year behind 每半年, of the year after behind 2025年; else nobody can tell."""
    date = dates[index]
    if any(
        _follows_every(text, dates, index, often)
        for often in ("year", "half-year", "quarter", "month")
    ):
        return replace(date, kind="recurring", frequency="year")
    if not year or not date.due:
        return date
    last = _iso(year + 1, *date.due[0])
    return replace(date, kind="deadline", last=last, due=(), year=year + 1)


def _follows_every(text: str, dates: list[FoundDate], index: int, often: str = "year") -> bool:
    """Whether 每年 stands before in the same sentence: 每年6月底、12月底前, 每年由县政府于3月底前."""
    for at in range(index - 1, max(-1, index - 5), -1):
        other = dates[at]
        if other.end < dates[index].start - 40 or "。" in text[other.end : dates[index].start]:
            return False
        if other.frequency == often and other.rule.startswith("date-every"):
            return True
    return False


def _between(text: str, one: FoundDate, other: FoundDate) -> str:
    low, high = sorted((one, other), key=lambda date: date.start)
    return text[low.end : high.start] if high.start - low.end < 3 else "…"


_STOP = re.compile(r"[。！？\n]")
_PART = re.compile(r"[，,；。！？\n]")


def _sentence_end(text: str, start: int) -> int:
    stop = _STOP.search(text, start)
    return stop.start() if stop else len(text)


# — numbers of years, months and days —


def integer_of(printed: str | None) -> int | None:
    """A whole number in digits or Chinese numerals."""
    if not printed:
        return None
    return int(printed) if printed.isascii() and printed.isdigit() else integer(printed)


def corrected_year(printed: str) -> str | None:
    """A year of four digits that `printed`, five digits, becomes when one of two equal neighbours goes."""
    for at in range(len(printed) - 1):
        if printed[at] == printed[at + 1]:
            year = printed[:at] + printed[at + 1 :]
            if year[:2] in ("19", "20"):
                return year
    return None


def _year(printed: str) -> int | None:
    if len(printed) == 5:
        printed = corrected_year(printed) or ""
    digits = "".join(char if char.isascii() else str(DIGITS.get(char, "x")) for char in printed)
    return int(digits) if digits.isdigit() and digits[:2] in ("19", "20") else None


def _month_day(
    month: str, day: str | None, part: str | None, *, first: bool
) -> tuple[int, int] | None:
    """First or last (month, day) of what is printed; a month alone runs from its 1st to its last."""
    number = integer_of(month)
    if not number or not 1 <= number <= 12:
        return None
    length = calendar.monthrange(2020, number)[1]  # a leap year: 2月 may have a 29th
    if day:
        printed = integer_of(day)
        return (number, printed) if printed and printed <= length else None
    if part in TEN_DAYS:
        return number, min(TEN_DAYS[part][0 if first else 1], length)
    if part in ("底", "末"):
        return number, length if first or number != 2 else 29
    if first or part == "初":
        return number, 1
    return number, length


def _bounds(year: int, match: re.Match[str]) -> tuple[str | None, str | None, bool]:
    """First and last day of a date that begins with its year; whether such a day cannot exist."""
    if match["m"]:
        part = match["ten"] or match["mend"]
        first = _month_day(match["m"], match["d"], part, first=True)
        last = _month_day(match["m"], match["d"], part, first=False)
        month, day = integer_of(match["m"]), integer_of(match["d"])
        if first is None or last is None or (month and day and not _exists(year, month, day)):
            return None, None, True
        return _iso(year, *first), _iso(year, *last), False
    months = (1, 12)
    if match["half"]:
        months = (1, 6) if match["half"] == "上" else (7, 12)
    elif match["q"]:
        quarter = QUARTERS[match["q"]]
        months = (3 * quarter - 2, 3 * quarter)
    elif match["yend"] == "中":
        months = (1, 6)
    return _iso(year, months[0], 1), _iso(year, months[1], 31), False


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def _iso(year: int, month: int, day: int) -> str:
    return f"{year:04}-{month:02}-{min(day, calendar.monthrange(year, month)[1]):02}"
