"""The shape of `plan.json` (format gongkai-plan/1), record by record, as typed dictionaries. No logic.

`document.py` is type-checked against these, and `schema.py` makes the published JSON Schema from
them: what is written and what is promised cannot drift apart. Every key is always present; what is
not known is null or an empty list. Keys that are Python keywords (`in`, `from`) make the second
syntax necessary.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypedDict

from msgspec import Meta

from gongkai.clock.state import Word
from gongkai.day import DAY, MONTH_DAY
from gongkai.model import (
    ActorSource,
    BlankKind,
    Comparator,
    Confidence,
    DateKind,
    DeadlineScope,
    DutyKind,
    FrameKind,
    Frequency,
    NodeKind,
    Role,
    State,
    Status,
    TargetKind,
    UnitKind,
)
from gongkai.numerals import QUANTITIES, QUANTITY
from gongkai.overlays import Closing, Done
from gongkai.revise.change import ChangeKind, Part
from gongkai.water.amount import Qualifier
from gongkai.water.disclosure import DisclosureState
from gongkai.water.points import Link, PointType
from gongkai.water.verdict import Attainment

Day = Annotated[str, Meta(pattern=f"^{DAY}$", description="YYYY-MM-DD")]
MonthDay = Annotated[str, Meta(pattern=f"^{MONTH_DAY}$", description="MM-DD")]
Quantity = Annotated[str, Meta(pattern=f"^{QUANTITY}$", description="decimal number as text")]
Quantities = Annotated[str, Meta(pattern=f"^{QUANTITIES}$")]
Quarter = Annotated[str, Meta(pattern=r"^\d{4}-Q[1-4]$")]
LineNumber = Annotated[int, Meta(ge=1)]
Column = Annotated[int, Meta(ge=1, description="1-based, in code points")]
NodeId = Annotated[str, Meta(pattern=r"^N\d{3,}$")]
NodePath = Annotated[str, Meta(pattern=r"^\d+(\.\d+)*$", description="ordinal path; preamble 0")]
UnitId = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]*$")]


class Reviewed(TypedDict):
    """How far a reading may be relied on, and who says so."""

    status: Status
    rule: str | None
    confidence: Confidence
    note: str | None
    checked_by: str | None
    checked_on: Day | None
    confirmed_by: str | None
    confirmed_on: Day | None


class Placed(TypedDict):
    """A place in the source: `quote` is an exact substring of its line at `col`."""

    line: LineNumber
    col: Column
    quote: str


class FrameRecord(TypedDict):
    """A line that belongs to no node."""

    kind: FrameKind
    line: LineNumber
    text: str


class BodyRecord(Placed, Reviewed):
    """A body as printed in an attribution."""

    printed: str
    blank: bool
    unit: UnitId | None
    label: str


class NodeDeadlineRecord(Placed, Reviewed):
    """The time limit of a whole node."""

    printed: str
    start: Day | None
    end: Day | None
    standing: bool


class NodeRecord(Reviewed):
    """A section, subsection, item, annex or the preamble."""

    id: NodeId | None
    path: NodePath
    label: str
    kind: NodeKind
    role: Role
    parent: NodePath | None
    heading: str | None
    text: str
    lines: Annotated[list[LineNumber], Meta(min_length=2, max_length=2)]
    lead: list[BodyRecord]
    support: list[BodyRecord]
    responsible: list[BodyRecord]
    inline: list[BodyRecord]
    deadline: NodeDeadlineRecord | None


class FormerName(TypedDict):
    """A former name and the day or year until which it was borne."""

    name: str
    until: str | None


class UnitRecord(TypedDict):
    """A body of the registry, and the paths of the nodes that concern it."""

    id: UnitId
    name: str
    aliases: list[str]
    kind: UnitKind
    short: str | None
    formers: list[FormerName]
    former_ids: list[str]
    above: UnitId | None
    note: str | None
    illustrative: bool
    lead: list[NodePath]
    support: list[NodePath]
    responsible: list[NodePath]
    named_in: list[NodePath]


class ActorRecord(Placed):
    """Who has to do it, and where that is printed."""

    printed: str
    blank: bool
    unit: UnitId | None
    source: ActorSource


class TargetRecord(Placed, Reviewed):
    """A commitment to reach something."""

    id: str
    node: NodePath
    kind: TargetKind
    indicator: str | None
    comparator: Comparator | None
    value_printed: str | None
    value: Quantities | None
    blank: bool
    unit: str | None
    baseline: str | None
    baseline_value: Quantity | None
    deadline: Day | None
    deadline_printed: str | None
    deadline_scope: DeadlineScope | None
    by: list[ActorRecord]


class DueRecord(TypedDict):
    """A day of every period."""

    month: Annotated[int, Meta(ge=1, le=12)]
    day: Annotated[int, Meta(ge=1, le=31)]
    printed: str


_Season = TypedDict("_Season", {"from": MonthDay, "to": MonthDay})


class SeasonRecord(_Season):
    """First and last day, inclusive; may cross the end of the year."""


class DutyRecord(Placed, Reviewed):
    """Something that bodies have to do, once or again and again."""

    id: str
    node: NodePath
    kind: DutyKind
    by: list[ActorRecord]
    what: str
    to: str | None
    frequency: Frequency | None
    frequency_printed: str | None
    due: list[DueRecord]
    season: SeasonRecord | None
    deadline: Day | None
    deadline_printed: str | None
    public: bool


class FillRecord(TypedDict):
    """What a blank stands for."""

    value: str
    unit: str | None
    units: list[UnitId]
    basis: str
    date: Day
    source: str | None
    illustrative: bool


_Within = TypedDict("_Within", {"in": Literal["attribution", "text"]})


class BlankRecord(Placed, Reviewed, _Within):
    """A place that the print leaves open."""

    id: str
    node: NodePath
    printed: str
    kind: BlankKind
    fill: FillRecord | None


class DateRecord(Placed, Reviewed):
    """An expression of time with the first and last day that it means."""

    id: str
    node: NodePath
    kind: DateKind
    start: Day | None
    end: Day | None


class ErratumRecord(Placed, Reviewed):
    """A suspected misprint, shown beside the text and never applied."""

    id: str
    node: NodePath
    suspected: str


class StateRecord(TypedDict):
    """The state of a target or duty on the as-of day."""

    of: str
    period: str | None
    due: Day | None
    state: Word
    why: str
    evidence: str | None
    illustrative: bool


class DisclosureRecord(TypedDict):
    """That a duty was done: what was published, reported or filed."""

    duty: str
    period: str | None
    date: Day
    title: str
    by: UnitId | None
    address: str | None
    basis: str
    illustrative: bool


class ProgressRecord(TypedDict):
    """How far a target or measure was on a day."""

    of: str
    date: Day
    value: Quantity | None
    unit: str | None
    state: Done | None
    text: str
    by: UnitId | None
    evidence: str | None
    basis: str
    illustrative: bool


class TaskRecord(TypedDict):
    """One task of a work plan."""

    measure: NodeId
    text: str
    start: Day | None
    end: Day | None
    state: Done | None


class WorkPlanRecord(TypedDict):
    """A unit's work plan for a year."""

    unit: UnitId
    year: Annotated[str, Meta(pattern=r"^\d{4}$")]
    title: str
    date: Day
    filed: Day | None
    filed_to: str | None
    published: Day | None
    address: str | None
    attachments: list[str]
    tasks: list[TaskRecord]
    basis: str
    illustrative: bool


