"""Lines → frame and nodes. Pure and linear.

The level of a form of numbering is learnt from the document: a form that is open already continues its
level, another one opens a level below. Paths go by order, labels stay as printed, and an irregular
number is a finding. Every line ends up in one node or in the frame.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import pairwise

from msgspec import Struct, field
from msgspec.structs import replace

from gongkai.labels import as_heading, is_label_line
from gongkai.model import FrameKind, FrameLine, Node, NodeKind, Role
from gongkai.outline import frame as framing
from gongkai.outline.headings import (
    CLEAR,
    before_number,
    gap_after,
    is_only_brackets,
    own_line,
    run_in,
    with_full_stops,
)
from gongkai.outline.markers import (
    BOX,
    BRACKETED,
    CIRCLED,
    FIRSTLY,
    UNKNOWN,
    Marker,
    bullets,
    marker,
)
from gongkai.outline.tables import Cell, Figure, Table, table_at
from gongkai.outline.unnumbered import headings, phrases
from gongkai.outline.wrapped import going_on
from gongkai.sources.extract import BOLD
from gongkai.sources.finding import Finding
from gongkai.sources.source import Source
from gongkai.sources.span import Stretch, Text, joined

_LEADER = re.compile(r"[.．…·・⋯]{3,}\s*[-—]?\s*[0-9０-９]{1,4}\s*[-—]?$")
# 上述内容应改尽改…: a paragraph behind items that speaks of all of them.
_OF_ALL = re.compile(r"(?:以上|上述|前述|上列)(?!责任|牵头|配合)[一-龥0-9]{1,8}")
_ANSWERED = re.compile(r"[）)】\]〕]\s*[。.；;]?$")
_STOPPED = re.compile(r"[，。；：:,;（(]")
_ARTICLE = "第…条"
_TABLE = "表"  # one that stands in no node
_ROW = "行"
_BEHIND = "注"  # what stands behind a table
_NOTE = re.compile(r"[（(【\[]?(?:备?注|说明)")
_OPEN_ENDS = ("、", "，", "和", "与", "及", "或")  # of a row of which a cell goes on below
# 备注：1.…: the first of a list that goes on below.
_LISTS = re.compile(r"[一-龥]{1,8}[：:]\s*(?=\S)")
_SEVERAL = 2
_ITEMS = 2  # nodes above an item
_FEW = 8  # lines below an item, among which its label stands
_LONGEST_BOLD = 30
_RUN = 30  # lines within which a run of loose numbers begins
_NEAR = 9  # a number further from the one before it is none of its run


_YEARS_BELOW = re.compile(r"[*\s]*[（(][^（()）]{0,6}20\d\d[^（()）]{0,12}[）)][*\s]*")


class Outline(Struct, frozen=True):
    """The structure of a source.

    `cells` are those of task tables that name bodies or a deadline, `figures` those of tables of indicators,
    each with the path of its row's node; `rows` are the paths of all rows, `notes` those of what stands behind rows (备注：…),
    `heads` the lines of the heads of tables, `going_on` those that go on with the one above, `fields` those numbered as nodes above them are, with the depth of the node
    over those, which they speak of (3.责任单位：…, behind 1.目标：… and 2.措施：…).
    """

    frame: tuple[FrameLine, ...]
    nodes: tuple[Node, ...]
    title: str = ""
    number: str | None = None
    issuer: str | None = None
    issued: str | None = None
    cells: tuple[tuple[str, Cell], ...] = ()
    figures: tuple[tuple[str, Figure], ...] = ()
    rows: frozenset[str] = frozenset()
    notes: frozenset[str] = frozenset()
    heads: frozenset[int] = frozenset()
    going_on: frozenset[int] = frozenset()
    fields: Mapping[int, int] = {}

    @property
    def titled(self) -> str:
        """The title, with the years that stand in a bracket on a line of their own below it."""
        below = (line.text for line in self.frame if line.kind == "other")
        return self.title + next((text for text in below if _YEARS_BELOW.fullmatch(text)), "")

    @property
    def opening(self) -> str:
        """The words before the first number; empty where there are none."""
        first = next(iter(self.nodes), None)
        return first.words if first and first.kind == "preamble" else ""


class _Draft(Struct):
    """A node while its lines are gathered."""

    form: str
    label: str
    number: int
    first: Stretch | None  # its first line without the marker
    start: int
    depth: int
    strong: bool = False
    level: int = 0  # of its style as a heading
    named: bool | None = None  # whether its first line names it, as its siblings tell
    gap: int = 0  # where a phrase that names it ends, which a gap alone parts from its text
    annex: bool = False
    last: int = 0
    body: list[Stretch] = field(default_factory=list)
    more: str = ""  # what goes on with its first line
    # Of its body, what may speak of all items above.
    sums: list[Stretch] = field(default_factory=list)
    children: list[_Draft] = field(default_factory=list)
    cells: tuple[Cell, ...] = ()
    figures: tuple[Figure, ...] = ()
    path: str = ""
    parent: str | None = None


def outline(source: Source) -> tuple[Outline, tuple[Finding, ...]]:
    """Arrange `source` into frame and nodes."""
    lines = [line.stretch for line in source.lines]
    levels = [line.level or BOLD * _is_bold_heading(line.stretch) for line in source.lines]
    builder = _Builder(source.name, lines, levels)
    builder.run()
    return builder.result()


class _Builder:
    def __init__(self, file: str, lines: Sequence[Stretch], levels: Sequence[int]) -> None:
        self.file, self.lines, self.levels = file, lines, levels
        self.texts = [line.text.strip() for line in lines]
        self.kinds: dict[int, FrameKind] = {}  # 0-based line → kind
        self.markers = [marker(line.text) for line in lines]
        if not any(self.markers) and not any(levels):
            self._bullets()
        self._contents()
        boxes = (at for at, text in enumerate(self.texts) if framing.draws_a_box(text))
        self.kinds.update((at, "other") for at in boxes)
        pages = [at for at, text in enumerate(self.texts) if framing.numbers_a_page(text)]
        self.kinds.update((at, "other") for at in pages)
        self.going_on = self._going_on(set(pages))
        self._words_for_numbers()
        # A style tells the level better than the words do.
        found = headings(lines, self.markers, self.going_on).items()
        self.named = {at: named for at, named in found if not 0 < levels[at] < BOLD}
        self.printed = {(found.form, found.number) for found in self.markers if found}
        self.sure = {
            (found.form, found.number)
            for found in self.markers
            if found and found.trust == "strong"
        }
        self.root = _Draft("", "", 0, None, 0, 0)
        self.preamble: list[int] = []
        self.stack: list[_Draft] = []
        self.latest = (
            self.root
        )  # the node to which text belongs that opens none: the last, a row too
        self.heads: set[int] = set()  # 1-based
        self.fields: dict[int, int] = {}  # by 1-based line
        self.findings: list[Finding] = []
        self._last: dict[str, int] = {}

    def run(self) -> None:
        forwarded = framing.notice(self.texts)
        self.kinds.update(enumerate(forwarded))
        if not self.named and not any(self.markers) and not any(self.levels):
            self._phrases(len(forwarded))
        starts = [*self._annexes(len(forwarded)), len(self.lines)]
        self._closing(len(forwarded), starts[0])
        begin = self._head(len(forwarded), starts[0])
        self._block(begin, starts[0])
        for start, end in pairwise(starts):
            self._closing(start + 1, end)
            self._annex(start, end)
        if not self.root.children:
            self._find("outline-no-nodes", 0)

    def _going_on(self, pages: Set[int]) -> frozenset[int]:
        """The lines that go on with the one above, also over the number of a page."""
        printed = [at for at in range(len(self.lines)) if at not in pages]
        found = going_on(
            [self.lines[at].text for at in printed],
            [self.markers[at] for at in printed],
            [self.levels[at] > 0 for at in printed],
        )
        return frozenset(printed[at] for at in found)

    # — what is no node —

    def _contents(self) -> None:
        """A table of contents: lines that end in a row of dots and a page, and 目录 above them."""
        self.contents = {at for at, text in enumerate(self.texts) if _LEADER.search(text)}
        above = min(self.contents, default=0) - 1
        while above > 0 and not self.texts[above]:
            above -= 1
        if above >= 0 and framing.heads_contents(self.texts[above]):
            self.contents.add(above)
        if not self.contents:
            self.contents = framing.contents(self.texts)
        for at in self.contents:
            self.kinds[at], self.markers[at] = "other", None

    def _bullets(self) -> None:
        """Let ◆ and ● open nodes where nothing is numbered and several lines begin with them."""
        found = bullets([line.text for line in self.lines])
        if sum(one is not None for one in found) > _SEVERAL:
            self.markers = found

    def _words_for_numbers(self) -> None:
        """Let 一是…, 二是… open items where more than one of them says who answers for it, or nothing else is numbered."""
        lines = [at for at, found in enumerate(self.markers) if found and found.form == FIRSTLY]
        alone = len(lines) == sum(found is not None for found in self.markers)
        runs: list[list[int]] = []
        for at in lines:
            if runs and self._follows(runs[-1][-1], at):
                runs[-1].append(at)
            else:
                runs.append([at])
        for run in runs:
            sure = len(run) >= _SEVERAL and (alone or sum(map(self._answers, run)) >= _SEVERAL)
            for at in run:
                found = self.markers[at]
                self.markers[at] = replace(found, trust="weak") if found and sure else None

    def _answers(self, at: int) -> bool:
        """Whether a line closes with a bracket, or a label stands below it, before the next marker."""
        if _ANSWERED.search(self.texts[at]):
            return True
        for below in range(at + 1, min(at + _FEW, len(self.texts))):
            if self.markers[below]:
                return False
            if is_label_line(self.texts[below]):
                return True
        return False

    def _follows(self, one: int, other: int) -> bool:
        """Whether the number at line `other` is the next of the run whose last stands at `one`."""
        before, found = self.markers[one], self.markers[other]
        between = self.markers[one + 1 : other]
        return (
            before is not None
            and found is not None
            and found.number == before.number + 1
            and not any(each and each.trust == "strong" for each in between)
        )

    def _phrases(self, start: int) -> None:
        """Take short phrases for headings, where nothing else tells the parts of a plan, which begins at `start`."""
        end = len(self.lines)
        if not any(table_at(self.lines, at, end) for at in range(start, end)):
            found = phrases(self.lines[start:])
            self.named = {start + at: named for at, named in found.items()}
        if self.named:
            self._find("outline-unnumbered", min(self.named))

    def _annexes(self, start: int) -> list[int]:
        """Lines that open an annex, in a text that has begun."""
        begun = next((at for at in range(start, len(self.texts)) if self.texts[at]), 0)
        return [
            at
            for at in range(begun + 1, len(self.texts))
            if framing.annex(self.texts, at) is not None
        ]

    def _head(self, start: int, end: int) -> int:
        first = next(
            (at for at in range(start, end) if self._opens(at) or table_at(self.lines, at, end)),
            end,
        )
        kinds, size = framing.head(self.texts[start:first])
        found = enumerate(kinds, start=start)
        self.kinds.update((at, kind) for at, kind in found if at not in self.contents)
        rest = [at for at in range(start + size, first) if self.texts[at] and at not in self.kinds]
        if rest and "title" not in kinds:
            self._find("outline-no-title", 0)
        if rest:
            self.preamble = list(range(rest[0], rest[-1] + 1))
        return first

    def _opens(self, at: int) -> bool:
        if at in self.kinds:
            return False
        found = self.markers[at]
        if found and (found.number == 1 or found.trust == "strong"):
            return found.trust != "loose" or self._begins_a_run(found)
        if at in self.named:
            return True
        # The first Markdown heading is the title; a later one of the text itself opens a node.
        return self.levels[at] > 0 and any(self.texts[:at]) and self._titled(at)

    def _titled(self, at: int) -> bool:
        return any(level for level in self.levels[:at])

    def _closing(self, start: int, end: int) -> None:
        kinds = framing.closing(self.texts[start:end])
        for at, kind in enumerate(kinds, start=end - len(kinds)):
            self.kinds[at] = kind

    # — nodes —

    def _annex(self, start: int, end: int) -> None:
        line = self.lines[start].strip()
        label = framing.annex(self.texts, start) or 0
        draft = _Draft(
            "附件", line.text[:label].strip(), 0, None, start + 1, 1, annex=True, last=start + 1
        )
        self.root.children.append(draft)
        self.stack, self.latest = [draft], draft
        at = start + 1
        if label < len(line.text):
            draft.first = line.cut(label)
            self._block(at, end)
            return
        while at < end and not self.texts[at]:
            at += 1
        if (
            at < end
            and not framing.is_paragraph(self.texts[at])
            and not self.markers[at]
            and not table_at(self.lines, at, end)
        ):
            draft.first, draft.last = self.lines[at], at + 1
            at += 1
        self._block(at, end)

    def _block(self, start: int, end: int) -> None:
        at = start
        while at < end:
            if at in self.kinds or not self.texts[at]:
                at += 1
                continue
            if at not in self.going_on and (table := table_at(self.lines, at, end)):
                at = self._table(table)
                continue
            self._line(at)
            at += 1

    def _line(self, at: int) -> None:
        line, found = self.lines[at], self.markers[at]
        if at in self.going_on and self.stack:
            latest = self.latest
            if latest.first and latest.last == at and not latest.body[latest.more.count("\n") :]:
                latest.more += "\n" + self.texts[at]
            self._text(at)
        elif found and self._is_field(found, at):
            beside = next((d for d in reversed(self.stack) if d.form == found.form), None)
            if beside:
                self.fields[at + 1] = beside.depth - 1
                if (below := self._listed_below(at, found.end)) is not None:
                    self.fields[below + 1] = beside.depth - 1
                beside.number = found.number
            self._text(at, found.end)
        elif found and self._accepts(found, at):
            self._open(
                _Draft(
                    found.form,
                    found.label,
                    found.number,
                    line.cut(found.end),
                    at + 1,
                    0,
                    found.trust == "strong",
                    self.levels[at],
                    last=at + 1,
                )
            )
        elif at in self.named:
            below, words = self.named[at]
            level = BOLD + below
            self._open(_Draft(f"#{level}", "", 0, words, at + 1, 0, True, level, last=at + 1))
        elif self.levels[at] and (not found or found.trust == "loose"):
            level = self.levels[at]
            self._open(_Draft(f"#{level}", "", 0, line, at + 1, 0, True, level, last=at + 1))
        else:
            if (not found or found.form in (BRACKETED, CIRCLED)) and (
                sign := UNKNOWN.match(line.text)
            ):
                self._find("marker-unknown", at, label=sign["sign"])
            self._text(at)

    def _is_field(self, found: Marker, at: int) -> bool:
        """Whether a numbered line says who answers for what stands above it (3.责任单位：…, behind 1.目标：… and 2.措施：…), or for the node right above (1.牵头单位：…)."""
        words = self.lines[at].text[found.end :]
        labels = is_label_line(words) or as_heading(words) or self._listed_below(at, found.end)
        if not self.stack or not labels:
            return False
        beside = next((one for one in reversed(self.stack) if one.form == found.form), None)
        if beside is None:
            return found.trust != "strong"
        return beside.depth > 1 and (
            beside.number < found.number
            if beside is self.stack[-1]
            else beside.number + 1 == found.number
        )

    def _listed_below(self, at: int, start: int) -> int | None:
        """The next printed line, where it holds the list of the label that is all the line `at` says behind its number."""
        below = next(
            (no for no in range(at + 1, min(at + 3, len(self.texts))) if self.texts[no]), at
        )
        label = as_heading(self.lines[at].text[start:], self.texts[below])
        return below if label and label.start == label.end else None

    def _text(self, at: int, start: int = 0) -> None:
        if self.stack:
            speaks = (
                at not in self.going_on
                and _OF_ALL.match(self.texts[at])
                and not is_label_line(self.texts[at])
            )
            if self.latest.form == _ROW and not start and not speaks and self._is_note(at):
                self._note(at)
            if speaks and self._goes_on_below():
                self._find("paragraph-behind-items", at)
                self.latest.sums.append(self.lines[at])
            self.latest.body.append(self.lines[at].cut(start))
            self.latest.last = at + 1
        else:  # text before the first node: only where a doubtful marker opened the block
            self.preamble = list(range(min([*self.preamble, at]), at + 1))

    def _is_note(self, at: int) -> bool:
        """Whether a line behind rows is none of the last: it goes on with no cell, and does not say who answers."""
        goes_on = at in self.going_on or self.texts[self.latest.last - 1].endswith(_OPEN_ENDS)
        return not goes_on and (not _answers(self.lines[at]) or bool(_NOTE.match(self.texts[at])))

    def _note(self, at: int) -> None:
        """Open a node for what stands behind a table, up to the next marker: who answers for the last row does not answer for that."""
        parent = self.stack[-1]
        self.latest = _Draft(_BEHIND, "", 0, None, at + 1, parent.depth + 1, last=at + 1)
        parent.children.append(self.latest)

    def _goes_on_below(self) -> bool:
        """Whether the last node is an item behind others."""
        above = self.stack[-2] if len(self.stack) > 1 else self.root
        return self.latest is self.stack[-1] and len(above.children) > 1

    def _accepts(self, found: Marker, at: int) -> bool:
        """Whether a marker opens a node here: as far as its form is trusted, and as its number fits."""
        if found.trust == "loose":
            if (found.form, found.number) in self.sure:
                return False  # 二、三季度…, where 二、 opens another line
            if found.number == 1 and self._last.get(found.form):
                return self._is_followed(
                    found, at
                )  # A., B. below one heading, and again below the next
            return self._goes_on(found) and (found.number > 1 or self._begins_a_run(found))
        near = (draft for draft in self.stack if draft.form == found.form)
        if (
            found.trust == "strong"
            or found.number == 1
            or not self.stack
            or any(abs(found.number - draft.number) <= _NEAR for draft in near)
            or self._goes_on(found)
        ):
            return True
        if not self._is_listed(found, at):
            self._find("marker-doubtful", at, label=found.label)
        return False

    def _is_listed(self, found: Marker, at: int) -> bool:
        """Whether a number goes on from one within the text above it: 备注：1.…, and 2.… on the next line."""
        for above in reversed(self.texts[max(0, at - _FEW) : at]):
            if lists := _LISTS.match(above):
                first = marker(above[lists.end() :])
                return (
                    first is not None and first.form == found.form and first.number < found.number
                )
        return False

    def _begins_a_run(self, found: Marker) -> bool:
        return (found.form, found.number + 1) in self.printed

    def _is_followed(self, found: Marker, at: int) -> bool:
        """Whether the next marker of its form, not far below, is its second."""
        below = self.markers[at + 1 : at + 1 + _RUN]
        following = next((one for one in below if one and one.form == found.form), None)
        return following is not None and following.number == found.number + 1

    def _goes_on(self, found: Marker) -> bool:
        """Whether a number goes on from the last of its form under another heading."""
        return found.number == self._last.get(found.form, 0) + 1

    def _open(self, draft: _Draft) -> None:
        depth = self._depth(draft)
        del self.stack[depth:]
        parent = self.stack[-1] if self.stack else self.root
        self._number(draft, parent)
        self._last[draft.form] = draft.number
        draft.depth = depth + 1
        parent.children.append(draft)
        self.stack.append(draft)
        self.latest = draft

    def _depth(self, new: _Draft) -> int:
        """How many open nodes a new one stands below: beside the one of its form that it goes on from."""
        if self.stack and self.stack[-1].form == _TABLE:  # its rows alone are below it
            return len(self.stack) - 1
        same = [depth for depth, draft in enumerate(self.stack) if draft.form == new.form]
        for depth in reversed(same):
            if new.number == self.stack[depth].number + 1:
                return depth
        if new.number == 1 and not new.strong:  # a box (专栏) has numbers of its own
            same = [depth for depth in same if all(d.form != BOX for d in self.stack[depth:])]
        if same:
            return same[-1]
        if new.form == BOX:  # a box stands beside items, not within one
            items = (at for at, d in enumerate(self.stack) if not d.strong or at >= _ITEMS)
            return next(items, len(self.stack))
        return self._below_headings(new) if new.form.startswith("#") else len(self.stack)

    def _below_headings(self, new: _Draft) -> int:
        """The depth of a heading by style: it closes headings of its level and below, and items in the text.

        A numbered heading of its level it closes too, but where both are bold alone, which tells no level.
        """
        closes = new.level + (new.level >= BOLD)
        depth = next(
            (at for at, draft in enumerate(self.stack) if draft.level >= closes), len(self.stack)
        )
        while depth and not (self.stack[depth - 1].strong or self.stack[depth - 1].annex):
            depth -= 1
        return depth

    def _number(self, draft: _Draft, parent: _Draft) -> None:
        before = next(
            (child for child in reversed(parent.children) if child.form == draft.form), None
        )
        if draft.form.startswith("#"):
            return
        if before is None:
            if draft.number not in (1, self._last.get(draft.form, 0) + 1):
                self._find("numbering-gap", draft.start - 1, label=draft.label, before="")
        elif draft.number == 1:
            self._find("numbering-restart", draft.start - 1, label=draft.label)
        elif draft.number != before.number + 1:
            self._find("numbering-gap", draft.start - 1, label=draft.label, before=before.label)

    def _table(self, table: Table) -> int:
        parent = self.stack[-1] if self.stack else self.root
        if parent is self.root:
            self._open(_Draft(_TABLE, "", 1, None, table.head + 1, 0, last=table.first))
            parent = self.stack[-1]
        self.latest.last = max(self.latest.last, table.first)
        self.heads.update(range(table.head + 1, table.first + 1))
        self.latest.body.extend(
            self.lines[at] for at in range(table.head, table.first) if self.texts[at]
        )
        for row in table.rows:
            draft = _Draft(
                _ROW,
                row.label,
                0,
                row.task,
                row.line,
                parent.depth + 1,
                last=row.last,
                cells=row.cells,
                figures=row.figures,
            )
            draft.body.extend(row.text)
            parent.children.append(draft)
            self.latest = draft
        return table.end

    # — the result —

    def result(self) -> tuple[Outline, tuple[Finding, ...]]:
        nodes: list[Node] = []
        cells: list[tuple[str, Cell]] = []
        figures: list[tuple[str, Figure]] = []
        paths: dict[str, set[str]] = {}  # by form
        if self.preamble:
            nodes.append(self._preamble_node())
        for draft in _numbered(self.root):
            nodes.append(self._node(draft))
            cells.extend((draft.path, cell) for cell in draft.cells)
            paths.setdefault(draft.form, set()).add(draft.path)
            figures.extend((draft.path, figure) for figure in draft.figures)
        own = {at for node in nodes for at in range(node.lines[0] - 1, node.lines[1])}
        frame = tuple(
            FrameLine(self.kinds.get(at, "blank" if not text else "other"), at + 1, text)
            for at, text in enumerate(self.texts)
            if at not in own
        )
        return (
            Outline(
                frame,
                tuple(nodes),
                title=framing.title(frame, _first(nodes)),
                number=framing.number(frame),
                issuer=framing.issuer(frame),
                issued=framing.issued(frame),
                cells=tuple(cells),
                figures=tuple(figures),
                rows=frozenset(paths.get(_ROW, ())),
                notes=frozenset(paths.get(_BEHIND, ())),
                heads=frozenset(self.heads),
                going_on=frozenset(at + 1 for at in self.going_on),
                fields=self.fields,
            ),
            tuple(sorted(self.findings, key=lambda finding: finding.line)),
        )

    def _preamble_node(self) -> Node:
        body = tuple(self.lines[at].strip() for at in self.preamble if self.texts[at])
        lines = (self.preamble[0] + 1, self.preamble[-1] + 1)
        return Node("0", "", "preamble", "narrative", None, None, body, lines)

    def _node(self, draft: _Draft) -> Node:
        head, body = _heading(draft)
        body = tuple(stretch.strip() for stretch in body if stretch.text.strip())
        return Node(
            path=draft.path,
            label=draft.label,
            kind=_kind(draft),
            role=_role(draft),
            parent=draft.parent,
            head=head,
            body=body,
            lines=(draft.start, max(draft.start, draft.last)),
        )

    def _find(self, rule: str, at: int, **args: str) -> None:
        self.findings.append(
            Finding(rule, self.file, at + 1 if rule != "outline-no-nodes" else 0, 0, args)
        )


def _is_bold_heading(line: Stretch) -> bool:
    """Whether a Markdown line is nothing but a short phrase in bold (**总体目标**)."""
    raw, text = line.raw.strip(), line.text.strip()
    bold = len(raw) == len(text) + 4 and raw == f"**{text}**"
    phrase = own_line(text) and len(text) <= _LONGEST_BOLD and not text.endswith("。")
    return bold and phrase and not is_label_line(text)


def _numbered(root: _Draft) -> Iterable[_Draft]:
    """All drafts in document order, each with its path: ordinal by ordinal, whatever is printed."""
    _agree(root.children)
    stack: list[tuple[_Draft, str, str | None]] = []
    stack.extend((child, str(at), None) for at, child in enumerate(root.children, start=1))
    stack.reverse()
    while stack:
        draft, path, parent = stack.pop()
        draft.path, draft.parent = path, parent
        _agree(draft.children)
        yield draft
        stack.extend(
            [(child, f"{path}.{at}", path) for at, child in enumerate(draft.children, start=1)][
                ::-1
            ]
        )


def _agree(siblings: Sequence[_Draft]) -> None:
    """Let the clear headings among siblings decide the unclear ones: they tend to agree."""
    votes: Counter[bool] = Counter()
    short: Counter[bool] = Counter()  # heard where no other votes
    unclear: list[_Draft] = []
    for draft in siblings:
        found = run_in(_opening(draft)) if draft.first and draft.form != _ROW else None
        if (found and not found[1]) or _is_sentence_above_text(draft):
            unclear.append(draft)
        elif draft.first and "。" in _opening(draft):
            (short if _is_short(draft) else votes)[found is not None] += 1
    if any(draft.first and draft.first.text.rstrip().endswith(("；", ";")) for draft in siblings):
        # Items parted by ； are one sentence: the last of them, closed by 。, is a statement too.
        for draft in siblings:
            if (
                draft.first
                and draft.form != _ROW
                and "。" not in _opening(draft).rstrip("。 \u3000")
                and not draft.children
            ):
                draft.named = False
    _agree_with_the_others(siblings)
    _agree_on_gaps(siblings)
    votes = votes or short
    # Without a vote, the phrase is short enough to name its node.
    if votes[False] > votes[True] or (votes[False] and votes[False] == votes[True]):
        for draft in unclear:
            draft.named = False


def _agree_on_gaps(siblings: Sequence[_Draft]) -> None:
    """Let a gap close the heading where it does so in all siblings that have a text: （一）水厂建设　新建水厂2座，年底完工。"""
    gaps = [gap_after(draft.first.text) if draft.first else 0 for draft in siblings]
    plain = [draft for draft, gap in zip(siblings, gaps, strict=True) if not gap]
    if len(plain) + _SEVERAL <= len(gaps) and all(map(_is_headed, plain)):
        for draft, gap in zip(siblings, gaps, strict=True):
            draft.gap = 0 if draft.form == _ROW or draft.more else gap


def _agree_with_the_others(siblings: Sequence[_Draft]) -> None:
    """Let the last of items that say no more than a line be none that is named: what is printed behind it belongs to all.

    And let a phrase with nothing below it be a heading, as all others are: 4.3 响应终止, left empty.
    """
    if len(siblings) <= _SEVERAL:
        return
    *others, last = siblings
    if not last.children and all(one.form == last.form and _is_all_there_is(one) for one in others):
        last.named = False
    bare = [draft for draft in siblings if _is_bare_phrase(draft)]
    headed = [draft for draft in siblings if _is_headed(draft)]
    if len(bare) < len(headed) and len(bare) + len(headed) == len(siblings):
        for draft in bare:
            draft.named = True


def _is_bare_phrase(draft: _Draft) -> bool:
    """Whether a node is a short phrase, without a stop, and nothing else, but for who answers."""
    words = _opening(draft)
    return bool(
        0 < len(words) <= CLEAR
        and not _STOPPED.search(words)
        and not draft.more
        and not draft.children
        and all(map(_answers, draft.body))
    )


def _is_headed(draft: _Draft) -> bool:
    """Whether a short phrase stands alone above the text or the items of a node."""
    words = _opening(draft)
    text = draft.children or not all(map(_answers, draft.body))
    return bool(0 < len(words) <= CLEAR and not _STOPPED.search(words) and text)


def _is_short(draft: _Draft) -> bool:
    """Whether an item is a short sentence and no more, but for who answers: it may name as well as state."""
    return len(_opening(draft)) <= CLEAR and _is_all_there_is(draft)


def _is_all_there_is(draft: _Draft) -> bool:
    """Whether an item says no more than one line, but for who answers."""
    return bool(
        draft.first
        and draft.form != _ROW
        and not (draft.strong and draft.depth <= 1)
        and not draft.children
        and all(map(_answers, draft.body))
        and "。" not in _opening(draft).removesuffix("。")
    )


def _answers(line: Stretch) -> bool:
    """Whether a line of a node says who answers, and no more: a label, or brackets alone."""
    return is_label_line(line.text) or is_only_brackets(line.text)


def _opening(draft: _Draft) -> str:
    """The first line of a node with what goes on with it."""
    first = draft.first.text.strip() if draft.first else ""
    return with_full_stops(first + draft.more.replace("\n", ""))


def _is_sentence_above_text(draft: _Draft) -> bool:
    """A whole sentence on a line of its own with text below: a heading, or the first of its paragraphs."""
    return bool(
        draft.first
        and draft.depth > 1
        and not draft.more
        and _opening(draft).endswith("。")
        and own_line(draft.first.text)
        and not draft.children
        and not all(map(_answers, draft.body))
    )


def _heading(draft: _Draft) -> tuple[Text | None, tuple[Stretch, ...]]:
    """The heading of a node, and its text without it."""
    body = tuple(draft.body)
    if draft.first is None or not draft.first.text.strip():
        return None, body
    if draft.form == _ROW:
        return _closed(draft.first.strip()), body
    if gap := draft.gap or before_number(draft.first.text):
        phrase, text = draft.first.cut(0, gap), draft.first.cut(gap)
        return phrase.strip(), (text.strip(), *body)
    lines = draft.more.count("\n")
    first = joined([draft.first.strip(), *body[:lines]])
    below = body[lines:]
    opening = _opening(draft)
    leads_in = draft.form == _ARTICLE and opening.endswith(("：", ":"))  # 第三条 管水员职责：
    if "。" not in opening.removesuffix("。") and own_line(opening) and not leads_in:
        follows = bool(draft.children) or not all(
            _answers(line) or line in draft.sums for line in below
        )
        closed = opening.endswith("。")
        named = draft.annex or draft.form.startswith("#") or draft.named
        unnamed = draft.named is False
        if named or (follows and not unnamed) or (draft.depth <= 1 and draft.strong and not closed):
            return _closed(first), below
        return None, (*first.parts, *below)
    found = run_in(opening)
    if found is None or draft.named is False:
        return None, (*first.parts, *below)
    return first.cut(0, found[0]).strip(), (*first.cut(found[0] + 1).parts, *below)


def _closed(first: Text) -> Text:
    closed = with_full_stops(first.text).endswith("。")
    return first.cut(0, len(first.text) - 1) if closed else first


def _kind(draft: _Draft) -> NodeKind:
    if draft.annex:
        return "annex"
    if draft.form in (_ROW, _BEHIND) or draft.depth >= 3:
        return "item"
    return "section" if draft.depth == 1 else "subsection"


def _role(draft: _Draft) -> Role:
    return "container" if draft.children else "narrative"


def _first(nodes: Sequence[Node]) -> int:
    return nodes[0].lines[0] if nodes else 1 << 62
