"""Who answers for each node: label lines and brackets → bodies with roles, and the node's own role. Pure.

One bracket that closes a paragraph or the heading answers for the node; where statements of a node
carry their own brackets, or a label line answers already, the bodies in brackets are `inline`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from gongkai.attribution.brackets import Bracket, Named, brackets, closing_labels, label_line, names
from gongkai.attribution.deadlines import days
from gongkai.blanks import is_blank
from gongkai.labels import is_label_line
from gongkai.model import Body, Node, NodeDeadline, Review, Role
from gongkai.outline import Outline
from gongkai.outline.tables import Cell
from gongkai.registry import Registry
from gongkai.sources.finding import Finding
from gongkai.sources.span import Stretch

Found = tuple[Stretch, Named]
_CLOSED = re.compile(r"[\s。．.；;]*")
# A bracket answers for the statement before it only where that statement ends: 县纪委（监委） does not.
_ENDS = re.compile(r"\s*(?:[。．；;]|$)")
_PRINCIPLES = re.compile(r"[^及和与、]{0,6}原则")


def attribute(outline: Outline, registry: Registry) -> tuple[Outline, tuple[Finding, ...]]:
    """Set lead, support, responsible, inline, deadline and role of every node."""
    cells: dict[str, list[Cell]] = {}
    for path, cell in outline.cells:
        cells.setdefault(path, []).append(cell)
    findings: list[Finding] = []
    nodes = [
        _attributed(node, cells.get(node.path, ()), registry, findings) for node in outline.nodes
    ]
    return replace(outline, nodes=_with_roles(nodes)), tuple(findings)


def _attributed(
    node: Node, cells: Sequence[Cell], registry: Registry, findings: list[Finding]
) -> Node:
    head, body = node.head, list[Stretch]()
    answers: list[Found] = [*_of_cells(cells, registry)]
    for stretch in node.body:
        if not is_label_line(stretch.text):
            body.append(stretch)
        elif found := label_line(stretch.text, registry):
            answers.extend((stretch, part) for part in found)
        else:
            findings.append(_empty(stretch))
    inside = [
        (stretch, bracket)
        for stretch in body
        for bracket in brackets(stretch.text, registry)
        if _answers(stretch.text, bracket)
    ]
    at_head = [bracket for bracket in brackets(head.text, registry) if head] if head else []
    inline: list[Found] = []
    if head and at_head and at_head[-1].end == len(head.text) and not answers:
        answers.extend((head, part) for part in at_head[-1].named)
        head = head.cut(0, at_head[-1].start).strip()
        inline.extend(_parts(inside))
    elif not answers and (closing := _closing(body, registry)):
        answers.extend(closing)
        inline.extend(_parts(inside))
    elif not answers and len(inside) == 1 and _closes(*inside[0]):
        stretch, bracket = inside[0]
        answers.extend((stretch, part) for part in bracket.named)
        if bracket.start == 0:  # a line of its own
            body.remove(stretch)
    else:
        inline.extend(_parts(inside))
    return replace(
        node,
        head=head,
        body=tuple(body),
        lead=_bodies(answers, "lead", registry),
        support=_bodies(answers, "support", registry),
        responsible=_bodies(answers, "responsible", registry),
        inline=tuple(_body(found, registry) for found in inline if found[1].says != "deadline"),
        deadline=_deadline(answers),
    )


def _closing(body: Sequence[Stretch], registry: Registry) -> list[Found]:
    return [(stretch, part) for stretch in body for part in closing_labels(stretch.text, registry)]


def _of_cells(cells: Sequence[Cell], registry: Registry) -> list[Found]:
    found: list[Found] = []
    for cell in cells:
        if cell.column == "deadline":
            found.append((cell.stretch, Named("deadline", cell.label, 0, len(cell.stretch.text))))
        elif cell.column in ("lead", "support", "responsible"):
            text = cell.stretch.text
            says = cell.column
            found.extend(
                (cell.stretch, Named(says, cell.label, left, right))
                for left, right in names(text, 0, len(text), registry)
            )
    return found


def _parts(inside: Sequence[tuple[Stretch, Bracket]]) -> list[Found]:
    return [(stretch, part) for stretch, bracket in inside for part in bracket.named]


def _answers(text: str, bracket: Bracket) -> bool:
    after_stop = bracket.start > 0 and text[bracket.start - 1] in "。；;"
    return after_stop or bool(_ENDS.match(text, bracket.end))


def _closes(stretch: Stretch, bracket: Bracket) -> bool:
    return bool(_CLOSED.fullmatch(stretch.text, bracket.end))


def _bodies(found: Sequence[Found], says: str, registry: Registry) -> tuple[Body, ...]:
    return tuple(_body(one, registry) for one in found if one[1].says == says)


def _body(found: Found, registry: Registry) -> Body:
    stretch, part = found
    printed = stretch.text[part.start : part.end]
    span = stretch.span(part.start, part.end)
    blank = is_blank(printed)
    unit = None if blank else registry.resolve(printed)
    rule = "label" if part.label else "bracket"
    return Body(span, printed, part.label, blank, unit.id if unit else None, Review(rule=rule))


def _deadline(found: Sequence[Found]) -> NodeDeadline | None:
    for stretch, part in found:
        if part.says == "deadline" and part.end > part.start:
            printed = stretch.text[part.start : part.end]
            start, end, standing = days(printed)
            span = stretch.span(part.start, part.end)
            return NodeDeadline(span, printed, start, end, standing, Review(rule="label"))
    return None


def _empty(stretch: Stretch) -> Finding:
    label = re.split(r"[:：]", stretch.text.strip(), maxsplit=1)[0]
    return Finding("attribution-empty", "", stretch.line, stretch.col, {"label": label})


def _with_roles(nodes: Sequence[Node]) -> tuple[Node, ...]:
    parents = {node.parent for node in nodes}
    by_path = {node.path: node for node in nodes}
    return tuple(replace(node, role=_role(node, node.path in parents, by_path)) for node in nodes)


def _role(node: Node, has_children: bool, by_path: Mapping[str, Node]) -> Role:
    if node.attributions:
        return "measure"
    if has_children:
        return "container"
    above = by_path.get(node.parent or "")
    while above is not None:
        if above.heading and _PRINCIPLES.fullmatch(above.heading.strip()):
            return "principle"
        above = by_path.get(above.parent or "")
    return "narrative"
