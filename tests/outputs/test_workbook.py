"""A unit's workbook: what stands in it, and what comes back."""

from __future__ import annotations

import io
import json
import re
import sys
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from click.testing import CliRunner
from hypothesis import example, given
from hypothesis import strategies as st
from xlsxwriter.format import Format
from xlsxwriter.sharedstrings import SharedStrings
from xlsxwriter.workbook import SharedStringTable
from xlsxwriter.worksheet import Worksheet

from gongkai.cli.run import gongkai
from gongkai.outputs.workbook.read import Unusable, read
from gongkai.outputs.workbook.sheets import COLUMNS, Book, OnRecord, Row, Sheet, book
from gongkai.outputs.workbook.texts import _SharedStrings
from gongkai.outputs.workbook.update import update
from gongkai.outputs.workbook.write import write
from gongkai.sources import Finding
from gongkai.store import import_source
from gongkai.views import Index, Settings
from gongkai.views.unit import Units
from tests.folders import tree
from tests.outputs.conftest import DAY, OPEN, Make, loaded, of

UNIT = "xian-jiaoyuju"
_write = sys.modules[write.__module__]
RECORDS = {
    "disclosures/2026.yml": (
        '# 手写的说明\ndisclosures:\n  - duty: "N004-D1"   # 第一季度\n    period: \'2026-Q2\'\n    date: "2026-06-20"\n'
        '    title: 二季度检查结果\n    basis: 门户网站\n    by: "xian-jiaoyuju"\n    address: https://example.org/q2\n'
        '  - duty: "N004-D1"\n    period: "2026-Q3"\n    date: "2026-07-20"\n    title: 三季度检查结果\n'
        '    basis: 门户网站\n    by: "xian-jiaoyuju"\n'
    ),
    "work_plans/xian-jiaoyuju/2026.yml": (
        'unit: "xian-jiaoyuju"\nyear: "2026"\ntitle: 年度计划\nbasis: 县教育局报送\ndate: "2026-01-10"\ntasks:\n'
        '  - measure: "N003"\n    text: 检测校舍\n    end: "2026-10-31"\n  - measure: "N004"\n    text: 公布结果\n'
    ),
}


@pytest.fixture
def project(make: Make) -> Path:
    return make(in_force=OPEN, files=RECORDS)


def exported(folder: Path, name: str = UNIT, settings: Settings | None = None) -> bytes:
    project = loaded(folder)
    index = Index(project.standing(DAY))
    units = Units(index)
    unit = index.units[name]
    return write(book(index, units, unit, OnRecord(project.overlays), settings))


Cells = dict[tuple[str, str, str], object]


def filled(data: bytes, cells: Cells) -> bytes:
    """The workbook with cells written: (sheet, identifier, heading) → value."""
    made = openpyxl.load_workbook(io.BytesIO(data))
    for (sheet, identifier, heading), value in cells.items():
        row, col = where(made[sheet], identifier, heading)
        made[sheet].cell(row, col).value = value
    return saved(made)


def saved(made: Any) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def where(sheet: Any, identifier: str, heading: str) -> tuple[int, int]:
    titles = [cell.value for cell in sheet[3]]
    for row in range(4, sheet.max_row + 1):
        if sheet.cell(row, 1).value == identifier:
            return row, titles.index(heading) + 1
    raise AssertionError(identifier)


def brought(folder: Path, data: bytes, name: str = "填好.xlsx") -> tuple[int, dict[str, Any]]:
    """Import a workbook: the exit code and the report."""
    file = folder.parent / name
    file.write_bytes(data)
    run = CliRunner().invoke(
        gongkai,
        ["workbook", "import", str(file), "--json", "--as-of", str(DAY), "-C", str(folder)],
        catch_exceptions=False,
    )
    return run.exit_code, json.loads(run.stdout) if run.stdout else {}


def changed(folder: Path, data: bytes, name: str = "填好.xlsx") -> dict[str, tuple[str, str]]:
    """The files that an import changes, before and after."""
    before = {path: text(folder / path) for path in tree(folder)}
    code, report = brought(folder, data, name)
    assert code == 0, report
    loaded(folder)
    after = {path: text(folder / path) for path in tree(folder)}
    assert sorted(report["files"]) == sorted(
        path for path in after if after[path] != before.get(path)
    )
    return {path: (before.get(path, ""), after[path]) for path in report["files"]}


def text(path: Path) -> str:
    return path.read_text("utf-8")


