"""Postings: which entries hold a run of one or two characters. Pure, linear in the text.

A list of rising numbers is written as the differences between them, less one, in digits of base 32:
one character of `ALPHABET` each, the upper half saying that more digits follow, low digits first.
Neighbours differ by one and cost one character, the same one, which compresses to nearly nothing.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Sequence
from operator import add

from gongkai.search.words import WHITE, fold

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_WHITE = re.compile(f"[{re.escape(''.join(sorted(WHITE)))}]+")


def encode(numbers: Iterable[int]) -> str:
    """Rising numbers, 0 or more, as a string of `ALPHABET`."""
    digits: list[str] = []
    before = -1
    for number in numbers:
        gap, before = number - before - 1, number
        digits.append(_SHORT[gap] if gap < len(_SHORT) else _digits(gap))
    return "".join(digits)


def grams(texts: Iterable[str]) -> set[str]:
    """The runs of one and two characters of the folded texts; none reaches over white space."""
    found: set[str] = set()
    for run in _WHITE.split(fold("\n".join(texts))):
        found.update(run)
        found.update(map(add, run, run[1:]))
    return found


class Postings:
    """Numbers of entries by gram or key, gathered in the order of the entries."""

    def __init__(self) -> None:
        self._numbers: dict[str, array[int]] = {}

    def add(self, number: int, grams: Iterable[str]) -> None:
        """Say that entry `number`, not below any before it, holds `grams` (each once)."""
        numbers = self._numbers
        for gram in grams:
            if gram in numbers:
                numbers[gram].append(number)
            else:
                numbers[gram] = array("I", (number,))

    def sorted(self) -> list[str]:
        """What is held, in the order in which the browser compares."""
        return sorted(self._numbers, key=utf16)

    def numbers(self, gram: str) -> Sequence[int]:
        """The entries that hold `gram`."""
        return self._numbers.get(gram, ())


def utf16(text: str) -> bytes:
    """A key that sorts text as the browser compares it: by UTF-16 code units."""
    return text.encode("utf-16-be", "surrogatepass")


def _digits(number: int) -> str:
    digits = ""
    while number >= 32:
        digits += ALPHABET[32 + number % 32]
        number //= 32
    return digits + ALPHABET[number]


_SHORT = tuple(map(_digits, range(1024)))
