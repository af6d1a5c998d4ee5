"""Review: what rules proposed and persons decide. Pure.

Every judgement of a reading has an address: a record its id (N054-T2); a node, that is its role, the node's
id (N054); a body of an attribution the node's id with the role's letter and its place in that list (N054-L1
牵头, S1 配合, R1 责任, I1 in the text); the deadline of a whole node N054-C. A decision is signed and dated; one
that differs from what the rules read says why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, get_args

from msgspec import Struct, field
from msgspec.structs import replace

from gongkai import model
from gongkai.model import Node, Plan, Review, Status
from gongkai.sources.finding import Finding
from gongkai.sources.near import near
from gongkai.sources.span import Span
from gongkai.store.places import Where
from gongkai.store.records import (
    BLANK,
    BODY,
    DATE,
    DUTY,
    ERRATUM,
    NODE_DEADLINE,
    NODE_JUDGED,
    TARGET,
    make,
)
from gongkai.store.shapes import LIST, REQUIRED, Field, Reader, Record, held_at
from gongkai.yaml_tree import Scalar, Tree, parse

Kind = Literal["target", "duty", "date", "blank", "erratum", "attribution", "deadline", "node"]
Verdict = Literal["accept", "reject", "edit"]
KINDS: tuple[Kind, ...] = get_args(Kind)
STATUSES: tuple[Status, ...] = get_args(Status)
CONFIDENCES: tuple[model.Confidence, ...] = get_args(model.Confidence)

_OF_PLAN: tuple[tuple[str, Kind, Record, Callable[..., Any]], ...] = (
    ("targets", "target", TARGET, model.Target),
    ("duties", "duty", DUTY, model.Duty),
    ("dates", "date", DATE, model.DateMention),
    ("blanks", "blank", BLANK, model.Blank),
    ("errata", "erratum", ERRATUM, model.Erratum),
)
_TABLES: dict[Kind, tuple[Record, Callable[..., Any]]] = {
    **{kind: (record, model_kind) for _, kind, record, model_kind in _OF_PLAN},
    "attribution": (BODY, model.Body),
    "deadline": (NODE_DEADLINE, model.NodeDeadline),
    "node": (NODE_JUDGED, model.Node),
}
_LETTERS = (("lead", "L"), ("support", "S"), ("responsible", "R"), ("inline", "I"))
# What an edit cannot touch: the permanent id, and what a decision itself writes.
_FIXED = ("id", "status", "rule", "confidence", "note", "checked_by", "checked_on", "confirmed_by", "confirmed_on")  # fmt: skip


class Judgement(Struct, frozen=True):
    """One thing to decide on. `value` is the model's record at `where` in the plan."""

    address: str
    kind: Kind
    node: Node
    where: Where
    value: Any

    @property
    def review(self) -> Review:
        """How far it may be relied on."""
        found: Review = self.value.review
        return found

    @property
    def span(self) -> Span:
        """Its evidence; of a node its first words."""
        if not isinstance(self.value, Node):
            found: Span = self.value.span
            return found
        for stretch in (self.value.head, *self.value.body):
            if stretch and stretch.text:
                return stretch.span(0, 24)
        return Span(self.value.lines[0], 1, "")

    @property
    def reading(self) -> dict[str, object]:
        """What was read there, by the keys that an edit takes, as YAML has it."""
        plain = _TABLES[self.kind][0].write(self.value)
        return {key: value for key, value in plain.items() if key not in (*_FIXED, "at", "quote")}


class Filter(Struct, frozen=True):
    """Which judgements are meant; empty means all. `node` is a permanent id."""

    node: str | None = None
    kinds: tuple[Kind, ...] = ()
    status: Status | None = None
    confidence: model.Confidence | None = None

    def takes(self, one: Judgement) -> bool:
        """Whether it is among them."""
        return (
            self.node in (None, one.node.id)
            and (not self.kinds or one.kind in self.kinds)
            and self.status in (None, one.review.status)
            and self.confidence in (None, one.review.confidence)
        )


class Decision(Struct, frozen=True):
    """What a person decides: `by` and `on` (`YYYY-MM-DD`) sign it, `office` makes it the office's own.

    `values` are the new values of an edit, each as text that is read as YAML's would be.
    """

    verdict: Verdict
    by: str
    on: str
    note: str | None = None
    office: bool = False
    values: Mapping[str, str] = field(default_factory=dict)


def judgements(plan: Plan) -> tuple[Judgement, ...]:
    """All that can be decided on in `plan`, in document order."""
    nodes = {node.path: node for node in plan.nodes}
    found: dict[str, list[Judgement]] = {
        node.path: list(_of_node(at, node)) for at, node in enumerate(plan.nodes)
    }
    for name, kind, _, _ in _OF_PLAN:
        for at, record in enumerate(getattr(plan, name)):
            node = nodes[record.node]
            found[node.path].append(Judgement(record.id, kind, node, (name, at), record))
    return tuple(one for node in plan.nodes for one in found[node.path])


