"""A source → a new revision of a project, committed by one rename. The writing side of the store's I/O.

A run that fails or is killed leaves plan_data as it was: everything is written to a folder beside, which
becomes the revision in one step. An unchanged source changes no byte. Of an original that is no text its
bytes are kept beside the plain text made from it, and where each line stands in it (places.txt).
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from gongkai.identity import assign, series
from gongkai.model import Node, Original, Plan, Revision, Unit
from gongkai.reading import read
from gongkai.sources import Finding, Source
from gongkai.sources.formats import ORIGINALS
from gongkai.sources.source import rebuild
from gongkai.store.carry import carry
from gongkai.store.folder import current, load, load_registry, read_file, revisions
from gongkai.store.saving import save
from gongkai.store.sections import revision_file, section_files, units_file

PLACES = "places.txt"
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did. `path` is the revision's folder; `written` is false where nothing changed."""

    path: Path
    written: bool
    findings: tuple[Finding, ...] = ()
    plan: Plan | None = None


def import_source(folder: Path, source: Path, revision: str) -> ImportReport:
    """Read `source` into `plan_data/revisions/<revision>/`. Errors are findings; then nothing is written."""
    base = folder / "plan_data" / "revisions" / revision
    if not _may_name(revision):
        return ImportReport(base, False, (Finding("revision-id", revision),))
    if not (folder / "plan_data").is_dir():
        return ImportReport(base, False, (Finding("project-missing", str(folder)),))
    found, findings = read_file(source)
    if found is None:
        return ImportReport(base, False, findings)
    registry, registered, wrong = load_registry(folder)
    if wrong:
        return ImportReport(base, False, wrong)
    known, wrong = revisions(folder)
    if wrong:
        return ImportReport(base, False, wrong)
    if revision in known:
        if _digest(known[revision]) == found.sha256:
            return _renew(folder, base, revision, tuple(known))
        wrong = (Finding("revision-exists", str(source), args={"id": revision}),)
        return ImportReport(base, False, wrong)
    plan, doubts = read(found, registry)
    before = current(known)
    ids, wrong = _identifiers(folder, plan, before, tuple(known))
    if wrong:
        return ImportReport(base, False, wrong)
    plan = assign(plan, ids)
    original = _original(found)
    data = rebuild(found)
    named = f"source.{'md' if found.format == 'markdown' else 'txt'}"
    kept = replace(plan.revision.source, file=named, sha256=hashlib.sha256(data).hexdigest())
    plan = replace(
        plan,
        revision=replace(
            plan.revision,
            id=revision,
            state="draft",
            follows=before,
            source=kept,
            original=original,
        ),
    )
    files = {named: data, **_files(plan)}
    if original:
        files[original.file] = found.original
        files[PLACES] = _places(found)
    _write(base, files)
    if not registered:
        _propose_units(folder, plan.units)
    return ImportReport(base, True, doubts, plan)


def _renew(folder: Path, base: Path, revision: str, known: Sequence[str]) -> ImportReport:
    """Read a revision's own source again: better rules come in, what persons decided stays (carry.py)."""
    project, findings = load(folder, revision)
    if project is None or any(finding.severity == "error" for finding in findings):
        return ImportReport(base, False, findings)
    earlier = project.plan
    source, findings = read_file(base / earlier.revision.source.file)
    if source is None:
        return ImportReport(base, False, findings)
    taken, findings = _taken(folder, known)
    if findings:
        return ImportReport(base, False, findings)
    registry, _, _ = load_registry(folder)
    plan, _ = read(source, registry)
    places = {node.lines[0]: node.id for node in earlier.nodes if node.id}
    fresh = iter(series(taken))
    ids = {node.path: places.get(node.lines[0]) or next(fresh) for node in plan.nodes}
    plan = replace(assign(plan, ids), revision=earlier.revision)
    plan, told = carry(earlier, plan)
    written, findings = save(project, plan)
    return ImportReport(base, bool(written), findings or told, plan)


