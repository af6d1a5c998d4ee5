"""What several pages show: a link to a node, a body, the facts read from a node. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from msgspec import Struct

from gongkai import addresses
from gongkai.clock import State
from gongkai.clock.duties import duty_periods, other_period
from gongkai.clock.state import Word
from gongkai.clock.targets import deadline_id
from gongkai.model import (
    Actor,
    Body,
    DateMention,
    Duty,
    Erratum,
    Fill,
    Node,
    NodeDeadline,
    Review,
    Target,
)
from gongkai.sources.span import Span
from gongkai.views import words
from gongkai.views.index import Index


class NodeLink(Struct, frozen=True):
    """A node by its printed number and title."""

    id: str
    number: str
    path: str
    title: str
    address: str

    @property
    def named(self) -> str:
        """Its number, if it has one, and its title."""
        return f"{self.number} {self.title}".strip()


class Filling(Struct, frozen=True):
    """What a blank is said to stand for, and on what that rests."""

    value: str
    units: tuple[tuple[str, str], ...]  # name, address
    basis: str
    date: str
    source: str
    illustrative: bool


class Standing(Struct, frozen=True):
    """A state in words: `tone` is good, plain, quiet, warn or bad; the word says it too."""

    word: str
    tone: str
    why: str
    period: str
    due: str
    sort: str
    evidence: str
    illustrative: bool


class Named(Struct, frozen=True):
    """A body as printed. `address` is "" for a blank and for a body that no unit stands for.

    `name` is what lists gather it under: the unit's own name however it was printed.
    """

    printed: str
    blank: bool
    name: str
    address: str = ""
    how: str = ""  # 承前文 …
    fill: Filling | None = None


class Place(Struct, frozen=True):
    """Where words stand: the source line, and its address in the full text."""

    line: int
    col: int
    quote: str
    address: str


class Fact(Struct, frozen=True):
    """Something read from a node: a target, a duty, a date, a misprint."""

    id: str
    kind: str
    place: Place
    says: str
    when: str
    status: str
    by: tuple[Named, ...] = ()
    doubt: str = ""
    node: NodeLink | None = None
    public: bool = False
    blank: bool = False
    sort: str = ""
    standings: tuple[Standing, ...] = ()
    now: Standing | None = None
    next_due: str = ""
    next_sort: str = "9999"
    section: str = ""  # its number and title; this and `term` are for the finder
    term: str = ""  # the year of its deadline, or how often it returns; "|" between values

    @property
    def is_overdue(self) -> bool:
        """Whether the day is past and what was to be done by it is not on record, or a target was missed."""
        return self.now is not None and self.now.tone == "bad"

    @property
    def first_due(self) -> tuple[str, str]:
        """The first day on which something not yet done was or is due, in words and to sort by; what is overdue is first."""
        if self.now and self.is_overdue:
            return self.now.due, self.now.sort
        return self.next_due, self.next_sort

    @property
    def by_state(self) -> str:
        """To sort by: what is overdue and what is to come by day, then how the rest stands, what has no state at the end."""
        tone = words.TONES.index(self.now.tone) if self.now else len(words.TONES)
        return f"{self.first_due[1]} {tone}"


def node_link(index: Index, node: Node) -> NodeLink:
    """The link to a node, made once: each of its records shows it."""
    if node.path not in index.links:
        address = index.address(node)
        index.links[node.path] = NodeLink(
            node.id or "", index.number(node), node.path, index.title(node), address
        )
    link: NodeLink = index.links[node.path]
    return link


def place(index: Index, record: str, span: Span) -> Place:
    """The place of a record's words; the full text marks them under the record's id."""
    page = index.text_page(span.line)
    address = addresses.quote(record, page) if record else addresses.line(span.line, page)
    return Place(span.line, span.col, span.quote, address)


def standing(state: State) -> Standing:
    """A state in words."""
    return Standing(
        words.STANDING[state.state],
        words.TONE[state.state],
        state.why,
        words.period(state.period),
        words.day(state.due),
        state.due or "9999",
        state.evidence or "",
        state.illustrative,
    )


# How many stand how: word, tone, count.
Tally = tuple[tuple[str, str, int], ...]


def tally(facts: Iterable[Fact]) -> Tally:
    """How many records stand how: each by the state that a reader asks after first; none is left out."""
    counts = Counter(fact.now.word for fact in facts if fact.now)
    return tuple(
        (word, words.TONE[key], counts[word])
        for key, word in words.STANDING.items()
        if counts[word]
    )


_FURTHEST = timedelta(days=732)  # the next period of a year has begun by then
# What a reader asks after first; of none of these the last state is told.
_FIRST: tuple[Word, ...] = ("overdue", "missed", "no_result", "in_effect", "not_yet_due")


def now(states: Sequence[State]) -> State | None:
    """The state that a reader asks after first: what is overdue, else what is open, else the last."""
    for word in _FIRST:
        for state in states:
            if state.state == word:
                return state
    return states[-1] if states else None


def next_due(states: Sequence[State]) -> str | None:
    """The next day on which something is due: of what is not yet done."""
    return min(
        (state.due for state in states if state.state == "not_yet_due" and state.due), default=None
    )


def filling(index: Index, fill: Fill) -> Filling:
    """What a blank is said to stand for."""
    units = tuple(
        (index.units[unit].name, addresses.unit(unit)) for unit in fill.units if unit in index.units
    )
    return Filling(
        fill.value, units, fill.basis, words.day(fill.date), fill.source or "", fill.illustrative
    )


def named(index: Index, body: Body | Actor) -> Named:
    """A body as printed, linked where a unit stands for it; a blank with what fills it."""
    fill = index.fill_of(body)
    unit = index.units.get(body.unit) if body.unit else None
    how = words.ACTOR_SOURCE[body.source] if isinstance(body, Actor) else ""
    return Named(
        body.printed,
        body.blank,
        words.BLANK if body.blank else unit.name if unit else body.printed,
        addresses.unit(unit.id) if unit else "",
        how if how != "句中写明" else "",
        filling(index, fill) if fill else None,
    )


def _doubt(review: Review) -> str:
    if review.note:
        return review.note
    return "" if review.confidence == "certain" else words.CONFIDENCE[review.confidence]


def _year(day: str | None) -> str:
    return f"{day[:4]}年" if day else words.NOT_PRINTED


def target_fact(index: Index, target: Target) -> Fact:
    """A target: what it demands, until when."""
    return _once(index, target.id, target.span, lambda: _target_fact(index, target))


def _once(index: Index, name: str, span: Span, make: Callable[[], Fact]) -> Fact:
    """The fact of the record of that name and place, made once: half a dozen pages and files show it."""
    key = (name, span.place)
    if key not in index.facts:
        index.facts[key] = make()
    fact: Fact = index.facts[key]
    return fact


def _target_fact(index: Index, target: Target) -> Fact:
    until = words.day(target.deadline)
    printed = target.deadline_printed or ""
    when = f"{printed}（{until}）" if until and printed else until or printed
    term = _year(target.deadline)
    if target.deadline_scope == "carried" and _of_node(index, target):
        when += f"，{words.OF_NODE}"
    elif target.deadline_scope == "carried":
        when += f"，{words.SCOPE['carried']}"
        term += f"|{words.CARRIED}"
    says = words.required(target)
    if basis := _basis(target):
        says += f"（以{basis}为基准）"
    return Fact(
        target.id,
        words.TARGET_KIND[target.kind],
        place(index, target.id, target.span),
        f"{target.indicator or target.span.quote}：{says}" if says else target.span.quote,
        when,
        words.STATUS.get(target.review.status, ""),
        tuple(named(index, actor) for actor in target.by),
        _doubt(target.review),
        node_link(index, index.by_path[target.node]),
        blank=target.blank,
        sort=target.deadline or "9999",
        term=term,
        **_standings(index, target.id, index.by_path[target.node]),
    )


def _basis(target: Target) -> str:
    """What a target is measured against: 2024年的58%; of a change (下降20个百分点) the year alone, its value has another unit."""
    year, value = target.baseline or "", target.baseline_value
    if not value or target.comparator in ("decrease_by", "increase_by"):
        return year
    return f"{year}{'的' if year else ''}{value}{target.unit or ''}"


def _of_node(index: Index, target: Target) -> bool:
    """Whether a target's deadline is that of its node, or of one above it: of a row, a bracket, a line 完成时限."""
    node = index.by_path[target.node]
    return any(
        one.deadline is not None and one.deadline.span.quote == target.deadline_printed
        for one in (node, *index.above(node))
    )