class StepRecord(TypedDict):
    """A change of state of a problem."""

    date: Day
    state: Closing
    text: str
    evidence: str | None


class ProblemRecord(TypedDict):
    """A problem that an inspection handed over."""

    id: str
    batch: str
    problem: str
    measure: NodeId
    units: list[UnitId]
    deadline: Day | None
    standard: str
    state: Closing
    date: Day
    steps: list[StepRecord]
    basis: str
    illustrative: bool


_InForce = TypedDict(
    "_InForce",
    {"from": Day | None, "to": Day | None, "basis": str | None, "illustrative": bool},
)


class InForceRecord(_InForce):
    """The plan's time in force, as a person recorded it."""


class SourceFileRecord(TypedDict):
    """The file that was read."""

    file: str
    sha256: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
    encoding: str
    lines: Annotated[int, Meta(ge=0)]


class RevisionRecord(TypedDict):
    """What is recorded of the revision."""

    title: str
    number: str | None
    issuer: str | None
    issued: str | None
    in_force: InForceRecord
    revision: str | None
    state: State | None
    published: Day | None
    source: SourceFileRecord


class PlanDocument(TypedDict):
    """A plan as published."""

    format: Literal["gongkai-plan/1"]
    plan: RevisionRecord
    as_of: Day | None
    illustration: bool
    frame: list[FrameRecord]
    nodes: list[NodeRecord]
    units: list[UnitRecord]
    targets: list[TargetRecord]
    duties: list[DutyRecord]
    blanks: list[BlankRecord]
    dates: list[DateRecord]
    errata: list[ErratumRecord]
    states: list[StateRecord]
    disclosures: list[DisclosureRecord]
    work_plans: list[WorkPlanRecord]
    progress: list[ProgressRecord]
    rectification: list[ProblemRecord]
    water: WaterRecord


