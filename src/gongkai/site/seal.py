"""Seal: the manifest of a new site, by which copies of it are verified. Does I/O."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from gongkai import manifest


def seal(folder: Path, known: Mapping[str, manifest.Entry] = MappingProxyType({})) -> None:
    """Write the manifest of all other files below `folder` into it; what is `known` is not read again."""
    paths = [path for path in below(folder) if path != manifest.NAME]
    files = {
        path: known.get(path) or manifest.entry((folder / path).read_bytes()) for path in paths
    }
    (folder / manifest.NAME).write_bytes(manifest.write(files))


def below(folder: Path) -> list[str]:
    """The paths of all files below `folder`, from there and with slashes."""
    own = len(os.path.join(folder, ""))  # noqa: PTH118 - hot
    return [
        os.path.join(base, name)[own:].replace(os.sep, "/")  # noqa: PTH118 - hot
        for base, _, names in os.walk(folder)
        for name in names
    ]
