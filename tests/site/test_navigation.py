"""The navigation of a project whose mkdocs.yml names none."""

from __future__ import annotations

from pathlib import Path

from selectolax.lexbor import LexborHTMLParser as HTMLParser

from gongkai.site.build import build


def entries(page: Path) -> list[str]:
    html = HTMLParser(page.read_text("utf-8"))
    return [" ".join(node.text().split()) for node in html.css("nav.md-nav--primary li a")]


def test_pages_by_hand_stand_before_the_last_of_the_usual_ones(small: Path) -> None:
    content = small / "content"
    for path, title in (
        ("index.md", "首页"),
        ("about.md", "关于本站"),
        ("measures.md", "措施"),
        ("联系我们.md", "联系我们"),
        ("guide/index.md", "办事指南"),
        ("guide/more.md", "细则"),
    ):
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_text(f"# {title}\n", encoding="utf-8")
    report = build(small, strict=True)
    assert report.built, report.findings
    shown = entries(small / "site/units/index.html")
    assert shown[-4:] == ["数据下载", "办事指南", "联系我们", "关于本站"]
    assert shown.count("措施") == 1
    assert (small / "site/guide/more/index.html").is_file()
