"""Groundwater sources by GB/T 14848-2017: single factor, class Ⅲ for centralised sources. Pure.

The 39 regular indicators of table 1 are required; those of table 2 count where tested.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from gongkai.water import limits
from gongkai.water.amount import Amount
from gongkai.water.grading import decisive, graded, worst
from gongkai.water.indicators import registry
from gongkai.water.limits import GB14848
from gongkai.water.surface import unjudged
from gongkai.water.verdict import Coverage, Verdict, attainment


def judge(blank: Verdict, means: Mapping[str, Amount], target: str) -> Verdict:
    """`blank` filled in: the verdict on a groundwater source."""
    regular, other = limits.groundwater(1), limits.groundwater(2)
    table = {**regular, **other}
    found = [graded(limit, means[code], target) for code, limit in table.items() if code in means]
    missing = tuple(registry()[code] for code in regular if code not in means)
    return replace(
        blank,
        standard=GB14848,
        verdict=attainment(found),
        items=(*found, *unjudged(means, table, "不参加地下水质量评价")),
        target=target,
        water_class=worst(found),
        tested=len(found),
        missing=missing,
        coverage=(
            Coverage("GB/T 14848-2017 表1", len(regular) - len(missing), len(regular)),
            Coverage("GB/T 14848-2017 表2", len(other.keys() & means.keys()), len(other)),
        ),
        decisive=decisive(found),
        notes=("水源水是原水，不是居民直接饮用的水",),
    )
