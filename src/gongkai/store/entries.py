"""What stands in a project's folders and is no file of its own. Reads only.

A link that leads out of the project would publish what stands elsewhere on the machine, or have it written over; one to
a folder may lead round in a ring, and a pipe or a device would be waited for without end.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from gongkai.sources import Finding

PARTS = ("plan_data", "content", "macros")


def strange(folder: Path, parts: Iterable[str] = PARTS) -> Iterator[Finding]:
    """A finding for each entry in the `parts` of the project in `folder` that is no plain file or folder."""
    home = folder.resolve()
    for part in (*parts, "mkdocs.yml"):
        if (folder / part).is_symlink():
            yield from _odd(folder, home, folder / part)
        try:
            for base, folders, files in os.walk(folder / part):
                for name in sorted(folders + files):
                    yield from _odd(folder, home, Path(base, name))
        except RecursionError:
            yield Finding("entry-deep", part)


def _odd(folder: Path, home: Path, path: Path) -> Iterator[Finding]:
    linked = path.is_symlink()
    if linked and (path.is_dir() or not path.resolve().is_relative_to(home)):
        yield Finding("entry-link", path.relative_to(folder).as_posix())
    elif path.exists() and not (path.is_file() or path.is_dir()):
        yield Finding("entry-pipe", path.relative_to(folder).as_posix())
