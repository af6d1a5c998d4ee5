"""Splice: a changed value into the YAML text that held the old one, all else as it stands. Pure.

The lines of a key or of a list's item are written anew only where what they say has changed; every other
line keeps its bytes: comments, order, a person's own way of quoting. Lines are found at the positions that
the parser gives. Lists are aligned by what tells their items apart (`id`, else the place in the source).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from msgspec import Struct, field

from gongkai.revise.order import unmoved
from gongkai.store.emit import Flow, entry, item, lines
from gongkai.yaml_tree import Mapping, Scalar, Sequence, Tree, parse

# What the parser takes for the end of a line; wider than what ends a line of a plan.
_LINE = re.compile(r"[^\r\n\x85\u2028\u2029]*(?:\r\n|[\r\n\x85\u2028\u2029]|\Z)")
_BLOCK_HEAD = re.compile(r"[|>][-+0-9]*")
_KEPT_END = re.compile(r"(?:\A|\n)\n\Z")  # a literal block whose empty last lines are part of it
_BOM = b"\xef\xbb\xbf"
_TELLS_APART = ("id", "at", "line", "name")


def splice(data: bytes, old: object, new: object) -> bytes:
    """`data`, a file that reads as `old`, with the fewest lines changed that make it read as `new`.

    `old` and `new` are plain values as `Record.write` gives them. What the file says and `old` leaves out
    (a default that is written out) stays. ValueError where `data` is no YAML.
    """
    if old == new:
        return data
    tree, _ = parse("", data)
    if tree is None:
        raise ValueError("no YAML to splice into")
    text = data.decode("utf-8-sig")
    page = _Page(_LINE.findall(text)[:-1] if text else [])
    if not page.change(tree, old, new):
        page.put(tree.line, len(page.lines), lines(new))
    spliced = page.text().encode()
    return _BOM + spliced if data.startswith(_BOM) else spliced


class _Page(Struct):
    """The lines of a file with their ends, and what is to be put in the place of which."""

    lines: list[str]
    edits: list[tuple[int, int, list[str]]] = field(default_factory=list)

    def text(self) -> str:
        """The lines with all edits made."""
        end = "\r\n" if self.lines and self.lines[0].endswith("\r\n") else "\n"
        done: list[str] = []
        at = 1
        for first, last, new in sorted(self.edits, key=lambda edit: edit[:2]):
            done += self.lines[at - 1 : first - 1]
            if new and done and not _ended(done[-1]):
                done[-1] += end
            done += [line + end for line in new]
            at = max(at, last + 1)
        return "".join(done + self.lines[at - 1 :])

    def put(self, first: int, last: int, new: Iterable[str]) -> None:
        """Put `new` in the place of the lines from `first` to `last`; before `first` where `last` is above it."""
        self.edits.append((first, last, list(new)))

    def change(self, tree: Tree, old: object, new: object) -> bool:
        """Edit within `tree` until it reads as `new`; False, and no edit, where it has to be written anew."""
        if old == new:
            return True
        if isinstance(tree, Scalar) or tree.flow or not new or isinstance(new, Flow):
            return False
        if isinstance(tree, Mapping) and isinstance(old, dict) and isinstance(new, dict):
            return self._mapping(tree, old, new)
        if isinstance(tree, Sequence) and isinstance(old, list) and isinstance(new, list):
            return self._sequence(tree, old, new)
        return False

    def _mapping(self, tree: Mapping, old: dict[str, object], new: dict[str, object]) -> bool:
        gone = [key for key in old if key not in new and key in tree.entries]
        first = next(iter(tree.entries))
        if first in gone or not all(self._alone(name, key == first) for key, name in _names(tree)):
            return False
        for key, (name, held) in tree.entries.items():
            if key in gone:
                self.put(name.line, self._end(held), ())
            elif key in new and not (key in old and self.change(held, old[key], new[key])):
                self._entry(name, held, new[key])
        above = first
        for key, value in new.items():
            if key in tree.entries:
                above = key
            else:
                end = self._end(tree.entries[above][1])
                self.put(end + 1, end, _indented(tree.col, entry(f"{key}:", value)))
        return True

    def _alone(self, name: Scalar, first: bool) -> bool:
        """Whether nothing stands before a key on its line but, before the first, the dashes of lists."""
        before = self.lines[name.line - 1][: name.col - 1].strip()
        return not (before.replace("-", "").strip() if first else before)

    def _entry(self, name: Scalar, held: Tree, value: object) -> None:
        """Write the value of a key anew: its own spelling and the comment behind it stay."""
        row = self.lines[name.line - 1]
        head = f"{row[name.col - 1 : name.stop - 1]}:"
        first, *rest = entry(head, value)
        written = [row[: name.col - 1] + first + self._comment(name, held)]
        self.put(name.line, self._end(held), written + _indented(name.col, rest))

    def _comment(self, name: Scalar, held: Tree) -> str:
        row, at = self.lines[name.line - 1], name.stop
        if held.stop:
            row, at = self.lines[held.end - 1], held.stop - 1
        elif held.line == name.line:
            block = _BLOCK_HEAD.match(row, held.col - 1)
            at = block.end() if block else at
        rest = row[at:].rstrip()
        return rest if rest.lstrip().startswith("#") else ""

    def _sequence(self, tree: Sequence, old: list[object], new: list[object]) -> bool:
        starts = [self._dash(tree, held) for held in tree.items]
        if any(self.lines[start - 1][: tree.col - 1].strip() for start in starts):
            return False
        pairs = _aligned(old, new)
        kept = {before for before in pairs if before is not None}
        above = starts[0] - 1
        for before, value in zip(pairs, new, strict=True):
            if before is None:
                self.put(above + 1, above, _indented(tree.col, item(value)))
                continue
            held = tree.items[before]
            above = self._end(held)
            if not self.change(held, old[before], value):
                self.put(starts[before], above, _indented(tree.col, item(value)))
        for before, start in enumerate(starts):
            if before not in kept:
                self.put(start, self._end(tree.items[before]), ())
        return True

    def _dash(self, tree: Sequence, held: Tree) -> int:
        """The line on which an item's dash stands."""
        line = held.line
        while self.lines[line - 1][tree.col - 1 : tree.col] != "-":
            line -= 1
        return line

    def _end(self, tree: Tree) -> int:
        """The last line of a value, without the empty lines that the parser counts to a block."""
        leaf = tree
        while not isinstance(leaf, Scalar) and not leaf.flow:
            leaf = leaf.items[-1] if isinstance(leaf, Sequence) else [*leaf.entries.values()][-1][1]
        end = tree.end
        if isinstance(leaf, Scalar) and not leaf.stop and not _KEPT_END.search(leaf.value):
            while end > leaf.line and not self.lines[end - 1].strip():
                end -= 1
        return end


def _names(tree: Mapping) -> Iterable[tuple[str, Scalar]]:
    return ((key, name) for key, (name, _) in tree.entries.items())


def _ended(line: str) -> bool:
    return line.endswith(("\n", "\r", "\x85", "\u2028", "\u2029"))


def _indented(col: int, rows: Iterable[str]) -> list[str]:
    return [" " * (col - 1) + row if row else row for row in rows]


def _aligned(old: list[object], new: list[object]) -> list[int | None]:
    """For each of `new` the index in `old` of what it was, in rising order; `None` for what is new."""
    places = {key: at for at, key in enumerate(_keys(old))}
    found = [places.get(key) for key in _keys(new)]
    if len(old) == len(new) and all(at in (None, here) for here, at in enumerate(found)):
        return list(range(len(new)))  # nothing came, went or moved
    kept = unmoved(at for at in found if at is not None)
    return [at if at in kept else None for at in found]


def _keys(values: list[object]) -> list[object]:
    seen: Counter[str] = Counter()
    keys: list[object] = []
    for value in values:
        told = (
            [value[key] for key in _TELLS_APART if key in value] if isinstance(value, dict) else []
        )
        key = str(told[0] if told else value)
        seen[key] += 1
        keys.append((key, seen[key]))
    return keys
