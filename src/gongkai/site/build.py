"""Build: a project → its site, unless the site that stands is the one that would be made. Does I/O.

Nothing is changed before the check passes; the new site grows in a folder of its own; an error, a kill or
a full disk on the way leaves the site that was there (making.py). Two builds of one project wait for nobody: the
second says that the first is at work.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from gongkai.site import last, swap
from gongkai.site.last import BuildReport
from gongkai.sources import Finding

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
    folder = folder.resolve()
    asked = last.Asked(as_of, date.today(), publish, strict or publish)
    try:
        with swap.alone(folder):
            known = last.unchanged(folder, asked) if copy is None else None
            if known is None:
                from gongkai.site.making import make  # the host and all rooms: slow to load

                return make(folder, asked, copy)
            return known
    except BlockingIOError:
        return BuildReport(False, folder / "site", (Finding("site-busy", str(folder)),))
