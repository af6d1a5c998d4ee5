"""Searching as a reader does: by mouse and by keyboard, on a desk and on a phone, with and without scripts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("search")]
WIDTHS = pytest.mark.parametrize("width", [360, 1280])


@WIDTHS
def test_by_mouse(visit, width: int) -> None:
    one = visit(width)
    page = one.go("")
    assert not [url for url in one.asked if "assets/search/" in url or "engine" in url]
    page.click("[data-gk-search]")
    page.fill("dialog input", "建成区")
    hit = page.locator("dialog .gk-search__link").first
    hit.wait_for()
    assert page.locator("dialog mark").first.text_content() == "建成区"
    assert page.locator("dialog [data-gk-status]").text_content().startswith("找到 ")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    hit.click()
    page.wait_for_url(re.compile(r"/N\d+"))
    assert "建成区" in page.locator("#gk-content").text_content()


@WIDTHS
def test_by_keyboard(visit, width: int) -> None:
    page = visit(width).go("measures/")
    page.keyboard.press("/")
    page.keyboard.type("五（三）2")
    first = page.locator("dialog .gk-search__link").first
    expect(first).to_contain_text("五（三）2")  # not what was found for the first keys alone
    page.keyboard.press("ArrowDown")
    first = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.tagName") == "INPUT"
    page.keyboard.press("Escape")
    assert not page.locator("dialog[open]").count()
    assert page.evaluate("document.activeElement.matches('[data-gk-search]')")
    page.keyboard.press("s")
    assert page.evaluate("document.activeElement.value") == "五（三）2"
    page.keyboard.press("Enter")
    page.wait_for_url("**/measures/N*/")
    assert page.locator("h1").text_content().split()[0] in first


def test_words_typed_into_a_field_stay_there(visit) -> None:
    page = visit().go("search/")
    page.click("section.gk-search input")
    page.keyboard.type("s/s")
    assert page.input_value("section.gk-search input") == "s/s"


def test_page_of_results_has_an_address_to_share(visit) -> None:
    page = visit().go("search/?q=黑臭水体")
    page.locator("section.gk-search .gk-search__link").first.wait_for()
    page.fill("section.gk-search input", "秸秆 禁烧")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    page.wait_for_function("document.querySelector('section mark').textContent === '秸秆'")


@pytest.mark.parametrize(
    "query", ["<img src=x onerror=alert(1)>", "没有这样的词语", "\\", "__proto__"]
)
def test_what_is_not_there_is_said(visit, query: str) -> None:
    page = visit().go("")
    page.keyboard.press("/")
    page.keyboard.insert_text(query)
    said = page.locator("dialog [data-gk-status]", has_text="没有找到")
    said.wait_for()
    assert query in said.text_content()


def test_from_a_folder(visit, built: Path) -> None:
    page = visit(at=built.as_uri()).go("index.html")
    page.keyboard.press("/")
    page.keyboard.insert_text("污染防治")
    page.locator("dialog .gk-search__link").first.click()
    page.wait_for_url("file://**/index.html*")
    assert "污染防治" in page.locator("#gk-content").text_content()


def test_without_scripts_the_link_leads_to_the_list(visit) -> None:
    page = visit(java_script_enabled=False).go("about/")
    assert "措施目录" in page.locator("[data-gk-search]").text_content()
    page.click("[data-gk-search]")
    page.wait_for_url("**/measures/")
    page.goto(page.url.replace("measures/", "search/"))
    assert page.locator("noscript a, #gk-content a").count() >= 3


def test_the_page_for_wrong_addresses_searches(visit) -> None:
    page = visit().go("404.html")
    page.fill("section.gk-search input", "黑臭水体")
    page.locator("section.gk-search .gk-search__link").first.click()
    page.wait_for_url(re.compile(r"/measures/N\d+"))


def test_a_slip_finds_what_is_near_and_says_so(visit) -> None:
    page = visit().go("")
    page.keyboard.press("/")
    page.keyboard.insert_text("黑丑水体")
    page.locator("dialog .gk-search__link").first.wait_for()
    assert "相近" in page.locator("dialog [data-gk-status]").text_content()
