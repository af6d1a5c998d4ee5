"""Files that change together: all or none, whenever the writing is cut short, and nothing outside the project."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from gongkai.store.files import LIST, finish, put, put_folder
from tests.folders import tree

OLD = {"a.yml": b"a", "b/c.yml": b"c", "gone.yml": b"gone"}
CHANGE: dict[str, bytes | None] = {"a.yml": b"A", "b/c.yml": b"C", "new/d.yml": b"D", "gone.yml": None}  # fmt: skip
STEPS = 16  # more than there are


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, data in OLD.items():
        path = tmp_path / "project" / "plan_data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tmp_path / "project"


def change(project: Path) -> None:
    base = project / "plan_data"
    put({base / name: data for name, data in CHANGE.items()}, project)


def cut_short(project: Path, step: int) -> None:
    """The change in a process of its own that ends before its `step`-th call of the system."""
    pid = os.fork()
    if pid:
        os.waitpid(pid, 0)
        return
    try:
        for name in ("open", "replace", "unlink"):
            real = getattr(Path, name)

            def counted(self: Path, *args: object, real: object = real, **kwargs: object) -> object:
                nonlocal step
                if step == 0:
                    os._exit(0)
                step -= 1
                return real(self, *args, **kwargs)  # type: ignore[operator]

            setattr(Path, name, counted)
        change(project)
    finally:
        os._exit(0)


def state(project: Path) -> dict[str, str]:
    return {name: digest for name, digest in tree(project).items() if not name.endswith(".new")}


def test_a_kill_at_any_step_leaves_all_or_nothing(project: Path) -> None:
    old = state(project)
    found = []
    for step in range(STEPS):
        cut_short(project, step)
        finish(project)
        found.append(state(project))
        change(project)
        new = state(project)
        assert not (project / "plan_data" / LIST).exists()
        for name in CHANGE:
            (project / "plan_data" / name).unlink(missing_ok=True)
        for name, data in OLD.items():
            (project / "plan_data" / name).write_bytes(data)
    assert all(one in (old, new) for one in found)
    assert found == sorted(found, key=lambda one: one == new)
    assert found[0] == old
    assert found[-1] == new


def test_a_list_that_somebody_else_wrote_changes_nothing_outside(tmp_path: Path) -> None:
    data = tmp_path / "project" / "plan_data"
    data.mkdir(parents=True)
    for place in (tmp_path, tmp_path / "project", data):
        for name in ("x", ".x.new"):
            (place / name).write_text("kept")
    (data / "elsewhere").symlink_to(tmp_path)
    before = tree(tmp_path)
    names = ["../x", "x", str(tmp_path / "x"), "plan_data/../x", "plan_data/elsewhere/x", "plan_data/\0", "", ".", "/"]  # fmt: skip
    for said in (
        *({name: what} for name in names for what in ("put", "remove")),
        {"plan_data/x": "run"}, {"plan_data/x": ["put"]}, [], "x", None,
    ):  # fmt: skip
        (data / LIST).write_text(json.dumps(said), encoding="utf-8")
        finish(tmp_path / "project")
        assert tree(tmp_path) == before, said
    for broken in (b"", b"\xff", b"[" * 100_000, b"{"):
        (data / LIST).write_bytes(broken)
        finish(tmp_path / "project")
        assert tree(tmp_path) == before


def test_a_folder_is_put_in_place_whole_where_nothing_else_stands_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    files = {"a.csv": b"1", "units/b.csv": b"2"}
    out = Path("out")
    put_folder(out, files)
    first = out.stat().st_ino
    put_folder(out, {**files, "a.csv": b"3"})
    assert out.stat().st_ino != first
    assert {path.name for path in tmp_path.iterdir()} == {"out"}
    (out / "mine.txt").write_text("mine")
    (tmp_path / ".out.new").mkdir()  # left by a kill
    put_folder(out, files)
    assert {name: (out / name).read_bytes() for name in tree(out)} == {**files, "mine.txt": b"mine"}
    monkeypatch.chdir(out)
    put_folder(Path(), files)
    assert Path.cwd().samefile(tmp_path / "out")
