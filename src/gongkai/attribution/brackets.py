"""Brackets and labels: what （…） or 责任单位：… says of bodies, if it names any. Pure and linear.

In: a line's text and the registry. Out: the roles and places of the names inside. （企业）, （二期） and
（特殊项目除外） name no body: every part of a bracket without a label or verb must be a plausible body.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from gongkai.blanks import is_blank
from gongkai.labels import (
    CLOSE,
    DUE,
    OPEN,
    VERBS,
    Labelled,
    Says,
    is_label_line,
    labelled,
    named_in_heading,
    names_officer,
    prefix,
    with_persons,
)
from gongkai.model import ANSWERING
from gongkai.outline.headings import with_full_stops
from gongkai.registry import Registry, is_ditto, joined_parts, split_names

_LONGEST = 400  # characters: a longer bracket is an aside, not a list of bodies
_VAGUE = 2  # characters of names that may as well be things: （水厂、泵站）
_NEAR = 40  # characters from the end within which a closing verb or 等部门 begins
# （A牵头、B配合）: behind a verb 、 parts what two bodies do.
_SEGMENT_END = re.compile(
    r"[，,；;。]|(?:(?<=牵头)|(?<=主办)|(?<=负责)|(?<=配合)|(?<=参与)|(?<=协办)|(?<=落实))[、 ]"
)
_VERBS = "|".join(f"(?P<{says}>{verb})" for says, verb in VERBS)
_VERB = re.compile(rf"(?:{_VERBS})\s*$")
_VERB_INSIDE = re.compile(
    "(?P<lead>牵头|主办|主责)|(?P<support>参与|配合|协办|协助|参加|协同|指导|督导|保障|支持)|(?P<responsible>负责|落实|承担|实施|推进)"
)
# （A、B负责；2025年6月底前完成）: a time, its closing verb left out.
_TIME = re.compile(
    r"(?!.*(?:负责|牵头|配合|参与))\s*并?((?:[2２][0０]\d\d\s*[-—–~至.年]|(?:1[0-2]|0?[1-9])月|年[底内]|第?[一二三四]季度|[上下]半年|长期|持续|常态化|每[年季月半]|全年|“?十[三四五六]五)[^，,；;。]{0,20}?)(?:全面|基本)?(?:完成|落实|实施)?\s*$"
)
# What only says that others are meant too: 以下不再列出, 具体任务均涉及…, 下同.
_ASIDE = re.compile(
    r"^\s*(?:(?:按照?|依据?)(?:各自)?职责(?:分工)?|(?:适时|按[一-龥]{0,4}进度|有序|同步|滚动|分步|逐[年步])[一-龥]{0,4})\s*$|[前后的]为[^，；。]{0,8}(?:单位|部门)|\s*(?:以下(?![^，；。]{0,8}由)|下同|具体任务|上述(?![^，；。]{0,8}由)|其他任务)|参照(?:执行|落实|实施)|不再(?:逐一)?列|不再(?:一一)?列|下同\s*$"
)
# （排在第一位的为牵头单位，下同）: a note behind a name is no name.
_NOTE = re.compile(r"[（(][^（()）]{0,40}(?:下同|以下|不再[^（()）]{0,4}列|首位|第一[位个家]|排[名序在])[^（()）]{0,40}[）)]")  # fmt: skip
_FIRST_LEADS = re.compile(
    r"(?:[排列]|位[于列])[^，。；（）()]{0,6}(?:第一|首)[^，。；（）()]{0,8}牵头|第一[个家]?(?:责任)?(?:单位|部门)(?:为|是|即)牵头"
)
# 县水务局每月检查一次: what a list says beside its names.
_STATES = re.compile(r"每[年季月周日]|[一二两三四五六七八九十0-9]次|不少于|不得|应当|必须")
_PERSON = re.compile(r"[（(]([^（()）]{2,12})[）)]$")  # 县应急局（王某某）, behind 责任单位及责任人
_TAIL = re.compile(
    r"等(?:[0-9一二三四五六七八九十]+个?)?(?:[省市县区]?[直级])?(?:有关|相关|其他|多)*"
    r"(?:(?:部门|单位|成员单位)(?:[（(]?[和、]?(?:单位|部门)[）)]?)?)?$"
)
# Beside bodies these are some too: 各车间, 县新华书店, 平潭综合实验区, 各涉农县（市、区）.
_BESIDE = re.compile(
    r"(?!.*(?:问题|事项|工作|项目|情况|部分|范围|区域|试点|[按由对]|[局厅][一-龥]|[路街段河湖桥楼]$))(?:[省市县区州旗镇乡村各]|有关|相关)[一-龥（）()〔〕、]{1,14}|[一-龥]{2,10}(?<![城郊山库林牧矿景社校园片街])[市县区州旗盟]"
)
# Of names that share an ending: 市、县水利局, 住建、城管等部门.
_LEVEL = re.compile(r"各?[省市县区州旗]级?")
_OF_LEVEL = re.compile(r"(?:各?[省市县区州旗]级?|各级)(?:[（(][市县区旗][）)])?(?=[一-龥])")
_DEPARTMENTS = re.compile(r"等(?:[0-9一二三四五六七八九十]+个)?(?:有关|相关|多)?(?:主管)?部门")
# 由A负责, 以上任务由A负责, 县级：A, 市县层面由A负责: words before the names.
_SUBJECT = r"(?:(?:(?:以上|上述|以下|[此该本这各]项)[^，；。由]{0,8}|具体(?:工作)?)?由)"
_LEAD_IN = re.compile(
    rf"\s*(?:{_SUBJECT}|[省市县区州镇乡村]{{1,2}}级?(?:\s*[:：]|层面\s*[:：由]?))\s*"
)
_DASH = re.compile(r"[。；;]\s*(?P<dash>(?:—|–|―|─|-){2})\s*(?P<names>[^。；;—–―─]{2,80})$")
# …。A负责，B配合。: a sentence of its own, that says no more; or …，由A负责。, the end of the only one.
_CLOSING_ALONE = re.compile(
    rf"(?:(?:^|[。；;])\s*{_SUBJECT}?|^[^。；;]*[，,：:]\s*由)(?P<lead>[^，,。；;：:由]{{2,60}}?)(?P<leads>(?:具体|共同|分别|分工|按照?(?:各自)?职责)*负责(?:落实|实施)?)"
    r"(?:[，,]\s*由?(?P<support>[^，,。；;：:由]{2,100}?)(?P<supports>(?:积极|协同|具体)?(?:配合|参与|参加|协助|落实|实施)))?[。.；;]?\s*$"
)
_CLOSING_WITH = re.compile(
    rf"(?:^|[，,。；;])\s*{_SUBJECT}(?P<lead>[^，,。；;：:由]{{2,60}}?)(?P<leads>会同)(?P<support>[^，,。；;：:由]{{2,100}}?)"
    r"(?P<supports>(?:具体|组织|共同)?(?:负责|落实|实施))[。.；;]?\s*$"
)
# …，由A牵头，B配合。 and …。A牵头，B配合。 at the end of a text say what a bracket would.
_CLOSING_CLAUSE = re.compile(
    rf"(?:(?:^|[，,。；;：:])\s*{_SUBJECT}|(?:^|[。；;])\s*)(?P<lead>[^，,。；;：:由]{{2,60}}?)(?P<leads>牵头(?:负责|落实|组织实施|实施)?)"
    r"(?:[，,]\s*由?(?P<support>[^，,。；;：:由]{2,100}?)(?P<supports>(?:积极|协同)?(?:配合|参与|参加|协助)))?"
    r"(?:[，,]\s*由?(?P<rest>[^，,。；;：:由]{2,60}?)(?P<does>(?:具体|负责|组织|抓好)*(?:落实|实施)))?"
    r"(?:[，,](?P<due>[^，,。；;]{2,20})完成)?[。.；;]?\s*$"
)
_WITH = re.compile(r"会同")
_CARRIES_ON = re.compile(r"(?:共同|联合|组织)?(?:开展|推动|办理)\s*$")
# 由A会同B建设…: at the start of a text, behind a date at most.
# Or A牵头，B配合，摸清底数: who leads, and who helps.
_OPENS = re.compile(
    r"\s*(?:[^，。；：由]{2,14}前，)?(?:由|(?=[^，。；：由]{2,40}牵头(?:负责|组织)?[，,][^，。；：]{2,80}(?:配合|参与|参加|协助)))"
)
_LEADING = re.compile(
    r"(?:(?:共同)?牵头(?:负责)?)?[，,]?(?P<with>会同)|(?P<led>牵头(?:负责|组织)?)[，,]"
)
_HELPING = re.compile(r"等?(?:积极|共同|协同)?(?:配合|参与|参加|协助)")
_BEFORE_NAME = re.compile(r"[一-龥]{0,4}")
_JOINT = re.compile(r"[、和及与]|以及")
# A role told in a bracket behind one name of a list: A（牵头）、B、C.
_NOTED = re.compile(
    r"[（(](?:(?P<lead>牵头|主办|主责)|(?P<support>配合|协办|参与|协同|协助|指导|督导))(?:单位|部门)?[）)]$"
)


def says_none(name: str) -> bool:
    """Whether what stands in the place of a name says that there is none: 无, ——."""
    return bool(_NONE.fullmatch(name))


_NUMBER = re.compile(
    r"(?:[0-9]{1,2}[.．、]|[（(][0-9]{1,2}[）)]|[①-⑳])\s*(?=[一-龥])"
)  # 1.县水利局
_SIGNS = "★☆▲△●◆■◎"
_AROUND = " \u3000\t。.；;，,、|│｜…"
_NONE = re.compile(r"[-—–/／]+|无|暂无|略|待定|[0-9]{1,2}")
# 县交通局（负责道路工地）, 县水利局（3项）: what a body does, or how much, told behind its name.
_DOES = re.compile(
    r"(?<=[一-龥])[（(](?:分别|主要|具体|按职责)?(?:负责|承担|排名|履行|仅限|涉及|以下简称|简称)[^（()）]{0,30}[）)]$"
    r"|(?<=[一-龥])[（(](?:(?P<who>[^（()）]{2,30}(?:负责|牵头|落实|配合|参与|协办))|按照?(?:各自)?职责(?:分工)?|[一-龥]{2,8}[:：][^（()）]{1,30}|共?[0-9０-９一二三四五六七八九十]{1,3}[项条个件])[）)]$"
)


class Named(Struct, frozen=True):
    """A name or a time in a bracket or label line; `start`–`end` are 0-based in the text.

    `means` is the whole name where others share its ending (市 in 市、县水利局, 住建 in 住建、城管部门).
    """

    says: Says
    label: str
    start: int
    end: int
    means: str = ""

    def name(self, text: str) -> str:
        """The name as printed in `text`, whole."""
        return self.means or text[self.start : self.end]


class Bracket(Struct, frozen=True):
    """A bracket that names bodies or a limit: `start` is that of its opening sign, `end` behind its closing one."""

    start: int
    end: int
    named: tuple[Named, ...]


def brackets(text: str, registry: Registry) -> Iterator[Bracket]:
    """The outermost brackets of `text` that say who answers or until when; a closing dash (。——县水利局) is one."""
    for start, end in _outermost(text):
        if end - start <= _LONGEST and (named := _read(text, start + 1, end - 1, registry)):
            yield Bracket(start, end, named)
    dash = _DASH.search(text, max(0, len(text) - _LONGEST))
    if dash and (named := _said(text, *dash.span("names"), registry)):
        yield Bracket(dash.start("dash"), dash.end(), named)


def closing_clause(text: str, registry: Registry) -> tuple[Named, ...]:
    """What the clause says that closes a text: …，由A牵头，B配合。, …，由A会同B负责。 or …。A负责，B配合。"""
    begin = max(0, len(text) - _LONGEST)
    if labels := _closing_prefixes(text, begin, registry):
        return labels
    if not any(text.find(word, begin) >= 0 for word in ("牵头", "会同", "负责")):
        return ()
    found = (
        _CLOSING_CLAUSE.search(text, begin)
        or _CLOSING_WITH.search(text, begin)
        or _CLOSING_ALONE.search(text, begin)
    )
    if found is None:
        return ()
    says: Says = "responsible" if found.re is _CLOSING_ALONE else "lead"
    named = names(text, *found.span("lead"), says, found["leads"], registry)
    if found["support"]:
        does: Says = "responsible" if found["supports"].endswith(("落实", "实施")) else "support"
        does = "support" if says == "lead" else does  # 由A会同B负责实施
        named += names(text, *found.span("support"), does, found["supports"], registry)
    if found.re is _CLOSING_CLAUSE and found["rest"]:
        named += names(text, *found.span("rest"), "responsible", found["does"], registry)
    if not _all_bodies(text, named, registry):
        return ()
    due = found.re is _CLOSING_CLAUSE and _TIME.match(text, *found.span("due"))
    return (*named, Named("deadline", "", *due.span(1))) if due else tuple(named)


def _closing_prefixes(text: str, begin: int, registry: Registry) -> tuple[Named, ...]:
    """What the last sentence says where labels without colons open it: …。牵头单位A，责任单位B。"""
    end = len(text.rstrip(" \u3000。"))
    start = text.rfind("。", begin, end) + 1
    if not start or prefix(text, start, end) is None:
        return ()
    named = names(text, start, end, "responsible", "", registry)
    return tuple(named) if _all_bodies(text, named, registry) else ()


def opening_clause(text: str, registry: Registry) -> tuple[Named, ...]:
    """What a text says that opens with it: 由A会同B建设…, 由A牵头，会同B制定…, A牵头，B配合，….

    Known bodies alone, for nothing parts them from the verb; 由A牵头开展督查 is a statement and says no more.
    """
    begin = _OPENS.match(text)
    if begin is None:
        return ()
    known = [(start, end) for start, end, _ in registry.mentions(text[:_LONGEST])]
    lead = _run(text, begin.end(), known)
    leads = _LEADING.match(text, lead[-1][1]) if lead else None
    if leads is None:
        return ()
    support = _run(text, leads.end(), known)
    helps = _HELPING.match(text, support[-1][1]) if support else None
    if not support or not (leads["with"] or helps):
        return ()
    helping = helps[0] if leads["led"] and helps else leads["with"]
    return (
        *(Named("lead", leads["with"] or leads["led"], *place) for place in lead),
        *(Named("support", helping, *place) for place in support),
    )


def _run(text: str, at: int, known: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The list of `known` bodies that begins at `at`, a place before the first left to it."""
    run: list[tuple[int, int]] = []
    for start, end in known:
        if start < at:
            continue
        if not _BEFORE_NAME.fullmatch(text, at, start):
            break
        run.append((at, end))
        joint = _JOINT.match(text, end)
        if joint is None:
            break
        at = joint.end()
    return run


