"""Writer: files into one folder, and nowhere else. Does I/O.

Addresses come from ids in files that people edit, so a path that leaves the folder is refused here
too, whatever the rooms before have let through.
"""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath


class UnsafePath(ValueError):
    """A path that would lead out of the site's folder."""


class Writer:
    """Writes under `folder`; keeps the addresses written. `index.html` is left out of an address."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.written: set[str] = set()
        self._made: set[str] = set()

    def page(self, address: str, html: bytes) -> None:
        """Write the page at `address`, which is "" or ends with a slash."""
        self.file(f"{address}index.html", html)
        self.written.add(address)

    def file(self, path: str, data: bytes) -> None:
        """Write one file; `path` is relative to the folder, with slashes."""
        if not path or "\\" in path or ":" in path or "\0" in path:
            raise UnsafePath(path)
        pure = PurePosixPath(path)
        if pure.is_absolute() or ".." in pure.parts or str(pure) != path:
            raise UnsafePath(path)
        parent, _, _ = path.rpartition("/")
        if parent not in self._made:
            _make(os.path.join(self.folder, parent))  # noqa: PTH118 - hot
            self._made.add(parent)
        with open(os.path.join(self.folder, path), "wb") as out:  # noqa: PTH118, PTH123 - hot
            out.write(data)
        self.written.add(path)


def _make(folder: str) -> None:
    """The folder, with those above it where they are not there yet: of a thousand pages, all but a few have theirs."""
    try:
        os.mkdir(folder)  # noqa: PTH102 - hot
    except FileExistsError:
        return
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - hot
