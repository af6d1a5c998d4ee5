"""A killed command leaves the old state or the new one; the same inputs give the same bytes anywhere."""

from __future__ import annotations

import ctypes
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.outputs.documents.pdf import possible
from tests.folders import tree
from tests.hostile.kills import CASES, call, copied, prepared, rounds, steps
from tests.hostile.run import run

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A prepared project; tests work in copies of it."""
    return prepared(tmp_path_factory.mktemp("made"))


@pytest.mark.parametrize("name", CASES)
def test_a_killed_command_leaves_the_old_or_the_new(made: Path, tmp_path: Path, name: str) -> None:
    states = list(rounds(made, tmp_path, CASES[name], 4))
    assert len(states) == 4


def test_a_kill_at_any_step_of_an_import_leaves_the_old_or_what_is_finished_later(
    made: Path, tmp_path: Path
) -> None:
    """Of a workbook, which changes the most files; ./scripts/soak does so with every command."""
    states = list(steps(made, tmp_path, CASES["workbook"]))
    assert states == sorted(states, key=lambda state: state == "old")
    assert {"old", "finished"} <= set(states)


def test_the_same_inputs_give_the_same_bytes_anywhere(made: Path, tmp_path: Path) -> None:
    """In other folders, time zones, languages and orders of hashing; after another history; from no cache."""
    first = copied(made, tmp_path / "a")
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
    kinds = {Path(name).suffix for name in tree(first / "site")}
    assert {".html", ".xlsx", ".docx", ".sqlite", ".ics", ".csv", ".json", ".js", ".xml"} <= kinds


def test_the_same_inputs_give_the_same_bytes_after_any_history(made: Path, tmp_path: Path) -> None:
    """Built whole once; the other after a kill, in a renamed folder, under another mask, of a site that was touched."""
    first, second = copied(made, tmp_path / "a"), copied(made, tmp_path / "b")
    day = ("build", "--as-of", "2020-10-15")
    assert _out(call(first, *day))
    expected = tree(first / "site")
    assert _out(call(second, "build", "--as-of", "2020-04-02"))
    for moment in (0.3, 0.6, 0.9):
        killed = call(second, *day)
        time.sleep(moment)
        killed.kill()
        killed.communicate()
    third = second.rename(tmp_path / "其他")
    assert _out(call(third, *day, first=_mine_alone))
    assert tree(third / "site") == expected
    page = third / "site" / "index.html"
    page.write_text("touched", encoding="utf-8")
    (third / "site" / "more.txt").write_text("more", encoding="utf-8")
    (third / "site" / "disclosure" / "index.html").unlink()
    assert _out(call(third, *day))
    assert tree(third / "site") == expected
    # A page more and a measure's words otherwise, then both as before.
    (third / "content" / "more.md").write_text("# 更多\n", encoding="utf-8")
    fills = third / "plan_data" / "fills.yml"
    (third / "plan_data" / "fills.yml").rename(third / "fills.yml")
    assert _out(call(third, *day))
    (third / "content" / "more.md").unlink()
    (third / "fills.yml").rename(fills)
    assert _out(call(third, *day))
    assert tree(third / "site") == expected
    assert run("verify", third / "site").code == 0


def test_the_same_files_are_exported_anywhere(made: Path, tmp_path: Path) -> None:
    first = copied(made, tmp_path / "a")
    second = Path(shutil.copytree(first, tmp_path / "b" / "elsewhere" / "其他"))
    args = ("export", "out", "--pdf", "--as-of", "2020-10-15")
    assert _out(call(first, *args, TZ="Asia/Shanghai", LC_ALL="zh_CN.UTF-8", PYTHONHASHSEED="1"))
    assert _out(call(second, *args, TZ="America/New_York", LC_ALL="C", PYTHONHASHSEED="2"))
    assert tree(first / "out") == tree(second / "out")
    kinds = {Path(name).suffix for name in tree(first / "out")}
    assert {".xlsx", ".docx", ".sqlite", ".ics", ".csv", ".json"} <= kinds
    assert not possible() or ".pdf" in kinds


def test_a_lock_left_by_a_dead_process_blocks_nobody(made: Path, tmp_path: Path) -> None:
    """What holds the lock is a process, not a file: with it the lock is gone."""
    folder = copied(made, tmp_path)
    words = f"import time\nfrom pathlib import Path\nfrom gongkai.site.swap import alone\nwith alone(Path({str(folder)!r})):\n print(1, flush=True)\n time.sleep(600)"
    holder = subprocess.Popen([sys.executable, "-c", words], stdout=subprocess.PIPE)
    assert holder.stdout
    assert holder.stdout.readline()
    assert run("build", "-C", folder).code == 1
    holder.kill()
    holder.communicate()
    assert run("build", "-C", folder).code == 0


def test_two_builds_at_once_do_no_harm(made: Path, tmp_path: Path) -> None:
    folder = copied(made, tmp_path)
    both = [call(folder, "build"), call(folder, "build")]
    said = [process.communicate()[0].decode() for process in both]
    codes = sorted(process.returncode for process in both)
    assert codes in ([0, 0], [0, 1]), said
    assert run("verify", folder / "site").code == 0


@pytest.mark.parametrize("name", CASES)
def test_a_folder_that_may_not_be_written(made: Path, tmp_path: Path, name: str) -> None:
    folder = copied(made, tmp_path)
    before = tree(folder)
    places = [path for path in (folder, *folder.rglob("*")) if path.is_dir()]
    for path in places:
        path.chmod(0o555)
    try:
        _one_line(folder, CASES[name].args, _as_anybody)
        assert tree(folder) == before
    finally:
        for path in places:
            path.chmod(0o755)


@pytest.mark.parametrize("name", CASES)
def test_a_full_disk(made: Path, tmp_path: Path, name: str) -> None:
    """On a disk that holds the project and little more; where none can be made, with files that may not grow."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = _mounted(disk)
    try:
        folder = Path(shutil.copytree(made, disk / "project"))
        for file in ("next.txt", "filled.xlsx", "results.csv"):
            shutil.copy(made.parent / file, disk)
        if mounted:
            _fill(disk)
        before = tree(folder)
        _one_line(folder, CASES[name].args, None if mounted else _no_growth)
        kept = {
            name: digest for name, digest in tree(folder).items() if ".gongkai-cache" not in name
        }
        assert before == kept
    finally:
        if mounted:
            subprocess.run(["umount", str(disk)], check=True)