def heading(text: str, registry: Registry) -> tuple[Named, ...]:
    """The bodies that a heading names as those who do what stands below it.

    职责 and 责任 are common words of headings: beside them only bodies that are known count.
    """
    found = named_in_heading(text)
    if found is None:
        return ()
    named = tuple(names(text, found.start, found.end, found.says, found.label, registry))
    if not _all_bodies(text, named, registry):
        return ()
    sure = found.label not in DUE or all(_is_one(one.name(text), registry) for one in named)
    return named if sure else ()


def _is_one(name: str, registry: Registry) -> bool:
    """Whether a name is that of a known body, or of towns one by one; 各部门 and 区级部门 are anybody."""
    unit = registry.resolve(name)
    return unit is not None and (unit.kind != "group" or not name.endswith(("部门", "单位")))


def first_leads(text: str) -> bool:
    """Whether a text says that the first of several bodies leads (排在首位的为牵头单位)."""
    return bool(_FIRST_LEADS.search(text))


def label_line(text: str, registry: Registry) -> tuple[Named, ...]:
    """What a line that opens with a label says."""
    text = _without_notes(text)
    end = len(text.rstrip())
    if text[:end].endswith(tuple(CLOSE)) and text.lstrip().startswith(tuple(OPEN)):
        end -= 1
    return _labels(text, list(labelled(text, 0, end)), registry)


