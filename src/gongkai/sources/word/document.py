"""The body of a Word document → lines of plain text in printed order, each with its place.

A paragraph is a line, its number before it; a line break in it begins another line. A table's row is one
line, its cells parted by tabs (extract.py): a cell that spans columns stands in the first of them, one that
goes on from the row above is 〃 (outline/tables.py). A table of one column is paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from gongkai.sources.extract import (
    BOLD,
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
from gongkai.sources.word.numbering import Counter, numbering
from gongkai.sources.word.package import (
    Element,
    Package,
    child,
    local,
    open_package,
    switched,
    value,
)
from gongkai.sources.word.text import Dropped, Runs, printed

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])")
_CONTENTS = re.compile(r"toc(?:\s*\d| heading)|(?:目录\s*\d)")
_PAGE_NUMBER = re.compile(r"[\s\d\-—–－·.第页共/]*")
_LONGEST_HEADING = 60
_LONGEST_BOLD = 30
_NOT_AT_LEFT = ("center", "right", "end")
_NO_HEADING = re.compile(r"[。；：:，,\n\t]")
_WIDEST = 1_000  # columns of a table
_THROUGH = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"})


def read_word(data: bytes) -> Extract:
    """The text of a .docx. Raises `Unreadable` for what is none, and for one that holds no text."""
    package = open_package(data)
    reading = _Reading(package)
    reading.body()
    if not any(line.text.strip() for line in reading.lines):
        raise Unreadable("source-empty")
    return Extract(
        titled(reading.lines), (*gathered(reading.findings), *_of_document(package, reading))
    )


class _Cell(Struct, frozen=True):
    """A cell: its columns in the table's grid, its paragraphs; `goes_on` from the row above."""

    first: int
    texts: tuple[str, ...]
    goes_on: bool


