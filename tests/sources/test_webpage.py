"""Saved pages of government sites: the article comes out, the rest is told."""

from __future__ import annotations

import html
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.contract import to_json
from gongkai.reading.read import read
from gongkai.sources import Source, Unreadable, read_source
from gongkai.sources.rules import RULES
from gongkai.store import import_source, load

FILLER = "<p>各乡镇要按照职责分工抓好落实，确保各项任务按期完成，取得实效。</p>" * 4
MENU = "".join(f'<li><a href="#">栏目{at}</a></li>' for at in range(20))


def page(
    article: str, *, title: str = "某县河道整治方案", before: str = "", after: str = ""
) -> str:
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}_某县人民政府</title>'
        f"<style>p {{ color: red }}</style></head><body><ul>{MENU}</ul>{before}{article}{after}"
        "<script>var 不是正文 = 1;</script></body></html>"
    )


def source(text: str, name: str = "plan.html", encoding: str = "utf-8") -> Source:
    return read_source(name, text.encode(encoding))


def texts(found: Source) -> list[str]:
    return [line.raw for line in found.lines]


def rules(found: Source) -> list[str]:
    return [finding.rule for finding in found.findings]


@pytest.mark.parametrize(
    "container",
    [
        '<div class="TRS_Editor">{}</div>',
        '<div id="UCAP-CONTENT">{}</div>',
        '<div id="zoom">{}</div>',
        '<div class="box article-content">{}</div>',
        '<div id="vsb_content_2">{}</div>',
        "<article>{}</article>",
        '<div class="abc"><div class="def">{}</div></div>',
        "<table><tr><td><table><tr><td>{}</td></tr></table></td></tr></table>",
    ],
)
def test_the_article_is_found(container: str) -> None:
    article = container.format(f"<p>某县河道整治方案</p><p>一、要求</p>{FILLER}")
    found = source(page(article, after="<div>版权所有 某县人民政府</div>"))
    assert texts(found)[:2] == ["某县河道整治方案", "一、要求"]
    assert len(texts(found)) == 6
    [outside] = found.findings
    assert outside.rule == "dropped-outside"
    assert "栏目0" in outside.message("zh")
    assert "不是正文" not in outside.message("zh")


def test_an_article_before_a_longer_list_of_links() -> None:
    links = "<div class='content'>" + "<p><a href='#'>其他文件的很长的标题</a></p>" * 50 + "</div>"
    article = f"<div class='view'>{FILLER}</div>"
    assert len(texts(source(page(article, before=links)))) == 4


