"""The document in plain Chinese, for a terminal. Decides nothing: it words what the document says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from gongkai.water.verdict import WORDS

_GROUPS = {
    "river": "河流断面",
    "lake": "湖库点位",
    "source": "水源",
    "works": "出厂水",
    "network": "管网水",
    "tap": "龙头水",
}
_SENSES = {"max": "≤", "min": "≥", "lt": "<", "guidance": "指导值 ", "max_sum_ratio": "≤"}


def plain_text(document: Mapping[str, Any]) -> str:
    """All verdicts, reaches and rates, one below the other; ends with a line end."""
    lines = [*_verdicts(document), *_reaches(document), *_rates(document)]
    return "\n".join(lines or ["没有可评价的监测结果"]) + "\n"


def _verdicts(document: Mapping[str, Any]) -> Iterator[str]:
    for verdict in document["verdicts"]:
        drinking = verdict["target"] is None
        when = verdict["date"] if drinking else verdict["period"]
        yield f"{verdict['name'] or verdict['point']}（{verdict['point']}） {when}：{_headline(verdict)}"
        yield f"  依据 {verdict['standard']}；已测 {verdict['tested']} 项，应测 {verdict['required']} 项"
        if verdict["missing"]:
            yield f"  未测：{'、'.join(verdict['missing'])}"
        if verdict["main_printed"]:
            yield f"  主要污染指标：{'、'.join(verdict['main_printed'])}"
        if verdict["tli"]:
            yield f"  综合营养状态指数 {verdict['tli']}，{verdict['trophic']}"
        for item in verdict["items"]:
            if item["exceeds"] or item["uncertain"]:
                yield f"  {_item(item)}"
        for note in verdict["notes"]:
            yield f"  注：{note}"


def _headline(verdict: Mapping[str, Any]) -> str:
    parts = [WORDS[verdict["verdict"]]]
    if verdict["class"]:
        parts.append("劣于Ⅴ类" if verdict["class"] == "劣Ⅴ" else f"符合{verdict['class']}类")
    if verdict["word"]:
        parts.append(verdict["word"])
    return "，".join(parts)


def _item(item: Mapping[str, Any]) -> str:
    unit = "" if item["unit"] in ("无量纲", "—") else f" {item['unit']}"
    sign = item["qualifier"] if item["qualifier"] in ("<", ">") else ""
    value = "未检出" if item["qualifier"] == "ND" else f"{sign}{item['value']}{unit}"
    if item["qualifier"] == "ND" and item["value"]:
        value += f"（检出限 {item['value']}{unit}）"
    words = ["无法判定" if item["uncertain"] else "超标"]
    if item["multiple"]:
        words.append(f"{item['multiple']} 倍")
    of = "" if item["sense"] == "absent" else unit  # 不应检出 has none
    limit = f"{_SENSES.get(item['sense'], '')}{item['limit']}{of}"
    note = f"；{item['note']}" if item["note"] else ""
    return f"{item['indicator']} {value}，限值 {limit}（{item['clause']}）：{' '.join(words)}{note}"


def _reaches(document: Mapping[str, Any]) -> Iterator[str]:
    for reach in document["reaches"]:
        class_ = f"{reach['class']}类，" if reach["class"] else ""
        yield (
            f"{reach['id']} {reach['period']}：{class_}{reach['word'] or '无法判定'}"
            f"（{len(reach['points'])} 个点位，Ⅰ～Ⅲ类 {reach['good']} 个，劣Ⅴ类 {reach['worst']} 个）"
        )
        if reach["main"]:
            yield f"  主要污染指标：{'、'.join(reach['main'])}"
        for note in reach["notes"]:
            yield f"  注：{note}"


def _rates(document: Mapping[str, Any]) -> Iterator[str]:
    for rate in document["rates"]:
        left = f"，无法判定 {rate['cannot_tell']} 个" if rate["cannot_tell"] else ""
        volume = (
            f"，按水量 {rate['volume_met']}/{rate['volume_judged']}" if rate["volume_met"] else ""
        )
        yield (
            f"{_GROUPS[rate['group']]} {rate['period']}：评价 {rate['judged']} 个，"
            f"达标 {rate['met']} 个{left}{volume}"
        )
