"""Values, limits, bands and verdicts in the words of a bulletin. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from gongkai import addresses
from gongkai.water import rates
from gongkai.water.amount import rounded
from gongkai.water.grading import BY_HALF
from gongkai.water.indicators import DIMENSIONLESS, Indicator
from gongkai.water.points import DRINKING, Point, PointType
from gongkai.water.verdict import Attainment, Item, Verdict

TYPES: Mapping[PointType, str] = {
    "source_river": "河流型水源",
    "source_lake": "湖库型水源",
    "source_ground": "地下水水源",
    "works": "出厂水",
    "network": "管网水",
    "tap": "龙头水",
    "river": "河流断面",
    "lake": "湖泊点位",
    "reservoir": "水库点位",
}
GROUPS: Mapping[str, str] = {
    "tap": "龙头水",
    "network": "管网水",
    "works": "出厂水",
    "source": "水源",
    "river": "河流断面",
    "lake": "湖泊、水库",
}
DISINFECTANTS: Mapping[str, str] = {
    "FREE_CL": "游离氯",
    "TOTAL_CL": "总氯（氯胺）",
    "O3": "臭氧",
    "CLO2": "二氧化氯",
}
RAW_WATER = "水源水是未经处理的原水，不是居民直接饮用的水。"
_ATTAINMENT: Mapping[Attainment, tuple[str, str]] = {
    "met": ("达标", "合格"),
    "not_met": ("不达标", "不合格"),
    "cannot_tell": ("无法判定", "无法判定"),
}
_SIGNS: Mapping[str, str] = {"max": "≤", "min": "≥", "lt": "<", "guidance": "≤", "max_sum_ratio": "≤"}  # fmt: skip
_NUMBERS = "一二三四"
# Share of a maximum up to which each band goes, and its words; for a minimum the value in limits.
_BANDS = ((Decimal("0.5"), "限值的50%以内"), (Decimal("0.8"), "限值的50%–80%"), (Decimal(1), "限值的80%–100%"))  # fmt: skip
_BANDS_OF_MINIMUM = ("限值的2倍以上", "限值的1.25–2倍", "限值的1–1.25倍")


class PointLink(Struct, frozen=True):
    """A place of sampling in a list."""

    name: str
    kind: str
    address: str
    illustrative: bool


class ItemRow(Struct, frozen=True):
    """An indicator against its limit. `tone` is good, near, over, open or plain: how it is coloured."""

    name: str
    glossary: str
    value: str
    limit: str
    band: str
    tone: str
    water_class: str
    multiple: str
    clause: str
    note: str


def quarter_words(quarter: str) -> str:
    """2020年第三季度."""
    return f"{quarter[:4]}年第{_NUMBERS[int(quarter[-1]) - 1]}季度"


def month_words(month: str) -> str:
    """2020年8月."""
    return f"{month[:4]}年{int(month[5:7])}月"


def days_words(days: Sequence[str]) -> str:
    """One day, or the first and the last."""
    return days[0] if days[0] == days[-1] else f"{days[0]} 至 {days[-1]}"


def is_drinking(type_: PointType | str) -> bool:
    """Whether samples are judged one by one by GB 5749."""
    return type_ in DRINKING


def verdict_words(verdict: Verdict) -> str:
    """达标, 不合格 …"""
    return _ATTAINMENT[verdict.verdict][is_drinking(verdict.type)]


def verdict_tone(verdict: Verdict) -> str:
    """How a verdict is coloured."""
    return {"met": "good", "not_met": "over", "cannot_tell": "open"}[verdict.verdict]


def class_words(verdict: Verdict) -> str:
    """Ⅱ类, 优; 劣Ⅴ类, 重度污染; "" where there is none."""
    if verdict.water_class is None:
        return ""
    words = f"{verdict.water_class}类"
    # The words are those of rivers and lakes; groundwater has none.
    return f"{words}（{verdict.word}）" if verdict.word else words


def point_link(point: Point) -> PointLink:
    """The link to a point."""
    return PointLink(
        point.name or point.id,
        TYPES[point.type],
        addresses.water_point(point.id),
        point.illustrative,
    )


def glossary(indicator: Indicator) -> str:
    """Where an indicator is explained."""
    return f"{addresses.WATER_GLOSSARY}#{indicator.code}"


def unit_words(indicator: Indicator) -> str:
    """The unit with a space before it, or nothing."""
    return "" if indicator.unit in DIMENSIONLESS else f" {indicator.unit}"


def value_words(item: Item) -> str:
    """0.05 mg/L, 未检出（检出限 0.001 mg/L）, 无."""
    amount, unit = item.amount, unit_words(item.indicator)
    if amount.qualifier == "text":
        return amount.shown
    if amount.qualifier in ("<", "ND"):
        return f"未检出（检出限 {amount.shown}{unit}）" if amount.shown else "未检出"
    return f"{'>' if amount.qualifier == '>' else ''}{amount.shown}{unit}"


def limit_words(item: Item) -> str:
    """≤0.05 mg/L, 6–9, 不应检出; "" where there is none."""
    if item.limit is None:
        return ""
    if item.sense in ("absent", "text"):
        return item.limit
    sign = _SIGNS.get(item.sense or "", "")
    return f"{sign}{item.limit.replace('-', '–')}{unit_words(item.indicator)}"


def ratio(item: Item) -> Decimal | None:
    """How far a value has gone towards its limit, 1 at the limit; None where that says nothing."""
    if item.limit is None or item.sense in (None, "absent", "text", "range"):
        return None
    limit, value = Decimal(item.limit), item.amount.usual
    if item.sense == "min":
        return limit / value if value else None
    return value / limit if limit else None


def band(item: Item) -> tuple[str, str]:
    """Words and tone: how near a value is to its limit."""
    if item.limit is None:
        return ("无限值", "plain")
    if item.uncertain:
        return ("无法判定", "open")
    over = item.exceeds or bool(item.over_reference)
    if not item.counts:
        return ("仅供参考，高于所列数值" if over else "仅供参考", "plain")
    if over:
        return {
            "min": "低于限值",
            "range": "超出范围",
            "absent": "不符合",
            "text": "不符合",
        }.get(item.sense or "", "超过限值"), "over"
    if item.sense in ("absent", "text"):
        return ("符合", "good")
    if item.amount.high_open:
        return ("未检出", "good")
    if item.sense == "range":
        return ("在范围内", "good")
    return _kept(item)


def _kept(item: Item) -> tuple[str, str]:
    share = ratio(item)
    for at, (end, words) in enumerate(_BANDS):
        if share is None or share <= end:
            named = _BANDS_OF_MINIMUM[at] if item.sense == "min" else words
            return (named, "near" if end == 1 else "good")
    return ("符合", "good")


def item_row(item: Item) -> ItemRow:
    """An indicator as a row of a table."""
    words, tone = band(item)
    return ItemRow(
        item.indicator.zh,
        glossary(item.indicator),
        value_words(item),
        limit_words(item),
        words,
        tone,
        f"{item.water_class}类" if item.water_class else "",
        multiple_words(item),
        item.clause,
        _note(item),
    )


def _note(item: Item) -> str:
    """What is said of nearly every value not detected is said once, on the method page."""
    if item.class_uncertain:
        return f"{BY_HALF}；检出限高于该类限值"
    return "" if item.note == BY_HALF else item.note


def multiple_words(item: Item) -> str:
    """0.19倍, to two decimals; the exact number is in the downloads."""
    return "" if item.multiple is None else f"{rounded(item.multiple, 2)}倍"


def exceeding(verdict: Verdict) -> tuple[Item, ...]:
    """The indicators over their limit."""
    return tuple(item for item in verdict.items if item.exceeds and not item.uncertain)


def listed(items: Iterable[Item]) -> str:
    """总磷（0.20倍）、溶解氧."""
    return "、".join(
        item.indicator.zh + (f"（{multiple_words(item)}）" if item.multiple else "")
        for item in items
    )


def place_of(point: Point) -> str:
    """The group of a point: its link of the chain, or river or lake."""
    return rates.GROUPS[point.type]