@pytest.mark.parametrize(
    ("before", "article", "first"),
    [
        pytest.param("<h1>某县河道整治方案</h1>", "", "某县河道整治方案", id="a-heading-outside"),
        pytest.param(
            '<div class="xl_title">某县河道整治方案</div>',
            "",
            "某县河道整治方案",
            id="by-its-class",
        ),
        pytest.param(
            "<h1>某县河道整治方案</h1>",
            "<p>某县河道整治方案</p>",
            "某县河道整治方案",
            id="inside-too",
        ),
        pytest.param(
            "<h1>某县人民政府门户网站欢迎您</h1>", "<p>甲方案</p>", "甲方案", id="another-heading"
        ),
    ],
)
def test_the_title(before: str, article: str, first: str) -> None:
    found = texts(source(page(f'<div id="zoom">{article}{FILLER}</div>', before=before)))
    assert found[0] == first
    assert first not in found[1:]


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        pytest.param("<p>甲</p><p>乙</p>", ["甲", "乙"], id="paragraphs"),
        pytest.param("甲<br>乙<br/>丙", ["甲", "乙", "丙"], id="breaks"),
        pytest.param("<div>甲<div>乙</div>丙</div>", ["甲", "乙", "丙"], id="blocks-in-blocks"),
        pytest.param("<p>甲<b>乙</b><span>丙</span></p>", ["甲乙丙"], id="inline"),
        pytest.param("<p>&nbsp;&nbsp;甲&nbsp;乙</p>", ["甲 乙"], id="hard-spaces"),
        pytest.param("<p>\u3000\u3000甲</p>", ["\u3000\u3000甲"], id="wide-spaces"),
        pytest.param("<p>全面\n   整治</p>", ["全面整治"], id="a-wrapped-line"),
        pytest.param("<p>GDP\n能耗 下降</p>", ["GDP 能耗 下降"], id="other-white-space"),
        pytest.param("<p>&lt;甲&gt;&amp;&#20057;&hellip;</p>", ["<甲>&乙…"], id="entities"),
        pytest.param("<p>甲</p><p>&nbsp;</p><p><br></p><p>乙</p>", ["甲", "", "乙"], id="one-blank-line"),
        pytest.param("<p>甲<!-- 不是正文 --></p>", ["甲"], id="comments"),
        pytest.param("<p>甲<script>不是正文</script><style>不是</style></p>", ["甲"], id="scripts"),
        pytest.param("<p>甲\u200b乙</p>", ["甲乙"], id="characters-of-no-width"),
        pytest.param("<ol><li>甲</li><li>乙</li></ol>", ["1.甲", "2.乙"], id="a-numbered-list"),
        pytest.param('<ol start="4"><li>甲</li></ol>', ["4.甲"], id="a-list-from-four"),
        pytest.param("<ul><li>甲</li><li>乙</li></ul>", ["甲", "乙"], id="a-plain-list"),
        pytest.param("<pre>甲\n乙</pre>", ["甲", "乙"], id="as-it-stands"),
        pytest.param("<p><ruby>甲<rt>jia</rt></ruby></p>", ["甲"], id="ruby"),
        pytest.param(
            "<table><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td><td><p>丁</p><p>戊</p></td></tr></table>",
            ["甲\t乙", "丙\t丁 戊"],
            id="a-table",
        ),
        pytest.param(
            "<table><tr><td rowspan=2>甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>",
            ["甲\t乙", "〃\t丙"],
            id="merged-down",
        ),
        pytest.param(
            "<table><tr><td colspan=2 rowspan=2>甲</td><td>乙</td></tr><tr><td>丙</td></tr><tr><td>丁</td><td>戊</td><td>己</td></tr></table>",
            ["甲\t\t乙", "〃\t\t丙", "丁\t戊\t己"],
            id="merged-both-ways",
        ),
        pytest.param(
            "<table><tr><td>甲</td><td>乙<br>丙</td></tr><tr><td>丁</td><td>戊</td></tr></table>",
            ["甲\t乙 丙", "丁\t戊"],
            id="a-break-in-a-cell",
        ),
        pytest.param("<table><tr><td><p>甲</p><p>乙</p></td></tr></table>", ["甲", "乙"], id="a-table-that-arranges"),
        pytest.param("<p>甲<p>乙", ["甲", "乙"], id="tags-left-open"),
    ],
)  # fmt: skip
def test_lines(inside: str, expected: list[str]) -> None:
    found = texts(source(page(f'<div id="zoom">{inside}{FILLER}</div>')))
    assert found[: len(expected)] == expected
    assert len(found) == len(expected) + 4


def test_a_plain_page_of_html_is_read_whole() -> None:
    text = (
        "<html><head><title>某县</title></head><body><header>某县门户网站</header><nav>首页</nav>"
        "<h1>某县河道整治方案</h1><p>一、任务</p><p>（一）清淤。</p><footer>版权所有</footer></body></html>"
    )
    found = source(text)
    assert texts(found) == ["某县河道整治方案", "一、任务", "（一）清淤。"]
    assert [(one.rule, one.args["text"]) for one in found.findings] == [
        ("dropped-outside", "某县门户网站"),
        ("dropped-outside", "首页"),
        ("dropped-outside", "版权所有"),
    ]


def test_headings_have_levels() -> None:
    inside = f"<h1>某县河道整治方案</h1><h2>目标</h2>{FILLER}<h3>安排</h3><h2>这是一句话。</h2>"
    found = source(page(f'<div id="zoom">{inside}</div>'))
    assert [line.level for line in found.lines] == [1, 2, 0, 0, 0, 0, 3, 0]


