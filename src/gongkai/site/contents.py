"""Contents: all that a plan gives to its site, whatever the host: pages, macros for pages by hand, files.

In: a loaded project, settings, an as-of day; out: iterators, so that ten thousand pages are never held at
once. Reads macro files, writes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

from gongkai import addresses, search
from gongkai.model import Plan
from gongkai.outputs.files import Part, parts
from gongkai.outputs.given import given
from gongkai.outputs.keeping import Files
from gongkai.render import Renderer
from gongkai.site import pages
from gongkai.site.calls import Macros
from gongkai.site.generated import Batch, GeneratedPage
from gongkai.site.history import History
from gongkai.site.pages import Sections
from gongkai.store import Project
from gongkai.store.cache import Cache, digest
from gongkai.views import Settings
from gongkai.views.revisions import Past
from gongkai.water import Monitoring


class Contents:
    """The site of one plan on one day. `plan` carries the day.

    Its pages are those of `pages`, then of `sections`, last of `history`; so the site map lists them.
    """

    def __init__(
        self,
        project: Project,
        water: Monitoring | None,
        settings: Settings,
        macros: Path,
        as_of: date,
        cache: Cache,
        *,
        illustration: bool,
    ) -> None:
        self.project = project
        self.settings = settings
        self._given = given(project, water, settings, as_of, illustration=illustration)
        self._views = self._given.views
        self._renderer = Renderer(macros)
        self._history = History(self.project, self._views.index, settings, self._renderer, cache)
        self.cache = cache

    @property
    def plan(self) -> Plan:
        """The plan, as of the day."""
        return self._views.standing.plan

    def pages(self) -> Iterator[GeneratedPage | Batch]:
        """The generated pages before those of `sections`, some of them in batches, in an order that never changes."""
        return pages.pages(self._views, self._renderer, self._past, self._batch)

    def history(self) -> Iterator[GeneratedPage]:
        """The pages of the revisions, and of what is gone, in an order that never changes."""
        return self._history.pages()

    @cached_property
    def sections(self) -> Sections:
        """The pages of each section with its measures."""
        return Sections(self._views, self._renderer, self._past, self._batch)

    @cached_property
    def _past(self) -> Past:
        return self._history.past()

    def _batch(self, made_from: object, make: Callable[[], Sequence[GeneratedPage]]) -> Batch:
        """Pages that are equal where values and macros are."""
        return Batch((self._renderer.fingerprint, digest(made_from)), make)

    def site_map(
        self, listed: Iterable[tuple[str, str]], titles: Mapping[str, str]
    ) -> GeneratedPage:
        """The page that lists all pages."""
        return pages.site_map(listed, titles, self._renderer)

    def former_ids(self) -> Mapping[str, tuple[str, ...]]:
        """The ids that units bore before, by their own."""
        units = (*self.project.registered, *self.plan.units)
        return {unit.id: unit.former_ids for unit in units if unit.former_ids}

    def moved(self, titles: Mapping[str, str], base: str) -> Iterator[tuple[str, str]]:
        """Addresses given up, each with the page that leads on from it. They are no pages of the site.

        `titles` are those of the site's pages by address; `base` is its own address, "" where it has none.
        """
        former_ids = self.former_ids()
        renamed = (
            (old, now, titles[now])
            for now in sorted(titles)
            for old in addresses.before(now, former_ids)
        )
        for old, now, title in (*renamed, *self._history.moved()):
            if old not in titles:
                yield old, self._renderer.render("site", "moved_page", title, now, base + now, old)

    def macros(self, here: str) -> Macros:
        """What pages written by hand may call; links are made for the page at address `here`."""
        return pages.page_macros(self._views, self._renderer, here)

    def parts(self) -> tuple[Part, ...]:
        """The downloads and the search index, in parts that may be made in any order: each gives path and bytes."""
        return (self._search, *parts(self._given, self._kept_files), self._history.files)

    def _kept_files(self, made_from: object, make: Callable[[], Files]) -> Files:
        """Files as an earlier build made them from equal values; else made now, and kept."""
        found: Files = self.cache.value(("files", digest(made_from)), make, Files)
        return found

    def _search(self) -> Iterator[tuple[str, bytes]]:
        index, water = self._views.index, self._views.standing.water
        found = search.entries(index, water=water)
        for name, data in search.files((*found, *self._history.retired())):
            yield f"assets/search/{name}", data
