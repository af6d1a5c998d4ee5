"""Links: every link and fragment of what was built leads to something that was built.

In: the HTML of pages as they are written; out: findings. The pages' own HTML alone is read, the frame
around it is the same everywhere. Linear: a page is read once or twice for its links, and once more only where
another page leads to a place on it. Reads files at the end, writes nothing.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Container, Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from msgspec import Struct

from gongkai.addresses import ELSEWHERE, file_of
from gongkai.sources.finding import Finding

_LINK = re.compile(r'\s(?:href|src)="([^"]*)"')
_ID = re.compile(r'\sid="([^"]*)"')
# As macros write them: what begins with one letter, and not with any of a class, is found four times as quick.
_USUAL_LINK = re.compile(r' href="([^"]*)"')
_USUAL_ID = re.compile(r' id="([^"&]*)"')

_Seen = tuple[str, str]  # what findings call the page, and the link on it
Pages = dict[str, _Seen]
Places = dict[str, dict[str, _Seen]]


class Noted(Struct, frozen=True):
    """Where links lead: pages and files by address, places on pages by address and fragment; each with the first that leads there."""

    pages: Pages
    places: Places


class Links:
    """Gathers links page by page. A target is remembered with the first place that leads there."""

    def __init__(self) -> None:
        self._pages: Pages = {}
        self._places: Places = {}
        self._noted: dict[str, set[str]] = {}

    def read(self, here: str, html: str, name: str | None = None) -> None:
        """Note the links of the page at address `here`; `name` is what findings call it."""
        up = "../" * here.count("/")
        name = name or file_of(here)
        own: set[str] | None = None
        # Links from the top of the site mean the same on all pages of one depth: noted once, they are done with.
        noted = self._noted.setdefault(up, set())
        for link in dict.fromkeys(_links(html)):
            if link in noted:
                continue
            href = unescape(link) if "&" in link else link
            if not href or href[0] == "/" or (href[0] != "." and ELSEWHERE.match(href)):
                continue
            path, _, fragment = (unquote(href) if "%" in href else href).partition("#")
            if path:
                target = self._resolve(here, up, path.partition("?")[0])
            else:
                target = here
                own = set(_USUAL_ID.findall(html)) if own is None else own
                if fragment in own:
                    continue
            seen = (name, href)
            self._pages.setdefault(target, seen)
            if up and link.startswith(up):
                noted.add(link)
            if fragment:
                self._places.setdefault(target, {}).setdefault(fragment, seen)

    @property
    def noted(self) -> Noted:
        """What was gathered."""
        return Noted(self._pages, self._places)

    def note(self, links: Noted) -> None:
        """Add what was gathered of other pages."""
        for target, seen in links.pages.items():
            self._pages.setdefault(target, seen)
        for target, places in links.places.items():
            own = self._places.setdefault(target, {})
            for fragment, seen in places.items():
                own.setdefault(fragment, seen)

    def want(self, target: str, name: str, href: str) -> None:
        """Note a link that stands elsewhere than on a page, as in `nav`."""
        self._pages.setdefault(target, (name, href))

    def broken(self, folder: Path, there: Container[str] = frozenset()) -> Iterator[Finding]:
        """Links to what is not in `folder`, then fragments that are not on their page; of `there` it is known that it is."""
        missing = set()
        for target in sorted(self._pages):
            file = _file_of(target)
            if file in there:
                continue
            if target.startswith("../") or not os.path.isfile(os.path.join(folder, file)):  # noqa: PTH113, PTH118 - hot
                missing.add(target)
                name, href = self._pages[target]
                yield Finding("site-link", name, args={"href": href})
        for target in sorted(self._places.keys() - missing):
            html = Path(folder, _file_of(target)).read_bytes().decode("utf-8", "replace")
            places = self._places[target]
            rest = places.keys() - set(_USUAL_ID.findall(html))
            if rest:
                rest -= set(map(unescape, _ID.findall(html)))
            for fragment in sorted(rest):
                name, href = places[fragment]
                yield Finding("site-fragment", name, args={"href": href})

    @staticmethod
    def _resolve(here: str, up: str, path: str) -> str:
        rest = path[len(up) :]
        if path.startswith(up) and not rest.startswith(".") and "/." not in rest:
            return rest if up else here + rest
        target = posixpath.normpath(posixpath.join(here, path))
        if target == ".":
            return ""
        return f"{target}/" if path.endswith(("/", "..", ".")) else target


def from_content(html: str, source: str, here: str, rooms: frozenset[str]) -> str:
    """Links of a page written by hand to generated pages, made right for the page's own address.

    An author writes `measures/N054/` as seen from the file `source` in the folder of pages; the page ends
    up at `here`, a level deeper. MkDocs does this for its own pages and leaves all else as it stands.
    """
    base = posixpath.dirname(source)

    def right(match: re.Match[str]) -> str:
        href = match[1]
        if not href or href[0] in "/#?" or ELSEWHERE.match(href):
            return match[0]
        path = href.partition("#")[0].partition("?")[0]
        target = posixpath.normpath(posixpath.join(base, path))
        if target.partition("/")[0] not in rooms:
            return match[0]
        end = "/" if path.endswith("/") else ""
        up = "../" * here.count("/")
        return match[0].replace(href, f"{up}{target}{end}{href[len(path) :]}")

    return _LINK.sub(right, html)


def _links(html: str) -> list[str]:
    """What `_LINK` finds, in the quickest way."""
    usual = _USUAL_LINK.findall(html)
    only = len(usual) == html.count('href="') and 'src="' not in html
    return usual if only else _LINK.findall(html)


def _file_of(target: str) -> str:
    page = target == "" or target.endswith("/")
    return file_of(target) if page else target
