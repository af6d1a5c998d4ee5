"""Generated pages, as the host gets them. Values."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from gongkai.site.shell import Heading


class GeneratedPage(Struct, frozen=True):
    """A page: its address from the site's root, its words for the head, its HTML, its contents list.

    `above`: (words, address) of pages between its entry in the navigation and itself. `published`: the
    recorded day on which what it shows was put on the site, where that is not the revision's. `made_up`:
    it is about something of the demonstration's; lists of all pages leave it out.
    """

    address: str
    title: str
    description: str
    html: str
    kind: str
    toc: tuple[Heading, ...] = ()
    above: tuple[tuple[str, str], ...] = ()
    published: str = ""
    made_up: bool = False


class Batch(Struct, frozen=True):
    """Pages that are made together; `key` tells all that they are made from, so what came of them can be kept by it."""

    key: tuple[str, ...]
    pages: Callable[[], Sequence[GeneratedPage]]
