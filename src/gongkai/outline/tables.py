"""Task tables: rows of 序号, 重点任务, 牵头单位, 责任单位, 完成时限. Pure.

In: lines whose cells are parted by tabs (the form in which Word and HTML tables arrive), bars or runs of
spaces. Out: a row's task, its text, and the cells that name bodies or a time. A table is one where a row
names a column of tasks and one of bodies or times; its head may go over two rows and be repeated.

A cell that goes on from the row above (〃, 同上) answers for its own row too, with its place above; so do
all answers of a row that has a task and leaves every one of them empty, as a merged cell is copied out.
A line without number and task, or without number and answers, goes on with the row above.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from gongkai.labels import labelled
from gongkai.model import ANSWERING, Answering
from gongkai.numerals import even
from gongkai.outline.frame import numbers_a_page
from gongkai.outline.markers import marker
from gongkai.outline.matrices import may_be_bodies, meanings, means, signed
from gongkai.sources.span import Stretch

Column = Literal[
    "number", "task", "text", "lead", "support", "responsible", "deadline", "measure", "present", "value", "body"
]  # fmt: skip

# What a column's head says it holds: the first pattern that is found.
COLUMNS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    ("number", re.compile(r"序号|编号|^No\.?$|^号$")),
    # Persons are text: no field holds one.
    ("text", re.compile(r"^(?!.*(?:单位|部门)).*(?:领导|责任人|负责人|联系人|联络员|分管)")),
    ("text", re.compile(r"类别|分类|类型|领域|板块|备注")),
    ("deadline", re.compile(r"^(?!.*(?:单位|部门|开工|开始|启动|起始|更新|填报|检查)).*(?:时限|时间|期限|节点)|进度(?:安排|要求|计划)")),
    ("lead", re.compile(r"牵头|主办|主责|主抓")),
    ("support", re.compile(r"配合|参与|参加|协办|协同|协助|协作|协抓|协管|联动单位|支持单位|(?:督[导查办]|指导)(?:单位|部门)")),
    ("responsible", re.compile(r"(?:责任|落实|承办|实施|负责|承担|主管|执行|监管|监督|建设|管护|管理|整改|治理|办理|起草|业主|运[营维]|值守|巡查).{0,3}(?:单位|部门|主体|处室|科室|机构|乡镇|镇街)|^(?:责任|成员|有关|相关)?(?:单位|部门)$|责任分工")),
)  # fmt: skip
# Heads of the column that names the task, the best first: of several columns one is the task's.
TASKS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(words)
    for words in (
        "任务",
        "事项|项目",
        "问题|隐患",
        "工作",
        "措施|举措",
        "内容|名称",
        "指标",
        "目标|要求",
        "职责",
        "活动",
        "主题|专题",
    )
)
# A table of indicators: what is measured, in what, how it stands, what is aimed at. Its 单位 is no body.
_HAN_NUMBER = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[）)]?、?")
_ROW_NUMBER = re.compile(rf"{_HAN_NUMBER.pattern}|\d{{1,3}}(?:[.\-]\d{{1,3}})*[.、]?")
_SUM = re.compile(r"\s*(?:合|总|小)\s*计\s*")
_NO_TASK = re.compile(r"领导|责任人|负责人|联系|姓名|职务|电话|备注|说明|分管|投资|资金")
_MEASURES = re.compile(r"措施|举措|内容|事项|任务|工作|要求|指标")
_INDICATOR = re.compile(r"指标")
# 优良天数目标（天）: a column of what is aimed at, that says of what.
_AIM_OF = re.compile(
    r"(?!.*(?:年|工作|任务|总体|主要))[^（(]{2,10}目标值?[（(][^（()）]{1,10}[）)]"
)
# 2025, 2026年, 2027年底: a column of what is aimed at by then, or of how it stood.
_YEAR = re.compile(r"20\d\d年?[度底末]?")
# Columns below 进度安排: what is to be done by then.
_PERIOD = re.compile(r"第?[一二三四]季度|[上下]半年|全年|年[中底末]|\d{1,2}月[份底]?")
_BINDS = re.compile(r"(?:指标)?(?:属性|性质)")
_FIGURES: tuple[tuple[Column, re.Pattern[str]], ...] = (
    ("measure", re.compile(r"(?:计量|度量)?单位")),
    ("value", _YEAR),
    (
        "value",
        re.compile(
            r"(?!.*(?:指标|单位|部门|性质|任务|责任|时|现状)).*(?:目标|规划|计划|预期)(?:值|数)?"
        ),
    ),
    (
        "present",
        re.compile(
            r"(?!.*(?:时|单位|部门|期限|情况|计划|预计|年[度份限]$)).*(?:现状|基期|基数|基准|现值|实际|完成).*"
        ),
    ),
)
_ANSWERS: tuple[Column, ...] = (*ANSWERING, "deadline")
_DUE = re.compile(r"时限|期限|节点|完成时间")
_RULE = re.compile(r"[\s|│｜:：\-—─+=\u2500-\u257f]+")  # box-drawing too
_DITTO = re.compile(r"[〃″]|同上|\"")
_GOES_ON = re.compile(r"[〃″]")
_NOTHING = re.compile(r"[-—–/／\\无\s]*")
_CONTINUED = re.compile(r"[（(]?(?:续表|接上表|接上页|续上表)[）)]?\s*[0-9一二三四五六七八九十]*")
_SIGNS = ("\t", "|", "│", "｜", "┃", "║")
_SPACES = re.compile(r"[ \u3000]{2,}|\u3000")
_BETWEEN = re.compile(r"<br\s*/?>|\s+")
_BODY_END = re.compile(
    r"[局委办部厅院会司社所站队处室镇乡场村组园区县市校]$|中心|政府|公司|街道|单位|部门|企业|[XxＸ×＊*_]$"
)
_SENTENCE = re.compile(r"[。；：:，]")
# 改造项目（个）: a number of them
_COUNTS = re.compile(
    r"[（(](?:[个家处座项台套户人名亩只头辆]|[万亿]?元|公里|千?米|万?吨|平方米|立方米|[%％])[）)]\s*$"
)
_REMARK = re.compile(r"[（(][^（）()]*[）)]")  # 责任单位（排第一的牵头）
_LONGEST_NAME = 16  # characters of a column's head
_LONGEST_GROUP = 30  # of a line that heads rows
_MOST_COLUMNS = 40
_ONE_SPACE = " "
_LEAST_PARTED = 3  # single spaces that part the heads of a table
_SEVERAL_YEARS = 2
_SEVERAL_PERIODS = 2
_SEVERAL_ANSWERS = 2  # columns that tell a task table by themselves
_MOST_LOOKED_AT = 200  # rows, to see whether tasks are merged
_MOST_BROKEN = 12  # lines over which a row is broken
_LONGEST_GAP = 4  # lines between the parts of one table


class Cell(Struct, frozen=True):
    """A cell that answers who or when; `label` is its column's head, or its own label, as printed."""

    column: Column
    label: str
    stretch: Stretch


