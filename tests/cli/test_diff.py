"""`diff`: the contract's JSON and exit codes, the words for people; text of a plan is never mark-up."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gongkai.store import import_source
from tests.cli.test_commands import run
from tests.revise.test_match import OLD, edited

NEW = edited(
    ("85%", "90%"),
    ("2026年底前", "2027年底前"),
    ("（三）更换路灯", "（三）更换[路灯](x)<b>*灯*</b>"),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "plan_data").mkdir()
    for name, text in (("r1", OLD), ("r2", NEW)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        assert import_source(tmp_path, tmp_path / f"{name}.txt", name).written
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize(
    "pair", [("r1", "r2"), ("r1.txt", "r2.txt"), ("r1", "r2.txt"), ("r1.txt", "r2")]
)
def test_revisions_and_files_give_the_same_changes(folder: Path, pair: tuple[str, str]) -> None:
    done = run("diff", *pair, "--json", cwd=folder)
    assert done.returncode == 1, done.stderr
    found = json.loads(done.stdout)
    assert (found["format"], found["old"], found["new"]) == ("gongkai-diff/1", *pair)
    assert [(one["kind"], one["node"]) for one in found["changes"]] == [
        ("target", "N002"), ("deadline", "N002"), ("reworded", "N002"), ("reworded", "N004"),
    ]  # fmt: skip


@pytest.mark.slow
def test_exit_codes(folder: Path) -> None:
    assert run("diff", "r1", "r1.txt", cwd=folder).returncode == 0
    missing = run("diff", "r1", "r9", cwd=folder)
    assert (missing.returncode, missing.stdout) == (2, "")
    assert missing.stderr.startswith("r9: is neither a revision nor a file")
    (folder / "plan_data/revisions/r2/revision.yml").write_text("id: r2\n", encoding="utf-8")
    broken = run("diff", "r1", "r2", cwd=folder)
    assert broken.returncode == 2
    assert "Traceback" not in broken.stderr


@pytest.mark.slow
def test_words_for_people(folder: Path) -> None:
    english = run("diff", "r1", "r2", cwd=folder).stdout
    assert "targets (1)" in english
    assert "[-85%-]{+90%+}" in english
    assert "目标 (1)" in run("diff", "r1", "r2", cwd=folder, lang="zh_CN.UTF-8").stdout
    notice = run("diff", "r1", "r2", "--notice", cwd=folder).stdout
    assert notice.startswith("关于《公共设施管护方案》修订变化的说明\n")
    assert "目标“渠道完好率”由85%提高到90%。（县财政局、县水务局）" in notice
    assert "\n（1）一（一） 疏通渠道：" in notice


@pytest.mark.slow
def test_markdown_shows_marks_of_the_text_as_they_are(folder: Path) -> None:
    text = run("diff", "r1", "r2", "--markdown", cwd=folder).stdout
    assert "<del>85%</del><ins>90%</ins>" in text
    assert "<b>" not in text.replace("\\<b\\>", "")
    assert "\\[路灯\\]\\(x\\)" in text


@pytest.mark.slow
def test_one_unit_alone(folder: Path) -> None:
    done = run("diff", "r1", "r2", "--unit", "xian-shuiliju", "--json", cwd=folder)
    assert {one["node"] for one in json.loads(done.stdout)["changes"]} == {"N002"}
    assert run("diff", "r1", "r2", "--unit", "xian-minzhengju", cwd=folder).returncode == 0
