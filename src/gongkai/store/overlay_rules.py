"""What must hold of a record of the overlays beside its shape: what it names exists, its days are in order. Pure.

Every identifier must be one of the plan's, every unit one of the registry's; what is refused is a finding at its line
and column.
"""

from __future__ import annotations

import re
from collections import abc
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from gongkai import overlays as values
from gongkai.clock import periods
from gongkai.model import Plan, Unit
from gongkai.overlays import Overlays
from gongkai.registry import Registry
from gongkai.sources import Finding
from gongkai.sources.near import near
from gongkai.store.overlay_records import DISCLOSURE, FILL, PROBLEM, PROGRESS, WORK_PLAN
from gongkai.store.shapes import Reader, Record
from gongkai.yaml_tree import Mapping, Sequence, Tree

_YEAR = re.compile(r"[12]\d{3}")


class Known(Struct, frozen=True):
    """What records may refer to."""

    nodes: Collection[str]
    measures: Collection[str]
    blanks: Collection[str]
    targets: abc.Mapping[str, str | None]  # id → its unit of measurement
    duties: abc.Mapping[str, tuple[str | None, tuple[str, str] | None]]  # id → frequency, season
    unit: Callable[[str], Unit | None]
    now: Callable[[str], str]  # the id that a unit bears now
    own: Collection[str]  # ids of the units that the plan itself names
    ever: Callable[[], Collection[str]]  # ids of all revisions, to be asked for only in need
    given: Collection[str]  # ids of nodes and records of this revision
    until: str = ""  # the last day of which records are read; "" for all

    @classmethod
    def of(
        cls,
        plan: Plan,
        registry: Registry,
        ever: Callable[[], Collection[str]],
        until: str = "",
    ) -> Known:
        """What records beside `plan` may refer to; `ever` gives the ids of all revisions."""
        own = {unit.id: unit for unit in plan.units}
        held = (plan.nodes, plan.targets, plan.duties, plan.blanks, plan.dates, plan.errata)
        return cls(
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


_Judge = Callable[[dict[str, Any], Mapping, Known, Reader], None]


def judged(kind: type, root: Tree, plan: Plan, registry: Registry, reader: Reader) -> None:
    """Find what is wrong with one record, given as the tree of its YAML."""
    known = Known.of(plan, registry, frozenset)  # what is recorded anew is of this revision
    if kind is values.WorkPlan:
        found = WORK_PLAN.read(root, reader)
        if found is not None and isinstance(root, Mapping):
            path = Path(found["unit"]) / f"{found['year']}.yml"  # it will be put where it belongs
            judge_work_plan(found, root, path, known, reader)
        return
    _, record, judge = LISTED[kind]
    found = record.read(root, reader)
    if found is not None and isinstance(root, Mapping):
        judge(found, root, known, reader)


def _unit(key: str, found: dict[str, Any], item: Mapping, known: Known, reader: Reader) -> None:
    value = found[key]
    for unit in value if isinstance(value, tuple) else (value,):
        if unit is None:
            continue
        place, now = item.entries[key][1], known.now(unit)
        if now != unit:
            reader.find("unit-former", place, id=unit, unit=now)
        elif known.unit(unit) is None:
            reader.find("overlay-unit", place, id=unit)


_ASKED = (
    50  # faults of a file, behind which nobody is asked what was meant: to look for it takes long
)
_WHAT = {"blanks": "空白", "nodes": "目标或措施", "duties": "职责", "measures": "措施"}


def _one_of(kind: str, value: str, place: Tree, known: Known, reader: Reader) -> bool:
    """Whether `value` is an id of the kind asked for; found to be looked at where an earlier revision had it."""
    there = getattr(known, kind)
    if value in there:
        return True
    if value not in known.given and value in known.ever():
        reader.find("overlay-retired", place, id=value)
    else:
        meant = near(value, sorted(there)) if len(reader.findings) < _ASKED else ""
        reader.find("overlay-unknown", place, id=value, what=_WHAT[kind], meant=meant)
    return False


def _judge_fill(found: dict[str, Any], item: Mapping, known: Known, reader: Reader) -> None:
    blank, place = found["blank"], item.entries["blank"][1]
    node = blank.partition("-")[0]
    if blank not in known.blanks and node in known.nodes and blank in known.ever():
        reader.find("overlay-filled", place, id=blank, node=node)  # by the text of this revision
    else:
        _one_of("blanks", blank, place, known, reader)
    _unit("units", found, item, known, reader)


def _judge_progress(found: dict[str, Any], item: Mapping, known: Known, reader: Reader) -> None:
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


def _judge_disclosure(found: dict[str, Any], item: Mapping, known: Known, reader: Reader) -> None:
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


def _judge_problem(found: dict[str, Any], item: Mapping, known: Known, reader: Reader) -> None:
    _one_of("measures", found["measure"], item.entries["measure"][1], known, reader)
    _unit("units", found, item, known, reader)
    days = [found["date"], *(step.date for step in found["steps"])]
    if days != sorted(days):
        reader.find("overlay-order", item.entries["steps"][1])


# The kinds that stand in lists: the key of the list, the table of a record, and what else must hold of it.
LISTED: abc.Mapping[type, tuple[str, Record, _Judge]] = {
    values.Filled: ("fills", FILL, _judge_fill),
    values.Progress: ("progress", PROGRESS, _judge_progress),
    values.Disclosure: ("disclosures", DISCLOSURE, _judge_disclosure),
    values.Problem: ("rectification", PROBLEM, _judge_problem),
}


def judge_work_plan(
    found: dict[str, Any], root: Mapping, path: Path, known: Known, reader: Reader
) -> None:
    """Find what is wrong with the work plan `found`, read from `root`; `path` says of which unit and year it is."""
    _unit("unit", found, root, known, reader)
    if not _YEAR.fullmatch(found["year"]):
        reader.find("overlay-period", root.entries["year"][1], value=found["year"], form="2020")
    if (found["unit"], found["year"]) != (path.parent.name, path.stem):
        reader.find("overlay-place", root, unit=found["unit"], year=found["year"])
    if "tasks" in root.entries and isinstance(root.entries["tasks"][1], Sequence):
        items = root.entries["tasks"][1].items
        for task, item in zip(found["tasks"], items, strict=False):
            if isinstance(item, Mapping):
                _one_of("measures", task.measure, item.entries["measure"][1], known, reader)
            if task.start and task.end and task.end < task.start and isinstance(item, Mapping):
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
