"""A revision's own source read again: better rules come in, what persons decided stays. Does I/O.

What says nothing new keeps its bytes; where nothing does, nothing is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from gongkai.identity import assign, series
from gongkai.model import Plan
from gongkai.reading.read import read
from gongkai.sources import Finding
from gongkai.sources.finding import errors_of
from gongkai.store.carry import carry
from gongkai.store.folder import identifiers, load, load_registry, read_file
from gongkai.store.original import PLACES, with_levels
from gongkai.store.saving import save


def renew(
    folder: Path, revision: str, known: Sequence[str]
) -> tuple[bool, tuple[Finding, ...], Plan | None]:
    """Whether anything changed, what has to be looked at, and the plan; `known` are all revisions.

    What is recorded of the revision itself (title, state, approval) is a person's and stays.
    """
    project, findings = load(folder, revision)
    if project is None or errors_of(findings):
        return False, findings, None
    earlier = project.plan
    stored = folder / "plan_data" / "revisions" / revision / earlier.revision.source.file
    source, findings = read_file(stored)
    if source is None:
        return False, findings, None
    places = stored.with_name(PLACES)
    if places.is_file():
        source = with_levels(source, places.read_text("utf-8"))
    plan, _ = read(source, load_registry(folder)[0])
    # The same line is the same node: own lines of two nodes never overlap.
    ids = {node.lines[0]: node.id for node in earlier.nodes if node.id}
    taken = identifiers(folder, known)
    fresh = series(taken)
    given = {node.path: ids.get(node.lines[0]) or next(fresh) for node in plan.nodes}
    plan = replace(assign(plan, given), revision=earlier.revision)
    plan, told = carry(earlier, plan, taken)
    written, findings = save(project, plan)
    return bool(written), findings or told, plan
