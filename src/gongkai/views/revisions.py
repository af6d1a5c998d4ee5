"""Revisions: the list of them, one as it was, what became of a measure over time. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from gongkai import addresses
from gongkai.model import Node, Revision
from gongkai.overlays import Disclosure, Filled, Overlays, Problem, Progress, WorkPlan
from gongkai.revise.succession import standing, validity
from gongkai.views import words
from gongkai.views.cut import Sheet
from gongkai.views.fronts import SheetPage, SheetRow, sheet_pages
from gongkai.views.full_text import text_holds, text_rows
from gongkai.views.index import Index

KIND: Mapping[str, str] = {"plan": "方案", "correction": "更正", "successor": "后续方案"}
STANDING: Mapping[str, str] = {
    "draft": "草稿，未经批准",
    "approved": "已批准，尚未施行",
    "in_force": "现行有效",
    "ended": "期限已满",
    "superseded": "已被后一版本取代",
    "withdrawn": "已撤回",
}


class Comparison(Struct, frozen=True):
    """A page of changes between two revisions."""

    old: str
    new: str
    address: str
    total: int
    counts: str


class RevisionRow(Struct, frozen=True):
    """A revision and what is recorded of it; days in words, "" where nothing is recorded."""

    id: str
    address: str
    title: str
    number: str
    issuer: str
    issued: str
    kind: str
    standing: str
    approved: str
    in_force: str
    basis: str
    published: str
    withdrawn: str
    follows: str
    note: str
    shown: bool  # the one that the rest of the site shows


class RevisionText(Struct, frozen=True):
    """The text of a revision, or of its first page and the pages after it (`full_text.text_rows`)."""

    lines: tuple[RevisionLine, ...]
    pages: tuple[SheetRow, ...]


class RevisionLine(Struct, frozen=True):
    """A source line; `depth` is that of a heading on a line of its own, else 0.

    `nodes` are the identifiers of the nodes that begin on it, `page` is the first's own page.
    """

    number: int
    text: str
    depth: int
    nodes: tuple[str, ...]
    page: str


class Event(Struct, frozen=True):
    """What a revision changed of a measure, and where its text of that time stands.

    `held`: from when to when it was in force, "" where no start is recorded.
    """

    revision: str
    day: str
    held: str
    text: str
    comparison: str
    changes: tuple[tuple[str, str, str], ...]  # kind, why, address


class Share(Struct, frozen=True):
    """How many changes of a revision concern one unit, and where they are listed."""

    revision: str
    day: str
    total: int
    address: str


class Past(Struct, frozen=True):
    """What earlier revisions have to say on the pages of this one.

    `events` by node, oldest first; `shares` by unit, likewise; `feeds`: the units that have a feed.
    """

    events: Mapping[str, tuple[Event, ...]] = field(default_factory=dict)
    shares: Mapping[str, tuple[Share, ...]] = field(default_factory=dict)
    feeds: frozenset[str] = frozenset()


class Gone(Struct, frozen=True):
    """An address that the shown revision no longer has: what stood there and what became of it."""

    id: str
    title: str
    kind: str
    last: str
    last_address: str
    why: str
    comparison: str
    now: str
    now_title: str


class Left(Struct, frozen=True):
    """A record on something that the shown revision no longer has; `node` is the node that it stood at."""

    of: str
    node: str
    kind: str
    day: str
    says: str
    basis: str
    illustrative: bool


def left(index: Index) -> tuple[Left, ...]:
    """What was recorded of identifiers that the revision no longer has, in the order of its records."""
    plan, overlays = index.plan, index.overlays
    held = {node.id for node in plan.nodes}
    held |= {one.id for records in (plan.targets, plan.duties, plan.blanks) for one in records}
    return tuple(one for one in _recorded(overlays) if one.of not in held)


def _recorded(overlays: Overlays) -> Iterator[Left]:
    def one(of: str, kind: str, day: str, says: str, of_whom: Filled | Progress | Disclosure | WorkPlan | Problem) -> Left:  # fmt: skip
        return Left(
            of, of.partition("-")[0], kind, words.day(day), says, of_whom.basis, of_whom.illustrative
        )  # fmt: skip

    for fill in overlays.fills:
        yield one(fill.blank, "空白填补", fill.date, fill.value, fill)
    for entry in overlays.progress:
        value = f"{entry.value or ''}{entry.unit or ''}"
        state = words.DONE[entry.state] if entry.state else ""
        says = "，".join(filter(None, (value, state, entry.text)))
        yield one(entry.of, "进展", entry.date, says, entry)
    for record in overlays.disclosures:
        yield one(record.duty, "公开、报送、备案", record.date, record.title, record)
    for plan in overlays.work_plans:
        for task in plan.tasks:
            yield one(task.measure, "工作计划的任务", plan.date, f"{plan.title}：{task.text}", plan)
    for problem in overlays.rectification:
        yield one(problem.measure, "反馈问题整改", problem.date, problem.problem, problem)


def day_of(revision: Revision) -> str:
    """The day that an event of a revision bears: as recorded, the first there is; "" for none."""
    return revision.published or revision.in_force.start or revision.approved_on or ""


def in_force(revisions: Mapping[str, Revision], name: str) -> str:
    """From when to when a revision holds, in words; "" where no start is recorded."""
    held = validity(revisions, name)
    return f"{words.day(held.start)}起，至{words.day(held.end) or '未定'}" if held.start else ""


def row(
    revisions: Mapping[str, Revision], name: str, *, shown: bool, as_of: str | None
) -> RevisionRow:
    """A revision in a list."""
    one = revisions[name]
    held = validity(revisions, name)
    approved = "，".join(part for part in (one.approved_by, words.day(one.approved_on)) if part)
    return RevisionRow(
        id=name,
        address=addresses.revision(name),
        title=one.title,
        number=one.number or "",
        issuer=one.issuer or "",
        issued=one.issued or "",
        kind=KIND[one.kind],
        standing=STANDING[standing(revisions, name, as_of)],
        approved=approved,
        in_force=in_force(revisions, name),
        basis=held.basis or "",
        published=words.day(one.published),
        withdrawn=words.day(one.withdrawn_on),
        follows=one.follows if one.follows and one.follows in revisions else "",
        note=one.note or "",
        shown=shown,
    )


def revision_text(index: Index) -> RevisionText:
    """A revision's text, line by line, as it stands; that of its first page where it has several."""
    line = _lines(index)
    first = index.text[0].rows[0] if index.text else len(index.plan.source_lines) + 1
    return RevisionText(tuple(map(line, range(1, first))), text_rows(index, _sheets(index)))


