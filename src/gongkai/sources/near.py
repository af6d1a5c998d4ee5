"""Near: which of the known names a name is most likely a slip of, and how that is asked. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

LIKE = 0.75


def near(name: str, known: Iterable[str]) -> str:
    """The one of `known` that is most like `name`, the first of equals; "" where none is like it."""
    best, found = LIKE, ""
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(name.casefold())
    for one in known:
        matcher.set_seq1(one.casefold())
        quick = matcher.real_quick_ratio() >= best and matcher.quick_ratio() >= best
        if quick and (ratio := matcher.ratio()) >= best and (not found or ratio > best):
            best, found = ratio, one
    return found


def asked(name: str, *, chinese: bool) -> str:
    """What asks whether `name` was meant, to stand behind a message; nothing where there is none."""
    if not name:
        return ""
    return f"；是否指“{name}”？" if chinese else f"; did you mean “{name}”?"
