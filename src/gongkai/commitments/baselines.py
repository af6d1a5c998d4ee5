"""From what a target is measured: 较2013年, 由2022年的60%, 同比. Pure.

In: the words before the word of comparison, as printed and with dates blotted out. Out: a `Baseline`.
"""

from __future__ import annotations

import re

from msgspec import Struct

from gongkai.commitments.amounts import DATE, FILL, UNIT, any_of, is_ratio
from gongkai.commitments.target_words import FILLERS
from gongkai.numerals import BLANK, NUMBER, RATIO, decimal_text, parse

_BY_BEFORE = re.compile(
    rf"(?:{any_of(FILLERS)}|(?<![较与同以由从{DATE}])(?<!(?<![占配生])比)[到至于在每]?{DATE}+|同比|确保|使|(?<!汇)总|(?<![主需])要|(?<![供响])应|(?<!许)可|(?<![产功节动效势职性潜技])能|将|须)+$"
)
_BASELINE_VALUE = re.compile(
    rf"(?:由|从|在)(?P<base>(?:{DATE}*的?)?{FILL}(?P<number>{NUMBER})(?P<ratio>{RATIO})?(?P<unit>{UNIT})?)(?:左右|的基础上|基础上)?$"
)
_COMPARED = re.compile(
    rf"(?:(?:较|(?<![占配生])比|与|在|以)(?P<base>{DATE}+|上年(?:度|同期)?|去年(?:同期)?|基期))(?:的?同期)?(?:相比|水平|的?基础上|为基[准数期])?，?$"
)


class Baseline(Struct, frozen=True):
    """What a target is compared with, and `at`, where the words before it end."""

    printed: str | None
    value: str | None
    at: int


def baseline_of(printed: str, text: str) -> Baseline:
    """The baseline in the words before the lead: 较2013年, 由2022年的60%, 同比."""
    end = tidy_end(text, len(text))
    base = value = None
    if start := _BASELINE_VALUE.search(text[:end]):
        unknown = BLANK in start["base"] or is_ratio(start)
        parsed = None if unknown else parse(start["number"])
        value = None if parsed is None else decimal_text(parsed)
        if year := re.search(rf"{DATE}+", start["base"]):
            at = start.start("base")
            base = printed[at + year.start() : at + year.end()]
        end = start.start()
    if compared := _COMPARED.search(text[:end]):
        base = printed[compared.start("base") : compared.end("base")]
        end = compared.start()
    elif "同比" in text[end:]:
        base = "同比"
    return Baseline(base, value, tidy_end(text, end))


def tidy_end(text: str, end: int) -> int:
    """Where the words end that are no date, filler or modal before `end`."""
    tidy = _BY_BEFORE.search(text, max(0, end - 20), end)
    return tidy.start() if tidy else end
