"""The order of a plan's revisions, and what each is worth on a day. Pure.

One project is one plan and those that continue it: each revision says which one it `follows`. What an
office records (state, days) is taken as it is; what it leaves open follows from the revision after: a
text is superseded from the day on which the next is in force, unless it says itself until when it holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Literal

from msgspec.structs import replace

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


def current(revisions: Mapping[str, Revision], as_of: str | None = None) -> str | None:
    """The revision that no other follows, those withdrawn left out; of several the last by name.

    With a day, of those that were on record on it.
    """
    revisions = on_record(revisions, as_of) if as_of else revisions
    held = {name: one for name, one in revisions.items() if not withdrawn(one)} or revisions
    followed = {one.follows for one in held.values()}
    return max((name for name in held if name not in followed), default=None)


def settled(revisions: Mapping[str, Revision], as_of: str | None = None) -> str | None:
    """The current revision, or where that is a draft the nearest before it that is none; a draft where all are."""
    now = name = current(revisions, as_of)
    passed: set[str] = set()
    while name and name in revisions and name not in passed:
        if not _draft(revisions[name]) and not withdrawn(revisions[name], as_of):
            return name
        passed.add(name)
        name = revisions[name].follows
    return now


def on_record(revisions: Mapping[str, Revision], as_of: str) -> dict[str, Revision]:
    """The revisions that were on record on the day `as_of`, as they then stood; where none was, the first as it is.

    One is on record from the day on which it was put on the site or came into force, whichever is first, else from
    its approval; a draft, which no day of force binds, from that on which it was put on the site. One without such a
    day is on record whenever the one that it follows is.
    """
    known: dict[str, Revision] = {}
    order = ordered(revisions)
    for name in order:
        one = revisions[name]
        missed = one.follows in revisions and one.follows not in known
        if not missed and (_since(one) or as_of) <= as_of:
            known[name] = _then(one, as_of)
    if not known:
        return {name: revisions[name] for name in order[:1]}
    for name, one in known.items():
        if one.state == "superseded" and _yet_to_come(revisions, known, name, as_of):
            known[name] = replace(one, state="in_force")
    return known


def _yet_to_come(
    revisions: Mapping[str, Revision], known: Mapping[str, Revision], name: str, as_of: str
) -> bool:
    """Whether what takes the place of the revision `name` is in force only after the day."""
    after = [other for other, one in revisions.items() if one.follows == name and not _draft(one)]
    return bool(after) and all(
        other not in known or (known[other].in_force.start or as_of) > as_of for other in after
    )


def _since(revision: Revision) -> str | None:
    """The first day on which a revision was on record, as far as that is recorded."""
    if _draft(revision):
        return revision.published
    days = filter(None, (revision.published, revision.in_force.start))
    return min(days, default=revision.approved_on)


def _then(one: Revision, as_of: str) -> Revision:
    """A revision as it stood on the day: what was recorded of it later is left out."""
    if one.withdrawn_on and one.withdrawn_on > as_of:
        one = replace(one, withdrawn_on=None, state="draft" if _draft(one) else "in_force")
    if one.approved_on and one.approved_on > as_of:
        one = replace(one, approved_on=None, approved_by=None)
    if one.published and one.published > as_of:
        one = replace(one, published=None)
    return one


def _draft(revision: Revision) -> bool:
    """Whether it is a draft, or was taken back as one."""
    taken_back = revision.state == "withdrawn" and not (
        revision.approved_on or revision.in_force.start
    )
    return revision.state in (None, "draft") or taken_back


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
