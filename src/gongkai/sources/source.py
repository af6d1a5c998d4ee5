"""Source: a plan's lines, each as it stands, and the bytes from which they came. Pure.

Lines end at LF, CR or CRLF only (never at U+2028, U+0085, VT, FF), so that line numbers are those of
an editor. `rebuild(read_source(name, data)) == data` for every text that is not refused.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from gongkai.sources.decode import decode, encode
from gongkai.sources.extract import Extract
from gongkai.sources.finding import Finding
from gongkai.sources.formats import Format, format_of
from gongkai.sources.markdown import printed_columns
from gongkai.sources.refusal import Unreadable
from gongkai.sources.span import Place, Stretch, Text, joined

_LONGEST = 200  # characters of a heading on the first of its lines
_LINES = 40  # of a heading, and more
_NO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff"
_NOTHING_SEEN = re.compile(rf"(?:\s*[{_NO_WIDTH}])+")
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")


class Line(Struct, frozen=True):
    """One line: `raw` without its end, `eol` its end ("" on a last line without one).

    `cols` are the columns of the characters that are the plan's own; `level` is the depth of a
    heading (1-6; 7 for a line in bold, see extract.py), 0 elsewhere.
    """

    number: int
    raw: str
    eol: str
    cols: Sequence[int]
    level: int = 0

    @property
    def stretch(self) -> Stretch:
        """What the plan says on this line, white space at the ends included."""
        if isinstance(self.cols, range) and len(self.cols) == len(self.raw):
            return Stretch(self.number, self.raw, self.raw, self.cols)
        text = "".join(self.raw[col - 1] for col in self.cols)
        return Stretch(self.number, self.raw, text, self.cols)


class Source(Struct, frozen=True):
    """The lines of a plan. `name` is the file's name without folders, `sha256` that of its bytes.

    Of a Word document, a web page or a PDF the lines are plain text made from it (`encoding` utf-8); `places`
    tells where each stands in it, `findings` what is not among them, and `original` holds its bytes.
    """

    name: str
    encoding: str
    sha256: str
    lines: tuple[Line, ...]
    format: Format = "text"
    places: tuple[Place, ...] = ()
    findings: tuple[Finding, ...] = ()
    original: bytes = b""


MOST = 4_000_000  # characters: thousands of pages; the longest plans have some hundred thousand


def _reader(kind: Format) -> Callable[[bytes], Extract] | None:
    """What reads a format that is no text. Its library is loaded when such a file is read, and not before."""
    if kind == "docx":
        from gongkai.sources.word.document import read_word

        return read_word
    if kind == "html":
        from gongkai.sources.webpage import read_webpage

        return read_webpage
    if kind == "pdf":
        from gongkai.sources.pdf import read_pdf

        return read_pdf
    return None


def read_source(name: str, data: bytes) -> Source:
    """The lines of a file in any format that is read (formats.py).

    Raises `Unreadable` for what cannot be read.
    """
    if not data.strip():
        raise Unreadable("source-empty")
    kind = format_of(name, data)
    if reader := _reader(kind):
        return _extracted(name, data, kind, reader(data))
    text, encoding = decode(data)
    _bounded(len(text))
    lines: list[Line] = []
    for number, (raw, eol) in enumerate(_split(text), start=1):
        cols: Sequence[int] = _seen(raw)
        level = 0
        if kind == "markdown":
            cols, level = printed_columns(raw)
        lines.append(Line(number, raw, eol, cols, level))
    return Source(name, encoding, _digest(data), tuple(lines), kind)


def _bounded(characters: int) -> None:
    if characters > MOST:
        raise Unreadable("source-too-large", limit=f"{MOST:,} 字 / characters")


def _seen(raw: str) -> range:
    """The columns of a line without the signs of no width that copying leaves at its ends."""
    opening = _NOTHING_SEEN.match(raw)
    start = opening.end() if opening else 0
    return range(start + 1, max(start, len(raw.rstrip(_NO_WIDTH))) + 1)


def _extracted(name: str, data: bytes, kind: Format, extract: Extract) -> Source:
    _bounded(sum(len(line.text) for line in extract.lines))
    lines = tuple(
        Line(number, line.text, "\n", range(1, len(line.text) + 1), line.level)
        for number, line in enumerate(extract.lines, start=1)
    )
    findings = tuple(
        replace(finding, file=name, line=min(finding.line, len(lines)))
        for finding in extract.findings
    )
    places = tuple(line.place for line in extract.lines)
    return Source(name, "utf-8", _digest(data), lines, kind, places, findings, data)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def rebuild(source: Source) -> bytes:
    """The bytes of the file that was read; of an original in another format its plain text."""
    return encode("".join(line.raw + line.eol for line in source.lines), source.encoding)


def locate(
    source: Source, lines: tuple[int, int], heading: str | None, text: str
) -> tuple[Text | None, tuple[Stretch, ...]] | None:
    """Where `heading` and each line of `text` are printed within `lines` (first, last; inclusive).

    `None` where the source does not hold them, in this order.
    """
    rest = [source.lines[number - 1].stretch for number in range(lines[0], lines[1] + 1)]
    head: Text | None = None
    if heading is not None:
        # An annex prints its heading a line below its marker.
        while rest and not (parts := _printed(rest, heading)):
            rest.pop(0)
        if not rest:
            return None
        head = joined(parts)
        del rest[: len(parts) - 1]
        rest[0] = rest[0].cut(rest[0].text.index(parts[-1].text) + len(parts[-1].text))
    body: list[Stretch] = []
    for wanted in text.split("\n") if text else ():
        while rest and wanted not in rest[0].text:
            rest.pop(0)
        if not rest:
            return None
        printed = rest[0]
        end = len(printed.text.rstrip())
        if not printed.text[:end].endswith(wanted):  # a cell of a table
            end = printed.text.index(wanted) + len(wanted)
        body.append(printed.cut(end - len(wanted), end))
        rest[0] = printed.cut(end)
    return head, tuple(body)


def _printed(lines: Sequence[Stretch], heading: str) -> list[Stretch]:
    """Where the first of `lines` prints a heading, or begins one that goes on below; nothing where it does not."""
    first = lines[0].text
    if (at := first.find(heading)) >= 0:
        return [lines[0].cut(at, at + len(heading))]
    end = len(first.rstrip())
    last = min(len(heading) - 1, end, _LONGEST)
    while end and (last := heading.rfind(first[end - 1], 0, last)) >= 0:
        length = last + 1
        if not first.endswith(heading[:length], 0, end):
            continue
        parts = [lines[0].cut(end - length, end)]
        for line in lines[1:_LINES]:
            rest = heading[sum(len(part.text) for part in parts) :]
            below = line.strip()
            if below.text and rest.startswith(below.text) and rest != below.text:
                parts.append(below)
                continue
            if below.text.startswith(rest):
                return [*parts, below.cut(0, len(rest))]
            break
    return []


def _split(text: str) -> list[tuple[str, str]]:
    parts = [(match[1], match[2]) for match in _LINE.finditer(text)]
    # The pattern matches once more, empty, at the end of a text that ends with a line end.
    return parts[:-1] if parts[-1] == ("", "") else parts
