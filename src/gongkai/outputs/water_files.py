"""What is on file of water → its downloads: one JSON and three CSV. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from gongkai.contract import water_document
from gongkai.outputs.csv_file import csv_file
from gongkai.views.words import ILLUSTRATIVE
from gongkai.water import Monitoring, schema
from gongkai.water.indicators import registry

_VERDICTS = {"met": "达标", "not_met": "不达标", "cannot_tell": "无法判定"}


def water_files(water: Monitoring) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each file."""
    document = water_document(water)
    yield "water.json", (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()
    yield "water.schema.json", (json.dumps(schema(), ensure_ascii=False, indent=1) + "\n").encode()
    names = {point.id: point.name for point in water.points}
    yield "water-results.csv", csv_file(
        ("点位编号", "点位", "采样日期", "指标", "限定符", "数值", "单位", "检测方法", "检测单位", "备注", "示例"),
        (
            (one.point, names[one.point], one.date, registry()[one.code].zh, one.qualifier, one.value, one.unit,
             one.method, one.laboratory, one.note, _mark(one.point in water.illustrative))
            for one in water.results
        ),
    )  # fmt: skip
    yield "water-verdicts.csv", csv_file(
        ("点位编号", "点位", "期", "采样日期", "标准", "应达到类别", "评价", "水质类别", "水质状况", "已测项数", "应测项数",
         "未测项目", "主要污染指标", "超标项目", "综合营养状态指数", "营养状态", "示例"),
        (
            (one["point"], one["name"], one["period"], "、".join(one["dates"]), one["standard"], one["target"],
             _VERDICTS[one["verdict"]], one["class"], one["word"], one["tested"], one["required"], "、".join(one["missing"]),
             "、".join(one["main_printed"]), "、".join(_over(one)), one["tli"], one["trophic"], _mark(one["illustrative"]))
            for one in document["verdicts"]
        ),
    )  # fmt: skip
    yield "water-items.csv", csv_file(
        ("点位编号", "期", "采样日期", "指标", "限定符", "数值", "单位", "限值", "类别", "参加评价", "超标", "无法判定",
         "超标倍数", "限值出处", "依据", "说明", "示例"),
        (
            (one["point"], one["period"], one["date"], item["indicator"], item["qualifier"], item["value"], item["unit"],
             item["limit"], item["class"], _yes(item["counts"]), _yes(item["exceeds"]), _yes(item["uncertain"]),
             item["multiple"], item["clause"], item["evidence"], item["note"], _mark(one["illustrative"]))
            for one in document["verdicts"] for item in one["items"]
        ),
    )  # fmt: skip


def _over(verdict: dict[str, Any]) -> Iterator[str]:
    for item in verdict["items"]:
        if item["exceeds"]:
            yield item["indicator"] + (f"（{item['multiple']}）" if item["multiple"] else "")


def _yes(value: object) -> str:
    return "是" if value else ""


def _mark(made_up: object) -> str:
    return ILLUSTRATIVE if made_up else ""
