"""The frame: lines that belong to the document and to no node (title, 文号, salutation, signature …). Pure.

In: printed lines, stripped. Out: the kind of each. The head ends at the first paragraph or marker; a closing
block is read backwards from the end of the text and from each annex. A notice that forwards a plan (通知,
then the plan under its own title) is frame as a whole: the plan is what is read. What the frame says as a
whole (title, number, issuer, date) is given as printed, or is absent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from gongkai.labels import as_heading, is_label_line
from gongkai.model import FrameKind, FrameLine
from gongkai.outline.markers import marker

_BLANK = r"XxＸ×＊*_"
_NUMBER = re.compile(
    rf"(?P<number>[^\s，。；：、（(]{{0,16}}\s*[〔\[［【(（]\s*(?:19|20)[\d０-９{_BLANK}]{{2}}\s*[〕\]］】)）]"
    rf"\s*第?\s*[0-9０-９{_BLANK}]{{1,5}}\s*号)"
)
_NUMBER_LINE = re.compile(rf"[（(]?{_NUMBER.pattern}[）)]?(?:\s+签发人\s*[:：].*)?")
_SALUTATION = re.compile(r"[^。；]{2,200}[：:]")
# 重点抓好以下几方面： addresses nobody, nor does 根据县委、县政府部署，制定本方案：.
_LEADS_IN = re.compile(
    r"以下|如下|下列|制[定订](?!局)|现[就将对结予把]|特(?:提出|通知)|^\s*(?:根据|按照|依据|遵照|贯彻|为|结合|经[^，]{2,16}(?:同意|批准|研究|审议|审定))"
)
_ADDRESSEE = re.compile(r"各|单位|政府|部门|委员会|办事处|公司|局|企业|街道")
_BODY = re.compile(
    r"[^，。；：、0-9]{2,60}?(?:政府|委员会|委|局|厅|部|办公室|办公厅|办|领导小组|指挥部|管委会|办事处|联席会议|人大|政协|公司|集团|中心)(?:[（(](?:盖?章|印章)[）)])?"
)
_TITLE_END = re.compile(
    r"(?:方案|计划|规划|意见|通知|办法|分工|细则|要点|决定|措施|规定|行动|清单|纲要|预案|批复|函|报告|任务|目标|条例|安排|(?:任务|责任|工作|分工|分解|安排|项目|计划|目标)表)[》」]?(?:[（(].{1,20}[）)])?$"
)
_DIGIT = rf"[\d０-９{_BLANK}]"
_HAN_YEAR, _HAN_DAY = r"[〇○◯零OＯ一二三四五六七八九]{4}", r"[一二三四五六七八九十]{1,3}"
DATE = re.compile(
    rf"{_DIGIT}{{2,4}}\s*年\s*{_DIGIT}{{1,2}}\s*月(?:\s*{_DIGIT}{{1,2}}\s*日)?"
    rf"|{_HAN_YEAR}年{_HAN_DAY}月(?:{_HAN_DAY}日)?|\d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}}"
)
_DATE_LINE = re.compile(rf"[（(]?(?:{DATE.pattern})(?:印发|发布)?[）)]?")
_SIGNED = re.compile(rf"(?P<body>{_BODY.pattern})\s+(?:{DATE.pattern})")
_CLOSING = re.compile(
    r"[（(]?\s*(?:此件|本件|发至\s*[:：]|抄送|抄报|抄发|主送|分送|联系人|联系电话|联系单位|经办人|校对|印发机关|公开方式|公开形式|公开属性"
    r"|公开选项|(?:(?:政府)?信息公开|主动公开|依申请公开|不予公开)(?![^：:（(\s]{2,}[，。；])|印数|共印|主题词"
    r"|（?以上(?![^。]*(?:每[年季月周日]|应当|公布|公示|报送)))"
)
# 本方案自印发之日起施行，有效期至2026年12月31日。 and who explains it
_IN_FORCE = re.compile(
    r"(?:本|此)(?:实施|工作|行动)?(?:方案|计划|规划|意见|办法|细则|预案|要点|措施|规定|通知|清单)(?:由[^，。；]{2,30}负责解释[，。；])?(?:自|从)[^，。；]{2,24}(?:起|后)[^，。；]{0,6}(?:施行|实施|执行|生效)"
    r"(?:[，。；][^，。；]{2,60}){0,4}。?"
)
_CONTACT = re.compile(r"[（(]?联系人\s*[:：]")
# What a web page prints around a document.
_BUTTON = r"[【\[]?\s*(?:打印|关闭|返回|分享|收藏|纠错|我要纠错|字[号体]|TOP)(?:本页|此页|页面|窗口|顶部|首页|列表|到)?\s*[】\]]?"
_PAGE_FOOT = re.compile(
    r"(?:信息|文章|稿件)?来源\s*[:：].*|(?:作者|编辑|责任编辑|审核)\s*[:：].*"
    rf"|(?:{_BUTTON}[\s|｜:：]*)+|[上下]一[篇条]\s*[:：].*|(?:微信)?扫(?:一扫|描|码).{{0,30}}|(?:版权所有|网站标识码|技术支持|网站地图|联系我们).*"
    r"|.*(?:ICP备|公网安备).*|(?:相关|政策)(?:解读|链接|附件|文件|新闻|阅读|信息)\s*[:：]?.{0,60}|一图读懂.{0,40}"
    r"|.{1,60}\.(?:docx?|xlsx?|pdf|wps|ofd|rar|zip)\s*(?:[（(].{1,20}[）)])?"
)
_PAGE_HEAD = re.compile(r"(?:您?(?:现在|当前|所在)?的?位置)\s*[：:].*|首页\s*[>＞»/].*")
_COPIED = re.compile(r"(?:抄送|抄报|抄发|分送|主送)\s*[:：]")
_COPIED_ON = re.compile(r"[^。；：:]{2,120}[。.，、,]?")
_ISSUED_BY = re.compile(rf".{{2,40}}(?:{DATE.pattern})\s*印发")
_PAGE = r"[-—–―·]+\s*[0-9０-９]{1,3}\s*[-—–―·]+|第\s*[0-9０-９]{1,3}\s*页(?:\s*[,，/／]?\s*共\s*[0-9０-９]{1,3}\s*页)?"
_SEPARATOR = re.compile(rf"[-—–―=_*·\s\u2500-\u257f]{{3,}}|[★☆]|{_PAGE}")
_PAGE_NUMBER = re.compile(_PAGE)
_BOX = re.compile(r"(?=.*[┌├└┏┣┗╔╠╚])[\u2500-\u257f\s]+")
_PARAGRAPH = re.compile(r"[。；;！？!?]|[：:]$|[一-龥]\.$")
_ANNEX_LIST = re.compile(
    r"附\s*件\s*[:：]\s*\S|\s*[0-9０-９一二三四五六七八九十]{1,2}\s*[.．、]\s*\S"
)
_HEADS_A_LIST = re.compile(r"附\s*件?\s*[:：]?")
_LIST_BEGINS = re.compile(r"[1１一]\s*[.．、]")
_NO_NAME = re.compile(r"[。；|\t]")
_CELLS = re.compile(r"[\t|│｜]|\S(?: {2,}|\u3000+)\S+(?: {2,}|\u3000+)\S")
_ATTACHED = re.compile(r"附\s*(?:件(?:下载)?)?\s*[:：]")
_REMARK = re.compile(r"[（(].*(?:通过|印发|发布|批准|公布|修正|施行).*[）)]")  # 题注
_SUBTITLE = re.compile(r"[（(].{2,58}[）)]")
_FORWARDS = re.compile(
    r"(?:印发|转发|下发|发)给你们|现予(?:印发|公布|发布)|现将.{2,60}(?:印发|转发|公布|分解)"
)
# Lines of a document's head, or of the page that shows it, that say what their label says.
_LABELLED: tuple[tuple[FrameKind, re.Pattern[str]], ...] = (
    ("number", re.compile(r"(?:发文字号|文\s*号|字\s*号|公文字号)")),
    ("issuer", re.compile(r"(?:发文机关|发文单位|制发机关|制定机关|发布机构|发布机关|发布单位|制定单位|印发单位)")),
    ("date", re.compile(r"(?:成文日期|成文时间|发文日期|发文时间|生成日期|印发日期|日\s*期)")),
    ("other", re.compile(r"(?:索\s*引\s*号|主题分类|主\s*题\s*词|组配分类|体裁分类|名\s*称|标\s*题|来\s*源|信息来源|文章来源|发布时间|发布日期|公开日期|更新时间|作\s*者|责任编辑|浏览次数|阅读次数|点击数|字\s*体|有\s*效\s*性|效力状态|公开范围|公开类别|公文种类|信息名称|信息索引|信息类别|内容概述|在线链接地址|废止日期|实施日期|签发人|填报(?:单位|日期|时间)|制表(?:单位|日期|时间)|编制单位|单\s*位|份\s*号|密\s*级|紧急程度)")),
)  # fmt: skip
_CELL_ENDS = re.compile(r"[\t|]|\u3000+|(?<![：:]) {2,}")
_CONTENTS = re.compile(r"目\s*[录次]")
_LABEL = re.compile(
    r"[\[【]?\s*(?P<label>[^\s：:，。][^：:，。]{1,7}?)\s*[\]】]?\s*[：:]\s*(?P<value>.*)"
)
_KEY = re.compile(r"[A-Za-z_][\w-]*\s*:|-\s|#")
_MARKS = re.compile(r"特急|加急|平急|急件|(?:绝密|机密|秘密)(?:★.*)?|\d{6}")
_LONGEST_TITLE = 60  # characters of a line
_LONGEST_LINE = 250  # of the frame; a salutation may name many bodies
_LONGEST_COPIES = 8  # lines of 抄送
_LONGEST_LIST = 40  # lines of a list of annexes
_LONGEST_NOTICE = 60  # lines before a forwarded plan
_ANNEX = re.compile(r"附\s*(?:件|表|录|图)\s*(?P<n>[0-9０-９一二三四五六七八九十]{0,3})\s*[:：]?")
_ANNEX_TITLED = re.compile(
    r"附\s*(?:件|表|录|图)\s*(?P<n>[0-9０-９一二三四五六七八九十]{0,3})\s*(?:[:：.．、]\s*|\s+)(?=\S)|(?P<bare>附)\s*[:：]\s*(?=\S)"
)


# — the head —


def head(lines: Sequence[str]) -> tuple[tuple[FrameKind, ...], int]:
    """Kinds of the lines before the text begins, and how many they are.

    `lines` are those before the first marker. The rest of them is the preamble.
    """
    kinds: list[FrameKind] = ["other"] * _front_matter(lines)
    titled = False
    for at, line in enumerate(lines[len(kinds) :], start=len(kinds)):
        kind = _head_kind(line, titled, kinds[-1] if kinds else None)
        if kind is None:
            return tuple(kinds), at
        titled = titled or kind == "title"
        kinds.append(kind)
    return tuple(kinds), len(lines)


def _front_matter(lines: Sequence[str]) -> int:
    """How many lines of keys and values, for programs, stand between two --- before a Markdown text."""
    if not lines or lines[0] != "---":
        return 0
    for at, line in enumerate(lines[1 : _LONGEST_LIST + 1], start=1):
        if line == "---":
            return at + 1
        if line and not _KEY.match(line):
            return 0
    return 0


def _head_kind(line: str, titled: bool, before: FrameKind | None) -> FrameKind | None:
    if not line:
        return "blank"
    if len(line) > _LONGEST_LINE:
        return None
    if kind := _plain_kind(line):
        return kind
    if not titled and _ANNEX.fullmatch(line):
        return "other"  # the plan is itself an annex of what forwards it
    if (
        (titled or line.startswith("各"))  # a copy of a notice may leave its title out
        and _SALUTATION.fullmatch(line)
        and _ADDRESSEE.search(line)
        and not _LEADS_IN.search(line)
    ):
        return "salutation"
    if not titled or before == "title":
        if not titled and _issuing(line):
            return "issuer"
        if _REMARK.fullmatch(line) and titled:
            return "other"
        return "title" if _may_be_title(line) else None
    if _SUBTITLE.fullmatch(line):
        return "other"  # （征求意见稿）, （2024年3月经…会议通过）
    if _BODY.fullmatch(line) and before in ("blank", "number", "other"):
        return "issuer"
    return None


def _plain_kind(line: str) -> FrameKind | None:
    """The kind of a line that tells it by its own form."""
    if _NUMBER_LINE.fullmatch(line):
        return "number"
    if _DATE_LINE.fullmatch(line):
        return "date"
    if any(words.fullmatch(line) for words in (_MARKS, _SEPARATOR, _PAGE_HEAD)):
        return "other"
    return next((kind for kind, _ in _labelled(line)), None)


def _labelled(line: str) -> list[tuple[FrameKind, str]]:
    """What a line of labels says: 发文字号：某政发〔2024〕5号; in a row of a table each label has a cell."""
    if not _LABEL.match(line):
        return []
    pairs: list[tuple[str, str]] = []
    for cell, beside in pairwise([*map(str.strip, _CELL_ENDS.split(line)), ""]):
        if found := _LABEL.fullmatch(cell):
            value = found["value"].strip() or ("" if beside.endswith(("：", ":")) else beside)
            pairs.append((found["label"], value))
    return [
        (kind, value)
        for label, value in pairs
        for kind, words in _LABELLED
        if words.fullmatch(label.strip(" \u3000[【]】"))
    ]


def _issuing(line: str) -> bool:
    """Whether a line before the title is the issuing body, or its red head (…人民政府文件)."""
    plain = re.sub(r"\s", "", line)
    return bool(_BODY.fullmatch(plain.removesuffix("文件"))) and not _TITLE_END.search(plain)


def _may_be_title(line: str) -> bool:
    return not _PARAGRAPH.search(line) and len(line) <= _LONGEST_TITLE


def is_paragraph(line: str) -> bool:
    """Whether a printed line is running text and no title."""
    return not _may_be_title(line)


def ends_a_title(line: str) -> bool:
    """Whether a line ends as titles do (…方案, …计划)."""
    return bool(_TITLE_END.search(line))


def numbers_a_page(line: str) -> bool:
    """Whether a line is the number of a page, printed between the lines of the text (— 3 —)."""
    return bool(_PAGE_NUMBER.fullmatch(line))


def draws_a_box(line: str) -> bool:
    """Whether a line is nothing but the frame drawn around the rows of a table (├──┼──┤)."""
    return bool(_BOX.fullmatch(line))


def names_a_body(line: str) -> bool:
    """Whether a line is nothing but the name of a body, as a signature is."""
    return bool(_BODY.fullmatch(line))


# — a table of contents —


def heads_contents(line: str) -> bool:
    """Whether a line stands above a table of contents."""
    return bool(_CONTENTS.fullmatch(line))


def contents(lines: Sequence[str]) -> set[int]:
    """A table of contents without pages: from 目录 to where its first line is printed again, as most of the others are below that."""
    begin = next((at for at, line in enumerate(lines) if heads_contents(line)), None)
    if begin is None:
        return set()
    names = [re.sub(r"\s", "", line) for line in lines]
    first = next((at for at in range(begin + 1, len(lines)) if names[at]), None)
    if first is None or names[first] not in names[first + 1 :]:
        return set()
    end = names.index(names[first], first + 1)
    listed = [name for name in names[first:end] if name]
    below = set(names[end:])
    again = sum(name in below for name in listed)
    if 2 * again <= len(listed) or any(map(is_paragraph, listed)):
        return set()
    return {begin, *(at for at in range(first, end) if names[at])}


# — a notice that forwards a plan —


def notice(lines: Sequence[str]) -> tuple[FrameKind, ...]:
    """Kinds of the lines of a notice before the plan that it forwards; none where there is no notice.

    A notice with numbered paragraphs of its own is read as text.
    """
    kinds, size = head(lines[:_LONGEST_NOTICE])
    if "title" not in kinds and "salutation" not in kinds:
        return ()
    forwards = False
    for at in range(size, min(len(lines), _LONGEST_NOTICE)):
        line = lines[at]
        if forwards and _opens_plan(lines, size, at):
            body = lines[size:at]
            tail = closing(body)
            return (*kinds, *_of_notice(body[: len(body) - len(tail)]), *tail)
        found = marker(line)
        if found is not None and found.trust == "strong":
            return ()
        forwards = forwards or bool(_FORWARDS.search(line))
    return ()


def _opens_plan(lines: Sequence[str], size: int, at: int) -> bool:
    """Whether the plan begins at `at`: after the notice's closing block, or with its own title after the text."""
    line = lines[at]
    if not line or _in_closing(line) or _BODY.fullmatch(line):
        return False
    above = next((one for one in reversed(lines[size:at]) if one), "")
    if _DATE_LINE.fullmatch(above) or _SIGNED.fullmatch(above) or _CLOSING.match(above):
        return True
    if _PARAGRAPH.search(line) or _ANNEX_LIST.match(line):
        return False
    ends = _PARAGRAPH.search(above) or _in_closing(above) or _BODY.fullmatch(above)
    return bool(ends and _TITLE_END.search("".join(_run_of_titles(lines, at))))


