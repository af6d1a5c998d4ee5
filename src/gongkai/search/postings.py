"""Postings: which entries hold a run of one or two characters. Pure, near linear in the text.

Each text is looked at once, however many entries have it: a day or a number names thousands. What is found in
it is held by the entries that have it, and the lists of all texts are put in order when one is written.

A list of rising numbers is written as the differences between them, less one, in digits of base 32:
one character of `ALPHABET` each, the upper half saying that more digits follow, low digits first.
Neighbours differ by one and cost one character, the same one, which compresses to nearly nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from operator import add, sub

from gongkai.search.words import WHITE, fold

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_WHITE = re.compile(f"[{re.escape(''.join(sorted(WHITE)))}]+")


def holders(texts: Iterable[Iterable[str]]) -> Mapping[str, Sequence[int]]:
    """Each text with the numbers of the entries that have it, rising; `texts` are those of each entry in turn."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, own in enumerate(texts):
        for text in own:
            found[text].append(number)
    return found


def postings(
    held: Mapping[str, Sequence[int]], read: Callable[[str], Iterable[str]]
) -> Mapping[str, Sequence[Sequence[int]]]:
    """What `read` finds in the texts, each with the lists of the entries that have one of these texts."""
    found: defaultdict[str, list[Sequence[int]]] = defaultdict(list)
    for text, numbers in held.items():
        for lists in map(found.__getitem__, read(text)):
            lists.append(numbers)
    return found


def encode(*lists: Sequence[int]) -> str:
    """The numbers, 0 or more, that are in any of the rising lists, as a string of `ALPHABET`."""
    numbers = lists[0] if len(lists) == 1 else sorted(chain.from_iterable(lists))
    return "".join(map(_STEPS.__getitem__, map(sub, numbers, chain((-1,), numbers))))


def grams(text: str) -> set[str]:
    """The runs of one and two characters of the folded text; none reaches over white space."""
    found: set[str] = set()
    for run in _WHITE.split(fold(text)):
        signs = list(run)
        found.update(signs, map(add, signs, signs[1:]))
    return found


def utf16(text: str) -> bytes:
    """A key that sorts text as the browser compares it: by UTF-16 code units."""
    return text.encode("utf-16-be", "surrogatepass")


def _digits(number: int) -> str:
    digits = ""
    while number >= 32:
        digits += ALPHABET[32 + number % 32]
        number //= 32
    return digits + ALPHABET[number]


class _Steps(dict[int, str]):
    """What is written for a number by how far it lies from the one before: nothing for the same number again."""

    def __missing__(self, step: int) -> str:
        return _digits(step - 1)


_STEPS = _Steps({0: ""} | {step: _digits(step - 1) for step in range(1, 1025)})