def revision_pages(index: Index) -> Iterator[SheetPage[tuple[RevisionLine, ...]]]:
    """The pages of a revision's text after its first one."""
    line = _lines(index)
    yield from sheet_pages(
        index, _sheets(index), text_holds(index), lambda sheet: tuple(map(line, sheet.rows))
    )


def page_of(index: Index, node: Node) -> str:
    """The page of a revision's text on which a node begins."""
    sheet = index.text_sheet(node.lines[0])
    return _sheet(index, sheet).address if sheet else _address(index)


def _sheets(index: Index) -> tuple[Sheet[int], ...]:
    """The pages of a revision's text under its first one: cut as the full text is."""
    return tuple(_sheet(index, sheet) for sheet in index.text)


def _sheet(index: Index, sheet: Sheet[int]) -> Sheet[int]:
    return replace(sheet, room=_address(index))


def _address(index: Index) -> str:
    return addresses.revision(index.plan.revision.id or "")


def _lines(index: Index) -> Callable[[int], RevisionLine]:
    """What makes the line of a number."""
    starts: dict[int, list[str]] = {}
    for node in index.plan.nodes:
        starts.setdefault(node.lines[0], []).append(node.id or node.path)
    texts = index.plan.source_lines
    return lambda number: _line(index, number, texts[number - 1], starts.get(number, []))


def _line(index: Index, number: int, text: str, nodes: Sequence[str]) -> RevisionLine:
    first = index.by_id[nodes[0]] if nodes else None
    alone = first and first.head and all(stretch.line != number for stretch in first.body)
    depth = first.path.count(".") + 1 if first and alone else 0
    return RevisionLine(
        number, text, depth, tuple(nodes), own_page(index, nodes[0]) if first else ""
    )


def own_page(index: Index, identifier: str) -> str:
    """The page that a node has to itself, "" where it stands on another's."""
    node = index.by_id.get(identifier)
    address = index.address(node) if node else ""
    return "" if "#" in address else address
