"""LibreOffice opens the documents and workbooks, and finds in them what plan.json says."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import openpyxl
import pypdf
import pytest
from click.testing import CliRunner

from gongkai.cli.run import gongkai
from gongkai.outputs.workbook.sheets import COLUMNS
from tests.folders import tree
from tests.outputs.conftest import DAY, OPEN, Files, Make, loaded
from tests.outputs.office import PDF, SHEETS, TEXT, WORKBOOK, converted
from tests.outputs.test_workbook import RECORDS, UNIT, brought, changed, exported, filled, saved

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("documents"),
]  # what they share is made once


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which LibreOffice keeps its profile from one call to the next."""
    return tmp_path_factory.mktemp("office")


@pytest.fixture(scope="module")
def documents(known: Files, office: Path) -> dict[str, str]:
    """All documents but those of the units, and one of these, as plain text."""
    wanted = {
        name.replace("/", "-"): data for name, data in known.items()
        if name.endswith(".docx") and ("/" not in name or name == "units/shili-huanjing.docx")
    }  # fmt: skip
    made = converted(wanted, TEXT, office)
    assert len(made) == len(wanted)
    return {name.removesuffix(".txt"): data.decode("utf-8-sig") for name, data in made.items()}


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_every_word_of_the_plan_is_read(documents: dict[str, str], plan: Any) -> None:
    text = squeezed(documents["plan"])
    for node in plan["nodes"]:
        assert squeezed(node["text"]) in text
        assert squeezed(f"{node['label']}{node['heading'] or ''}") in text


def test_lists_hold_each_record_with_its_day(documents: dict[str, str], plan: Any) -> None:
    targets = squeezed(documents["targets"])
    for one in plan["targets"]:
        if one["deadline"]:
            year, month, day = one["deadline"].split("-")
            assert f"（{year}年{int(month)}月{int(day)}日）" in targets
        assert squeezed(one["deadline_printed"] or "") in targets
    for duty in plan["duties"]:
        if duty["public"]:
            assert squeezed(duty["what"]) in squeezed(documents["disclosure"])
    own = squeezed(documents["units-shili-huanjing"])
    filled_in = [
        node for node in plan["nodes"] for blank in plan["blanks"]
        if blank["node"] == node["path"] and "shili-huanjing" in str(blank["fill"])
    ]  # fmt: skip
    for node in filled_in:
        assert squeezed(node["heading"] or "") in own
    verdicts = [one for one in plan["water"]["verdicts"] if one["period"].startswith("2020-05")]
    names = {one["id"]: one["name"] for one in plan["water"]["points"]}
    for one in verdicts:
        assert names[one["point"]] in documents["water-2020-q2"]


def test_pages_are_numbered_and_heads_repeated(known: Files, office: Path) -> None:
    made = converted({"targets.docx": known["targets.docx"]}, PDF, office)
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made["targets.pdf"])).pages]
    assert len(pages) > 3
    for at, text in enumerate(pages, 1):
        assert f"— {at} —" in text
        assert "条目" in text


def test_workbooks_hold_the_facts(known: Files, office: Path, plan: Any) -> None:
    books = {
        f"{name}.xlsx": known[f"units/{name}.xlsx"] for name in ("shili-huanjing", "xian-jiwei")
    }
    made = converted(books, SHEETS, office)
    for name in ("shili-huanjing", "xian-jiwei"):
        measures, targets, duties, blanks = (
            records(made[f"{name}-{sheet}.csv"]) for sheet in ("措施", "目标", "职责与期限", "空白")
        )
        texts = {node["id"]: node["text"] for node in plan["nodes"]}
        for row in measures:
            assert squeezed(row["正文"]) == squeezed(texts[row["编号"]])
        days = {one["id"]: one["deadline"] for one in plan["targets"]}
        for row in targets:
            day = days[row["编号"]]
            shown = "{}年{}月{}日".format(*map(int, day.split("-"))) if day else ""
            assert shown in row["时限"]
        what = {one["id"]: one["what"] for one in plan["duties"]}
        for row in duties:
            assert row["内容"].startswith(what[row["编号"].partition(" ")[0]])
        assert {row["编号"] for row in blanks} <= {one["id"] for one in plan["blanks"]}
    assert records(made["shili-huanjing-措施.csv"])
    assert records(made["xian-jiwei-职责与期限.csv"])


def records(data: bytes) -> list[dict[str, str]]:
    """The rows of a sheet by their heads, which stand in its third row."""
    _, _, head, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_a_workbook_saved_by_libreoffice_comes_back(make: Make, office: Path) -> None:
    project = make(in_force=OPEN, files=RECORDS)
    data = exported(project)
    second = openpyxl.load_workbook(io.BytesIO(data))["公开记录"].cell(5, 1).value
    given = {
        "untouched.xlsx": data,
        "edited.xlsx": filled(data, {("公开记录", second, "名称"): "第三季度检查结果"}),
        "own.xlsx": with_own(data),
    }
    made = converted(given, WORKBOOK, office)
    before = tree(project)
    assert brought(project, made["untouched.xlsx"])[0] == 0
    assert tree(project) == before
    ((_, (was, now)),) = changed(project, made["edited.xlsx"]).items()
    assert now == was.replace("三季度检查结果", "第三季度检查结果")
    # What the person added outlives the next export, and LibreOffice still reads it.
    file = project.parent / "own.xlsx"
    file.write_bytes(made["own.xlsx"])
    call = ["workbook", "export", UNIT, str(file), "--as-of", str(DAY), "-C", str(project)]
    run = CliRunner().invoke(gongkai, call)
    assert run.exit_code == 0, run.output
    sheet = openpyxl.load_workbook(file)["公开记录"]
    assert [cell.value for cell in sheet[3]][:3] == ["编号", "经办", "职责"]
    assert [sheet.cell(row, 2).value for row in (4, 5)] == ["示例科", "=LEN(D5)"]
    assert sheet.column_dimensions["B"].width == pytest.approx(33, abs=1)
    assert sheet.auto_filter.ref == "A3:H5"
    assert sheet.auto_filter.filterColumn[0].filters.filter == ["示例科"]
    assert [sheet.cell(row, 6).value for row in (4, 5)] == ["二季度检查结果", "第三季度检查结果"]
    before = tree(project)
    assert brought(project, file.read_bytes())[0] == 0
    assert tree(project) == before
    again = converted({"own.xlsx": file.read_bytes()}, SHEETS, office)
    (one, other) = records(again["own-公开记录.csv"])
    assert (one["经办"], other["名称"]) == ("示例科", "第三季度检查结果")
    assert [name for name, _ in COLUMNS.values()] == openpyxl.load_workbook(file).sheetnames[:6]
    assert loaded(project).overlays.disclosures[1].title == "第三季度检查结果"


def with_own(data: bytes) -> bytes:
    """A column, a width, a filter and a sheet of a person's own."""
    made = openpyxl.load_workbook(io.BytesIO(data))
    sheet = made["公开记录"]
    sheet.insert_cols(2)
    sheet.cell(3, 2).value, sheet.cell(4, 2).value = "经办", "示例科"
    sheet.cell(5, 2).value = "=LEN(D5)"
    sheet.column_dimensions["B"].width = 33
    sheet.auto_filter.ref = "A3:H5"
    sheet.auto_filter.add_filter_column(1, ["示例科"])
    made.create_sheet("自己的表")["A1"].value = "自己的话"
    return saved(made)
