"""A PDF with a text layer as plain text: lines joined into paragraphs, what every page repeats left out.

A PDF knows characters at places and no paragraphs. In: the places that pypdf gives. Out: lines of plain text,
each with its page. A line goes on with the next where it is full and the next does not open a paragraph (by its
indent, its number, its label or the gap above it). Page numbers and repeated headers are told, never dropped
in silence; so are tables, whose cells are put together by their places.
"""

from __future__ import annotations

import io
import logging
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

import pypdf
from msgspec import Struct
from msgspec.structs import replace
from pypdf.errors import LimitReachedError

from gongkai.sources.extract import Extract, TextLine, row, shown
from gongkai.sources.finding import Finding
from gongkai.sources.refusal import Unreadable
from gongkai.sources.span import Place

MOST_PAGES = 2_000
_LEAST_TEXT = 20  # characters of a document that is no scan
_MOST_UNKNOWN = 0.2  # share of characters without a code of their own
_REPEATED = 0.5  # share of pages on which a header stands
_SAME_LINE = 0.5  # of the size of the type: how far apart characters of one line may stand
_COLUMN = 0.6  # of the size: the gap after which another column begins
_LATIN_COLUMN = 1.0  # beside Latin characters, whose widths are only roughly known
_LONGEST_HEADER = 40  # characters
_SPACE = 0.3  # of the size: the gap that is a space
_FULL = 2.5  # of the size: how much a full line may leave open at its end
_INDENT = 1.2  # of the size
_FAR = 6  # of the size: a line that begins so far in is set at the right or in the middle
_GAP = 1.4  # of the usual distance of two lines
_ROW_GAP = 1.08
_PAGE_NUMBER = re.compile(
    r"[\s\-—–－―·第]*[0-9０-９]{1,4}[\s\-—–－―·页]*(?:[/／共,，\s]*[0-9０-９]{1,4}\s*页?)?"
    r"|(?:file|https?)://.*|\d{1,4}/\d{1,2}/\d{1,4}[,\s].*\d{1,2}:\d{2}.*"  # printed by a browser
)
_OPENS = re.compile(
    r"[（(]?[一二三四五六七八九十百]{1,4}[）)、.．]|第[一二三四五六七八九十百0-9]{1,5}[编章节条]"
    r"|[（(]?\d{1,3}(?:[.．]\d{1,2})*[.．、）)\s]|[①-⑳⑴-⒇]|[\u4e00-\u9fff]{2,8}[：:]|附件"
)
_STOP = "。！？；：!?;:"
_HAN = r"[\u2e80-\u9fff\uff00-\uffef]"
# Word and browsers set Chinese and Latin apart; the gap is no character.
_SET_APART = re.compile(rf"(?<={_HAN}) (?=[0-9A-Za-z])|(?<=[0-9A-Za-z%.、）)]) (?={_HAN})")
_HEADS = re.compile(r"序\s*号|任务|项目|单位|部门|时限|时间|措施|内容")
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})* ")
# Radicals that stand for a character, where a font maps both to one shape.
_RADICALS = str.maketrans(
    "⺠⺟⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
    "民母西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
)

# pypdf tells of every oddity of a file on standard error; what matters is found here.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


class _Piece(Struct, frozen=True):
    """Characters at a place of a page, and the size of their type; in points, from the left and the bottom."""

    x: float
    y: float
    size: float
    text: str

    @property
    def right(self) -> float:
        """Where they end, by the usual width of their characters."""
        return self.x + self.size * sum(_width(char) for char in self.text)


class _Line(Struct, frozen=True):
    """A printed line: its pieces, and the columns that they make; `gap` is its distance from the line above."""

    page: int
    y: float
    size: float
    pieces: tuple[_Piece, ...]
    cells: tuple[_Piece, ...]
    gap: float = 0.0

    @property
    def x(self) -> float:
        """Where it begins."""
        return self.cells[0].x

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.cells[-1].right

    @property
    def text(self) -> str:
        """Its words; wide gaps stay gaps."""
        return "  ".join(cell.text for cell in self.cells)


