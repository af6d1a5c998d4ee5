"""Manifest: which files a site is made of, and whether a copy of it still is. Pure.

`manifest.json` at a site's root lists every other file with its SHA-256 and size, sorted by path.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from gongkai.json_file import json_file

NAME = "manifest.json"
FORMAT = "gongkai-manifest/1"
LARGEST = (
    16 * 1024**3
)  # bytes of a file of a site; what is listed as larger would be read without end


class Entry(Struct, frozen=True):
    """What a file is: the hash and the number of its bytes."""

    sha256: str
    size: int


def entry(data: bytes) -> Entry:
    """What `data` is."""
    return Entry(hashlib.sha256(data).hexdigest(), len(data))


def write(files: Mapping[str, Entry]) -> bytes:
    """The manifest of `files` by path."""
    listed = [
        {"path": path, "sha256": files[path].sha256, "size": files[path].size}
        for path in sorted(files)
    ]
    return json_file({"format": FORMAT, "files": listed})


def read(data: bytes) -> dict[str, Entry]:
    """The files by path. Raises `ValueError` for what is no manifest, names a path that leads out or twice, or a size that no file has."""
    try:
        listed = msgspec.json.decode(data, type=_Document).files
    except RecursionError as error:
        raise ValueError(str(error)) from error
    files = {one.path: Entry(one.sha256, one.size) for one in listed}
    if len(files) < len(listed) or not all(_inside(path) for path in files):
        raise ValueError("path")
    return files


def differences(
    listed: Mapping[str, Entry], found: Mapping[str, Entry | None], others: Iterable[str] = ()
) -> list[tuple[str, str]]:
    """Rule and path of each file that is `missing`, `changed` or `extra`, sorted by path.

    `found`: what each listed file is now, `None` where there is none; `others`: files that are there beside.
    """
    told = [(path, "extra") for path in others if path not in listed and path != NAME]
    for path, was in listed.items():
        now = found.get(path)
        if now != was:
            told.append((path, "missing" if now is None else "changed"))
    return [(f"verify-{kind}", path) for path, kind in sorted(told)]


class _Listed(Struct):
    path: str
    sha256: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
    size: Annotated[int, Meta(ge=0, le=LARGEST)]


class _Document(Struct):
    format: Literal["gongkai-manifest/1"]
    files: list[_Listed]


def _inside(path: str) -> bool:
    if not path or set(path) & set("\\:\0"):
        return False
    pure = PurePosixPath(path)
    return not pure.is_absolute() and ".." not in pure.parts and str(pure) == path
