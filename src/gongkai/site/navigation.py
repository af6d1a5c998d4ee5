"""Navigation: entries of `nav` that are addresses of generated pages.

MkDocs knows only its own pages there and takes `measures/` for a link that it cannot check. Here such
an entry becomes an `Address`: it is highlighted on its own page and on the pages under it, and whether
it leads somewhere is seen by links.py at the end. Without a `nav`, the folder of pages is looked into.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from markupsafe import escape
from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Link, Navigation, Section

from gongkai import addresses as site

# Parts of a site's addresses that belong to the plan, from its root.
ROOMS = frozenset(one.removesuffix("/") for one in site.ROOMS)
# What a site shows whose mkdocs.yml says nothing about it.
USUAL: tuple[tuple[str, str], ...] = (
    ("首页", site.HOME),
    ("方案全文", site.PLAN),
    ("措施", site.MEASURES),
    ("单位", site.UNITS),
    ("目标", site.TARGETS),
    ("公开事项", site.DISCLOSURE),
    ("工作计划", site.WORK_PLANS),
    ("推进情况", site.PROGRESS),
    ("问题整改", site.RECTIFICATION),
    ("台账清单", site.REGISTERS),
    ("日历", site.CALENDAR),
    ("水质", site.WATER),
    ("空白与疑误", site.BLANKS),
    ("修订", site.REVISIONS),
    ("数据下载", site.DATA),
    ("关于本站", site.ABOUT),
)


class Address(Link):
    """A link to a generated page; `active` goes up to the sections above, as with a page."""

    def __init__(self, title: str, url: str, parent: Section | None = None) -> None:
        super().__init__(title, url)
        self.parent = parent
        self._active = False

    @property
    def active(self) -> bool:
        """Whether the page shown is this one or under it."""
        return self._active

    @active.setter
    def active(self, value: bool) -> None:
        self._active = value
        if self.parent is not None:
            self.parent.active = value


def usual(content: Path) -> list[dict[str, str] | str]:
    """The usual `nav`, with the pages of the folder `content` that are written by hand before the last.

    MkDocs wants words there, so the home page is written `index.html`.
    """
    *most, last = [{title: address or "index.html"} for title, address in USUAL]
    return [*most, *_by_hand(content), last]


def _by_hand(content: Path) -> Iterator[str]:
    """Pages at the top, and those that open a folder, where no generated page has its address."""
    pages = [*content.glob("*.md"), *content.glob("*/index.md")]
    for path in sorted(page.relative_to(content) for page in pages):
        if path.parts[0].removesuffix(".md") not in {*ROOMS, "index", "README"}:
            yield path.as_posix()


def as_text(nav: Any) -> Any:  # noqa: ANN401 - lists, mappings and names, as YAML has them
    """`nav` of mkdocs.yml with its titles as text: the theme prints them as HTML."""
    if isinstance(nav, list):
        return [as_text(item) for item in nav]
    if isinstance(nav, dict):
        return {escape(title): as_text(held) for title, held in nav.items()}
    return nav


def elsewhere(items: Iterable[StructureItem]) -> Iterator[str]:
    """The addresses of all links in the navigation that are no pages of MkDocs."""
    for item in items:
        if isinstance(item, Section):
            yield from elsewhere(item.children)
        elif isinstance(item, Link):
            yield item.url


def with_addresses(nav: Navigation) -> Navigation:
    """Make each link within the site an `Address`, in place."""
    nav.items = [_item(item, None) for item in nav.items]
    return nav


def addresses(nav: Navigation) -> Iterator[Address]:
    """All addresses of the navigation, in order."""
    yield from _within(nav.items)


def holder(nav: Navigation, address: str) -> Address | None:
    """The entry for the page at `address`: the longest that it is, or is under."""
    fitting = [
        entry
        for entry in addresses(nav)
        if entry.url == address or (entry.url.endswith("/") and address.startswith(entry.url))
    ]
    return max(fitting, key=lambda entry: len(entry.url), default=None)


@contextmanager
def highlighted(entry: Address | None) -> Iterator[None]:
    """The time in which `entry` is the one that the reader is in."""
    if entry is not None:
        entry.active = True
    try:
        yield
    finally:
        if entry is not None:
            entry.active = False


def _item(item: StructureItem, parent: Section | None) -> StructureItem:
    if isinstance(item, Section):
        item.children = [_item(child, item) for child in item.children]
    elif isinstance(item, Link) and _inside(item.url):
        url = item.url.removeprefix("./").removesuffix("index.html")
        return Address(item.title, url, parent)
    return item


def _inside(url: str) -> bool:
    parts = urlsplit(url)
    return not (parts.scheme or parts.netloc or url.startswith("/"))


def _within(items: Iterable[StructureItem]) -> Iterator[Address]:
    for item in items:
        if isinstance(item, Address):
            yield item
        elif isinstance(item, Section):
            yield from _within(item.children)
