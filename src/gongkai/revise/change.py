"""One change between two revisions, as a value. Pure."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from gongkai.model import Node
from gongkai.revise.tokens import Edit

ChangeKind = Literal[
    "added", "dropped", "moved", "renumbered", "reworded", "split", "merged",
    "units", "target", "deadline", "filled",
]  # fmt: skip
# What of a node a quote is part of: all of it, its number, its words, who answers for it and until when.
Part = Literal["whole", "label", "words", "bodies"]

ROLES = (("lead", "牵头单位"), ("support", "配合单位"), ("responsible", "责任单位"))


class Change(Struct, frozen=True):
    """What changed of one node. `units` are the ids of the units whom it concerns.

    `node` is the node's identifier: of a split the new one's, of a merger the one that is gone; `other` is
    then the one that it came from or went to. `records` are the targets of the newer revision (of the
    older, where they are gone) that it is about. Quotes are exact: what the change takes out and puts in.
    """

    kind: ChangeKind
    node: str
    old_path: str | None
    new_path: str | None
    why: str
    part: Part
    old_quote: str | None = None
    new_quote: str | None = None
    units: tuple[str, ...] = ()
    other: str | None = None
    records: tuple[str, ...] = ()


class Diff(Struct, frozen=True):
    """All changes from `old` to `new` (identifiers of revisions or names of files), in the order of the text.

    `frame`: title, number, signature and the like, line by line where they differ.
    """

    old: str
    new: str
    changes: tuple[Change, ...]
    frame: tuple[Edit, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.changes or self.frame)


def bodies(node: Node) -> str:
    """Who answers for a node and until when, as printed, a line each."""
    lines = [
        f"{label}：{'、'.join(body.printed for body in getattr(node, role))}"
        for role, label in ROLES
        if getattr(node, role)
    ]
    return "\n".join([*lines, *([f"完成时限：{node.deadline.printed}"] if node.deadline else [])])


def whole(node: Node) -> str:
    """All of a node: its number and words, then who answers for it."""
    return "\n".join(part for part in (node.label + node.words, bodies(node)) if part)
