"""One node with its text and all that was read from it; the page of a measure, and of a section. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from gongkai import addresses
from gongkai.model import Body, Node
from gongkai.views import words
from gongkai.views.index import Index
from gongkai.views.marked import Piece
from gongkai.views.parts import (
    Fact,
    Named,
    NodeLink,
    Place,
    date_fact,
    deadline_fact,
    duty_fact,
    erratum_fact,
    named,
    node_link,
    place,
    target_fact,
)
from gongkai.views.progress import ProgressRow, progress_row
from gongkai.views.rectification import ProblemView, problem_view
from gongkai.views.registers import BlankRow, blank_row
from gongkai.views.revisions import Event
from gongkai.views.settings import Settings


class Attribution(Struct, frozen=True):
    """Who answers in one role, with the place of the first."""

    role: str
    label: str
    bodies: tuple[Named, ...]
    place: Place
    status: str


class NodeView(Struct, frozen=True):
    """A node as text and reading. `depth` counts from 1."""

    link: NodeLink
    role: str
    depth: int
    lines: str
    address_of_lines: str
    heading: tuple[Piece, ...]
    paragraphs: tuple[tuple[Piece, ...], ...]
    attributions: tuple[Attribution, ...]
    inline: tuple[Named, ...]
    deadline: Fact | None
    targets: tuple[Fact, ...]
    duties: tuple[Fact, ...]
    dates: tuple[Fact, ...]
    errata: tuple[Fact, ...]
    blanks: tuple[BlankRow, ...]
    progress: tuple[ProgressRow, ...]
    problems: tuple[ProblemView, ...]
    tasks: tuple[tuple[PlanLink, str], ...]


class PlanLink(Struct, frozen=True):
    """A work plan that has a task for the node."""

    title: str
    address: str
    illustrative: bool


class MeasurePage(Struct, frozen=True):
    """The page of a measure."""

    node: NodeView
    above: tuple[NodeLink, ...]
    below: tuple[NodeLink, ...]
    previous: NodeLink | None
    next: NodeLink | None
    permanent: str
    citation: str
    report: str
    events: tuple[Event, ...]


class SectionPage(Struct, frozen=True):
    """The page of a section: itself and every node under it, in order."""

    node: NodeView
    nodes: tuple[NodeView, ...]
    previous: NodeLink | None
    next: NodeLink | None
    permanent: str


def node_view(index: Index, node: Node) -> NodeView:
    """A node as text and reading."""
    path = node.path
    return NodeView(
        link=node_link(index, node),
        role=words.ROLE[node.role],
        depth=path.count(".") + 1,
        lines=words.lines(*node.lines),
        address_of_lines=addresses.line(node.lines[0], index.text_page(node.lines[0])),
        heading=tuple(
            piece for part in (node.head.parts if node.head else ()) for piece in index.pieces(part)
        ),
        paragraphs=tuple(index.pieces(stretch) for stretch in node.body),
        attributions=_attributions(index, node),
        inline=tuple(named(index, body) for body in node.inline),
        deadline=deadline_fact(index, node),
        targets=tuple(target_fact(index, one) for one in index.targets.get(path, ())),
        duties=tuple(duty_fact(index, one) for one in index.duties.get(path, ())),
        dates=tuple(date_fact(index, one) for one in index.dates.get(path, ())),
        errata=tuple(erratum_fact(index, one) for one in index.errata.get(path, ())),
        blanks=tuple(blank_row(index, one) for one in index.blanks.get(path, ())),
        progress=_progress(index, node),
        problems=tuple(problem_view(index, one) for one in index.problems.get(node.id or "", ())),
        tasks=tuple(
            (
                PlanLink(plan.title, addresses.work_plan(plan.unit, plan.year), plan.illustrative),
                task.text,
            )
            for plan, task in index.tasks.get(node.id or "", ())
        ),
    )


def _progress(index: Index, node: Node) -> tuple[ProgressRow, ...]:
    """What is on record of a node and of its targets, newest first."""
    of = [node.id or "", *(target.id for target in index.targets.get(node.path, ()))]
    entries = [entry for one in of for entry in index.progress.get(one, ())]
    entries.sort(key=lambda entry: entry.date, reverse=True)
    return tuple(row for entry in entries for row in [progress_row(index, entry)] if row)


def _attributions(index: Index, node: Node) -> tuple[Attribution, ...]:
    roles: tuple[tuple[str, tuple[Body, ...]], ...] = (
        ("lead", node.lead),
        ("support", node.support),
        ("responsible", node.responsible),
    )
    return tuple(
        Attribution(
            words.ATTRIBUTION[role],
            bodies[0].label,
            tuple(named(index, body) for body in bodies),
            place(index, "", bodies[0].span),
            words.STATUS.get(bodies[0].review.status, ""),
        )
        for role, bodies in roles
        if bodies
    )


class Around(Struct, frozen=True):
    """What stands before a measure or a section, and behind it."""

    previous: NodeLink | None = None
    next: NodeLink | None = None


def around(index: Index, nodes: Sequence[Node]) -> dict[str, Around]:
    """What stands around each of `nodes`, by its path."""
    links = [None, *(node_link(index, node) for node in nodes), None]
    return {node.path: Around(links[at], links[at + 2]) for at, node in enumerate(nodes)}


def measure_page(
    index: Index,
    node: Node,
    settings: Settings,
    beside: Around,
    events: tuple[Event, ...] = (),
    view: NodeView | None = None,
) -> MeasurePage:
    """The page of the measure `node`; `view` is its `node_view` where that is at hand."""
    view = view or node_view(index, node)
    permanent = settings.permanent(view.link.address)
    revision = index.plan.revision
    citation = (
        f"《{revision.title}》{view.link.number}“{view.link.title}”，"
        f"原文{view.lines}，版本 {revision.id}，{permanent}"
    )
    return MeasurePage(
        node=view,
        above=tuple(node_link(index, one) for one in index.above(node)),
        below=tuple(node_link(index, one) for one in index.children.get(node.path, ())),
        previous=beside.previous,
        next=beside.next,
        permanent=permanent,
        citation=citation,
        report=settings.report(
            title=view.link.title,
            place=f"原文{view.lines}",
            words=node.text[:80],
            address=view.link.address,
        ),
        events=events,
    )


def section_page(index: Index, node: Node, settings: Settings, beside: Around) -> SectionPage:
    """The page of the top-level `node`."""
    first, *inside = index.below(node)
    return SectionPage(
        node=node_view(index, first),
        nodes=tuple(node_view(index, one) for one in inside),
        previous=beside.previous,
        next=beside.next,
        permanent=settings.permanent(addresses.section(node.id or node.path)),
    )
