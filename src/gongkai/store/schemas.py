"""JSON Schemas of the YAML files of a project, made from the tables by which these are read. Pure.

They say which keys there are and what may stand under each, so that an editor can complete and mark them. That an
identifier is one of the plan's, and that it stands in quotes, only `check` can tell: YAML's own readers do not see quotes.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from gongkai.contract.schema import DIALECT
from gongkai.store.overlay_records import WORK_PLAN
from gongkai.store.overlay_rules import LISTED
from gongkai.store.records import IN_FORCE, REVISION, UNIT
from gongkai.store.sections import SECTION
from gongkai.store.shapes import Schema
from gongkai.store.water import ACTION, PUBLICATION
from gongkai.water import points_schema


class Kind(Struct, frozen=True):
    """A kind of file: `path` is where it stands below plan_data/ or plan_data/illustration/, with `*` for names."""

    name: str
    path: str
    schema: Schema


def kinds() -> Iterator[Kind]:
    """All kinds of YAML files, each with the schema of what it holds."""
    for name, path, schema in _kinds():
        head = {"$schema": DIALECT, "title": f"plan_data/{path}"}
        yield Kind(name, path, {**head, **schema})


def _kinds() -> Iterator[tuple[str, str, Schema]]:
    yield "units", "units.yml", _many(UNIT.schema)
    yield "revision", "revisions/*/revision.yml", REVISION.schema
    yield "section", "revisions/*/sections/*.yml", SECTION.schema
    for key, record, _ in LISTED.values():
        path = "fills.yml" if key == "fills" else f"{key}/*.yml"
        yield key, path, _listed(key, record.schema)
    yield "work-plan", "work_plans/*/*.yml", WORK_PLAN.schema
    yield "in-force", "in_force.yml", IN_FORCE.schema
    yield "water-points", "water/points.yml", points_schema()
    yield "water-publications", "water/publications.yml", _many(PUBLICATION.schema)
    yield "water-actions", "water/actions.yml", _many(ACTION.schema)


def _many(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


def _listed(key: str, schema: Schema) -> Schema:
    """Records in a list under the file's one key."""
    return {
        "type": "object",
        "properties": {key: {"anyOf": [_many(schema), {"type": "null"}]}},
        "required": [key],
        "additionalProperties": False,
    }
