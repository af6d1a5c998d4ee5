"""Tables: the words of time. Data, no logic; forms.py and settle.py say what they mean.

To teach a new word, add it here and a line to tests/dates/test_find.py.
"""

from __future__ import annotations

from gongkai.model import Frequency

# Seasons that plans name without days. Days differ from place to place, so none are given.
NAMED_SEASONS = (
    "采暖季节", "采暖季", "采暖期", "供暖季", "供暖期", "取暖季", "取暖期", "非采暖季",
    "主汛期", "汛期", "枯水期", "丰水期", "防火期", "高火险期", "禁渔期", "禁牧期", "休渔期", "灌溉期",
    "秋冬季节", "秋冬季", "冬春季节", "冬春季", "夏秋季", "夏季高温期", "高温季节",
)  # fmt: skip

# What stands before a date that only serves to compare: 较2013年, 比2020年.
BASELINE_BEFORE = (
    "较",
    "比",
    "比较",
    "对比",
    "相比于",
    "相比",
    "相较于",
    "相较",
    "比照",
    "在",
    "与",
    "和",
    "同",
    "以",
)
# … and what must stand after it, for those that mean comparison only together (在2015年基础上).
BASELINE_AFTER = (
    "相比",
    "相较",
    "水平",
    "基础上",
    "的基础上",
    "为基准",
    "为基数",
    "为基期",
    "的水平",
    "同期",
    "底水平",
    "末水平",
)
BASELINE_ALONE = ("较", "比", "比较", "对比", "相比于", "相比", "相较于", "相较", "比照")

# A date before these tells what happened, not what is to be done.
PAST_AFTER = (
    "印发",
    "下发",
    "发布的",
    "出台的",
    "召开",
    "颁布",
    "公布的",
    "实施的",
    "修订的",
    "批准的",
    "建成的",
    "建设的",
    "建造的",
    "竣工的",
    "投用的",
)

# every …: printed → how often. The longest is tried first.
RECURRING: tuple[tuple[str, Frequency], ...] = (
    ("每季度", "quarter"), ("每一季度", "quarter"), ("每个季度", "quarter"), ("每季", "quarter"),
    ("按季度", "quarter"), ("逐季", "quarter"), ("按季", "quarter"),
    ("年中、年末", "half-year"), ("年中和年末", "half-year"), ("年中、年底", "half-year"), ("年中和年底", "half-year"),
    ("每半年", "half-year"), ("每个半年", "half-year"), ("半年一次", "half-year"),
    ("每个月", "month"), ("每月", "month"), ("按月", "month"), ("逐月", "month"),
    ("每年度", "year"), ("每一年", "year"), ("每年", "year"), ("按年度", "year"), ("按年", "year"), ("逐年度", "year"),
    ("每学年", "year"), ("每学期", "half-year"),
    ("每两个月", "unspecified"), ("每两年", "unspecified"), ("每三年", "unspecified"),
    ("每五年", "unspecified"), ("每2年", "unspecified"), ("每3年", "unspecified"), ("每5年", "unspecified"), ("每周", "unspecified"), ("每两周", "unspecified"), ("每旬", "unspecified"),
    ("每日", "unspecified"), ("每小时", "unspecified"), ("每天", "unspecified"), ("每个工作日", "unspecified"),
    ("每星期", "unspecified"), ("每半月", "unspecified"), ("每半个月", "unspecified"), ("每双周", "unspecified"), ("每双月", "unspecified"), ("每晚", "unspecified"),
    ("按周", "unspecified"), ("逐周", "unspecified"), ("按旬", "unspecified"), ("按日", "unspecified"), ("逐日", "unspecified"), ("按半年", "half-year"),
)  # fmt: skip

# every so many: 每10天, 每隔三个月. How many months make a frequency that has a word; the rest is unspecified.
EVERY_SO_MANY = r"每隔?(?P<many>\d{1,3}|[两二三四五六七八九十]{1,2})个?(?P<of>分钟|小时|工作日|日|天|周|星期|月|季度|年)"
MONTHS: dict[int, Frequency] = {3: "quarter", 6: "half-year", 12: "year"}

# 月调度、季通报、一年一考核: how often, in one word before the act. In running text 月 and 年 are parts of other words, so
# that what stands before must open a list or a rule: 实行周报告, 建立“日巡查”.
RHYTHMS: dict[str, Frequency] = {
    "半年": "half-year", "年度": "year", "年": "year", "季度": "quarter", "季": "quarter", "双月": "unspecified", "半月": "unspecified",
    "月度": "month", "月": "month", "旬": "unspecified", "双周": "unspecified", "周": "unspecified", "日": "unspecified",
}  # fmt: skip
_RHYTHM_ACTS = (
    r"一?(?:调度|通报|报告|报送|上报|分析|会商|研判|例会|考核|考评|评估|评价|点评|排名|排序|督查|督办|督导|检查|巡查|巡检|抽查|总结|晾晒|盘点|梳理|推进|碰头"
    r"|汇总|小结|核查|排查|跟踪|走访|核对|召开(?=一次)|开展(?=一次)|组织(?=一次)|观摩|评比|讲评|复盘|汇报|监测|检测|公示|公开|公布|演练|反馈|晒|报(?![表刊名向等至送])|评(?!价|估)|查(?!处)|清(?!理|单|运|洁|淤))"
)
RHYTHM = (
    r"(?:(?<![一-龥\d])|(?<=[和及与或])|(?=双[周月])|(?<![当本上每逐按个几数半双\d一二三四五六七八九十])(?=[周旬月季](?:调度|通报|报告|分析|会商|督查|考核)(?:制度|机制))|(?<![上下近前后每这逢一])(?=半年[一-龥]{2}一次)|(?<![一二三四五六七八九十百第])(?=一(?:半年|年|季|月|旬|周|日)一)|(?<=实行|建立|坚持|落实|执行|采取|推行|做到|健全|完善|严格|按照|开展|实施|强化|做好))"
    r"(?!年度考[核评](?:结果|实行|中|时|内容|指标|体系|办法|等次|优秀|不?合格|得分|目标|方案))"
    rf"[一每]?(?P<rhythm>{'|'.join(sorted(RHYTHMS, key=len, reverse=True))}){_RHYTHM_ACTS}"
)

# Words of frequency that are no date: they say how often a duty comes, without a period.
FREQUENCY_WORDS: tuple[tuple[str, Frequency], ...] = (
    ("常态化", "standing"), ("长期坚持", "standing"), ("长期公示", "standing"), ("长期公开", "standing"), ("长效", "standing"), ("持续", "standing"),
    ("全天候", "standing"), ("实时", "standing"), ("动态", "standing"), ("日常", "standing"),
    ("年度", "year"), ("季度", "quarter"), ("月度", "month"), ("半年度", "half-year"),
    ("不定期", "unspecified"), ("定期", "unspecified"), ("经常性", "unspecified"),
    ("经常", "unspecified"), ("及时", "unspecified"), ("适时", "unspecified"),
)  # fmt: skip

# A month without a year before one of these is due every year.
REPORTING = ("报送", "报告", "上报", "汇报", "公布", "公开", "通报", "公示", "报备", "备案")

# 上旬 ends on the 10th, 中旬 on the 20th; 初 has no last day that a text could mean.
TEN_DAYS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31)}
QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}

# 十二五 began in 2011: every five-year plan by its number.
FIRST_YEAR_OF_13TH = 2016
