"""YAML text → a tree of plain nodes that know their line and column; strict. Pure.

Only what an official writes is accepted: mappings, lists and text. A second key of the same name, a
tag, an anchor, an alias, a merge key or a second document is a finding where it stands, and so is
plain text that YAML takes for another value (`4.10`, `2020-12-31`, `no`): it must be quoted.
The events of the C parser are read directly: they tell how each scalar was written, and are quick.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from typing import Any

import yaml
from msgspec import Struct
from yaml.resolver import Resolver

from gongkai.sources.finding import Finding

MAX_DEPTH = 12  # deeper than any file of ours; a hostile one stops here
_Parser = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RESOLVER = Resolver()
_STRING = "tag:yaml.org,2002:str"
_SCALAR, _SEQUENCE_END, _MAPPING_END = yaml.ScalarEvent, yaml.SequenceEndEvent, yaml.MappingEndEvent
BLOCK = ("|", ">")  # styles
Event = Any  # the stubs know neither tags nor which marks are set
# Only what begins so can be anything but text (numbers, dates, booleans, null, merge keys).
_MAYBE_OTHER = re.compile(r"[-+0-9.~=<nNyYtTfFoO]|$")


class Mark(Struct, frozen=True):
    """A place as the parser tells it: both from 0."""

    line: int
    column: int


_BEGINNING = Mark(0, 0)


class Scalar(Struct, frozen=True):
    """Text. Lines and columns are 1-based.

    Of the many that a plan has few are asked for their place: it is worked out then, from the parser's own marks.
    """

    value: str
    style: str = ""  # a quotation mark, or how a block begins
    first: Mark = _BEGINNING
    last: Mark = _BEGINNING

    @property
    def plain(self) -> bool:
        """Whether it is written without quotes and not as a block."""
        return not self.style

    @property
    def line(self) -> int:
        """The line on which it begins."""
        return self.first.line + 1

    @property
    def col(self) -> int:
        """The column in which it begins."""
        return self.first.column + 1

    @property
    def end(self) -> int:
        """Its last line."""
        # The end of a block scalar is the start of the line that follows it.
        return max(self.line, self.last.line + 1 if self.last.column else self.last.line)

    @property
    def stop(self) -> int:
        """The column behind its last character; 0 for what is written as a block."""
        return 0 if self.style in BLOCK else self.last.column + 1

    @property
    def other(self) -> bool:
        """Whether YAML takes it for something that is not text."""
        if self.style or not _MAYBE_OTHER.match(self.value):
            return False
        resolve: Any = _RESOLVER.resolve  # untyped in the stubs
        return bool(resolve(yaml.ScalarNode, self.value, (True, False)) != _STRING)

    @property
    def null(self) -> bool:
        """Whether it says that there is nothing."""
        return not self.style and self.value in ("", "~", "null", "Null", "NULL")


class Sequence(Struct, frozen=True):
    """A list. `flow`: written in brackets on one line."""

    items: tuple[Tree, ...]
    flow: bool
    line: int
    col: int
    end: int
    stop: int = 0


class Mapping(Struct, frozen=True):
    """Keys with their values, in the order of the file."""

    entries: dict[str, tuple[Scalar, Tree]]
    flow: bool
    line: int
    col: int
    end: int
    stop: int = 0

    def at(self, key: str) -> tuple[int, int]:
        """Line and column of the value of `key`, or of the mapping where it has none."""
        if key not in self.entries:
            return self.line, self.col
        value = self.entries[key][1]
        return value.line, value.col


Tree = Scalar | Sequence | Mapping


class Malformed(Exception):
    """The text is no YAML that can be read on."""

    def __init__(self, rule: str, line: int, col: int, **args: str) -> None:
        super().__init__(rule)
        self.rule, self.line, self.col, self.args_of_rule = rule, line, col, args


def parse(file: str, data: bytes) -> tuple[Tree | None, tuple[Finding, ...]]:
    """The tree of one file, and what is wrong with it as YAML. `None` where it cannot be read."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return None, (Finding("yaml-encoding", file, line, 1),)
    builder = _Builder(file)
    try:
        return builder.document(text), tuple(builder.findings)
    except Malformed as error:
        found = Finding(error.rule, file, error.line, error.col, error.args_of_rule)
        return None, (*builder.findings, found)


def events(data: bytes) -> Iterator[Event]:
    """What the parser meets in a text, one event after another. Raises `yaml.YAMLError` where it is no YAML, or too deep.

    What is deeper than Python may call itself cannot be read by the host either; here it would only take long, for the
    parser takes the longer for a bracket, the more stand open.
    """
    depth, deepest = 0, sys.getrecursionlimit()
    for event in yaml.parse(data, Loader=_Parser):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > deepest:
            raise yaml.YAMLError
        yield event


