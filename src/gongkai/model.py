"""The plan as values: what a reading gives, what the store keeps, what every page is made from.

Frozen, immutable, without I/O and without any format: JSON belongs to contract.py, YAML to store/,
HTML to views/ and macros/. A place is always a `Span` of the source. Records that rest on a
judgement carry a `Review`: proposed by a rule, checked by maintainers, confirmed by an office.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from gongkai.sources.span import Span, Stretch, Text

NodeKind = Literal["section", "subsection", "item", "preamble", "annex"]
Role = Literal["measure", "container", "principle", "narrative"]
Status = Literal["proposed", "checked", "confirmed", "rejected"]
Confidence = Literal["certain", "likely", "possible"]
FrameKind = Literal[
    "title", "number", "issuer", "salutation", "closing", "signature", "date", "blank", "other"
]
BlankKind = Literal["unit", "number", "place", "threshold", "meeting", "project", "other"]
UnitKind = Literal[
    "department", "town", "park", "party", "government", "congress", "other", "group"
]
State = Literal["draft", "in_force", "superseded", "withdrawn"]
# A correction (更正) mends the printing of the one before; a successor (后续方案) continues a plan that ends.
RevisionKind = Literal["plan", "correction", "successor"]
TargetKind = Literal["quantified", "state", "rule", "direction"]
Comparator = Literal[">=", "<=", "=", "≈", "decrease_by", "increase_by", "range"]
DeadlineScope = Literal["explicit", "same_sentence", "carried"]
DutyKind = Literal[
    "disclosure", "report", "filing", "periodic", "plan", "register", "seasonal_ban",
    "survey", "mechanism", "prohibition", "sanction", "assessment", "document",
]  # fmt: skip
ActorSource = Literal["explicit", "inherited", "attribution", "inline"]
Frequency = Literal[
    "year", "half-year", "quarter", "month", "season", "standing", "once", "unspecified"
]
DateKind = Literal["deadline", "baseline", "period", "season", "name", "relative", "recurring"]


class Review(Struct, frozen=True):
    """How far a reading may be relied on, who says so, and why.

    `rule` names the rule that proposed it; days are `YYYY-MM-DD`.
    """

    status: Status = "proposed"
    rule: str | None = None
    confidence: Confidence = "certain"
    note: str | None = None
    checked_by: str | None = None
    checked_on: str | None = None
    confirmed_by: str | None = None
    confirmed_on: str | None = None


class FrameLine(Struct, frozen=True):
    """A line that is no part of any node: title, number, salutation, signature, a blank line …"""

    kind: FrameKind
    line: int
    text: str


class Body(Struct, frozen=True):
    """A body as printed in an attribution: `span.quote` is the name, blanks included.

    `unit` is the id of the unit that it resolves to, `None` for a blank or an unresolved name.
    `label` is the label as printed (牵头单位), or the verb of a bracket (牵头, 负责).
    """

    span: Span
    printed: str
    label: str
    blank: bool = False
    unit: str | None = None
    review: Review = Review()


class NodeDeadline(Struct, frozen=True):
    """完成时限 of a whole node, from an attribution bracket, an attribution line or a task table.

    `standing`: 长期坚持, with no `end`. Days are `YYYY-MM-DD`.
    """

    span: Span
    printed: str
    start: str | None
    end: str | None
    standing: bool = False
    review: Review = Review()


class Node(Struct, frozen=True):
    """A section, subsection, item, annex or the preamble. See the contract, section 1.

    `lines` are its own lines, first and last, attribution lines included, children excluded.
    `head` is the heading without marker and closing 。, `body` the paragraphs as printed, each knowing
    its place in the source.
    """

    path: str
    label: str
    kind: NodeKind
    role: Role
    parent: str | None
    head: Text | None
    body: tuple[Stretch, ...]
    lines: tuple[int, int]
    id: str | None = None
    lead: tuple[Body, ...] = ()
    support: tuple[Body, ...] = ()
    responsible: tuple[Body, ...] = ()
    inline: tuple[Body, ...] = ()
    deadline: NodeDeadline | None = None
    review: Review = Review()

    @property
    def heading(self) -> str | None:
        """The heading as printed."""
        return self.head.text if self.head else None

    @property
    def text(self) -> str:
        """The body as printed, paragraphs joined by a line feed."""
        return "\n".join(stretch.text for stretch in self.body)

    @property
    def words(self) -> str:
        """Heading and text, without what it is numbered or who answers for it."""
        return "\n".join(part for part in (self.heading, self.text) if part)

    @property
    def attributions(self) -> tuple[Body, ...]:
        """All bodies that answer for the whole node, as lead, support or responsible."""
        return self.lead + self.support + self.responsible

    @property
    def bodies(self) -> tuple[Body, ...]:
        """Those, and the ones in brackets after a statement."""
        return self.attributions + self.inline


# The lists of a node's bodies.
Answering = Literal["lead", "support", "responsible"]
ANSWERING: tuple[Answering, ...] = ("lead", "support", "responsible")
BODIES: tuple[str, ...] = (*ANSWERING, "inline")


def with_bodies(node: Node, told: Callable[[Body], Body]) -> Node:
    """The node with what `told` makes of each of its bodies."""
    lists: dict[str, Any] = {name: tuple(map(told, getattr(node, name))) for name in BODIES}
    return replace(node, **lists)


class Unit(Struct, frozen=True):
    """A body of the registry (`units.yml`) or a group of bodies (各乡镇场).

    `formers` are former names as (name, until); `former_ids` the ids that the unit, or one whose duties passed to
    it, bore before: their addresses go on to its own. `above` is the id of the body over it, which need not be one
    of the plan's; `short` is what narrow places print.
    """

    id: str
    name: str
    kind: UnitKind
    aliases: tuple[str, ...] = ()
    short: str | None = None
    formers: tuple[tuple[str, str | None], ...] = ()
    former_ids: tuple[str, ...] = ()
    above: str | None = None
    above_name: str | None = None
    note: str | None = None
    proposed: bool = False  # found by a rule, not yet in units.yml
    illustrative: bool = False  # brought in by made-up records alone


class Mention(Struct, frozen=True):
    """A place in a node's heading or text that names a unit. `unit` is its id."""

    node: str  # path
    unit: str
    span: Span


