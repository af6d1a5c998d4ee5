"""Surface sources of drinking water: table 1 by class, tables 2 and 3 of GB 3838 by limit. Pure.

Met when the class of table 1 is that to be met (Ⅲ) and every tested item of tables 2 and 3 keeps its
limit. Monitored normally: table 1 without 化学需氧量, so that 20 indicators give the class, and the five
of table 2; a place that measures 化学需氧量 too has it judged. Which 33 items of table 3 a place chose is
for it to say: those tested count, none is missing. GB 3838 5.3 itself names all basic items; here, as
in the bulletins, 水温, 总氮 and 粪大肠菌群 do not count.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from gongkai.water import limits
from gongkai.water.amount import Amount
from gongkai.water.grading import decisive, graded_alone, worst
from gongkai.water.indicators import registry
from gongkai.water.limits import GB3838
from gongkai.water.surface import items as graded_items
from gongkai.water.surface import main_pollutants, taking_part, word_of
from gongkai.water.verdict import Coverage, Item, Verdict, attainment

_NOT_REQUIRED = "COD"


def judge(blank: Verdict, means: Mapping[str, Amount], target: str, *, lake: bool) -> Verdict:
    """`blank` filled in: the verdict on a surface source."""
    extra = {**limits.surface_source(2), **limits.surface_source(3)}
    found = graded_items(means, target, lake=lake)
    basic = tuple(item for item in found if item.indicator.code not in extra)
    special = tuple(
        graded_alone(limit, means[code]) for code, limit in extra.items() if code in means
    )
    required = [code for code in taking_part() if code != _NOT_REQUIRED or code in means]
    missing = [code for code in (*required, *limits.surface_source(2)) if code not in means]
    water_class = worst(basic)
    return replace(
        blank,
        standard=GB3838,
        verdict=attainment((*basic, *special)),
        items=(*basic, *special),
        target=target,
        water_class=water_class,
        word=word_of(water_class),
        tested=sum(item.counts for item in (*basic, *special)),
        missing=tuple(registry()[code] for code in missing),
        coverage=_coverage(basic, means, len(required)),
        main=main_pollutants(basic),
        decisive=decisive(basic),
        notes=("水源水是原水，不是居民直接饮用的水",),
    )


def _coverage(
    basic: tuple[Item, ...], means: Mapping[str, Amount], required: int
) -> tuple[Coverage, ...]:
    table2, table3 = limits.surface_source(2), limits.surface_source(3)
    return (
        Coverage("GB 3838-2002 表1", sum(item.counts for item in basic), required),
        Coverage("GB 3838-2002 表2", len(table2.keys() & means.keys()), len(table2)),
        Coverage("GB 3838-2002 表3", len(table3.keys() & means.keys()), len(table3)),
    )
