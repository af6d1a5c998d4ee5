"""The years of a plan, by its title, its first paragraph or its day of issue. Pure."""

from __future__ import annotations

import re

from gongkai.dates.days import first_of_five
from gongkai.dates.find import find_dates
from gongkai.dates.forms import FIVE, NAME
from gongkai.dates.found import OF_OPENING, FoundDate, PlanYear
from gongkai.numerals import even

# 2025年工作要点 announces a year's work; 2025年版, 2025年底前, 2024—2026年 do not.
_TITLE_YEAR = re.compile(
    r"(?<!\d)(?<![到至])(?P<y>20\d\d)年(?:度|全)?(?!\d|[前底末内版修制]|以来|[-—–~至])"
)
# … nor a winter, which goes on into the next year; 2024年督察反馈问题整改方案 tells when the faults were found.
_NOT_ITS_YEAR = re.compile(r"20\d\d年?\s*[-—–~至]+\s*20\d\d|[两三四五]年|冬|[采供取]暖|整改")
# 为做好2026年…工作: what the paragraph that opens the plan says it is for.
_ITS_WORK = re.compile(
    r"(?:[做抓]好|推进|部署|开展|落实|完成|确保|实施)(?:[我全][省市县区镇乡州]|本[地校院局])?(?P<y>20\d\d)年"
    r"(?=度?(?![底末前内初])[^，。；、\d]{2,40}(?:工作|任务|实事|项目|目标|整治|行动|治理))"
)
_WINTER = re.compile(
    r"(?P<y1>20\d\d)年?\s*[-—–~至]+\s*(?P<y2>20\d\d)年?度?(?:秋冬|冬春|冬季|今冬明春|[采供取]暖)"
)
_A_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_SOME_YEAR = re.compile(r"20\d\d|十[一二三四五六七]五")


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
    # 自2026年4月1日至9月30日开展专项整治: the days of the campaign itself.
    campaign = {date.year for date in find_dates(even(opening)) if _within_a_year(date)}
    if len(campaign) == 1 and (of := campaign.pop()):
        return PlanYear(of, OF_OPENING)
    if not issued:
        return None
    day = next((date.last for date in find_dates(even(issued)) if date.last), None)
    return PlanYear(int(day[:4]), "成文日期", day) if day else None


def _within_a_year(date: FoundDate) -> bool:
    return date.rule == "date-days" and (date.first or "")[:4] == (date.last or "")[:4]


def first_year(title: str, issued: str | None, year: PlanYear | None) -> int | None:
    """The first year that a title names, by number or as a five-year plan; else `year`, that of the whole plan, or that of the day of issue."""
    plain = NAME.sub("", even(title))
    if named := _A_YEAR.search(plain):
        return int(named[0])
    if nth := re.search(FIVE, plain):
        return first_of_five(nth[0])
    if year:
        return year.year
    days = find_dates(even(issued)) if issued else ()
    return next((int(date.last[:4]) for date in days if date.last), None)


def year_of(title: str) -> int | None:
    """The year whose work a title announces (2025年工作要点); none where it names several, a period, an edition or faults found."""
    title = even(title)
    years = {match["y"] for match in _TITLE_YEAR.finditer(title)}
    return int(years.pop()) if len(years) == 1 and not _NOT_ITS_YEAR.search(title) else None