def deadline_fact(index: Index, node: Node) -> Fact | None:
    """A measure by its own deadline (完成时限); None where none is printed."""
    deadline = node.deadline
    if deadline is None or deadline.review.status == "rejected":
        return None
    name = deadline_id(node)
    return _once(index, name, deadline.span, lambda: _deadline_fact(index, node, deadline, name))


def _deadline_fact(index: Index, node: Node, deadline: NodeDeadline, name: str) -> Fact:
    until = words.day(deadline.end)
    link = node_link(index, node)
    return Fact(
        name,
        words.DEADLINE,
        place(index, "", deadline.span),
        link.title,
        f"{deadline.printed}（{until}）" if until else deadline.printed,
        words.STATUS.get(deadline.review.status, ""),
        tuple(named(index, body) for body in node.attributions),
        _doubt(deadline.review),
        link,
        sort=deadline.end or "9999",
        term=_year(deadline.end),
        **_standings(index, name, node),
    )


def deadlines(index: Index) -> Iterator[tuple[Node, str, Fact]]:
    """Nodes that are due on a day which none of their targets and duties tells, with the day."""
    for node in index.plan.nodes:
        day = node.deadline.end if node.deadline else None
        if day is None or any(
            one.deadline == day
            for one in (*index.targets.get(node.path, ()), *index.duties.get(node.path, ()))
        ):
            continue
        if fact := deadline_fact(index, node):
            yield node, day, fact


