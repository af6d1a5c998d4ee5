"""Writer: files into one folder, and nowhere else. Does I/O.

Addresses come from ids in files that people edit, so a path that leaves the folder is refused here
too, whatever the rooms before have let through.
"""

from __future__ import annotations

import os
from io import FileIO
from pathlib import Path

from gongkai import manifest
from gongkai.site import folders
from gongkai.site.former import Former


class UnsafePath(ValueError):
    """A path that would lead out of the site's folder."""


class Writer:
    """Writes under `folder`, and takes over from the `former` site what stays as it is. `files` is what was written, by path."""

    def __init__(self, folder: Path, former: Former | None = None) -> None:
        self.folder = folder
        self.files: dict[str, manifest.Entry] = {}
        self._former = former
        self._made: set[str] = set()

    def file(self, path: str, data: bytes) -> None:
        """Write one file; `path` is relative to the folder, with slashes. Raises `UnsafePath` where it would lead out."""
        place, what = self._place(path), manifest.entry(data)
        if not (self._former and self._former.lend(path, what, place)):
            _write(place, data)
        self.files[path] = what

    def take(self, path: str, what: manifest.Entry) -> bool:
        """Take a file over from the former site, if it is `what` there; whether that was done."""
        taken = self._former is not None and self._former.lend(path, what, self._place(path))
        if taken:
            self.files[path] = what
        return taken

    def _place(self, path: str) -> str:
        """Where the file is to stand, its folder made."""
        if not _ELSEWHERE.isdisjoint(path) or not _NO_NAMES.isdisjoint(path.split("/")):
            raise UnsafePath(path)
        parent, _, _ = path.rpartition("/")
        if parent not in self._made:
            _make(os.path.join(self.folder, parent))  # noqa: PTH118 - hot
            self._made.add(parent)
        return os.path.join(self.folder, path)  # noqa: PTH118 - hot


_ELSEWHERE = frozenset("\\:\0")  # signs by which some system goes to another place
_NO_NAMES = frozenset(("", ".", ".."))


def _write(place: str, data: bytes) -> None:
    """A file of its own, whatever stands there: that may be a second name of one of the former site."""
    try:
        out = _new(place)
    except FileExistsError:
        if os.path.isdir(place):  # noqa: PTH112 - an empty one of an earlier site
            folders.clear(Path(place))
        else:
            os.unlink(place)  # noqa: PTH108
        out = _new(place)
    left = memoryview(data)
    with out:
        while left:
            left = left[out.write(left) :]


def _new(place: str) -> FileIO:
    return open(place, "xb", buffering=0)  # noqa: PTH123 - hot, as what is in it is there at once


def _make(folder: str) -> None:
    """The folder, with those above it where they are not there yet: of a thousand pages, all but a few have theirs."""
    try:
        os.mkdir(folder)  # noqa: PTH102 - hot
    except FileExistsError:
        return
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - hot
