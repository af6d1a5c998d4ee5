"""Swap: a new folder takes the place of the old one. Does I/O.

Where the system can exchange two names in one step (Linux), no moment exists without a site. Elsewhere
two renames do it, and a kill between them leaves `site.old` without `site`: `repair`, which every
build calls first, puts it back.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from gongkai.sources import Finding
from gongkai.store.entries import PARTS
from gongkai.store.files import exchange

# What a project keeps for itself, whatever mkdocs.yml says (`host.own`), and what only a built site has.
OWN = (*PARTS, "mkdocs.yml", ".git")
BUILT = ("index.html", "assets/search-engine.js")


def refusals(target: Path, project: Path) -> Iterator[Finding]:
    """Why `target` may not be replaced by a built site: it is, holds or lies in somebody's work.

    One wrong word in mkdocs.yml must not cost a plan: a folder with anything in it is replaced only
    where it is a built site already.
    """
    for name in OWN:
        if target.is_relative_to(project / name) or (target / name).exists():
            yield Finding("site-folder", str(target), args={"name": name})
            return
    if target.is_file():
        yield Finding("site-folder", str(target), args={"name": target.name})
    elif target.is_dir() and not all((target / name).is_file() for name in BUILT):
        for left in sorted(target.iterdir())[:1]:
            yield Finding("site-folder", str(target), args={"name": left.name})


def fresh(target: Path) -> Path:
    """The name of the folder that a build for `target` goes to; beside it, so that a rename does."""
    return target.with_name(target.name + ".new")


def kept(target: Path) -> Path:
    """The name that the old folder has between the two renames."""
    return target.with_name(target.name + ".old")


def repair(target: Path) -> None:
    """Finish or undo what a killed build left beside `target`."""
    if kept(target).exists() and not target.exists():
        kept(target).rename(target)
    for left in (kept(target), fresh(target)):
        if left.exists():
            shutil.rmtree(left)


def swap(target: Path, remove: Callable[[Path], object] = shutil.rmtree) -> None:
    """Put the fresh folder in the place of `target`, and `remove` what was there."""
    new = fresh(target)
    if not target.exists():
        new.rename(target)
        return
    if exchange(new, target):
        remove(new)
        return
    target.rename(kept(target))
    new.rename(target)
    remove(kept(target))


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """The time in which nobody else builds or publishes in `folder`; BlockingIOError where one does.

    A network share may lock no folders: there, as on Windows, nobody is kept out.
    """
    try:
        import fcntl
    except ImportError:  # Windows, where the renames themselves fail on a folder in use
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise
        except OSError:
            pass
        yield
    finally:
        os.close(handle)
