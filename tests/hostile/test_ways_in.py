"""Each way in by which words reach a project bears words without sense: they are refused, or kept as they are.

What each way is tried with: `read` test_reading.py; files of a project and mkdocs.yml test_projects.py; links, pipes,
archives and entities test_files.py; markup in every field test_site.py; pages by hand and macros test_content.py;
here imports, sheets, workbooks and long words in every field.
"""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
import yaml

from tests.folders import tree
from tests.hostile.kills import prepared
from tests.hostile.payloads import ALL, PAYLOADS
from tests.hostile.project import project
from tests.hostile.run import run
from tests.hostile.texts import BYTES, HEAD, TEXTS

pytestmark = pytest.mark.slow

IMPORTED = ("a long line of statements", "many measures", "brackets never closed", "blanks", "rows of a table", "directions and nothing")  # fmt: skip
SHEETS: dict[str, bytes] = {
    "a long line": ("断面," + "氨" * 2_000_000).encode(),
    "many columns": ("断面,采样日期" + ",氨氮" * 5_000 + "\n清淤,2020-01-02" + ",1" * 5_000).encode(),
    "many rows": "断面,采样日期,氨氮\n".encode() + "清淤,2020-01-02,1\n".encode() * 20_000,
    "formulas": '断面,采样日期,氨氮\n=HYPERLINK("x"),=TODAY(),=1+1\n'.encode(),
    "markup": f'断面,采样日期,"{ALL.replace(chr(34), chr(34) * 2)}"\n清淤,2020-01-02,1\n'.encode(),
    "quotes never closed": '"断面,采样日期\n'.encode() * 5_000,
    "a number without end": ("断面,采样日期,氨氮\n清淤,2020-01-02," + "9" * 200_000).encode(),
    "no numbers": "断面,采样日期,氨氮\n清淤,2020-01-02,1e99999\n清淤,2020-01-03,NaN\n清淤,2020-01-04,∞\n".encode(),
    "days that are none": "断面,采样日期,氨氮\n清淤,2020-13-45,1\n清淤,9999999,1\n清淤,../../x,1\n".encode(),
    "NULs": "断面,采样日期,氨氮\n清淤\0,2020-01-02,1\n".encode(),
    "directions": "断面,采样日期,氨氮\n\u202e清淤\u200b,2020-01-02,1\n".encode(),
    "another encoding": "断面,采样日期,氨氮\n清淤,2020-01-02,1\n".encode("utf-16"),
}  # fmt: skip
WORDS = {
    "brackets": "（" * 3_000,
    "pairs": "【】（）" * 1_000,
    "digits": "9" * 5_000,
    "commas": "、" * 3_000 + "甲",
    "blanks": "XX" * 500,
    "directions": "\u202e\u2066清\u200b\u200d\ufeff淤\u2069" * 200,
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepared(tmp_path_factory.mktemp("sound"))


@pytest.mark.parametrize("name", IMPORTED)
def test_a_text_without_sense_is_imported_and_sound(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "project"
    (folder / "plan_data").mkdir(parents=True)
    source = tmp_path / "plan.txt"
    source.write_text(TEXTS[name](1)[:200_000], encoding="utf-8", newline="")
    assert run("import", source, "--revision", "r1", "-C", folder).code == 0
    told = json.loads(run("check", "-C", folder, "--json").out)["findings"]
    assert [one for one in told if one["severity"] == "error"] == []
    stored = folder / "plan_data" / "revisions" / "r1" / "source.txt"
    assert stored.read_bytes() == source.read_bytes()


def test_bytes_that_are_no_plan_are_not_imported(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    (folder / "plan_data").mkdir(parents=True)
    for name, data in BYTES.items():
        for end in (".txt", ".docx", ".pdf", ".html"):
            source = tmp_path / f"plan{end}"
            source.write_bytes(data)
            before = tree(folder)
            ended = run("import", source, "--revision", "r1", "-C", folder)
            if ended.code:
                assert tree(folder) == before, (name, end)
                continue
            errors = json.loads(run("check", "-C", folder, "--json").out)["findings"]
            assert not [one for one in errors if one["severity"] == "error"], (name, end)
            (folder / "plan_data").rename(tmp_path / f"{name}{end}")
            (folder / "plan_data").mkdir()


def test_sheets_of_results_without_sense(sound: Path) -> None:
    before = tree(sound.parent)
    for name, data in {**SHEETS, **BYTES}.items():
        for end in (".csv", ".xlsx"):
            source = sound.parent / f"sheet{end}"
            source.write_bytes(data)
            ended = run("water", "import", source, "-C", sound)
            points = sound / "plan_data" / "water" / "points.yml"
            run("water", "evaluate", source, "--points", points)
            source.unlink()
            if ended.code == 0 and (after := tree(sound.parent)) != before:
                changed = {path for path in after if after[path] != before.get(path)}
                assert all("/water/results/" in path for path in changed), (name, changed)
                assert run("check", "-C", sound).code in (0, 1), name
                before = after
            assert tree(sound.parent) == before, name


def test_workbooks_without_sense(sound: Path) -> None:
    before = tree(sound.parent)
    for name, data in BYTES.items():
        source = sound.parent / "book.xlsx"
        source.write_bytes(data)
        assert run("workbook", "import", source, "-C", sound).code in (1, 2), name
        source.unlink()
        assert tree(sound.parent) == before, name


@pytest.mark.parametrize(
    "said", ["[" * 30_000, "[]", "1", "{", '{"a": [1]}', "", "null", '"\\ud800"', "{} {}"]
)
def test_what_a_workbook_hides_may_be_anything(sound: Path, said: str) -> None:
    before = tree(sound)
    book = openpyxl.load_workbook(sound.parent / "filled.xlsx")
    hidden = next(sheet for sheet in book if sheet.sheet_state != "visible")
    for row in hidden.iter_rows(min_row=2):
        row[3].value = said
    book.save(sound.parent / "hidden.xlsx")
    ended = run("workbook", "import", sound.parent / "hidden.xlsx", "-C", sound)
    assert ended.code in (1, 2) or tree(sound) != before
    (sound.parent / "hidden.xlsx").unlink()
    assert run("check", "-C", sound).code == 0


def test_what_is_written_into_a_workbook_is_text(sound: Path) -> None:
    """Markup, formulas and templates in its cells stand in the project's files as they were written."""
    for at, payload in enumerate((*PAYLOADS, "（" * 20_000, "../../../x", "!!python/object/apply:os.mkdir [gkx]", "a: b\n- c", "'", '"')):  # fmt: skip
        year = str(2021 + at)
        book = openpyxl.load_workbook(sound.parent / "filled.xlsx")
        for sheet in ("措施", "目标", "空白"):  # what stands there is recorded once only
            for row in book[sheet].iter_rows(min_row=4):
                for cell in row[-5 if sheet == "目标" else -4 if sheet == "措施" else -3 :]:
                    cell.value = None
        tasks = book["工作计划"]
        row = tasks.max_row
        for col, words in ((2, year), (4, payload)):
            tasks.cell(row, col).value = words
            tasks.cell(row, col).data_type = "s"
        book.save(sound.parent / "changed.xlsx")
        ended = run("workbook", "import", sound.parent / "changed.xlsx", "-C", sound)
        assert ended.code == 0, (payload, ended.err)
        path = sound / "plan_data" / "work_plans" / "shuiwuju" / f"{year}.yml"
        assert yaml.safe_load(path.read_text("utf-8"))["tasks"][0]["text"] == payload.strip()
        assert run("check", "-C", sound).code == 0, payload
    assert run("build", "-C", sound).code == 0
    pages = (sound / "site" / "work-plans").rglob("*.html")
    assert not [page for page in pages if "<script>gkx" in page.read_text("utf-8")]
    assert not (sound / "gkx").exists()


@pytest.mark.parametrize("name", WORDS)
def test_long_words_in_every_field(tmp_path: Path, name: str) -> None:
    folder = project(tmp_path / "project", WORDS[name])
    ended = run("check", "-C", folder)
    built = run("build", "-C", folder)
    assert ended.code == built.code == 0 or (ended.code and built.code), (ended.err, built.err)


def test_a_line_of_fifty_megabytes(tmp_path: Path) -> None:
    source = tmp_path / "plan.txt"
    source.write_text(HEAD + "清淤工作，" * 3_400_000, encoding="utf-8")
    assert source.stat().st_size > 50_000_000
    ended = run("read", source)
    assert (ended.code, "source-too-large" in ended.err) == (2, True)
