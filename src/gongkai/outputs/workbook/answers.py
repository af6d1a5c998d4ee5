"""What was written into a workbook → records of the overlays, and what stands against them. Pure but for checks.

One edited row is one record: of progress, of something published, of a blank; a row that shows a record is that
record changed. A row that says what is on record already was read before. Where something else has been recorded of
the same thing since the workbook was made, the row is a conflict and is told, not taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from gongkai import overlays as values
from gongkai.day import day_of
from gongkai.model import Unit
from gongkai.outputs.workbook.read import Edited, Returned
from gongkai.outputs.workbook.sheets import (
    COLUMNS,
    NEW,
    Kind,
    OnRecord,
    Recorded,
    record_ids,
    seen,
    task_ids,
)
from gongkai.sources import Finding
from gongkai.store import Entry, Project, refusals
from gongkai.store.recording import ValuePath
from gongkai.views import words

# As printed; as the files have it will do too.
_STATES = {word: key for key, word in words.DONE.items()} | {key: key for key in words.DONE}


class Answers(Struct, frozen=True):
    """Records to put on file, findings at the cells that they are about, and the rows that were read before."""

    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...]
    known: frozenset[tuple[Kind, str]] = frozenset()  # kinds and identifiers


def answers(project: Project, returned: Returned, file: str, day: date) -> Answers:
    """The records that a workbook brings; `file` is its name, `day` the day of its return."""
    return _Answers(project, returned, file, day, OnRecord(project.overlays)).all()


class _Answers(Struct):
    project: Project
    returned: Returned
    file: str
    day: date
    recorded: OnRecord
    entries: list[Entry] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    known: set[tuple[Kind, str]] = field(default_factory=set)

    def all(self) -> Answers:
        unit, revision = self.returned.unit, self.project.plan.revision.id or ""
        if all(one.id != unit for one in self.units):
            self.findings.append(Finding("workbook-unit", self.file, args={"id": unit}))
            return Answers((), tuple(self.findings))
        if self.returned.revision != revision:
            args = {"old": self.returned.revision, "new": revision}
            self.findings.append(Finding("workbook-revision", self.file, args=args))
        for left in self.returned.left:
            args = {"text": left.text[:60]}
            self.findings.append(
                Finding("workbook-row", f"{self.file}#{left.sheet}", left.line, args=args)
            )
        tasks = [row for row in self.returned.edited if row.kind == "task"]
        for row in self.returned.edited:
            if row.kind != "task":
                self._row(row)
        self._plans(tasks)
        return Answers(tuple(self.entries), tuple(self.findings), frozenset(self.known))

    @property
    def units(self) -> tuple[Unit, ...]:
        """The bodies of the plan, and those that only records name."""
        return (*self.project.plan.units, *self.project.overlays.units)

    @property
    def basis(self) -> str:
        """On what all of it rests."""
        return f"工作簿：{self.file.replace(chr(92), '/').rpartition('/')[2]}"

    def _row(self, row: Edited) -> None:
        makers: dict[Kind, Callable[[Edited], Entry | None]] = {
            "measure": self._progress,
            "target": self._progress,
            "due": self._disclosure,
            "published": self._published,
            "blank": self._fill,
        }
        entry = makers[row.kind](row)
        day = row.values.get("date", "")
        if entry is not None and "date" in row.keys and day_of(day) and day > self.day.isoformat():
            self._find("workbook-early", row, "date", value=day)
        elif entry is not None:
            self._take(entry, lambda path: (row, str(path[0]) if path else ""))

    def _take(self, entry: Entry, at: Callable[[ValuePath], tuple[Edited, str]]) -> None:
        found = list(refusals(self.project, entry))
        for path, finding in found:
            row, key = at(path)
            self._find(finding.rule, row, key, **finding.args)
        if not found:
            self.entries.append(entry)

    def _find(self, rule: str, row: Edited, key: str, **args: str) -> None:
        col = row.cols.get(key) or row.cols[row.keys[0]]
        self.findings.append(Finding(rule, f"{self.file}#{row.sheet}", row.line, col, args))

    def _lacks(self, row: Edited, *keys: str) -> bool:
        """Whether a cell that is needed is empty; told."""
        missing = [key for key in keys if not row.values.get(key)]
        for key in missing:
            title = next(column.title for column in COLUMNS[row.kind][1] if column.key == key)
            self._find("workbook-missing", row, key, title=title)
        return bool(missing)

    def _known(self, row: Edited, made: Recorded, held: Sequence[Recorded]) -> bool:
        """Whether the row's record is on file already: the workbook was read before.

        Without a day of its own the record bears that of its return, which was another.
        """
        undated = not row.values["date"] and seen(held) != row.seen
        if any(_same(one, made, undated=undated) for one in held):
            self.known.add((row.kind, row.id))
            return True
        return False

    def _newer(self, row: Edited, held: Sequence[Recorded]) -> bool:
        """Whether something was recorded since the workbook was made; told."""
        newer = seen(held) != row.seen
        if newer:
            last = max(held, key=lambda one: one.date, default=None)
            self._conflict(row, _shown(last) if last else "已删除")
        return newer

    def _conflict(self, row: Edited, now: str) -> None:
        self._find("workbook-conflict", row, "", id=row.id, now=now)

    def _state(self, row: Edited) -> str | None:
        """How far it is; a word that is none of those printed in the workbook is told."""
        word = row.values["state"]
        if word and word not in _STATES:
            self._find(
                "yaml-choice", row, "state", value=word, known="、".join(words.DONE.values())
            )
        return _STATES.get(word)

    def _progress(self, row: Edited) -> Entry | None:
        state = self._state(row)
        if row.values["state"] and not state:
            return None
        unit = {one.id: one.unit for one in self.project.plan.targets}.get(row.id)
        value = row.values.get("value", "")
        if unit and value.endswith(unit):
            value = value.removesuffix(unit).rstrip()
        made: dict[str, Any] = {
            "of": row.id,
            "date": row.values["date"] or self.day.isoformat(),
            "basis": self.basis,
            "value": value or None,
            "unit": unit if value else None,
            "state": state,
            "text": row.values["text"],
            "by": self.returned.unit,
            "evidence": row.values["evidence"] or None,
        }
        progress, held = values.Progress(**made), self.recorded.reported(row.id)
        if self._known(row, progress, held) or self._newer(row, held):
            return None
        return Entry(progress)

    def _disclosure(self, row: Edited) -> Entry | None:
        duty, _, period = row.id.partition(" ")
        held = self.recorded.disclosed(duty, period, self.returned.unit)
        made = values.Disclosure(
            duty,
            row.values["date"],
            row.values["title"],
            self.basis,
            period or None,
            self.returned.unit,
            row.values["address"] or None,
        )
        if self._known(row, made, held) or self._newer(row, held):
            return None
        return None if self._lacks(row, "date", "title") else Entry(made)

    def _published(self, row: Edited) -> Entry | None:
        own = [one for one in self.project.overlays.disclosures if one.by == self.returned.unit]
        was = dict(zip(record_ids(own), own, strict=True)).get(row.id)
        if was is None:
            said = {key: row.values[key] or None for key in ("date", "title", "address")}
            if any(all(getattr(one, key) == said[key] for key in said) for one in own):
                self.known.add((row.kind, row.id))
            else:
                self._conflict(row, "原来的记录已改动或删除")
            return None
        if self._lacks(row, "date", "title"):
            return None
        changed: dict[str, Any] = {key: row.values[key] or None for key in row.keys}
        return Entry(replace(was, **changed), was)

    def _fill(self, row: Edited) -> Entry | None:
        name = row.values["value"]
        kinds = {blank.id: blank.kind for blank in self.project.plan.blanks}
        units = tuple(
            unit.id
            for unit in self.units
            if kinds.get(row.id) == "unit" and name in (unit.name, unit.short, *unit.aliases)
        )
        basis = f"{row.values['basis']}（{self.basis}）"
        day = row.values["date"] or self.day.isoformat()
        made, held = (
            values.Filled(row.id, name, basis, day, units[:1]),
            self.recorded.answered(row.id),
        )
        if self._known(row, made, held) or self._newer(row, held):
            return None
        return None if self._lacks(row, "value", "basis") else Entry(made)

    def _plans(self, rows: list[Edited]) -> None:
        """The work plans that edited tasks change or begin, one entry a year."""
        own = {
            plan.year: plan
            for plan in self.project.overlays.work_plans
            if plan.unit == self.returned.unit
        }
        by_id = {
            identifier: (plan.year, at)
            for plan in own.values()
            for at, identifier in enumerate(task_ids(plan))
        }
        on_file = {year: plan.tasks for year, plan in own.items()}
        tasks: dict[str, list[values.Task]] = {year: list(held) for year, held in on_file.items()}
        places: dict[tuple[str, int], Edited] = {}
        for row in rows:
            year, at = self._task(row, by_id, tasks, on_file)
            if year:
                places[year, at] = row
        for year in dict.fromkeys(year for year, _ in places):
            entry = self._plan(year, own.get(year), tuple(tasks[year]))
            rows_of = {at: row for (of, at), row in places.items() if of == year}
            self._take(entry, lambda path, rows_of=rows_of: _task_cell(path, rows_of))  # type: ignore[misc]

    def _task(
        self,
        row: Edited,
        by_id: Mapping[str, tuple[str, int]],
        tasks: dict[str, list[values.Task]],
        on_file: Mapping[str, Sequence[values.Task]],
    ) -> tuple[str, int]:
        if self._lacks(row, "year", "measure", "text"):
            return "", 0
        said: dict[str, Any] = {
            **{key: row.values[key] or None for key in ("start", "end")},
            "state": self._state(row),
        }
        made = values.Task(row.values["measure"], row.values["text"], **said)
        if row.id not in by_id and made in on_file.get(row.values["year"], ()):
            self.known.add((row.kind, row.id))
            return "", 0
        if row.id.startswith(NEW):
            held = tasks.setdefault(row.values["year"], [])
            held.append(made)
            return row.values["year"], len(held) - 1
        if row.id not in by_id:
            self._conflict(row, "原来的记录已改动或删除")
            return "", 0
        year, at = by_id[row.id]
        if "year" in row.keys:
            self._find("workbook-year", row, "year")
            return "", 0
        tasks[year][at] = made
        return year, at

    def _plan(
        self, year: str, was: values.WorkPlan | None, tasks: tuple[values.Task, ...]
    ) -> Entry:
        if was is not None:
            return Entry(replace(was, tasks=tasks), was)
        unit = next(one for one in self.units if one.id == self.returned.unit)
        title = f"{unit.name}{year}年工作计划"
        day = self.day.isoformat()
        return Entry(values.WorkPlan(unit.id, year, title, self.basis, day, tasks=tasks))


_RETURNED = "（工作簿："  # what stands behind the basis that was written in


def _same(one: Recorded, made: Recorded, *, undated: bool) -> bool:
    """Whether two records say the same, whatever the file is called that they came in."""
    alike: dict[str, Any] = {"basis": "", **({"date": ""} if undated else {})}
    if isinstance(one, values.Filled):
        alike["basis"] = made.basis.partition(_RETURNED)[0]
        if one.basis.partition(_RETURNED)[0] != alike["basis"]:
            return False
    return bool(replace(one, **alike) == replace(made, **alike))


def _shown(one: Recorded) -> str:
    """A record in a few words."""
    match one:
        case values.Progress():
            says = (
                f"{one.value}{one.unit or ''}" if one.value else "",
                words.DONE.get(one.state or "", ""),
                one.text,
            )
        case values.Disclosure():
            says = (one.title, "", "")
        case values.Filled():
            says = (one.value, "", "")
    return "，".join(part for part in (one.date, *says, one.basis) if part)


def _task_cell(path: ValuePath, rows: Mapping[int, Edited]) -> tuple[Edited, str]:
    first: Iterator[Edited] = iter(rows.values())
    match path:
        case ("tasks", int(at), str(key), *_) if at in rows:
            return rows[at], key
        case (str(key), *_):
            return next(first), key
    return next(first), ""
