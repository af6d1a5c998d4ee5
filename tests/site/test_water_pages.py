"""Pages and downloads on water, as built: with nothing on file, with results, with illustrations on and off."""

from __future__ import annotations

import csv
import io
import json
import shutil
from datetime import date
from pathlib import Path

import jsonschema_rs
import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from gongkai.contract import schema
from gongkai.site.build import build
from tests.folders import tree
from tests.water.cases import HEADER

ROOT = Path(__file__).parents[2]
MADE_UP = ROOT / "plan_data/illustration/water"
DAY = date(2020, 10, 15)
POINTS = """\
- {id: tap-1, name: 城东龙头水, type: tap, disinfectant: FREE_CL, works: 城东水厂, township: 城关镇, monitor: 县疾控中心, publisher: 县卫健局}
- {id: works-1, name: 城东出厂水, type: works, disinfectant: FREE_CL, works: 城东水厂}
- {id: river-1, name: 大河断面, type: river, class: Ⅲ}
- {id: idle, name: 未测点, type: tap}
"""
ROWS = HEADER + (
    "tap-1,2020-07-03,砷,,0.012,mg/L\ntap-1,2020-07-03,氯乙烯,,0.001,mg/L\ntap-1,2020-07-03,铅,<,0.02,mg/L\n"
    "tap-1,2020-07-03,游离氯,,0.05,mg/L\ntap-1,2020-07-03,pH,,8.5,无量纲\ntap-1,2020-07-03,总大肠菌群,ND,,CFU/100mL\n"
    "works-1,2020-07-03,砷,,0.008,mg/L\nriver-1,2020-07-03,氨氮,,1.19,mg/L\nriver-1,2020-07-03,总氮,,5,mg/L\n"
)


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def text(site: Path, page: str) -> str:
    html = HTMLParser((site / page / "index.html").read_text("utf-8"))
    body = html.css_first(".gk-page")
    assert body is not None
    return " ".join(body.text(separator=" ").split())


def configuration(illustration: str) -> str:
    options = f"      demonstration: true\n      illustration: {illustration}\n"
    return f"site_name: 测试\nplugins:\n  - gongkai:\n{options}"


@pytest.fixture
def measured(small: Path) -> Path:
    write(
        small,
        {
            "plan_data/water/points.yml": POINTS,
            "plan_data/water/results/2020-Q3.csv": ROWS,
            "plan_data/water/publications.yml": '- quarter: "2020-Q3"\n  link: 龙头水\n  published: "2020-10-09"\n  address: https://www.example.gov.cn/a?b=1&c=2\n',
            "plan_data/water/actions.yml": '- point: tap-1\n  quarter: "2020-Q3"\n  indicator: 砷\n  cause: 旧管道\n  remedy: 已更换\n',
        },
    )
    return small


def test_with_nothing_on_file_the_page_says_so_and_what_the_duty_is(small: Path) -> None:
    report = build(small, as_of=DAY)
    assert report.built, report.findings
    page = text(report.folder, "water")
    assert "没有水质监测结果在案" in page
    assert "没有水质监测结果在案" in text(report.folder, ".")
    assert "每季度向社会公开一次水质" in page
    html = HTMLParser((report.folder / "water/index.html").read_text("utf-8"))
    assert html.css_first(".gk-page svg") is None
    assert "示例" not in page
    assert not list((report.folder / "data").glob("water*"))
    assert json.loads((report.folder / "data/plan.json").read_text("utf-8"))["water"] == {}


def test_results_are_shown_for_residents_first(measured: Path) -> None:
    report = build(measured, as_of=DAY, strict=True)
    assert report.built, report.findings
    page = text(report.folder, "water")
    assert "2020年第三季度，龙头水1件中0件合格" in page
    assert "2020年第三季度，龙头水1件中0件合格" in text(report.folder, ".")
    assert "砷（0.20倍）" in page
    assert "检测：县疾控中心" in page
    assert "2020-10-09 公布" in page
    assert "城东水厂" in page
    assert "大河断面" in page
    assert "示例" not in page
    assert page.index("龙头水合格吗") < page.index("按水厂和乡镇查")


