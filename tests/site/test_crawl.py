"""The built demonstration read as a crawler reads it, every page of it.

Links and fragments lead somewhere, ids are unique, nothing is loaded from elsewhere, every page is reached
from home and says what it is; no script, style or handler of ours stands in a page.
"""

from __future__ import annotations

import itertools
import json
import posixpath
import re
import shutil
from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from gongkai.site.build import build
from tests.conftest import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("crawl")]
# The page for wrong addresses is served at any of them: its links start at the site's root, and none leads to it.
MISSING = "404.html"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demonstration")
    for part in ("content", "macros", "plan_data"):
        shutil.copytree(ROOT / part, folder / part)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    report = build(folder)
    assert report.built, report.findings
    assert [found for found in report.findings if found.severity != "note"] == []
    return report.folder


@pytest.fixture(scope="module")
def pages(built: Path) -> dict[str, LexborHTMLParser]:
    return {
        file.relative_to(built).as_posix(): LexborHTMLParser(file.read_text("utf-8"))
        for file in sorted(built.rglob("*.html"))
    }


def _links(tree: LexborHTMLParser) -> list[str]:
    return [
        value
        for name in ("href", "src", "action")
        for found in tree.css(f"[{name}]")
        if (value := found.attributes[name])
    ]


def _file(built: Path, page: str, path: str) -> str:
    """The file that `path` leads to from `page`."""
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(path)))
    is_folder = not path.endswith(".html") and (built / target).is_dir()
    return posixpath.normpath(f"{target}/index.html") if is_folder else target


def test_links_and_fragments_lead_somewhere(pages, built: Path) -> None:
    ids = {name: {n.attributes["id"] for n in tree.css("[id]")} for name, tree in pages.items()}
    broken = []
    for name, tree in pages.items():
        if name == MISSING:
            continue
        for link in _links(tree):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:  # elsewhere only by an act of the reader
                continue
            target = _file(built, name, parts.path) if parts.path else name
            fragment = unquote(parts.fragment)
            missing = fragment and target in ids and fragment not in ids[target]
            if not (built / target).is_file() or missing:
                broken.append((name, link))
    assert broken == []


def test_every_page_is_reached_from_home(pages, built: Path) -> None:
    seen, waiting = {"index.html"}, ["index.html"]
    while waiting:
        name = waiting.pop()
        for link in _links(pages[name]):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or not parts.path:
                continue
            target = _file(built, name, parts.path)
            if target in pages and target not in seen:
                seen.add(target)
                waiting.append(target)
    assert pages.keys() - seen - {MISSING} == set()


def test_each_page_is_one_page(pages) -> None:
    for name, tree in pages.items():
        ids = Counter(node.attributes["id"] for node in tree.css("[id]"))
        assert [one for one, times in ids.items() if times > 1] == [], name
        assert len(tree.css("h1")) == 1, name
        assert tree.css_first("html").attributes["lang"].startswith("zh"), name
        assert len(tree.css("main")) == 1, name
        levels = [int(node.tag[1]) for node in tree.css("#gk-content :is(h1, h2, h3, h4)")]
        assert all(b - a <= 1 for a, b in itertools.pairwise(levels)), (name, levels)


def test_tables_are_named_and_their_columns_too(pages) -> None:
    for name, tree in pages.items():
        for table in tree.css("table.gk-table"):
            assert table.css_first("caption").text().strip(), name
            for head in table.css("thead th"):
                assert head.attributes.get("scope") == "col", name
                assert head.text().strip(), name


def test_nothing_is_loaded_from_elsewhere_and_nothing_stands_inline(pages) -> None:
    loads = (
        "script[src], img[src], link[rel=stylesheet], link[rel=preconnect], iframe, source, video"
    )
    for name, tree in pages.items():
        for found in tree.css(loads):
            address = found.attributes.get("src") or found.attributes.get("href") or ""
            assert not urlsplit(address).netloc, (name, address)
        for script in tree.css("script:not([src])"):
            kind = script.attributes.get("type") or ""
            assert kind in ("application/json", "application/ld+json"), name  # data, never run
        assert not tree.css("style"), name
        for node in tree.css("*"):
            ours = [key for key in node.attributes if key.startswith("on") or key == "style"]
            assert not ours, (name, node.tag, ours)


def test_each_page_says_whose_it_is(pages) -> None:
    for name, tree in pages.items():
        tags = {n.attributes.get("name"): n.attributes.get("content") for n in tree.css("meta")}
        assert tags["SiteName"], name
        assert tags["ColumnName"], name
        assert tags["robots"] == "noindex,nofollow", name
        assert "SiteIDCode" not in tags, name
        assert "PubDate" not in tags, name  # the revision is not recorded as published
        for block in tree.css('script[type="application/ld+json"]'):
            assert json.loads(block.text())["@context"] == "https://schema.org", name


def test_the_site_map_lists_every_page_but_made_up_ones(pages, built: Path) -> None:
    listed = {
        _file(built, "sitemap/index.html", link.attributes["href"] or "")
        for link in pages["sitemap/index.html"].css("#gk-content a[href]")
    }
    left = pages.keys() - listed - {MISSING, "sitemap/index.html", "search/index.html"}
    assert len(listed) > 90
    for name in left:
        assert "示例" in pages[name].css_first("#gk-content").text(), name


def test_what_search_finds_is_there(pages, built: Path) -> None:
    index = (built / "assets/search/index.js").read_text("utf-8")
    found = set(
        re.findall(r'^(?:gongkaiSearch\.put\("d0",[^\[]*\[)?\["([^"]*)"', index, re.MULTILINE)
    )
    assert len(found) > 300
    lost = []
    for address in found:
        page, _, fragment = address.partition("#")
        tree = pages.get(f"{page}index.html")
        if tree is None or (fragment and tree.css_first(f'[id="{fragment}"]') is None):
            lost.append(address)
    assert lost == []