def read_pdf(data: bytes) -> Extract:
    """The text of a PDF. Raises `Unreadable` for one with a password, without text, or damaged."""
    try:
        pages, pictures = _pages(data)
    except Unreadable:
        raise
    except LimitReachedError as error:
        raise Unreadable("source-too-large", limit="pypdf") from error
    except Exception as error:  # a damaged PDF fails anywhere within pypdf
        raise Unreadable("source-damaged", format=".pdf") from error
    text = "".join(line.text for lines in pages for line in lines)
    unknown = sum(unicodedata.category(char) in ("Co", "Cn") or char == "\ufffd" for char in text)
    if not text.strip() or (pictures and len(text) < _LEAST_TEXT):
        raise Unreadable("source-scan")
    if unknown > _MOST_UNKNOWN * len(text):
        raise Unreadable("source-scan")
    body, dropped = _without_edges(pages)
    lines, odd = _paragraphs(body)
    if not lines:
        raise Unreadable("source-scan")
    empty = [at for at, held in enumerate(pages, start=1) if not held and at in pictures]
    scanned = [Finding("dropped-page", "", 0, 0, {"pages": _spans(empty)})] if empty else []
    return Extract(lines, (*odd, *scanned, *dropped))


# — what stands on a page —


def _pages(data: bytes) -> tuple[list[list[_Line]], frozenset[int]]:
    """The lines of every page, and the pages that hold pictures."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not _opened(reader):
        raise Unreadable("source-encrypted")
    if len(reader.pages) > MOST_PAGES:
        raise Unreadable("source-too-large", limit=f"{MOST_PAGES} 页 / pages")
    pages = [_lines(at, _pieces(page)) for at, page in enumerate(reader.pages, start=1)]
    pictures = frozenset(
        at
        for at, page in enumerate(reader.pages, start=1)
        if "/XObject" in str(page.get("/Resources"))
    )
    return pages, pictures


def _opened(reader: pypdf.PdfReader) -> bool:
    """Whether the document opens without a password: only its use is restricted."""
    try:
        return bool(reader.decrypt(""))
    except Exception:  # a cipher that is not at hand
        return False


def _pieces(page: pypdf.PageObject) -> list[_Piece]:
    pieces: list[_Piece] = []

    def visit(
        text: str, cm: Sequence[float], tm: Sequence[float], _font: object, size: float
    ) -> None:
        text = _plain(text)
        if not text.strip():
            return
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        scale = abs(tm[3] * cm[3] + tm[2] * cm[1]) or 1.0
        em = max(1.0, size * scale)
        wide = len(text) - len(text.lstrip("\u3000"))
        pieces.append(_Piece(x + wide * em, y, em, text.strip()))

    page.extract_text(visitor_text=visit)
    return pieces


def _plain(text: str) -> str:
    """Characters as they are written elsewhere: no radicals, no ligatures, no line ends."""
    text = re.sub(r"[\r\n\t\u00a0]+", " ", text).translate(_RADICALS)
    return "".join(
        unicodedata.normalize("NFKC", char)
        if "\u2e80" <= char <= "\u2fdf" or "\ufb00" <= char <= "\ufb06"
        else char
        for char in text
    )


def _lines(page: int, pieces: Sequence[_Piece]) -> list[_Line]:
    """Pieces put into lines from top to bottom."""
    rows: list[list[_Piece]] = []
    for piece in sorted(pieces, key=lambda one: (-one.y, one.x)):
        if rows and rows[-1][0].y - piece.y < _SAME_LINE * max(piece.size, rows[-1][0].size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    lines: list[_Line] = []
    for held in rows:
        across = tuple(sorted(held, key=lambda one: one.x))
        gap = lines[-1].y - held[0].y if lines else 0.0
        size = max(one.size for one in held)
        lines.append(_Line(page, held[0].y, size, across, _cells(across), gap))
    return lines


def _cells(pieces: Sequence[_Piece]) -> tuple[_Piece, ...]:
    cells = [pieces[0]]
    for piece in pieces[1:]:
        before = cells[-1]
        gap = piece.x - before.right
        latin = before.text[-1].isascii() or piece.text[0].isascii()
        if gap > (_LATIN_COLUMN if latin else _COLUMN) * piece.size:
            cells.append(piece)
            continue
        space = " " if gap > _SPACE * piece.size else ""
        cells[-1] = replace(before, text=f"{before.text}{space}{piece.text}")
    return tuple(replace(one, text=_joined_scripts(one.text)) for one in cells)


def _joined_scripts(text: str) -> str:
    number = _NUMBERED.match(text)
    start = number.end() if number else 0
    return text[:start] + _SET_APART.sub("", text[start:])


def _width(char: str) -> float:
    if unicodedata.east_asian_width(char) in "WFA":
        return 1.0
    return 0.85 if char in "%MW@" else 0.7 if char.isupper() else 0.5


# — headers, footers and page numbers —


def _without_edges(pages: Sequence[Sequence[_Line]]) -> tuple[list[_Line], list[Finding]]:
    """All lines but those that pages repeat at their edges, and a finding for each that is left out."""
    counts = Counter(
        place for lines in pages for place in {_edge_place(lines[at]) for at in _edges(lines)}
    )
    least = max(2, _REPEATED * sum(bool(lines) for lines in pages))
    pitch = _pitch_of([line for lines in pages for line in lines])
    body: list[_Line] = []
    left: dict[str, list[_Line]] = {}
    for lines in pages:
        out = {at for at in _edges(lines) if _is_number(lines, at)}
        for at in _edges(lines):
            if _may_be_header(lines, at, pitch) and counts[_edge_place(lines[at])] >= least:
                out.add(at)
        for at, line in enumerate(lines):
            if at in out:
                left.setdefault(_edge_place(line)[1], []).append(line)
            else:
                body.append(line)
    findings = [
        Finding(
            "dropped-edge",
            "",
            0,
            0,
            {"text": shown(lines[0].text), "pages": _spans([line.page for line in lines])},
        )
        for lines in left.values()
    ]
    return body, findings


def _edges(lines: Sequence[_Line]) -> tuple[int, ...]:
    """The lines of a page that may be its header or its footer."""
    return (0, len(lines) - 1) if len(lines) > 1 else ()


def _is_number(lines: Sequence[_Line], at: int) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(lines[at].text.strip()))


def _edge_place(line: _Line) -> tuple[int, str]:
    """The place and words by which a header is known again: its numbers may differ."""
    return round(line.y), re.sub(r"[0-9０-９]+", "#", line.text)


def _may_be_header(lines: Sequence[_Line], at: int, pitch: float) -> bool:
    """Whether a line is set apart from the text: a short one, at another distance or of another size."""
    line, gap = lines[at], lines[at or 1].gap
    apart = abs(gap - pitch) > pitch / 10 or abs(line.size - lines[at or 1].size) > line.size / 10
    return apart and len(line.text) <= _LONGEST_HEADER and not line.text.endswith(tuple(_STOP))


def _pitch_of(lines: Sequence[_Line]) -> float:
    """The usual distance of two lines."""
    size = Counter(round(line.size) for line in lines).most_common(1)[0][0] if lines else 1
    gaps = Counter(round(line.gap) for line in lines if 0 < line.gap < 4 * size)
    return max(gaps, key=lambda one: (gaps[one], -one)) if gaps else 1.5 * size


def _spans(pages: Sequence[int]) -> str:
    """Page numbers in short: 1–3、7."""
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return "、".join(f"{first}–{last}" if last > first else f"{first}" for first, last in runs)


# — lines into paragraphs —


def _paragraphs(lines: Sequence[_Line]) -> tuple[tuple[TextLine, ...], list[Finding]]:
    measure = _measured(lines)
    texts: list[TextLine] = []
    findings: list[Finding] = []
    at = 0
    while at < len(lines):
        if (end := _table_end(lines, at)) > at:
            place = Place("page", (lines[at].page,))
            findings.append(Finding("pdf-table", "", len(texts) + 1, 0))
            texts.extend(TextLine(text, place) for text in _rows(lines[at:end]))
            at = end
            continue
        end = at + 1
        while end < len(lines) and len(lines[end].cells) == 1 and measure.goes_on(lines, at, end):
            end += 1
        texts.append(TextLine(_joined(lines[at:end]), Place("page", (lines[at].page,))))
        at = end
    return tuple(texts), findings


class _Measure(Struct, frozen=True):
    """How the text is set: its left and right edge, the usual distance of lines, whether paragraphs are indented."""

    left: float
    right: float
    pitch: float
    indented: bool

    def full(self, line: _Line) -> bool:
        """Whether a line goes to the right edge."""
        return line.right >= self.right - _FULL * line.size

    def inside(self, line: _Line) -> bool:
        """Whether a line begins to the right of the left edge."""
        return line.x > self.left + _INDENT * line.size

    def goes_on(self, lines: Sequence[_Line], start: int, at: int) -> bool:
        """Whether the line `at` goes on with the paragraph that begins at `start`."""
        before, line = lines[at - 1], lines[at]
        if abs(before.size - line.size) > 0.1 * line.size:
            return False
        if not self.full(before) and not _closes(lines[start:at], line):
            return False
        if before.x > self.left + _FAR * line.size:
            return False
        if line.page == before.page and line.gap > _GAP * self.pitch:
            return False
        if self.indented:
            hangs = not self.inside(lines[start]) and (at - 1 == start or self.inside(before))
            return not self.inside(line) or (hangs and not _OPENS.match(line.text))
        return not _OPENS.match(line.text) and not before.text.endswith(tuple(_STOP))


def _closes(paragraph: Sequence[_Line], line: _Line) -> bool:
    """Whether `line` closes a bracket that the paragraph has left open.

    Then it goes on, however short its last line looks: the widths of Latin digits are only roughly known.
    """
    text = "".join(one.text for one in paragraph)
    opened = text.count("（") + text.count("(") - text.count("）") - text.count(")")
    bracket = re.search("[（(）)]", line.text)
    closes = bracket is not None and bracket[0] in "）)"
    return opened > 0 and closes and not _OPENS.match(line.text)


def _measured(lines: Sequence[_Line]) -> _Measure:
    single = [line for line in lines if len(line.cells) == 1] or list(lines)
    sizes = Counter(round(line.size) for line in single)
    size = max(sizes, key=lambda one: (sizes[one], -one))
    body = [line for line in single if round(line.size) == size]
    draft = _Measure(
        left=_edge([line.x for line in body], size),
        right=-_edge([-line.right for line in body], size),
        pitch=_pitch_of(body),
        indented=False,
    )
    # After a line that is not full a paragraph begins for certain.
    opening = [
        draft.inside(line)
        for before, line in pairwise(body)
        if not draft.full(before) and not draft.full(line)
    ] + [draft.inside(line) for before, line in pairwise(body) if not draft.full(before)]
    return replace(draft, indented=sum(opening) * 2 > len(opening))


def _edge(places: Sequence[float], size: float) -> float:
    """The outermost place at which more than one line stands."""
    ordered = sorted(places)
    return next(
        (one for one, other in pairwise(ordered) if other - one < 1.5 * size),
        ordered[0] if ordered else 0.0,
    )


def _joined(lines: Sequence[_Line]) -> str:
    text = lines[0].text
    for line in lines[1:]:
        apart = text[-1:].isascii() and line.text[:1].isascii() and text[-1:].isalnum()
        text += (" " if apart and line.text[:1].isalnum() else "") + line.text
    # A full line is stretched: a gap between two of its characters is no space.
    return re.sub(rf"(?<={_HAN}) (?={_HAN})", "", text) if len(lines) > 1 else text


# — tables —


def _table_end(lines: Sequence[_Line], at: int) -> int:
    """The line after a table that begins at `at`; `at` itself where none does."""
    head = lines[at]
    if _head_begins(lines, at):
        end = _table_end(lines, at + 1)
        return end if end > at + 1 else at
    if len(head.cells) < 2 or _OPENS.fullmatch(head.cells[0].text):
        return at
    named = any(_HEADS.search(cell.text) for cell in head.cells)
    if len(head.cells) < 3 and not named and not _aligned(lines, at):
        return at
    end = at + 1
    while end < len(lines):
        if len(lines[end].cells) < 2 and not _within(lines, end, head):
            break
        end += 1
    return end if end > at + 1 else at


def _head_begins(lines: Sequence[_Line], at: int) -> bool:
    """Whether a line is the upper half of a head's narrow cell: 序 above 号."""
    line = lines[at]
    return (
        len(line.text) <= 2
        and at + 1 < len(lines)
        and len(lines[at + 1].cells) > 1
        and lines[at + 1].gap < _FULL * line.size / 2
        and lines[at + 1].page == line.page
    )


