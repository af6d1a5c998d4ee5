"""A document → .docx in the layout of official documents (GB/T 9704-2012). Pure; the same document, the same bytes.

A4 with margins of 37, 35, 28 and 26 mm, 22 lines of 28 characters a page, 仿宋 of size 三号, the title in 小标宋, headings
in 黑体, 楷体 and 仿宋, page numbers between dashes one character from the outer edge. Fonts are asked for by the names that offices have; fontTable
names what may stand in for them. There is no red head, number or seal: this is no official document itself.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html import escape

from gongkai.outputs.documents.document import Block, Document, Heading, Paragraph, Table
from gongkai.outputs.harmless import printable

_SONG, _TITLE, _HEI, _KAI, _TEXT = "宋体", "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"
# What stands in where an office's computer lacks a font.
_INSTEAD = {_TITLE: "宋体", _KAI: "楷体", _TEXT: "仿宋", _HEI: "SimHei", _SONG: "SimSun"}
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'  # between the lines of a paragraph
_CLOSED = "</w:t></w:r></w:p>"  # after a paragraph's text
_MM = 56.693  # twips in a millimetre
_BODY = 32  # half-points: 三号
_LINE = 156  # millimetres between the margins
_PITCH = 579  # twips from line to line: 22 lines on a page
_SQUEEZE = -5  # twips that a character of 16 points gives up so that 28 stand on a line
_WHOLE = 200  # characters of a cell up to which its row is not parted by the end of a page
_TIME = (1980, 1, 1, 0, 0, 0)
_DAY = "2000-01-01T00:00:00Z"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SETTINGS = (
    '<w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:compatSetting '
    'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
)
# A page's number stands one character from the edge of the text.
_FEET = {
    "OddFoot": '<w:ind w:rightChars="100" w:right="280"/>',
    "EvenFoot": '<w:ind w:leftChars="100" w:left="280"/>',
}
_CELL = "<w:tblCellMar>{}</w:tblCellMar>".format(
    "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 28), ("left", 68), ("bottom", 28), ("right", 68))
    )
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
# Style → its name, font, half-points, alignment, characters of indent, twips from line to line, outline level.
_STYLES: tuple[tuple[str, str, str, int, str, int, int, int | None], ...] = (
    ("Title", "Title", _TITLE, 44, "center", 0, 700, None),
    ("About", "About", _KAI, 28, "center", 0, _PITCH, None),
    ("Heading1", "heading 1", _HEI, _BODY, "both", 2, _PITCH, 0),
    ("Heading2", "heading 2", _KAI, _BODY, "both", 2, _PITCH, 1),
    ("Heading3", "heading 3", _TEXT, _BODY, "both", 2, _PITCH, 2),
    ("Body", "Body Text", _TEXT, _BODY, "both", 2, _PITCH, None),
    ("Note", "Note", _KAI, 24, "both", 2, 440, None),
    ("Cell", "Cell", _TEXT, 21, "left", 0, 320, None),
    ("CellHead", "Cell Head", _HEI, 21, "center", 0, 320, None),
    ("OddFoot", "Odd Foot", _SONG, 28, "right", 0, 400, None),
    ("EvenFoot", "Even Foot", _SONG, 28, "left", 0, 400, None),
)


def word(document: Document) -> bytes:
    """The file's bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, texts in _parts(document):
            with io.TextIOWrapper(archive.open(_entry(name), "w"), "utf-8", newline="") as part:
                part.writelines(texts)
    return out.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0
    return entry


def _parts(document: Document) -> Iterator[tuple[str, Iterable[str]]]:
    """Name and text of each part, in pieces: the whole of a long one is never held."""
    yield "[Content_Types].xml", (_content_types(),)
    relations = (
        ("officeDocument", "word/document.xml"),
        ("metadata/core-properties", "docProps/core.xml"),
    )
    yield "_rels/.rels", (_relations(*relations),)
    yield "docProps/core.xml", (_core(document.title),)
    within = (
        ("styles", "styles.xml"), ("settings", "settings.xml"), ("fontTable", "fontTable.xml"),
        ("footer", "footer1.xml"), ("footer", "footer2.xml"),
    )  # fmt: skip
    yield "word/_rels/document.xml.rels", (_relations(*within),)
    yield "word/styles.xml", _part("styles", _styles())
    yield "word/settings.xml", _part("settings", (_SETTINGS,))
    yield "word/fontTable.xml", _part("fonts", map(_font, _INSTEAD))
    yield "word/footer1.xml", _part("ftr", (_page_number("OddFoot"),))
    yield "word/footer2.xml", _part("ftr", (_page_number("EvenFoot"),))
    yield "word/document.xml", _part("document", _body(document))


def _body(document: Document) -> Iterator[str]:
    yield "<w:body>"
    yield _paragraph("Title", document.title)
    yield _paragraph("About", document.about, after=_PITCH)
    yield from _blocks(document.blocks)
    yield "<w:p/>"  # a body may not end with a table
    yield _section()
    yield "</w:body>"


