"""A project's folder → `Project`. The reading side of the store's I/O.

`plan_data/units.yml` is a person's file. A revision is a folder `plan_data/revisions/<id>/`; which is
the current one, revise/succession.py tells.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from gongkai import yaml_tree
from gongkai.model import Plan, Revision, Unit
from gongkai.overlays import Overlays, joined
from gongkai.registry import Registry, under_ids_now, units_used, usual
from gongkai.revise.succession import current, on_record, unfounded
from gongkai.sources import Finding, Source, Unreadable, read_source
from gongkai.sources.finding import errors_of
from gongkai.sources.near import near
from gongkai.store.entries import strange, unread
from gongkai.store.files import bytes_of, finish, shown
from gongkai.store.overlays import load_overlays
from gongkai.store.reading import read_beside
from gongkai.store.sections import Reading, read_revision, read_sections
from gongkai.store.units import load_units

if TYPE_CHECKING:
    from gongkai.clock import Standing
    from gongkai.water import Monitoring

_ID = re.compile(rb"\bid:\s*[\"']?(N\d{3,}(?:-[A-Z]\d+)?)\b(?!-)")


class Project(Struct, frozen=True):
    """A project as loaded: one plan of one revision, and what is recorded of all revisions (`known`).

    `overlays` are what the project records beside the text, `made_up` what its demonstration does; an earlier
    revision has them only where `load` was asked for them.
    `files` are the plan's section files as they were read, name and bytes, in the order of reading:
    places.py tells from them where a record stands, sections.py rewrites them.
    """

    folder: Path
    plan: Plan
    known: Mapping[str, Revision]
    registered: tuple[Unit, ...]
    overlays: Overlays = field(default_factory=Overlays)
    made_up: Overlays = field(default_factory=Overlays)
    files: tuple[tuple[str, bytes], ...] = ()

    def standing(
        self, as_of: date, water: Monitoring | None = None, *, illustration: bool = False
    ) -> Standing:
        """The plan on a day; the demonstration's made-up records are in it only where asked for."""
        from gongkai.clock import stand  # who reads needs no clock, nor any of water

        overlays = joined(self.overlays, self.made_up) if illustration else self.overlays
        then = on_record(self.known, as_of.isoformat())
        revision = then.get(self.plan.revision.id or "", self.plan.revision)
        return stand(replace(self.plan, revision=revision), overlays, as_of, water)


class Opened(Struct, frozen=True):
    """A project's folder, opened: its units and what each revision.yml says, each read once."""

    folder: Path
    registry: Registry
    registered: tuple[Unit, ...]
    revisions: dict[str, Revision]
    findings: tuple[Finding, ...]


def read_file(path: Path, name: str | None = None) -> tuple[Source | None, tuple[Finding, ...]]:
    """The source at `path`, or why it cannot be read; `name` is what findings call it."""
    name = name or str(path)
    data, findings = bytes_of(path, name)
    if data is None:
        return None, findings
    try:
        return read_source(path.name, data), ()
    except Unreadable as refusal:
        return None, (Finding(refusal.rule, name, args=refusal.args_of_rule),)


def load_registry(folder: Path) -> tuple[Registry, tuple[Unit, ...], tuple[Finding, ...]]:
    """The project's registry over the usual bodies, and the units that the project registers."""
    units, findings = load_units(folder, folder / "plan_data" / "units.yml", usual())
    return (Registry(units, beneath=usual()) if units else usual()), units, findings


