"""Files as bytes, or as the finding that says why not; files put in the place of others. Does I/O."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from gongkai.sources import Finding

LARGEST = 64 * 1024 * 1024  # bytes of one file


def bytes_of(path: Path, shown: str) -> tuple[bytes | None, tuple[Finding, ...]]:
    """The bytes of a file that is no larger than `LARGEST`; `shown` is how findings name it."""
    try:
        if not path.is_file():
            rule = "source-unreadable" if path.exists() else "source-missing"
            return None, (Finding(rule, shown, args={"reason": "不是文件 / not a file"}),)
        if path.stat().st_size > LARGEST:
            return None, (Finding("source-unreadable", shown, args={"reason": "> 64 MB"}),)
        return path.read_bytes(), ()
    except OSError as error:
        return None, (Finding("source-unreadable", shown, args={"reason": error.strerror or ""}),)


def put(files: Mapping[Path, bytes]) -> None:
    """Write all files beside their places, then put each in place by one rename.

    A full disk leaves all as it was; a kill between two renames leaves files that are each whole.
    """
    beside = {path: path.with_name(f".{path.name}.new") for path in files}
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with beside[path].open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        for path, new in beside.items():
            new.replace(path)
    except BaseException:
        for new in beside.values():
            new.unlink(missing_ok=True)
        raise


def shown(folder: Path, path: Path) -> str:
    """A file of the project in `folder` as findings name it."""
    return path.relative_to(folder).as_posix()
