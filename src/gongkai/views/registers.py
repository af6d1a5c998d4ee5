"""The lists: measures, targets, duties, blanks and misprints. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.model import Blank
from gongkai.views import words
from gongkai.views.index import Index
from gongkai.views.parts import (
    Fact,
    Named,
    NodeLink,
    Place,
    duty_fact,
    erratum_fact,
    named,
    node_link,
    place,
    target_fact,
)


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure in a list."""

    link: NodeLink
    section: NodeLink
    lead: tuple[Named, ...]
    support: tuple[Named, ...]
    responsible: tuple[Named, ...]
    targets: int
    duties: int


@dataclass(frozen=True, slots=True)
class BlankRow:
    """A blank with its place and the words around it."""

    id: str
    kind: str
    within: str
    place: Place
    before: str
    after: str
    node: NodeLink


@dataclass(frozen=True, slots=True)
class Blanks:
    """Blanks by kind, in the order of the text, and suspected misprints."""

    kinds: tuple[tuple[str, tuple[BlankRow, ...]], ...]
    total: int
    errata: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Duties:
    """Duties: publication to the public first, then the other kinds."""

    public: tuple[Fact, ...]
    kinds: tuple[tuple[str, tuple[Fact, ...]], ...]
    total: int


def measures(index: Index) -> tuple[MeasureRow, ...]:
    """All measures, in the order of the text."""
    return tuple(
        MeasureRow(
            node_link(index, node),
            node_link(index, index.top(node)),
            tuple(named(index, body) for body in node.lead),
            tuple(named(index, body) for body in node.support),
            tuple(named(index, body) for body in node.responsible),
            len(index.targets.get(node.path, ())),
            len(index.duties.get(node.path, ())),
        )
        for node in index.measures
    )


def targets(index: Index) -> tuple[tuple[str, tuple[Fact, ...]], ...]:
    """Targets by kind, in the order of the text."""
    return tuple(
        (
            label,
            tuple(
                target_fact(index, one, linked=True)
                for one in index.plan.targets
                if one.kind == kind
            ),
        )
        for kind, label in words.TARGET_KIND.items()
    )


def duties(index: Index) -> Duties:
    """The register of duties."""
    facts = [(duty, duty_fact(index, duty, linked=True)) for duty in index.plan.duties]
    return Duties(
        tuple(fact for duty, fact in facts if duty.public),
        tuple(
            (label, tuple(fact for duty, fact in facts if duty.kind == kind and not duty.public))
            for kind, label in words.DUTY_KIND.items()
        ),
        len(facts),
    )


def blanks(index: Index) -> Blanks:
    """Blanks and suspected misprints."""
    rows = [(blank.kind, _blank(index, blank)) for blank in index.plan.blanks]
    return Blanks(
        tuple(
            (label, tuple(row for key, row in rows if key == kind))
            for kind, label in words.BLANK_KIND.items()
        ),
        len(rows),
        tuple(erratum_fact(index, erratum, linked=True) for erratum in index.plan.errata),
    )


def _blank(index: Index, blank: Blank) -> BlankRow:
    line = index.plan.source_lines[blank.span.line - 1]
    start, end = blank.span.col - 1, blank.span.col - 1 + len(blank.span.quote)
    return BlankRow(
        blank.id,
        words.BLANK_KIND[blank.kind],
        "单位栏" if blank.within == "attribution" else "正文",
        place(blank.id, blank.span),
        line[max(0, start - 14) : start],
        line[end : end + 10],
        node_link(index, index.by_path[blank.node]),
    )
