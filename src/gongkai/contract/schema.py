"""The published JSON Schema (2020-12), made from the shape that the document is type-checked against.

Pure. pydantic is loaded only when a schema is asked for.
"""

from __future__ import annotations

from functools import cache
from typing import Any

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """JSON Schema of `plan.json`. No record has a key that is not named in it."""
    from gongkai.contract.records import PlanDocument

    return {"$schema": DIALECT, **_generated(PlanDocument, "gongkai-plan/1")}


def diff_schema() -> dict[str, Any]:
    """JSON Schema of what `diff --json` prints."""
    from gongkai.contract.records import DiffDocument

    return {"$schema": DIALECT, **_generated(DiffDocument, "gongkai-diff/1")}


@cache
def _generated(document: type, title: str) -> dict[str, Any]:
    from pydantic import TypeAdapter

    made = TypeAdapter(document).json_schema()
    for record in (made, *made["$defs"].values()):
        record["additionalProperties"] = False
        for key in record["properties"].values():
            key.pop("title", None)  # the key again, in capitals
    made["title"] = title
    return made
