"""Which node of an earlier revision a node of a fresh reading is: permanent identifiers go over. Pure.

In order: what a person has decided; equal text, where it stands once on each side; what is clearly more
alike than anything else; sections by where their measures went; then place (the same section, the same
neighbours, the same bodies) decides between near-twins. An identifier goes with its measure's own words
and never to another's: where that is uncertain it does not go over, and the doubt is listed for a person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from gongkai.model import Node
from gongkai.revise.likeness import Likeness

How = Literal["decided", "same", "alike", "children", "place"]

CLEAR = 0.6  # alike enough to be one measure, where nothing else comes near
MARGIN = 0.1  # by how much the next best must be less alike
ENOUGH = 0.6  # alike enough, with what place adds
DOUBT = 0.34  # alike enough to ask
TWIN = 0.015  # closer than this, two candidates cannot be told apart


class Pair(Struct, frozen=True):
    """A node that both revisions have. `score` is how alike its words are, 0 to 1."""

    id: str
    path: str
    how: How
    score: float


class Doubt(Struct, frozen=True):
    """A node (`path`) that may be an earlier one (`id`); nothing is carried over."""

    id: str
    path: str
    score: float


class Matching(Struct, frozen=True):
    """Pairs in the order of the fresh reading; doubts likewise. No id and no path stands in two pairs."""

    pairs: tuple[Pair, ...]
    doubts: tuple[Doubt, ...] = ()

    @property
    def ids(self) -> dict[str, str]:
        """Path → identifier, of the nodes that have one."""
        return {pair.path: pair.id for pair in self.pairs}


def match(
    earlier: Sequence[Node], fresh: Sequence[Node], decided: Mapping[str, str] | None = None
) -> Matching:
    """Match `fresh` (by path) to `earlier` (by permanent identifier).

    `decided`: identifier → path, as a person decided it; "" where the measure is none of the fresh ones.
    An identifier or path that is not there is left out of account.
    """
    matcher = _Matcher(earlier, fresh)
    matcher.decide(decided or {})
    matcher.preamble()
    matcher.equal()
    matcher.alike()
    matcher.children()
    matcher.place()
    matcher.children()
    return matcher.matching()


class _Matcher:
    def __init__(self, earlier: Sequence[Node], fresh: Sequence[Node]) -> None:
        self.old, self.new = earlier, fresh
        self.like = Likeness(earlier, fresh)
        self.to: dict[int, int] = {}  # position in `old` → position in `new`
        self.of: dict[int, int] = {}
        self.how: dict[int, tuple[How, float]] = {}
        self.settled: set[int] = set()  # of `old`: decided to be none
        self.doubts: list[Doubt] = []
        self.above = [_parents(earlier), _parents(fresh)]
        self.below = [_children(above) for above in self.above]

    def decide(self, decided: Mapping[str, str]) -> None:
        ids = {node.id: at for at, node in enumerate(self.old)}
        paths = {node.path: at for at, node in enumerate(self.new)}
        for identifier, path in decided.items():
            if identifier in ids and not path:
                self.settled.add(ids[identifier])
            elif identifier in ids and path in paths:
                self._join(ids[identifier], paths[path], "decided", 1.0)

    def preamble(self) -> None:
        """The words before the first number are one node, whatever they say."""
        first = [next((at for at, node in enumerate(side) if node.kind == "preamble"), None)
                 for side in (self.old, self.new)]  # fmt: skip
        if first[0] is not None and first[1] is not None:
            self._join(first[0], first[1], "place", self.like.score(first[0], first[1]))

    def equal(self) -> None:
        """Equal words that stand once on each side; then once under the same parent, and so on down."""
        self._unique(lambda side, at: self.like.bare[side][at])
        waiting = -1
        while waiting != len(self.to):
            waiting = len(self.to)
            self._unique(self._under)

    def _under(self, side: int, at: int) -> object:
        """Words with the parent, as the earlier revision has it; `None` where that is not known."""
        parent = self.above[side][at]
        if parent is not None and side:
            parent = self.of.get(parent, -1)
        return None if parent == -1 else (self.like.bare[side][at], parent)

    def _unique(self, key: Callable[[int, int], object]) -> None:
        places: list[dict[object, list[int]]] = [{}, {}]
        for side, free in enumerate(self._free()):
            for at in free:
                if self.like.bare[side][at] and (value := key(side, at)) is not None:
                    places[side].setdefault(value, []).append(at)
        for value, found in places[0].items():
            other = places[1].get(value, ())
            if len(found) == 1 and len(other) == 1:
                self._join(found[0], other[0], "same", 1.0)

    def alike(self) -> None:
        """What is clearly more alike than anything else that is free, on both sides."""
        scores = self._scores()
        ranked: list[dict[int, list[tuple[float, int]]]] = [{}, {}]
        for (old, new), score in scores.items():
            ranked[0].setdefault(old, []).append((score, new))
            ranked[1].setdefault(new, []).append((score, old))
        for side in ranked:
            for found in side.values():
                found.sort(key=lambda one: (-one[0], one[1]))
        for (old, new), score in sorted(scores.items(), key=lambda one: (-one[1], one[0])):
            if score < CLEAR or old in self.to or new in self.of:
                continue
            if self._ahead(ranked[0][old], new, self.of) and self._ahead(
                ranked[1][new], old, self.to
            ):
                self._join(old, new, "alike", score)

    @staticmethod
    def _ahead(ranked: list[tuple[float, int]], chosen: int, taken: Mapping[int, int]) -> bool:
        """Whether `chosen` is ahead of all others that are free by the margin."""
        score = next(score for score, at in ranked if at == chosen)
        return all(at == chosen or at in taken or score - other >= MARGIN for other, at in ranked)

    def children(self) -> None:
        """A section is where most of what stood under it went, weighed by its words."""
        for old in reversed(self._free()[0]):
            votes: Counter[int] = Counter()
            total = 0
            for child in self.below[0].get(old, ()):
                size = len(self.like.bare[0][child]) + 1
                total += size
                if child in self.to and (parent := self.above[1][self.to[child]]) is not None:
                    votes[parent] += size
            for new, size in sorted(votes.items(), key=lambda one: (-one[1], one[0])):
                own = len(self.like.bare[0][old])
                alike = self.like.score(old, new)
                sure = 2 * size > total or alike >= ENOUGH
                if new not in self.of and sure and (own < 60 or alike >= DOUBT):
                    self._join(old, new, "children", alike)
                    break

    def place(self) -> None:
        """What is left, by words and place; what cannot be told apart is a doubt."""
        scores = {
            pair: (score + self._bonus(*pair), score) for pair, score in self._scores().items()
        }
        ordered = sorted(scores.items(), key=lambda one: (-one[1][0], one[0]))
        rivals: list[dict[int, list[tuple[float, int]]]] = [{}, {}]
        for (old, new), (total, _) in ordered:
            rivals[0].setdefault(old, []).append((total, new))
            rivals[1].setdefault(new, []).append((total, old))
        for (old, new), (total, score) in ordered:
            if old in self.to or new in self.of:
                continue
            if total < ENOUGH or self._twin(rivals, old, new, total):
                if total >= DOUBT:
                    self.doubts.append(Doubt(self.old[old].id or "", self.new[new].path, score))
            else:
                self._join(old, new, "same" if score == 1.0 else "place", score)

    def _twin(
        self, rivals: list[dict[int, list[tuple[float, int]]]], old: int, new: int, total: float
    ) -> bool:
        """Whether another free candidate fits as well.

        Of equal words any will do, they go by order; and where one was split into both, or both were
        merged into one, the first in order goes on.
        """
        like = self.like
        if like.bare[0][old] == like.bare[1][new]:
            return False
        near = [
            [
                other
                for rival, other in rivals[side][at]
                if other not in taken and other != chosen and total - rival < TWIN
            ]
            for side, at, chosen, taken in ((0, old, new, self.of), (1, new, old, self.to))
        ]
        split = all(like.held(1, other, 0, old) for other in (new, *near[0]))
        merged = all(like.held(0, other, 1, new) for other in (old, *near[1]))
        return bool(near[0] and not split) or bool(near[1] and not merged)

    def _bonus(self, old: int, new: int) -> float:
        """What place says: the same section, the same neighbours, the same bodies, about the same order."""
        parents = self.above[0][old], self.above[1][new]
        bonus = 0.0
        if parents[0] is None or parents[1] is None:
            bonus += 0.03 * (parents == (None, None))
        else:
            bonus += 0.03 * (self.to.get(parents[0]) == parents[1])
        bonus += 0.02 * (self.to.get(old - 1) == new - 1) + 0.02 * (self.to.get(old + 1) == new + 1)
        bodies = _bodies(self.old[old]), _bodies(self.new[new])
        bonus += 0.02 * bool(bodies[0] and bodies[0] == bodies[1])
        bonus += 0.01 * (self.old[old].label == self.new[new].label)
        far = abs(old / max(1, len(self.old)) - new / max(1, len(self.new)))
        return bonus + 0.01 * (1 - far)

    def _scores(self) -> dict[tuple[int, int], float]:
        free = self._free()
        return {
            (old, new): self.like.score(old, new)
            for new, found in self.like.candidates(*free).items()
            for old in found
        }

    def _free(self) -> tuple[list[int], list[int]]:
        return (
            [at for at in range(len(self.old)) if at not in self.to and at not in self.settled],
            [at for at in range(len(self.new)) if at not in self.of],
        )

    def _join(self, old: int, new: int, how: How, score: float) -> None:
        if old not in self.to and new not in self.of and self.old[old].id:
            self.to[old], self.of[new] = new, old
            self.how[new] = how, score

    def matching(self) -> Matching:
        pairs = tuple(
            Pair(self.old[self.of[new]].id or "", self.new[new].path, *self.how[new])
            for new in sorted(self.of)
        )
        ids, paths = {pair.id for pair in pairs}, {pair.path for pair in pairs}
        return Matching(
            pairs,
            tuple(one for one in self.doubts if one.id not in ids and one.path not in paths),
        )


def _parents(nodes: Sequence[Node]) -> list[int | None]:
    places = {node.path: at for at, node in enumerate(nodes)}
    return [places.get(node.parent) if node.parent else None for node in nodes]


def _children(above: Sequence[int | None]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for at, parent in enumerate(above):
        if parent is not None:
            found.setdefault(parent, []).append(at)
    return found


def _bodies(node: Node) -> tuple[str, ...]:
    return tuple(body.printed for body in node.attributions if not body.blank)
