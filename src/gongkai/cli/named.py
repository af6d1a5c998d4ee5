"""What a person names on the command line, found; what is not there is refused with the name that was likely meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NoReturn

from gongkai.cli.group import refuse
from gongkai.model import Node, Unit
from gongkai.sources import Finding
from gongkai.sources.near import near

# By what a unit is found; what one bears as its own goes before what another is also called.
_BEARS: tuple[Callable[[Unit], Iterable[str]], ...] = (
    lambda unit: (unit.id,),
    lambda unit: (unit.name,),
    lambda unit: unit.aliases if unit.short is None else (unit.short, *unit.aliases),
)


def unit_named(units: Iterable[Unit], wanted: str, *, as_json: bool) -> Unit:
    """The unit of that identifier, else of that name, else of that other name; what two units are called is none's."""
    listed = tuple(units)
    called = ({unit.id: unit for unit in listed if wanted in bears(unit)} for bears in _BEARS)
    found = next(filter(None, called), {})
    if len(found) > 1:
        named = "、".join(f"{unit.name}（{unit.id}）" for unit in found.values())
        _refuse("asked-unit-shared", wanted, {"units": named}, as_json=as_json)
    if not found:
        known = dict.fromkeys(name for unit in listed for bears in _BEARS for name in bears(unit))
        _refuse("asked-unit", wanted, {"meant": near(wanted, known)}, as_json=as_json)
    return next(iter(found.values()))


def node_named(nodes: Iterable[Node], wanted: str, *, as_json: bool) -> Node:
    """The node of that identifier."""
    listed = list(nodes)
    found = {node.id or "": node for node in listed}
    if wanted not in found:
        by_path = {node.path: node.id or "" for node in listed}
        meant = by_path.get(wanted) or near(wanted, found)
        _refuse("asked-node", wanted, {"meant": meant}, as_json=as_json)
    return found[wanted]


def _refuse(rule: str, wanted: str, args: dict[str, str], *, as_json: bool) -> NoReturn:
    refuse((Finding(rule, wanted, args=args),), as_json=as_json)
