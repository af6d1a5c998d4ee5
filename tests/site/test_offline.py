"""The copy that opens without a server: every link names a file that is there, and says the same as the site."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from gongkai.site.build import build
from gongkai.site.offline import named


@pytest.mark.parametrize(
    ("link", "file"),
    [
        pytest.param("../measures/", "../measures/index.html", id="a-folder"),
        pytest.param("./", "./index.html", id="the-page-itself"),
        pytest.param("../..", "../../index.html", id="home-as-the-theme-writes-it"),
        pytest.param(".", "./index.html", id="home-from-home"),
        pytest.param("plan/#L4", "plan/index.html#L4", id="a-place"),
        pytest.param("search/?q=a/", "search/index.html?q=a/", id="a-query-with-a-slash"),
        pytest.param("#L4", "#L4", id="along-the-page"),
        pytest.param("data/plan.json", "data/plan.json", id="a-file"),
        pytest.param("https://www.example.gov.cn/a/", "https://www.example.gov.cn/a/", id="elsewhere"),
        pytest.param("mailto:a@example.gov.cn", "mailto:a@example.gov.cn", id="mail"),
        pytest.param("a/?x=1&amp;y=2", "a/index.html?x=1&amp;y=2", id="escaped"),
    ],
)  # fmt: skip
def test_named(link: str, file: str) -> None:
    assert named(f'<p>href="b/"</p><a href="{link}">') == f'<p>href="b/"</p><a href="{file}">'


def test_the_copy_is_the_site_with_links_to_files(small: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    report = build(small, as_of=date(2026, 1, 1), copy=copy)
    assert report.built, report.findings
    pages = [path.relative_to(copy) for path in copy.rglob("*.html")]
    assert len(pages) == len(list(report.folder.rglob("*.html"))) - 1  # without 404.html
    for page in pages:
        html = (copy / page).read_text("utf-8")
        assert re.sub(r' (href|action)="[^"]*"', "", html) == re.sub(
            r' (href|action)="[^"]*"', "", (report.folder / page).read_text("utf-8")
        )
        for link in map(unescape, re.findall(r'\s(?:href|src|action)="([^"]*)"', html)):
            path = unquote(re.split(r"[?#]", link)[0])
            assert not path or (copy / page).parent.joinpath(path).is_file(), (page, link)


def test_somebodys_folder_is_not_replaced_by_a_copy(small: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("…", encoding="utf-8")
    report = build(small, copy=mine)
    assert not report.built
    assert [finding.rule for finding in report.findings if finding.severity == "error"] == [
        "site-folder"
    ]
    assert (mine / "thesis.txt").exists()
    assert not (small / "site").exists()
