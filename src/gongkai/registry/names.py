"""A printed list of bodies → the place of each name. Pure and linear.

和, 及, 以及 and 与 part two names only where both sides are bodies: 组织和人事部门 is one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from gongkai.blanks import is_blank
from gongkai.late import late
from gongkai.model import Unit

_AND = late(r"以及|和|及|与")
_BODY = late(
    r"^(?:[（(][^（）()]{1,12}[）)]|[^，。；、：:“”《》—–~\s0-9%]){1,24}?(?:局|委|委员会|委会|办|办公室|部|部门|院|厅|署|处|科|股|室|站|所|队|大队|中队|支队|总队|中心|公司|集团|分局|"
    r"管委会|管理委员会|办事处|街道|街道办|乡|镇|乡镇|场|村|社区|政府|党委|党工委|党组|支部|工会|团委|妇联|协会|总会|学会|商会|联合会|工商联|残联|科协|文联|侨联|军区|军分区|红十字会|"
    r"银行|支行|分行|保险|学校|大学|学院|中学|小学|医院|卫生院|幼儿园|法院|检察院|公安|武装部|指挥部|领导小组|(?:工作|检查|督导|督查|督察|巡察|纪检|监察|专项|推进|协调|年级)组|村民小组|专班|联席会议|人大|人大常委会|政协|社|行|馆|台|厂|"
    r"机关|机构|单位|企业|县区|市区|区县|各县|各市|各区|各县[（(]市、?区[）)]|园区|开发区|经开区|高新区|新区|示范区|度假区|保税区|实验区|试验区|合作区|管理区|车间|分厂|工区|班组|产业园|工业园|科技园|集聚区|[党级会济]组织|(?:工作|专项)小组|"
    r"电网|电信|移动|联通|铁塔|邮政|税务|海关|镇街|街镇)"
    r"(?:[（(][^（）()]{1,12}[）)])?$"
)
# 各试点县, 有关示范镇; groups of a school or a headquarters
_SOME = late(
    r"(?:各|有关|相关)[一-龥]{0,6}[县市区州旗镇乡村]|[省市县区州旗镇乡][一二三四五六七八九十]{1,2}[中高小]"
    r"|[一-龥]{0,6}(?:教研|学科|备课|语文|数学|英语|艺术|体育|科学|抢修|保障|宣传|后勤|技术|综合|专家)组"
)
# Beside a body in a list these are bodies too: 城关镇和县水利局, 德育处和各班.
_BESIDE = late(r"(?!(?:城|集|村|建制|重点|中心)镇)[一-龥]{2,4}镇|各[一-龥]{1,6}")
_DITTO = late(r"同[上前]")
_STATEMENT = late(
    r"(?:除外|以下|以上|以内|包括|含|例如|其中|期|前|后|的|了|是|为|按|根据|依法|并|要|应|不|必须|位于|自行|来源|网站|^原|^[报经向](?=[省市县区州])|参见|详见|保留|完成|建设|推进|开展|落实)"
)
# Within names these words state nothing: 应急局, 城市建设投资公司, 重点项目推进中心.
_IN_NAMES = late(
    r"应急|后勤|为民|前进|重要|建设(?=局|委|单位|厅|部|处|科|办|银行|服务|管理|投资|发展|集团|开发|中心|指挥|领导|有限|公司|工程|兵团|和|与|交通)"
    r"|(?:推进|开展|落实)(?=办|中心|组|工作|专班|领导|指挥)"
)
_COMMON = frozenset(
    {
        "企业",
        "党政机关",
        "企事业单位",
        "施工单位",
        "建设单位",
        "城市社区",
        "火车站",
        "实验室",
        "单位",
        "部门",
        "机构",
        "学校",
        "社区",
        "医院",
        "有关部门",
        "公司",
        "村",
        "镇",
        "乡",
        "行",
        "社",
        "保险",
    }
)
# The second half of a group's name: 各市、县（市、区）…, 各县、区.
_OF_A_GROUP = late(r"[市县区州盟旗](?:[（(〔［、]|人民政府|政府|党委|$)|(?:人民)?政府$")
# 各市、县（区）教育部门: bodies of all levels by one name.
_LEVELS = late(r"各(?:设区|地级)?[市州盟]、[县区旗][（(〔][^（()）〔〕]{1,8}[）)〕][一-龥]{2,12}")
_LONGEST = 30
_SIGNS = "、，,；;。/／∕|｜&＆ \u3000\t"
_OPEN, _CLOSE = "（(〔［[", "）)〕］]"


class Known(Protocol):
    """What is needed of a registry."""

    def resolve(self, printed: str) -> Unit | None:
        """The unit of that name."""


def is_ditto(name: str) -> bool:
    """Whether 同上 stands in the place of a name: those before it are meant."""
    return bool(_DITTO.fullmatch(name))


def plausible(name: str) -> bool:
    """Whether a name looks like a body's: by its ending, and because it states nothing."""
    name = name.strip()
    if not 2 <= len(name) <= _LONGEST or name in _COMMON or is_blank(name):
        return False
    body = _BODY.match(name) or _SOME.fullmatch(name)
    return bool(body) and not _STATEMENT.search(_IN_NAMES.sub("", name))