def plain(text: str) -> Any:  # noqa: ANN401 - as YAML has it
    """What a file of the program's own says, as plain values, without their places."""
    return yaml.load(text, Loader=_Parser)  # noqa: S506 - makes plain values


class _Builder:
    """Turns events into nodes. Most of a plan's many events are scalars: they take the shortest way."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []

    def document(self, text: str) -> Tree | None:
        loader: Any = _Parser(text)
        self._next: Callable[[], Event] = loader.get_event
        try:
            root: Tree | None = None
            for event in iter(self._next, None):
                if type(event) is yaml.DocumentStartEvent:
                    if root is not None:
                        raise Malformed("yaml-documents", *place(event))
                    root = self._node(self._next(), 0)
            return root
        except yaml.YAMLError as error:
            raise malformed(error, text) from error
        finally:
            loader.dispose()

    def _node(self, event: Event, depth: int) -> Tree:
        kind = type(event)
        if kind is _SCALAR and event.tag is event.anchor is None and depth <= MAX_DEPTH:
            return _scalar(event)
        if kind is yaml.AliasEvent:
            raise Malformed("yaml-anchor", *place(event))
        if event.anchor is not None:
            self._find("yaml-anchor", *place(event))
        if event.tag is not None:
            self._find("yaml-tag", *place(event), tag=event.tag)
        if depth > MAX_DEPTH:
            raise Malformed("yaml-deep", *place(event))
        if kind is _SCALAR:
            return _scalar(event)
        if kind is yaml.SequenceStartEvent:
            return self._sequence(event, depth)
        return self._mapping(event, depth)

    def _sequence(self, start: Event, depth: int) -> Sequence:
        line, col = place(start)
        items: list[Tree] = []
        while type(event := self._next()) is not _SEQUENCE_END:
            items.append(self._node(event, depth + 1))
        end, stop = _close(start, event, items[-1].end if items else line)
        return Sequence(tuple(items), bool(start.flow_style), line, col, end, stop)

    def _mapping(self, start: Event, depth: int) -> Mapping:
        line, col = place(start)
        value: Tree | None = None
        entries: dict[str, tuple[Scalar, Tree]] = {}
        # The way that most of a plan's many events take, so without a call for each.
        following, depth = self._next, depth + 1
        usual = depth <= MAX_DEPTH
        while type(event := following()) is not _MAPPING_END:
            key = (
                _scalar(event)
                if usual and type(event) is _SCALAR and event.tag is event.anchor is None
                else self._node(event, depth)
            )
            event = following()
            value = (
                _scalar(event)
                if usual and type(event) is _SCALAR and event.tag is event.anchor is None
                else self._node(event, depth)
            )
            if not isinstance(key, Scalar):
                self._find("yaml-key", key.line, key.col)
            elif key.plain and key.value == "<<":
                self._find("yaml-anchor", key.line, key.col)
            elif key.value in entries:
                first = str(entries[key.value][0].line)
                self._find("yaml-duplicate", key.line, key.col, key=key.value, first=first)
            else:
                entries[key.value] = (key, value)
        end, stop = _close(start, event, value.end if value else line)
        return Mapping(entries, bool(start.flow_style), line, col, end, stop)

    def _find(self, rule: str, line: int, col: int, **args: str) -> None:
        self.findings.append(Finding(rule, self.file, line, col, args))


def _scalar(event: Event) -> Scalar:
    return Scalar(event.value, event.style or "", event.start_mark, event.end_mark)


def _close(start: Event, event: Event, last: int) -> tuple[int, int]:
    """The last line of a list or of keys, whose last value ends on the line `last`, and the column behind it."""
    if not start.flow_style:
        return last, 0
    return max(last, event.end_mark.line + 1), event.end_mark.column + 1


def place(event: Event) -> tuple[int, int]:
    """Line and column of an event, both from 1."""
    return event.start_mark.line + 1, event.start_mark.column + 1


def malformed(error: yaml.YAMLError, text: str) -> Malformed:
    """Where in `text` a parser could not read on."""
    mark = getattr(error, "problem_mark", None)
    if mark is not None:
        return Malformed("yaml-syntax", mark.line + 1, mark.column + 1)
    # A character that YAML does not allow; the two parsers count its position differently.
    found = yaml.reader.Reader.NON_PRINTABLE.search(text)
    before = text[: found.start()] if found else ""
    return Malformed("yaml-syntax", before.count("\n") + 1, len(before) - before.rfind("\n"))
