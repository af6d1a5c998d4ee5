"""Days that are still to come, on records of what has happened: slips of the pen, mostly. Reads, never writes.

Which day it is, is the caller's to say: a build looks for none of these, for what is recorded after its day is no part of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from gongkai.below import below
from gongkai.day import is_day
from gongkai.sources import Finding
from gongkai.store.files import bytes_of
from gongkai.yaml_tree import Mapping, Scalar, Sequence, Tree, parse

# Keys of the overlays and of water under which the day of something that has happened stands.
HAPPENED = frozenset({"date", "filed", "published", "retested"})
_REVISIONS = "revisions/"  # which may be published on a day that is set beforehand


def to_come(folder: Path, today: date) -> Iterator[Finding]:
    """A note for each day after `today` in the records beside the plan's revisions."""
    base = folder / "plan_data"
    for name in below(base).files:
        if name.endswith(".yml") and not name.startswith(_REVISIONS):
            data, _ = bytes_of(base / name, name)
            root, _ = parse(name, data or b"")
            for place in _later(root, today.isoformat()) if root else ():
                args = {"day": place.value, "today": today.isoformat()}
                yield Finding("overlay-to-come", f"plan_data/{name}", place.line, place.col, args)


def _later(tree: Tree, today: str) -> Iterator[Scalar]:
    if isinstance(tree, Sequence):
        for item in tree.items:
            yield from _later(item, today)
    elif isinstance(tree, Mapping):
        for key, (_, held) in tree.entries.items():
            if not isinstance(held, Scalar):
                yield from _later(held, today)
            elif key in HAPPENED and held.value > today and is_day(held.value):
                yield held
