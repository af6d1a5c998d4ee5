"""Wide sheets as laboratories send them, into plan_data/water/results/."""

from __future__ import annotations

import json
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from gongkai.cli.run import gongkai
from gongkai.store import import_water, load_water
from gongkai.water import read_points
from gongkai.water.sheet import read_sheet
from gongkai.water.wide import TIDY, read_wide
from tests.folders import tree

POINTS = "- {id: tap-1, name: 龙头一, type: tap}\n- {id: src, name: 水源, type: source_river}\n"
HEAD = "序号,点位,采样日期,pH,氨氮（mg/L）,砷 μg/L,总大肠菌群(CFU/100mL),臭和味,备注\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "plan_data/water").mkdir(parents=True)
    (tmp_path / "plan_data/water/points.yml").write_text(POINTS, encoding="utf-8")
    return tmp_path


def sheet(folder: Path, text: str, name: str = "sheet.csv") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_a_sheet_becomes_a_file_a_quarter(folder: Path) -> None:
    text = (
        "示例县水质检测结果,,,,,,,,\n"
        + HEAD
        + "1,龙头一,2020年7月3日,7.2,0.05L,<0.5,未检出,无,晴\n"
        + "2,龙头一,2020/10/9,7.4,0.06,/,0,无,\n"
    )
    report = import_water(folder, sheet(folder, text))
    assert [finding.text("zh") for finding in report.findings] == []
    assert dict(report.files) == {
        "plan_data/water/results/2020-Q3.csv": 5,
        "plan_data/water/results/2020-Q4.csv": 4,
    }
    written = (folder / "plan_data/water/results/2020-Q3.csv").read_text("utf-8")
    assert written == (
        ",".join(TIDY) + "\n"
        "tap-1,2020-07-03,pH,,7.2,,,,晴\n"
        "tap-1,2020-07-03,氨氮,<,0.05,mg/L,,,晴\n"
        "tap-1,2020-07-03,砷,<,0.5,μg/L,,,晴\n"
        "tap-1,2020-07-03,总大肠菌群,ND,,CFU/100mL,,,晴\n"
        "tap-1,2020-07-03,臭和味,text,无,,,,晴\n"
    )
    assert report.wide.ignored == ("序号",)
    assert [(one.heading, one.indicator, one.unit) for one in report.wide.matched][1:3] == [
        ("氨氮（mg/L）", "氨氮", "mg/L"),
        ("砷 μg/L", "砷", "μg/L"),
    ]
    water, found = load_water(folder, illustration=False)
    assert found == ()
    assert water is not None
    assert len(water.results) == 9


def test_the_same_sheet_again_changes_no_byte(folder: Path) -> None:
    source = sheet(folder, HEAD + "1,龙头一,2020-07-03,7.2,0.05,0.5,0,无,\n")
    assert import_water(folder, source).added == 5
    before = tree(folder)
    again = import_water(folder, source)
    assert (again.added, again.same) == (0, 5)
    assert tree(folder) == before


def test_what_is_on_file_stays_as_it_is_and_new_rows_go_below(folder: Path) -> None:
    there = "点位,采样日期,项目,限定符,检测值,单位\r\ntap-1,2020-07-03,砷,,0.50,μg/L\r\n"
    path = folder / "plan_data/water/results/2020-Q3.csv"
    path.parent.mkdir()
    path.write_bytes(b"\xef\xbb\xbf" + there.encode())
    report = import_water(folder, sheet(folder, "点位,采样日期,砷(mg/L),铅(mg/L)\ntap-1,2020-07-03,0.0005,0.001\n"))  # fmt: skip
    assert (report.added, report.same) == (1, 1)
    assert path.read_bytes() == (
        b"\xef\xbb\xbf" + (there + "tap-1,2020-07-03,铅,,0.001,mg/L\r\n").encode()
    )


def test_a_value_that_differs_from_one_on_file_is_shown_and_nothing_is_written(
    folder: Path,
) -> None:
    first = sheet(folder, "点位,采样日期,砷(mg/L)\ntap-1,2020-07-03,0.001\n")
    assert import_water(folder, first).added == 1
    before = tree(folder / "plan_data")
    second = sheet(folder, "点位,采样日期,铅(mg/L),砷(mg/L)\ntap-1,2020-07-03,0.001,0.002\n")
    report = import_water(folder, second)
    (finding,) = report.findings
    assert (finding.rule, finding.line, finding.col) == ("water-import-conflict", 2, 24)
    assert "2020-Q3.csv 第 2 行（0.001）" in finding.message("zh")
    assert tree(folder / "plan_data") == before


