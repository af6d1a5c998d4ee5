"""Headings: what of a node's first line names the node. Pure.

A heading stands on a line of its own, or runs in up to the first 。 with more text after it, or is
absent: a first sentence that is long, carries a date or a quantity, or is all there is, is the statement
itself. Between the clear cases the siblings decide: they tend to agree.
"""

from __future__ import annotations

import re

from gongkai.labels import CLOSE, OPEN, is_label_line

_QUANTITY = re.compile(
    r"[0-9０-９]+\s*(?:[.．][0-9]+\s*)?(?:年|月|日|%|％|万|亿|个|家|座|公里|[厘毫]?米|公顷|元|亩|吨|倍|项|所|名|户|处|套|台|条|平方|立方|次|人|件|张|辆|间|课时|小时|分钟)|[XxＸ×*]{1,4}\s*[%％]"
)
_BARE = rf"[^{re.escape(OPEN + CLOSE)}\n]"
_BRACKET = rf"[{re.escape(OPEN)}](?:{_BARE}|[{re.escape(OPEN)}]{_BARE}*[{re.escape(CLOSE)}])*[{re.escape(CLOSE)}]"
_ONLY_BRACKET = re.compile(rf"\s*(?:{_BRACKET}\s*)+[。．.]?\s*")
# （3月1日至3月15日） behind a phrase is no part of what it says.
_ASIDE = re.compile(r"[（(][^（()）]*[）)]")
# 【责任单位：县水利局】 says who answers; what is nothing but such a bracket is a heading itself.
_SQUARE = re.compile(r"(?<=.)[【〖\[［〔][^【】〖〗\[\]［］〔〕]*[】〗\]］〕]")
# 2025年工作目标。 names; a year is no quantity.
_YEAR = re.compile(r"[0-9０-９]{4}(?:\s*[-—–~至]+\s*[0-9０-９]{4})?\s*年度?")
# What a phrase that names never says: 每月公示水质, 各镇要建立台账, 镇长是第一责任人; “每周一查” is cited.
_STATES = re.compile(
    r"每[半年季月周日天]|(?<![重主需必纲摘扼紧])要(?![求点素件领害闻道塞览])|应当|必须|不得|方可|分为|(?<!实事求)是(?!否)|(?:[局委办厅站所镇乡村]|政府|单位|部门|企业|街道|社区)负责(?![制人])"
)
_CITED = re.compile(r"“[^”]*”|《[^》]*》")
_LEADS_IN = re.compile(r"(?:(?:下列|以下|如下)[^，。]{0,8}|包括|包含|[为是有])[：:]$")
_COLON = re.compile(r"[：:]")
_GAP = re.compile(r"\s*(?P<phrase>[一-龥“”、]{2,16})[ \u3000]+(?=[一-龥“][^。；，]*[。；，])")
_BEFORE_NUMBER = re.compile(r"\s*[一-龥“”、]{2,16}(?P<gap>[ \u3000]+)(?:[（(]一[）)]|1[.．、])")
_STOP = re.compile(r"[。；！？]")
_POINT = re.compile(r"(?<=[一-龥%）)”\"])\.(?=\s*$|[一-龥（(])")
CLEAR, LONGEST = 24, 36  # characters: up to CLEAR a phrase, beyond LONGEST a statement
_OWN_LINE = 60


def is_only_brackets(text: str) -> bool:
    """Whether a line holds nothing but brackets."""
    return bool(_ONLY_BRACKET.fullmatch(text))


def with_full_stops(text: str) -> str:
    """`text` with 。 in the place of points that close a sentence, so that places stay."""
    return _POINT.sub("。", text)


def run_in(text: str) -> tuple[int, bool] | None:
    """Where the first sentence of `text` ends, and whether it is clearly a heading.

    `None` where it can be none: nothing follows, or it is a statement.
    """
    text = with_full_stops(text)
    stop = text.find("。")
    if stop <= 0:
        return None
    first, rest = text[:stop].strip(), text[stop + 1 :]
    if not rest.strip() or _ONLY_BRACKET.fullmatch(rest) or is_label_line(rest):
        return None
    phrase = _SQUARE.sub("", _ASIDE.sub("", first))
    if len(phrase) > LONGEST or re.search(r"[；：:]", phrase) or _QUANTITY.search(phrase):
        return None
    if _states(phrase):
        return None
    return stop, len(phrase) <= CLEAR and phrase.count("，") < 2


def _states(phrase: str) -> bool:
    """Whether a phrase is a sentence that says what is or has to be done."""
    return bool(_STATES.search(_CITED.sub("", phrase)))


def gap_after(text: str) -> int:
    """Where a phrase ends that a gap parts from the sentence behind it (水厂建设　新建水厂2座，年底完工。); 0 if none does."""
    found = _GAP.match(text)
    return found.end("phrase") if found else 0


def before_number(text: str) -> int:
    """Where a phrase ends behind which a list begins on the same line (总体要求 （一）指导思想。…); 0 if none does."""
    found = _BEFORE_NUMBER.match(text)
    return found.start("gap") if found else 0


def own_line(text: str) -> bool:
    """Whether `text`, all that its line holds, can be a heading on a line of its own."""
    text = with_full_stops(text.strip())
    plain = text.removesuffix("。")
    # 一、稳定就业（牵头单位：A；配合单位：B）: what stands in brackets stops no phrase.
    phrase = _SQUARE.sub("", _ASIDE.sub("", plain))
    if not 0 < len(phrase) <= _OWN_LINE:
        return False
    if plain != text and (
        _QUANTITY.search(_YEAR.sub("", phrase)) or _COLON.search(phrase) or _states(phrase)
    ):
        return False  # 生产总值增长6%以上。 or 存在问题：…。 is the statement itself, whatever follows below
    return (
        not _STOP.search(phrase)
        and not plain.endswith(("，", "、"))
        and not _LEADS_IN.search(plain)
    )
