"""How results are judged: the rules, with what each rests on, and the conventions of our own. Data."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from gongkai.water.disinfectant import table as disinfectants
from gongkai.water.limits import Limit, drinking, small_supply_2006

Standing = Literal["规定", "惯例", "本站约定", "未经核实"]


class Rule(Struct, frozen=True):
    """One rule: what is done and what it rests on."""

    says: str
    basis: str
    standing: Standing


class Method(Struct, frozen=True):
    """Rules by topic, and the limits that inform and do not judge."""

    topics: tuple[tuple[str, tuple[Rule, ...]], ...]
    unconfirmed: tuple[tuple[str, str], ...]


_SURFACE = (
    Rule("逐项对照 GB 3838-2002 表1 定类，以最差一项的类别作为断面类别（单因子评价）。", "GB 3838-2002 5.1", "规定"),
    Rule("表1 的 24 项中 21 项参加评价；水温、总氮、粪大肠菌群另列作参考。", "环办〔2011〕22号", "规定"),
    Rule("等于限值的属于较好的类别；相邻类别限值相同的，取其中最好的。", "GB 3838-2002 表1", "规定"),
    Rule("pH 各类同为 6–9，两端均在内；超出按劣Ⅴ类计。", "各地做法", "惯例"),
    Rule("总磷按河流和湖库两套限值；总氮只用于湖库。", "GB 3838-2002 表1", "规定"),
    Rule("Ⅰ–Ⅱ类为优，Ⅲ类良好，Ⅳ类轻度污染，Ⅴ类中度污染，劣Ⅴ类重度污染。", "环办〔2011〕22号", "规定"),
    Rule("同一点位一个自然月内的多次监测取平均值后评价。", "月均值的通行做法", "本站约定"),
    Rule("缺测项目不算达标：按已测项目评价，并列出已测与应测项数。", "", "本站约定"),
)  # fmt: skip
_POLLUTANTS = (
    Rule("优、良好时不列主要污染指标；超过Ⅲ类的，先按类别、再按超标倍数排序，取前三项。", "环办〔2011〕22号", "规定"),
    Rule("氰化物和铅、铬等重金属超过Ⅲ类的列在最前；“等”取汞、镉、砷，并占三项之内。", "环办〔2011〕22号，范围未写明", "本站约定"),
    Rule("超标倍数 =（数值 − 限值）÷ 限值；水温、pH、溶解氧不计倍数，同类中排在有倍数的之后。", "环办〔2011〕22号，次序未写明", "本站约定"),
    Rule("倍数页面上取两位小数，下载文件里是准确值。", "", "本站约定"),
)  # fmt: skip
_WHOLE = (
    Rule("河流断面少于 5 个：各断面同项取平均后按单个断面评价。", "环办〔2011〕22号（据公开资料）", "规定"),
    Rule("5 个及以上：按Ⅰ–Ⅲ类和劣Ⅴ类断面的比例评价，不给整体类别；恰为 5 个归入此法。", "两种文本不一", "本站约定"),
    Rule("湖库多个点位：先各点取平均，再点间取平均。", "环办〔2011〕22号", "规定"),
    Rule("综合营养状态指数按叶绿素a、总磷、总氮、透明度、高锰酸盐指数五项加权；缺一项不计算。", "湖泊（水库）富营养化评价方法及分级技术规定", "规定"),
    Rule("指数 60 归轻度、70 归中度富营养。", "文本不一", "未经核实"),
)  # fmt: skip
_SOURCES = (
    Rule("地表水水源：表1 达到Ⅲ类，且表2、表3 所测项目都不超过限值，为达标。", "各地水源公报", "惯例"),
    Rule("常规监测不测化学需氧量，20 项定类；测了的照样评价。水温、总氮、粪大肠菌群不参加评价。", "各地水源公报", "惯例"),
    Rule("地下水水源：按 GB/T 14848-2017 逐项定类，最差一项为准，Ⅲ类为达标。", "GB/T 14848-2017 6.2、6.3", "规定"),
    Rule("放射性超过Ⅲ类时Ⅳ、Ⅴ类限值相同，不判定类别，应作核素分析。", "GB/T 14848-2017 表1", "规定"),
    Rule("达标率按个数和按水量分别计算；有一处水量不在案，就不算水量达标率。", "各地水源公报", "惯例"),
)  # fmt: skip
_DRINKING = (
    Rule("2023年4月1日前采的样按 GB 5749-2006，该日起采的样按 GB 5749-2022；以采样日为准。", "标准的实施日期", "本站约定"),
    Rule("一件水样所测项目全部符合限值为合格；合格率 = 合格件数 ÷ 检测件数，件数随合格率一并列出。", "各地公报", "惯例"),
    Rule("只评价所用的消毒剂；混合消毒时两种都不得超过上限，余量有一种达到即可。", "GB 5749 表2", "规定"),
    Rule("点位未写明消毒剂的，只测了一种就按这一种评价；测了不止一种，均不评价。", "", "本站约定"),
    Rule("因所用消毒方式而不必测的副产物不算缺测；总大肠菌群未检出时不必再测大肠埃希氏菌。", "GB 5749 表1 注", "规定"),
    Rule("三卤甲烷：四种化合物的数值与各自限值之比相加，不超过 1。", "GB 5749", "规定"),
    Rule("放射性超过指导值不判不合格，列为无法判定，应作核素分析。", "GB 5749 表1 注", "规定"),
    Rule("2022年版的小型集中式和分散式供水放宽四项：菌落总数 500、氟化物 1.2、硝酸盐 20、浑浊度 3。", "GB 5749-2022 表1 注b", "规定"),
    Rule("2006年版表4 对农村小型供水的放宽数值未能核实：超过表1 而可能适用表4 的，列为无法判定。", "", "未经核实"),
    Rule("2006年版表1 有三项在受限条件下放宽（硝酸盐 20、浑浊度 3、耗氧量 5）；条件不在案的按一般限值评价并注明，小型供水的浑浊度按 3。", "GB 5749-2006 表1", "本站约定"),
)  # fmt: skip
_VALUES = (
    Rule("低于检出限的，求平均时取检出限的一半。", "环办监测函〔2020〕82号", "规定"),
    Rule("单次未检出的，按检出限的一半定类；检出限高于该类限值的，在类别旁注明。", "", "本站约定"),
    Rule("检出限高于限值的未检出，不能说明是否超标，列为无法判定。", "", "本站约定"),
    Rule("数值以报送的为准，与限值直接比较，不再修约；页面上的小数只为显示。", "", "本站约定"),
    Rule("“-1”表示未监测，不参加计算；其他负数不予接收。", "国家数据报送表", "规定"),
    Rule("同一点位、日期、项目的相同数据只计一次；数值不同的不予接收，须先核对。", "", "本站约定"),
)  # fmt: skip
_PUBLICATION = (
    Rule("方案要求每季度公布而没有写明日期的，以季度的最后一天为期限；其后公布为迟，到期没有公布为逾期。", "", "本站约定"),
    Rule("方案没有这项要求，或者施行日期没有登记的，只列公布日期，不说是否按期。", "", "本站约定"),
    Rule("水源、出厂水、管网水、龙头水分别看；有点位的环节都公布了，才算这个季度已公布。", "", "本站约定"),
)  # fmt: skip


def method() -> Method:
    """The method page."""
    return Method(
        (
            ("数值", _VALUES),
            ("出厂水、管网水、龙头水", _DRINKING),
            ("水源", _SOURCES),
            ("河流断面", _SURFACE),
            ("主要污染指标和超标倍数", _POLLUTANTS),
            ("河流、湖库整体", _WHOLE),
            ("公布", _PUBLICATION),
        ),
        tuple(_unconfirmed()),
    )


def _unconfirmed() -> list[tuple[str, str]]:
    tables = [drinking("2006", 1), drinking("2006", 3), drinking("2022", 1), drinking("2022", 3)]
    tables += [disinfectants("2006", "works"), disinfectants("2022", "works"), small_supply_2006()]
    limits = (limit for table in tables for limit in table.values())
    return [(limit.clause, _number(limit)) for limit in limits if not limit.confirmed]


def _number(limit: Limit) -> str:
    bound = limit.bounds[0]
    return f"所列数值 {bound.printed}，仅供参考" if bound else "数值未能核实，未列出"
