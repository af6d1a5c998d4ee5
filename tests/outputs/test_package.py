"""The data package: CSV by its description, SQL by its keys, all with the counts of plan.json."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import frictionless
import jsonschema_rs
import pytest

import gongkai
from gongkai.checking import check
from gongkai.outputs.database import SEARCH
from gongkai.outputs.files import exports, files
from gongkai.outputs.given import given
from gongkai.store import load, load_water
from gongkai.store.schemas import kinds
from gongkai.views import Settings
from tests.conftest import ROOT
from tests.outputs.conftest import OPEN, Files, Make, exported, of

pytestmark = pytest.mark.xdist_group("package")  # what they share is made once


def rows(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def connected(data: bytes, folder: Path) -> sqlite3.Connection:
    (folder / "plan.sqlite").write_bytes(data)
    return sqlite3.connect(folder / "plan.sqlite")


# Table → how many there are by plan.json.
COUNTS = {
    "nodes": lambda plan: len(plan["nodes"]),
    "units": lambda plan: len(plan["units"]),
    "measures": lambda plan: sum(node["role"] == "measure" for node in plan["nodes"]),
    "attributions": lambda plan: sum(
        len(node[role]) for node in plan["nodes"] for role in ("lead", "support", "responsible", "inline")
    ),
    **{
        name: lambda plan, name=name: len(plan[name])
        for name in ("targets", "duties", "dates", "blanks", "errata", "states", "disclosures", "progress", "rectification")
    },
    "work-plans": lambda plan: sum(len(one["tasks"]) for one in plan["work_plans"]),
    "water-points": lambda plan: len(plan["water"]["points"]),
    "water-verdicts": lambda plan: len(plan["water"]["verdicts"]),
    "water-publications": lambda plan: len(plan["water"]["publications"]),
    "water-actions": lambda plan: len(plan["water"]["actions"]),
}  # fmt: skip


def test_every_unit_has_its_workbook_and_what_is_real_its_calendar(known: Files) -> None:
    """Groups too: whoever is one of 各乡镇 has to fill in the same."""
    units = json.loads(known["plan.json"])["units"]
    assert {"group"} < {unit["kind"] for unit in units}
    for unit in units:
        assert f"units/{unit['id']}.xlsx" in known
        made_up = unit["id"].startswith("shili")
        assert (f"units/{unit['id']}.ics" in known) is not made_up, unit["id"]


@pytest.mark.parametrize("name", COUNTS)
def test_as_many_rows_as_records(known: Files, tmp_path: Path, name: str) -> None:
    plan = json.loads(known["plan.json"])
    wanted = COUNTS[name](plan)
    assert wanted, "the demonstration has some of each"
    assert len(rows(known[f"{name}.csv"])) == wanted
    with closing(connected(known["plan.sqlite"], tmp_path)) as sql:
        table = name.replace("-", "_")
        assert sql.execute(f"SELECT count(*) FROM {table}").fetchone() == (wanted,)


def test_as_many_rows_as_on_the_pages(known: Files) -> None:
    project, _ = load(ROOT)
    assert project is not None
    views = gongkai.view(project, date(2020, 10, 15), illustration=True)
    listed = {
        "measures": len(views.measures),
        "units": len(views.units.rows()),
        "targets": len(views.targets.facts),
        "duties": views.disclosure.basis.total,
        "blanks": views.blanks.total,
        "errata": len(views.blanks.errata),
        "rectification": len(views.rectification.rows),
        "work-plans": sum(len(plan.tasks) for plan in views.work_plans.rows),
        "progress": sum(len(one.rows) for one in views.reports),
    }
    found = {  # what was judged not to hold is in the files, and says so; on no page
        name: sum(row.get("状态") != "rejected" for row in rows(known[f"{name}.csv"])) for name in listed
    }  # fmt: skip
    assert found == listed


def test_the_database_is_sound(known: Files, tmp_path: Path) -> None:
    with closing(connected(known["plan.sqlite"], tmp_path)) as sql:
        assert sql.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert sql.execute("PRAGMA foreign_key_check").fetchall() == []
        assert sql.execute("PRAGMA user_version").fetchone() == (1,)
        assert dict(sql.execute("SELECT name, value FROM plan"))["as_of"] == "2020-10-15"
        for name, query in sql.execute("SELECT name, query FROM readme").fetchall():
            values = dict.fromkeys(re.findall(r":(\w+)", query), "县")
            sql.execute(query, values).fetchall(), name
        plan = json.loads(known["plan.json"])
        listed = sum(len(plan[name]) for name in ("disclosures", "progress", "rectification"))
        listed += sum(len(one["tasks"]) for one in plan["work_plans"])
        assert sql.execute("SELECT count(*) FROM overlays").fetchone() == (listed,)


@pytest.mark.parametrize("words", ["水", "污染", "水源", "XX", "黑臭水体", "2020年", "没有这些字"])
def test_a_search_finds_what_a_reader_would(known: Files, tmp_path: Path, words: str) -> None:
    nodes = json.loads(known["plan.json"])["nodes"]
    wanted = {node["id"] for node in nodes if words in f"{node['heading'] or ''}\n{node['text']}"}
    with closing(connected(known["plan.sqlite"], tmp_path)) as sql:
        assert {row[0] for row in sql.execute(SEARCH, {"words": words})} == wanted


def cells(field: dict[str, Any], found: list[dict[str, str]]) -> Iterator[object]:
    for row in found:
        text = row[field["name"]]
        match field["type"]:
            case _ if text == "":
                yield None
            case "integer":
                yield int(text)
            case "date":
                yield date.fromisoformat(text)
            case "boolean":
                assert text in field["trueValues"] + field["falseValues"]
                yield text in field["trueValues"]
            case "string":
                yield text


def test_the_description_is_true_of_the_files(known: Files) -> None:
    package = json.loads(known["datapackage.json"])
    tables = {one["name"]: rows(known[one["path"]]) for one in package["resources"]}
    for one in package["resources"]:
        schema, found = one["schema"], tables[one["name"]]
        names = [field["name"] for field in schema["fields"]]
        assert list(found[0]) == names
        for field in schema["fields"]:
            list(cells(field, found))
        if key := schema.get("primaryKey"):
            values = [row[key] for row in found]
            assert all(values)
            assert len(set(values)) == len(values)
        for foreign in schema.get("foreignKeys", ()):
            there = foreign["reference"]
            held = {row[there["fields"]] for row in tables[there["resource"] or one["name"]]}
            assert {row[foreign["fields"]] for row in found} - {""} <= held, (one["name"], foreign)


def test_water_has_a_row_for_each_result_and_item(known: Files, tmp_path: Path) -> None:
    verdicts = json.loads(known["water.json"])["verdicts"]
    assert len(rows(known["water-items.csv"])) == sum(len(one["items"]) for one in verdicts)
    reported = [
        line for path in (ROOT / "plan_data/illustration/water/results").glob("*.csv")
        for line in path.read_text("utf-8-sig").splitlines()[1:] if line.startswith("demo-")
    ]  # fmt: skip
    assert len(rows(known["water-results.csv"])) == len(reported) > 100
    with closing(connected(known["plan.sqlite"], tmp_path)) as sql:
        query = "SELECT count(*) FROM water_results JOIN water_points p ON p.id = point"
        assert sql.execute(query).fetchone() == (len(reported),)


@pytest.mark.slow
@pytest.mark.parametrize("folder", [".", "examples/heating", "examples/school-places"])
def test_frictionless_finds_nothing_wrong(known: Files, tmp_path: Path, folder: str) -> None:
    made = known if folder == "." else exported(ROOT / folder)
    for name, data in made.items():
        if name.endswith(".csv") or name == "datapackage.json":
            (tmp_path / name).write_bytes(data)
    package = str(tmp_path / "datapackage.json")
    report = frictionless.validate(package)
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "type", "note"])
    listed = {task.place for task in report.tasks}
    assert listed == {name for name in made if name.endswith(".csv")}
    for task in report.tasks:
        assert task.stats.get("rows", 0) == len(rows(made[task.place]))
    if folder == ".":  # what it would say of a file that is not as described
        text = (tmp_path / "targets.csv").read_text("utf-8")
        (tmp_path / "targets.csv").write_text(re.sub(r",N\d+,", ",N999,", text, count=1), "utf-8")
        assert {one[0] for one in frictionless.validate(package).flatten(["type"])} == {
            "foreign-key"
        }


@pytest.mark.parametrize("name", ["plan", "water"])
def test_what_is_published_is_as_its_schema_says(known: Files, name: str) -> None:
    schema = json.loads(known[f"{name}.schema.json"])
    jsonschema_rs.meta.validate(schema)
    jsonschema_rs.validator_for(schema).validate(json.loads(known[f"{name}.json"]))


def test_the_schemas_of_the_yaml_files_are_published(known: Files) -> None:
    for kind in kinds():
        assert json.loads(known[f"schemas/{kind.name}.schema.json"]) == kind.schema


def test_the_manifest_lists_every_other_file(known: Files) -> None:
    listed = json.loads(known["manifest.json"])["files"]
    paths = [one["path"] for one in listed]
    assert paths == sorted(paths)
    assert set(paths) == set(known) - {"manifest.json"}
    for one in listed:
        data = known[one["path"]]
        assert one["size"] == len(data)
        assert one["sha256"] == hashlib.sha256(data).hexdigest()


def test_what_the_page_lists_is_there(known: Files) -> None:
    project, _ = load(ROOT)
    assert project is not None
    water, _ = load_water(ROOT, illustration=True)
    made = given(project, water, Settings(), date(2020, 10, 15), illustration=True)
    listed = {name for name, _ in files(made.views)}
    own = {name for name in known if not name.startswith("units/")}
    assert listed == own | {"feed.xml", "disclosure.xml"}  # the site's own


def test_the_same_inputs_give_the_same_bytes(make: Make) -> None:
    folder = make(in_force=OPEN)
    assert dict(exports(of(folder))) == dict(exports(of(folder)))


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "＋HYPERLINK"]


def test_each_cell_of_a_target_is_what_plan_json_says(make: Make) -> None:
    made = exported(make(in_force=OPEN))
    plan = json.loads(made["plan.json"])
    titles = {"编号": "id", "数值（原文）": "value_printed", "数值": "value", "单位": "unit", "指标": "indicator", "时限": "deadline"}  # fmt: skip
    told = [[row[title] for title in titles] for row in rows(made["targets.csv"])]
    assert told == [[one[key] or "" for key in titles.values()] for one in plan["targets"]]
    assert ["98", "98", "%"] in [row[1:4] for row in told]


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_a_csv_is_a_formula(make: Make, formula: str) -> None:
    text = f"方案\n\n一、任务\n（一）检查工作。\n{formula}是开头\n牵头单位：县教育局、{formula}局\n"
    made = {path: data for path, data in exports(of(make(text))) if path.endswith(".csv")}
    for data in made.values():
        for row in rows(data):
            assert not [cell for cell in row.values() if cell.startswith(tuple("=+-@＝＋－＠"))]
    assert f"'{formula}".encode() in b"".join(made.values())


@pytest.mark.parametrize("name", ["Aa", "a.b", "a-", "-a", "con", "a" * 61, "a/b", "县"])
def test_an_id_that_cannot_name_a_file_everywhere_is_refused(make: Make, name: str) -> None:
    folder = make()
    path = folder / "plan_data/units.yml"
    path.write_text(f'- id: "{name}"\n  name: 县林业局\n  kind: department\n', encoding="utf-8")
    assert "yaml-unit-id" in [one.rule for one in check(folder)]


def test_a_unit_is_registered_once(make: Make) -> None:
    folder = make()
    unit = '- id: "aa"\n  name: 县林业局\n  kind: department\n'
    (folder / "plan_data/units.yml").write_text(unit * 2, encoding="utf-8")
    assert [one.args["id"] for one in check(folder) if one.rule == "unit-twice"] == ["aa"]
