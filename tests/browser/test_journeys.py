"""What people come for, from the first page to the last: a resident and an official, by mouse and keyboard, at a desk and on a phone."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Locator
from pypdf import PdfReader
from tests.browser.conftest import served
from tests.conftest import ROOT

from gongkai.site.build import build
from gongkai.store import import_source
from gongkai.views import changes

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]
WIDTHS = pytest.mark.parametrize("width", [360, 1280])
BY = pytest.mark.parametrize("by", ["mouse", "keyboard"])


def _follow(what: Locator, by: str) -> None:
    """Press a link, a button or a summary."""
    if by == "mouse":
        what.click()
    else:
        what.press("Enter")


@WIDTHS
def test_a_resident_finds_a_target_from_home(visit, width: int) -> None:
    page = visit(width).go("")
    page.locator("#gk-content a[href='targets/']").first.click()
    page.wait_for_url("**/targets/")
    row = page.locator("#gk-content tr", has_text="城市再生水利用率").first
    row.locator("a[href*='measures/N']").first.click()
    page.wait_for_url("**/measures/N*/")
    assert "城市再生水利用率" in page.locator("#gk-content").inner_text()
    page.locator("#gk-content a.gk-place").first.click()
    page.wait_for_url(re.compile("/plan/#"))
    assert page.locator(":target").count() == 1


@WIDTHS
def test_a_resident_asks_whether_water_is_made_public_by_keyboard(visit, width: int) -> None:
    page = visit(width).go("about/")
    page.keyboard.press("/")
    page.keyboard.insert_text("用户水龙头水质")
    page.locator("dialog .gk-search__link").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/measures/N.*#N"))
    target = page.locator(":target")
    assert "水龙头" in target.inner_text()


@WIDTHS
@BY
def test_a_resident_asks_whether_the_tap_water_is_safe(visit, width: int, by: str) -> None:
    page = visit(width).go("")
    _follow(page.locator("#gk-content a[href='water/']").first, by)
    page.wait_for_url("**/water/")
    question = page.locator("#gk-content h2").first
    assert question.inner_text().startswith("龙头水合格吗")
    assert re.search(r"\d+件中\d+件合格", page.locator("#gk-content").inner_text())
    _follow(page.locator("#gk-content a[href*='-tap-']").first, by)
    page.wait_for_url(re.compile(r"/water/[^/]*tap[^/]*/"))
    said = page.locator("#gk-content").inner_text()
    assert "合格" in said
    assert "示例" in said


@WIDTHS
@BY
def test_a_resident_asks_what_the_revision_changed(
    visit, revised_address: str, width: int, by: str
) -> None:
    page = visit(width, at=revised_address).go("")
    _follow(page.locator("#gk-content a[href='revisions/']").first, by)
    page.wait_for_url("**/revisions/")
    _follow(page.locator("#gk-content a", has_text="r2 与 r3 对照").first, by)
    page.wait_for_url("**/revisions/r2--r3/")
    article = page.locator("article.gk-change", has_text="推行路长制").first
    assert article.locator("del").first.inner_text() == "姓名"
    assert article.locator("ins").first.inner_text() == "职务"
    choice = page.locator(".gk-filter select")
    if by == "mouse":
        choice.select_option(label=choice.locator("option").nth(1).inner_text())
    else:
        choice.focus()
        page.keyboard.press("ArrowDown")
    assert (
        page.locator("article.gk-change:visible").count()
        < page.locator("article.gk-change").count()
    )
    # Back by the address of one change, as it is passed on.
    anchor = article.get_attribute("id")
    page.goto(f"{revised_address}/revisions/r2--r3/#{anchor}")
    assert page.locator(":target").is_visible()


def test_a_change_is_found_where_the_changes_have_several_pages(
    visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "ROWS", 5)
    (tmp_path / "plan_data").mkdir()
    for name in ("r2", "r3"):
        assert import_source(tmp_path, ROOT / f"examples/revisions/{name}.txt", name).written
    report = build(tmp_path, as_of=date(2026, 6, 1))
    assert report.built, report.findings
    comparison = report.folder / "revisions/r2--r3"
    html = (comparison / "3/index.html").read_text("utf-8")
    anchor, unit = re.findall(r'<article [^>]*id="([^"]+)" data-gk-units="([^" ]+)', html)[0]
    with served(report.folder) as at:
        page = visit(at=at).go(f"revisions/r2--r3/#{anchor}")  # as it is passed on
        page.wait_for_url(f"{at}/revisions/r2--r3/3/#{anchor}")
        assert page.locator(":target").is_visible()
        page.goto(f"{at}/revisions/r2--r3/?unit={unit}#by-unit")
        listed = page.locator(f'details[data-gk-unit="{unit}"] a[href$="#{anchor}"]')
        assert listed.is_visible()
        listed.click()
        page.wait_for_url(f"{at}/revisions/r2--r3/3/#{anchor}")
        page.wait_for_load_state("networkidle")  # before nobody answers any more


@WIDTHS
@BY
def test_an_official_finds_what_is_due_next_and_takes_it_along(visit, width: int, by: str) -> None:
    page = visit(width, accept_downloads=True).go("units/")
    _follow(page.locator("#gk-content table a", has_text="示例水务局").first, by)
    page.wait_for_url("**/units/*/")
    due = page.locator(".gk-next b").inner_text()
    _follow(page.locator(".gk-next a"), by)
    row = page.locator(":target")
    row.wait_for()
    assert due in row.inner_text()
    finder = page.locator(".gk-finder", has_text="职责").first
    if width == 360:
        _follow(finder.locator("summary"), by)
    with page.expect_download() as waited:
        _follow(finder.locator("button"), by)
    lines = list(csv.reader(io.StringIO(Path(waited.value.path()).read_text("utf-8-sig"))))
    assert lines[0][0] == "内容"
    assert (
        len(lines)
        == page.locator("#gk-content table", has_text="职责（").first.locator("tbody tr").count()
        + 1
    )


@WIDTHS
def test_an_official_takes_a_unit_with_its_duties_home(visit, width: int, tmp_path: Path) -> None:
    page = visit(width, accept_downloads=True).go("units/")
    page.locator("#gk-content table a", has_text="县委").first.click()
    page.wait_for_url("**/units/*/")
    name = page.locator("h1").inner_text().strip()
    duties = page.locator("#gk-content table", has=page.locator("caption", has_text="职责"))
    assert duties.locator("tbody tr").count() > 0
    if width == 1280:
        page.pdf(path=tmp_path / "unit.pdf", prefer_css_page_size=True)
        reader = PdfReader(tmp_path / "unit.pdf")
        assert round(float(reader.pages[0].mediabox.width)) in (594, 595, 596)
        words = "".join(sheet.extract_text() for sheet in reader.pages).replace("\n", "")
        assert name in words
        assert "版本" in words


def test_a_long_table_repeats_its_head_on_paper(visit, kinds, tmp_path: Path) -> None:
    page = visit().go(kinds["unit"])
    page.pdf(path=tmp_path / "unit.pdf", prefer_css_page_size=True)
    sheets = [sheet.extract_text() for sheet in PdfReader(tmp_path / "unit.pdf").pages]
    assert len(sheets) > 3
    held = [number for number, words in enumerate(sheets, 1) if "承担者" in words]
    assert held == list(range(held[0], held[-1] + 1))  # no sheet between has lost it
    assert len(held) > 2
    assert all(f"{number} / {len(sheets)}" in words for number, words in enumerate(sheets, 1))


def test_a_table_is_narrowed_shared_and_downloaded(visit) -> None:
    one = visit(accept_downloads=True)
    page = one.go("measures/")
    count = page.locator(".gk-finder output")
    total = page.locator("#gk-content tbody tr").count()
    assert count.inner_text() == f"共 {total} 条"
    page.fill(".gk-finder input[type=search]", "锅炉")
    shown = page.locator("#gk-content tbody tr:visible").count()
    assert 0 < shown < total
    assert count.inner_text() == f"显示 {shown} 条，共 {total} 条"
    page.reload()
    assert page.locator("#gk-content tbody tr:visible").count() == shown
    with page.expect_download() as waited:
        page.click(".gk-finder button")
    text = Path(waited.value.path()).read_text("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) == shown + 1
    assert rows[0][0] == "措施"
    page.locator("table thead th button").first.click()
    assert ".sort=1" in page.url


def test_a_column_is_narrowed_by_its_values_on_a_phone(visit) -> None:
    page = visit(360).go("targets/")
    page.locator(".gk-finder summary").first.click()
    field = page.locator(".gk-finder select").first
    choice = field.locator("option").nth(1).get_attribute("value")
    field.select_option(choice)
    table = page.locator("#gk-content table").first
    assert table.locator("tbody tr:visible").count() >= 1
    assert "=" in page.url.partition("?")[2]
    # A row is a card that names its columns, and still a row to a reader of tables.
    cell = table.locator("tbody tr:visible td").nth(1)
    assert cell.get_attribute("data-label")
    assert cell.get_attribute("role") == "cell"


FACETS = pytest.mark.parametrize(
    ("path", "facet", "column"),
    [
        pytest.param("measures/", "section", "所在部分", id="measures-by-section"),
        pytest.param("measures/", "lead", "牵头", id="measures-by-lead"),
        pytest.param("measures/", "support", "配合", id="measures-by-support"),
        pytest.param("measures/", "duties", "职责", id="measures-with-duties"),
        pytest.param("units/", "kind", "类别", id="units-by-kind"),
        pytest.param("units/", "role", "角色", id="units-by-role"),
        pytest.param("targets/", "term", "时间", id="targets-by-year"),
        pytest.param("targets/", "section", "所在部分", id="targets-by-section"),
    ],
)


@FACETS
@BY
def test_a_register_is_narrowed_on_a_phone(
    visit, path: str, facet: str, column: str, by: str
) -> None:
    page = visit(360, accept_downloads=True).go(path)
    summary = page.locator(".gk-finder summary").first
    finder = page.locator(".gk-finder").first
    field = finder.get_by_role("combobox", name=column, exact=True, include_hidden=True)
    if by == "mouse":
        summary.click()
        said = field.locator("option").nth(1)
        field.select_option(index=1)
    else:
        summary.focus()
        page.keyboard.press("Enter")
        for _ in range(12):
            page.keyboard.press("Tab")
            if field.evaluate("one => one === document.activeElement"):
                break
        page.keyboard.press("ArrowDown")
        said = field.locator("option:checked")
    words = said.inner_text()  # 县生态环境局（12）
    value, count = said.get_attribute("value"), int(words[words.rindex("（") + 1 : -1])
    rows = page.locator("#gk-content table").first.locator("tbody tr:visible")
    assert value
    assert rows.count() == count
    assert f"显示 {count} 条" in page.locator(".gk-finder output").first.inner_text()
    page.goto(page.url)  # as one whom the address was sent to
    assert f".{facet}=" in page.url
    assert rows.count() == count
    assert field.input_value() == value
    with page.expect_download() as waited:
        button = page.locator(".gk-finder button").first
        if by == "mouse":
            button.click()
        else:
            button.press("Enter")
    assert (
        len(list(csv.reader(io.StringIO(Path(waited.value.path()).read_text("utf-8-sig")))))
        == count + 1
    )


def test_the_folder_copy_is_walked_by_its_links(visit, built: Path, tmp_path: Path) -> None:
    from gongkai.site.offline import write

    write(built, tmp_path / "copy")
    page = visit(at=(tmp_path / "copy").as_uri()).go("index.html")
    page.locator("#gk-content a", has_text="单位").first.click()
    page.wait_for_url("**/units/index.html")
    page.locator("#gk-content table a").first.click()
    page.wait_for_url(re.compile(r"/units/[^/]+/index\.html"))
    page.locator(".gk-crumbs a").first.click()
    page.wait_for_url(re.compile(r"/copy/index\.html"))
    page.keyboard.press("/")
    page.keyboard.insert_text("5.3.2")
    page.locator("dialog .gk-search__link").first.click()
    page.wait_for_url(re.compile(r"/measures/N\d+/index\.html"))
