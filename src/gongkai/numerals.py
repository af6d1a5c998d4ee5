"""Numbers as plans print them, as exact decimals: 1,200, １２．５, 九十, 百分之九十, 九成, 三分之二.

In: text made even, its full-width digits half-width and its blanks masked. Out: `Decimal`, or `None`
for what is no number. Pure. A blank is never a number: BLANK matches where a number may stand, and
`parse` gives `None` for it.
"""

from __future__ import annotations

from decimal import Decimal, localcontext

from gongkai.blanks import find_blanks
from gongkai.late import late

# A quantity as records write it, and a range of two, with an en dash between them: patterns of files and schemas.
QUANTITY = r"-?[0-9]+(?:\.[0-9]+)?"
QUANTITIES = f"{QUANTITY}(?:–{QUANTITY})?"
BLANK = "\ue000"  # what `even` prints over every character of a blank
_EVEN = str.maketrans(
    "０１２３４５６７８９％﹪．～－＞＜＝／" + BLANK,
    "0123456789%%.~-><=/ ",
)
_THOUSANDS = late(r"(?<![\d.])\d{1,3}(?:，\d{3})+(?!\d)")  # ３，２００
_STOP = late(r"[,;](?!\d)|(?<!\d)[,;]|(?<=[一-龥%）)”\"])\.(?=\s*$|[一-龥（(])")
_FULL_WIDTH = {",": "，", ";": "；", ".": "。"}
DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {
    "〇": 0, "○": 0, "两": 2, "俩": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6,
    "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
_TENS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}

ARABIC = r"(?<![\d.])(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_HAN = "零〇一二两三四五六七八九十百千"
CHINESE = (
    rf"百分之[{_HAN}点\d.{BLANK}]{{1,12}}"
    rf"|[一二三四五六七八九十]{{1,3}}分之[一二两三四五六七八九十]{{1,3}}"
    r"|[一二三四五六七八九两\d]成(?:半|[一二三四五六七八九](?![成十百千万]))?(?![立为员果效本分长年人份型熟])"
    rf"|一半|[{_HAN}]{{1,6}}[万亿][{_HAN}]{{2,8}}|[{_HAN}]{{1,12}}"
)
NUMBER = rf"(?:{ARABIC}|{BLANK}+|{CHINESE})"
# Behind a number, the other side of a ratio: 1:350, 1∶0.6, 1比4. It is none itself.
RATIO = rf"\s?(?:[:：∶]\s?(?:\d+(?:\.\d+)?|{BLANK}+)|比\d+(?:\.\d+)?)"

_PLAIN = late(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_FRACTION = late(r"([^分]+)分之([^分]+)")
_TENTHS = late(r"(.)成(半|[一二三四五六七八九])?")


def even(printed: str) -> str:
    """`printed` made even, character by character; stops between words full-width, blanks masked."""
    text = _THOUSANDS.sub(lambda match: match[0].replace("，", ","), printed.translate(_EVEN))
    text = _STOP.sub(lambda match: _FULL_WIDTH[match[0]], text)
    parts: list[str] = []
    at = 0
    for start, end in find_blanks(printed):
        parts += [text[at:start], BLANK * (end - start)]
        at = end
    return "".join([*parts, text[at:]])


def parse(printed: str) -> Decimal | None:
    """The number that `printed` says; per cent and 成 as a number of per cent (九成 is 90).

    A fraction without a finite decimal is given to four places (三分之二 is 0.6667).
    """
    if _PLAIN.fullmatch(printed):
        return Decimal(printed.replace(",", ""))
    if printed.startswith("百分之"):
        return parse(printed[3:])
    if tenths := _TENTHS.fullmatch(printed):
        whole = parse(tenths[1])
        part = 5 if tenths[2] == "半" else DIGITS[tenths[2]] if tenths[2] else 0
        return None if whole is None else whole * 10 + part
    if printed == "一半":
        return Decimal(50)
    if fraction := _FRACTION.fullmatch(printed):
        below, above = parse(fraction[1]), parse(fraction[2])
        return None if above is None or not below else _quotient(above, below)
    head, point, tail = printed.partition("点")
    if point:
        return _with_decimals(head, tail)
    value = integer(printed)
    return None if value is None else Decimal(value)


def integer(printed: str) -> int | None:
    """A whole number in Chinese numerals: 三百二十, 一万二千, 二〇二五, 十二; `None` for anything else.

    A number short of its last unit is read as it is spoken: 一百二 is 120, 两万五 is 25000.
    """
    if not printed:
        return None
    if len(printed) > 1 and all(char in DIGITS for char in printed):
        # 二〇二五 is a year; 三二 in 三二支沟 is a name.
        if len(printed) == 2 and not set(printed) & set("〇○零"):
            return None
        return int("".join(str(DIGITS[char]) for char in printed))
    total = section = 0  # `section` is what stands before the next 万 or 亿
    digit: int | None = None
    unit, zero = 1, False  # the unit printed last; whether 零 stands since
    for char in printed:
        if char in DIGITS:
            if digit:
                return None
            digit, zero = DIGITS[char], zero or DIGITS[char] == 0
        elif char in _TENS:
            unit, zero = _TENS[char], False
            section += (1 if digit is None else digit) * unit
            digit = None
        elif char in _MYRIADS:
            section += digit or 0
            if not section and not total:
                return None
            unit, digit, zero = _MYRIADS[char], None, False
            total, section = (
                ((total + section) * unit, 0) if unit > 10**4 else (total + section * unit, 0)
            )
        else:
            return None
    spoken_short = digit is not None and unit >= 100 and not zero
    return total + section + (digit or 0) * (unit // 10 if spoken_short else 1)


def decimal_text(value: Decimal) -> str:
    """`value` as a decimal string without an exponent, digits as printed (12.50 stays 12.50)."""
    return format(value, "f")


def unit_of_form(printed: str) -> str | None:
    """The unit that the form itself carries: % for 百分之九十, 九成 and 一半."""
    part = printed.startswith("百分之") or printed == "一半" or _TENTHS.fullmatch(printed)
    return "%" if part else None


def is_rounded(printed: str) -> bool:
    """Whether `parse` had to round: a fraction whose decimals never end."""
    fraction = _FRACTION.fullmatch(printed)
    if not fraction or printed.startswith("百分之"):
        return False
    below, above = parse(fraction[1]), parse(fraction[2])
    return (
        above is not None
        and bool(below)
        and _quotient(above, below or Decimal(1)) * (below or 1) != above
    )


def _quotient(above: Decimal, below: Decimal) -> Decimal:
    with localcontext() as context:
        context.prec = 28
        return (above / below).quantize(Decimal("0.0001")).normalize()


def _with_decimals(head: str, tail: str) -> Decimal | None:
    whole = integer(head)
    if whole is None or not tail or any(char not in DIGITS for char in tail):
        return None
    return Decimal(f"{whole}.{''.join(str(DIGITS[char]) for char in tail)}")
