"""The document in plain Chinese or English, for a terminal. Decides nothing: it words what the document says.

Names of indicators, classes and clauses, words of the standards and notes stay as the document has them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from gongkai.sources.finding import Language
from gongkai.water.verdict import WORDS

_SENSES = {"max": "≤", "min": "≥", "lt": "<", "guidance": "", "max_sum_ratio": "≤"}
_WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "nothing": "没有可评价的监测结果",
        "verdict": "{name}（{point}） {when}：{headline}",
        **{str(word): says for word, says in WORDS.items()},
        "worse": "劣于Ⅴ类",
        "class": "符合{water_class}类",
        "basis": "  依据 {standard}；已测 {tested} 项，应测 {required} 项",
        "missing": "  未测：{names}",
        "main": "  主要污染指标：{names}",
        "trophic": "  综合营养状态指数 {tli}，{trophic}",
        "note": "  注：{note}",
        "item": "  {indicator} {value}，限值 {guidance}{limit}（{clause}）：{words}{note}",
        "item-note": "；{note}",
        "guidance": "指导值 ",
        "over": "超标",
        "times": "{multiple} 倍",
        "nd": "未检出",
        "nd-below": "未检出（检出限 {limit}）",
        "reach": "{id} {period}：{parts}（{points} 个点位，Ⅰ～Ⅲ类 {good} 个，劣Ⅴ类 {worst} 个）",
        "reach-class": "{water_class}类",
        "rate": "{group} {period}：评价 {judged} 个，达标 {met} 个{left}{volume}",
        "left": "，无法判定 {cannot_tell} 个",
        "volume": "，按水量 {volume_met}/{volume_judged}",
        "river": "河流断面",
        "lake": "湖库点位",
        "source": "水源",
        "works": "出厂水",
        "network": "管网水",
        "tap": "龙头水",
        "comma": "，",
    },
    "en": {
        "nothing": "there is no result to judge",
        "verdict": "{name} ({point}) {when}: {headline}",
        "met": "met",
        "not_met": "not met",
        "cannot_tell": "cannot be told",
        "worse": "worse than class Ⅴ",
        "class": "class {water_class}",
        "basis": "  by {standard}; {tested} of {required} indicators tested",
        "missing": "  not tested: {names}",
        "main": "  main pollutants: {names}",
        "trophic": "  trophic level index {tli}, {trophic}",
        "note": "  note: {note}",
        "item": "  {indicator} {value}, limit {guidance}{limit} ({clause}): {words}{note}",
        "item-note": "; {note}",
        "guidance": "guidance value ",
        "over": "over",
        "times": "by {multiple} times the limit",
        "nd": "not detected",
        "nd-below": "not detected (detection limit {limit})",
        "reach": "{id} {period}: {parts} ({points} points, {good} of class Ⅰ–Ⅲ, {worst} worse than Ⅴ)",
        "reach-class": "class {water_class}",
        "rate": "{group} {period}: {judged} judged, {met} met{left}{volume}",
        "left": ", {cannot_tell} cannot be told",
        "volume": ", by volume {volume_met}/{volume_judged}",
        "river": "river sections",
        "lake": "points of lakes and reservoirs",
        "source": "sources",
        "works": "water of works",
        "network": "water of networks",
        "tap": "tap water",
        "comma": ", ",
    },
}


def plain_text(document: Mapping[str, Any], language: Language = "zh") -> str:
    """All verdicts, reaches and rates, one below the other; ends with a line end."""
    words = _WORDS[language]
    lines = [
        *_verdicts(document, words),
        *_reaches(document, words),
        *_rates(document, words),
    ]
    return "\n".join(lines or [words["nothing"]]) + "\n"


def _verdicts(document: Mapping[str, Any], words: Mapping[str, str]) -> Iterator[str]:
    for verdict in document["verdicts"]:
        drinking = verdict["target"] is None
        yield words["verdict"].format(
            name=verdict["name"] or verdict["point"],
            point=verdict["point"],
            when=verdict["date"] if drinking else verdict["period"],
            headline=_headline(verdict, words),
        )
        yield words["basis"].format_map(verdict)
        if verdict["missing"]:
            yield words["missing"].format(names="、".join(verdict["missing"]))
        if verdict["main_printed"]:
            yield words["main"].format(names="、".join(verdict["main_printed"]))
        if verdict["tli"]:
            yield words["trophic"].format_map(verdict)
        for item in verdict["items"]:
            if item["exceeds"] or item["uncertain"]:
                yield _item(item, words)
        for note in verdict["notes"]:
            yield words["note"].format(note=note)


def _headline(verdict: Mapping[str, Any], words: Mapping[str, str]) -> str:
    parts = [words[verdict["verdict"]]]
    if verdict["class"]:
        key = "worse" if verdict["class"] == "劣Ⅴ" else "class"
        parts.append(words[key].format(water_class=verdict["class"]))
    if verdict["word"]:
        parts.append(verdict["word"])
    return words["comma"].join(parts)


def _item(item: Mapping[str, Any], words: Mapping[str, str]) -> str:
    unit = "" if item["unit"] in ("无量纲", "—") else f" {item['unit']}"
    sign = item["qualifier"] if item["qualifier"] in ("<", ">") else ""
    value = f"{sign}{item['value']}{unit}"
    if item["qualifier"] == "ND":
        value = words["nd-below"].format(limit=value) if item["value"] else words["nd"]
    says = [words["cannot_tell" if item["uncertain"] else "over"]]
    if item["multiple"]:
        says.append(words["times"].format_map(item))
    of = "" if item["sense"] == "absent" else unit  # 不应检出 has none
    return words["item"].format(
        indicator=item["indicator"],
        value=value,
        guidance=words["guidance"] if item["sense"] == "guidance" else "",
        limit=f"{_SENSES.get(item['sense'], '')}{item['limit']}{of}",
        clause=item["clause"],
        words=" ".join(says),
        note=words["item-note"].format_map(item) if item["note"] else "",
    )


def _reaches(document: Mapping[str, Any], words: Mapping[str, str]) -> Iterator[str]:
    for reach in document["reaches"]:
        parts = [words["reach-class"].format(water_class=reach["class"])] if reach["class"] else []
        parts.append(reach["word"] or words["cannot_tell"])
        yield words["reach"].format(
            id=reach["id"],
            period=reach["period"],
            parts=words["comma"].join(parts),
            points=len(reach["points"]),
            good=reach["good"],
            worst=reach["worst"],
        )
        if reach["main"]:
            yield words["main"].format(names="、".join(reach["main"]))
        for note in reach["notes"]:
            yield words["note"].format(note=note)


def _rates(document: Mapping[str, Any], words: Mapping[str, str]) -> Iterator[str]:
    for rate in document["rates"]:
        yield words["rate"].format(
            group=words[rate["group"]],
            period=rate["period"],
            judged=rate["judged"],
            met=rate["met"],
            left=words["left"].format_map(rate) if rate["cannot_tell"] else "",
            volume=words["volume"].format_map(rate) if rate["volume_met"] else "",
        )