def _run_of_titles(lines: Sequence[str], at: int) -> Sequence[str]:
    end = at
    while end < min(len(lines), at + 4) and lines[end] and _may_be_title(lines[end]):
        if marker(lines[end]) or _plain_kind(lines[end]):
            break
        end += 1
        if _TITLE_END.search(lines[end - 1]):
            break
    return lines[at:end]


def _in_closing(line: str) -> bool:
    return bool(
        _DATE_LINE.fullmatch(line)
        or _SIGNED.fullmatch(line)
        or _CLOSING.match(line)
        or _ISSUED_BY.fullmatch(line)
        or _SEPARATOR.fullmatch(line)
        or _ANNEX.fullmatch(line)
        or _ATTACHED.match(line)
    )


def _of_notice(lines: Sequence[str]) -> list[FrameKind]:
    return ["other" if line else "blank" for line in lines]


# — the closing block —


def closing(lines: Sequence[str]) -> tuple[FrameKind, ...]:
    """Kinds of the lines of the closing block at the end of `lines`, in their order.

    A short line that names a body is a signature only beside a date, or alone at the very end; a list of
    annexes belongs here too.
    """
    kinds: list[FrameKind] = []
    dated = False
    for at in range(len(lines) - 1, -1, -1):
        kind = _closing_kind(lines, at, dated)
        if kind is None:
            break
        dated = dated or kind == "date"
        kinds.append(kind)
    while kinds and kinds[-1] == "blank":
        kinds.pop()
    return tuple(reversed(kinds)) if any(kind != "blank" for kind in kinds) else ()


