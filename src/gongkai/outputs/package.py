"""The tables → datapackage.json (Frictionless Data Package), and the manifest of all files. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from gongkai.model import Plan
from gongkai.outputs.table import YES, Column, Table
from gongkai.views.words import ILLUSTRATIVE

MANIFEST = "data/manifest.json"


def data_package(plan: Plan, tables: Iterable[Table]) -> bytes:
    """The description of the CSV files, by which a program reads them without being told more.

    A field's name is the heading in the file, its title the key in plan.json and plan.sqlite.
    """
    named = {table.name: table for table in tables}
    revision = plan.revision
    described = {
        "profile": "tabular-data-package",
        "name": "gongkai-plan",
        "title": revision.title,
        "version": revision.id or "",
        "description": "CSV 为 UTF-8（开头有 BOM）、CRLF；以公式符号开头的单元格前加了一个半角撇号。",
        "resources": [_resource(table, named) for table in named.values()],
    }
    return _json(described)


def _resource(table: Table, tables: dict[str, Table]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
    }
    if table.keyed:
        schema["primaryKey"] = table.columns[0].title
    keys = [
        {
            "fields": column.title,
            "reference": {
                "resource": "" if column.of == table.name else column.of,
                "fields": tables[column.of].columns[0].title,
            },
        }
        for column in table.columns
        if column.of
    ]
    if keys:
        schema["foreignKeys"] = keys
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "lineTerminator": "\r\n", "header": True},
        "schema": schema,
    }  # fmt: skip


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.title, "title": column.key, "type": column.type}
    if column.type == "boolean":
        field |= {"trueValues": [YES, ILLUSTRATIVE], "falseValues": ["否"]}
    return field


Listed = tuple[str, str, int]  # a file's path below data/, its SHA-256, its bytes


def listed(path: str, data: bytes) -> Listed:
    """What the manifest says of a file."""
    return path.removeprefix("data/"), hashlib.sha256(data).hexdigest(), len(data)


def manifest(files: Iterable[Listed]) -> bytes:
    """The list of all files of data/, by which a mirror can verify its copy."""
    ordered = [
        {"path": path, "sha256": sha256, "size": size} for path, sha256, size in sorted(files)
    ]
    return _json({"format": "gongkai-manifest/1", "files": ordered})


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