@pytest.mark.parametrize(
    ("text", "rule", "place"),
    [
        pytest.param("甲,乙\n1,2\n", "water-wide-heading", (0, 0), id="no-heading"),
        pytest.param("点位,采样日期,水蒸气(mg/L)\n", "water-wide-column", (1, 9), id="unknown-indicator"),
        pytest.param("点位,采样日期,采样人\n", "water-wide-column", (1, 9), id="a-column-of-persons"),
        pytest.param("点位,采样日期,氨氮\n", "water-wide-unit", (1, 9), id="no-unit"),
        pytest.param("点位,采样日期,氨氮(g)\n", "water-unit-unknown", (1, 9), id="unknown-unit"),
        pytest.param("点位,采样日期,氨氮(mg/L),NH3-N(mg/L)\n", "water-column-twice", (1, 18), id="indicator-twice"),
        pytest.param("点位,采样日期,pH\n河边,2020-07-03,7\n", "water-point-unknown", (2, 1), id="point"),
        pytest.param("点位,采样日期,pH\ntap-1,7月3日,7\n", "water-date", (2, 7), id="day"),
        pytest.param("点位,采样日期,pH\ntap-1,2020-07-03,71\n", "water-impossible", (2, 18), id="pH-71"),
        pytest.param('点位,采样日期,pH\ntap-1,2020-07-03,"7,1"\n', "water-number", (2, 18), id="locale-comma"),
        pytest.param("点位,采样日期,pH\ntap-1,2020-07-03,=7+0\n", "water-number", (2, 18), id="formula"),
        pytest.param("点位,采样日期,砷(mg/L)\ntap-1,2020-07-03,未检出\n", "water-nd-limit", (2, 18), id="no-detection-limit"),
        pytest.param("点位,采样日期,pH\ntap-1,2020-07-03,7\ntap-1,2020-07-03,8\n", "water-conflict", (3, 18), id="two-values"),
        pytest.param("点位,采样日期,pH\ntap-1,2020-07-03,-7\n", "water-negative", (2, 18), id="negative"),
        pytest.param("点位,采样日期,备注,pH\ntap-1,2020-07-03,@x,7\n", "water-formula", (2, 18), id="formula-in-a-note"),
    ],
)  # fmt: skip
def test_what_is_refused(folder: Path, text: str, rule: str, place: tuple[int, int]) -> None:
    report = import_water(folder, sheet(folder, text))
    (finding,) = [one for one in report.findings if one.severity == "error"]
    assert (finding.rule, (finding.line, finding.col)) == (rule, place)
    assert not (folder / "plan_data/water/results").exists()


def test_rows_of_units_and_detection_limits_are_read_and_others_left_out(folder: Path) -> None:
    text = (
        "点位,采样日期,砷,氨氮\n单位,,mg/L,mg/L\n检出限,,0.0003,0.025\n标准限值,,0.01,0.5\n"
        "tap-1,2020-07-03,未检出,ND\n平均值,,0.1,0.1\n"
    )
    report = import_water(folder, sheet(folder, text))
    assert report.findings == ()
    assert [(one.code, one.qualifier, one.value) for one in report.wide.results] == [
        ("AS", "ND", "0.0003"),
        ("NH3N", "ND", "0.025"),
    ]
    assert report.wide.ignored == ("标准限值", "平均值")


def test_a_point_may_be_named_like_a_row_that_is_left_out(folder: Path) -> None:
    named = POINTS + "- {id: std, name: 标准件厂龙头, type: tap}\n"
    (folder / "plan_data/water/points.yml").write_text(named, encoding="utf-8")
    report = import_water(folder, sheet(folder, "点位,采样日期,pH\n标准件厂龙头,2020-07-03,7\n"))
    assert (report.wide.points, report.wide.ignored) == (("std",), ())


AMOUNTS = st.decimals(min_value=0, max_value=9, places=3).map(lambda value: format(value, "f"))
WRITTEN = st.one_of(
    AMOUNTS.map(lambda text: (text, ("", text))),
    AMOUNTS.filter(lambda text: float(text) > 0).map(lambda text: (f"{text}L", ("<", text))),
    AMOUNTS.filter(lambda text: float(text) > 0).map(lambda text: (f"＜{text}", ("<", text))),
    AMOUNTS.filter(lambda text: float(text) > 0).map(lambda text: (f"ND（{text}）", ("ND", text))),
    st.sampled_from(["", "/", "—", "-1", "未测"]).map(lambda text: (text, None)),
)


