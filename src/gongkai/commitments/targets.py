"""Targets with a quantity, and parameters of rules: indicator, comparator, value, unit, baseline.

In: a passage. Out: `Reading`s in text order; deadlines and bodies are joined in by gather.py. Pure.

A number is a target where a word of comparison leads up to it (达到98%左右), where a noun of measure
does (利用率95%以上), or where a verb counts with it (新建3所学校). A number that only bounds what is
spoken of is none: 耗煤1万吨及以上项目 is a rule, 低于60%的，约谈 a condition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from gongkai.commitments.amounts import (
    DATE,
    FILL,
    LEAD,
    LONG_LEADS,
    QUANTITY,
    SHORT_LEADS,
    UNCOUNTED_UNITS,
    UNIT,
    Amount,
    amount_of,
    any_of,
    comparator_of,
    counts_nothing,
    of_tail,
    shared_tail,
    value_list,
)
from gongkai.commitments.baselines import baseline_of, tidy_end
from gongkai.commitments.clauses import Clause, Passage
from gongkai.commitments.parameters import is_parameter
from gongkai.commitments.target_words import (
    ABOVE,
    ACT_UNITS,
    APPROXIMATE,
    FORBIDDEN,
    INDICATOR_ENDS,
    LEADS,
    MODALS,
    NOT_AHEAD,
    OF_OTHERS,
    QUANTITY_VERBS,
    RATED,
    SERVED,
    TAILS,
    comparison,
)
from gongkai.dates import FoundDate, between
from gongkai.model import Comparator, Confidence, TargetKind
from gongkai.numerals import BLANK, NUMBER, unit_of_form


class Reading(Struct, frozen=True):
    """What a clause commits to; `start:end` is the quote in the passage.

    `nth` is the place of its value in a list of several (分别低于7%和5%), by which one of several
    dates is taken. `date` is where the date stands that is its own (其中2024年150公里、2025年170公里).
    """

    start: int
    end: int
    kind: TargetKind
    rule: str
    indicator: str | None
    comparator: Comparator | None = None
    value_printed: str | None = None
    value: str | None = None
    blank: bool = False
    unit: str | None = None
    baseline: str | None = None
    baseline_value: str | None = None
    confidence: Confidence = "certain"
    note: str | None = None
    nth: tuple[int, int] | None = None
    date: int | None = None


# Words further before a number than this are not what it measures.
LONGEST_INDICATOR = 240
_TIMES = ("年", "月", "内", "期间", "累计", "季度", DATE)
_SHARES = ("率", "比例", "比重", "占比", "覆盖面", "满意度")
_SCORES = ("分", "分值", "权重", "满分", "总分")  # how much a task counts
COUNTING_LEADS = ("不少于", "不低于", "至少", "超过", "达到", "减少", "增加")


_CHANGES_IN = ("%", "‰", "个百分点", "百分点", "倍", "番")
_CHANGE = re.compile(
    rf"(?P<lead>下降|降低|减少|压减|削减|增长|提高|提升|增加|上升)(?P<fill>{FILL})"
    rf"(?:{FORBIDDEN}|{any_of(LEADS)})(?:{FILL})(?:{DATE}+的?)?\s*$"
)
_VERB = re.compile(
    rf"(?:{any_of(QUANTITY_VERBS)})(?!率|(?<=建成)区)"
)  # 建成区 is a place, 覆盖率 a measure
# 站点500米覆盖率达到100%; but 3个营收超10亿元的园区.
_LEAD_AHEAD = re.compile(
    rf"[^，。；、]{{0,20}}?(?:{FORBIDDEN}|{any_of(LEADS)})(?:{NUMBER})(?![^，。；、]{{0,4}}的[一-龥]{{2}})"
)
_TIMES_OF = re.compile(rf"{DATE}+")
_MAKES = re.compile(r"^(?:推动|推进|确保|力争|实现|支持|使|促进|引导|全[省市县区])+")
_OF_ALL = re.compile(r"[一-龥]{2,14}(?:实现|达到|完成|纳入|建成)")
_ALL_DO = re.compile(
    r"建设|配建|配套|配备|安装|达标|完成|落实|覆盖|接入|联网|整改|纳入|持证|办结|签订|建档|实名|到位"
)
_OF_THEM = re.compile(r"其中$")
_WITHIN = re.compile(
    r"[一-龥]{0,10}(?:区|市|县|镇|乡|村|农村|学校|企业|机构|单位)|[一-龥]{2,12}(?<!全)覆盖"
)
_PAST = re.compile(NOT_AHEAD)
_ALTOGETHER = re.compile(r"(?:约|共|合计|共计|总计|总共|：|:|\s)+$")
_NOUN_BEFORE = re.compile(
    r"(?:^|(?<=[、，：）)])|(?<=其中))(?![将把对由要应须并其共各全年前底至不])[一-龥]{2,10}$"
)
_UPON = re.compile(r"对|针对|围绕|按照")
_NO_OBJECT = re.compile(rf"(?:{any_of(QUANTITY_VERBS)}|累计|[约共各])*")  # 排口整治完成70个
_ACT = re.compile(
    r"(?![全其共本各该反违威影存涉对由从以在将现原])[一-龥]{2}[一-龥“”、（）0-9A-Za-z]{2,20}"
)
_BARE_ACT = re.compile(
    r"(?![全其共本各该反违威影存涉对由从以在将现原总合计])[一-龥][^民员户村县市区镇人业校院园厂店]"
)
_EACH = re.compile(r"每(?![百千万]*[人户])|至少")  # 每万人接受服务3.4万次 is a rate
_SO_OFTEN = re.compile(r"每[年月季周日天旬学半两\d]")
_NO_ACT = re.compile(r"下设|每|其中|年前|各[奖补]|目标|得分|公[示开]|等$|发生|发现")
_LOOSE_VERBS = (
    "修订",
    "完善",
    "制定",
    "出台",
    "编制",
    "落实",
    "调整",
    "优化",
    "整合",
    "提供",
    "利用",
    "设立",
    "开设",
)
_AT_LEAST = re.compile(r"(?:至少|不少于)$")  # 至少开业2个: before the verb it bounds the number too
# 其中5A级企业2家: part of what the clause before counts.
_BESIDE = re.compile(r"、?(?:共计|合计|总计|总长度?|共|约|计|长)+")
_FUNDS = re.compile(r"财政|配套|资金|补助|投资|预算|自筹")
_AMONG = re.compile(r"其中(?P<of>[^，。；、]{2,16})(?<!的)$")
# 建成调度中心1处，测控闸门120孔: a clause that is no more than what is counted too.
_ALSO = re.compile(r"(?!其|每|全|共|总|约|各|较|比|达|为)(?P<of>[一-龥]{2,14})")
_ENDS = re.compile(r"\s*(?:[（(][一-龥]{1,3}[）)])?(?:、|$)")
_STOP = re.compile(r"[，。；]")
_COUNTED_BEFORE = re.compile(
    rf"(?:{any_of(QUANTITY_VERBS)})[^，。；]{{0,16}}\d(?:{UNIT})(?:{any_of(TAILS)})?，$"
)
_YEARLY = re.compile(rf"(?:其中|、|^)[：:]?(?P<date>{DATE}+)$")
# 其中，2026年8万亩，2027年10万亩: the shares of the years in clauses of their own.
_YEAR_ALONE = re.compile(rf"{DATE}+")
_OF_WHICH = re.compile(r"(?:其中[：:，]|[：:])[^。；]*$")
_NAMED_BY = re.compile(r"[一-龥]{2}(?<![将把对由要应须并])$")
_AVERAGE = re.compile(
    r"(?:平均|人均|户均|日均|年均)(?!水平)[一-龥]{2,6}(?<![由从])$"
)  # 平均停留2.5晚
_PART_OF = re.compile(
    r"(?:完成|占)[^，。；]{1,20}的$|(?:完成|完工|开工)$|完成(?![率量度])[^，。；、\d由从到达率比占的]{2,10}$|(?<!全)覆盖(?![率面])[^，。；\d由从]{2,16}$"
)
_OF_BASE = re.compile(
    rf"(?P<lead>{FORBIDDEN}|不低于|不少于|不超过|不高于|达到|高于|(?<=比例)为|(?<=率)为|(?<=原则上)为)[^，。；、\d]{{1,16}}的$"
)
_MAKING = frozenset(
    ("配备", "设置", "建成", "新建", "建设", "培育", "打造", "创建", "引进", "举办", "新增", "发展", "组建", "选派", "配置", "设立")
)  # fmt: skip
_THINGS = frozenset("名家个所座处台辆条项支场片套部")
# 安排专项资金，五年累计不低于3亿元: of what, the clause before says.
_TIME_ALONE = re.compile(r"(?:[一二两三四五2-5]年|全年|每年)?")
_IN_YEARS = re.compile(rf"(?:累计|共|再)?(?:{any_of(LEADS)})")
_ONE_OF = re.compile(r"\d个?[、和]$")
_AIMED = re.compile(r"、(?:力争|争取|冲刺)(?:达到|完成|实现|突破)?")
_LISTED = re.compile(r"(?:、|以及|和|及)(?P<of>[^，。；、\d]{0,16})")
# 11户居民搬迁 of 11户居民搬迁和防护设施2.8公里建设.
_COUNTED = re.compile(
    r"[^，。；、（(]{0,24}?(?=(?:以及|和|及|与)[^，。；、\d]{1,16}\d|[，。；、（(]|$)|[^，。；、（(]{0,24}"
)
# 高于全省平均水平1个百分点: from what others reach it is measured.
_OTHERS = re.compile(rf"(?<!不)(?<!不[{MODALS}])(?P<lead>{any_of(ABOVE)})(?P<base>{OF_OTHERS})$")
# 为500户困难家庭实施改造: whom it serves is counted.
_SERVES = re.compile(
    r"[^，。；]{2,40}?(?:实施|提供|开展|发放|办理|安装|免费|建立|配备|筛查|改造|缴纳)[^，。；]*"
)
_RAISES = ("提升", "提高", "优化", "改善")
_NOUN = re.compile(r"(?![位名档等]次|[等档])[一-龥]{2}")
# 降低失业保险费率至1%: the noun stands within.
_AROUND = re.compile(
    r"(?:提高|降低|提升|压缩|缩短|增加|扩大|下调|上调|压减|减少)(?P<of>[^，。；、\d的]{2,20}?)[至到]$"
)
_FOR = re.compile(r"为(?:[全本我][省市县区镇乡州]|辖区|城乡|农村)?$")
_OPENING = re.compile(
    r"^(?:\ue001(?:内|累计)?|到(?![场岗位期访账达])|至|截至|截止|于|在(?!建|校|册|线|岗|用)|力争|确保|努力|争取|并|且|同时|其中|全年|前|将|把|[①-⑳]|，|、|：|\s)+"
)
_CONDITION = re.compile(r"(?:的(?!目标|要求|水平|标准)|者|时(?!间)|以上的)")
# 开展不少于360学时的培训: how much is given, and no condition.
_GIVEN = re.compile(
    r"(?:实行|开展|组织|安排|给予|发放|提供|保证|保障|参加|接受|完成|实施|组建|配备|储备|设立|设置|投入)(?![率量度])[^，。；对将凡]{0,12}$"
)


def quantities(passage: Passage, clause: Clause, dates: tuple[FoundDate, ...]) -> Iterator[Reading]:
    """Quantified targets and numbered rules of one clause, in order. `dates` are the passage's."""
    text = passage.text[clause.start : clause.end]
    if _PAST.search(text):
        return
    words = _Words(passage, clause, _without_dates(text, clause, dates))
    left = 0  # where the words begin that belong to the next number
    spoken_of: str | None = None
    for match in QUANTITY.finditer(words.text):
        if match.start() < left or counts_nothing(words.text, match):
            continue
        if passage.heading and text.rfind("（", 0, match.start()) > text.rfind(
            "）", 0, match.start()
        ):
            continue  # 智慧港口（总投资32亿元）: how large it is, told beside its name
        left = max(left, match.start() - LONGEST_INDICATOR)
        for reading in words.read(match, left):
            if reading.indicator is None and left:  # 网办率2026年达到90%、2027年达到95%
                reading = replace(reading, indicator=spoken_of, confidence="likely")
            spoken_of = reading.indicator
            yield reading
            left = max(left, reading.end - clause.start)


