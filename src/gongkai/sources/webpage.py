"""A saved page of a government site (.html) as plain text: the article, and what of the page is left out. Pure.

The article is the element that sites' publishing systems name as such (`CONTAINERS`), or else the one in which
most of the page's text stands. Every block is a line; a table's row is a line in the form that Word tables have
(extract.py). Scripts, styles, comments and form controls are never text; what else stands outside is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from gongkai.sources.decode import decode
from gongkai.sources.extract import (
    DITTO,
    Extract,
    TextLine,
    cell,
    gathered,
    row,
    shown,
    titled,
    whole,
)
from gongkai.sources.finding import Finding
from gongkai.sources.refusal import Unreadable
from gongkai.sources.span import Place

Element = etree._Element

# Names (id or class) of the element that holds the article, the surest first.
CONTAINERS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(words, re.IGNORECASE)
    for words in (
        r"ucap-?content|trs_editor(?:_view)?|trs_ueditor|wp_articlecontent|(?:v_news|vsb)_?content(?:_\w+)?|ewb-article-info|easysite-news-text",
        r"article-?_?(?:content|con|body|text|main|info)|(?:news|detail|text|xl|con|nr|zw|main|pages|xxgk|info|view)-?_?(?:content|con|text|txt|body|nr)",
        r"zoom|fontzoom|articlecontent|zwxl-article|art_con|bt-?_?content|txtcon|contentbox|content_?box|neirong|zhengwen",
        r"article|content|con|main|detail|view",
    )
)
TITLES = re.compile(
    r"(?:article|news|detail|con|content|xl|info|main|zw|art|page)?[-_]?(?:title|tit|bt|biaoti|headline)\d?",
    re.IGNORECASE,
)
_SILENT = frozenset({
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas",
    "select", "button", "input", "textarea", "head", "link", "meta", "audio", "video", "map",
    "rt", "rp", "math",
})  # fmt: skip
_ASIDE = frozenset({"nav", "footer", "aside"})
_DOCUMENT = re.compile(
    r"(?:方案|计划|规划|意见|通知|办法|分工|细则|要点|措施|规定|清单|纲要|预案)[》」）)]?$"
)
_BLOCKS = frozenset({
    "address", "article", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_HOLDERS = frozenset(
    ["body", "div", "section", "article", "main", "form", "center", "table", "tbody", "tr", "td"]
)
_HEADING = re.compile(r"h([1-6])")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")
_WHITE = re.compile(r"[ \t\r\n\f]+")
# A line of source code that ends within Chinese text is no space between two of its characters.
_WRAPPED = re.compile(
    r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \t]*[\r\n]\s*(?=[\u3000-\u9fff\uff00-\uffef])"
)
_LEAST_SHARE = 0.3  # of the page's text, for an element that is named as the article
_MOST_SHARE = 0.7  # of the text of its parent, for the article by its text alone
_WIDEST = 200  # columns of a table
_LONGEST_HEADING = 60


def read_webpage(data: bytes) -> Extract:
    """The article of a page. Raises `Unreadable` for what is no text, and for a page without any."""
    text, _ = decode(data)
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable("source-damaged", format=".html") from error
    page = None if root is None else next(root.iter("body"), root)
    if page is None:
        raise Unreadable("source-empty")
    lengths = _lengths(page)
    if not lengths[page]:
        raise Unreadable("source-empty")
    article = _article(page, lengths)
    title = _title(root, article)
    reading = _Reading(article)
    lines, findings = reading.lines, reading.findings
    if title is not None and _holds(lines, _plain(title)):
        title = None
    if title is not None:
        lines = [TextLine(_words(title), Place("paragraph", (1,)), 1), *lines]
        findings = [replace(finding, line=finding.line + 1) for finding in findings]
    if not any(line.text.strip() for line in lines):
        raise Unreadable("source-empty")
    return Extract(titled(lines), (*gathered(findings), *_outside(page, article, title)))


# — where the article is —


def _lengths(page: Element) -> dict[Element, int]:
    """How many characters each element shows, those of links left out."""
    lengths: dict[Element, int] = {}
    for one in reversed(list(page.iter(etree.Element))):
        own = 0 if _silent(one) or one.tag == "a" else len(_WHITE.sub("", one.text or ""))
        below = 0
        for child in one.iterchildren(etree.Element):
            below += lengths[child] + len(_WHITE.sub("", child.tail or ""))
        lengths[one] = 0 if _silent(one) or _aside(one) or one.tag == "a" else own + below
    return lengths


def _silent(element: Element) -> bool:
    return element.tag in _SILENT or bool(_HIDDEN.search(element.get("style") or ""))


def _aside(element: Element) -> bool:
    """Whether an element belongs to the site and not to the article."""
    site = element.tag == "header" and next(element.iter("h1"), None) is None
    return site or element.tag in _ASIDE


def _article(page: Element, lengths: dict[Element, int]) -> Element:
    named = [(one, f"{one.get('id') or ''} {one.get('class') or ''}".split()) for one in lengths]
    for words in CONTAINERS:
        found = [
            one
            for one, names in named
            if any(words.fullmatch(name) for name in names)
            and lengths[one] >= _LEAST_SHARE * lengths[page]
        ]
        if found:
            return max(found, key=lambda one: lengths[one])
    article = page
    while True:
        best = max(
            (one for one in article.iterchildren(etree.Element) if one.tag in _HOLDERS),
            key=lambda one: lengths[one],
            default=None,
        )
        if best is None or lengths[best] < _MOST_SHARE * lengths[article]:
            return article
        article = best


def _title(root: Element, article: Element) -> Element | None:
    """The element outside the article that shows its title: the page's own title, or a document's by its end."""
    inside = set(article.iter())
    known = [_plain(one) for one in root.iter("title")]
    known += [
        _squeezed(one.get("content") or "")
        for one in root.iter("meta")
        if (one.get("name") or "").lower() in ("articletitle", "title")
    ]
    for one in root.iter(etree.Element):
        if one is article:
            break
        if one in inside or not _names_title(one):
            continue
        text = _plain(one)
        shared = any(text in title or (title and title in text) for title in known)
        if 4 <= len(text) <= 2 * _LONGEST_HEADING and (shared or _DOCUMENT.search(text)):
            return one
    return None


def _names_title(element: Element) -> bool:
    names = f"{element.get('id') or ''} {element.get('class') or ''}".split()
    return element.tag in ("h1", "h2", "h3") or any(TITLES.fullmatch(name) for name in names)


def _holds(lines: Sequence[TextLine], text: str) -> bool:
    return text in _squeezed("".join(line.text for line in lines[:12]))


def _plain(element: Element) -> str:
    return _squeezed(_words(element))


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", _INVISIBLE.sub("", text))


def _words(element: Element) -> str:
    return " ".join(_shown_text(element).split())


def _shown_text(
    element: Element, without: frozenset[Element] = frozenset(), between: str = ""
) -> str:
    """All text that an element shows, `between` in the place of each break, without those of some elements below it."""
    parts: list[str] = []
    waiting: list[Element | str] = [element]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            parts.append(one)
            continue
        if _silent(one) or one in without:
            continue
        below: list[Element | str] = [one.text or ""]
        for child in one.iterchildren(etree.Element):
            below += [child, child.tail or ""]
        parts.append(" " if one.tag in _BLOCKS else between if one.tag == "br" else "")
        waiting.extend(reversed(below))
    return "".join(parts)


def _outside(page: Element, article: Element, title: Element | None) -> Iterator[Finding]:
    without = frozenset({article} if title is None else {article, title})
    text = _shown_text(page, without) if page is not article else ""
    if count := len(_squeezed(text)):
        yield Finding("dropped-outside", "", 0, 0, {"count": str(count), "text": shown(text)})


# — the article as lines —


class _Reading:
    """Goes through the article once; a block ends the line before it and its own."""

    def __init__(self, article: Element) -> None:
        self.lines: list[TextLine] = []
        self.findings: list[Finding] = []
        self._parts: list[str] = []
        self._level = 0
        self._paragraphs = 0
        self._tables = 0
        self._element(article)
        self._end()
        while self.lines and not self.lines[-1].text:
            self.lines.pop()

    def _element(self, element: Element) -> None:
        tag = str(element.tag)
        if _aside(element):
            self._left_out("dropped-outside", element)
            return
        if _silent(element):
            if tag not in _SILENT:
                self._left_out("dropped-hidden", element)
            return
        if tag == "br":
            self._end(blank=True)
        elif tag == "img":
            self._find("dropped-picture", text="")
        elif tag == "table" and (rows := _rows(element)):
            self._end()
            self._table(rows)
        elif tag in _BLOCKS:
            self._block(element)
        else:
            self._below(element)

    def _below(self, element: Element) -> None:
        self._put(element.text, element)
        counted = _first_number(element)
        for child in element.iterchildren(etree.Element):
            if child.tag == "li" and counted is not None:
                self._end()
                number = whole(child.get("value"), counted)
                self._parts.append(f"{number}.")
                counted = number + 1
                self._below(child)
                self._end()
            else:
                self._element(child)
            self._put(child.tail, element)

    def _put(self, text: str | None, element: Element) -> None:
        if not text:
            return
        if element.tag == "pre":
            first, *rest = re.split(r"\r\n|\r|\n", text)
            self._parts.append(first)
            for line in rest:
                self._end(blank=True)
                self._parts.append(line)
        else:
            self._parts.append(text)

    def _block(self, element: Element) -> None:
        self._end()
        heading = _HEADING.fullmatch(str(element.tag))
        self._level = int(heading[1]) if heading else self._level
        self._below(element)
        self._end(blank=element.tag == "p" and bool(self._parts))
        self._level = 0 if heading else self._level

    def _end(self, *, blank: bool = False) -> None:
        """End the line; one without text is kept where it is to be `blank`, but never two."""
        text = _line("".join(self._parts))
        self._parts = []
        if not text.strip():
            if blank and self.lines and self.lines[-1].text:
                self.lines.append(TextLine("", self._place()))
            return
        self._paragraphs += 1
        level = self._level if "。" not in text and len(text) <= _LONGEST_HEADING else 0
        self.lines.append(TextLine(text, self._place(), level))

    def _place(self) -> Place:
        return Place("paragraph", (max(1, self._paragraphs),))

    def _table(self, rows: Sequence[Sequence[str]]) -> None:
        self._tables += 1
        for at, cells in enumerate(rows, start=1):
            if any(cells):
                self.lines.append(TextLine(row(cells), Place("row", (self._tables, at))))

    def _left_out(self, rule: str, element: Element) -> None:
        text = "".join(str(part) for part in element.itertext())
        if count := len(_squeezed(text)):
            self._find(rule, text=shown(text), count=str(count))

    def _find(self, rule: str, **args: str) -> None:
        self.findings.append(Finding(rule, "", len(self.lines) + 1, 0, args))


def _line(text: str) -> str:
    """Printed text of one line: white space as a browser shows it, wide spaces kept."""
    text = _WRAPPED.sub("", _INVISIBLE.sub("", text))
    return _WHITE.sub(" ", text).strip(" ").replace("\u00a0", " ").strip(" ")


def _first_number(element: Element) -> int | None:
    """The number of the first item of a numbered list; `None` for every other element."""
    if element.tag != "ol" or element.get("type") not in (None, "1"):
        return None
    return whole(element.get("start"), 1)


# — tables —


def _rows(table: Element) -> list[list[str]] | None:
    """The cells of a table of data; `None` for one that only arranges the page."""
    inner = table.iterdescendants("table")
    if next(inner, None) is not None:
        return None
    rows = list(table.iterdescendants("tr"))
    cells = [[one for one in line if one.tag in ("td", "th")] for line in rows]
    if len(rows) < 2 or max((len(line) for line in cells), default=0) < 2:
        return None
    going: dict[int, _Span] = {}
    grid = [_placed(line, going) for line in cells]
    width = max(len(line) for line in grid)
    return [line + [""] * (width - len(line)) for line in grid]


class _Span(Struct):
    """A cell above that goes on in a column, for so many rows; its text stands in its `first` column."""

    rows: int
    first: bool


def _placed(cells: Sequence[Element], going: dict[int, _Span]) -> list[str]:
    """A row's cells in their columns, below those that go on from the rows above."""
    line: list[str] = []
    waiting = list(reversed(cells))
    while (waiting or len(line) in going) and len(line) < _WIDEST:
        if (span := going.get(len(line))) is not None:
            span.rows -= 1
            if not span.rows:
                del going[len(line)]
            line.append(DITTO if span.first else "")
            continue
        one = waiting.pop()
        down, across = whole(one.get("rowspan"), 1), max(1, whole(one.get("colspan"), 1))
        for at in range(min(across, _WIDEST - len(line))):
            if down > 1:
                going[len(line)] = _Span(down - 1, at == 0)
            line.append(cell((_line(_shown_text(one, between=" ")),)) if at == 0 else "")
    return line