def of_label(text: str, label: Labelled, registry: Registry) -> tuple[Named, ...]:
    """What one label of a line labels."""
    return _labels(text, [label], registry)


def last_label(text: str) -> Labelled | None:
    """The last label of a line, whose list may go on below."""
    *_, last = (None, *labelled(text))
    return last


def goes_on(text: str) -> bool:
    """Whether a list of names breaks off at the end of its line."""
    return text.rstrip().endswith("、")


def continued(text: str, label: Labelled, registry: Registry) -> tuple[Named, ...]:
    """The names of a line that goes on the list of `label`; none unless all are bodies."""
    if label.says == "deadline" and _TIME.match(text):
        return (Named("deadline", label.label, 0, len(text.rstrip())),)
    if label.says not in ANSWERING or len(text) > _LONGEST:
        return ()
    if is_label_line(text):
        return ()  # 牵头单位： left empty above 配合单位：…
    found = tuple(names(text, 0, len(text.rstrip()), label.says, label.label, registry))
    return found if all(_body(text, part, registry) for part in found) else ()


def closing_labels(text: str, registry: Registry) -> tuple[Named, ...]:
    """What labels say that close a paragraph after its last sentence: …不少于3个。责任单位：A；完成时限：B。"""
    text = with_full_stops(text)
    end = len(text.rstrip(" \u3000。"))
    found = list(labelled(text, 0, end))
    first = len(found)
    while first and "。" not in text[found[first - 1].start : found[first - 1].end].rstrip(
        " \u3000。"
    ):
        first -= 1
    while first < len(found) and not (
        _set_apart(text, found[first])
        or char_before(text, found[first].at) in (*"。！；;—–", *OPEN)  # one left open too
    ):
        first += 1
    run = found[first:]
    if not run:
        return ()
    if not _set_apart(text, run[0]) and any(
        start < run[0].at < stop for start, stop in _outermost(text)
    ):
        return ()  # within a bracket, which is read as one
    return _labels(text, run, registry)


