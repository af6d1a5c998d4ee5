"""Words that another program might run, misread or choke on, in every field of a project: harmless in every format."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import zipfile
from contextlib import closing
from datetime import date
from pathlib import Path

import docx
import icalendar
import jsonschema_rs
import openpyxl
import pypdf
import pytest
from lxml import etree

from gongkai.contract import schema
from gongkai.outputs.documents import pdf
from gongkai.outputs.files import exports
from gongkai.outputs.given import given
from gongkai.outputs.harmless import printable
from gongkai.store import load, load_water
from gongkai.views import Settings
from tests.hostile.project import project
from tests.outputs import ics
from tests.outputs.conftest import Files

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("words")]  # what they share is made once

# What a word may be to somebody: a formula, a line, markup, a statement, a template, a name.
WORDS = {
    "formula": '=HYPERLINK("http://x.example","y")',
    "formula-plus": "+1+1",
    "formula-minus": "-2+3",
    "formula-at": "@SUM(A1)",
    "formula-wide": "＝1+1",
    "formula-after-blanks": " \t=1+1",
    "escape-of-excel": "_x000D_局",
    "controls": "污水处理设施运行" * 8 + "\x07检\x0b查\x0c情况",  # more of them, and it is no text
    "line-ends-of-unicode": "甲\u2028BEGIN:VALARM\x85END:VEVENT",
    "calendar": "甲;X=1:乙,丙\\nEND:VCALENDAR",
    "sql": "'); DROP TABLE nodes; --",
    "xml": "]]><w:p/>&amp;<!--",
    "typst": "#panic() $x$ *b* @a <l> \\",
    "right-to-left": "\u202e局\u2066\u200b",
    "long": "长" * 3000,
    "case": "A局a局",
}
RUN = re.compile(r"^\s*[=+\-@＝＋－＠]")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


@pytest.fixture(scope="module", params=WORDS)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Files:
    """All files of a project that says the words wherever it says anything."""
    folder = project(tmp_path_factory.mktemp("words") / "project", WORDS[request.param])
    found, findings = load(folder)
    assert found is not None
    assert not [one for one in findings if one.severity == "error"]
    water, _ = load_water(folder, illustration=False)
    of = given(found, water, Settings(), date(2020, 10, 15))
    return dict(exports(of, pdf=pdf.possible()))


def of_kind(files: Files, ending: str) -> list[tuple[str, bytes]]:
    found = [(name, data) for name, data in files.items() if name.endswith(ending)]
    assert found
    return found


def test_csv(made: Files) -> None:
    plan = json.loads(made["data/plan.json"])
    for name, data in of_kind(made, ".csv"):
        head, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
        for row in rows:
            assert len(row) == len(head), name
            assert not [cell for cell in row if RUN.match(cell) or _CONTROLS.search(cell)], name
        if name == "data/nodes.csv":
            assert len(rows) == len(plan["nodes"])


def test_json(made: Files) -> None:
    jsonschema_rs.validator_for(schema()).validate(json.loads(made["data/plan.json"]))


def test_sqlite(made: Files, tmp_path: Path) -> None:
    plan = json.loads(made["data/plan.json"])
    (tmp_path / "plan.sqlite").write_bytes(made["data/plan.sqlite"])
    with closing(sqlite3.connect(tmp_path / "plan.sqlite")) as sql:
        assert sql.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        texts = sql.execute("SELECT id, text FROM nodes").fetchall()
    assert dict(texts) == {node["id"]: printable(node["text"]) for node in plan["nodes"]}


def test_xlsx(made: Files) -> None:
    for name, data in of_kind(made, ".xlsx"):
        book = openpyxl.load_workbook(io.BytesIO(data))
        assert book.sheetnames[0] == "措施"
        for sheet in book.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    assert cell.data_type != "f", name
                    assert len(str(cell.value or "")) <= 32_767
                    assert not _CONTROLS.search(str(cell.value or ""))
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert not [part for part in archive.namelist() if "external" in part.lower()]


def test_docx(made: Files) -> None:
    for name, data in of_kind(made, ".docx"):
        assert any(one.text for one in docx.Document(io.BytesIO(data)).paragraphs)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {part: etree.fromstring(archive.read(part)) for part in archive.namelist()}
        fields = [one.text for part in parts.values() for one in part.iter("{*}instrText")]
        assert fields == ["PAGE", "PAGE"], name
        links = parts["word/_rels/document.xml.rels"]
        assert not [one for one in links if one.get("TargetMode")]


@pytest.mark.skipif(not pdf.possible(), reason="no font with Chinese characters")
def test_pdf(made: Files) -> None:
    for name, data in of_kind(made, ".pdf"):
        reader = pypdf.PdfReader(io.BytesIO(data))
        assert reader.pages[0].extract_text().strip(), name
        assert not {"/OpenAction", "/AA", "/AcroForm"} & set(reader.trailer["/Root"])
        for page in reader.pages:
            for note in page.get("/Annots", ()):
                assert note.get_object()["/A"]["/S"] not in ("/JavaScript", "/Launch", "/URI")


def test_ics(made: Files) -> None:
    for name, data in of_kind(made, ".ics"):
        own = ics.events(data)
        other = icalendar.Calendar.from_ical(data).walk("VEVENT")
        assert [one["SUMMARY"][0] for one in own] == [str(one["SUMMARY"]) for one in other], name
        assert len({one["UID"][0] for one in own}) == len(own)
        assert not _CONTROLS.search(data.decode().replace("\r\n", ""))
        assert all(one["ALARM"][0].startswith("ACTION:") for one in own)
        assert not [one for one in own if {"ATTACH", "ATTENDEE", "ORGANIZER"} & set(one)]


def test_every_name_of_a_file_is_plain(made: Files) -> None:
    assert all(re.fullmatch(r"data/[a-z0-9./-]{1,80}", name) for name in made)
    assert len({name.casefold() for name in made}) == len(made)
