"""Framing: generated pages into the theme's page, and into the site. Does I/O.

The theme renders one page with slots for each part of the site (shell.py); every generated page is that shell filled.
Pages that are made together are not even looked at where the site that stands was made from the same values in the same
shells: its files are taken over, with what is remembered of their links.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from html import unescape
from typing import Any

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from msgspec import Struct

from gongkai.addresses import file_of
from gongkai.manifest import Entry
from gongkai.site import head, navigation
from gongkai.site.active import active_around
from gongkai.site.contents import Contents
from gongkai.site.generated import Batch, GeneratedPage
from gongkai.site.links import Links, Noted
from gongkai.site.navigation import Address
from gongkai.site.pages import PARTS
from gongkai.site.shell import Shell, mark, shell, values
from gongkai.site.writer import Writer
from gongkai.store.cache import digest


class _SlotPage:
    """What the theme takes for a page: slot marks in place of what differs."""

    canonical_url: str | None
    parent = previous_page = next_page = edit_url = None
    is_page = True
    is_section = is_link = False
    children = None
    active = True

    def __init__(self, address: str, column: str, *, contents: bool, canonical: bool) -> None:
        self.url = address
        self.is_homepage = address == ""
        self.title = mark("title")
        self.meta: dict[str, Any] = {"title": self.title, "description": mark("description")}
        self.content = mark("content")
        self.canonical_url = mark("canonical") if canonical else None
        self.generated_kind = mark("kind")
        self.column, self.column_type = column, head.column_type(address)
        self.head_slot, self.trail = mark("head"), mark("trail")
        self.contents_slot = mark("contents") if contents else ""
        self.toc: tuple[Any, ...] = ()
        self.ancestors: list[Any] = []
        if not contents:
            self.meta["hide"] = ["toc"]


class _Frame(Struct, frozen=True):
    """A shell, and a hash of all of it and of the entry of the navigation that its pages belong to."""

    shell: Shell
    digest: str


class _Page(Struct, frozen=True):
    """A page as it was written: what lists say of it, whether it has a list of contents, its frame's hash, its file."""

    address: str
    title: str
    made_up: bool
    contents: bool
    frame: str
    file: Entry


class Written(Struct, frozen=True):
    """What came of a batch."""

    pages: tuple[_Page, ...]
    links: Noted


_Part = Callable[[], Sequence[Written]]
_SHARES = 64  # in which the sections are written


