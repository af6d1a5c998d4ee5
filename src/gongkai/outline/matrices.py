"""Matrices: tables whose columns are bodies and whose cells bear signs (★ 牵头, ▲ 配合) for what each does. Pure.

What a sign means is told by a legend near the table or in its head. A sign that none explains says that the
body answers, and no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from gongkai.labels import VERBS
from gongkai.model import ANSWERING, Answering
from gongkai.registry.names import plausible

_SIGN = r"[★☆▲△▼●○◎⊙◆◇■□√✓✔☑✅※＊]"
_SIGNED = re.compile(rf"{_SIGN}{{1,2}}|牵头|主办|主责|负责|责任|配合|协办|参与|协助")
# The head of a column: a body, or a place that stands for its government (江北县).
_PLACE = re.compile(r"[一-龥]{1,8}[省市县区州旗乡镇村]|[一-龥]{2,8}(?:街道|社区)")
# ★为牵头单位, “▲”表示配合; 牵头单位（★）, 打√的为责任单位
_MEANS = r"(?P<lead>牵头|主办|主责|主管)|(?P<support>配合|参与|协办|协助|支持)|(?P<responsible>责任|负责|承担|落实|实施|涉及)"
_BEHIND = re.compile(rf"(?P<sign>{_SIGN})[^，,；;。、）)\n]{{0,10}}?(?:{_MEANS})")
_BEFORE = re.compile(
    rf"(?:{_MEANS})(?:单位|部门|主体)?(?:[^，,；;。、\n一-龥]|[用以为是标打]){{0,4}}(?P<sign>{_SIGN})(?![一-龥])"
)
_SEVERAL = 2  # columns that make a matrix


def may_be_bodies(names: Sequence[str]) -> tuple[int, ...]:
    """The columns whose heads name a body or a place; none where they are too few for a matrix."""
    plain = [re.sub(r"\s", "", name) for name in names]
    found = [at for at, name in enumerate(plain) if plausible(name) or _PLACE.fullmatch(name)]
    return tuple(found) if len(found) >= _SEVERAL else ()


def signed(columns: Iterable[int], rows: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """Those of the `columns` of which every cell that says anything bears a sign; none unless several do."""
    found = [
        at
        for at in columns
        if all(not cell or _SIGNED.fullmatch(cell) for row in rows for cell in row[at : at + 1])
    ]
    used = sum(any(row[at : at + 1] != [""] for row in rows) for at in found)
    return tuple(found) if used >= _SEVERAL else ()


def meanings(legend: str) -> Mapping[str, Answering]:
    """What each sign means by the words of a `legend`, and what the words mean that stand in the place of signs."""
    found: dict[str, Answering] = {}
    for form in (_BEFORE, _BEHIND):
        for match in form.finditer(legend):
            found.setdefault(match["sign"], next(does for does in ANSWERING if match[does]))
    return found


def means(cell: str, legend: Mapping[str, Answering]) -> Answering:
    """What a cell says of the body at the head of its column."""
    verbs = dict(VERBS)
    by_word = (does for does in ANSWERING if re.fullmatch(verbs[does], cell))
    return next(by_word, legend.get(cell[:1], "responsible"))
