"""The values of a judgement. Pure data; what they mean is the contract's (`gongkai-water/1`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from gongkai.water.amount import Amount
from gongkai.water.indicators import Indicator
from gongkai.water.limits import Sense, Standard

Attainment = Literal["met", "not_met", "cannot_tell"]
WORDS: Mapping[Attainment, str] = {"met": "达标", "not_met": "不达标", "cannot_tell": "无法判定"}


class Item(Struct, frozen=True):
    """One indicator in a verdict, with its why.

    `counts`: it takes part in the verdict. An item that does not (total nitrogen, a limit that is not
    confirmed) never `exceeds`; `over_reference` says how it stands to the number shown beside it.
    `uncertain`: what is known of the value leaves open whether the limit is kept. `multiple` is over
    the limit shown, `over_iii` over class Ⅲ, by which main pollutants are ranked.
    """

    indicator: Indicator
    amount: Amount
    limit: str | None = None
    sense: Sense | None = None
    water_class: str | None = None
    class_uncertain: bool = False
    counts: bool = True
    exceeds: bool = False
    uncertain: bool = False
    over_reference: bool | None = None
    multiple: Decimal | None = None
    over_iii: Decimal | None = None
    worse_than_iii: bool = False
    clause: str = ""
    evidence: str = ""
    note: str = ""


class Coverage(Struct, frozen=True):
    """How much of one table was tested."""

    table: str
    tested: int
    required: int


class Verdict(Struct, frozen=True):
    """One point in one period (works, network and tap: on one day).

    `means` are the amounts of the period by code, from which a reach is judged. `missing` are codes;
    `tested` + `missing` make `required`. `target` is the class that was to be met.
    """

    point: str
    name: str
    type: str
    period: str
    dates: tuple[str, ...]
    standard: Standard
    verdict: Attainment
    items: tuple[Item, ...]
    means: Mapping[str, Amount]
    target: str | None = None
    water_class: str | None = None
    word: str | None = None
    tested: int = 0
    missing: tuple[Indicator, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    main: tuple[Item, ...] = ()
    decisive: tuple[Indicator, ...] = ()
    tli: Decimal | None = None
    trophic: str | None = None
    notes: tuple[str, ...] = ()


class Section(Struct, frozen=True):
    """A point as part of a reach."""

    point: str
    water_class: str | None
    word: str | None
    main: tuple[Indicator, ...]


class Reach(Struct, frozen=True):
    """A river or lake as a whole in one month. `method`: by the mean, or by shares of classes."""

    id: str
    period: str
    sections: tuple[Section, ...]
    method: Literal["mean", "shares"]
    water_class: str | None
    word: str | None
    main: tuple[Indicator, ...]
    good: int  # sections of class Ⅰ–Ⅲ
    worst: int  # sections of 劣Ⅴ
    tested: int | None = None
    required: int | None = None
    tli: Decimal | None = None
    trophic: str | None = None
    notes: tuple[str, ...] = ()


class Rate(Struct, frozen=True):
    """How many verdicts of a group were met in a period (a month or a quarter).

    `judged` leaves out those that could not be told. `items_met` of `items_judged` are single indicators
    in all of the verdicts. Volumes are None where a point has none.
    """

    group: str
    period: str
    met: int
    judged: int
    cannot_tell: int
    items_met: int = 0
    items_judged: int = 0
    volume_met: Decimal | None = None
    volume_judged: Decimal | None = None


def attainment(items: Iterable[Item]) -> Attainment:
    """Met or not by the items that count: one that exceeds decides; else one that is uncertain."""
    counted = [item for item in items if item.counts]
    if any(item.exceeds and not item.uncertain for item in counted):
        return "not_met"
    if not counted or any(item.uncertain for item in counted):
        return "cannot_tell"
    return "met"