@given(st.lists(st.tuples(WRITTEN, WRITTEN), max_size=8))
def test_what_a_sheet_says_is_what_is_read(cells: list[tuple[tuple[str, object], ...]]) -> None:
    points, _ = read_points("points.yml", POINTS.encode())
    lines = [f"src,2020-07-{at:02d},{one[0]},{two[0]}" for at, (one, two) in enumerate(cells, 1)]
    text = "点位,采样日期,氨氮(mg/L),总磷(mg/L)\n" + "\n".join(lines)
    rows, _ = read_sheet("s.csv", text.encode())
    wide, found = read_wide("s.csv", rows, points)
    assert found == ()
    said = [(result.qualifier, result.value) for result in wide.results]
    assert said == [cell[1] for row in cells for cell in row if cell[1] is not None]


LISTED = "点位,采样日期,指标,限定符,检测值,单位,天气\n"


def test_a_list_of_one_value_a_row_is_taken_too(folder: Path) -> None:
    text = LISTED + "龙头一,2020/7/3,砷,<,0.001,mg/L,晴\ntap-1,2020-10-09,pH,,7.1,无量纲,雨\n"
    report = import_water(folder, sheet(folder, text))
    assert report.findings == ()
    assert [count for _, count in report.files] == [1, 1]
    assert report.wide.ignored == ("天气",)
    assert import_water(folder, sheet(folder, text)).added == 0


@pytest.mark.parametrize(
    ("line", "rule", "col"),
    [
        ("河边,2020-07-03,砷,,0.001,mg/L,", "water-point-unknown", 1),
        ("tap-1,7月3日,砷,,0.001,mg/L,", "water-date", 7),
        ("tap-1,2020-07-03,砷精,,0.001,mg/L,", "water-indicator-unknown", 18),
        ("tap-1,2020-07-03,砷,,71,g,", "water-unit-unknown", 24),
    ],
)
def test_a_fault_of_a_list_has_its_own_cell(folder: Path, line: str, rule: str, col: int) -> None:
    (finding,) = import_water(folder, sheet(folder, LISTED + line + "\n")).findings
    assert (finding.rule, finding.line, finding.col) == (rule, 2, col)


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def test_a_workbook_is_the_same_sheet(folder: Path) -> None:
    (folder / "a.xlsx").write_bytes(
        workbook(
            ("监测点位", "采样时间", "pH", "氨氮\n(mg/L)"),
            ("水源", datetime(2020, 7, 3, 9, 30), 7.2, 0.1 + 0.2),
        )
    )
    report = import_water(folder, folder / "a.xlsx")
    assert report.findings == ()
    assert [(one.date, one.value) for one in report.wide.results] == [
        ("2020-07-03", "7.2"),
        ("2020-07-03", "0.3"),
    ]


def test_a_formula_of_a_workbook_is_no_value(folder: Path) -> None:
    (folder / "a.xlsx").write_bytes(
        workbook(("点位", "采样日期", "pH"), ("水源", "2020-07-03", "=3+4"))
    )
    (finding,) = import_water(folder, folder / "a.xlsx").findings
    assert (finding.rule, finding.line, finding.col) == ("water-number", 2, 3)


def test_a_broken_workbook_is_a_finding() -> None:
    _, (finding,) = read_sheet("a.xlsx", workbook(("点位",))[:200])
    assert finding.rule == "source-damaged"


def test_the_command_reports_in_json_and_by_its_exit_code(folder: Path) -> None:
    source = sheet(folder, "点位,采样日期,pH,砷(mg/L)\ntap-1,2020-07-03,7.1,0.001\n")
    arguments = ["water", "import", str(source), "-C", str(folder)]
    done = CliRunner().invoke(gongkai, [*arguments, "--json"])
    report = json.loads(done.stdout)
    assert (done.exit_code, report["added"], report["values"], report["findings"]) == (0, 2, 2, [])
    again = CliRunner().invoke(gongkai, arguments)
    assert again.exit_code == 0
    source.write_text("点位,采样日期,pH\ntap-1,2020-07-03,71\n", encoding="utf-8")
    refused = CliRunner().invoke(gongkai, arguments)
    assert (refused.exit_code, refused.exception.__class__) == (1, SystemExit)
    assert ":2:18: " in refused.stderr
    missing = CliRunner().invoke(gongkai, ["water", "import", "none.csv", "-C", str(folder)])
    assert missing.exit_code == 2


@given(st.lists(st.lists(st.text(max_size=12), max_size=5), max_size=5))
def test_no_sheet_makes_the_reader_fail(cells: list[list[str]]) -> None:
    points, _ = read_points("points.yml", POINTS.encode())
    rows = ["点位,采样日期,pH,砷(mg/L)"] + [",".join(row) for row in cells]
    read, found = read_sheet("s.csv", "\n".join(rows).encode("utf-8", "surrogatepass"))
    if not found:
        read_wide("s.csv", read, points)
