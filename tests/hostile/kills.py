"""Commands killed in the middle: what they were to change is as before or as after.

`python -m tests.hostile.kills 100` (scripts/soak) does so a hundred times a command and prints what came of it.
"""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT
from tests.folders import tree
from tests.hostile.project import project

_MAIN = "from gongkai.cli import main; main()"


@dataclass(frozen=True, slots=True)
class Case:
    """A command, called in a copy of the project; `part` is what it changes, `whole` whether in one step.

    What is not changed in one step is so file by file.
    """

    args: tuple[str, ...]
    part: str
    whole: bool


CASES: dict[str, Case] = {
    "import": Case(("import", "../next.txt", "--revision", "r2"), "plan_data", whole=True),
    "review": Case(("review", "accept", "--all", "--by", "方案办", "--on", "2020-01-01"), "plan_data", whole=False),
    "build": Case(("build",), "site", whole=True),
    "export": Case(("export", "out", "--as-of", "2020-10-15"), "out", whole=False),
}  # fmt: skip


def call(folder: Path, *args: str, **environment: str) -> subprocess.Popen[bytes]:
    """gongkai in a process of its own, in `folder`."""
    return subprocess.Popen(
        [sys.executable, "-c", _MAIN, *args],
        cwd=folder,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def prepared(folder: Path) -> Path:
    """The project, and beside it the text of a second revision."""
    made = project(folder / "project")
    text = (folder / "project.txt").read_text("utf-8").replace("2020年", "2021年")
    (folder / "next.txt").write_text(text, encoding="utf-8")
    return made


def rounds(folder: Path, case: Case, count: int, seed: int = 1) -> Iterator[str]:
    """For each of `count` kills "old", "new" or, of what changes file by file, "between". AssertionError else.

    After each kill the command runs again, undisturbed, and must come to its end: nothing left over blocks it.
    """
    start = prepared(folder)
    if case.part == "site":
        assert _ended(call(start, "build")) == 0
        for path in ("plan_data/progress/2020.yml", "mkdocs.yml"):
            text = (start / path).read_text("utf-8")
            (start / path).write_text(text.replace("清淤", "疏浚"), encoding="utf-8")
    old = tree(start / case.part)
    full = folder / "full"
    shutil.copytree(start, full)
    began = time.monotonic()
    assert _ended(call(full, *case.args)) == 0
    length = time.monotonic() - began
    new = tree(full / case.part)
    assert new != old
    chance = random.Random(seed)
    for at in range(count):
        copy = folder / f"copy{at}"
        shutil.copytree(start, copy)
        process = call(copy, *case.args)
        # What matters is at the end: half of the kills fall into the last third.
        time.sleep(length * (chance.random() if at % 2 else 0.66 + 0.4 * chance.random()))
        process.kill()
        process.communicate()
        yield _state(copy / case.part, old, new, whole=case.whole)
        again = call(copy, *case.args)
        out, _ = again.communicate()
        done = tree(copy / case.part)
        assert done == new, (again.returncode, out.decode(), done.keys() ^ new.keys())
        beside = {path.name for path in copy.iterdir()} - {path.name for path in full.iterdir()}
        assert not {name for name in beside if not name.startswith(".import-")}, beside
        shutil.rmtree(copy)


def _state(folder: Path, old: dict[str, str], new: dict[str, str], *, whole: bool) -> str:
    found = {name: digest for name, digest in tree(folder).items() if not name.endswith(".new")}
    if found in (old, new):
        return "old" if found == old else "new"
    assert not whole, found.keys() ^ new.keys()
    for name, digest in found.items():
        assert digest in (old.get(name), new.get(name)), name
    assert old.keys() & new.keys() <= found.keys()
    return "between"


def _ended(process: subprocess.Popen[bytes]) -> int:
    process.communicate()
    return process.returncode


def main(count: int) -> None:
    """Print for each command how many kills left the old state and how many the new one."""
    for name, case in CASES.items():
        with tempfile.TemporaryDirectory() as folder:
            states = Counter(rounds(Path(folder), case, count))
        print(f"{name:8} {count} kills: {dict(sorted(states.items()))}, no mixture, none blocked")


if __name__ == "__main__":
    with contextlib.chdir(ROOT):
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
