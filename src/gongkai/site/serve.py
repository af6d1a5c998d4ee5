"""Serve: a preview on this machine that is built again when a file changes. Does I/O, on loopback only.

A failed build is told and leaves the last site in place; the server does not die of it.
"""

from __future__ import annotations

import gc
import os
import re
import threading
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from gongkai import addresses
from gongkai.site.build import BuildReport, build
from gongkai.site.host import NAME, BadConfiguration, configuration, written
from gongkai.store.entries import PARTS

PAUSE = (
    0.4  # seconds without a change before a build begins: an editor writes a file in several steps
)
PATIENCE = 2.0  # seconds

# What a web server should send with every page: nothing but the site's own files, no inline script or style.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


_BASE = re.compile(rb'data-base="(/[^"]+)"')


class Handler(SimpleHTTPRequestHandler):
    """Sends a site as docs/nginx.conf has a server send it, save that nothing is kept."""

    extensions_map = {  # noqa: RUF012 - the name and type are the library's
        **SimpleHTTPRequestHandler.extensions_map,
        ".html": "text/html; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".json": "application/json; charset=utf-8",
        ".csv": "text/csv; charset=utf-8",
        ".txt": "text/plain; charset=utf-8",
    }

    def end_headers(self) -> None:
        """A preview is never kept by the browser, and runs under the policy that a server should send."""
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def send_head(self) -> BytesIO | BinaryIO | None:
        """The file that was asked for; an address that can be none ("%00", "http://[x/") is refused."""
        try:
            return super().send_head()
        except ValueError:
            self.send_error(HTTPStatus.BAD_REQUEST)
            return None

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Where nothing is, what docs/nginx.conf has a server send: the way to the first page, or the site's own page."""
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        first = addresses.first_page(self.path.partition("?")[0].removeprefix("/"))
        body = b"" if first else _from_root(page.read_bytes())
        self.send_response(HTTPStatus.FOUND if first else code)
        if first:
            self.send_header("Location", f"/{first}")
        else:
            self.send_header("Content-Type", self.extensions_map[".html"])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def list_directory(self, path: str | os.PathLike[str]) -> None:  # noqa: ARG002 - the library's
        """No folder is listed, as on a server."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Requests are no news."""


def _from_root(html: bytes) -> bytes:
    """The page for wrong addresses, whose links begin with the site's own path: here the site stands at the root."""
    base = _BASE.search(html)
    return html.replace(b'"' + base[1], b'"/') if base else html


class _Changes(FileSystemEventHandler):
    def __init__(self, watched: Sequence[Path], changed: threading.Event) -> None:
        self._watched, self._changed = watched, changed

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Take note of a change to what the site is made from."""
        if event.event_type in ("opened", "closed_no_write"):
            return
        if any(Path(str(event.src_path)).is_relative_to(one) for one in self._watched):
            self._changed.set()


def serve(
    folder: Path,
    *,
    port: int = 8000,
    as_of: date | None = None,
    built: Callable[[BuildReport], None],
    serving: Callable[[str], None],
    stop: threading.Event | None = None,
) -> bool:
    """Build, serve on 127.0.0.1 and build again on every change, until interrupted or `stop` is set.

    `built` is called with what came of each build, `serving` once with the address. False where there is no
    project: nothing is served.
    """
    named, folder, stop = folder, folder.resolve(), stop or threading.Event()
    report = _build(named, as_of, built)
    if not (folder / "plan_data").is_dir():
        return False
    changed = threading.Event()
    observer = Observer()
    watched = _written(folder)
    changes = _Changes(watched, changed)
    observer.schedule(changes, str(folder), recursive=False)  # mkdocs.yml; never the site itself
    for one in watched:
        if one.is_dir():
            observer.schedule(changes, str(one), recursive=True)
    handler = partial(Handler, directory=str(report.folder))
    with ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            observer.start()
            serving(f"http://127.0.0.1:{server.server_port}/")
            while not stop.is_set():
                if not changed.wait(PAUSE):
                    continue
                while changed.is_set() and not stop.is_set():
                    changed.clear()
                    stop.wait(PAUSE)
                _build(named, as_of, built)
        except KeyboardInterrupt:
            pass
        finally:
            server.shutdown()
            if observer.is_alive():
                observer.stop()
                observer.join(PATIENCE)  # nobody waits in a terminal for what only watches
    return True


def _written(folder: Path) -> Sequence[Path]:
    """What people write of the project; where its mkdocs.yml cannot be used, what every project has."""
    try:
        with configuration(folder) as config:
            return written(folder, config)
    except BadConfiguration:
        return [folder / name for name in (NAME, *PARTS)]


def _build(folder: Path, as_of: date | None, built: Callable[[BuildReport], None]) -> BuildReport:
    report = build(folder, as_of=as_of)
    gc.collect()  # what it has left in cycles: a preview may go on for days
    built(report)
    return report
