"""A source → a new revision of a project, committed by one rename. The writing side of the store's I/O.

A run that fails or is killed leaves plan_data as it was: everything is written to a folder beside, which
becomes the revision in one step. Over an unchanged source the rules read again (renewing.py). Of an original
that is no text its bytes are kept beside the plain text made from it, and where each line stands in it (places.txt).
"""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from gongkai.identity import assign, series
from gongkai.model import Node, Plan, Revision, Unit
from gongkai.reading.read import read
from gongkai.revise.change import Diff
from gongkai.revise.diff import diff
from gongkai.revise.match import Matching, match
from gongkai.revise.succession import current
from gongkai.sources import Finding, Source
from gongkai.sources.finding import errors_of
from gongkai.sources.source import rebuild
from gongkai.store.carry import carry
from gongkai.store.entries import strange
from gongkai.store.files import finish, put, write
from gongkai.store.folder import identifiers, load, load_registry, read_file, revisions, twin
from gongkai.store.original import kept, original
from gongkai.store.renewing import renew
from gongkai.store.sections import revision_file, section_files
from gongkai.store.shapes import RESERVED
from gongkai.store.units import units_file

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")


class ImportReport(Struct, frozen=True):
    """What an import did. `path` is the revision's folder; `written` is false where nothing changed."""

    path: Path
    written: bool
    findings: tuple[Finding, ...] = ()
    plan: Plan | None = None
    changes: Diff | None = None  # from the revision before


def import_source(
    folder: Path, source: Path, revision: str, decided: Mapping[str, str] | None = None
) -> ImportReport:
    """Read `source` into `plan_data/revisions/<revision>/`. Errors are findings; then nothing is written.

    `decided`: which earlier node (identifier) a new one (path) is, "" for none, where a person knows.
    """
    base = folder / "plan_data" / "revisions" / revision
    try:
        _place(folder, revision)
        finish(folder)
        return _import(folder, base, source, decided or {})
    except _Refused as refusal:
        return ImportReport(base, False, refusal.findings)


