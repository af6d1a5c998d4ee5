"""How alike the words of two nodes are, and which are worth comparing. Pure.

Words are compared by their shingles (runs of three characters, white space and punctuation left out),
each weighed by how rare it is: what tells two near-twin measures apart (a place, a number) then counts
for more than the phrases that all measures share. An index from rare shingles to nodes finds the few
nodes that a node may be like, so that work grows with the number of nodes and not with its square.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from rapidfuzz.distance import Indel

from gongkai.model import Node

HELD = 0.75  # share of a node's words that stand in another which took it up
RUN = 3  # characters of a shingle
RAREST = 16  # shingles of a node that are looked up
CROWD = 48  # nodes that share a shingle before it is no longer worth following
BEST = 8  # nodes that a node is compared with

_NOT_WORDS = re.compile(r"[\W_]+")


def bare(text: str) -> str:
    """A text without white space and punctuation."""
    return _NOT_WORDS.sub("", text)


def shingles(text: str) -> frozenset[str]:
    """The runs of characters in a bare text; a text shorter than a run is its own."""
    if len(text) <= RUN:
        return frozenset([text] if text else [])
    return frozenset(text[at : at + RUN] for at in range(len(text) - RUN + 1))


class Likeness:
    """Two sets of nodes to be compared: `earlier` and `fresh`, by their positions."""

    def __init__(self, earlier: Sequence[Node], fresh: Sequence[Node]) -> None:
        self.bare = [[bare(node.words) for node in nodes] for nodes in (earlier, fresh)]
        self.heads = [[bare(node.heading or "") for node in nodes] for nodes in (earlier, fresh)]
        self.shingles = [[shingles(text) for text in side] for side in self.bare]
        counts = Counter(one for side in self.shingles for node in side for one in node)
        total = len(earlier) + len(fresh) + 1
        self.weight = {one: math.log(total / count) + 0.1 for one, count in counts.items()}
        self.weights = [[self.weigh(node) for node in side] for side in self.shingles]

    def weigh(self, some: frozenset[str]) -> float:
        """What shingles weigh together; the sum never depends on the order of a set."""
        weight = self.weight
        return math.fsum(weight[one] for one in some)

    def score(self, old: int, new: int) -> float:
        """How alike two nodes are, 0 to 1: rare words shared, letters in order, heading."""
        before, after = self.bare[0][old], self.bare[1][new]
        if before == after:
            return 1.0
        both = self.weigh(self.shingles[0][old] & self.shingles[1][new])
        shared = 2 * both / (self.weights[0][old] + self.weights[1][new] or 1)
        alike = 0.6 * shared + 0.4 * Indel.normalized_similarity(before, after)
        head, heading = self.heads[0][old], self.heads[1][new]
        if not head or not heading:
            return alike
        if head == heading:
            return 0.3 + 0.7 * alike
        return 0.9 * alike + 0.1 * Indel.normalized_similarity(head, heading)

    def held(self, side: int, at: int, other_side: int, other: int) -> bool:
        """Whether the node `at` of one side stands, nearly whole, in the node `other` of the other side."""
        both = self.weigh(self.shingles[side][at] & self.shingles[other_side][other])
        return both >= HELD * self.weights[side][at]

    def candidates(self, old: Sequence[int], new: Sequence[int]) -> dict[int, list[int]]:
        """For each of `new` the few of `old` that share its rarest shingles or its heading."""
        holding: dict[str, list[int]] = {}
        headed: dict[str, list[int]] = {}
        for at in old:
            for one in self.shingles[0][at]:
                holding.setdefault(one, []).append(at)
            headed.setdefault(self.heads[0][at], []).append(at)
        found: dict[int, list[int]] = {}
        for at in new:
            known = sorted(
                (len(holding[one]), one) for one in self.shingles[1][at] if one in holding
            )
            score: dict[int, float] = {}
            for count, one in known[:RAREST]:
                if count <= CROWD:
                    for other in holding[one]:
                        score[other] = score.get(other, 0.0) + self.weight[one]
            best = sorted(score, key=lambda other: (-score[other], other))[:BEST]
            near = _nearest(headed.get(self.heads[1][at], []), at) if self.heads[1][at] else []
            best += [other for other in near if other not in best]
            found[at] = best
        return found


def _nearest(places: Sequence[int], at: int) -> Sequence[int]:
    """The few of `places`, which ascend, about `at`."""
    middle = bisect_left(places, at)
    return places[max(0, middle - BEST // 2) : middle + BEST // 2]
