"""A sheet of results → `plan_data/water/results/`. The writing side of water's I/O.

Nothing is written unless all of it can be. What is on file already stays byte for byte; new rows go below
it. The same sheet a second time changes nothing; a value that differs from one on file is a finding.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from gongkai.sources import Finding
from gongkai.sources.decode import decode, encode
from gongkai.sources.finding import errors_of
from gongkai.store.entries import strange
from gongkai.store.files import bytes_of, finish, put
from gongkai.store.water import REAL, results_file
from gongkai.water import Point, read_points, read_results
from gongkai.water.periods import quarter_of
from gongkai.water.results import HEADINGS
from gongkai.water.sheet import read_sheet
from gongkai.water.wide import TIDY, Wide, is_listed, read_listed, read_wide, tidy_csv


class WaterImport(Struct, frozen=True):
    """What an import did. `files`: each file of results with the number of rows added to it."""

    wide: Wide
    findings: tuple[Finding, ...] = ()
    files: tuple[tuple[str, int], ...] = ()
    same: int = 0

    @property
    def added(self) -> int:
        """Rows that were written."""
        return sum(count for _, count in self.files)


def import_water(folder: Path, source: Path) -> WaterImport:
    """Read the sheet `source` into the project in `folder`."""
    if odd := tuple(strange(folder)):
        return WaterImport(Wide(), odd)
    finish(folder)
    data, findings = bytes_of(source, str(source))
    listed, found = bytes_of(folder / REAL / "points.yml", f"{REAL}/points.yml")
    findings += found
    if data is None or listed is None:
        return WaterImport(Wide(), findings)
    points, found = read_points(f"{REAL}/points.yml", listed)
    findings += found
    rows, found = read_sheet(str(source), data)
    findings += found
    if errors_of(findings):
        return WaterImport(Wide(), findings)
    read = read_listed if is_listed(rows) else read_wide
    wide, found = read(str(source), rows, points)
    findings += found
    if errors_of(findings):
        return WaterImport(wide, findings)
    files, same, found = _merged(folder, str(source), wide, points)
    findings += found
    if errors_of(findings):
        return WaterImport(wide, findings)
    put({folder / name: data for name, (data, added) in files.items() if added}, folder)
    counts = tuple((name, added) for name, (_, added) in files.items())
    return WaterImport(wide, findings, counts, same)


def _merged(
    folder: Path, source: str, wide: Wide, points: Sequence[Point]
) -> tuple[dict[str, tuple[bytes, int]], int, tuple[Finding, ...]]:
    """Each quarter's file with the new rows in it, and how many; how many were on file already."""
    of: dict[str, list[int]] = {}
    for at, result in enumerate(wide.results):
        of.setdefault(quarter_of(result.date), []).append(at)
    files: dict[str, tuple[bytes, int]] = {}
    findings: list[Finding] = []
    same = 0
    for quarter, places in sorted(of.items()):
        name = results_file(quarter)
        before = b""
        if (folder / name).exists():
            data, found = bytes_of(folder / name, name)
            findings.extend(found)
            before = data or b""
        held, found = read_results(name, before, points, quarter) if before else ((), ())
        findings.extend(errors_of(found))
        known = {(one.point, one.date, one.code): one for one in held}
        fresh = []
        for at in places:
            result = wide.results[at]
            there = known.get((result.point, result.date, result.code))
            if there is None:
                fresh.append(result.line - 2)
            elif there.amount != result.amount and not _alike(there.amount, result.amount):
                line, col = wide.places[result.line - 2]
                args = {"file": name, "first": str(there.line), "value": there.value}
                findings.append(Finding("water-import-conflict", source, line, col, args))
            else:
                same += 1
        files[name] = (_appended(before, [wide.rows[at] for at in fresh]), len(fresh))
    return files, same, tuple(findings)


def _alike(one: object, other: object) -> bool:
    sides = ("low", "high", "qualifier")
    return all(getattr(one, side) == getattr(other, side) for side in sides)


def _appended(before: bytes, rows: Sequence[Sequence[str]]) -> bytes:
    """A file with rows below it, in the order of its own columns."""
    if not before:
        return tidy_csv([TIDY, *rows]).encode()
    if not rows:
        return before
    text, encoding = decode(before)
    heading = next(csv.reader([text.split("\n", 1)[0].rstrip("\r")]))
    columns = [HEADINGS.get(name.strip(), name.strip().lower()) for name in heading]
    at = {name: place for place, name in enumerate(TIDY)}
    more = tidy_csv([[row[at[name]] if name in at else "" for name in columns] for row in rows])
    end = "\r\n" if "\r\n" in text else "\n"
    if not text.endswith("\n"):
        text += end
    return encode(text + more.replace("\n", end), encoding)