class Actor(Struct, frozen=True):
    """Who has to do it: printed at `span`, or taken from where `source` says."""

    span: Span
    printed: str
    source: ActorSource
    blank: bool = False
    unit: str | None = None


class Target(Struct, frozen=True):
    """A commitment to reach something. Quantities are decimal strings; a blank has no value."""

    id: str
    node: str
    span: Span
    kind: TargetKind
    indicator: str | None
    comparator: Comparator | None = None
    value_printed: str | None = None
    value: str | None = None
    blank: bool = False
    unit: str | None = None
    baseline: str | None = None
    baseline_value: str | None = None
    deadline: str | None = None
    deadline_printed: str | None = None
    deadline_scope: DeadlineScope | None = None
    by: tuple[Actor, ...] = ()
    review: Review = Review()


class Due(Struct, frozen=True):
    """A day of every period on which something is due; `day` 31 means the month's last."""

    month: int
    day: int
    printed: str


class Duty(Struct, frozen=True):
    """Something that bodies have to do, once or again and again."""

    id: str
    node: str
    span: Span
    kind: DutyKind
    what: str
    by: tuple[Actor, ...] = ()
    to: str | None = None
    frequency: Frequency | None = None
    frequency_printed: str | None = None
    due: tuple[Due, ...] = ()
    # Both days inclusive, MM-DD; a season may cross the year's end.
    season: tuple[str, str] | None = None
    deadline: str | None = None
    deadline_printed: str | None = None
    public: bool = False
    review: Review = Review()


class Fill(Struct, frozen=True):
    """What a blank stands for, from the overlay `fills.yml`; `units` are ids, for a body left blank."""

    value: str
    units: tuple[str, ...]
    basis: str
    date: str
    source: str | None = None
    illustrative: bool = False


class Blank(Struct, frozen=True):
    """A place left blank in print (XX). `within` tells where: an attribution or the text."""

    id: str
    node: str
    span: Span
    within: Literal["attribution", "text"]
    kind: BlankKind
    fill: Fill | None = None
    review: Review = Review()


class DateMention(Struct, frozen=True):
    """An expression of time, with the first and last day that it means (`YYYY-MM-DD`)."""

    id: str
    node: str
    span: Span
    kind: DateKind
    start: str | None = None
    end: str | None = None
    review: Review = Review()


class Erratum(Struct, frozen=True):
    """A suspected misprint (疑误): shown beside the text, never applied."""

    id: str
    node: str
    span: Span
    suspected: str
    review: Review = Review()


class InForce(Struct, frozen=True):
    """The plan's time in force, recorded by a person with its basis. Days inclusive."""

    start: str | None = None
    end: str | None = None
    basis: str | None = None
    illustrative: bool = False


class SourceRecord(Struct, frozen=True):
    """The file that a revision was read from."""

    file: str
    sha256: str
    encoding: str
    lines: int


class Original(Struct, frozen=True):
    """The file from which the source was made, where that was no text: its bytes are kept beside it."""

    file: str
    sha256: str
    format: str  # as formats.py names it: docx, html, pdf


class Revision(Struct, frozen=True):
    """What is recorded of one revision beside its text. Days are `YYYY-MM-DD`."""

    title: str
    source: SourceRecord
    original: Original | None = None
    id: str | None = None
    number: str | None = None
    issuer: str | None = None
    issued: str | None = None
    in_force: InForce = InForce()
    state: State | None = None
    published: str | None = None
    approved_by: str | None = None
    approved_on: str | None = None
    follows: str | None = None  # the revision before it
    kind: RevisionKind = "plan"
    withdrawn_on: str | None = None
    note: str | None = None


class Plan(Struct, frozen=True):
    """One revision of a plan, whole. `nodes` in document order; records in the order of their places."""

    revision: Revision
    frame: tuple[FrameLine, ...]
    nodes: tuple[Node, ...]
    units: tuple[Unit, ...] = ()
    mentions: tuple[Mention, ...] = ()
    targets: tuple[Target, ...] = ()
    duties: tuple[Duty, ...] = ()
    blanks: tuple[Blank, ...] = ()
    dates: tuple[DateMention, ...] = ()
    errata: tuple[Erratum, ...] = ()
    as_of: str | None = None
    illustration: bool = False
    source_lines: tuple[str, ...] = ()


def as_printed(record: object) -> Iterator[tuple[str, str]]:
    """The words, as printed, by which a target or a duty says more than its quote does, each with its key."""
    for key in ("deadline_printed", "frequency_printed", "baseline", "value_printed"):
        if words := getattr(record, key, None):
            yield key, words
    yield from (("due", one.printed) for one in getattr(record, "due", ()))