def _as_anybody() -> None:
    """Give up, when the command begins, what lets root write anywhere."""
    drop = 24  # PR_CAPBSET_DROP
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None)
        for power in range(64):
            libc.prctl(drop, power, 0, 0, 0)


def _mine_alone() -> None:
    os.umask(0o077)


def _no_growth() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (16, 16))


def _mounted(disk: Path) -> bool:
    if os.geteuid() != 0:
        return False
    mount = ["mount", "-t", "tmpfs", "-o", "size=768k", "tmpfs", str(disk)]
    return not subprocess.run(mount, check=False, capture_output=True).returncode


def _fill(disk: Path) -> None:
    with (disk / "filler").open("wb", buffering=0) as file:
        for size in (4096, 512):
            try:
                while True:
                    file.write(bytes(size))
            except OSError:
                continue


def _one_line(folder: Path, args: tuple[str, ...], first: Callable[[], None] | None) -> None:
    process = call(folder, *args, first=first)
    said = process.communicate()[0].decode()
    assert process.returncode in (1, 2), said
    assert "Traceback" not in said
    told = [line for line in said.splitlines() if " — " in line and "[unit" not in line]
    assert len(told) == 1, said


def _out(process: subprocess.Popen[bytes]) -> bool:
    out = process.communicate()[0].decode()
    assert process.returncode == 0, out
    return True
