"""A new project: the files of `project/` with its name written in. Does I/O.

The folder is made beside and put in place at the end, so that a run that fails leaves nothing behind.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path
from string import Template

from gongkai import __version__
from gongkai.sources import Finding
from gongkai.store.emit import Quoted, scalar

FILES = Path(__file__).parent / "project"
USUAL_NAME = "政府方案公开"
# `.gitignore` in the package would be one to git and to the builder of the wheel.
_DOT = re.compile(r"\bdot-")
# A repository that a code host has just made is an empty folder to whoever works in it.
_NOTHING = frozenset({".git"})


def start(folder: Path, name: str = "") -> tuple[Finding, ...]:
    """Make a project in `folder`, which must be absent or empty; else say why not and write nothing.

    `name` is the site's, the folder's by default.
    """
    if folder.is_symlink() and not folder.exists():
        return (Finding("folder-taken", str(folder), args={"name": folder.name}),)
    if folder.exists():
        held = {entry.name for entry in folder.iterdir()} if folder.is_dir() else {folder.name}
        for taken in sorted(held - _NOTHING)[:1]:
            return (Finding("folder-taken", str(folder), args={"name": taken}),)
    place = folder.resolve()
    texts = project_files(_printable(name) or _printable(place.name) or USUAL_NAME)
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".gongkai-new-", dir=place.parent) as beside:
        made = Path(beside, "project")
        for path, text in texts.items():
            (made / path).parent.mkdir(parents=True, exist_ok=True)
            (made / path).write_text(text, encoding="utf-8", newline="\n")
        _put(made, place)
    return ()


def project_files(name: str) -> dict[str, str]:
    """Path and text of each file of a project whose site is called `name`."""
    values = {"name": scalar(Quoted(name)), "version": __version__}
    return {
        _DOT.sub(".", path.relative_to(FILES).as_posix()): Template(
            path.read_text("utf-8")
        ).safe_substitute(values)
        for path in sorted(FILES.rglob("*"))
        if path.is_file()
    }


def _printable(name: str) -> str:
    """A name on one line, without what cannot be seen."""
    return " ".join("".join(char if char.isprintable() else " " for char in name).split())


def _put(made: Path, place: Path) -> None:
    """One rename; into an empty folder, which may be the one that the user stands in, one an entry."""
    if not place.exists():
        made.rename(place)
        return
    entries = [(entry, place / entry.name) for entry in sorted(made.iterdir())]
    try:
        for entry, goal in entries:
            entry.rename(goal)
    except BaseException:
        for _, goal in entries:
            shutil.rmtree(goal) if goal.is_dir() else goal.unlink(missing_ok=True)
        raise
