"""What stands where a file should: links that lead out, pipes that never end, archives that never fit."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.folders import tree
from tests.hostile.payloads import MARK
from tests.hostile.project import project
from tests.hostile.run import run

pytestmark = pytest.mark.slow

PIPED = (
    "mkdocs.yml",
    "plan_data/units.yml",
    "plan_data/fills.yml",
    "plan_data/progress/2020.yml",
    "plan_data/work_plans/shuiwuju/2020.yml",
    "plan_data/water/points.yml",
    "plan_data/water/results/2020-Q1.csv",
    "plan_data/revisions/r1/revision.yml",
    "plan_data/revisions/r1/source.txt",
    "plan_data/revisions/r1/sections/01.yml",
    "plan_data/revisions/r1/sections/99.yml",
    "content/about.md",
    "content/pipe.txt",
    "macros/measure.jinja",
)


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    return project(tmp_path / "project")


@pytest.mark.parametrize("file", PIPED)
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(sound: Path, file: str) -> None:
    path = sound / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    run("check", "-C", sound)
    run("build", "-C", sound)


def test_a_pipe_in_the_place_of_what_is_read_in(sound: Path) -> None:
    pipe = sound.parent / "pipe"
    os.mkfifo(pipe)
    for call in (
        ("read", pipe),
        ("import", pipe, "--revision", "r2", "-C", sound),
        ("water", "import", pipe, "-C", sound),
        ("water", "evaluate", pipe, "--points", sound / "plan_data/water/points.yml"),
        ("workbook", "import", pipe, "-C", sound),
        ("diff", pipe, pipe),
    ):
        assert run(*call).code == 2, call


@pytest.mark.parametrize(
    "file",
    ["plan_data/revisions/r1/sections/01.yml", "plan_data/revisions/r1/source.txt", "plan_data/units.yml", "plan_data/fills.yml", "mkdocs.yml", "content/about.md"],
)  # fmt: skip
def test_a_link_out_of_the_project_shows_nothing(sound: Path, file: str) -> None:
    """What stands elsewhere on the machine is neither published nor told of."""
    secret = sound.parent / "secret"
    secret.write_text(f"secret {MARK}\n", encoding="utf-8")
    path = sound / file
    path.unlink()
    path.symlink_to(secret)
    ended = run("check", "-C", sound)
    assert MARK not in ended.err + ended.out
    run("build", "-C", sound)
    for page in (sound / "site").rglob("*"):
        assert not page.is_file() or MARK.encode() not in page.read_bytes(), page
    assert secret.read_text("utf-8") == f"secret {MARK}\n"


@pytest.mark.parametrize("name", ["site", "site.new", "site.old", ".gongkai-cache"])
def test_a_link_in_the_place_of_a_folder_loses_nothing_elsewhere(sound: Path, name: str) -> None:
    elsewhere = sound.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "kept.txt").write_text("kept", encoding="utf-8")
    for left in (f"{'0' * 64}.kept", "last-site", "site-folders"):
        (elsewhere / left).write_text("kept", encoding="utf-8")
    before = tree(elsewhere)
    (sound / name).symlink_to(elsewhere)
    run("build", "-C", sound)
    after = tree(elsewhere)
    assert before.items() <= after.items()


def test_a_folder_in_a_ring_ends(sound: Path) -> None:
    for folder in ("content", "plan_data", "macros"):
        (sound / folder).mkdir(exist_ok=True)
        (sound / folder / "ring").symlink_to(sound, target_is_directory=True)
    run("check", "-C", sound)
    run("build", "-C", sound)


@pytest.mark.parametrize(
    "address", ["../../out", "/tmp/out", "a/../../out", "C:/out", "a\\..\\out", "CON", ".", ""], ids=repr
)  # fmt: skip
def test_a_unit_with_the_name_of_a_path_is_refused(sound: Path, address: str) -> None:
    path = sound / "plan_data" / "units.yml"
    path.write_text(path.read_text("utf-8").replace('"shuiwuju"', f"'{address}'"), encoding="utf-8")
    before = tree(sound.parent)
    assert run("build", "-C", sound).code == 1
    after = tree(sound.parent)
    assert {name for name in after if ".gongkai-cache/" not in name} == set(before)


def _docx(document: bytes, **more: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELS)
        archive.writestr("word/document.xml", document)
        for name, data in more.items():
            archive.writestr(name, data)
    return out.getvalue()


_TYPES = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    b'<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    b'<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    b'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
_RELS = (
    b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
_W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_BOMB = b"<!DOCTYPE d [<!ENTITY a '" + b"x" * 1000 + b"'>" + b"".join(
    b"<!ENTITY %c '%s'>" % (after, b"&%c;" % before * 100) for before, after in zip(b"abcdef", b"bcdefg", strict=True)
) + b"]>"  # fmt: skip


def _word(text: bytes) -> bytes:
    return b"<w:document %s><w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>" % (
        _W,
        text,
    )


# Made when asked for: some are large, and whoever only collects the tests need not wait for them.
DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "a bomb of zeros": lambda: _docx(b" " * 400_000_000),
    "a bomb of entities": lambda: _docx(_BOMB + _word(b"&g;")),
    "an entity of a file": lambda: _docx(b'<!DOCTYPE d [<!ENTITY x SYSTEM "SECRET">]>' + _word(b"gkx-text &x;")),
    "an entity of a host": lambda: _docx(b'<!DOCTYPE d [<!ENTITY x SYSTEM "http://127.0.0.1:9/">]>' + _word(b"&x;")),
    "a document type elsewhere": lambda: _docx(b'<!DOCTYPE d SYSTEM "http://127.0.0.1:9/d.dtd">' + _word(b"x")),
    "a part that leads out": lambda: _docx(_word(b"x"), **{"../../out": b"out", "/tmp/out": b"out"}),
    "tables in tables": lambda: _docx(_word(b"x").replace(b"<w:p>", b"<w:tbl><w:tr><w:tc>" * 3_000 + b"<w:p>")),
    "elements in elements": lambda: _docx(b"<a>" * 100_000),
    "no document": lambda: _docx(b""),
    "very many parts": lambda: _docx(_word(b"x"), **{f"word/p{at}.xml": b"" for at in range(20_000)}),
}  # fmt: skip


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_word_document_that_means_harm(tmp_path: Path, name: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret", encoding="utf-8")
    source = tmp_path / "in" / "plan.docx"
    source.parent.mkdir()
    data = DOCUMENTS[name]()
    if b"SECRET" in zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")[:100]:
        data = _docx(
            b'<!DOCTYPE d [<!ENTITY x SYSTEM "%s">]>' % secret.as_uri().encode() + _word(b"&x;")
        )
    source.write_bytes(data)
    before = tree(tmp_path)
    ended = run("read", source, "--json")
    assert "the secret" not in ended.out + ended.err
    assert len(ended.out) < 1_000_000
    assert tree(tmp_path) == before


def _xlsx(sheet: bytes) -> bytes:
    out = io.BytesIO()
    space = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    of = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELS.replace(b"word/document.xml", b"xl/workbook.xml"))
        archive.writestr(
            "xl/workbook.xml",
            b'<workbook %s xmlns:r="%s"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>'
            % (space, of),
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            _RELS.replace(b'officeDocument" ', b'worksheet" ').replace(
                b"word/document.xml", b"worksheets/sheet1.xml"
            ),
        )
        archive.writestr("xl/worksheets/sheet1.xml", sheet.replace(b"SPACE", space))
    return out.getvalue()


def _sheet(rows: bytes) -> bytes:
    return b"<worksheet SPACE><sheetData>%s</sheetData></worksheet>" % rows


SHEETS: dict[str, Callable[[], bytes]] = {
    "a bomb of zeros": lambda: _xlsx(_sheet(b" " * 400_000_000)),
    "a bomb of entities": lambda: _xlsx(_BOMB + _sheet(b'<row r="1"><c t="inlineStr"><is><t>&g;</t></is></c></row>')),
    "a formula": lambda: _xlsx(_sheet(b'<row r="1"><c r="A1"><f>WEBSERVICE("http://127.0.0.1:9/")</f></c></row>')),
    "a row far below": lambda: _xlsx(_sheet(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')),
    "a cell far off": lambda: _xlsx(_sheet(b'<row r="1"><c r="ZZZZZZZ99999999999"><v>1</v></c></row>')),
    "a number without end": lambda: _xlsx(_sheet(b'<row r="1"><c r="A1"><v>%s</v></c></row>' % (b"9" * 100_000))),
    "no number": lambda: _xlsx(_sheet(b'<row r="1"><c r="A1"><v>x</v></c><c r="B1" t="s"><v>99</v></c></row>')),
    "no sheet": lambda: _xlsx(b""),
    "nothing": lambda: b"PK\x03\x04",
}  # fmt: skip


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_that_means_harm(sound: Path, name: str) -> None:
    source = sound.parent / "results.xlsx"
    source.write_bytes(SHEETS[name]())
    before = tree(sound.parent)
    for words in (("water", "import"), ("workbook", "import")):
        assert run(*words, source, "-C", sound).code in (1, 2)
    assert tree(sound.parent) == before
