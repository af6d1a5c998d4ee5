"""Plan → the document of the contract. In: a `Plan`. Out: plain dictionaries and lists. Pure.

Columns and quotes are those of the source line as it stands. What the model keeps by path stays
keyed by path. Nothing is computed here that a reader could doubt: a unit's lists are only the
attributions and mentions turned round.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from gongkai.clock.state import State
from gongkai.clock.water import water_states
from gongkai.contract.water import water_record
from gongkai.model import (
    Actor,
    Blank,
    Body,
    DateMention,
    Duty,
    Erratum,
    Fill,
    Node,
    NodeDeadline,
    Plan,
    Review,
    Revision,
    Target,
    Unit,
)
from gongkai.overlays import Disclosure, Overlays, Problem, Progress, WorkPlan
from gongkai.revise.change import Diff
from gongkai.sources.finding import Finding, Language
from gongkai.sources.span import Span
from gongkai.water import Monitoring

NOTHING = Overlays()
_JSON = msgspec.json.Encoder()  # for thousands of records

if TYPE_CHECKING:
    from gongkai.contract.records import (
        ActorRecord,
        BlankRecord,
        BodyRecord,
        DateRecord,
        DiffDocument,
        DisclosureRecord,
        DutyRecord,
        ErratumRecord,
        FillRecord,
        FindingsDocument,
        NodeDeadlineRecord,
        NodeRecord,
        Placed,
        PlanDocument,
        ProblemRecord,
        ProgressRecord,
        Reviewed,
        RevisionRecord,
        StateRecord,
        TargetRecord,
        UnitRecord,
        WorkPlanRecord,
    )


def to_json(
    plan: Plan,
    overlays: Overlays = NOTHING,
    states: Sequence[State] = (),
    water: Monitoring | None = None,
) -> PlanDocument:
    """The whole plan as `plan.json` has it, with what is recorded beside it and the states on its as-of day."""
    return {
        "format": "gongkai-plan/1",
        "plan": _revision(plan.revision),
        "as_of": plan.as_of,
        "illustration": plan.illustration,
        "frame": [{"kind": row.kind, "line": row.line, "text": row.text} for row in plan.frame],
        "nodes": [_node(node) for node in plan.nodes],
        "units": _units(plan),
        "targets": [_target(target) for target in plan.targets],
        "duties": [_duty(duty) for duty in plan.duties],
        "blanks": [_blank(blank) for blank in plan.blanks],
        "dates": [_date(date) for date in plan.dates],
        "errata": [_erratum(erratum) for erratum in plan.errata],
        "states": [_state(state) for state in states],
        "disclosures": [_disclosure(one) for one in overlays.disclosures],
        "work_plans": [_work_plan(one) for one in overlays.work_plans],
        "progress": [_progress(one) for one in overlays.progress],
        "rectification": [_problem(one) for one in overlays.rectification],
        "water": water_record(water, water_states(plan, water)),
    }


def findings_document(findings: Iterable[Finding], language: Language) -> FindingsDocument:
    """Findings as `check --json` prints them. Lines and columns count from 1: what is said of a whole file is said at its
    beginning."""
    return {
        "findings": [
            {
                "file": finding.file,
                "line": finding.line or 1,
                "col": finding.col or 1,
                "rule": finding.rule,
                "severity": finding.severity,
                "message": finding.message(language),
                "hint": finding.hint(language),
            }
            for finding in findings
        ]
    }


def diff_document(diff: Diff) -> DiffDocument:
    """All changes between two revisions as `diff --json` prints them."""
    return {
        "format": "gongkai-diff/1",
        "old": diff.old,
        "new": diff.new,
        "changes": [
            {
                "kind": change.kind,
                "node": change.node,
                "old_path": change.old_path,
                "new_path": change.new_path,
                "units": list(change.units),
                "why": change.why,
                "part": change.part,
                "old_quote": change.old_quote,
                "new_quote": change.new_quote,
                "other": change.other,
                "records": list(change.records),
            }
            for change in diff.changes
        ],
        "frame": [{"old_quote": edit.old, "new_quote": edit.new} for edit in diff.frame],
    }


def dumps(document: Mapping[str, Any] | PlanDocument | FindingsDocument | DiffDocument) -> str:
    """The document as text: keys in the contract's order, the same bytes for the same document."""
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def published(document: PlanDocument) -> bytes:
    """The document as a file: a record a line, for it is large, and a line is what a comparison shows."""
    keys = [_line(key) + b": " + _lines(value) for key, value in document.items()]
    return b"{\n" + b",\n".join(keys) + b"\n}\n"


