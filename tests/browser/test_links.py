"""The built tree read as a crawler reads it: links and fragments lead somewhere, ids are unique, nothing is foreign."""

from __future__ import annotations

import posixpath
from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

# Needs no browser, but the same built site.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]


@pytest.fixture(scope="module")
def pages(built: Path) -> dict[str, LexborHTMLParser]:
    return {
        file.relative_to(built).as_posix(): LexborHTMLParser(file.read_text("utf-8"))
        for file in sorted(built.rglob("*.html"))
    }


def _links(tree: LexborHTMLParser) -> list[str]:
    return [
        value
        for name in ("href", "src")
        for found in tree.css(f"[{name}]")
        if (value := found.attributes[name])
    ]


def test_links_and_fragments_lead_somewhere(pages, built: Path) -> None:
    ids = {name: {n.attributes["id"] for n in tree.css("[id]")} for name, tree in pages.items()}
    broken = []
    for name, tree in pages.items():
        if name == "404.html":  # served at any address, so its links start at the site's root
            continue
        for link in _links(tree):
            parts = urlsplit(link)
            if parts.scheme in ("mailto", "data"):
                continue
            if parts.scheme or parts.netloc:
                # Links may lead elsewhere only as an act of the reader.
                continue
            path = unquote(parts.path)
            target = (
                posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
            )
            if not path.endswith(".html") and (built / target).is_dir():
                target = posixpath.normpath(f"{target}/index.html")
            fragment = unquote(parts.fragment)
            if not (built / target).is_file() or (
                fragment and target in ids and fragment not in ids[target]
            ):
                broken.append((name, link))
    assert broken == []


def test_ids_are_unique_and_headings_one(pages) -> None:
    for name, tree in pages.items():
        twice = [
            i for i, n in Counter(n.attributes["id"] for n in tree.css("[id]")).items() if n > 1
        ]
        assert twice == [], name
        assert len(tree.css("h1")) == 1, name
        assert tree.css_first("html").attributes["lang"].startswith("zh"), name


def test_nothing_is_loaded_from_elsewhere(pages) -> None:
    loads = (
        "script[src], img[src], link[rel=stylesheet], link[rel=preconnect], iframe, source, video"
    )
    for name, tree in pages.items():
        for found in tree.css(loads):
            address = found.attributes.get("src") or found.attributes.get("href") or ""
            assert not urlsplit(address).netloc, (name, address)


def test_every_page_is_reached_from_home(pages) -> None:
    seen, waiting = {"index.html"}, ["index.html"]
    while waiting:
        name = waiting.pop()
        for link in _links(pages[name]):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or not parts.path:
                continue
            target = posixpath.normpath(
                posixpath.join(posixpath.dirname(name), unquote(parts.path))
            )
            if target not in pages:
                target = posixpath.normpath(f"{target}/index.html")
            if target in pages and target not in seen:
                seen.add(target)
                waiting.append(target)
    assert pages.keys() - seen - {"404.html"} == set()
