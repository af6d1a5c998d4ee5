"""Pinyin initials of a name: 住建局 → zjj. Reads one file of the package, once.

`initials.txt` says of each character with what its usual reading begins, and of phrases in which one is read otherwise
(银行 yh) with what theirs begin. `scripts/initials` makes it of pypinyin's dictionary, which itself takes longer to load
than all of a small plan takes to be built.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path

from msgspec import Struct

FILE = Path(__file__).parent / "initials.txt"


class Table(Struct, frozen=True, dict=True):
    """Characters and phrases with their letters."""

    letters: Mapping[str, str]
    phrases: Mapping[str, str]

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self.phrases), default=1)

    def read(self, name: str) -> str:
        """The letters of `name`; what is in neither stays. The longest phrase goes before."""
        found: list[str] = []
        at = 0
        while at < len(name):
            for end in range(min(at + self._longest, len(name)), at + 1, -1):
                if said := self.phrases.get(name[at:end]):
                    break
            else:
                end, said = at + 1, self.letters.get(name[at], name[at])
            found.append(said)
            at = end
        return "".join(found)


def initials(name: str) -> str:
    """The first letters of how `name` is read; what is no Chinese character stays."""
    return table().read(name)


@cache
def table() -> Table:
    """What the file says: a letter and all its characters, or letters and the phrases that are read so, a line each."""
    letters: dict[str, str] = {}
    phrases: dict[str, str] = {}
    for line in FILE.read_text("utf-8").splitlines():
        said, _, words = line.partition(" ")
        if len(said) == 1:
            letters.update(dict.fromkeys(words, said))
        else:
            phrases.update(dict.fromkeys(words.split(" "), said))
    return Table(letters, phrases)