class _Reading:
    """Goes through the body once; numbers and fields go on from paragraph to paragraph."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.lines: list[TextLine] = []
        self.findings: list[Finding] = []
        self.runs = Runs(_notes(package))
        self._numbering = numbering(package.part("numbering"), package.part("styles"))
        self._counter = Counter()
        self._begun = False  # whether a sentence was read
        self._held = ""  # the text of a paragraph whose end was deleted: it goes on in the next
        self._paragraphs = 0
        self._tables = 0

    def body(self) -> None:
        body = child(self.package.document, "body")
        if body is None:
            raise Unreadable("source-damaged", format=".docx")
        for block in _blocks(body):
            name = local(block)
            if name == "p":
                self._paragraph(block)
            elif name == "tbl":
                self._table(block)
            elif name == "sdt":
                self._contents(block)
            elif name == "altChunk":
                self._find("dropped-embedded")

    # — paragraphs —

    def _paragraph(self, element: Element) -> None:
        self._paragraphs += 1
        place = Place("paragraph", (self._paragraphs,))
        for text, level in self._texts(element):
            self.lines.append(TextLine(text, place, level))

    def _texts(self, element: Element) -> Iterator[tuple[str, int]]:
        """The lines of a paragraph, each with its level; none where it is no text of the plan."""
        properties = child(element, "pPr")
        style = value(child(properties, "pStyle"))
        in_contents = self.runs.in_contents
        text, dropped = self.runs.read(element)
        names = [one.name for one in self._numbering.chain(style)]
        if (names and _CONTENTS.fullmatch(names[0])) or (in_contents or self.runs.in_contents):
            self._drop((Dropped("dropped-contents", text),) if text.strip() else ())
            return
        self._drop(dropped)
        text, self._held = self._held + text, ""
        if child(properties, "rPr", "del") is not None:
            self.runs.deleted += 1
            self._held = text
            return
        marker = self._marker(properties, style)
        level = self._level(properties, style) if "\n" not in text else 0
        if "。" in text or len(text) > _LONGEST_HEADING:
            level = 0
        if self._bold(element, style, text) and not level:
            level = BOLD
        lines = (marker + text.lstrip(" \t") if marker else text).split("\n")
        yield from ((line, level) for line in lines)

    def _marker(self, properties: Element | None, style: str | None) -> str:
        named = self._numbering.named(properties, style)
        if named is None:
            return ""
        marker = self._counter.next(*named)
        if marker.bullet:
            self._drop((Dropped("dropped-bullet"),))
        if marker.odd:
            self._find("number-format", format=marker.odd)
        return marker.text

    def _level(self, properties: Element | None, style: str | None) -> int:
        outline = value(child(properties, "outlineLvl"))
        chain = self._numbering.chain(style)
        if outline is None:
            if chain and chain[0].name in ("title", "标题"):
                return 1
            if chain and (heading := _HEADING.fullmatch(chain[0].name)):
                return min(int(heading[1]) + 1, 6)
            found = next((one.outline for one in chain if one.outline is not None), None)
        else:
            found = whole(outline, None)
        return min(found + 2, 6) if found is not None and found < 9 else 0

    def _bold(self, element: Element, style: str | None, text: str) -> bool:
        """Whether a paragraph is a short phrase in bold, in a text that has begun; titles are set in the middle."""
        self._begun = self._begun or "。" in text
        phrase = 0 < len(text.strip()) <= _LONGEST_BOLD and not _NO_HEADING.search(text)
        if not self._begun or not phrase or value(child(element, "pPr", "jc")) in _NOT_AT_LEFT:
            return False
        chain = self._numbering.chain(style)
        of_style = next((one.bold for one in chain if one.bold is not None), False)
        return _all_bold(element, of_style=of_style)

    def _contents(self, block: Element) -> None:
        """A block that Word fills itself: a table of contents."""
        rows = [text for one in block.iter() if local(one) == "p" and (text := printed(one))]
        self._drop(tuple(Dropped("dropped-contents", text) for text in rows))

    # — tables —

    def _table(self, table: Element) -> None:
        self._tables += 1
        number = self._tables
        rows = [self._cells(one) for one in _blocks(table) if local(one) == "tr"]
        starts = sorted({one.first for cells in rows for one in cells})
        at = {first: column for column, first in enumerate(starts)}
        for count, cells in enumerate(rows, start=1):
            place = Place("row", (number, count))
            if len(starts) == 1:
                self.lines.extend(TextLine(text, place) for one in cells for text in one.texts)
                continue
            printed_cells = [""] * len(starts)
            for one in cells:
                printed_cells[at[one.first]] = DITTO if one.goes_on else cell(one.texts)
            if any(printed_cells):
                self.lines.append(TextLine(row(printed_cells), place))

    def _cells(self, element: Element) -> list[_Cell]:
        properties = child(element, "trPr")
        if child(properties, "del") is not None:
            self.runs.deleted += 1
            return []
        column = _count(child(properties, "gridBefore"), 0)
        cells: list[_Cell] = []
        for one in _blocks(element):
            if local(one) != "tc":
                continue
            kind = child(one, "tcPr")
            merged = child(kind, "vMerge")
            goes_on = merged is not None and value(merged) != "restart"
            texts = () if goes_on else tuple(self._inside(one))
            cells.append(_Cell(column, texts, goes_on))
            column += _count(child(kind, "gridSpan"), 1)
        return cells

    def _inside(self, element: Element) -> Iterator[str]:
        for block in _blocks(element):
            if local(block) == "p":
                yield from (text for text, _ in self._texts(block))
            elif local(block) == "tbl":
                yield from (
                    cell(text for one in self._cells(inner) for text in one.texts)
                    for inner in _blocks(block)
                    if local(inner) == "tr"
                )

    # — findings —

    def _drop(self, dropped: Sequence[Dropped]) -> None:
        for one in dropped:
            self._find(one.rule, text=shown(one.text))

    def _find(self, rule: str, **args: str) -> None:
        self.findings.append(Finding(rule, "", len(self.lines) + 1, 0, args))


def _blocks(element: Element) -> Iterator[Element]:
    """Children in printed order, out of their content controls; a table of contents stays whole."""
    for one in element:
        name = local(one)
        if name == "sdt" and value(child(one, "sdtPr", "docPartObj", "docPartGallery")) in (
            "Table of Contents",
            "目录",
        ):
            yield one
        elif name in _THROUGH:
            yield from _blocks(one)
        elif name == "AlternateContent" and len(one):
            yield from _blocks(one[0])
        elif name:
            yield one


def _all_bold(paragraph: Element, *, of_style: bool) -> bool:
    """Whether every run with text is bold, by itself or by the paragraph's style."""
    runs = [
        run
        for run in paragraph.iter()
        if local(run) == "r" and any(local(one) == "t" and (one.text or "").strip() for one in run)
    ]
    switches = [child(run, "rPr", "b") for run in runs]
    return all(of_style if bold is None else switched(bold) for bold in switches)


def _count(element: Element | None, otherwise: int) -> int:
    return min(whole(value(element), otherwise), _WIDEST)


def _notes(package: Package) -> dict[tuple[str, str], str]:
    notes: dict[tuple[str, str], str] = {}
    for kind in ("footnote", "endnote"):
        part = package.part(f"{kind}s")
        for one in () if part is None else part:
            notes[kind, value(one, "id") or ""] = printed(one)
    return notes


def _of_document(package: Package, reading: _Reading) -> Iterator[Finding]:
    """What was left out of the document as a whole."""
    runs = reading.runs
    if runs.inserted or runs.deleted:
        args = {"inserted": str(runs.inserted), "deleted": str(runs.deleted)}
        yield Finding("read-revisions", "", 0, 0, args)
    seen: set[str] = set()
    for role, part in package.parts.items():
        if role.partition(":")[0] not in ("header", "footer"):
            continue
        text = printed(part)
        if not _PAGE_NUMBER.fullmatch(text) and text not in seen:
            seen.add(text)
            yield Finding("dropped-header", "", 0, 0, {"text": shown(text)})
    comments = package.part("comments")
    if comments is not None and len(comments):
        args = {"count": str(len(comments)), "text": shown(printed(comments[0]))}
        yield Finding("dropped-comment", "", 0, 0, args)
