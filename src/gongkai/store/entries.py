"""What stands in a project's folders and is no file of its own, or is read by nothing. Reads only.

A link that leads out of the project would publish what stands elsewhere on the machine, or have it written over; one to
a folder may lead round in a ring, and a pipe or a device would be waited for without end. A record in a file whose name
or folder is misspelt (`progres/2024.yml`, `2024.yaml`) would be missing from the site with nobody the wiser.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from gongkai.sources import Finding
from gongkai.sources.near import near

PARTS = ("plan_data", "content", "macros")
_RECORDS = (".yml", ".yaml", ".csv")  # what a file of records looks like
_OVERLAYS = (
    "units.yml",
    "fills.yml",
    "progress/*.yml",
    "disclosures/*.yml",
    "rectification/*.yml",
    "work_plans/*/*.yml",
    "water/points.yml",
    "water/publications.yml",
    "water/actions.yml",
    "water/results/*",
)
PLACES = (
    *_OVERLAYS,
    *(f"illustration/{place}" for place in (*_OVERLAYS, "in_force.yml")),
    "revisions/*/revision.yml",
    "revisions/*/sections/*.yml",
    "revisions/*/source.*",
)
_READ = re.compile("|".join(re.escape(place).replace(r"\*", "[^/]*") for place in PLACES))


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


def unread(folder: Path) -> Iterator[Finding]:
    """A finding for each file below `plan_data` that looks like records and stands where nothing is read from."""
    home = folder / "plan_data"
    for base, folders, files in os.walk(home):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(base, name).relative_to(home).as_posix()
            if (
                not name.startswith(".")
                and name.lower().endswith(_RECORDS)
                and not _READ.fullmatch(path)
            ):
                meant = near(path, (_in_place(place, path) for place in PLACES))
                yield Finding("entry-unread", f"plan_data/{path}", args={"meant": meant})


def _in_place(place: str, path: str) -> str:
    """The path of one of `PLACES`, named as `path` is where the place leaves it open; … where that names nothing, as does
    a file in no folder: `disclosures.yml` is a folder's name."""
    *folders, name = path.split("/")
    *rooms, file = place.split("/")
    named = [
        room.replace("*", folders[at] if at < len(folders) else "…")
        for at, room in enumerate(rooms)
    ]
    stem, _, ending = name.rpartition(".")
    stem = stem if folders else "…"
    return "/".join((*named, file.replace("*", {"*": name, "source.*": ending}.get(file, stem))))


def _odd(folder: Path, home: Path, path: Path) -> Iterator[Finding]:
    linked = path.is_symlink()
    if linked and (path.is_dir() or not path.resolve().is_relative_to(home)):
        yield Finding("entry-link", path.relative_to(folder).as_posix())
    elif path.exists() and not (path.is_file() or path.is_dir()):
        yield Finding("entry-pipe", path.relative_to(folder).as_posix())
