"""The cache gives what loading gives, and is never needed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings

from gongkai.checking import check, examine
from gongkai.reading.read import read
from gongkai.sources import read_source
from gongkai.store import import_source, load
from gongkai.store.cache import FOLDER, Cache
from gongkai.store.compact import compact, expand
from tests.plans import Made, plans
from tests.revise.test_match import OLD, edited


@pytest.mark.slow
@given(plans())
@settings(max_examples=30)
def test_a_compact_plan_expands_to_itself(made: Made) -> None:
    for name in ("plan.txt", "plan.md"):
        plan, _ = read(read_source(name, made.text.encode()))
        assert expand(json.loads(json.dumps(compact(plan)))) == plan


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "plan_data").mkdir()
    for name, text in (("r1", OLD), ("r2", edited(("85%", "90%")))):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        assert import_source(tmp_path, tmp_path / f"{name}.txt", name).written
    return tmp_path


def test_plans_from_the_cache_are_those_of_the_files(project: Path) -> None:
    loaded, _ = load(project, "r1")
    assert loaded is not None
    for _ in range(2):
        assert Cache(project).plan("r1") == loaded.plan
    for path in (project / FOLDER).iterdir():
        path.write_text("[1, 2", encoding="utf-8")
    assert Cache(project).plan("r1") == loaded.plan


def test_a_changed_file_is_seen(project: Path) -> None:
    cache = Cache(project)
    assert examine(project, cache)[0] == check(project) == ()
    path = project / "plan_data/revisions/r1/source.txt"
    path.write_text(OLD.replace("疏通", "清理"), encoding="utf-8")
    assert {one.rule for one in check(project)} == {"source-changed", "text-changed"}
    assert examine(project, Cache(project))[0] == check(project)
    assert examine(project, Cache(project))[0] == check(project)  # now from the cache
    assert Cache(project).plan("r1") is None


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("units.yml", "name: 县水务局", "name: 县水务管理局"),
        ("revisions/r1/sections/01.yml", "role: measure", "role: narrative"),
    ],
)
def test_a_plan_is_kept_for_the_files_it_is_made_from(
    project: Path, file: str, old: str, new: str
) -> None:
    before = Cache(project).plan("r1")
    path = project / "plan_data" / file
    path.write_text(path.read_text("utf-8").replace(old, new, 1), encoding="utf-8")
    loaded, _ = load(project, "r1")
    assert loaded is not None
    assert Cache(project).plan("r1") == loaded.plan
    assert loaded.plan != before


def test_a_file_under_another_name_is_another_file(project: Path) -> None:
    before = Cache(project).fingerprint("r1")
    last = max((project / "plan_data/revisions/r1/sections").iterdir())
    last.rename(last.with_name("09.yml"))  # in the same order
    assert Cache(project).fingerprint("r1") != before


def test_another_program_makes_it_anew(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = iter(range(3))
    assert [Cache(project).value(("of",), lambda: next(made)) for _ in range(2)] == [0, 0]
    monkeypatch.setattr("gongkai.store.cache.program", lambda: "another")
    assert Cache(project).value(("of",), lambda: next(made)) == 1


def test_what_is_no_longer_asked_for_goes(project: Path) -> None:
    Cache(project).plan("r1")
    now = Cache(project)
    now.plan("r2")
    now.sweep()
    assert len(list((project / FOLDER).iterdir())) == 1


def test_a_folder_that_cannot_be_written_costs_nothing_else(project: Path) -> None:
    (project / FOLDER).write_text("in the way", encoding="utf-8")
    assert Cache(project).plan("r1") is not None
    Cache(project).sweep()


def test_the_current_revision_from_the_cache_is_that_of_the_files(project: Path) -> None:
    (project / "content").mkdir()
    (project / "content/index.md").write_text("值班电话：13812345678\n", encoding="utf-8")
    loaded, _ = load(project)
    for _ in range(2):  # read, then from the cache
        findings, kept = examine(project, Cache(project))
        assert kept == loaded
        assert findings == check(project)
        assert [(one.file, one.line) for one in findings] == [("content/index.md", 1)]
    for path in (project / "plan_data/revisions/r2/sections").iterdir():
        path.write_text(path.read_text("utf-8").replace("90%", "91%"), encoding="utf-8")
    assert examine(project, Cache(project))[0] == check(project)
    assert "text-changed" in {one.rule for one in check(project)}
