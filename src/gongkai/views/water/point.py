"""One place of sampling: the latest results against their limits, the series, what was exceeded. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct

from gongkai.views.water.chart import Series, series
from gongkai.views.water.overview import Sample, sample
from gongkai.views.water.wording import (
    DISINFECTANTS,
    RAW_WATER,
    TYPES,
    ItemRow,
    class_words,
    days_words,
    exceeding,
    glossary,
    is_drinking,
    item_row,
    listed,
    month_words,
    place_of,
    quarter_words,
    ratio,
    value_words,
    verdict_tone,
    verdict_words,
)
from gongkai.water.monitoring import Action
from gongkai.water.periods import quarter_of
from gongkai.water.points import Point
from gongkai.water.verdict import Item, Verdict

MOST_CHARTS = 6
MOST_COLUMNS = 12


class Latest(Struct, frozen=True):
    """The latest verdict with all its indicators."""

    says: str
    tone: str
    standard: str
    rows: tuple[ItemRow, ...]
    reference: tuple[ItemRow, ...]
    missing: str
    tli: str
    notes: tuple[str, ...]


class History(Struct, frozen=True):
    """One indicator over the latest samples."""

    name: str
    glossary: str
    cells: tuple[tuple[str, str], ...]  # words, tone


class Exceedance(Struct, frozen=True):
    """An indicator over its limit, and what was done about it."""

    when: str
    row: ItemRow
    cause: str
    remedy: str
    outcome: str


class PointPage(Struct, frozen=True):
    """A place of sampling."""

    name: str
    illustrative: bool
    facts: tuple[tuple[str, str], ...]
    raw: str
    latest: Latest | None
    charts: tuple[Series, ...]
    columns: tuple[str, ...]
    history: tuple[History, ...]
    samples: tuple[Sample, ...]
    exceedances: tuple[Exceedance, ...]


def point_page(point: Point, verdicts: Sequence[Verdict], actions: Sequence[Action]) -> PointPage:
    """The page of `point`; `verdicts`, in time, and `actions` are its own."""
    points = {point.id: point}
    shown = verdicts[-MOST_COLUMNS:]
    return PointPage(
        point.name or point.id,
        point.illustrative,
        tuple((name, text) for name, text in _facts(point) if text),
        RAW_WATER if place_of(point) == "source" else "",
        _latest(verdicts[-1]) if verdicts else None,
        _charts(shown),
        tuple(days_words(verdict.dates) for verdict in shown),
        _history(shown),
        tuple(sample(verdict, points) for verdict in reversed(verdicts)),
        tuple(_exceedances(verdicts, actions)),
    )


def _facts(point: Point) -> tuple[tuple[str, str], ...]:
    disinfectants = "、".join(DISINFECTANTS[code] for code in point.disinfectants or ())
    judged = not is_drinking(point.type)
    return (
        ("类别", TYPES[point.type]),
        ("水体", point.water_body),
        ("所在", "，".join(word for word in (point.township, point.place) if word)),
        ("水厂", point.works),
        ("服务人口", f"{point.population}人" if point.population.isdigit() else point.population),
        ("应达到类别", f"{point.water_class}类" if judged else ""),
        ("消毒剂", disinfectants),
        ("供水规模", "小型集中式或分散式供水" if point.small_supply else ""),
        ("检测单位", point.monitor),
        ("公布单位", point.publisher),
        ("说明", point.note),
    )


def _latest(verdict: Verdict) -> Latest:
    required = verdict.tested + len(verdict.missing)
    grade = class_words(verdict)
    over = exceeding(verdict)
    says = f"{_when(verdict)}：{verdict_words(verdict)}"
    says += f"，水质{grade}" if grade else ""
    says += f"。应测 {required} 项，已测 {verdict.tested} 项"
    says += f"，超标 {len(over)} 项：{listed(over)}。" if over else "，没有超标项目。"
    unsure = [item.indicator.zh for item in verdict.items if item.uncertain]
    if unsure:
        says += f"无法判定 {len(unsure)} 项：{'、'.join(unsure)}。"
    if verdict.missing:
        says += "评价只及已测项目。"
    return Latest(
        says,
        verdict_tone(verdict),
        verdict.standard.name,
        tuple(item_row(item) for item in verdict.items if item.counts),
        tuple(item_row(item) for item in verdict.items if not item.counts),
        "、".join(indicator.zh for indicator in verdict.missing),
        f"{verdict.tli:.1f}，{verdict.trophic}" if verdict.tli is not None else "",
        verdict.notes,
    )


def _when(verdict: Verdict) -> str:
    if is_drinking(verdict.type):
        return days_words(verdict.dates)
    return f"{month_words(verdict.period)}（采样 {days_words(verdict.dates)}）"


def _by_indicator(verdicts: Sequence[Verdict]) -> Mapping[str, list[tuple[Verdict, Item]]]:
    found: dict[str, list[tuple[Verdict, Item]]] = defaultdict(list)
    for verdict in verdicts:
        for item in verdict.items:
            found[item.indicator.code].append((verdict, item))
    return found


def _charts(verdicts: Sequence[Verdict]) -> tuple[Series, ...]:
    """The indicators that came nearest to their limit, where it is a number and stayed the same."""
    candidates = []
    for samples in _by_indicator(verdicts).values():
        items = [item for _, item in samples]
        shares = [ratio(item) for item in items]
        told = [share for share in shares if share is not None]
        alike = len({(item.limit, item.sense) for item in items}) == 1
        detected = any(not item.amount.high_open for item in items)
        if len(items) > 1 and len(told) == len(items) and alike and detected and items[-1].counts:
            candidates.append((max(told), samples))
    candidates.sort(key=lambda one: -one[0])
    return tuple(
        series(
            samples[0][1].indicator.zh,
            glossary(samples[0][1].indicator),
            [(verdict.dates[-1], quarter_of(verdict.period), item) for verdict, item in samples],
        )
        for _, samples in candidates[:MOST_CHARTS]
    )


def _history(verdicts: Sequence[Verdict]) -> tuple[History, ...]:
    rows = []
    for samples in _by_indicator(verdicts).values():
        cells = {id(verdict): item for verdict, item in samples}
        indicator = samples[0][1].indicator
        rows.append(
            History(
                indicator.zh,
                glossary(indicator),
                tuple(_cell(cells.get(id(verdict))) for verdict in verdicts),
            )
        )
    return tuple(rows)


def _cell(item: Item | None) -> tuple[str, str]:
    if item is None:
        return ("未测", "plain")
    words = "未检出" if item.amount.high_open else value_words(item)
    return (words, "over" if item.exceeds else "open" if item.uncertain else "plain")


def _exceedances(verdicts: Sequence[Verdict], actions: Sequence[Action]) -> Sequence[Exceedance]:
    found = []
    for verdict in reversed(verdicts):
        quarter = quarter_of(verdict.period)
        for item in exceeding(verdict):
            done = next(
                (
                    one
                    for one in actions
                    if (one.quarter, one.indicator) == (quarter, item.indicator.code)
                ),
                None,
            )
            retested = f"{done.retested} 复测。" if done and done.retested else ""
            found.append(
                Exceedance(
                    f"{_when(verdict)}，{quarter_words(quarter)}",
                    item_row(item),
                    done.cause if done else "",
                    done.remedy if done else "",
                    retested + (done.outcome if done else ""),
                )
            )
    return found
