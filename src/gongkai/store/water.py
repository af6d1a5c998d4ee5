"""`plan_data/water/` → `Monitoring`. Reads only; strict, each fault with its line and column.

    points.yml            where water is sampled (gongkai.water.points)
    results/2020-Q3.csv   what was found; a file holds the days of its quarter and no other
    publications.yml      which quarter and link was put before the public when and where
    actions.yml           what was found and done about an exceedance

`plan_data/illustration/water/` is laid out alike and holds made-up records; each of them says so by
`illustrative: true`, and no other may.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct

from gongkai.addresses import is_safe
from gongkai.sources import Finding
from gongkai.sources.finding import errors_of
from gongkai.store.files import bytes_of, shown
from gongkai.store.overlay_records import ADDRESS
from gongkai.store.shapes import BOOL, DAY, LIST, PROSE, QUOTED, TEXT, Field, Reader, Record, choice
from gongkai.water import Action, Monitoring, Point, Publication, Result, read_points, read_results
from gongkai.water.indicators import registry
from gongkai.water.monitoring import LINKS
from gongkai.water.periods import is_quarter, quarter_of
from gongkai.yaml_tree import Sequence, Tree, parse

REAL, ILLUSTRATION = "plan_data/water", "plan_data/illustration/water"
# Parts of addresses under water/ that no point may bear.
RESERVED = frozenset({"method", "glossary"})

PUBLICATION = Record(
    (
        Field("quarter", QUOTED),
        Field("link", choice(Literal["水源", "出厂水", "管网水", "龙头水"])),
        Field("published", DAY),
        Field("publisher", TEXT, ""),
        Field("address", ADDRESS, ""),
        Field("note", PROSE, ""),
        Field("illustrative", BOOL, False),
    )
)
ACTION = Record(
    (
        Field("point", TEXT),
        Field("quarter", QUOTED),
        Field("indicator", TEXT),
        Field("cause", PROSE, ""),
        Field("remedy", PROSE, ""),
        Field("retested", DAY, None),
        Field("outcome", PROSE, ""),
        Field("illustrative", BOOL, False),
    )
)
_LINK_WORDS = {word: link for link, word in LINKS.items()}


class _Part(Struct, frozen=True):
    points: tuple[Point, ...] = ()
    results: tuple[Result, ...] = ()
    publications: tuple[Publication, ...] = ()
    actions: tuple[Action, ...] = ()


def load_water(
    folder: Path, *, illustration: bool
) -> tuple[Monitoring | None, tuple[Finding, ...]]:
    """What is on file of water in the project `folder`; with `illustration` the made-up records too.

    None where no point is on file, or where a finding is an error.
    """
    findings: list[Finding] = []
    parts = [_part(folder, REAL, findings, illustrative=False)]
    if illustration:
        parts.append(_part(folder, ILLUSTRATION, findings, illustrative=True))
    points = tuple(point for part in parts for point in part.points)
    _twice(parts, findings)
    if not points or errors_of(findings):
        return None, tuple(findings)
    return Monitoring(
        points,
        tuple(result for part in parts for result in part.results),
        tuple(one for part in parts for one in part.publications),
        tuple(one for part in parts for one in part.actions),
    ), tuple(findings)


def results_file(quarter: str) -> str:
    """The file of a quarter's results, from the project's folder."""
    return f"{REAL}/results/{quarter}.csv"


def _part(folder: Path, base: str, findings: list[Finding], *, illustrative: bool) -> _Part:
    if not (folder / base).is_dir():
        return _Part()
    name = f"{base}/points.yml"
    data, found = bytes_of(folder / name, name)
    findings.extend(found)
    if data is None:
        return _Part()
    points, found = read_points(name, data)
    findings.extend(found)
    for point in points:
        if not is_safe(point.id) or point.id in RESERVED or is_quarter(point.id.upper()):
            findings.append(Finding("water-point-id", name, point.line, 1, {"point": point.id}))
        if point.illustrative != illustrative:
            rule = _misplaced(illustrative=illustrative)
            findings.append(Finding(rule, name, point.line, 1))
    if errors_of(found):
        return _Part(points)
    known = {point.id for point in points}
    publications = _records(folder, f"{base}/publications.yml", PUBLICATION, _publication, findings)
    actions = _records(folder, f"{base}/actions.yml", ACTION, _action(known), findings)
    return _Part(
        points,
        tuple(_results(folder, base, points, findings)),
        tuple(_placed(publications, findings, illustrative=illustrative)),
        tuple(_placed(actions, findings, illustrative=illustrative)),
    )


def _results(
    folder: Path, base: str, points: tuple[Point, ...], findings: list[Finding]
) -> Iterator[Result]:
    for path in sorted((folder / base / "results").glob("*")):
        name = shown(folder, path)
        if path.name.startswith("."):
            continue
        if path.suffix != ".csv" or not is_quarter(path.stem):
            findings.append(Finding("water-results-name", name))
            continue
        data, found = bytes_of(path, name)
        findings.extend(found)
        if data is not None:
            results, found = read_results(name, data, points, path.stem)
            findings.extend(found)
            yield from results


def _records(
    folder: Path,
    name: str,
    record: Record,
    make: Callable[[dict[str, Any], Tree, Reader], Any],
    findings: list[Finding],
) -> list[tuple[Any, Tree, Reader]]:
    """The records of a file with their places, for what only both folders together can tell."""
    if not (folder / name).exists():
        return []
    data, found = bytes_of(folder / name, name)
    findings.extend(found)
    tree, found = parse(name, data) if data is not None else (None, ())
    findings.extend(found)
    reader = Reader(name)
    made: list[tuple[Any, Tree, Reader]] = []
    if tree is not None and not isinstance(tree, Sequence):
        reader.find("yaml-type", tree, wanted=LIST)
    for item in tree.items if isinstance(tree, Sequence) else ():
        values = record.read(item, reader)
        if values is not None:
            made.append((make(values, item, reader), item, reader))
    findings.extend(reader.findings)
    return made


def _placed(
    records: list[tuple[Any, Tree, Reader]], findings: list[Finding], *, illustrative: bool
) -> Iterator[Any]:
    for record, tree, reader in records:
        if record.illustrative != illustrative:
            rule = _misplaced(illustrative=illustrative)
            findings.append(Finding(rule, reader.file, tree.line, tree.col))
        yield record


def _publication(values: dict[str, Any], item: Tree, reader: Reader) -> Publication:
    made = Publication(**{**values, "link": _LINK_WORDS[values["link"]]})
    _quarter(made.quarter, item, reader)
    if is_quarter(made.quarter) and quarter_of(made.published) < made.quarter:
        reader.find("water-publication-early", item, day=made.published, quarter=made.quarter)
    return made


def _action(known: set[str]) -> Callable[[dict[str, Any], Tree, Reader], Action]:
    def make(values: dict[str, Any], item: Tree, reader: Reader) -> Action:
        _quarter(values["quarter"], item, reader)
        if values["point"] not in known:
            reader.find("water-point-unknown", item, point=values["point"])
        if not any(values[key] for key in ("cause", "remedy", "outcome")):
            reader.find("water-action-nothing", item)
        indicator = registry().find(values["indicator"])
        if indicator is None:
            reader.find("water-indicator-unknown", item, indicator=values["indicator"])
        return Action(**{**values, "indicator": indicator.code if indicator else ""})

    return make


def _quarter(text: str, item: Tree, reader: Reader) -> None:
    if not is_quarter(text):
        reader.find("water-quarter", item, value=text)


def _twice(parts: list[_Part], findings: list[Finding]) -> None:
    """A point of the illustration may not bear the id of a real one."""
    seen: Mapping[str, int] = {point.id.casefold(): point.line for point in parts[0].points}
    for part in parts[1:]:
        for point in part.points:
            first = seen.get(point.id.casefold())
            if first is not None:
                args = {"point": point.id, "first": f"{first}（{REAL}/points.yml）"}
                name = f"{ILLUSTRATION}/points.yml"
                findings.append(Finding("water-point-twice", name, point.line, 1, args))


def _misplaced(*, illustrative: bool) -> str:
    return "water-not-illustrative" if illustrative else "water-illustrative"
