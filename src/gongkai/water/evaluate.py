"""Points and results → verdicts, reaches, rates. Pure; order of the rows does not matter.

Rows of one point of a river, lake or source in one calendar month make one verdict, on the mean; works,
network and tap one a day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from gongkai.water import drinking, groundwater, lake, reach, source, surface
from gongkai.water.amount import Amount, mean
from gongkai.water.limits import GB3838
from gongkai.water.points import DRINKING, Point
from gongkai.water.rates import rates
from gongkai.water.results import Result
from gongkai.water.verdict import Rate, Reach, Verdict

_STANDING = ("lake", "reservoir", "source_lake")
_REACHES = ("river", "lake", "reservoir")


class Evaluation(Struct, frozen=True):
    """All that results say of points."""

    verdicts: tuple[Verdict, ...]
    reaches: tuple[Reach, ...]
    rates: tuple[Rate, ...]


def evaluate(points: Sequence[Point], results: Iterable[Result]) -> Evaluation:
    """Judge `results`, each of which names one of `points`."""
    by_id = {point.id: point for point in points}
    order = {point.id: at for at, point in enumerate(points)}
    samples: dict[tuple[str, str], list[Result]] = defaultdict(list)
    for result in results:
        daily = by_id[result.point].type in DRINKING
        samples[result.point, result.date if daily else result.date[:7]].append(result)
    keys = sorted(samples, key=lambda key: (order[key[0]], key[1]))
    verdicts = tuple(_verdict(by_id[id_], samples[id_, when]) for id_, when in keys)
    return Evaluation(verdicts, _reaches(verdicts, by_id), rates(verdicts, by_id))


def _verdict(point: Point, results: Sequence[Result]) -> Verdict:
    means = _means(results)
    dates = tuple(sorted({result.date for result in results}))
    blank = Verdict(
        point.id, point.name, point.type, dates[0][:7], dates, GB3838, "cannot_tell", (), means
    )
    if point.type in DRINKING:
        return drinking.judge(blank, means, point)
    if point.type == "source_ground":
        return groundwater.judge(blank, means, point.water_class)
    standing = point.type in _STANDING
    judge = source.judge if point.type.startswith("source") else surface.judge
    verdict = judge(blank, means, point.water_class, lake=standing)
    if not standing:
        return verdict
    tli = lake.trophic_index(means)
    return replace(verdict, tli=tli, trophic=lake.trophic_state(tli))


def _means(results: Sequence[Result]) -> dict[str, Amount]:
    amounts: dict[str, list[Amount]] = defaultdict(list)
    for result in sorted(results, key=lambda result: result.date):
        amounts[result.code].append(result.amount)
    return {code: mean(values) for code, values in amounts.items()}


def _reaches(verdicts: Iterable[Verdict], points: Mapping[str, Point]) -> tuple[Reach, ...]:
    of: dict[tuple[str, str], list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        point = points[verdict.point]
        if point.reach and point.type in _REACHES:
            of[point.reach, verdict.period].append(verdict)
    return tuple(reach.judge(id_, period, of[id_, period]) for id_, period in sorted(of))
