"""The bytes of one file of a project, or why they cannot be had."""

from __future__ import annotations

from pathlib import Path

from gongkai.sources import Finding

LARGEST = 64 * 1024 * 1024  # bytes of one file


def read_bytes(path: Path, name: str) -> tuple[bytes | None, tuple[Finding, ...]]:
    """The bytes at `path`; `name` is what findings call it."""
    try:
        if not path.is_file():
            rule = "source-unreadable" if path.exists() else "source-missing"
            return None, (Finding(rule, name, args={"reason": "不是文件 / not a file"}),)
        if path.stat().st_size > LARGEST:
            return None, (Finding("source-unreadable", name, args={"reason": "> 64 MB"}),)
        return path.read_bytes(), ()
    except OSError as error:
        return None, (Finding("source-unreadable", name, args={"reason": error.strerror or ""}),)


def shown(folder: Path, path: Path) -> str:
    """A path as findings name it: from the project's folder."""
    return path.relative_to(folder).as_posix()
