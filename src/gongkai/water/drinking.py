"""Water from works, network and tap by GB 5749: pass or fail, the edition by the day of sampling. Pure.

A sample passes when every tested indicator passes. What does not judge: a limit that is not confirmed,
a disinfectant not in use. The guidance values of radioactivity do not fail a sample either: above them
nuclide analysis decides, so the verdict cannot be told. Units and rows beyond the edition's tables are
shown without a limit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache

from msgspec.structs import replace

from gongkai.water import disinfectant, limits
from gongkai.water.amount import EXACT, ZERO, Amount, plain
from gongkai.water.grading import graded_alone
from gongkai.water.indicators import registry
from gongkai.water.limits import GB5749, Bound, Edition, Limit
from gongkai.water.points import Point
from gongkai.water.surface import unjudged
from gongkai.water.verdict import Coverage, Item, Verdict, attainment

# GB 5749-2022 has been in force from this day. That the day of sampling decides is our rule.
FIRST_DAY_2022 = "2023-04-01"
_TRIHALOMETHANES = ("CHCL3", "CHCLBR2", "CHCL2BR", "CHBR3")
# GB 5749-2022 table 1 note b: small centralised and scattered supply.
_NOTE_B: Mapping[str, str] = {"TPC": "500", "FLUORIDE": "1.2", "NO3N": "20", "TURB": "3"}
# GB 5749-2006 table 1: limits that a condition of the supply relaxes.
_CONDITIONAL_2006: Mapping[str, tuple[str, str]] = {
    "NO3N": ("20", "水源为地下水且受限时"),
    "TURB": ("3", "水源与净水技术条件受限时"),
    "CODMN": ("5", "水源受限且原水耗氧量大于6 mg/L时"),
}
# By-products by kind of disinfection (table 1, note c): not tested for that reason is not missing.
_WITH_CHLORINE = frozenset({*_TRIHALOMETHANES, "THM", "DCAA", "TCAA"})
_WITH_OZONE = frozenset({"BRO3", "HCHO"})


def edition_of(day: str) -> Edition:
    """The edition that judges a sample taken on `day` (YYYY-MM-DD)."""
    return "2006" if day < FIRST_DAY_2022 else "2022"


def judge(blank: Verdict, amounts: Mapping[str, Amount], point: Point) -> Verdict:
    """`blank` filled in: the verdict on one sample."""
    edition = edition_of(blank.dates[0])
    table = _table(edition)
    used = disinfectant.in_use(point.disinfectants, amounts, edition)
    place = disinfectant.items(amounts, used, edition, "works" if point.type == "works" else "tap")
    found = [*_items(amounts, table, edition, point), *place]
    missing = tuple(registry()[code] for code in _missing(found, amounts, used, edition))
    regular = limits.drinking(edition, 1)
    tested = [item.indicator.code for item in found if item.counts]
    done = sum(code in regular or code in used for code in tested)
    standard = GB5749[edition]
    return replace(
        blank,
        standard=standard,
        verdict=attainment(found),
        items=(*found, *unjudged(amounts, _known(edition), "本版标准正文无此限值")),
        tested=len(tested),
        missing=missing,
        coverage=(
            Coverage(f"{standard.name} 常规指标", done, done + len(missing)),
            Coverage(f"{standard.name} 表3", len(tested) - done, len(limits.drinking(edition, 3))),
        ),
        notes=_notes(point, used, amounts, edition),
    )


@cache
def _table(edition: Edition) -> Mapping[str, Limit]:
    return {**limits.drinking(edition, 1), **limits.drinking(edition, 3)}


@cache
def _known(edition: Edition) -> Mapping[str, Limit]:
    return {**_table(edition), **disinfectant.table(edition, "tap")}


def _items(
    amounts: Mapping[str, Amount], table: Mapping[str, Limit], edition: Edition, point: Point
) -> Iterable[Item]:
    for code, limit in table.items():
        if code == "THM":
            item = _sum_of_ratios(amounts, table, limit)
            if item is not None:
                yield item
        elif code in amounts:
            yield _item(amounts[code], limit, edition, point)


def _item(amount: Amount, limit: Limit, edition: Edition, point: Point) -> Item:
    code = limit.indicator.code
    if point.small_supply and edition == "2022" and code in _NOTE_B:
        bound = Bound("max", None, Decimal(_NOTE_B[code]), _NOTE_B[code])
        relaxed = replace(limit, bounds=(bound,), table="表1 注b")
        return graded_alone(relaxed, amount, note="小型集中式供水和分散式供水的放宽限值")
    item = graded_alone(limit, amount)
    if item.sense == "guidance" and item.exceeds:
        # Not a failure: gross β is judged after potassium-40 is taken off, both by nuclide analysis.
        return replace(item, uncertain=True, multiple=None, note="超过指导值，应进行核素分析和评价")
    if edition == "2006" and item.exceeds:
        return _perhaps_relaxed(item, limit, point)
    return item


def _perhaps_relaxed(item: Item, limit: Limit, point: Point) -> Item:
    """An item over table 1 of 2006, which relaxes a few limits itself and others by its table 4.

    A list of points says of a small supply alone that it is limited: it gets the 3 of turbidity. The other
    conditions of table 1 are not on file, so the usual limit stands and the note says so. The numbers of
    table 4 are not confirmed: above table 1 a small supply is left open.
    """
    code = limit.indicator.code
    condition = _CONDITIONAL_2006.get(code)
    if point.small_supply and code in limits.small_supply_2006():
        if code == "TURB" and condition is not None:
            bound = Bound("max", None, Decimal(condition[0]), condition[0])
            relaxed = graded_alone(replace(limit, bounds=(bound,)), item.amount, note=condition[1])
            if not relaxed.exceeds:
                return relaxed
        note = "2006年版表4对小型供水另有放宽限值，数值未经核实，不能判定"
        return replace(
            item, exceeds=False, uncertain=True, over_reference=True, multiple=None, note=note
        )
    if condition is None:
        return item
    note = f"{condition[1]}限值为{condition[0]}；点位清单未写明，按{item.limit}评价"
    return replace(item, note=note)


def _sum_of_ratios(
    amounts: Mapping[str, Amount], table: Mapping[str, Limit], limit: Limit
) -> Item | None:
    """三卤甲烷: the sum over four compounds of value / limit, at most 1.

    With fewer than four the sum is only a lower bound: it fails a sample, it never passes one. Then a
    sum that the laboratory reports itself is taken.
    """
    measured = [code for code in _TRIHALOMETHANES if code in amounts]
    total = _ratios([(amounts[code], table[code].bounds[0]) for code in measured])
    complete = len(measured) == len(_TRIHALOMETHANES)
    if complete or (total.low > 1):
        note = f"由{len(measured)}种化合物的实测值与限值之比相加"
        return graded_alone(limit, total, note=note)
    return graded_alone(limit, amounts["THM"]) if "THM" in amounts else None


def _ratios(pairs: Iterable[tuple[Amount, Bound | None]]) -> Amount:
    low = usual = high = coarsest = ZERO
    for amount, bound in pairs:
        if bound is None or not bound.high:
            continue
        low = EXACT.add(low, EXACT.divide(amount.low, bound.high))
        usual = EXACT.add(usual, EXACT.divide(amount.usual, bound.high))
        high = EXACT.add(high, EXACT.divide(amount.high, bound.high))
        coarsest = max(coarsest, EXACT.divide(amount.coarsest, bound.high))
    # A sum of thirds carries a tail of 60 digits; a hair of it must not cross the limit of 1.
    low, usual, high = (
        total if total.is_infinite() else total.quantize(Decimal("1e-30"), context=EXACT)
        for total in (low, usual, high)
    )
    open_ended = ">" if high.is_infinite() else ""
    shown = plain(Decimal(format(usual, ".10g")))
    return Amount(low, usual, high, ">" if open_ended else "", shown, 1, coarsest)


def _missing(
    found: Iterable[Item], amounts: Mapping[str, Amount], used: tuple[str, ...], edition: Edition
) -> Iterable[str]:
    """Regular indicators that this water should have been tested for and was not."""
    tested = {item.indicator.code for item in found}
    for code in limits.drinking(edition, 1):
        if code not in tested and _applies(code, amounts, used, edition):
            yield code
    yield from (code for code in used if code not in tested)


def _applies(
    code: str, amounts: Mapping[str, Amount], used: tuple[str, ...], edition: Edition
) -> bool:
    if code in ("ECOLI", "TTC") and "TC" in amounts:
        # Need not be tested while no coliforms are found; in 2006 either of the two will do.
        other = edition == "2006" and ("TTC" in amounts or "ECOLI" in amounts)
        return amounts["TC"].found and not other
    if code in _WITH_OZONE:
        return "O3" in used
    if code == "CLO2_ION":
        return "CLO2" in used
    if code == "CLO3":
        return "CLO2" in used and "FREE_CL" in used
    if code in _WITH_CHLORINE and edition == "2022":
        return not used or "FREE_CL" in used or "TOTAL_CL" in used
    return True


def _notes(
    point: Point, used: tuple[str, ...], amounts: Mapping[str, Amount], edition: Edition
) -> tuple[str, ...]:
    if point.disinfectants is not None:
        return ()
    if used:
        return ("点位未写明消毒剂，按所测的一种评价",)
    if any(code in amounts for code in disinfectant.table(edition, "tap")):
        return ("点位未写明消毒剂，测了不止一种，均不评价",)
    return ()
