"""Reading bears any text and any bytes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.folders import tree
from tests.hostile.run import run
from tests.hostile.texts import BYTES, HEAD, TEXTS

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_without_sense_is_read(tmp_path: Path, name: str) -> None:
    source = tmp_path / "plan.txt"
    text = TEXTS[name](1)
    source.write_bytes(text.encode())
    ended = run("read", source, "--json", work=20)  # several times what any takes
    assert ended.code == 0
    document = json.loads(ended.out)
    lines = text.removesuffix("\n").count("\n") + 1
    assert document["plan"]["source"]["lines"] == lines
    assert len(ended.err.splitlines()) < 20_000


@pytest.mark.parametrize("end", [".txt", ".md", ".docx", ".html", ".pdf"])
@pytest.mark.parametrize("name", BYTES)
def test_bytes_that_are_no_plan_are_refused_or_read(tmp_path: Path, name: str, end: str) -> None:
    source = tmp_path / f"plan{end}"
    source.write_bytes(BYTES[name])
    before = tree(tmp_path)
    run("read", source)
    assert tree(tmp_path) == before


@pytest.mark.parametrize(
    "line",
    ["清淤工作" * 430_000, "完成整治；" * 340_000, "（" * 1_700_000],
    ids=lambda one: one[:5],
)
def test_a_line_of_five_megabytes(tmp_path: Path, line: str) -> None:
    source = tmp_path / "plan.txt"
    source.write_text(HEAD + line, encoding="utf-8")
    assert run("read", source).code == 0


def test_two_hundred_thousand_lines(tmp_path: Path) -> None:
    source = tmp_path / "plan.txt"
    source.write_text(HEAD + "\n正文内容" * 200_000, encoding="utf-8")
    assert run("read", source).code == 0


@pytest.mark.parametrize(
    "name", ["", ".", "..", "../x", "/etc/x", "a/b", "a\\b", "CON", "nul.txt", "r 1", "r1\n", "-x", "r--1", "r" * 500, "ü", "\u202er1", "r\x001", ".git", "r1."],
    ids=repr,
)  # fmt: skip
def test_a_revision_with_the_name_of_something_else(tmp_path: Path, name: str) -> None:
    (tmp_path / "project" / "plan_data").mkdir(parents=True)
    source = tmp_path / "plan.txt"
    source.write_text(HEAD, encoding="utf-8")
    before = tree(tmp_path)
    assert run("import", source, f"--revision={name}", "-C", tmp_path / "project").code
    assert tree(tmp_path) == before


def test_a_text_that_speaks_to_the_terminal_does_not(tmp_path: Path) -> None:
    source = tmp_path / "plan\x1b[2J.txt"
    source.write_bytes(b"\0")
    assert "\x1b" not in run("read", source).err
    source.write_bytes(BYTES["escapes for a terminal"])
    assert "\x1b" not in run("read", source).out
