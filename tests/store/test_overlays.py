"""Overlays: what is read, and what is refused with its file, line and column."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gongkai.store import import_source, load

PLAN = (
    "校园安全实施方案\n\n一、主要任务\n（一）完善设施。2026年底前校舍检测率达到98%以上。\n牵头单位：XXX\n"
    "（二）公开情况。每季度向社会公布一次检查结果。\n牵头单位：县教育局\n"
    "（三）加强值守。每年11月1日至次年3月31日，禁止使用明火取暖。\n牵头单位：县消防救援大队\n"
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "plan_data").mkdir()
    source = tmp_path / "plan.txt"
    source.write_text(PLAN, encoding="utf-8")
    assert import_source(tmp_path, source, "r1").written
    return tmp_path


def write(project: Path, name: str, text: str) -> None:
    path = project / "plan_data" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def findings(project: Path) -> list[str]:
    _, found = load(project)
    return [f"{one.file}:{one.line}:{one.col} {one.rule}" for one in found]


FILL = 'fills:\n  - blank: "N002-B1"\n    value: "县住建局"\n    basis: 县政府办通知\n    date: "2026-01-05"\n'
PROGRESS = (
    'progress:\n  - of: "N002-T1"\n    date: "2026-06-30"\n    basis: 半年报\n    value: "91.5"\n'
    '    unit: "%"\n'
)
DISCLOSURE = (
    'disclosures:\n  - duty: "N003-D1"\n    period: "2026-Q1"\n    date: "2026-03-30"\n'
    "    title: 一季度检查结果\n    basis: 门户网站\n    address: https://example.org/q1\n"
)
WORK_PLAN = (
    'unit: "xian-jiaoyuju"\nyear: "2026"\ntitle: 年度计划\nbasis: 县教育局报送\ndate: "2026-01-10"\n'
    'filed: "2026-01-12"\ntasks:\n  - measure: "N003"\n    text: 公布结果\n'
    '    start: "2026-01-01"\n    end: "2026-12-31"\n'
)
PROBLEM = (
    'rectification:\n  - id: "Z01"\n    batch: 第一批\n    problem: 通道堵塞\n    measure: "N004"\n'
    '    deadline: "2026-05-31"\n    standard: 现场核查\n    basis: 交办单\n    date: "2026-02-01"\n'
    '    steps:\n      - date: "2026-03-01"\n        state: submitted\n'
)


def test_what_is_recorded_is_read(project: Path) -> None:
    loaded, _ = load(project)
    assert loaded is not None
    assert [node.id for node in loaded.plan.nodes][:4] == ["N001", "N002", "N003", "N004"]
    write(project, "fills.yml", FILL)
    write(project, "progress/2026.yml", PROGRESS)
    write(project, "disclosures/2026.yml", DISCLOSURE)
    write(project, "work_plans/xian-jiaoyuju/2026.yml", WORK_PLAN)
    write(project, "rectification/a.yml", PROBLEM)
    loaded, found = load(project)
    assert loaded is not None
    assert not found
    overlays = loaded.overlays
    assert [one.value for one in overlays.fills] == ["县住建局"]
    assert [one.value for one in overlays.progress] == ["91.5"]
    assert [one.period for one in overlays.disclosures] == ["2026-Q1"]
    assert [task.measure for one in overlays.work_plans for task in one.tasks] == ["N003"]
    assert [one.state for one in overlays.rectification] == ["submitted"]
    assert not overlays.illustrative


@pytest.mark.parametrize(
    ("name", "text", "old", "new", "expected"),
    [
        ("fills.yml", FILL, "N002-B1", "N002-B9", "fills.yml:2:12 overlay-unknown"),
        ("fills.yml", FILL, "fills:", "fill:", "fills.yml:1:1 overlay-key"),
        ("fills.yml", FILL, "2026-01-05", "2026-13-45", "fills.yml:5:11 yaml-day"),
        ("fills.yml", FILL, '"2026-01-05"', "2026-01-05", "fills.yml:5:11 yaml-unquoted"),
        ("fills.yml", FILL, "basis: 县政府办通知", "basis: 县政府办通知\n    who: 张三",
         "fills.yml:5:5 yaml-unknown-key"),
        ("fills.yml", FILL + FILL[FILL.index("  -"):], "", "", "fills.yml:0:0 overlay-twice"),
        ("progress/a.yml", PROGRESS, "N002-T1", "N002-T7", "progress/a.yml:2:9 overlay-unknown"),
        ("progress/a.yml", PROGRESS, '"%"', "万亩", "progress/a.yml:6:11 overlay-measure"),
        ("progress/a.yml", PROGRESS, '    unit: "%"\n', "", "progress/a.yml:2:5 overlay-measure"),
        ("progress/a.yml", PROGRESS, "91.5", "9l.5", "progress/a.yml:5:12 overlay-number"),
        ("progress/a.yml", PROGRESS, "91.5", "91,5", "progress/a.yml:5:12 overlay-number"),
        ("progress/a.yml", PROGRESS, "N002-T1", "N002", "progress/a.yml:5:12 overlay-value"),
        ("progress/a.yml", PROGRESS, '    value: "91.5"\n    unit: "%"\n', "",
         "progress/a.yml:2:5 overlay-nothing"),
        ("disclosures/a.yml", DISCLOSURE, "N003-D1", "N003-D4", "disclosures/a.yml:2:11 overlay-unknown"),
        ("disclosures/a.yml", DISCLOSURE, "2026-Q1", "2026-Q2", "disclosures/a.yml:4:11 overlay-early"),
        ("disclosures/a.yml", DISCLOSURE, "2026-Q1", "2026-H1", "disclosures/a.yml:3:13 overlay-period"),
        ("disclosures/a.yml", DISCLOSURE, "2026-Q1", "一季度", "disclosures/a.yml:3:13 overlay-period"),
        ("disclosures/a.yml", DISCLOSURE, '    period: "2026-Q1"\n', "",
         "disclosures/a.yml:2:5 overlay-period-missing"),
        ("disclosures/a.yml", DISCLOSURE, "https://example.org/q1", "javascript:alert(1)",
         "disclosures/a.yml:7:14 overlay-address"),
        ("disclosures/a.yml", DISCLOSURE, "https://example.org/q1", "../secret.pdf",
         "disclosures/a.yml:7:14 overlay-address"),
        ("disclosures/a.yml", DISCLOSURE, "https://example.org/q1", "www.example.gov.cn/q1.html",
         "disclosures/a.yml:7:14 overlay-address"),
        ("disclosures/a.yml", DISCLOSURE, "https://example.org/q1", "example.org",
         "disclosures/a.yml:7:14 overlay-address"),
        ("work_plans/xian-jiaoyuju/2026.yml", WORK_PLAN, '"2026"', '"2027"',
         "work_plans/xian-jiaoyuju/2026.yml:1:1 overlay-place"),
        ("work_plans/xian-jiaoyuju/2026.yml", WORK_PLAN, "N003", "N001",
         "work_plans/xian-jiaoyuju/2026.yml:8:14 overlay-unknown"),
        ("work_plans/xian-jiaoyuju/2026.yml", WORK_PLAN, "2026-12-31", "2025-12-31",
         "work_plans/xian-jiaoyuju/2026.yml:11:10 overlay-order"),
        ("work_plans/nobody/2026.yml", WORK_PLAN, "xian-jiaoyuju", "nobody",
         "work_plans/nobody/2026.yml:1:7 overlay-unit"),
        ("work_plans/xian-jiaoyuju/2026.yml", WORK_PLAN, '"2026"', '"二〇二六"',
         "work_plans/xian-jiaoyuju/2026.yml:2:7 overlay-period"),
        ("progress/a.yml", PROGRESS, PROGRESS, "progress: 无\n", "progress/a.yml:1:11 yaml-type"),
        ("progress/a.yml", PROGRESS, PROGRESS, "progress:\n  - 无\n", "progress/a.yml:2:5 yaml-type"),
        ("rectification/a.yml", PROBLEM, "N004", "N001", "rectification/a.yml:5:14 overlay-unknown"),
        ("rectification/a.yml", PROBLEM, "submitted", "finished", "rectification/a.yml:12:16 yaml-choice"),
        ("rectification/a.yml", PROBLEM, "2026-03-01", "2026-01-01", "rectification/a.yml:11:7 overlay-order"),
    ],
)  # fmt: skip
def test_what_is_refused(project: Path, name, text, old, new, expected) -> None:
    assert old in text
    write(project, name, text.replace(old, new, 1) if old else text)
    assert f"plan_data/{expected}" in findings(project)


def test_the_demonstrations_records_stay_apart(project: Path) -> None:
    write(project, "illustration/fills.yml", FILL)
    write(project, "illustration/units.yml", '- id: "shili"\n  name: 示例局\n  kind: department\n')
    write(
        project,
        "illustration/progress/a.yml",
        PROGRESS.replace('    value: "91.5"', '    by: "shili"\n    value: "91.5"'),
    )
    loaded, found = load(project)
    assert loaded is not None
    assert not found
    assert not loaded.overlays.fills
    assert all(one.illustrative for one in (*loaded.made_up.fills, *loaded.made_up.progress))
    assert [unit.id for unit in loaded.made_up.units] == ["shili"]
    with_it = loaded.standing(date(2026, 7, 1), illustration=True).plan
    without = loaded.standing(date(2026, 7, 1)).plan
    assert {unit.id for unit in with_it.units} - {unit.id for unit in without.units} == {"shili"}
    assert with_it.illustration
    assert not without.illustration
    assert not any(blank.fill for blank in without.blanks)


@pytest.mark.parametrize(("written", "read"), [("县住建局", True), ('"30"', True), ("30", False)])
def test_a_name_fills_a_blank_without_quotes_and_a_number_does_not(
    project: Path, written: str, read: bool
) -> None:
    text = FILL.replace('"县住建局"', written)
    write(project, "fills.yml", text)
    _, found = load(project)
    assert [one.rule for one in found] == ([] if read else ["yaml-unquoted"])


def test_a_blank_that_the_text_fills_asks_for_nothing(project: Path, tmp_path: Path) -> None:
    write(project, "fills.yml", FILL)
    source = tmp_path / "plan2.txt"
    source.write_text(PLAN.replace("XXX", "县住建局"), encoding="utf-8")
    assert import_source(tmp_path, source, "r2").written
    told = [(one.rule, one.severity, one.line, one.col) for one in load(project)[1]]
    assert ("overlay-filled", "note", 2, 12) in told
    assert "overlay-retired" not in {rule for rule, *_ in told}
