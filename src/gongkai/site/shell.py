"""Shell: the theme's page, rendered once, with slots where pages differ. Pure.

Rendering the theme for every page is what makes a large site slow, and it is the same work each
time: header, navigation, footer. So the theme renders a page whose title, text … are slot marks; the
result is cut at the marks, and a page is the pieces joined again with its own values between.
Values are never searched for marks: a plan that prints one shows it like any other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape

from msgspec import Struct

SLOTS = ("title", "description", "canonical", "kind", "head", "trail", "content", "contents")
_MARK = re.compile(r"gongkai-slot-([a-z]+)-tols")
_INDENT = re.compile(r"\n[ \t\r\n]+")


def mark(slot: str) -> str:
    """What the theme prints where `slot`, one of `SLOTS`, goes: letters and hyphens, which no filter changes.

    Raises `ValueError` for any other.
    """
    if slot not in SLOTS:
        raise ValueError(slot)
    return f"gongkai-slot-{slot}-tols"


class Heading(Struct, frozen=True):
    """An entry of a page's contents list: where it leads on the page, its words, its depth from 1."""

    anchor: str
    title: str
    level: int = 1


class Shell(Struct, frozen=True):
    """`texts` with a slot of `slots` after each but the last; in bytes, for most of a short page is the same on all."""

    texts: tuple[bytes, ...]
    slots: tuple[str, ...]

    def fill(self, values: Mapping[str, str]) -> bytes:
        """The page. `values` are HTML already: text is escaped by whoever gives it."""
        pieces = [b""] * (len(self.texts) + len(self.slots))
        pieces[0::2] = self.texts
        pieces[1::2] = [values[slot].encode() for slot in self.slots]
        return b"".join(pieces)


def shell(html: str) -> Shell:
    """Cut a rendered page at its slot marks.

    The theme's indents and empty lines, a fifth of a short page, are left out: it has no <pre> of its own.
    """
    pieces = _MARK.split(_INDENT.sub("\n", html))
    return Shell(tuple(text.encode() for text in pieces[0::2]), tuple(pieces[1::2]))


def values(
    *,
    title: str,
    description: str,
    canonical: str,
    kind: str,
    content: str,
    contents: Iterable[Heading] = (),
    head: str = "",
    trail: str = "",
) -> dict[str, str]:
    """Slot values from data. All but `content`, `head` and `trail`, which are HTML, are escaped here."""
    return {
        "title": escape(title),
        "description": escape(description),
        "canonical": escape(canonical),
        "kind": escape(kind),
        "head": head,
        "trail": trail,
        "content": content,
        "contents": contents_list(contents),
    }


def contents_list(headings: Iterable[Heading]) -> str:
    """A contents list as the theme styles it; a deeper level is a list within."""
    out: list[str] = []
    depth = 0
    for heading in headings:
        level = max(1, min(heading.level, depth + 1))  # a skipped level has no list to stand in
        if level > depth and depth:
            out.append('<div class="md-nav"><ul class="md-nav__list">')
        elif depth:
            out.append("</li>" + "</ul></div></li>" * (depth - level))
        depth = level
        out.append(
            f'<li class="md-nav__item"><a href="#{escape(heading.anchor)}" class="md-nav__link">'
            f'<span class="md-ellipsis">{escape(heading.title)}</span></a>'
        )
    if depth:
        out.append("</li>" + "</ul></div></li>" * (depth - 1))
    return "".join(out)
