"""The overlays of a project: strict YAML → `Overlays`. The reading side of the store's I/O.

plan_data/fills.yml                      what blanks stand for
plan_data/progress/*.yml                 dated results of targets and measures
plan_data/disclosures/*.yml              what was published, reported, filed
plan_data/work_plans/<unit>/<year>.yml   a unit's work plan for a year
plan_data/rectification/*.yml            problems handed over by inspections
plan_data/illustration/                  the same layout, made up for a demonstration, and in_force.yml
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any, TypeVar

from msgspec.structs import replace

from gongkai import overlays as values
from gongkai.model import InForce, Plan
from gongkai.overlays import KINDS, Overlays
from gongkai.registry import Registry
from gongkai.sources import Finding
from gongkai.sources.finding import errors_of
from gongkai.store.files import bytes_of, shown
from gongkai.store.overlay_records import WORK_PLAN
from gongkai.store.overlay_rules import LISTED, Known, judge_work_plan, twice
from gongkai.store.records import IN_FORCE
from gongkai.store.shapes import LIST, Reader
from gongkai.store.units import load_units
from gongkai.yaml_tree import Mapping, Scalar, Sequence, Tree, parse

ILLUSTRATION = "illustration"
T = TypeVar("T")


def load_overlays(
    folder: Path,
    plan: Plan,
    registry: Registry,
    ever: Callable[[], Collection[str]],
    until: str = "",
) -> tuple[Overlays, Overlays, tuple[Finding, ...]]:
    """The overlays of the project in `folder`, then those made up for its demonstration.

    A record with a fault is left out and found. One on what only an earlier revision has (`ever` gives the
    identifiers of all) is kept, and found to be looked at. One of a day after `until` is about a later revision
    than `plan` and left out.
    """
    base = folder / "plan_data"
    overlays, findings = _folder(folder, base, Known.of(plan, registry, ever, until))
    beneath = base / ILLUSTRATION
    if not beneath.is_dir():
        return overlays, Overlays(), findings
    units, wrong = load_units(folder, beneath / "units.yml", registry)
    if wrong:  # every record that names one of them would be told again
        return overlays, Overlays(), (*findings, *wrong)
    registry = Registry(units, beneath=registry) if units else registry
    made_up, found = _folder(folder, beneath, Known.of(plan, registry, ever, until))
    in_force, odd = _in_force(folder)
    return overlays, _illustrative(made_up, in_force), (*findings, *found, *odd)


def _illustrative(overlays: Overlays, in_force: InForce | None) -> Overlays:
    marked: dict[str, Any] = {
        kind: tuple(replace(one, illustrative=True) for one in getattr(overlays, kind))
        for kind in (*KINDS, "units")
    }
    return Overlays(**marked, in_force=in_force)


def _folder(folder: Path, base: Path, known: Known) -> tuple[Overlays, tuple[Finding, ...]]:
    findings: list[Finding] = []

    def listed(make: type[T], *paths: Path) -> tuple[T, ...]:
        return tuple(one for path in paths for one in _list(folder, path, make, known, findings))

    overlays = Overlays(
        fills=listed(values.Filled, base / "fills.yml"),
        progress=listed(values.Progress, *_yml(base / "progress")),
        disclosures=listed(values.Disclosure, *_yml(base / "disclosures")),
        rectification=listed(values.Problem, *_yml(base / "rectification")),
        work_plans=tuple(_work_plans(folder, base / "work_plans", known, findings)),
    )
    findings += twice(overlays, shown(folder, base))
    named = (known.unit(one) for one in dict.fromkeys(_units_of(overlays)) if one not in known.own)
    overlays = replace(overlays, units=tuple(unit for unit in named if unit))
    return overlays, tuple(findings)


def _units_of(overlays: Overlays) -> Iterator[str]:
    for fill in overlays.fills:
        yield from fill.units
    for problem in overlays.rectification:
        yield from problem.units
    yield from (plan.unit for plan in overlays.work_plans)
    yield from (one.by for one in overlays.progress if one.by)
    yield from (one.by for one in overlays.disclosures if one.by)


def _list(
    folder: Path, path: Path, make: type[T], known: Known, findings: list[Finding]
) -> Iterator[T]:
    """The records of one file that holds a list of one kind under its key."""
    key, record, judge = LISTED[make]
    root, reader = _parsed(folder, path, findings)
    if root is None:
        return
    if not isinstance(root, Mapping) or list(root.entries) != [key]:
        reader.find("overlay-key", root, key=key)
        findings += reader.findings
        return
    items = root.entries[key][1]
    if not isinstance(items, Sequence):
        if not (isinstance(items, Scalar) and items.null):
            reader.find("yaml-type", items, wanted=LIST)
        findings += reader.findings
        return
    for item in items.items:
        before = len(reader.findings)
        found = record.read(item, reader)
        if found is not None and known.until and found["date"] > known.until:
            continue
        if found is not None and isinstance(item, Mapping):
            judge(found, item, known, reader)
        if found is not None and not errors_of(reader.findings[before:]):
            yield make(**found)
    findings += reader.findings


def _parsed(folder: Path, path: Path, findings: list[Finding]) -> tuple[Tree | None, Reader]:
    reader = Reader(shown(folder, path))
    if not path.exists():
        return None, reader
    data, wrong = bytes_of(path, reader.file)
    findings += wrong
    if data is None or not data.strip():
        return None, reader
    root, wrong = parse(reader.file, data)
    findings += wrong
    return root, reader


def _yml(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.yml")) if folder.is_dir() else []


def _work_plans(
    folder: Path, base: Path, known: Known, findings: list[Finding]
) -> Iterator[values.WorkPlan]:
    for path in sorted(base.glob("*/*.yml")) if base.is_dir() else []:
        root, reader = _parsed(folder, path, findings)
        if root is None:
            continue
        found = WORK_PLAN.read(root, reader)
        if found is not None and known.until and found["date"] > known.until:
            continue
        if found is not None and isinstance(root, Mapping):
            judge_work_plan(found, root, path, known, reader)
            if not errors_of(reader.findings):
                yield values.WorkPlan(**found)
        findings += reader.findings


def _in_force(folder: Path) -> tuple[InForce | None, tuple[Finding, ...]]:
    findings: list[Finding] = []
    path = folder / "plan_data" / ILLUSTRATION / "in_force.yml"
    root, reader = _parsed(folder, path, findings)
    if root is None:
        return None, tuple(findings)
    found = IN_FORCE.read(root, reader)
    findings += reader.findings
    return (InForce(**found, illustrative=True) if found else None), tuple(findings)
