"""Below: what stands below a folder, by one walk. Reads names and states, opens no file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct


class Below(Struct, frozen=True):
    """All that stands below a folder, named from there with slashes.

    `files`: their states, links not followed; `folders`: each before those below it. A link is a file, wherever it leads.
    """

    files: Mapping[str, os.stat_result]
    folders: Sequence[str]


def folders_of(files: Iterable[str]) -> set[str]:
    """All folders that `files`, named with slashes, are in; those above them too."""
    found: set[str] = set()
    for name in files:
        folder = name.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def below(folder: str | Path) -> Below:
    """What stands below `folder`, in an order that does not change. Raises `OSError` where any of it cannot be looked into."""
    files: dict[str, os.stat_result] = {}
    folders: list[str] = []
    left = [""]
    while left:
        within = left.pop()
        # The least that Python does for a file: a site has thousands.
        with os.scandir(f"{folder}/{within}") as entries:
            for entry in entries:
                name = within + entry.name
                if entry.is_dir(follow_symlinks=False):
                    folders.append(name)
                    left.append(f"{name}/")
                    continue
                with suppress(FileNotFoundError):  # it has gone since it was listed
                    files[name] = entry.stat(follow_symlinks=False)
    return Below({name: files[name] for name in sorted(files)}, sorted(folders))
