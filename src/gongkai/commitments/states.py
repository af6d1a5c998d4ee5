"""States to be reached and directions to go: targets without a quantity.

In: a clause and whether a date governs it. Out: a `Reading`, or `None`. Pure.

Under a date the first clause is what is to be reached (2020年底，建成区黑臭水体全面消除), later ones
where they speak of reaching (建立…清单, …得到有效管控); 支持…, 推进… go on telling how. Without a date
only what is absolute counts (零增长, 全覆盖).
"""

from __future__ import annotations

import re

from gongkai.commitments.clauses import Clause, Passage
from gongkai.commitments.duty_words import PRIMARY, TOLD
from gongkai.commitments.target_words import (
    BARE_STATE,
    CHANGES,
    DEGREES_STRONG,
    DEGREES_WEAK,
    MANNER,
    MEANS,
    NOT_AHEAD,
    STATES_ALONE,
    STATES_BY_DATE,
    STATES_CARRIED,
)
from gongkai.commitments.targets import Reading
from gongkai.model import Confidence, TargetKind

_ALONE = re.compile(STATES_ALONE)
# 新建水厂3座并投入使用: behind what is counted last, the state that it reaches. From the last digit alone: from each, a
# run of them would take as long as its length squared.
_AND_STATE = re.compile(
    rf"\d(?=[^，。；\d]*$)[^，。；\d]*?(?P<joint>并且?|且)(?:(?:{BARE_STATE})|(?:实现|通过|完成|基本|全面|全部)[^，。；\d]{{2,}})$"
)
_CARRIED = re.compile(STATES_CARRIED)
_BY_DATE = re.compile(STATES_BY_DATE)
_STRONG = re.compile(rf"(?:{DEGREES_STRONG})(?:{CHANGES})")
_WEAK_AT_END = re.compile(rf"[^，。；]{{2,}}?(?:{DEGREES_WEAK})(?:{CHANGES})$")
# 实现以下目标：, 主要任务如下： lead up to what is reached.
_LEADS_UP = re.compile(
    r"如下(?:要点|意见|措施|安排|方案|决定)?$|(?:以下|下列)[^，。；]{0,6}(?:目标|任务|指标|工作|要求)"
)
_PASSED = re.compile(r"通过[^，。；]{0,16}(?:验收|评审|评估|初评|认定|复核|审查|考核|认证)")
_PAST = re.compile(NOT_AHEAD)
# 2026年秋季学期: more of the date.
_TERM = re.compile(r"[春夏秋冬暑寒汛][季假]?(?:学期)?(?:开学|期间)?(?:前|后|起|时|末|内|结束)?")
# What is published, filed or reported is a duty and no state, unless something is first made or done: 完成验收并公布结果.
_TOLD = tuple(form for form in PRIMARY if form.kind in TOLD)
_FIRST_DONE = re.compile(r"(?:完成|建成|通过|制[定订]|编制|修订|出台|建立)[^，。；]*(?:并|报|后)")
_ASIDE = re.compile(r"[（(][^（()）]*[）)]")  # 2028年底（另有规定的除外）
# 2025年工作目标: what follows is told, nothing is reached.
_NAMES = re.compile(
    r"(?:(?:总体|工作|主要|重点|年度|具体|阶段性?|预期)+)?(?:目标|任务|要求|安排|要点|重点|指标|基数|现状|实际|基准|基期值?|完成值|目标值?)[值数]?"
)
# 逾期未搬迁的依法责令关闭, 考核结果与年薪挂钩: what follows from it.
_OTHERWISE = re.compile(
    r"责令|挂钩$|作为[^，。；]{0,12}依据|(?:依法|依规|予以|给予|从严|严肃|一律)[^，。；]{0,8}(?:处罚|约谈|问责|追究|追责|处分)"
)
# 2028年组织中期评估: an act of review, by which nothing is reached.
_REVIEWS = re.compile(
    r"(?:分别)?(?:组织|开展|进行|启动)+[^，。；]{0,10}(?:评估|总结|考核|自评|督导|考评)"
)
# 吞吐量500万人次以上的机场，: of what the next clause says something.
_NAMES_WHICH = re.compile(r"[^，。；]*的[一-龥]{1,8}")
_OF_OTHERS = re.compile(r"(?:目标|要求|标准|制度|方案|机制|行动|原则|问题)的?$")


def parted(text: str, clause: Clause) -> tuple[Clause, ...]:
    """`clause`, or its two halves where the second is a state that what is counted in the first reaches."""
    found = _AND_STATE.search(text, clause.start, clause.end)
    if found is None:
        return (clause,)
    return Clause(clause.start, found.start("joint")), Clause(found.end("joint"), clause.end)


def state(
    passage: Passage,
    clause: Clause,
    start: int,
    *,
    dated: bool,
    within: bool,
    carried: bool,
    first: bool,
    more_follows: bool,
) -> Reading | None:
    """The state or direction that `text[start:clause.end]` commits to.

    `within`: the date only says from when to when (9月至10月，组织实施); `first`: nothing between the date and this clause; `more_follows`: another clause of the
    sentence says what is reached, so that 按照… here only says how.
    """
    words = passage.text[start : clause.end]
    if (
        len(words) < 2
        or _NAMES.fullmatch(words)
        or _LEADS_UP.search(words)
        or _PAST.search(words)
        or _TERM.fullmatch(words)
        or _ASIDE.fullmatch(words)
        or _REVIEWS.fullmatch(words)
        or _OTHERWISE.search(words)
    ):
        return None
    kind: TargetKind = "state"
    sure: Confidence = "certain"
    if direction := _direction(words, dated=dated):
        kind, sure = "direction", direction
    elif _ALONE.search(words) and not _OF_OTHERS.search(words):
        sure = "certain" if dated else "likely"
    elif carried and _CARRIED.search(words) and not words.startswith(MEANS):
        sure = "possible"
    elif dated and _PASSED.fullmatch(words):
        sure = "certain"
    elif (
        not dated
        or (within and not reaches(words))
        or (_NAMES_WHICH.fullmatch(words) and not _BY_DATE.search(words))
        or (words.startswith(MANNER) and (more_follows or not first))
        or (not first and (words.startswith(MEANS) or not _BY_DATE.search(words)))
    ):
        return None
    elif not first or not _BY_DATE.search(words):
        sure = "likely"
    if _is_told(words):  # asked last, for it takes longest
        return None
    return Reading(
        start,
        clause.end,
        kind,
        f"target-{kind}",
        passage.printed[start : clause.end],
        confidence=sure,
    )


def _is_told(words: str) -> bool:
    words = words.removeprefix("并")
    return not _FIRST_DONE.search(words) and any(form.matches(words) for form in _TOLD)


def reaches(words: str) -> bool:
    """Whether a clause speaks of reaching something."""
    return bool(_BY_DATE.search(words)) and not words.startswith(MEANS)


def _direction(words: str, *, dated: bool) -> Confidence | None:
    if _STRONG.search(words) and not words.startswith("有效"):
        return "likely"
    return "likely" if dated and _WEAK_AT_END.match(words) else None
