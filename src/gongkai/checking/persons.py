"""Whose telephone, identity number, mailbox or home stands where it would be published. Reads, never writes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from gongkai.below import below
from gongkai.sources import Unreadable
from gongkai.sources.decode import decode
from gongkai.sources.finding import Finding
from gongkai.store.cache import Cache
from gongkai.store.files import bytes_of, shown
from gongkai.yaml_tree import events

if TYPE_CHECKING:
    from gongkai.personal import Personal, Placed

_OFFICES = ("landline", "mail", "home")  # what an office may have too
_TEXTS = (".yml", ".yaml", ".csv", ".md", ".txt", ".html", ".htm")
_FOLDERS = ("docs_dir", "base_path", "root_path")
_LINE_END = re.compile(r"\r\n?")


def texts(folder: Path) -> list[Path]:
    """The files in which somebody's number may stand: sources, what is written about them, pages, and mkdocs.yml."""
    found = {folder / "mkdocs.yml"}
    for part in {"plan_data", "content", *_page_folders(folder / "mkdocs.yml")}:
        base = folder / part
        if base.is_dir() and folder.resolve() in base.resolve().parents:
            held = below(base).files
            found.update(base / name for name in held if name.lower().endswith(_TEXTS))
    return sorted(found)


def _page_folders(settings: Path) -> Iterator[str]:
    """The folders that mkdocs.yml has pages, or pieces of pages, taken from: one name behind a key, or a list of them."""
    data, _ = bytes_of(settings, settings.name)
    key = listed = False
    try:
        for event in events(data or b""):
            scalar = isinstance(event, yaml.ScalarEvent)
            if scalar and (key or listed):
                yield event.value.removeprefix("$config_dir/")
                key = False
                continue
            listed = key and isinstance(event, yaml.SequenceStartEvent)
            key = scalar and event.value in _FOLDERS
    except yaml.YAMLError:
        return  # which is told by itself


def searched(paths: Sequence[Path], cache: Cache | None) -> Mapping[Path, Placed]:
    """What `personal` finds in each file, with line and column; nothing in one that cannot be read."""
    return {path: _personal(path, cache) for path in paths}


def persons(folder: Path, found: Mapping[Path, Placed]) -> Iterator[Finding]:
    """What points to a person in `found`, which is of all `texts`: in a source a warning, in what is written about it an error.

    A landline, mailbox or address that mkdocs.yml names is an office's own, and may stand anywhere. What a source prints, its
    section files repeat.
    """
    base = folder / "plan_data" / "revisions"
    sources = [path for path in sorted(base.glob("*/source.*")) if path in found]
    printed: set[str] = set()
    for path in sources:
        for one, place in found[path]:
            printed.add(one.digits)
            yield Finding("personal-source", shown(folder, path), *place)
    own = {one.digits for one, _ in found[folder / "mkdocs.yml"] if one.kind in _OFFICES}
    for path in sorted(found.keys() - set(sources)):
        repeats = printed if path.is_relative_to(base) else set()
        for one, place in found[path]:
            if one.digits not in own | repeats:
                yield Finding(f"personal-{one.kind}", shown(folder, path), *place)


def _personal(path: Path, cache: Cache | None) -> Placed:
    # Its patterns take long to load, and of two processes one may need none of them.
    from gongkai.personal import Placed

    data, _ = bytes_of(path, path.name)
    if not data:
        return ()
    if cache is None:
        return tuple(_placed(data))
    key = ("personal", hashlib.sha256(data).hexdigest())
    found: Placed = cache.value(key, lambda: tuple(_placed(data)), Placed)
    return found


def _placed(data: bytes) -> Iterator[tuple[Personal, tuple[int, int]]]:
    from gongkai.personal import personal

    try:
        text = _LINE_END.sub("\n", decode(data)[0])
    except Unreadable:
        return
    line = start = 0
    for found in personal(text):
        line += text.count("\n", start, found.start)
        start = found.start
        yield found, (line + 1, start - text.rfind("\n", 0, start))
