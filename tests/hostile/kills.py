"""Commands killed in the middle: what they were to change is as before or as after.

`python -m tests.hostile.kills 100` (scripts/soak) does so a hundred times a command, or those named after the
number, and prints what came of it.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import openpyxl

import gongkai.site.build  # noqa: F401 - loaded before the forks
from gongkai.cli import main
from gongkai.store.files import LIST
from tests.conftest import ROOT
from tests.folders import tree
from tests.hostile.project import project
from tests.hostile.steps import kill_at

_MAIN = "from gongkai.cli import main; main()"


@dataclass(frozen=True, slots=True)
class Case:
    """A command, called in a copy of the project; `part` is what it changes."""

    args: tuple[str, ...]
    part: str


CASES: dict[str, Case] = {
    "import": Case(("import", "../next.txt", "--revision", "r2"), "plan_data"),
    "review": Case(("review", "accept", "--all", "--by", "方案办", "--on", "2020-01-01"), "plan_data"),
    "workbook": Case(("workbook", "import", "../filled.xlsx", "--as-of", "2020-10-15"), "plan_data"),
    "water": Case(("water", "import", "../results.csv"), "plan_data"),
    "build": Case(("build",), "site"),
    "publish": Case(("publish", "web", "--as-of", "2020-10-15"), "web/current"),
    "export": Case(("export", "out", "--as-of", "2020-10-15"), "out"),
}  # fmt: skip


def call(
    folder: Path, *args: str, first: Callable[[], None] | None = None, **environment: str
) -> subprocess.Popen[bytes]:
    """gongkai in a process of its own, in `folder`, which calls `first` before all else."""
    return subprocess.Popen(
        [sys.executable, "-c", _MAIN, *args],
        cwd=folder,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        preexec_fn=first,
    )


def prepared(folder: Path) -> Path:
    """The project, and beside it what a second revision, a filled workbook and a sheet of results bring."""
    made = project(folder / "project")
    text = (folder / "project.txt").read_text("utf-8").replace("2020年", "2021年")
    (folder / "next.txt").write_text(text, encoding="utf-8")
    (folder / "results.csv").write_text(
        "断面,采样日期,氨氮(mg/L)\n清淤,2020-04-15,0.4\n清淤,2020-07-15,0.3\n清淤,2020-10-12,0.2\n", encoding="utf-8"
    )  # fmt: skip
    _filled(made, folder / "filled.xlsx")
    (made / "content" / "files").mkdir()
    (made / "content" / "files" / "a.pdf").write_bytes(b"%PDF-1.7\n")
    revision = made / "plan_data" / "revisions" / "r1" / "revision.yml"
    approved = 'state: in_force\napproved_by: 县政府办\napproved_on: "2020-01-05"\n'
    text = revision.read_text("utf-8").replace("state: draft\n", approved)
    revision.write_text(text, encoding="utf-8")
    return made


def copied(made: Path, folder: Path) -> Path:
    """A prepared project, with what lies beside it, copied into `folder`."""
    shutil.copytree(made.parent, folder, symlinks=True, dirs_exist_ok=True)
    return folder / made.name


def _filled(project: Path, file: Path) -> None:
    """A unit's workbook with answers in several sheets, so that its import writes several files."""
    out = call(project, "workbook", "export", "shuiwuju", str(file), "--as-of", "2020-10-15")
    assert _ended(out) == 0
    made = openpyxl.load_workbook(file)
    measure = made["措施"].cell(4, 1).value
    for name, cells in {
        "措施": {"填：状态": "进行中", "填：说明": "已开工"},
        "目标": {"填：数值": "92", "填：说明": "已核实"},
        "空白": {"填：应为": "30", "填：依据": "批复"},
        "工作计划": {"年度": "2021", "措施编号": measure, "任务": "续建"},
    }.items():
        sheet = made[name]
        titles = [cell.value for cell in sheet[3]]
        row = next(at for at in range(sheet.max_row, 3, -1) if sheet.cell(at, 1).value)
        for title, words in cells.items():
            sheet.cell(row, titles.index(title) + 1).value = words
    made.save(file)


@dataclass(frozen=True, slots=True)
class _Course:
    """A case made ready: the project to `start` from, what `part` of it is before and after, what lies there after."""

    case: Case
    start: Path
    old: dict[str, str]
    new: dict[str, str]
    beside: frozenset[str]
    steps: int
    took: float

    def copy(self) -> Path:
        """The project, ready for the command."""
        copy = self.start.parent / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.start, copy, symlinks=True)
        return copy

    def outcome(self, copy: Path) -> str:
        """ "old" or "new", or "finished" where the next command had to. AssertionError else.

        The command runs again, undisturbed, and must come to its end: nothing left over blocks it.
        """
        unfinished = copy / "plan_data" / LIST
        was = unfinished.exists()
        _forked(copy, "check").end()
        assert not unfinished.exists()
        found = {
            name: digest
            for name, digest in tree(copy / self.case.part).items()
            if not name.endswith(".new")
        }
        assert found in (self.old, self.new), {
            name: (name in self.old, name in self.new, found.get(name) == self.new.get(name))
            for name in self.old.keys() | self.new.keys() | found.keys()
            if found.get(name) != self.old.get(name)
        }
        assert not was or found == self.new
        said = _forked(copy, *self.case.args).end()
        done = tree(copy / self.case.part)
        assert done == self.new, (said, done.keys() ^ self.new.keys())
        beside = {path.name for path in copy.iterdir()} - self.beside
        assert not {name for name in beside if not name.startswith(".import-")}, beside
        return "finished" if was else "old" if found == self.old else "new"


