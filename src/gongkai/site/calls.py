"""Calls: macros on pages written by hand, `{{ measure("N054") }}`. Pure.

Before Markdown each call becomes a mark, after it the mark becomes the macro's HTML, so that this HTML
never passes through Markdown and text of a plan is never read as a template. A call is a name with
literal arguments and nothing else: it is parsed, not run. Calls in code (fenced or `inline`) and in
comments are left as they stand, so that a page can explain them; `{% %}` means nothing here.

A call stands where a paragraph or words can stand. In a heading it would enter addresses and the list
of contents, in a link's target it would break the link: both are refused.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping

from jinja2 import Environment, TemplateSyntaxError, nodes
from msgspec import Struct, field

from gongkai.sources.finding import Finding

Macros = Mapping[str, Callable[..., str]]
Literal = str | int | float | bool | None

MOST_OPEN = 100  # square brackets, one in the other, that a paragraph may hold
_PARSER = Environment(autoescape=True)  # only ever asked to parse
_FENCE = re.compile(r"\s*(?:>\s*|[-*+]\s+|\d+[.)]\s+)*(?P<fence>`{3,}|~{3,})(?P<info>[^\n]*)")
_OPEN = re.compile(r"<!--|`+|\{\{")
# Private-use characters: Markdown takes them for letters and leaves them alone.
_MARK = re.compile("\ue000(\\d+)\ue001")
_ALONE = re.compile("<p>\\s*\ue000(\\d+)\ue001\\s*</p>")
_IN_TAG = re.compile("<[^<>]*\ue000(\\d+)\ue001[^<>]*>")
_IN_HEADING = re.compile("<h([1-6])[^>]*>(?:(?!</h\\1>).)*?\ue000(\\d+)\ue001", re.DOTALL)


class Call(Struct, frozen=True):
    """A name with its arguments."""

    name: str
    args: tuple[Literal, ...] = ()
    kwargs: Mapping[str, Literal] = field(default_factory=dict)


class NotACall(ValueError):
    """What stands between the braces is no name with literal arguments."""


class Marked(Struct):
    """A page's Markdown with marks for its calls, each with its HTML and the line it stands on."""

    markdown: str
    html: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def parse(text: str) -> Call:
    """Read what stands between `{{` and `}}`. Raises `NotACall` for all but a name with literal arguments."""
    try:
        body = _PARSER.parse("{{" + text + "}}").body
    except (TemplateSyntaxError, RecursionError):
        raise NotACall(text) from None
    if len(body) != 1 or not isinstance(body[0], nodes.Output) or len(body[0].nodes) != 1:
        raise NotACall(text)
    call = body[0].nodes[0]
    if (
        not isinstance(call, nodes.Call)
        or not isinstance(call.node, nodes.Name)
        or call.dyn_args is not None
        or call.dyn_kwargs is not None
    ):
        raise NotACall(text)
    args = tuple(_literal(argument) for argument in call.args)
    return Call(call.node.name, args, {pair.key: _literal(pair.value) for pair in call.kwargs})


def _literal(node: nodes.Node) -> Literal:
    if isinstance(node, nodes.Neg) and isinstance(node.node, nodes.Const):
        value = node.node.value
        if isinstance(value, int | float):
            return -value
    if isinstance(node, nodes.Const) and isinstance(node.value, Literal):
        return node.value
    raise NotACall(str(node))


def deepest(markdown: str) -> int:
    """The line (1-based) on which a paragraph has more than `MOST_OPEN` brackets open at once, 0 for none.

    Markdown looks for the end of each again and again: a page of nothing else would take hours.
    """
    for number, line in enumerate(markdown.split("\n"), 1):
        if not line.strip() or number == 1:
            depth = 0
        for sign in re.findall(r"[\[\]]", line):
            depth = depth + 1 if sign == "[" else max(0, depth - 1)
            if depth > MOST_OPEN:
                return number
    return 0


def take_out(markdown: str, macros: Macros, file: str, first_line: int = 1) -> Marked:
    """Run the calls of a page and put marks in their places.

    `file` and `first_line` (the line of the file on which `markdown` begins) are for findings.
    """
    marked = Marked("")
    pieces: list[str] = []
    end = 0
    for start, stop in _calls(markdown):
        line = first_line + markdown.count("\n", 0, start)
        html = _run(markdown[start + 2 : stop], macros, marked, file, line)
        pieces += [markdown[end:start], f"\ue000{len(marked.html)}\ue001"]
        marked.html.append(html)
        marked.lines.append(line)
        end = stop
    marked.markdown = "".join([*pieces, markdown[end:]])
    return marked


