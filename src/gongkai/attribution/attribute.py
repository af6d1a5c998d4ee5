"""Who answers for each node: label lines and brackets → bodies with roles, and the node's own role. Pure.

One bracket that closes a paragraph or the heading answers for the node; where statements of a node
carry their own brackets, or a label line answers already, the bodies in brackets are `inline`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import cache
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from gongkai.attribution.brackets import (
    Bracket,
    Named,
    brackets,
    char_before,
    closing_clause,
    closing_labels,
    continued,
    first_leads,
    goes_on,
    heading,
    label_line,
    last_label,
    listed,
    names,
    of_label,
    opening_clause,
    says_none,
)
from gongkai.attribution.deadlines import days
from gongkai.blanks import is_blank
from gongkai.dates import PlanYear
from gongkai.labels import (
    OPEN,
    as_heading,
    is_label_line,
    labelled,
    lists_members,
    names_person,
)
from gongkai.model import ANSWERING, Answering, Body, Node, NodeDeadline, Review, Role
from gongkai.outline import Outline
from gongkai.outline.matrices import meanings
from gongkai.outline.tables import Cell
from gongkai.registry import Registry, is_ditto
from gongkai.sources.finding import Finding
from gongkai.sources.span import Span, Text, paragraphs

Found = tuple[Text, Named]
Inside = tuple[Text, Bracket]
Brackets = Callable[[str], Sequence[Bracket]]
_JOINED = re.compile(r"\s*[；;]?\s*")
_CLOSED = re.compile(r"[\s。．.;；]*")
# A bracket answers for the statement before it only where that statement ends, and where it is no
# other name of a body: 县纪委（监委） does not.
_ENDS = re.compile(rf"\s*(?:[。．；;，,{re.escape(OPEN)}]|$)")
_LISTED = re.compile(r"[、和及与]")
_OTHER_NAME = re.compile(r"[局委办部院厅会]$|政府$|中心$|单位$|部门$|公司$|集团$")
_ABOVE = re.compile(rf"\s*[{re.escape(OPEN)}]?\s*(?:以上|上述)")
_PARTS_DUTIES = re.compile(r"职责|分工|责任(?:清单|分解|划分)|任务分解")
_OF_HEADING = Review(rule="heading", confidence="likely")
_AGREE = 2  # lists, or a list and a neighbour, before labels behind items are taken to be those of the list
_NUMBER_OF = re.compile(r"[0-9０-９一二两三四五六七八九十]\s*[个座处所家项条台套名户]$")
_NEAR = 8
_HANGS = 4  # columns from where a label begins to where its list goes on
_TOWN = re.compile(r"[^各全其].*(?:镇|乡|街道|村|社区)")
_STOPS = "。；;"
_OF_A_LEVEL = re.compile(r"[省市县区州旗镇乡村街各国]|人民")
_COLON = re.compile(r"[:：]")
_LONGEST_LIST = 60  # characters of bodies before a colon
_PRINCIPLES = re.compile(r"[^及和与、]{0,6}原则")


def attribute(
    outline: Outline, registry: Registry, year: PlanYear | None = None
) -> tuple[Outline, tuple[Finding, ...]]:
    """Set lead, support, responsible, inline, deadline and role of every node; `year` is that of the whole plan."""
    cells: dict[str, list[Cell]] = {}
    for path, cell in outline.cells:
        cells.setdefault(path, []).append(cell)
    findings: list[Finding] = []
    nodes: list[Node] = []
    # Nodes behind which 以上由…负责, or 3.责任单位：…, says that it answers for what stands above.
    above: set[str] = set()
    words = (*(line.text for line in outline.frame), *(node.words for node in outline.nodes))
    legend = meanings("\n".join(words))
    read = _brackets(outline, registry)
    tables = outline.rows | outline.notes
    answered = {path for path, cell in outline.cells if cell.column != "deadline"}
    limited = {path for path, cell in outline.cells if cell.column == "deadline"}
    always = False  # from here on the first of several bodies leads
    for node in outline.nodes:
        said = next((one.text for one in node.body if first_leads(one.text)), "")
        always |= bool(said) and (not is_label_line(said) or "下同" in said)
        made = _attributed(
            node, cells.get(node.path, ()), registry, findings, year, outline, legend, read
        )
        named = {body.span.line for body in made.attributions}
        if any(one.line in named and _ABOVE.match(one.text) for one in node.body):
            above.add(node.path)
        elif node.path in tables and node.path not in answered and _behind(made):
            above.add(node.path)  # behind a table of which no row answers
        nodes.append(_first_leading(made) if said or always else made)
    nodes = _of_fields(nodes, outline.fields)
    notes = {node.path for node in nodes if node.path in outline.notes and not node.attributions}
    by_bodies = _by_bodies(nodes, outline.title, registry, notes)
    nodes = _same_as_before(by_bodies, tables, findings)
    nodes = _handed_up(nodes, above, notes, limited)
    return replace(outline, nodes=_with_roles(nodes)), tuple(findings)


def _attributed(
    node: Node,
    cells: Sequence[Cell],
    registry: Registry,
    findings: list[Finding],
    year: PlanYear | None,
    outline: Outline,
    legend: Mapping[str, Answering],
    read: Brackets,
) -> Node:
    head, body = node.head, list[Text]()
    answers: list[Found] = [*_of_cells(cells, registry)]
    inside: list[Inside] = []
    own: list[list[Inside]] = []  # brackets on lines of their own, in groups of neighbours
    fresh = True
    lines = list(reversed(paragraphs(node.body, outline.going_on)))
    while lines:
        stretch = lines.pop()
        found = read(stretch.text)
        if found and _fills(stretch.text, found):
            own = [*own, []] if fresh or not own else own
            own[-1] += [(stretch, bracket) for bracket in found]
            fresh = False
        elif (
            said := _of_own_line(stretch, lines, bool(answers or own), outline, registry, findings)
        ) is not None:
            answers += said
            continue
        else:
            fresh = True
            inside += [(stretch, each) for each in found if _answers(stretch.text, each, registry)]
        body.append(stretch)
    if len(own) == 1:
        answers += _parts(own[0])
        alone = {stretch.line for stretch, _ in own[0]}
        body = [stretch for stretch in body if stretch.line not in alone]
    else:  # each closes the statement above it
        inside = sorted([*inside, *(each for group in own for each in group)], key=_place)
    answered = any(part.says != "deadline" for _, part in answers)
    if head and not answered and (closed := _closed(head, body, read)):
        said, head, body = closed
        answers += said
    elif (labels := _closing_labels(body, registry)) and _says_else(labels, answers):
        answers += labels
        # 责任单位：A（B配合）: a bracket among the labels is part of what they say.
        begins = {stretch.line: part.start for stretch, part in reversed(labels)}
        inside = [
            (stretch, bracket)
            for stretch, bracket in inside
            if bracket.start < begins.get(stretch.line, bracket.end)
        ]
    elif not answered and head and (named := heading(head.text, registry)):
        answers += [(head, part) for part in named]
    elif not answered and inside and _are_one_run(inside):
        answers += _parts(inside)
        inside = []
    elif not answered and not inside and body:
        answers += [(body[-1], part) for part in closing_clause(body[-1].text, registry)] or [
            (body[0], part) for part in opening_clause(body[0].text, registry)
        ]
    if inside and _are_one_run(inside) and not any(p.says == "deadline" for _, p in answers):
        answers += [each for each in _parts(inside) if each[1].says == "deadline"][-1:]
    if not body and not head and all(part.says == "deadline" for _, part in answers):
        # 四、时间安排：3月至11月。 is all that the node says.
        body, answers = [text for text, _ in answers], []
    answers = [_signed(one, legend) for one in answers]
    return replace(
        node,
        head=head,
        body=tuple(part for text in body for part in text.parts),
        lead=_bodies(answers, "lead", registry),
        support=_bodies(answers, "support", registry),
        responsible=_bodies(answers, "responsible", registry),
        inline=tuple(
            _body(each, registry) for each in _parts(inside) if each[1].says != "deadline"
        ),
        deadline=_deadline(answers, year),
    )


def _brackets(outline: Outline, registry: Registry) -> Brackets:
    """How brackets are read in a plan: towns behind a word, 修路12公里（石桥镇、白沙乡）, are places, unless offices stand so elsewhere."""

    @cache
    def offices_alone() -> bool:
        texts = (text.text for node in outline.nodes for text in (node.head, *node.body) if text)
        return any(
            not part.label and part.says != "deadline" and not _TOWN.fullmatch(part.name(text))
            for text in texts
            for one in brackets(text, registry)
            if _behind_a_word(text, one) and _ENDS.match(text, one.end)
            for part in one.named
        )

    def read(text: str) -> Sequence[Bracket]:
        return [
            one
            for one in brackets(text, registry)
            if not (_behind_a_word(text, one) and _only_towns(text, one)) or offices_alone()
        ]

    return read


def _behind_a_word(text: str, bracket: Bracket) -> bool:
    """Whether what stands before a bracket is no stop, and no body of which it gives another name."""
    other = _OTHER_NAME.search(text, max(0, bracket.start - 2), bracket.start)
    return char_before(text, bracket.start) not in ("", *_STOPS) and not other


def _only_towns(text: str, bracket: Bracket) -> bool:
    return all(not part.label and _TOWN.fullmatch(part.name(text)) for part in bracket.named)


def _signed(found: Found, legend: Mapping[str, Answering]) -> Found:
    """What is found, in the role that a sign before the name has in this plan (★县水务局)."""
    text, part = found
    says = legend.get(text.text[part.start - 1 : part.start])
    return (text, replace(part, says=says)) if says and part.says != "deadline" else found


def _by_bodies(
    nodes: Sequence[Node], title: str, registry: Registry, notes: Set[str]
) -> list[Node]:
    """`nodes` of a plan, or of a part, that tells the duties of one body after the other, under their names.

    A name alone is no statement: what stands above has to say that it parts duties (职责分工), and every
    heading beside it has to be that of a body. `notes` behind tables are none of its parts.
    """
    below: dict[str | None, list[Node]] = {}
    for node in nodes:
        if node.path not in notes:
            below.setdefault(node.parent, []).append(node)
    above = {node.path: node.heading or "" for node in nodes}
    named: dict[str, Node] = {}
    for parent, level in below.items():
        if not _PARTS_DUTIES.search(above.get(parent or "", "") + title):
            continue
        found = {node.path: _named_by(node, registry) for node in level if not node.attributions}
        if len(level) < _AGREE or not all(found.values()):
            continue
        for node in level:
            if held := found.get(node.path):
                bodies = (_body(one, registry) for one in held)
                sure = (replace(one, review=_OF_HEADING) for one in bodies)
                named[node.path] = replace(node, responsible=tuple(sure))
    return [named.get(node.path, node) for node in nodes]


def _named_by(node: Node, registry: Registry) -> list[Found]:
    """The bodies that a heading is made of, or that stand before the colon with which a text opens (县财政局：落实资金); none unless all are known, or look like bodies of some level."""
    where = node.head or next(iter(node.body), None)
    if where is None:
        return []
    end = len(where.text)
    if node.head is None:
        colon = _COLON.search(where.text, 0, _LONGEST_LIST)
        if colon is None:
            return []
        end = colon.start()
    found = names(where.text, 0, end, "responsible", "", registry)
    printed = [one.name(where.text) for one in found]
    sure = all(
        registry.resolve(name) or (_OF_A_LEVEL.match(name) and registry.plausible(name))
        for name in printed
    )
    return [(where, one) for one in found] if sure else []


def _same_as_before(nodes: Sequence[Node], rows: Set[str], findings: list[Finding]) -> list[Node]:
    """`nodes` where 同上 stands for the bodies of the same role, or the limit, that the last node before it prints.

    What is printed stays 同上; which body it means is told beside it. It reaches over no section, and neither
    into a table nor out of one (`rows`, with the notes behind them): where nothing stands above, that is a finding.
    """
    # By role the printed names with their units, where all are known bodies.
    last: dict[str, tuple[tuple[str, str], ...]] = {}
    due: NodeDeadline | None = None
    part: tuple[str, bool] | None = None
    made: list[Node] = []
    for node in nodes:
        if part != (part := (node.path.partition(".")[0], node.path in rows)):
            last, due = {}, None
        for role in ANSWERING:
            bodies: tuple[Body, ...] = getattr(node, role)
            if len(bodies) == 1 and is_ditto(bodies[0].printed):
                if role not in last:
                    findings.append(_ditto(bodies[0].span))
                meant = tuple(_meant(bodies[0], *one) for one in last.get(role, ()))
                node = replace(node, **{role: meant or bodies})
            elif bodies:
                known = [(body.printed, body.unit) for body in bodies if body.unit]
                last[role] = tuple(known) if len(known) == len(bodies) else ()
        if node.deadline and is_ditto(node.deadline.printed):
            if due is None:
                findings.append(_ditto(node.deadline.span))
            else:
                review = replace(
                    node.deadline.review, confidence="likely", note=f"同上，即{due.printed}"
                )
                printed = node.deadline.printed
                node = replace(
                    node,
                    deadline=replace(due, span=node.deadline.span, printed=printed, review=review),
                )
        elif node.deadline:
            due = node.deadline
        made.append(node)
    return made


def _ditto(span: Span) -> Finding:
    return Finding("ditto-nothing", "", span.line, span.col, {"printed": span.quote})


def _meant(body: Body, printed: str, unit: str) -> Body:
    review = replace(body.review, confidence="likely", note=f"同上，即{printed}")
    return replace(body, unit=unit, review=review)


def _first_leading(node: Node) -> Node:
    """`node` where the plan says that the first of the bodies leads: its label stands as printed, with a note."""
    if node.lead or len(node.responsible) < 2:
        return node
    first, *rest = node.responsible
    first = replace(first, review=replace(first.review, note="原文注明排在首位的为牵头单位"))
    return replace(node, responsible=(first, *rest))


def _place(inside: Inside) -> tuple[int, int]:
    stretch, bracket = inside
    return stretch.line, bracket.start


def _fills(text: str, found: Sequence[Bracket]) -> bool:
    """Whether a line holds nothing but these brackets."""
    rest = text[: found[0].start] + "".join(
        text[one.end : other.start] for one, other in pairwise(found)
    )
    return not rest.strip() and bool(_CLOSED.fullmatch(text, found[-1].end))


def _of_own_line(
    stretch: Text,
    below: list[Text],
    beside: bool,
    outline: Outline,
    registry: Registry,
    findings: list[Finding],
) -> list[Found] | None:
    """What a line says that is there to say who answers; `None` where it is text.

    A list of members answers only `beside` another role.
    """
    if is_label_line(stretch.text) and stretch.line not in outline.heads:
        if beside or not lists_members(stretch.text):
            return _of_label_line(stretch, below, registry, findings)
    elif stretch.line in outline.fields:
        return _of_heading(stretch, below, registry) or None
    return None


def _of_label_line(
    stretch: Text, below: list[Text], registry: Registry, findings: list[Finding]
) -> list[Found]:
    """What a label line says; a list that goes on is taken from the lines `below`, the next one last."""
    found = [(stretch, part) for part in label_line(stretch.text, registry)]
    hangs = stretch.col + _HANGS  # what stands so far in goes on with the list
    label = last_label(stretch.text)
    # 责任单位： and the bodies below
    line_by_line = label is not None and not stretch.text[label.start :].strip()
    while label and below and (line_by_line or goes_on(stretch.text) or below[-1].col >= hangs):
        if not (more := continued(below[-1].text, label, registry)):
            break
        stretch = below.pop()
        found += [(stretch, part) for part in more]
    if not found and not names_person(stretch.text) and not _says_none(stretch.text):
        findings.append(_empty(stretch))
    return found


def _of_heading(stretch: Text, below: list[Text], registry: Registry) -> list[Found]:
    """What a numbered line says that has a label for its heading (2.责任单位。县水利局。), or the list in the line below it."""
    label = as_heading(stretch.text, below[-1].text if below else "")
    if label is None:
        return []
    if label.start < label.end:
        return [(stretch, part) for part in of_label(stretch.text, label, registry)]
    stretch = below[-1]
    found = continued(stretch.text, label, registry)
    if label.says == "deadline":
        found = (Named("deadline", label.label, 0, len(stretch.text.rstrip(" \u3000。"))),)
    if found:
        below.pop()
    return [(stretch, part) for part in found]


def _says_none(text: str) -> bool:
    """Whether a label line says that there is nobody: 配合单位：无."""
    return any(
        says_none(text[part.start : part.end].strip(" \u3000|。")) for part in labelled(text)
    )


def _closing_run(stretch: Text, found: Iterable[Bracket]) -> list[Bracket]:
    """The brackets, one behind the other, that close a heading."""
    run: list[Bracket] = []
    end = len(stretch.text)
    for bracket in reversed(list(found)):
        if bracket.end != end:
            break
        run.insert(0, bracket)
        end = bracket.start
    return run


def _closed(
    head: Text, body: Sequence[Text], read: Brackets
) -> tuple[list[Found], Text, list[Text]] | None:
    """What the brackets say that close a heading, before its 。 or right behind it; heading and text without them."""
    if run := _closing_run(head, read(head.text)):
        said = [(head, part) for bracket in run for part in bracket.named]
        return said, head.cut(0, run[0].start).strip(), list(body)
    if run := _behind_heading(head, body, read):
        first, *rest = body
        said = [(first, part) for bracket in run for part in bracket.named]
        return said, head, [first.cut(run[-1].end).strip(), *rest]
    return None


def _behind_heading(head: Text, body: Sequence[Text], read: Brackets) -> list[Bracket]:
    """The brackets that open the text in the line of the heading: 加强巡查。（A牵头）每月…. None where it says no more than these: they close it."""
    if not body or body[0].line != head.parts[-1].line:
        return []
    run: list[Bracket] = []
    end = 0
    for bracket in read(body[0].text):
        if bracket.start != end:
            break
        run.append(bracket)
        end = bracket.end
    return run if body[0].text[end:].strip() else []


def _are_one_run(inside: Sequence[Inside]) -> bool:
    """Whether all brackets stand behind each other at the end of one paragraph."""
    stretch, last = inside[-1]
    return (
        all(other is stretch for other, _ in inside)
        and all(
            _JOINED.fullmatch(stretch.text, one.end, other.start)
            for (_, one), (_, other) in pairwise(inside)
        )
        and bool(_CLOSED.fullmatch(stretch.text, last.end))
    )


def _closing_labels(body: Sequence[Text], registry: Registry) -> list[Found]:
    return [(stretch, part) for stretch in body for part in closing_labels(stretch.text, registry)]


def _says_else(labels: Sequence[Found], answers: Sequence[Found]) -> bool:
    """Whether labels that close a text say what those on lines of their own below it leave open: …。牵头单位：A, and below 配合单位：B."""
    said = {part.says for _, part in answers if part.says != "deadline"}
    return not said & {part.says for _, part in labels}


def _of_cells(cells: Sequence[Cell], registry: Registry) -> Iterator[Found]:
    for cell in cells:
        text = cell.stretch.text
        if cell.column == "deadline":
            yield cell.stretch, Named("deadline", cell.label, 0, len(text))
        elif cell.column in ANSWERING:
            for part in listed(text, cell.column, cell.label, registry):
                yield cell.stretch, part


def _parts(inside: Sequence[Inside]) -> list[Found]:
    return [(stretch, part) for stretch, bracket in inside for part in bracket.named]


def _counted(text: str, bracket: Bracket, registry: Registry) -> bool:
    """Whether a bracket tells what is counted before it (泵站2座（城东泵站、石桥泵站）): names of no known body."""
    names = [part.name(text) for part in bracket.named if not part.label]
    return (
        len(names) == len(bracket.named)
        and bool(_NUMBER_OF.search(text, max(0, bracket.start - _NEAR), bracket.start))
        and not any(map(registry.resolve, names))
    )


def _answers(text: str, bracket: Bracket, registry: Registry) -> bool:
    if _counted(text, bracket, registry):
        return False
    after_stop = bracket.start > 0 and text[bracket.start - 1] in _STOPS
    if _LISTED.match(text, bracket.end):  # 甲（县教育局负责）、乙（县民政局负责）
        return all(part.label for part in bracket.named)
    ends = _ENDS.match(text, bracket.end)
    if ends and ends[0].endswith(("，", ",")):
        return not _OTHER_NAME.search(text, max(0, bracket.start - 2), bracket.start)
    return after_stop or bool(ends)


def _bodies(found: Sequence[Found], says: str, registry: Registry) -> tuple[Body, ...]:
    return tuple(_body(one, registry) for one in found if one[1].says == says)


def _body(found: Found, registry: Registry) -> Body:
    stretch, part = found
    printed = stretch.text[part.start : part.end]
    span = stretch.span(part.start, part.end)
    blank = is_blank(printed)
    unit = None if blank else registry.resolve(part.name(stretch.text))
    rule = "label" if part.label else "bracket"
    return Body(span, printed, part.label, blank, unit.id if unit else None, Review(rule=rule))


def _deadline(found: Sequence[Found], year: PlanYear | None) -> NodeDeadline | None:
    """The limit among `found`; `year` is that of the whole plan, in which 6月底前 is likely meant."""
    for stretch, part in found:
        if part.says == "deadline" and part.end > part.start:
            printed = stretch.text[part.start : part.end]
            says = days(printed, year)
            review = Review(rule="label")
            if year and says != days(printed):
                review = replace(review, confidence="possible", note=year.note)
            elif not any(says) and "每" not in printed:
                review = replace(review, confidence="possible", note="读不出日期")
            return NodeDeadline(stretch.span(part.start, part.end), printed, *says, review)
    return None


def _empty(stretch: Text) -> Finding:
    label = re.split(r"[:：]", stretch.text.strip(), maxsplit=1)[0]
    return Finding("attribution-empty", "", stretch.line, stretch.col, {"label": label})


def _of_fields(nodes: Sequence[Node], fields: Mapping[int, int]) -> list[Node]:
    """`nodes` where what numbered `fields` say (3.责任单位：…) answers for the node over those that are numbered alike, unless that answers itself."""
    now = {node.path: node for node in nodes}
    for node in nodes if fields else ():
        said = [body for body in node.attributions if body.span.line in fields]
        due = node.deadline if node.deadline and node.deadline.span.line in fields else None
        line = said[0].span.line if said else due.span.line if due else 0
        path = ".".join(node.path.split(".")[: fields.get(line, 0)])
        if not path or path == node.path or (said and now[path].attributions):
            continue
        over = now[path]
        kept = {role: tuple(b for b in getattr(node, role) if b not in said) for role in ANSWERING}
        given = {role: tuple(b for b in getattr(node, role) if b in said) for role in ANSWERING}
        deadline = None if due else node.deadline
        now[node.path] = replace(node, **kept, deadline=deadline)
        given = given if said else {}
        now[path] = replace(over, **given, deadline=over.deadline or due)
    return list(now.values())


def _handed_up(
    nodes: Sequence[Node], above: Set[str], notes: Set[str], limited: Set[str]
) -> list[Node]:
    """Labels behind the last of several items, where items have none of their own, answer for what stands above.

    One such list alone proves nothing: another of its depth, or a neighbour that answers without items, has to agree; or
    the line itself says that it means what stands above (`above`: 以上由…负责). The lines stay those of the
    item behind which they are printed. From the deepest level up: where items have items, the level that agrees.
    `notes` behind tables are no items, and rows that a cell of theirs has `limited` keep that limit.
    """
    now = {node.path: node for node in nodes}
    below: dict[str | None, list[str]] = {}
    for node in nodes:
        if node.path not in notes:
            below.setdefault(node.parent, []).append(node.path)
    # For each node: how many of it and of what stands below it answer, and the last of them that does.
    answering: dict[str, tuple[int, str]] = {}
    depths: dict[int, list[str | None]] = {}
    for parent in below:
        depths.setdefault((parent or "").count(".") + bool(parent), []).append(parent)
    for depth in sorted(depths, reverse=True):
        levels = [_level(below[parent], now, below, answering, above) for parent in depths[depth]]
        # Lists elsewhere at the same depth agree too, unless items there answer for themselves.
        apart = any(level.apart for level in levels)
        everywhere = 0 if apart else sum(level.sure for level in levels)
        for level in levels:
            said = [(path, last) for path, last in level.lists if last in above]
            agreeing = max(level.sure, everywhere) + level.agrees
            if not level.apart and level.sure and agreeing >= _AGREE:
                said = level.lists
            for path, last in said:
                item = now[last]
                due = None if last in limited else item.deadline
                now[path] = replace(
                    now[path],
                    lead=item.lead,
                    support=item.support,
                    responsible=item.responsible,
                    deadline=now[path].deadline or due,
                )
                kept = None if due else item.deadline
                now[last] = replace(item, lead=(), support=(), responsible=(), deadline=kept)
                answering[path] = 1, path
    return list(now.values())


class _Level(Struct, frozen=True):
    """Siblings: those over items of which the last alone answers, with that item; how many are lists beyond doubt.

    `apart`: items of one answer for themselves; `agrees`: a neighbour without items answers.
    """

    lists: list[tuple[str, str]]
    sure: int
    apart: bool
    agrees: bool


def _level(
    level: Sequence[str],
    now: Mapping[str, Node],
    below: Mapping[str | None, Sequence[str]],
    answering: dict[str, tuple[int, str]],
    above: Set[str],
) -> _Level:
    """What the nodes of a `level` tell; how many answer in each is put in `answering`."""
    lists: list[tuple[str, str]] = []
    apart = False
    for path in level:
        held = [answering[child] for child in below.get(path, ()) if answering[child][0]]
        own = bool(now[path].attributions)
        count = own + sum(number for number, _ in held)
        answering[path] = count, held[-1][1] if held else path
        if path not in below or own:
            continue
        last = _last_below(path, below)
        apart |= count > 1 or (count == 1 and answering[path][1] != last)
        if answering[path] == (1, last) and (last in above or _behind(now[last])):
            lists.append((path, last))
    sure = sum(len(below[path]) > 1 or last not in below[path] for path, last in lists)
    agrees = any(now[path].attributions and path not in below for path in level)
    return _Level(lists, sure, apart, agrees)


def _last_below(path: str, below: Mapping[str | None, Sequence[str]]) -> str:
    """The last node of all that stand below `path`."""
    while path in below:
        path = below[path][-1]
    return path


def _behind(node: Node) -> bool:
    """Whether all that answers for a node stands on lines of its own behind its text."""
    text = {stretch.line for stretch in (node.head, *node.body) if stretch is not None}
    return bool(node.attributions) and not text & {body.span.line for body in node.attributions}


def _with_roles(nodes: Sequence[Node]) -> tuple[Node, ...]:
    parents = {node.parent for node in nodes}
    by_path = {node.path: node for node in nodes}
    return tuple(replace(node, role=_role(node, node.path in parents, by_path)) for node in nodes)


def _role(node: Node, has_children: bool, by_path: Mapping[str, Node]) -> Role:
    if node.attributions:
        return "measure"
    if has_children:
        return "container"
    above = by_path.get(node.parent or "")
    while above is not None:
        if above.heading and _PRINCIPLES.fullmatch(above.heading.strip()):
            return "principle"
        above = by_path.get(above.parent or "")
    return "narrative"
