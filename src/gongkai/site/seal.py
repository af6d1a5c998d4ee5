"""Seal: the manifest of a new site, by which copies of it are verified. Does I/O."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from gongkai import manifest
from gongkai.beside import halved

MANY = 500  # files, for whose half a second process pays


def seal(folder: Path) -> None:
    """Write the manifest of all other files below `folder` into it."""
    paths = [path for path in below(folder) if path != manifest.NAME]
    found = partial(_entries, folder)
    files = halved(found, paths) if len(paths) > MANY else found(paths)
    (folder / manifest.NAME).write_bytes(manifest.write(files))


def below(folder: Path) -> list[str]:
    """The paths of all files below `folder`, from there and with slashes."""
    own = len(os.path.join(folder, ""))  # noqa: PTH118 - hot
    return [
        os.path.join(base, name)[own:].replace(os.sep, "/")  # noqa: PTH118 - hot
        for base, _, names in os.walk(folder)
        for name in names
    ]


def _entries(folder: Path, paths: Sequence[str]) -> dict[str, manifest.Entry]:
    return {path: manifest.entry((folder / path).read_bytes()) for path in paths}
