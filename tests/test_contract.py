"""plan.json obeys its published schema, by an independent validator, for any plan."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given, settings
from msgspec import Struct
from msgspec.structs import replace

from gongkai.contract import dumps, published, schema, to_json
from gongkai.identity import assign
from gongkai.model import Plan, Review
from gongkai.reading.read import read
from gongkai.sources import read_source
from gongkai.store import load
from tests.plans import Made, plans

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def validator() -> jsonschema_rs.Validator:
    return jsonschema_rs.validator_for(schema())


def test_a_reading_obeys_the_schema(
    validator: jsonschema_rs.Validator, known_reading: Plan
) -> None:
    document = json.loads(dumps(to_json(known_reading)))
    validator.validate(document)
    assert document["plan"]["revision"] is None
    assert {node["id"] for node in document["nodes"]} == {None}


def test_the_stored_plan_obeys_the_schema(validator: jsonschema_rs.Validator) -> None:
    project, _ = load(ROOT)
    assert project is not None
    document = json.loads(dumps(to_json(project.plan)))
    validator.validate(document)
    assert document["plan"]["revision"] == "r1"
    assert document["nodes"][0]["id"] == "N001"


@pytest.mark.slow
@given(plans())
@settings(max_examples=25)
def test_a_reading_of_any_plan_obeys_the_schema(made: Made) -> None:
    plan, _ = read(read_source("plan.txt", made.text.encode()))
    jsonschema_rs.validator_for(schema()).validate(json.loads(dumps(to_json(plan))))


def test_a_published_record_is_a_line_as_everybody_writes_json(known_reading: Plan) -> None:
    signs = "".join(map(chr, (*range(256), 0x2028, 0xFFFE, 0x1F600)))
    nodes = (replace(known_reading.nodes[0], label=signs), *known_reading.nodes[1:])
    document = to_json(replace(known_reading, nodes=nodes))
    lines = published(document).decode().split("\n")
    first = lines.index('"nodes": [') + 1
    for line, record in zip(lines[first:], document["nodes"], strict=False):
        assert line.removesuffix(",") == json.dumps(record, ensure_ascii=False)
    assert json.loads(published(document)) == document


def test_the_schema_refuses_another_shape(validator: jsonschema_rs.Validator) -> None:
    assert not validator.is_valid({"format": "gongkai-plan/1"})


@pytest.mark.parametrize("day", ["2025-13-01", "2025-02-32", "2025-00-10", "2025-1-1", "20250101"])
def test_the_schema_refuses_a_day_that_no_calendar_has(
    validator: jsonschema_rs.Validator, known_reading: Plan, day: str
) -> None:
    document = json.loads(dumps(to_json(known_reading)))
    document["as_of"] = "2025-12-31"
    validator.validate(document)
    document["as_of"] = day
    assert not validator.is_valid(document)


def _unreviewed(value: Any) -> Any:
    """A record, or a node with its bodies, without what persons said of it."""
    if isinstance(value, tuple):
        return tuple(_unreviewed(one) for one in value)
    if not isinstance(value, Struct):
        return value
    changed = {
        name: Review() if name == "review" else _unreviewed(getattr(value, name))
        for name in value.__struct_fields__
    }
    return replace(value, **changed)


def test_the_store_agrees_with_the_reading(known_reading: Plan) -> None:
    """Where a person decided otherwise, the record says so with a reason."""
    project, _ = load(ROOT)
    assert project is not None
    read_again = assign(known_reading, {node.path: node.id or "" for node in project.plan.nodes})
    assert _unreviewed(read_again.nodes) == _unreviewed(project.plan.nodes)
    for name in ("targets", "duties", "blanks", "dates", "errata"):
        stored = {record.id: record for record in getattr(project.plan, name)}
        for record in getattr(read_again, name):
            kept = stored.pop(record.id)
            agrees = _unreviewed(kept) == _unreviewed(record) and kept.review.status != "rejected"
            assert agrees or kept.review.note, record
        assert not stored


def test_the_shipped_plan_was_looked_at_to_the_end() -> None:
    """Every record bears a signed decision of the maintainers; what an office confirms is its own to say."""
    project, _ = load(ROOT)
    assert project is not None
    plan = project.plan
    reviews = [
        record.review
        for records in (plan.targets, plan.duties, plan.blanks, plan.dates, plan.errata)
        for record in records
    ]
    reviews += [body.review for node in plan.nodes for body in node.attributions + node.inline]
    assert {review.status for review in reviews} == {"checked", "rejected"}
    assert all(review.checked_by and review.checked_on for review in reviews)
    assert all(review.note for review in reviews if review.status == "rejected")
