"""Parameters of rules: numbers that say how something is done, and not how much is to be reached. Pure.

1.5倍减量替代, “六个100%”, 65%居住建筑节能标准, 耗煤1万吨及以上项目一律…, 公示不少于7天, 给予最高100万元奖励.
"""

from __future__ import annotations

import re

from gongkai.commitments.amounts import LEAD

# 给予最高100万元奖励: a rule of what is paid, and how much at most.
_PER = re.compile(r"按照?(?:不[超高低少][过于])?[^，。；、]{0,12}$")  # 按不超过总投资30%给予支持
_GRANTED = re.compile(r"的?(?:标准|比例)?(?:给予|予以|补助|补贴|奖励)")
_PAID = re.compile(
    r"(?:给予|奖励|罚款|支持额度|补助额度|[单每][次笔](?:金额|额度)|[单每]个(?:项目|企业|主体)(?!工期|周期))[^，。；]{0,8}(?:最高|最多|不超过|不高于)$"
)
_TRADE = re.compile(r"替代|置换|补偿|交易|配套|赔偿|比例配备")
_TRADED = re.compile(r"(?:替代|置换|补偿)比例[^，。；]{0,6}$")
_SHOWN_FOR = re.compile(r"公示[^，。；]{0,12}$")
_REWARD = re.compile(r"(?:的|对[^，。；]{1,20}|一次性)(?:给予)?(?:奖励|奖补|补助|补贴|罚款)$")
# 给予10万元建设补贴, 每人每餐补贴3元: what whoever does it gets.
_GIVEN = re.compile(r"(?:给予|予以|发放|享受)(?:一次性|每[人户年月])*$")
_GIFT = re.compile(r"[^，。；、]{0,6}(?:补贴|补助|奖励|奖补|津贴)(?!资金)")
_EACH_GETS = re.compile(r"每[人户生床亩吨餐台辆个][^，。；、]{0,6}(?:给予|补贴|补助|奖励|奖补)$")
_EACH_TIME = re.compile(r"每次(?:均|都)?(?:不得?少于|不得?低于|至少)$")
_STANDARD = re.compile(
    r"(?:执行|落实|符合|遵守|实行|推行|执行国家)$|(?:执行|落实|符合|遵守|实行|按照?|推行)[^，。]{0,12}$"
)
_FORBIDS = re.compile(r"禁止|不得|不再|严禁|一律|必须|应当|严格|只能|方可|限制")


def is_parameter(match: re.Match[str]) -> bool:
    """Whether the number `match` (of `QUANTITY`) is one."""
    text = match.string
    before = text[max(0, match.start() - 20) : match.start()]
    after = text[match.end() : match.end() + 40]
    unit, tail = match["unit"] or "", match["tail"]
    if unit and (
        _PAID.search(before) or (_PER.search(before) and _GRANTED.match(text, match.end()))
    ):
        return True
    if unit.endswith("元") and _REWARD.search(before):
        return True  # 制定国际标准的奖励100万元
    if unit.endswith("元") and (
        _EACH_GETS.search(before) or (_GIVEN.search(before) and _GIFT.match(text, match.end()))
    ):
        return True
    if _EACH_TIME.search(before):
        return True  # 检查人员每次不得少于2人
    if unit.endswith("倍") and (_TRADE.search(after[:10]) or _TRADED.search(before)):
        return True
    if unit in ("天", "日", "个工作日") and _SHOWN_FOR.search(before):
        return True  # 公示不少于7天
    if unit == "个" and re.match(r"(?:100%|百分之百)(?![”\"]?[一-龥]{0,6}率)", after):
        return True
    of_standard = re.match(r"[^，。；、]{0,14}标准(?!化|煤)", after)
    if (unit or tail) and of_standard and _STANDARD.search(before[-20:]):
        return True
    bounds = tail or re.match(r"/?(?:小时|日|天)?及?以[上下]", after)
    noun = re.match(r"(?:/?(?:小时|日|天)?及?以[上下])?的?[一-龥]{2}", after)
    leads = LEAD.search(before[-12:])
    return bool(
        bounds
        and noun
        and unit
        and _FORBIDS.search(text, max(0, match.start() - 80), match.end() + 80)
        and not leads
    )
