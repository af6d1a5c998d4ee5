"""Whose telephone, identity number, mailbox or home stands where it would be published. Reads, never writes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from gongkai.personal import Personal, personal
from gongkai.sources import Unreadable
from gongkai.sources.decode import decode
from gongkai.sources.finding import Finding
from gongkai.store.cache import Cache
from gongkai.store.files import bytes_of, shown

_OFFICES = ("landline", "mail", "home")  # what an office may have too
_TEXTS = (".yml", ".yaml", ".csv", ".md", ".txt")
_LINE_END = re.compile(r"\r\n?")


def persons(folder: Path, cache: Cache | None) -> Iterator[Finding]:
    """What points to a person: in a source a warning, in what is written about it an error.

    A landline, mailbox or address that mkdocs.yml names is an office's own, and may stand anywhere. What a source prints, its
    section files repeat.
    """
    base = folder / "plan_data" / "revisions"
    sources = [path for path in sorted(base.glob("*/source.*")) if path.suffix in _TEXTS]
    printed: set[str] = set()
    for path in sources:
        for found, place in _personal(path, cache):
            printed.add(found.digits)
            yield Finding("personal-source", shown(folder, path), *place)
    site = folder / "mkdocs.yml"
    own = {found.digits for found, _ in _personal(site, cache) if found.kind in _OFFICES}
    written = [*(folder / "plan_data").rglob("*"), *(folder / "content").rglob("*"), site]
    for path in sorted(set(written) - set(sources)):
        repeats = printed if path.is_relative_to(base) else set()
        if path.suffix.lower() in _TEXTS:
            for found, place in _personal(path, cache):
                if found.digits not in own | repeats:
                    yield Finding(f"personal-{found.kind}", shown(folder, path), *place)


_PLACED = tuple[tuple[Personal, tuple[int, int]], ...]


def _personal(path: Path, cache: Cache | None) -> Iterator[tuple[Personal, tuple[int, int]]]:
    """What `personal` finds in a file, with line and column; nothing in a file that cannot be read."""
    data, _ = bytes_of(path, path.name)
    if not data:
        return
    if cache is None:
        yield from _placed(data)
        return
    key = ("personal", hashlib.sha256(data).hexdigest())
    yield from cache.value(key, lambda: tuple(_placed(data)), _PLACED)


def _placed(data: bytes) -> Iterator[tuple[Personal, tuple[int, int]]]:
    try:
        text = _LINE_END.sub("\n", decode(data)[0])
    except Unreadable:
        return
    line = start = 0
    for found in personal(text):
        line += text.count("\n", start, found.start)
        start = found.start
        yield found, (line + 1, start - text.rfind("\n", 0, start))
