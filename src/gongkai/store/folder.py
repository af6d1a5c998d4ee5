"""A project's folder → `Project`. The reading side of the store's I/O.

`plan_data/units.yml` is a person's file. A revision is a folder `plan_data/revisions/<id>/`; the current
one is the revision that no other follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from gongkai.model import Plan, Revision, Unit
from gongkai.registry import Registry, units_used, usual
from gongkai.sources import Finding, Source, Unreadable, read_source
from gongkai.store.sections import read_revision, read_sections, read_units

LARGEST = 64 * 1024 * 1024  # bytes of one file


@dataclass(frozen=True, slots=True)
class Project:
    """A project as loaded: one plan of one revision, and the identifiers of all revisions.

    `files` are the plan's section files as they were read, name and bytes, in the order of reading:
    places.py tells from them where a record stands, sections.py rewrites them.
    """

    folder: Path
    plan: Plan
    revisions: tuple[str, ...]
    registered: tuple[Unit, ...]
    files: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Opened:
    """A project's folder, opened: its units and what each revision.yml says, each read once."""

    folder: Path
    registry: Registry
    registered: tuple[Unit, ...]
    revisions: dict[str, Revision]
    findings: tuple[Finding, ...]


def read_file(path: Path, shown: str | None = None) -> tuple[Source | None, tuple[Finding, ...]]:
    """The source at `path`, or why it cannot be read."""
    data, findings = _bytes(path, shown or str(path))
    if data is None:
        return None, findings
    try:
        return read_source(path.name, data), ()
    except Unreadable as refusal:
        return None, (Finding(refusal.rule, shown or str(path), args=refusal.args_of_rule),)


def load_registry(folder: Path) -> tuple[Registry, tuple[Unit, ...], tuple[Finding, ...]]:
    """The project's registry over the usual bodies, and the units that the project registers."""
    path = folder / "plan_data" / "units.yml"
    if not path.exists():
        return usual(), (), ()
    data, findings = _bytes(path, "plan_data/units.yml")
    if data is None:
        return usual(), (), findings
    units, found = read_units("plan_data/units.yml", data)
    return Registry(units, beneath=usual()), units, found


def revisions(folder: Path) -> tuple[dict[str, Revision], tuple[Finding, ...]]:
    """The revisions of a project by identifier, as their revision.yml say."""
    base = folder / "plan_data" / "revisions"
    found: dict[str, Revision] = {}
    findings: list[Finding] = []
    entries = sorted(base.iterdir()) if base.is_dir() else []
    for entry in entries:
        path = entry / "revision.yml"
        if entry.name.startswith(".") or not path.is_file():
            continue
        data, wrong = _bytes(path, _shown(folder, path))
        findings.extend(wrong)
        if data is None:
            continue
        revision, wrong = read_revision(_shown(folder, path), data)
        findings.extend(wrong)
        if revision is not None:
            if revision.id != entry.name:
                args = {"id": revision.id or "", "folder": entry.name}
                findings.append(Finding("revision-name", _shown(folder, path), args=args))
            if other := twin(entry.name, found):
                args = {"id": entry.name, "other": other}
                findings.append(Finding("revision-case", _shown(folder, path), args=args))
            found[entry.name] = revision
    return found, tuple(findings)


def twin(name: str, known: Iterable[str]) -> str | None:
    """The one of `known` that differs from `name` in nothing but capital letters: one folder on many disks."""
    return next((one for one in known if one != name and one.lower() == name.lower()), None)


def current(found: dict[str, Revision]) -> str | None:
    """The revision that no other follows; of several the last by name."""
    followed = {revision.follows for revision in found.values()}
    return max((name for name in found if name not in followed), default=None)


def open_folder(folder: Path) -> tuple[Opened | None, tuple[Finding, ...]]:
    """What all revisions of the project in `folder` share, or why it is no project."""
    if not (folder / "plan_data").is_dir():
        return None, (Finding("project-missing", str(folder)),)
    registry, registered, findings = load_registry(folder)
    found, wrong = revisions(folder)
    return Opened(folder, registry, registered, found, (*findings, *wrong)), ()


def load(folder: Path, revision: str | None = None) -> tuple[Project | None, tuple[Finding, ...]]:
    """The project in `folder` with one revision, by default the current one."""
    opened, findings = open_folder(folder)
    return load_revision(opened, revision) if opened else (None, findings)


def load_revision(
    opened: Opened, revision: str | None = None
) -> tuple[Project | None, tuple[Finding, ...]]:
    """One revision of an opened project, by default the current one."""
    folder, found, findings = opened.folder, opened.revisions, opened.findings
    name = revision or current(found)
    if name is None or name not in found:
        if not findings:
            rule = "revision-missing" if name is None else "revision-unknown"
            findings += (Finding(rule, "plan_data/revisions", args={"id": name or ""}),)
        return None, findings
    base = folder / "plan_data" / "revisions" / name
    path = base / found[name].source.file
    if path.parent != base:
        return None, (*findings, Finding("source-missing", _shown(folder, path)))
    source, wrong = read_file(path, _shown(folder, path))
    findings += wrong
    if source is None:
        return None, findings
    if source.sha256 != found[name].source.sha256:
        findings += (Finding("source-changed", _shown(folder, path)),)
    files, wrong = _section_files(folder, base)
    plan, odd = read_sections(files, source, found[name])
    plan = replace(plan, units=_units(plan, opened.registered, opened.registry))
    project = Project(folder, plan, tuple(found), opened.registered, tuple(files))
    return project, (*findings, *wrong, *odd)


def _units(plan: Plan, registered: Sequence[Unit], registry: Registry) -> tuple[Unit, ...]:
    """The units that a plan refers to; one that units.yml does not hold is a proposal."""
    known = {unit.id for unit in registered}
    return tuple(
        unit if unit.id in known else replace(unit, proposed=True)
        for unit in units_used(plan, registry)
    )


def _section_files(folder: Path, base: Path) -> tuple[list[tuple[str, bytes]], tuple[Finding, ...]]:
    files: list[tuple[str, bytes]] = []
    findings: tuple[Finding, ...] = ()
    paths = sorted((base / "sections").glob("*.yml"), key=lambda path: (len(path.stem), path.stem))
    for path in paths:
        data, wrong = _bytes(path, _shown(folder, path))
        findings += wrong
        if data is not None:
            files.append((_shown(folder, path), data))
    return files, findings


def _bytes(path: Path, shown: str) -> tuple[bytes | None, tuple[Finding, ...]]:
    try:
        if not path.is_file():
            rule = "source-unreadable" if path.exists() else "source-missing"
            return None, (Finding(rule, shown, args={"reason": "不是文件 / not a file"}),)
        if path.stat().st_size > LARGEST:
            return None, (Finding("source-unreadable", shown, args={"reason": "> 64 MB"}),)
        return path.read_bytes(), ()
    except OSError as error:
        return None, (Finding("source-unreadable", shown, args={"reason": error.strerror or ""}),)


def _shown(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix()
