"""Sitemap and robots: which pages there are, and who may look. Pure; bytes out.

A sitemap needs whole addresses: where the site does not know its own there is none. Days come from the
revision's record, never from the clock. A demonstration asks search engines to stay away.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from html import escape


def sitemap(site_url: str, addresses: Iterable[str], day: str | None) -> bytes:
    """sitemap.xml of the pages at `addresses`; `day` (`YYYY-MM-DD`) is when the site's text last changed."""
    changed = f"<lastmod>{escape(day)}</lastmod>" if day else ""
    rows = "".join(
        f"  <url><loc>{escape(site_url + address)}</loc>{changed}</url>\n"
        for address in sorted(addresses)
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'{head}<urlset xmlns="{space}">\n{rows}</urlset>\n'.encode()


def zipped(data: bytes) -> bytes:
    """The same, packed; without a time or a name inside, so that equal data gives equal bytes."""
    return gzip.compress(data, mtime=0)


def robots(site_url: str, *, demonstration: bool) -> bytes:
    """robots.txt."""
    lines = ["User-agent: *", "Disallow: /" if demonstration else "Allow: /"]
    if site_url and not demonstration:
        lines.append(f"Sitemap: {site_url}sitemap.xml")
    return ("\n".join(lines) + "\n").encode()
