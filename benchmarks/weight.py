"""What a first visit weighs: bytes of each kind of page and of all that it loads, as they stand and compressed.

Run: python benchmarks/weight.py [SITE]. Prints a row a kind (its heaviest page): HTML, HTML compressed, all that
the page loads compressed, number of files; then what a first query of the search moves at most in its one-file form.
Exit code 1 where home weighs more than 300 KB compressed or the HTML of a measure more than 40 KB.
"""

from __future__ import annotations

import gzip
import posixpath
import re
import sys
from pathlib import Path

HOME, MEASURE = 300_000, 40_000
LOADED = re.compile(r'<(?:script[^>]*\ssrc|link rel="(?:stylesheet|icon)" href)="([^"]+)"')


def packed(data: bytes) -> int:
    """Bytes after gzip, as most servers send text."""
    return len(gzip.compress(data, 6))


def loads(site: Path, page: Path) -> set[Path]:
    """The files that the browser fetches with `page`, without a cache."""
    html = page.read_text("utf-8")
    here = page.parent.relative_to(site).as_posix()
    found = (link.partition("?")[0] for link in LOADED.findall(html))
    return {site / posixpath.normpath(posixpath.join(here, link)) for link in found}


def heaviest(site: Path) -> dict[str, Path]:
    """The heaviest page of each part of the site."""
    kinds: dict[str, Path] = {}
    for page in sorted(site.rglob("index.html")):
        parts = page.relative_to(site).parts
        kind = "home" if len(parts) == 1 else parts[0] if len(parts) == 2 else f"{parts[0]}/…"
        if kind not in kinds or page.stat().st_size > kinds[kind].stat().st_size:
            kinds[kind] = page
    return kinds


def main(site: Path) -> int:
    """Print the table; the exit code."""
    print(f"{'page':<20} {'HTML kB':>8} {'gzip kB':>8} {'visit kB':>9} {'files':>6}")
    wrong = 0
    for kind, page in heaviest(site).items():
        html = page.read_bytes()
        files = loads(site, page)
        visit = packed(html) + sum(packed(file.read_bytes()) for file in files)
        print(
            f"{kind:<20} {len(html) / 1000:>8.1f} {packed(html) / 1000:>8.1f} {visit / 1000:>9.1f} {1 + len(files):>6}"
        )
        wrong += (kind == "home" and visit > HOME) + (kind == "measures/…" and len(html) > MEASURE)
    search = [site / "assets/search-engine.js", site / "assets/search/index.js"]
    print(
        f"first query          {sum(packed(file.read_bytes()) for file in search) / 1000:>8.1f} kB"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "site")))
