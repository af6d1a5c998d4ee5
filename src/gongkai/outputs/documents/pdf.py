"""A document → PDF for everyone (PDF/UA-1, where its text allows), set by typst. Reads the template and the system's fonts.

The text goes in as data and cannot be markup. The same document, version of typst and fonts give the same bytes.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from gongkai.outputs.documents.document import Block, Document, Heading, Paragraph
from gongkai.outputs.harmless import printable

if TYPE_CHECKING:
    import typst

# In the order of preference: Debian's fonts-noto-cjk, the same by another name, Windows, macOS.
SONG = ("Noto Serif CJK SC", "Source Han Serif SC", "SimSun", "Songti SC")
HEI = ("Noto Sans CJK SC", "Source Han Sans SC", "SimHei", "Heiti SC")


class NoFont(Exception):
    """No font that has Chinese characters is installed."""


def pdf(document: Document) -> bytes:
    """The file's bytes. `NoFont` where the text could not be shown."""
    import typst  # large; only who wants a PDF waits for it

    compiler, song, hei = _compiler()
    text = json.dumps(_plain(document), ensure_ascii=False)
    inputs = {"document": text, "song": song, "hei": hei}
    template = files(__package__).joinpath("document.typ").read_bytes()
    try:
        made: Any = compiler.compile(
            template, format="pdf", sys_inputs=inputs, timestamp=0, pdf_standards=["ua-1"]
        )
    except (
        typst.TypstError
    ):  # a character that no font has, headings that skip a level: set, but not declared as such
        made = compiler.compile(template, format="pdf", sys_inputs=inputs, timestamp=0)
    return bytes(made)


def possible() -> bool:
    """Whether there is a font to set a document in."""
    try:
        _compiler()
    except NoFont:
        return False
    return True


@lru_cache(maxsize=1)
def _compiler() -> tuple[typst.Compiler, str, str]:
    """What sets documents, the system's fonts looked for once, and the two that it uses."""
    import typst

    fonts = typst.Fonts(include_embedded_fonts=False)
    families = set(fonts.families())
    song = next((name for name in SONG if name in families), None)
    hei = next((name for name in HEI if name in families), song)
    if song is None or hei is None:
        raise NoFont
    return typst.Compiler(font_paths=fonts), song, hei


def _plain(document: Document) -> dict[str, Any]:
    return {
        "title": printable(document.title),
        "about": printable(document.about),
        "blocks": [_block(block) for block in document.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading(level, text):
            return {"kind": "heading", "level": level, "text": printable(text)}
        case Paragraph(text, note):
            return {"kind": "paragraph", "text": printable(text), "note": note}
    return {
        "kind": "table",
        "heads": [printable(cell) for cell in block.heads],
        "widths": list(block.widths),
        "rows": [[printable(cell) for cell in row] for row in block.rows],
    }
