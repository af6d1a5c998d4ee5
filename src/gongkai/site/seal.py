"""Seal: the manifest of a new site, by which copies of it are verified. Does I/O."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping
from pathlib import Path
from stat import S_ISLNK
from types import MappingProxyType
from typing import IO

from gongkai import manifest
from gongkai.below import Below


def seal(
    folder: Path, found: Below, known: Mapping[str, manifest.Entry] = MappingProxyType({})
) -> None:
    """Write the manifest of all files below `folder` into it; `found` is what there is, what is `known` is not read again."""
    paths = [path for path in files(folder, found) if path != manifest.NAME]
    listed = {path: known.get(path) or _of_file(folder / path) for path in paths}
    (folder / manifest.NAME).write_bytes(manifest.write(listed))


def files(folder: Path, found: Below) -> list[str]:
    """The files of `found`, which is what there is below `folder`, but for links to folders: nobody goes into these."""
    return [
        path
        for path, state in found.files.items()
        if not (S_ISLNK(state.st_mode) and (folder / path).is_dir())
    ]


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