def test_an_independent_reader_finds_what_the_plan_says(project: Path) -> None:
    given = of(project)
    plan = given.own.standing.plan
    made = openpyxl.load_workbook(io.BytesIO(exported(project)))
    assert made.sheetnames == ["措施", "目标", "职责与期限", "公开记录", "工作计划", "空白", "说明", "_gongkai"]  # fmt: skip
    assert made["_gongkai"].sheet_state == "veryHidden"
    measures = {row[0].value: row for row in made["措施"].iter_rows(min_row=4)}
    own = {
        node.id: node for node in plan.nodes if any(body.unit == UNIT for body in node.attributions)
    }
    assert set(measures) == set(own)
    for identifier, row in measures.items():
        assert row[4].value == own[identifier].text
    targets = [row[0].value for row in made["目标"].iter_rows(min_row=4)]
    assert targets == [one.id for one in plan.targets if one.node == own["N003"].path]
    for sheet in made.worksheets:
        for row in sheet.iter_rows():
            assert not [cell for cell in row if cell.data_type == "f"]
    for name, _ in (COLUMNS[kind] for kind in COLUMNS):
        sheet = made[name]
        assert sheet.freeze_panes == "B4"
        assert sheet.auto_filter.ref.startswith("A3:")
        assert sheet.page_setup.orientation == "landscape"
        assert int(sheet.page_setup.paperSize) == 9
        assert sheet.print_title_rows == "$3:$3"
        assert "r1" in sheet["A2"].value
        assert "2026年8月20日" in sheet["A2"].value
    (states,) = made["目标"].data_validations.dataValidation[:1]
    assert states.formula1 == '"未开始,进行中,已完成"'


def test_the_same_project_gives_the_same_bytes(project: Path) -> None:
    assert exported(project) == exported(project)


class ByTheLibrary(_write.Texts):
    """A sheet whose cells the library writes, one by one."""

    _write_string, _write_rows = Worksheet._write_string, Worksheet._write_rows
    line = 0

    def put(self, rows: Iterable[Sequence[str]], looks: Sequence[Format]) -> None:
        for row in rows:
            for col, (text, look) in enumerate(zip(row, looks, strict=True)):
                self.write(self.line, col, _write.cell(text), look)
            self.line += 1


@pytest.mark.parametrize("site_url", ["", "https://example.org/plan/"])
def test_cells_stand_as_the_library_writes_them(
    project: Path, monkeypatch: pytest.MonkeyPatch, site_url: str
) -> None:
    """But for the count of all texts: the library counts that of a link twice."""
    settings = Settings(site_url=site_url)
    made = parts(exported(project, settings=settings))
    shown = sum(text.count(' t="s"') for name, text in made.items() if "worksheets/" in name)
    assert f' count="{shown}" ' in made["xl/sharedStrings.xml"]
    assert bool(site_url) == ("<hyperlink " in made["xl/worksheets/sheet1.xml"])
    monkeypatch.setattr(_write, "Texts", ByTheLibrary)
    monkeypatch.setattr(_write, "Workbook", xlsxwriter.Workbook)
    assert made == uncounted(parts(exported(project, settings=settings)), shown)


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def uncounted(parts: dict[str, str], count: int) -> dict[str, str]:
    strings = parts["xl/sharedStrings.xml"]
    return parts | {"xl/sharedStrings.xml": re.sub(r' count="\d+"', f' count="{count}"', strings)}


@pytest.mark.parametrize("through", ["as it was", "saved by another program"])
def test_without_an_edit_nothing_changes(project: Path, through: str) -> None:
    data = exported(project)
    if through != "as it was":
        data = saved(openpyxl.load_workbook(io.BytesIO(data)))
    before = tree(project)
    assert brought(project, data)[0] == 0
    assert tree(project) == before


def test_a_value_becomes_one_record_of_progress(project: Path) -> None:
    cells: Cells = {("目标", "N003-T1", "填：数值"): "91.5%"}
    found = changed(project, filled(exported(project), cells))
    ((name, (before, after)),) = found.items()
    assert name == "plan_data/progress/xian-jiaoyuju-2026-08-20.yml"
    assert not before
    (entry,) = loaded(project).overlays.progress
    assert (entry.of, entry.value, entry.unit, entry.by) == ("N003-T1", "91.5", "%", UNIT)
    assert (entry.date, entry.basis) == ("2026-08-20", "工作簿：填好.xlsx")
    # The same day another workbook brings another record: it goes below the first.
    more: Cells = {
        ("措施", "N004", "填：状态"): "进行中",
        ("措施", "N004", "填：日期"): "2026年8月1日",
    }
    found = changed(project, filled(exported(project), more), "第二份.xlsx")
    ((name, (before, now)),) = found.items()
    assert before == after
    assert now.startswith(after)
    assert [one.state for one in loaded(project).overlays.progress] == [None, "ongoing"]
    assert loaded(project).overlays.progress[1].date == "2026-08-01"


