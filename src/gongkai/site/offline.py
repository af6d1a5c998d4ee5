"""Offline: a copy of a built site that opens by double click, without a server. Does I/O.

A server turns `measures/N054/` into the file in that folder; a browser that opens files does not. So in
the copy each link within the site names its file. Scripts and styles are the same: they are classic
scripts that ask for nothing but scripts. The page for wrong addresses is left out: a folder has none.
"""

from __future__ import annotations

import re
import shutil
from html import escape, unescape
from pathlib import Path

from gongkai import manifest
from gongkai.addresses import ELSEWHERE

_LINK = re.compile(r'(\s(?:href|action)="|http-equiv="refresh" content="0; url=)([^"]*)(")')
LEFT_OUT = ("404.html", "robots.txt", "sitemap.xml", "sitemap.xml.gz", manifest.NAME)


def write(site: Path, target: Path) -> None:
    """Copy the site in the folder `site` to the folder `target`, which must not exist."""
    for source in sorted(path for path in site.rglob("*") if path.is_file()):
        name = source.relative_to(site)
        if str(name) in LEFT_OUT:
            continue
        place = target / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if source.suffix == ".html":
            place.write_bytes(named(source.read_text("utf-8")).encode("utf-8"))
        else:
            shutil.copyfile(source, place)


def named(html: str) -> str:
    """A page whose links to folders name the page in them."""
    return _LINK.sub(lambda match: match[1] + escape(_file(unescape(match[2]))) + match[3], html)


def _file(link: str) -> str:
    """The link to the file that `link` leads to; what leads elsewhere, or along the page, stays."""
    if not link or link[0] in "/#?" or ELSEWHERE.match(link):
        return link
    end = min((at for sign in "?#" if (at := link.find(sign)) >= 0), default=len(link))
    path, rest = link[:end], link[end:]
    if path.rpartition("/")[2] not in ("", ".", ".."):
        return link
    return f"{path.removesuffix('/')}/index.html{rest}"
