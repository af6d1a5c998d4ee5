"""Rates: of the verdicts of one link of the chain, how many were met. By month and by quarter. Pure.

By number: met of those judged; what could not be told is counted apart. By volume (水量达标率, of
sources): the volume of those met of the volume of those judged, unless one of them has none on file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from gongkai.water.amount import ZERO, total
from gongkai.water.periods import quarter_of
from gongkai.water.points import LINK_OF, Point
from gongkai.water.verdict import Rate, Verdict

# The order of the chain, from the river to the tap.
GROUPS: Mapping[str, str] = {
    "river": "river",
    "lake": "lake",
    "reservoir": "lake",
    **LINK_OF,
}


def rates(verdicts: Iterable[Verdict], points: Mapping[str, Point]) -> tuple[Rate, ...]:
    """For each group a rate for each month, and for each quarter."""
    of: dict[tuple[str, str], list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        group = GROUPS[verdict.type]
        of[group, verdict.period].append(verdict)
        of[group, quarter_of(verdict.period)].append(verdict)
    order = list(dict.fromkeys(GROUPS.values()))
    keys = sorted(of, key=lambda key: (order.index(key[0]), key[1]))
    return tuple(_rate(group, period, of[group, period], points) for group, period in keys)


def _rate(
    group: str, period: str, verdicts: Sequence[Verdict], points: Mapping[str, Point]
) -> Rate:
    judged = [verdict for verdict in verdicts if verdict.verdict != "cannot_tell"]
    met = [verdict for verdict in judged if verdict.verdict == "met"]
    volumes = [points[one.point].volume for one in judged]
    known = [volume for volume in volumes if volume is not None]
    volume_met = volume_judged = None
    if volumes and len(known) == len(volumes):
        volume_judged = total(known)
        volume_met = total(points[one.point].volume or ZERO for one in met)
    items = [item for one in verdicts for item in one.items if item.counts and not item.uncertain]
    return Rate(
        group,
        period,
        len(met),
        len(judged),
        len(verdicts) - len(judged),
        sum(not item.exceeds for item in items),
        len(items),
        volume_met,
        volume_judged,
    )
