"""The tables → datapackage.json (Frictionless Data Package). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from gongkai.model import Plan
from gongkai.outputs.table import YES, Column, Table
from gongkai.views.words import ILLUSTRATIVE


def data_package(plan: Plan, tables: Iterable[Table]) -> dict[str, Any]:
    """The description of the CSV files, by which a program reads them without being told more.

    A field's name is the heading in the file, its title the key in plan.json and plan.sqlite.
    """
    named = {table.name: table for table in tables}
    revision = plan.revision
    return {
        "profile": "tabular-data-package",
        "name": "gongkai-plan",
        "title": revision.title,
        "version": revision.id or "",
        "description": "CSV 为 UTF-8（开头有 BOM）、CRLF；以公式符号开头的单元格前加了一个半角撇号。",
        "resources": [_resource(table, named) for table in named.values()],
    }


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
