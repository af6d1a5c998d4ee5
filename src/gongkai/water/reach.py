"""A whole river, or a lake, from its points in one month (环办〔2011〕22号). Pure.

Fewer than five sections of a river: the mean of each indicator, judged as one section. From five on:
the shares of classes, no class of the whole. That exactly five belongs to the shares is recalled; one
source says more than five. A lake is always judged by the mean over its points.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction

from gongkai.water import lake, surface
from gongkai.water.amount import Amount, mean
from gongkai.water.grading import worst
from gongkai.water.indicators import Indicator, registry
from gongkai.water.limits import CLASSES
from gongkai.water.verdict import Reach, Section, Verdict

FEWEST_FOR_SHARES = 5
_GOOD = frozenset(CLASSES[:3])


def judge(id_: str, period: str, verdicts: Sequence[Verdict]) -> Reach:
    """The reach `id_` from the verdicts on its points in `period`."""
    classed = [verdict for verdict in verdicts if verdict.water_class is not None]
    standing = any(verdict.type != "river" for verdict in verdicts)
    if standing or len(classed) < FEWEST_FOR_SHARES:
        return _by_mean(id_, period, verdicts, standing=standing)
    return _by_shares(id_, period, verdicts, classed)


def word_of_shares(good: int, worst_: int, total: int) -> str:
    """The word for a river of `total` sections, `good` of Ⅰ–Ⅲ and `worst_` of 劣Ⅴ."""
    share, bad = Fraction(good, total), Fraction(worst_, total)
    if share >= Fraction(90, 100):
        return "优"
    if share >= Fraction(75, 100):
        return "良好"
    if bad < Fraction(20, 100):
        return "轻度污染"
    return "中度污染" if bad < Fraction(40, 100) else "重度污染"


def means_over(of: Sequence[Mapping[str, Amount]]) -> dict[str, Amount]:
    """The mean of each indicator over those that measured it, each counting once."""
    values: dict[str, list[Amount]] = defaultdict(list)
    for means in of:
        for code, amount in means.items():
            values[code].append(amount)
    return {code: mean(amounts) for code, amounts in values.items()}


def _by_mean(id_: str, period: str, verdicts: Sequence[Verdict], *, standing: bool) -> Reach:
    means = means_over([verdict.means for verdict in verdicts])
    items = surface.items(means, "Ⅲ", lake=standing)
    water_class = worst(items)
    tli = lake.trophic_index(means) if standing else None
    return Reach(
        id_,
        period,
        _sections(verdicts),
        "mean",
        water_class,
        surface.word_of(water_class),
        tuple(item.indicator for item in surface.main_pollutants(items)),
        *_counts(verdicts),
        tested=sum(item.counts for item in items),
        required=len(surface.taking_part()),
        tli=tli,
        trophic=lake.trophic_state(tli),
    )


def _by_shares(
    id_: str, period: str, verdicts: Sequence[Verdict], classed: Sequence[Verdict]
) -> Reach:
    good, worst_ = _counts(classed)
    word = word_of_shares(good, worst_, len(classed))
    main = () if word in ("优", "良好") else _most_often_over(classed)
    notes: tuple[str, ...] = ()
    if 5 * good == 3 * len(classed) and 5 * worst_ == 2 * len(classed):
        notes = ("Ⅰ～Ⅲ类恰为60%、劣Ⅴ类恰为40%：两种文本对重度污染的界限不同",)
    sections = _sections(verdicts)
    return Reach(id_, period, sections, "shares", None, word, main, good, worst_, notes=notes)


def _most_often_over(verdicts: Sequence[Verdict]) -> tuple[Indicator, ...]:
    """The three indicators over class Ⅲ in the largest share of the sections that measured them."""
    over: dict[str, int] = defaultdict(int)
    measured: dict[str, int] = defaultdict(int)
    for verdict in verdicts:
        for item in verdict.items:
            if item.counts:
                measured[item.indicator.code] += 1
                over[item.indicator.code] += item.worse_than_iii
    shares = {
        code: Fraction(over[code], measured[code]) for code in surface.taking_part() if over[code]
    }
    ranked = sorted(shares, key=lambda code: -shares[code])
    return tuple(registry()[code] for code in ranked[: surface.MOST_MAIN])


def _counts(verdicts: Sequence[Verdict]) -> tuple[int, int]:
    classes = [verdict.water_class for verdict in verdicts]
    return sum(class_ in _GOOD for class_ in classes), classes.count("劣Ⅴ")


def _sections(verdicts: Sequence[Verdict]) -> tuple[Section, ...]:
    return tuple(
        Section(
            verdict.point,
            verdict.water_class,
            verdict.word,
            tuple(item.indicator for item in verdict.main),
        )
        for verdict in verdicts
    )
