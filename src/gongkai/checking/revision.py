"""One revision: does it say of its source what stands there? Pure: a loaded project in, findings out.

Every quote stands where it says, words given as printed are printed there, every line is accounted for once,
identifiers are unique and belong to their node, units are registered, and a decision is signed and dated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from msgspec import Struct

from gongkai.blanks import find_blanks, is_blank
from gongkai.model import (
    BODIES,
    Actor,
    Blank,
    Body,
    DateMention,
    Duty,
    Erratum,
    Mention,
    Node,
    Plan,
    Review,
    Target,
    as_printed,
)
from gongkai.registry import Registry
from gongkai.sources.finding import Finding
from gongkai.sources.span import Span
from gongkai.store.folder import Project
from gongkai.store.places import Where, places
from gongkai.store.review import judgements


def of_project(project: Project) -> Iterator[Finding]:
    """What is wrong with one revision of a project."""
    plan = project.plan
    base = f"plan_data/revisions/{plan.revision.id}"
    source = f"{base}/{plan.revision.source.file}"
    yield from _lines(plan, source)
    yield from _unresolved(plan, source)
    faults = [
        *_anchors(plan),
        *_printed(plan),
        *_identifiers(plan),
        *_units(project),
        *_signatures(plan),
    ]
    placed = places(project.files) if faults else {}
    for fault in faults:
        where = placed.get(fault.where)
        file, place = (where.file, where.at(fault.key)) if where else (f"{base}/sections", (0, 0))
        yield Finding(fault.rule, file, *place, fault.args)


class _Fault(Struct, frozen=True):
    """What is wrong with the record at `where` in the plan; `key` is the key at fault."""

    rule: str
    where: Where
    key: str
    args: dict[str, str]


Record = Target | Duty | Blank | DateMention | Erratum
_RECORDS = ("targets", "duties", "blanks", "dates", "errata")


def _records(plan: Plan) -> Iterator[tuple[Where, Record]]:
    for name in _RECORDS:
        for at, record in enumerate(getattr(plan, name)):
            yield (name, at), record


def _bodies(plan: Plan) -> Iterator[tuple[Where, Node, Body]]:
    for at, node in enumerate(plan.nodes):
        for name in BODIES:
            for place, body in enumerate(getattr(node, name)):
                yield ("nodes", at, name, place), node, body


def _actors(plan: Plan) -> Iterator[tuple[Where, str, Actor]]:
    for where, record in _records(plan):
        if isinstance(record, Target | Duty):
            for at, actor in enumerate(record.by):
                yield (*where, "by", at), record.id, actor


def _spans(plan: Plan) -> Iterator[tuple[Where, str, Span]]:
    for where, node, body in _bodies(plan):
        yield where, f"{node.id} {body.label or '（）'}", body.span
    for at, node in enumerate(plan.nodes):
        if node.deadline:
            yield ("nodes", at, "deadline"), f"{node.id} 时限", node.deadline.span
    for where, record in _records(plan):
        yield where, record.id, record.span
    for where, owner, actor in _actors(plan):
        yield where, owner, actor.span
    for at, mention in enumerate(plan.mentions):
        yield ("mentions", at), f"{mention.node} {mention.unit}", mention.span


def _anchors(plan: Plan) -> Iterator[_Fault]:
    for where, record, span in _spans(plan):
        printed = plan.source_lines[span.line - 1] if span.line <= len(plan.source_lines) else ""
        if not printed.startswith(span.quote, span.col - 1) or not span.quote:
            args = {"record": record, "line": str(span.line), "col": str(span.col)}
            yield _Fault("anchor-missing", where, "quote", args)


def _printed(plan: Plan) -> Iterator[_Fault]:
    """Words given as printed that neither the node nor one above it prints.

    They may have been changed by hand, or be of a revision whose words were others.
    """
    by_path = {node.path: node for node in plan.nodes}
    for where, record in _records(plan):
        if not isinstance(record, Target | Duty) or record.review.status == "rejected":
            continue
        for key, words in as_printed(record):
            if not any(words in text for text in _texts(plan, by_path, record.node)):
                args = {"record": record.id, "key": key, "words": words}
                yield _Fault("printed-missing", where, key, args)


def _texts(plan: Plan, by_path: Mapping[str, Node], path: str | None) -> Iterator[str]:
    """The own lines and the deadline of a node, then those of each node above it."""
    while path is not None and (node := by_path.get(path)):
        yield "\n".join(plan.source_lines[node.lines[0] - 1 : node.lines[1]])
        if node.deadline:
            yield node.deadline.span.quote
        path = node.parent


def _lines(plan: Plan, file: str) -> Iterator[Finding]:
    """Every line of the source stands once: in a node's own lines or in the frame."""
    counts = Counter(line.line for line in plan.frame)
    for node in plan.nodes:
        counts.update(range(node.lines[0], node.lines[1] + 1))
    for line in range(1, len(plan.source_lines) + 1):
        if counts[line] != 1:
            rule = "line-twice" if counts[line] else "line-lost"
            yield Finding(rule, file, line, 0, {"line": str(line)})