def revisions(folder: Path) -> tuple[dict[str, Revision], tuple[Finding, ...]]:
    """The revisions of a project by identifier, as their revision.yml say."""
    base = folder / "plan_data" / "revisions"
    found: dict[str, Revision] = {}
    findings: list[Finding] = []
    entries = sorted(base.iterdir()) if base.is_dir() else []
    for entry in entries:
        path = entry / "revision.yml"
        if entry.name.startswith("."):
            continue
        if not path.is_file():
            if entry.is_dir() and any(entry.iterdir()):  # a text that would be missing unseen
                args = {"id": entry.name}
                findings.append(Finding("revision-unlisted", shown(folder, entry), args=args))
            continue
        data, wrong = bytes_of(path, shown(folder, path))
        findings.extend(wrong)
        if data is None:
            continue
        revision, wrong = read_revision(shown(folder, path), data)
        findings.extend(wrong)
        if revision is not None:
            if revision.id != entry.name:
                args = {"id": revision.id or "", "folder": entry.name}
                findings.append(Finding("revision-name", shown(folder, path), args=args))
            if other := twin(entry.name, found):
                args = {"id": entry.name, "other": other}
                findings.append(Finding("revision-case", shown(folder, path), args=args))
            found[entry.name] = revision
    for name in unfounded(found):
        file = f"plan_data/revisions/{name}/revision.yml"
        args = {"id": found[name].follows or ""}
        findings.append(Finding("revision-follows", file, *_key(folder / file, "follows"), args))
    return found, tuple(findings)


def twin(name: str, known: Iterable[str]) -> str | None:
    """The one of `known` that differs from `name` in nothing but capital letters: one folder on many disks."""
    return next((one for one in known if one != name and one.lower() == name.lower()), None)


def identifiers(folder: Path, names: Iterable[str]) -> set[str]:
    """The identifiers of nodes and records in the files of the revisions `names`, read as bare text."""
    base = folder / "plan_data" / "revisions"
    return {
        found[1].decode()
        for name in names
        for path in sorted((base / name / "sections").glob("*.yml"))
        for found in _ID.finditer(bytes_of(path, path.name)[0] or b"")
    }


def open_folder(folder: Path) -> tuple[Opened | None, tuple[Finding, ...]]:
    """What all revisions of the project in `folder` share, or why it is no project.

    A change that a kill cut short is finished first.
    """
    if not (folder / "plan_data").is_dir():
        return None, (Finding("project-missing", str(folder)),)
    finish(folder)
    registry, registered, findings = load_registry(folder)
    found, wrong = revisions(folder)
    findings = (*findings, *wrong, *unread(folder))
    return Opened(folder, registry, registered, found, findings), ()


def load(
    folder: Path,
    revision: str | None = None,
    *,
    as_of: date | None = None,
    overlays: bool = False,
) -> tuple[Project | None, tuple[Finding, ...]]:
    """The project in `folder` with one revision, by default the current one, as on the day `as_of`.

    `overlays`: read what is recorded beside the text for an earlier revision too, as its site shows it.
    """
    if odd := tuple(strange(folder)):
        return None, odd
    opened, findings = open_folder(folder)
    if opened is None:
        return None, findings
    revision = revision or current(opened.revisions, as_of.isoformat() if as_of else None)
    return load_revision(opened, revision, as_of=as_of, overlays=overlays)


def load_revision(
    opened: Opened,
    revision: str | None = None,
    *,
    as_of: date | None = None,
    overlays: bool = False,
) -> tuple[Project | None, tuple[Finding, ...]]:
    """One revision of an opened project, by default the current one; `overlays` as with `load`.

    Beside an earlier revision nothing is read that was recorded after `as_of`.
    """
    found = opened.revisions
    name = revision or current(found)
    if name is None or name not in found:
        if errors_of(opened.findings):  # such as a revision.yml that cannot be read
            return None, opened.findings
        rule = "revision-missing" if name is None else "revision-unknown"
        args = {"id": name or "", "meant": near(name or "", found)}
        return None, (*opened.findings, Finding(rule, "plan_data/revisions", args=args))
    project, findings = load_text(opened, name)
    findings = (*opened.findings, *findings)
    if project is None or not (overlays or name == current(found)):
        return project, findings
    until = as_of.isoformat() if as_of and name != current(found) else ""
    project, wrong = with_overlays(opened, project, until, whole=not errors_of(findings))
    return project, (*findings, *wrong)


