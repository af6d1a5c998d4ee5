"""Verify: a published copy of a site, in a folder or on a web server, against its manifest; the manifest of a new one. Does I/O.

Of a folder all files are looked at, so also those too many; a server is asked for what the manifest lists, one
file after another, and never led to another host.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from typing import IO
from urllib.error import HTTPError
from urllib.parse import quote, urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, ProxyHandler, Request, build_opener

from gongkai import manifest
from gongkai.manifest import Entry
from gongkai.sources import Finding

LARGEST = 1024 * 1024 * 1024  # bytes of one file; what is larger is not the file that was listed
_WAIT = 60  # seconds without a byte


def seal(folder: Path) -> None:
    """Write the manifest of all other files below `folder` into it."""
    paths = [path for path in _below(folder) if path != manifest.NAME]
    files = {path: manifest.entry((folder / path).read_bytes()) for path in paths}
    (folder / manifest.NAME).write_bytes(manifest.write(files))


def verify(copy: str) -> tuple[int, tuple[Finding, ...]]:
    """How many files the manifest of the site at `copy` (folder or http address) lists, and what is wrong."""
    if copy.startswith(("http://", "https://")):
        return _verify(copy, _from_server(copy), ())
    folder = Path(copy)
    if not folder.is_dir():
        return 0, (Finding("source-missing", copy),)
    return _verify(copy, lambda path, _: _plain(folder / path), sorted(_below(folder)))


def _verify(
    copy: str, fetch: Callable[[str, int], bytes | None], others: list[str] | tuple[str, ...]
) -> tuple[int, tuple[Finding, ...]]:
    try:
        data = fetch(manifest.NAME, LARGEST)
        if data is None:
            return 0, (Finding("verify-manifest", copy),)
        listed = manifest.read(data)
        found = {path: _entry(fetch(path, was.size)) for path, was in listed.items()}
    except ValueError:
        return 0, (Finding("verify-manifest", copy),)
    except (OSError, HTTPException) as error:
        return 0, (Finding("source-unreadable", copy, args={"reason": str(error)}),)
    told = manifest.differences(listed, found, others)
    return len(listed), tuple(Finding(rule, path) for rule, path in told)


def _entry(data: bytes | None) -> Entry | None:
    return None if data is None else manifest.entry(data)


def _plain(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _below(folder: Path) -> list[str]:
    own = len(os.path.join(folder, ""))  # noqa: PTH118 - hot
    return [
        os.path.join(base, name)[own:].replace(os.sep, "/")  # noqa: PTH118 - hot
        for base, _, names in os.walk(folder)
        for name in names
    ]


class _SameHost(HTTPRedirectHandler):
    """Follows a server to other addresses of its own only."""

    def redirect_request(
        self,
        req: Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> Request | None:
        """The request that goes on, or the error that ends it."""
        if urlsplit(newurl)[:2] != urlsplit(req.full_url)[:2]:
            raise HTTPError(newurl, code, "another host", headers, fp)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _from_server(address: str) -> Callable[[str, int], bytes | None]:
    opener: OpenerDirector = build_opener(_SameHost, ProxyHandler({}))
    base = address if address.endswith("/") else f"{address}/"

    def fetch(path: str, size: int) -> bytes | None:
        request = Request(urljoin(base, quote(path)), headers={"Cache-Control": "no-cache"})  # noqa: S310 - http only
        try:
            with opener.open(request, timeout=_WAIT) as answer:
                return bytes(answer.read(size + 1))  # one byte more tells that it is larger
        except HTTPError as error:
            if error.code in (403, 404, 410):
                return None
            raise

    return fetch
