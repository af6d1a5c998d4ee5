"""Releases: published sites side by side, and a link that names the one that visitors see. Does I/O.

    PLACE/releases/0001/ 0002/ …   whole sites, each with its manifest
    PLACE/current -> releases/0002 what the web server has as its root

A new site is copied beside, compared with its manifest, named, and only then shown: the link is changed by one
rename, so a visitor sees the old site or the new one. To roll back is to point it to the release before. What was
rolled back from stays until something else is published. Text is compressed beforehand too, `x.html.gz` beside
`x.html`; a release's manifest lists those files as well. Files keep the times that they have in the site.
"""

from __future__ import annotations

import gzip
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from gongkai import manifest
from gongkai.below import below
from gongkai.site.seal import seal
from gongkai.site.swap import alone
from gongkai.site.verify import verify
from gongkai.sources import Finding
from gongkai.sources.finding import errors_of

RELEASES, CURRENT = "releases", "current"
KEPT = 5  # releases, the one shown among them
TEXTS = (".html", ".css", ".js", ".json", ".csv", ".txt", ".xml", ".ics", ".svg")
SMALLEST = 512  # bytes; less gains nothing
_NAME = re.compile(r"\d{4,9}")


class Shown(Struct, frozen=True):
    """Which release is shown `now`, and which one `was` before; the same where nothing changed."""

    now: str | None
    was: str | None
    findings: tuple[Finding, ...] = ()


def publish(site: Path, place: Path, kept: int = KEPT) -> Shown:
    """Make the built `site` the release that is shown at `place`; of those before it, `kept` - 1 stay."""
    if refused := tuple(_refusals(place)):
        return Shown(None, None, refused)
    place.mkdir(parents=True, exist_ok=True)
    try:
        with alone(place):
            return _publish(site, place, kept)
    except BlockingIOError:
        return Shown(None, None, (Finding("site-busy", str(place)),))


def _publish(site: Path, place: Path, kept: int) -> Shown:
    was, base = current(place), place / RELEASES
    if was and _same(base / was, site):
        return Shown(was, was)
    name = f"{max(map(int, names(place)), default=0) + 1:04}"
    fresh = base / f".{name}.new"
    shutil.rmtree(fresh, ignore_errors=True)  # what a kill left
    try:
        shutil.copytree(site, fresh, copy_function=_copy)
        if errors := errors_of(verify(str(fresh))[1]):
            return Shown(was, was, errors)
        _compress(fresh)
        seal(fresh, below(fresh))
        _open_to_all(fresh)
        fresh.rename(base / name)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    os.sync()  # the files are on the disk before anyone is led to them
    _show(place, name)
    for old in _superfluous(names(place), was, name, kept):
        shutil.rmtree(base / old)
    return Shown(name, was)


def rollback(place: Path, to: str | None = None) -> Shown:
    """Show the release before the one that is shown, or `to`; only one that is what its manifest lists."""
    known = names(place)
    was = current(place)
    if was is None:
        return Shown(None, None, (Finding("release-none", str(place)),))
    before = [name for name in known if int(name) < int(was)]
    name = to or (before[-1] if before else None)
    if name is None or name not in known:
        args = {"name": to or "", "names": "、".join(known), "now": was}
        rule = "release-unknown" if to else "release-first"
        return Shown(was, was, (Finding(rule, str(place), args=args),))
    if errors := errors_of(verify(str(place / RELEASES / name))[1]):
        return Shown(was, was, errors)
    _show(place, name)
    return Shown(name, was)


def names(place: Path) -> list[str]:
    """The names of the releases at `place`, in their order."""
    base = place / RELEASES
    found = [path.name for path in base.iterdir() if path.is_dir()] if base.is_dir() else []
    return sorted((name for name in found if _NAME.fullmatch(name)), key=int)


def current(place: Path) -> str | None:
    """The name of the release that is shown at `place`."""
    link = place / CURRENT
    name = link.readlink().name if link.is_symlink() else None
    return name if name in names(place) else None


def _refusals(place: Path) -> Iterator[Finding]:
    """Why nothing can be published at `place`: it holds what is no release."""
    entries = sorted(place.iterdir()) if place.is_dir() else []
    for entry in entries:
        ours = entry.name in (RELEASES, CURRENT, f".{CURRENT}.new")
        if not ours or (entry.name == CURRENT and not entry.is_symlink()):
            yield Finding("release-place", str(place), args={"name": entry.name})
            return


def _superfluous(known: list[str], was: str | None, now: str, kept: int) -> list[str]:
    """The releases to be taken away: those rolled back from, and the oldest beyond `kept`."""
    left = [name for name in known if was and int(was) < int(name) < int(now)]
    older = [name for name in known if name != now and name not in left]
    return left + older[: max(0, len(older) - (kept - 1))]


def _compress(folder: Path) -> None:
    for path in sorted(folder.rglob("*")):
        if path.name == manifest.NAME:  # is written anew
            continue
        if path.suffix in TEXTS and path.is_file() and path.stat().st_size >= SMALLEST:
            packed = path.with_name(f"{path.name}.gz")
            packed.write_bytes(gzip.compress(path.read_bytes(), mtime=0))
            _date(packed, path)


def _copy(source: str, target: str) -> None:
    shutil.copyfile(source, target)
    _date(Path(target), Path(source))


def _date(target: Path, source: Path) -> None:
    """Give a file the time of another: what has the time that it had is not fetched again."""
    state = source.stat()
    os.utime(target, ns=(state.st_atime_ns, state.st_mtime_ns))


def _open_to_all(folder: Path) -> None:
    """Give the rights that a web server's own user needs, whatever the publisher's are."""
    folder.parent.chmod(0o755)
    for base, _, files in os.walk(folder):
        Path(base).chmod(0o755)
        for name in files:
            Path(base, name).chmod(0o644)


def _show(place: Path, name: str) -> None:
    new = place / f".{CURRENT}.new"
    new.unlink(missing_ok=True)
    new.symlink_to(Path(RELEASES, name), target_is_directory=True)
    new.replace(place / CURRENT)


def _same(release: Path, site: Path) -> bool:
    """Whether a release is the same site, and whole."""
    listed = _listed(site)
    same = listed is not None and _listed(release) == listed
    return same and not errors_of(verify(str(release))[1])


def _listed(folder: Path) -> dict[str, manifest.Entry] | None:
    """What the site in `folder` lists, but for files that are others compressed."""
    try:
        listed = manifest.read((folder / manifest.NAME).read_bytes())
    except (OSError, ValueError):
        return None
    return {
        name: entry
        for name, entry in listed.items()
        if name.removesuffix(".gz") not in listed or not name.endswith(".gz")
    }