def load_text(
    opened: Opened, name: str, read: Reading = read_beside
) -> tuple[Project | None, tuple[Finding, ...]]:
    """A revision without what is recorded beside its text; `read` reads its section files."""
    folder, found = opened.folder, opened.revisions
    findings: tuple[Finding, ...] = ()
    base = folder / "plan_data" / "revisions" / name
    path = base / found[name].source.file
    if not _is_name(found[name].source.file):
        return None, (
            Finding("source-missing", f"{shown(folder, base)}/{found[name].source.file}"),
        )
    source, wrong = read_file(path, shown(folder, path))
    findings += wrong
    if source is None:
        return None, findings
    if source.sha256 != found[name].source.sha256:
        findings += (Finding("source-changed", shown(folder, path)),)
    findings += _original(folder, base, found[name])
    files, wrong = _section_files(folder, base)
    plan, odd = read_sections(files, source, found[name], read)
    if name != current(found):  # an earlier revision stays as it was written
        plan = under_ids_now(plan, opened.registry)
    plan = replace(plan, units=_units(plan, opened.registered, opened.registry))
    project = Project(folder, plan, found, opened.registered, files=tuple(files))
    return project, (*findings, *wrong, *odd)


def _key(path: Path, key: str) -> tuple[int, int]:
    """Line and column of a key of a file that was read."""
    root, _ = yaml_tree.parse(path.name, path.read_bytes())
    if isinstance(root, yaml_tree.Mapping) and key in root.entries:
        held = root.entries[key][0]
        return held.line, held.col
    return 0, 0


_OF_IDENTIFIERS = frozenset(("overlay-filled", "overlay-retired", "overlay-unknown"))


def with_overlays(
    opened: Opened, project: Project, until: str = "", *, whole: bool = True
) -> tuple[Project, tuple[Finding, ...]]:
    """The project with what is recorded beside its text, up to the day `until`, and what is wrong with that.

    `whole`: all of the plan was read; else nothing is said of an identifier that is not there.
    """
    ever = cache(lambda: identifiers(opened.folder, opened.revisions))
    own, made_up, wrong = load_overlays(opened.folder, project.plan, opened.registry, ever, until)
    if not whole:
        wrong = tuple(one for one in wrong if one.rule not in _OF_IDENTIFIERS)
    return replace(project, overlays=own, made_up=made_up), wrong


def _is_name(file: str) -> bool:
    """Whether what a revision calls its source is a file beside it, and no path to elsewhere."""
    return file not in ("", ".", "..") and not set(file) & set("/\\:\0")


def _original(folder: Path, base: Path, revision: Revision) -> tuple[Finding, ...]:
    """What is wrong with the original that is kept beside a source made from it."""
    if revision.original is None:
        return ()
    path = base / revision.original.file
    if not _is_name(revision.original.file):
        return (Finding("source-missing", f"{shown(folder, base)}/{revision.original.file}"),)
    data, wrong = bytes_of(path, shown(folder, path))
    if data is None or hashlib.sha256(data).hexdigest() == revision.original.sha256:
        return wrong
    return (Finding("source-changed", shown(folder, path)),)


def _units(plan: Plan, registered: Sequence[Unit], registry: Registry) -> tuple[Unit, ...]:
    """The units that a plan refers to; one that units.yml does not hold is a proposal, one that it does bears the name of the body above it."""
    known = {unit.id for unit in registered}

    def told(unit: Unit) -> Unit:
        if unit.id not in known:
            return replace(unit, proposed=True)
        over = registry.unit(unit.above) if unit.above else None
        return replace(unit, above_name=over.name) if over else unit

    return tuple(map(told, units_used(plan, registry)))


def _section_files(folder: Path, base: Path) -> tuple[list[tuple[str, bytes]], tuple[Finding, ...]]:
    files: list[tuple[str, bytes]] = []
    findings: tuple[Finding, ...] = ()
    paths = sorted((base / "sections").glob("*.yml"), key=lambda path: (len(path.stem), path.stem))
    for path in paths:
        data, wrong = bytes_of(path, shown(folder, path))
        findings += wrong
        if data is not None:
            files.append((shown(folder, path), data))
    return files, findings
