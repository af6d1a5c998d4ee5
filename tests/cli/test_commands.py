"""The command line: exit codes, one clear line for a mistake, nothing half written."""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from unittest import mock

import pytest
from click.testing import CliRunner

from gongkai.cli.run import gongkai
from tests.folders import tree
from tests.hostile import run as hostile
from tests.site.conftest import made

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "plan_data/revisions/r1/source.txt"


def run(*args: str, cwd: Path = ROOT, lang: str = "C") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from gongkai.cli import main; main()", *args]
    environment = {**os.environ, "LC_ALL": lang, "PYTHONUTF8": "1"}
    return subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, env=environment, check=False
    )


def called(*args: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """The same within this process, in English; what Python itself does with a process is not seen so."""
    with contextlib.chdir(cwd), mock.patch.dict("os.environ", {"LC_ALL": "C"}):
        ended = hostile.run(*args)
    return subprocess.CompletedProcess(args, ended.code, ended.out, ended.err)


def test_read_prints_the_contract() -> None:
    done = run("read", str(SOURCE), "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["format"] == "gongkai-plan/1"


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        pytest.param(
            ["read", "missing.txt"], 2, "missing.txt: there is no such file", id="missing"
        ),
        pytest.param(["read", "."], 2, "the file cannot be opened", id="a-folder"),
        pytest.param(["read"], 2, "Missing argument", id="no-argument"),
        pytest.param(["nothing"], 2, "No such command", id="no-such-command"),
        pytest.param(["check", "--as-of", "2020-13-45"], 2, "not a date", id="no-date"),
        pytest.param(["check", "-C", "src"], 2, "no plan_data folder", id="no-project"),
        pytest.param(["build", "-C", "nowhere"], 2, "no plan_data folder", id="no-folder"),
        pytest.param(["serve", "-C", "nowhere"], 2, "no plan_data folder", id="nothing-to-serve"),
        pytest.param(["export", "x", "--revision", "r9"], 2, "no revision “r9”", id="no-revision"),
        pytest.param(["import", "x.txt", "--revision", "a/b"], 2, "cannot name", id="no-name"),
        pytest.param(["diff", "r1", "r9"], 2, "r9: is neither a revision nor", id="no-side"),
        pytest.param(
            ["diff", "r1", "r1", "--unit", "x"],
            2,
            "x: the plan has no such unit — ",
            id="no-unit",
        ),
        pytest.param(
            ["diff", "r1", "r1", "--unit", "市生态环境"],
            2,
            "市生态环境: the plan has no such unit; did you mean “市生态环境局”?",
            id="nearly-a-unit",
        ),
        pytest.param(
            ["workbook", "export", "zhujianj", "x.xlsx"],
            2,
            "did you mean “zhujianju”? — ",
            id="nearly-a-unit's-id",
        ),
        pytest.param(
            ["review", "list", "--node", "N54"],
            2,
            "N54: the plan has no such node; did you mean “N054”? — ",
            id="nearly-a-node",
        ),
        pytest.param(
            ["review", "list", "--node", "5.3.2"],
            2,
            "did you mean “N039”?",
            id="a-node-by-its-path",
        ),
        pytest.param(
            ["review", "accept", "N16-D1", "--by", "x"],
            1,
            "did you mean “N016-D1”?",
            id="nearly-a-record",
        ),
        pytest.param(
            ["export", "x", "--revision", "R1"],
            2,
            "there is no revision “R1”; did you mean “r1”?",
            id="nearly-a-revision",
        ),
        pytest.param(
            ["review", "accept"], 2, "— gongkai review accept --help", id="help-of-the-command"
        ),
        pytest.param(["review", "nothing"], 2, "— gongkai review --help", id="help-of-the-group"),
        pytest.param(["nothing"], 2, "— gongkai --help", id="help-of-all"),
    ],
)
def test_a_mistake_is_told_in_one_line(args: list[str], code: int, says: str) -> None:
    done = called(*args)
    assert done.returncode == code
    assert says in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "args",
    [
        pytest.param(["read", "missing.txt"], id="read"),
        pytest.param(["diff", "r1", "r9"], id="diff"),
        pytest.param(["export", "x", "--revision", "r9"], id="export"),
        pytest.param(["workbook", "import", "missing.xlsx"], id="workbook"),
        pytest.param(["build", "-C", "nowhere"], id="build"),
        pytest.param(["diff", "r1", "r1", "--unit", "x"], id="diff-of-no-unit"),
        pytest.param(["workbook", "export", "x", "x.xlsx"], id="workbook-of-no-unit"),
        pytest.param(["review", "list", "--node", "N999"], id="review-of-no-node"),
    ],
)
def test_a_program_is_told_of_a_mistake_as_json(args: list[str]) -> None:
    done = called(*args, "--json")
    assert done.returncode == 2
    [told] = json.loads(done.stdout)["findings"]
    assert set(told) == {"file", "line", "col", "rule", "severity", "message", "hint"}
    assert f"[{told['rule']}]" in done.stderr or not done.stderr


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        pytest.param("a.doc", b"\xd0\xcf\x11\xe0", "Word 97-2003, WPS (.doc, .wps)", id="doc"),
        pytest.param("a.docx", b"PK\x03\x04", "damaged or cut off", id="cut-off"),
        pytest.param("a.pdf", b"%PDF-1.7", "damaged or cut off", id="pdf"),
        pytest.param("a.html", b"<html></html>", "holds no text", id="page"),
    ],
)
def test_a_document_that_cannot_be_read_is_told_in_one_line(
    tmp_path: Path, name: str, data: bytes, says: str
) -> None:
    (tmp_path / name).write_bytes(data)
    done = called("read", name, "--json", cwd=tmp_path)
    assert done.returncode == 2
    assert says in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.slow
