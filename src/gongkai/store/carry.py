"""Carry: what persons decided on an earlier reading, taken over into a fresh one. Pure.

Serves a second import of one source, when rules have improved, and the import of the next revision alike:
all it needs is that nodes which are the same bear the same permanent id in both. A decided record
(checked, confirmed, rejected, or written by hand: without a rule) stands as it was decided, wherever in its
node its quote now stands, as long as what else it goes by (until when, how often) is printed too. A proposal gives way to the fresh one at the same words, which inherits its id;
so does a target to the only one that counts the same and differs in its numbers alone.
What cannot be taken over, and what is now read otherwise than decided, is told: nothing goes silently.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from gongkai.model import BODIES, Actor, Body, Due, Node, Plan, Review, Target, as_printed
from gongkai.sources.finding import Finding
from gongkai.sources.span import Span, Stretch, joined
from gongkai.store.review import Judgement, judgements

_LISTS = {"target": "targets", "duty": "duties", "date": "dates", "blank": "blanks", "erratum": "errata"}  # fmt: skip
# Not part of what a record says: who it is, where it stands, how far it is relied on.
_ASIDE = frozenset(("id", "node", "span", "review", "fill"))
_NUMBERED = re.compile(r"(.+-[A-Z])(\d+)")
_NUMBER = re.compile(r"[\d０-９][\d０-９,，.．]*|[XＸ×]{2,}")


class _One(Struct, frozen=True):
    """A record on its way: its address, the list or kind it belongs to, its value; `new` has no id yet."""

    address: str
    sort: str
    value: Any
    new: bool = False

    @property
    def span(self) -> Span:
        found: Span = self.value.span
        return found

    @property
    def review(self) -> Review:
        found: Review = self.value.review
        return found

    @property
    def decided(self) -> bool:
        return self.review.status != "proposed" or self.review.rule is None


def carry(
    earlier: Plan, fresh: Plan, taken: Iterable[str] = ()
) -> tuple[Plan, tuple[Finding, ...]]:
    """`fresh` with the decisions of `earlier`, and what has to be looked at.

    Both bear permanent node ids. No new record gets an id in `taken` (those of other revisions). The
    revision, its frame and the mentions are those of `fresh`; units are for the caller to work out again.
    """
    told: list[Finding] = []
    before = {node.id: node for node in earlier.nodes}
    old, new = _grouped(earlier), _grouped(fresh)
    ids = [one.address for groups in old.values() for ones in groups.values() for one in ones]
    numbers = _Numbers((*taken, *ids))
    ends = _ends(earlier), _ends(fresh)
    nodes: list[Node] = []
    records: dict[str, list[Any]] = {name: [] for name in _LISTS.values()}
    for node in fresh.nodes:
        was = before.pop(node.id, node)
        behind = ends[0].get(was.path, was.lines[1]), ends[1][node.path]
        step = _Step(earlier, fresh, was, node, behind, told)
        groups = {
            kind: step.merged(old[node.id].get(kind, []), new[node.id].get(kind, []))
            for kind in (*_LISTS, "attribution", "deadline")
        }
        nodes.append(step.node_with(groups["attribution"], groups["deadline"]))
        for kind, name in _LISTS.items():
            for one in groups[kind]:
                address = numbers.next(one.address) if one.new else one.address
                records[name].append(replace(one.value, id=address, node=node.path))
    for gone in before.values():
        lost = [one for ones in old[gone.id].values() for one in ones]
        if gone.review.status != "proposed":
            lost.insert(0, _One(gone.id or "", "", gone))
        told += [_lost(earlier, one) for one in lost if one.decided]
    changed: dict[str, Any] = {name: tuple(held) for name, held in records.items()}
    return replace(fresh, nodes=tuple(nodes), **changed), tuple(told)


class _Numbers:
    """The next free number of each node and kind: N054-T → 3."""

    def __init__(self, taken: Iterable[str]) -> None:
        self.last: defaultdict[str, int] = defaultdict(int)
        for address in taken:
            if found := _NUMBERED.fullmatch(address):
                self.last[found[1]] = max(self.last[found[1]], int(found[2]))

    def next(self, like: str) -> str:
        """An id of the node and kind of `like`, above all taken ones."""
        stem = like.rstrip("0123456789")
        self.last[stem] += 1
        return f"{stem}{self.last[stem]}"


def _grouped(plan: Plan) -> defaultdict[str | None, dict[str, list[_One]]]:
    """The records of each node by kind."""
    found: defaultdict[str | None, dict[str, list[_One]]] = defaultdict(dict)
    for one in judgements(plan):
        if one.kind != "node":
            held = _One(one.address, _sort(one), one.value)
            found[one.node.id].setdefault(one.kind, []).append(held)
    return found


def _sort(one: Judgement) -> str:
    """What tells two records at the same words apart: the list of a body, the kind of others."""
    return str(one.where[2] if one.kind == "attribution" else getattr(one.value, "kind", ""))


class _Step(Struct, frozen=True):
    """One node: as it `was` in the earlier plan, as it is in the fresh one, and what is told on the way.

    `behind` is the last line of its items in either: labels that answer for the node may stand there.
    """

    earlier: Plan
    fresh: Plan
    was: Node
    node: Node
    behind: tuple[int, int]
    told: list[Finding]

    @property
    def same_lines(self) -> bool:
        """Whether its own lines are printed as they were."""
        return _printed(self.earlier, self.was.lines) == _printed(self.fresh, self.node.lines)

    @property
    def down(self) -> int:
        """By how many lines it stands further down."""
        return self.node.lines[0] - self.was.lines[0]

    def node_with(self, bodies: Sequence[_One], deadlines: Sequence[_One]) -> Node:
        """The fresh node with what was decided on it, its bodies and its deadline."""
        node, was = self.node, self.was
        decided = was.review.status != "proposed"
        difference = _difference(_said_of_node(was), _said_of_node(node)) if self.same_lines else ""
        if difference:
            rule = "carry-conflict" if decided else "carry-renewed"
            self._tell(rule, was.id, Span(node.lines[0], 1, ""), difference)
        if decided:
            node = replace(node, role=was.role, review=was.review)
        if decided and self.same_lines:
            head = joined([self._down(part) for part in was.head.parts]) if was.head else None
            node = replace(node, head=head, body=tuple(self._down(one) for one in was.body))
        lists: dict[str, Any] = {
            name: tuple(one.value for one in bodies if one.sort == name) for name in BODIES
        }
        return replace(node, **lists, deadline=self._deadline(deadlines))

    def _deadline(self, found: Sequence[_One]) -> Any:  # noqa: ANN401
        """A node has one: that which was there before one that is now read elsewhere."""
        if not found:
            return None
        first, *rest = sorted(found, key=lambda one: one.new)
        for other in rest:
            difference = _difference(_said(first), _said(other))
            self._tell("carry-conflict", first.address, first.span, difference)
        return first.value

    def _down(self, stretch: Stretch) -> Stretch:
        return replace(stretch, line=stretch.line + self.down)

    def merged(self, old: Sequence[_One], new: Sequence[_One]) -> list[_One]:
        """The records of one kind: those there were, in their order, and new ones by their places."""
        spans = [self._now(one.span) for one in old]
        pairs = _pairs([*zip(old, spans, strict=True)], new)
        outcomes = (
            self._outcome(one, span, new[pairs[at]] if at in pairs else None)
            for at, (one, span) in enumerate(zip(old, spans, strict=True))
        )
        used = set(pairs.values())
        rest = sorted(
            (replace(one, new=True) for at, one in enumerate(new) if at not in used),
            key=lambda one: one.span.place,
        )
        return list(_woven([one for one in outcomes if one], deque(rest)))

    def _outcome(self, one: _One, span: Span | None, fresh: _One | None) -> _One | None:
        """What becomes of a record that now stands at `span` and is now read as `fresh`."""
        difference = _difference(_said(one), _said(fresh)) if fresh else ""
        if one.decided:
            gone = self._gone(one.value)
            value = None if gone else self._moved(one.value, span, fresh)
            if value is None:
                self.told.append(_lost(self.earlier, one, gone))
                return replace(fresh, address=one.address) if fresh else None
            if difference:
                self._tell("carry-conflict", one.address, value.span, difference)
            return replace(one, value=value)
        if fresh is None:
            if self.same_lines or one.review.note:
                self._tell("carry-dropped", one.address, span or one.span, one.span.quote)
            return None
        if difference:
            self._tell("carry-renewed", one.address, fresh.span, difference)
        value = fresh.value
        if one.review.note and not value.review.note:
            value = replace(value, review=replace(value.review, note=one.review.note))
        return replace(fresh, address=one.address, value=value)

    def _gone(self, value: Any) -> str:  # noqa: ANN401
        """Words that a record goes by beside its quote (until when, how often …) and that its node prints no more; "" for none."""
        old, new = (
            "\n".join(_printed(plan, node.lines))
            for plan, node in ((self.earlier, self.was), (self.fresh, self.node))
        )
        beside = (
            words for key, words in as_printed(value) if key != "value_printed"
        )  # in the quote
        return next((words for words in beside if words in old and words not in new), "")

    def _tell(self, rule: str, address: str | None, span: Span, what: str) -> None:
        args = {"id": address or "", "what": what}
        self.told.append(Finding(rule, _file(self.fresh), span.line, span.col, args))

    def _moved(self, value: Any, span: Span | None, fresh: _One | None) -> Any:  # noqa: ANN401
        """The record at its place in the fresh plan; `None` where its words or its bodies' are gone."""
        if span is None:
            return None
        actors: tuple[Actor, ...] = getattr(value, "by", ())
        if not actors:
            return replace(value, span=span)
        read: tuple[Actor, ...] = fresh.value.by if fresh else ()
        known = {actor.printed: actor.span for actor in reversed(read)}
        spans = [
            self._now(one.span) or known.get(one.printed) or self._there(one.span) for one in actors
        ]
        if None in spans:
            return None
        by = tuple(replace(one, span=at) for one, at in zip(actors, spans, strict=True) if at)
        return replace(value, span=span, by=by)

    def _there(self, span: Span) -> Span | None:
        """`span`, where the fresh source prints the same at the same place (another node's words)."""
        lines = self.fresh.source_lines
        holds = span.line <= len(lines) and lines[span.line - 1].startswith(
            span.quote, span.col - 1
        )
        return span if holds else None

    def _now(self, span: Span) -> Span | None:
        """Where the words of `span` now stand in the node: at the same place in it, else the same time over."""
        within = span.line <= self.was.lines[1]
        old, new = (
            (self.was.lines, self.node.lines)
            if within
            else ((self.was.lines[0], self.behind[0]), (self.node.lines[0], self.behind[1]))
        )
        moved = self._there(replace(span, line=span.line + self.down))
        if moved and new[0] <= moved.line <= new[1]:
            return moved
        before = list(_places(self.earlier, old, span.quote))
        now = list(_places(self.fresh, new, span.quote))
        at = before.index(span) if span in before else 0
        return now[min(at, len(now) - 1)] if now else None


