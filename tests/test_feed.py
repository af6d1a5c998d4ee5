"""Feeds keep to RFC 4287: what each element must hold, how often, and in which form."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from gongkai.feed import ATOM, Entry, Feed, atom, identifier

FEED = Feed("修订与变化", "data/feed.xml", "示例县交通运输局", "0" * 64, "2025-01-05")
ENTRIES = (
    Entry("revision/r1", "版本 r1", "2025-01-10", "首个版本", "revisions/r1/"),
    Entry("revision/r2", "版本 r2", "2026-01-05", "新增 1", "revisions/r1--r2/"),
)


def conforms(data: bytes) -> etree._Element:
    """The feed, after the rules of RFC 4287, sections 4.1 and 4.2."""
    root = etree.fromstring(data)
    name = {child: f"{{{ATOM}}}{child}" for child in ("entry", "id", "title", "updated", "link", "author", "name", "summary")}  # fmt: skip
    assert root.tag == f"{{{ATOM}}}feed"
    for holder in (root, *root.findall(name["entry"])):
        for once in ("id", "title", "updated"):
            assert len(holder.findall(name[once])) == 1, once
        assert re.match(r"(tag|urn|https?):", holder.findtext(name["id"]))
        moment = datetime.fromisoformat(holder.findtext(name["updated"]))
        assert moment.utcoffset() is not None
        links = [(link.get("rel"), link.get("type"), link.get("hreflang")) for link in holder.findall(name["link"])]  # fmt: skip
        assert len(links) == len(set(links))
        assert all(link.get("href") for link in holder.findall(name["link"]))
    assert root.findtext(f"{name['author']}/{name['name']}")  # so that entries need none
    for entry in root.findall(name["entry"]):
        assert any(link.get("rel") == "alternate" for link in entry.findall(name["link"]))
        assert len(entry.findall(name["summary"])) <= 1
    ids = [entry.findtext(name["id"]) for entry in root.findall(name["entry"])]
    assert len(ids) == len(set(ids))
    known = {*name.values(), f"{{{ATOM}}}feed"}
    assert {element.tag for element in root.iter()} <= known
    return root


def test_a_feed() -> None:
    root = conforms(atom(FEED, ENTRIES))
    assert [one.text for one in root.iter(f"{{{ATOM}}}title")] == [
        "修订与变化",
        "版本 r2",
        "版本 r1",
    ]
    assert root.findtext(f"{{{ATOM}}}updated") == "2026-01-05T00:00:00+08:00"


def test_an_empty_feed() -> None:
    root = conforms(atom(FEED, ()))
    assert root.findtext(f"{{{ATOM}}}updated") == "2025-01-05T00:00:00+08:00"


def test_the_same_entries_in_any_order_give_the_same_bytes() -> None:
    assert atom(FEED, ENTRIES) == atom(FEED, ENTRIES[::-1])


def test_an_identifier_outlives_the_site_and_the_words() -> None:
    site = "https://www.example.gov.cn/plan/"
    elsewhere = Feed("改了名", "data/feed.xml", "某局", "0" * 64, "2025-01-05", site)
    assert identifier(FEED, "revision/r1") == identifier(elsewhere, "revision/r1")
    named = Feed("", "", "", "", "", authority="example.gov.cn,2024-01-01")
    assert identifier(named, "revision/r1") == "tag:example.gov.cn,2024-01-01:revision/r1"
    whole = conforms(atom(elsewhere, ENTRIES))
    hrefs = [link.get("href") for link in whole.iter(f"{{{ATOM}}}link")]
    assert all(href.startswith("https://www.example.gov.cn/plan/") for href in hrefs)


@given(st.text(), st.text())
def test_any_text_gives_a_whole_feed(title: str, summary: str) -> None:
    conforms(atom(FEED, [Entry("x", title, "2026-01-05", summary, "")]))


@pytest.mark.parametrize("text", ["<b>甲</b>", "甲 & 乙", "]]>", "\x00\x0b\ufffe甲"])
def test_text_is_text(text: str) -> None:
    root = conforms(atom(FEED, [Entry("x", text, "2026-01-05", text, "")]))
    told = root.findtext(f"{{{ATOM}}}entry/{{{ATOM}}}summary")
    assert told == re.sub("[\x00\x0b\ufffe]", "", text)
