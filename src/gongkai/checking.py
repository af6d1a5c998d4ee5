"""Check: is what a project holds true of its source? In: a project's folder. Out: findings. Reads, never writes.

Strict YAML and the source's hash are the store's to tell; here: every quote stands where it says, every
line is accounted for once, identifiers are unique and belong to their node, units are registered, a decision
is signed and dated, and nobody's telephone, identity number, mailbox or home stands where it would be published.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

from msgspec import Struct

from gongkai.beside import beside, halved
from gongkai.blanks import is_blank
from gongkai.model import (
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
)
from gongkai.personal import Personal, personal
from gongkai.registry import Registry
from gongkai.revise.succession import current
from gongkai.sources import Unreadable
from gongkai.sources.decode import decode
from gongkai.sources.finding import Finding, errors_of
from gongkai.sources.span import Span
from gongkai.store.cache import Cache
from gongkai.store.entries import strange
from gongkai.store.files import bytes_of, shown
from gongkai.store.folder import (
    Opened,
    Project,
    load_revision,
    load_text,
    open_folder,
    with_overlays,
)
from gongkai.store.places import Where, places
from gongkai.store.review import judgements
from gongkai.store.water import load_water


def check(folder: Path) -> tuple[Finding, ...]:
    """All that is wrong in the project in `folder`, over all of its revisions."""
    return examine(folder)[0]


def examine(
    folder: Path, cache: Cache | None = None, meanwhile: Callable[[], object] = lambda: None
) -> tuple[tuple[Finding, ...], Project | None]:
    """What `check` finds, and the project with its current revision, loaded on the way.

    With a cache, what has not changed since is not looked at again. `meanwhile`: what the caller has to do in any
    case, done while a second process looks.
    """
    odd = tuple(strange(folder))
    if odd:  # nothing of such a project is read on
        return odd, None
    opened, missing = open_folder(folder)
    if opened is None:
        return missing, None
    now = current(opened.revisions)
    findings = list(opened.findings if opened.revisions else load_revision(opened)[1])
    earlier = _earlier(opened, [name for name in opened.revisions if name != now], cache)
    findings += chain.from_iterable(earlier[name] for name in opened.revisions if name != now)
    loaded = _load(opened, now, cache) if now else (None, ())

    def look() -> tuple[list[Finding], frozenset[str]]:
        wrong = _wrong(now, lambda: loaded, cache, "current") if now else ()
        return [*wrong, *_persons(folder, cache)], cache.used if cache else frozenset()

    with beside(look) as looked:
        meanwhile()
        project = loaded[0]
        if project:
            project, wrong = with_overlays(opened, project)
            findings += wrong
        findings += load_water(folder, illustration=True)[1]
    found, used = looked.result()
    if cache:
        cache.also_used(used)
    told = {_key(finding): finding for finding in (*findings, *found)}
    ordered = sorted(told.values(), key=lambda one: (one.file, one.line, one.col, one.rule))
    return tuple(ordered), project


def _key(finding: Finding) -> tuple[str, ...]:
    return (finding.rule, finding.file, str(finding.line), str(finding.col), *finding.args.values())


def _earlier(
    opened: Opened, names: Sequence[str], cache: Cache | None
) -> dict[str, tuple[Finding, ...]]:
    """What is wrong with each of the revisions `names`; half of those not looked at before in a second process."""

    def look(some: Sequence[str]) -> dict[str, tuple[Finding, ...]]:
        return {
            name: _wrong(name, partial(_load, opened, name, cache), cache, "earlier")
            for name in some
        }

    new = [
        name for name in names if not (cache and cache.holds(_looked_at(cache, name, "earlier")))
    ]
    return look([name for name in names if name not in new]) | halved(look, new)


_Loaded = tuple[Project | None, tuple[Finding, ...]]


def _load(opened: Opened, name: str, cache: Cache | None) -> _Loaded:
    """A revision without its overlays, and what was found when it was loaded."""
    return load_text(opened, name, cache.sections) if cache else load_text(opened, name)


def _looked_at(cache: Cache, name: str, when: str) -> tuple[str, ...]:
    """What a revision was found to be is kept for; an earlier one is read by the ids that units have now (folder.py)."""
    return "check", cache.fingerprint(name), when


def _wrong(
    name: str, load: Callable[[], _Loaded], cache: Cache | None, when: str
) -> tuple[Finding, ...]:
    """What is wrong with a revision without its overlays; `when`: current or earlier."""
    if cache is None:
        return _judged(*load())
    found: tuple[Finding, ...] = cache.value(
        _looked_at(cache, name, when), lambda: _judged(*load()), tuple[Finding, ...]
    )
    return found


def _judged(project: Project | None, found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """What was found when a revision was loaded, and what is wrong with it."""
    # What could not be loaded would be told again as a line lost and a quote missing.
    sound = project is not None and not errors_of(found)
    return (*found, *of_project(project)) if project and sound else found


_OFFICES = ("landline", "mail", "home")  # what an office may have too
_TEXTS = (".yml", ".yaml", ".csv", ".md", ".txt")
_LINE_END = re.compile(r"\r\n?")


def _persons(folder: Path, cache: Cache | None) -> Iterator[Finding]:
    """What points to a person: in a source a warning, in what is written about it an error.

    A landline, mailbox or address that mkdocs.yml names is an office's own, and may stand anywhere. What a source prints, its
    section files repeat.
    """
    base = folder / "plan_data" / "revisions"
    sources = [path for path in sorted(base.glob("*/source.*")) if path.suffix in _TEXTS]
    printed: set[str] = set()
    for path in sources:
        for found, place in _personal(path, cache):
            printed.add(found.digits)
            yield Finding("personal-source", shown(folder, path), *place)
    site = folder / "mkdocs.yml"
    own = {found.digits for found, _ in _personal(site, cache) if found.kind in _OFFICES}
    written = [*(folder / "plan_data").rglob("*"), *(folder / "content").rglob("*"), site]
    for path in sorted(set(written) - set(sources)):
        repeats = printed if path.is_relative_to(base) else set()
        if path.suffix.lower() in _TEXTS:
            for found, place in _personal(path, cache):
                if found.digits not in own | repeats:
                    yield Finding(f"personal-{found.kind}", shown(folder, path), *place)


_PLACED = tuple[tuple[Personal, tuple[int, int]], ...]


def _personal(path: Path, cache: Cache | None) -> Iterator[tuple[Personal, tuple[int, int]]]:
    """What `personal` finds in a file, with line and column; nothing in a file that cannot be read."""
    data, _ = bytes_of(path, path.name)
    if not data:
        return
    if cache is None:
        yield from _placed(data)
        return
    key = ("personal", hashlib.sha256(data).hexdigest())
    yield from cache.value(key, lambda: tuple(_placed(data)), _PLACED)


def _placed(data: bytes) -> Iterator[tuple[Personal, tuple[int, int]]]:
    try:
        text = _LINE_END.sub("\n", decode(data)[0])
    except Unreadable:
        return
    line = start = 0
    for found in personal(text):
        line += text.count("\n", start, found.start)
        start = found.start
        yield found, (line + 1, start - text.rfind("\n", 0, start))


def of_project(project: Project) -> Iterator[Finding]:
    """What is wrong with one revision of a project."""
    plan = project.plan
    base = f"plan_data/revisions/{plan.revision.id}"
    source = f"{base}/{plan.revision.source.file}"
    yield from _lines(plan, source)
    yield from _unresolved(plan, source)
    faults = [*_anchors(plan), *_identifiers(plan), *_units(project), *_signatures(plan)]
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
_BODIES = ("lead", "support", "responsible", "inline")


def _records(plan: Plan) -> Iterator[tuple[Where, Record]]:
    for name in _RECORDS:
        for at, record in enumerate(getattr(plan, name)):
            yield (name, at), record


def _bodies(plan: Plan) -> Iterator[tuple[Where, Node, Body]]:
    for at, node in enumerate(plan.nodes):
        for name in _BODIES:
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
    """Names that are none of the registered bodies and that nobody has decided on."""
    bodies: list[Body | Actor] = [
        body for _, _, body in _bodies(plan) if _open(body.review) and not body.review.note
    ]
    bodies += [actor for _, _, actor in _actors(plan) if actor.source == "explicit"]
    for body in bodies:
        if not body.unit and not body.blank:
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