def _of_node(at: int, node: Node) -> Iterator[Judgement]:
    where: Where = ("nodes", at)
    yield Judgement(f"{node.id}", "node", node, where, node)
    for name, letter in _LETTERS:
        for place, body in enumerate(getattr(node, name)):
            address = f"{node.id}-{letter}{place + 1}"
            yield Judgement(address, "attribution", node, (*where, name, place), body)
    if node.deadline:
        yield Judgement(f"{node.id}-C", "deadline", node, (*where, "deadline"), node.deadline)


def doubtful_first(found: Iterable[Judgement]) -> list[Judgement]:
    """The least certain first, each degree in document order."""
    order = ("possible", "likely", "certain")
    return sorted(found, key=lambda one: order.index(one.review.confidence))


def decide(
    plan: Plan, addresses: Sequence[str], decision: Decision
) -> tuple[Plan, tuple[Finding, ...]]:
    """`plan` with one decision taken on each of `addresses`; with a finding, nothing is decided."""
    known = {one.address: one for one in judgements(plan)}
    findings: list[Finding] = []
    changed: dict[Where, Any] = {}
    for address in addresses:
        if address not in known:
            findings.append(
                Finding("review-unknown", address, args={"meant": near(address, known)})
            )
            continue
        one = known[address]
        if one.review.confirmed_by and not decision.office:
            args = {"by": one.review.confirmed_by}
            findings.append(Finding("review-confirmed", address, args=args))
            continue
        value, wrong = _edited(one, decision.values)
        findings += wrong
        if not wrong:
            changed[one.where] = replace(value, review=_signed(one.review, decision))
    return (plan, tuple(findings)) if findings else (_replaced(plan, changed), ())


def _signed(review: Review, decision: Decision) -> Review:
    note = decision.note or review.note
    if decision.office:
        status: Status = "rejected" if decision.verdict == "reject" else "confirmed"
        return replace(
            review, status=status, note=note, confirmed_by=decision.by, confirmed_on=decision.on
        )
    status = "rejected" if decision.verdict == "reject" else "checked"
    return replace(review, status=status, note=note, checked_by=decision.by, checked_on=decision.on)


def _edited(one: Judgement, values: Mapping[str, str]) -> tuple[Any, tuple[Finding, ...]]:
    """The judged record with new values, read and refused as if they stood in its file."""
    if not values:
        return one.value, ()
    record, kind = _TABLES[one.kind]
    fields = {each.key: each for each in record.fields if each.key not in _FIXED}
    new: dict[str, Any] = {}
    findings: list[Finding] = []
    for key, text in values.items():
        if key in fields:
            value, wrong = _read(one.address, fields[key], text)
            new[fields[key].name] = value
            if any(one.args.get("wanted") == LIST for one in wrong) and "\n" not in text:
                wrong = (Finding("review-list", one.address, args={"key": key}),)
            findings += wrong
        else:
            args = {"key": key, "known": "、".join(fields)}
            findings.append(Finding("review-key", one.address, args=args))
    if findings:
        return one.value, tuple(findings)
    if isinstance(one.value, Node):
        return replace(one.value, **new), ()
    old = {each.name: held_at(one.value, each.name) for each in record.fields}
    rest = {name: getattr(one.value, name) for name in ("node", "fill") if hasattr(one.value, name)}
    return make(kind, **rest)({**old, **new}), ()


def _read(address: str, field: Field, text: str) -> tuple[Any, tuple[Finding, ...]]:
    """A value given as text; nothing at all stands for the default."""
    if not text and field.default is not REQUIRED:
        return field.default, ()
    wrong: tuple[Finding, ...] = ()
    for tree in _trees(text):
        reader = Reader(f"{address} {field.key}")
        value = field.shape.read(tree, reader)
        if not reader.findings:
            return value, ()
        wrong = wrong or tuple(replace(one, line=0, col=0) for one in reader.findings)
    return None, wrong


def _trees(text: str) -> Iterator[Tree]:
    """The text as quoted, as a plain word (true, 12), and as YAML (a list)."""
    yield Scalar(text, '"')
    yield Scalar(text)
    tree, findings = parse("", text.encode())
    if tree is not None and not findings:
        yield tree


def _replaced(plan: Plan, changed: Mapping[Where, Any]) -> Plan:
    nodes = list(plan.nodes)
    lists: dict[str, Any] = {name: list(getattr(plan, name)) for name, _, _, _ in _OF_PLAN}
    for where, value in changed.items():
        match where:
            case ("nodes", int(at)):
                # Only what is judged of the node itself: its bodies may be decided on in the same breath.
                nodes[at] = replace(nodes[at], role=value.role, review=value.review)
            case ("nodes", int(at), "deadline"):
                nodes[at] = replace(nodes[at], deadline=value)
            case ("nodes", int(at), str(name), int(place)):
                bodies = list(getattr(nodes[at], name))
                bodies[place] = value
                kept: dict[str, Any] = {name: tuple(bodies)}
                nodes[at] = replace(nodes[at], **kept)
            case (str(name), int(at)):
                lists[name][at] = value
    records: dict[str, Any] = {name: tuple(held) for name, held in lists.items()}
    return replace(plan, nodes=tuple(nodes), **records)
