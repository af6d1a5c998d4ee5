"""The published JSON Schema (2020-12), made from the shape that the document is type-checked against.

Pure. The records are loaded only when a schema is asked for.
"""

from __future__ import annotations

from typing import Any

import msgspec

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """JSON Schema of `plan.json`. No record has a key that is not named in it."""
    from gongkai.contract.records import PlanDocument

    return _generated(PlanDocument, "gongkai-plan/1")


def diff_schema() -> dict[str, Any]:
    """JSON Schema of what `diff --json` prints."""
    from gongkai.contract.records import DiffDocument

    return _generated(DiffDocument, "gongkai-diff/1")


def _generated(document: type, title: str) -> dict[str, Any]:
    made = msgspec.json.schema(document)
    records = made["$defs"]
    for record in records.values():
        record["additionalProperties"] = False
    return {"$schema": DIALECT, **records.pop(document.__name__), "title": title, "$defs": records}
