"""Cache: what was made from the same bytes before. Does I/O, under one folder of the project.

A value is kept under the hash of all it was made from, the program included, so it can never be stale; one
that is missing, broken or not signed by this user (signing.py) is made again, and a folder that cannot be written costs time and nothing else.
Deleting the folder is always safe.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from typing import Any

import msgspec

import gongkai
from gongkai.below import below
from gongkai.model import Plan
from gongkai.sources.finding import errors_of
from gongkai.store.folder import load_text, open_folder
from gongkai.store.reading import read_beside
from gongkai.store.sections import File, Read, Section, read_each
from gongkai.store.signing import keep, kept, ready

FOLDER = ".gongkai-cache"


class Cache:
    """The cache of the project in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.project = folder
        self._base = folder / FOLDER
        self._used: set[str] = set()
        self._digests: dict[str, str] = {}  # of section files that were read, by name
        self._prints: dict[str, str] = {}
        ready()

    @property
    def used(self) -> frozenset[str]:
        """What was asked for since the cache was opened; another process tells it to this one (`also_used`)."""
        return frozenset(self._used)

    def also_used(self, names: Iterable[str]) -> None:
        """Leave what another process has asked for."""
        self._used.update(names)

    def value(self, key: tuple[object, ...], make: Callable[[], Any], kind: Any = Any) -> Any:  # noqa: ANN401 - JSON
        """What is kept for `key`, a value of the type `kind`, else what `make` gives."""
        try:
            return self.get(key, kind)
        except LookupError:
            value = make()
            self.put(key, value)
            return value

    def get(self, key: tuple[object, ...], kind: Any) -> Any:  # noqa: ANN401 - JSON
        """What is kept for `key`. Raises `LookupError` where that is nothing, or not of the type `kind`."""
        try:
            return msgspec.json.decode(kept(self._path(key)), type=kind)
        except (OSError, ValueError, RecursionError, msgspec.MsgspecError) as error:
            raise LookupError(key) from error

    def put(self, key: tuple[object, ...], value: object) -> None:
        """Keep `value` for `key`."""
        with suppress(UnicodeEncodeError):  # a finding may name a file whose name is no text
            keep(self._path(key), msgspec.json.encode(value))

    def spare(self, key: tuple[object, ...]) -> None:
        """Let `sweep` leave what is kept for `key`, though nobody asks for it."""
        self._path(key)

    def holds(self, key: tuple[object, ...]) -> bool:
        """Whether something is kept for `key`; it may turn out to be broken."""
        return self._path(key).is_file()

    def fingerprint(self, revision: str) -> str:
        """A hash of all files that the revision is loaded from, of its sections as they were when they were read.

        Its sections are kept as long as it is there, whether they are asked for or not.
        """
        if revision not in self._prints:
            self._prints[revision] = self._print(self.project / "plan_data", revision)
        return self._prints[revision]

    def _print(self, base: Path, revision: str) -> str:
        sections = base / "revisions" / revision / "sections"
        hashed = _hash()
        inside = sorted((base / "revisions" / revision).rglob("*"))
        for path in (base / "units.yml", *inside):
            if path.is_file():
                read = self._digests.get(path.relative_to(self.project).as_posix())
                digest = read or _digest(path.read_bytes())
                hashed.update(os.fsencode(path.relative_to(base)) + f"\0{digest}\0".encode())
                if path.parent == sections:
                    self.spare(_of_section(digest))
        return hashed.hexdigest()

    def sections(
        self, files: Sequence[File], meanwhile: Callable[[], object] = lambda: None
    ) -> Sequence[Read]:
        """What the section files say; only those are read that were not, with these bytes, read before.

        `meanwhile` is done while a second process reads, where there is one.
        """
        self._digests |= {name: _digest(data) for name, data in files}
        keys = {file: _of_section(self._digests[file[0]]) for file in files}
        read: dict[File, Read] = {}
        for file, key in keys.items():
            with suppress(LookupError):
                read[file] = self.get(key, Section), ()
        new = [file for file in files if file not in read]
        read |= zip(new, read_beside(new, meanwhile, partial(self._read, keys)), strict=True)
        return [read[file] for file in files]

    def _read(
        self, keys: Mapping[File, tuple[object, ...]], files: Sequence[File]
    ) -> Sequence[Read]:
        """What section files say, kept where nothing is wrong with it."""
        read = read_each(files)
        for file, (section, wrong) in zip(files, read, strict=True):
            if not wrong:
                self.put(keys[file], section)
        return read

    def plan(self, revision: str) -> Plan | None:
        """The plan of a revision; `None` where it cannot be loaded without errors."""
        opened, findings = open_folder(self.project)
        if opened is None or revision not in opened.revisions:
            return None
        project, wrong = load_text(opened, revision, self.sections)
        if project is None or errors_of((*findings, *opened.findings, *wrong)):
            return None
        return project.plan

    def sweep(self) -> None:
        """Remove what was not asked for since the cache was opened, and what a kill left half written."""
        # A link leads out of the project: nothing there is ours to remove.
        if self._base.is_symlink() or not self._base.is_dir():
            return
        for path in self._base.iterdir():
            if path.name not in self._used and path.suffix in (".kept", ".new"):
                with suppress(OSError):  # a folder is none of ours
                    path.unlink()

    def forget(self) -> None:
        """Remove all that is kept."""
        self._used.clear()
        self.sweep()

    def _path(self, key: tuple[object, ...]) -> Path:
        """The file of `key`, which `sweep` will leave."""
        whole = json.dumps([program(), *key], ensure_ascii=False, default=str)
        name = f"{_digest(whole.encode())}.kept"
        self._used.add(name)
        return self._base / name


def digest(value: object) -> str:
    """A hash of a value of ours and all that it holds: equal values have equal ones."""
    return _digest(msgspec.json.encode(value, enc_hook=repr))


def _of_section(digest: str) -> tuple[object, ...]:
    return "section", digest


def _digest(data: bytes) -> str:
    return _hash(data).hexdigest()


# Of our own alone, so the quickest: where a processor has no instructions for SHA-256, that takes twice as long.
_hash = partial(hashlib.blake2b, digest_size=32)


@cache
def program() -> str:
    """A hash of the program itself: its files, the macros that come with it, the versions of what is installed and of Python."""
    base = Path(gongkai.__file__).parent
    hashed = _hash(sys.version.encode())
    for name in below(base).files:
        if not name.endswith(".pyc"):
            _add(hashed, name, f"{base}/{name}")
    macros = base.parents[1] / "macros"  # in a wheel they stand among the program's own
    for name in below(macros).files if macros.is_dir() else ():
        if name.endswith(".jinja"):
            _add(hashed, name, f"{macros}/{name}")
    for folder in sys.path:
        with suppress(OSError):  # it may be none
            installed = [name for name in os.listdir(folder or ".") if name.endswith(_INSTALLED)]  # noqa: PTH208 - hot
            hashed.update("\0".join(sorted(installed)).encode())
    return hashed.hexdigest()


_INSTALLED = (".dist-info", ".egg-info")  # folders that bear a library's name and version


def _add(hashed: Any, name: str, path: str) -> None:  # noqa: ANN401 - hashlib names no type
    # An editor may keep a link beside a file that leads nowhere.
    with suppress(OSError), open(path, "rb", buffering=0) as file:  # noqa: PTH123 - hot
        hashed.update(f"{name}\0".encode() + file.read())
