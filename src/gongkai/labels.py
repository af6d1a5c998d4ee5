"""The words by which plans say who answers: 牵头单位：, 配合部门：, （A牵头，B参与）, 完成时限：. Data and patterns. Pure.

A label is a role's word and a noun, closed by a colon; in brackets a verb does the same job. 责任单位
without a colon is a common noun and no label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Says = Literal["lead", "support", "responsible", "deadline"]

_NOUN = r"(?:单位|部门|科室|股室|机构|部门和单位|部门及单位|部门（单位）|部门\(单位\)|单位（部门）|领导|主体|处室|镇街|方)"
ROLE_WORDS: tuple[tuple[Says, str], ...] = (
    ("lead", r"(?:总?牵头|主办|主管|主责|组织)"),
    ("support", r"(?:配合|参与|参加|协办|协助|协同|配合参与|支持|成员)"),
    ("responsible", r"(?:责任|负责|落实|承办|实施|承担|执行|完成|责任落实|主体责任)"),
)
DEADLINE_WORDS = r"(?:完成时限|完成时间|时限要求|时间要求|办理时限|整改时限|完成期限|时间节点|时限|期限|时间安排)"
# Verbs of a bracket: after a list of names, longest first.
VERBS: tuple[tuple[Says, str], ...] = (
    ("lead", r"(?:共同)?牵头(?:负责|落实|组织)?|主办|总牵头"),
    ("support", r"(?:参与|配合|协办|协助|参加|协同)(?:落实|实施|配合)?"),
    ("responsible", r"(?:等)?(?:按照?(?:各自)?职责(?:分工)?(?:分别)?|分工|分别|具体|共同|各自|依职责)*(?:负责|落实|承担|实施)(?:落实|实施)?"),
)  # fmt: skip

_LABEL = re.compile(
    "|".join(
        [rf"(?P<{says}>{words}{_NOUN})" for says, words in ROLE_WORDS]
        + [rf"(?P<deadline>{DEADLINE_WORDS})"]
    )
    + r"(?=\s*[:：])"
)
_LINE = re.compile(
    rf"\s*[（(【\[]?\s*(?:(?:{'|'.join(words for _, words in ROLE_WORDS)}){_NOUN}|{DEADLINE_WORDS})\s*[:：]"
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label in a text: `start`–`end` is what it labels, the colon left out; 0-based."""

    says: Says
    label: str
    start: int
    end: int


def is_label_line(text: str) -> bool:
    """Whether a line opens with a label: it answers who or when, and is no part of a body."""
    return bool(_LINE.match(text))


def labelled(text: str, start: int = 0, end: int | None = None) -> Iterator[Labelled]:
    """What each label of `text[start:end]` labels, up to the next label."""
    end = len(text) if end is None else end
    found = list(_LABEL.finditer(text, start, end))
    for at, match in enumerate(found):
        stop = found[at + 1].start() if at + 1 < len(found) else end
        begin = match.end()
        while begin < stop and text[begin] in " \u3000:：":
            begin += 1
        says: Says = next(
            key for key in ("lead", "support", "responsible", "deadline") if match[key]
        )
        yield Labelled(says, match[0], begin, stop)
