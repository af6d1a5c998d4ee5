"""Rivers by GB 3838-2002 and 环办〔2011〕22号: class, word, main pollutants. Pure.

Single factor: the worst class of the 21 indicators of table 1 that take part. 水温, 总氮 and 粪大肠菌群
stand beside the class as a reference. A missing indicator is not a pass: the class is that of what was
measured, n of 21.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from msgspec.structs import replace

from gongkai.water import limits
from gongkai.water.amount import Amount
from gongkai.water.grading import decisive, graded, worst
from gongkai.water.indicators import registry
from gongkai.water.limits import CLASSES, GB3838
from gongkai.water.verdict import Coverage, Item, Verdict, attainment

REFERENCE = frozenset({"WT", "TN", "FC"})
WORDS = dict(zip(CLASSES, ("优", "优", "良好", "轻度污染", "中度污染", "重度污染"), strict=True))
# 22号 puts “氰化物或铅、铬等重金属” first. Which other metals 等 covers is not printed: ours are 汞, 镉, 砷.
FIRST = frozenset({"CN", "PB", "CR6", "HG", "CD", "AS"})
MOST_MAIN = 3


@cache
def taking_part() -> tuple[str, ...]:
    """The codes of the 21 indicators that give the class, in the order of the table."""
    return tuple(code for code in limits.surface(lake=False) if code not in REFERENCE)


def items(means: Mapping[str, Amount], target: str, *, lake: bool = False) -> tuple[Item, ...]:
    """An item for each indicator measured: those of table 1 in its order, the rest unjudged."""
    table = limits.surface(lake=lake)
    judged = [
        graded(limit, means[code], target, counts=counts, note=_note(code))
        for code, limit in table.items()
        if code in means
        for counts in [code not in REFERENCE]
    ]
    return (*judged, *unjudged(means, table, "不参加地表水水质评价"))


def unjudged(
    means: Mapping[str, Amount], table: Mapping[str, object], note: str
) -> tuple[Item, ...]:
    """Items without a limit, for what was measured and stands in no table that applies, in order of codes."""
    return tuple(
        Item(registry()[code], amount, counts=False, note=note)
        for code, amount in sorted(means.items())
        if code not in table
    )


def word_of(water_class: str | None) -> str | None:
    """优, 良好, 轻度污染, 中度污染, 重度污染."""
    return None if water_class is None else WORDS[water_class]


def main_pollutants(of: Sequence[Item]) -> tuple[Item, ...]:
    """At most three that are over class Ⅲ, cyanide and heavy metals first, then by class, then by
    multiple over class Ⅲ; none while the water is 优 or 良好.

    Without a multiple (pH, 溶解氧) an indicator follows those of its class that have one; equals keep
    the order of the table. Both are ours, the rule being silent.
    """
    whole = worst(of)
    if whole is None or CLASSES.index(whole) <= CLASSES.index("Ⅲ"):
        return ()
    over = [item for item in of if item.counts and item.worse_than_iii]
    return tuple(sorted(over, key=_rank)[:MOST_MAIN])


def judge(blank: Verdict, means: Mapping[str, Amount], target: str, *, lake: bool) -> Verdict:
    """`blank` filled in: the verdict on a section, or on one point of a lake."""
    found = items(means, target, lake=lake)
    tested = sum(item.counts for item in found)
    missing = tuple(registry()[code] for code in taking_part() if code not in means)
    water_class = worst(found)
    return replace(
        blank,
        standard=GB3838,
        verdict=attainment(found),
        items=found,
        target=target,
        water_class=water_class,
        word=word_of(water_class),
        tested=tested,
        missing=missing,
        coverage=(Coverage("GB 3838-2002 表1", tested, len(taking_part())),),
        main=main_pollutants(found),
        decisive=decisive(found),
    )


def _rank(item: Item) -> tuple[bool, int, bool, object]:
    class_ = CLASSES.index(item.water_class or "Ⅰ")
    multiple = item.over_iii
    return (item.indicator.code not in FIRST, -class_, multiple is None, -(multiple or 0))


def _note(code: str) -> str:
    return "列为参考，不参加水质类别评定" if code in REFERENCE else ""
