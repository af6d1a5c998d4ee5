"""Numbering: the marker that opens a line. Pure.

`FORMS` is the registry: a form is a name, a pattern and how far it may be trusted. A maintainer adds
a line there. Lines that open with a year, a quantity or a decimal fraction (22020年底前, 1.5倍, 3.2万亩)
are text: a marker's number has at most three digits and is followed by neither a digit nor a unit.
`UNKNOWN` are signs that look like numbering: where they make no run, the line is read as text and reported.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from gongkai.numerals import integer

# strong: opens a node wherever it stands; weak: where it begins or goes on a run of numbers;
# loose: may be an ordinary word, so that only a whole run 1, 2, … makes it numbering.
Trust = Literal["strong", "weak", "loose"]

BOX = "专栏"
BRACKETED, CIRCLED = (
    "【1】",
    "❶",
)  # signs that only a whole run makes numbering; one alone is reported
FIRSTLY = "一是"  # words for numbers, which only a whole run of lines makes numbering

_HAN = "〇零一二三四五六七八九十百两"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ARABIC = r"[0-9０-９]{1,3}"
# After “1.1” these make a quantity of it (1.5倍, 3.2万亩, 10.5个百分点), after “1” those too that are counted one by one (3项).
_MEASURED = (
    r"(?:倍|万|亿|千|百(?!姓)|%|％|‰|个(?![人体别性])|元(?![素旦])|公里|平方|立方|亩|吨|米|公顷|度(?![汛假])"
    r"|级(?![别联])|分(?=钟|[，。；、]|$)|小时|天(?![然气])|年(?!度))"
)
_QUANTITY = rf"(?:{_MEASURED}|[月日人户次项家座处台](?![员口民工才目标庭次理位置常籍账期]))"
# 一、二级医院, 三、四季度: a list of numerals, where no run of headings tells otherwise.
_NUMERALS = rf"[{_HAN}]{{1,3}}(?:、[{_HAN}]{{1,3}})*[级类等年季月期次线产]"
_SHORT = r"(?=[一-龥][一-龥（）()、]{1,19}\s*$)"
_YEAR = r"(?:19|20|１９|２０)[0-9０-９]{2}年"  # 1.2025年底前，… is item 1
# 1.3月底前…, 2.11月10日前…: the first item begins with a month.
_IN_MONTH = r"月(?:[底初末中前起份]|[上下]旬|[0-9０-９])"
_DECIMAL = r"[0-9０-９]{1,2}"
_PARTS = re.compile(r"[A-Za-z]|[^A-Za-z.．\-－—–]+")  # of a number: 2.1, A1.1


class Form(Struct, frozen=True):
    """A form of numbering."""

    name: str
    pattern: re.Pattern[str]
    trust: Trust


class Marker(Struct, frozen=True):
    """A marker at the start of a line: `end` is where its text ends (0-based, exclusive)."""

    form: str
    label: str
    numbers: tuple[int, ...]
    end: int
    trust: Trust = "strong"

    @property
    def number(self) -> int:
        """Its number among its siblings."""
        return self.numbers[-1]


def _form(name: str, pattern: str, trust: Trust = "strong") -> Form:
    return Form(name, re.compile(pattern), trust)


_NTH = rf"第\s*(?P<n>[{_HAN}]{{1,6}}|{_ARABIC})\s*"
FORMS: tuple[Form, ...] = (
    *(
        _form(f"第…{word}", rf"{_NTH}{word}(?:[\s\u3000]+|(?=[：:、])[：:、]?|$)")
        for word in ("编", "篇", "章", "节", "条", "部分", "项", "步", "方面", "板块")
    ),
    *(_form(f"第…{word}", rf"{_NTH}{word}{_SHORT}", "loose") for word in ("编", "篇", "章", "节", "部分", "项", "步")),
    _form("第…条", rf"{_NTH}条(?=[一-龥（(【“《])", "loose"),
    _form("第…阶段", rf"{_NTH}阶段(?:\s+|[：:、]|(?=[（(])|$)", "loose"),
    *(
        _form(word, rf"(?:重点|主要|专项)?{word}之?\s*(?P<n>[{_HAN}]{{1,3}}|{_ARABIC})\s*(?:[：:、．.]|\s+|$)", "weak")
        for word in ("任务", "措施", "举措", "行动", "工程", "板块", BOX)
    ),
    *(
        _form(word, rf"[一-龥]{{0,6}}?{word}之?\s*(?P<n>[{_HAN}]{{1,3}}|{_ARABIC})\s*[：:]", "weak")
        for word in (
            "任务", "行动", "计划", "工程", "措施", "举措", "问题", "实事", "项目", "事项", "专项", "步骤", "目标", "对策", "环节", "阶段", "要点",
            "重点", "方向", "战役", "改革",
        )
    ),
    _form("一、", rf"(?P<n>[{_HAN}]{{1,4}})\s*[、．.](?!{_NUMERALS})"),
    _form("一、", rf"(?P<n>[{_HAN}]{{1,4}})(?:\s*[、．.,，]|[ \u3000]+(?=\S))", "loose"),
    _form("第一，", rf"第(?P<n>[{_HAN}]{{1,2}})[，,、]\s*(?=[一-龥“])", "loose"),
    _form(FIRSTLY, r"其?(?P<n>[一二三四五六七八九十]{1,2})(?:[是要]|(?<=其.)[，、])(?=[一-龥“])", "loose"),
    _form("（一）", rf"[（(〔﹙]\s*(?P<n>[{_HAN}]{{1,4}})\s*[）)〕﹚][、．.]?"),
    _form("一）", rf"(?P<n>[{_HAN}]{{1,3}})\s*[）)]", "weak"),
    _form("1.1", rf"(?P<n>{_DECIMAL}(?:[.．]{_DECIMAL}){{2,4}})(?![0-9０-９])[.．、]?(?=\s|[^\s0-9０-９%％])"),
    _form("1.1", rf"(?P<n>{_DECIMAL}[.．]{_DECIMAL})(?![.．]?[0-9０-９])[.．、]?(?=\s|[^\s0-9０-９%％])(?!\s*{_MEASURED}|{_IN_MONTH})", "weak"),
    _form("1-1", rf"(?P<n>{_DECIMAL}(?:[-－—–]{_DECIMAL}){{1,3}})(?:[.．、]|[ \u3000]+|(?=[一-龥“]))(?!{_QUANTITY}|[月日年周号时岁级所名种条])", "weak"),
    _form("1.", rf"(?P<n>{_ARABIC})\s*[.．、﹒](?:(?![0-9０-９])|(?={_YEAR})|(?<=[.．])(?=(?:[1-9]|1[0-2]){_IN_MONTH}))", "weak"),
    _form("1 ", rf"(?P<n>{_DECIMAL})[ \u3000]+(?=[一-龥])(?!{_QUANTITY})", "weak"),
    _form("1 ", rf"(?P<n>{_DECIMAL}){_SHORT}(?!{_QUANTITY})", "loose"),
    _form("1：", rf"(?P<n>{_DECIMAL})\s*[：:](?=[一-龥])", "loose"),
    _form("（1）", rf"[（(﹙]\s*(?P<n>{_ARABIC})\s*[）)﹚][、．.]?", "weak"),
    _form("1）", rf"(?P<n>{_ARABIC})\s*[）)]", "weak"),
    _form("①", r"(?P<n>[①-⑳㉑-㉟㊱-㊿])", "weak"),
    _form("⑴", r"(?P<n>[⑴-⒇])", "weak"),
    _form("⒈", r"(?P<n>[⒈-⒛])", "weak"),
    _form("㈠", r"(?P<n>[㈠-㈩])", "weak"),
    _form("Ⅰ", r"(?P<n>[Ⅰ-Ⅻ])[、．.]", "weak"),
    _form("ⅰ", r"(?P<n>[ⅰ-ⅻ])[、．.)）]", "weak"),
    _form("壹、", r"(?P<n>[壹贰叁肆伍陆柒捌玖拾]{1,4})\s*[、．.]", "weak"),
    _form("甲、", rf"(?P<n>[{_STEMS}])[、．.]", "loose"),
    _form("子、", rf"(?P<n>[{_BRANCHES}])[、．.]", "loose"),
    _form(BRACKETED, rf"[【〈<\[［〔]\s*(?P<n>{_ARABIC}|[{_HAN}]{{1,3}})\s*[】〉>\]］〕]", "loose"),
    _form("【任务1】", rf"[【〖\[［]\s*[一-龥]{{1,6}}?\s*(?P<n>{_ARABIC}|[{_HAN}]{{1,3}})\s*[】〗\]］]", "loose"),
    _form(CIRCLED, r"(?P<n>[❶-❿➀-➓㊀-㊉])", "loose"),
    _form("A.", r"(?P<n>[A-Za-z])[、．.](?![A-Za-z0-9])", "loose"),
    _form("A ", r"(?P<n>[A-Z])[ \u3000]+(?=[一-龥])", "loose"),
    _form("A1", rf"(?P<n>[A-Z][-－]?{_DECIMAL}(?:[.．\-－]{_DECIMAL}){{0,3}})(?:[、．.：:]|[ \u3000]+)?(?=[一-龥“《])", "loose"),
    _form("a)", r"(?P<n>[A-Za-z])\s*[）)]", "loose"),
    _form("(a)", r"[（(]\s*(?P<n>[A-Za-z])\s*[）)]", "loose"),
)  # fmt: skip

# Signs that part a plan which numbers nothing, as numbers would.
BULLET = re.compile(r"\s*(?P<sign>[◆◇●○■□▲△▶►★☆◎※➢➤])\s*(?=[一-龥“《])")
UNKNOWN = re.compile(
    rf"\s*(?P<sign>[【〈<\[［]\s*(?:{_ARABIC}|[{_HAN}]{{1,3}})\s*[】〉>\]］]"
    r"|[❶-❿➀-➓㊀-㊉])"
)


# ★1.…: a star before a number singles out what it numbers, and is printed as part of it.
_STAR = re.compile(r"\s*[★☆▲△※]\s*")


def marker(text: str) -> Marker | None:
    """The marker that opens `text`, leading white space left out of its label."""
    star = _STAR.match(text)
    start = star.end() if star else len(text) - len(text.lstrip())
    for form in FORMS:
        if match := form.pattern.match(text, start):
            numbers = tuple(number(part) for part in _PARTS.findall(match["n"]))
            if not all(numbers):
                return None
            return _marker(form, match, numbers, star[0].lstrip() if star else "")
    return None


def bullets(texts: Sequence[str]) -> list[Marker | None]:
    """The signs that open lines as markers, each sign counted through the text."""
    counts: Counter[str] = Counter()
    found: list[Marker | None] = []
    for text in texts:
        match = BULLET.match(text)
        if match:
            counts[match["sign"]] += 1
            number = counts[match["sign"]]
            found.append(Marker(match["sign"], match["sign"], (number,), match.end()))
        else:
            found.append(None)
    return found


def _marker(form: Form, match: re.Match[str], numbers: tuple[int, ...], star: str) -> Marker:
    """2.1 and 2.1.1 are levels of their own; three numbers in a row are no quantity."""
    depth = len(numbers)
    letter = form.name[0] * (form.name == "A1")
    name = letter + ".".join("1" * (depth - len(letter))) if depth > 1 else form.name
    trust = "strong" if depth > 2 and not letter else form.trust
    return Marker(name, (star + match[0]).strip(), numbers, match.end(), trust)


def number(printed: str) -> int:
    """The number that a marker prints in any digits, or the place of its letter; 0 where it prints none."""
    if len(printed) == 1 and not printed.isalpha():  # ①, ㈠, Ⅳ
        return int(unicodedata.numeric(printed, 0))
    plain = unicodedata.normalize("NFKC", printed)
    if plain.isdecimal():
        return int(plain)
    for run in (_STEMS, _BRANCHES):
        if plain in run:
            return run.index(plain) + 1
    if len(plain) == 1 and plain.isascii():
        return ord(plain.lower()) - ord("a") + 1
    return integer(plain) or 0
