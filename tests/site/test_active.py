"""What in a page by hand would run or fetch: named as a person finds it again; what only leads is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.site.active import active
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
    ],
)
def test_what_runs_or_fetches_is_named(html: str, found: list[str]) -> None:
    assert list(active(html)) == found


@pytest.mark.parametrize(
    "path", ["", "/a", "../a", "a/../../b", "a//b", "./a", "a\\b", "c:a", "a\0b", "a/"]
)
def test_nothing_is_written_outside_the_site(tmp_path: Path, path: str) -> None:
    with pytest.raises(UnsafePath):
        Writer(tmp_path / "site").file(path, b"")
    assert not list(tmp_path.iterdir())
