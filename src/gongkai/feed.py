"""Atom feeds (RFC 4287): entries → bytes. Pure; no clock.

An entry's identifier is made of its key alone, so it outlives a change of its words or of the site's address:
under a configured authority it is a `tag:` URI (RFC 4151), else a UUID derived from the plan's first text.
Days are those that were recorded, in the country's time. What is made up for a demonstration never enters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from msgspec import Struct

ATOM = "http://www.w3.org/2005/Atom"
_UNPRINTABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Entry(Struct, frozen=True):
    """One thing that happened. `key` is permanent (revision/r2); `updated` is `YYYY-MM-DD`; `address` on the site."""

    key: str
    title: str
    updated: str
    summary: str
    address: str


class Feed(Struct, frozen=True):
    """A feed. `address` is its own on the site; `seed` names the plan where there is no `authority`.

    `begun` is the day that it bears while it has no entry: a feed must say when it changed.
    """

    title: str
    address: str
    author: str
    seed: str
    begun: str
    site_url: str = ""
    authority: str = ""


def atom(feed: Feed, entries: Sequence[Entry]) -> bytes:
    """The feed as XML, newest entries first."""
    ordered = sorted(entries, key=lambda entry: entry.key)
    ordered.sort(key=lambda entry: entry.updated, reverse=True)
    root = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": "zh-CN"})
    _text(root, "title", feed.title)
    _text(root, "id", identifier(feed, feed.address))
    _text(root, "updated", _moment(ordered[0].updated if ordered else feed.begun))
    _text(ElementTree.SubElement(root, "author"), "name", feed.author)
    if feed.site_url:
        _link(root, "self", feed.site_url + feed.address, "application/atom+xml")
    _link(root, "alternate", _whole(feed, "revisions/"), "text/html")
    for entry in ordered:
        one = ElementTree.SubElement(root, "entry")
        _text(one, "title", entry.title)
        _text(one, "id", identifier(feed, entry.key))
        _text(one, "updated", _moment(entry.updated))
        _link(one, "alternate", _whole(feed, entry.address), "text/html")
        _text(one, "summary", entry.summary)
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def identifier(feed: Feed, key: str) -> str:
    """The permanent identifier of an entry or a feed."""
    if feed.authority:
        return f"tag:{feed.authority}:{key}"
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'gongkai:{feed.seed}/{key}')}"


def _whole(feed: Feed, address: str) -> str:
    """An address, whole where the site knows its own, else as seen from the feed."""
    return feed.site_url + address if feed.site_url else "../" * feed.address.count("/") + address


def _moment(day: str) -> str:
    return f"{day}T00:00:00+08:00"


def _text(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = _UNPRINTABLE.sub("", text)


def _link(parent: ElementTree.Element, rel: str, href: str, kind: str) -> None:
    ElementTree.SubElement(parent, "link", {"rel": rel, "type": kind, "href": href})
