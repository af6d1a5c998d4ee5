"""The package as others import it: light, typed, and as the README shows it."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import gongkai
from gongkai.starting import start
from gongkai.store import import_source

ROOT = Path(__file__).parents[1]
PLAN = "饮水方案\n一、任务\n（一）检测。每季度公布一次。\n牵头单位：县水务局\n"


def test_importing_it_imports_no_room() -> None:
    code = "import sys, gongkai; print([m for m in sys.modules if m.startswith('gongkai.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_its_rooms_for_programs_need_no_import_of_their_own() -> None:
    code = "import gongkai; print(gongkai.views.Views.__name__, gongkai.model.Plan.__name__, hasattr(gongkai, 'nothing'))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["Views", "Plan", "False"]


def test_the_example_of_the_readme_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("方案.txt").write_text(PLAN, encoding="utf-8")
    assert start(Path("office")) == ()
    assert import_source(Path("office"), Path("方案.txt"), "r1").written
    [example] = re.findall(
        r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL
    )
    names: dict[str, object] = {}
    exec(compile(example, "README.md", "exec"), names)
    assert (
        capsys.readouterr().out
        == "1.1 检测 县水务局 line 4\n每季度公布一次（向社会） 每季度 无法判断\n"
    )
    assert names["project"].plan.nodes[0].id == "N001"  # type: ignore[attr-defined]


def test_a_fault_of_the_input_is_a_finding(tmp_path: Path) -> None:
    plan, findings = gongkai.read(str(tmp_path / "none.txt"))
    assert plan is None
    assert [found.rule for found in findings] == ["source-missing"]
    project, findings = gongkai.load(str(tmp_path))
    assert project is None
    assert [found.rule for found in findings] == ["project-missing"]
    assert [found.rule for found in gongkai.check(str(tmp_path))] == ["project-missing"]


def test_views_are_those_of_the_pages() -> None:
    project, _ = gongkai.load(ROOT)
    assert project is not None
    day = date(2020, 10, 15)
    views = gongkai.view(project, day, illustration=True)
    assert len(views.measures) == sum(node.role == "measure" for node in project.plan.nodes)
    assert len(views.targets.facts) == len(project.plan.targets)
    assert views.measure(views.measures[0].link.id).node.link == views.measures[0].link
    assert views.unit("shili-huanjing").assigned
    assert views.bulletins
    own = gongkai.view(project, day)
    assert not own.bulletins
    assert not [unit for unit in own.index.plan.units if unit.illustrative]


@pytest.mark.parametrize("name", ["read", "load", "check", "view"])
def test_no_room_takes_the_name_of_a_function(name: str) -> None:
    """A module `gongkai.check` would take the function's place as soon as it is imported."""
    assert not (ROOT / f"src/gongkai/{name}.py").exists()
    assert not (ROOT / "src/gongkai" / name).exists()
    assert callable(getattr(gongkai, name))
