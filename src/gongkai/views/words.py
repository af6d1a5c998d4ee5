"""Words: what pages say for each kind, state and sign. Data and a few pure functions.

One thing, one word, on every page: 原文空白, 疑误, 示例, 系统识别, 维护者已核对, 主管单位已确认.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence

from gongkai.clock.state import Word
from gongkai.model import Fill, Target

BLANK = "原文空白"
ERRATUM = "疑误"
ILLUSTRATIVE = "示例"
NOT_GIVEN = "未提供"
NOT_PRINTED = "原文未写明"
DUTIES = "公开事项与职责"

STATUS: Mapping[str, str] = {
    "proposed": "系统识别",
    "checked": "维护者已核对",
    "confirmed": "主管单位已确认",
}
ROLE: Mapping[str, str] = {
    "measure": "措施",
    "container": "章节",
    "principle": "基本原则",
    "narrative": "叙述",
}
# The calendars of one kind each.
CALENDAR: Mapping[str, str] = {
    "targets": "目标到期",
    "disclosure": "应公开的事项",
    "duties": "其余职责",
}
ATTRIBUTION: Mapping[str, str] = {
    "lead": "牵头单位",
    "support": "配合单位",
    "responsible": "责任单位",
}
UNIT_KIND: Mapping[str, str] = {
    "party": "党委机构",
    "government": "政府",
    "congress": "人大、政协",
    "department": "部门",
    "park": "园区",
    "town": "乡镇（街道）",
    "other": "其他",
    "group": "统称",
}
BLANK_KIND: Mapping[str, str] = {
    "unit": "单位名称",
    "number": "数值",
    "threshold": "界限值",
    "place": "地名",
    "meeting": "会议名称",
    "project": "工程、项目名称",
    "other": "其他",
}
TARGET_KIND: Mapping[str, str] = {
    "quantified": "量化目标",
    "state": "应达到的状态",
    "rule": "规定的参数",
    "direction": "方向性要求",
}
COMPARATOR: Mapping[str, str] = {
    ">=": "不低于",
    "<=": "不超过",
    "=": "达到",
    "≈": "左右",
    "decrease_by": "下降",
    "increase_by": "提高",
    "range": "范围",
}
SCOPE: Mapping[str, str] = {
    "explicit": "紧接目标写明",
    "same_sentence": "写在同一句前文",
    "carried": "写在前一句，是否延及本句可商榷",
}
DEADLINE = "完成时限"
OF_NODE = "依本条的完成时限"  # a carried deadline that is the node's own
CARRIED = "写在前一句的"  # those that are not, in the finder
DUTY_KIND: Mapping[str, str] = {
    "disclosure": "公开",
    "report": "报告、报送",
    "filing": "备案",
    "periodic": "定期开展",
    "plan": "制定方案、计划",
    "register": "建立台账、清单",
    "seasonal_ban": "季节性禁令",
    "survey": "排查、调查",
    "mechanism": "建立机制",
    "prohibition": "禁止事项",
    "sanction": "处罚、问责",
    "assessment": "考核",
    "document": "出台文件",
}
FREQUENCY: Mapping[str, str] = {
    "year": "每年",
    "half-year": "每半年",
    "quarter": "每季度",
    "month": "每月",
    "season": "每个季节性时段",
    "standing": "长期坚持",
    "once": "一次",
    "unspecified": "周期未写明",
}
DATE_KIND: Mapping[str, str] = {
    "deadline": "时限",
    "baseline": "基准年份",
    "period": "时段",
    "season": "季节性时段",
    "name": "名称中的年份",
    "relative": "相对时间",
    "recurring": "周期性时间",
}
RECORD: Mapping[str, str] = {
    "attribution": "承担单位",
    "deadline": "完成时限",
    "target": "目标",
    "duty": "职责",
    "date": "日期",
    "blank": BLANK,
    "erratum": ERRATUM,
}
CONFIDENCE: Mapping[str, str] = {
    "certain": "把握较大",
    "likely": "很可能",
    "possible": "存疑",
}
ACTOR_SOURCE: Mapping[str, str] = {
    "explicit": "句中写明",
    "inherited": "承前文",
    "attribution": "依任务分工",
    "inline": "依句后括号",
}
STATE: Mapping[str, str] = {
    "draft": "草稿，未经批准",
    "in_force": "现行",
    "superseded": "已被新修订版取代",
    "withdrawn": "已撤回",
}

STANDING: Mapping[Word, str] = {
    "overdue": "逾期",
    "missed": "未达到",
    "not_yet_due": "未到期",
    "no_result": "到期，没有结果",
    "done_late": "逾期完成",
    "done_in_time": "按时完成",
    "done": "有记录",
    "met": "达到",
    "in_effect": "执行期内",
    "not_in_effect": "不在执行期",
    "cannot_tell": "无法判断",
}
# What a state asks of a reader: to look now, to know, or nothing. It decides the badge, never alone.
TONE: Mapping[Word, str] = {
    "overdue": "bad", "missed": "bad", "no_result": "warn", "done_late": "warn", "cannot_tell": "quiet",
    "not_yet_due": "plain", "not_in_effect": "plain", "in_effect": "warn", "done": "good",
    "done_in_time": "good", "met": "good",
}  # fmt: skip
# What asks for a look first.
TONES: Sequence[str] = ("bad", "warn", "plain", "quiet", "good")
DONE: Mapping[str, str] = {"not_started": "未开始", "ongoing": "进行中", "done": "已完成"}
CLOSING: Mapping[str, str] = {
    "open": "整改中",
    "submitted": "已申请销号",
    "closed": "已销号",
}
_PERIOD = {
    "H1": "上半年", "H2": "下半年", "Q1": "第一季度", "Q2": "第二季度", "Q3": "第三季度", "Q4": "第四季度",
}  # fmt: skip


def period(name: str | None) -> str:
    """`2020-Q2` as 2020年第二季度; "" for none."""
    if not name:
        return ""
    year, _, part = name.partition("-")
    if part == "S":
        return f"{year}年起的一季"
    return f"{year}年" + (_PERIOD.get(part) or (f"{int(part)}月" if part else ""))


@functools.lru_cache
def day(value: str | None) -> str:
    """`2020-12-31` as 2020年12月31日; "" for none."""
    if not value:
        return ""
    year, month, number = value.split("-")
    return f"{year}年{int(month)}月{int(number)}日"


def days(start: str | None, end: str | None) -> str:
    """A first and a last day; one of them may be missing."""
    if start and end and start != end:
        return f"{day(start)}至{day(end)}"
    return day(end or start)


def fill(one: Fill) -> str:
    """What a blank stands for, as its note says it."""
    return f"{ILLUSTRATIVE if one.illustrative else '填补'}：{one.value}（{one.basis}）"


def lines(first: int, last: int) -> str:
    """Lines of the source, first and last inclusive."""
    return f"第{first}行" if first == last else f"第{first}—{last}行"


def required(target: Target) -> str:
    """What a target demands, in one phrase; a blank is called a blank, whatever stands around it."""
    if target.value_printed is None and not target.blank:
        return ""
    value = BLANK if target.blank else f"{target.value_printed}"
    if target.unit and not value.endswith(target.unit):
        value += f"（{target.unit}）" if target.blank else target.unit
    if target.comparator == "≈":
        return f"{value}左右" if not target.blank else f"{value}，左右"
    word = COMPARATOR.get(target.comparator or "", "")
    return f"{word} {value}".strip()
