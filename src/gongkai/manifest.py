"""Manifest: which files a site is made of, and whether a copy of it still is. Pure.

`manifest.json` at a site's root lists every other file with its SHA-256 and size, sorted by path.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from msgspec import Struct

from gongkai.json_file import json_file

NAME = "manifest.json"
FORMAT = "gongkai-manifest/1"


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
    """The files by path. Raises `ValueError` for what is no manifest, or names a path that leads out."""
    try:
        document = json.loads(data)
        if document["format"] != FORMAT:
            raise ValueError(document["format"])
        files = {one["path"]: Entry(one["sha256"], int(one["size"])) for one in document["files"]}
    except (KeyError, TypeError, OverflowError, RecursionError) as error:
        raise ValueError(str(error)) from error
    if not all(_inside(path) for path in files):
        raise ValueError("path")
    if any(what.size < 0 for what in files.values()):
        raise ValueError("size")
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


def _inside(path: object) -> bool:
    if not isinstance(path, str) or not path or set(path) & set("\\:\0"):
        return False
    pure = PurePosixPath(path)
    return not pure.is_absolute() and ".." not in pure.parts and str(pure) == path
