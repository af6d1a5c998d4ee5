"""Links of pages: which lead somewhere, and what an author's links become."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.site.links import Links, from_content
from gongkai.site.navigation import ROOMS

FILES = ("", "plan/", "measures/", "measures/N001/", "a b/")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for address in FILES:
        (tmp_path / address).mkdir(exist_ok=True, parents=True)
        (tmp_path / address / "index.html").write_text('<p id="L1"><p id="甲">', encoding="utf-8")
    (tmp_path / "data.json").write_text("{}", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("here", "href"),
    [
        ("", "plan/"),
        ("", "./"),
        ("", "data.json"),
        ("", "plan/#L1"),
        ("", "a%20b/"),
        ("", "plan/#%E7%94%B2"),
        ("", "data.json?v=1"),
        ("plan/", "./"),
        ("plan/", "../"),
        ("plan/", ".."),
        ("plan/", "../plan/#L1"),
        ("plan/", "#L1"),
        ("plan/", "#here"),
        ("measures/N001/", "../"),
        ("measures/N001/", "../../plan/#L1"),
        ("measures/N001/", "../../data.json"),
        ("measures/", "N001/"),
        ("measures/", "../measures/N001/index.html"),
        ("plan/", "mailto:a@example.org"),
        ("plan/", "https://example.org/x"),
    ],
)
def test_a_sound_link_is_passed_over(site: Path, here: str, href: str) -> None:
    links = Links()
    links.read(here, f'<a id="here" href="{href}">x</a>')
    assert list(links.broken(site)) == []


@pytest.mark.parametrize(
    ("here", "href", "rule"),
    [
        ("", "plans/", "site-link"),
        ("plan/", "measures/", "site-link"),
        ("plan/", "../../plan/", "site-link"),
        ("plan/", "../data.json2", "site-link"),
        ("", "plan/#L2", "site-fragment"),
        ("plan/", "#L2", "site-fragment"),
        ("measures/N001/", "../../plan/#l1", "site-fragment"),
    ],
)
def test_a_broken_link_is_told_with_its_page(site: Path, here: str, href: str, rule: str) -> None:
    links = Links()
    links.read(here, f'<a href="{href}">x</a>', "content/x.md")
    [finding] = links.broken(site)
    assert (finding.rule, finding.file, finding.args["href"]) == (rule, "content/x.md", href)


@pytest.mark.parametrize(
    "html",
    [
        '<a href="plan/">x</a><a\nhref="plans/">x</a>',
        '<a href="plan/">x</a><img src="plans/">',
        '<a href="plan/" data-href="x/">x</a><a href="plans/">x</a>',
    ],
)
def test_a_link_is_seen_however_it_is_written(site: Path, html: str) -> None:
    links = Links()
    links.read("", html)
    assert [finding.args for finding in links.broken(site)] == [{"href": "plans/"}]


@pytest.mark.parametrize("own", [True, False])
def test_a_place_is_seen_however_it_is_written(site: Path, own: bool) -> None:
    html = '<p id="甲"><p\nid="乙"><p id="a&amp;b">'
    (site / "plan/index.html").write_text(html, encoding="utf-8")
    hrefs = [f"{'' if own else '../plan/'}#{place}" for place in ("甲", "乙", "a&amp;b", "丙")]
    links = Links()
    links.read("plan/" if own else "data/", html + "".join(f'<a href="{one}">' for one in hrefs))
    assert [finding.args for finding in links.broken(site)] == [{"href": hrefs[-1]}]


@pytest.mark.parametrize(
    ("source", "here", "href", "becomes"),
    [
        ("index.md", "", "measures/", "measures/"),
        ("about.md", "about/", "measures/N001/#a", "../measures/N001/#a"),
        ("about.md", "about/", "data/plan.json", "../data/plan.json"),
        ("help/x.md", "help/x/", "../units/", "../../units/"),
        ("help/index.md", "help/", "../plan/#L1", "../plan/#L1"),
        ("about.md", "about/", "../measures/", "../measures/"),
        ("about.md", "about/", "picture.png", "picture.png"),
        ("about.md", "about/", "https://example.org/plan/", "https://example.org/plan/"),
        ("about.md", "about/", "#plan", "#plan"),
    ],
)
def test_an_author_writes_links_as_seen_from_the_file(
    source: str, here: str, href: str, becomes: str
) -> None:
    html = from_content(f'<a href="{href}">x</a>', source, here, ROOMS)
    assert html == f'<a href="{becomes}">x</a>'