def put_in(html: str, marked: Marked, file: str) -> tuple[str, tuple[Finding, ...]]:
    """The page's HTML with the macros' HTML in place of the marks."""
    misplaced = {int(at) for at in _IN_TAG.findall(html)}
    misplaced |= {int(at) for _, at in _IN_HEADING.findall(html)}
    count = len(marked.html)
    findings = tuple(
        Finding("page-call-place", file, marked.lines[at]) for at in sorted(misplaced) if at < count
    )

    def macro(match: re.Match[str]) -> str:
        at = int(match[1])
        return marked.html[at] if at < count else match[0]

    # In two passes, the marks alone in a paragraph first: macros give whole blocks.
    whole: list[str] = []
    end = 0
    for match in _ALONE.finditer(html):
        whole += [_MARK.sub(macro, html[end : match.start()]), macro(match)]
        end = match.end()
    whole.append(_MARK.sub(macro, html[end:]))
    return "".join(whole), findings


def line_of(words: str, markdown: str) -> int:
    """The line (1-based) on which `words` stand first, in any case; 0 where they are written in another way.

    What stands in code and in comments only explains them: it is taken where nothing else is found.
    """
    wanted = re.compile(re.escape(words), re.IGNORECASE)
    for start, stop in _prose(markdown):
        aside = [place for sign, place in _set_apart(markdown, start, stop) if sign != "{"]
        at = start
        for first, last in (*aside, (stop, stop)):
            if found := wanted.search(markdown, at, first):
                return markdown.count("\n", 0, found.start()) + 1
            at = last
    anywhere = wanted.search(markdown)
    return markdown.count("\n", 0, anywhere.start()) + 1 if anywhere else 0


def _run(text: str, macros: Macros, marked: Marked, file: str, line: int) -> str:
    def wrong(rule: str, **args: str) -> str:
        marked.findings.append(Finding(rule, file, line, args=args))
        return ""

    try:
        if not text.endswith("}}"):
            raise NotACall(text)
        call = parse(text[:-2])
    except NotACall:
        return wrong("page-call-syntax", call=" ".join(text.split())[:60])
    macro = macros.get(call.name)
    if macro is None:
        return wrong("page-call-unknown", name=call.name, names="、".join(sorted(macros)))
    signature = inspect.signature(macro)
    try:
        signature.bind(*call.args, **call.kwargs)
    except TypeError:
        return wrong("page-call-arguments", name=call.name, usage=_usage(call.name, signature))
    try:
        return macro(*call.args, **call.kwargs)
    except LookupError as error:
        return wrong(
            "page-call-value", name=call.name, value=str(error.args[0] if error.args else text)
        )


def _usage(name: str, signature: inspect.Signature) -> str:
    return f"{name}({', '.join(signature.parameters)})"


def _calls(markdown: str) -> Iterator[tuple[int, int]]:
    """Start and end of each call, braces included, outside code and comments."""
    for start, stop in _prose(markdown):
        yield from (place for sign, place in _set_apart(markdown, start, stop) if sign == "{")


def _set_apart(markdown: str, start: int, stop: int) -> Iterator[tuple[str, tuple[int, int]]]:
    """The calls, code and comments of a paragraph: the first sign of each (`{`, a backtick, `<`), start and end."""
    at = start
    while match := _OPEN.search(markdown, at, stop):
        sign = match[0][0]
        close = {"<": "-->", "{": "}}"}.get(sign, match[0])
        found = _closing(markdown, close, match.end(), stop)
        at = found + len(close)
        if found < 0:  # a call is one all the same, and refused as such
            at = stop if sign == "{" else match.end()
        if found >= 0 or sign == "{":
            yield sign, (match.start(), at)


def _closing(markdown: str, close: str, at: int, stop: int) -> int:
    """Where `close` stands next, -1 for nowhere. A run of ` closes only one just as long."""
    found = markdown.find(close, at, stop)
    while close[0] == "`" and found >= 0:
        end = found + len(close)
        if markdown[end : end + 1] != "`" and markdown[found - 1] != "`":
            break
        while markdown[end : end + 1] == "`":
            end += 1
        found = markdown.find(close, end, stop)
    return found


def _prose(markdown: str) -> Iterator[tuple[int, int]]:
    """Start and end of each paragraph's worth of text outside fenced code."""
    fence = ""
    begin = at = 0
    for line in markdown.splitlines(keepends=True):
        match = _FENCE.match(line)
        if fence:
            if match and match["fence"].startswith(fence) and not match["info"].strip():
                fence = ""
            begin = at + len(line)
        elif match and not (match["fence"][0] == "`" and "`" in match["info"]):
            yield begin, at
            fence = match["fence"]
        elif not line.strip():
            yield begin, at
            begin = at + len(line)
        at += len(line)
    if not fence:
        yield begin, at
