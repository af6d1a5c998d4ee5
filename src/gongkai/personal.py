"""Personal: telephone and identity numbers, private mailboxes and homes in a text. Pure.

No field is for a person; here free text is searched for what points to one. Mobile numbers (11 digits from
13 to 19), landlines with their area code, citizens' identity numbers (18 digits with the check character of
GB 11643, 15 digits of the old form), in half- and full-width digits and in the usual groups. A number that
is part of a longer one, of a code or of a sum of money or goods is none. A home is a room of a block of flats, or a
house with its number where the words before say that somebody lives there; the address of an office, a number of
households, a river's stretch or a numbered work in a village is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal

from msgspec import Struct

from gongkai.late import late

Kind = Literal["mobile", "landline", "identity", "mail", "home"]

_HALF = tuple(zip("０１２３４５６７８９ｘＸ－（）　＋", "0123456789XX-() +", strict=True))
_GAP = r"[ \-–—]?"
# Neither digits nor letters before, nor a decimal point, a grouping comma or a dash that leads on from digits.
_START = r"(?<![0-9A-Za-z])(?<![0-9][.,\-–—/:])"
_END = r"(?![0-9A-Za-z]|[.,\-–—/:][0-9])"
# What makes a row of digits an amount or the number of a document.
_AMOUNT = late(
    r"\s*(?:[万亿千百]|元|美元|吨|公斤|千克|克|斤|亩|公顷|米|公里|千米|平方|立方|升|千瓦|度|人次|人|户|个|件|辆|次|头|株|条|项|号文|年|%|％)"
)
_MOBILE = late(
    rf"{_START}(?:(?:\+|00)?86{_GAP})?(1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}){_END}", re.ASCII
)
# 010, 02x with eight digits; 03xx–09xx with seven or eight; an extension may follow.
_LANDLINE = late(
    rf"(?<![0-9A-Za-z])(?<![0-9][.,/:])(?:\(?(?:010|02\d)\)?[ \-–—]?[2-8]\d{{3}}{_GAP}\d{{4}}"
    rf"|\(?0[3-9]\d\d\)?[ \-–—]?[2-8]\d{{2,3}}{_GAP}\d{{4}})(?![0-9A-Za-z]|[.,/:][0-9])",
    re.ASCII,
)
_IDENTITY = late(
    rf"{_START}(\d{{6}}{_GAP}\d{{8}}{_GAP}\d{{3}}[0-9Xx]|\d{{6}}{_GAP}\d{{6}}{_GAP}\d{{3}}){_END}",
    re.ASCII,
)
_NUMBERS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("identity", _IDENTITY),
    ("mobile", _MOBILE),
    ("landline", _LANDLINE),
)
# Providers of private mailboxes; an address of an office's own domain is none.
_MAIL = late(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}[@＠](?:vip\.)?(?:(?:qq|foxmail|163|126|139|189|sina|sohu|aliyun"
    r"|gmail|outlook|hotmail|live|icloud|tom|21cn|wo|msn)\.(?:com|cn)|(?:sina\.com|yahoo\.com)(?:\.cn)?|yeah\.net)(?![A-Za-z0-9-]|\.[A-Za-z0-9])",
    re.IGNORECASE,
)
_COUNT = r"(?:[0-9]{1,4}|[一二三四五六七八九十]{1,3})"
# A row of digits that counts or dates something is no room.
_ROOM = (
    rf"(?:{_COUNT} ?(?:楼|层) ?)?(?:[0-9]{{3,4}}(?:室|房|号房?(?![楼院线机泵井闸点阀]))?(?![0-9.,%％\-–—号]|\s?(?:[余多]?[户个年万亿元平米人家套栋幢公立吨间]|单元))"
    rf"|{_COUNT} ?(?:室|号房|房|号(?![楼院线机泵井闸点阀]))(?!间|屋)|{_COUNT}?(?:楼|层)? ?[东西南北中左右]户)"
)
_BLOCK = rf"(?:{_COUNT}|[A-Za-z][0-9]{{0,2}}) ?(?:栋|幢|号楼|座|[#号]楼|排|弄)"
_ESTATE = "小区|花园|花苑|家园|嘉园|嘉苑|佳苑|雅苑|公寓|新村|新苑|名苑|华府|豪庭|宿舍楼?|家属[院楼区]|住宅[区楼]|安置[区房点]|公租房|廉租房"
_LIVES = "家住|住在|居住于|家庭住址|家庭地址|居住地址|通讯住址|常住地址|住址|现住|暂住|户籍地址?|户籍所在地|户口所在地"
_PERSON = "村民|居民|住户|户主|业主|投诉人|举报人|信访人|申请人|当事人|联系人|经营者|养殖户|农户|先生|女士"
_PLACE = "村|社区|屯|庄|湾|寨|镇|乡|街道|路|街|巷|弄|胡同|大道|坊|里"
_HOMES = tuple(
    late(pattern)
    for pattern in (
        rf"(?:{_BLOCK} ?)?{_COUNT} ?单元 ?{_ROOM}",
        rf"(?:{_ESTATE})[^，。；、\n]{{0,10}}?(?:{_BLOCK} ?{_ROOM}|[0-9]{{1,3}}[-–—][0-9]{{1,2}}[-–—][0-9]{{3,4}}(?![0-9])|[0-9]{{1,3}}[-–—][0-9]{{3,4}} ?室)",
        rf"(?:{_LIVES})[^。；\n]{{0,24}}?(?:{_PLACE})[^。；，\n]{{0,12}}?{_COUNT} ?(?:(?:组|队|社|栋|幢)(?: ?附?{_COUNT} ?号)?|号(?![楼院线机泵井闸点阀断监排]))(?!的?(?:居民|村民|群众|农户|住户|村|至))",
        rf"(?:{_PERSON})[^。；\n]{{0,16}}?村[^。；，\n]{{0,8}}?{_COUNT} ?(?:组|队|社) ?(?:附)?{_COUNT} ?号(?![^，。；、）)\s的])",
    )
)
# What no match is without, quick to look for: only the lines that hold it are read with care.
_NUMBER_SIGN = re.compile(r"[0-9][0-9][0-9][ \-–—]?[0-9][0-9][0-9][0-9]")  # twice as quick as \d{3}
_MAIL_SIGNS = "@＠"
_MAIL_SIGN = re.compile(f"[{_MAIL_SIGNS}]")
_HOME_SIGN = re.compile(f"单元|{_ESTATE}|{_LIVES}|{_PERSON}")
_AHEAD = 8  # characters of the next line that a look ahead may see
_REGIONS = frozenset(
    f"{region}"
    for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83))
    for region in range(first, last + 1)
)  # fmt: skip
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


class Personal(Struct, frozen=True):
    """What was found at `text[start:end]`, 0-based; `digits` without gaps and country code, of a mailbox or home its address."""

    kind: Kind
    start: int
    end: int
    digits: str


# What points to a person in a file, each with its line and column.
Placed = tuple[tuple[Personal, tuple[int, int]], ...]


def personal(text: str) -> Iterator[Personal]:
    """What in `text` points to a person, or to a telephone, in the order of the places."""
    plain = _plain(text)
    numbers = _lines(plain, _NUMBER_SIGN)
    found = [one for kind, pattern in _NUMBERS for one in _found(plain, numbers, pattern, kind)]
    if any(sign in plain for sign in _MAIL_SIGNS):
        mails = _matches(plain, _lines(plain, _MAIL_SIGN), _MAIL)
        found += [Personal("mail", *one.span(), one[0].lower()) for one in mails]
    found += _homes(plain)
    yield from sorted(found, key=lambda one: one.start)


def digits(text: str) -> str:
    """The digits of a number as it was written, full width and gaps made plain."""
    return re.sub(r"[^0-9X]", "", _plain(text).upper())


def _plain(text: str) -> str:
    """`text` with full-width digits and signs in half width, every character at its place."""
    for wide, half in _HALF:  # a dozen times as quick as `translate`
        text = text.replace(wide, half)
    return text


_Lines = tuple[tuple[int, int], ...]


def _lines(plain: str, sign: re.Pattern[str]) -> _Lines:
    """Start and end of each line in which `sign` stands."""
    found: list[tuple[int, int]] = []
    at = 0
    while match := sign.search(plain, at):
        start = plain.rfind("\n", at, match.start()) + 1 or at
        at = plain.find("\n", match.end())
        at = len(plain) if at < 0 else at
        found.append((start, at))
    return tuple(found)


def _matches(plain: str, lines: _Lines, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """The matches of `pattern`, none of which goes over a line's end, in `lines`."""
    for start, end in lines:
        for match in pattern.finditer(plain, start, min(end + _AHEAD, len(plain))):
            if match.start() >= end:
                break
            yield match


def _found(plain: str, lines: _Lines, pattern: re.Pattern[str], kind: Kind) -> Iterator[Personal]:
    for match in _matches(plain, lines, pattern):
        number = digits(match[match.lastindex or 0])
        if kind == "identity" and not is_identity(number):
            continue
        if kind != "landline" and _AMOUNT.match(plain, match.end()):
            continue
        yield Personal(kind, *match.span(), number)


def _homes(plain: str) -> Iterator[Personal]:
    """The homes, each once: what lies within another is not told again."""
    end = 0
    lines = _lines(plain, _HOME_SIGN)
    spans = {match.span() for pattern in _HOMES for match in _matches(plain, lines, pattern)}
    for start, stop in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= end:
            yield Personal("home", start, stop, "".join(plain[start:stop].split()))
            end = stop


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
