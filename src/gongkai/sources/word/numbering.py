"""Automatic numbering → the marker that Word prints before a paragraph.

A paragraph names a list (`num`) and a level, or its style does. Lists that share an abstract list count on
together, unless one of them starts its level anew (`startOverride`). A level's template (`（%2）`, `%1.%2`)
takes the numbers of the levels above, each in its own format. `Numbering` reads the tables; `Counter` counts
through one document.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from gongkai.sources.extract import whole
from gongkai.sources.word.numerals import FORMATS, numeral
from gongkai.sources.word.package import Element, child, local, switched, value

LEVELS = 9
_DEEPEST_STYLE = 32  # styles that stand on one another
_FIELD = re.compile(r"%([1-9])")


class Level(Struct, frozen=True):
    """One level of a list. `restart` is the level (1-based) after which it starts again; 0: never."""

    start: int = 1
    format: str = "decimal"
    template: str = ""
    suffix: str = "tab"
    legal: bool = False
    hidden: bool = False
    restart: int | None = None
    style: str | None = None


class List(Struct, frozen=True):
    """A list as a paragraph names it: its abstract list, and the levels that it starts anew."""

    num: str
    abstract: str
    levels: tuple[Level, ...]
    starts: frozenset[int]

    def owner(self, level: int) -> str:
        """Who counts a level: the list itself where it starts it anew, else all lists on its abstract list."""
        return self.num if level in self.starts else ""


class Style(Struct, frozen=True):
    """What a paragraph's style says: its name, the style it stands on, outline level, list, bold type."""

    name: str = ""
    based: str | None = None
    outline: int | None = None
    num: str | None = None
    level: int | None = None
    bold: bool | None = None


class Numbering(Struct, frozen=True):
    """The lists and styles of a document."""

    lists: Mapping[str, List]
    styles: Mapping[str, Style]
    default: str | None = None  # the style of a paragraph that names none

    def chain(self, style: str | None) -> tuple[Style, ...]:
        """A style and those on which it stands, itself first."""
        found: list[Style] = []
        name = style or self.default
        while name is not None and name in self.styles and len(found) < _DEEPEST_STYLE:
            found.append(self.styles[name])
            name = found[-1].based
        return tuple(found)

    def named(self, properties: Element | None, style: str | None) -> tuple[List, int] | None:
        """The list and level of a paragraph with these properties, `None` where it has no number."""
        numbered = child(properties, "numPr")
        num = value(child(numbered, "numId"))
        at = whole(value(child(numbered, "ilvl")), None)
        own = num is not None
        for one in self.chain(style):
            num = one.num if num is None else num
            at = one.level if at is None else at
        found = self.lists.get(num or "0")
        if found is None or num == "0":
            return None
        if at is None and not own:
            names = [style or self.default]
            at = next((i for i, one in enumerate(found.levels) if one.style in names), None)
        return found, min(at or 0, LEVELS - 1)


class Marker(Struct, frozen=True):
    """What Word prints before a paragraph. `odd` names a number format that is not known here."""

    text: str
    bullet: bool = False
    odd: str | None = None


class Counter:
    """Counts the numbered paragraphs of one document in their order.

    A level that a list starts anew is counted for that list alone, so that the others go on where they were.
    """

    def __init__(self) -> None:
        self._counts: dict[str, list[dict[str, int]]] = {}  # abstract list → level → list → number

    def next(self, of: List, at: int) -> Marker:
        """The marker of the next paragraph of a list and level."""
        counts = self._counts.setdefault(of.abstract, [{} for _ in range(LEVELS)])
        own = of.owner(at)
        before = counts[at].get(own)
        counts[at][own] = of.levels[at].start if before is None else before + 1
        for below in range(at + 1, LEVELS):
            restart = of.levels[below].restart
            if restart != 0 and (restart is None or at < restart):
                counts[below].clear()
        return self._printed(of, at, [counts[one].get(of.owner(one)) for one in range(LEVELS)])

    @staticmethod
    def _printed(of: List, at: int, counts: Sequence[int | None]) -> Marker:
        level = of.levels[at]
        if level.format == "bullet":
            return Marker("", bullet=True)
        if level.hidden:
            return Marker("")
        odd: list[str] = []

        def field(match: re.Match[str]) -> str:
            of_level = of.levels[int(match[1]) - 1]
            count = counts[int(match[1]) - 1]
            number = of_level.start if count is None else count
            form = "decimal" if level.legal and of_level.format != "none" else of_level.format
            if form not in FORMATS:
                odd.append(form)
            return numeral(number, form)

        text = _FIELD.sub(field, level.template)
        return Marker(text + _gap(text, level.suffix), odd=odd[0] if odd else None)


