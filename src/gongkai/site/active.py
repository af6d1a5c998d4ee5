"""Active: what in a page written by hand, or in the theme's around all pages, would run, or be fetched from another host. Pure.

Markdown lets HTML through, and the theme prints values of mkdocs.yml as they stand. Under the site's policy none of this works; it is refused, so that a page does not
rest on it and a site without that policy is as safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

_TAGS = frozenset(
    {"script", "style", "iframe", "frame", "frameset", "object", "embed", "applet", "base", "meta", "link", "portal"}
)  # fmt: skip
_LISTS = frozenset({"srcset", "imagesrcset"})  # several addresses, parted by commas
_FETCHES = frozenset({*_LISTS, "src", "poster", "data", "background", "action", "formaction", "ping"})  # fmt: skip
_LEADS = frozenset({*_FETCHES, "href", "xlink:href", "to", "values", "from"})
_HREFS = frozenset({"href", "xlink:href"})
# Whose href leads; that of SVG's image, use … is fetched.
_LED_TO = frozenset({"a", "area", "link", "base"})
_STYLES = frozenset({"style", "fill", "stroke", "filter", "mask", "clip-path", "cursor", "marker", "marker-start", "marker-mid", "marker-end"})  # fmt: skip
_URL = re.compile(r"url\(\s*(\"[^\"]*\"|'[^']*'|[^)]*)", re.IGNORECASE)
_QUOTED = re.compile(r"[\"']\s*([A-Za-z][A-Za-z0-9+.-]*:[^\"']*|[/\\]{2}[^\"']*)")
_ESCAPED = re.compile(r"\\([0-9A-Fa-f]{1,5})\s?")
_RUNS = re.compile(r"(?:javascript|vbscript|data|livescript|mocha):", re.IGNORECASE)
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp)[;,]", re.IGNORECASE)
# Where a browser fetches, it takes a \ for a /.
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\]{2}")
_UNSEEN = re.compile("[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def active(html: str) -> Iterator[str]:
    """Each piece that is not allowed, as a person finds it again: `<script`, `onclick=`, `javascript:`."""
    for tag, given in _elements(f"<body>{html}"):
        if tag in _TAGS:
            yield f"<{tag}"
        yield from _attributes(tag, given)


def active_around(html: str) -> Iterator[str]:
    """The same of a whole page as the theme makes it: files of the site's own may run there."""
    for tag, given in _elements(html):
        own = tag == "script" and ("src" in given or given.get("type") in _DATA)
        if (tag in _TAGS - {"meta", "link"} and not own) or "http-equiv" in given:
            yield f"<{tag}"
        leads = given.get("href", "")
        kinds = set(given.get("rel", "").lower().split())
        if tag == "link" and _FETCHED & kinds and _elsewhere(leads):
            yield leads[:60]
        yield from _attributes(tag, given)


_DATA = ("application/json", "application/ld+json")
_FETCHED = frozenset({"stylesheet", "icon", "apple-touch-icon", "mask-icon", "preload", "prefetch", "prerender", "modulepreload", "preconnect", "dns-prefetch", "manifest"})  # fmt: skip


def _elements(html: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    """The name of each element, and its attributes; names in small letters."""
    root = etree.HTML(html, etree.HTMLParser(recover=True, huge_tree=True))
    for element in () if root is None else root.iter(etree.Element):
        given = {str(name).lower(): str(value) for name, value in element.attrib.items()}
        yield str(element.tag).lower(), given


def _attributes(tag: str, given: Mapping[str, str]) -> Iterator[str]:
    for name, value in given.items():
        yield from _attribute(tag, name, value)


def _elsewhere(address: str) -> bool:
    return bool(_ELSEWHERE.match(_UNSEEN.sub("", address)))


def _attribute(tag: str, name: str, value: str) -> Iterator[str]:
    if name.startswith("on") or name == "srcdoc":
        yield f"{name}="
    if name in _STYLES:
        plain = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
        for address in (*_URL.findall(plain), *_QUOTED.findall(_URL.sub("", plain))):
            yield from _address(address.strip("\"'"), fetched=True)
    if name in _LEADS:
        fetched = name in _FETCHES or (name in _HREFS and tag not in _LED_TO)
        for address in value.split(",") if name in _LISTS else [value]:
            yield from _address(address, fetched=fetched)


def _address(address: str, *, fetched: bool) -> Iterator[str]:
    plain = _UNSEEN.sub("", address)
    if (found := _RUNS.match(plain)) and not _PICTURE.match(plain):
        yield found[0].lower()
    elif fetched and _ELSEWHERE.match(plain) and not found:
        yield plain[:60]
