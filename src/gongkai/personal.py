"""Personal: telephone and identity numbers and private mailboxes in a text. Pure.

No field is for a person; here free text is searched for what points to one. Mobile numbers (11 digits from
13 to 19), landlines with their area code, citizens' identity numbers (18 digits with the check character of
GB 11643, 15 digits of the old form), in half- and full-width digits and in the usual groups. A number that
is part of a longer one, of a code or of a sum of money or goods is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["mobile", "landline", "identity", "mail"]

_HALF = str.maketrans("０１２３４５６７８９ｘＸ－（）　＋", "0123456789XX-() +")
_GAP = r"[ \-–—]?"
# Neither digits nor letters before, nor a decimal point, a grouping comma or a dash that leads on from digits.
_START = r"(?<![0-9A-Za-z])(?<![0-9][.,\-–—/:])"
_END = r"(?![0-9A-Za-z]|[.,\-–—/:][0-9])"
# What makes a row of digits an amount or the number of a document.
_AMOUNT = re.compile(
    r"\s*(?:[万亿千百]|元|美元|吨|公斤|千克|克|斤|亩|公顷|米|公里|千米|平方|立方|升|千瓦|度|人次|人|户|个|件|辆|次|头|株|条|项|号文|年|%|％)"
)
_MOBILE = re.compile(rf"{_START}(?:(?:\+|00)?86{_GAP})?(1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}){_END}")
# 010, 02x with eight digits; 03xx–09xx with seven or eight; an extension may follow.
_LANDLINE = re.compile(
    rf"(?<![0-9A-Za-z])(?<![0-9][.,/:])(?:\(?(?:010|02\d)\)?[ \-–—]?[2-8]\d{{3}}{_GAP}\d{{4}}"
    rf"|\(?0[3-9]\d\d\)?[ \-–—]?[2-8]\d{{2,3}}{_GAP}\d{{4}})(?![0-9A-Za-z]|[.,/:][0-9])"
)
_IDENTITY = re.compile(
    rf"{_START}(\d{{6}}{_GAP}\d{{8}}{_GAP}\d{{3}}[0-9Xx]|\d{{6}}{_GAP}\d{{6}}{_GAP}\d{{3}}){_END}"
)
# Providers of private mailboxes; an address of an office's own domain is none.
_MAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}[@＠](?:vip\.)?(?:(?:qq|foxmail|163|126|139|189|sina|sohu|aliyun"
    r"|gmail|outlook|hotmail|live|icloud|tom|21cn|wo|msn)\.(?:com|cn)|(?:sina\.com|yahoo\.com)(?:\.cn)?|yeah\.net)(?![A-Za-z0-9-]|\.[A-Za-z0-9])",
    re.IGNORECASE,
)
_REGIONS = frozenset(
    f"{region}"
    for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83))
    for region in range(first, last + 1)
)  # fmt: skip
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


@dataclass(frozen=True, slots=True)
class Personal:
    """A number found at `text[start:end]`, 0-based; `digits` without gaps and country code, of a mailbox its address."""

    kind: Kind
    start: int
    end: int
    digits: str


def personal(text: str) -> Iterator[Personal]:
    """The numbers in `text` that point to a person, or to a telephone, in the order of their places."""
    plain = text.translate(_HALF)
    found = [*_found(plain, _IDENTITY, "identity"), *_found(plain, _MOBILE, "mobile")]
    found += _found(plain, _LANDLINE, "landline")
    found += [Personal("mail", *one.span(), one[0].lower()) for one in _MAIL.finditer(plain)]
    yield from sorted(found, key=lambda one: one.start)


def digits(text: str) -> str:
    """The digits of a number as it was written, full width and gaps made plain."""
    return re.sub(r"[^0-9X]", "", text.translate(_HALF).upper())


def _found(plain: str, pattern: re.Pattern[str], kind: Kind) -> Iterator[Personal]:
    for match in pattern.finditer(plain):
        number = digits(match[match.lastindex or 0])
        if kind == "identity" and not is_identity(number):
            continue
        if kind != "landline" and _AMOUNT.match(plain, match.end()):
            continue
        yield Personal(kind, *match.span(), number)


def is_identity(number: str) -> bool:
    """Whether 15 or 18 characters can be a citizen's identity number: region, day of birth, check character."""
    born = f"19{number[6:12]}" if len(number) == 15 else number[6:14]
    if number[:2] not in _REGIONS or not _is_birth(born):
        return False
    return len(number) == 15 or _check(number) == number[17].upper()


def _is_birth(born: str) -> bool:
    try:
        day = date(int(born[:4]), int(born[4:6]), int(born[6:]))
    except ValueError:
        return False
    return 1880 <= day.year <= 2100


def _check(number: str) -> str:
    """The check character of the first 17 digits (GB 11643-1999, ISO 7064 MOD 11-2)."""
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return _CHECKS[total % 11]
