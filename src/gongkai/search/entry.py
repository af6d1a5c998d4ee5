"""Entry: one page that search can find. A value, without I/O."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

Kind = Literal["unit", "measure", "section", "target", "duty", "misprint", "water", "page", "gone"]

# What results are grouped by, in the order in which equally good groups stand; what is gone is always last.
KINDS: tuple[tuple[Kind, str], ...] = (
    ("unit", "单位"),
    ("measure", "措施"),
    ("section", "章节"),
    ("target", "目标"),
    ("duty", "职责"),
    ("misprint", "疑误"),
    ("water", "水质"),
    ("page", "页面"),
    ("gone", "现行版本已没有"),
)


class Entry(Struct, frozen=True):
    """A page, or a place on one, with the words by which it is found.

    `address` is relative to the site's root. `number` is shown beside the title (五（三）2);
    `numbers` are its other forms (5.3.2, N054, （三）), `names` other names of the same thing,
    `initials` pinyin initials: whoever types one of these exactly gets this entry first.
    `lines` are the lines of text that the page stands for, as printed; a run within one is found.
    """

    address: str
    kind: Kind
    title: str
    number: str = ""
    numbers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    initials: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()

    @property
    def heads(self) -> tuple[str, ...]:
        """Everything that names the entry, its title first."""
        named = (self.title, self.number, *self.numbers, *self.names, *self.initials)
        return tuple(dict.fromkeys(word for word in named if word))


def told_apart(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Entries in their order; those of one kind that would show the same number and title get the words that they stand for.

    So a duty to make a plan and one to file it are two results that a reader can tell; where the words are the same as well,
    the identifier tells.
    """
    found = list(entries)
    for more in (_with_words, _with_identifier):
        shown = Counter(map(_shown, found))
        found = [more(one) if shown[_shown(one)] > 1 else one for one in found]
    yield from found


def _shown(entry: Entry) -> tuple[str, str, str]:
    return entry.kind, entry.number, entry.title


def _with_words(entry: Entry) -> Entry:
    """Of a target or a duty, which has one line or none, the title with it."""
    if entry.kind not in ("target", "duty") or not entry.lines:
        return entry
    words = entry.lines[0]
    title = words if entry.title in words else f"{entry.title}：{words}"
    return replace(entry, title=title, names=(entry.title, *entry.names), lines=())


def _with_identifier(entry: Entry) -> Entry:
    page, _, record = entry.address.partition("#")
    identifier = record or page.rstrip("/").rpartition("/")[2]
    return replace(entry, title=f"{entry.title}（{identifier}）", names=(entry.title, *entry.names))