class WaterPointRecord(TypedDict):
    """A place where water is sampled."""

    id: str
    name: str
    type: PointType
    link: Link | None
    target: str | None
    disinfectants: list[str]
    small_supply: bool
    reach: str | None
    volume: Quantity | None
    water_body: str
    place: str
    township: str
    works: str
    population: str
    monitor: str
    publisher: str
    note: str
    illustrative: bool


class WaterQuarterRecord(TypedDict):
    """One link of the chain in one quarter: published or not, and how many samples and items passed."""

    quarter: Quarter
    link: Link
    state: DisclosureState | None
    due: Day | None
    published: Day | None
    met: int
    judged: int
    cannot_tell: int
    items_met: int
    items_judged: int
    illustrative: bool


class WaterPublicationRecord(TypedDict):
    """The results of one link and quarter, put before the public."""

    quarter: Quarter
    link: Link
    published: Day
    publisher: str
    address: str
    note: str
    illustrative: bool


class WaterActionRecord(TypedDict):
    """What was found and done about an exceedance."""

    point: str
    quarter: Quarter
    indicator: str
    cause: str
    remedy: str
    retested: Day | None
    outcome: str
    illustrative: bool


class WaterItemRecord(TypedDict):
    """An indicator over its limit, or of which the detection limit leaves that open."""

    indicator: str
    code: str
    value: str | None
    qualifier: Qualifier
    unit: str
    limit: str | None
    exceeds: bool
    uncertain: bool
    multiple: Quantity | None
    clause: str


_Classed = TypedDict("_Classed", {"class": str | None})


class WaterVerdictRecord(_Classed):
    """A verdict in short; data/water.json has every indicator."""

    point: str
    period: str
    date: Day
    standard: str
    edition: str
    target: str | None
    verdict: Attainment
    word: str | None
    tested: int
    required: int
    main: list[str]
    tli: Quantity | None
    trophic: str | None
    items: list[WaterItemRecord]
    illustrative: bool


class WaterRecord(TypedDict, total=False):
    """What is on file of water; empty where nothing is."""

    points: list[WaterPointRecord]
    quarters: list[WaterQuarterRecord]
    publications: list[WaterPublicationRecord]
    actions: list[WaterActionRecord]
    verdicts: list[WaterVerdictRecord]


class FrameChangeRecord(TypedDict):
    """Lines of the title, number, signature … that differ; "" where there are none."""

    old_quote: str
    new_quote: str


class ChangeRecord(TypedDict):
    """One change of one node. Paths and quotes are null on the side where there is nothing."""

    kind: ChangeKind
    node: NodeId
    old_path: NodePath | None
    new_path: NodePath | None
    units: list[UnitId]
    why: str
    part: Part
    old_quote: str | None
    new_quote: str | None
    other: NodeId | None
    records: list[str]


class DiffDocument(TypedDict):
    """What `diff --json` prints: all changes, in the order of the text."""

    format: Literal["gongkai-diff/1"]
    old: str
    new: str
    changes: list[ChangeRecord]
    frame: list[FrameChangeRecord]


class FindingRecord(TypedDict):
    """One finding, in the language of the reader."""

    file: str
    line: Annotated[int, Meta(ge=0)]
    col: Annotated[int, Meta(ge=0)]
    rule: str
    severity: Literal["error", "warning", "note"]
    message: str
    hint: str


class FindingsDocument(TypedDict):
    """What `check --json` prints."""

    findings: list[FindingRecord]
