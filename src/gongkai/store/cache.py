"""Cache: what was made from the same bytes before. Does I/O, under one folder of the project.

A value is kept under the hash of all it was made from, the program included, so it can never be stale; one
that is missing or broken is made again, and a folder that cannot be written costs time and nothing else.
Deleting the folder is always safe.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

import gongkai
from gongkai.model import Plan
from gongkai.sources import Finding
from gongkai.sources.finding import errors_of
from gongkai.store.compact import compact, expand
from gongkai.store.folder import Project, load

FOLDER = ".gongkai-cache"


class Cache:
    """The cache of the project in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.project = folder
        self._base = folder / FOLDER
        self._used: set[str] = set()

    def value(self, key: tuple[object, ...], make: Callable[[], Any]) -> Any:  # noqa: ANN401 - JSON
        """The JSON value kept for `key`, else what `make` gives."""
        path = self._base / self._name(key)
        try:
            return json.loads(path.read_bytes())
        except (OSError, ValueError):
            value = make()
            self._keep(path, json.dumps(value, ensure_ascii=False).encode())
            return value

    def fingerprint(self, revision: str) -> str:
        """A hash of all files that the revision is loaded from."""
        base = self.project / "plan_data"
        hashed = hashlib.sha256()
        inside = sorted((base / "revisions" / revision).rglob("*"))
        for path in (base / "units.yml", *inside):
            if path.is_file():
                hashed.update(
                    f"{path.relative_to(base).as_posix()}\0{path.stat().st_size}\0".encode()
                )
                hashed.update(path.read_bytes())
        digest = hashed.hexdigest()
        self._name(
            ("plan", digest)
        )  # kept as long as the revision is, whether it is asked for or not
        return digest

    def plan(
        self,
        revision: str,
        digest: str | None = None,
        read: Callable[[], Project | None] | None = None,
    ) -> Plan | None:
        """The plan of a revision; `None` where it cannot be loaded without errors.

        `digest` is its fingerprint where that is known, `read` loads it, without errors, where it is not kept.
        """
        key = ("plan", digest or self.fingerprint(revision))
        kept = self.value(key, lambda: self._loaded(revision, read))
        try:
            return expand(kept) if kept is not None else None
        except (TypeError, ValueError, LookupError):
            return None

    def keep(self, digest: str, plan: Plan) -> None:
        """Keep the plan of the revision of that fingerprint, which somebody has loaded without errors."""
        self.value(("plan", digest), lambda: compact(plan))

    def sweep(self) -> None:
        """Remove what was not asked for since the cache was opened."""
        # A link leads out of the project: nothing there is ours to remove.
        if self._base.is_symlink() or not self._base.is_dir():
            return
        for path in self._base.iterdir():
            if path.name not in self._used and path.suffix == ".json":
                path.unlink(missing_ok=True)

    def _name(self, key: tuple[object, ...]) -> str:
        """The file of `key`, which `sweep` will leave."""
        whole = json.dumps([program(), *key], ensure_ascii=False, default=str)
        name = f"{hashlib.sha256(whole.encode()).hexdigest()}.json"
        self._used.add(name)
        return name

    def _loaded(self, revision: str, read: Callable[[], Project | None] | None) -> Any:  # noqa: ANN401
        project, findings = (read(), ()) if read else load(self.project, revision)
        if project is None or errors_of(findings):
            return None
        return compact(project.plan)

    def _keep(self, path: Path, data: bytes) -> None:
        beside = path.with_suffix(f".{os.getpid()}.new")
        if self._base.is_symlink():
            return
        try:
            self._base.mkdir(exist_ok=True)
            beside.write_bytes(data)
            beside.replace(path)
        except OSError:
            with suppress(OSError):
                beside.unlink()


def findings_of(kept: list[list[Any]]) -> tuple[Finding, ...]:
    """Findings as `kept_findings` wrote them."""
    return tuple(Finding(*one) for one in kept)


def kept_findings(findings: tuple[Finding, ...]) -> list[list[Any]]:
    """Findings as JSON values."""
    return [[one.rule, one.file, one.line, one.col, dict(one.args)] for one in findings]


@cache
def program() -> str:
    """A hash of the program itself: its files, the macros that come with it, the versions of its libraries."""
    base = Path(gongkai.__file__).parent
    hashed = hashlib.sha256()
    for path in sorted((*base.rglob("*"), *base.parents[1].glob("macros/*.jinja"))):
        if path.suffix != ".pyc" and path.is_file():
            hashed.update(path.name.encode() + b"\0" + path.read_bytes())
    for requirement in metadata.requires("gongkai") or ():
        name = _NAME.match(requirement)
        with suppress(metadata.PackageNotFoundError):
            hashed.update(f"{requirement}={metadata.version(name[0] if name else '')}\0".encode())
    return hashed.hexdigest()


_NAME = re.compile(r"[\w.-]+")
