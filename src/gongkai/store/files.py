"""Files of a project as bytes, or as the finding that says why not. Reads only."""

from __future__ import annotations

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


def shown(folder: Path, path: Path) -> str:
    """A file of the project in `folder` as findings name it."""
    return path.relative_to(folder).as_posix()