def _set_apart(text: str, part: Labelled) -> bool:
    """Whether a label is set in brackets by itself: …按时完成【牵头单位】A【完成时限】6月底."""
    behind = part.at + len(part.label)
    return text[part.at - 1 : part.at] in tuple(OPEN) and text[behind : behind + 1] in tuple(CLOSE)


def char_before(text: str, at: int) -> str:
    """The character before `at`, white space passed over; "" at the start."""
    while at and text[at - 1] in " \u3000\t":
        at -= 1
    return text[at - 1 : at]


def names(
    text: str, start: int, end: int, says: Says, label: str, registry: Registry
) -> list[Named]:
    """The names in the list `text[start:end]`, each in the role `says` unless a note tells another."""
    found = list(_in_list(text, start, end, says, label, registry))
    for at in range(len(found) - 1, -1, -1):
        behind = found[at + 1] if at + 1 < len(found) else None
        if means := _shared(text, found[at], behind, registry):
            found[at] = replace(found[at], means=means)
    return [one for one in found if _body(text, one, registry)] if with_persons(label) else found


def _shared(text: str, part: Named, behind: Named | None, registry: Registry) -> str:
    """The whole name of which a list prints the beginning alone, for it shares the ending of the one `behind`; "" if none."""
    printed = text[part.start : part.end]
    ends = ""
    if _DEPARTMENTS.match(text, part.end):  # 住建、城管等部门
        ends = "部门"
    elif behind and text[part.end : behind.start].strip() == "、":
        name = behind.name(text)
        levelled = _OF_LEVEL.match(name)
        if levelled and _LEVEL.fullmatch(printed):
            return printed.removesuffix("级") + name[levelled.end() :]
        ends = "部门" if name.endswith("部门") else ""
    if not ends or printed.endswith(ends) or _body(text, part, registry):
        return ""
    whole = printed + ends
    known = registry.resolve(whole) or (_OF_LEVEL.match(whole) and registry.plausible(whole))
    return whole if known else ""