def lines_changed(before: str, after: str) -> list[tuple[str, str]]:
    old, new = before.split("\n"), after.split("\n")
    assert len(old) == len(new)
    return [(one, other) for one, other in zip(old, new, strict=True) if one != other]


def test_one_edited_cell_changes_one_field(project: Path) -> None:
    data = exported(project)
    sheet = openpyxl.load_workbook(io.BytesIO(data))["公开记录"]
    (first, second) = (sheet.cell(row, 1).value for row in (4, 5))
    found = changed(project, filled(data, {("公开记录", first, "名称"): "第二季度检查结果"}))
    ((name, (before, after)),) = found.items()
    assert name == "plan_data/disclosures/2026.yml"
    assert lines_changed(before, after) == [
        ("    title: 二季度检查结果", "    title: 第二季度检查结果")
    ]
    # Somebody changed the first since: the same workbook may still change the second.
    code, report = brought(project, filled(data, {("公开记录", first, "名称"): "另一名称"}))
    assert code == 1
    assert [one["rule"] for one in report["findings"]] == ["workbook-conflict"]
    assert changed(project, filled(data, {("公开记录", second, "日期"): "2026/7/21"}))
    assert loaded(project).overlays.disclosures[1].date == "2026-07-21"


def test_tasks_are_changed_and_added(project: Path) -> None:
    data = exported(project)
    sheet = openpyxl.load_workbook(io.BytesIO(data))["工作计划"]
    first = sheet.cell(4, 1).value
    assert sheet.cell(4, 4).value == "检测校舍"
    found = changed(project, filled(data, {("工作计划", first, "状态"): "已完成"}))
    ((name, (before, after)),) = found.items()
    assert name == "plan_data/work_plans/xian-jiaoyuju/2026.yml"
    assert after == before.replace('2026-10-31"\n', '2026-10-31"\n    state: done\n')
    new: Cells = {
        ("工作计划", "新增1", "年度"): 2027, ("工作计划", "新增1", "措施编号"): "N003", ("工作计划", "新增1", "任务"): "复检",
        ("工作计划", "新增2", "年度"): "2026", ("工作计划", "新增2", "措施编号"): "N004", ("工作计划", "新增2", "任务"): "公布名单",
    }  # fmt: skip
    changed(project, filled(exported(project), new))
    plans = {plan.year: plan for plan in loaded(project).overlays.work_plans}
    assert [task.text for task in plans["2026"].tasks] == ["检测校舍", "公布结果", "公布名单"]
    assert [task.text for task in plans["2027"].tasks] == ["复检"]
    assert plans["2027"].title == "县教育局2027年工作计划"


def test_a_blank_is_answered(project: Path) -> None:
    plan = of(project).own.standing.plan
    number, body = (blank.id for blank in plan.blanks if blank.node == "1.1")
    cells: Cells = {
        ("空白", number, "填：应为"): "12", ("空白", number, "填：依据"): "县教育局文件",
        ("空白", body, "填：应为"): "县住建局", ("空白", body, "填：依据"): "会议纪要",
    }  # fmt: skip
    found = changed(project, filled(exported(project), cells))
    assert list(found) == ["plan_data/fills.yml"]
    fills = {one.blank: one for one in loaded(project).overlays.fills}
    assert (fills[number].value, fills[number].units) == ("12", ())
    assert fills[body].units == ("xian-zhujianju",)
    assert fills[body].basis == "会议纪要（工作簿：填好.xlsx）"


def test_a_duty_is_done(project: Path) -> None:
    row = "N004-D2 2026-H1"
    cells: Cells = {
        ("职责与期限", row, "填：完成日期"): "2026-06-28", ("职责与期限", row, "填：名称"): "上半年进展报告",
    }  # fmt: skip
    changed(project, filled(exported(project), cells))
    (one,) = [one for one in loaded(project).overlays.disclosures if one.duty == "N004-D2"]
    assert (one.period, one.date, one.by) == ("2026-H1", "2026-06-28", UNIT)


