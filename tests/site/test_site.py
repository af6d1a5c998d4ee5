"""The built site: whole, linked, the same bytes every time; a failed build changes nothing."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from gongkai.render import shipped
from gongkai.site.build import build
from gongkai.store import import_source
from tests.folders import tree

pytestmark = pytest.mark.xdist_group("site")  # its site is built once

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "plan_data/revisions/r1/source.txt"
DAY = date(2020, 10, 15)


def project(folder: Path) -> Path:
    (folder / "plan_data").mkdir(parents=True)
    assert import_source(folder, SOURCE, "r1").written
    (folder / "mkdocs.yml").write_text("site_name: 测试\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = project(tmp_path_factory.mktemp("built") / "project")
    report = build(folder, as_of=DAY)
    assert report.built, report.findings
    assert (report.measures, report.blanks) == (53, 145)
    return report.folder


def text_of(html: str, selector: str) -> str:
    found = HTMLParser(html).css_first(selector)
    assert found is not None
    return found.text()


def test_the_full_text_holds_every_line(built: Path) -> None:
    page = HTMLParser((built / "plan/index.html").read_text("utf-8"))
    printed = [node.text() for node in page.css(".gk-line > p")]
    assert printed == SOURCE.read_text("utf-8").split("\n")[: len(printed)]
    assert len(printed) == 199


def test_a_measure_page_holds_its_whole_text(built: Path) -> None:
    pages = sorted((built / "measures").glob("N*/index.html"))
    assert len(pages) == 53
    source = re.sub(r"\s", "", SOURCE.read_text("utf-8"))
    for page in pages:
        for paragraph in HTMLParser(page.read_text("utf-8")).css(".gk-text p"):
            assert re.sub(r"\s", "", paragraph.text()) in source


def test_no_blank_becomes_a_unit(built: Path) -> None:
    assert not [
        path.name
        for path in (built / "units").iterdir()
        if "x" in path.name.lower() and "xxx" in path.name.lower()
    ]


@pytest.mark.slow
def test_two_builds_are_the_same_bytes(built: Path, tmp_path: Path) -> None:
    report = build(project(tmp_path / "elsewhere"), as_of=DAY)
    assert tree(report.folder) == tree(built)


@pytest.mark.slow
def test_macros_of_ones_own_give_the_same_page_in_the_sandbox(built: Path, tmp_path: Path) -> None:
    folder = project(tmp_path / "elsewhere")
    shutil.copytree(shipped(), folder / "macros")
    report = build(folder, as_of=DAY)
    assert report.built, report.findings
    assert tree(report.folder) == tree(built)


@pytest.mark.slow
def test_a_page_with_an_unknown_macro_fails_and_leaves_the_site(tmp_path: Path) -> None:
    folder = project(tmp_path / "project")
    assert build(folder, as_of=DAY).built
    before = tree(folder / "site")
    (folder / "content").mkdir()
    (folder / "content/index.md").write_text('# 首页\n\n{{ measur("N010") }}\n', encoding="utf-8")
    report = build(folder, as_of=DAY)
    assert not report.built
    [error] = [finding for finding in report.findings if finding.severity == "error"]
    assert (error.file, error.line) == ("content/index.md", 3)
    assert tree(folder / "site") == before


@pytest.mark.slow
def test_a_macro_that_breaks_while_the_history_is_made_is_named(tmp_path: Path) -> None:
    folder = project(tmp_path / "project")
    (folder / "macros").mkdir()
    (folder / "macros/revisions.jinja").write_text(
        "{% macro revision_text(lines, here) %}{{ lines.of_no_such_name.at_all }}{% endmacro %}\n"
    )
    report = build(folder, as_of=DAY)
    assert not report.built
    errors = [finding for finding in report.findings if finding.severity == "error"]
    assert [(one.rule, one.file) for one in errors] == [("macro-broken", "macros/revisions.jinja")]


@pytest.mark.slow
def test_a_draft_is_not_published(tmp_path: Path) -> None:
    folder = project(tmp_path / "project")
    report = build(folder, as_of=DAY, publish=True)
    assert not report.built
    assert not (folder / "site").exists()
    path = folder / "plan_data/revisions/r1/revision.yml"
    text = path.read_text("utf-8").replace(
        "state: draft", 'state: in_force\napproved_by: 某县人民政府\napproved_on: "2020-01-01"'
    )
    path.write_text(text, encoding="utf-8")
    assert build(folder, as_of=DAY, publish=True).built


def test_hostile_text_is_shown_and_never_run(tmp_path: Path) -> None:
    (tmp_path / "plan_data").mkdir()
    hostile = "<script>alert(1)</script>{{7*7}}{% raw %}&amp;<b>"
    source = tmp_path / "plan.txt"
    source.write_text(
        f"方案{hostile}\n一、任务{hostile}\n（一）做{hostile}。好{hostile}。\n责任单位：县水务局\n",
        encoding="utf-8",
    )
    assert import_source(tmp_path, source, "r1").written
    report = build(tmp_path, as_of=DAY)
    assert report.built, report.findings
    for path in report.folder.rglob("*.html"):
        html = path.read_text("utf-8")
        assert "<script>alert" not in html, path
        assert "49" not in HTMLParser(html).css_first("title").text()
    [page] = (report.folder / "measures").glob("N*/index.html")
    assert hostile in text_of(page.read_text("utf-8"), ".gk-text")


@pytest.mark.parametrize("base", ["https://www.example.gov.cn/river/", ""])
def test_a_unit_is_passed_on_where_the_site_knows_its_address(small: Path, base: str) -> None:
    (small / "mkdocs.yml").write_text(f"site_name: 河道\nsite_url: {base!r}\n", encoding="utf-8")
    report = build(small, as_of=DAY)
    assert report.built, report.findings
    [unit] = (small / "site/units").glob("*/index.html")
    page = HTMLParser(unit.read_text("utf-8"))
    address = f"{base}units/{unit.parent.name}/"
    assert address in page.css_first("#gk-content").text()
    assert [node.text() for node in page.css("[data-gk-copy]")] == [address] * bool(base)
    codes = [node.attributes["aria-label"] for node in page.css(".gk-qr svg")]
    assert codes == ["二维码：县水务局的固定地址"] * bool(base)


def test_the_manifest_lists_all_downloads(built: Path) -> None:
    listed = json.loads((built / "data/manifest.json").read_text("utf-8"))["files"]
    there = {
        path.relative_to(built / "data").as_posix()
        for path in (built / "data").rglob("*")
        if path.is_file()
    }
    assert {one["path"] for one in listed} == there - {"manifest.json", "index.html"}