def _taken(folder: Path, known: Sequence[str]) -> tuple[set[str], tuple[Finding, ...]]:
    """The node ids of all revisions."""
    taken: set[str] = set()
    for name in known:
        project, findings = load(folder, name)
        if project is None or any(finding.severity == "error" for finding in findings):
            return taken, findings
        taken.update(node.id for node in project.plan.nodes if node.id)
    return taken, ()


def _may_name(revision: str) -> bool:
    """Whether an identifier can be a folder anywhere and part of an address (`a--b` is a comparison)."""
    odd = revision.strip(".-") != revision or ".." in revision or "--" in revision
    return bool(_ID.fullmatch(revision)) and not odd and not _RESERVED.fullmatch(revision)


def _identifiers(
    folder: Path, plan: Plan, before: str | None, known: Sequence[str]
) -> tuple[Mapping[str, str], tuple[Finding, ...]]:
    """An identifier for every path: that of the same text in the revision before, else a new one."""
    taken: set[str] = set()
    earlier: tuple[Node, ...] = ()
    for name in known:
        project, findings = load(folder, name)
        if project is None or any(finding.severity == "error" for finding in findings):
            return {}, findings
        taken.update(node.id for node in project.plan.nodes if node.id)
        if name == before:
            earlier = project.plan.nodes
    ids = _carried(earlier, plan.nodes)
    fresh = iter(series(taken))
    return {node.path: ids.get(node.path) or next(fresh) for node in plan.nodes}, ()


def _carried(earlier: Sequence[Node], nodes: Sequence[Node]) -> dict[str, str]:
    """Identifiers that go over: first for equal text, then for an equal heading that stands once."""
    carried: dict[str, str] = {}
    left = {node.id: node for node in earlier if node.id}
    for key in (lambda node: (node.heading, node.text), lambda node: node.heading or node.text):
        places: dict[object, list[str]] = {}
        for identifier, node in left.items():
            places.setdefault(key(node), []).append(identifier)
        waiting = [node for node in nodes if node.path not in carried]
        counts: dict[object, int] = {}
        for node in waiting:
            counts[key(node)] = counts.get(key(node), 0) + 1
        for node in waiting:
            found = places.get(key(node), [])
            if len(found) == 1 and counts[key(node)] == 1:
                carried[node.path] = found[0]
                del left[found[0]]
    return carried


def _digest(revision: Revision) -> str:
    """The hash of the file that a revision was imported from."""
    return (revision.original or revision.source).sha256


def _original(source: Source) -> Original | None:
    """How the original of a source is kept that was no text, under a name of its format."""
    if source.format not in ORIGINALS:
        return None
    return Original(f"original.{source.format}", source.sha256, source.format)


def _places(source: Source) -> bytes:
    """Where each line of the source stands in its original: one place a line, in the same order."""
    return "".join(f"{place.text('zh')}\n" for place in source.places).encode()


def _files(plan: Plan) -> dict[str, bytes]:
    files = {"revision.yml": revision_file(plan.revision).encode()}
    for name, text in section_files(plan).items():
        files[f"sections/{name}"] = text.encode()
    return files


def _write(base: Path, files: Mapping[str, bytes]) -> None:
    base.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=".import-", dir=base.parent))
    try:
        for name, data in files.items():
            path = beside / name
            path.parent.mkdir(exist_ok=True)
            with path.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        beside.chmod(0o755)
        beside.rename(base)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise


def _propose_units(folder: Path, units: Sequence[Unit]) -> None:
    """A first units.yml, for a person to go on with; an existing one is never touched."""
    path = folder / "plan_data" / "units.yml"
    if path.exists() or not units:
        return
    beside = path.with_name(".units.yml.new")
    beside.write_text(units_file(units), encoding="utf-8", newline="\n")
    beside.replace(path)
