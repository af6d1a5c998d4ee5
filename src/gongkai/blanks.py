"""Blanks: places that the printed plan leaves open (XX, ××, ＊＊, ____), and what each stands for.

In: text. Out: where the blanks are and of which kind. Pure. A blank is never a name and never a
number; 原文空白 is what pages say of it. The signs and the words that tell a kind are data below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.late import late
from gongkai.model import BlankKind

# Runs of one sign. A single Latin X or × is a blank only where it cannot be a word, a product or a term.
_SIGNS = re.compile(
    r"""
      (?<![A-Za-z0-9])[XxＸｘ]{2,}(?![A-Za-z0-9])
    | (?<![A-Za-z0-9+\-—])[XＸ](?![A-Za-z0-9+\-—光射线轴型])
    | [×✕╳]{2,}
    | (?<![0-9A-Za-z）)×\s])×(?![0-9A-Za-z（(×\s])
    | [*＊]{2,}
    | [_＿]{2,}
    | [○〇◯]{2,}(?![一二三四五六七八九])
    | [□■△▲]{2,}
    | (?<=20)[XxＸ×]{2}(?=年) | (?<=20[123])[XxＸ×](?=年)  # 20XX年
    | [（(][ \u3000]{2,}[）)]
    | [（(\[［][ \u3000]+[）)\]］](?=\s?[%％‰万亿个处座家户人名吨亩米公])
    | (?:…{1,2}|\.{3,6})(?=[%％‰万亿个处座家户人名吨亩米公])
    | 〔[ \u3000]*〕(?=号) | 〔\d{4}〕[ \u3000]+号 | 年[ \u3000]+月[ \u3000]+日
    """,
    re.VERBOSE,
)
_ELLIPSIS = re.compile(r"…{1,4}|\.{3,6}|[Xx×＊*_○〇□]+")
_NUMERAL_YEAR = late(r"[二一][〇○]{1,2}[一二三四五六七八九〇○]")

# Words after a blank that show a number, and those that make the number a threshold (…以下 forbidden …).
_MEASURE = (
    "%|％|‰|个百分点|百分点|万|亿|千|百|吨|蒸吨|公顷|亩|平方|立方|公里|千米|米|毫克|微克|个|处|座|家|台|套|"
    "条|辆|项|人|户|村|所|名|次|天|日|月|年|倍|元|分贝|度|种|株|批|期|类|号|级|件|场|间|床"
)
_NUMBER_AFTER = late(rf"\s*(?:{_MEASURE})")
_THRESHOLD_AFTER = late(
    r"\s*(?:蒸吨|吨|兆瓦|千瓦|马力|米|公里|人|亩|分贝)[^，。；、]{0,6}(?:以上|以下|及以上|及以下)"
)
_NUMBER_BEFORE = late(
    r"(?:达到?|达|提高到|提高至|增加到|降至|降到|降低到|下降|上升|增长|不低于|不少于|不超过|高于|低于|大于|小于|等于|控制在|约|占|共)\s*$"
)
_MEETING_AFTER = late(r"[^，。；、]{0,2}(?:全会|会议|大会|次会)")
_PLACE_AFTER = late(
    r"(?:省|市|县|区|州|盟|旗|乡|镇|村|街道|社区|山|河|湖|江|水库|湿地|流域|都市圈|经济带|经济区|城|岛|湾|东麓|自然保护区|分局|生态)"
)
_PLACE_BEFORE = late(r"(?:美丽|魅力|幸福|平安|来|在|赴|到|建设市|维护|大)$")
_PROJECT_NEAR = late(r"(?:工程|项目|连接|建设|线路|道路|公路|管线|管网)[^，。；、]{0,6}$")
_PROJECT_AFTER = late(r"(?:工程|项目|两侧|沿线|段|线|路|站|厂|园)")
# ××局 leaves open which body, XX公路局 where it is.
_BODY_END = (
    r"(?:局(?![部面势限])|厅|委(?![托派])|委员会|管委会|政府|法院|检察院|街道办(?![理法])|办事处)"
)
_UNIT_AFTER = late(rf"{_BODY_END}|部门|单位|公司|集团|办公室|办(?![理法公证])")
_PLACE_OF_BODY = late(rf"(?:(?![由和与及的])[一-龥]){{2,8}}?{_BODY_END}")


def find_blanks(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each blank in `text`, 0-based, end exclusive."""
    for match in _SIGNS.finditer(text):
        if _NUMERAL_YEAR.search(text, max(0, match.start() - 2), match.end() + 1):
            continue
        yield match.span()


def is_blank(name: str) -> bool:
    """Whether a name is nothing but a blank sign (a body left blank: 牵头单位：XXX)."""
    name = name.strip()
    return bool(name) and bool(_ELLIPSIS.fullmatch(name) or _SIGNS.fullmatch(name))


def kind_of_blank(text: str, start: int, end: int) -> BlankKind:
    """What the blank `text[start:end]` stands for, by the words around it; "other" where they do not tell."""
    before, after = text[max(0, start - 12) : start], text[end : end + 16]
    if _MEETING_AFTER.match(after):
        return "meeting"
    if _THRESHOLD_AFTER.match(after):
        return "threshold"
    if _PLACE_AFTER.match(after) and not _NUMBER_BEFORE.search(before):
        return "place"
    if _NUMBER_AFTER.match(after) or _NUMBER_BEFORE.search(before):
        return "number"
    if _PROJECT_NEAR.search(before) or _PROJECT_AFTER.match(after):
        return "project"
    if _UNIT_AFTER.match(after):
        return "unit"
    if _PLACE_BEFORE.search(before) or _PLACE_OF_BODY.match(after):
        return "place"
    return "other"