def test_a_point_shows_each_indicator_against_its_limit(measured: Path) -> None:
    site = build(measured, as_of=DAY).folder
    page = HTMLParser((site / "water/tap-1/index.html").read_text("utf-8"))
    items = page.css_first(".gk-table")
    assert items is not None
    rows = {
        cells[0]: cells[1:]
        for row in items.css("tbody tr")
        if (cells := [cell.text(strip=True) for cell in row.css("th, td")])
    }
    assert rows["pH"][2] == "在范围内"
    assert rows["游离氯"][1:3] == ["≥0.05 mg/L", "限值的1–1.25倍"]
    assert rows["总大肠菌群"][:3] == ["未检出", "不得检出", "符合"]
    assert text(site, "water/tap-1").count("旧管道") == 1
    assert "铅" in text(site, "water/tap-1").split("无法判定 1 项")[1][:3]
    assert "没有监测结果在案" in text(site, "water/idle")
    river = text(site, "water/river-1")
    assert "不达标，水质Ⅳ类（轻度污染）" in river
    assert "应测 21 项，已测 1 项" in river
    assert "仅供参考、不参加评价的项目" in river


@pytest.mark.slow
def test_a_limit_that_is_not_confirmed_is_marked_and_does_not_judge(measured: Path) -> None:
    write(
        measured,
        {"plan_data/water/results/2024-Q1.csv": HEADER + "tap-1,2024-01-03,氯乙烯,,0.002,mg/L\n"},
    )
    page = text(build(measured, as_of=date(2024, 5, 1)).folder, "water/tap-1")
    assert "无法判定" in page
    assert "仅供参考，高于所列数值 限值未经核实，只供参考，不作评价" in page


@pytest.mark.slow
def test_results_after_the_day_are_not_shown(measured: Path) -> None:
    site = build(measured, as_of=date(2020, 7, 2)).folder
    assert "没有水质监测结果在案" in text(site, "water")
    assert "没有监测结果在案" in text(site, "water/tap-1")


@pytest.mark.slow
def test_a_bulletin_has_counts_beside_every_rate(measured: Path) -> None:
    page = text(build(measured, as_of=DAY).folder, "water/2020-q3")
    assert "按件数合格率 0.0%（0/1）" in page
    assert "按项次 80.0%（4/5）" in page
    assert "2020-07-03" in page


@pytest.mark.slow
def test_method_names_what_is_ours_and_what_is_not_confirmed(small: Path) -> None:
    page = text(build(small, as_of=DAY).folder, "water/method")
    assert "本站约定" in page
    assert "GB 5749-2022 表3 氯乙烯：所列数值 0.001，仅供参考" in page
    assert "GB 5749-2022 表3 乙草胺：数值未能核实，未列出" in page


@pytest.mark.slow
def test_the_glossary_gives_both_editions_and_marks_doubt(small: Path) -> None:
    site = build(small, as_of=DAY).folder
    page = HTMLParser((site / "water/glossary/index.html").read_text("utf-8"))
    entry = page.css_first("#VC + dd")
    assert entry is not None
    assert "饮用水（2022年版）：≤0.001 mg/L" in entry.text()
    assert "未经核实，仅供参考" in entry.text()
    assert len(page.css("dt[id]")) == 166


@pytest.mark.slow
def test_downloads_and_plan_json(measured: Path) -> None:
    site = build(measured, as_of=DAY).folder
    document = json.loads((site / "data/plan.json").read_text("utf-8"))
    jsonschema_rs.validator_for(schema()).validate(document)
    whole = json.loads((site / "data/water.json").read_text("utf-8"))
    published = json.loads((site / "data/water.schema.json").read_text("utf-8"))
    jsonschema_rs.validator_for(published).validate(whole)
    assert {one["illustrative"] for one in whole["verdicts"]} == {False}
    water = document["water"]
    assert [one["id"] for one in water["points"]] == ["tap-1", "works-1", "river-1", "idle"]
    (tap,) = [one for one in water["quarters"] if one["link"] == "tap"]
    assert (tap["state"], tap["met"], tap["judged"]) == ("published", 0, 1)
    assert [one["verdict"] for one in water["verdicts"]] == ["not_met", "met", "not_met"]
    raw = (site / "data/water-results.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\r\n") == raw.count(b"\n") == 10
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    assert (rows[2]["限定符"], rows[2]["数值"], rows[2]["示例"]) == ("<", "0.02", "")
    items = list(csv.DictReader(io.StringIO((site / "data/water-items.csv").read_text("utf-8-sig"))))  # fmt: skip
    assert items[0]["限值出处"].startswith("GB 5749-2006 表1")