def test_what_is_hidden_is_told() -> None:
    inside = f'<p>甲<span style="display:none">暗记</span></p><img src="a.png">{FILLER}'
    found = source(page(f'<div id="zoom">{inside}</div>'))
    assert texts(found)[0] == "甲"
    assert rules(found) == ["dropped-hidden", "dropped-picture", "dropped-outside"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(encoding: str) -> None:
    found = source(page(f'<div id="zoom">{FILLER}</div>'), encoding=encoding)
    assert len(found.lines) == 4
    assert found.encoding == "utf-8"


def test_a_page_is_known_by_its_beginning() -> None:
    assert source(page(f'<div id="zoom">{FILLER}</div>'), name="plan.txt").format == "html"


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        pytest.param(b"<html><body></body></html>", "source-empty", id="no-text"),
        pytest.param(b"<html><script>1</script></html>", "source-empty", id="a-script-only"),
        pytest.param(
            b"MIME-Version: 1.0\nContent-Type: multipart/related", "source-format", id="mhtml"
        ),
        pytest.param(b"<html>\0\0\0</html>", "source-binary", id="no-text-at-all"),
    ],
)
def test_wrong_pages_get_one_line(data: bytes, rule: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_source("plan.html", data)
    assert refusal.value.rule == rule
    assert RULES[rule].unusable


TWIN = [
    "某县河道整治方案",
    "为推进整治，制定本方案。",
    "一、任务",
    "（一）清淤。2025年底前完成率达到90%以上。",
    "牵头单位：县水务局",
    "附件1",
    "任务分工表",
]
ROWS = [["序号", "任务", "责任单位"], ["1", "清淤", "县水务局"], ["2", "绿化", "县林业局"]]


def twin() -> tuple[str, str]:
    rows = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in ROWS)
    article = "".join(f"<p>{line}</p>" for line in TWIN) + f"<table>{rows}</table>"
    text = "".join(f"{line}\n" for line in [*TWIN, *("\t".join(row) for row in ROWS)])
    return page(f'<div class="TRS_Editor">{article}</div>'), text


def test_a_page_reads_as_its_text_twin() -> None:
    made, text = twin()
    one = to_json(read(read_source("plan.txt", text.encode()))[0])
    other = to_json(read(source(made))[0])
    one["plan"]["source"] = other["plan"]["source"]
    assert one == other


def test_the_revision_keeps_the_page(tmp_path: Path) -> None:
    (tmp_path / "plan_data").mkdir()
    made, text = twin()
    (tmp_path / "plan.htm").write_bytes(made.encode("gb18030"))
    import_source(tmp_path, tmp_path / "plan.htm", "r1")
    base = tmp_path / "plan_data/revisions/r1"
    assert (base / "original.html").read_bytes() == made.encode("gb18030")
    assert (base / "source.txt").read_text("utf-8") == text
    _, findings = load(tmp_path)
    assert not findings


WORDS = st.text(st.sampled_from("甲乙（一）、1.。；ＸX%&<>\"'é"), min_size=1, max_size=20)


@given(st.lists(WORDS, min_size=1, max_size=8))
@settings(max_examples=50, deadline=None)
def test_nothing_is_lost(paragraphs: list[str]) -> None:
    article = "".join(f"<p>{html.escape(text)}</p>" for text in paragraphs)
    found = texts(source(page(f'<div id="zoom">{article}{FILLER}</div>')))
    assert found[: len(paragraphs)] == paragraphs


@given(st.text(st.sampled_from("<>/divptablr =\"'甲乙&;!-"), max_size=120))
@settings(max_examples=200, deadline=None)
def test_any_mark_up_gives_a_reading_or_one_line(text: str) -> None:
    rule = None
    try:
        source(f"<html>{text}")
    except Unreadable as refusal:
        rule = refusal.rule
    assert rule is None or RULES[rule].unusable