class Figure(Struct, frozen=True):
    """A cell of a table of indicators; `head` is its column's, as printed (2026年目标)."""

    column: Column
    head: str
    stretch: Stretch


class Row(Struct, frozen=True):
    """A row: its first and last line, 1-based. What `figures` print is in `text` too."""

    line: int
    last: int
    label: str
    task: Stretch | None
    text: tuple[Stretch, ...]
    cells: tuple[Cell, ...]
    figures: tuple[Figure, ...] = ()


class Table(Struct, frozen=True):
    """A table: `head` is its head's line, `first` the first row's, `end` the line after it; 0-based."""

    head: int
    first: int
    end: int
    rows: tuple[Row, ...]


class _Head(Struct, frozen=True):
    """What the columns hold. `starts` are the widths at which they begin, for cells parted by spaces."""

    sign: str
    names: tuple[str, ...]
    columns: tuple[Column, ...]
    starts: tuple[int, ...]
    printed: tuple[Stretch, ...] = ()
    legend: Mapping[str, Answering] = field(
        default_factory=dict
    )  # of a matrix: what its signs mean

    @property
    def is_task_table(self) -> bool:
        """Whether it names tasks and who answers, or when they are due."""
        held = set(self.columns)
        due = any(
            column == "deadline" and _DUE.search(name)
            for column, name in zip(self.columns, self.names, strict=True)
        )
        answers = bool(held & {"lead", "support", "responsible", "body"}) or due
        aims = [n for c, n in zip(self.columns, self.names, strict=True) if c == "value"]
        # Two years alone may as well be years past, but where it is told which figures bind (属性).
        sure = bool(held & {"measure", "present"}) or len(aims) > _SEVERAL_YEARS
        sure = sure or any(_BINDS.fullmatch(name) for name in self.names)
        aims = aims if sure else [n for n in aims if not _YEAR.fullmatch(even(n))]
        return "task" in held and (answers or bool(aims))


