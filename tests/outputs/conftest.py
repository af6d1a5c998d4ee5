"""Small projects with everything that outputs have to carry."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from gongkai.outputs.files import exports
from gongkai.outputs.given import Given, given
from gongkai.store import Project, import_source, load, load_water
from gongkai.views import Settings
from tests.conftest import ROOT

TEXT = (
    "校园安全实施方案\n\n为保障校园安全，制定本方案。\n\n一、主要任务\n"
    "（一）完善设施。2026年底前校舍检测率达到98%以上，新增监控XX处。\n牵头单位：县教育局\n配合单位：县住建局、XXX\n"
    "（二）公开情况。每季度向社会公布一次检查结果。每年6月底、12月底前向县政府报告进展。\n牵头单位：县教育局\n"
    "（三）加强值守。每年11月1日至次年3月31日，禁止使用明火取暖。\n牵头单位：县消防救援大队\n"
    "（四）按月调度。每月报送一次调度情况。\n责任单位：县住建局\n"
)
DAY = date(2026, 8, 20)

Make = Callable[..., Path]
Files = dict[str, bytes]


@pytest.fixture(scope="session")
def known() -> Files:
    """The demonstration's files, made-up records included."""
    return exported(ROOT, date(2020, 10, 15))


@pytest.fixture(scope="session")
def plan(known: Files) -> Any:
    """Its plan.json."""
    return json.loads(known["plan.json"])


def exported(folder: Path, day: date = DAY) -> Files:
    """The files of a project as it stands in its folder, made-up records included."""
    project, _ = load(folder)
    assert project is not None
    water, _ = load_water(folder, illustration=True)
    made = given(project, water, Settings(), day, illustration=True)
    return {path.removeprefix("data/"): data for path, data in exports(made)}


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Makes a small project; see `small`."""
    return partial(small, tmp_path)


def small(
    tmp_path: Path, text: str = TEXT, in_force: str = "", files: dict[str, str] | None = None
) -> Path:
    """A project from a text; `in_force` is put into its revision.yml, `files` below plan_data/."""
    folder = tmp_path / "project"
    (folder / "plan_data").mkdir(parents=True)
    source = tmp_path / "plan.txt"
    source.write_text(text, encoding="utf-8")
    report = import_source(folder, source, "r1")
    assert report.written, report.findings
    if in_force:
        path = folder / "plan_data/revisions/r1/revision.yml"
        path.write_text(path.read_text("utf-8") + in_force, encoding="utf-8")
    for name, held in (files or {}).items():
        place = folder / "plan_data" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(held, encoding="utf-8")
    return folder


def loaded(folder: Path) -> Project:
    project, findings = load(folder)
    assert project is not None
    assert not [one for one in findings if one.severity == "error"], findings
    return project


def of(folder: Path, *, illustration: bool = False, settings: Settings | None = None) -> Given:
    return given(loaded(folder), None, settings or Settings(), DAY, illustration=illustration)


OPEN = 'in_force:\n  from: "2026-02-10"\n  to: null\n  basis: 县政府印发\n'
CLOSED = 'in_force:\n  from: "2026-02-10"\n  to: "2027-12-31"\n  basis: 县政府印发\n'