def _printed(plan: Plan, lines: tuple[int, int]) -> tuple[str, ...]:
    return plan.source_lines[lines[0] - 1 : lines[1]]


def _ends(plan: Plan) -> dict[str, int]:
    """The last line of each node, by path, all that stands below it counted in."""
    ends: dict[str, int] = {}
    for node in reversed(plan.nodes):
        ends[node.path] = end = max(ends.get(node.path, 0), node.lines[1])
        if node.parent is not None:
            ends[node.parent] = max(ends.get(node.parent, 0), end)
    return ends


def _places(plan: Plan, lines: tuple[int, int], quote: str) -> Iterator[Span]:
    """All places in `lines`, first and last, where `quote` is printed."""
    for line, printed in enumerate(_printed(plan, lines), lines[0]):
        at = printed.find(quote) if quote else -1
        while at >= 0:
            yield Span(line, at + 1, quote)
            at = printed.find(quote, at + 1)


def _pairs(old: Sequence[tuple[_One, Span | None]], new: Sequence[_One]) -> dict[int, int]:
    """Which of `new` each of `old` is now read as: at the same words and of a kind, at the same words, overlapping."""
    pairs: dict[int, int] = {}
    used: set[int] = set()

    def take(at: int, candidates: Iterable[int]) -> None:
        found = next((one for one in candidates if one not in used), None)
        if at not in pairs and found is not None:
            pairs[at] = found
            used.add(found)

    kinds: defaultdict[object, list[int]] = defaultdict(list)
    lines: defaultdict[int, list[int]] = defaultdict(list)
    for at, one in enumerate(new):
        kinds[one.span, one.sort].append(at)
        kinds[one.span].append(at)
        lines[one.span.line].append(at)
    for at, (one, span) in enumerate(old):
        take(at, kinds.get((span, one.sort), ()))
    for at, (_, span) in enumerate(old):
        take(at, kinds.get(span, ()))
    for at, (_, span) in enumerate(old):
        if span and at not in pairs:
            take(at, (one for one in lines[span.line] if _overlap(new[one].span, span)))
    gone = _counted((at, one) for at, (one, span) in enumerate(old) if at not in pairs and not span)
    come = _counted((at, one) for at, one in enumerate(new) if at not in used)
    for counts, at in gone.items():
        if counts in come:
            take(at, (come[counts],))
    return pairs


