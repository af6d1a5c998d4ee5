"""The lines of an iCalendar file: text escaped, long lines folded (RFC 5545, 3.1 and 3.3.11). Pure.

Written directly, for a plan of a county has thousands of events; readers of other hands judge it in the tests.
"""

from __future__ import annotations

from collections.abc import Iterable

_OCTETS = 75  # of a line, its end left out; a line that goes on begins with a space
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def text(value: str) -> str:
    """Text as a value."""
    return value.translate(_ESCAPED)


def written(lines: Iterable[str]) -> bytes:
    """Content lines, each `NAME:value`, as bytes."""
    return b"".join(_folded(line.encode()) for line in lines)


def _folded(line: bytes) -> bytes:
    if len(line) <= _OCTETS:
        return line + b"\r\n"
    pieces = []
    start, end = 0, _OCTETS
    while end < len(line):
        while line[end] & 0xC0 == 0x80:  # never within a character
            end -= 1
        before = line[start:end]
        end -= (len(before) - len(before.rstrip(b"\\"))) % 2  # nor within an escape
        pieces.append(line[start:end])
        start, end = end, end + _OCTETS - 1
    pieces.append(line[start:])
    return b"\r\n ".join(pieces) + b"\r\n"
