"""Check: is what a project holds true of its source? In: a project's folder. Out: findings. Reads, never writes.

Strict YAML and the source's hash are the store's to tell; here: every quote stands where it says, every
line is accounted for once, identifiers are unique and belong to their node, units are registered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from gongkai.model import (
    Actor,
    Blank,
    Body,
    DateMention,
    Duty,
    Erratum,
    Plan,
    Target,
)
from gongkai.revise.succession import current
from gongkai.sources.finding import Finding
from gongkai.sources.span import Span
from gongkai.store.cache import Cache, findings_of, kept_findings
from gongkai.store.folder import Opened, Project, load_revision, open_folder
from gongkai.store.water import load_water


def check(folder: Path) -> tuple[Finding, ...]:
    """All that is wrong in the project in `folder`, over all of its revisions."""
    return examine(folder)[0]


def examine(folder: Path, cache: Cache | None = None) -> tuple[tuple[Finding, ...], Project | None]:
    """What `check` finds, and the project with its current revision, loaded on the way.

    With a cache, an earlier revision that has not changed since is not looked at again.
    """
    opened, missing = open_folder(folder)
    if opened is None:
        return missing, None
    now = current(opened.revisions)
    names: list[str | None] = [*opened.revisions]
    kept: Project | None = None
    findings: dict[tuple[str, ...], Finding] = {}
    for name in names or [None]:
        if cache and name and name != now:
            found = _remembered(opened, name, cache)
        else:
            found, project = _one(opened, name)
            kept = project if name == now else kept
        for finding in found:
            findings[_key(finding)] = finding
    for finding in load_water(folder, illustration=True)[1]:
        findings[_key(finding)] = finding
    ordered = sorted(findings.values(), key=lambda one: (one.file, one.line, one.col, one.rule))
    return tuple(ordered), kept


def _key(finding: Finding) -> tuple[str, ...]:
    return (finding.rule, finding.file, str(finding.line), str(finding.col), *finding.args.values())


def _remembered(opened: Opened, name: str, cache: Cache) -> tuple[Finding, ...]:
    key = ("check", cache.fingerprint(name))
    return findings_of(cache.value(key, lambda: kept_findings(_one(opened, name)[0])))


def _one(opened: Opened, name: str | None) -> tuple[tuple[Finding, ...], Project | None]:
    project, found = load_revision(opened, name)
    # What could not be loaded would be told again as a line lost and a quote missing.
    sound = not any(finding.severity == "error" for finding in found)
    return (*found, *(of_project(project) if project and sound else ())), project


def of_project(project: Project) -> Iterator[Finding]:
    """What is wrong with one revision of a project."""
    plan = project.plan
    base = f"plan_data/revisions/{plan.revision.id}"
    yield from _anchors(plan, f"{base}/{plan.revision.source.file}")
    yield from _lines(plan, f"{base}/{plan.revision.source.file}")
    yield from _identifiers(plan, f"{base}/sections")
    yield from _units(project, f"{base}/sections")


Record = Target | Duty | Blank | DateMention | Erratum


def _records(plan: Plan) -> tuple[Record, ...]:
    return (*plan.targets, *plan.duties, *plan.blanks, *plan.dates, *plan.errata)


def _places(plan: Plan) -> Iterator[tuple[str, Span]]:
    for node in plan.nodes:
        for body in node.attributions + node.inline:
            yield f"{node.id} {body.label or '（）'}", body.span
        if node.deadline:
            yield f"{node.id} 时限", node.deadline.span
    for record in _records(plan):
        yield record.id, record.span
    for mention in plan.mentions:
        yield f"{mention.node} {mention.unit}", mention.span


def _anchors(plan: Plan, file: str) -> Iterator[Finding]:
    for record, span in _places(plan):
        printed = plan.source_lines[span.line - 1] if span.line <= len(plan.source_lines) else ""
        if not printed.startswith(span.quote, span.col - 1) or not span.quote:
            args = {"record": record, "line": str(span.line), "col": str(span.col)}
            yield Finding("anchor-missing", file, span.line, span.col, args)


def _lines(plan: Plan, file: str) -> Iterator[Finding]:
    """Every line of the source stands once: in a node's own lines or in the frame."""
    counts = Counter(line.line for line in plan.frame)
    for node in plan.nodes:
        counts.update(range(node.lines[0], node.lines[1] + 1))
    for line in range(1, len(plan.source_lines) + 1):
        if counts[line] != 1:
            rule = "line-twice" if counts[line] else "line-lost"
            yield Finding(rule, file, line, 0, {"line": str(line)})


def _identifiers(plan: Plan, file: str) -> Iterator[Finding]:
    ids = {node.path: node.id or "" for node in plan.nodes}
    records = _records(plan)
    counts = Counter([*ids.values(), *(record.id for record in records)])
    for identifier, count in counts.items():
        if count > 1:
            yield Finding("id-twice", file, 0, 0, {"id": identifier})
    for record in records:
        owner = ids.get(record.node, "")
        if not record.id.startswith(f"{owner}-"):
            yield Finding("id-foreign", file, 0, 0, {"id": record.id, "node": owner})


def _units(project: Project, file: str) -> Iterator[Finding]:
    plan = project.plan
    known = {unit.id for unit in (*plan.units, *project.registered)}
    # Ids name files; where they differ in case only, some systems have one file for both.
    seen = Counter(unit.id.casefold() for unit in project.registered)
    for identifier in dict.fromkeys(unit.id for unit in project.registered):
        if seen[identifier.casefold()] > 1:
            yield Finding("unit-twice", "plan_data/units.yml", 0, 0, {"id": identifier})
    source = f"plan_data/revisions/{plan.revision.id}/{plan.revision.source.file}"
    for record, body in _bodies(plan):
        if body.unit and body.unit not in known:
            yield Finding("unit-unknown", file, 0, 0, {"record": record, "id": body.unit})
        elif not body.unit and not body.blank and _listed(body):
            place = body.span
            args = {"printed": body.printed}
            yield Finding("unit-unresolved", source, place.line, place.col, args)


def _bodies(plan: Plan) -> Iterator[tuple[str, Body | Actor]]:
    for node in plan.nodes:
        for body in node.attributions + node.inline:
            yield node.id or node.path, body
    for target in plan.targets:
        yield from ((target.id, actor) for actor in target.by)
    for duty in plan.duties:
        yield from ((duty.id, actor) for actor in duty.by)


def _listed(body: Body | Actor) -> bool:
    """Whether an unresolved name is to be listed: printed as a subject, or not decided on by a person."""
    if isinstance(body, Actor):
        return body.source == "explicit"
    return body.review.status in ("proposed", "checked") and not body.review.note
