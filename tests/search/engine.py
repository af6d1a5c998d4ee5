"""The engine of the site's search, run in node on an index written to a folder."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from gongkai.search import Entry, files

HERE = Path(__file__).parent
ENGINE = HERE.parents[1] / "src/gongkai/site/theme/assets/search-engine.js"
NODE = shutil.which("node")


def ask(question: dict) -> list:
    """Answers of the engine to `question` (see run_engine.js)."""
    if NODE is None:
        told = "node is not installed: the search engine is not run (apt install nodejs)"
        if os.environ.get("CI"):
            pytest.fail(told)
        pytest.skip(told)
    done = subprocess.run(
        [NODE, str(HERE / "run_engine.js"), str(ENGINE)],
        input=json.dumps(question),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def write(folder: Path, entries: Iterable[Entry], **options: int) -> Path:
    """Write the index of `entries` into `folder`."""
    folder.mkdir(exist_ok=True)
    for name, data in files(entries, **options):
        (folder / name).write_bytes(data)
    return folder
