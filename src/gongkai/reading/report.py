"""Reading report: what was read, with which confidence, and where a person should look first. Pure.

In: a plan as read and its findings. Out: `Report`. Records of confidence `possible` and names that no
body bears are places to look at; so is any line that belongs to no node and to no known part of the frame.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from msgspec import Struct

from gongkai.model import Plan, Review
from gongkai.registry import is_ditto
from gongkai.sources.finding import Finding
from gongkai.sources.span import Span

What = Literal["attribution", "deadline", "target", "duty", "date", "blank", "erratum"]


class Tally(Struct, frozen=True):
    """How many records of a kind there are, by confidence."""

    what: What
    certain: int
    likely: int
    possible: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.certain + self.likely + self.possible


class Place(Struct, frozen=True):
    """A record to look at, where it is printed; `why` is its note, where a rule left one."""

    what: What
    span: Span
    why: str | None = None


class Report(Struct, frozen=True):
    """A reading seen as a whole.

    `lines` are those of the source with words on them; each is in a node (`in_nodes`), in the frame
    (`in_frame`), or among `loose`: lines of the frame that no rule knows. `doubtful` are records to look
    at that no finding tells of, `unresolved` the names of no known body with the lines that print them, `findings` what the rules
    reported, all in the order of their places.
    """

    lines: int
    in_nodes: int
    in_frame: int
    loose: tuple[int, ...]
    nodes: int
    measures: int
    tallies: tuple[Tally, ...]
    doubtful: tuple[Place, ...]
    unresolved: tuple[tuple[str, tuple[int, ...]], ...]
    findings: tuple[Finding, ...]

    @property
    def clean(self) -> bool:
        """Whether nothing asks for a look."""
        return not (self.loose or self.doubtful or self.unresolved or self.findings)


def report(plan: Plan, findings: Iterable[Finding] = ()) -> Report:
    """The report on `plan` as it was read."""
    records, findings = tuple(_records(plan)), tuple(findings)
    told = {(finding.line, finding.col) for finding in findings}
    printed = {number for number, line in enumerate(plan.source_lines, 1) if line.strip()}
    in_nodes = printed & {
        number for node in plan.nodes for number in range(node.lines[0], node.lines[1] + 1)
    }
    known = {line.line for line in plan.frame if line.kind not in ("blank", "other")}
    in_frame = (printed & known) - in_nodes
    return Report(
        lines=len(printed),
        in_nodes=len(in_nodes),
        in_frame=len(in_frame),
        loose=tuple(sorted(printed - in_nodes - in_frame)),
        nodes=sum(node.kind != "preamble" for node in plan.nodes),
        measures=sum(node.role == "measure" for node in plan.nodes),
        tallies=_tallies(records),
        doubtful=tuple(
            Place(what, span, review.note)
            for what, span, review in sorted(records, key=lambda record: record[1])
            if review.confidence == "possible" and span.place not in told
        ),
        unresolved=_unresolved(plan),
        findings=tuple(each for each in findings if each.rule != "unit-unresolved"),
    )


def _records(plan: Plan) -> Iterator[tuple[What, Span, Review]]:
    for node in plan.nodes:
        for body in node.bodies:
            yield "attribution", body.span, body.review
        if node.deadline:
            yield "deadline", node.deadline.span, node.deadline.review
    for target in plan.targets:
        yield "target", target.span, target.review
    for duty in plan.duties:
        yield "duty", duty.span, duty.review
    for date in plan.dates:
        yield "date", date.span, date.review
    for blank in plan.blanks:
        yield "blank", blank.span, blank.review
    for erratum in plan.errata:
        yield "erratum", erratum.span, erratum.review


def _tallies(records: Sequence[tuple[What, Span, Review]]) -> tuple[Tally, ...]:
    counts = Counter((what, review.confidence) for what, _, review in records)
    return tuple(
        Tally(what, *(counts[what, confidence] for confidence in ("certain", "likely", "possible")))
        for what in dict.fromkeys(what for what, _, _ in records)
    )


def _unresolved(plan: Plan) -> tuple[tuple[str, tuple[int, ...]], ...]:
    lines: dict[str, list[int]] = {}
    for node in plan.nodes:
        for body in node.bodies:
            if not body.blank and body.unit is None and not is_ditto(body.printed):
                lines.setdefault(body.printed, []).append(body.span.line)
    return tuple((printed, tuple(at)) for printed, at in lines.items())