def split_names(text: str, registry: Known) -> tuple[tuple[int, int], ...]:
    """(start, end) of each printed name in the list `text`, 0-based, in order."""
    return tuple(_names(text, registry))


def list_parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a list between signs; a sign inside brackets, as in 各乡（镇、街道）, parts nothing."""
    closed = _closed_brackets(text, start, end)
    left = at = start
    while at < end:
        if at in closed:
            at = closed[at]
        elif text[at] in _SIGNS:
            if at > left:
                yield left, at
            left = at + 1
        at += 1
    if end > left:
        yield left, end


def joined_parts(text: str, start: int, end: int, registry: Known) -> Iterator[tuple[int, int]]:
    """The parts of a list, but 各市、县（市、区）人民政府 whole: one group, known by that name."""
    before: tuple[int, int] | None = None
    for part in list_parts(text, start, end):
        if before and text[before[0]] == "各" and _of_a_group(text[slice(*part)], registry):
            whole = (before[0], part[1])
            group = _LEVELS.fullmatch(text, *whole) or registry.resolve(text[slice(*whole)])
            if part[1] - before[0] <= _LONGEST and group:
                before = whole
                continue
        if before:
            yield before
        before = part
    if before:
        yield before


def _of_a_group(name: str, registry: Known) -> bool:
    """Whether a part may be the second half of a group's name: it is no body by itself."""
    return bool(_OF_A_GROUP.match(name)) or not _body(name, registry)


def _closed_brackets(text: str, start: int, end: int) -> dict[int, int]:
    """Opening → closing place of each bracket that is closed; one left open hides nothing."""
    pairs: dict[int, int] = {}
    waiting: list[int] = []
    for at in range(start, end):
        if text[at] in _OPEN:
            waiting.append(at)
        elif text[at] in _CLOSE and waiting:
            pairs[waiting.pop()] = at
    return pairs


def _names(text: str, registry: Known) -> Iterator[tuple[int, int]]:
    whole = text.strip()
    if whole and registry.resolve(whole):
        start = text.index(whole)
        yield start, start + len(whole)
        return
    for start, end in joined_parts(text, 0, len(text), registry):
        yield from _conjoined(text, start, end, registry)


def _conjoined(text: str, start: int, end: int, registry: Known) -> Iterator[tuple[int, int]]:
    name = text[start:end]
    if len(name) <= _LONGEST * 4 and not registry.resolve(name):
        for sign in _AND.finditer(name):
            left, right = name[: sign.start()], name[sign.end() :]
            if _joined(left, _first(right), registry):
                yield start, start + sign.start()
                yield from _conjoined(text, start + sign.end(), end, registry)
                return
    yield start, end


def _joined(one: str, other: str, registry: Known) -> bool:
    """Whether 和 parts two bodies, of which one may be told by the other alone."""
    sure = [_body(name, registry) for name in (one, other)]
    return any(sure) and all(
        is_sure or _BESIDE.fullmatch(name) for is_sure, name in zip(sure, (one, other), strict=True)
    )


def _first(names: str) -> str:
    """What stands before the next 和, where more names follow: 县教育局和县科协和县团委."""
    return names if plausible(names) else _AND.split(names, maxsplit=1)[0]


def _body(name: str, registry: Known) -> bool:
    return registry.resolve(name) is not None or plausible(name)