def _course(made: Path, folder: Path, case: Case) -> _Course:
    """`made` is a prepared project, `folder` an empty one to work in."""
    start = copied(made, folder)
    if case.part in ("site", "web/current"):
        _forked(start, *case.args).end()
        for path in ("plan_data/progress/2020.yml", "mkdocs.yml"):
            text = (start / path).read_text("utf-8")
            (start / path).write_text(text.replace("清淤", "疏浚"), encoding="utf-8")
    old = tree(start / case.part)
    lengths = []
    for name in ("full", "again"):  # the first also loads what the others then have
        full = folder / name
        shutil.copytree(start, full, symlinks=True)
        began = time.monotonic()
        process = _forked(full, *case.args, step=0)
        process.end()
        lengths.append(time.monotonic() - began)
    new = tree(full / case.part)
    assert new != old
    beside = frozenset(path.name for path in full.iterdir())
    return _Course(case, start, old, new, beside, process.steps, min(lengths))


def rounds(made: Path, folder: Path, case: Case, count: int, seed: int = 1) -> Iterator[str]:
    """What each of `count` kills at any moment leaves, as `_Course.outcome` calls it."""
    course = _course(made, folder, case)
    chance = random.Random(seed)
    for at in range(count):
        copy = course.copy()
        process = _forked(copy, *case.args)
        # What matters is at the end: half of the kills fall into the last third.
        time.sleep(course.took * (chance.random() if at % 2 else 0.66 + 0.4 * chance.random()))
        process.kill()
        yield course.outcome(copy)


def steps(made: Path, folder: Path, case: Case, most: int = 10_000) -> Iterator[str]:
    """What a kill at each step leaves, or at `most` of them; what is finished later is killed at each, too."""
    course = _course(made, folder, case)
    for step in range(course.steps, 0, -max(1, -(-course.steps // most))):
        copy = course.copy()
        assert _forked(copy, *case.args, step=step).killed()
        if (copy / "plan_data" / LIST).exists():
            yield from _killed_again(course, copy)
        yield course.outcome(copy)


def _killed_again(course: _Course, copy: Path) -> Iterator[str]:
    """Kills of the command that does what is left in `copy`."""
    for step in itertools.count(1):
        again = copy.with_name("again")
        shutil.rmtree(again, ignore_errors=True)
        shutil.copytree(copy, again, symlinks=True)
        if not _forked(again, "check", step=step).killed():
            return
        course.outcome(again)
        yield "killed twice"


@dataclass(frozen=True, slots=True)
class _Forked:
    """A call of gongkai in a fork of this process, which has all loaded: nothing but the work is killed."""

    pid: int
    said: Path

    @property
    def steps(self) -> int:
        """How many steps it took, once it has ended of itself."""
        return int(self.said.with_name("steps.txt").read_text())

    def end(self) -> str:
        os.waitpid(self.pid, 0)
        return self.said.read_text("utf-8", "replace")

    def killed(self) -> bool:
        """Whether it was killed, once it has ended."""
        return os.WIFSIGNALED(os.waitpid(self.pid, 0)[1])

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)


def _forked(folder: Path, *args: str, step: int | None = None) -> _Forked:
    """gongkai in `folder`, killed at a `step` counted from 1; its steps are counted where one is asked for."""
    said = folder.parent / "said.txt"
    pid = os.fork()
    if pid:
        return _Forked(pid, said)
    try:
        os.chdir(folder)
        with said.open("wb") as out:
            os.dup2(out.fileno(), 1)
            os.dup2(out.fileno(), 2)
        if step is not None:
            # On one processor there is no second process, which would do now more, now less of the work.
            os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
            taken = kill_at(step, folder)
        sys.argv = ["gongkai", *args]
        main()
    finally:
        if step is not None:
            said.with_name("steps.txt").write_text(str(taken()))
        os._exit(0)


def _ended(process: subprocess.Popen[bytes]) -> int:
    process.communicate()
    return process.returncode


def soak(count: int, *names: str) -> None:
    """Print for each command how many kills, at each step and at any moment, left the old state and how many the new."""
    with tempfile.TemporaryDirectory() as base:
        made = prepared(Path(base))
        for name in names or CASES:
            for how, kills in (
                ("step by step", partial(steps, most=count)),
                ("at any moment", partial(rounds, count=count)),
            ):
                with tempfile.TemporaryDirectory() as folder:
                    states = Counter(kills(made, Path(folder), CASES[name]))
                told = ", ".join(f"{state} {number}" for state, number in sorted(states.items()))
                print(
                    f"{name:8} {states.total()} kills, {how}: {told}; no mixture, none blocked",
                    flush=True,
                )


if __name__ == "__main__":
    with contextlib.chdir(ROOT):
        soak(int(sys.argv[1]) if len(sys.argv) > 1 else 100, *sys.argv[2:])
