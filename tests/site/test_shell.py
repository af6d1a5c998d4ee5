"""The shell: slots filled with values that are never read again; contents as nested lists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from gongkai.site.shell import SLOTS, Heading, contents_list, mark, shell, values


def test_a_slot_is_filled_wherever_it_stands() -> None:
    made = shell(f"<t>{mark('title')}</t><p title='{mark('title')}'>{mark('content')}</p>")
    assert made.fill({"title": "甲", "content": "乙"}).decode() == "<t>甲</t><p title='甲'>乙</p>"


def test_indents_are_the_themes_alone() -> None:
    made = shell(f"<ul>\n\n    <li>甲\n\t乙　丙</li>\n  {mark('content')}\n\n</ul>")
    assert made.fill({"content": "<pre>\n  a\n\n  b</pre>"}).decode() == (
        "<ul>\n<li>甲\n乙　丙</li>\n<pre>\n  a\n\n  b</pre>\n</ul>"
    )


@given(st.text())
def test_a_value_is_never_searched_for_marks(words: str) -> None:
    made = shell(f"{mark('content')}|{mark('kind')}")
    hostile = mark("kind") + words
    assert made.fill({"content": hostile, "kind": "k"}).decode() == f"{hostile}|k"


def test_an_unknown_slot_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="titel"):
        mark("titel")


def test_all_but_the_content_is_escaped() -> None:
    filled = values(
        title="<i>\"'&", description="<", canonical="&", kind="<", content="<b>", contents=()
    )
    assert set(filled) == set(SLOTS)
    assert filled["title"] == "&lt;i&gt;&quot;&#x27;&amp;"
    assert filled["content"] == "<b>"
    assert all("<" not in filled[slot] for slot in SLOTS if slot != "content")


@given(st.lists(st.integers(0, 6), max_size=12))
def test_contents_are_lists_in_lists_whatever_the_levels(levels: list[int]) -> None:
    headings = [Heading(f"h{at}", f"<{at}>", level) for at, level in enumerate(levels)]
    html = contents_list(headings)
    for tag in ("li", "ul", "nav"):
        assert html.count(f"<{tag}") == html.count(f"</{tag}>")
    links = LexborHTMLParser(f"<ul>{html}</ul>").css("a")
    assert [link.attributes["href"] for link in links] == [f"#h{at}" for at in range(len(levels))]
    assert [link.text() for link in links] == [f"<{at}>" for at in range(len(levels))]


def test_a_deeper_heading_stands_under_the_one_before() -> None:
    html = contents_list([Heading("a", "a"), Heading("b", "b", 2), Heading("c", "c")])
    page = LexborHTMLParser(f"<ul id=top>{html}</ul>")
    assert [node.text() for node in page.css("li li a")] == ["b"]
    assert [node.text() for node in page.css("#top > li > a")] == ["a", "c"]
