"""One quarter as the customary table: a row a sample, link by link, with counts and rates. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from msgspec import Struct

from gongkai import addresses
from gongkai.views.water.overview import (
    ReachRow,
    Sample,
    StateCell,
    by_place,
    counts_words,
    rates_by_place,
    reach_rows,
    sample,
    state_cells,
)
from gongkai.views.water.wording import (
    GROUPS,
    RAW_WATER,
    is_drinking,
    place_of,
    quarter_words,
)
from gongkai.water.amount import quotient, rounded
from gongkai.water.disclosure import QuarterState
from gongkai.water.monitoring import Monitoring
from gongkai.water.periods import quarter_of
from gongkai.water.verdict import Rate, Verdict


class Part(Struct, frozen=True):
    """One link of the chain, or rivers, or lakes."""

    name: str
    drinking: bool
    says: str
    note: str
    standards: str
    rows: tuple[tuple[Sample, str], ...]  # sample, laboratory


class Bulletin(Struct, frozen=True):
    """One quarter."""

    title: str
    quarter: str
    illustrative: bool
    parts: tuple[Part, ...]
    reaches: tuple[ReachRow, ...]
    cells: tuple[StateCell, ...]
    previous: str
    next: str


def bulletins(water: Monitoring, states: Iterable[QuarterState]) -> Iterable[tuple[str, Bulletin]]:
    """Address and bulletin of each quarter with results, in time."""
    of: dict[str, list[Verdict]] = {}
    for verdict in water.evaluation.verdicts:
        of.setdefault(quarter_of(verdict.period), []).append(verdict)
    rates, placed = rates_by_place(water), by_place(states)
    order = sorted(of)
    for at, quarter in enumerate(order):
        before = addresses.water_quarter(order[at - 1]) if at else ""
        after = addresses.water_quarter(order[at + 1]) if at + 1 < len(order) else ""
        made = _bulletin(water, quarter, of[quarter], rates, placed, before, after)
        yield addresses.water_quarter(quarter), made


def _bulletin(
    water: Monitoring,
    quarter: str,
    verdicts: list[Verdict],
    rates: Mapping[tuple[str, str], Rate],
    states: Mapping[tuple[str, str], QuarterState],
    before: str,
    after: str,
) -> Bulletin:
    points = {point.id: point for point in water.points}
    parts = []
    for group, name in GROUPS.items():
        of = [one for one in verdicts if place_of(points[one.point]) == group]
        if not of:
            continue
        parts.append(
            Part(
                name,
                is_drinking(group),
                _rate_words(name, rates[quarter, group]),
                RAW_WATER if group == "source" else "",
                "、".join(dict.fromkeys(one.standard.name for one in of)),
                tuple((sample(one, points), points[one.point].monitor) for one in of),
            )
        )
    return Bulletin(
        f"{quarter_words(quarter)}水质公报",
        quarter_words(quarter),
        any(one.point in water.illustrative for one in verdicts),
        tuple(parts),
        reach_rows(one for one in water.evaluation.reaches if quarter_of(one.period) == quarter),
        state_cells(quarter, states, rates),
        before,
        after,
    )


def _rate_words(name: str, rate: Rate) -> str:
    says = f"{name}{counts_words(rate)}"
    if rate.judged:
        good = "按件数合格率" if is_drinking(rate.group) else "按个数达标率"
        says += f"，{good} {_percent(rate.met, rate.judged)}（{rate.met}/{rate.judged}）"
    if rate.items_judged:
        says += f"；按项次 {_percent(rate.items_met, rate.items_judged)}（{rate.items_met}/{rate.items_judged}）"
    if rate.volume_met is not None and rate.volume_judged:
        share = rounded(quotient(rate.volume_met * 100, rate.volume_judged), 1)
        says += f"；水量达标率 {share}%（{rate.volume_met:f}/{rate.volume_judged:f}）"
    return f"{says}。"


def _percent(part: int, whole: int) -> str:
    return f"{rounded(quotient(Decimal(100 * part), Decimal(whole)), 1)}%"