def test_a_duty_that_comes_round_can_be_recorded_before_its_periods_are_known(make: Make) -> None:
    folder = make()  # nobody has recorded since when the plan is in force
    row = "N004-D1 2026-Q2"
    sheet = openpyxl.load_workbook(io.BytesIO(exported(folder)))["职责与期限"]
    rows = [one[0] for one in sheet.iter_rows(min_row=4, values_only=True)]
    assert [one for one in rows if str(one).startswith("N004-D1")] == [row, "N004-D1 2026-Q3"]
    cells: Cells = {
        ("职责与期限", row, "填：完成日期"): "2026-06-28", ("职责与期限", row, "填：名称"): "二季度检查结果",
    }  # fmt: skip
    changed(folder, filled(exported(folder), cells))
    (one,) = loaded(folder).overlays.disclosures
    assert (one.duty, one.period) == ("N004-D1", "2026-Q2")


# What is written where, and what is then found: rule and heading.
FAULTS: list[tuple[Cells, str, str]] = [
    ({("目标", "N003-T1", "填：数值"): "大约九成"}, "overlay-number", "填：数值"),
    ({("目标", "N003-T1", "填：数值"): "91", ("目标", "N003-T1", "填：日期"): "去年"}, "yaml-day", "填：日期"),
    ({("目标", "N003-T1", "填：说明"): "顺利"}, "overlay-nothing", "填：说明"),
    ({("措施", "N004", "填：状态"): "差不多"}, "yaml-choice", "填：状态"),
    ({("措施", "N004", "填：状态"): "进行中", ("措施", "N004", "填：证据网址"): "javascript:x"}, "overlay-address", "填：证据网址"),
    ({("措施", "N004", "填：状态"): "已完成", ("措施", "N004", "填：日期"): "2099-12-31"}, "workbook-early", "填：日期"),
    ({("职责与期限", "N004-D1 2026-Q2", "填：名称"): "结果"}, "workbook-missing", "填：完成日期"),
    ({("工作计划", "新增1", "任务"): "复检"}, "workbook-missing", "年度"),
    ({("工作计划", "新增1", "年度"): "2027", ("工作计划", "新增1", "措施编号"): "N099", ("工作计划", "新增1", "任务"): "复检"},
     "overlay-unknown", "措施编号"),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "rule", "heading"), FAULTS)
def test_a_fault_is_found_at_its_cell(project: Path, cells: Cells, rule: str, heading: str) -> None:
    data = filled(exported(project), cells)
    before = tree(project)
    code, report = brought(project, data)
    assert code == 1
    assert tree(project) == before
    found = {
        (one["rule"], one["file"].partition("#")[2], one["line"], one["col"])
        for one in report["findings"]
    }
    sheet, identifier, _ = next(iter(cells))
    place = where(openpyxl.load_workbook(io.BytesIO(data))[sheet], identifier, heading)
    assert (rule, sheet, *place) in found


def test_newer_records_are_not_overwritten(project: Path) -> None:
    data = filled(exported(project), {("目标", "N003-T1", "填：数值"): "91.5"})
    path = project / "plan_data/progress/own.yml"
    path.parent.mkdir()
    path.write_text(
        'progress:\n  - of: "N003-T1"\n    date: "2026-08-01"\n    basis: 现场核查\n    value: "90"\n    unit: "%"\n',
        encoding="utf-8",
    )
    code, report = brought(project, data)
    assert (code, [one["rule"] for one in report["findings"]]) == (1, ["workbook-conflict"])
    assert "2026-08-01，90%，现场核查" in report["findings"][0]["message"]


@pytest.mark.parametrize(
    ("cells", "file", "written", "shown"),
    [
        pytest.param(
            {("职责与期限", "N004-D2 2026-H1", "填：完成日期"): "2026-06-28", ("职责与期限", "N004-D2 2026-H1", "填：名称"): "报告"},
            "disclosures/own.yml",
            'disclosures:\n  - duty: "N004-D2"\n    period: "2026-H1"\n    date: "2026-06-20"\n    title: 半年报告\n    basis: 公函\n    by: "xian-jiaoyuju"\n',
            "2026-06-20，半年报告，公函", id="a-publication",
        ),
        pytest.param(
            {("空白", "N003-B1", "填：应为"): "12", ("空白", "N003-B1", "填：依据"): "文件"},
            "fills.yml",
            'fills:\n  - blank: "N003-B1"\n    value: "11"\n    basis: 会议纪要\n    date: "2026-08-01"\n',
            "2026-08-01，11，会议纪要", id="a-blank",
        ),
    ],
)  # fmt: skip
def test_what_was_recorded_since_is_shown_and_stays(
    project: Path, cells: Cells, file: str, written: str, shown: str
) -> None:
    data = filled(exported(project), cells)
    path = project / "plan_data" / file
    path.write_text(written, encoding="utf-8")
    before = tree(project)
    code, report = brought(project, data)
    assert (code, [one["rule"] for one in report["findings"]]) == (1, ["workbook-conflict"])
    assert shown in report["findings"][0]["message"]
    assert tree(project) == before


