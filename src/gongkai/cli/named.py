"""What a person names on the command line, found; what is not there is refused with the name that was likely meant."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NoReturn

import click

from gongkai.cli.words import language, say
from gongkai.model import Node, Unit
from gongkai.sources.near import asked, near


def unit_named(units: Iterable[Unit], wanted: str) -> Unit:
    """The unit of that identifier, name or other name."""
    names = {name: unit for unit in units for name in (unit.id, unit.name, *unit.aliases)}
    if wanted not in names:
        _refuse("no-unit", wanted, near(wanted, names))
    return names[wanted]


def node_named(nodes: Iterable[Node], wanted: str) -> Node:
    """The node of that identifier."""
    listed = list(nodes)
    found = {node.id or "": node for node in listed}
    if wanted not in found:
        by_path = {node.path: node.id or "" for node in listed}
        _refuse("no-node", wanted, by_path.get(wanted) or near(wanted, found))
    return found[wanted]


def _refuse(key: str, wanted: str, likely: str) -> NoReturn:
    raise click.UsageError(say(key, name=wanted) + asked(likely, chinese=language() == "zh"))
