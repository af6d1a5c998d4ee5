"""Documents: opened by another reader, in the layout of official documents, with the facts of plan.json."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import date
from typing import Any

import docx
import pypdf
import pytest
from click.testing import CliRunner
from docx.oxml.ns import qn
from docx.shared import Mm

from gongkai.cli.run import gongkai
from gongkai.outputs.documents import Document, pdf, whole_plan, word
from gongkai.outputs.documents.document import Heading, Paragraph, Table
from gongkai.outputs.files import exports
from gongkai.store import load
from gongkai.views import Index
from tests.conftest import ROOT
from tests.outputs.conftest import OPEN, Files, Make, of

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("documents"),
]  # what they share is made once


def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def column(data: bytes, heading: str) -> list[str]:
    """All cells of the columns so called."""
    found = []
    for table in opened(data).tables:
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        if heading in rows[0]:
            at = rows[0].index(heading)
            found += [row[at] for row in rows[1:]]
    return found


def test_the_layout_is_that_of_official_documents(known: Files) -> None:
    made = opened(known["plan.docx"])
    (section,) = made.sections
    for wanted, found in (
        (210, section.page_width), (297, section.page_height), (37, section.top_margin),
        (35, section.bottom_margin), (28, section.left_margin), (26, section.right_margin),
    ):  # fmt: skip
        assert abs(found - Mm(wanted)) < Mm(0.1)
    fonts = {
        style.name: (
            style.element.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")),
            style.font.size.pt,
        )
        for style in made.styles
        if style.name != "Normal"
    }
    assert fonts["Title"] == ("方正小标宋简体", 22)
    assert fonts["Heading 1"] == ("黑体", 16)
    assert fonts["Heading 2"] == ("楷体_GB2312", 16)
    assert fonts["Body Text"] == ("仿宋_GB2312", 16)
    body = made.styles["Body Text"].element
    assert body.pPr.find(qn("w:spacing")).get(qn("w:line")) == "579"  # 22 lines between the margins
    narrow = int(body.rPr.find(qn("w:spacing")).get(qn("w:val")))
    assert 28 * (16 + narrow / 20) <= 156 / 25.4 * 72 < 29 * (16 + narrow / 20)  # 28 on a line
    assert section.footer.paragraphs[0].text.startswith("— ")
    assert section.even_page_footer.paragraphs[0].text.endswith(" —")
    assert made.settings.odd_and_even_pages_header_footer
    stand_ins = zipfile.ZipFile(io.BytesIO(known["plan.docx"])).read("word/fontTable.xml").decode()
    assert "FangSong" in stand_ins or "仿宋" in stand_ins


def test_the_whole_plan_is_in_it_word_for_word(known: Files, plan: Any) -> None:
    text = "\n".join(one.text for one in opened(known["plan.docx"]).paragraphs)
    for node in plan["nodes"]:
        for line in node["text"].split("\n"):
            assert line in text
        assert (node["heading"] or "") in text
    shown = [one for one in (*plan["targets"], *plan["duties"]) if one["status"] != "rejected"]
    assert text.count("识别：") == len(shown)


def test_every_target_and_public_duty_is_listed(known: Files, plan: Any) -> None:
    assert len(column(known["targets.docx"], "目标")) == len(plan["targets"])
    wanted = [duty for duty in plan["duties"] if duty["public"]]
    assert len(column(known["disclosure.docx"], "公开事项")) == len(wanted)


def test_a_unit_finds_its_measures(make: Make) -> None:
    made = {path.removeprefix("data/"): data for path, data in exports(of(make(in_force=OPEN)))}
    plan = json.loads(made["plan.json"])
    texts = {node["path"]: node["text"] for node in plan["nodes"]}
    seen = 0
    for unit in plan["units"]:
        listed = column(made[f"units/{unit['id']}.docx"], "内容")
        for path in unit["lead"] + unit["support"] + unit["responsible"]:
            assert texts[path] in listed
            seen += 1
    assert seen == 5


def test_what_is_made_up_says_so(known: Files) -> None:
    (report,) = [name for name in known if name == "progress-2020-h1.docx"]
    assert any(text.startswith("示例：") for text in column(known[report], "进展"))
    names = [name for name in known if name.startswith("water-") and name.endswith(".docx")]
    assert names
    for name in names:
        assert "示例：" in "".join(one.text for one in opened(known[name]).paragraphs)


def test_heads_of_tables_are_repeated(known: Files) -> None:
    tables = opened(known["targets.docx"]).tables
    assert tables
    for table in tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        for row in table.rows:  # short rows are not parted by the end of a page
            assert row._tr.trPr.find(qn("w:cantSplit")) is not None


@pytest.mark.parametrize(
    "text", ["<w:p/>&amp;", "a\x07b\x0b", "]]>", "=1+1", "长" * 40_000, "一\n二"]
)
def test_hostile_words_are_text(text: str) -> None:
    made = word(
        Document(text, text, (Heading(1, text), Paragraph(text), Table((text,), (1,), ((text,),))))
    )
    wanted = text.replace("\x07", "").replace("\x0b", "")
    found = opened(made)
    assert [one.text for one in found.paragraphs] == [*[wanted] * 4, ""]
    assert [[cell.text for cell in row.cells] for row in found.tables[0].rows] == [[wanted]] * 2
    assert made == word(
        Document(text, text, (Heading(1, text), Paragraph(text), Table((text,), (1,), ((text,),))))
    )


needs_font = pytest.mark.skipif(not pdf.possible(), reason="no font with Chinese characters")


@pytest.mark.slow
@needs_font
def test_a_reader_of_pdf_finds_every_measure(plan: Any) -> None:
    project, _ = load(ROOT)
    assert project is not None
    index = Index(project.standing(date(2020, 10, 15)))
    data = pdf.pdf(whole_plan(index))
    assert data == pdf.pdf(whole_plan(index))
    reader = pypdf.PdfReader(io.BytesIO(data))
    pages = [re.sub(r"—\d+—$", "", re.sub(r"\s", "", page.extract_text())) for page in reader.pages]
    text = "".join(pages)
    for node in plan["nodes"]:
        for line in node["text"].split("\n"):
            assert re.sub(r"\s", "", line) in text
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"
    assert b"<pdfuaid:part>1<" in data  # what it says of itself: for readers of all kinds
    assert reader.outline
    assert reader.metadata.title == plan["plan"]["title"]
    assert "/CreationDate" not in reader.metadata
    size = reader.pages[0].mediabox
    assert (round(size.width), round(size.height)) == (595, 842)


@needs_font
def test_every_document_is_set_as_pdf_with_the_same_words(make: Make) -> None:
    made = dict(exports(of(make(in_force=OPEN)), pdf=True))
    names = {path.removesuffix(".docx") for path in made if path.endswith(".docx")}
    assert {f"{name}.pdf" for name in names} == {path for path in made if path.endswith(".pdf")}
    assert {"data/units/xian-jiaoyuju", "data/targets", "data/disclosure", "data/plan"} <= names
    for name in names:
        document = opened(made[f"{name}.docx"])
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        reader = pypdf.PdfReader(io.BytesIO(made[f"{name}.pdf"]))
        text = re.sub(r"\s|—\d+—", "", "".join(page.extract_text() for page in reader.pages))
        for words in (*(one.text for one in document.paragraphs), *cells):
            assert re.sub(r"\s", "", words) in text, name


@needs_font
@pytest.mark.parametrize(
    "blocks",
    [(Heading(1, "一、"), Heading(3, "1.")), (Paragraph("\U0010ffff"),)],
    ids=["a-level-skipped", "no-such-glyph"],
)
def test_what_cannot_be_read_by_all_is_set_all_the_same(blocks: tuple[Any, ...]) -> None:
    made = pdf.pdf(Document("题", "", blocks))
    assert b"pdfuaid" not in made
    assert "题" in pypdf.PdfReader(io.BytesIO(made)).pages[0].extract_text()


@needs_font
@pytest.mark.parametrize(
    "text", ["#panic()", "*a* _b_ $c$ `d` @e <f>", "\\ // /* */", "= 1", "a\x07b"]
)
def test_no_word_is_markup(text: str) -> None:
    made = pdf.pdf(
        Document(text, text, (Heading(1, text), Paragraph(text), Table((text,), (1,), ((text,),))))
    )
    found = re.sub(r"\s", "", pypdf.PdfReader(io.BytesIO(made)).pages[0].extract_text())
    assert found.count(re.sub(r"\s", "", text.replace("\x07", ""))) == 6


def test_without_a_font_it_says_so(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "possible", lambda: False)
    folder = make()
    out = folder.parent / "out"
    run = CliRunner().invoke(gongkai, ["export", str(out), "--pdf", "-C", str(folder)])
    assert run.exit_code == 0, run.output
    assert "pdf-font" in run.stderr
    assert (out / "plan.docx").exists()
    assert not list(out.rglob("*.pdf"))
