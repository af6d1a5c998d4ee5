"""The words by which plans say who answers: 牵头单位：, 配合部门：, （A牵头，B参与）, 完成时限：. Data and patterns. Pure.

A label is a role's word and a noun, closed by a colon or by the bracket around it (【责任单位】); in brackets
a verb does the same job. 责任单位 without a colon is a common noun and no label. 牵头领导 and 责任人 name
persons: what they label is passed over, but for a 责任人 that is a body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

Says = Literal["lead", "support", "responsible", "deadline", "person"]

OPEN, CLOSE = "（(【[〔［〖｛{〈「", "）)】]〕］〗｝}〉」"
# Verbs by which a list or a note in a name says what a body does.
_EACH_ITS_OWN = r"(?:按照?|依据?|根据)(?:各自)?(?:工作)?(?:职责|职能|行业|领域|权限|事权|属地|分工)(?:分工|管理|范围|权限)?(?:分别)?"
VERBS: tuple[tuple[Says, str], ...] = (
    ("lead", r"(?:分别|共同|联合|总|负责|具体)*牵头(?:负责|落实|组织|推进|实施|抓总)?|主办|主责|主抓|为主|统筹(?:协调|负责)?|为牵头(?:单位|部门)"),
    (
        "support",
        (rf"(?:积极|共同|{_EACH_ITS_OWN})?(?:参与|配合|协办|协助|参加|协同|协抓|指导|督导|督促|督办|监督|会办)(?:落实|实施|配合|做好|指导)?"
        rf"|(?:{_EACH_ITS_OWN})?(?:做好|加强|提供)[一-龥]{{0,6}}(?:配合|协调|服务|保障|指导|督促|支持)(?:工作)?|为(?:配合|参与|协办)(?:单位|部门)"),
    ),
    (
        "responsible",
        (rf"(?:{_EACH_ITS_OWN}|分工|分别|按(?:季|月|年|计划|进度|时序|节点)度?|具体|共同|联合|各自|组织|抓好|均[需须]|持续|长期|统筹|协调|合力|推动)*(?:负责|负总责|落实|承担|承办|起草|实施|推进|坚持|监管|完成)(?:落实|实施|督办|督促|监督|监管|指导|协调|推进)?"
        r"|各负其责|(?:具体)?抓(?:好)?落实|为责任(?:单位|部门)|落实(?:属地|主体|监管|管理){0,2}责任"),
    ),
)  # fmt: skip

_LEVEL = r"(?:[省市县区州乡镇]级|[省市县区州]直|市县|区县|县[区乡]|本级)"
_OF_WHAT = r"(?:整改|任务|工作|项目|事项|行业|业务|工程|属地)"  # 整改责任单位, 任务完成时限
_PLACE = r"(?:单位|部门|科室|股室|处室|[科处][（(][股室][）)]室?|机构|机关|主体|镇街|方)"
_AND_TIME = r"(?:[、和及与/](?:完成|整改|办理|落实)?(?:时限|时间))?"  # 责任单位及完成时限
_AND_PERSON = r"(?:[、和及与/]?[（(]?(?:(?:主要)?(?:责任|负责|联系|牵头)人|责任领导)[）)]?|[（(]人[）)])?"  # 责任单位及责任人
_NOUN = rf"[（(]?{_PLACE}[）)]?(?:[、和及与/]?[（(]?{_PLACE}[）)]?)?{_AND_PERSON}{_AND_TIME}"
ROLE_WORDS: tuple[tuple[Says, str], ...] = (
    ("lead", r"(?:总|共同|责任)?牵头(?:[（(]?(?:责任|负责|主办|实施)[）)]?|抓总|协调|统筹)?|统筹(?:协调)?|主办|主管|主责|主抓|组织(?!机构)"),
    ("support", r"配合参与|(?:配合|参与|协同)(?:责任)?|参加|协办|协助|协作|协抓|协管|联动|联办|联合|参建|(?:技术)?支[持撑]|成员|督[导查察办]|指导|会办|包[联保抓村]|挂[联钩包]|帮扶"),
    ("responsible", r"(?:主要|主体|第[一二三]|具体|直接|共同|相关|其[他它]|监管|管理|落实|实施)?责任(?:落实|[（(]牵头[）)])?|负责|落实|[承分独]办|实施|承担|执行|完成|推进|监管|监督|建设|管护|管理|运[维营]|承接|整改|业主|值守|巡查"),
)  # fmt: skip
_NO_GAP = r"(?![ \u3000]+[^:： \u3000])"  # A 牵头 B 配合: verbs
_ALONE: tuple[tuple[Says, str], ...] = (
    ("lead", rf"(?:总?牵头|主办|主责){_NO_GAP}"),
    ("support", rf"(?:配合|参与|参加|协办|协同|协助){_NO_GAP}"),
    (
        "responsible",
        rf"(?:承办|(?:行业|业务)(?:监管|主管)|项目业主|项目法人|项目单位|责任落实|责任(?:乡镇|[市县州](?=[：:])|市县|县市区|区县|县区|市州|街道|企业|学校|村)?|(?:责任|任务|职责|部门|单位|工作)?分工){_NO_GAP}|{_LEVEL}(?:有关|相关)?{_NOUN}",
    ),
)
DEADLINE_WORDS = (
    r"(?:完成|办理|办结|整改|落实|推进|实施)?(?:时限|期限)(?:要求)?|(?:计划|拟|预期|预计)?(?:完成|完工|竣工|交付)(?:时间|日期|节点|年限)(?:节点)?"
    r"|时间(?:要求|节点|安排|进度)|(?:时序|序时)进度|(?:进度|推进|计划)(?:安排|时限|节点|计划)|(?:完成|推进|实施)进度|截止(?:时间|日期)|(?:实施|整改|推进|落实|办结)时间|进度要求|(?:起止|建设|实施)(?:时间|年限)|工期|(?:建设|实施|改造|计划)(?:周期|工期|期限)"
)
_LEADERS = "领导|负责人"
PERSON_WORDS = (
    rf"(?:牵头|分管|责任|主管|主要|联系|包[抓保联]|挂[钩联点]|督导|负责){{0,2}}(?:[省市县区镇乡]级?)?(?:{_LEADERS})"
    r"|(?:第[一二三]|主要|直接)?(?:责任|负责|具体负责|联络|联系)(?:人员?|员)"
)
# What a list names a person by, in the place of a body: 分管副县长, 县水利局主要负责人.
_OFFICER = re.compile(
    rf"(?:书记|[省市县区州镇乡村局处科股院校组队站所园社厂会行部]长|主任|主席|经理|同志|秘书长|{_LEADERS})$"
)

# 责任单位 市公安局 各区政府: a gap in the place of the colon, before what can only be a name or a time.
_GAP = (
    r"[ \u3000]+(?:[省市县区州镇乡各][一-龥]|20\d\d年|长期|持续|全年|每[年季月]"
    r"|[一-龥]{1,12}(?:局|委|办|中心|站|所|公司|街道|社区|村|镇|乡)(?![一-龥]))"
)
# 责任单位为县财政局、县水利局。, also where the colon is left out or misprinted: names to the end of the line, and nothing else.
_IS = r"[为是;；]?(?=[省市县区州旗镇乡各][一-龥（）()、]{0,80}[局委办厅部院所站会社镇乡村道府心司位门业][。；;]?\s*$)"
_ROLES = "|".join(
    rf"(?P<{says}>(?:{_LEVEL}|{_OF_WHAT})?(?:{words}){_NOUN}|(?<![一-龥])(?:{alone}))"
    for (says, words), (_, alone) in zip(ROLE_WORDS, _ALONE, strict=True)
)
_COLONS = ":：∶﹕︰"
# 责任单位—镇水利站: a dash in the place of the colon, but none between the names of labels (牵头单位—配合单位).
_DASHES = "—–―─-"
_DASH = rf"\s*[{_DASHES}]{{1,2}}(?=\s*[一-龥0-9])(?!\s*[一-龥]{{0,4}}(?:单位|部门|时限|领导))"
_DASH_BEFORE = re.compile(_DASH)
_PROSE = r"\s*(?:各[一-龥]{1,6}?)?(?:要(?![素闻点])|应当|必须)"  # 牵头单位：要切实履行职责
_NOTE = r"[（(][^（()）]{0,16}(?:排[名序在]|首位|第一)[^（()）]{0,16}[）)]"  # 责任单位（排第一的牵头）：
_LABEL = re.compile(
    rf"(?:{_ROLES}|(?P<deadline>{_OF_WHAT}?(?:{DEADLINE_WORDS}))|(?P<person>{PERSON_WORDS}))(?:{_NOTE})?(?=\s*(?:[为是]?\s*[{_COLONS}](?!{_PROSE})|[】\]］〗|│｜]|\t|同[上前](?![一-龥]))|{_DASH}|{_GAP}|{_IS})"
)
# （牵头单位县水利局，配合单位县财政局）: before a name the colon may be missing.
_PREFIX = re.compile(
    "|".join(
        rf"(?P<{says}>(?:{words}){_PLACE}[为是]?|(?:{alone})(?=[省市县区州旗乡镇各]))"
        for (says, words), alone in zip(ROLE_WORDS, ("牵头|主办", "配合|协办", "责任"), strict=True)
    )
)
_SET_WIDE = re.compile(r"(?<![一-龥])(?:[一-龥][ \u3000]{1,3}){1,5}[一-龥](?=[ \u3000]*[:：])")
# 责 任单位：, where some of the characters stand apart: only if what they make is a label.
_SET_APART = re.compile(r"(?<![一-龥])(?:[一-龥][ \u3000]{0,3}){3,5}[一-龥](?=[ \u3000]*[:：])")
_PLAIN = re.compile(
    r"(?:责任|牵头|配合|参与|协办|主办|落实|实施)(?:单位|部门)|完成(?:时限|时间)|责任(?:领导|人)"
)
_MEMBERS = re.compile(r"\s*成员(?:单位|部门)\s*[:：]")
# 以上任务责任单位：…: the words before the label tell what it labels.
_LINE = re.compile(
    rf"[\s|│｜•·●○◎◆◇■□▪▲△▶★☆※➢*—–-]*(?:[{re.escape(OPEN)}]\s*)?(?:(?:以上|上述)[一-龥0-9]{{0,6}}?)?(?:{_LABEL.pattern})"
)
# （2）责任单位, and the names below; 2.责任单位。县水利局。: a numbered heading that is a label.
_AS_HEADING = re.compile(
    rf"\s*(?:{_ROLES}|(?P<deadline>{_OF_WHAT}?(?:完成|办理|办结|整改|落实)(?:时限|期限|时间)))\s*(?:[。.]|$)"
)
_LIST = re.compile(r"\s*[^。；;：:]{2,120}[。；;]?\s*")
# 县水利局牵头工作（3项）, 县水务局职责: a heading that names who does what stands below.
_HEADING = re.compile(
    rf"\s*由?(?P<names>[^，,。；;：:]{{2,60}}?)(?:(?P<verb>{'|'.join(f'(?P<{says}>{verb})' for says, verb in VERBS)})"
    r"的?(?:重点|主要)?(?:工作|任务|事项|项目)|(?P<due>(?:工作|主要)?(?:职责|责任)))(?:清单|分工)?(?:[（(][^（）()]{1,8}[）)])?\s*"
)
_HEADING_ENDS = ("工作", "任务", "事项", "项目", "职责", "责任", "清单", "分工", "）", ")")
_LONGEST_HEADING = 90
DUE = ("职责", "责任", "工作职责", "工作责任", "主要职责", "主要责任")


class Labelled(Struct, frozen=True):
    """A label in a text, at `at`: `start`–`end` is what it labels, the colon left out; 0-based."""

    says: Says
    label: str
    at: int
    start: int
    end: int


def is_label_line(text: str) -> bool:
    """Whether a line opens with a label: it answers who or when, and is no part of a body."""
    return bool(_LINE.match(_closed_up(text)))


def as_heading(text: str, below: str = "") -> Labelled | None:
    """The label that a numbered line has for its heading, before a list in the same line or the one `below`."""
    found = _AS_HEADING.match(text)
    if found is None or not _LIST.fullmatch(text[found.end() :].strip() or below):
        return None
    says: Says = next(key for key in ("lead", "support", "responsible", "deadline") if found[key])
    label = text[: found.end()].strip(" \u3000。.")
    return Labelled(says, label, text.index(label), found.end(), len(text.rstrip()))


def _closed_up(text: str) -> str:
    """`text` with the characters of a label that is set wide (责 任 单 位：) closed up to its colon; all else stays in its place."""
    return _SET_APART.sub(
        lambda part: _close(part) if _PLAIN.fullmatch(_close(part).strip()) else part[0],
        _SET_WIDE.sub(_close, text),
    )


def _close(wide: re.Match[str]) -> str:
    return re.sub(r"\s", "", wide[0]).rjust(len(wide[0]))


def lists_members(text: str) -> bool:
    """Whether a line lists who belongs to a group (成员单位：…): it answers only beside another role."""
    return bool(_MEMBERS.match(text))


def named_in_heading(text: str) -> Labelled | None:
    """The names in a heading that says who does what stands below it (县水利局牵头工作（3项）)."""
    if len(text) > _LONGEST_HEADING or not text.rstrip().endswith(_HEADING_ENDS):
        return None
    found = _HEADING.fullmatch(text)
    if found is None:
        return None
    says: Says = next((says for says, _ in VERBS if found[says]), "responsible")
    which = "verb" if found["verb"] else "due"
    return Labelled(says, found[which], found.start(which), *found.span("names"))


def prefix(text: str, start: int, end: int) -> tuple[Says, int] | None:
    """The role that a label without a colon gives the name behind it, and where the name begins."""
    match = _PREFIX.match(text, start, end)
    if match is None:
        return None
    return next(says for says, _ in ROLE_WORDS if match[says]), match.end()


def names_person(text: str) -> bool:
    """Whether a label of the line names a person (牵头领导：…)."""
    return any(part.says == "person" for part in labelled(text))


def with_persons(label: str) -> bool:
    """Whether what a label names are bodies and persons (责任单位及责任人)."""
    return label.rstrip("）)").endswith(("人", "领导"))


def names_officer(text: str, start: int, end: int) -> bool:
    """Whether a name in a list is a person's, by the office that it ends with (分管副县长)."""
    return bool(_OFFICER.search(text, start, end))


def labelled(text: str, start: int = 0, end: int | None = None) -> Iterator[Labelled]:
    """What each label of `text[start:end]` labels, up to the next label."""
    part = _closed_up(text[start:end])
    found = list(_LABEL.finditer(part))
    for at, match in enumerate(found):
        stop = found[at + 1].start() if at + 1 < len(found) else len(part)
        while stop < len(part) and part[stop - 1] in OPEN and stop > match.end():
            stop -= 1  # 【牵头单位】A【完成时限】…
        begin = match.end()
        begin += begin < stop and part[begin] in "为是;；"
        if dash := _DASH_BEFORE.match(part, begin, stop):
            begin = dash.end()
        while begin < stop and part[begin] in f" \u3000{_COLONS}】]］〗|│｜\t":
            begin += 1
        says: Says = next(
            key for key in ("lead", "support", "responsible", "deadline", "person") if match[key]
        )
        yield Labelled(says, match[0], start + match.start(), start + begin, start + stop)
