"""Break the core in one place at a time, in a copy of the project, and count what the tests see."""

from __future__ import annotations

import compileall
import os
import py_compile
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.conftest import ROOT
from tests.mutations.table import TABLE, Break

PARTS = ("src", "macros", "tests", "plan_data", "examples", "content", "docs", "scripts", "benchmarks", "mkdocs.yml", "pyproject.toml",
         "README.md", "README.zh-CN.md", "ARCHITECTURE.md", "CHANGELOG.md", "LICENSE")  # fmt: skip


def broken(text: str, one: Break) -> str:
    """The file's text with the break in it. ValueError where what is to be replaced does not stand there once."""
    if text.count(one.old) != 1:
        raise ValueError(f"{one.file}: {one.what}: stands {text.count(one.old)} times")
    return text.replace(one.old, one.new)


def passes(copy: Path, tests: str) -> bool:
    """Whether the tests pass in `copy`: of a file the quick ones, and those that are named (`file::test`)."""
    marks = "not browser" if "::" in tests else "not slow and not browser"
    asked = ["-x", "-q", "-p", "no:cacheprovider", "-m", marks, *tests.split()]
    environment = {
        **os.environ,
        "PYTHONPATH": f"{copy / 'src'}{os.pathsep}{copy}",
        "HYPOTHESIS_PROFILE": "broken",
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *asked],
        cwd=copy, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode not in (0, 1):  # no test ran, or the run itself failed
        raise RuntimeError(done.stdout[-2000:] + done.stderr[-2000:])
    return done.returncode == 0


def main(only: str = "") -> int:
    """Run all breaks whose file or words hold `only`; the number of those that no test sees."""
    began = time.monotonic()
    chosen = [one for one in TABLE if only in one.file or only in one.what]
    survivors: list[Break] = []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for part in PARTS:
            source = ROOT / part
            if source.is_dir():
                shutil.copytree(source, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, copy / part)
        # Compiled once, and anew where the text differs: a file that is broken and mended within a second keeps its time.
        hashed = py_compile.PycInvalidationMode.CHECKED_HASH
        compileall.compile_dir(copy / "src", quiet=1, invalidation_mode=hashed)
        tests = sorted({path for one in chosen for path in one.seen_by.split()})
        named = [path for path in tests if "::" in path]
        files = [path for path in tests if "::" not in path]
        if not all(passes(copy, " ".join(part)) for part in (files, named) if part):
            raise SystemExit("the tests fail without any break")
        for one in chosen:
            path = copy / "src" / "gongkai" / one.file
            sound = path.read_text("utf-8")
            path.write_text(broken(sound, one), encoding="utf-8")
            if passes(copy, one.seen_by):
                survivors.append(one)
            path.write_text(sound, encoding="utf-8")
            seen = "NOT SEEN" if one in survivors else "seen"
            print(f"{seen:8} {one.file}: {one.what}", flush=True)
    took = time.monotonic() - began
    print(
        f"{len(chosen)} breaks, {len(chosen) - len(survivors)} seen, {len(survivors)} not, in {took:.0f} s"
    )
    return len(survivors)


if __name__ == "__main__":
    sys.exit(min(1, main(*sys.argv[1:2])))