def test_a_task_stays_in_its_year_and_one_that_is_gone_is_told(project: Path) -> None:
    data = exported(project)
    task = openpyxl.load_workbook(io.BytesIO(data))["工作计划"].cell(4, 1).value
    code, report = brought(project, filled(data, {("工作计划", task, "年度"): "2027"}))
    assert (code, [one["rule"] for one in report["findings"]]) == (1, ["workbook-year"])
    path = project / "plan_data/work_plans/xian-jiaoyuju/2026.yml"
    path.write_text(text(path).replace("检测校舍", "检测全部校舍"), encoding="utf-8")
    code, report = brought(project, filled(data, {("工作计划", task, "状态"): "已完成"}))
    assert (code, [one["rule"] for one in report["findings"]]) == (1, ["workbook-conflict"])


@pytest.mark.parametrize(
    ("value", "form", "number"),
    [(0.915, "0.0%", "91.5"), (91.5, "General", "91.5"), (0.1 + 0.2, "0.0", "0.3")],
)
def test_a_cell_that_the_office_made_a_number_or_a_day(
    project: Path, value: float, form: str, number: str
) -> None:
    cells: Cells = {
        ("目标", "N003-T1", "填：数值"): value,
        ("目标", "N003-T1", "填：日期"): datetime(2026, 8, 1),
    }
    made = openpyxl.load_workbook(io.BytesIO(filled(exported(project), cells)))
    made["目标"].cell(*where(made["目标"], "N003-T1", "填：数值")).number_format = form
    changed(project, saved(made))
    (entry,) = loaded(project).overlays.progress
    assert (entry.value, entry.unit, entry.date) == (number, "%", "2026-08-01")


def test_rows_may_be_moved_and_columns_added(project: Path) -> None:
    made = openpyxl.load_workbook(
        io.BytesIO(filled(exported(project), {("措施", "N004", "填：状态"): "进行中"}))
    )
    sheet = made["措施"]
    sheet.insert_cols(2)
    sheet.cell(3, 2).value = "本科室经办"
    sheet.cell(4, 2).value = "示例科"
    sheet.move_range("A4:L4", rows=3)
    sheet.insert_rows(1)
    made.create_sheet("自己的表")["A1"].value = "自己的话"
    changed(project, saved(made))
    assert [one.state for one in loaded(project).overlays.progress] == ["ongoing"]


def test_what_is_not_understood_is_listed(project: Path) -> None:
    made = openpyxl.load_workbook(io.BytesIO(exported(project)))
    sheet = made["目标"]
    at = sheet.max_row + 1
    _, col = where(sheet, "N003-T1", "填：数值")
    sheet.cell(at, 1).value, sheet.cell(at, col).value = "N999-T9", 5
    before = tree(project)
    code, report = brought(project, saved(made))
    assert code == 0
    assert report["left"] == [{"sheet": "目标", "row": at, "text": "N999-T9，5"}]
    assert tree(project) == before


def test_a_workbook_of_an_earlier_revision_is_told(project: Path) -> None:
    made = openpyxl.load_workbook(io.BytesIO(exported(project)))
    made["_gongkai"]["C1"].value = "r0"
    code, report = brought(project, saved(made))
    assert code == 0
    assert [one["rule"] for one in report["findings"]] == ["workbook-revision"]


def test_units_report_on_what_was_approved_while_the_next_is_a_draft(project: Path) -> None:
    """Out and back: of a draft only where there is nothing else, and then it says so."""
    source = project.parent / "next.txt"
    first = project / "plan_data/revisions/r1"
    printed = (first / "source.txt").read_text("utf-8")
    source.write_text(printed + "（九）另立新项。\n牵头单位：县教育局\n", encoding="utf-8")
    assert import_source(project, source, "r2").written
    heads = []
    for state in ("in_force", "draft"):
        recorded = re.sub(r"(?m)^state: .*\n", "", (first / "revision.yml").read_text("utf-8"))
        (first / "revision.yml").write_text(f"{recorded}state: {state}\n", encoding="utf-8")
        file = project.parent / f"{state}.xlsx"
        asked = ["workbook", "export", UNIT, str(file), "--as-of", str(DAY), "-C", str(project)]
        run = CliRunner().invoke(gongkai, asked, catch_exceptions=False)
        assert run.exit_code == 0, run.output
        heads.append(str(openpyxl.load_workbook(file)["措施"]["A2"].value))
        assert brought(project, file.read_bytes())[1]["findings"] == []
    assert "版本：r1　" in heads[0]
    assert "版本：r2（草稿，未经批准）" in heads[1]


