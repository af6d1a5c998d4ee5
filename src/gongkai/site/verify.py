"""Verify: a published copy of a site, in a folder or on a web server, against its manifest. Does I/O.

Of a folder all files are looked at, so also those too many; a server is asked for what the manifest lists, one
file after another, and never led to another host.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, ProxyHandler, Request, build_opener

from gongkai import manifest
from gongkai.below import below
from gongkai.manifest import Entry
from gongkai.site.seal import files, measured
from gongkai.sources import Finding

LARGEST = 64 * 1024 * 1024  # bytes of a manifest
_SERVERS = ("http://", "https://")
_WAIT = 60  # seconds without a byte


def verify(copy: str) -> tuple[int, tuple[Finding, ...]]:
    """How many files the manifest of the site at `copy` (folder or http address) lists, and what is wrong."""
    if copy.startswith(_SERVERS):
        return _verify(copy, _from_server(copy), ())
    folder = Path(copy)
    if not folder.is_dir():
        return 0, (Finding("source-missing", copy),)
    try:
        others = files(folder, below(folder))
    except OSError as error:
        return 0, (Finding("source-unreadable", copy, args={"reason": _why(error)}),)
    return _verify(copy, lambda path: _plain(folder / path), others)


# The file at a path, open within a block; `None` where there is none.
_Open = Callable[[str], AbstractContextManager[IO[bytes] | None]]


def _verify(
    copy: str, opened: _Open, others: list[str] | tuple[str, ...]
) -> tuple[int, tuple[Finding, ...]]:
    try:
        with opened(manifest.NAME) as file:
            if file is None:
                return 0, (Finding("verify-manifest", copy),)
            listed = manifest.read(file.read(LARGEST))
        found = {path: _entry(opened(path), was.size) for path, was in listed.items()}
    except ValueError:
        return 0, (Finding("verify-manifest", copy),)
    except (OSError, HTTPException) as error:
        rule = "verify-unreachable" if copy.startswith(_SERVERS) else "source-unreadable"
        return 0, (Finding(rule, copy, args={"reason": _why(error)}),)
    told = manifest.differences(listed, found, others)
    return len(listed), tuple(Finding(rule, path) for rule, path in told)


def _why(error: Exception) -> str:
    """The system's own words, without what Python puts around them."""
    held = getattr(error, "reason", error) if type(error) is URLError else error
    return getattr(held, "strerror", "") or str(held)


def _entry(opened: AbstractContextManager[IO[bytes] | None], size: int) -> Entry | None:
    """What a file is that should have so many bytes."""
    with opened as file:
        return None if file is None else measured(file, size)


@contextmanager
def _plain(path: Path) -> Iterator[IO[bytes] | None]:
    if not path.is_file():
        yield None
        return
    with path.open("rb") as file:
        yield file


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


def _from_server(address: str) -> _Open:
    opener: OpenerDirector = build_opener(_SameHost, ProxyHandler({}))
    base = address if address.endswith("/") else f"{address}/"

    @contextmanager
    def opened(path: str) -> Iterator[IO[bytes] | None]:
        request = Request(urljoin(base, quote(path)), headers={"Cache-Control": "no-cache"})  # noqa: S310 - http only
        try:
            answer = opener.open(request, timeout=_WAIT)
        except HTTPError as error:
            if error.code not in (403, 404, 410):
                raise
            yield None
            return
        with answer:
            yield answer

    return opened
