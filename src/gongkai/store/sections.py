"""A plan ↔ the files of its revision: revision.yml, and one YAML file a section with its records. Pure.

The preamble and the frame stand in sections/00.yml. Text stands in YAML as in the source, which is the
truth: a text that the source does not hold at its lines is a finding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from contextlib import suppress
from itertools import chain
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from gongkai import yaml_tree
from gongkai.model import (
    Blank,
    DateMention,
    Duty,
    Erratum,
    FrameLine,
    Mention,
    Node,
    Plan,
    Revision,
    Target,
)
from gongkai.sources.finding import Finding
from gongkai.sources.source import Source, locate
from gongkai.store import as_written
from gongkai.store.as_written import Otherwise
from gongkai.store.emit import emit
from gongkai.store.places import places
from gongkai.store.records import FRAME, NODE, OF_NODE, REVISION, make
from gongkai.store.shapes import Field, Reader, Record, many
from gongkai.store.splice import splice
from gongkai.yaml_tree import Mapping, Tree, parse

File = tuple[str, bytes]  # name, as findings call it, and bytes
_RECORDS = tuple(Field(key, many(record, lambda values: values), ()) for key, record, _ in OF_NODE)
_STORED_NODE = Record((*NODE.fields, *_RECORDS))
SECTION = Record(
    (
        Field("frame", many(FRAME, make(FrameLine)), ()),
        Field("nodes", many(_STORED_NODE, lambda values: values), ()),
    )
)
_REVISION_COMMENT = (
    "本版本的登记。title 等照抄原文；in_force、approved_by 等由主管单位填写并写明依据。\n"
    "follows 是前一版本；kind：plan 方案或修订，correction 更正，successor 后续方案（缺省 plan）。"
)
_SECTION_COMMENT = (
    "方案的一个部分：正文照抄原文，其下是识别结果。\n"
    "status：proposed 系统识别，checked 维护者已核对，confirmed 主管单位已确认，rejected 不成立。\n"
    "at 是原文的“行:列”，quote 照抄原文；XX 是空白，保留原样。"
)


_FIRST = "00.yml"  # holds the frame


def section_files(plan: Plan) -> dict[str, str]:
    """Name → text of the section files of `plan`, whose nodes bear permanent identifiers."""
    values = _values(plan, {node.path: _usual_file(node) for node in plan.nodes}, _FIRST)
    return {name: emit(values[name], _SECTION_COMMENT) for name in sorted(values)}


def rewrite(files: Sequence[tuple[str, bytes]], old: Plan, new: Plan) -> dict[str, bytes | None]:
    """The files that change when `old`, as loaded from `files`, becomes `new`: name → bytes, `None` to go.

    A node stays in the file that holds it, all lines that say nothing new keep their bytes (splice.py).
    """
    data = dict(files)
    folder = f"plan_data/revisions/{new.revision.id}/sections"
    placed = places(files)
    before = {node.path: placed["nodes", at].file for at, node in enumerate(old.nodes)}
    homes = {node.id: before[node.path] for node in old.nodes}
    after = {node.path: homes.get(node.id) or f"{folder}/{_usual_file(node)}" for node in new.nodes}
    framed = placed["frame", 0].file if old.frame else f"{folder}/{_FIRST}"
    was, now = _values(old, before, framed), _values(new, after, framed)
    changed: dict[str, bytes | None] = {}
    for file in sorted(was.keys() | now.keys()):
        if file not in now:
            changed[file] = None
        elif file not in data:
            changed[file] = emit(now[file], _SECTION_COMMENT).encode()
        elif now[file] != was.get(file):
            changed[file] = splice(data[file], was.get(file, {}), now[file])
    return changed


def _usual_file(node: Node) -> str:
    return f"{int(node.path.split('.')[0]):02}.yml"


def _values(plan: Plan, homes: dict[str, str], framed: str) -> dict[str, dict[str, object]]:
    """What each file says, by its name; `homes` is the file of each node by its path."""
    records: dict[str, dict[str, list[Any]]] = {}
    for key, _, _ in OF_NODE:
        for record in getattr(plan, key):
            records.setdefault(record.node, {}).setdefault(key, []).append(record)
    nodes: dict[str, list[object]] = {}
    for node in plan.nodes:
        nodes.setdefault(homes[node.path], []).append(_stored(node, records.get(node.path, {})))
    files: dict[str, dict[str, object]] = {}
    if plan.frame:
        files[framed] = {"frame": [FRAME.write(line) for line in plan.frame]}
    for file, held in nodes.items():
        files.setdefault(file, {})["nodes"] = held
    return files


def _stored(node: Node, records: dict[str, list[Any]]) -> dict[str, object]:
    stored = NODE.write(node)
    for key, record, _ in OF_NODE:
        if found := records.get(key):
            stored[key] = [record.write(one) for one in found]
    return stored


def revision_file(revision: Revision) -> str:
    """The text of revision.yml."""
    return emit(REVISION.write(revision), _REVISION_COMMENT)


def read_revision(file: str, data: bytes) -> tuple[Revision | None, tuple[Finding, ...]]:
    """revision.yml → `Revision`."""
    root, findings = parse(file, data)
    reader = Reader(file)
    values = REVISION.read(root, reader) if root else None
    revision = make(Revision)(values) if values else None
    if revision and isinstance(root, Mapping):
        _approval(revision, root, reader)
    return revision, (*findings, *reader.findings)


def _approval(revision: Revision, root: Mapping, reader: Reader) -> None:
    """Find a time in force of which nobody says who approved it, and when."""
    if revision.in_force.start and not (revision.approved_by and revision.approved_on):
        place = root.entries["in_force"][0]
        reader.find("revision-in-force", place, start=revision.in_force.start)


class Written(Struct, frozen=True):
    """A node as its file gives it: `node` without heading and text, which the source is to hold."""

    node: Node
    heading: str | None
    text: str


class Section(Struct, frozen=True):
    """What one section file says, whatever the source is. Fields are those of `Plan`."""

    frame: tuple[FrameLine, ...]
    nodes: tuple[Written, ...]
    targets: tuple[Target, ...]
    duties: tuple[Duty, ...]
    blanks: tuple[Blank, ...]
    dates: tuple[DateMention, ...]
    errata: tuple[Erratum, ...]
    mentions: tuple[Mention, ...]


_NOTHING = Section((), (), (), (), (), (), (), ())
Read = tuple[Section, tuple[Finding, ...]]


def read_section(file: str, data: bytes) -> Read:
    """One section file, and what is wrong in it, where it is not the source that tells."""
    values, findings = _values_of(file, data)
    if values is None:
        return _NOTHING, findings
    nodes: list[Written] = []
    kept: dict[str, list[Any]] = {key: [] for key, _, _ in OF_NODE}
    for stored in values["nodes"]:
        for key, _, kind in OF_NODE:
            made = make(kind, node=stored["path"])
            kept[key].extend(made(record) for record in stored.pop(key))
        heading, text = stored.pop("heading"), stored.pop("text")
        nodes.append(Written(make(Node, head=None, body=())(stored), heading, text))
    records = {key: tuple(found) for key, found in kept.items()}
    return Section(values["frame"], tuple(nodes), **records), findings


def _values_of(file: str, data: bytes) -> tuple[dict[str, Any] | None, tuple[Finding, ...]]:
    with suppress(UnicodeDecodeError, Otherwise):
        return as_written.read(SECTION, data.decode()), ()
    root, findings = parse(file, data)
    reader = Reader(file)
    values = SECTION.read(root, reader) if root else None
    return values, (*findings, *reader.findings)


Reading = Callable[[Sequence[File]], Sequence[Read]]


def read_each(files: Sequence[File]) -> Sequence[Read]:
    """The section files, one after another."""
    return [read_section(*file) for file in files]


def read_sections(
    files: Sequence[File],
    source: Source,
    revision: Revision,
    read: Reading = read_each,
) -> tuple[Plan, tuple[Finding, ...]]:
    """Section files in the order of their names → the plan, its text found again in `source`.

    `read` gives what `read_section` does for each file, by whatever way.
    """
    findings: list[Finding] = []
    nodes: list[Node] = []
    sections: list[Section] = []
    paths: set[str] = set()
    for (file, data), (section, wrong) in zip(files, read(files), strict=True):
        lost: list[tuple[int, Written]] = []
        astray: list[tuple[int, Node]] = []
        for at, written in enumerate(section.nodes):
            if _astray(written.node, paths):
                astray.append((at, written.node))
            elif node := _located(written, source):
                nodes.append(node)
            else:
                lost.append((at, written))
            paths.add(written.node.path)
        sections.append(section)
        findings += (*wrong, *_told_astray(file, data, astray), *_lost(file, data, lost, source))

    def all_of(key: str) -> tuple[Any, ...]:
        return tuple(chain.from_iterable(getattr(section, key) for section in sections))

    records: dict[str, Any] = {key: all_of(key) for key, _, _ in OF_NODE}
    plan = Plan(
        revision=revision,
        frame=all_of("frame"),
        nodes=tuple(nodes),
        source_lines=tuple(line.raw for line in source.lines),
        **records,
    )
    return plan, tuple(findings)


def _located(written: Written, source: Source) -> Node | None:
    """The node, its text found again in the source."""
    node = written.node
    if not _within(node, source):
        return None
    found = locate(source, node.lines, written.heading, written.text)
    return replace(node, head=found[0], body=found[1]) if found else None


def _above(node: Node) -> str:
    """The path of the node that this one stands below; "" where it stands below none."""
    return node.path.rpartition(".")[0]


def _astray(node: Node, before: Set[str]) -> bool:
    """Whether a node does not stand where its path says, behind the one above it: who went up from it would go round."""
    above = _above(node)
    return (node.parent or "") != above or bool(above and above not in before)


def _within(node: Node, source: Source) -> bool:
    first, last = node.lines
    return 1 <= first <= last <= len(source.lines)


def _told_astray(file: str, data: bytes, astray: Sequence[tuple[int, Node]]) -> Iterator[Finding]:
    trees = list(_nodes(parse(file, data)[0])) if astray else []
    for at, node in astray:
        args = {"node": node.id or "", "path": node.path, "parent": _above(node) or "—"}
        yield Finding("node-parent", file, *trees[at].at("parent"), args)


def _lost(
    file: str, data: bytes, lost: Sequence[tuple[int, Written]], source: Source
) -> Iterator[Finding]:
    """Why the nodes `lost`, each with its place among those of the file, are not in the source."""
    trees = list(_nodes(parse(file, data)[0])) if lost else []
    for at, written in lost:
        node, held = written.node, trees[at]
        if not _within(node, source):
            yield Finding("node-lines", file, *held.at("lines"), {"node": node.id or ""})
        else:
            key = "text" if locate(source, node.lines, written.heading, "") else "heading"
            args = {"node": node.id or "", "line": str(node.lines[0])}
            yield Finding("text-changed", file, *held.at(key), args)


def _nodes(root: Tree | None) -> Iterator[Mapping]:
    """The nodes of a section file as they stand in it."""
    if isinstance(root, Mapping) and "nodes" in root.entries:
        held = root.entries["nodes"][1]
        if isinstance(held, yaml_tree.Sequence):
            yield from (one for one in held.items if isinstance(one, Mapping))