def _without_dates(text: str, clause: Clause, dates: tuple[FoundDate, ...]) -> str:
    """`text` with dates blotted out, so that no year is taken for a quantity."""
    parts: list[str] = []
    at = 0
    for date in between(dates, clause.start, clause.end):
        start, end = date.start - clause.start, min(date.end - clause.start, len(text))
        if start < at or start >= len(text):
            continue
        listed = _ONE_OF.search(text, max(0, start - 8), start)  # 分别压缩至4个、15个、3个工作日
        if date.kind == "relative" and (listed or text.endswith(LONG_LEADS, 0, start)):
            continue  # 压缩至1个工作日以内: how long it takes, not by when
        parts += [text[at:start], DATE * (end - start)]
        at = end
    return "".join([*parts, text[at:]])


class _Words(Struct, frozen=True):
    """The words of one clause while it is read; places are the clause's own."""

    passage: Passage
    clause: Clause
    text: str  # dates blotted out

    def read(self, match: re.Match[str], left: int) -> list[Reading]:
        """The targets that the number `match` makes, with the words from `left` on."""
        of_money = self.text.rfind("其中", 0, match.start()) if match["unit"] else -1
        if (
            of_money >= 0
            and (match["unit"] or "").endswith("元")
            and _FUNDS.search(self.text, of_money, match.start())
            and not LEAD.search(self.text, max(of_money, match.start() - 16), match.start())
        ):
            return []  # 其中中央资金6200万元、区级配套3400万元: from where it comes
        if is_parameter(match):
            return [self._rule(match)]
        if found := (
            self._compared(match, left)
            or self._above(match, left)
            or self._around(match, left)
            or self._listed(match, left)
        ):
            return found
        reading = (
            self._part(match, left)
            or self._noun(match, left)
            or self._share(match, left)
            or self._served(match)
            or self._yearly(match)
            or self._among(match, left)
        )
        return [reading] if reading else self._counted(match, left)

    def printed(self, start: int, end: int) -> str:
        """The words as printed, dates included."""
        return self.passage.printed[self.clause.start + start : self.clause.start + end]

    # — a word of comparison leads up to the number: 达到98%左右 —

    def _compared(self, match: re.Match[str], left: int) -> list[Reading]:
        lead = LEAD.search(self.text, max(left, match.start() - 16), match.start())
        if lead and match["unit"] in _CHANGES_IN:  # 下降不低于14%
            lead = _CHANGE.search(self.text, max(left, lead.start() - 8), match.start()) or lead
        if lead is None or not self._says_how_much(lead, match):
            return []
        baseline = baseline_of(self.printed(left, lead.start()), self.text[left : lead.start()])
        of = _TIMES_OF.search(self.text, lead.start("fill"), match.start())
        if of and match["unit"] == "倍":  # 为2025年的1.6倍
            baseline = replace(baseline, printed=self.printed(*of.span()))
        indicator, begin = self._indicator(left, left + baseline.at)
        values = [match]
        if "分别" in self.text[left : match.start()]:
            values = value_list(self.text, match)
        end = values[-1].end()
        if len(values) == 1 and comparison(lead["lead"]) in COUNTING_LEADS:
            noun = re.match(r"[一-龥]{1,14}?(?=、|并|$)", self.text[end : end + 15])
            if noun and indicator and indicator.endswith(QUANTITY_VERBS):
                indicator += self.printed(end, end + noun.end())  # 安排不低于3000万元专项资金
            end += noun.end() if noun else 0
        names = _names_of(indicator, len(values))
        shared = shared_tail(values)
        readings = []
        for nth, value in enumerate(values):
            amount = amount_of(value, values, self.printed, shared)
            comparator = comparator_of(lead, value, shared)
            readings.append(
                self._reading(
                    begin, end, f"target-{comparison(lead['lead'])}", names[nth], comparator, amount,
                    baseline=baseline.printed, baseline_value=baseline.value,
                    nth=(nth, len(values)) if len(values) > 1 else None,
                )
            )  # fmt: skip
        return readings

    def _says_how_much(self, lead: re.Match[str], match: re.Match[str]) -> bool:
        word, unit = lead["lead"], match["unit"]
        before = self.text[max(0, lead.start() - 20) : lead.start()]
        if word in SHORT_LEADS and not (
            unit or match["tail"] or before.endswith(INDICATOR_ENDS) or match["ratio"]
        ):
            return False
        if word == "在" and not (match["tail"] and before.endswith(INDICATOR_ENDS)):
            return False  # 覆盖面在95%以上, but not 在3个村开展
        times = unit and unit.endswith(ACT_UNITS) and not unit.endswith("场")
        if word in ("至少", "为", "实现") and times:
            return False  # 每月至少一次 is how often, not how much
        if word == "至少" and _SO_OFTEN.search(
            self.printed(max(0, lead.start() - 4), lead.start())
        ):
            return False  # 每周至少2天
        if word in ("提升", "提高") and before.endswith("改造"):
            return False  # 改造提升8万亩 counts
        after = self.text[match.end() : match.end() + 2]
        if word in _RAISES and unit and unit not in RATED and _NOUN.match(after):
            return False  # 提升12所学校周边环境 counts
        if word in ("实现", "为") and match["tail"] and _NOUN.match(after):
            return False  # 实现100人以上学校全覆盖 says of which
        if word == "新增" and (not before.strip() or before.endswith(_TIMES)):
            return False  # 年新增80家以上 counts
        if word == "超" and before.endswith(("彩", "B")):
            return False  # 彩超30台
        if before.endswith(("最迟", "最晚")) or (word == "为" and before.endswith(_SCORES)):
            return False  # 最迟不超过24小时: by when, not how much
        if word == "为" and unit != "倍" and not before.strip(" \u3000-—·•●○■□◆▪*"):
            return False  # 为65岁以上老年人免费体检: for whom, not how much
        negated = before.endswith(("未", "没有", "不", "尚未"))
        given = _GIVEN.search(before) and self.text.startswith("的", match.end())
        return not negated and bool(given or not _CONDITION.match(self.text, match.end()))

    def _above(self, match: re.Match[str], left: int) -> list[Reading]:
        """高于全省平均水平1个百分点: what others reach is the baseline."""
        found = _OTHERS.search(self.text, max(left, match.start() - 24), match.start())
        if found is None or not (match["unit"] or match["number"][0].isdigit()):
            return []
        if _CONDITION.match(self.text, match.end()):
            return []
        indicator, begin = self._indicator(left, tidy_end(self.text, found.start()))
        base = self.printed(*found.span("base"))
        amount = replace(amount_of(match, [match], self.printed), confidence="likely")
        return [
            self._reading(
                begin, match.end(), "target-above-others", indicator, ABOVE[found["lead"]], amount,
                baseline=base,
            )
        ]  # fmt: skip

    def _around(self, match: re.Match[str], left: int) -> list[Reading]:
        """降低失业保险费率至1%."""
        found = _AROUND.search(self.text, max(left, match.start() - 24), match.start())
        if found is None or not match["unit"] or DATE in found["of"]:
            return []
        if _CONDITION.match(self.text, match.end()):
            return []
        indicator = self.printed(*found.span("of"))
        comparator = of_tail(match) or "="
        amount = amount_of(match, [match], self.printed)
        return [
            self._reading(found.start(), match.end(), "target-to", indicator, comparator, amount)
        ]

    # — no word of comparison —

    def _noun(self, match: re.Match[str], left: int) -> Reading | None:
        """城市再生水利用率95%以上."""
        before = _ALTOGETHER.sub("", self.text[left : match.start()])
        unit = match["unit"] or unit_of_form(match["number"])
        bound = unit or match["tail"] or match["ratio"]
        if unit == "年" and _IN_YEARS.match(self.text, match.end()):
            return None  # 能耗五年下降6%
        if not bound or not (
            before.endswith(INDICATOR_ENDS)
            or _AVERAGE.search(before)
            or (match["ratio"] and before.endswith("比"))
        ):
            return None
        if not _is_named(before) and not (match["unit"] == "%" and before.endswith(_SHARES)):
            return None  # 收集处置体系覆盖率100%: the verbs of a share are part of its name
        if _CONDITION.match(self.text, match.end()) or before.endswith("规划总投资"):
            return None  # 规划总投资6.8亿元: how large it is
        indicator, begin = self._indicator(left, left + len(before))
        return self._reading(
            begin, match.end(), "target-noun", indicator, of_tail(match), amount_of(match, [match], self.printed)
        )  # fmt: skip

    def _part(self, match: re.Match[str], left: int) -> Reading | None:
        """完成年度任务的80%以上: how much of it."""
        part = _PART_OF.search(self.text, max(left, match.start() - 24), match.start())
        share = (match["unit"] or unit_of_form(match["number"])) == "%" or "分之" in match["number"]
        if part is None and share:
            return self._of_base(match, left)
        if match["unit"] != "%" or part is None:
            return None
        indicator = self.printed(part.start(), match.start()).removesuffix("的")
        amount = amount_of(match, [match], self.printed)
        return self._reading(
            part.start(), match.end(), "target-part", indicator, of_tail(match), amount
        )

    def _of_base(self, match: re.Match[str], left: int) -> Reading | None:
        """经费不低于投资的2%: of what the share is, told between."""
        found = _OF_BASE.search(self.text, max(left, match.start() - 24), match.start())
        indicator, begin = self._indicator(left, found.start()) if found else (None, 0)
        if found is None or indicator is None or _CONDITION.match(self.text, match.end()):
            return None
        bounded = match["tail"] or match["number2"]
        comparator = of_tail(match) if bounded else LEADS[comparison(found["lead"])]
        amount = replace(amount_of(match, [match], self.printed), confidence="likely")
        return self._reading(begin, match.end(), "target-of-base", indicator, comparator, amount)

    def _share(self, match: re.Match[str], left: int) -> Reading | None:
        """95%以上的行政村通硬化路: the share comes first."""
        unit = match["unit"] or unit_of_form(match["number"])
        after = self.text[match.end() : match.end() + 40]
        within, start = self._indicator(left, match.start())  # 城市建成区20%以上的面积: of what
        within = _MAKES.sub("", within) if within else within
        of_which = _OF_THEM.search(self.text, max(0, match.start() - 2), match.start())
        if of_which and match["unit"] == "%" and re.match(r"[一-龥]{2}", after):  # 其中15%建成…
            amount = replace(amount_of(match, [match], self.printed), confidence="likely")
            end = len(self.text)
            rest = self.printed(match.end(), end).strip()
            return self._reading(match.start(), end, "target-share", rest, of_tail(match), amount)
        part = unit == "%" or "分之" in match["number"]
        made = match["tail"] and _OF_ALL.match(after)  # 90%以上高频事项实现“秒批”
        share = part and (after.startswith("的") or made)
        share = share and (not within or _WITHIN.fullmatch(within))
        all_do = within and match[0] == "100%" and _ALL_DO.match(after)  # 固定车位100%建设充电桩
        if not (share or all_do):
            return None
        end = len(self.text)
        rest = (within or "") + self.printed(match.end(), end).removeprefix("的").strip()
        amount = replace(amount_of(match, [match], self.printed), confidence="likely")
        return self._reading(start, end, "target-share", rest or None, of_tail(match), amount)

    def _served(self, match: re.Match[str]) -> Reading | None:
        """为500户困难家庭实施改造: the number of those whom it serves."""
        served = _SERVES.match(self.text, match.end())
        if (
            match["unit"] not in SERVED
            or served is None
            or not (whom := _FOR.search(self.text, 0, match.start()))
        ):
            return None
        indicator = whom[0] + self.printed(*served.span())
        amount = replace(amount_of(match, [match], self.printed), confidence="likely")
        return self._reading(
            whom.start(), served.end(), "target-served", indicator, of_tail(match), amount
        )

    def _yearly(self, match: re.Match[str]) -> Reading | None:
        """其中2024年150公里、2025年170公里: the share of each year of what the clause before counts."""
        year = _YEARLY.search(self.text, max(0, match.start() - 24), match.start())
        before = self.passage.text[max(0, self.clause.start - 60) : self.clause.start]
        among = self.text.lstrip().startswith("其中") or (
            _YEAR_ALONE.fullmatch(self.text, 0, match.start()) and _OF_WHICH.search(before)
        )
        if year is None or not match["unit"] or not among:
            return None
        amount = replace(amount_of(match, [match], self.printed), confidence="likely")
        reading = self._reading(
            year.start("date"), match.end(), "target-yearly", None, of_tail(match), amount
        )
        return replace(reading, date=self.clause.start + year.start("date"))

    def _among(self, match: re.Match[str], left: int) -> Reading | None:
        """新建公园15个，其中社区公园9个: the verb stands in the clause before."""
        among = _AMONG.search(self.text[left : match.start()])
        counts = match["number"][0].isdigit() and _ENDS.match(self.text, match.end())
        also = _ALSO.fullmatch(self.text, 0, match.start()) if counts and not among else None
        among = among or also
        unit = match["unit"]
        before = self.passage.text[max(0, self.clause.start - 60) : self.clause.start]
        if (
            not among
            or DATE in among["of"]
            or not unit
            or unit in UNCOUNTED_UNITS
            or _VERB.search(among["of"])
            or (also and unit.endswith("元"))
        ):
            return None
        alike = rf"{re.escape(unit[-1])}(?:{any_of(TAILS)})?，$"
        base = next((part for part in reversed(_STOP.split(before)) if part), "")
        counts = _VERB.search(base) or any(word in base for word in LONG_LEADS)
        if not (
            _COUNTED_BEFORE.search(before) or (not also and counts and re.search(alike, before))
        ):
            return None
        amount = replace(amount_of(match, [match], self.printed), confidence="likely")
        start = left + among.start("of")
        return self._reading(
            start, match.end(), "target-among", self.printed(start, match.start()), of_tail(match), amount
        )  # fmt: skip

    def _counted(self, match: re.Match[str], left: int) -> list[Reading]:
        """新建3所学校, 新增绿化面积XX万亩: a verb counts; several values after 分别."""
        before = self.text[left : match.start()]
        verb = _VERB.search(before) or self._some_verb(match, before)
        if verb is None or not self._counts(match, verb, before):
            return []
        several = "分别" in before or "分年度" in before
        values = value_list(self.text, match) if several else [match, *self._beside(match)]
        last = values[-1].end()
        start = left + verb.start()
        noun = _COUNTED.match(self.text, last, last + 40)
        counted = noun[0] if noun and not noun[0].startswith(("一", "的", "以")) else ""
        if not counted and _NO_OBJECT.fullmatch(before, verb.end()):
            start = left + self._worked_on(before, verb)  # 总干渠衬砌38公里
        if verb[0] == "拥有":  # 每千人口拥有: by what it is counted
            start = self._indicator(left, match.start())[1]
        end = last + len(counted)
        indicator = self.printed(start, match.start()).rstrip("约共各") + self.printed(last, end)
        names = [indicator.strip() or None] * len(values)
        if before.endswith("分别" + verb[0]) and not counted:  # A、B减排量分别完成3吨、1吨
            named, start = self._indicator(left, left + verb.start() - len("分别"))
            names = _names_of(named, len(values)) if named else names
        shared = shared_tail(values) if several else None
        at_least = _AT_LEAST.search(before, 0, verb.start())
        readings = []
        for nth, value in enumerate(values):
            amount = amount_of(value, values, self.printed, shared)
            if amount.confidence == "certain":
                amount = replace(amount, confidence="likely")
            comparator = ">=" if at_least else of_tail(value, shared)
            if comparator == "=" and self.text.endswith(APPROXIMATE, 0, value.start()):
                comparator = "≈"
            readings.append(
                self._reading(
                    start, end, "target-count", names[nth], comparator, amount,
                    nth=(nth, len(values)) if several and len(values) > 1 else None,
                )
            )  # fmt: skip
        return readings

    def _some_verb(self, match: re.Match[str], before: str) -> re.Match[str] | None:
        """检修泵站12座: any two characters that open a clause may be a verb, where all else is a count's."""
        opened = _OPENING.sub("", before)
        unit = match["unit"] or ""
        rated = unit in (*RATED, "次", "遍", "轮", "回") or unit.endswith(("元", "人"))
        plain = match["number"][0].isdigit() and unit and not rated
        ends = _COUNTED.match(self.text, match.end())
        printed = self.printed(match.start() - len(before), match.start())
        if (
            not plain
            or not ends
            or before.endswith("的")
            or "的" in ends[0]
            or _NO_ACT.search(printed)
        ):
            return None
        return _ACT.fullmatch(before, len(before) - len(opened)) or (
            _BARE_ACT.fullmatch(before, len(before) - len(opened)) if ends[0] else None
        )

    def _counts(self, match: re.Match[str], verb: re.Match[str], before: str) -> bool:
        """Whether the number counts what the verb makes; if not, it bounds it, says how often, or belongs to a name."""
        unit, after = match["unit"], self.text[match.end() : match.end() + 40]
        named = unit in UNCOUNTED_UNITS and not (unit == "天" and before.endswith("天数"))
        if not unit or named or _CONDITION.match(after):
            return False
        if _LEAD_AHEAD.match(after):
            return (
                False  # 站点500米覆盖率达到100%: the number belongs to the name of what is measured
            )
        if match["tail"] and re.match(r"[一-龥]", after) and not _made_of_things(verb[0], match):
            return False  # 淘汰XX蒸吨/小时以下燃煤锅炉: a bound of what is spoken of, not a count of it
        acts = unit.endswith(ACT_UNITS) and not unit.endswith("人次")
        printed = self.printed(match.start() - len(before), match.start())
        yearly = unit == "场" and "每年" in printed  # 每年举办赛事30场 counts
        often = (not yearly and _SO_OFTEN.search(printed)) or (
            unit != "场" and _EACH.search(printed)
        )
        if (acts and often) or len(before) - verb.end() > 30 or before.endswith(("“", "一次")):
            return False
        loose = (
            verb[0] in _LOOSE_VERBS
            and not match["number"][0].isdigit()
            and BLANK not in match["number"]
        )
        # 组织对64座水库排查: what is looked at; 落实三项制度.
        return not (loose or _UPON.match(before, verb.end()))

    def _worked_on(self, before: str, verb: re.Match[str]) -> int:
        """Where the noun begins that stands right before a verb without an object."""
        noun = _NOUN_BEFORE.search(before, 0, verb.start())
        return noun.start() if noun else verb.start()

    def _beside(self, match: re.Match[str]) -> list[re.Match[str]]:
        """疏浚河道6条12.4公里: a second measure of what the verb counts, right behind the first."""
        at = match.end()
        if joint := _BESIDE.match(self.text, at):
            at = joint.end()
        other = QUANTITY.match(self.text, at)
        second = other and other["unit"] and other["unit"] not in (*UNCOUNTED_UNITS, match["unit"])
        digits = other and other["number"][:1].isdigit()
        return [other] if other and second and digits else []

    def _listed(self, match: re.Match[str], left: int) -> list[Reading]:
        """…、幼儿园5所 after 新建学校3所: the verb of the number before holds for this one."""
        before = self.text[left : match.start()]
        if left and _AIMED.fullmatch(before) and match["unit"]:  # 达到262天、力争265天
            amount = replace(amount_of(match, [match], self.printed), confidence="likely")
            start, end = left + 1, match.end()
            return [self._reading(start, end, "target-aimed", None, of_tail(match), amount)]
        listed = _LISTED.fullmatch(before)
        if listed is None or _VERB.match(_OPENING.sub("", listed["of"])):
            return []
        if match["tail"] and re.match(r"[一-龥]", self.text[match.end() :]):
            return []  # 3岁以下婴幼儿托位
        verb = next(reversed(list(_VERB.finditer(self.text, max(0, left - 40), left))), None)
        among = self.text.lstrip().startswith("其中") and DATE not in before
        if not (verb or among) or not match["unit"] or match["unit"] in UNCOUNTED_UNITS:
            return []
        start, end = left + listed.start("of"), match.end()
        if not listed["of"]:  # 提升12所学校、5家医院周边环境
            counted = _COUNTED.match(self.text, end, end + 40)
            end = counted.end() if counted else end
        own = _VERB.search(listed["of"])  # 造林5万亩、退化林修复55万亩
        names = (verb[0] if verb and not own else "", self.printed(start, match.start()))
        indicator = "".join((*names, self.printed(match.end(), end)))
        amount = replace(amount_of(match, [match], self.printed), confidence="likely")
        return [self._reading(start, end, "target-count", indicator, of_tail(match), amount)]

    # — parameters of rules —

    def _rule(self, match: re.Match[str]) -> Reading:
        amount = replace(amount_of(match, [match], self.printed), confidence="likely")
        end = len(self.text)
        reading = self._reading(0, end, "target-rule", self.printed(0, end), None, amount)
        return replace(reading, kind="rule")

    # — pieces —

    def _indicator(self, left: int, end: int) -> tuple[str | None, int]:
        """The words for what is measured, and where the quote begins; opening dates left out."""
        part = self.text[left:end]
        begin = left + len(part) - len(_OPENING.sub("", part))
        printed = self.printed(begin, max(begin, end)).strip(" ，、：:\u3000")
        return (None if _TIME_ALONE.fullmatch(printed) else printed), begin

    def _reading(
        self, start: int, end: int, rule: str, indicator: str | None, comparator: Comparator | None,
        amount: Amount, *, baseline: str | None = None, baseline_value: str | None = None,
        nth: tuple[int, int] | None = None,
    ) -> Reading:  # fmt: skip
        at = self.clause.start
        return Reading(
            at + start, at + end, "quantified", rule, indicator, comparator, amount.printed, amount.value,
            amount.blank, amount.unit, baseline, baseline_value, amount.confidence, amount.note, nth,
        )  # fmt: skip


def _made_of_things(verb: str, match: re.Match[str]) -> bool:
    """配备1名以上协理员: at least so many things are made, each counted by a word for things."""
    return verb in _MAKING and match["tail"] == "以上" and match["unit"] in _THINGS


def _is_named(before: str) -> bool:
    """Whether no verb counts in the words before a number: 尾水治理面积 names what is measured, 新增绿化面积 counts."""
    verbs = list(_VERB.finditer(before))
    return not verbs or (
        len(verbs) == 1
        and before[verbs[0].end() :] in INDICATOR_ENDS
        and bool(_NAMED_BY.search(before, 0, verbs[0].start()))
    )


def _names_of(indicator: str | None, count: int) -> list[str | None]:
    """One indicator for each of `count` values: A、B和C分别达到…; the whole where they do not pair."""
    if count > 1 and indicator:
        parts = [part for part in re.split(r"、|以及|和|与|及", indicator) if part]
        if len(parts) == count:
            # 车辆、船舶碳排放强度: the measure that closes the list is that of all.
            shared = parts[-1].endswith(INDICATOR_ENDS)
            return [
                part if not shared or part.endswith(INDICATOR_ENDS) else indicator for part in parts
            ]
    return [indicator] * count