def _in_list(
    text: str, start: int, end: int, says: Says, label: str, registry: Registry
) -> Iterator[Named]:
    for part in joined_parts(text, start, end, registry):
        left, right = _stripped(text, *part)
        if numbered := _NUMBER.match(text, left, right):
            left = numbered.end()
        while left < right and text[left] in _SIGNS:  # ★县水务局
            left += 1
        while left < right and text[right - 1] in _SIGNS:
            right -= 1
        right, others = _without_aside(text, left, right, label, registry)
        role = says
        if noted := _NOTED.search(text, max(left, right - _NEAR), right):
            role = "lead" if noted["lead"] else "support"
            left, right = _stripped(text, left, noted.start())
        if before := prefix(text, left, right):
            role, left = before
            says = role  # 配合单位A、B: the label holds for the names behind it too
            if left == right:
                continue
        if is_blank(text[left:right]):
            yield Named(role, label, left, right)
            continue
        if says_none(text[left:right]):
            continue
        if _STATES.search(text, left, right) or names_officer(text, left, right):
            continue
        tail = _TAIL.search(text, max(left, right - _NEAR), right)
        right = tail.start() if tail else right
        for one, other in split_names(text[left:right], registry):
            ends = _TAIL.search(text, left + one, left + other)  # 县水利局等部门和各乡镇
            yield Named(role, label, left + one, ends.start() if ends else left + other)
        yield from others


