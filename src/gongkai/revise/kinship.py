"""Which new nodes were split from an earlier one, which lost ones were merged into another. Pure.

A new node is split off where a good part of its words are words that a node which goes on has lost; a lost node
is merged where a good part of its words are words that a node which goes on has gained. What a node kept all the
while proves nothing: near-twins share most of their words and are no kin.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gongkai.model import Node
from gongkai.revise.likeness import CROWD, bare, shingles

TAKEN = 0.4  # share of a node's words that must come from the other
FEWEST = 10  # characters of a node that can be told to come from another


def kin(
    alone: Sequence[Node], before: Mapping[str, Node], after: Mapping[str, Node]
) -> dict[str, str]:
    """For nodes that stand in one revision alone, the node that their words came from or went to, by identifier.

    `before` holds the nodes that both revisions have, as that revision has them in which the words of `alone`
    would be found; `after` holds them as the other has them.
    """
    lost: dict[str, set[str]] = {}
    for identifier, node in before.items():
        other = after[identifier]
        if node.words != other.words:
            gone = shingles(bare(node.words)) - shingles(bare(other.words))
            for one in gone:
                lost.setdefault(one, set()).add(identifier)
    found: dict[str, str] = {}
    for node in alone:
        text = bare(node.words)
        own = shingles(text)
        counts: dict[str, int] = {}
        for one in own:
            holders = lost.get(one, ())
            if len(holders) <= CROWD:
                for identifier in holders:
                    counts[identifier] = counts.get(identifier, 0) + 1
        if counts and len(text) >= FEWEST:
            best = min(counts, key=lambda identifier: (-counts[identifier], identifier))
            if counts[best] >= TAKEN * len(own):
                found[node.id or ""] = best
    return found
