"""Reading: a source → a plan, by rules alone. Pure.

Composes outline, attribution, commitments, blanks and mentions. Nothing is consulted but the source and a
registry; identifiers are the ordinal paths (5.3.2-T2) until identity.py gives permanent ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from gongkai.attribution import attribute
from gongkai.blanks import find_blanks, kind_of_blank
from gongkai.commitments import commitments
from gongkai.dates import first_year, plan_year
from gongkai.model import (
    Blank,
    BlankKind,
    Body,
    Mention,
    Node,
    Plan,
    Review,
    Revision,
    SourceRecord,
    with_bodies,
)
from gongkai.outline import Outline, outline
from gongkai.registry import (
    Registry,
    abbreviations,
    is_ditto,
    named_as_printed,
    units_used,
    usual,
    with_abbreviations,
)
from gongkai.sources.finding import Finding
from gongkai.sources.source import Source
from gongkai.sources.span import Span, Stretch


def read(source: Source, registry: Registry | None = None) -> tuple[Plan, tuple[Finding, ...]]:
    """What the rules read in `source`: every record a proposal, in the order of its place.

    The usual bodies, where no others are registered, stand under the names that the plan prints.
    """
    short = abbreviations(line.raw for line in source.lines)
    registered = registry or usual()
    registry = with_abbreviations(registered, short)
    arranged, doubts = outline(source)
    year = plan_year(arranged.titled, arranged.issued, arranged.opening)
    arranged, empty = attribute(arranged, registry, year)
    arranged = replace(arranged, nodes=tuple(_in_full(node, short) for node in arranged.nodes))
    found, odd = commitments(
        arranged.nodes,
        registry,
        rows=arranged.rows,
        going_on=arranged.going_on,
        figures=arranged.figures,
        file=source.name,
        year=year,
        begins=first_year(arranged.titled, arranged.issued, year),
    )
    plan = Plan(
        revision=_revision(source, arranged),
        frame=arranged.frame,
        nodes=arranged.nodes,
        mentions=tuple(_mentions(arranged.nodes, registry)),
        targets=found.targets,
        duties=found.duties,
        blanks=tuple(_blanks(arranged.nodes)),
        dates=found.dates,
        errata=found.errata,
        source_lines=tuple(line.raw for line in source.lines),
    )
    plan = replace(plan, units=units_used(plan, registry))
    if registered is usual():
        plan = replace(plan, units=named_as_printed(plan))
    findings = (*source.findings, *doubts, *empty, *odd, *_unresolved(arranged.nodes))
    ordered = sorted(
        (_placed(finding, source) for finding in findings),
        key=lambda finding: (finding.line, finding.col),
    )
    return plan, tuple(ordered)


def _in_full(node: Node, short: Mapping[str, str]) -> Node:
    """`node` where a body of no known unit stands under a short name of the plan's own: its full name is told beside it."""
    if not any(body.unit is None and body.printed in short for body in node.bodies):
        return node

    def told(body: Body) -> Body:
        full = short.get(body.printed)
        if body.unit or full is None:
            return body
        return replace(body, review=replace(body.review, note=f"原文简称，即{full}"))

    return with_bodies(node, told)


def _placed(finding: Finding, source: Source) -> Finding:
    """A finding that names its file, and the place in an original that is no text."""
    place = source.places[finding.line - 1] if source.places and finding.line else None
    return replace(finding, file=finding.file or source.name, place=place)


def _revision(source: Source, arranged: Outline) -> Revision:
    record = SourceRecord(source.name, source.sha256, source.encoding, len(source.lines))
    return Revision(
        title=arranged.title,
        source=record,
        number=arranged.number,
        issuer=arranged.issuer,
        issued=arranged.issued,
    )


def _stretches(node: Node) -> Iterator[Stretch]:
    if node.head:
        yield from node.head.parts
    yield from node.body


def _blanks(nodes: Sequence[Node]) -> Iterator[Blank]:
    """Bodies left blank, and blanks of the text, in the order of their places within each node.

    A bracket that says who answers is a part of the text, so what a body leaves blank is taken first.
    """
    for node in nodes:
        review = Review(rule="blank-sign")
        found = [
            (span, within, kind)
            for bodies, within in ((node.attributions, "attribution"), (node.inline, "text"))
            for body in bodies
            for span, kind in _blanks_of(body)
        ]
        taken = {(span.line, span.col) for span, _, _ in found}
        found += [
            (span, "text", kind_of_blank(stretch.text, start, end))
            for stretch in _stretches(node)
            for start, end in find_blanks(stretch.text)
            if ((span := stretch.span(start, end)).line, span.col) not in taken
        ]
        found.sort(key=lambda record: record[0])
        for at, (span, within, kind) in enumerate(found, start=1):
            yield Blank(f"{node.path}-B{at}", node.path, span, within, kind, None, review)  # type: ignore[arg-type]


def _blanks_of(body: Body) -> Iterator[tuple[Span, BlankKind]]:
    """A body left blank as a whole, or the places left blank in its name (××局)."""
    if body.blank:
        yield body.span, "unit"
        return
    line, col, quote = body.span.line, body.span.col, body.span.quote
    for start, end in find_blanks(quote):
        yield Span(line, col + start, quote[start:end]), kind_of_blank(quote, start, end)


def _mentions(nodes: Sequence[Node], registry: Registry) -> Iterator[Mention]:
    """Units that the text names; a body in brackets is attributed already and no mention."""
    for node in nodes:
        attributed = {
            (body.span.line, col)
            for body in node.bodies
            for col in range(body.span.col, body.span.col + len(body.span.quote))
        }
        for stretch in _stretches(node):
            for start, end, unit in registry.mentions(stretch.text):
                span = stretch.span(start, end)
                if (span.line, span.col) not in attributed:
                    yield Mention(node.path, unit.id, span)


def _unresolved(nodes: Sequence[Node]) -> Iterator[Finding]:
    """Bodies that no unit is known by; what the plan leaves blank, whole or in part, can be none."""
    for node in nodes:
        for body in node.bodies:
            named = not body.blank and not is_ditto(body.printed)
            if named and body.unit is None and not any(find_blanks(body.printed)):
                place = body.span
                yield Finding(
                    "unit-unresolved", "", place.line, place.col, {"printed": body.printed}
                )
