"""The heating example as an office's Word file: 第一章, 第一条 and （一） numbered by Word, the task list as a table.

Written from the text beside it, always the same bytes: `python -m tests.examples.word`.
"""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

FOLDER = Path(__file__).parents[2] / "examples/heating"
# Text of a label, white space after it, and whether its number goes on over the level above.
LEVELS = (("第%1章", "space", False), ("第%2条", "space", True), ("（%3）", "nothing", False))
MARKERS = (
    r"第[一二三四五六七八九十]+章 ",
    r"第[一二三四五六七八九十]+条 ",
    r"（[一二三四五六七八九十]+）",
)
LIST = 77  # the identifier of the numbering, above those of the library's template
DAY = datetime(2026, 3, 1)


def word_file(text: str) -> bytes:
    """The bytes of the Word file for the plan `text`."""
    document = Document()
    _number(document)
    lines = text.splitlines()
    table = [line.split("\t") for line in lines if "\t" in line]
    for line in (line for line in lines if "\t" not in line):
        level = next((at for at, sign in enumerate(MARKERS) if re.match(sign, line)), None)
        if level is None:
            document.add_paragraph(line, "Title" if line in lines[:2] else "Normal")
            continue
        words = re.sub(f"^{MARKERS[level]}", "", line)
        paragraph = document.add_paragraph(words, "Heading 1" if level == 0 else "Normal")
        xml = (
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{LIST}"/></w:numPr>'
        )
        paragraph._p.get_or_add_pPr().append(parse_xml(xml))
    grid = document.add_table(len(table), len(table[0]), "Table Grid")
    for row, cells in zip(grid.rows, table, strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    document.core_properties.created = document.core_properties.modified = DAY
    document.core_properties.author = "示例"
    return _dated(document)


def _number(document: Word) -> None:
    """One list of three levels in the document's numbering."""
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>'
        + ('<w:lvlRestart w:val="0"/>' if goes_on else "")
        + f'<w:suff w:val="{after}"/><w:lvlText w:val="{label}"/><w:lvlJc w:val="left"/></w:lvl>'
        for at, (label, after, goes_on) in enumerate(LEVELS)
    )
    numbering = document.part.numbering_part.element
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{LIST}">{levels}</w:abstractNum>'
        ),
    )
    numbering.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{LIST}"><w:abstractNumId w:val="{LIST}"/></w:num>'
        )
    )


def _dated(document: Word) -> bytes:
    """The document with one fixed day on every part; the library takes the clock's."""
    saved, out = BytesIO(), BytesIO()
    document.save(saved)
    with ZipFile(saved) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name, DAY.timetuple()[:6]), old.read(name), ZIP_DEFLATED)
    return out.getvalue()


if __name__ == "__main__":
    (FOLDER / "方案.docx").write_bytes(word_file((FOLDER / "方案.txt").read_text("utf-8")))