def _without_aside(
    text: str, left: int, right: int, label: str, registry: Registry
) -> tuple[int, tuple[Named, ...]]:
    """Where a name ends without what a bracket behind it tells, and the others who are told there (县交通局（县公安局配合）)."""
    who = _PERSON.search(text, left, right) if with_persons(label) else None
    if who and not registry.plausible(who[1]):
        return who.start(), ()
    told = _DOES.search(text, max(left, right - _NEAR), right)
    if told is None:
        return right, ()
    others = _verbs(text, told.start() + 1, right - 1, registry) if told["who"] else ()
    return told.start(), others


def _without_notes(text: str) -> str:
    """`text` with white space in the place of notes in brackets, so that places stay."""
    return _NOTE.sub(lambda note: " " * len(note[0]), text)


def _outermost(text: str) -> list[tuple[int, int]]:
    """(start, end) of the outermost closed brackets; one left open hides nothing."""
    waiting: list[int] = []
    pairs: list[tuple[int, int]] = []
    for at, char in enumerate(text):
        if char in OPEN:
            waiting.append(at)
        elif char in CLOSE and waiting:
            start = waiting.pop()
            while pairs and pairs[-1][0] > start:
                pairs.pop()
            pairs.append((start, at + 1))
    return pairs


def _read(text: str, start: int, end: int, registry: Registry) -> tuple[Named, ...]:
    text = text[:start] + _without_notes(text[start:end]) + text[end:]
    if found := list(labelled(text, start, end)):
        before = _said(text, start, found[0].at, registry)
        return (*before, *_labels(text, found, registry))
    return _said(text, start, end, registry)


def _said(text: str, start: int, end: int, registry: Registry) -> tuple[Named, ...]:
    """What words without a label say: by verbs, or as a bare list of bodies."""
    if by_verb := _verbs(text, start, end, registry):
        return by_verb
    found = [
        part
        for left, right in _segments(text, start, end)
        if not _is_aside(text, left, right)
        for part in names(
            text, _behind_lead_in(text, left, right), right, "responsible", "", registry
        )
    ]
    sure = _all_bodies(text, found, registry)
    printed = [part.name(text) for part in found]
    vague = all(
        is_blank(name) or (len(name) <= _VAGUE and registry.resolve(name) is None)
        for name in printed
    )
    return tuple(found) if sure and not vague else ()


def _labels(text: str, found: Iterable[Labelled], registry: Registry) -> tuple[Named, ...]:
    named: list[Named] = []
    for part in found:
        left, right = _stripped(text, part.start, part.end)
        part = replace(part, start=left, end=right)
        if part.says == "deadline":
            named.append(Named("deadline", part.label, left, right))
        elif part.says == "person":
            named.extend(_in_persons_place(text, part, registry))
        else:
            named.extend(_labelled(text, part, registry))
    return tuple(named)


