"""JSON Schemas of the YAML files: true of every file that ships, and refusing what the strict reader refuses."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

from gongkai.store import load, load_water
from gongkai.store.entries import PLACES
from gongkai.store.schemas import Kind, kinds
from tests.conftest import ROOT
from tests.outputs.conftest import OPEN, small

KINDS = {kind.name: kind for kind in kinds()}
PROJECTS = (ROOT, ROOT / "examples/heating", ROOT / "examples/school-places")
SHIPPED = [
    pytest.param(project / "plan_data", path, id=str(path.relative_to(ROOT)))
    for project in PROJECTS
    for path in sorted((project / "plan_data").rglob("*.yml"))
]


def kind_of(base: Path, path: Path) -> Kind:
    """The one kind that a file below `base` is of."""
    name = path.relative_to(base).as_posix().removeprefix("illustration/")
    (kind,) = [
        kind for kind in KINDS.values()
        if fnmatch(name, kind.path) and name.count("/") == kind.path.count("/")
    ]  # fmt: skip
    return kind


def validator(kind: Kind) -> jsonschema_rs.Validator:
    return jsonschema_rs.validator_for(dict(kind.schema), validate_formats=True)


@pytest.mark.parametrize(("base", "path"), SHIPPED)
def test_every_file_that_ships_is_as_its_schema_says(base: Path, path: Path) -> None:
    validator(kind_of(base, path)).validate(yaml.safe_load(path.read_text("utf-8")))


def test_the_demonstration_has_a_file_of_every_kind() -> None:
    base = ROOT / "plan_data"
    assert {kind_of(base, path).name for path in base.rglob("*.yml")} == set(KINDS)


def test_the_schemas_are_schemas() -> None:
    for kind in KINDS.values():
        jsonschema_rs.meta.validate(dict(kind.schema))


# A file of each kind, each key written somewhere.
FILES = {
    "fills.yml": 'fills:\n  - {blank: "N003-B2", value: "县财政局", units: [xian-jiaoyuju], basis: 通知, date: "2026-03-01", source: "https://example.org/a"}\n',
    "progress/2026.yml": 'progress:\n  - {of: "N003-T1", basis: 核查, date: "2026-08-01", value: "90", unit: "%", state: ongoing, text: 说明, by: "xian-jiaoyuju", evidence: "https://example.org/b"}\n',
    "disclosures/2026.yml": 'disclosures:\n  - {duty: "N004-D1", period: "2026-Q2", date: "2026-06-20", title: 结果, basis: 网站, by: "xian-jiaoyuju", address: "https://example.org/c"}\n',
    "work_plans/xian-jiaoyuju/2026.yml": '{unit: "xian-jiaoyuju", year: "2026", title: 计划, basis: 报送, date: "2026-01-10", filed: "2026-01-11", filed_to: 县政府, published: "2026-01-12", address: "https://example.org/d", attachments: [附件], tasks: [{measure: "N003", text: 检测, start: "2026-02-01", end: "2026-10-31", state: done}]}\n',
    "rectification/2026.yml": 'rectification:\n  - {id: "Z1", batch: 首批, problem: 问题, measure: "N003", units: [xian-jiaoyuju], deadline: "2026-12-31", standard: 标准, basis: 通报, date: "2026-02-01", steps: [{date: "2026-03-01", state: open, text: 交办, evidence: "https://example.org/e"}]}\n',
    "illustration/in_force.yml": '{from: "2026-01-01", to: "2027-01-01", basis: 虚构}\n',
    "water/points.yml": "- {id: p1, name: 甲, type: tap, class: Ⅲ, disinfectant: FREE_CL, small_supply: false, volume: 1200, township: 乙镇, note: 说明}\n",
    "water/publications.yml": '- {quarter: "2026-Q1", link: 龙头水, published: "2026-04-10", publisher: 县, address: a, note: n, illustrative: false}\n',
    "water/actions.yml": '- {point: p1, quarter: "2026-Q1", indicator: 浑浊度, cause: c, remedy: r, retested: "2026-04-01", outcome: o, illustrative: false}\n',
}  # fmt: skip


def changes(value: Any, schema: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """`value` with one fault in it, for every place: a key too many, one missing, a value of another type."""
    schema = next((one for one in schema.get("anyOf", ()) if one.get("type") != "null"), schema)
    if isinstance(value, dict):
        yield f"{path}: unknown key", {**value, "nosuchkey": "x"}
        for key in schema["required"]:
            yield f"{path}.{key}: missing", {name: one for name, one in value.items() if name != key}  # fmt: skip
        for key, held in value.items():
            for told, changed in changes(held, schema["properties"][key], f"{path}.{key}"):
                yield told, {**value, key: changed}
        yield f"{path}: a list", [value]
    elif isinstance(value, list):
        if value:
            for told, changed in changes(value[0], schema.get("items", {}), f"{path}[]"):
                yield told, [changed, *copy.deepcopy(value[1:])]
        yield f"{path}: a word", "word"
    else:
        yield f"{path}: a mapping", {"a": "b"}
        if "disinfectant" not in path:
            yield f"{path}: a list", ["a", "b"]


@pytest.mark.slow
def test_what_a_schema_refuses_the_reader_refuses(tmp_path: Path) -> None:
    folder = small(tmp_path, in_force=OPEN, files=FILES)
    base = folder / "plan_data"
    assert refused(folder) == []
    told = 0
    for path in sorted(base.rglob("*.yml")):
        kind = kind_of(base, path)
        judge = validator(kind)
        before = path.read_text("utf-8")
        value = yaml.safe_load(before)
        assert judge.is_valid(value), path
        for fault, changed in changes(value, kind.schema):
            path.write_text(json.dumps(changed, ensure_ascii=False), encoding="utf-8")
            assert not judge.is_valid(changed), (path, fault)
            assert refused(folder), (path, fault)
            told += 1
        path.write_text(before, encoding="utf-8")
    assert told > 300


def refused(folder: Path) -> list[str]:
    """What the strict reader says; of points it only warns where a key is unknown, for a list may have more columns."""
    findings = load(folder)[1] + load_water(folder, illustration=False)[1]
    wrong = (
        one for one in findings if one.severity == "error" or one.rule == "water-field-unknown"
    )
    return [one.text("zh") for one in wrong]


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_what_has_a_schema_stands_where_files_are_read_from(kind: Kind) -> None:
    """Or `check` would tell of it as of a file that nothing reads."""
    assert {kind.path, f"illustration/{kind.path}"} & set(PLACES)