def duty_fact(index: Index, duty: Duty) -> Fact:
    """A duty: what, by whom, how often, until when."""
    return _once(index, duty.id, duty.span, lambda: _duty_fact(index, duty))


def _duty_fact(index: Index, duty: Duty) -> Fact:
    when = [  # 每年3月、9月 is how often and when
        _how_often(duty),
        "、".join(dict.fromkeys(due.printed for due in duty.due)),  # 每季度末 is four days
        f"{duty.season[0]}至{duty.season[1]}" if duty.season else "",
        words.day(duty.deadline),
    ]
    return Fact(
        duty.id,
        words.DUTY_KIND[duty.kind],
        place(index, duty.id, duty.span),
        duty.what + (f"（向{duty.to}）" if duty.to and duty.to not in duty.what else ""),
        "，".join(part for part in dict.fromkeys(when) if part) or words.NOT_PRINTED,
        words.STATUS.get(duty.review.status, ""),
        tuple(named(index, actor) for actor in duty.by),
        _doubt(duty.review),
        node_link(index, index.by_path[duty.node]),
        public=duty.public,
        sort=duty.frequency or "",
        term=_term(duty),
        **_standings(index, duty.id, index.by_path[duty.node], duty),
    )


def _term(duty: Duty) -> str:
    """What a list is filtered by: the frequency, else the year of the deadline."""
    if other_period(duty):
        return "其他周期"
    return words.FREQUENCY[duty.frequency] if duty.frequency else _year(duty.deadline)


def _how_often(duty: Duty) -> str:
    """The frequency in words, unless the due days say it themselves (每年11月底前); what is not printed is not said."""
    if duty.frequency is None:
        return ""
    if other_period(duty):
        return duty.frequency_printed or ""
    word = words.FREQUENCY[duty.frequency]
    if duty.frequency == "unspecified":
        if duty.deadline and not duty.frequency_printed:
            return ""
        return f"{duty.frequency_printed}，{word}" if duty.frequency_printed else word
    said = duty.due and all(due.printed.startswith(word) for due in duty.due)
    return "" if said else word


def _first_to_come(index: Index, duty: Duty, states: Sequence[State]) -> str | None:
    """When a duty that comes round is due next, all that has begun being done: its first period to come.

    Whether a group has done what is not yet due cannot be told, so that is next for it.
    """
    day = index.plan.as_of
    if not day or not states or duty.kind == "seasonal_ban":
        return None
    running = (
        one.due for one in states if one.state == "cannot_tell" and one.due and one.due >= day
    )
    if found := min(running, default=None):
        return found
    now = date.fromisoformat(day)
    to_come = duty_periods(duty, index.plan.revision.in_force, now + _FURTHEST)
    return next((one.due.isoformat() for one in to_come if one.start > now), None)


def _standings(index: Index, name: str, node: Node, duty: Duty | None = None) -> dict[str, Any]:
    """How the record of that name stands; `node` is where it was read."""
    states = index.states.get(name, [])
    due = next_due(states)
    if due is None and duty:
        due = _first_to_come(index, duty, states)
    standings = tuple(standing(state) for state in states)
    top = index.top(node)
    return {
        "standings": standings,
        "now": standings[states.index(first)] if (first := now(states)) else None,
        "next_due": words.day(due),
        "next_sort": due or "9999",
        "section": index.named(top),
    }


def date_fact(index: Index, date: DateMention) -> Fact:
    """An expression of time and the days that it means; `when` is "" where it means none."""
    return Fact(
        date.id,
        words.DATE_KIND[date.kind],
        place(index, date.id, date.span),
        date.span.quote,
        words.days(date.start, date.end),
        words.STATUS.get(date.review.status, ""),
        doubt=_doubt(date.review),
        sort=date.start or date.end or "9999",
    )


def erratum_fact(index: Index, erratum: Erratum) -> Fact:
    """A suspected misprint beside what it may stand for."""
    node = index.by_path[erratum.node]
    return Fact(
        erratum.id,
        words.ERRATUM,
        place(index, erratum.id, erratum.span),
        f"“{erratum.span.quote}”似应为“{erratum.suspected}”",
        "",
        words.STATUS.get(erratum.review.status, ""),
        doubt=_doubt(erratum.review),
        node=node_link(index, node),
        section=index.named(index.top(node)),
    )
