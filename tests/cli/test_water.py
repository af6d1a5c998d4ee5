"""`gongkai water evaluate`: what it prints and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from gongkai.cli.run import gongkai
from tests.water.cases import HEADER, files

POINTS = "- {id: P, type: tap}\n"


@pytest.mark.parametrize(
    ("row", "code", "rules"),
    [
        pytest.param("P,2024-03-05,砷,,0.01,mg/L", 0, None, id="judged"),
        pytest.param("P,2024-03-05,pH,,71,无量纲", 1, ["water-impossible"], id="found-wrong"),
        pytest.param(None, 2, ["source-missing"], id="unreadable"),
    ],
)
def test_json_on_standard_output_whatever_comes(
    tmp_path: Path, row: str | None, code: int, rules: list[str] | None
) -> None:
    results, points = files(tmp_path, POINTS, HEADER + (row or "") + "\n")
    if row is None:
        results.unlink()
    arguments = ["water", "evaluate", str(results), "--points", str(points), "--json"]
    done = CliRunner().invoke(gongkai, arguments)
    document = json.loads(done.stdout)
    assert done.exit_code == code
    if rules is None:
        assert document["verdicts"][0]["verdict"] == "met"
    else:
        assert [finding["rule"] for finding in document["findings"]] == rules
        assert done.stderr.count("\n") == len(rules)


def test_what_may_not_be_there_is_told_without_a_unit(tmp_path: Path) -> None:
    results, points = files(tmp_path, POINTS, f"{HEADER}P,2024-03-05,总大肠菌群,,2,MPN/100mL\n")
    call = ["water", "evaluate", str(results), "--points", str(points)]
    for language, said in (
        ("zh_CN.UTF-8", "总大肠菌群 2 MPN/100mL，限值 不应检出（GB 5749"),
        ("C", "总大肠菌群 2 MPN/100mL, limit 不应检出 (GB 5749"),
    ):
        done = CliRunner(env={"LC_ALL": language}).invoke(gongkai, call)
        assert said in done.stdout
        assert not done.stdout.endswith("\n\n")