class Framing:
    """Writes the generated pages of `contents`: `write`, each of the `parts`, and `close` with what these gave.

    Then `written` are their addresses, and `titles` those of all pages by address.

    `by_hand` are pages of the same address that people have written; these stay. `brought` is what of a configuration
    has come into the frame and would run there.
    """

    def __init__(
        self,
        contents: Contents,
        writer: Writer,
        links: Links,
        config: MkDocsConfig,
        env: Environment,
        nav: Navigation,
        files: Files,
    ) -> None:
        self._contents, self._writer, self._links = contents, writer, links
        self._config, self._env, self._nav, self._files = config, env, nav, files
        listed = [file.page for file in files.documentation_pages() if file.page]
        self._listed = [(page.url, unescape(str(page.title or page.url))) for page in listed]
        self.by_hand = frozenset(page.url for page in listed)
        self._last: list[tuple[str, str]] = []  # listed after the pages of the parts
        self.titles = dict(self._listed)
        self.written: set[str] = set()
        self.brought: tuple[str, ...] = ()
        self._frames: dict[tuple[object, ...], _Frame] = {}
        self._base = config.site_url or ""
        revision = contents.plan.revision
        self._site = head.Site(
            contents.settings, revision.title, revision.issuer or "", revision.published or ""
        )
        self._said = digest((self._base, self._site))  # in all heads

    def write(self) -> None:
        """All generated pages but those of the `parts`, and the one that lists them all."""
        self._write_all(self._contents.pages())
        here = len(self._listed)
        self._write_all(self._contents.history())
        self._listed, self._last = self._listed[:here], self._listed[here:]

    def parts(self) -> Sequence[_Part]:
        """The pages of the sections, their measures and their text, in parts that another process may write as well."""
        every = range(len(self._contents.sections))
        share = max(1, -(-len(every) // _SHARES))
        return [partial(self._sections, every[at : at + share]) for at in every[::share]]

    def close(self, parts: Iterable[Sequence[Written]]) -> None:
        """Note what came of the parts, and write the page that lists all pages with those written by hand."""
        for part in parts:
            for written in part:
                self._add(written)
        self._listed += self._last
        titles = {entry.url: entry.title for entry in navigation.addresses(self._nav)}
        self._list(self._write(self._contents.site_map(self._listed, titles), self._links))

    def _write_all(self, pages: Iterable[GeneratedPage | Batch]) -> None:
        for one in pages:
            if isinstance(one, GeneratedPage):
                self._list(self._write(one, self._links))
            else:
                self._add(self._batch(one))

    def _sections(self, places: Iterable[int]) -> Sequence[Written]:
        return [self._batch(self._contents.sections[at]) for at in places]

    def _batch(self, batch: Batch) -> Written:
        """The pages of a batch, taken over from the site that stands or written."""
        try:
            return self._taken(batch)
        except LookupError:
            return self._made(batch)

    def _taken(self, batch: Batch) -> Written:
        """The pages of a batch from the site that stands. Raises `LookupError` where not all are there as they would be made."""
        known: Written = self._contents.cache.get(self._key(batch), Written)
        for page in known.pages:
            entry = self._entry(page.address)
            frame = self._frame(page.address, page.title, entry, contents=page.contents)
            if page.address in self.by_hand or frame.digest != page.frame:
                raise LookupError(page.address)
        for page in known.pages:
            if not self._writer.take(file_of(page.address), page.file):
                raise LookupError(page.address)
        return known

    def _made(self, batch: Batch) -> Written:
        links = Links()
        found = [self._write(page, links) for page in batch.pages()]
        written = Written(tuple(page for page in found if page), links.noted)
        if len(written.pages) == len(found):
            self._contents.cache.put(self._key(batch), written)
        return written

    def _write(self, page: GeneratedPage, links: Links) -> _Page | None:
        """Write a page, and note its links; nothing is written over a page written by hand."""
        address, contents = page.address, bool(page.toc)
        if address in self.by_hand:
            return None
        entry = self._entry(address)
        frame = self._frame(address, page.title, entry, contents=contents)
        filled = self._values(page, entry)
        self._writer.file(file_of(address), frame.shell.fill(filled))
        links.read(address, "".join(filled[slot] for slot in ("trail", "content", "contents")))
        file = self._writer.files[file_of(address)]
        return _Page(address, page.title, page.made_up, contents, frame.digest, file)

    def _add(self, written: Written) -> None:
        """Note the pages of a batch, and where their links lead."""
        for page in written.pages:
            self._list(page)
        self._links.note(written.links)

    def _list(self, page: _Page | None) -> None:
        if page is None:
            return
        self.written.add(page.address)
        self.titles.setdefault(page.address, page.title)
        if not page.made_up:
            self._listed.append((page.address, page.title))

    def _key(self, batch: Batch) -> tuple[object, ...]:
        return "framed", self._said, batch.key

    def _entry(self, address: str) -> Address | None:
        """The entry of the navigation to whose part of the site the page belongs."""
        return navigation.holder(self._nav, address)

    def _values(self, page: GeneratedPage, entry: Address | None) -> dict[str, str]:
        """What fills the slots for `page`."""
        own = [(entry.title, entry.url)] if entry and entry.url not in ("", page.address) else []
        return values(
            title=page.title,
            description=page.description,
            canonical=self._base + page.address,
            kind=page.kind,
            content=page.html,
            contents=page.toc,
            head=head.article(
                self._site,
                address=page.address,
                title=page.title,
                kind=page.kind,
                published=page.published,
            ),
            trail=head.trail(page.address, [*own, *page.above]) if page.address else "",
        )

    def _frame(self, address: str, title: str, entry: Address | None, *, contents: bool) -> _Frame:
        """The theme's page for addresses as deep as this one in the same part of the site, rendered once."""
        own, part = entry.url if entry else None, head.column_type(address)
        column = entry.title if entry else self._column(address, title)
        key = (own, own == address, address.count("/"), contents, part, column)
        if key not in self._frames:
            slots = _SlotPage(address, column, contents=contents, canonical=bool(self._base))
            with navigation.highlighted(entry):
                context = get_context(self._nav, self._files, self._config, slots)  # type: ignore[arg-type]
                rendered = self._env.get_template("main.html").render(context)
            made = shell(rendered)
            if not (self._frames or self._config.theme.custom_dir):  # whose templates are code
                found = active_around(b"".join(made.texts).decode())
                self.brought = tuple(dict.fromkeys(found))
            self._frames[key] = _Frame(made, digest((rendered, own, column)))
        return self._frames[key]

    def _column(self, address: str, title: str) -> str:
        """The name of a part of the site that has no entry: its first page's, which is written before those below it.

        Pages of `parts` may be written where the first page was not: `PARTS` has the same names.
        """
        room, _, below = address.partition("/")
        return self.titles.get(f"{room}/", PARTS.get(room, title)) if below else title
