"""A killed command leaves the old state or the new one; the same inputs give the same bytes anywhere."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.folders import tree
from tests.hostile.kills import CASES, call, prepared, rounds
from tests.hostile.run import run

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", CASES)
def test_a_killed_command_leaves_the_old_or_the_new(tmp_path: Path, name: str) -> None:
    states = list(rounds(tmp_path, CASES[name], 4))
    assert len(states) == 4


def test_the_same_inputs_give_the_same_bytes_anywhere(tmp_path: Path) -> None:
    """In other folders, time zones, languages and orders of hashing; after another history; from no cache."""
    first = prepared(tmp_path / "a")
    second = Path(shutil.copytree(first, tmp_path / "b" / "elsewhere" / "其他"))
    assert _out(call(first, "build", TZ="Asia/Shanghai", LANG="zh_CN.UTF-8", PYTHONHASHSEED="1"))
    # The other one was built of other words before, and keeps what it can of that.
    progress = second / "plan_data" / "progress" / "2020.yml"
    text = progress.read_text("utf-8")
    progress.write_text(text.replace("清淤", "疏浚"), encoding="utf-8")
    assert _out(call(second, "build"))
    progress.write_text(text, encoding="utf-8")
    os.utime(progress, (1, 1))
    assert _out(
        call(second, "build", TZ="America/New_York", LANG="C", LC_ALL="C", PYTHONHASHSEED="2")
    )
    assert tree(first / "site") == tree(second / "site")
    shutil.rmtree(second / ".gongkai-cache")
    shutil.rmtree(second / "site")
    assert _out(call(second, "build", TZ="UTC", PYTHONHASHSEED="3"))
    assert tree(first / "site") == tree(second / "site")


def test_two_builds_at_once_do_no_harm(tmp_path: Path) -> None:
    folder = prepared(tmp_path)
    both = [call(folder, "build"), call(folder, "build")]
    said = [process.communicate()[0].decode() for process in both]
    codes = sorted(process.returncode for process in both)
    assert codes in ([0, 0], [0, 1]), said
    assert run("verify", folder / "site").code == 0


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere"
)
@pytest.mark.parametrize("args", [case.args for case in CASES.values()], ids=CASES)
def test_a_folder_that_may_not_be_written(tmp_path: Path, args: tuple[str, ...]) -> None:
    folder = prepared(tmp_path)
    before = tree(folder)
    places = [path for path in (folder, *folder.rglob("*")) if path.is_dir()]
    for path in places:
        path.chmod(0o555)
    try:
        _one_line(folder, args)
        assert tree(folder) == before
    finally:
        for path in places:
            path.chmod(0o755)


@pytest.mark.parametrize("name", CASES)
def test_a_full_disk(tmp_path: Path, name: str) -> None:
    """On a disk that holds the project and little more."""
    small = prepared(tmp_path / "made")
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("no small disk can be made here")
    try:
        folder = Path(shutil.copytree(small, disk / "project"))
        shutil.copy(tmp_path / "made" / "next.txt", disk)
        with (disk / "filler").open("wb", buffering=0) as file:
            for size in (4096, 512):
                try:
                    while True:
                        file.write(bytes(size))
                except OSError:
                    continue
        before = tree(folder)
        _one_line(folder, CASES[name].args)
        kept = {
            name: digest for name, digest in tree(folder).items() if ".gongkai-cache" not in name
        }
        assert before == kept
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def _one_line(folder: Path, args: tuple[str, ...]) -> None:
    process = call(folder, *args)
    said = process.communicate()[0].decode()
    assert process.returncode in (1, 2), said
    assert "Traceback" not in said
    assert (
        len([line for line in said.splitlines() if " — " in line and "[unit" not in line]) == 1
    ), said


def _out(process: subprocess.Popen[bytes]) -> bool:
    out = process.communicate()[0].decode()
    assert process.returncode == 0, out
    return True
