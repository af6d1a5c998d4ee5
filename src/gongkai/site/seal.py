"""Seal: the manifest of a new site, by which copies of it are verified. Does I/O."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import IO

from gongkai import manifest


def seal(
    folder: Path, files: Iterable[str], known: Mapping[str, manifest.Entry] = MappingProxyType({})
) -> None:
    """Write the manifest of `files`, which are all others below `folder`, into it; what is `known` is not read again."""
    paths = [path for path in files if path != manifest.NAME]
    listed = {path: known.get(path) or _of_file(folder / path) for path in paths}
    (folder / manifest.NAME).write_bytes(manifest.write(listed))


def measured(stream: IO[bytes], most: int = sys.maxsize) -> manifest.Entry:
    """What the bytes of `stream` are, never held all at once; of those beyond `most` one is read, and tells that there are some."""
    hashed, size = hashlib.sha256(), 0
    while data := stream.read(min(_PIECE, most + 1 - size)):
        hashed.update(data)
        size += len(data)
    return manifest.Entry(hashed.hexdigest(), size)


_PIECE = 1024 * 1024  # bytes


def _of_file(path: Path) -> manifest.Entry:
    with path.open("rb") as file:
        return measured(file)
