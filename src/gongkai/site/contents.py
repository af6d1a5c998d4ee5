"""Contents: all that a plan gives to its site, whatever the host: pages, macros for pages by hand, files.

In: a loaded project, settings, an as-of day; out: iterators, so that ten thousand pages are never held at
once. Reads macro files, writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path

from gongkai import search
from gongkai.model import Plan
from gongkai.outputs.files import exports, given
from gongkai.render import Renderer
from gongkai.site import pages
from gongkai.site.calls import Macros
from gongkai.site.generated import GeneratedPage
from gongkai.site.history import History
from gongkai.store import Project
from gongkai.store.cache import Cache
from gongkai.views import Settings
from gongkai.views.home import Home, home
from gongkai.views.water.overview import Overview, overview
from gongkai.water import Monitoring


class Contents:
    """The site of one plan on one day. `plan` carries the day."""

    def __init__(
        self,
        project: Project,
        water: Monitoring | None,
        settings: Settings,
        macros: Path,
        as_of: date,
        cache: Cache,
        *,
        illustration: bool = False,
    ) -> None:
        self.project = project
        self.settings = settings
        self._given = given(project, water, settings, as_of, illustration=illustration)
        self._standing = self._given.standing
        self._index = self._given.index
        self._renderer = Renderer(macros)
        self._history = History(self.project, self._index, settings, self._renderer, cache)

    @property
    def plan(self) -> Plan:
        """The plan, as of the day."""
        return self._standing.plan

    @cached_property
    def _front(self) -> Home:
        return home(self._index)

    @cached_property
    def _chain(self) -> Overview:
        return overview(self._index, self._standing.water)

    def pages(self) -> Iterator[GeneratedPage]:
        """The generated pages, in an order that never changes."""
        yield from pages.pages(
            self._index,
            self.settings,
            self._renderer,
            self._standing.water,
            self._history.past(),
            self._front,
            self._chain,
        )
        yield from self._history.pages()

    def site_map(
        self, listed: Iterable[tuple[str, str]], titles: Mapping[str, str]
    ) -> GeneratedPage:
        """The page that lists all pages."""
        return pages.site_map(listed, titles, self._renderer)

    def macros(self, here: str) -> Macros:
        """What pages written by hand may call; links are made for the page at address `here`."""
        return pages.page_macros(
            self._index,
            self.settings,
            self._renderer,
            here,
            lambda: self._front,
            lambda: self._chain,
        )

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Path and bytes of all else: the downloads and the search index."""
        yield from exports(self._given, self._history.files())
        for name, data in search.files(
            search.entries(self._index.plan, water=self._standing.water)
        ):
            yield f"assets/search/{name}", data
