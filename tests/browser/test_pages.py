"""Every kind of page in a real browser: whole without scripts, from a folder, narrow, dark, asking no other host."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("pages")]


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_every_page_keeps_within_its_window_and_nothing_jumps(
    visit, kinds, width: int, scheme: str
) -> None:
    one = visit(width, color_scheme=scheme)
    one.page.add_init_script(
        "window.jumped = 0; new PerformanceObserver((list) => list.getEntries().forEach((e) => { window.jumped += e.value; }))"
        ".observe({ type: 'layout-shift', buffered: true })"
    )
    for kind, path in kinds.items():
        page = one.go(path)
        page.wait_for_load_state("networkidle")
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), kind
        # Half of what is called good: while a long table comes in, its columns may still find their width.
        assert page.evaluate("window.jumped") < 0.05, kind
        assert page.locator("h1").count() == 1, kind
        shown = page.evaluate("document.body.dataset.mdColorScheme")
        assert shown == ("slate" if scheme == "dark" else "default"), kind


def test_without_scripts_all_words_and_links_are_there(visit, kinds) -> None:
    full, bare = visit(), visit(java_script_enabled=False)
    for kind, path in kinds.items():
        if kind == "search":
            continue
        links = "as => as.map(a => a.getAttribute('href')).filter(Boolean)"
        with_scripts = full.go(path).eval_on_selector_all("#gk-content a", links)
        without = bare.go(path).locator("#gk-content a").evaluate_all(links)
        # The number of the line that one is at leads to the line itself: only the keyboard needs it.
        own = {link for link in with_scripts if re.fullmatch("#L[0-9]+", link)}
        assert set(with_scripts) - own <= set(without), kind
        assert len(bare.page.locator("#gk-content").inner_text()) > 60, kind


def test_from_a_folder_every_page_shows_its_words(visit, kinds, built: Path) -> None:
    one = visit(at=built.as_uri())
    for kind, path in kinds.items():
        page = one.go(f"{path}index.html")
        assert page.locator("h1").inner_text().strip(), kind
        assert page.evaluate("document.styleSheets.length") >= 2, kind


@pytest.mark.parametrize("width", [360, 1280])
def test_from_home_to_a_measure_to_its_section(visit, width: int) -> None:
    page = visit(width).go("")
    page.locator("#gk-content a[href^='measures/']").first.click()
    page.wait_for_url(re.compile("/measures/"))
    if page.url.endswith("/measures/"):
        page.locator("#gk-content a[href*='measures/N'], #gk-content a[href^='N']").first.click()
        page.wait_for_url("**/measures/N*/")
    page.locator("#gk-content .gk-crumbs a[href*='sections/']:visible").first.click()
    page.wait_for_url(re.compile("/sections/N"))


def test_from_the_units_to_a_unit_to_the_words_that_name_it(visit) -> None:
    page = visit().go("units/")
    page.locator("#gk-content table a").first.click()
    page.wait_for_url("**/units/*/")
    name = page.locator("h1").inner_text().strip()
    assert name
    page.locator(
        "#gk-content a[href*='measures/N'], #gk-content a[href*='sections/N']"
    ).first.click()
    page.wait_for_url(re.compile(r"/N\d+"))


def test_tables_sort_up_and_down(visit) -> None:
    page = visit().go("measures/")
    head = page.locator("table[data-gk-sort] thead th").first
    rows = page.locator("table[data-gk-sort]").first.locator("tbody tr")
    first = rows.first.inner_text()
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    assert rows.first.inner_text() != first


def test_the_citation_is_copied_as_shown(visit, kinds) -> None:
    one = visit(permissions=["clipboard-read", "clipboard-write"])
    page = one.go(kinds["measure"])
    page.click(".gk-copy")
    page.locator(".gk-copy", has_text="已复制").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("[data-gk-copy]").text_content()


def test_the_reader_chooses_dark_and_it_is_remembered(visit) -> None:
    page = visit(color_scheme="light").go("")
    page.locator("label[for^='__palette']:visible").first.click()
    page.wait_for_function("document.body.dataset.mdColorScheme === 'slate'")
    page.reload()
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