def _counted(ones: Iterable[tuple[int, _One]]) -> dict[object, int]:
    """The targets' places by what they count, where one alone does."""
    found: defaultdict[object, list[int]] = defaultdict(list)
    for at, one in ones:
        if isinstance(one.value, Target) and one.value.indicator:
            found[_counts(one.value)].append(at)
    return {counts: places[0] for counts, places in found.items() if len(places) == 1}


def _counts(target: Target) -> object:
    """What a target says but for its numbers: 达到85%以上 and 达到90%以上 are one target, raised."""
    return target.indicator, target.unit, _NUMBER.sub("0", target.span.quote)


def _overlap(one: Span, other: Span) -> bool:
    return one.col < other.col + len(other.quote) and other.col < one.col + len(one.quote)


def _woven(kept: Iterable[_One], new: deque[_One]) -> Iterator[_One]:
    """`kept` in its own order, each of `new` before the first that stands behind it."""
    for one in kept:
        while new and new[0].span.place < one.span.place:
            yield new.popleft()
        yield one
    yield from new


def _said(one: _One) -> dict[str, object]:
    """What a record says, to be compared and told."""
    said = {
        name: getattr(one.value, name) for name in one.value.__struct_fields__ if name not in _ASIDE
    }
    if "by" in said:
        said["by"] = tuple((each.printed, each.source, each.unit) for each in one.value.by)
    if isinstance(one.value, Body):
        said["list"] = one.sort
    return {"quote": one.span.quote, **said}


