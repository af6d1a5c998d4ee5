"""Build: a project → its site, unless the site that stands is the one that would be made. Does I/O.

Nothing is changed before the check passes; the new site grows in a folder of its own; an error, a kill or
a full disk on the way leaves the site that was there (making.py). Two builds of one project wait for nobody: the
second says that the first is at work.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path

from gongkai.checking import examining
from gongkai.site import last, swap
from gongkai.site.last import BuildReport
from gongkai.sources import Finding
from gongkai.store import Cache

__all__ = ["BuildReport", "build"]


def build(
    folder: Path,
    *,
    as_of: date | None = None,
    publish: bool = False,
    strict: bool = False,
    copy: Path | None = None,
) -> BuildReport:
    """Build the site of the project in `folder`.

    `copy`: a folder for a second site that opens without a server (offline.py).

    `publish`: for the public, so strict, and never a draft. `strict`: warnings of the site (a link that
    leads nowhere, a complaint of the host) stop the build too. Findings of `check` that are no
    errors never do.
    """
    if not folder.is_dir():
        return BuildReport(False, folder / "site", (Finding("project-missing", str(folder)),))
    folder = folder.resolve()
    asked = last.Asked(as_of, date.today(), publish, strict or publish, time.time_ns())
    try:
        with swap.alone(folder):
            known = last.unchanged(folder, asked) if copy is None else None
            return known or _anew(folder, asked, copy)
    except BlockingIOError:
        return BuildReport(False, folder / "site", (Finding("site-busy", str(folder)),))


def _anew(folder: Path, asked: last.Asked, copy: Path | None) -> BuildReport:
    """Check the project and make its site."""
    cache = Cache(folder)
    # The host and all rooms take long to load.
    load = partial(import_module, "gongkai.site.making")
    with _uncollected(), examining(folder, cache, load) as examined:
        from gongkai.site.making import make

        report = make(folder, asked, cache, examined, copy)
        # What was read before a file was saved may be kept under the hash of what stood there afterwards.
        if last.touched_since(asked.begun, [str(folder / "plan_data")]):
            cache.forget()
        return report


@contextmanager
def _uncollected() -> Iterator[None]:
    """The time in which Python looks for no cycles: a build makes hardly any, and its values are many.

    Looking costs a fifth of the time of a large plan, and more the larger it is.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
