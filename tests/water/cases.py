"""Short ways to write points and results in the tests of water."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema_rs

from gongkai.sources import Finding
from gongkai.water import evaluate, read_points, read_results, schema, to_json

HEADER = "point,date,indicator,qualifier,value,unit\n"
_VALID = jsonschema_rs.Draft202012Validator(schema())


def document(points: str, rows: str) -> dict[str, Any]:
    """The document for points in YAML and rows of CSV without the header; no finding is an error."""
    places, found = read_points("points.yml", points.encode())
    values, more = read_results("results.csv", (HEADER + rows).encode(), places)
    assert [f.text("en") for f in (*found, *more) if f.severity == "error"] == []
    written = to_json(evaluate(places, values))
    _VALID.validate(written)
    return written


def verdict(kind: str, *values: str, day: str = "2024-03-05", **fields: str) -> dict[str, Any]:
    """The verdict on one point; a value is `indicator qualifier value unit`, unit mg/L by default."""
    more = "".join(f", {key.rstrip('_')}: {value}" for key, value in fields.items())
    rows = "".join(row("P", value, day) for value in values)
    (only,) = document(f"- {{id: P, type: {kind}{more}}}\n", rows)["verdicts"]
    return only


def row(point: str, value: str, day: str = "2024-03-05") -> str:
    """A row of CSV from `NH3N 0.5`, `VP <0.01`, `TC ND`, `ODOR text:无`, `CHLA 12 mg/m3`."""
    name, said, *unit = value.split(" ")
    qualifier, number = "", said
    if said.startswith(("<", ">")):
        qualifier, number = said[0], said[1:]
    elif said.startswith("ND"):
        qualifier, number = "ND", said[2:]
    elif said.startswith("text:"):
        qualifier, number = "text", said[5:]
    return f"{point},{day},{name},{qualifier},{number},{unit[0] if unit else 'mg/L'}\n"


def item(of: dict[str, Any], code: str) -> dict[str, Any]:
    """The item of a verdict by its code."""
    (only,) = [one for one in of["items"] if one["code"] == code]
    return only


def findings(rows: str, points: str = "- {id: P, type: tap}\n") -> tuple[Finding, ...]:
    """What is wrong with a whole CSV, header included."""
    places, found = read_points("points.yml", points.encode())
    assert found == ()
    return read_results("results.csv", rows.encode(), places)[1]


def files(folder: Path, points: str, results: str) -> tuple[Path, Path]:
    """Both files on disk: results, points."""
    (folder / "points.yml").write_text(points, encoding="utf-8")
    (folder / "results.csv").write_text(results, encoding="utf-8")
    return folder / "results.csv", folder / "points.yml"
