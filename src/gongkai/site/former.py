"""Former: the site that stands, from which a new one takes the files that stay as they are. Does I/O.

A file taken over is a second name of the same file: it is not written again, and keeps its time, so that a mirror fetches
what has changed alone. The old site goes as soon as the new one is in its place; until then nobody writes into either.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from gongkai.manifest import Entry


class Former(Struct, frozen=True):
    """A site as it was built: its folder, and what its files are by their paths."""

    folder: Path
    files: Mapping[str, Entry]

    def lend(self, path: str, what: Entry, place: str) -> bool:
        """Make `place` the file at `path` where that is `what`; else, or where the system has no second names, do nothing."""
        if self.files.get(path) != what:
            return False
        try:
            os.link(os.path.join(self.folder, path), place)  # noqa: PTH118 - hot
        except OSError:
            return False
        return True
