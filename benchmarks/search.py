"""Our search beside others on the same plan and queries: what is found, what is found too much, bytes until a first result.

Run: python benchmarks/search.py [TOOLS]. TOOLS is a folder outside this one, made by

    npm install minisearch pagefind     (in it)
    pip install --target TOOLS/py jieba

What is not there is left out and said so. Documents are the nodes of the plan with their own lines; queries are runs
of 2 to 8 letters and digits, chosen at random (always the same) from these lines; the truth is plain substring search.
Recall: of the pairs (query, document that holds it), how many are found. Precision: of what is found, how many hold
the query. Bytes are compressed: scripts, index and what a first query loads, without the pages.
"""

from __future__ import annotations

import functools
import gzip
import html
import http.server
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

from gongkai.model import Plan
from gongkai.search import entries, files
from gongkai.search.words import fold
from gongkai.store import load
from gongkai.views import Index

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.chromium import CHROMIUM, launched

ROOT = Path(__file__).parents[1]
ENGINE = ROOT / "src/gongkai/site/theme/assets/search-engine.js"
OF_EACH_LENGTH = 100
Found = list[set[int]]


def packed(data: bytes) -> int:
    """Bytes after gzip."""
    return len(gzip.compress(data, 6))


def documents(plan: Plan) -> list[list[str]]:
    """The own lines of each node."""
    return [list(plan.source_lines[node.lines[0] - 1 : node.lines[1]]) for node in plan.nodes]


def questions(texts: list[list[str]]) -> list[str]:
    """Runs of letters and digits, as many of each length."""
    chance = random.Random(1)
    lines = [line for text in texts for line in text]
    asked: list[str] = []
    for length in range(2, 9):
        runs = sorted({line[at : at + length] for line in lines for at in range(len(line))})
        runs = [run for run in runs if len(run) == length and run.isalnum()]
        asked += chance.sample(runs, min(OF_EACH_LENGTH, len(runs)))
    return asked


def node(script: Path, *args: str, **asked: object) -> dict | list:
    """What a script answers in node."""
    call = ["node", str(script), *args]
    done = subprocess.run(
        call, input=json.dumps(asked), stdout=subprocess.PIPE, encoding="utf-8", check=True
    )
    return json.loads(done.stdout)


def ours(plan: Plan, queries: list[str], folder: Path) -> tuple[Found, int]:
    """Our engine on our index."""
    made = entries(Index.of(plan))
    for name, data in files(made):
        (folder / name).write_bytes(data)
    nodes = [one.address for one in made if one.kind in ("measure", "section")]
    places = {address: at for at, address in enumerate(nodes)}
    script = ROOT / "tests/search/run_engine.js"
    answers = node(script, str(ENGINE), index=str(folder), queries=queries, addresses=True)
    found = [{places[one] for one in answer if one in places} for answer in answers]
    return found, packed(ENGINE.read_bytes()) + sum(
        packed(file.read_bytes()) for file in folder.iterdir()
    )


def theme_index(texts: list[list[str]], folder: Path, jieba: Path) -> Path:
    """The index that the theme makes of a page a document."""
    (folder / "docs").mkdir()
    for at, text in enumerate(texts):
        words = "\n\n".join(html.escape(line) for line in text)
        (folder / f"docs/p{at}.md").write_text(f"# {at}\n\n{words}\n", "utf-8")
    (folder / "docs/index.md").write_text("# 首页\n", "utf-8")
    settings = (
        "site_name: a\ntheme: {name: material, language: zh, font: false}\nplugins: [search]\n"
    )
    (folder / "mkdocs.yml").write_text(settings, "utf-8")
    path = os.pathsep.join([str(jieba), os.environ.get("PYTHONPATH", "")])
    call = [sys.executable, "-m", "mkdocs", "build", "-q"]
    subprocess.run(
        call, cwd=folder, env={**os.environ, "PYTHONPATH": path}, check=True, capture_output=True
    )
    return folder / "site"


