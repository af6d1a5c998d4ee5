"""Signing: what this user's own builds keep in a project, told from what came with it. Does I/O; the key is a file of the user's.

A project may come from a stranger with a cache in it, made by hand: findings left out, pages with a script. So all
that is kept bears a signature by a key that stands in the user's own folder for caches, and without it is not there.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from contextlib import suppress
from functools import cache
from pathlib import Path

from gongkai.store.files import anew, bytes_of

BYTES = 32


def keep(path: Path, data: bytes) -> None:
    """Write a signed file, whole or not at all; a folder that cannot be written costs time and nothing else."""
    if path.parent.is_symlink():  # it leads out of the project
        return
    beside = path.with_suffix(f".{os.getpid()}.new")
    try:
        path.parent.mkdir(exist_ok=True)
        with anew(beside) as file:
            file.write(signed(data, path.name))
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink()


def kept(path: Path) -> bytes:
    """What `keep` wrote to the file. Raises `OSError` or, where this user did not write it, `ValueError`."""
    data, _ = bytes_of(path, path.name)  # a pipe, or what fills the memory, is none of ours
    if data is None:
        raise FileNotFoundError(path)
    return unsigned(data, path.name)


def signed(data: bytes, name: str) -> bytes:
    """`data` behind its signature, good under this `name` alone."""
    return _signature(data, name) + data


def unsigned(data: bytes, name: str) -> bytes:
    """The data that `signed` was given for `name`. Raises `ValueError` where this user has not signed it."""
    signature, rest = data[:BYTES], data[BYTES:]
    if not hmac.compare_digest(signature, _signature(rest, name)):
        raise ValueError(name)
    return rest


def ready() -> None:
    """Have the key, so that two processes that begin as one do not each make their own."""
    _key()


def _signature(data: bytes, name: str) -> bytes:
    signature = hashlib.blake2b(name.encode() + b"\0", key=_key(), digest_size=BYTES)
    signature.update(data)
    return signature.digest()


@cache
def _key() -> bytes:
    """The user's key, made when there is none; where it cannot be kept, one for this process."""
    key = secrets.token_bytes(BYTES)
    try:
        path = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "gongkai" / "key"
        if path.is_file() and len(known := path.read_bytes()) == BYTES:
            return known
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f"key.{os.getpid()}.new")
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(key)
        beside.replace(path)
    except (OSError, RuntimeError):  # no folder of the user's, or none that can be written
        pass
    return key
