"""The files of the index, for `assets/search/`. Pure, deterministic, linear.

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
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any, TypeVar

from gongkai.search.entry import KINDS, Entry
from gongkai.search.postings import Postings, encode, grams
from gongkai.search.words import key

First = TypeVar("First")

FORMAT = "gongkai-search/1"
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
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
    index["d"] = encode(_shards(parts, "d", _records(sorted_entries), _list, None if one else PAGE))
    index["k"] = _bounds(parts, "k", _keys(sorted_entries), one)
    index["g"] = None if one else _bounds(parts, "g", _grams(sorted_entries), one)
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


def _records(entries: Sequence[Entry]) -> Iterator[tuple[int, str]]:
    for place, entry in enumerate(entries):
        named = (entry.title, entry.number)
        heads = [head for head in entry.heads if head not in named]
        yield place, _json([entry.address, entry.title, entry.number, heads, list(entry.lines)])


def _keys(entries: Sequence[Entry]) -> Iterator[tuple[str, str]]:
    postings = Postings()
    once = cache(key)  # one number, day or word names many entries
    for place, entry in enumerate(entries):
        postings.add(place, dict.fromkeys(word for head in entry.heads if (word := once(head))))
    for word in postings.sorted():
        yield word, f"{_json(word)}:{_json(encode(postings.numbers(word)))}"


def _grams(entries: Sequence[Entry]) -> Iterator[tuple[str, str]]:
    text, named = Postings(), Postings()
    for place, entry in enumerate(entries):
        heads = grams(entry.heads)
        named.add(place, heads)
        text.add(place, heads | grams(entry.lines))
    for gram in text.sorted():
        both = encode(text.numbers(gram)) + "|" + encode(named.numbers(gram))
        yield gram, f"{_json(gram)}:{_json(both)}"


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
    text = _JSON.encode(value)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _script(name: str, version: str, data: str) -> bytes:
    # A lone surrogate, which no sound source holds, becomes its escape rather than an error.
    return f'gongkaiSearch.put("{name}","{version}",{data});\n'.encode("utf-8", "backslashreplace")