def _closing_kind(lines: Sequence[str], at: int, dated: bool) -> FrameKind | None:
    line = lines[at]
    if not line:
        return "blank"
    if is_label_line(line):  # 责任单位：各街道 ends a measure, not the document
        above = next((one for one in reversed(lines[max(0, at - 4) : at]) if one), "")
        return "closing" if _CONTACT.match(line) and not is_label_line(above) else None
    if _DATE_LINE.fullmatch(line):
        return None if _labelled_above(lines, at) else "date"
    if _ISSUED_BY.fullmatch(line) or _CLOSING.match(line) or _copied_on(lines, at):
        return "closing"
    if len(line) <= _LONGEST_LINE and _IN_FORCE.fullmatch(line) and not _headed(lines, at):
        return "closing"
    if _PAGE_FOOT.fullmatch(line):
        return "other"
    if _SIGNED.fullmatch(line):
        return "signature"
    if len(line) <= _LONGEST_TITLE and _BODY.fullmatch(line) and (dated or _alone(lines, at)):
        return "signature"
    if _SEPARATOR.fullmatch(line) or _ATTACHED.match(line) or _ANNEX.fullmatch(line):
        return "other"
    if _ANNEX_LIST.match(line) and _in_annex_list(lines, at):
        return "other"
    return None


