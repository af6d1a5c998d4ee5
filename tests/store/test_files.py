"""Files that change together: all or none, whenever the writing is cut short, and nothing outside the project."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from gongkai.store.files import LIST, finish, put, put_folder
from tests.folders import tree
from tests.hostile.steps import killed

OLD = {"a.yml": b"a", "b/c.yml": b"c", "gone.yml": b"gone"}
CHANGE: dict[str, bytes | None] = {"a.yml": b"A", "b/c.yml": b"C", "new/d.yml": b"D", "gone.yml": None}  # fmt: skip


def laid(folder: Path, files: Mapping[str, bytes]) -> Path:
    """A fresh project with the files."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, data in files.items():
        path = folder / "plan_data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def change(project: Path) -> None:
    base = project / "plan_data"
    put({base / name: data for name, data in CHANGE.items()}, project)


def state(project: Path) -> dict[str, str]:
    return {name: digest for name, digest in tree(project).items() if not name.endswith(".new")}


@pytest.mark.slow
@pytest.mark.parametrize("more", [False, True])
def test_a_kill_at_any_step_leaves_all_or_nothing(tmp_path: Path, *, more: bool) -> None:
    """Nor does a second kill, while what is left is done: at its first step, or at any (`more`)."""
    old = state(laid(tmp_path / "old", OLD))
    change(laid(tmp_path / "new", OLD))
    new = state(tmp_path / "new")
    found = []
    for step in count(1):
        project = laid(tmp_path / "project", OLD)
        if not killed(partial(change, project), project, step):
            break
        for second in count(1):
            again = tmp_path / "again"
            shutil.copytree(project, again)
            ended = not killed(partial(finish, again), again, second)
            finish(again)
            found.append(state(again))
            change(again)
            assert state(again) == new
            assert tree(again) == new
            shutil.rmtree(again)
            if ended or not more:
                break
    assert all(one in (old, new) for one in found)
    assert found == sorted(found, key=lambda one: one == new)
    assert found[0] == old
    assert found[-1] == new


def test_a_kill_at_any_step_leaves_the_old_folder_or_the_new(tmp_path: Path) -> None:
    out = tmp_path / "out"
    old, new = ({"a.csv": text, "units/b.csv": text} for text in (b"old", b"new"))
    found = []
    for step in count(1):
        shutil.rmtree(out, ignore_errors=True)
        put_folder(out, old)
        ended = not killed(partial(put_folder, out, new), tmp_path, step)
        found.append({name: (out / name).read_bytes() for name in tree(out)})
        put_folder(out, new)
        assert {name: (out / name).read_bytes() for name in tree(out)} == new
        assert [path.name for path in tmp_path.iterdir()] == ["out"]
        if ended:
            break
    assert [one for at, one in enumerate(found) if one != found[at - 1]] == [old, new]


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


def test_a_file_is_never_exchanged_for_a_folder(tmp_path: Path) -> None:
    file = tmp_path / "report.csv"
    file.write_text("mine")
    with pytest.raises(NotADirectoryError):
        put_folder(file, {"a.csv": b"1"})
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"report.csv": "mine"}
