"""The folders of a site that is gone serve the next; nothing else does, and nothing leads out of the project."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from gongkai.below import below
from gongkai.site import folders
from gongkai.site.build import build
from gongkai.site.verify import verify
from gongkai.site.writer import Writer
from gongkai.store.cache import FOLDER
from tests.hostile.steps import killed

DAY, NEXT, LAST = date(2026, 8, 20), date(2026, 8, 21), date(2026, 8, 22)


def _old(project: Path) -> Path:
    (project / FOLDER).mkdir(parents=True)
    (project / "old/a/b").mkdir(parents=True)
    (project / "old/c").mkdir()
    (project / "old/a/b/index.html").write_text("old", encoding="utf-8")
    (project / "old/c/leads").symlink_to(project)
    (project / "old/c/nowhere").symlink_to("nowhere")
    return project / "old"


def _below(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def test_the_folders_of_an_old_site_are_the_next_ones(tmp_path: Path) -> None:
    folders.keep(tmp_path, _old(tmp_path))
    assert not (tmp_path / "old").exists()
    folders.take(tmp_path, tmp_path / "new")
    assert _below(tmp_path / "new") == {"a", "a/b", "c"}
    assert (tmp_path / FOLDER).is_dir()  # to which a link of the old site led
    (tmp_path / "new/c/index.html").write_text("new", encoding="utf-8")
    folders.prune(tmp_path / "new", below(tmp_path / "new"))
    assert _below(tmp_path / "new") == {"c", "c/index.html"}


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda place: (place / "a/page.html").write_text("old"), id="a-file"),
        pytest.param(lambda place: (place / "a/out").symlink_to(place.parents[1]), id="a-link"),
        pytest.param(
            lambda place: (place.rename(place.with_name("b")), place.symlink_to("b")),
            id="a-link-itself",
        ),
        pytest.param(
            lambda place: (place.rename(place.with_name("b")), place.write_text("")),
            id="a-file-itself",
        ),
    ],
)
def test_what_is_no_folder_is_not_taken(tmp_path: Path, spoil: Callable[[Path], object]) -> None:
    folders.keep(tmp_path, _old(tmp_path))
    place = tmp_path / FOLDER / folders.NAME
    spoil(place)
    (tmp_path / "new").mkdir()
    folders.take(tmp_path, tmp_path / "new")
    assert _below(tmp_path / "new") == set()
    assert not os.path.lexists(place)


def test_a_cache_that_leads_elsewhere_keeps_nothing_and_gives_nothing(tmp_path: Path) -> None:
    old = _old(tmp_path)
    (tmp_path / FOLDER).rmdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / FOLDER).symlink_to("elsewhere")
    folders.keep(tmp_path, old)
    assert not old.exists()
    assert _below(tmp_path / "elsewhere") == set()
    (tmp_path / "elsewhere" / folders.NAME / "a").mkdir(parents=True)
    folders.take(tmp_path, tmp_path / "new")
    assert not (tmp_path / "new").exists() or _below(tmp_path / "new") == set()


def test_a_folder_in_which_something_stands_already_is_left(tmp_path: Path) -> None:
    folders.keep(tmp_path, _old(tmp_path))
    (tmp_path / "new").mkdir()
    (tmp_path / "new/mine").write_text("", encoding="utf-8")
    folders.take(tmp_path, tmp_path / "new")
    assert _below(tmp_path / "new") == {"mine"}


@pytest.mark.slow
def test_builds_that_follow_one_another_have_no_folder_of_an_earlier_one(small: Path) -> None:
    (small / "content").mkdir()
    (small / "content/note.md").write_text("# 说明\n", encoding="utf-8")
    for day in (DAY, NEXT, LAST):
        assert build(small, as_of=day).built
        (small / "content/note.md").unlink(missing_ok=True)
        (small / "content/index.md").write_text("# 首页\n", encoding="utf-8")
    assert not (small / "site/note").exists()
    assert all(any(path.iterdir()) for path in (small / "site").rglob("*") if path.is_dir())
    assert verify(str(small / "site"))[1] == ()


@pytest.mark.slow
def test_a_build_that_check_refuses_leaves_the_folders_for_the_next(small: Path) -> None:
    for day in (DAY, NEXT):
        assert build(small, as_of=day).built
    kept = _below(small / FOLDER / folders.NAME)
    assert kept
    (small / "content").mkdir()
    (small / "content/index.md").write_text(f"# 首页\n\n1380013{8000}\n", encoding="utf-8")
    assert not build(small, as_of=LAST).built
    assert _below(small / FOLDER / folders.NAME) == kept


@pytest.mark.slow
def test_a_file_may_stand_where_an_earlier_site_had_a_folder(small: Path) -> None:
    (small / "content/list").mkdir(parents=True)
    (small / "content/list/a.txt").write_text("", encoding="utf-8")
    for day in (DAY, NEXT):
        assert build(small, as_of=day).built
    (small / "content/list/a.txt").unlink()
    (small / "content/list").rmdir()
    (small / "content/list").write_text("", encoding="utf-8")
    assert build(small, as_of=LAST).built
    assert (small / "site/list").is_file()


def test_a_file_is_written_where_an_empty_folder_stands(tmp_path: Path) -> None:
    (tmp_path / "data/list/old").mkdir(parents=True)
    Writer(tmp_path).file("data/list", b"new")
    assert (tmp_path / "data/list").read_bytes() == b"new"


def test_a_kill_at_any_step_leaves_folders_or_nothing(tmp_path: Path) -> None:
    for step in count(1):
        project = tmp_path / str(step)
        ended = not killed(partial(folders.keep, project, _old(project)), project, step)
        folders.take(project, project / "new")
        assert _below(project / "new") <= {"a", "a/b", "c"}
        if ended:
            break
    assert step > 3
