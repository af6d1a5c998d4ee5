"""Grading: one amount against a row of five classes, or of one limit. Pure.

Equality belongs to the better class, and where neighbouring classes have one limit the value gets the
best of them: the class is the first whose bound holds. For the class a value not detected counts as
half of its detection limit; whether the limit is kept is asked of the whole stretch up to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from gongkai.water.amount import EXACT, Amount, exactly, quotient
from gongkai.water.indicators import Indicator
from gongkai.water.limits import CLASSES, Bound, Limit, Outcome
from gongkai.water.verdict import Item

BASE = CLASSES.index("Ⅲ")
# 环办〔2011〕22号: no multiple for 水温, pH, 溶解氧 and the like.
NO_MULTIPLE = frozenset({"PH", "DO", "WT"})
BY_HALF = "未检出，类别按检出限的一半评定"


def class_of(limit: Limit, amount: Amount) -> str | None:
    """The class of a value by its usual number; None where the table cannot tell (or has no bounds).

    Radioactivity above class Ⅲ of GB/T 14848 is printed alike for Ⅳ and Ⅴ: not told apart.
    """
    if not any(limit.bounds):
        return None
    number = amount if amount.qualifier == "text" else exactly(amount.usual)
    for at, bound in enumerate(limit.bounds):
        if bound is None:
            alike = at + 1 < len(limit.bounds)
            return None if alike else CLASSES[at]
        if holds_usual(bound, amount, number) == "kept":
            return CLASSES[at]
    return CLASSES[len(limit.bounds)]


def holds_usual(bound: Bound, amount: Amount, number: Amount) -> Outcome:
    """The bound against the usual number; where nothing may be detected, against the result itself."""
    return bound.holds(amount if bound.sense == "absent" else number)


def graded(
    limit: Limit, amount: Amount, target: str, *, counts: bool = True, note: str = ""
) -> Item:
    """The item for a table of classes: its class, and whether the target class is kept."""
    bound = limit.bounds[CLASSES.index(target)]
    water_class = class_of(limit, amount)
    outcome = _outcome(limit, bound, amount, water_class)
    has_multiple = limit.indicator.code not in NO_MULTIPLE
    exceeds = outcome == "exceeded"
    return Item(
        limit.indicator,
        amount,
        limit=bound.printed if bound else None,
        sense=bound.sense if bound else None,
        water_class=water_class,
        class_uncertain=_class_uncertain(limit, amount, water_class),
        counts=counts,
        exceeds=counts and exceeds,
        uncertain=counts and outcome == "unsure",
        over_reference=None if counts or bound is None else exceeds,
        multiple=multiple(bound, amount) if has_multiple and counts else None,
        over_iii=multiple(limit.bounds[BASE], amount) if has_multiple else None,
        worse_than_iii=_worse_than_iii(limit, amount, water_class),
        clause=f"{limit.clause} {target}类" if bound else limit.clause,
        evidence=limit.evidence,
        note=note or _note(water_class, limit, amount),
    )


def graded_alone(limit: Limit, amount: Amount, *, counts: bool = True, note: str = "") -> Item:
    """The item for a row with one limit. One that is not confirmed informs and does not count."""
    bound = limit.bounds[0]
    counts = counts and limit.confirmed
    outcome = bound.holds(amount) if bound else "kept"
    exceeds = outcome == "exceeded"
    if not limit.confirmed:
        note = "限值未经核实，只供参考，不作评价" if bound else "限值未经核实，未列出"
    return Item(
        limit.indicator,
        amount,
        limit=bound.printed if bound else None,
        sense=bound.sense if bound else None,
        counts=counts,
        exceeds=counts and exceeds,
        uncertain=counts and outcome == "unsure",
        over_reference=None if counts or bound is None else exceeds,
        multiple=multiple(bound, amount)
        if counts and limit.indicator.code not in NO_MULTIPLE
        else None,
        clause=limit.clause,
        evidence=limit.evidence,
        note=note,
    )


def multiple(bound: Bound | None, amount: Amount) -> Decimal | None:
    """(value − limit) / limit where the value lies above a maximum; None elsewhere."""
    if bound is None or bound.sense not in ("max", "max_sum_ratio") or not bound.high:
        return None
    if bound.holds(amount) != "exceeded":
        return None
    return quotient(EXACT.subtract(amount.usual, bound.high), bound.high)


def worst(items: Iterable[Item]) -> str | None:
    """The class of the whole: that of its worst item (single-factor); None where one cannot be told.

    An item of class Ⅳ or Ⅴ, not told apart, leaves the whole open unless another one is Ⅴ or worse.
    """
    counted = [item for item in items if item.counts and item.limit is not None]
    classes = [CLASSES.index(item.water_class) for item in counted if item.water_class]
    if len(classes) < len(counted) and (not classes or max(classes) < CLASSES.index("Ⅴ")):
        return None
    return CLASSES[max(classes)] if classes else None


def decisive(items: Sequence[Item]) -> tuple[Indicator, ...]:
    """The indicators that give the whole its class: none where that is Ⅰ."""
    whole = worst(items)
    if whole in (None, "Ⅰ"):
        return ()
    return tuple(item.indicator for item in items if item.counts and item.water_class == whole)


def _worse_than_iii(limit: Limit, amount: Amount, water_class: str | None) -> bool:
    """For certain: what was not detected is no pollutant, however coarse its detection limit."""
    bound = limit.bounds[BASE]
    return water_class is not None and bound is not None and bound.holds(amount) == "exceeded"


def _outcome(limit: Limit, bound: Bound | None, amount: Amount, water_class: str | None) -> Outcome:
    if bound is None:
        # Class Ⅴ takes any value; so does Ⅳ, unless the value may as well be Ⅴ.
        return "unsure" if water_class is None and any(limit.bounds) else "kept"
    return bound.holds(amount)


def _class_uncertain(limit: Limit, amount: Amount, water_class: str | None) -> bool:
    """Whether the detection limit lies above the limit of the class that half of it gives."""
    if water_class is None or water_class not in CLASSES[: len(limit.bounds)]:
        return False
    bound = limit.bounds[CLASSES.index(water_class)]
    return bound is not None and bound.holds(amount) == "unsure"


def _note(water_class: str | None, limit: Limit, amount: Amount) -> str:
    if water_class is None and any(limit.bounds):
        return "Ⅳ类与Ⅴ类限值相同，无法区分，应进行核素分析"
    if water_class == "劣Ⅴ" and limit.indicator.code == "PH":
        return "pH超出各类共同的范围，按劣Ⅴ类计"
    return BY_HALF if amount.high_open else ""
