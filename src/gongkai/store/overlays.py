"""The overlays of a project: strict YAML → `Overlays`. The reading side of the store's I/O.

    plan_data/fills.yml                      what blanks stand for
    plan_data/progress/*.yml                 dated results of targets and measures
    plan_data/disclosures/*.yml              what was published, reported, filed
    plan_data/work_plans/<unit>/<year>.yml   a unit's work plan for a year
    plan_data/rectification/*.yml            problems handed over by inspections
    plan_data/illustration/                  the same layout, made up for a demonstration, and in_force.yml

Every identifier must be one of the plan's, every unit one of the registry's; what is refused is a finding at
its line and column.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from gongkai import overlays as values
from gongkai import yaml_tree
from gongkai.clock import periods
from gongkai.model import InForce, Plan, Unit
from gongkai.overlays import Overlays
from gongkai.registry import Registry
from gongkai.sources import Finding
from gongkai.sources.finding import errors_of
from gongkai.store.emit import Quoted
from gongkai.store.files import bytes_of, shown
from gongkai.store.records import IN_FORCE
from gongkai.store.shapes import (
    DAY,
    ID,
    PROSE,
    QUOTED,
    TEXT,
    TEXTS,
    Field,
    Reader,
    Record,
    Shape,
    choice,
    many,
    text_like,
)
from gongkai.store.units import load_units
from gongkai.yaml_tree import Mapping as Tree
from gongkai.yaml_tree import Scalar, Sequence

ILLUSTRATION = "illustration"
_ADDRESS = re.compile(r"https?://[^\s<>\"]+|(?!/)(?!.*\.\.)[^\s<>\":\\]+")
_DECIMAL = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?")
_YEAR = re.compile(r"[12]\d{3}")


def _read_address(node: yaml_tree.Tree, reader: Reader) -> str | None:
    value = reader.text(node)
    if value is not None and not _ADDRESS.fullmatch(value):
        reader.find("overlay-address", node, value=value)
        return None
    return value


def _read_decimal(node: yaml_tree.Tree, reader: Reader) -> str | None:
    value = reader.quoted(node, "加引号的数")
    if value is not None and not _DECIMAL.fullmatch(value):
        reader.find("overlay-number", node, value=value)
        return None
    return value


ADDRESS = Shape(_read_address, text_like(_ADDRESS))
DECIMAL = Shape(_read_decimal, text_like(_DECIMAL), Quoted)
_BASIS = (Field("basis", TEXT), Field("date", DAY))
FILL = Record(
    (
        Field("blank", ID),
        Field("value", QUOTED),
        Field("units", TEXTS, ()),
        *_BASIS,
        Field("source", ADDRESS, None),
    )
)
PROGRESS = Record(
    (
        Field("of", ID),
        *_BASIS,
        Field("value", DECIMAL, None),
        Field("unit", TEXT, None),
        Field("state", choice(values.Done), None),
        Field("text", PROSE, ""),
        Field("by", ID, None),
        Field("evidence", ADDRESS, None),
    )
)
DISCLOSURE = Record(
    (
        Field("duty", ID),
        Field("period", QUOTED, None),
        Field("date", DAY),
        Field("title", TEXT),
        Field("basis", TEXT),
        Field("by", ID, None),
        Field("address", ADDRESS, None),
    )
)
TASK = Record(
    (
        Field("measure", ID),
        Field("text", PROSE),
        Field("start", DAY, None),
        Field("end", DAY, None),
        Field("state", choice(values.Done), None),
    )
)
WORK_PLAN = Record(
    (
        Field("unit", ID),
        Field("year", QUOTED),
        Field("title", TEXT),
        *_BASIS,
        Field("filed", DAY, None),
        Field("filed_to", TEXT, None),
        Field("published", DAY, None),
        Field("address", ADDRESS, None),
        Field("attachments", TEXTS, ()),
        Field("tasks", many(TASK, lambda found: values.Task(**found)), ()),
    )
)
STEP = Record(
    (
        Field("date", DAY),
        Field("state", choice(values.Closing)),
        Field("text", PROSE, ""),
        Field("evidence", ADDRESS, None),
    )
)
PROBLEM = Record(
    (
        Field("id", ID),
        Field("batch", TEXT),
        Field("problem", PROSE),
        Field("measure", ID),
        Field("units", TEXTS, ()),
        Field("deadline", DAY, None),
        Field("standard", PROSE),
        *_BASIS,
        Field("steps", many(STEP, lambda found: values.Step(**found)), ()),
    )
)
T = TypeVar("T")
Value = values.Filled | values.Progress | values.Disclosure | values.WorkPlan


class _Known(Struct, frozen=True):
    """What records may refer to."""

    nodes: Collection[str]
    measures: Collection[str]
    blanks: Collection[str]
    targets: Mapping[str, str | None]  # id → its unit of measurement
    duties: Mapping[str, tuple[str | None, tuple[str, str] | None]]  # id → frequency, season
    unit: Callable[[str], Unit | None]
    now: Callable[[str], str]  # the id that a unit bears now
    own: Collection[str]  # ids of the units that the plan itself names
    ever: Callable[[], Collection[str]]  # ids of all revisions, to be asked for only in need
    given: Collection[str]  # ids of nodes and records of this revision
    until: str = ""  # the last day of which records are read; "" for all


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
    overlays, findings = _folder(folder, base, _known(plan, registry, ever, until))
    beneath = base / ILLUSTRATION
    if not beneath.is_dir():
        return overlays, Overlays(), findings
    units, wrong = load_units(folder, beneath / "units.yml")
    if wrong:  # every record that names one of them would be told again
        return overlays, Overlays(), (*findings, *wrong)
    registry = Registry(units, beneath=registry) if units else registry
    made_up, found = _folder(folder, beneath, _known(plan, registry, ever, until))
    in_force, odd = _in_force(folder)
    return overlays, _illustrative(made_up, in_force), (*findings, *found, *odd)


def judged(
    kind: type, root: yaml_tree.Tree, plan: Plan, registry: Registry, reader: Reader
) -> None:
    """Find what is wrong with one record, given as the tree of its YAML."""
    known = _known(plan, registry, frozenset)  # what is recorded anew is of this revision
    if kind is values.WorkPlan:
        found = WORK_PLAN.read(root, reader)
        if found is not None and isinstance(root, Tree):
            path = Path(found["unit"]) / f"{found['year']}.yml"  # it will be put where it belongs
            _judge_work_plan(found, root, path, known, reader)
        return
    _, record, judge = LISTED[kind]
    found = record.read(root, reader)
    if found is not None and isinstance(root, Tree):
        judge(found, root, known, reader)


def _illustrative(overlays: Overlays, in_force: InForce | None) -> Overlays:
    kinds = (name for name in Overlays.__struct_fields__ if name != "in_force")
    marked: dict[str, Any] = {
        kind: tuple(replace(one, illustrative=True) for one in getattr(overlays, kind))
        for kind in kinds
    }
    return Overlays(**marked, in_force=in_force)


def _known(
    plan: Plan, registry: Registry, ever: Callable[[], Collection[str]], until: str = ""
) -> _Known:
    own = {unit.id: unit for unit in plan.units}
    held = (plan.nodes, plan.targets, plan.duties, plan.blanks, plan.dates, plan.errata)
    return _Known(
        nodes={node.id for node in plan.nodes if node.id},
        measures={node.id for node in plan.nodes if node.id and node.role == "measure"},
        blanks={blank.id for blank in plan.blanks},
        targets={target.id: target.unit for target in plan.targets},
        duties={duty.id: (duty.frequency, duty.season) for duty in plan.duties},
        unit=lambda id_: own.get(id_) or registry.unit(id_),
        now=registry.now,
        own=own,
        ever=ever,
        given={one.id for records in held for one in records if one.id},
        until=until,
    )


def _folder(folder: Path, base: Path, known: _Known) -> tuple[Overlays, tuple[Finding, ...]]:
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


_Judge = Callable[[dict[str, Any], Tree, _Known, Reader], None]


def _list(
    folder: Path, path: Path, make: type[T], known: _Known, findings: list[Finding]
) -> Iterator[T]:
    """The records of one file that holds a list of one kind under its key."""
    key, record, judge = LISTED[make]
    root, reader = _parsed(folder, path, findings)
    if root is None:
        return
    if not isinstance(root, Tree) or list(root.entries) != [key]:
        reader.find("overlay-key", root, key=key)
        findings += reader.findings
        return
    items = root.entries[key][1]
    if not isinstance(items, Sequence):
        if not (isinstance(items, Scalar) and items.null):
            reader.find("yaml-type", items, wanted="列表（- 开头）")
        findings += reader.findings
        return
    for item in items.items:
        before = len(reader.findings)
        found = record.read(item, reader)
        if found is not None and known.until and found["date"] > known.until:
            continue
        if found is not None and isinstance(item, Tree):
            judge(found, item, known, reader)
        if found is not None and not errors_of(reader.findings[before:]):
            yield make(**found)
    findings += reader.findings


def _parsed(
    folder: Path, path: Path, findings: list[Finding]
) -> tuple[yaml_tree.Tree | None, Reader]:
    reader = Reader(shown(folder, path))
    if not path.exists():
        return None, reader
    data, wrong = bytes_of(path, reader.file)
    findings += wrong
    if data is None or not data.strip():
        return None, reader
    root, wrong = yaml_tree.parse(reader.file, data)
    findings += wrong
    return root, reader


def _yml(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.yml")) if folder.is_dir() else []


def _unit(key: str, found: dict[str, Any], item: Tree, known: _Known, reader: Reader) -> None:
    value = found[key]
    for unit in value if isinstance(value, tuple) else (value,):
        if unit is None:
            continue
        place, now = item.entries[key][1], known.now(unit)
        if now != unit:
            reader.find("unit-former", place, id=unit, unit=now)
        elif known.unit(unit) is None:
            reader.find("overlay-unit", place, id=unit)


_WHAT = {"blanks": "空白", "nodes": "目标或措施", "duties": "职责", "measures": "措施"}


def _one_of(kind: str, value: str, place: yaml_tree.Tree, known: _Known, reader: Reader) -> bool:
    """Whether `value` is an id of the kind asked for; found to be looked at where an earlier revision had it."""
    if value in getattr(known, kind):
        return True
    if value not in known.given and value in known.ever():
        reader.find("overlay-retired", place, id=value)
    else:
        reader.find("overlay-unknown", place, id=value, what=_WHAT[kind])
    return False


def _judge_fill(found: dict[str, Any], item: Tree, known: _Known, reader: Reader) -> None:
    _one_of("blanks", found["blank"], item.entries["blank"][1], known, reader)
    _unit("units", found, item, known, reader)


def _judge_progress(found: dict[str, Any], item: Tree, known: _Known, reader: Reader) -> None:
    _unit("by", found, item, known, reader)
    if found["value"] is None and found["state"] is None:
        reader.find("overlay-nothing", item)
    if found["of"] in known.targets:
        wanted = known.targets[found["of"]]
        if found["value"] is not None and found["unit"] != wanted:
            place = item.entries["unit"][1] if "unit" in item.entries else item
            reader.find(
                "overlay-measure", place, unit=found["unit"] or "", wanted=wanted or "（无）"
            )
    elif (
        _one_of("nodes", found["of"], item.entries["of"][1], known, reader)
        and found["value"] is not None
    ):
        reader.find("overlay-value", item.entries["value"][1])


def _judge_disclosure(found: dict[str, Any], item: Tree, known: _Known, reader: Reader) -> None:
    _unit("by", found, item, known, reader)
    if not _one_of("duties", found["duty"], item.entries["duty"][1], known, reader):
        return
    frequency, season = known.duties[found["duty"]]
    name = found["period"]
    place = item.entries["period"][1] if "period" in item.entries else item
    recurring = frequency in periods.RECURRING
    if name is None:
        if recurring:
            reader.find("overlay-period-missing", place, frequency=_FORM[frequency or "year"])
        return
    kind = periods.kind(name)
    if kind is None or (recurring and kind != frequency):
        form = _FORM[frequency] if recurring and frequency else "、".join(_FORM.values())
        reader.find("overlay-period", place, value=name, form=form)
        return
    if kind == "season" and season is None:
        return
    start, _ = periods.days(name, season)
    if found["date"] < start.isoformat():
        reader.find("overlay-early", item.entries["date"][1], period=name, start=start.isoformat())


_FORM = {
    "year": "2020", "half-year": "2020-H1", "quarter": "2020-Q2", "month": "2020-06", "season": "2020-S",
}  # fmt: skip


def _judge_problem(found: dict[str, Any], item: Tree, known: _Known, reader: Reader) -> None:
    _one_of("measures", found["measure"], item.entries["measure"][1], known, reader)
    _unit("units", found, item, known, reader)
    days = [found["date"], *(step.date for step in found["steps"])]
    if days != sorted(days):
        reader.find("overlay-order", item.entries["steps"][1])


# The kinds that stand in lists: the key of the list, the table of a record, and what else must hold of it.
LISTED: Mapping[type, tuple[str, Record, _Judge]] = {
    values.Filled: ("fills", FILL, _judge_fill),
    values.Progress: ("progress", PROGRESS, _judge_progress),
    values.Disclosure: ("disclosures", DISCLOSURE, _judge_disclosure),
    values.Problem: ("rectification", PROBLEM, _judge_problem),
}


def _work_plans(
    folder: Path, base: Path, known: _Known, findings: list[Finding]
) -> Iterator[values.WorkPlan]:
    for path in sorted(base.glob("*/*.yml")) if base.is_dir() else []:
        root, reader = _parsed(folder, path, findings)
        if root is None:
            continue
        found = WORK_PLAN.read(root, reader)
        if found is not None and known.until and found["date"] > known.until:
            continue
        if found is not None and isinstance(root, Tree):
            _judge_work_plan(found, root, path, known, reader)
            if not errors_of(reader.findings):
                yield values.WorkPlan(**found)
        findings += reader.findings


def _judge_work_plan(
    found: dict[str, Any], root: Tree, path: Path, known: _Known, reader: Reader
) -> None:
    _unit("unit", found, root, known, reader)
    if not _YEAR.fullmatch(found["year"]):
        reader.find("overlay-period", root.entries["year"][1], value=found["year"], form="2020")
    if (found["unit"], found["year"]) != (path.parent.name, path.stem):
        reader.find("overlay-place", root, unit=found["unit"], year=found["year"])
    if "tasks" in root.entries and isinstance(root.entries["tasks"][1], Sequence):
        items = root.entries["tasks"][1].items
        for task, item in zip(found["tasks"], items, strict=False):
            if isinstance(item, Tree):
                _one_of("measures", task.measure, item.entries["measure"][1], known, reader)
            if task.start and task.end and task.end < task.start and isinstance(item, Tree):
                reader.find("overlay-order", item.entries["end"][1])


def twice(overlays: Overlays, file: str) -> Iterator[Finding]:
    """Records that say the same thing of the same day: which one counts could not be told."""
    seen: set[tuple[str, ...]] = set()
    keys = (
        *(("fills.yml", fill.blank, fill.date) for fill in overlays.fills),
        *(("progress/", one.of, one.date) for one in overlays.progress),
        *(
            ("disclosures/", one.duty, one.period or one.date, one.by or "", one.title)
            for one in overlays.disclosures
        ),
        *(("rectification/", one.id) for one in overlays.rectification),
    )
    for key in keys:
        if key in seen:
            yield Finding("overlay-twice", f"{file}/{key[0]}", args={"record": " ".join(key[1:])})
        seen.add(key)


def _in_force(folder: Path) -> tuple[InForce | None, tuple[Finding, ...]]:
    findings: list[Finding] = []
    path = folder / "plan_data" / ILLUSTRATION / "in_force.yml"
    root, reader = _parsed(folder, path, findings)
    if root is None:
        return None, tuple(findings)
    found = IN_FORCE.read(root, reader)
    findings += reader.findings
    return (InForce(**found, illustrative=True) if found else None), tuple(findings)