def _aligned(lines: Sequence[_Line], at: int) -> bool:
    """Whether a column of a line goes on below it."""
    starts = [cell.x for cell in lines[at].cells[1:]]
    return any(
        abs(cell.x - start) < cell.size / 2
        for line in lines[at + 1 : at + 4]
        for cell in line.cells[1:]
        for start in starts
    )


def _within(lines: Sequence[_Line], at: int, head: _Line) -> bool:
    """Whether a line of one piece is a further line of a cell: right of the first column, or among rows."""
    line = lines[at]
    if line.x >= head.cells[1].x - line.size:
        return True
    narrow = line.right - line.x < (head.right - head.x) / 2
    return narrow and any(
        len(one.cells) > 1 and one.page == line.page for one in lines[at + 1 : at + 3]
    )


def _rows(lines: Sequence[_Line]) -> Iterator[str]:
    """The rows of a table: lines that stand closer than rows do are lines of one row."""
    bands = _bands(lines)
    pitch = _pitch(lines, bands)
    spaced = any(line.gap > _ROW_GAP * pitch for line in lines[1:])
    rows: list[list[str]] = []
    for at, line in enumerate(lines):
        cells = [""] * len(bands)
        for piece in line.pieces:
            cells[_band(piece, bands)] += piece.text
        turned = at > 0 and line.page != lines[at - 1].page
        new = line.gap > _ROW_GAP * pitch if spaced else bool(cells[0])
        if not rows or new or turned:
            rows.append(cells)
        else:
            rows[-1] = [above + more for above, more in zip(rows[-1], cells, strict=True)]
    return (row([_joined_scripts(text) for text in cells]) for cells in rows)


