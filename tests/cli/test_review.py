"""gongkai review: what awaits a decision, and decisions that touch nothing but their own lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import gongkai.cli.run
from gongkai.checking import check
from gongkai.cli import review as command
from gongkai.cli.group import gongkai
from gongkai.store import import_source, load
from tests.folders import tree

TEXT = """河道管护方案

一、任务
（一）清淤。2026年底前完成清淤任务，每季度向社会公布进展。
牵头单位：县水务局
（二）绿化。2027年底前栽植率达到XX%以上。
责任单位：XXX
"""
FILE = "plan_data/revisions/r1/sections/01.yml"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LC_ALL", "C")
    (tmp_path / "plan_data").mkdir()
    (tmp_path / "plan.txt").write_text(TEXT, encoding="utf-8")
    assert import_source(tmp_path, tmp_path / "plan.txt", "r1").written
    path = tmp_path / FILE
    path.write_text(
        path.read_text("utf-8").replace("    lead:", "    # 待核实\n    lead:"), "utf-8"
    )
    return tmp_path


def run(project: Path, *args: str, keys: str = "") -> Result:
    args = (*args[:1], *args[1:], "-C", str(project))
    return CliRunner().invoke(gongkai, ["review", *args], input=keys)


def lines(project: Path) -> list[str]:
    return (project / FILE).read_text("utf-8").split("\n")


def rows(project: Path, *args: str) -> list[dict[str, object]]:
    found = json.loads(run(project, "list", "--json", *args).stdout)
    assert found["format"] == "gongkai-review/1"
    return list(found["records"])


def test_it_lists_what_awaits_a_decision_and_where(project: Path) -> None:
    found = {row["id"]: row for row in rows(project)}
    target = found["N003-T1"]
    line, col = target["line"], target["col"]
    assert lines(project)[int(str(line)) - 1][int(str(col)) - 1 :].startswith('id: "N003-T1"')
    assert {"N002-L1", "N002", "N003-R1", "N003-B1", "N002-D1"} <= found.keys()
    ranks = ["possible", "likely", "certain"]
    order = [ranks.index(str(row["confidence"])) for row in rows(project)]
    assert order == sorted(order)
    text = run(project)
    assert f"{FILE}:{line}:{col}: N003-T1 target" in text.stdout
    assert "await a decision" in text.stderr


@pytest.mark.parametrize(
    ("args", "ids"),
    [
        pytest.param(["--node", "N003", "--kind", "target"], {"N003-T1"}, id="node-and-kind"),
        pytest.param(["--kind", "attribution"], {"N002-L1", "N003-R1"}, id="bodies"),
        pytest.param(["--kind", "node", "--kind", "blank", "--node", "N003"], {"N003", "N003-B1", "N003-B2"}, id="two-kinds"),
        pytest.param(["--status", "checked"], set(), id="none-yet"),
    ],
)  # fmt: skip
def test_filters(project: Path, args: list[str], ids: set[str]) -> None:
    assert {row["id"] for row in rows(project, *args)} == ids


@pytest.mark.parametrize("address", ["N003-T1", "N002-D1", "N002-L1", "N003-B1", "N002"])
def test_accepting_adds_three_lines(project: Path, address: str) -> None:
    before = lines(project)
    done = run(project, "accept", address, "--by", "方案办", "--on", "2026-03-01")
    assert (done.exit_code, FILE in done.stderr) == (0, True)
    after = lines(project)
    new = [
        line.strip()
        for line in after
        if line not in before or after.count(line) > before.count(line)
    ]
    assert new == ["status: checked", "checked_by: 方案办", 'checked_on: "2026-03-01"']
    assert [line for line in after if line.strip() not in new] == before
    assert [row["id"] for row in rows(project, "--status", "checked")] == [address]
    assert check(project) == ()
    again = tree(project)
    run(project, "accept", address, "--by", "方案办", "--on", "2026-03-01")
    assert tree(project) == again


def test_the_office_confirms_and_then_only_the_office_may_change(project: Path) -> None:
    assert (
        run(
            project, "accept", "N003-T1", "--by", "县水务局", "--on", "2026-03-02", "--confirm"
        ).exit_code
        == 0
    )
    before = tree(project)
    refused = run(project, "reject", "N003-T1", "--by", "方案办", "--note", "不是目标")
    assert refused.exit_code == 1
    assert "review-confirmed" in refused.stderr
    assert tree(project) == before
    assert (
        run(
            project, "reject", "N003-T1", "--by", "县水务局", "--note", "已取消", "--confirm"
        ).exit_code
        == 0
    )
    loaded, _ = load(project)
    assert loaded is not None
    (review,) = (one.review for one in loaded.plan.targets if one.id == "N003-T1")
    assert (review.status, review.note, review.confirmed_by) == ("rejected", "已取消", "县水务局")
    assert run(project, "accept", "N003-T1", "--by", "方案办").exit_code == 1


def test_an_edit_is_typed_signed_and_says_why(project: Path) -> None:
    done = run(
        project, "edit", "N003-T1", "indicator=成活率", "deadline=2027-12-31", "blank=true",
        "--by", "方案办", "--on", "2026-03-01", "--note", "原文指成活率",
    )  # fmt: skip
    assert done.exit_code == 0
    (row,) = rows(project, "--status", "checked")
    assert row["reading"]["indicator"] == "成活率"  # type: ignore[index]
    assert row["note"] == "原文指成活率"
    done = run(
        project,
        "edit",
        "N002-D1",
        'due=[{month: 3, day: 31, printed: "每季度"}]',
        "--by",
        "甲",
        "--note",
        "乙",
    )
    assert done.exit_code == 0
    done = run(project, "edit", "N002-D1", "due=", "by=", "--by", "甲", "--note", "原文没有写谁")
    assert done.exit_code == 0
    (row,) = rows(project, "--status", "checked", "--node", "N002")
    assert {"due", "by"}.isdisjoint(row["reading"])  # type: ignore[arg-type]
    done = run(project, "edit", "N002", "role=narrative", "--by", "甲", "--note", "乙")
    assert done.exit_code == 0
    assert check(project) == ()


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        pytest.param(["accept", "N999"], 1, "review-unknown", id="no-such-record"),
        pytest.param(["accept"], 2, "name identifiers", id="nothing-named"),
        pytest.param(["accept", "N002", "--all"], 2, "not both", id="both"),
        pytest.param(["accept", "N002", "--kind", "date"], 2, "not both", id="an-id-and-a-filter"),
        pytest.param(["accept", "--all", "--kind", "boss"], 2, "Invalid value", id="no-such-kind"),
        pytest.param(["edit", "N003-T1", "deadline=2027-13-45", "--note", "甲"], 1, "yaml-day", id="no-day"),
        pytest.param(["edit", "N003-T1", "blank=maybe", "--note", "甲"], 1, "yaml-type", id="no-truth"),
        pytest.param(["edit", "N003-T1", "value=九十", "--note", "甲"], 1, "yaml-type", id="no-number"),
        pytest.param(["edit", "N003-T1", "kind=boss", "--note", "甲"], 1, "yaml-choice", id="no-word"),
        pytest.param(["edit", "N002-D1", "by=县水务局", "--note", "甲"], 1, "review-list", id="a-list"),
        pytest.param(["edit", "N003-T1", "status=checked", "--note", "甲"], 1, "review-key", id="not-by-edit"),
        pytest.param(["edit", "N003-T1", "quote=栽植率低", "--note", "甲"], 1, "anchor-missing", id="a-quote-that-is-not-there"),
        pytest.param(["edit", "N002-L1", "unit=wu", "--note", "甲"], 1, "unit-unknown", id="no-such-body"),
        pytest.param(["edit", "N003-T1", "kind", "--note", "甲"], 2, "key=value", id="no-pair"),
        pytest.param(["edit", "N003-T1", "kind=state"], 2, "--note", id="no-reason"),
        pytest.param(["reject", "N003-T1"], 2, "--note", id="rejected-without-a-reason"),
    ],
)  # fmt: skip
def test_what_is_refused_changes_nothing(
    project: Path, args: list[str], code: int, says: str
) -> None:
    before = tree(project)
    done = run(project, *args, "--by", "方案办")
    assert done.exit_code == code
    assert says in done.stderr
    assert tree(project) == before


def test_options_before_the_subcommand_are_refused_rather_than_forgotten(project: Path) -> None:
    done = CliRunner().invoke(
        gongkai, ["review", "--kind", "date", "accept", "--all", "--by", "甲", "-C", str(project)]
    )
    assert done.exit_code == 2


def test_all_of_a_kind_at_once(project: Path) -> None:
    assert run(project, "accept", "--all", "--kind", "date", "--by", "甲").exit_code == 0
    assert {row["kind"] for row in rows(project, "--status", "checked")} == {"date"}
    assert not rows(project, "--kind", "date")


def test_one_by_one_in_a_terminal(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "_terminal", lambda: True)
    ids = [row["id"] for row in rows(project)]
    keys = "s\na\n方案办\nr\n不成立\nz\nq\n"
    done = run(project, keys=keys)
    assert done.exit_code == 0, done.output
    assert (
        "Error" not in done.output
    )  # a key that means nothing is asked for again, in no other language
    assert [row["id"] for row in rows(project, "--status", "checked")] == [ids[1]]
    (rejected,) = rows(project, "--status", "rejected")
    assert (rejected["id"], rejected["note"]) == (ids[2], "不成立")


def test_an_edit_in_a_terminal(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "_terminal", lambda: True)
    done = run(
        project,
        "--kind",
        "target",
        "--node",
        "N003",
        keys="e\n方案办\nindicator=成活率\n\n更准确\n",
    )
    assert done.exit_code == 0, done.output
    (row,) = rows(project, "--status", "checked")
    assert row["reading"]["indicator"] == "成活率"  # type: ignore[index]


def test_an_edit_of_nothing_decides_nothing(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "_terminal", lambda: True)
    before = tree(project)
    done = run(project, "--kind", "target", keys="e\n方案办\n没有等号\n\nq\n")
    assert done.exit_code == 0, done.output
    assert tree(project) == before


def test_a_file_changed_meanwhile_is_not_overwritten(project: Path) -> None:
    from msgspec.structs import replace

    from gongkai.store.saving import save

    loaded, _ = load(project)
    assert loaded is not None
    path = project / FILE
    path.write_text(path.read_text("utf-8") + "# 刚刚加的\n", "utf-8")
    before = tree(project)
    plan = replace(loaded.plan, targets=loaded.plan.targets[:-1])
    written, findings = save(loaded, plan)
    assert (written, [finding.rule for finding in findings]) == ((), ["file-changed"])
    assert tree(project) == before