def _gap(text: str, suffix: str) -> str:
    """What stands between a marker and its paragraph: a space, unless the marker ends with a stop."""
    if not text or suffix == "nothing" or text[-1].isspace():
        return ""
    category = unicodedata.category(text[-1])
    return "" if category[0] == "P" or category == "No" else " "  # （一）甲, ①甲, 第一条 甲


def numbering(lists: Element | None, styles: Element | None) -> Numbering:
    """The tables of numbering.xml and styles.xml, each absent where the document has none."""
    default, named = _styles(styles)
    abstract = {
        value(one, "abstractNumId") or "": one
        for one in (() if lists is None else lists)
        if local(one) == "abstractNum"
    }
    nums = [one for one in (() if lists is None else lists) if local(one) == "num"]
    plain = {value(one, "numId") or "": value(child(one, "abstractNumId")) or "" for one in nums}
    found: dict[str, List] = {}
    for one in nums:
        at = _linked(plain[value(one, "numId") or ""], abstract, plain, named)
        if at in abstract:
            name = value(one, "numId") or ""
            found[name] = _list(name, at, one, abstract[at])
    return Numbering(found, named, default)


def _linked(
    at: str, abstract: Mapping[str, Element], plain: Mapping[str, str], styles: Mapping[str, Style]
) -> str:
    """The abstract list that has the levels, where `at` only names a list style."""
    for _ in range(_DEEPEST_STYLE):
        link = value(child(abstract.get(at), "numStyleLink"))
        if link is None:
            break
        at = plain.get(styles.get(link, Style()).num or "", "")
    return at


def _list(name: str, at: str, num: Element, abstract: Element) -> List:
    levels = [Level() for _ in range(LEVELS)]
    starts: set[int] = set()
    for one in abstract:
        if local(one) == "lvl":
            levels[whole(value(one, "ilvl"), 0) % LEVELS] = _level(one)
    for override in num:
        if local(override) != "lvlOverride":
            continue
        which = whole(value(override, "ilvl"), 0) % LEVELS
        if (own := child(override, "lvl")) is not None:
            levels[which] = _level(own)
        if (start := child(override, "startOverride")) is not None:
            starts.add(which)
            levels[which] = replace(levels[which], start=whole(value(start), 1))
    return List(name, at, tuple(levels), frozenset(starts))


def _level(element: Element) -> Level:
    restart = child(element, "lvlRestart")
    return Level(
        start=whole(value(child(element, "start")), 0),
        format=_format(element),
        template=value(child(element, "lvlText")) or "",
        suffix=value(child(element, "suff")) or "tab",
        legal=switched(child(element, "isLgl")),
        hidden=switched(child(element, "rPr", "vanish")),
        restart=None if restart is None else whole(value(restart), 0),
        style=value(child(element, "pStyle")),
    )


def _format(element: Element) -> str:
    """A level's number format; Word may wrap one that older programs do not know in a choice."""
    found = child(element, "numFmt")
    if found is None:
        found = child(element, "AlternateContent", "Choice", "numFmt")
    name = value(found) or "decimal"
    # A custom format is named by a sample of it: “001, 002, 003, ...”.
    return "decimalZero" if name == "custom" else name


def _styles(root: Element | None) -> tuple[str | None, dict[str, Style]]:
    default: str | None = None
    found: dict[str, Style] = {}
    for one in () if root is None else root:
        if local(one) != "style":
            continue
        name = value(one, "styleId") or ""
        if value(one, "type") == "paragraph" and value(one, "default") in ("1", "true", "on"):
            default = name
        outline = value(child(one, "pPr", "outlineLvl"))
        level = value(child(one, "pPr", "numPr", "ilvl"))
        bold = child(one, "rPr", "b")
        found[name] = Style(
            name=(value(child(one, "name")) or "").lower(),
            based=value(child(one, "basedOn")),
            outline=None if outline is None else whole(outline, LEVELS),
            num=value(child(one, "pPr", "numPr", "numId")),
            level=None if level is None else whole(level, 0),
            bold=None if bold is None else switched(bold),
        )
    return default, found