def _labelled_above(lines: Sequence[str], at: int) -> bool:
    """Whether a line is what the numbered label above it labels (3.完成时限, and below it 2026年9月)."""
    above = next((one for one in reversed(lines[max(0, at - 2) : at]) if one), "")
    found = marker(above)
    return found is not None and as_heading(above[found.end :], lines[at]) is not None


def _headed(lines: Sequence[str], at: int) -> bool:
    """Whether a line is the text of the heading above it (五、附则)."""
    above = next((one for one in reversed(lines[max(0, at - 4) : at]) if one), "")
    return not above or (_may_be_title(above) and not is_label_line(above))


def _copied_on(lines: Sequence[str], at: int) -> bool:
    """Whether a line goes on with the bodies that 抄送 lists a few lines above."""
    if not _COPIED_ON.fullmatch(lines[at]) or not re.search(r"[、，,]", lines[at]):
        return False
    for line in reversed(lines[max(0, at - _LONGEST_COPIES) : at]):
        if _COPIED.match(line):
            return True
        if not _COPIED_ON.fullmatch(line):
            return False
    return False


def _alone(lines: Sequence[str], at: int) -> bool:
    """Whether a line stands by itself at the end: after a blank line, with nothing below."""
    return at > 0 and not lines[at - 1] and not any(lines[at + 1 :])


