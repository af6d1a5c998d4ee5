"""One form for the many ways to print a name: full width, spaces, brackets, the 和 that may be left out. Pure."""

from __future__ import annotations

import re
import unicodedata

from gongkai.blanks import find_blanks, is_blank

_DROPPED = re.compile(r"[\s\u3000“”\"]")
_BRACKETS = str.maketrans("〔〕[]", "()()")
_OF_BLANKS = frozenset("XxＸｘ×*_○□")


def fold(name: str) -> str:
    """The form under which names are compared; blanks inside a name (XX分局) are left out."""
    if is_blank(name):
        return ""
    if not _OF_BLANKS.isdisjoint(name):
        parts, last = [], 0
        for start, end in find_blanks(name):
            parts.append(name[last:start])
            last = end
        name = "".join([*parts, name[last:]])
    even = unicodedata.normalize("NFKC", name).translate(_BRACKETS)
    return _DROPPED.sub("", even).replace("和", "")