class _Draft(Struct):
    """A row while its lines are gathered."""

    line: int
    last: int
    label: str = ""
    task: Stretch | None = None
    text: list[Stretch] = field(default_factory=list)
    answers: dict[int, list[Cell]] = field(default_factory=dict)  # by column
    figures: list[Figure] = field(default_factory=list)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All answers, from left to right."""
        return tuple(cell for _, held in sorted(self.answers.items()) for cell in held)


def table_at(lines: Sequence[Stretch], at: int, end: int) -> Table | None:
    """The task table whose head is at line `at`, if one is there."""
    found = _head(lines, at, end)
    if found is None:
        return None
    head, first = found
    head = _by_measures(lines, first, end, _of_bodies(lines, at, first, end, head))
    if not head.is_task_table:
        return None
    rows: list[_Draft] = []
    after = first
    while after < end:
        cells, *more = _broken(lines, after, end, head) or [_cells(lines[after], head)]
        if len(cells) < 2 or _RULE.fullmatch(lines[after].text):
            if heading := _between_rows(lines, after, end, head):
                rows.append(_named(_Draft(after + 1, after + 1, task=heading)))
                after += 1
                continue
            resumed = _resumed(lines, after, end, head)
            if resumed is None:
                break
            after = resumed
            continue
        if not rows and after - first > _LONGEST_GAP:
            return None  # nothing but heads: each would be tried for all that follow
        if not _repeats(cells, head):
            if rows and after > first and _other_table(lines, after, end, head):
                break
            _row(cells, more, head, rows)
        after += 1 + len(more)
    if not rows:
        return None
    # Blank lines after the last row are not the table's.
    return Table(at, first, rows[-1].last, tuple(_frozen(row) for row in rows))


# — the head —


def _head(lines: Sequence[Stretch], at: int, end: int) -> tuple[_Head, int] | None:
    """The head that begins at `at`, and the line of the first row after it."""
    text = lines[at].text
    sign = next((sign for sign in _SIGNS if sign in text.strip("\n")), "")
    if not sign and len(_SPACES.findall(text.strip())) < 2:
        sign = _ONE_SPACE if _parted_by_one(text) else ""
        if not sign:
            return None
    names = _parted(lines[at], sign)
    if not (2 if sign else 3) <= len(names) <= _MOST_COLUMNS:
        return None
    head = _made(sign, names)
    below = at + 1
    while below < end and _RULE.fullmatch(lines[below].text) and lines[below].text.strip():
        below += 1
    if below < end and (merged := _two_rows(head, lines[below])):
        head, below = merged, below + 1
    return (head, below) if head.is_task_table or _may_be_matrix(head) else None


def _parted_by_one(text: str) -> bool:
    """Whether the words between single spaces are all heads of columns: 序号 重点任务 牵头单位 完成时限, as a PDF gives them."""
    if text.count(_ONE_SPACE) < _LEAST_PARTED:
        return False
    held = [_holds(name) for name in text.split(_ONE_SPACE)]
    return all(held) and sum(column in _ANSWERS for column in held) >= _SEVERAL_ANSWERS


def _made(sign: str, names: Sequence[Stretch]) -> _Head:
    printed = tuple(name.text for name in names)
    starts = () if sign else tuple(_width(name.raw[: name.col - 1]) for name in names)
    return _Head(sign, printed, tuple(head_columns(printed)), starts, tuple(names))


def _two_rows(head: _Head, line: Stretch) -> _Head | None:
    """The head with its second row: 责任单位 above, 牵头单位 and 配合单位 below it; 目标值 above, 2026年 and 2027年 below."""
    below = _cells(line, head)
    if len(below) < 2 or len(below) > len(head.names):
        return None
    if merged := _bodies_below(head, below):
        return merged
    plain = [cell.text for cell in below] + [""] * (len(head.names) - len(below))
    years = [bool(_YEAR.fullmatch(even(name))) for name in plain]
    own = [_holds(name) for name in plain]
    periods = [bool(_PERIOD.fullmatch(name)) for name in plain]
    told = any(column in _ANSWERS for column in own) or any(years)
    if not (told or sum(periods) >= _SEVERAL_PERIODS) or not all(
        not name or _DITTO.fullmatch(name) or column or year or period
        for name, column, year, period in zip(plain, own, years, periods, strict=True)
    ):
        return None
    names: list[str] = []
    over = ""  # what stands above several years is printed once
    for at, (upper, lower) in enumerate(zip(head.names, plain, strict=True)):
        over = "" if _DITTO.fullmatch(upper) else upper or over
        own_name = lower if own[at] or periods[at] else upper
        names.append(lower + over if years[at] else own_name)
    if any(years) and not any(map(_aims, names)):
        return None
    return replace(head, names=tuple(names), columns=tuple(head_columns(names)))


def _bodies_below(head: _Head, below: Sequence[Stretch]) -> _Head | None:
    """The head of a matrix with its second row: 责任单位 above, and below it the bodies one by one."""
    bodies = may_be_bodies([cell.text for cell in below])
    others = (cell.text for at, cell in enumerate(below) if at not in bodies)
    apart = all(not cell or _DITTO.fullmatch(cell) for cell in others)
    over = [head.names[at] for at in bodies[1:]]
    if not over or not apart or any(name and not _DITTO.fullmatch(name) for name in over):
        return None
    printed = [below[at] if at in bodies else upper for at, upper in enumerate(head.printed)]
    return replace(_made(head.sign, printed), starts=head.starts)


def _may_be_matrix(head: _Head) -> bool:
    return "task" in head.columns and bool(_body_columns(head))


def _body_columns(head: _Head) -> tuple[int, ...]:
    named = may_be_bodies(head.names)
    return tuple(at for at in named if head.columns[at] == "text")


def _of_bodies(lines: Sequence[Stretch], at: int, first: int, end: int, head: _Head) -> _Head:
    """The head of a matrix, whose columns are bodies and whose cells bear signs, with what the signs mean."""
    if "task" not in head.columns or not (columns := _body_columns(head)):
        return head
    last = min(end, first + _MOST_LOOKED_AT)
    below = next(
        (no for no in range(first, last) if len(_cells(lines[no], head)) < _SEVERAL_ANSWERS), last
    )
    rows = [[cell.text for cell in _cells(lines[no], head)] for no in range(first, below)]
    found = signed(columns, [row for row in rows if not _RULE.fullmatch("".join(row))])
    if not found:
        return head
    near = [*range(max(0, at - _LONGEST_GAP), first), *range(below, min(end, below + _LONGEST_GAP))]
    legend = meanings("\n".join(lines[no].text for no in near))
    held: list[Column] = [
        "body" if no in found else column for no, column in enumerate(head.columns)
    ]
    return replace(head, columns=tuple(held), legend=legend)


def _aims(name: str) -> bool:
    """Whether a column holds what is aimed at."""
    return any(column == "value" and words.fullmatch(even(name)) for column, words in _FIGURES)


def _holds(name: str) -> Column | None:
    plain = re.sub(r"\s", "", name)
    plain = _REMARK.sub("", plain) or plain
    if len(plain) > _LONGEST_NAME or _SENTENCE.search(plain):
        return None
    found = next((column for column, pattern in COLUMNS if pattern.search(plain)), None)
    if found is None and not _COUNTS.search(name) and any(words.search(plain) for words in TASKS):
        return "task"
    return found


def head_columns(names: Sequence[str]) -> list[Column]:
    """What each column holds; one without a name belongs to the one on its left (a merged head)."""
    held: list[Column] = []
    figures = _figures(names)
    for at, name in enumerate(names):
        found = figures.get(at) or _holds(name) or "text"
        held.append(held[-1] if not name and held and held[-1] in _ANSWERS else found)
    tasks = [at for at, column in enumerate(held) if column == "task"]
    best = min(tasks, key=lambda at: (_rank(names[at]), at), default=None)
    if best is None and sum(column in _ANSWERS for column in held) >= _SEVERAL_ANSWERS:
        # 市别 | 四类桥 | 牵头单位 | 完成时限: what stands first is spoken of.
        first = (at for at, column in enumerate(held) if column == "text" and names[at])
        apart = (
            at for at in first if not (_NO_TASK.search(names[at]) or _COUNTS.search(names[at]))
        )
        # 单位 | 造林面积（亩） | 完成时限: what each body has to do is told by numbers alone.
        best = next(
            apart, next((at for at, column in enumerate(held) if column in ANSWERING), None)
        )
        return ["task" if at == best else column for at, column in enumerate(held)]
    return ["text" if column == "task" and at != best else column for at, column in enumerate(held)]


def _figures(names: Sequence[str]) -> dict[int, Column]:
    """The columns of figures in a table of indicators: one that names 指标, or two years, and a column of what is aimed at."""
    plain = [even(re.sub(r"\s", "", name)) for name in names]
    indicates = any(map(_AIM_OF.fullmatch, plain)) or any(
        _INDICATOR.search(name) and len(name) <= _LONGEST_NAME for name in plain
    )
    if not indicates and sum(bool(_YEAR.fullmatch(name)) for name in plain) < _SEVERAL_YEARS:
        return {}
    found: dict[int, Column] = {}
    for at, name in enumerate(plain):
        for column, words in _FIGURES:
            if (
                name
                and len(name) <= _LONGEST_NAME
                and words.fullmatch(_REMARK.sub("", name) or name)
            ):
                found[at] = column
                break
    return found if "value" in found.values() else {}


def _rank(name: str) -> int:
    plain = re.sub(r"\s", "", name)
    return next(at for at, words in enumerate(TASKS) if words.search(plain))


def _by_measures(lines: Sequence[Stretch], first: int, end: int, head: _Head) -> _Head:
    """The head where the tasks are merged over several rows, and each row has a measure with a number of its own: that names it."""
    task = head.columns.index("task") if "task" in head.columns else -1
    others = [
        at
        for at, (column, name) in enumerate(zip(head.columns, head.names, strict=True))
        if column == "text" and at > task and _MEASURES.search(name)
    ]
    if task < 0 or not others:
        return head
    numbers = [at for at, column in enumerate(head.columns) if column == "number"]
    # The last cells of a row may be left out where they are empty.
    rows = [
        cells
        for line in lines[first : min(end, first + _MOST_LOOKED_AT)]
        if max(*others, *numbers, task) < len(cells := _cells(line, head)) <= len(head.names)
    ]
    merged = [not cells[task].text or bool(_GOES_ON.fullmatch(cells[task].text)) for cells in rows]
    # The finest of them that says something in each row.
    own = next((at for at in others if all(cells[at].text for cells in rows)), others[0])
    if not any(merged) or not all(
        marker(cells[own].text)
        or (cells[own].text and any(_is_number(cells[at].text) for at in numbers))
        for cells in rows
    ):
        return head
    swapped = {task: "text", own: "task"}
    columns = tuple(swapped.get(at, column) for at, column in enumerate(head.columns))
    return replace(head, columns=columns)


def _is_number(text: str) -> bool:
    return bool(text) and not _GOES_ON.fullmatch(text)


# — the rows —


def _broken(
    lines: Sequence[Stretch], at: int, end: int, head: _Head
) -> Sequence[Sequence[Stretch]]:
    """The cells of the lines over which a row is broken, each in its column; nothing where the row is whole.

    A text copied out of a document breaks a row where a cell has paragraphs: its lines together have the head's number
    of cells, and none but the first opens with the number of a row.
    """
    if head.sign != "\t" or head.columns[0] != "number":
        return ()
    broken = [_parted(lines[at], head.sign)]
    held = len(broken[0])
    if held < 2 or not _ROW_NUMBER.fullmatch(broken[0][0].text):
        return ()
    for below in range(at + 1, min(at + _MOST_BROKEN, end)):
        if held >= len(head.names):
            break
        cells = _parted(lines[below], head.sign)
        if not cells[0].text or _ROW_NUMBER.fullmatch(cells[0].text):
            return ()
        broken.append([lines[below].cut(0, 0)] * (held - 1) + cells)
        held += len(cells) - 1
    return broken if held == len(head.names) and len(broken) > 1 else ()


def _cells(line: Stretch, head: _Head) -> list[Stretch]:
    """The cells of a row, each in its column."""
    if head.sign:
        if head.sign not in line.text:
            return []
        parts = _parted(line, head.sign)
        if head.sign == _ONE_SPACE and len(parts) != len(head.names):
            return []
        # |2|铺设管网|县水务局|: signs at the ends part cells that are empty, where the head has none around it.
        whole = _parted(line, head.sign, around=False)
        return whole if len(parts) != len(head.names) == len(whole) else parts
    parts = _parted(line, "")
    if len(parts) == len(head.names):
        return parts
    # Cells parted by spaces stand under their heads; a line of the left margin is none of the table.
    if not 0 < len(parts) < len(head.names) or (
        len(parts) < 2 and _width(line.raw[: parts[0].col - 1]) < head.starts[1] - 1
    ):
        return []
    placed = [line.cut(0, 0)] * len(head.names)
    for part in parts:
        start = _width(part.raw[: part.col - 1])
        at = min(range(len(head.starts)), key=lambda i: abs(head.starts[i] - start))
        if placed[at].text:
            return []
        placed[at] = part
    return placed


def _parted(line: Stretch, sign: str, *, around: bool = True) -> list[Stretch]:
    text = line.text
    start, end = 0, len(text)
    if sign != "\t":
        start = len(text) - len(text.lstrip())
        end = max(start, len(text.rstrip()))
    if not sign:
        stops = [(found.start(), found.end()) for found in _SPACES.finditer(text, start, end)]
    else:
        if around and sign != "\t":
            start += text.startswith(sign, start)
            end -= end > start and text.endswith(sign, start, end)
        stops = [(i, i + 1) for i in range(start, end) if text[i] == sign]
    cells: list[Stretch] = []
    for left, right in (*stops, (end, end)):
        cells.append(line.cut(start, left).strip())
        start = right
    return cells


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _repeats(cells: Sequence[Stretch], head: _Head) -> bool:
    """Whether a row is the head again, as a table prints it on every page."""
    names = [re.sub(r"\s", "", name) for name in head.names]
    return [re.sub(r"\s", "", cell.text) for cell in cells] == names


def _other_table(lines: Sequence[Stretch], at: int, end: int, head: _Head) -> bool:
    """Whether another table begins at `at`."""
    other = _head(lines, at, min(end, at + 2))
    if other is None or not other[0].is_task_table:
        return False
    return other[0].names != head.names and len(other[0].names) > 2


def _resumed(lines: Sequence[Stretch], at: int, end: int, head: _Head) -> int | None:
    """Where the table goes on after lines that are none of its rows (a rule, 续表, the end of a page)."""
    after = at
    blank = False
    while after < end and after - at < _LONGEST_GAP:
        text = lines[after].text.strip()
        told = _RULE.fullmatch(text) or _CONTINUED.fullmatch(text) or numbers_a_page(text)
        if text and not told:
            break
        blank = blank or not text
        after += 1
    if after == at or after >= end:
        return None
    cells = _cells(lines[after], head)
    if len(cells) < 2 or (blank and len(cells) != len(head.names)):
        return None
    return after


def _between_rows(lines: Sequence[Stretch], at: int, end: int, head: _Head) -> Stretch | None:
    """A line of its own that heads the rows below it: （一）大气污染防治, then a row with all its cells."""
    line = lines[at].strip()
    found = marker(line.text)
    if not head.sign or found is None or found.form.startswith("第") or _SENTENCE.search(line.text):
        return None
    if not found.end < len(line.text) <= _LONGEST_GROUP or at + 1 >= end:
        return None
    other = _head(lines, at + 1, min(end, at + 2))
    if other and other[0].is_task_table:  # the heading of another table
        return None
    below = len(_cells(lines[at + 1], head))
    return line if len(head.names) < 2 * below <= 2 * len(head.names) else None


def _row(
    cells: Sequence[Stretch],
    more: Sequence[Sequence[Stretch]],
    head: _Head,
    rows: list[_Draft],
) -> None:
    """Take a line of the table: a row of its own with `more` lines of it, a heading over rows, or more of the row above."""
    line = cells[0].line
    if heading := _over_rows(cells, head):
        rows.append(_named(_Draft(line, line, task=heading)))
        return
    above = rows[-1].answers if rows else {}
    taken, empty, ditto = _taken(cells, head, above)
    if rows and not ditto and _goes_on(taken, head):
        _go_on(rows[-1], taken)
        return
    if taken.task and not _is_group(taken):
        # A cell on the left of the task is merged over several tasks, whatever else their rows answer.
        task = head.columns.index("task")
        merged = [at for at in empty if not taken.answers or at < task]
        taken.answers |= {at: list(above.get(at, ())) for at in merged}
    for below in more:
        _go_on(taken, _taken(below, head, {})[0])
    rows.append(_named(taken))


def _taken(
    cells: Sequence[Stretch], head: _Head, above: Mapping[int, list[Cell]]
) -> tuple[_Draft, list[int], bool]:
    """What a line holds, the columns of answers that it leaves empty, and whether a cell goes on from the row `above`."""
    taken = _Draft(cells[-1].line, cells[-1].line)
    empty: list[int] = []
    ditto = False
    for at, (cell, column) in enumerate(zip(cells, head.columns, strict=False)):
        if _DITTO.fullmatch(cell.text):
            ditto = True
            held = list(above.get(at, ()))
            if not held and column in _ANSWERS and not _GOES_ON.fullmatch(cell.text):
                held = _answered(head, at, cell)  # 同上 with nothing above stays
            taken.answers[at] = held
        elif column == "task" or (column == "number" and _SUM.fullmatch(cell.text)):
            taken.task = cell if cell.text else taken.task
            own = _holds(head.names[at])
            if own in ANSWERING and cell.text and not _SUM.fullmatch(cell.text):
                taken.answers[at] = [Cell(own, head.names[at], cell)]
        elif column == "number":
            taken.label = cell.text
        elif column in ("text", "measure", "present", "value"):
            taken.text.extend([cell] if cell.text else [])
            if column != "text" and cell.text:
                taken.figures.append(Figure(column, head.names[at], cell))
        elif _NOTHING.fullmatch(cell.text):
            empty.extend([] if cell.text or column == "body" else [at])
        else:
            taken.answers[at] = _answered(head, at, cell)
    return taken, empty, ditto


def _is_group(row: _Draft) -> bool:
    """Whether a row only names a group of rows (二 | 省道项目, and nothing else) or sums them up."""
    names = row.task.text if row.task else ""
    return bool(_SUM.fullmatch(names) or (_HAN_NUMBER.fullmatch(row.label) and not row.text))


def _over_rows(cells: Sequence[Stretch], head: _Head) -> Stretch | None:
    """The one cell of a row that heads those below it: 一、大气污染防治."""
    held = [(at, cell) for at, cell in enumerate(cells) if cell.text]
    if len(held) != 1 or held[0][0] != 0:
        return None
    cell = held[0][1]
    found = marker(cell.text)
    words = found is not None and found.end < len(cell.text)
    if head.columns[0] == "number":
        return cell if words or len(cell.text) > 3 else None
    return cell if found is not None and found.trust == "strong" and words else None


def _named(row: _Draft) -> _Draft:
    """A row whose task bears its own number, where no column of numbers does."""
    if row.task is not None and not row.label and (found := marker(row.task.text)):
        row.label = found.label
        row.task = row.task.cut(found.end).strip()
    return row


def _goes_on(more: _Draft, head: _Head) -> bool:
    """Whether a line only goes on with the row above: the further lines of its cells."""
    if more.label or (more.task and _SUM.fullmatch(more.task.text)):
        return False
    if more.task is None:
        return not (more.text and more.cells)
    return "number" in head.columns and not more.cells


def _go_on(row: _Draft, more: _Draft) -> None:
    row.last = more.last
    row.text.extend([more.task] if more.task else [])
    row.text.extend(more.text)
    for at, held in more.answers.items():
        row.answers.setdefault(at, []).extend(held)


def _answered(head: _Head, at: int, cell: Stretch) -> list[Cell]:
    """What a cell says: its sign in a matrix, each of its own labels (牵头单位：…；配合单位：…), or each of its lines."""
    column, name = head.columns[at], head.names[at]
    if column == "body":
        return [Cell(means(cell.text, head.legend), cell.text, head.printed[at])]
    own = tuple(labelled(cell.text))
    if own:
        return [
            Cell(part.says, part.label, cell.cut(part.start, part.end).strip())
            for part in own
            if part.says != "person"
        ]
    if column != "deadline":
        parts = _lines_of(cell)
        if len(parts) > 1 and all(_BODY_END.search(part.text) for part in parts):
            return [Cell(column, name, part) for part in parts]
    return [Cell(column, name, cell)]


def _lines_of(cell: Stretch) -> list[Stretch]:
    parts: list[Stretch] = []
    start = 0
    for found in _BETWEEN.finditer(cell.text):
        parts.append(cell.cut(start, found.start()).strip())
        start = found.end()
    parts.append(cell.cut(start).strip())
    return [part for part in parts if part.text]


def _frozen(row: _Draft) -> Row:
    return Row(
        row.line, row.last, row.label, row.task, tuple(row.text), row.cells, tuple(row.figures)
    )
