"""The frame: lines that belong to the document and to no node (title, 文号, salutation, signature …). Pure.

In: printed lines. Out: the kind of each. The head ends at the first paragraph or marker; a closing
block is read backwards from the end of the text and from each annex.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.model import FrameKind

_NUMBER = re.compile(
    r"^[^\s，。；：]{0,16}[〔\[［【(（]\s*(?:19|20)\d\d\s*[〕\]］】)）]\s*第?\s*[0-9XＸ×x_*]{1,5}\s*号$"
)
_SALUTATION = re.compile(r"^[^。；]{2,80}[：:]$")
_ADDRESSEE = re.compile(r"各|单位|政府|部门|委员会|办事处|公司|局|企业|街道")
_BODY = re.compile(
    r"^[^，。；：、0-9]{2,30}(?:政府|委员会|委|局|厅|部|办公室|办|领导小组|指挥部|管委会|办事处|联席会议|人大|政协)$"
)
_TITLE_END = re.compile(
    r"(?:方案|计划|规划|意见|通知|办法|分工|细则|要点|决定|措施|规定|行动|清单|纲要|预案|批复|函|报告|任务|目标|条例)(?:[（(].{1,20}[）)])?$"
)
_HAN_DATE = (
    r"[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
)
_DATE = re.compile(
    rf"^[（(]?(?:\d{{4}}\s*年\s*\d{{1,2}}\s*月\s*\d{{1,2}}\s*日|{_HAN_DATE})(?:印发|发布)?[）)]?$"
)
_CLOSING = re.compile(
    r"^[（(]?\s*(?:此件|本件|抄送|抄报|主送|联系人|印发机关|公开方式|信息公开|（?以上)"
)
_ISSUED_BY = re.compile(r"^.{2,30}(?:办公室|局|政府|委员会)\s+\d{4}年\d{1,2}月\d{1,2}日印发$")
_PARAGRAPH = re.compile(r"[。；;！？!?]|[：:]$")
_ANNEX_LIST = re.compile(r"^附件?\s*[:：]\s*\S|^\s*[0-9一二三四五六七八九十]{1,2}\s*[.．、]\s*\S")
_ATTACHED = re.compile(r"^附件?\s*[:：]")


def head(lines: Sequence[str]) -> tuple[tuple[FrameKind, ...], int]:
    """Kinds of the lines before the text begins, and how many they are.

    `lines` are those before the first marker, stripped. The rest of them is the preamble.
    """
    kinds: list[FrameKind] = []
    titled = False
    for at, line in enumerate(lines):
        kind = _head_kind(line, titled, kinds[-1] if kinds else None)
        if kind is None:
            return tuple(kinds), at
        titled = titled or kind == "title"
        kinds.append(kind)
    return tuple(kinds), len(lines)


def _head_kind(line: str, titled: bool, before: FrameKind | None) -> FrameKind | None:
    if not line:
        return "blank"
    if _NUMBER.match(line):
        return "number"
    if _DATE.match(line):
        return "date"
    if titled and _SALUTATION.match(line) and _ADDRESSEE.search(line):
        return "salutation"
    if not titled or before == "title":
        if not titled and _BODY.match(line) and not _TITLE_END.search(line):
            return "issuer"
        if not _PARAGRAPH.search(line) and len(line) <= 60:
            return "title"
        return None
    if len(line) <= 60 and re.fullmatch(r"[（(].{2,58}[）)]", line):
        return "other"  # （征求意见稿）, （2024年3月经…会议通过）
    if _BODY.match(line) and before in ("blank", "number", "other"):
        return "issuer"
    return None


def closing(lines: Sequence[str]) -> tuple[FrameKind, ...]:
    """Kinds of the lines of the closing block at the end of `lines` (stripped), in their order.

    A short line that names a body is a signature only beside a date; a list of annexes belongs here too.
    """
    kinds: list[FrameKind] = []
    dated = False
    for at in range(len(lines) - 1, -1, -1):
        line = lines[at]
        if not line:
            kinds.append("blank")
        elif _DATE.match(line):
            kinds.append("date")
            dated = True
        elif _CLOSING.match(line) or _ISSUED_BY.match(line):
            kinds.append("closing")
        elif dated and len(line) <= 40 and _BODY.match(line):
            kinds.append("signature")
        elif _ATTACHED.match(line) or (_ANNEX_LIST.match(line) and _in_annex_list(lines, at)):
            kinds.append("other")
        else:
            break
    while kinds and kinds[-1] == "blank":
        kinds.pop()
    return tuple(reversed(kinds)) if any(kind != "blank" for kind in kinds) else ()


def _in_annex_list(lines: Sequence[str], at: int) -> bool:
    """Whether the numbered line at `at` goes on a list that “附件：1.…” opens a few lines above."""
    for line in reversed(lines[max(0, at - 12) : at]):
        if _ATTACHED.match(line):
            return True
        if line and not _ANNEX_LIST.match(line):
            return False
    return False


def is_paragraph(line: str) -> bool:
    """Whether a printed line is running text and no title."""
    return bool(_PARAGRAPH.search(line)) or len(line) > 60