def without(data: bytes, part: str) -> bytes:
    """The file without a part of its archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if not name.startswith(part):
                new.writestr(name, old.read(name))
    return out.getvalue()


BROKEN: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("workbook-format", lambda data: b"gongkai"),
    ("workbook-format", lambda data: b""),
    ("workbook-format", lambda data: data[: len(data) // 2]),
    ("workbook-format", lambda data: without(data, "xl/")),
    ("source-damaged", lambda data: without(data, "xl/workbook.xml")),
    ("workbook-foreign", lambda data: saved(openpyxl.Workbook())),
]


@pytest.mark.parametrize(("rule", "broken"), BROKEN)
def test_another_file_is_refused(
    project: Path, rule: str, broken: Callable[[bytes], bytes]
) -> None:
    """In words of our own, whatever the library says of it."""
    data = broken(exported(project))
    with pytest.raises(Unusable) as refused:
        read(data)
    finding = Finding(refused.value.rule, "a.xlsx", args=refused.value.args_of_rule)
    assert finding.rule == rule
    own = re.sub("Excel|xlsx|gongkai workbook export", "", finding.message("zh"))
    assert not re.search("[A-Za-z]{4}", own)
    code, report = brought(project, data)
    assert (code, [one["rule"] for one in report["findings"]]) == (2, [rule])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sheet", "heading"), [("目标", "填：状态"), ("措施", "填：状态"), ("工作计划", "状态")]
)
def test_a_state_in_other_words_is_answered_with_those_of_the_sheet(
    project: Path, sheet: str, heading: str
) -> None:
    data = exported(project)
    there = openpyxl.load_workbook(io.BytesIO(data))[sheet]
    row, col = where(there, there.cell(4, 1).value, heading)
    code, report = brought(
        project, filled(data, {(sheet, there.cell(4, 1).value, heading): "完工"})
    )
    assert code == 1
    (finding,) = report["findings"]
    assert (finding["rule"], finding["line"], finding["col"]) == ("yaml-choice", row, col)
    assert "完工" in finding["message"]
    assert finding["hint"].endswith("未开始、进行中、已完成")
    assert not loaded(project).overlays.progress


HOSTILE = (
    '=HYPERLINK("http://x")',
    "+1",
    "@SUM(A1)",
    "-2",
    "a\x0bb\x07c",
    "_x000D_",
    "长" * 40_000,
)


@pytest.mark.slow
def test_hostile_words_are_text(make: Make) -> None:
    body = "".join(
        f"（{at}）{words}检查校舍。\n牵头单位：县教育局\n"
        for at, words in zip("一二三四五六七", HOSTILE, strict=True)
    )
    folder = make(f"方案\n\n一、任务\n{body}")
    made = openpyxl.load_workbook(io.BytesIO(exported(folder)))
    for sheet in made.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n")
                assert len(str(cell.value or "")) <= 32_767
                assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", str(cell.value or ""))
    before = tree(folder)
    assert brought(folder, exported(folder))[0] == 0
    assert tree(folder) == before


def test_a_workbook_in_use_is_brought_up_to_date_in_place(project: Path) -> None:
    made = openpyxl.load_workbook(io.BytesIO(exported(project)))
    sheet = made["公开记录"]
    titles = [cell.value for cell in sheet[3]]
    second = sheet.cell(5, 1).value
    sheet.insert_cols(2)
    sheet.cell(3, 2).value, sheet.cell(4, 2).value = "经办", "示例科"
    sheet.cell(5, 2).value = "=LEN(A5)"
    sheet.column_dimensions["B"].width = 33
    sheet.auto_filter.ref = "A3:H5"
    sheet.auto_filter.add_filter_column(1, ["示例科"])
    col = titles.index("网址") + 2
    assert sheet.cell(3, col).value == "网址"
    sheet.cell(5, col).value = "https://example.org/q3"  # written in, not yet read back
    made.create_sheet("自己的表")["A1"].value = "自己的话"
    path = project / "plan_data/disclosures/2026.yml"
    path.write_text(
        text(path).replace("二季度检查结果", "第二季度检查结果")
        + '  - duty: "N004-D2"\n    period: "2026-H1"\n    date: "2026-08-01"\n    title: 上半年报告\n'
        '    basis: 收文\n    by: "xian-jiaoyuju"\n',
        encoding="utf-8",
    )
    file = project.parent / "在用.xlsx"
    file.write_bytes(saved(made))
    run = CliRunner().invoke(
        gongkai, ["workbook", "export", UNIT, str(file), "--as-of", str(DAY), "-C", str(project)]
    )
    assert run.exit_code == 0, run.output
    now = openpyxl.load_workbook(file)
    sheet = now["公开记录"]
    assert [cell.value for cell in sheet[3]] == [titles[0], "经办", *titles[1:]]
    rows = [[cell.value or "" for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert [row[titles.index("名称") + 1] for row in rows] == [
        "第二季度检查结果", "三季度检查结果", "上半年报告",
    ]  # fmt: skip
    assert [row[1] for row in rows] == ["示例科", "=LEN(A5)", ""]
    assert rows[1][0] == second
    assert rows[1][col - 1] == "https://example.org/q3"
    assert sheet.column_dimensions["B"].width == 33
    assert sheet.auto_filter.ref == "A3:H6"
    assert sheet.auto_filter.filterColumn
    assert now["自己的表"]["A1"].value == "自己的话"
    found = changed(project, file.read_bytes())
    assert list(found) == ["plan_data/disclosures/2026.yml"]
    assert loaded(project).overlays.disclosures[1].address == "https://example.org/q3"


@pytest.mark.slow
def test_a_workbook_that_was_read_may_come_again(project: Path) -> None:
    plan = of(project).own.standing.plan
    number, _ = (blank.id for blank in plan.blanks if blank.node == "1.1")
    data = exported(project)
    first = openpyxl.load_workbook(io.BytesIO(data))["公开记录"].cell(4, 1).value
    cells: Cells = {
        ("措施", "N004", "填：状态"): "进行中",
        ("目标", "N003-T1", "填：数值"): "91.5%", ("目标", "N003-T1", "填：日期"): "2026-08-01",
        ("职责与期限", "N004-D2 2026-H1", "填：完成日期"): "2026-06-28", ("职责与期限", "N004-D2 2026-H1", "填：名称"): "上半年报告",
        ("公开记录", first, "名称"): "第二季度检查结果",
        ("工作计划", "新增1", "年度"): 2027, ("工作计划", "新增1", "措施编号"): "N003", ("工作计划", "新增1", "任务"): "复检",
        ("空白", number, "填：应为"): "12", ("空白", number, "填：依据"): "县教育局文件",
    }  # fmt: skip
    data = filled(data, cells)
    assert changed(project, data)
    before = tree(project)
    code, report = brought(project, data, "改了名.xlsx")
    assert (code, report["records"], report["known"]) == (0, 0, 6)
    assert tree(project) == before
    # Brought up to date, it is empty where it was read, and the next answer is taken.
    file = project.parent / "在用.xlsx"
    file.write_bytes(data)
    run = CliRunner().invoke(
        gongkai, ["workbook", "export", UNIT, str(file), "--as-of", str(DAY), "-C", str(project)]
    )
    assert run.exit_code == 0, run.output
    data = file.read_bytes()
    now = openpyxl.load_workbook(file)
    for sheet, identifier, heading in cells:
        if sheet != "公开记录":
            assert now[sheet].cell(*where(now[sheet], identifier, heading)).value is None, sheet
    names = [row[4] for row in now["公开记录"].iter_rows(min_row=4, values_only=True)]
    assert sorted(names) == ["三季度检查结果", "上半年报告", "第二季度检查结果"]
    code, report = brought(project, data)
    assert (code, report["records"], report["known"]) == (0, 0, 0)
    more: Cells = {
        ("措施", "N004", "填：状态"): "已完成",
        ("措施", "N004", "填：日期"): "2026-08-19",
    }
    assert list(changed(project, filled(data, more))) == [
        "plan_data/progress/xian-jiaoyuju-2026-08-20.yml"
    ]


def test_another_file_is_never_overwritten(project: Path) -> None:
    for data in (b"notes", saved(openpyxl.Workbook())):
        file = project.parent / "别的.xlsx"
        file.write_bytes(data)
        run = CliRunner().invoke(
            gongkai, ["workbook", "export", UNIT, str(file), "-C", str(project)]
        )
        assert run.exit_code == 1
        assert "workbook-taken" in run.stderr
        assert file.read_bytes() == data


@pytest.mark.slow
def test_a_body_that_fills_a_blank_has_a_workbook_too(make: Make) -> None:
    fill = (
        'fills:\n  - blank: "{blank}"\n    value: "县财政局"\n    units: ["xian-caizhengju"]\n'
        '    basis: 县政府办通知\n    date: "2026-03-01"\n'
    )
    folder = make(in_force=OPEN)
    plan = loaded(folder).plan
    (blank,) = [one.id for one in plan.blanks if one.within == "attribution"]
    (folder / "plan_data/fills.yml").write_text(fill.format(blank=blank), encoding="utf-8")
    data = exported(folder, "xian-caizhengju")
    rows = list(
        openpyxl.load_workbook(io.BytesIO(data))["措施"].iter_rows(min_row=4, values_only=True)
    )
    assert [row[:2] for row in rows] == [("N003", "填补")]
    changed(folder, filled(data, {("措施", "N003", "填：状态"): "未开始"}))
    assert loaded(folder).overlays.progress[0].by == "xian-caizhengju"


ANY = st.text(max_size=40) | st.from_regex(
    r"_x[0-9A-F]{4}_|=?[+-]?\d{1,4}[-/.]\d{1,2}[-/.]\d{1,2}", fullmatch=True
)


def of_records(texts: Iterable[tuple[str, str, str]]) -> bytes:
    """A workbook in whose cells to fill in these texts stand."""
    return write(book_of(texts))


def book_of(texts: Iterable[tuple[str, str, str]]) -> Book:
    name, columns = COLUMNS["published"]
    rows = tuple(Row(f"R-{at}", (f"R-{at}", "", "", *three, "")) for at, three in enumerate(texts))
    sheet = Sheet("published", name, columns, rows)
    return Book("u", "单位", "方案", "r1", "2026-08-20", "", (sheet,))


def test_words_that_the_library_would_take_for_its_own_are_text() -> None:
    texts = ("", "<r>甲&乙</r>", "<r><t>甲</t></r>")
    sheet = openpyxl.load_workbook(io.BytesIO(of_records([texts])))["公开记录"]
    assert tuple(sheet.cell(4, col).value or "" for col in (4, 5, 6)) == texts


@given(texts=st.lists(st.text("甲 \n\t\0\x07&<>r/_x00F\ufffe\"'", max_size=9), max_size=9))
@example(texts=["甲", "_x0041_", "乙"])
@example(texts=["<r>", "甲</r>", "<r></r>"])
@example(texts=["甲", "", "乙 "])
def test_texts_stand_as_the_library_writes_them(texts: list[str]) -> None:
    def written(kind: type[SharedStrings]) -> str:
        table = SharedStringTable()
        for text in texts:
            table._get_shared_string_index(text)
        table._sort_string_data()
        made, out = kind(), io.StringIO()
        made.string_table = table
        made._set_filehandle(out)
        made._write_sst_strings()
        return out.getvalue()

    assert written(_SharedStrings) == written(SharedStrings)


LONG = (
    ("2026-01-01", "甲" * 31_000, "乙" * 31_000),
    ("", '"' * 40_000, "丙　 \n" * 9_000),
    ("", "", "短"),
)


@pytest.mark.slow
def test_a_row_may_hold_more_than_fits_into_a_cell() -> None:
    made = of_records(LONG)
    brought_up_to_date = update(made, book_of(LONG))
    for data in (made, brought_up_to_date, saved(openpyxl.load_workbook(io.BytesIO(made)))):
        returned = read(data)
        assert returned.edited == ()
        assert returned.left == ()
    written = read(filled(made, {("公开记录", "R-1", "网址"): "https://example.org/"})).edited
    assert [(row.id, row.keys) for row in written] == [("R-1", ("address",))]


def test_a_hidden_sheet_wider_than_ours_is_not_looked_through() -> None:
    made = openpyxl.load_workbook(io.BytesIO(of_records(LONG)))
    made["_gongkai"]["XFD3"].value = "x"
    assert read(saved(made)).edited == ()


@pytest.mark.slow
@given(st.lists(st.tuples(ANY, ANY, ANY), min_size=1, max_size=8))
def test_no_words_look_like_an_edit(texts: list[tuple[str, str, str]]) -> None:
    made = of_records(texts)
    for data in (made, saved(openpyxl.load_workbook(io.BytesIO(made)))):
        returned = read(data)
        assert returned.edited == ()
        assert returned.left == ()


@pytest.mark.parametrize("name", ["book.xls", "book", "book.csv", ".xlsx"])
def test_a_workbook_is_written_under_a_name_that_says_what_it_is(
    project: Path, tmp_path: Path, name: str
) -> None:
    file = tmp_path / "out" / name
    run = CliRunner().invoke(gongkai, ["workbook", "export", UNIT, str(file), "-C", str(project)])
    assert run.exit_code == 2
    assert re.fullmatch(rf"{re.escape(str(file))}: .*\[workbook-name\]\n", run.stderr)
    assert not file.parent.exists()