class _Refused(Exception):
    """An import that cannot be done; `findings` say why."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(findings)
        self.findings = findings


def _refuse(findings: Iterable[Finding]) -> None:
    """Refuse where any of them is an error."""
    if errors_of(findings := tuple(findings)):
        raise _Refused(*findings)


def _place(folder: Path, revision: str) -> None:
    """Refuse a name that none can bear, and a folder that is no project or leads out of itself."""
    if not _may_name(revision):
        raise _Refused(Finding("revision-id", revision))
    if not (folder / "plan_data").is_dir():
        raise _Refused(Finding("project-missing", str(folder)))
    _refuse(strange(folder))


def _import(folder: Path, base: Path, source: Path, decided: Mapping[str, str]) -> ImportReport:
    revision = base.name
    found, wrong = read_file(source)
    if found is None:
        raise _Refused(*wrong)
    registry, registered, wrong = load_registry(folder)
    _refuse(wrong)
    known, wrong = revisions(folder)
    _refuse(wrong)
    if decided and revision in known:
        raise _Refused(Finding("match-exists", str(source), args={"id": revision}))
    if revision in known or twin(revision, known):
        return _again(folder, base, source, found, known)
    plan, doubts = read(found, registry)
    before = current(known)
    earlier = _earlier(folder, before)
    nodes = earlier.nodes if earlier else ()
    matching = match(nodes, plan.nodes, decided)
    _refuse(_undecidable(decided, nodes, plan.nodes, str(source)))
    taken = identifiers(folder, known)
    fresh = series(taken)
    ids = {node.path: matching.ids.get(node.path) or next(fresh) for node in plan.nodes}
    draft = _draft(plan.revision, found, revision, before)
    plan = replace(assign(plan, ids), revision=draft)
    doubts += tuple(_unsure(matching, nodes, plan, str(source), before or "", revision))
    if earlier:
        plan, told = carry(earlier, plan, taken)
        doubts += told
    kept_files = {draft.source.file: rebuild(found), **kept(found)}
    _commit(folder, base, {**kept_files, **_files(plan)}, () if registered else plan.units)
    return ImportReport(base, True, doubts, plan, diff(earlier, plan) if earlier else None)


def _again(
    folder: Path, base: Path, source: Path, found: Source, known: Mapping[str, Revision]
) -> ImportReport:
    """Over a revision that is there: its own source is read again, any other is refused."""
    revision = base.name
    if revision not in known:
        args = {"id": revision, "other": twin(revision, known) or ""}
        raise _Refused(Finding("revision-case", revision, args=args))
    if _digest(known[revision]) != found.sha256:
        raise _Refused(Finding("revision-exists", str(source), args={"id": revision}))
    written, findings, plan = renew(folder, revision, tuple(known))
    return ImportReport(base, written, findings, plan)


def _draft(read: Revision, found: Source, revision: str, before: str | None) -> Revision:
    """What is recorded of a revision that was just read: a draft after the revision `before`."""
    digest = hashlib.sha256(rebuild(found)).hexdigest()
    named = f"source.{'md' if found.format == 'markdown' else 'txt'}"
    return replace(
        read,
        id=revision,
        state="draft",
        follows=before,
        source=replace(read.source, file=named, sha256=digest),
        original=original(found),
    )


def _may_name(revision: str) -> bool:
    """Whether an identifier can be a folder anywhere and part of an address (`a--b` is a comparison)."""
    odd = revision.strip(".-") != revision or ".." in revision or "--" in revision
    return bool(_ID.fullmatch(revision)) and not odd and not RESERVED.fullmatch(revision)


def _earlier(folder: Path, before: str | None) -> Plan | None:
    """The revision before, if there is one; refused where it cannot be read."""
    if before is None:
        return None
    project, findings = load(folder, before)
    _refuse(errors_of(findings))
    return project.plan if project else None


def _undecidable(
    decided: Mapping[str, str], earlier: Sequence[Node], fresh: Sequence[Node], file: str
) -> Iterator[Finding]:
    """Decisions on what neither revision has, or two on one node."""
    ids, paths = {node.id for node in earlier}, {node.path for node in fresh}
    counts = Counter(path for path in decided.values() if path)
    for identifier, path in decided.items():
        if identifier not in ids or (path and (path not in paths or counts[path] > 1)):
            yield Finding("match-unknown", file, args={"decision": f"{identifier}={path}"})


def _unsure(
    matching: Matching, earlier: Sequence[Node], plan: Plan, file: str, before: str, revision: str
) -> Iterator[Finding]:
    """What a person is to decide: a node that may be an earlier one."""
    old = {node.id: node for node in earlier}
    new = {node.path: node for node in plan.nodes}
    for doubt in matching.doubts:
        args = {
            "path": doubt.path,
            "title": _first_words(new[doubt.path]),
            "given": new[doubt.path].id or "",
            "id": doubt.id,
            "earlier": _first_words(old[doubt.id]),
            "before": before,
            "revision": revision,
        }
        yield Finding("match-unsure", file, new[doubt.path].lines[0], args=args)


def _first_words(node: Node) -> str:
    return node.words[:24].split("\n", 1)[0]


def _digest(revision: Revision) -> str:
    """The hash of the file that a revision was imported from."""
    return (revision.original or revision.source).sha256


def _files(plan: Plan) -> dict[str, bytes]:
    files = {"revision.yml": revision_file(plan.revision).encode()}
    for name, text in section_files(plan).items():
        files[f"sections/{name}"] = text.encode()
    return files


def _commit(folder: Path, base: Path, files: Mapping[str, bytes], units: Sequence[Unit]) -> None:
    """Put the revision in its place; before it, as the next import takes them up, units that nobody registered."""
    proposed = _propose_units(folder, units)
    try:
        _write(folder, base, files)
    except BaseException:
        if proposed:
            proposed.unlink(missing_ok=True)
        raise


def _write(folder: Path, base: Path, files: Mapping[str, bytes]) -> None:
    base.parent.mkdir(parents=True, exist_ok=True)
    # Outside plan_data, so that a killed run leaves nothing in it; within where that is another disk.
    same_disk = folder.stat().st_dev == base.parent.stat().st_dev
    beside = Path(tempfile.mkdtemp(prefix=".import-", dir=folder if same_disk else base.parent))
    try:
        for name, data in files.items():
            path = beside / name
            path.parent.mkdir(exist_ok=True)
            write(path, data)
        beside.chmod(0o755)
        beside.rename(base)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise


def _propose_units(folder: Path, units: Sequence[Unit]) -> Path | None:
    """Write a first units.yml, for a person to go on with; an existing one is never touched."""
    path = folder / "plan_data" / "units.yml"
    if path.exists() or not units:
        return None
    put({path: units_file(units).encode()})
    return path
