"""Tables of indicators: how a thing is measured, how it stands, what is aimed at (现状, 2026年目标). Pure.

A row's cell of what is aimed at is a target where it holds nothing but a number, with or without a bound or
a unit (24, 55以上, 不低于90%). A cell of words (达到国家要求), a dash or an empty one is none: nothing is made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gongkai.commitments.target_words import FORBIDDEN, LEADS, TAILS, UNITS, comparison
from gongkai.dates import find_dates
from gongkai.model import Comparator, Node, Review, Target
from gongkai.numerals import BLANK, NUMBER, decimal_text, even, parse, unit_of_form
from gongkai.outline.tables import Figure

_TAIL = "|".join(sorted(TAILS, key=len, reverse=True))
_LEAD = "|".join(sorted(map(re.escape, LEADS), key=len, reverse=True))
_CELL = re.compile(
    rf"(?P<lead>{FORBIDDEN}|{_LEAD})?(?:累计|合计|年均)?\s*(?P<number>{NUMBER})\s*(?P<unit>[^\d{BLANK}\s，。；、（()）]{{0,8}}?)(?P<tail>{_TAIL})?"
)
# 森林覆盖率（%）: the unit in a bracket behind the name or the head.
_UNIT_BEHIND = re.compile(r"[（(]\s*(?P<unit>[^（()）]{1,10})\s*[）)]\s*$")
_UNIT = re.compile(
    rf"(?:[十百千万亿]{{0,2}}(?:{'|'.join(sorted(map(re.escape, UNITS), key=len, reverse=True))})"
    rf"(?:/.{{1,6}})?|[万亿])"
)

_AIM_OF = re.compile(
    r"(?P<of>(?!.*(?:年|工作|任务|总体|主要|指标|规划|计划))[^（(]{2,10})目标值?[（(][^（()）]{1,10}[）)]"
)
_SEVERAL = 3  # columns of years that make a plan of them, where nothing tells when it begins
_BARE_YEAR = re.compile(r"\s*(?P<year>20\d\d)\s*")
_ONLY_YEAR = re.compile(r"\s*(?P<year>20\d\d)\s*年?[度底末]?\s*")


def indicators(
    node: Node, figures: Sequence[Figure], begins: int | None = None
) -> Iterator[Target]:
    """The targets of a row, without ids and bodies.

    `begins` is the plan's first year: a column whose head is nothing but a year before it tells how things stood.
    """
    measures = [one.stretch.text for one in figures if one.column == "measure"]
    years = {at: year for at, one in enumerate(figures) if (year := _year_alone(one))}
    past = [at for at, one in enumerate(figures) if one.column == "present"]
    guessed = begins is None and (bool(past) or len(years) >= _SEVERAL)
    past += [at for at, year in years.items() if begins and year < begins]
    present = figures[past[-1]] if past else None
    name = node.heading or ""
    for at, one in enumerate(figures):
        if one.column != "value" or at in past or (at in years and not (begins or guessed)):
            continue
        found = _CELL.fullmatch(even(one.stretch.text))
        if found is None:
            continue
        unit = _unit(found["unit"], *measures, *_behind(name), *_behind(one.head))
        if found["unit"] and unit != found["unit"]:
            continue  # words behind the number, of which no unit is known
        printed = one.stretch.text[slice(*found.span("number"))]
        blank = BLANK in found["number"]
        number = None if blank else parse(found["number"])
        if number is None and not blank:
            continue
        last, due = _due(one.head)
        unsure = at in years and guessed
        yield Target(
            "", node.path, one.stretch.span(), "quantified", _aim_of(one.head) or name or None, _comparator(found), printed,
            None if number is None else decimal_text(number), blank, unit or unit_of_form(found["number"]),
            _year(present), _value(present), last, due, "explicit" if last else None, (),
            Review(
                rule="target-table", confidence="possible" if unsure else "likely",
                note="表头只印年份，按该年目标计" if unsure else None,
            ),
        )  # fmt: skip


def _aim_of(head: str) -> str | None:
    """Of what a column of aims says that it is (优良天数目标（天）); none where its rows say so."""
    own = _AIM_OF.fullmatch(head.strip())
    return own["of"] if own and not find_dates(even(own["of"])) else None


def _year_alone(figure: Figure) -> int | None:
    """The year that is all that the head of a column of figures prints."""
    year = _ONLY_YEAR.fullmatch(even(figure.head)) if figure.column == "value" else None
    return int(year["year"]) if year else None


def _due(head: str) -> tuple[str | None, str | None]:
    """By when a column's head says that its values are to be reached, and how it prints that: 2026年目标, 2026."""
    if bare := _BARE_YEAR.fullmatch(even(head)):
        return f"{bare['year']}-12-31", head.strip()
    due = next((date for date in find_dates(even(head)) if date.last), None)
    return (due.last, head[due.start : due.end]) if due else (None, None)


def _comparator(found: re.Match[str]) -> Comparator:
    if found["tail"]:
        return TAILS[found["tail"]]
    return LEADS[comparison(found["lead"])] if found["lead"] else "="


def _behind(printed: str) -> tuple[str, ...]:
    found = _UNIT_BEHIND.search(printed)
    return (found["unit"],) if found else ()


def _unit(*printed: str) -> str | None:
    """The first that is a unit."""
    return next((one for one in map(even, printed) if _UNIT.fullmatch(one)), None)


def _year(present: Figure | None) -> str | None:
    """The time of the present state as its head prints it (2023年现状), or the head itself."""
    if present is None:
        return None
    found = re.search(r"\d{4}年", even(present.head))
    return present.head[slice(*found.span())] if found else present.head


def _value(present: Figure | None) -> str | None:
    found = _CELL.fullmatch(even(present.stretch.text)) if present else None
    if found is None or BLANK in found["number"]:
        return None
    number = parse(found["number"])
    return None if number is None else decimal_text(number)
