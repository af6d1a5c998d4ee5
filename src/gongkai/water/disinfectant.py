"""Disinfectants by table 2 of GB 5749: limit and residual at the works, residual at the tap. Pure.

Only the disinfectant in use is judged. With a mixed generator both keep their upper limit and at least
one its residual. The upper limit binds the works; in the edition of 2022 the tap as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Literal

from msgspec.structs import replace

from gongkai.water.amount import Amount
from gongkai.water.grading import graded_alone
from gongkai.water.indicators import registry, rows
from gongkai.water.limits import GB5749, Bound, Edition, Limit
from gongkai.water.verdict import Item

Place = Literal["works", "tap"]


@cache
def table(edition: Edition, place: Place) -> Mapping[str, Limit]:
    """Table 2 as it binds at the works, or in the network and at the tap."""
    standard = GB5749[edition]
    limits = {}
    for row in rows(f"gb5749-{edition}-table2.csv"):
        indicator = registry()[row["code"]]
        at_most = row["works_max"] if place == "works" or edition == "2022" else ""
        bound = _bound(row[f"{place}_residual_min"], at_most)
        name = row["disinfectant_zh"]
        limits[row["code"]] = Limit(
            indicator, name, standard, "表2", (bound,), row["evidence"], row["note"]
        )
    return limits


def in_use(
    declared: tuple[str, ...] | None, amounts: Mapping[str, Amount], edition: Edition
) -> tuple[str, ...]:
    """The disinfectants to judge: those declared; where nothing is, the only one that was measured.

    Two measured and none declared leave open which is in use: none is judged.
    """
    if declared is not None:
        return declared
    measured = [code for code in table(edition, "tap") if code in amounts]
    return tuple(measured) if len(measured) == 1 else ()


def items(
    amounts: Mapping[str, Amount], used: tuple[str, ...], edition: Edition, place: Place
) -> tuple[Item, ...]:
    """An item for each disinfectant measured; those not in use do not count."""
    found = {
        code: graded_alone(
            limit,
            amounts[code],
            counts=code in used,
            note="" if code in used else "不是所用的消毒剂，不评价",
        )
        for code, limit in table(edition, place).items()
        if code in amounts
    }
    if len(used) > 1:
        found |= _mixed(
            {code: item for code, item in found.items() if code in used}, used, edition, place
        )
    return tuple(found.values())


def _mixed(
    found: Mapping[str, Item], used: tuple[str, ...], edition: Edition, place: Place
) -> dict[str, Item]:
    """One residual is enough; with one of them not measured, a residual too low leaves it open."""
    limits = table(edition, place)
    residual = {
        code: Bound("min", bound.low, None, "").holds(item.amount)
        for code, item in found.items()
        for bound in limits[code].bounds
        if bound is not None
    }
    enough = any(outcome == "kept" for outcome in residual.values())
    unmeasured = any(code not in found for code in used)
    judged = {}
    for code, item in found.items():
        bound = limits[code].bounds[0]
        over = Bound("max", None, bound.high if bound else None, "").holds(item.amount)
        if over == "exceeded" or residual[code] == "kept":
            judged[code] = item
        elif enough:
            note = "混合消毒，另一种消毒剂余量已达到要求"
            judged[code] = replace(item, exceeds=False, uncertain=over == "unsure", note=note)
        elif unmeasured or "unsure" in residual.values():
            note = "混合消毒，另一种消毒剂余量不明"
            judged[code] = replace(item, exceeds=False, uncertain=True, note=note)
        else:
            judged[code] = item
    return judged


def _bound(low: str, high: str) -> Bound:
    at_least, at_most = (Decimal(text) if text else None for text in (low, high))
    if low and high:
        return Bound("range", at_least, at_most, f"{low}-{high}")
    return Bound("min" if low else "max", at_least, at_most, low or high)