def _identifiers(plan: Plan) -> Iterator[_Fault]:
    owners = {node.path: node.id or "" for node in plan.nodes}
    seen: set[str] = set()
    nodes = ((("nodes", at), node.id or "") for at, node in enumerate(plan.nodes))
    records = ((where, record.id) for where, record in _records(plan))
    for where, identifier in (*nodes, *records):
        if identifier in seen:
            yield _Fault("id-twice", where, "id", {"id": identifier})
        seen.add(identifier)
    for where, record in _records(plan):
        owner = owners.get(record.node, "")
        if not record.id.startswith(f"{owner}-"):
            yield _Fault("id-foreign", where, "id", {"id": record.id, "node": owner})


def _units(project: Project) -> Iterator[_Fault]:
    plan = project.plan
    known = {unit.id for unit in (*plan.units, *project.registered)}
    now = Registry(project.registered).now
    named: list[tuple[Where, str, Body | Actor | Mention]] = [
        (where, node.id or node.path, body) for where, node, body in _bodies(plan)
    ]
    named += _actors(plan)
    named += [(("mentions", at), one.node, one) for at, one in enumerate(plan.mentions)]
    for where, record, body in named:
        if body.unit and is_blank(body.span.quote):
            yield _Fault("blank-named", where, "unit", {"record": record, "id": body.unit})
        elif body.unit and now(body.unit) != body.unit:
            args = {"id": body.unit, "unit": now(body.unit)}
            yield _Fault("unit-former", where, "unit", args)
        elif body.unit and body.unit not in known:
            yield _Fault("unit-unknown", where, "unit", {"record": record, "id": body.unit})


def _unresolved(plan: Plan, file: str) -> Iterator[Finding]:
    """Names that are none of the registered bodies, no blank, even in part, and that nobody has decided on."""
    bodies: list[Body | Actor] = [
        body for _, _, body in _bodies(plan) if _open(body.review) and not body.review.note
    ]
    bodies += [actor for _, _, actor in _actors(plan) if actor.source == "explicit"]
    for body in bodies:
        if not body.unit and not body.blank and not any(find_blanks(body.printed)):
            yield Finding("unit-unresolved", file, *body.span.place, {"printed": body.printed})


def _open(review: Review) -> bool:
    return review.status in ("proposed", "checked")


def _signatures(plan: Plan) -> Iterator[_Fault]:
    """A decision says who took it and when."""
    for one in judgements(plan):
        review = one.review
        checked = bool(review.checked_by and review.checked_on)
        confirmed = bool(review.confirmed_by and review.confirmed_on)
        signed = {"checked": checked, "confirmed": confirmed, "rejected": checked or confirmed}
        if not signed.get(review.status, True):
            args = {"id": one.address, "status": review.status}
            yield _Fault("review-unsigned", one.where, "status", args)