def _in_annex_list(lines: Sequence[str], at: int) -> bool:
    """Whether the numbered line at `at` goes on a list that “附件：1.…” opens a few lines above."""
    for line in reversed(lines[max(0, at - 12) : at]):
        if _ATTACHED.match(line) or _HEADS_A_LIST.fullmatch(line):
            return True
        if line and not _ANNEX_LIST.match(line):
            return False
    return False


# — annexes —


def annex(lines: Sequence[str], at: int) -> int | None:
    """Where the label of an annex that opens at line `at` ends (附件1, 附件1：任务分工表); `None`: none does.

    A line of the list of annexes in the closing block opens none.
    """
    line = lines[at]
    if _ANNEX.fullmatch(line):
        return None if _before_list(lines, at) else len(line)
    found = _ANNEX_TITLED.match(line)
    if found is None or not _may_be_title(line):
        return None
    below = next((one for one in lines[at + 1 : at + 4] if one), "")
    listed = not below or _in_closing(below) or _ANNEX_TITLED.match(below) or _BODY.fullmatch(below)
    # 附件：任务分工表, and the table straight below, or below its own title
    rest = [one for one in lines[at + 1 : at + 4] if one][
        : 1 + (ends_a_title(below) and not _ANNEX_LIST.match(below))
    ]
    tabled = any(map(_CELLS.search, rest))
    if (found["bare"] or _LIST_BEGINS.match(line, found.end())) and not tabled:
        return None
    if listed or not (found["n"] or tabled or _after_closing(lines, at)):
        return None
    return found.end()