def _bands(lines: Sequence[_Line]) -> list[tuple[float, float]]:
    """The columns of a table from left to right: cells of one column stand above one another."""
    bands: list[tuple[float, float]] = []
    for line in sorted(lines, key=lambda one: -len(one.cells)):
        for cell in line.cells:
            left, right = cell.x, max(cell.x + cell.size / 2, cell.right - cell.size / 2)
            over = [band for band in bands if band[0] < right and left < band[1]]
            if len(over) > 1:
                continue  # a cell that spans columns
            for band in over:
                bands.remove(band)
                left, right = min(left, band[0]), max(right, band[1])
            bands.append((left, right))
    return sorted(bands)


def _band(piece: _Piece, bands: Sequence[tuple[float, float]]) -> int:
    """The column in which a piece begins."""
    begun = [at for at, (left, _) in enumerate(bands) if left <= piece.x + piece.size / 2]
    return begun[-1] if begun else 0


def _pitch(lines: Sequence[_Line], bands: Sequence[tuple[float, float]]) -> float:
    """The least distance of two lines in one column."""
    last: dict[int, _Line] = {}
    gaps: list[float] = []
    for line in lines:
        for cell in line.cells:
            column = _band(cell, bands)
            if column in last and last[column].page == line.page and last[column].y > line.y:
                gaps.append(last[column].y - line.y)
            last[column] = line
    return min(gaps, default=0.0)
