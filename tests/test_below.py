"""What stands below a folder: names with slashes, in order; a link is a file and leads nowhere."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gongkai.below import below


def test_files_and_folders_are_named_from_there(tmp_path: Path) -> None:
    (tmp_path / "b/c").mkdir(parents=True)
    (tmp_path / "a").mkdir()
    for name in ("z", "b/c/2", "b/c/1"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    found = below(tmp_path)
    assert list(found.files) == ["b/c/1", "b/c/2", "z"]
    assert found.folders == ["a", "b", "b/c"]
    assert found.files["z"].st_size == 1


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there/more").write_text("", encoding="utf-8")
    (tmp_path / "here").mkdir()
    (tmp_path / "here/link").symlink_to("../there", target_is_directory=True)
    assert list(below(tmp_path / "here").files) == ["link"]


def test_many_folders_within_one_another_are_looked_into(tmp_path: Path) -> None:
    """A walk that calls itself ends with Python's patience, at a thousand."""
    place = str(tmp_path)
    for _ in range(1_020):
        place += "/d"
        os.mkdir(place)  # noqa: PTH102 - parents=True calls itself
    found = below(tmp_path).folders
    assert len(found) == 1_020
    for name in reversed(found):  # nobody else would take them away
        os.rmdir(f"{tmp_path}/{name}")  # noqa: PTH106 - a thousand times as long


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        below(tmp_path / "none")
