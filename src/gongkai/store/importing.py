"""A source → a new revision of a project, committed by one rename. The writing side of the store's I/O.

A run that fails or is killed leaves plan_data as it was: everything is written to a folder beside, which
becomes the revision in one step. Over an unchanged source the rules read again (renewing.py).
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from gongkai.identity import assign, series
from gongkai.model import Node, Plan, Unit
from gongkai.reading import read
from gongkai.sources import Finding, Source
from gongkai.sources.source import rebuild
from gongkai.store.folder import current, load, load_registry, read_file, revisions, twin
from gongkai.store.renewing import renew
from gongkai.store.sections import revision_file, section_files, units_file

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
    if other := twin(revision, known):
        args = {"id": revision, "other": other}
        return ImportReport(base, False, (Finding("revision-case", revision, args=args),))
    if revision in known:
        if known[revision].source.sha256 == found.sha256:
            written, findings, renewed = renew(folder, revision, tuple(known))
            return ImportReport(base, written, findings, renewed)
        wrong = (Finding("revision-exists", str(source), args={"id": revision}),)
        return ImportReport(base, False, wrong)
    plan, doubts = read(found, registry)
    before = current(known)
    ids, wrong = _identifiers(folder, plan, before, tuple(known))
    if wrong:
        return ImportReport(base, False, wrong)
    plan = assign(plan, ids)
    named = f"source{'.md' if source.suffix.lower() in ('.md', '.markdown') else '.txt'}"
    plan = replace(
        plan,
        revision=replace(
            plan.revision,
            id=revision,
            state="draft",
            follows=before,
            source=replace(plan.revision.source, file=named),
        ),
    )
    _write(base, _files(plan, found, named))
    if not registered:
        _propose_units(folder, plan.units)
    return ImportReport(base, True, doubts, plan)


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


def _files(plan: Plan, source: Source, named: str) -> dict[str, bytes]:
    files = {named: rebuild(source), "revision.yml": revision_file(plan.revision).encode()}
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