def _in_persons_place(text: str, part: Labelled, registry: Registry) -> list[Named]:
    """The bodies of a list that names nobody else (责任人：各乡镇人民政府). A person is passed over, with all beside.

    A body is one for sure where the registry has just that name: 张所, 市长刘院 and 县水务局李所 may be anybody.
    """
    if not part.label.endswith("责任人"):
        return []
    places = [
        (left + start, left + end)
        for left, right in joined_parts(text, part.start, part.end, registry)
        for start, end in split_names(text[left:right], registry)
    ]
    found = [Named("responsible", part.label, *_stripped(text, *place)) for place in places]
    return found if all(_is_name(one.name(text), registry) for one in found) else []


def _is_name(name: str, registry: Registry) -> bool:
    unit = registry.resolve(name)
    return unit is not None and name in (unit.name, unit.short, *unit.aliases)


def listed(text: str, says: Says, label: str, registry: Registry) -> Iterator[Named]:
    """What a cell names that holds nothing but a list: A、B, or A牵头，B配合."""
    return _labelled(text, Labelled(says, label, 0, 0, len(text)), registry)


def _labelled(text: str, part: Labelled, registry: Registry) -> Iterator[Named]:
    """What one label names: 责任单位：A牵头，B，C配合; D、E按职责分工负责，下同."""
    led = False
    waiting: list[tuple[int, int]] = []  # behind who leads, before a verb of their own
    for left, right in _segments(text, part.start, part.end):
        if _is_aside(text, left, right):
            continue
        if time := _TIME.match(text, left, right):
            yield Named("deadline", "", *time.span(1))
            continue
        left = _behind_lead_in(text, left, right)
        verb = _closing_verb(text, left, right, registry)
        if partner := _WITH.search(text, left, right):  # 由A会同B组织实施
            does = verb or _CARRIES_ON.search(text, partner.end(), right)
            stop = does.start() if does and does.start() > partner.end() else right
            yield from names(text, left, partner.start(), "lead", part.label, registry)
            yield from names(text, partner.end(), stop, "support", part.label, registry)
            continue
        noted = _NOTED.search(text, max(left, right - _NEAR), right)
        if noted and text[left - 1] in "；;":  # A（牵头）；B、C（配合）: the note is for both
            all_of_them: Says = "lead" if noted["lead"] else "support"
            yield from names(text, left, noted.start(), all_of_them, part.label, registry)
            continue
        if led and not verb and text[right : right + 1] in ("，", ","):
            waiting.append((left, right))
            continue
        says: Says = (
            "lead"
            if verb and verb["lead"]
            else "support"
            if verb and verb["support"]
            else part.says
        )
        led |= says == "lead"
        stop = verb.start() if verb and verb.start() > left else right
        for place in (*waiting, (left, stop)):
            yield from names(text, *place, says, part.label, registry)
        waiting = []
    for place in waiting:
        yield from names(text, *place, part.says, part.label, registry)


def _behind_lead_in(text: str, start: int, end: int) -> int:
    """Where the names of a segment begin."""
    lead_in = _LEAD_IN.match(text, start, end)
    return lead_in.end() if lead_in else start


def _is_aside(text: str, start: int, end: int) -> bool:
    """Whether a part of a bracket only says how the rest is meant (下同, 排名第一的为牵头单位)."""
    part = text[start:end]
    return bool(_ASIDE.search(part)) or ("牵头" in part and first_leads(part))


