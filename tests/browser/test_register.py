"""A register too long for one page: a row is found from any address of it, and each page says what it holds."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

pytestmark = [pytest.mark.slow, pytest.mark.browser]


def pages(site: Path) -> list[Path]:
    return sorted((site / "disclosure").rglob("index.html"))


def test_each_row_is_on_one_page_and_no_page_is_heavy(long: Path) -> None:
    assert len(pages(long)) == 4
    rows = [
        found
        for page in pages(long)
        for found in re.findall(r' id="(N\d+-D\d+)"', page.read_text())
    ]
    assert len(rows) == len(set(rows)) == 504
    assert max(len(gzip.compress(page.read_bytes())) for page in pages(long)) < 60_000


@pytest.mark.parametrize("width", [360, 1280])
def test_an_address_from_before_leads_on(visit, long: Path, long_address: str, width: int) -> None:
    page = visit(width, at=long_address).go("disclosure/")
    for path in pages(long)[:3]:
        identifier = re.findall(r' id="(N\d+-D\d+)"', path.read_text("utf-8"))[-1]
        where = f"{long_address}/{path.parent.relative_to(long)}/#{identifier}"
        for start in ("disclosure/", "disclosure/N002/"):
            page.goto("about:blank")
            page.goto(f"{long_address}/{start}#{identifier}")
            page.wait_for_url(where)
            assert page.locator(f"#{identifier}").is_visible()
        page.goto(f"{long_address}/disclosure/")
        page.evaluate(f"location.hash = '#{identifier}'")  # typed, or by a link of the page's own
        page.wait_for_url(where)
    page.goto(f"{long_address}/disclosure/#N999-D1")  # of what never was
    page.wait_for_timeout(200)
    assert page.url == f"{long_address}/disclosure/#N999-D1"
    page.goto(f"{long_address}/disclosure/#N010-D9")  # of what is gone, of a node that has others
    page.wait_for_url(f"{long_address}/disclosure/N002/#N010-D9")
    page.wait_for_timeout(500)
    assert page.url == f"{long_address}/disclosure/N002/#N010-D9"


@pytest.mark.parametrize("width", [360, 1280])
def test_the_address_of_a_line_arrives(visit, long: Path, long_address: str, width: int) -> None:
    page = visit(width, at=long_address).go("plan/")
    assert page.locator(".gk-line").count() == 3
    texts = sorted((long / "plan").glob("*/index.html"))
    assert len(texts) == 3
    for path in texts:
        html = path.read_text("utf-8")
        for place in (
            re.findall(r' id="(L\d+)"', html)[-1],
            re.findall(r' id="(N\d+-D\d+)"', html)[0],
        ):
            where = f"{long_address}/{path.parent.relative_to(long)}/#{place}"
            for start in ("plan/", "plan/N002/"):
                page.goto("about:blank")
                page.goto(f"{long_address}/{start}#{place}")
                page.wait_for_url(where)
                assert page.locator(f"#{place}").is_visible()
    page.goto(f"{long_address}/plan/#L1")
    assert page.locator("#L1:target").count() == 1
    page.goto(f"{long_address}/plan/#L99999")  # of what is not there
    page.wait_for_timeout(200)
    assert page.url == f"{long_address}/plan/#L99999"


def test_an_address_in_a_revision_from_before_it_was_cut_arrives(
    visit, long: Path, long_address: str
) -> None:
    page = visit(at=long_address).go("revisions/r1/")
    for path in sorted((long / "revisions/r1").glob("*/index.html")):
        html = path.read_text("utf-8")
        for pattern in (r' id="(L\d+)"', r'<span id="(N\d+)"'):
            place = re.findall(pattern, html)[-1]
            page.goto("about:blank")
            page.goto(f"{long_address}/revisions/r1/#{place}")
            page.wait_for_url(f"{long_address}/{path.parent.relative_to(long)}/#{place}")
            assert page.locator(f"#{place}").count() == 1


@pytest.mark.parametrize("address", ["plan/N059/", "revisions/r1/N059/"])
def test_lines_bear_their_own_numbers(visit, long: Path, long_address: str, address: str) -> None:
    page = visit(at=long_address).go(address)
    found = page.eval_on_selector_all(
        ".gk-line",
        "lines => lines.slice(1).map(one => ['L' + getComputedStyle(one, '::before').content.replaceAll('\"', ''), one.id])",
    )
    assert len(found) > 100
    assert [number for number, _ in found] == [one for _, one in found]
    source = (long / "data/source.txt").read_text("utf-8").split("\n")
    first = page.locator(".gk-line").first
    assert first.locator("p").inner_text() == source[int(str(first.get_attribute("id"))[1:]) - 1]


def test_every_line_is_on_one_page(long: Path) -> None:
    texts = [long / "plan/index.html", *sorted((long / "plan").glob("*/index.html"))]
    numbers = [
        int(one) for path in texts for one in re.findall(r' id="L(\d+)"', path.read_text("utf-8"))
    ]
    source = (long / "data/source.txt").read_text("utf-8").splitlines()
    assert sorted(numbers) == list(range(1, len(source) + 1))


@pytest.mark.parametrize(("room", "rows"), [("targets", r"N\d+-T\d+"), ("registers", r"N\d+-D\d+")])
def test_the_address_of_a_row_of_a_list_arrives(
    visit, long: Path, long_address: str, room: str, rows: str
) -> None:
    page = visit(at=long_address).go(f"{room}/")
    for path in sorted((long / room).glob("*/index.html")):
        row = re.findall(rf' id="({rows})"', path.read_text("utf-8"))[-1]
        page.goto("about:blank")
        page.goto(f"{long_address}/{room}/#{row}")
        page.wait_for_url(f"{long_address}/{path.parent.relative_to(long)}/#{row}")
        assert page.locator(f"#{row}").is_visible()


def test_a_list_is_walked_from_its_first_page(visit, long_address: str) -> None:
    page = visit(at=long_address).go("measures/")
    with page.expect_navigation():
        page.locator("table[data-gk-filter=sections] tbody a").first.click()
    assert page.locator("h1").inner_text() == "措施：一 道路管护"
    assert page.locator(".gk-crumbs").inner_text().split() == ["首页", "措施"]
    box = page.locator(".gk-finder", has_text="一 道路管护：措施（56）")
    box.get_by_label("在表中查找").fill("第7段")
    assert box.locator("output").inner_text() == "显示 1 条，共 56 条"
    seen = 56
    while (after := page.locator(".gk-steps a[rel=next]")).count():
        with page.expect_navigation():
            after.click()
        seen += page.locator("tbody tr").count()
    assert seen == 168


def test_a_page_of_what_is_shorter_now_leads_to_the_first(
    browser: Browser, long_address: str, long_kinds: dict[str, str]
) -> None:
    unit = long_kinds["unit-rows"].partition("/duties/")[0]
    # No visit: to the browser each page that is not there is an error.
    context = browser.new_context()
    page = context.new_page()
    for gone, first in {
        "disclosure/N900/2/": "disclosure/",
        "disclosure/N900/#N010-D1": "disclosure/N002/#N010-D1",
        "calendar/2031-01/": "calendar/",
        f"{unit}/duties/99/": f"{unit}/",
        f"{unit}/measures/99/": f"{unit}/",
        f"{unit}/named/99/": f"{unit}/",
        "revisions/r1/N900/#L200": "revisions/r1/N059/#L200",
        "plan/N900/#L200": "plan/N059/#L200",
        "measures/sections/N900/": "measures/",
        "targets/N900/": "targets/",
        "registers/N900/": "registers/",
        "blanks/N900/3/": "blanks/",
        "rectification/9/": "rectification/",
    }.items():
        page.goto(f"{long_address}/{gone}")
        page.wait_for_url(f"{long_address}/{first}")
    for never in ("measures/N900/", "disclosure/x/", "units/none/duties/2/"):
        page.goto(f"{long_address}/{never}")
        page.wait_for_timeout(300)
        assert page.locator("h1").inner_text() == "没有这个页面"
    context.close()


def test_without_scripts_the_list_of_sections_is_there(visit, long_address: str) -> None:
    page = visit(at=long_address, java_script_enabled=False).go("disclosure/#N010-D1")
    links = page.locator("table[data-gk-filter=sections] tbody a")
    assert links.all_inner_texts() == ["一 道路管护", "二 水渠管护", "三 路灯管护"]
    links.nth(1).click()
    assert page.locator("h1").inner_text() == "公开事项与职责：二 水渠管护"
    assert page.locator("section.gk-card").count() == 56


def test_a_section_is_narrowed_and_says_so(visit, long_address: str) -> None:
    page = visit(at=long_address).go("disclosure/N059/")
    box = page.locator(".gk-finder", has_text="二 水渠管护：报告、报送（56）")
    box.get_by_label("在表中查找").fill("第7段")
    assert box.locator("output").inner_text() == "显示 1 条，共 56 条"
    assert page.locator(".gk-crumbs").inner_text().split() == ["首页", "公开事项"]
    after = page.locator(".gk-steps a[rel=next]")
    assert after.inner_text() == "后一页：三 路灯管护"
    after.click()
    assert page.title().startswith("公开事项与职责：三 路灯管护")


def test_what_is_overdue_leads_to_its_row(visit, long_address: str) -> None:
    page = visit(at=long_address).go("disclosure/")
    page.locator("a[href='#overdue']").first.click()
    row = page.locator("#overdue ~ .gk-scroll table").first.locator("tbody a").first
    row.click()
    page.wait_for_url(re.compile(r"/disclosure/N\d+/#N\d+-D\d+$"))
    assert "逾期" in page.locator("tr:target").inner_text()


def test_home_leads_to_the_rows(visit, long_address: str) -> None:
    page = visit(at=long_address).go("")
    with page.expect_navigation():
        page.locator("a[href*='disclosure/N']").first.click()
    assert page.locator(":target").count() == 1


def test_more_rows_of_a_unit_are_no_unit_to_machines(
    long: Path, long_kinds: dict[str, str]
) -> None:
    html = (long / long_kinds["unit-rows"] / "index.html").read_text("utf-8")
    assert '"@type":"WebPage"' in html
    assert "GovernmentOrganization" not in html


def test_a_long_calendar_is_walked_month_by_month(visit, long: Path, long_address: str) -> None:
    page = visit(at=long_address).go("")
    page.locator(".gk-timeline a").first.click()
    page.wait_for_url(re.compile(r"/calendar/#2026-\d\d$"))
    page.locator(":target a").click()
    assert page.locator("h1").inner_text().startswith("日历：2026年")
    seen = page.locator("tbody tr").count()
    while (after := page.locator(".gk-steps a[rel=next]")).count():
        with page.expect_navigation():
            after.click()
        seen += page.locator("tbody tr").count()
    whole = (long / "calendar/index.html").read_text("utf-8")
    assert seen == sum(map(int, re.findall(r"<small>(\d+) 项</small>", whole)))


@pytest.mark.parametrize("width", [360, 1280])
def test_pages_keep_within_their_window(
    visit, long_kinds: dict[str, str], long_address: str, width: int
) -> None:
    one = visit(width, at=long_address)
    for kind, path in long_kinds.items():
        page = one.go(path)
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), kind
        assert page.locator("h1").count() == 1, kind
