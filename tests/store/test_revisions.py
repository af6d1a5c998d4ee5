"""A new revision: identifiers go over, the earlier folder stays byte for byte, a killed run leaves nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from gongkai.checking import check
from gongkai.store import import_source, load
from gongkai.store.folder import identifiers
from tests.folders import tree
from tests.revise.test_match import CHANNEL, LAMPS, OLD, SCENARIOS, edited


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    (folder / "plan_data").mkdir(parents=True)
    assert bring(folder, OLD, "r1").written
    return folder


def bring(folder: Path, text: str, revision: str, decided: dict[str, str] | None = None):
    source = folder.parent / f"{revision}.txt"
    source.write_text(text, encoding="utf-8")
    return import_source(folder, source, revision, decided)


def ids(folder: Path, revision: str | None = None) -> dict[str, str]:
    project, _ = load(folder, revision)
    assert project is not None
    return {node.path: node.id or "" for node in project.plan.nodes}


def test_identifiers_go_over_and_the_earlier_folder_stays(project: Path) -> None:
    before = tree(project / "plan_data/revisions/r1")
    report = bring(project, edited((LAMPS, "")), "r2")
    assert report.written
    assert tree(project / "plan_data/revisions/r1") == before
    now, was = ids(project), ids(project, "r1")
    assert now == {path: one for path, one in was.items() if path != "1.3"}
    loaded, _ = load(project)
    assert loaded is not None
    assert (loaded.plan.revision.follows, loaded.plan.revision.state) == ("r1", "draft")
    assert [finding for finding in check(project) if finding.severity == "error"] == []


def test_an_identifier_that_was_retired_is_never_given_again(project: Path) -> None:
    last = "（二）严格考核。\n"
    bring(project, edited((last, "")), "r2")
    assert "N010" not in ids(project).values()
    bring(project, edited((last, "（二）公开结果。每季度在政务公开栏张贴管护情况。\n")), "r3")
    assert ids(project)["3.2"] == "N011"
    known = identifiers(project, ["r1", "r2", "r3"])
    assert {one for one in known if "-" not in one} == {f"N{at:03}" for at in range(1, 12)}


def test_what_is_told_of_a_revision_stands_in_its_own_folder(project: Path) -> None:
    report = bring(project, edited(("2026年底前疏通", "2027年底前疏通")), "r2")
    told = {one.file for one in report.findings if one.rule.startswith("carry-")}
    assert told == {"plan_data/revisions/r2/source.txt"}


def test_the_number_of_a_record_that_was_dropped_is_never_given_again(project: Path) -> None:
    rate = "渠道完好率达到85%以上"
    bring(project, edited((f"，{rate}", "")), "r2")
    bring(project, edited((rate, "渠道巡查率达到90%以上")), "r3")
    held = {}
    for name in ("r1", "r2", "r3"):
        loaded, _ = load(project, name)
        assert loaded is not None
        held[name] = {one.id: one.span.quote for one in loaded.plan.targets if "N002" in one.id}
    [dropped] = held["r1"].keys() - held["r2"].keys()
    assert dropped not in held["r3"]
    assert len(held["r3"]) == len(held["r1"])


def test_what_is_unsure_gets_a_new_identifier_until_a_person_decides(project: Path) -> None:
    text, _ = SCENARIOS["written-anew"]
    report = bring(project, text, "r2")
    [finding] = [one for one in report.findings if one.rule == "match-unsure"]
    assert (finding.severity, finding.args["id"], finding.args["path"]) == (
        "warning",
        "N004",
        "1.3",
    )
    assert finding.line == text[: text.index("（三）更换")].count("\n") + 1
    assert ids(project)["1.3"] == "N011"
    report = bring(project, text, "r3-other", {"N003": ""})
    assert "N003" not in ids(project).values()
    (project / "plan_data/revisions/r2").rename(project.parent / "gone")
    (project / "plan_data/revisions/r3-other").rename(project.parent / "gone-too")
    report = bring(project, text, "r2", {"N004": "1.3"})
    assert not [one for one in report.findings if one.rule == "match-unsure"]
    assert ids(project)["1.3"] == "N004"


@pytest.mark.parametrize(
    "decided", [{"N999": "1.1"}, {"N004": "9.9"}, {"N002": "1.3", "N003": "1.3"}]
)
def test_a_decision_that_cannot_be_done_writes_nothing(
    project: Path, decided: dict[str, str]
) -> None:
    before = tree(project)
    report = bring(project, edited((CHANNEL, "")), "r2", decided)
    assert {one.rule for one in report.findings} == {"match-unknown"}
    assert tree(project) == before


def test_a_decision_on_a_revision_that_is_there_is_refused(project: Path) -> None:
    text, _ = SCENARIOS["written-anew"]
    bring(project, text, "r2")
    before = tree(project)
    report = bring(project, text, "r2", {"N004": "1.3"})
    assert [one.rule for one in report.findings] == ["match-exists"]
    assert tree(project) == before


KILLED = """
import os, sys
from pathlib import Path
from gongkai.store import import_source
left, sync = int(sys.argv[1]), os.fsync
def fsync(handle):
    global left
    left -= 1
    if left == 0:
        print("now", flush=True)
        sys.stdin.read()
    sync(handle)
os.fsync = fsync
import_source(Path(sys.argv[2]), Path(sys.argv[3]), "r2")
"""


@pytest.mark.slow
@pytest.mark.parametrize("files", [1, 3])
def test_a_killed_import_leaves_plan_data_as_it_was(project: Path, files: int) -> None:
    source = project.parent / "new.txt"
    source.write_text(edited(("85%", "90%")), encoding="utf-8")
    before = tree(project / "plan_data")
    command = [sys.executable, "-c", KILLED, str(files), str(project), str(source)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == b"now\n"
        os.kill(run.pid, signal.SIGKILL)
    assert tree(project / "plan_data") == before
    assert import_source(project, source, "r2").written  # and nothing stands in the way of the next
    assert ids(project) == ids(project, "r1")