def _after_closing(lines: Sequence[str], at: int) -> bool:
    rest = (one for one in reversed(lines[max(0, at - 8) : at]) if one)
    above = next((one for one in rest if not numbers_a_page(one)), "")
    return _in_closing(above) and not _ATTACHED.match(above)


def _before_list(lines: Sequence[str], at: int) -> bool:
    """Whether “附件” only heads the list of annexes, behind the text: numbered names, and the closing block or an annex below."""
    if not _HEADS_A_LIST.fullmatch(lines[at]):
        return False
    below = [line for line in lines[at + 1 : at + 1 + _LONGEST_LIST] if line]
    listed = list(takewhile(_ANNEX_LIST.match, below))
    if not listed or not _LIST_BEGINS.match(listed[0]) or any(map(_NO_NAME.search, listed)):
        return False
    rest = below[len(listed) : len(listed) + 1]
    closed = rest and (_in_closing(rest[0]) or _BODY.fullmatch(rest[0]))
    return bool(closed) or at + 8 > len(lines)


# — what the frame says —


def title(frame: Sequence[FrameLine], before: int) -> str:
    """The title: its lines above line `before` joined; where a notice forwards a plan, the plan's own."""
    run: list[str] = []
    ended = False
    for line in frame:
        if line.line >= before:
            break
        if line.kind == "title":
            run = [] if ended or (run and run[-1].endswith("的通知")) else run
            ended = False
            run.append(line.text)
        elif line.kind != "blank":
            ended = True
    return "".join(run)


def number(frame: Sequence[FrameLine]) -> str | None:
    """发文字号 as printed."""
    line = _first(frame, "number")
    found = _NUMBER.search(line) if line is not None else None
    return found["number"] if found else None


def issuer(frame: Sequence[FrameLine]) -> str | None:
    """发文机关 as printed: in the head, else the signature."""
    if (line := _first(frame, "issuer")) is not None:
        return re.sub(r"\s*文\s*件$", "", line)
    if (line := _first(frame, "signature")) is None:
        return None
    found = _SIGNED.fullmatch(line)
    return re.sub(r"[（(](?:盖?章|印章)[）)]$", "", found["body"] if found else line).strip()


def issued(frame: Sequence[FrameLine]) -> str | None:
    """成文日期 as printed."""
    line = _first(frame, "date")
    if line is None:
        signed = _first(frame, "signature")
        line = signed if signed and _SIGNED.fullmatch(signed) else None
    found = DATE.search(line) if line is not None else None
    return found[0] if found else None


def _first(frame: Sequence[FrameLine], kind: FrameKind) -> str | None:
    """What the first line of a kind says, its label left out; a label without a value says nothing."""
    for line in frame:
        labelled = _labelled(line.text)
        for said, value in labelled:
            if said == kind and value:
                return value
        if line.kind == kind and not labelled:
            return line.text
    return None