@pytest.mark.slow
def test_illustrations_show_only_where_they_are_on(measured: Path) -> None:
    shutil.copytree(MADE_UP, measured / "plan_data/illustration/water")
    write(measured, {"mkdocs.yml": configuration("false")})
    site = build(measured, as_of=DAY).folder
    off = tree(site)
    for name in off:
        data = (site / name).read_bytes()
        assert "示例水厂".encode() not in data, name
        assert "示例小区".encode() not in data, name
    write(measured, {"mkdocs.yml": configuration("true")})
    site = build(measured, as_of=DAY).folder
    page = HTMLParser((site / "water/index.html").read_text("utf-8"))
    for link in page.css("td a, th a"):
        if "示例" in link.text():
            after = link.next
            while after is not None and after.tag != "span":
                after = after.next
            assert after is not None
            assert "gk-badge--made-up" in (after.attributes["class"] or "")
    document = json.loads((site / "data/plan.json").read_text("utf-8"))
    assert document["illustration"] is True
    for verdict in document["water"]["verdicts"]:
        assert verdict["illustrative"] == (verdict["point"] not in ("tap-1", "works-1", "river-1"))


def test_names_are_data_and_never_run(small: Path) -> None:
    hostile = "<script>alert(1)</script>{{7*7}}"
    write(
        small,
        {
            "plan_data/water/points.yml": f"- id: tap-1\n  name: '{hostile}'\n  type: tap\n  works: '{hostile}'\n",
            "plan_data/water/results/2020-Q3.csv": ROWS[: ROWS.index("works-1")],
        },
    )
    report = build(small, as_of=DAY)
    assert report.built, report.findings
    for path in (report.folder / "water").rglob("*.html"):
        assert "<script>alert" not in path.read_text("utf-8"), path
    assert hostile in text(report.folder, "water/tap-1")


@pytest.mark.slow
def test_a_publication_is_linked_where_it_has_a_web_address(measured: Path) -> None:
    site = build(measured, as_of=DAY).folder
    page = HTMLParser((site / "water/2020-q3/index.html").read_text("utf-8"))
    links = [link.attributes["href"] for link in page.css("td a[rel=noreferrer]")]
    assert links == ["https://www.example.gov.cn/a?b=1&c=2"]
    file = measured / "plan_data/water/publications.yml"
    file.write_text(file.read_text("utf-8").replace("https://", "javascript:"), encoding="utf-8")
    site = build(measured, as_of=DAY).folder
    assert "javascript:" not in (site / "water/2020-q3/index.html").read_text("utf-8")


def test_a_fault_in_the_results_stops_the_build(measured: Path) -> None:
    write(measured, {"plan_data/water/results/2020-Q2.csv": ROWS})
    report = build(measured, as_of=DAY)
    assert not report.built
    assert {one.rule for one in report.findings if one.severity == "error"} == {"water-date-quarter"}  # fmt: skip


@pytest.mark.slow
def test_the_made_up_results_show_every_path(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "plan_data", tmp_path / "plan_data")
    write(tmp_path, {"mkdocs.yml": configuration("true")})
    report = build(tmp_path, as_of=DAY, strict=True)
    assert report.built, report.findings
    page = text(report.folder, "water")
    for words in (
        "迟",
        "有结果，逾期未公布",
        "没有结果，逾期未公布",
        "未公布，尚未到期",
        "无法判定",
    ):
        assert words in page
    assert "强降雨" in text(report.folder, "water/demo-source-2")
    assert len(list((report.folder / "water").glob("2*-q*"))) == 8
    assert "示例" in text(report.folder, "water/2020-q3")
