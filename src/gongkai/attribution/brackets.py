"""Brackets: what （…） says of bodies, if it names any. Pure and linear.

In: a line's text and the registry. Out: the roles and places of the names inside. （企业）, （二期） and
（特殊项目除外） name no body: every part of a bracket without a label or verb must be a plausible body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.blanks import is_blank
from gongkai.labels import VERBS, Says, labelled
from gongkai.registry import Registry, split_names

_OPEN, _CLOSE = "（(【[〔", "）)】]〕"
_LONGEST = 400  # characters: a longer bracket is an aside, not a list of bodies
_SEGMENT = re.compile(r"[^，,；;。]+")
_VERB = re.compile("(?:" + "|".join(f"(?P<{says}>{verb})" for says, verb in VERBS) + r")\s*$")
# （A、B负责；2025年6月底前完成）: a time, its closing verb left out.
_TIME = re.compile(
    r"((?:20\d\d\s*年|长期|持续|常态化|每[年季月半])[^，,；;。]{0,20}?)(?:完成|落实|实施)?(?=[，,；;。）)】\]]|$)"
)
_TAIL = re.compile(r"等?(?:(?:有关|相关)?(?:部门|单位)(?:和单位)?)?$")
_LEAD_IN = re.compile(r"\s*由\s*")


@dataclass(frozen=True, slots=True)
class Named:
    """A name or a time in a bracket or label line; `start`–`end` are 0-based in the text."""

    says: Says
    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Bracket:
    """A bracket that names bodies: `start` is that of its opening sign, `end` behind its closing one."""

    start: int
    end: int
    named: tuple[Named, ...]
    explicit: bool  # says by label or verb what the bodies do


def brackets(text: str, registry: Registry) -> Iterator[Bracket]:
    """The outermost brackets of `text` that name bodies."""
    for start, end in _outermost(text):
        if end - start > _LONGEST:
            continue
        named, explicit = _read(text, start + 1, end - 1, registry)
        if any(part.says != "deadline" for part in named):
            yield Bracket(start, end, named, explicit)


def label_line(text: str, registry: Registry) -> tuple[Named, ...]:
    """What a line that opens with a label says."""
    end = len(text.rstrip())
    if text[:end].endswith(tuple(_CLOSE)) and text.lstrip().startswith(tuple(_OPEN)):
        end -= 1
    return _labels(text, 0, end, registry)


def closing_labels(text: str, registry: Registry) -> tuple[Named, ...]:
    """What labels say that close a paragraph after its last sentence: …不少于3个。责任单位：A、B"""
    stop = max(text.rstrip().rstrip("。；;").rfind(sign) for sign in "。；;")
    first = next(labelled(text, stop + 1), None) if stop >= 0 else None
    if any(sign in text[stop + 1 :] for sign in _CLOSE):  # within a bracket, which is read as one
        return ()
    if first is None or text[stop + 1 : first.start].strip().rstrip(":： ") != first.label:
        return ()
    return _labels(text, stop + 1, len(text.rstrip()), registry)


def names(text: str, start: int, end: int, registry: Registry) -> Iterator[tuple[int, int]]:
    """Places of the names in the list `text[start:end]`; a blank sign counts as one."""
    for part in re.compile(r"[^、，,；;。]+").finditer(text, start, end):
        left, right = _stripped(text, *part.span())
        if is_blank(text[left:right]):
            yield left, right
            continue
        right = left + _TAIL.sub("", text[left:right]).__len__()
        for one, other in split_names(text[left:right], registry):
            yield left + one, left + other


def _outermost(text: str) -> Iterator[tuple[int, int]]:
    depth, start = 0, 0
    for at, char in enumerate(text):
        if char in _OPEN:
            if depth == 0:
                start = at
            depth += 1
        elif char in _CLOSE and depth:
            depth -= 1
            if depth == 0:
                yield start, at + 1


def _read(text: str, start: int, end: int, registry: Registry) -> tuple[tuple[Named, ...], bool]:
    by_label = _labels(text, start, end, registry)
    if by_label:
        return by_label, True
    if by_verb := _verbs(text, start, end, registry):
        return by_verb, True
    found = list(names(text, start, end, registry))
    if (
        found
        and all(_body(text[left:right], registry) for left, right in found)
        and not all(is_blank(text[left:right]) for left, right in found)
    ):
        return tuple(Named("responsible", "", left, right) for left, right in found), False
    return (), False


def _labels(text: str, start: int, end: int, registry: Registry) -> tuple[Named, ...]:
    found: list[Named] = []
    for part in labelled(text, start, end):
        if part.says == "deadline":
            left, right = _stripped(text, part.start, part.end)
            found.append(Named("deadline", part.label, left, right))
        else:
            found.extend(
                Named(part.says, part.label, left, right)
                for left, right in names(text, part.start, part.end, registry)
            )
    return tuple(found)


def _verbs(text: str, start: int, end: int, registry: Registry) -> tuple[Named, ...]:
    """Names by the verb that closes their segment; names before a verb's segment share it."""
    found: list[Named] = []
    waiting: list[tuple[int, int]] = []
    for segment in _SEGMENT.finditer(text, start, end):
        left, right = segment.span()
        if lead_in := _LEAD_IN.match(text, left, right):
            left = lead_in.end()
        if time := _TIME.match(text, left, right):
            found.append(Named("deadline", "", left, time.end(1)))
            continue
        verb = _VERB.search(text[left:right])
        stop = left + verb.start() if verb else right
        waiting.extend(names(text, left, stop, registry))
        if verb:
            says: Says = next(says for says, _ in VERBS if verb[says])
            found.extend(Named(says, verb[0].strip(), one, other) for one, other in waiting)
            waiting = []
    bodies = [part for part in found if part.says != "deadline"]
    if waiting or not all(_body(text[part.start : part.end], registry) for part in bodies):
        return ()
    return tuple(found)


def _body(name: str, registry: Registry) -> bool:
    return is_blank(name) or registry.resolve(name) is not None or registry.plausible(name)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " \u3000\t。；;，,、":
        start += 1
    while end > start and text[end - 1] in " \u3000\t。；;，,、":
        end -= 1
    return start, end
