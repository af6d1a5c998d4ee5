"""Numbers with their units, what leads up to one and what bounds it: the grammar, and what a number is worth.

In: the words of a clause, dates blotted out. Out: matches of `QUANTITY`, `Amount`s. Pure.

A numeral that counts nothing (一批, 第三方, 12345热线, XX县) is told from one that does; several values behind
分别 are read as a list, whose last bound may hold for all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from msgspec import Struct

from gongkai.commitments.target_words import (
    APPROXIMATE,
    FILLERS,
    FORBIDDEN,
    LEADS,
    PLACES,
    TAILS,
    UNITS,
    comparison,
)
from gongkai.model import Comparator, Confidence
from gongkai.numerals import (
    BLANK,
    NUMBER,
    RATIO,
    decimal_text,
    is_rounded,
    parse,
    unit_of_form,
)

DATE = "\ue001"  # printed over every character of a date
# A single character or a common verb leads up to a number only where unit or noun confirm it.
SHORT_LEADS = ("为", "在", "实现", "保持", "降", "增", "达", "超")
LONG_LEADS = tuple(word for word in LEADS if word not in SHORT_LEADS)
# 15分钟生活圈, 一类, 三年: these name a thing rather than count it.
UNCOUNTED_UNITS = (
    "%",
    "级",
    "类",
    "岁",
    "年",
    "成",
    "种",
    "分钟",
    "小时",
    "天",
    "日",
    "个月",
    "个工作日",
)


def any_of(words: Iterable[str]) -> str:
    """A pattern of any of `words`, the longest first."""
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


_SCALE = r"(?:[十百千万亿]{1,2}[余多]?)?"  # 1万余份
UNIT = rf"(?:/\d+万|{_SCALE}(?:{any_of(UNITS)})(?:/ ?(?:(?:{any_of(UNITS)}|[百千万]人|10万|m3|m³|L|月)(?:·(?:{any_of(UNITS)}|月))?|秒))?|列(?![入为出举席])|(?<!二)期(?![间末内限满初工项建改扩厂])|[万亿])"
_TAIL = rf"(?:{any_of(TAILS)})"
QUANTITY = re.compile(
    rf"(?P<number>{NUMBER})(?P<ratio>{RATIO})?(?:(?:{UNIT})?(?:—|–|-|~|至|到)(?P<number2>{NUMBER}(?:{RATIO})?))?"
    rf"\s*(?P<many>多|余)?(?P<unit>{UNIT})?(?P<tail>{_TAIL})?"
)
# 每平方公里9.5公里, 每千人口5张: by what it is counted; 每年2次 is how often.
_RATE = r"每(?![年月季周日天旬次半学两轮])[一-龥]{1,8}?"
FILL = rf"(?:{any_of(FILLERS)}|{_RATE})*"
LEAD = re.compile(rf"(?P<lead>{FORBIDDEN}|{any_of(LEADS)})(?P<fill>{FILL})(?:{DATE}+的?)?\s*$")
_LIST_NEXT = re.compile(
    rf"(?:、|和|与|及|以及|，)(?P<number>{NUMBER})(?P<ratio>{RATIO})?\s*(?P<unit>{UNIT})?(?P<tail>{_TAIL})?"
)
# 两大千亿产业, 百亿级企业: a class of size.
_CLASS = re.compile(r"[十百千万]{1,2}亿元?级?(?:产业|企业|集群|园区|强县|平台)")
_MAGNITUDES = frozenset("百千万亿")
# 民生实事（3件）: how many items stand below, where the bracket closes a heading.
_TALLY = re.compile(r"[（(][^（()）]{1,6}[项件条个][）)]")
# 提升12345热线质效, 24小时值班: a name, and all day long.
_LINE = re.compile(r"1\d{2}|1\d{4}")
_OF_LINE = re.compile(r"[^，。；、\d%]{0,8}?(?:热线|举报|专线|平台)")
_AT_ALL_HOURS = re.compile(
    r"(?:不间断|全天候)?(?:值班|值守|在岗|畅通|开放|运行|监[测控护]|受理|服务|在线|应急)"
)
# The last five characters of 育秧工厂一处, but not 一台账.
_ONE = re.compile(r"[一-龥]{2}(?![另任每其同某哪有这那唯统])[一-龥]一[座处所家台]")
_HAN = re.compile(r"[一-龥]")
_MANY = re.compile(r"(?<=[十百千万亿])[余多]")
_TO_ONE = re.compile(r"\s?[:：∶比]\s?1")


class Amount(Struct, frozen=True):
    """A number with its unit, as printed and as parsed."""

    printed: str
    value: str | None
    blank: bool
    unit: str | None
    confidence: Confidence = "certain"
    note: str | None = None


def counts_nothing(text: str, match: re.Match[str]) -> bool:
    """Numerals that count nothing: 一批, 一定, 第三方, 三二支沟, XX县."""
    number, unit = match["number"], match["unit"]
    if text.startswith("一遇", match.end()) or match[0] == "三轮":
        return True  # 达到50年一遇标准, 三轮车
    if unit is None and _LINE.fullmatch(match[0]) and _OF_LINE.match(text, match.end()):
        return True
    if text[match.start() - 1 : match.start()] in ("第", "每"):
        return True
    if number == "24" and unit == "小时" and _AT_ALL_HOURS.match(text, match.end()):
        return True
    if _CLASS.match(text, match.start()):
        return True
    if _TALLY.fullmatch(text, match.start() - 1) and match.start():
        return True
    if set(number) <= _MAGNITUDES and text[match.start() - 1 : match.start()] not in tuple(
        "超过达到破近"
    ):
        return True  # 千亩示范片, but 超百亿元
    if BLANK in number:
        return unit in PLACES or (unit is None and text[match.end() : match.end() + 1] in PLACES)
    if number[0].isdigit() or unit_of_form(number) or "分之" in number:
        return False
    named = unit is not None and unit.endswith("级")  # 百亿级企业
    end = match.end()
    counted = not _HAN.match(text, end) and _ONE.fullmatch(text, max(0, end - 5), end)
    one = number == "一" and unit != "番" and not counted
    return one or number == "零" or unit is None or named or parse(number) is None


def amount_of(
    match: re.Match[str],
    listed: list[re.Match[str]],
    printed: Callable[[int, int], str],
    shared: str | None = None,
) -> Amount:
    """The number `match` with its unit, one of the values `listed`; `printed` gives words as they stand in the source."""
    number, second = match["number"], match.groupdict().get("number2")
    start = match.start("number")
    end = match.end("number2") if second else match.end("ratio" if match["ratio"] else "number")
    blank = BLANK in match.string[start:end]
    ratio = is_ratio(match)
    value = None if blank or ratio else _value(number, second)
    unit = match["unit"] or unit_of_form(number)
    if unit == "个" and (listed[-1]["unit"] or "").startswith("个"):
        unit = listed[-1]["unit"]  # 4个、15个、3个工作日
    unit = unit or next((other["unit"] for other in listed if other["unit"]), None)
    sure: Confidence = "certain"
    note = None
    if ratio:
        sure, note = "likely", "原文为比例，不折成一个数"
    elif second:
        sure, note = "likely", "原文为区间"
    elif is_rounded(number):
        sure, note = "likely", f"{number}，按四位小数记"
    elif shared and not match["tail"]:
        sure, note = "likely", f"“{shared}”印在末一数后，按及于所列各数计"
    if unit and len(unit) > 1:
        unit = _MANY.sub("", unit)
    return Amount(
        printed(start, end), value, blank,
        unit.removeprefix("个") if unit in ("个百分点", "个工作日", "个批次", "个等级") else unit, sure, note,
    )  # fmt: skip


def is_ratio(match: re.Match[str]) -> bool:
    """Whether the number is one side of a ratio: no number itself, but in 2.5:1, which is 2.5."""
    return bool(match["ratio"] and not _TO_ONE.fullmatch(match["ratio"]))


def shared_tail(values: list[re.Match[str]]) -> str | None:
    """The 以上 behind the last of several values (分别达到90%、95%、98%以上): printed once, it bounds them all.

    Values of another unit it does not: 浓度、优良率分别达到30微克每立方米、90%以上.
    """
    *others, last = values
    units = (
        (None, last["unit"], "个")
        if (last["unit"] or "").startswith("个")
        else (None, last["unit"])
    )
    alike = all(one["unit"] in units and not one["tail"] for one in others)
    return last["tail"] if others and alike else None


def comparator_of(
    lead: re.Match[str], value: re.Match[str], shared: str | None
) -> Comparator | None:
    """How a value stands to its target, by the word that leads up to it and what bounds it."""
    if is_ratio(value):
        return None  # 师生比不低于1:350: which way a ratio is more, only its two sides tell
    base, tail = LEADS[comparison(lead["lead"])], value["tail"] or shared
    if base in ("decrease_by", "increase_by"):
        return base
    if value.groupdict().get("number2"):
        return "range"
    if (tail and TAILS[tail] == "≈") or any(word in lead["fill"] for word in APPROXIMATE):
        return "≈"  # 左右 allows below: ≈, not >= (source.txt:141)
    return TAILS[tail] if tail else base


def _value(number: str, second: str | None) -> str | None:
    """The number as a decimal, or both ends of a range with an en dash between them."""
    parsed = [parse(each) for each in (number, second) if each]
    values = [value for value in parsed if value is not None]
    if len(values) < len(parsed) or values != sorted(values):
        return None
    return "–".join(decimal_text(value) for value in values)


def of_tail(match: re.Match[str], shared: str | None = None) -> Comparator | None:
    """How a value stands to its target where nothing but its bound tells."""
    if is_ratio(match):
        return None
    if match.groupdict().get("number2"):
        return "range"
    if tail := match["tail"] or shared:
        return TAILS[tail]
    many = match.groupdict().get("many") or _MANY.search(match["unit"] or "")
    return "≈" if many else "="


def value_list(text: str, first: re.Match[str]) -> list[re.Match[str]]:
    """The match `first` with the values that are listed behind it."""
    values = [first]
    while len(values) < 20 and (following := _LIST_NEXT.match(text, values[-1].end())):
        values.append(following)
    return values
