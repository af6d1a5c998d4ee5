"""Nodes for tests, made from plain lines: markers, run-in headings, attribution lines, brackets.

Small on purpose: only what the tests here print. The reading of real outlines is tested elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from msgspec.structs import replace

from gongkai.blanks import is_blank
from gongkai.model import Body, Node, Unit
from gongkai.sources.span import Stretch

_MARKERS = (
    ("section", re.compile(r"[一二三四五六七八九十]+、")),
    ("subsection", re.compile(r"（[一二三四五六七八九十]+）")),
    ("item", re.compile(r"\d{1,2}\.(?!\d)")),
)
_ATTRIBUTION = re.compile(r"(牵头|配合|责任)单位：(.*)")
_INLINE = re.compile(r"（([^（）]*?(?:局|委会|分局|中心))）")
_FIELDS = {"牵头": "lead", "配合": "support", "责任": "responsible"}


@dataclass(frozen=True)
class NoBodies:
    """A registry that knows a few names."""

    names: tuple[str, ...] = ()

    def resolve(self, printed: str) -> Unit | None:
        return (
            Unit(f"u{self.names.index(printed)}", printed, "department")
            if printed in self.names
            else None
        )


def nodes_of(text: str) -> tuple[Node, ...]:
    """`text` as nodes; lines before the first marker are the preamble."""
    nodes: list[Node] = []
    counts = [0, 0, 0]
    for number, raw in enumerate(text.split("\n"), 1):
        line = Stretch(number, raw, raw, range(1, len(raw) + 1)).strip()
        if not line.text:
            continue
        if (found := _ATTRIBUTION.match(line.text)) and nodes:
            nodes[-1] = _attributed(nodes[-1], line, found)
            continue
        for level, (kind, marker) in enumerate(_MARKERS):
            if match := marker.match(line.text):
                counts[level] += 1
                counts[level + 1 :] = [0] * (2 - level)
                path = ".".join(str(count) for count in counts[: level + 1] if count)
                nodes.append(_node(path, kind, line, match))
                break
        else:
            if not nodes:
                nodes.append(
                    Node("0", "", "preamble", "narrative", None, None, (), (number, number))
                )
            nodes[-1] = replace(nodes[-1], body=(*nodes[-1].body, line))
    return tuple(_with_inline(node) for node in nodes)


def _node(path: str, kind: str, line: Stretch, match: re.Match[str]) -> Node:
    rest = line.cut(match.end())
    stop = rest.text.find("。")
    run_in = (
        stop >= 0
        and stop < 30
        and stop + 1 < len(rest.text)
        and not re.search(r"\d|，", rest.text[:stop])
    )
    if stop < 0 and len(rest.text) < 40:
        head, body = rest, ()
    elif run_in:
        head, body = rest.cut(0, stop), (rest.cut(stop + 1),)
    else:
        head, body = None, (rest,)
    return Node(path, match[0], kind, "narrative", None, head, body, (line.line, line.line))  # type: ignore[arg-type]


def _attributed(node: Node, line: Stretch, found: re.Match[str]) -> Node:
    bodies = []
    for name in re.finditer(r"[^、]+", found[2].rstrip()):
        start = found.start(2) + name.start()
        span = line.span(start, start + len(name[0]))
        bodies.append(Body(span, name[0], f"{found[1]}单位", is_blank(name[0])))
    return replace(node, role="measure", **{_FIELDS[found[1]]: tuple(bodies)})


def _with_inline(node: Node) -> Node:
    inline = tuple(
        Body(stretch.span(*match.span(1)), match[1], "", False)
        for stretch in node.body for match in _INLINE.finditer(stretch.text)
    )  # fmt: skip
    return replace(node, inline=inline)