def test_messages_follow_the_locale() -> None:
    assert "找不到文件 — 核对路径与文件名" in run("read", "missing.txt", lang="zh_CN.UTF-8").stderr
    assert "缺少参数 SOURCE — gongkai read --help" in run("read", lang="zh_CN.UTF-8").stderr


@pytest.mark.slow
def test_check_of_the_shipped_project_lists_what_does_not_resolve_and_no_fault() -> None:
    done = run("check", "--json")
    assert done.returncode == 0
    found = json.loads(done.stdout)["findings"]
    assert {(row["severity"], row["rule"]) for row in found} == {("note", "unit-unresolved")}
    assert [row["line"] for row in found] == [19, 180]


@pytest.mark.slow
def test_import_then_check(tmp_path: Path) -> None:
    (tmp_path / "plan_data").mkdir()
    assert run("import", str(SOURCE), "--revision", "r1", cwd=tmp_path).returncode == 0
    assert run("check", cwd=tmp_path).returncode == 0
    assert run("export", "out", cwd=tmp_path).returncode == 0
    assert (tmp_path / "out/source.txt").read_bytes() == SOURCE.read_bytes()


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (["read", "plan.txt"], 0, ""),
        (["import", "plan.txt", "--revision", "r1"], 0, "is unchanged"),
        (["diff", "r1", "plan.txt"], 0, "nothing changed"),
        (["export", "out"], 0, "^out: "),
        (["workbook", "export", "县水务局", "book.xlsx"], 0, "^book.xlsx was written"),
        (["new", "other"], 0, "^other was made"),
        (["verify", "elsewhere"], 2, "^elsewhere: there is no manifest"),
        (["rollback", "elsewhere"], 1, "^elsewhere: "),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else None,
)
def test_a_path_starts_where_the_command_is_run(
    tmp_path: Path, args: list[str], code: int, says: str
) -> None:
    """`-C` names the project alone: the shell completes all other paths from where it stands."""
    made(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    before = set(tree(tmp_path / "project"))
    done = called("-C", "project", *args, cwd=tmp_path)
    assert done.returncode == code, done.stderr
    assert re.search(says, done.stdout + done.stderr, re.MULTILINE)
    assert set(tree(tmp_path / "project")) == before


@pytest.mark.slow
def test_what_a_plan_prints_commands_no_terminal(tmp_path: Path) -> None:
    source = tmp_path / "plan.txt"
    source.write_text("一、任务\n牵头单位：县\x9b2J\u202e局\n", encoding="utf-8")
    told = run("read", str(source)).stderr
    assert "县\\u009b2J\\u202e局" in told
    assert not set(told) & set("\x9b\u202e")


@pytest.mark.parametrize(
    ("args", "code", "keys"),
    [
        pytest.param(["new", "other"], 0, set(), id="new"),
        pytest.param(["new", "."], 2, set(), id="new-where-something-is"),
        pytest.param(["check"], 0, set(), id="check"),
        pytest.param(["import", "../plan.txt", "--revision", "r1"], 0, set(), id="import"),
        pytest.param(["import", "../none.txt", "--revision", "r2"], 2, set(), id="import-of-nothing"),
        pytest.param(["build"], 0, set(), id="build"),
        pytest.param(["verify", "content"], 2, set(), id="verify-what-is-no-site"),
        pytest.param(["export", "out"], 0, {"files"}, id="export"),
        pytest.param(["workbook", "export", "县水务局", "a.xlsx"], 0, {"files"}, id="workbook-export"),
        pytest.param(["export", "."], 2, set(), id="export-among-the-projects-own"),
        pytest.param(["export", "plan_data/out"], 2, set(), id="export-into-its-data"),
        pytest.param(["publish", "web"], 1, {"now", "was"}, id="publish-a-draft"),
        pytest.param(["rollback", "web"], 1, {"now", "was"}, id="rollback-from-nothing"),
    ],
)  # fmt: skip
def test_every_command_tells_its_findings_as_json(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: list[str], code: int, keys: set[str]
) -> None:
    folder = made(tmp_path)
    (folder / "content").mkdir()
    monkeypatch.chdir(folder)
    done = CliRunner().invoke(gongkai, [*args, "--json"])
    assert done.exit_code == code, done.output
    told = json.loads(done.stdout)
    assert told.keys() >= keys | {"findings"}
    assert bool(told["findings"]) == bool(code) or args[0] in ("check", "build", "export", "import")


@pytest.mark.parametrize(
    "place", ["web", "pages/out", "looks", ".git/out", "content", "mkdocs.yml"]
)
def test_nothing_is_exported_among_what_is_the_projects_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    folder = made(tmp_path)
    said = "site_dir: web\ndocs_dir: pages\nplugins:\n  - gongkai:\n      macros: looks\n"
    (folder / "mkdocs.yml").write_text(said, encoding="utf-8")
    (folder / "pages").mkdir()
    monkeypatch.chdir(folder)
    done = CliRunner().invoke(gongkai, ["export", place])
    refused = place != "content"  # which mkdocs.yml takes no pages from
    assert (done.exit_code, "export-place" in done.output) == ((2, True) if refused else (0, False))


@pytest.mark.parametrize(
    "args",
    [
        pytest.param(["check", "-C", "src", "--json"], id="behind"),
        pytest.param(["-C", "src", "--json", "check"], id="before"),
        pytest.param(["-C", "docs", "check", "-C", "src", "--json"], id="the-nearer-one-holds"),
        pytest.param(["-C", "src", "--json", "workbook", "export", "x", "y"], id="of-a-group"),
    ],
)
def test_the_options_of_every_command_may_stand_before_it(args: list[str]) -> None:
    done = called(*args)
    assert done.returncode == 2
    [told] = json.loads(done.stdout)["findings"]
    assert (told["rule"], told["file"]) == ("project-missing", "src")
    assert (told["line"], told["col"]) == (1, 1)  # the contract counts from 1
