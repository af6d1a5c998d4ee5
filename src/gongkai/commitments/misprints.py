"""Tables: characters that are mistaken for each other, each with the words that give it away. Data.

Only what is wrong in any plan belongs here, never what is odd in one. `wrong` matches the misprint
itself; a context that makes it wrong is written as a look-around, and so are the words that meet in it
by chance (攻坚难题 holds no 坚难): tests/commitments/clean_prose.py has a line for each. The confidence is that of a reader
who sees this one place: certain (no other reading), likely, possible (usage differs).
"""

from __future__ import annotations

import re

from gongkai.model import Confidence

_ROWS: tuple[tuple[str, str, Confidence], ...] = (
    # a character for one that sounds or looks alike
    (r"(?<=梯级|循环|重复|综合|回收|资源)私用", "使用", "likely"),
    (r"(?<!公车)(?<!公款)(?<!公物)(?<!公房)(?<!挪作)私用(?=，|。|；|效率|水平)", "使用", "possible"),
    (r"有限(?=用于|保障|安排|支持使用|考虑|发展|采购|解决|保证|选用)", "优先", "likely"),
    (r"(?<=煤炭|产能|能耗|排放|库存|总量)消减|消减(?=煤炭|产能|排放|污染物|总量|存量|过剩)", "削减", "possible"),
    (r"高耗能水(?=行业|企业|产业)", "高耗水", "likely"),
    (r"整成的(?=实际)", "整改的", "likely"),
    (r"目标需求(?=、问题导向)", "目标导向", "possible"),
    (r"(?<!以)人民为中心发展思想", "以人民为中心的发展思想", "likely"),
    (r"(?<=坚持)人民为中心", "以人民为中心", "likely"),
    (r"截止(?=\d{4}年|目前|今年|上年)", "截至", "likely"),
    (r"布署(?!名)", "部署", "certain"), (r"贯策|贯切", "贯彻", "certain"), (r"防犯(?=风险|事故|措施|工作|化解|和)", "防范", "certain"),
    (r"按装(?![机修备载卸置配潢])", "安装", "certain"), (r"(?<!严)峻工", "竣工", "certain"), (r"(?<![修恢])复盖(?!板)", "覆盖", "certain"), (r"幅射", "辐射", "certain"),
    (r"部份(?!额)", "部分", "likely"), (r"水份(?!额)", "水分", "likely"), (r"台帐", "台账", "likely"), (r"帐户", "账户", "possible"),
    (r"座落(?=于|在)", "坐落", "likely"), (r"渡过难关", "度过难关", "possible"), (r"即要(?=[^，。；]{1,20}又要)", "既要", "likely"),
    (r"既使(?![用得其人群企农村城居百])", "即使", "likely"), (r"做为(?=一项|重要|重点|考核|依据)", "作为", "likely"), (r"必需(?=要|加强|严格|坚持|按照|落实|在)", "必须", "likely"),
    (r"连系(?=实际|群众|会议|机制|人)", "联系", "likely"), (r"急待", "亟待", "possible"), (r"兰图(?!书)", "蓝图", "certain"),
    (r"一如继往", "一如既往", "certain"), (r"再接再励", "再接再厉", "certain"), (r"松驰", "松弛", "certain"),
    (r"园满(?![意负足员工额])", "圆满", "certain"), (r"(?<!攻)坚难", "艰难", "certain"), (r"治里(?=[，。；、]|工作|能力|水平|项目)", "治理", "certain"),
    (r"(?<![水气暖油涵道])管里(?=[，。；、]|工作|能力|水平|制度|办法)", "管理", "certain"), (r"倍案", "备案", "certain"), (r"环竟", "环境", "certain"),
    (r"污梁", "污染", "certain"), (r"建没(?![有收建])", "建设", "certain"), (r"(?<![自知])己(?=经|完成|建成|达到|批准|开工)", "已", "certain"),
    (r"(?<![期年月季度旬周岁始粉])(?<![五六][”\"])(?<![一二三四五六])末(?=完成|达到|按时|按期|经)", "未", "likely"),
    (r"责仟", "责任", "certain"), (r"檢查|实旌|实拖(?![欠延后拉])", "实施", "certain"), (r"督促捡查|捡查", "检查", "certain"),
    (r"增强(?=处罚力度)", "加大", "possible"), (r"份子(?=工程|行业)", "分子", "likely"), (r"(?<![对现形气印抽迹景意])象(?=.{1,6}一样)", "像", "possible"),
    (r"提高.{0,3}能力和水平和", "提高能力和水平", "possible"),
    (r"震慑慑|震摄", "震慑", "certain"), (r"凑效", "奏效", "certain"), (r"迫不急待", "迫不及待", "certain"),
    (r"气侯", "气候", "certain"), (r"沉缅", "沉湎", "certain"), (r"通迅(?=录|员|设备|地址)", "通讯", "certain"),
    (r"(?<![植种栽])树力", "树立", "likely"), (r"(?<=[，。；])在接在厉", "再接再厉", "certain"), (r"隐蔽(?=排查|整治)", "隐患", "likely"),
    (r"隐换", "隐患", "certain"), (r"(?<![分职员社施民义加手开完复用务军])工做", "工作", "certain"), (r"作风纪侓|纪侓", "纪律", "certain"),
    (r"资全(?=投入|保障|支持)", "资金", "likely"), (r"入口(?=资金)", "入库", "possible"), (r"配备齐整率", "配备齐全率", "possible"),
)  # fmt: skip
CONFUSIONS: tuple[tuple[re.Pattern[str], str, Confidence], ...] = tuple(
    (re.compile(wrong), right, sure) for wrong, right, sure in _ROWS
)
# All of them without what must stand around them: a text without any of these, as most are, holds no misprint.
CONFUSED = re.compile("|".join(re.sub(r"\(\?<?[=!][^()]*\)", "", wrong) for wrong, _, _ in _ROWS))

