"""A day that is still to come, on a record of what has happened, is told where it stands."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gongkai.checking import check
from gongkai.store import import_source

TEXT = "河道管护方案\n\n一、任务\n（一）清淤。2026年底前完成，每季度由县水务局向社会公布水质。\n牵头单位：县水务局\n"
DAY = date(2026, 6, 30)
FILES = {
    "progress/2026.yml": 'progress:\n  - of: "N002"\n    date: "2026-07-01"\n    basis: 半年报\n    state: ongoing\n',
    "work_plans/xian-shuiliju/2026.yml": (
        'unit: "xian-shuiliju"\nyear: "2026"\ntitle: 计划\nbasis: 报送\ndate: "2026-06-30"\nfiled: "2062-01-12"\n'
        'tasks:\n  - measure: "N002"\n    text: 清淤\n    end: "2026-12-31"\n'
    ),
    "rectification/1.yml": (
        'rectification:\n  - id: "Z01"\n    batch: 第一批\n    problem: 淤积\n    measure: "N002"\n'
        '    deadline: "2026-12-31"\n    standard: 核查\n    basis: 交办单\n    date: "2026-02-01"\n'
        '    steps:\n      - date: "2026-08-01"\n        state: submitted\n'
    ),
    "water/publications.yml": '- quarter: "2026-Q2"\n  link: 出厂水\n  published: "2026-07-20"\n',
    "water/points.yml": "- id: w1\n  type: works\n",
    "fills.yml": "# 还没有\n",
}  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "plan_data").mkdir()
    (tmp_path / "plan.txt").write_text(TEXT, encoding="utf-8")
    assert import_source(tmp_path, tmp_path / "plan.txt", "r1").written
    for name, text in FILES.items():
        path = tmp_path / "plan_data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    revision = tmp_path / "plan_data/revisions/r1/revision.yml"
    revision.write_text(revision.read_text("utf-8") + 'published: "2026-09-01"\n', "utf-8")
    return tmp_path


def test_what_is_recorded_ahead_is_told(project: Path) -> None:
    found = [(one.file.removeprefix("plan_data/"), one.line, one.col, one.severity) for one in check(project, DAY)]  # fmt: skip
    assert found == [
        ("progress/2026.yml", 3, 11, "note"),
        ("rectification/1.yml", 11, 15, "note"),
        ("water/publications.yml", 3, 14, "note"),
        ("work_plans/xian-shuiliju/2026.yml", 6, 8, "note"),
    ]


def test_nobody_is_told_who_names_no_day_or_a_later_one(project: Path) -> None:
    assert check(project) == ()
    assert [one.args["day"] for one in check(project, date(2030, 1, 1))] == ["2062-01-12"]


def test_a_file_that_cannot_be_read_is_told_once(project: Path) -> None:
    (project / "plan_data/progress/2026.yml").write_text("progress: [\n", encoding="utf-8")
    found = [one.rule for one in check(project, DAY) if one.file.endswith("progress/2026.yml")]
    assert found == ["yaml-syntax"]