def _said_of_node(node: Node) -> dict[str, object]:
    return {"role": node.role, "heading": node.heading, "text": node.text}


def _difference(old: dict[str, object], new: dict[str, object]) -> str:
    """`key: earlier → now` of every key that differs."""
    return "；".join(
        f"{key}: {' → '.join(_both(value, new.get(key)))}"
        for key, value in old.items()
        if value != new.get(key)
    )


def _both(old: object, new: object) -> tuple[str, str]:
    """Two values that differ, in words that differ: the same bodies by why they answer (attribution, inline)."""
    told = _told(old), _told(new)
    return told if told[0] != told[1] else (_told(old, whole=True), _told(new, whole=True))


def _told(value: object, *, whole: bool = False) -> str:
    if isinstance(value, tuple) and whole:
        return "、".join(_whole(one) for one in value)
    if isinstance(value, tuple):
        return "、".join(_told(one[0] if isinstance(one, tuple) else one) for one in value) or "—"
    if isinstance(value, Due):
        return value.printed
    if isinstance(value, bool):
        return str(value).lower()  # as the file has it
    return "—" if value in (None, "") else str(value)


def _whole(one: object) -> str:
    if not isinstance(one, tuple):
        return _told(one)
    return f"{one[0]}（{'，'.join(str(part) for part in one[1:] if part)}）"


def _lost(plan: Plan, one: _One, gone: str = "") -> Finding:
    """A decision that could not be taken over, at the place where its words stood; `gone`: those of them that are no more."""
    if isinstance(one.value, Node):
        args = {"id": one.address, "quote": one.value.heading or one.value.text[:24]}
        return Finding("carry-lost", _file(plan), one.value.lines[0], 1, args)
    args = {"id": one.address, "quote": gone or one.span.quote}
    return Finding("carry-lost", _file(plan), one.span.line, one.span.col, args)


def _file(plan: Plan) -> str:
    return f"plan_data/revisions/{plan.revision.id}/{plan.revision.source.file}"
