"""Records that people hand in → the overlay files of a project. The writing side of the overlays' I/O.

A record is checked by the rules that read the files; nothing is written unless all may be. A changed record is
spliced in where it stands; new ones go below the others of their file, or into a new file.
"""

from __future__ import annotations

from collections import abc
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from gongkai import overlays as values
from gongkai.overlays import Overlays
from gongkai.sources import Finding
from gongkai.store.emit import emit, lines
from gongkai.store.files import put
from gongkai.store.folder import Project, load_registry
from gongkai.store.overlay_records import DISCLOSURE, FILL, PROGRESS, WORK_PLAN
from gongkai.store.overlay_rules import judged, twice
from gongkai.store.shapes import Reader, Record
from gongkai.store.splice import splice
from gongkai.yaml_tree import Mapping, Sequence, Tree, parse

Value = values.Filled | values.Progress | values.Disclosure | values.WorkPlan
ValuePath = tuple[str | int, ...]  # of keys and places in lists


class Entry(Struct, frozen=True):
    """A record to be put on file; `was` is the one whose place it takes."""

    value: Value
    was: Value | None = None


class _Kind(Struct, frozen=True):
    key: str
    record: Record
    make: Callable[..., Any]
    comment: str


_KINDS: abc.Mapping[type, _Kind] = {
    values.Filled: _Kind("fills", FILL, values.Filled, "原文空白的填补。"),
    values.Progress: _Kind("progress", PROGRESS, values.Progress, "进展记录。"),
    values.Disclosure: _Kind("disclosures", DISCLOSURE, values.Disclosure, "公开、报送、备案的记录。"),
    values.WorkPlan: _Kind("", WORK_PLAN, values.WorkPlan, "单位年度工作计划。"),
}  # fmt: skip


def refusals(project: Project, entry: Entry) -> Iterator[tuple[ValuePath, Finding]]:
    """What is wrong with a record, each with the path of the value that it is about."""
    registry, _, _ = load_registry(project.folder)
    plain = _KINDS[type(entry.value)].record.write(entry.value)
    root, wrong = parse("", "\n".join(lines(plain)).encode())
    reader = Reader("")
    if root is not None:
        judged(type(entry.value), root, project.plan, registry, reader)
    for finding in (*wrong, *reader.findings):
        yield (_path(root, finding.line) if root else ()), finding


def _path(held: Tree, line: int) -> ValuePath:
    """The path of the innermost value on a line."""
    if isinstance(held, Mapping):
        for key, (name, below) in held.entries.items():
            if name.line <= line <= below.end:
                return (key, *_path(below, line))
    if isinstance(held, Sequence):
        for at, below in enumerate(held.items):
            if below.line <= line <= below.end:
                return (at, *_path(below, line))
    return ()


def record(
    project: Project, entries: abc.Sequence[Entry], name: str
) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """Put records, each free of `refusals`, on file; the files that changed.

    `name` is that of new files of progress and disclosures: `<unit>-<day>`.
    """
    findings = tuple(twice(_with(project.overlays, entries), "plan_data"))
    if findings:
        return (), findings
    base = project.folder / "plan_data"
    files = _Files(project.folder)
    for entry in entries:
        kind = _KINDS[type(entry.value)]
        if entry.was is not None:
            _changed(files, base, kind, entry)
        else:
            _added(files, _place(base, entry.value, kind, name), kind, entry.value)
    return files.write(), ()


def _place(base: Path, value: Value, kind: _Kind, name: str) -> Path:
    if isinstance(value, values.Filled):
        return base / "fills.yml"
    if isinstance(value, values.WorkPlan):
        return base / "work_plans" / value.unit / f"{value.year}.yml"
    return base / kind.key / f"{name}.yml"


def _added(files: _Files, path: Path, kind: _Kind, value: Value) -> None:
    data = files.read(path)
    plain = kind.record.write(value)
    if not kind.key:
        files.put(path, emit(plain, kind.comment).encode())
    elif data is None:
        files.put(path, emit({kind.key: [plain]}, kind.comment).encode())
    elif parse("", data)[0] is None:  # nothing but comments
        below = "\n".join(lines({kind.key: [plain]}))
        files.put(path, data.rstrip() + f"\n{below}\n".encode())
    else:
        old = [kind.record.write(one) for one in _held(data, kind)]
        files.put(path, splice(data, {kind.key: old}, {kind.key: [*old, plain]}))


def _changed(files: _Files, base: Path, kind: _Kind, entry: Entry) -> None:
    was, now = kind.record.write(entry.was), kind.record.write(entry.value)
    if not kind.key:
        path = _place(base, entry.value, kind, "")
        files.put(path, splice(files.read(path) or b"", was, now))
        return
    paths = [base / "fills.yml"] if kind.key == "fills" else sorted((base / kind.key).glob("*.yml"))
    for path in paths:
        held = _held(files.read(path) or b"", kind)
        if entry.was in held:
            old = [kind.record.write(one) for one in held]
            new = [now if one == entry.was else plain for one, plain in zip(held, old, strict=True)]
            files.put(path, splice(files.read(path) or b"", {kind.key: old}, {kind.key: new}))
            return


def _held(data: bytes, kind: _Kind) -> list[Any]:
    """The records of a file that has been read without a fault."""
    root, _ = parse("", data)
    if not isinstance(root, Mapping):
        return []
    items = root.entries[kind.key][1]
    if not isinstance(items, Sequence):
        return []
    found = (kind.record.read(item, Reader("")) for item in items.items)
    return [kind.make(**one) for one in found if one is not None]


def _with(overlays: Overlays, entries: Iterable[Entry]) -> Overlays:
    """The overlays as they will be."""
    names = {values.Filled: "fills", values.Progress: "progress", values.Disclosure: "disclosures"}
    for entry in entries:
        name = names.get(type(entry.value))
        if name is None:
            continue
        held = [one for one in getattr(overlays, name) if one != entry.was]
        changed: dict[str, Any] = {name: (*held, entry.value)}
        overlays = replace(overlays, **changed)
    return overlays


class _Files:
    """Files as they are to be; nothing is written before all are known."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._data: dict[Path, bytes] = {}

    def read(self, path: Path) -> bytes | None:
        """The bytes that a file will have so far."""
        if path not in self._data and path.is_file():
            return path.read_bytes()
        return self._data.get(path)

    def put(self, path: Path, data: bytes) -> None:
        """The bytes that a file is to have."""
        self._data[path] = data

    def write(self) -> tuple[str, ...]:
        """Put all in their places together."""
        put(self._data, self._folder)
        return tuple(sorted(path.relative_to(self._folder).as_posix() for path in self._data))
