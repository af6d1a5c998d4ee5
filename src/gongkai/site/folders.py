"""Folders: those of a site that is gone, empty, for the next one. Does I/O.

A site has a folder for each page. To make a thousand takes a file system far longer when as many were removed a moment
before, as each build did that an editor lets follow upon the last. Without them a build makes its own. On Linux alone: where
names that differ in their capitals alone are one, a folder would keep a name that is no longer its own.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from gongkai.below import Below, below, folders_of
from gongkai.store.cache import FOLDER

NAME = "site-folders"
_LINUX = sys.platform.startswith("linux")


def keep(project: Path, site: Path) -> None:
    """Remove the old `site` of a project but for its folders, which are kept; where that cannot be done, remove it whole."""
    place = project / FOLDER / NAME
    if site.is_symlink():  # what it leads to is somebody else's
        site.unlink()
        return
    try:
        if not _LINUX or place.parent.is_symlink() or not place.parent.is_dir():
            raise NotADirectoryError(place.parent)
        if os.path.lexists(place):
            _remove(place)
        for name in below(site).files:
            os.unlink(f"{site}/{name}")  # noqa: PTH108 - hot
        site.rename(place)
    except (OSError, RecursionError):
        shutil.rmtree(site)


def take(project: Path, site: Path, files: Iterable[str] = ()) -> None:
    """Make `site`, which is empty or not there, of the folders that are kept; of none where anything else is among them.

    One that stands where one of `files` is to stand is left out.
    """
    place = project / FOLDER / NAME
    with suppress(OSError, RecursionError):  # a stranger's may lie deeper than Python goes
        # A link leads out of the project.
        if place.parent.is_symlink() or not os.path.lexists(place):
            return
        if not _LINUX or not _only_folders(place):
            _remove(place)
            return
        if site.exists():
            site.rmdir()
        site.mkdir()
        if site.stat().st_mode != place.stat().st_mode:  # made when new ones got other rights
            return
        site.rmdir()
        place.rename(site)
        for file in files:
            if os.path.isdir(file):  # noqa: PTH112 - hot
                clear(Path(file))


def prune(site: Path, found: Below) -> None:
    """Remove the folders in which nothing came to stand; `found` is what there is below `site`."""
    needed = folders_of(found.files)
    for name in reversed(found.folders):
        if name not in needed:
            with suppress(OSError):  # something has come to stand there since
                os.rmdir(f"{site}/{name}")  # noqa: PTH106 - hot


def clear(folder: Path) -> None:
    """Remove a folder of an earlier site; what has come to stand below it stays."""
    prune(folder, below(folder))
    with suppress(OSError):
        folder.rmdir()


def _only_folders(place: Path) -> bool:
    """Whether there are folders and nothing else: a link would lead what is written elsewhere."""
    if place.is_symlink() or not place.is_dir():
        return False
    return not below(place).files


def _remove(place: Path) -> None:
    if place.is_symlink() or not place.is_dir():
        place.unlink()
    else:
        shutil.rmtree(place)
