"""Records handed in: checked by the rules of the files, put in without touching anything else."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from gongkai.overlays import Disclosure, Filled, Progress, Task, WorkPlan
from gongkai.store import Entry, import_source, load, record, refusals
from gongkai.store.folder import Project
from tests.folders import tree

PLAN = (
    "校园安全实施方案\n\n一、主要任务\n（一）完善设施。2026年底前校舍检测率达到98%以上。\n牵头单位：XXX\n"
    "（二）公开情况。每季度向社会公布一次检查结果。\n牵头单位：县教育局\n"
)
PROGRESS = Progress(
    "N002-T1", "2026-06-30", "半年报", "91.5", "%", text="一行\n又一行：“# 不是注释”"
)
DISCLOSURE = Disclosure("N003-D1", "2026-03-30", "- 一季度: 结果", "网站", "2026-Q1")
FILLED = Filled("N002-B1", "007", "通知", "2026-01-05", ("xian-zhujianju",))
WORK_PLAN = WorkPlan("xian-jiaoyuju", "2026", "计划", "报送", "2026-01-10", tasks=(Task("N003", "公布"),))  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "plan_data").mkdir()
    source = tmp_path / "plan.txt"
    source.write_text(PLAN, encoding="utf-8")
    assert import_source(tmp_path, source, "r1").written
    return tmp_path


def project(folder: Path) -> Project:
    loaded, findings = load(folder)
    assert loaded is not None
    assert not [one for one in findings if one.severity == "error"], findings
    return loaded


VALUES = (
    ("plan_data/progress/x.yml", PROGRESS, "progress"),
    ("plan_data/disclosures/x.yml", DISCLOSURE, "disclosures"),
    ("plan_data/fills.yml", FILLED, "fills"),
    ("plan_data/work_plans/xian-jiaoyuju/2026.yml", WORK_PLAN, "work_plans"),
)


@pytest.mark.parametrize(("name", "value", "kind"), VALUES)
def test_what_is_recorded_is_read_back(folder: Path, name: str, value: object, kind: str) -> None:
    entry = Entry(value)  # type: ignore[arg-type]
    assert not list(refusals(project(folder), entry))
    assert record(project(folder), [entry], "x") == ((name,), ())
    assert getattr(project(folder).overlays, kind) == (value,)


OLD = "progress:\n  - {of: 'N002-T1', date: '2026-01-01', basis: 月报, state: ongoing}   # 手写\n# 末尾的话\n"
BEFORE = {
    "nothing": "",
    "comments": "# 说明\n",
    "an empty list": "# 说明\nprogress: []   # 还没有\n",
    "null": "progress:\n",
    "a person's own way": OLD,
    "CRLF": OLD.replace("\n", "\r\n"),
}


@pytest.mark.parametrize("how", BEFORE)
def test_what_stands_in_the_file_stays(folder: Path, how: str) -> None:
    path = folder / "plan_data/progress/x.yml"
    path.parent.mkdir()
    path.write_bytes(BEFORE[how].encode())
    before = project(folder).overlays.progress
    assert record(project(folder), [Entry(PROGRESS)], "x")[1] == ()
    assert project(folder).overlays.progress == (*before, PROGRESS)
    after = path.read_bytes().decode()
    for line in BEFORE[how].split("\n"):
        if line.strip() and "progress:" not in line:
            assert line in after
    assert "说明" not in BEFORE[how] or "# 说明\n" in after


def test_a_change_stays_in_its_line(folder: Path) -> None:
    record(project(folder), [Entry(PROGRESS), Entry(replace(PROGRESS, date="2026-07-31"))], "x")
    path = folder / "plan_data/progress/x.yml"
    before = path.read_text("utf-8").split("\n")
    changed = replace(PROGRESS, value="92.0")
    assert record(project(folder), [Entry(changed, PROGRESS)], "y")[0] == (
        "plan_data/progress/x.yml",
    )
    after = path.read_text("utf-8").split("\n")
    assert [(one, other) for one, other in zip(before, after, strict=True) if one != other] == [
        ('    value: "91.5"', '    value: "92.0"')
    ]


REFUSED = (
    (replace(PROGRESS, date="2026-02-30"), "date"),
    (replace(PROGRESS, value="1,5"), "value"),
    (replace(PROGRESS, unit="公里"), "unit"),
    (replace(PROGRESS, by="nobody"), "by"),
    (replace(DISCLOSURE, period="2026-06"), "period"),
    (replace(DISCLOSURE, address="javascript:alert(1)"), "address"),
    (replace(FILLED, units=("nobody",)), "units"),
    (replace(WORK_PLAN, tasks=(Task("N003", "公布"), Task("N099", "公布"))), "tasks"),
)


@pytest.mark.parametrize(("value", "key"), REFUSED)
def test_a_fault_is_told_with_its_key(folder: Path, value: object, key: str) -> None:
    found = list(refusals(project(folder), Entry(value)))  # type: ignore[arg-type]
    assert [path[0] for path, _ in found] == [key]


def test_the_same_twice_is_refused_and_nothing_written(folder: Path) -> None:
    record(project(folder), [Entry(PROGRESS)], "x")
    before = tree(folder)
    again = [Entry(DISCLOSURE), Entry(replace(PROGRESS, value="93"))]
    files, findings = record(project(folder), again, "y")
    assert (files, [one.rule for one in findings]) == ((), ["overlay-twice"])
    assert tree(folder) == before
