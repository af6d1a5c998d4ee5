"""Indicators in plain words, with the limits that the tables of the package have for them. Pure.

The words say what an indicator is and what it tells; numbers stand in the tables alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from gongkai.views.water.wording import unit_words
from gongkai.water import disinfectant, limits
from gongkai.water.indicators import Indicator, registry
from gongkai.water.limits import CLASSES, Bound, Limit

_SIGNS: Mapping[str, str] = {"max": "≤", "min": "≥", "lt": "<", "guidance": "指导值 ", "max_sum_ratio": "≤"}  # fmt: skip
_III = CLASSES.index("Ⅲ")
GROUPS: Mapping[str, str] = {
    "micro": "微生物",
    "sensory": "感官性状",
    "general": "一般性质",
    "disinfectant": "消毒剂",
    "dbp": "消毒副产物",
    "inorganic": "无机物",
    "metal": "金属和类金属",
    "radio": "放射性",
    "organic": "有机物",
    "pesticide": "农药",
}
WORDS: Mapping[str, str] = {
    "TC": "一群在肠道和环境中都有的细菌。饮用水中检出，说明消毒不够或受过污染，要接着测大肠埃希氏菌。",
    "TTC": "在较高温度下生长的大肠菌群，比总大肠菌群更能说明粪便污染。2022年版标准不再列入。",
    "FC": "来自人和动物粪便的细菌，用来看地表水是否受生活污水、养殖污水影响。",
    "ECOLI": "人和温血动物肠道中的细菌，饮用水中检出说明近期受过粪便污染。",
    "TPC": "每毫升水中能培养出的细菌数，反映水处理、消毒和管网、水箱的清洁程度。",
    "GIARDIA": "肠道寄生的原虫，包囊耐氯，主要靠过滤和紫外线去除。",
    "CRYPTO": "肠道寄生的原虫，卵囊很耐氯，主要靠过滤和紫外线去除。",
    "AS": "岩层、矿冶和农药都可能带入。长期饮用超标的水有害健康。",
    "CD": "多来自矿冶、电镀等工业，能在肾脏积累。",
    "CR6": "多来自电镀、制革等工业，毒性远大于三价铬。",
    "PB": "多来自矿冶、旧管道和管件，对儿童神经系统影响较大。",
    "HG": "多来自矿冶、燃煤和化工，能沿食物链富集。",
    "SE": "人体需要的微量元素，过量有害。",
    "SB": "多来自矿冶和阻燃剂、聚酯生产。",
    "BA": "多来自岩层，也来自石油、造纸等工业。",
    "BE": "多来自燃煤和有色金属工业。",
    "BORON": "多来自岩层、海水和玻璃、洗涤剂生产。",
    "MO": "多来自钼矿和有色金属冶炼。",
    "NI": "多来自电镀、不锈钢管件。",
    "AG": "多来自感光、电镀等工业和含银的净水材料。",
    "TL": "多来自有色金属冶炼，毒性强。",
    "CO": "多来自有色金属和电池工业。",
    "VANADIUM": "多来自钒钛矿和冶炼。",
    "TI": "多来自钛矿和颜料生产。",
    "AL": "岩土中普遍存在；水厂用铝盐混凝剂，处理不当会残留。",
    "FE": "岩土和管道锈蚀带入，多了水发黄、有铁腥味。",
    "MN": "岩土带入，多了水发黑、留下黑渍。",
    "CU": "多来自铜管和矿冶，多了有涩味、染色。",
    "ZN": "多来自镀锌管和矿冶，多了有涩味。",
    "NA": "天然盐分，多了有咸味。",
    "ME_HG": "汞在水体中经微生物转化的形态，毒性强，能富集。",
    "CN": "多来自电镀、选矿、焦化，剧毒。",
    "FLUORIDE": "天然岩层带入。适量防龋，长期过量引起氟斑牙、氟骨症。",
    "CL": "天然盐分和生活污水带入，多了有咸味，对管道有腐蚀。",
    "SO4": "天然盐分，多了有涩味、致轻泻。",
    "S2": "多来自缺氧的污水和工业废水，有臭鸡蛋味。",
    "IODIDE": "天然带入，过少过多都对甲状腺不利。",
    "NO3N": "化肥、粪便和污水带入，婴儿长期饮用超标的水可能影响血液携氧。",
    "NO2N": "氮的中间形态，出现说明近期有污染或处理不完全。",
    "NH3N": "生活污水、养殖和化肥带入，反映近期的有机污染；多了会耗去消毒用的氯。",
    "TP": "洗涤、化肥和粪便带入，是湖库藻类生长的主要养分。",
    "TN": "水中各种形态氮的总和，是湖库藻类生长的养分。",
    "CLO4": "多来自烟花、火药和推进剂生产，影响甲状腺吸碘。",
    "PH": "水的酸碱度，7 为中性。过低腐蚀管道，过高影响消毒和口感。",
    "WT": "水的温度，影响溶解氧和水生生物。",
    "DO": "溶在水中的氧。越高越好；低了鱼类难以生存，说明有机污染重。",
    "EC": "水导电的能力，反映盐分多少。",
    "SD": "白色圆盘在水中看得见的深度，越深水越清。",
    "CHLA": "藻类的色素，用来估计水中藻类的多少。",
    "ALGAE": "每升水中藻类的个数。",
    "TOC": "水中有机物所含的碳，反映有机物总量。",
    "CODMN": "用高锰酸钾氧化水中有机物和还原物所耗的氧，反映有机物多少；饮用水中又称耗氧量。",
    "COD": "用重铬酸钾氧化水中有机物所耗的氧，反映有机污染，用于地表水。",
    "BOD5": "微生物五天里分解有机物所耗的氧，反映易分解的有机污染。",
    "VP": "多来自焦化、煤气、化工，加氯后会产生难闻的氯酚味。",
    "OIL": "油类污染，多来自船舶、车辆、餐饮和石油工业。",
    "LAS": "洗涤剂的主要成分，多了起泡沫，说明受生活污水影响。",
    "COLOR": "水的颜色深浅，来自腐殖质、铁锰或污染。",
    "TURB": "水的浑浊程度。浑浊会遮蔽细菌、妨碍消毒。",
    "ODOR": "闻到和尝到的异味，来自藻类、污染或消毒剂。",
    "VISIBLE": "肉眼看得见的杂质、沉淀和悬浮物。",
    "TDS": "溶在水中的盐类总量，多了口感差、结垢。",
    "HARDNESS": "钙、镁的总量，多了烧水结垢、肥皂不易起泡。",
    "ALPHA": "α粒子放射性的总量，多来自岩层中的天然放射性元素。超过指导值要进一步分析，不直接判定。",
    "BETA": "β粒子放射性的总量，其中天然的钾-40 要先扣除。超过指导值要进一步分析，不直接判定。",
    "FREE_CL": "加氯消毒后留在水中的氯（余氯）。要有一点，才能在管网里继续杀菌；太多有氯味。",
    "TOTAL_CL": "游离氯与氯胺之和，用氯胺消毒时测它。",
    "O3": "臭氧消毒的剩余量。",
    "CLO2": "二氧化氯消毒的剩余量，要有一点才能继续杀菌，太多有刺激味。",
    "CHCL3": "加氯消毒时与水中有机物反应生成，是最常见的消毒副产物。",
    "CHCLBR2": "加氯消毒时在含溴的水中生成。",
    "CHCL2BR": "加氯消毒时在含溴的水中生成。",
    "CHBR3": "加氯消毒时在含溴的水中生成。",
    "THM": "三氯甲烷等四种消毒副产物合在一起看：各自数值与限值之比相加。",
    "DCAA": "加氯消毒时与有机物反应生成。",
    "TCAA": "加氯消毒时与有机物反应生成。",
    "BRO3": "用臭氧消毒含溴的水时生成，也来自不纯的次氯酸钠。",
    "CLO2_ION": "用二氧化氯消毒时的副产物。",
    "CLO3": "用二氧化氯或次氯酸钠消毒时的副产物。",
    "HCHO": "用臭氧消毒时生成，也来自化工废水。",
    "CCL4": "一种有机溶剂，多来自化工和不纯的液氯。",
    "BENZENE": "石油和化工原料，能致癌。",
    "TOLUENE": "石油和化工溶剂，有芳香味。",
    "BAP": "燃烧和焦化产生的多环芳烃，能致癌。",
    "MCLR": "蓝藻水华时释放的毒素，伤肝。",
    "MIB": "藻类和放线菌产生的土霉味物质，极低浓度就能闻到。",
    "GEOSMIN": "藻类和放线菌产生的土腥味物质，极低浓度就能闻到。",
}
# For the many single compounds of the tables, by their group.
_USUAL: Mapping[str, str] = {
    "dbp": "消毒过程中生成的副产物。",
    "organic": "一种有机化合物，天然水中一般很少，出现多与工业污染有关。",
    "pesticide": "一种农药成分。",
    "metal": "一种金属元素。",
    "inorganic": "一种无机物。",
}


class Shown(Struct, frozen=True):
    """A limit for one use of water. `doubt` where it is not confirmed and judges nothing."""

    use: str
    limit: str
    clause: str
    doubt: bool


class Entry(Struct, frozen=True):
    """An indicator."""

    id: str
    name: str
    also: str
    unit: str
    says: str
    limits: tuple[Shown, ...]


class Glossary(Struct, frozen=True):
    """Indicators by group."""

    groups: tuple[tuple[str, tuple[Entry, ...]], ...]
    total: int


def glossary() -> Glossary:
    """All indicators of the registry."""
    by_group: dict[str, list[Entry]] = {group: [] for group in GROUPS}
    for indicator in registry().by_code.values():
        by_group[indicator.group].append(_entry(indicator))
    return Glossary(
        tuple((GROUPS[group], tuple(entries)) for group, entries in by_group.items() if entries),
        len(registry().by_code),
    )


def _entry(indicator: Indicator) -> Entry:
    return Entry(
        indicator.code,
        indicator.zh,
        indicator.en,
        unit_words(indicator).strip(),
        WORDS.get(indicator.code) or _USUAL.get(indicator.group, ""),
        tuple(_limits(indicator)),
    )


def _limits(indicator: Indicator) -> Iterator[Shown]:
    code = indicator.code
    river, lake = limits.surface(lake=False).get(code), limits.surface(lake=True).get(code)
    same = river is not None and lake is not None and river.bounds == lake.bounds
    ground = limits.groundwater(1).get(code) or limits.groundwater(2).get(code)
    for use, limit, at in (
        ("地表水Ⅲ类" if same else "河流Ⅲ类", river, _III),
        ("湖库Ⅲ类", None if same else lake, _III),
        ("地表水水源", limits.surface_source(2).get(code) or limits.surface_source(3).get(code), 0),
        ("地下水Ⅲ类", ground, _III),
        ("饮用水（2022年版）", _drinking(code, "2022"), 0),
        ("饮用水（2006年版）", _drinking(code, "2006"), 0),
        ("出厂水消毒剂（2022年版）", disinfectant.table("2022", "works").get(code), 0),
        ("龙头水消毒剂（2022年版）", disinfectant.table("2022", "tap").get(code), 0),
        ("出厂水消毒剂（2006年版）", disinfectant.table("2006", "works").get(code), 0),
        ("龙头水消毒剂（2006年版）", disinfectant.table("2006", "tap").get(code), 0),
    ):
        if limit is not None:
            yield _shown(use, limit, limit.bounds[at])


def _drinking(code: str, edition: limits.Edition) -> Limit | None:
    return limits.drinking(edition, 1).get(code) or limits.drinking(edition, 3).get(code)


def _shown(use: str, limit: Limit, bound: Bound | None) -> Shown:
    words = "未列出"
    if bound is not None:
        sign = _SIGNS.get(bound.sense, "")
        number = bound.printed.replace("-", "–") if bound.sense == "range" else bound.printed
        unit = "" if bound.sense in ("absent", "text") else unit_words(limit.indicator)
        words = f"{sign}{number}{unit}"
    elif limit.indicator.code == "WT":
        words = "只限人为造成的温度变化"
    return Shown(use, words, limit.clause, not limit.confirmed and limit.indicator.code != "WT")
