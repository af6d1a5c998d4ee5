"""Near: which of the known names a name is likely a slip of, and how that is asked. Pure.

Identifiers of one length differ by a digit from many others: a number is another number, not a slip of it. So a name is
meant where it is the same but for case, width, zeros before a number, marks between, and letters taken for digits; or
where its numbers are the same and its words nearly are.
"""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import normalize

from gongkai.late import late

LIKE = 0.75  # more than this of two names is the same
_TOKEN = late(r"\d+|[^\W\d_]+")
_NUMBER = late(r"\d+|[〇一二三四五六七八九十百]+")
_FOR_DIGITS = str.maketrans("oil", "011")


def near(name: str, known: Iterable[str]) -> str:
    """The one of `known` that is most likely meant by `name`, the first of equals; "" where none is likely."""
    # It takes long to load, and what is asked for is mostly there.
    from rapidfuzz.distance import Indel

    plain, seen = _tokens(name), _tokens(name, digits=True)
    numbers, words = _NUMBER.findall(" ".join(plain)), "".join(plain)
    best, found = LIKE, ""
    for one in known:
        if _tokens(one, digits=True) == seen:
            return one
        other = _tokens(one)
        if _NUMBER.findall(" ".join(other)) == numbers:
            like = Indel.normalized_similarity(words, "".join(other), score_cutoff=best)
            if like > best:
                best, found = like, one
    return found


def _tokens(name: str, *, digits: bool = False) -> list[str]:
    """Words and numbers of a name in one case and width, without zeros before a number; with `digits`, O is 0 and l is 1."""
    plain = normalize("NFKC", name).casefold()
    if digits:
        plain = plain.translate(_FOR_DIGITS)
    return [one.lstrip("0") or "0" if one[0].isdigit() else one for one in _TOKEN.findall(plain)]


def asked(name: str, *, chinese: bool) -> str:
    """What asks whether `name` was meant, to stand behind a message; nothing where there is none."""
    if not name:
        return ""
    return f"；是否指“{name}”？" if chinese else f"; did you mean “{name}”?"
