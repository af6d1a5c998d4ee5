"""Markers: what may number a heading, at the start of a line. One table of forms. Pure.

In: the text of a line. Out: the marker it begins with, or None. A year or a quantity at the start of
a line is no marker (22020年底前, 1.5倍, 3.2万亩, 10个), nor are enumerations (三、四级河道, 1、2号机组).
Forms that text may begin with by chance are `weak`: levels.py takes them only in a series.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongkai.outline.numerals import HALF_WIDTH, HAN, value_of


@dataclass(frozen=True, slots=True)
class Form:
    """One way to number. `rank` orders forms as offices usually nest them, shallow first."""

    name: str
    rank: int
    pattern: re.Pattern[str]
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker at the start of a line: `label` as printed, `end` where the text after it begins.

    `numbers` has one value, or all of 1.2.3; `weak` markers count only in a series.
    """

    form: Form
    label: str
    numbers: tuple[int, ...]
    end: int
    weak: bool

    @property
    def value(self) -> int:
        """Its number among its siblings."""
        return self.numbers[-1]


_H = rf"[{HAN}]{{1,6}}"
_N = r"\d{1,3}"
_WORD = r"任务|行动|工程|项目|措施|专项|专题|步骤|重点"


def _form(name: str, rank: int, pattern: str, *, weak: bool = False) -> Form:
    return Form(name, rank, re.compile(pattern), weak)


# Patterns see the line with half-width digits, stops and brackets. Group 1 is the numeral (dotted: all
# of it); the label is the whole match without white space at its end.
FORMS: tuple[Form, ...] = (
    _form("part", 0, rf"第\s*({_H}|{_N})\s*(?:部分|编|篇)(?=[\s、:.]|[^\s的，。])\s*[、:.]?\s*"),
    _form("chapter", 10, rf"第\s*({_H}|{_N})\s*章\s*[、:.]?\s*"),
    _form("section", 20, rf"第\s*({_H}|{_N})\s*节\s*[、:.]?\s*"),
    _form("roman", 25, r"([Ⅰ-Ⅻ])\s*[.、]\s*"),
    _form("han", 30, rf"({_H})\s*(?:、|[.,，](?=\s*[^\d\s])|:)\s*"),
    _form("han-space", 30, rf"({_H})[ ]+(?=\S)", weak=True),
    _form("article", 40, rf"第\s*({_H}|{_N})\s*条(?:\s*[、:.]\s*|\s+|(?=[^的款规之至、，。]))"),
    _form("han-bracket", 50, rf"[(\[]\s*({_H})\s*[)\]]\s*[、.]?\s*"),
    _form("han-bracket", 50, r"([㈠-㈩])\s*[、.]?\s*"),
    _form("word", 55, rf"(?:{_WORD})\s*({_H}|{_N})\s*[:、.]\s*", weak=True),
    _form("number", 60, rf"({_N})\s*(?:、|[.,](?!\d)|[.](?=(?:19|20)\d\d\s*年))\s*"),
    _form("number", 60, r"([⒈-⒛])\s*"),
    _form("number-space", 60, rf"({_N})[ ]+(?=[^\s\d])", weak=True),
    _form("dotted-2", 61, rf"({_N}\s?\.\s?\d{{1,2}})(?!\d|\.\d)\s*[.、]?\s*", weak=True),
    _form("dotted-3", 62, rf"({_N}(?:\.\d{{1,2}}){{2}})(?!\d|\.\d)\s*[.、]?\s*", weak=True),
    _form("dotted-4", 63, rf"({_N}(?:\.\d{{1,2}}){{3}})(?!\d|\.\d)\s*[.、]?\s*", weak=True),
    _form("number-bracket", 70, rf"[(\[]\s*({_N})\s*[)\]]\s*[、.]?\s*"),
    _form("number-bracket", 70, r"([⑴-⒇])\s*[、.]?\s*"),
    _form("number-half-bracket", 75, rf"({_N})\s*\)\s*"),
    _form("circled", 80, r"([①-⑳㉑-㉟❶-❿➀-➓])\s*[、.]?\s*"),
    _form("circled-han", 80, r"([㊀-㊉])\s*[、.]?\s*"),
)
_LONGEST = 32
_YEAR = range(1900, 2101)
# 三、四级河道, 一、二、三产业, 1、2号机组: the start of an enumeration, not a number.
_ENUMERATED = re.compile(rf"({_H}|{_N})(?=、|和|及|至|级|类|期|产|线|楼|等|季度|月|号|年级|标段|环|批|区)")
# What makes a number without a stop a quantity or a date.
_QUANTITY = re.compile(
    r"[%‰°℃倍万亿千百个吨亩米年月日号时天周公立平元家处座项条人户村所名次台套辆株批期岁届级类倍克度分]"
)


def marker_at(text: str) -> Marker | None:
    """The marker that `text` (without leading white space) begins with."""
    prefix = text[:_LONGEST].translate(HALF_WIDTH)
    for form in FORMS:
        if not (match := form.pattern.match(prefix)):
            continue
        numbers = tuple(value_of(part.strip()) or 0 for part in match[1].split("."))
        if 0 in numbers or numbers[0] in _YEAR:
            continue
        rest = prefix[match.end() :]
        if _is_enumeration(form, numbers, match[0], rest) or _is_quantity(form, match[0], rest):
            continue
        label = text[: len(match[0].rstrip())]
        return Marker(form, label, numbers, match.end(), form.weak)
    return None


def _is_enumeration(form: Form, numbers: tuple[int, ...], matched: str, rest: str) -> bool:
    if form.name not in ("han", "number") or not matched.rstrip().endswith("、"):
        return False
    following = _ENUMERATED.match(rest)
    return bool(following and value_of(following[1]) == numbers[-1] + 1)


def _is_quantity(form: Form, matched: str, rest: str) -> bool:
    """A number without a stop, or with a point inside, before a word of measure: 10 个, 1.5倍."""
    if not form.name.startswith(("dotted", "number-space")):
        return False
    # 1.1 千万工程 is a heading: where white space follows a dotted number, the series decides.
    if form.name.startswith("dotted") and matched != matched.rstrip():
        return False
    return bool(_QUANTITY.match(rest))
