"""How a site feels on a weak phone: what a first visit to each kind of page costs in a real Chromium.

Run: python benchmarks/phone.py [SITE] [--query WORDS …] [--lighthouse PATH]. The processor is slowed four times, the network is a slow 4G (150 ms,
1.6 Mbit/s down, 750 kbit/s up), the window 360 × 740; the site is served on loopback with gzip and no cache. Of three
visits the middle one is told, a row a kind (its heaviest page):

    FCP, LCP   first and largest contentful paint, ms after the navigation began
    CLS        how far what was painted moved (0 is still)
    TBT        ms by which tasks between FCP and load kept the page from answering for more than 50 ms each
    kB, files  what was moved, compressed, headers not counted

and last the first query of the search: ms from the first key to the first result, kB and files it moved. Exit code 1
where something moves. `--lighthouse` names the program of that name (npm install lighthouse): its scores of three pages.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import median_low
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright
from weight import heaviest

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.chromium import CHROMIUM, launched

NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}  # fmt: skip
SLOWER, VISITS, STILL = 4, 3, 0.001
TEXT = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".csv"}
WATCH = """
window.seen = { lcp: 0, cls: 0, tasks: [] };
const watch = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
watch("largest-contentful-paint", (entry) => { seen.lcp = entry.startTime; });
watch("layout-shift", (entry) => { seen.cls += entry.value; });
watch("longtask", (entry) => { seen.tasks.push([entry.startTime, entry.duration]); });
"""
TOLD = """() => {
  const fcp = performance.getEntriesByName("first-contentful-paint")[0].startTime;
  const late = seen.tasks.filter(([start]) => start >= fcp);
  const files = performance.getEntriesByType("resource").concat(performance.getEntriesByType("navigation"));
  return { fcp, lcp: seen.lcp, cls: seen.cls, tbt: late.reduce((sum, [, took]) => sum + took - 50, 0),
           bytes: files.reduce((sum, file) => sum + file.encodedBodySize, 0), files: files.length };
}"""


class Compressed(http.server.SimpleHTTPRequestHandler):
    """Sends text compressed, as the documented web server does."""

    def do_GET(self) -> None:
        """The file, compressed where it is text."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data = path.read_bytes()
        self.send_response(200)
        if path.suffix in TEXT:
            data = gzip.compress(data, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Nothing."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Where `site` is served, with a slash at the end."""
    handler = functools.partial(Compressed, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@contextmanager
def phone(browser: Browser) -> Iterator[tuple[Page, CDPSession]]:
    """A window of a weak phone with nothing in its cache."""
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, device_scale_factor=2, is_mobile=True,
        has_touch=True, locale="zh-CN",
    )  # fmt: skip
    page = context.new_page()
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.send("Network.emulateNetworkConditions", NETWORK)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.add_init_script(WATCH)
    yield page, tools
    context.close()


def visit(browser: Browser, address: str) -> dict[str, float]:
    """What one first visit costs."""
    with phone(browser) as (page, _):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        found: dict[str, float] = page.evaluate(TOLD)
        return found


def query(browser: Browser, address: str, words: str) -> dict[str, float]:
    """What the first query of the search costs, for `words`, on a page that has been read."""
    with phone(browser) as (page, _):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        before = page.evaluate(TOLD)
        page.keyboard.press("/")
        page.evaluate("seen.key = performance.now()")
        page.keyboard.insert_text(words)
        page.locator("dialog .gk-search__link").first.wait_for()
        took = page.evaluate("performance.now() - seen.key")
        after = page.evaluate(TOLD)
        moved = {key: after[key] - before[key] for key in ("bytes", "files")}
        return {"ms": took, **moved}


def middle(rows: list[dict[str, float]]) -> dict[str, float]:
    """The middle of each figure."""
    return {key: median_low(row[key] for row in rows) for key in rows[0]}


def lighthouse(program: str, address: str) -> dict[str, float]:
    """The scores that Lighthouse gives to a page, of 100."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "report.json"
        call = [
            program, address, "--quiet", "--output=json", f"--output-path={out}",
            "--chrome-flags=--headless=new --no-sandbox", "--skip-audits=is-crawlable",
        ]  # fmt: skip
        subprocess.run(call, check=True, env={**os.environ, "CHROME_PATH": CHROMIUM})
        found: dict[str, Any] = json.loads(out.read_text("utf-8"))["categories"]
    return {name: 100 * one["score"] for name, one in found.items()}


def queries(site: Path, asked: Sequence[str]) -> None:
    """Print what each of the queries `asked` costs as the first one."""
    with (
        served(site) as at,
        sync_playwright() as playwright,
        closing(launched(playwright)) as browser,
    ):
        for words in asked:
            row = middle([query(browser, at, words) for _ in range(VISITS)])
            print(
                f"first query {words}: {row['ms']:.0f} ms, {row['bytes'] / 1000:.1f} kB in {row['files']:.0f} files"
            )


def main(site: Path, program: str | None) -> int:
    """Print the tables; the exit code."""
    moved = False
    with (
        served(site) as at,
        sync_playwright() as playwright,
        closing(launched(playwright)) as browser,
    ):
        print(f"{'page':<18}{'FCP':>7}{'LCP':>7}{'CLS':>8}{'TBT':>7}{'kB':>8}{'files':>7}")
        kinds = {
            kind: page.parent.relative_to(site).as_posix().removeprefix(".")
            for kind, page in heaviest(site).items()
        }
        for kind, path in kinds.items():
            address = f"{at}{path}/" if path else at
            row = middle([visit(browser, address) for _ in range(VISITS)])
            print(
                f"{kind:<18}{row['fcp']:>7.0f}{row['lcp']:>7.0f}{row['cls']:>8.3f}{row['tbt']:>7.0f}{row['bytes'] / 1000:>8.1f}{row['files']:>7.0f}"
            )
            moved = moved or row["cls"] > STILL
        for kind in ("home", "measures/…", "targets") if program else ():
            scores = lighthouse(str(program), f"{at}{kinds[kind]}")
            print(
                f"lighthouse {kind:<12}",
                ", ".join(f"{name} {score:.0f}" for name, score in scores.items()),
            )
    return int(moved)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("site", nargs="?", type=Path, default=Path("site"))
    arguments.add_argument("--lighthouse", metavar="PATH")
    arguments.add_argument("--query", nargs="+", metavar="WORDS")
    given = arguments.parse_args()
    if given.query:
        sys.exit(queries(given.site.resolve(), given.query))
    code = main(given.site.resolve(), given.lighthouse)
    queries(given.site.resolve(), ["饮用水"])
    sys.exit(code)
