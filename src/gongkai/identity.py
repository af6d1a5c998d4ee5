"""Permanent identifiers: one series for all nodes (N001 …), never reused. Pure.

In: a plan and the identifier of each path. Out: the plan with its nodes and records bearing them; a
record hangs on its node's (N054-T2). The number under which people cite a node is the printed one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from msgspec.structs import replace

from gongkai.model import Blank, DateMention, Duty, Erratum, Plan, Target

_ID = re.compile(r"N(\d{3,})")
_WHOLE_NUMBER = re.compile(r"\d+(?:[.．]\d+)+")
# Two labels that would read as one number: 附件1 and 4 as 附件14, 附件 and 一 as 附件一, 十 and 一 as 十一.
_RUN_ON = re.compile(
    r"(?<=[\d附件表录])\n(?=\d)|(?<=[一二三四五六七八九十百零〇附件表录])\n(?=[一二三四五六七八九十百])"
)
Record = TypeVar("Record", Target, Duty, Blank, DateMention, Erratum)


def series(taken: Iterable[str]) -> Iterator[str]:
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


def printed_number(labels: Iterable[str]) -> str:
    """The number of a node of its label and those above it, topmost first: 五（三）2, 附件1·4; 2.1 says it all by itself."""
    bare = [label.strip().strip("、.．★☆▲△※ ") for label in labels]
    whole = [at for at, label in enumerate(bare) if _WHOLE_NUMBER.fullmatch(label)]
    joined = "\n".join(bare[whole[-1] if whole else 0 :])
    return _RUN_ON.sub("·", joined).replace("\n", "")
