"""Headings without a number: 【重点任务】, 县水利局牵头工作（3项）, short phrases in a plan that numbers nothing. Pure.

A form of heading is one only where the plan uses it more than once. A phrase alone on its line names what
stands below it where no line of the plan is numbered; which phrases stand above others follows from those
that have no text of their own, and from the names that parts of a plan usually bear. That is a guess, and told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from gongkai.labels import is_label_line, named_in_heading
from gongkai.outline.frame import ends_a_title, names_a_body
from gongkai.outline.markers import Marker
from gongkai.registry.names import plausible
from gongkai.sources.span import Stretch

_BRACKETED = re.compile(r"\s*[【〖]\s*(?P<phrase>[一-龥“”《》、]{2,20}?)\s*[】〗]\s*")
# 【县水利局】, 【县水利局牵头】: who answers, and no heading.
_VERB = re.compile(r"(?:牵头|配合|负责|落实|参与|完成)$")
_BODY = re.compile(r"[省市县区州镇乡街各]|.*[局委厅]$")
_PHRASE = re.compile(r"[一-龥][一-龥“”、（）()]{2,21}")
_NAMED = re.compile(r"\s*(?:重点|具体)?(?:任务|项目|事项|工作|问题|工程)名称\s*[：:]\s*(?=\S)")
_OVER_LIST = re.compile(r"[一-龥Ⅰ-Ⅻ][一-龥“”、（）()]{2,30}[：:]")
_FIELD = re.compile(
    r"(?:目标|任务|措施|举措|内容|要求|问题|表现|原因|情况|步骤|做法|标准|如下|以下|方面|包括|工作)[：:]$"
)
_ENDS = re.compile(r"[、）)]$|[等的和及]$")
# The names of a plan's parts.
_PART = re.compile(
    r"指导思想|基本(?:原则|情况)|(?:总体|工作|主要|重点|有关|几点|目标)(?:要求|目标|任务|思路|步骤|安排|原则|内容|措施|举措|工作|指标)"
    r"|组织(?:领导|保障|实施|机构)|保障(?:措施|机制)|实施步骤|时间安排|(?:监督|督导)(?:考核|检查)|附则"
)
_ENDED = re.compile(r"[。；）)】〕\]]\s*$")
_SENTENCE = re.compile(r"[。；]")
_STOPPED = re.compile(r"[。；，：]")
_LEAST = 3  # phrases that a plan without numbers must have before they are taken for headings
_HEAD = 4  # lines among which a title may stand
_AGREE = 2

# By 0-based line: the level below the first, and the words of the heading.
Found = Mapping[int, tuple[int, Stretch]]


def headings(
    lines: Sequence[Stretch],
    numbered: Sequence[Marker | None],
    going_on: frozenset[int] = frozenset(),
) -> Found:
    """The lines that are headings by their form, beside whatever is numbered; those `going_on` are none."""
    bracketed: dict[int, Stretch] = {}
    of_bodies: dict[int, Stretch] = {}
    plain = _below_numbers(lines, numbered, going_on) | _over_lists(lines, numbered)
    plain |= _named_fields(lines, numbered) | _parts(lines, numbered, going_on)
    plain |= _over_items(lines, numbered, going_on)
    for at, line in enumerate(lines):
        if numbered[at]:
            continue
        if found := _BRACKETED.fullmatch(line.text):
            if not any(_is_body(part) for part in found["phrase"].split("、")):
                bracketed[at] = line.cut(*found.span("phrase"))
        elif _names_bodies(line.text):
            of_bodies[at] = line.strip()
    by_form = {
        at: (0, words)
        for held in (bracketed, of_bodies)
        if len(held) >= _AGREE
        for at, words in held.items()
    }
    return by_form or {at: (0, words) for at, words in plain.items()}


def _over_lists(lines: Sequence[Stretch], numbered: Sequence[Marker | None]) -> dict[int, Stretch]:
    """Phrases with a colon that part a section, each above a list that begins with 1 again: 县水利局：, then 县气象局：.

    What a task itself consists of (整改措施：, 工作目标：) names no part, nor does the same phrase again and again.
    """
    printed = [at for at, line in enumerate(lines) if line.text.strip()]
    found: dict[int, Stretch] = {}
    run: dict[int, Stretch] = {}  # of the section that is gone through

    def close() -> None:
        if len(run) >= _AGREE:
            found.update(run)
        run.clear()

    for at, below in pairwise(printed):
        marker, first = numbered[at], numbered[below]
        line = lines[at].strip()
        if marker and marker.trust == "strong":
            close()
        elif (
            not marker
            and first
            and first.number == 1
            and first.trust == "weak"
            and _OVER_LIST.fullmatch(line.text)
            and not _FIELD.search(line.text)
            and not is_label_line(line.text)
        ):
            run[at] = line.cut(0, len(line.text) - 1)
    close()
    often = Counter(words.text for words in found.values())
    return {at: words for at, words in found.items() if often[words.text] == 1}


def _over_items(
    lines: Sequence[Stretch], numbered: Sequence[Marker | None], going_on: frozenset[int]
) -> dict[int, Stretch]:
    """Phrases that part the items of a numbered section, the first right below its heading: 提振消费。, then 4、… and 5、….

    One alone leads in what stands below, and parts nothing.
    """
    printed = [at for at, line in enumerate(lines) if line.text.strip()]
    found: dict[int, Stretch] = {}
    run: dict[int, Stretch] = {}  # of the section that is gone through
    above: int | None = None
    for at, below in pairwise(printed):
        marker, item = numbered[at], numbered[below]
        words = lines[at].strip()
        if marker and marker.trust == "strong":
            found |= run if len(run) >= _AGREE else {}
            run = {}
        elif (
            not marker
            and item
            and item.trust == "weak"
            and at not in going_on
            and _is_phrase(words.text.removesuffix("。"))
            and (run or (above is not None and _heads(lines[above].text.strip(), numbered[above])))
        ):
            run[at] = words
        above = at
    return found | (run if len(run) >= _AGREE else {})


def _parts(
    lines: Sequence[Stretch], numbered: Sequence[Marker | None], going_on: frozenset[int]
) -> dict[int, Stretch]:
    """The names of a plan's parts (工作目标, 重点任务) on lines of their own, where what is numbered are only items."""
    if any(marker and marker.trust == "strong" for marker in numbered) or not any(numbered):
        return {}
    found = {
        at: line.strip()
        for at, line in enumerate(lines)
        if not numbered[at] and at not in going_on and _PART.fullmatch(line.text.strip())
    }
    return found if len(found) >= _AGREE else {}


