"""The lists: measures, targets, blanks and misprints. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from gongkai.model import Blank, Erratum, Node, Target
from gongkai.views import words
from gongkai.views.index import Index
from gongkai.views.parts import (
    Fact,
    Filling,
    Named,
    NodeLink,
    Place,
    deadline_fact,
    erratum_fact,
    filling,
    named,
    node_link,
    place,
    tally,
    target_fact,
)


class MeasureRow(Struct, frozen=True):
    """A measure in a list."""

    link: NodeLink
    section: NodeLink
    lead: tuple[Named, ...]
    support: tuple[Named, ...]
    responsible: tuple[Named, ...]
    targets: int
    duties: int
    deadline: Fact | None


class BlankRow(Struct, frozen=True):
    """A blank with its place and the words around it, in a table those of its cell."""

    id: str
    kind: str
    within: str
    place: Place
    before: str
    after: str
    node: NodeLink
    fill: Filling | None


class Targets(Struct, frozen=True):
    """The target register, with how many stand how on the as-of day."""

    facts: tuple[Fact, ...]
    counts: tuple[tuple[str, int], ...]
    blank: int
    as_of: str


class Blanks(Struct, frozen=True):
    """Blanks by kind, in the order of the text, and suspected misprints."""

    kinds: tuple[tuple[str, tuple[BlankRow, ...]], ...]
    total: int
    errata: tuple[Fact, ...]


def measures(index: Index, nodes: Sequence[Node] | None = None) -> tuple[MeasureRow, ...]:
    """All measures, or some of them, in the order of the text."""
    return tuple(
        MeasureRow(
            node_link(index, node),
            node_link(index, index.top(node)),
            tuple(named(index, body) for body in node.lead),
            tuple(named(index, body) for body in node.support),
            tuple(named(index, body) for body in node.responsible),
            len(index.targets.get(node.path, ())),
            len(index.duties.get(node.path, ())),
            deadline_fact(index, node),
        )
        for node in (index.measures if nodes is None else nodes)
    )


def targets(index: Index, some: Sequence[Target] | None = None) -> Targets:
    """All targets, or some of them, in the order of the text."""
    facts = tuple(target_fact(index, one) for one in (index.plan.targets if some is None else some))
    return Targets(
        facts,
        tuple((word, count) for word, _, count in tally(facts)),
        sum(fact.blank for fact in facts),
        words.day(index.plan.as_of),
    )


def blanks(index: Index, some: Sequence[Blank | Erratum] | None = None) -> Blanks:
    """Blanks and suspected misprints, all or some of them."""
    records = (*index.plan.errata, *index.plan.blanks) if some is None else some
    rows = [(one.kind, blank_row(index, one)) for one in records if isinstance(one, Blank)]
    return Blanks(
        tuple(
            (label, tuple(row for key, row in rows if key == kind))
            for kind, label in words.BLANK_KIND.items()
        ),
        len(rows),
        tuple(erratum_fact(index, one) for one in records if isinstance(one, Erratum)),
    )


def blank_row(index: Index, blank: Blank) -> BlankRow:
    """A blank with its place and the words around it, in a table those of its cell."""
    line = index.plan.source_lines[blank.span.line - 1]
    start, end = blank.span.col - 1, blank.span.col - 1 + len(blank.span.quote)
    return BlankRow(
        blank.id,
        words.BLANK_KIND[blank.kind],
        "单位栏" if blank.within == "attribution" else "正文",
        place(index, blank.id, blank.span),
        line[max(0, start - 14) : start].rpartition("\t")[2],
        line[end : end + 10].partition("\t")[0],
        node_link(index, index.by_path[blank.node]),
        filling(index, blank.fill) if blank.fill else None,
    )
