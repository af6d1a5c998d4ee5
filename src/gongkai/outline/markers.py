"""Numbering: the marker that opens a line. Pure.

`FORMS` is the registry: a form is a name, a pattern and whether it may stand alone. A maintainer adds
a line there. Lines that open with a year, a quantity or a decimal fraction (22020年底前, 1.5倍, 3.2万亩)
are text: a marker's number has at most three digits and is followed by neither a digit nor a unit.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_HAN = "〇零一二三四五六七八九十百两"
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
# After “1.1” these make a quantity of it: 1.5倍, 3.2万亩, 10.5个百分点.
_QUANTITY = r"(?:倍|万|亿|千|百|%|％|‰|个|元|公里|平方|立方|亩|吨|米|公顷|度|级|分|小时|天|年|月|日|人|户|次|项|家|座|处|台)"
_ARABIC = r"[0-9０-９]{1,3}"


@dataclass(frozen=True, slots=True)
class Form:
    """A form of numbering. `strong` forms open a node even where their number is not the next."""

    name: str
    pattern: re.Pattern[str]
    strong: bool = True


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker at the start of a line: `end` is where its text ends (0-based, exclusive)."""

    form: str
    label: str
    numbers: tuple[int, ...]
    end: int
    strong: bool = True

    @property
    def number(self) -> int:
        """Its number among its siblings."""
        return self.numbers[-1]


def _form(name: str, pattern: str, *, strong: bool = True) -> Form:
    return Form(name, re.compile(pattern), strong)


FORMS: tuple[Form, ...] = (
    *(
        _form(f"第…{word}", rf"第\s*(?P<n>[{_HAN}]{{1,6}}|{_ARABIC})\s*{word}(?:[\s\u3000]+|(?=[：:、])[：:、]?|$)")
        for word in ("编", "篇", "章", "节", "条", "部分")
    ),
    _form("一、", rf"(?P<n>[{_HAN}]{{1,4}})\s*[、．.]"),
    _form("（一）", rf"[（(〔﹙]\s*(?P<n>[{_HAN}]{{1,4}})\s*[）)〕﹚][、．.]?"),
    _form("1.1.1", rf"(?P<n>[0-9０-９]{{1,2}}(?:[.．][0-9０-９]{{1,2}}){{2,4}})(?![0-9０-９])[.．、]?(?=\s|[^\s0-9%％])(?!{_QUANTITY})"),
    _form("1.1", rf"(?P<n>[0-9０-９]{{1,2}}[.．][0-9０-９]{{1,2}})(?![0-9０-９.．])[、]?(?=\s|[^\s0-9%％])(?!\s*{_QUANTITY})", strong=False),
    _form("1.", rf"(?P<n>{_ARABIC})\s*[.．、﹒](?![0-9０-９])", strong=False),
    _form("1 ", rf"(?P<n>[0-9０-９]{{1,2}})[ \u3000]+(?=[\u4e00-\u9fff])(?!{_QUANTITY})", strong=False),
    _form("（1）", rf"[（(﹙]\s*(?P<n>{_ARABIC})\s*[）)﹚][、．.]?", strong=False),
    _form("1）", rf"(?P<n>{_ARABIC})\s*[）)]", strong=False),
    _form("①", r"(?P<n>[①-⑳㉑-㉟㊱-㊿])", strong=False),
    _form("⑴", r"(?P<n>[⑴-⒇])", strong=False),
    _form("⒈", r"(?P<n>[⒈-⒛])", strong=False),
    _form("㈠", r"(?P<n>[㈠-㈩])", strong=False),
    _form("Ⅰ", r"(?P<n>[Ⅰ-Ⅻ])[、．.]", strong=False),
)  # fmt: skip


def marker(text: str) -> Marker | None:
    """The marker that opens `text`, leading white space left out of its label."""
    start = len(text) - len(text.lstrip())
    for form in FORMS:
        if match := form.pattern.match(text, start):
            numbers = tuple(number(part) for part in re.split(r"[.．]", match["n"]))
            if not all(numbers):
                return None
            return Marker(form.name, match[0].strip(), numbers, match.end(), form.strong)
    return None


def number(printed: str) -> int:
    """The number that a marker prints in any digits; 0 where it prints none."""
    plain = unicodedata.normalize("NFKC", printed).strip("() .")
    if plain.isdecimal():
        return int(plain)
    return _han(plain)


def _han(printed: str) -> int:
    total, digit = 0, 0
    for char in printed:
        if char in _DIGITS:
            digit = digit * 10 + _DIGITS[char]
        elif char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            return 0
    return total + digit
