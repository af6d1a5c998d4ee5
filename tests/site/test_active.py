"""What in a page by hand would run or fetch: named as a person finds it again; what only leads is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.site.active import active, active_around
from gongkai.site.writer import UnsafePath, Writer


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("", []),
        ("<p>正文<a href='../a/'>甲</a><a href='https://example.org/'>乙</a><img src='a.png'>", []),
        ("<img src='data:image/png;base64,AA'>", []),
        ("<ScRiPt>1</sCrIpT>", ["<script"]),
        ("<style>p{}</style><iframe src='a.html'></iframe>", ["<style", "<iframe"]),
        ("<p onClick='a()'>", ["onclick="]),
        ("<iframe srcdoc='x'>", ["<iframe", "srcdoc="]),
        ("<a href='javascript:a()'>", ["javascript:"]),
        ("<a href=' Java\tScript&#58;a()'>", ["javascript:"]),
        ("<a href='\u200bvbscript:a'>", ["vbscript:"]),
        ("<a href='data:text/html,x'>", ["data:"]),
        ("<img src='data:image/svg+xml,x'>", ["data:"]),
        ("<svg><a xlink:href='javascript:a()'></a></svg>", ["javascript:"]),
        ("<svg><animate to='javascript:a()'></svg>", ["javascript:"]),
        ("<img src='https://example.org/a.png'>", ["https://example.org/a.png"]),
        ("<img src='//example.org/a.png'>", ["//example.org/a.png"]),
        ("<video poster='\\\\example.org\\a'>", ["\\\\example.org\\a"]),
        ("<form action='https://example.org/'>", ["https://example.org/"]),
        ("<img srcset='a.png 1x, //example.org/b.png 2x'>", ["//example.org/b.png2x"]),
        ("<img srcset='a.png 1x, b.png 2x'>", []),
        ("<svg><image href='//example.org/a.png'/></svg>", ["//example.org/a.png"]),
        ("<svg><use xlink:href='//example.org/a#b'/></svg>", ["//example.org/a#b"]),
        ("<svg><use href='#a'/><rect fill='url(#b)'/></svg>", []),
        ("<svg><rect fill='url(//example.org/a#b)'/></svg>", ["//example.org/a#b"]),
        ("<p style='color:red;background:url(a.png)'>", []),
        ("<p style='background:url(data:image/png;base64,A//A)'>", []),
        ("<p style='background:U\\72l( \"https://example.org/\" )'>", ["https://example.org/"]),
        ("<p style='background:image-set(\"//example.org/a\" 1x)'>", ["//example.org/a"]),
    ],
)
def test_what_runs_or_fetches_is_named(html: str, found: list[str]) -> None:
    assert list(active(html)) == found


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<link rel='canonical' href='https://example.org/'><link rel=icon href='a.png'>", []),
        ("<script src='a.js'></script><script type='application/json'>{}</script>", []),
        ("<link rel='StyleSheet' href='https://example.org/a.css'>", ["https://example.org/a.css"]),
        ("<link rel='apple-touch-icon' href='//example.org/a'>", ["//example.org/a"]),
        ("<link rel='preload' imagesrcset='a 1x, //example.org/b'>", ["//example.org/b"]),
        ("<script src='https://example.org/a.js'></script>", ["https://example.org/a.js"]),
        ("<script>1</script><meta http-equiv='refresh' content='0'>", ["<script", "<meta"]),
    ],
)
def test_around_the_pages_files_of_the_site_may_run(html: str, found: list[str]) -> None:
    assert list(active_around(f"<html><head>{html}</head><body></body></html>")) == found


@pytest.mark.parametrize(
    "path", ["", "/a", "../a", "a/../../b", "a//b", "./a", "a\\b", "c:a", "a\0b", "a/"]
)
def test_nothing_is_written_outside_the_site(tmp_path: Path, path: str) -> None:
    with pytest.raises(UnsafePath):
        Writer(tmp_path / "site").file(path, b"")
    assert not list(tmp_path.iterdir())
