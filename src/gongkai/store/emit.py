"""Plain values → YAML text, always in the same form. Pure.

Block style, two spaces, keys in the order given, lines of any width. Text is written plain where
YAML would read it back as the same text, quoted where not, and as a literal block where it has more
than one line. A literal block cannot hold white space at the end of a line (editors cut it off) nor
control characters: such text is written in double quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from gongkai.yaml_tree import Scalar

# What no text of ours may stand for without quotes.
_UNSAFE_START = re.compile(r"[-?:,\[\]{}#&*!|>'\"%@`=]")
_UNSAFE_INSIDE = re.compile(r": |:$| #")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
# Controls, separators that YAML takes for line ends, direction marks and byte order marks: written
# as escapes, so that what cannot be seen can be seen.
_HIDDEN = re.compile(
    '[\\\\"\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff'
    "\ufff9-\uffff]"
)


class Quoted(str):
    """Text that is always written in double quotes: identifiers, days, numbers as printed."""

    __slots__ = ()


class Block(str):
    """Text that is written as a literal block wherever it can be."""

    __slots__ = ()


class Flow(list[object]):
    """A short list that is written in brackets on one line."""


def emit(value: object, comment: str) -> str:
    """A whole file: the comment, one `#` line each of its lines, then the value."""
    head = "".join(f"# {line}".rstrip() + "\n" for line in comment.split("\n"))
    return head + "".join(line + "\n" for line in lines(value))


def lines(value: object) -> Iterator[str]:
    """The lines of one value, without their ends."""
    if isinstance(value, Mapping) and value:
        for key, held in value.items():
            yield from entry(f"{key}:", held)
    elif isinstance(value, Sequence) and not isinstance(value, str | Flow) and value:
        for held in value:
            yield from item(held)
    else:
        yield scalar(value)


def entry(head: str, value: object) -> Iterator[str]:
    """The lines of one key, given as `key:`, with its value."""
    nested = isinstance(value, Mapping | list) and not isinstance(value, Flow)
    if nested and value:
        yield head
        yield from (f"  {line}" if line else line for line in lines(value))
    elif isinstance(value, str) and _as_block(value):
        yield f"{head} |-"
        yield from (f"  {line}" if line else line for line in value.split("\n"))
    else:
        yield f"{head} {scalar(value)}"


def item(value: object) -> Iterator[str]:
    """The lines of one value of a list, the first behind its dash."""
    first, *rest = lines(value)
    yield f"- {first}"
    yield from (f"  {line}" if line else line for line in rest)


def scalar(value: object) -> str:
    """One value on one line. Raises `TypeError` for a kind of value that no file of ours holds."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, list):
        return "[" + ", ".join(scalar(held) for held in value) + "]"
    if isinstance(value, Mapping) and not value:
        return "{}"
    raise TypeError(f"no YAML form for {type(value).__name__}")


def _text(value: str) -> str:
    if isinstance(value, Quoted) or not is_plain(value):
        return '"' + _HIDDEN.sub(_escaped, value) + '"'
    return str(value)


def is_plain(value: str) -> bool:
    """Whether a text is written without quotes."""
    return bool(
        value
        and value == value.strip()
        and not _UNSAFE_START.match(value)
        and not _UNSAFE_INSIDE.search(value)
        and not _HIDDEN.search(value.replace('"', "").replace("\\", ""))
        and not value.startswith(("...", "---"))
        and not Scalar(value).other
    )


def _as_block(value: str) -> bool:
    if isinstance(value, Quoted) or not (isinstance(value, Block) or "\n" in value):
        return False
    rows = value.split("\n")
    if not rows[0].strip() or rows[0][0].isspace() or not rows[-1]:
        return False
    return all(
        row == row.rstrip() and not _HIDDEN.search(row.replace('"', "").replace("\\", ""))
        for row in rows
    )


def _escaped(match: re.Match[str]) -> str:
    char = match[0]
    if char in _ESCAPES:
        return _ESCAPES[char]
    return f"\\x{ord(char):02x}" if ord(char) < 0x100 else f"\\u{ord(char):04x}"
