"""A number in each of Word's number formats (ECMA-376 part 1, 17.18.59). Pure.

`FORMATS` is the table. A format that is not in it prints digits, and the caller reports it.
"""

from __future__ import annotations

from collections.abc import Callable

_HAN = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_FORMAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_CHICAGO = "*†‡§"


def _digits(number: int, signs: str) -> str:
    return "".join(signs[int(digit)] for digit in str(number))


def _counted(number: int, signs: str, units: str, zero: str, ten: str) -> str:
    """A number with its units (三百零五); `ten` is how a number from 10 to 19 begins."""
    if number >= 10_000:
        rest = number % 10_000
        gap = zero if 0 < rest < 1_000 else ""
        low = _counted(rest, signs, units, zero, signs[1] + units[0]) if rest else ""
        return f"{_counted(number // 10_000, signs, units, zero, ten)}{units[3]}{gap}{low}"
    printed, pending = "", False
    for power, unit in ((1000, units[2]), (100, units[1]), (10, units[0]), (1, "")):
        digit = number // power % 10
        if digit:
            printed += (zero if pending and printed else "") + signs[digit] + unit
            pending = False
        else:
            pending = bool(printed)
    opening = signs[1] + units[0]
    return ten + printed[len(opening) :] if printed.startswith(opening) else printed


def _thousands(number: int) -> str:
    return _counted(number, _HAN, "十百千万", "零", "十") if number else "零"


def _counting(number: int) -> str:
    """Tens up to 99, digits beyond: 九十九, 一〇〇."""
    return _thousands(number) if number < 100 else _digits(number, _HAN)


def _formal(signs: str, wan: str) -> Callable[[int], str]:
    return lambda number: (
        _counted(number, signs, f"拾佰仟{wan}", "零", f"{signs[1]}拾") if number else "零"
    )


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)]


def _stems_and_branches(number: int) -> str:
    return _cycle(_STEMS)(number) + _cycle(_BRANCHES)(number)


def _roman(number: int) -> str:
    printed = ""
    for size, sign in _ROMAN:
        printed += sign * (number // size)
        number %= size
    return printed


def _letters(number: int) -> str:
    """a … z, then aa, bb … as Word counts."""
    times, at = divmod(number - 1, 26)
    return chr(ord("a") + at) * (times + 1)


def _full_width(number: int) -> str:
    return "".join(chr(ord(digit) - ord("0") + ord("０")) for digit in str(number))


def _run(*runs: tuple[int, str, int]) -> Callable[[int], str]:
    """Signs of their own for some numbers, (first number, first sign, how many); digits for all others."""

    def printed(number: int) -> str:
        for first, sign, count in runs:
            if first <= number < first + count:
                return chr(ord(sign) + number - first)
        return str(number)

    return printed


def _ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ending}"


_circled = _run((1, "①", 20), (21, "㉑", 15), (36, "㊱", 15))

FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _run((1, "⑴", 20)),
    "decimalEnclosedFullstop": _run((1, "⒈", 20)),
    "numberInDash": lambda number: f"- {number} -",
    "ordinal": _ordinal,
    "hex": lambda number: f"{number:X}",
    "chicago": lambda number: _cycle(_CHICAGO)(number) * ((number - 1) // 4 + 1),
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "chineseCountingThousand": _thousands,
    "taiwaneseCountingThousand": _thousands,
    "japaneseCounting": _thousands,
    "ideographDigital": lambda number: _digits(number, _HAN),
    "japaneseDigitalTenThousand": lambda number: _digits(number, _HAN),
    "taiwaneseDigital": lambda number: _digits(number, _HAN),
    "chineseLegalSimplified": _formal(_FORMAL, "万"),
    "ideographLegalTraditional": _formal(_FORMAL_TRADITIONAL, "萬"),
    "japaneseLegal": _formal("零壱弐参四伍六七八九", "萬"),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "ideographZodiacTraditional": _stems_and_branches,
    "ideographEnclosedCircle": _run((1, "㈠", 10)),
    "none": lambda _: "",
}


def numeral(number: int, name: str) -> str:
    """`number` as Word prints it in the format `name`; digits where Word has none for it."""
    if number < 1 and name not in ("decimal", "decimalZero"):
        return str(number) if name != "none" else ""
    return FORMATS.get(name, str)(number)
