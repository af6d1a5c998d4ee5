"""The tags of government sites: whole where everything is on record, silent where it is not."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from gongkai.site import head
from gongkai.site.build import build
from gongkai.views import Settings

CONFIGURATION = """site_name: 某县河道管护公开
site_url: https://www.example.gov.cn/river/
plugins:
  - gongkai:
      publisher: 某县水务局
      site_code: "0000000000"
      icp: 某ICP备00000000号
      index_number: 000000000/2026-00001
      category: 水利
"""


def _tags(page: Path) -> dict[str, str]:
    tree = LexborHTMLParser(page.read_text("utf-8"))
    return {
        found.attributes.get("name")
        or found.attributes.get("property")
        or "": found.attributes.get("content") or ""
        for found in tree.css("meta")
    }


@pytest.fixture
def published(small: Path) -> Path:
    (small / "mkdocs.yml").write_text(CONFIGURATION, encoding="utf-8")
    path = small / "plan_data/revisions/r1/revision.yml"
    text = path.read_text("utf-8")
    kept = "".join(line for line in text.splitlines(True) if not line.startswith("published"))
    path.write_text(
        kept.replace(
            "state: draft", 'state: in_force\napproved_by: 某县政府\napproved_on: "2026-01-02"'
        )
        + 'published: "2026-01-05"\n',
        encoding="utf-8",
    )
    report = build(small, as_of=date(2026, 2, 1), publish=True)
    assert report.built, report.findings
    [note] = [found for found in report.findings if found.rule == "site-codes"]
    assert "公安机关备案号" in note.message("zh")
    assert "ICP" not in note.message("zh")
    return report.folder


def test_what_is_on_record_is_said(published: Path) -> None:
    [measure, *_] = sorted((published / "measures").glob("N*/index.html"))
    tags = _tags(measure)
    assert tags["SiteName"] == "某县河道管护公开"
    assert tags["SiteDomain"] == "www.example.gov.cn"
    assert tags["SiteIDCode"] == "0000000000"
    assert (tags["ColumnName"], tags["ColumnType"]) == ("措施", "政策文件")
    assert "开展清淤" in tags["ArticleTitle"]
    assert tags["PubDate"] == "2026-01-05"
    assert tags["ContentSource"] == "某县水务局"
    assert tags["og:url"] == f"https://www.example.gov.cn/river/measures/{measure.parent.name}/"
    footer = LexborHTMLParser(measure.read_text("utf-8")).css_first("footer").text()
    assert "某ICP备00000000号" in footer
    assert "公安机关备案号" not in footer
    home = (published / "index.html").read_text("utf-8")
    assert "000000000/2026-00001" in home
    assert "有效" in home
    assert "sitemap.xml" in (published / "robots.txt").read_text("utf-8")


def test_what_is_not_on_record_is_not(small: Path) -> None:
    report = build(small, as_of=date(2026, 2, 1))
    for page in report.folder.rglob("*.html"):
        tags = _tags(page)
        assert tags["SiteName"]
        assert not {"SiteIDCode", "SiteDomain", "PubDate", "ContentSource"} & tags.keys()
    assert "未提供" in (report.folder / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    "title", ["</script><script>alert(1)</script>", '"><b>', "<!--", "{{7*7}}"]
)
def test_hostile_words_stay_words(title: str) -> None:
    site = head.Site(Settings(publisher=title), title, title, "2026-01-01")
    html = head.article(site, address="measures/N001/", title=title, kind="measure")
    tree = LexborHTMLParser(f"<html><head>{html}</head></html>")
    [block] = tree.css("script")
    assert json.loads(block.text())["name"] == title
    assert {found.attributes["content"] for found in tree.css('meta[name="ArticleTitle"]')} == {
        title
    }
    trail = LexborHTMLParser(head.trail("measures/N001/", [(title, "measures/")]))
    assert [found.text() for found in trail.css("a")] == ["首页", title]


def test_the_page_of_the_text_is_the_plan_by_its_own_title() -> None:
    site = head.Site(Settings(), "某县河道管护方案", "", "")
    html = head.article(site, address="plan/", title="方案全文", kind="plan")
    [block] = LexborHTMLParser(f"<html><head>{html}</head></html>").css("script")
    said = json.loads(block.text())
    assert (said["@type"], said["name"]) == ("Legislation", "某县河道管护方案")


@pytest.mark.parametrize(
    ("address", "column"),
    [("plan/", "政策文件"), ("units/a/", "机构职责"), ("water/", "信息公开"), ("", "信息公开")],
)
def test_the_type_of_a_column(address: str, column: str) -> None:
    assert head.column_type(address) == column
