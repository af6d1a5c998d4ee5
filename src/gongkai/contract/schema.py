"""The published JSON Schema (2020-12), made from the shape that the document is type-checked against.

Pure. pydantic is loaded only when a schema is asked for.
"""

from __future__ import annotations

from functools import cache
from typing import Any

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """JSON Schema of `plan.json`. No record has a key that is not named in it."""
    return {"$schema": DIALECT, **_generated()}


@cache
def _generated() -> dict[str, Any]:
    from pydantic import TypeAdapter

    from gongkai.contract.records import PlanDocument

    made = TypeAdapter(PlanDocument).json_schema()
    for record in (made, *made["$defs"].values()):
        record["additionalProperties"] = False
        for key in record["properties"].values():
            key.pop("title", None)  # the key again, in capitals
    made["title"] = "gongkai-plan/1"
    return made