def _lines(value: object) -> bytes:
    if isinstance(value, list) and value:
        return b"[\n" + b",\n".join(map(_line, value)) + b"\n]"
    return _line(value)


def _line(value: object) -> bytes:
    return msgspec.json.format(_JSON.encode(value), indent=0)


def _revision(revision: Revision) -> RevisionRecord:
    source, in_force = revision.source, revision.in_force
    return {
        "title": revision.title,
        "number": revision.number,
        "issuer": revision.issuer,
        "issued": revision.issued,
        "in_force": {
            "from": in_force.start,
            "to": in_force.end,
            "basis": in_force.basis,
            "illustrative": in_force.illustrative,
        },
        "revision": revision.id,
        "state": revision.state,
        "published": revision.published,
        "source": {
            "file": source.file,
            "sha256": source.sha256,
            "encoding": source.encoding,
            "lines": source.lines,
        },
    }


def _placed(span: Span) -> Placed:
    return {"line": span.line, "col": span.col, "quote": span.quote}


def _reviewed(review: Review) -> Reviewed:
    return {
        "status": review.status,
        "rule": review.rule,
        "confidence": review.confidence,
        "note": review.note,
        "checked_by": review.checked_by,
        "checked_on": review.checked_on,
        "confirmed_by": review.confirmed_by,
        "confirmed_on": review.confirmed_on,
    }


def _node(node: Node) -> NodeRecord:
    return {
        "id": node.id,
        "path": node.path,
        "label": node.label,
        "kind": node.kind,
        "role": node.role,
        "parent": node.parent,
        "heading": node.heading,
        "text": node.text,
        "lines": list(node.lines),
        "lead": [_body(body) for body in node.lead],
        "support": [_body(body) for body in node.support],
        "responsible": [_body(body) for body in node.responsible],
        "inline": [_body(body) for body in node.inline],
        "deadline": _node_deadline(node.deadline) if node.deadline else None,
        **_reviewed(node.review),
    }


def _body(body: Body) -> BodyRecord:
    return {
        "printed": body.printed,
        "blank": body.blank,
        "unit": body.unit,
        **_placed(body.span),
        "label": body.label,
        **_reviewed(body.review),
    }


def _node_deadline(deadline: NodeDeadline) -> NodeDeadlineRecord:
    return {
        "printed": deadline.printed,
        "start": deadline.start,
        "end": deadline.end,
        "standing": deadline.standing,
        **_placed(deadline.span),
        **_reviewed(deadline.review),
    }


def _actors(actors: Sequence[Actor]) -> list[ActorRecord]:
    return [
        {
            "printed": actor.printed,
            "blank": actor.blank,
            "unit": actor.unit,
            "source": actor.source,
            **_placed(actor.span),
        }
        for actor in actors
    ]


def _target(target: Target) -> TargetRecord:
    return {
        "id": target.id,
        "node": target.node,
        **_placed(target.span),
        "kind": target.kind,
        "indicator": target.indicator,
        "comparator": target.comparator,
        "value_printed": target.value_printed,
        "value": target.value,
        "blank": target.blank,
        "unit": target.unit,
        "baseline": target.baseline,
        "baseline_value": target.baseline_value,
        "deadline": target.deadline,
        "deadline_printed": target.deadline_printed,
        "deadline_scope": target.deadline_scope,
        "by": _actors(target.by),
        **_reviewed(target.review),
    }


def _duty(duty: Duty) -> DutyRecord:
    return {
        "id": duty.id,
        "node": duty.node,
        **_placed(duty.span),
        "kind": duty.kind,
        "by": _actors(duty.by),
        "what": duty.what,
        "to": duty.to,
        "frequency": duty.frequency,
        "frequency_printed": duty.frequency_printed,
        "due": [{"month": due.month, "day": due.day, "printed": due.printed} for due in duty.due],
        "season": {"from": duty.season[0], "to": duty.season[1]} if duty.season else None,
        "deadline": duty.deadline,
        "deadline_printed": duty.deadline_printed,
        "public": duty.public,
        **_reviewed(duty.review),
    }


def _blank(blank: Blank) -> BlankRecord:
    return {
        "id": blank.id,
        "node": blank.node,
        **_placed(blank.span),
        "printed": blank.span.quote,
        "in": blank.within,
        "kind": blank.kind,
        "fill": _fill(blank.fill) if blank.fill else None,
        **_reviewed(blank.review),
    }