def _verbs(text: str, start: int, end: int, registry: Registry) -> tuple[Named, ...]:
    """Names by the verb that closes their segment; names before a verb's segment share it."""
    found: list[Named] = []
    waiting: list[Named] = []
    apart: list[Named] = []
    explicit = strange = False
    for left, right in _segments(text, start, end):
        if _is_aside(text, left, right):
            continue
        left = _behind_lead_in(text, left, right)
        if time := _TIME.match(text, left, right):
            found.append(Named("deadline", "", *time.span(1)))
            continue
        verb = _closing_verb(text, left, right, registry)
        stop = verb.start() if verb else right
        if partner := _WITH.search(text, left, stop):
            explicit = True
            found.extend(names(text, left, partner.start(), "lead", partner[0], registry))
            found.extend(names(text, partner.end(), stop, "support", partner[0], registry))
            continue
        said = names(text, left, stop, "responsible", "", registry)
        if not verb and not _all_bodies(text, said, registry):
            strange = True
            continue
        waiting.extend(said)
        if not verb and text[right : right + 1] in ("；", ";"):  # （A；B配合）: A shares no verb
            apart += waiting
            waiting = []
        if verb:
            says: Says = next(says for says, _ in VERBS if verb[says])
            if says == "support" and all(part.says in ("support", "deadline") for part in found):
                apart += waiting[: len(waiting) - len(said)]  # （A，B配合）: A shares no verb
                waiting = said
            explicit = explicit or says != "responsible"
            found.extend(replace(part, says=says, label=verb[0].strip()) for part in waiting)
            waiting = []
    found, waiting = _settled(found, apart, waiting, explicit=explicit)
    bodies = [part for part in found if part.says != "deadline"]
    if not bodies or waiting or not _all_bodies(text, bodies, registry):
        return ()
    # （企业自愿，县水利局负责）: beside words that name no body, only a clear verb is trusted.
    return tuple(found) if explicit or not strange else ()


def _settled(
    found: list[Named], apart: list[Named], waiting: list[Named], *, explicit: bool
) -> tuple[list[Named], list[Named]]:
    """What is found with those who have no verb of their own, where it is clear what they do; and those who wait still."""
    if explicit and not any(part.says in ("lead", "responsible") for part in found):
        found = [*apart, *found]
    else:
        waiting = [*apart, *waiting]
    if explicit:  # （A牵头，B、C）: those without a verb of their own support
        return [*found, *(replace(part, says="support") for part in waiting)], []
    if any(part.says == "deadline" for part in found):  # （A、B，6月底前完成）
        return [*found, *waiting], []
    return found, waiting


def _closing_verb(text: str, left: int, right: int, registry: Registry) -> re.Match[str] | None:
    """The verb that closes a segment, or the first one behind bodies: 县发改局负责项目立项."""
    closing = _VERB.search(text, max(left, right - _NEAR), right)
    inner = _VERB_INSIDE.search(text, left, min(right, left + _NEAR))
    if not closing and inner:
        whole = names(text, left, right, "responsible", "", registry)
        if _all_bodies(text, whole, registry):
            return None  # 县机关保障中心 is all one name
    for verb in (closing, inner):
        if verb and _all_bodies(
            text, list(names(text, left, verb.start(), "responsible", "", registry)), registry
        ):
            return verb
    return closing


def _all_bodies(text: str, parts: Sequence[Named], registry: Registry) -> bool:
    """Whether all names are bodies: known, plausible, or told by those beside them, which are more or are known."""
    others = [part for part in parts if not _body(text, part, registry)]
    sure = len(parts) - len(others)
    if len(others) > sure or not all(_BESIDE.fullmatch(part.name(text)) for part in others):
        return False
    known = (registry.resolve(part.name(text)) for part in parts)
    return len(others) < sure or any(
        unit and unit.kind in ("department", "party") for unit in known
    )


def _segments(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts between ，；。, those inside brackets (各县（市，区）) left whole."""
    hidden = {
        start + at for left, right in _outermost(text[start:end]) for at in range(left, right)
    }
    ends = (match.start() for match in _SEGMENT_END.finditer(text, start, end))
    cuts = [at for at in ends if at not in hidden]
    for left, right in pairwise([start - 1, *cuts, end]):
        if text[left + 1 : right].strip():
            yield left + 1, right


def _body(text: str, part: Named, registry: Registry) -> bool:
    name = part.name(text)
    return (
        is_blank(name)
        or is_ditto(name)
        or registry.resolve(name) is not None
        or registry.plausible(name)
    )


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _AROUND:
        start += 1
    closed = any(one in OPEN for one in text[start:end])
    # A bracket that was never opened closes nothing: 责任单位：县水利局）
    while end > start and (text[end - 1] in _AROUND or (text[end - 1] in CLOSE and not closed)):
        end -= 1
    return start, end
