"""Word documents made from raw XML, part by part."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def document(
    body: str,
    parts: Mapping[str, str] | None = None,
    *,
    namespace: str = TRANSITIONAL,
    content_type: str = _DOCUMENT,
    more: Mapping[str, bytes] | None = None,
) -> bytes:
    """A .docx with `body`, and further parts by their role (numbering, styles, footnotes …)."""
    parts = parts or {}
    files: dict[str, bytes] = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{content_type}"/></Types>'
        ).encode(),
        "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
        "word/_rels/document.xml.rels": _relations({role: f"{role}.xml" for role in parts}),
        "word/document.xml": _part("document", f"<w:body>{body}</w:body>", namespace),
    }
    for role, xml in parts.items():
        files[f"word/{role}.xml"] = _part(role, xml, namespace)
    return archive({**files, **(more or {})})


def archive(files: Mapping[str, bytes]) -> bytes:
    """A zip of files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return out.getvalue()


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(text: str, properties: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"


def listed(text: str, level: int = 0, num: int = 1) -> str:
    """A numbered paragraph."""
    numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'
    return paragraph(text, numbered)


def table(rows: Sequence[Sequence[str]]) -> str:
    """A table of raw cells (see `cell`)."""
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(cells)}</w:tr>" for cells in rows) + "</w:tbl>"


def cell(text: str, properties: str = "") -> str:
    """A cell; each line of `text` is a paragraph."""
    inside = "".join(paragraph(line) for line in text.split("\n"))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def level(
    at: int, form: str, template: str, more: str = "", start: int = 1, suffix: str = "nothing"
) -> str:
    """One level of a list."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:suff w:val="{suffix}"/><w:lvlText w:val="{template}"/></w:lvl>'
    )


def abstract(levels: str, number: int = 0) -> str:
    """An abstract list."""
    return f'<w:abstractNum w:abstractNumId="{number}">{levels}</w:abstractNum>'


def num(number: int, of: int = 0, overrides: str = "") -> str:
    """A list on an abstract list."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def restart(at: int, start: int = 1) -> str:
    """A level that a list starts anew."""
    return f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def style(name: str, shown: str, properties: str = "", based: str = "", more: str = "") -> str:
    """A paragraph style."""
    under = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}" {more}><w:name w:val="{shown}"/>{under}'
        f"<w:pPr>{properties}</w:pPr></w:style>"
    )


def _part(role: str, xml: str, namespace: str) -> bytes:
    root = {"header": "hdr", "footer": "ftr"}.get(role, role)
    return f'<w:{root} xmlns:w="{namespace}">{xml}</w:{root}>'.encode()


def _relations(targets: Mapping[str, str]) -> bytes:
    rows = "".join(
        f'<Relationship Id="r{at}" Type="{_RELATED}/{role}" Target="{target}"/>'
        for at, (role, target) in enumerate(targets.items())
    )
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{namespace}">{rows}</Relationships>'.encode()
