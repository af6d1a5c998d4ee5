"""A generated page, as the host gets it. A value."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.site.shell import Heading


@dataclass(frozen=True, slots=True)
class GeneratedPage:
    """A page: its address from the site's root, its words for the head, its HTML, its contents list."""

    address: str
    title: str
    description: str
    html: str
    kind: str
    toc: tuple[Heading, ...] = ()
