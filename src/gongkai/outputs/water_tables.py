"""What is on file of water as tables: points, results as reported, verdicts, each indicator judged, what was published, and
what was found and done about an exceedance. Pure.

Keys are those of `gongkai-water/1`; a verdict and its indicators are one by point and period, and by day for drinking water.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gongkai.contract import water_document
from gongkai.outputs.table import MADE_UP, Column, Table
from gongkai.water import Monitoring
from gongkai.water.indicators import registry
from gongkai.water.monitoring import LINKS
from gongkai.water.verdict import WORDS

_POINT = Column("点位编号", "point", of="water-points")
_MEASURED = (
    Column("指标", "indicator"),
    Column("限定符", "qualifier"),
    Column("数值", "value"),
    Column("单位", "unit"),
)


def water_tables(water: Monitoring) -> Iterator[Table]:
    """All of them; `MADE_UP` tells the points that are invented for a demonstration."""
    yield _points(water)
    yield _results(water)
    verdicts = water_document(water)["verdicts"]
    yield _verdicts(verdicts)
    yield _items(verdicts)
    yield _publications(water)
    yield _actions(water)


def _points(water: Monitoring) -> Table:
    return Table(
        "water-points", "水质点位",
        (Column("点位编号", "id"), Column("名称", "name"), Column("类型", "type"), Column("应达到类别", "class"),
         Column("断面所在水体", "water_body"), Column("位置", "place"), Column("乡镇", "township"), Column("供水单位", "works"),
         Column("监测单位", "monitor"), Column("公开单位", "publisher"), MADE_UP),
        tuple(
            (one.id, one.name, one.type, one.water_class, one.water_body, one.place, one.township, one.works,
             one.monitor, one.publisher, one.illustrative)
            for one in water.points
        ),
        keyed=True,
    )  # fmt: skip


def _results(water: Monitoring) -> Table:
    names = {point.id: point.name for point in water.points}
    return Table(
        "water-results", "水质监测结果，照报送的数值",
        (_POINT, Column("点位", "name"), Column("采样日期", "date", "date"), *_MEASURED, Column("检测方法", "method"),
         Column("检测单位", "laboratory"), Column("备注", "note"), MADE_UP),
        tuple(
            (one.point, names[one.point], one.date, registry()[one.code].zh, one.qualifier, one.value, one.unit,
             one.method, one.laboratory, one.note, one.point in water.illustrative)
            for one in water.results
        ),
    )  # fmt: skip


def _verdicts(verdicts: list[dict[str, Any]]) -> Table:
    return Table(
        "water-verdicts", "水质评价：每个点位每期一行",
        (_POINT, Column("点位", "name"), Column("期", "period"), Column("采样日期", "dates"), Column("标准", "standard"),
         Column("应达到类别", "target"), Column("评价", "verdict"), Column("水质类别", "class"), Column("水质状况", "word"),
         Column("已测项数", "tested", "integer"), Column("应测项数", "required", "integer"), Column("未测项目", "missing"),
         Column("主要污染指标", "main"), Column("超标项目", "exceeding"), Column("综合营养状态指数", "tli"),
         Column("营养状态", "trophic"), MADE_UP),
        tuple(
            (one["point"], one["name"], one["period"], "、".join(one["dates"]), one["standard"], one["target"],
             WORDS[one["verdict"]], one["class"], one["word"], one["tested"], one["required"], "、".join(one["missing"]),
             "、".join(one["main_printed"]), "、".join(_over(one)), one["tli"], one["trophic"], one["illustrative"])
            for one in verdicts
        ),
    )  # fmt: skip


def _items(verdicts: list[dict[str, Any]]) -> Table:
    return Table(
        "water-items", "水质评价：每项指标一行，附限值与出处",
        (_POINT, Column("期", "period"), Column("采样日期", "date", "date"), *_MEASURED, Column("限值", "limit"),
         Column("类别", "class"), Column("参加评价", "counts", "boolean"), Column("超标", "exceeds", "boolean"),
         Column("无法判定", "uncertain", "boolean"), Column("超标倍数", "multiple"), Column("限值出处", "clause"),
         Column("依据", "evidence"), Column("说明", "note"), MADE_UP),
        tuple(
            (one["point"], one["period"], one["date"], item["indicator"], item["qualifier"], item["value"], item["unit"],
             item["limit"], item["class"], item["counts"], item["exceeds"], item["uncertain"], item["multiple"],
             item["clause"], item["evidence"], item["note"], one["illustrative"])
            for one in verdicts for item in one["items"]
        ),
    )  # fmt: skip


def _publications(water: Monitoring) -> Table:
    return Table(
        "water-publications", "水质公布记录：每季度、每个环节一行",
        (Column("季度", "quarter"), Column("环节", "link"), Column("公布日期", "published", "date"),
         Column("公布单位", "publisher"), Column("网址", "address"), Column("备注", "note"), MADE_UP),
        tuple(
            (one.quarter, LINKS[one.link], one.published, one.publisher, one.address, one.note, one.illustrative)
            for one in water.publications
        ),
    )  # fmt: skip


def _actions(water: Monitoring) -> Table:
    names = {point.id: point.name for point in water.points}
    return Table(
        "water-actions", "水质超标的原因和措施",
        (_POINT, Column("点位", "name"), Column("季度", "quarter"), Column("指标", "indicator"), Column("原因", "cause"),
         Column("措施", "remedy"), Column("复测日期", "retested", "date"), Column("结果", "outcome"), MADE_UP),
        tuple(
            (one.point, names[one.point], one.quarter, registry()[one.indicator].zh, one.cause, one.remedy, one.retested,
             one.outcome, one.illustrative)
            for one in water.actions
        ),
    )  # fmt: skip


def _over(verdict: dict[str, Any]) -> Iterator[str]:
    for item in verdict["items"]:
        if item["exceeds"]:
            yield item["indicator"] + (f"（{item['multiple']}）" if item["multiple"] else "")
