"""Last: what the last build was made from and what came of it, so that a build with nothing new makes nothing. Does I/O.

A record beside the cache names the files that the site was made from, and holds the hash of their bytes, of the
program and of what was asked for; and the state of the site's files as the build left them. Where all of it still
holds, the site that stands is the one that would be made, byte for byte. It loads none of the rooms that make a site.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from gongkai import manifest
from gongkai.below import below
from gongkai.site.former import Former
from gongkai.sources import Finding
from gongkai.store import signing
from gongkai.store.cache import FOLDER, program

NAME = "last-site"


class BuildReport(Struct, frozen=True):
    """What came of a build; `groups` (各乡镇 …) are no `units`. `folder` holds the new site where `built`, else the last one, untouched."""

    built: bool
    folder: Path
    findings: tuple[Finding, ...]
    revision: str = ""
    pages: int = 0
    measures: int = 0
    units: int = 0
    groups: int = 0
    blanks: int = 0


class Asked(Struct, frozen=True):
    """What a build was asked for: a day, or the present one; see `build` for the rest. `begun`: when, in nanoseconds."""

    as_of: date | None
    today: date
    publish: bool
    strict: bool
    begun: int


def keep(
    folder: Path, asked: Asked, inputs: Iterable[Path], report: BuildReport, state: str
) -> None:
    """Write the record of a build of the project in `folder` from the files at and below `inputs`.

    `state`: that of the site's files (`state_of`).
    """
    paths = [str(path) for path in inputs]
    record = {
        "project": str(folder),
        "mask": _mask(),
        "asked": _key(asked),
        "inputs": paths,
        # What was saved while the site was made may not be in it: then nothing is unchanged.
        "bytes": None if touched_since(asked.begun, paths) else _bytes_below(paths),
        "site": str(report.folder),
        "files": state,
        "findings": [
            [one.rule, one.file, one.line, one.col, dict(one.args)] for one in report.findings
        ],
        "revision": report.revision,
        "counts": {name: getattr(report, name) for name in _COUNTS},
    }
    # A path need not be text: JSON in ASCII holds it all the same.
    signing.keep(folder / FOLDER / NAME, json.dumps(record).encode("ascii"))


def forget(folder: Path) -> None:
    """Remove the record: what is built next is built whole."""
    path = folder / FOLDER / NAME
    with suppress(OSError):  # what is no record of ours is not taken for one
        if not path.parent.is_symlink():  # it leads out of the project
            path.unlink()


def unchanged(folder: Path, asked: Asked) -> BuildReport | None:
    """What the last build gave, where a build would give the same again."""
    try:
        record = _record(folder)
        site = Path(record["site"])
        same = (
            record["asked"] == _key(asked)
            and record["bytes"] == _bytes_below(record["inputs"])
            and record["files"] == state_of(below(site).files)
        )
        if not same:
            return None
        counts = {name: int(record["counts"][name]) for name in _COUNTS}
        findings = tuple(Finding(*one) for one in record["findings"])
        return BuildReport(True, site, findings, str(record["revision"]), **counts)
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        return None


def standing(folder: Path, site: Path) -> Former | None:
    """The `site` of the project in `folder`, where it is its last one and nobody has touched it since it was built."""
    try:
        record = _record(folder)
        # One that stays beside the new one would share its files with it for good; one of other rights would hand them on.
        if record["site"] != str(site) or record["mask"] != _mask():
            return None
        if record["files"] != state_of(below(site).files):
            return None
        return Former(site, manifest.read((site / manifest.NAME).read_bytes()))
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        return None


def _record(folder: Path) -> dict[str, Any]:
    """What `keep` wrote for the project in `folder`; `ValueError` where it was copied from another with its cache."""
    record: dict[str, Any] = json.loads(signing.kept(folder / FOLDER / NAME))
    if record["project"] != str(folder):
        raise ValueError(record["project"])
    return record


def _mask() -> int:
    """Which rights a new file does not get."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


_COUNTS = ("pages", "measures", "units", "groups", "blanks")


def _key(asked: Asked) -> list[str]:
    # A day that was named goes before the one in mkdocs.yml, the present day does not: today named is not today.
    day = f"as of {asked.as_of}" if asked.as_of else str(asked.today)
    return [program(), day, str(asked.publish), str(asked.strict)]


def _bytes_below(paths: Iterable[str]) -> str:
    """A hash of the names and bytes of the files at and below `paths`; one that is not there counts as such."""
    hashed = hashlib.sha256()
    for path in paths:
        hashed.update(os.fsencode(path) + b"\0")
        for name, file in [("", path)] if os.path.isfile(path) else _walk(path):  # noqa: PTH113 - hot
            if not os.path.isfile(file):  # noqa: PTH113 - a pipe would be waited for
                raise OSError(file)
            with open(file, "rb") as data:  # noqa: PTH123 - hot
                digest = hashlib.file_digest(data, "sha256").digest()
            hashed.update(os.fsencode(name) + b"\0" + digest)
    return hashed.hexdigest()


def touched_since(begun: int, paths: Iterable[str]) -> bool:
    """Whether anything at or below `paths` was written, put there or removed since then, or it is too deep to tell."""
    every = (
        each
        for path in paths
        for base, inside, names in ((path, [], []), *os.walk(path))
        for each in (base, *(os.path.join(base, name) for name in (*inside, *names)))  # noqa: PTH118 - hot
    )
    try:
        return any(os.path.lexists(one) and os.lstat(one).st_ctime_ns > begun for one in every)
    except RecursionError:
        return True


def state_of(files: Mapping[str, os.stat_result]) -> str:
    """A hash of the names, rights, sizes and times of a site's files: none was touched since it was put there."""
    told = "".join(
        f"{name}\0{state.st_mode}\0{state.st_size}\0{state.st_mtime_ns}\n"
        for name, state in sorted(files.items())
    )
    return hashlib.sha256(told.encode("utf-8", "surrogateescape")).hexdigest()


def _walk(base: str) -> Iterator[tuple[str, str]]:
    """Name and path of all files below `base`, in an order that does not change."""
    for folder, inside, names in os.walk(base):
        inside.sort()
        for name in sorted(names):
            path = os.path.join(folder, name)  # noqa: PTH118 - hot
            yield path.removeprefix(base).removeprefix(os.sep), path