# Words that are doubled on purpose.
REDUPLICATED = frozenset(
    [
        "研究",
        "讨论",
        "一个",
        "一项",
        "一件",
        "一步",
        "一户",
        "一村",
        "一厂",
        "一河",
        "一口",
        "一点",
        "一条",
        "一桩",
        "逐个",
        "逐户",
        "考虑",
        "商量",
        "了解",
        "检查",
        "宣传",
    ]
)
# Function words that never stand twice, except where the first ends a word (参与与) or the second begins one
# (在在建): what may stand before, and what behind.
DOUBLED_SINGLE: dict[str, tuple[str, str]] = {
    "的": ("目有为是", ""), "和": ("共温平缓总饱", "谐美解平"), "与": ("参给授赋", "会"), "及": ("普涉推波顾以", "时"),
    "在": ("存潜内外所正实自", "建册职校岗线编营用场"), "将": ("", "来"), "把": ("", "握关"),
    "对": ("应针面相绝核校", "接策照标口象比外内"), "为": ("作行成认更较极因以", "民"), "是": ("凡但可于总还就", "否"),
    "要": ("需主重必简首摘概提扼纪", "求"), "并": ("合兼归", "网轨购"), "从": ("服顺听", "严业速重快"),
    "到": ("", "场位达期访账岗处底"), "向": ("导方面转动走去", "上"), "以": ("予可足所", "上下内外前后来往"), "或": ("", ""), "由": ("自理", "于"),
}  # fmt: skip
# A verb that opens a statement; after a closing quotation mark whose quotation is an object, a stop is missing.
OPENING_VERBS = (
    "强化",
    "加强",
    "健全",
    "完善",
    "建立",
    "加快",
    "深化",
    "开展",
    "加大",
    "严格",
    "组织",
    "推进",
    "严厉",
    "全面",
    "进一步",
    "大力",
    "积极",
    "切实",
)
# … but not where the verb only begins to say what the quotation names: “全链条”严格监管模式.
NAMED_BY_QUOTE = "模式|机制|体系|制度|平台|格局|网络|行动|工程|系统|服务|工作|试点|队伍|活动|改革"
OBJECT_VERBS = (
    "严防",
    "防止",
    "杜绝",
    "避免",
    "打造",
    "坚持",
    "落实",
    "实行",
    "实施",
    "开展",
    "构建",
    "做到",
    "推行",
    "推广",
    "执行",
    "采取",
    "建设",
    "纳入",
    "列入",
    "完成",
    "形成",
    "强化",
    "消除",
    "严禁",
)
