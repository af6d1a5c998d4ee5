"""The contract: a plan as the JSON that others rely on, and the JSON Schema of that JSON. Pure.

records.py   the shape of the document, key by key; the only place that names its keys' types
document.py  Plan → document; document → text
water.py     what is on file of water → its part of the document
schema.py    the shape → JSON Schema 2020-12
"""

from gongkai.contract.document import (
    diff_document,
    dumps,
    findings_document,
    published,
    to_json,
)
from gongkai.contract.schema import diff_schema, schema
from gongkai.contract.water import water_document

__all__ = [
    "diff_document",
    "diff_schema",
    "dumps",
    "findings_document",
    "published",
    "schema",
    "to_json",
    "water_document",
]
