"""A plan ↔ compact JSON values, for the cache alone: quick to read back, never published, never edited. Pure.

A record is the list of its fields' values in the order of the model; a stretch of a line is its line and
columns, for the line itself stands in `source_lines`. `expand(compact(plan)) == plan`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from gongkai.model import Plan
from gongkai.sources.span import Stretch

Decoder = Callable[[Any], Any]


def compact(plan: Plan) -> Any:  # noqa: ANN401 - a tree of JSON values
    """`plan` as lists, texts and numbers."""
    return _compact(plan)


def expand(values: Any) -> Plan:  # noqa: ANN401
    """The plan again. Raises `TypeError`, `ValueError`, `LookupError` for what `compact` did not give."""
    names = [field.name for field in fields(Plan)]
    given = dict(zip(names, values, strict=True))
    lines = tuple(given.pop("source_lines"))

    def stretch(value: list[Any]) -> Stretch:
        line, *rest = value
        raw = lines[line - 1]
        if len(rest) == 2:
            return Stretch(line, raw, raw[rest[0] - 1 : rest[1] - 1], range(*rest))
        return Stretch(line, raw, "".join(raw[col - 1] for col in rest[0]), tuple(rest[0]))

    decode = _decoders(stretch)
    hints = get_type_hints(Plan)
    return Plan(
        **{name: decode(hints[name])(held) for name, held in given.items()}, source_lines=lines
    )


def _compact(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, Stretch):
        cols = value.cols
        if isinstance(cols, range) and cols.step == 1:
            return [value.line, cols.start, cols.stop]
        return [value.line, list(cols)]
    if isinstance(value, tuple):
        return [_compact(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return [_compact(getattr(value, name)) for name in _names(type(value))]
    return value


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _decoders(stretch: Decoder) -> Callable[[Any], Decoder]:
    @cache
    def decoder(hint: Any) -> Decoder:  # noqa: ANN401
        if hint is Stretch:
            return stretch
        origin, args = get_origin(hint), get_args(hint)
        if origin in (Union, UnionType):
            inner = decoder(next(arg for arg in args if arg is not type(None)))
            return lambda value: None if value is None else inner(value)
        if origin is tuple and args[-1] is ...:
            each = decoder(args[0])
            return lambda value: tuple(map(each, value))
        if origin is tuple:
            parts = [decoder(arg) for arg in args]
            return lambda value: tuple(part(one) for part, one in zip(parts, value, strict=True))
        if is_dataclass(hint):
            return _record(hint, decoder)
        if origin is Literal or hint in (str, int, bool):
            return lambda value: value
        raise TypeError(f"no compact form for {hint}")

    return decoder


def _record(kind: Any, decoder: Callable[[Any], Decoder]) -> Decoder:  # noqa: ANN401
    hints = get_type_hints(kind)
    parts: Sequence[Decoder] = [decoder(hints[name]) for name in _names(kind)]
    return lambda values: kind(*[part(one) for part, one in zip(parts, values, strict=True)])
