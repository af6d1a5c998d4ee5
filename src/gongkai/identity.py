"""Permanent identifiers: one series for all nodes (N001 …), never reused. Pure.

In: a plan and the identifier of each path. Out: the plan with its nodes and records bearing them; a
record hangs on its node's (N054-T2).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TypeVar

from msgspec.structs import replace

from gongkai.model import Blank, DateMention, Duty, Erratum, Plan, Target

_ID = re.compile(r"N(\d{3,})")
Record = TypeVar("Record", Target, Duty, Blank, DateMention, Erratum)


def series(taken: Iterable[str]) -> Iterable[str]:
    """Identifiers above every one of `taken`, without end."""
    highest = max((int(found[1]) for one in taken if (found := _ID.fullmatch(one))), default=0)
    while True:
        highest += 1
        yield f"N{highest:03}"


def in_order(plan: Plan) -> dict[str, str]:
    """A new identifier for every node of `plan`, in document order: path → identifier."""
    return dict(zip((node.path for node in plan.nodes), series(()), strict=False))


def assign(plan: Plan, ids: Mapping[str, str]) -> Plan:
    """`plan` with its nodes and records under the identifiers `ids` (path → identifier)."""
    return replace(
        plan,
        nodes=tuple(replace(node, id=ids[node.path]) for node in plan.nodes),
        targets=_renamed(plan.targets, ids),
        duties=_renamed(plan.duties, ids),
        blanks=_renamed(plan.blanks, ids),
        dates=_renamed(plan.dates, ids),
        errata=_renamed(plan.errata, ids),
    )


def _renamed(records: tuple[Record, ...], ids: Mapping[str, str]) -> tuple[Record, ...]:
    return tuple(
        replace(record, id=f"{ids[record.node]}-{record.id.rpartition('-')[2]}")
        for record in records
    )
