"""Where each record of a plan stands in its YAML files. Pure.

A record is told by where it stands in the `Plan`: ("targets", 3), ("nodes", 5, "lead", 0), ("duties", 2,
"by", 1). So the model knows nothing of files, and two records with one id are still two. Worked out from
the files' bytes only when somebody asks: a project without faults never pays for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from gongkai import yaml_tree
from gongkai.model import BODIES
from gongkai.store.records import OF_NODE
from gongkai.yaml_tree import Mapping, Tree, parse

Where = tuple[str | int, ...]
_WITHIN_NODE = frozenset((*BODIES, "deadline"))
_WITHIN_RECORD = frozenset(("by",))


class Placed(Struct, frozen=True):
    """A record as it stands in a file."""

    file: str
    tree: Mapping

    def at(self, key: str = "") -> tuple[int, int]:
        """Line and column of the value of `key`; of the record where it has none."""
        return self.tree.at(key)


def places(files: Sequence[tuple[str, bytes]]) -> dict[Where, Placed]:
    """The places of all records of a plan that was loaded from `files` without a fault."""
    found: dict[Where, Placed] = {}
    counts: Counter[str] = Counter()

    def put(key: str, record: Mapping, inner: frozenset[str]) -> None:
        where = (key, counts[key])
        counts[key] += 1
        found[where] = Placed(file, record)
        for name in inner & record.entries.keys():
            held = record.entries[name][1]
            if isinstance(held, Mapping):
                found[(*where, name)] = Placed(file, held)
            for at, one in enumerate(_items(record, name)):
                found[(*where, name, at)] = Placed(file, one)

    for file, data in files:
        root, _ = parse(file, data)
        for line in _items(root, "frame"):
            put("frame", line, frozenset())
        for node in _items(root, "nodes"):
            put("nodes", node, _WITHIN_NODE)
            for key, _, _ in OF_NODE:
                for record in _items(node, key):
                    put(key, record, _WITHIN_RECORD)
    return found


def _items(tree: Tree | None, key: str) -> Iterator[Mapping]:
    if isinstance(tree, Mapping) and key in tree.entries:
        held = tree.entries[key][1]
        if isinstance(held, yaml_tree.Sequence):
            yield from (item for item in held.items if isinstance(item, Mapping))