def _named_fields(
    lines: Sequence[Stretch], numbered: Sequence[Marker | None]
) -> dict[int, Stretch]:
    """What 任务名称：… names, where one such line follows another and nothing is numbered between."""
    found: dict[int, Stretch] = {}
    run: dict[int, Stretch] = {}
    for at, line in enumerate(lines):
        named = _NAMED.match(line.text)
        if named and not numbered[at]:
            run[at] = line.cut(named.end()).strip()
        if numbered[at] or at == len(lines) - 1:
            found |= run if len(run) >= _AGREE else {}
            run = {}
    return found


def _below_numbers(
    lines: Sequence[Stretch], numbered: Sequence[Marker | None], going_on: frozenset[int]
) -> dict[int, Stretch]:
    """Phrases on lines of their own that part a numbered section: the first stands right below the section's heading, each above a text."""
    texts = [line.text.strip() for line in lines]
    printed = [at for at, text in enumerate(texts) if text]
    found: dict[int, Stretch] = {}
    run: list[int] = []  # of the section that is gone through

    # 任务一, 任务二, then 有关要求 without a number.
    apart = not any(marker and marker.trust == "strong" for marker in numbered)

    def close() -> None:
        if len(run) >= _AGREE or (run and apart and _PART.fullmatch(texts[run[0]])):
            found.update((at, lines[at].strip()) for at in run)
        run.clear()

    above: int | None = None
    begun = False
    for nth, at in enumerate(printed):
        marker = numbered[at]
        if marker:
            close()
            begun = True
        below = printed[nth + 1] if nth + 1 < len(printed) else None
        opens = above is not None and (
            _heads(texts[above], numbered[above])
            or (run and _ENDED.search(texts[above]))
            or (apart and _PART.fullmatch(texts[at]) and begun)
        )
        if (
            opens
            and not marker
            and below is not None
            and not numbered[below]
            and at not in going_on
            and below not in going_on
            and _is_phrase(texts[at])
            and not texts[at].startswith("附")
            and (_SENTENCE.search(texts[below]) or is_label_line(texts[below]))
        ):
            run.append(at)
        above = at
    close()
    return found


def _heads(text: str, marker: Marker | None) -> bool:
    """Whether a line is the heading of a numbered section."""
    return marker is not None and marker.trust == "strong" and not _STOPPED.search(text)


def _is_body(part: str) -> bool:
    name = _VERB.sub("", part)
    return bool(_BODY.match(name)) and plausible(name)


def _names_bodies(text: str) -> bool:
    """县水利局牵头工作（3项）: bodies, a verb and what they do."""
    named = named_in_heading(text)
    if named is None or named.label.endswith(("职责", "责任")):
        return False
    return all(plausible(name) for name in re.split(r"[、，]", text[named.start : named.end]))


def phrases(lines: Sequence[Stretch]) -> Found:
    """The headings of a plan in which nothing is numbered, and that uses no other form; none where there are too few."""
    printed = [at for at, line in enumerate(lines) if line.text.strip()]
    found: dict[int, tuple[int, Stretch]] = {}
    within = False  # below the heading of a part that has headings of its own
    for nth, (at, below) in enumerate(pairwise(printed)):
        text = lines[at].text.strip()
        part = bool(_PART.fullmatch(text))
        if (
            not nth
            or not _names(text)
            or (nth < _HEAD and not found and ends_a_title(text) and not part)
        ):
            continue
        over_others = _names(lines[below].text.strip())
        level = 0 if over_others or part or not within else 1
        within = within if level else over_others
        found[at] = level, lines[at].strip()
    enough = len(found) >= _LEAST and len(printed) >= 2 * len(found)
    return found if enough else {}


def _names(text: str) -> bool:
    """Whether a line is nothing but a phrase, and not the name of a body, as a signature is."""
    return _is_phrase(text) and not names_a_body(text)


def _is_phrase(text: str) -> bool:
    return bool(_PHRASE.fullmatch(text)) and not _ENDS.search(text) and not is_label_line(text)
