"""The tables → plan.sqlite: keys, what refers to what, and a search for any run of characters. Pure.

A table bears the name of its CSV with `_` for `-`; the overlays are also listed in one, `overlays`. SQLite's own
full-text search knows no words of Chinese; the text of ten thousand nodes is looked through in a few milliseconds, so
`readme` says how, and no index is made of it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from gongkai.outputs.table import Column, Table

VERSION = 1  # of this layout, as `pragma user_version`
SEARCH = """SELECT nodes.id, nodes.path, nodes.heading, nodes.text
FROM nodes
WHERE instr(coalesce(nodes.heading, '') || char(10) || nodes.text, :words)
ORDER BY nodes.first_line, nodes.path"""
_README = (
    ("search", "把 :words 换成要找的字，按原文次序列出含有这些字的条目。", SEARCH),
    ("overdue", "在基准日逾期的职责。", "SELECT * FROM states JOIN duties ON duties.id = states.of WHERE state = 'overdue'"),
    ("unit", "一个单位承担的条目。", "SELECT nodes.* FROM attributions JOIN nodes ON nodes.id = node WHERE unit = :unit"),
)  # fmt: skip
_TYPES = {"string": "TEXT", "integer": "INTEGER", "boolean": "INTEGER", "date": "TEXT"}
# Of the file's head: the version of SQLite that wrote it, which says nothing of what it holds.
_WRITTEN_BY = slice(96, 100)
OVERLAYS = ("disclosures", "progress", "work-plans", "rectification")


def database(tables: Iterable[Table], facts: Iterable[tuple[str, str | None]]) -> bytes:
    """The bytes of the database file; `facts` are names and values of the plan as a whole."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.execute("PRAGMA page_size = 4096")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("BEGIN")
        for statement, rows in _statements(tuple(tables), facts):
            if rows is None:
                connection.execute(statement)
            else:
                connection.executemany(statement, rows)
        connection.execute("COMMIT")
        data = bytearray(connection.serialize())
    finally:
        connection.close()
    data[_WRITTEN_BY] = bytes(4)
    return bytes(data)


# A statement, and the rows to run it for; `None` where it takes no values.
_Statement = tuple[str, Iterable[Sequence[object]] | None]


def _statements(
    tables: Sequence[Table], facts: Iterable[tuple[str, str | None]]
) -> Iterator[_Statement]:
    yield "CREATE TABLE plan (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID", None
    yield "INSERT INTO plan VALUES (?, ?)", sorted(facts)
    yield "CREATE TABLE readme (name TEXT PRIMARY KEY, says TEXT, query TEXT) WITHOUT ROWID", None
    yield "INSERT INTO readme VALUES (?, ?, ?)", _README
    for table in tables:
        yield _create(table), None
        marks = ", ".join("?" * len(table.columns))
        yield f"INSERT INTO {_name(table.name)} VALUES ({marks})", table.rows  # noqa: S608 - names are ours
    listed = " UNION ALL ".join(
        f"SELECT '{table.name}' AS kind, {_about(table)} AS about, basis, illustrative FROM {_name(table.name)}"  # noqa: S608
        for table in tables
        if table.name in OVERLAYS
    )
    yield f"CREATE VIEW overlays AS {listed}", None


def _create(table: Table) -> str:
    columns = [
        " ".join(part for part in (_quoted(column.key), _TYPES[column.type], key, _refers(column)) if part)
        for at, column in enumerate(table.columns)
        for key in ["PRIMARY KEY NOT NULL" if table.keyed and at == 0 else ""]
    ]  # fmt: skip
    return f"CREATE TABLE {_name(table.name)} ({', '.join(columns)})"


def _refers(column: Column) -> str:
    return f"REFERENCES {_name(column.of)}(id)" if column.of else ""


def _about(table: Table) -> str:
    return _quoted(
        next(column.key for column in table.columns if column.key in ("duty", "of", "measure"))
    )


def _name(name: str) -> str:
    return name.replace("-", "_")


def _quoted(name: str) -> str:
    return f'"{name}"'