def pagefind(
    texts: list[list[str]], queries: list[str], folder: Path, tools: Path
) -> tuple[Found, int]:
    """Pagefind in the browser of the tests, for it runs in one alone."""
    from playwright.sync_api import sync_playwright

    for at, text in enumerate(texts):
        words = "".join(f"<p>{html.escape(line)}</p>" for line in text)
        page = f"<!doctype html><html lang=zh><title>{at}</title><body>{words}</body></html>"
        (folder / f"p{at}.html").write_text(page, "utf-8")
    (folder / "index.html").write_text("<!doctype html><html lang=zh><title>a</title>", "utf-8")
    subprocess.run(
        [tools / "node_modules/.bin/pagefind", "--site", folder], check=True, capture_output=True
    )
    served: list[int] = []

    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            if "/pagefind/" in self.path:
                data = Path(self.translate_path(self.path)).read_bytes()
                # Its own index files are compressed already.
                served.append(min(len(data), packed(data)))

    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Handler, directory=folder)
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    ask = """async (queries) => {
      const all = [];
      for (const query of queries) all.push((await (await window.found.search(query)).results));
      return Promise.all(all.map((results) => Promise.all(results.map(async (one) => (await one.data()).url))));
    }"""
    with sync_playwright() as playwright:
        browser = launched(playwright)
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/")
        page.evaluate(
            "async () => { window.found = await import('/pagefind/pagefind.js'); await window.found.init(); }"
        )
        page.evaluate(
            "async (query) => { const r = (await window.found.search(query)).results; if (r[0]) await r[0].data(); }",
            queries[0],
        )
        first = sum(served)
        answers = page.evaluate(ask, queries)
        browser.close()
    server.shutdown()
    return [
        {int(url.rpartition("/p")[2].split(".")[0]) for url in answer} for answer in answers
    ], first


def row(name: str, found: Found, truth: Found, size: int, folder: str) -> str:
    """A line of the table."""
    held = sum(map(len, truth))
    hit = sum(len(one & true) for one, true in zip(found, truth, strict=True))
    none = sum(not one & true for one, true in zip(found, truth, strict=True))
    precision = hit / max(1, sum(map(len, found)))
    return (
        f"{name:<28} {hit / held:>7.1%} {none:>8} {precision:>10.1%} {size / 1000:>9.1f}  {folder}"
    )


def rows(tools: Path | None) -> Iterator[str]:
    """The table, ours first."""
    project, _ = load(ROOT)
    assert project is not None
    texts = documents(project.plan)
    queries = questions(texts)
    folded = [[fold(line) for line in text] for text in texts]
    truth = [
        {at for at, text in enumerate(folded) if any(fold(query) in line for line in text)}
        for query in queries
    ]
    yield f"{len(texts)} documents, {len(queries)} queries of 2 to 8 characters"
    yield f"{'':<28} {'recall':>7} {'nothing':>8} {'precision':>10} {'kB first':>9}  from a folder"
    with tempfile.TemporaryDirectory() as made:
        folders = {name: Path(made) / name for name in ("ours", "theme", "pagefind")}
        for folder in folders.values():
            folder.mkdir()
        yield row("gongkai", *_with(truth, ours(project.plan, queries, folders["ours"])), "yes")
        asked: dict[str, object] = {
            "documents": ["\n".join(text) for text in texts],
            "queries": queries,
        }
        library = tools / "node_modules/minisearch/dist/umd/index.js" if tools else None
        scripts = {}
        if library and library.exists():
            asked["minisearch"], scripts["minisearch"] = str(library), library
        if tools and (tools / "py/jieba").exists():
            site = theme_index(texts, folders["theme"], tools / "py")
            [worker] = (site / "assets/javascripts/workers").glob("search.*.js")
            scripts["theme"] = worker
            asked |= {"worker": str(worker), "index": str(site / "search/search_index.json")}
        answers = node(Path(__file__).with_suffix(".js"), **asked)
        names = {
            "theme": ("Material, with jieba", "by a plugin"),
            "minisearch": ("MiniSearch, pairs", "if so built"),
        }
        for key, (name, folder_words) in names.items():
            if key not in answers:
                yield f"{name:<28} not installed"
                continue
            found = [set(one) for one in answers[key]["found"]]
            size = answers[key]["index"] + packed(scripts[key].read_bytes())
            yield row(name, found, truth, size, folder_words)
        if tools and (tools / "node_modules/.bin/pagefind").exists() and Path(CHROMIUM).exists():
            found, size = pagefind(texts, queries, folders["pagefind"], tools)
            yield row("Pagefind, extended", found, truth, size, "no")
        else:
            yield f"{'Pagefind, extended':<28} not installed"


def _with(truth: Found, made: tuple[Found, int]) -> tuple[Found, Found, int]:
    return made[0], truth, made[1]


if __name__ == "__main__":
    for line in rows(Path(sys.argv[1]) if len(sys.argv) > 1 else None):
        print(line, flush=True)
