"""Files as bytes, or as the finding that says why not; files put in the place of others. Does I/O.

Several files change together: all are written beside their places, then a list of them is put on file by one
rename, and only then each is put in place. A kill before the list leaves the old state; after it, the next
command that opens the project does what is left (`finish`).
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from gongkai.sources import Finding
from gongkai.sources.system import NO_FILE

LARGEST = 64 * 1024 * 1024  # bytes of one file


def bytes_of(path: Path, shown: str) -> tuple[bytes | None, tuple[Finding, ...]]:
    """The bytes of a file that is no larger than `LARGEST`; `shown` is how findings name it."""
    try:
        if not path.is_file():
            rule = "source-unreadable" if path.exists() else "source-missing"
            return None, (Finding(rule, shown, args={"reason": NO_FILE}),)
        if path.stat().st_size > LARGEST:
            return None, (Finding("source-unreadable", shown, args={"reason": "> 64 MB"}),)
        return path.read_bytes(), ()
    except OSError as error:
        return None, (Finding("source-unreadable", shown, args={"reason": error.strerror or ""}),)


LIST = ".unfinished.json"  # in plan_data/: the files of a change that a kill cut short


def put(files: Mapping[Path, bytes | None], project: Path | None = None) -> None:
    """Put all files in their places, or, of those of a `project`, none; `None` takes a file away.

    A full disk leaves all as it was, and so does a kill, or what it cut short is done by `finish`. Without a
    project a kill leaves files that are each whole.
    """
    written = {path: data for path, data in files.items() if data is not None}
    beside = {path: _beside(path) for path in written}
    listed = project / "plan_data" / LIST if project is not None and len(files) > 1 else None
    try:
        for path, data in written.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            write(beside[path], data)
        if listed and project:
            said = {shown(project, path): "put" if path in written else "remove" for path in files}
            write(_beside(listed), json.dumps(said, ensure_ascii=False).encode())
            _beside(listed).replace(listed)
    except BaseException:
        for new in (*beside.values(), *([_beside(listed)] if listed else [])):
            new.unlink(missing_ok=True)
        raise
    for path, new in beside.items():
        new.replace(path)
    for path in files.keys() - written.keys():
        path.unlink(missing_ok=True)
    if listed:
        listed.unlink(missing_ok=True)


def put_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put all files below `folder`: in one step where it holds nothing else, otherwise one by one."""
    folder = folder.resolve()
    # Somebody's file would be exchanged for the folder.
    if folder.exists() and not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    held = {Path(base, name) for base, _, names in os.walk(folder) for name in names}
    others = held - {folder / name for name in files}
    new = folder.with_name(f".{folder.name}.new")
    if others or new.is_symlink() or Path.cwd().is_relative_to(folder):
        put({folder / name: data for name, data in files.items()})
        return
    shutil.rmtree(new, ignore_errors=True)  # what a kill left
    try:
        for name, data in files.items():
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            write(new / name, data)
        if not folder.exists():
            new.rename(folder)
        elif not exchange(new, folder):
            put({folder / name: data for name, data in files.items()})
    finally:
        shutil.rmtree(new, ignore_errors=True)


def anew(path: Path) -> BinaryIO:
    """A new file of that name, opened for writing.

    What a stranger's project has under the name of a file that is written beside its place, a link or a pipe, would
    have the bytes go elsewhere, or wait.
    """
    path.unlink(missing_ok=True)
    return path.open("xb")


_HERE = -100  # AT_FDCWD: paths as given
_EXCHANGE = 2  # RENAME_EXCHANGE


def exchange(one: Path, other: Path) -> bool:
    """Exchange two names in one step; False where the system or the disk cannot."""
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    done: int = call(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE)
    return done == 0


def finish(project: Path) -> None:
    """Do what is left of a change that was cut short after it was decided on."""
    listed = project / "plan_data" / LIST
    if not listed.is_file() or listed.is_symlink():
        return
    for name, what in _listed(listed.read_bytes()).items():
        path = project / name
        if not path.parent.resolve().is_relative_to((project / "plan_data").resolve()):
            continue
        if what == "remove":
            path.unlink(missing_ok=True)
        elif _beside(path).is_file() and not _beside(path).is_symlink():
            _beside(path).replace(path)
    listed.unlink(missing_ok=True)


def _listed(data: bytes) -> dict[str, str]:
    """What a list says; a list that is none of ours says nothing."""
    try:
        said = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(said, dict):
        return {}
    return {
        name: what
        for name, what in said.items()
        if what in ("put", "remove")
        and "\0" not in name
        and not {".", ".."} & set(PurePosixPath(name).parts)
        and PurePosixPath(name).name
    }


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.new")


def write(path: Path, data: bytes) -> None:
    """A new file of that name, on the disk before anything goes by it."""
    with anew(path) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def shown(folder: Path, path: Path) -> str:
    """A file of the project in `folder` as findings name it."""
    return path.relative_to(folder).as_posix()
