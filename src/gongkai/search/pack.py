"""The files of the index, for `assets/search/`. Pure, deterministic, near linear.

Each file is a classic script that hands one part to the page: `gongkaiSearch.put(name, version,
data)`, so that it is read from a server, a sub-path or a folder alike. The parts are

    index   kinds with the number of entries of each, and where each shard of the others begins
    d0 …    entries: [address, title, number, other heads, lines]; numbered by kind, then as given
    k0 …    key of a number or name → entries that are called so
    g0 …    run of one or two characters → entries that hold it | entries that are named by it

A plan of a county fits in one file: its index has no `g` and carries the other parts with it, and
the browser looks through the text itself. A large one is cut into shards of some 10–20 kB, of which
a query needs those of its own characters and of the entries that it shows.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import msgspec

from gongkai.search.entry import KINDS, Entry
from gongkai.search.postings import encode, grams, holders, postings, utf16
from gongkai.search.words import key

First = TypeVar("First")

FORMAT = "gongkai-search/1"
# Characters up to which all text goes into one file: some 150 kB compressed.
WHOLE = 100_000
SHARD = 20_000  # characters of one shard of postings
PAGE = 4_000  # characters of one shard of entries: a result needs one, so they are small


def files(entries: Iterable[Entry], *, whole: int = WHOLE) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each file of the index.

    More than `whole` characters of text are cut into shards.
    """
    order = {kind: place for place, (kind, _) in enumerate(KINDS)}
    sorted_entries = sorted(entries, key=lambda entry: order[entry.kind])
    size = sum(len(line) for entry in sorted_entries for line in entry.lines)
    one = size <= whole
    parts: list[tuple[str, str]] = []
    index: dict[str, Any] = {"format": FORMAT, "kinds": _kinds(sorted_entries)}
    heads = [entry.heads for entry in sorted_entries]
    named = holders(heads)
    records = _records(sorted_entries, heads)
    index["d"] = encode(_shards(parts, "d", records, _list, None if one else PAGE))
    index["k"] = _bounds(parts, "k", _keys(named), one)
    index["g"] = None
    if not one:
        lines = holders(entry.lines for entry in sorted_entries)
        index["g"] = _bounds(parts, "g", _grams(named, lines), one)
    digest = hashlib.sha256()
    for text in (json.dumps(index, ensure_ascii=False), *(text for _, text in parts)):
        digest.update(text.encode("utf-8", "surrogatepass"))
    version = digest.hexdigest()[:12]
    written = ((name, _script(name, version, text)) for name, text in parts)
    head = _script("index", version, _json(index))
    if one:
        yield "index.js", head + b"".join(script for _, script in written)
        return
    yield "index.js", head
    for name, script in written:
        yield f"{name}.js", script


def _kinds(entries: Sequence[Entry]) -> list[list[Any]]:
    counts = [sum(entry.kind == kind for entry in entries) for kind, _ in KINDS]
    return [[*kind, count] for kind, count in zip(KINDS, counts, strict=True) if count]


def _records(entries: Sequence[Entry], heads: Sequence[Sequence[str]]) -> Iterator[tuple[int, str]]:
    for place, (entry, names) in enumerate(zip(entries, heads, strict=True)):
        others = [name for name in names if name not in (entry.title, entry.number)]
        yield place, _json([entry.address, entry.title, entry.number, others, list(entry.lines)])


def _keys(named: Mapping[str, Sequence[int]]) -> Iterator[tuple[str, str]]:
    keys = postings(named, lambda head: filter(None, (key(head),)))
    for word in sorted(keys, key=utf16):
        yield word, f"{_json(word)}:{_json(encode(*keys[word]))}"


def _grams(
    named: Mapping[str, Sequence[int]], lines: Mapping[str, Sequence[int]]
) -> Iterator[tuple[str, str]]:
    heads, inside = postings(named, grams), postings(lines, grams)
    for gram in sorted(heads.keys() | inside.keys(), key=utf16):
        naming = heads.get(gram, ())
        names = encode(*naming)
        held = encode(*naming, *inside[gram]) if gram in inside else names
        yield gram, f"{_json(gram)}:{_json(f'{held}|{names}')}"


def _bounds(
    parts: list[tuple[str, str]], prefix: str, items: Iterator[tuple[str, str]], one: bool
) -> list[str]:
    return _shards(parts, prefix, items, _object, None if one else SHARD)


def _shards(
    parts: list[tuple[str, str]],
    prefix: str,
    items: Iterator[tuple[First, str]],
    close: Callable[[Iterable[str]], str],
    size: int | None,
) -> list[First]:
    """Append the shards of `items` to `parts`; the first item of each. One shard where no `size`."""
    bounds: list[First] = []
    texts: list[str] = []
    held = 0
    for first, text in items:
        if not texts:
            bounds.append(first)
        texts.append(text)
        held += len(text)
        if size is not None and held >= size:
            parts.append((f"{prefix}{len(bounds) - 1}", close(texts)))
            texts, held = [], 0
    if texts:
        parts.append((f"{prefix}{len(bounds) - 1}", close(texts)))
    return bounds


def _list(texts: Iterable[str]) -> str:
    return "[" + ",\n".join(texts) + "]"


def _object(texts: Iterable[str]) -> str:
    return "{" + ",\n".join(texts) + "}"


def _json(value: object) -> str:
    """JSON that is also JavaScript of any edition: two line ends of Unicode are written as escapes."""
    try:
        text = msgspec.json.encode(value).decode()
    except UnicodeEncodeError:  # half of a character
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _script(name: str, version: str, data: str) -> bytes:
    # A lone surrogate, which no sound source holds, becomes its escape rather than an error.
    return f'gongkaiSearch.put("{name}","{version}",{data});\n'.encode("utf-8", "backslashreplace")
