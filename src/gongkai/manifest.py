"""Manifest: which files a site is made of, and whether a copy of it still is. Pure.

`manifest.json` at a site's root lists every other file with its SHA-256 and size, sorted by path.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from gongkai.below import folders_of
from gongkai.json_file import json_file

NAME = "manifest.json"
FORMAT = "gongkai-manifest/1"
# Bytes of a file of a site; what is listed as larger would be read without end.
LARGEST = 16 * 1024**3


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
    """The files by path. Raises `ValueError` for what is no manifest, or says a thing twice; names itself, a path that leads out or
    that goes through a file, or a size that no file has.
    """
    try:
        listed = msgspec.convert(
            json.loads(data.decode(), object_pairs_hook=_once), _Document
        ).files
    except RecursionError as error:
        raise ValueError(str(error)) from error
    files = {one.path: Entry(one.sha256, one.size) for one in listed}
    if len(files) < len(listed) or NAME in files or not all(map(is_inside, files)):
        raise ValueError("path")
    if not files.keys().isdisjoint(folders_of(files)):
        raise ValueError("path")
    return files


def is_inside(path: str) -> bool:
    """Whether `path`, with slashes, is that of a file within a folder, on every system."""
    return _ELSEWHERE.isdisjoint(path) and _NO_NAMES.isdisjoint(path.split("/"))


_ELSEWHERE = frozenset("\\:\0")  # signs by which some system goes to another place
_NO_NAMES = frozenset(("", ".", ".."))


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
    sha256: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
    size: Annotated[int, Meta(ge=0, le=LARGEST)]


class _Document(Struct):
    format: Literal["gongkai-manifest/1"]
    files: list[_Listed]


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object; `ValueError` where it has a key twice."""
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError("key")
    return made
