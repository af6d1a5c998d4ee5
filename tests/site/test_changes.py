"""The pages of a comparison that is too long for one: each change stands on one of them, and all that tell of it lead there."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from gongkai.site.build import build
from gongkai.store import import_source
from gongkai.views import changes
from tests.site.conftest import TEXT

MORE = "".join(
    f"（{sign}）管护第{sign}段。建立管护台账，每月巡查。\n牵头单位：县林业局\n" for sign in "三四五"
)


@pytest.fixture
def revised(small: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The site of a plan whose second revision has five changes, two of which a page holds."""
    monkeypatch.setattr(changes, "ROWS", 2)
    source = small.parent / "plan.txt"
    first, second = TEXT + MORE, (TEXT + MORE).replace("每月", "每周").replace("每季度", "每半年")
    second = second.replace("2026年底前完成主河道", "2027年底前完成全部河道")
    for name, text in (("r2", first), ("r3", second)):
        source.write_text(text, encoding="utf-8")
        assert import_source(small, source, name).written
    revision = small / "plan_data/revisions/r3/revision.yml"
    revision.write_text(revision.read_text("utf-8") + 'published: "2026-01-05"\n', "utf-8")
    report = build(small)
    assert report.built, report.findings
    assert not [one for one in report.findings if one.rule in ("site-link", "site-fragment")]
    return report.folder


def _of(page: Path) -> HTMLParser:
    return HTMLParser(page.read_text("utf-8"))


def test_each_change_stands_on_one_page_and_is_led_to(revised: Path) -> None:
    home = revised / "revisions/r2--r3"
    pages = sorted(home.rglob("index.html"))
    assert len(pages) > 2
    held = {
        one.attributes["id"]: page for page in pages for one in _of(page).css("[data-gk-units]")
    }
    front = _of(home / "index.html")
    assert not front.css("[data-gk-units]")
    total = re.search(r"变化 (\d+) 处", front.css_first("#gk-content").text())
    assert total
    assert int(total[1]) == len(held)
    assert all(
        0 < len(_of(page).css("[data-gk-units]")) <= 2 for page in pages if page.parent != home
    )
    # The lists by unit, and the counts by kind and page, lead to all of them.
    base = "https://x/revisions/r2--r3/"
    led = {urljoin(base, one.attributes["href"] or "") for one in front.css("#gk-content a")}
    whole = {f"https://x/{page.parent.relative_to(revised).as_posix()}/" for page in pages}
    assert {
        f"https://x/{page.parent.relative_to(revised).as_posix()}/#{name}"
        for name, page in held.items()
    } <= led
    assert whole - {base} <= led
    # So do the history of each measure, and the feed.
    for page in (revised / "measures").rglob("index.html"):
        at = f"https://x/{page.parent.relative_to(revised).as_posix()}/"
        for link in _of(page).css('a[href*="r2--r3"]'):
            where, _, anchor = urljoin(at, link.attributes["href"] or "").partition("#")
            assert not anchor or held[anchor] == revised / where[10:] / "index.html"
    feed = (revised / "data/feed.xml").read_text("utf-8")
    told = re.findall(r'href="[./]*(revisions/r2--r3/[^"]*)#([^"]+)"', feed)
    assert told
    assert all(held[anchor] == revised / where / "index.html" for where, anchor in told)


def test_the_pages_are_walked_one_after_another(revised: Path) -> None:
    at = "https://x/revisions/r2--r3/"
    walked = []
    page = _of(revised / "revisions/r2--r3/index.html")
    following = page.css_first("#pages + ul a")
    while following:
        at = urljoin(at, following.attributes["href"] or "")
        walked.append(at)
        page = _of(revised / at[10:] / "index.html")
        following = page.css_first('#gk-content a[rel="next"]')
    assert len(walked) == len(list((revised / "revisions/r2--r3").iterdir())) - 1
    assert f"共 {len(walked) + 1} 页" in page.css_first("#gk-content").text()
