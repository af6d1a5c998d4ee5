"""What stands in plan_data and is read by nothing is told: a record would be missing from the site unseen."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.store import import_source, load
from gongkai.store.entries import PLACES, unread

ROOT = Path(__file__).parents[2]
TEXT = "河道管护方案\n\n一、任务\n（一）清淤。2026年底前完成。\n牵头单位：县水务局\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "plan_data").mkdir()
    (tmp_path / "plan.txt").write_text(TEXT, encoding="utf-8")
    assert import_source(tmp_path, tmp_path / "plan.txt", "r1").written
    return tmp_path


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        pytest.param("progres/2024.yml", "progress/2024.yml", id="a-folder-misspelt"),
        pytest.param("progress/2024.yaml", "progress/2024.yml", id="another-ending"),
        pytest.param("progress/a/2024.yml", "progress/2024.yml", id="too-deep"),
        pytest.param("work_plans/2026.yml", "work_plans/…/2026.yml", id="not-deep-enough"),
        pytest.param("unit.yml", "units.yml", id="a-file-misspelt"),
        pytest.param("water/point.yml", "water/points.yml", id="of-water"),
        pytest.param("water/result/2026-Q1.csv", "water/results/2026-Q1.csv", id="any-name"),
        pytest.param(
            "revisions/r1/section/01.YML", "revisions/r1/sections/01.yml", id="in-a-revision"
        ),
        pytest.param("2024.yml", "", id="like-none"),
        pytest.param("disclosures.yml", "disclosures/….yml", id="a-folder-as-a-file"),
        pytest.param("disclosure.yml", "disclosures/….yml", id="a-folder-misspelt-as-a-file"),
    ],
)
def test_a_file_that_nothing_reads_is_told(project: Path, name: str, meant: str) -> None:
    path = project / "plan_data" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("progress: []\n", encoding="utf-8")
    loaded, findings = load(project)
    assert loaded is not None
    assert [(one.rule, one.file, one.args["meant"]) for one in findings] == [
        ("entry-unread", f"plan_data/{name}", meant)
    ]


def test_what_is_read_or_no_record_is_not_told(project: Path) -> None:
    for place in (*PLACES, "notes.md", "README", ".draft.yml", "water/lab.pdf"):
        path = project / "plan_data" / place.replace("*", "a")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    assert list(unread(project)) == []
    assert list(unread(ROOT)) == []


def test_a_revision_without_its_revision_file_is_not_passed_over(project: Path) -> None:
    (project / "plan_data/revisions/r2/sections").mkdir(parents=True)
    (project / "plan_data/revisions/r3").mkdir()  # empty: no text is missing
    _, findings = load(project)
    assert [(one.rule, one.file) for one in findings] == [
        ("revision-unlisted", "plan_data/revisions/r2")
    ]


@pytest.mark.parametrize(
    ("asked", "rule"), [("r9", "revision-unknown"), (None, "revision-missing")]
)
def test_beside_what_is_not_read_a_revision_that_is_not_there_is_told_all_the_same(
    tmp_path: Path, asked: str | None, rule: str
) -> None:
    (tmp_path / "plan_data").mkdir()
    (tmp_path / "plan_data/units.yaml").touch()
    project, findings = load(tmp_path, asked)
    assert project is None
    assert [(one.rule, one.severity) for one in findings][1:] == [(rule, "error")]
    assert findings[0].severity == "warning"
