"""The swap: the old site or the new one, whole, whenever the build is killed; nothing else is lost."""

from __future__ import annotations

import errno
import fcntl
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from gongkai.site import swap
from tests.hostile.steps import killed


def site(folder: Path, words: str) -> Path:
    folder.mkdir(parents=True)
    for name in swap.BUILT:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(words, encoding="utf-8")
    return folder


def words(folder: Path) -> str:
    return (folder / "index.html").read_text("utf-8")


@pytest.mark.parametrize("in_one_step", [True, False])
def test_the_new_takes_the_place_of_the_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_one_step: bool
) -> None:
    if not in_one_step:
        monkeypatch.setattr(swap, "exchange", lambda one, other: False)
    target = site(tmp_path / "site", "old")
    site(swap.fresh(target), "new")
    swap.swap(target)
    assert words(target) == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_the_first_site_is_put_in_place(tmp_path: Path) -> None:
    site(swap.fresh(tmp_path / "site"), "new")
    swap.swap(tmp_path / "site")
    assert words(tmp_path / "site") == "new"


@pytest.mark.parametrize("in_one_step", [True, False])
def test_a_kill_at_any_step_leaves_a_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_one_step: bool
) -> None:
    if not in_one_step:
        monkeypatch.setattr(swap, "exchange", lambda one, other: False)
    found = []
    for step in count(1):
        target = site(tmp_path / str(step) / "site", "old")
        site(swap.fresh(target), "new")
        ended = not killed(partial(swap.swap, target), target.parent, step)
        swap.repair(target)
        found.append(words(target))
        assert [path.name for path in target.parent.iterdir()] == ["site"]
        if ended:
            break
    assert found == sorted(found, reverse=True)
    assert set(found) == {"old", "new"}


def test_a_kill_before_the_old_is_removed_leaves_the_new(tmp_path: Path) -> None:
    target = site(tmp_path / "site", "new")
    site(swap.kept(target), "old")
    swap.repair(target)
    assert words(target) == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize(
    "name", ["plan_data", "plan_data/revisions", "content", "macros/site", ".", "notes"]
)
def test_a_folder_with_work_in_it_is_never_replaced(tmp_path: Path, name: str) -> None:
    for folder in ("plan_data/revisions", "content", "macros", "notes"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "notes" / "draft.txt").write_text("mine", encoding="utf-8")
    [finding] = swap.refusals(tmp_path / name, tmp_path)
    assert finding.rule == "site-folder"


def test_nor_a_site_with_work_in_it(tmp_path: Path) -> None:
    target = site(tmp_path / "site", "old")
    (target / "plan_data").mkdir()
    assert [one.rule for one in swap.refusals(target, tmp_path)] == ["site-folder"]


def test_a_site_an_empty_folder_and_none_may_be_replaced(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for target in (site(tmp_path / "site", "old"), tmp_path / "empty", tmp_path / "none"):
        assert list(swap.refusals(target, tmp_path)) == []


def test_a_share_that_locks_no_folders_keeps_nobody_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EBADF, "no locks")

    monkeypatch.setattr(fcntl, "flock", refuse)
    with swap.alone(tmp_path), swap.alone(tmp_path):
        pass
