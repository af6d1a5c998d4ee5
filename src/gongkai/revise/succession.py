"""The order of a plan's revisions, and what each is worth on a day. Pure.

One project is one plan and those that continue it: each revision says which one it `follows`. What an
office records (state, days) is taken as it is; what it leaves open follows from the revision after: a
text is superseded from the day on which the next is in force, unless it says itself until when it holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

from gongkai.model import InForce, Revision

Standing = Literal["draft", "approved", "in_force", "ended", "superseded", "withdrawn"]

DERIVED = "按后一版本的施行日期推算"


def ordered(revisions: Mapping[str, Revision]) -> tuple[str, ...]:
    """Identifiers, each after the one that it follows; otherwise by name. Of a circle all are kept."""
    followers: dict[str | None, list[str]] = {}
    for name in sorted(revisions):
        before = revisions[name].follows
        followers.setdefault(before if before in revisions else None, []).append(name)
    found: dict[str, None] = {}
    waiting = [*reversed(followers.get(None, []))]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = None
            waiting.extend(reversed(followers.get(name, [])))
    found.update(dict.fromkeys(sorted(revisions)))
    return tuple(found)


def unfounded(revisions: Mapping[str, Revision]) -> tuple[str, ...]:
    """Revisions that follow one that is not there, or, in a circle, themselves."""
    founded: set[str] = set()
    for name in ordered(revisions):
        before = revisions[name].follows
        if before is None or before in founded:
            founded.add(name)
    return tuple(sorted(revisions.keys() - founded))


def current(revisions: Mapping[str, Revision]) -> str | None:
    """The revision that no other follows, those withdrawn left out; of several the last by name."""
    held = {name: one for name, one in revisions.items() if not withdrawn(one)} or revisions
    followed = {one.follows for one in held.values()}
    return max((name for name in held if name not in followed), default=None)


def withdrawn(revision: Revision, as_of: str | None = None) -> bool:
    """Whether a revision has been taken back, by `as_of` (`YYYY-MM-DD`) where that is given."""
    day = revision.withdrawn_on
    return bool(day and (as_of is None or day <= as_of)) or (
        revision.state == "withdrawn" and day is None
    )


def standing(revisions: Mapping[str, Revision], name: str, as_of: str | None = None) -> Standing:
    """What the revision `name` is worth on the day `as_of`, by the records as a whole where none is given."""
    revision = revisions[name]
    if withdrawn(revision, as_of):
        return "withdrawn"
    if revision.state in (None, "draft"):
        return "approved" if revision.approved_on else "draft"
    if as_of and revision.in_force.start and as_of < revision.in_force.start:
        return "approved"
    if revision.state == "superseded" or _replaced(revisions, name, as_of):
        return "superseded"
    return "ended" if as_of and (revision.in_force.end or as_of) < as_of else "in_force"


def validity(revisions: Mapping[str, Revision], name: str) -> InForce:
    """From when to when a revision holds: as recorded, the end else from the revision after it."""
    own = revisions[name].in_force
    after = _next(revisions, name)
    start = after.in_force.start if after else None
    if own.end or not own.start or not start or start <= own.start:
        return own
    end = date.fromisoformat(start) - timedelta(days=1)
    basis = "；".join(filter(None, (own.basis, DERIVED)))
    return replace(own, end=end.isoformat(), basis=basis)


def _next(revisions: Mapping[str, Revision], name: str) -> Revision | None:
    """The revision that took the place of `name`: neither a draft nor taken back."""
    following = [
        other
        for other in sorted(revisions)
        if revisions[other].follows == name
        and revisions[other].state in ("in_force", "superseded")
        and not withdrawn(revisions[other])
    ]
    return revisions[following[-1]] if following else None


def _replaced(revisions: Mapping[str, Revision], name: str, as_of: str | None) -> bool:
    after = _next(revisions, name)
    if after is None:
        return False
    start = after.in_force.start
    return start is None or as_of is None or start <= as_of
