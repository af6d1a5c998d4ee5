"""Targets with a quantity, and parameters of rules: indicator, comparator, value, unit, baseline.

In: a passage. Out: `Reading`s in text order; deadlines and bodies are joined in by gather.py. Pure.

A number is a target where a word of comparison leads up to it (达到98%左右), where a noun of measure
does (利用率95%以上), or where a verb counts with it (新建3所学校). A number that only bounds what is
spoken of is none: 耗煤1万吨及以上项目 is a rule, 低于60%的，约谈 a condition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.commitments.clauses import Clause, Passage
from gongkai.commitments.dates import FoundDate
from gongkai.commitments.numbers import (
    BLANK,
    NUMBER,
    decimal_text,
    is_rounded,
    parse,
    unit_of_form,
)
from gongkai.commitments.target_words import (
    ACT_UNITS,
    APPROXIMATE,
    FILLERS,
    INDICATOR_ENDS,
    LEADS,
    NOT_AHEAD,
    PLACES,
    QUANTITY_VERBS,
    TAILS,
    UNITS,
)
from gongkai.model import Comparator, Confidence, TargetKind


@dataclass(frozen=True, slots=True)
class Reading:
    """What a clause commits to; `start:end` is the quote in the passage. `nth` is the place of its
    value in a list of several (分别低于7%和5%), by which one of several dates is taken."""

    start: int
    end: int
    kind: TargetKind
    rule: str
    indicator: str | None
    comparator: Comparator | None = None
    value_printed: str | None = None
    value: str | None = None
    blank: bool = False
    unit: str | None = None
    baseline: str | None = None
    baseline_value: str | None = None
    confidence: Confidence = "certain"
    note: str | None = None
    nth: tuple[int, int] | None = None


def _words(words: object) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))  # type: ignore[call-overload]


_SCALE = r"(?:[十百千万亿]{1,2})?"
_UNIT = rf"(?:/\d+万|{_SCALE}(?:{_words(UNITS)})(?:/(?:{_words(UNITS)}|万人|10万|m3|m³|L))?|[万亿])"
_TAIL = rf"(?:{_words(TAILS)})"
_QUANTITY = re.compile(
    rf"(?P<number>{NUMBER})(?:(?:{_UNIT})?(?:—|–|-|~|至|到)(?P<number2>{NUMBER}))?\s*(?P<many>多|余)?(?P<unit>{_UNIT})?(?P<tail>{_TAIL})?"
)
_FILL = rf"(?:{_words(FILLERS)})*"
_LEAD = re.compile(rf"(?P<lead>{_words(LEADS)})(?P<fill>{_FILL})\s*$")
_BY_BEFORE = re.compile(rf"(?:{_words(FILLERS)}|同比|比重|确保|使|总|要|应|可|能|将|须)+$")
_BASELINE_VALUE = re.compile(
    rf"(?:由|从|在)(?P<base>(?:\ue001*的?)?(?P<number>{NUMBER})(?P<unit>{_UNIT})?)(?:左右|的基础上|基础上)?$"
)
_LIST_NEXT = re.compile(rf"(?:、|和|与|及|以及|，)(?P<number>{NUMBER})\s*(?P<unit>{_UNIT})?(?P<tail>{_TAIL})?")
_VERB = re.compile(_words(QUANTITY_VERBS))
_OPENING = re.compile(r"^(?:\ue001(?:内|累计)?|到|至|截至|截止|于|在|力争|确保|努力|争取|并|且|同时|其中|前|，|、|：|\s)+")
_CONDITION = re.compile(r"^(?:的(?!目标|要求|水平|标准)|者|时(?!间)|以上的)")
_FORBIDS = re.compile(r"禁止|不得|不再|严禁|一律|必须|应当|严格|只能|方可|限制")
_TRADE = re.compile(r"替代|置换|补偿|交易|配套|赔偿|比例配备")
_STANDARD = re.compile(r"(?:执行|落实|符合|遵守|实行|推行|执行国家)$|(?:执行|落实|符合|遵守|实行|按照|推行)[^，。]{0,12}$")


def quantities(passage: Passage, clause: Clause, dates: tuple[FoundDate, ...]) -> Iterator[Reading]:
    """Quantified targets and numbered rules of one clause, in order. `dates` are those of the passage."""
    text = passage.text[clause.start : clause.end]
    if any(word in text for word in NOT_AHEAD):
        return
    taken = [(d.start - clause.start, d.end - clause.start) for d in dates if clause.start <= d.start < clause.end]
    masked = _without(text, taken)
    left = 0  # where the part of the clause begins that belongs to the next number
    for at, match in _numbers(masked):
        if at < left or _no_quantity(masked, match):
            continue
        found = _lead(passage, clause, text, masked, left, match) or _bare(passage, clause, text, masked, left, match)
        for reading in found:
            yield reading
            left = max(left, reading.end - clause.start)


def _no_quantity(masked: str, match: re.Match[str]) -> bool:
    """Numerals that count nothing: 一批, 一定, 第三方, 三二支沟, XX县."""
    number, unit = match["number"], match["unit"]
    if masked[match.start() - 1 : match.start()] == "第":
        return True
    if BLANK in number:
        return unit in PLACES or (unit is None and masked[match.end() : match.end() + 1] in PLACES)
    if number[0].isdigit() or unit_of_form(number) or "分之" in number:
        return False
    return number == "一" or unit is None or parse(number) is None


def _numbers(masked: str) -> Iterator[tuple[int, re.Match[str]]]:
    for match in _QUANTITY.finditer(masked):
        yield match.start(), match


def _without(text: str, taken: list[tuple[int, int]]) -> str:
    """`text` with dates blotted out, so that no year is taken for a quantity."""
    for start, end in taken:
        text = text[:start] + "\ue001" * (min(end, len(text)) - start) + text[min(end, len(text)) :]
    return text


def _lead(
    passage: Passage, clause: Clause, text: str, masked: str, left: int, match: re.Match[str]
) -> list[Reading]:
    lead = _LEAD.search(masked, max(left, match.start() - 16), match.start())
    if lead is None or not match["number"]:
        return []
    after = masked[match.end() :]
    word = lead["lead"]
    unit = match["unit"]
    if word in ("为", "实现", "保持", "降", "增", "达") and not (unit or match["tail"] or _is_rate(masked, lead.start())):
        return []
    if word in ("至少", "为", "实现") and unit and unit.endswith(ACT_UNITS):
        return []  # 每月至少一次 is how often, not how much
    if masked[: lead.start()].endswith(("未", "没有", "不", "尚未")) or _CONDITION.match(after):
        return []
    if _rule(masked, match):
        return [_rule_reading(passage, clause, text, match)]
    comparator = _comparator(word, match["tail"], lead["fill"])
    if match["number2"]:
        comparator = "range"
    subject = masked[left : lead.start()]
    baseline, baseline_value, cut = _baseline(text[left : lead.start()], subject)
    indicator, begin = _indicator(passage, clause, masked, left, left + cut)
    values = _value_list(masked, match) if "分别" in masked[left : match.start()] else [match]
    end = values[-1].end()
    if (whole := _trailing_noun(word, masked, end)) and len(values) == 1:
        end += whole
    readings: list[Reading] = []
    names = _names_of(indicator, len(values))
    for nth, value in enumerate(values):
        readings.append(
            Reading(
                clause.start + begin, clause.start + end, "quantified", f"target-{word}",
                names[nth], _comparator(word, value["tail"], lead["fill"]) if nth else comparator,
                **_value(passage, clause, value, values), baseline=baseline, baseline_value=baseline_value,
                nth=(nth, len(values)) if len(values) > 1 else None,
                **_sureness(value),
            )
        )  # fmt: skip
    return readings


def _bare(
    passage: Passage, clause: Clause, text: str, masked: str, left: int, match: re.Match[str]
) -> list[Reading]:
    """A number without a word of comparison: a rule, 利用率95%以上, 新建3所学校, 95%以上的村…"""
    number = match["number"]
    if not number:
        return []
    after, before = masked[match.end() :], masked[left : match.start()]
    if _rule(masked, match):
        return [_rule_reading(passage, clause, text, match)]
    unit = match["unit"]
    tail = match["tail"]
    comparator: Comparator = TAILS[tail] if tail else "≈" if match["many"] else "="
    extra = {**_value(passage, clause, match, [match]), **_sureness(match)}
    stripped = before.rstrip("约共：: ")
    if (unit or tail) and stripped.endswith(INDICATOR_ENDS) and not _CONDITION.match(after) and not _counted(stripped):
        indicator, begin = _indicator(passage, clause, masked, left, left + len(stripped))
        return [Reading(clause.start + begin, clause.start + match.end(), "quantified", "target-noun", indicator, comparator, **extra)]
    if unit in ("%", None) and (unit or unit_of_form(number)) and after.startswith("的") and not _OPENING.sub("", before.replace("\ue001", "")):
        rest = passage.printed[clause.start + match.end() + 1 : clause.end].strip()
        return [Reading(clause.start + match.start(), clause.end, "quantified", "target-share", rest or None, comparator, confidence="likely", **{k: v for k, v in extra.items() if k != "confidence"})]
    return _counted_reading(passage, clause, text, before, left, match, comparator, extra)


def _counted(before: str) -> bool:
    return bool(_VERB.search(before))


def _counted_reading(passage, clause, text, before, left, match, comparator, extra):  # type: ignore[no-untyped-def]
    verb = None
    for verb in _VERB.finditer(before):
        break
    unit = match["unit"]
    if verb is None or not unit or unit in ("%", "级", "类", "年", "成", "种") or _CONDITION.match(text[match.end() :]):
        return []
    if match["tail"] and re.match(r"[一-龥]", text[match.end() :]):
        return []  # 淘汰XX蒸吨/小时以下燃煤锅炉: a bound of what is spoken of, not a count of it
    if unit.endswith(ACT_UNITS) and re.search(r"每|至少", before):
        return []
    between = before[verb.end() :]
    after = passage.printed[clause.start + match.end() : clause.end]
    head = passage.printed[clause.start + left + verb.start() : clause.start + match.start()].rstrip("约共各")
    if len(between) > 30 or "“" in between[-1:]:
        return []
    start = clause.start + left + verb.start()
    tail_noun = re.match(r"[^，。；、（(]{0,24}", after)
    noun = tail_noun[0].strip() if tail_noun else ""
    if noun.startswith(("一", "的")) or noun[:1] in "、":
        noun = ""
    end = clause.start + match.end() + (len(tail_noun[0]) if noun and tail_noun else 0)
    indicator = head + noun if noun else head
    sure: Confidence = "likely" if extra.get("confidence", "certain") == "certain" else extra["confidence"]
    return [Reading(start, end, "quantified", "target-count", indicator or None, comparator, **{**extra, "confidence": sure})]


def _is_rate(masked: str, end: int) -> bool:
    return masked[:end].endswith(INDICATOR_ENDS)


def _comparator(word: str, tail: str | None, fill: str) -> Comparator:
    base = LEADS[word]
    if base in ("decrease_by", "increase_by"):
        return base
    if tail and TAILS[tail] == "≈" or any(w in fill for w in APPROXIMATE):
        return "≈"  # 左右 allows below: ≈, not >= (source.txt:141)
    return TAILS[tail] if tail else base


def _value(passage: Passage, clause: Clause, match: re.Match[str], all_values: list[re.Match[str]]) -> dict[str, object]:  # type: ignore[type-arg]
    start, end = match.span("number")
    number = match["number"]
    groups = match.groupdict()
    if groups.get("number2"):
        end = match.end("number2")
    blank = BLANK in passage.text[clause.start + start : clause.start + end]
    value = None if blank or groups.get("number2") else parse(number)
    unit = match["unit"] or unit_of_form(number)
    if unit is None:
        unit = next((v["unit"] for v in all_values if v["unit"]), None)
    return {
        "value_printed": passage.printed[clause.start + start : clause.start + end],
        "value": None if value is None else decimal_text(value),
        "blank": blank,
        "unit": "百分点" if unit == "个百分点" else unit,
    }


def _sureness(match: re.Match[str]) -> dict[str, object]:  # type: ignore[type-arg]
    number = match["number"]
    if match.groupdict().get("number2"):
        return {"note": "原文为区间", "confidence": "likely"}
    if is_rounded(number):
        return {"note": f"{number}，按四位小数记", "confidence": "likely"}
    return {}


def _value_list(masked: str, first: re.Match[str]) -> list[re.Match[str]]:
    values = [first]
    while following := _LIST_NEXT.match(masked, values[-1].end()):
        values.append(following)
        if len(values) > 20:
            break
    return values


def _names_of(indicator: str | None, count: int) -> list[str | None]:
    """One indicator for each of `count` values: A、B和C分别达到…; the whole where they do not pair."""
    if count > 1 and indicator:
        parts = [part for part in re.split(r"、|和|与|及|以及", indicator) if part]
        if len(parts) == count:
            return list(parts)
    return [indicator] * count


def _trailing_noun(word: str, masked: str, end: int) -> int:
    """不少于3个标准化站点, 减少5个村: what is counted may follow the number."""
    noun = re.match(r"(?:标准化|规范化)?[一-龥]{1,10}$", masked[end:])
    return noun.end() if noun and word in ("不少于", "不低于", "至少", "超过", "达到", "减少", "增加") else 0


def _baseline(printed: str, masked: str) -> tuple[str | None, str | None, int]:
    """(year as printed, value it starts from, where the indicator ends) of what stands before the lead."""
    end = len(masked)
    baseline = value = None
    tidy = _BY_BEFORE.search(masked)
    if tidy:
        end = tidy.start()
    if start := _BASELINE_VALUE.search(masked[:end]):
        number = start["number"]
        parsed = None if BLANK in number else parse(number)
        value = None if parsed is None else decimal_text(parsed)
        year = re.search(r"\ue001+", start["base"])
        baseline = printed[start.start("base") + year.start() : start.start("base") + year.end()] if year else None
        end = start.start()
    compared = re.search(r"(?:较|比|与|在|以)?(?P<base>\ue001+|上年(?:度|同期)?|去年(?:同期)?|基期)(?:的?同期|相比|水平|的?基础上|为基[准数期])?，?$", masked[:end])
    if compared and (masked[compared.start()] in "较比与在以" or compared.end() > compared.end("base")):
        baseline = printed[compared.start("base") : compared.end("base")]
        end = compared.start()
    elif "同比" in masked[end:]:
        baseline = "同比"
    while tidy := _BY_BEFORE.search(masked[:end]):
        end = tidy.start()
    return baseline, value, end


def _indicator(passage: Passage, clause: Clause, masked: str, left: int, end: int) -> tuple[str | None, int]:
    """The words for what is measured, and where the quote begins in the clause: dates that open it left out."""
    part = masked[left:end]
    begin = left + len(part) - len(_OPENING.sub("", part))
    printed = passage.printed[clause.start + begin : clause.start + end].strip(" ，、：:\u3000")
    return (printed or None), begin


def _rule(masked: str, match: re.Match[str]) -> bool:
    """Whether the number is a parameter of a rule: 1.5倍减量替代, “六个100%”, 65%…节能标准, …以上项目一律."""
    after, before = masked[match.end() :], masked[: match.start()]
    unit = match["unit"] or ""
    if unit.endswith("倍") and _TRADE.search(after[:10]):
        return True
    if unit == "个" and re.match(r"(?:100%|百分之百)", after):
        return True
    if (unit or match["tail"]) and re.match(r"[^，。；、]{0,14}标准(?!化|煤|煤耗)", after) and _STANDARD.search(before[-20:]):
        return True
    threshold = match["tail"] or re.match(r"/?(?:小时|日|天)?(?:及)?以[上下]", after)
    noun = re.match(r"(?:/?(?:小时|日|天)?及?以[上下])?的?[一-龥]{2}", after)
    return bool(threshold and noun and match["unit"] and _FORBIDS.search(masked) and not _LEAD.search(before[-12:]))


def _rule_reading(passage: Passage, clause: Clause, text: str, match: re.Match[str]) -> Reading:
    extra = _value(passage, clause, match, [match])
    return Reading(
        clause.start, clause.end, "rule", "target-rule", passage.printed[clause.start : clause.end], None, **extra, confidence="likely"
    )  # fmt: skip
