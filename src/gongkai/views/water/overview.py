"""The front page of water: is the water within the standard, when was it measured, who says so. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from gongkai import addresses
from gongkai.clock.water import water_duties, water_states
from gongkai.views.index import Index
from gongkai.views.parts import Fact, duty_fact
from gongkai.views.water.chart import Grid, grid
from gongkai.views.water.wording import (
    GROUPS,
    PointLink,
    class_words,
    days_words,
    exceeding,
    is_drinking,
    listed,
    month_words,
    place_of,
    point_link,
    quarter_words,
    verdict_tone,
    verdict_words,
)
from gongkai.water.disclosure import QuarterState
from gongkai.water.monitoring import LINKS, Monitoring
from gongkai.water.periods import quarter_of
from gongkai.water.points import Point
from gongkai.water.verdict import Rate, Reach, Verdict

MOST_QUARTERS = 9  # two years and the quarter that runs
_STATES: Mapping[str, tuple[str, str]] = {
    "published": ("已公布", "good"),
    "late": ("迟于应公布日", "near"),
    "awaited": ("未公布，尚未到期", "plain"),
    "overdue": ("有结果，逾期未公布", "over"),
    "missing": ("没有结果，逾期未公布", "over"),
}


class Sample(Struct, frozen=True):
    """A verdict in a list."""

    point: PointLink
    when: str
    words: str
    tone: str
    counts: str
    over: str
    grade: str


class Answer(Struct, frozen=True):
    """The first question of a resident, in one sentence with its counts."""

    group: str
    quarter: str
    address: str
    says: str
    tone: str
    days: str
    monitor: str
    published: str
    failed: tuple[Sample, ...]


class Works(Struct, frozen=True):
    """A works with its chain, from the source to the tap."""

    name: str
    townships: str
    chain: tuple[tuple[str, tuple[Sample, ...]], ...]


class StateCell(Struct, frozen=True):
    """Whether one link of a quarter was published, and what it says."""

    link: str
    words: str
    tone: str
    day: str
    counts: str
    met: int
    open: int
    total: int
    publication: str  # web address of what was published, or ""


class QuarterRow(Struct, frozen=True):
    """One quarter over all links."""

    quarter: str
    words: str
    address: str
    cells: tuple[StateCell, ...]


class ReachRow(Struct, frozen=True):
    """A river or lake as a whole."""

    name: str
    month: str
    words: str
    main: str
    sections: int


class Overview(Struct, frozen=True):
    """`answer` is None and the lists are empty where nothing is on file."""

    illustrative: bool
    answer: Answer | None
    chart: Grid | None
    works: tuple[Works, ...]
    surface: tuple[Sample, ...]
    reaches: tuple[ReachRow, ...]
    quarters: tuple[QuarterRow, ...]
    gaps: tuple[str, ...]
    duties: tuple[Fact, ...]


def overview(index: Index, water: Monitoring | None) -> Overview:
    """The front page."""
    duties = tuple(duty_fact(index, duty) for duty in water_duties(index.plan))
    if water is None or not water.results:
        made_up = bool(water and water.illustrative)
        return Overview(made_up, None, None, (), (), (), (), (), duties)
    points = {point.id: point for point in water.points}
    states = water_states(index.plan, water)
    rows = _quarters(water, states)
    latest = {verdict.point: sample(verdict, points) for verdict in water.evaluation.verdicts}
    return Overview(
        bool(water.illustrative),
        _answer(water, points, states),
        _chart(rows),
        _works(water.points, latest),
        tuple(latest[one.id] for one in water.points if one.id in latest and place_of(one) not in LINKS),
        reach_rows(water.evaluation.reaches),
        rows[::-1],
        tuple(_gaps(states)),
        duties,
    )  # fmt: skip


def sample(verdict: Verdict, points: Mapping[str, Point]) -> Sample:
    """A verdict in a list."""
    drinking = is_drinking(verdict.type)
    required = verdict.tested + len(verdict.missing)
    return Sample(
        point_link(points[verdict.point]),
        days_words(verdict.dates) if drinking else month_words(verdict.period),
        verdict_words(verdict),
        verdict_tone(verdict),
        f"{verdict.tested}/{required} 项",
        listed(exceeding(verdict)),
        class_words(verdict),
    )


def quarters_on_file(water: Monitoring, states: Iterable[QuarterState]) -> tuple[str, ...]:
    """The quarters of which there is a result or a state, in time."""
    found = {quarter_of(verdict.period) for verdict in water.evaluation.verdicts}
    return tuple(sorted(found | {state.quarter for state in states}))


def state_cells(
    quarter: str,
    states: Mapping[tuple[str, str], QuarterState],
    rates: Mapping[tuple[str, str], Rate],
) -> tuple[StateCell, ...]:
    """One quarter, a cell a link."""
    cells = []
    for link, name in LINKS.items():
        state = states.get((quarter, link))
        rate = rates.get((quarter, link), Rate(link, quarter, 0, 0, 0))
        words, tone = _STATES[state.state] if state else ("", "plain")
        total = rate.judged + rate.cannot_tell
        counts = counts_words(rate) if total else "没有结果"
        day = (state.published if state else None) or ""
        address = state.address if state else ""
        cells.append(
            StateCell(
                name,
                words,
                tone,
                day,
                counts,
                rate.met,
                rate.cannot_tell,
                total,
                address if address.startswith(("https://", "http://")) else "",
            )
        )
    return tuple(cells)


def by_place(states: Iterable[QuarterState]) -> dict[tuple[str, str], QuarterState]:
    """States by quarter and link."""
    return {(state.quarter, state.link): state for state in states}


def rates_by_place(water: Monitoring) -> dict[tuple[str, str], Rate]:
    """Rates by quarter (or month) and link."""
    return {(rate.period, rate.group): rate for rate in water.evaluation.rates}


def counts_words(rate: Rate) -> str:
    """3 件中 2 件合格: counts beside every rate."""
    drinking = is_drinking(rate.group)
    unit, good = ("件", "合格") if drinking else ("个", "达标")
    total = rate.judged + rate.cannot_tell
    left = f"，{rate.cannot_tell}{unit}无法判定" if rate.cannot_tell else ""
    return f"{total}{unit}中{rate.met}{unit}{good}{left}"


def _quarters(water: Monitoring, states: Sequence[QuarterState]) -> tuple[QuarterRow, ...]:
    placed, rates = by_place(states), rates_by_place(water)
    on_file = {quarter_of(verdict.period) for verdict in water.evaluation.verdicts}
    return tuple(
        QuarterRow(
            quarter,
            quarter_words(quarter),
            addresses.water_quarter(quarter) if quarter in on_file else "",
            state_cells(quarter, placed, rates),
        )
        for quarter in quarters_on_file(water, states)
    )


def _chart(rows: Sequence[QuarterRow]) -> Grid:
    shown = rows[-MOST_QUARTERS:]
    cells = [[_cell(row.cells[at]) for row in shown] for at in range(len(LINKS))]
    return grid([row.quarter for row in shown], tuple(LINKS.values()), cells)


def _cell(cell: StateCell) -> tuple[str, str, str, str]:
    """Text, tone, words and mark of a cell of the chart."""
    words = f"{cell.counts}，{cell.words}" if cell.words else cell.counts
    if not cell.total:
        text = "缺" if cell.tone == "over" else "待" if cell.words else "–"
        return (text, cell.tone, words, "")
    tone = "good" if cell.met == cell.total else "over"
    if cell.open and cell.met + cell.open == cell.total:
        tone = "open"
    mark = {"near": "迟", "over": "未"}.get(cell.tone, "")
    return (f"{cell.met}/{cell.total}", tone, words, mark)


def _answer(
    water: Monitoring, points: Mapping[str, Point], states: Iterable[QuarterState]
) -> Answer | None:
    """By the taps where they are tested, else by what stands nearest before them."""
    by_link: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in water.evaluation.verdicts:
        by_link[place_of(points[verdict.point])].append(verdict)
    group = next((group for group in GROUPS if by_link[group]), None)
    if group is None:
        return None
    quarter = max(quarter_of(verdict.period) for verdict in by_link[group])
    verdicts = [one for one in by_link[group] if quarter_of(one.period) == quarter]
    rate = rates_by_place(water)[quarter, group]
    failed = [one for one in verdicts if one.verdict == "not_met"]
    state = by_place(states).get((quarter, group))
    published = state.published if state else None
    sampled = [points[one.point] for one in verdicts]
    publishers = _joined(point.publisher for point in sampled)
    return Answer(
        GROUPS[group],
        quarter_words(quarter),
        addresses.water_quarter(quarter),
        f"{quarter_words(quarter)}，{GROUPS[group]}{counts_words(rate)}；"
        f"单项结果 {rate.items_judged} 项次，{rate.items_met} 项次符合限值。",
        "over" if failed else "open" if rate.cannot_tell else "good",
        days_words(sorted({day for one in verdicts for day in one.dates})),
        _joined(point.monitor for point in sampled),
        "，".join(part for part in (publishers, f"{published} 公布" if published else "") if part),
        tuple(sample(one, points) for one in failed),
    )


def _works(points: Sequence[Point], latest: Mapping[str, Sample]) -> tuple[Works, ...]:
    by_works: dict[str, list[Point]] = defaultdict(list)
    for point in points:
        if place_of(point) in LINKS:
            by_works[point.works].append(point)
    return tuple(
        Works(
            name or "未写明水厂",
            _joined(point.township for point in of),
            tuple(
                (word, tuple(latest.get(one.id) or _untested(one) for one in of if place_of(one) == link))
                for link, word in LINKS.items()
            ),
        )
        for name, of in by_works.items()
    )  # fmt: skip


def _untested(point: Point) -> Sample:
    return Sample(point_link(point), "", "没有结果", "plain", "", "", "")


def reach_rows(reaches: Iterable[Reach]) -> tuple[ReachRow, ...]:
    """The latest of each river and lake."""
    latest = {reach.id: reach for reach in reaches}
    return tuple(
        ReachRow(
            reach.id,
            month_words(reach.period),
            f"{reach.water_class}类（{reach.word}）" if reach.water_class else reach.word or "无法判定",
            "、".join(indicator.zh for indicator in reach.main),
            len(reach.sections),
        )
        for reach in latest.values()
    )  # fmt: skip


def _gaps(states: Iterable[QuarterState]) -> Iterator[str]:
    """What was published late or not at all; links of a quarter that fared alike in one line."""
    alike: dict[QuarterState, list[str]] = {}
    for state in states:
        if state.state in ("late", "overdue", "missing"):
            alike.setdefault(replace(state, link="tap", address=""), []).append(LINKS[state.link])
    for state, links in alike.items():
        words = f"{quarter_words(state.quarter)}{'、'.join(links)}：应于 {state.due} 以前公布，"
        late = f"{state.published} 公布，迟。"
        yield words + (late if state.state == "late" else f"{_STATES[state.state][0]}。")


def _joined(words: Iterable[str]) -> str:
    return "、".join(dict.fromkeys(word for word in words if word))