def _fill(fill: Fill) -> FillRecord:
    return {
        "value": fill.value,
        "unit": fill.units[0] if len(fill.units) == 1 else None,
        "units": list(fill.units),
        "basis": fill.basis,
        "date": fill.date,
        "source": fill.source,
        "illustrative": fill.illustrative,
    }


def _date(date: DateMention) -> DateRecord:
    return {
        "id": date.id,
        "node": date.node,
        **_placed(date.span),
        "kind": date.kind,
        "start": date.start,
        "end": date.end,
        **_reviewed(date.review),
    }


def _erratum(erratum: Erratum) -> ErratumRecord:
    return {
        "id": erratum.id,
        "node": erratum.node,
        **_placed(erratum.span),
        "suspected": erratum.suspected,
        **_reviewed(erratum.review),
    }


def _units(plan: Plan) -> list[UnitRecord]:
    """Each unit with the nodes that concern it, in document order, each node once."""
    places: dict[tuple[str, str], dict[str, None]] = {}
    named: dict[str, set[str]] = {}
    for mention in plan.mentions:
        named.setdefault(mention.node, set()).add(mention.unit)
    for node in plan.nodes:
        for role, bodies in (
            ("lead", node.lead),
            ("support", node.support),
            ("responsible", node.responsible),
            ("named_in", node.inline),
        ):
            for body in bodies:
                if body.unit:
                    places.setdefault((body.unit, role), {})[node.path] = None
        for unit in named.get(node.path, ()):
            places.setdefault((unit, "named_in"), {})[node.path] = None
    return [_unit(unit, places) for unit in plan.units]


def _unit(unit: Unit, places: Mapping[tuple[str, str], Iterable[str]]) -> UnitRecord:
    return {
        "id": unit.id,
        "name": unit.name,
        "aliases": list(unit.aliases),
        "kind": unit.kind,
        "short": unit.short,
        "formers": [{"name": name, "until": until} for name, until in unit.formers],
        "former_ids": list(unit.former_ids),
        "above": unit.above,
        "note": unit.note,
        "illustrative": unit.illustrative,
        "lead": list(places.get((unit.id, "lead"), ())),
        "support": list(places.get((unit.id, "support"), ())),
        "responsible": list(places.get((unit.id, "responsible"), ())),
        "named_in": list(places.get((unit.id, "named_in"), ())),
    }


def _state(state: State) -> StateRecord:
    return {
        "of": state.of,
        "period": state.period,
        "due": state.due,
        "state": state.state,
        "why": state.why,
        "evidence": state.evidence,
        "illustrative": state.illustrative,
    }


def _disclosure(one: Disclosure) -> DisclosureRecord:
    return {
        "duty": one.duty,
        "period": one.period,
        "date": one.date,
        "title": one.title,
        "by": one.by,
        "address": one.address,
        "basis": one.basis,
        "illustrative": one.illustrative,
    }


def _progress(one: Progress) -> ProgressRecord:
    return {
        "of": one.of,
        "date": one.date,
        "value": one.value,
        "unit": one.unit,
        "state": one.state,
        "text": one.text,
        "by": one.by,
        "evidence": one.evidence,
        "basis": one.basis,
        "illustrative": one.illustrative,
    }


def _work_plan(plan: WorkPlan) -> WorkPlanRecord:
    return {
        "unit": plan.unit,
        "year": plan.year,
        "title": plan.title,
        "date": plan.date,
        "filed": plan.filed,
        "filed_to": plan.filed_to,
        "published": plan.published,
        "address": plan.address,
        "attachments": list(plan.attachments),
        "tasks": [
            {
                "measure": task.measure,
                "text": task.text,
                "start": task.start,
                "end": task.end,
                "state": task.state,
            }
            for task in plan.tasks
        ],
        "basis": plan.basis,
        "illustrative": plan.illustrative,
    }


def _problem(problem: Problem) -> ProblemRecord:
    return {
        "id": problem.id,
        "batch": problem.batch,
        "problem": problem.problem,
        "measure": problem.measure,
        "units": list(problem.units),
        "deadline": problem.deadline,
        "standard": problem.standard,
        "state": problem.state,
        "date": problem.date,
        "steps": [
            {"date": step.date, "state": step.state, "text": step.text, "evidence": step.evidence}
            for step in problem.steps
        ],
        "basis": problem.basis,
        "illustrative": problem.illustrative,
    }
