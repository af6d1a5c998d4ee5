"""The disclosure register: what must be published, by whom, how often, and whether it was. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from gongkai import addresses
from gongkai.model import Duty
from gongkai.overlays import Disclosure
from gongkai.views import words
from gongkai.views.index import Index
from gongkai.views.parts import Fact, duty_fact


class Published(Struct, frozen=True):
    """A record that something was published, reported or filed."""

    date: str
    sort: str
    period: str
    title: str
    by: str
    by_address: str
    address: str
    basis: str
    illustrative: bool


class Obligation(Struct, frozen=True):
    """A duty to publish, its periods with their state, and what is on record."""

    fact: Fact
    published: tuple[Published, ...]
    overdue: int


class Basis(Struct, frozen=True):
    """How many duties a register has, and from what their periods are counted: `start` is the recorded time in force."""

    total: int
    as_of: str
    start: str
    start_basis: str
    start_illustrative: bool


class Register(Struct, frozen=True):
    """Duties to publish first, then the other kinds."""

    public: tuple[Obligation, ...]
    kinds: tuple[tuple[str, tuple[Fact, ...]], ...]
    basis: Basis


def register(index: Index, duties: Sequence[Duty] | None = None) -> Register:
    """The register of the plan's duties, or of some of them."""
    duties = index.plan.duties if duties is None else duties
    return Register(
        tuple(obligation(index, duty) for duty in duties if duty.public),
        tuple(
            (
                label,
                tuple(
                    duty_fact(index, duty)
                    for duty in duties
                    if duty.kind == kind and not duty.public
                ),
            )
            for kind, label in words.DUTY_KIND.items()
        ),
        basis(index, len(duties)),
    )


def basis(index: Index, total: int) -> Basis:
    """What the periods of `total` duties are counted from."""
    in_force = index.plan.revision.in_force
    return Basis(
        total,
        words.day(index.plan.as_of),
        words.day(in_force.start),
        in_force.basis or "",
        in_force.illustrative,
    )


def obligation(index: Index, duty: Duty) -> Obligation:
    """One duty with all that is on record of it."""
    fact = duty_fact(index, duty)
    return Obligation(
        fact,
        tuple(published(index, one) for one in index.disclosures.get(duty.id, ())),
        sum(state.state == "overdue" for state in index.states.get(duty.id, ())),
    )


def published(index: Index, one: Disclosure) -> Published:
    """One record in words."""
    unit = index.units.get(one.by or "")
    return Published(
        words.day(one.date),
        one.date,
        words.period(one.period),
        one.title,
        unit.name if unit else "",
        addresses.unit(unit.id) if unit else "",
        one.address or "",
        one.basis,
        one.illustrative,
    )


def kept(index: Index) -> Iterator[Duty]:
    """The duties to keep a register or a list (台账、清单), in the order of the text."""
    return (duty for duty in index.plan.duties if duty.kind == "register")


def registers_kept(index: Index) -> tuple[Fact, ...]:
    """The registers and lists that the plan orders kept, in the order of the text."""
    return tuple(duty_fact(index, duty) for duty in kept(index))
