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
        for base, below, names in os.walk(site):
            for name in (*names, *_links(base, below)):
                os.unlink(f"{base}/{name}")  # noqa: PTH108 - hot
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
                prune(Path(file))


def prune(site: Path) -> None:
    """Remove the folders in which nothing came to stand."""
    for base, _, names in os.walk(site, topdown=False):
        if not names:
            with suppress(OSError):  # a folder below it stayed
                Path(base).rmdir()


def _only_folders(place: Path) -> bool:
    """Whether there are folders and nothing else: a link would lead what is written elsewhere."""
    if place.is_symlink() or not place.is_dir():
        return False
    return all(not (names or _links(base, below)) for base, below, names in os.walk(place))


def _links(base: str, below: list[str]) -> list[str]:
    return [name for name in below if os.path.islink(f"{base}/{name}")]  # noqa: PTH114 - hot


def _remove(place: Path) -> None:
    if place.is_symlink() or not place.is_dir():
        place.unlink()
    else:
        shutil.rmtree(place)