def _blocks(blocks: Sequence[Block]) -> Iterator[str]:
    for block, following in zip(blocks, (*blocks[1:], None), strict=True):
        after = 120 if isinstance(following, Table) else 0
        match block:
            case Heading(level, text):
                yield _paragraph(f"Heading{level}", text, after)
            case Paragraph(text, note):
                yield _paragraph("Note" if note else "Body", text, after)
            case Table():
                yield from _table(block)


def _paragraph(style: str, text: str, after: int = 0) -> str:
    """`after`: twips below it, where it is to stay with what follows."""
    return f"{_opened(style, after)}{_lines(text)}{_CLOSED}"


@cache
def _opened(style: str, after: int = 0) -> str:
    """What stands before a paragraph's text."""
    below = f'<w:keepNext/><w:spacing w:after="{after}"/>' if after else ""
    # Quotation marks and dashes are of either script; the hint makes them Chinese ones.
    hint = '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{below}</w:pPr><w:r>{hint}<w:t xml:space="preserve">'


def _lines(text: str) -> str:
    return escape(printable(text), quote=False).replace("\n", _BREAK)


def _table(table: Table) -> Iterator[str]:
    whole = sum(table.widths)
    widths = [round(_LINE * _MM * share / whole) for share in table.widths]
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/>{_CELL}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )
    lines = cache(_lines)  # thousands of cells say the same
    for style, rows, head in (
        ("CellHead", (table.heads,), "<w:tblHeader/>"),
        ("Cell", table.rows, ""),
    ):
        size = '<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/></w:tcPr>'
        cells = [
            piece
            for width in widths
            for piece in (size.format(width) + _opened(style), "", f"{_CLOSED}</w:tc>")
        ]
        for row in rows:
            unparted = "<w:cantSplit/>" if max(map(len, row)) <= _WHOLE else ""
            cells[1::3] = map(lines, row)
            yield f"<w:tr><w:trPr>{unparted}{head}</w:trPr>{''.join(cells)}</w:tr>"
    yield "</w:tbl>"


def _section() -> str:
    top, bottom, left, right, foot = (round(mm * _MM) for mm in (37, 35, 28, 26, 25))
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>'
        f'<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" '
        f'w:left="{left}" w:header="851" w:footer="{foot}" w:gutter="0"/></w:sectPr>'
    )


def _page_number(style: str) -> str:
    field = "".join(
        f"<w:r>{inner}</w:r>"
        for inner in (
            '<w:t xml:space="preserve">— </w:t>', '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve">PAGE</w:instrText>', '<w:fldChar w:fldCharType="end"/>',
            '<w:t xml:space="preserve"> —</w:t>',
        )
    )  # fmt: skip
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{field}</w:p>'


def _styles() -> Iterator[str]:
    yield _default()
    for style in _STYLES:
        yield _style(*style)


def _default() -> str:
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(_TEXT)}<w:sz w:val=\"{_BODY}\"/><w:lang w:val=\"en-US\" "
        'w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl w:val="0"/></w:pPr></w:pPrDefault>'
        '</w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    )  # fmt: skip


def _style(
    identifier: str, name: str, font: str, size: int, side: str, indent: int, line: int, level: int | None
) -> str:  # fmt: skip
    narrow = f'<w:spacing w:val="{_SQUEEZE}"/>' if size == _BODY else ""
    keep = "" if level is None else "<w:keepNext/>"
    outline = "" if level is None else f'<w:outlineLvl w:val="{level}"/>'
    first = (
        f'<w:ind w:firstLineChars="{indent * 100}" w:firstLine="{indent * size * 10}"/>'
        if indent
        else _FEET.get(identifier, "")
    )
    return (
        f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f'<w:pPr>{keep}<w:spacing w:line="{line}" w:lineRule="exact"/>{first}<w:jc w:val="{side}"/>{outline}</w:pPr>'
        f'<w:rPr>{_fonts(font)}{narrow}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )  # fmt: skip


def _fonts(name: str) -> str:
    return f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{name}"/>'


def _font(name: str) -> str:
    return f'<w:font w:name="{name}"><w:altName w:val="{_INSTEAD[name]}"/><w:charset w:val="86"/></w:font>'


def _part(root: str, inner: Iterable[str]) -> Iterator[str]:
    yield f'{_HEAD}<w:{root} xmlns:w="{_W}" xmlns:r="{_R}">'
    yield from inner
    yield f"</w:{root}>"


def _core(title: str) -> str:
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(printable(title), quote=False)}</dc:title><dc:language>zh-CN</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{_DAY}</dcterms:created></cp:coreProperties>'
    )


def _content_types() -> str:
    kinds = {
        "word/document.xml": f"{_OFFICE}.document.main+xml",
        "word/styles.xml": f"{_OFFICE}.styles+xml",
        "word/settings.xml": f"{_OFFICE}.settings+xml",
        "word/fontTable.xml": f"{_OFFICE}.fontTable+xml",
        "word/footer1.xml": f"{_OFFICE}.footer+xml",
        "word/footer2.xml": f"{_OFFICE}.footer+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    listed = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items()
    )
    return (
        f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


def _relations(*parts: tuple[str, str]) -> str:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    listed = "".join(
        f'<Relationship Id="rId{at}" Type="{package if kind.startswith("metadata") else base}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(parts, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{package}">{listed}</Relationships>'
