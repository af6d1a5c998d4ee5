"""The MkDocs plugin `gongkai`: ties a plan's pages to MkDocs' events.

MkDocs builds the pages written by hand, as always. A plan's own pages never become pages of MkDocs:
after its build the theme renders one page with slots for each part of the site (shell.py), and every
generated page is that shell filled. A page written by hand takes the place of the generated one at the
same address.

What goes wrong is gathered as findings and ends the build before MkDocs says that it is done; with
plain `mkdocs build` they are the error that it prints, `making.py` reads them from the plugin. Does I/O.
"""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, Template
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError, PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme
from msgspec import Struct

from gongkai import addresses, store
from gongkai.beside import Jobs, beside
from gongkai.manifest import Entry
from gongkai.model import Plan, Revision
from gongkai.outputs.files import Part, listing
from gongkai.render import BrokenMacro
from gongkai.revise.succession import current
from gongkai.site import calls, head, navigation, options, sitemap, swap
from gongkai.site.active import active
from gongkai.site.contents import Contents
from gongkai.site.former import Former
from gongkai.site.framing import Framing, Written
from gongkai.site.links import Links, from_content
from gongkai.site.options import DEMONSTRATION, Options
from gongkai.site.refusals import refused
from gongkai.site.writer import Writer
from gongkai.sources import Finding
from gongkai.sources.finding import errors_of
from gongkai.templates import compiled
from gongkai.views import Settings

THEME = Path(__file__).parent / "theme"
STYLES = (
    "assets/gongkai.css",
    "assets/commitments.css",
    "assets/water.css",
    "assets/revisions.css",
    "assets/search.css",
)
SCRIPTS = (
    "assets/finder.js",
    "assets/reader.js",
    "assets/as-of.js",
    "assets/search.js",
    "assets/revisions.js",
)
FAVICON = "assets/logo.svg"
# Parts of Material that nothing here uses: its own search, and maps of its scripts.
UNUSED = ("assets/javascripts/lunr/", "assets/javascripts/workers/", "assets/images/favicon.png")
ENDS_UNUSED = (".js.map", ".css.map", "sitemap.xml")  # the last is a template; ours is sitemap.py

# What a process makes of the downloads, their paths, and of the sections, by the numbers of the parts.
_Paths = dict[int, list[str]]
_Sections = dict[int, Sequence[Written]]


class Refused(PluginError):
    """The site cannot be built; the plugin's `findings` say why."""


class SiteFacts(Struct, frozen=True):
    """What the theme's templates may print of the site, as `gongkai`."""

    title: str
    revision: str | None
    as_of: str | None
    publisher: str
    report: str
    codes: tuple[tuple[str, str], ...]
    tags: tuple[tuple[str, str], ...]  # of the head, the same on every page
    demonstration: bool
    notice: str = DEMONSTRATION
    usual_column: str = head.USUAL_COLUMN


class GongkaiPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """See the module. `findings`, `plan`, `pages` and `files` tell `making.py` what came of it."""

    def __init__(self) -> None:
        # Set by making.py: the project, and what is wrong with it, which may still be looked for; the day goes before the option.
        self.project: store.Project | None = None
        self.checked: Callable[[], tuple[Finding, ...]] = tuple
        self.cache: store.Cache | None = None
        self.as_of: date | None = None
        self.publish = False
        # Where nobody else writes into a site: the one that stands, and what is done with the paths that the host will write, the new one being empty.
        self.former: Former | None = None
        self.begin: Callable[[Iterable[str]], None] = lambda _: None
        self.findings: list[Finding] = []
        self.plan: Plan | None = None
        self.pages = 0
        self.files: dict[str, Entry] = {}

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the project, and set the theme up for it."""
        self.findings, self.pages = [], 0
        if config.theme.name != "material":
            self._misset("theme", "name: material is needed", "要写 name: material")
        self._marked: dict[str, calls.Marked] = {}
        self._links = Links()
        with self._macros_whole():
            self.contents = self._load(config)
        self.plan = self.contents.plan
        _set_up(config)
        if config.nav is None:
            config.nav = navigation.usual(Path(config.docs_dir))
        config.nav = navigation.as_text(config.nav)
        return config

    def on_files(self, files: Files, /, **_: object) -> Files:
        """Leave out what nothing uses."""
        for file in list(files):
            if file.src_uri.startswith(UNUSED) or file.src_uri.endswith(ENDS_UNUSED):
                files.remove(file)
        return files

    def on_nav(self, nav: Navigation, /, *, files: Files, **_: object) -> Navigation:
        """Make addresses of generated pages entries of their own."""
        for href in navigation.elsewhere(nav.items):
            for what in active(f'<a href="{escape(href)}">'):
                self._misset("nav", what)
        self._nav = navigation.with_addresses(nav)
        self._files = files
        for entry in navigation.addresses(nav):
            self._links.want(entry.url, "mkdocs.yml", f"nav: {entry.title}: {entry.url}")
        return self._nav

    def on_page_markdown(
        self, markdown: str, /, *, page: Page, config: MkDocsConfig, **_: object
    ) -> str:
        """Take the calls of macros out, before Markdown; what the page says of itself is text to the theme."""
        page.meta = {
            key: escape(said) if isinstance(said, str) else said for key, said in page.meta.items()
        }
        name = _shown(page, config)
        first = _first_line(page.file.content_string, markdown)
        if deep := calls.deepest(markdown):
            self.findings.append(Finding("page-brackets", name, first + deep - 1))
            markdown = ""
        with self._macros_whole():
            marked = calls.take_out(markdown, self.contents.macros(page.url), name, first)
        self._marked[page.file.src_uri] = marked
        self.findings.extend(marked.findings)
        return marked.markdown

    def on_page_content(
        self, html: str, /, *, page: Page, config: MkDocsConfig, **_: object
    ) -> str:
        """Put the macros' HTML in, after Markdown, into a page in which nothing runs."""
        name = _shown(page, config)
        for what in dict.fromkeys(active(html)):
            line = calls.line_of(what, page.file.content_string)
            self.findings.append(Finding("page-active", name, line, args={"what": what}))
        html, findings = calls.put_in(html, self._marked.pop(page.file.src_uri), name)
        self.findings.extend(findings)
        html = from_content(html, page.file.src_uri, page.url, navigation.ROOMS)
        self._links.read(page.url, html, name)
        return html

    def on_env(self, env: Environment, /, *, config: MkDocsConfig, **_: object) -> Environment:
        """Stop where a page cannot be made, or what is checked is wrong; nothing has been written or taken yet."""
        _stop_on(self.checked())
        self._stop_on_errors()
        self.begin([file.abs_dest_path for file in self._files])
        settings, plan = self.contents.settings, self.contents.plan
        env.globals["gongkai"] = SiteFacts(
            title=plan.revision.title,
            revision=plan.revision.id,
            as_of=plan.as_of,
            publisher=settings.publisher,
            report=settings.report(title=settings.site_name, place="", words="", address=""),
            codes=tuple((name, code) for name, code in settings.codes if code),
            tags=_tags(settings, config.site_description or ""),
            demonstration=self.config.demonstration,
        )
        env.bytecode_cache = compiled("theme")
        self._env = env
        return env

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the generated pages and the data files, then see where all links lead."""
        writer, cache = Writer(Path(config.site_dir), self.former), self.contents.cache
        framing = Framing(
            self.contents, writer, self._links, config, self._env, self._nav, self._files
        )
        with self._macros_whole():
            sections = Jobs(framing.parts())
            downloads = Jobs(
                [partial(self._write_files, writer, one) for one in self.contents.parts()]
            )

            def meanwhile() -> tuple[_Paths, _Sections, Mapping[str, Entry], frozenset[str]]:
                return downloads.take(), sections.take(), writer.files, cache.used

            with beside(meanwhile) as other:
                framing.write()
                written, paths = sections.take(), downloads.take()
            their_paths, theirs, files, used = other.result()
            cache.also_used(used)
            writer.files.update(files)
            framing.close(one for _, one in sorted((written | theirs).items()))
        self.findings += [
            Finding("page-active", "mkdocs.yml", args={"what": what}) for what in framing.brought
        ]
        listed = chain(*paths.values(), *their_paths.values())
        writer.file(*listing({path: writer.files[path] for path in listed}))
        with self._macros_whole():
            for address, html in self.contents.moved(framing.titles, config.site_url or ""):
                writer.file(addresses.file_of(address), html.encode())
                self._links.read(address, html)
        pages = framing.by_hand | framing.written
        self._write_signposts(writer, pages, config)
        self.pages = len(pages)
        self.files = writer.files
        self.findings.extend(self._links.broken(writer.folder, self.files))
        self._stop_on_errors()
        for finding in self.findings:
            if finding.severity == "warning":
                logging.getLogger("mkdocs.plugins.gongkai").warning(finding.text("zh"))

    def _load(self, config: MkDocsConfig) -> Contents:
        folder = Path(config.config_file_path).parent
        for refusal in swap.refusals(Path(config.site_dir), folder):
            self._refuse(refusal.rule, refusal.file, **refusal.args)
        as_of = self.as_of or options.day(self.config.as_of) or date.today()
        project = self.project
        wanted = self.config.revision
        if project is not None:
            wanted = wanted or current(project.known, as_of.isoformat())
        if project is None or wanted != project.plan.revision.id:
            project, findings = store.load(folder, wanted, as_of=as_of, overlays=True)
            self.findings.extend(errors_of(findings))
            self._stop_on_errors()
        if project is None:
            raise Refused("plan_data")
        if self.config.illustration and not self.config.demonstration:
            self._misset(
                "illustration",
                "made-up records are for a demonstration alone (demonstration: true)",
                "示例数据只能用在演示网站（demonstration: true）",
            )
        if self.publish and not _approved(project.plan.revision):
            revision = project.plan.revision.id or ""
            file = f"plan_data/revisions/{revision}/revision.yml"
            self._refuse("revision-draft", file, id=revision)
        illustration = self.config.illustration
        water, findings = store.load_water(folder, illustration=illustration)
        self.findings.extend(errors_of(findings))
        self._stop_on_errors()
        settings = options.settings(self.config, config.site_name, config.site_url)
        demonstration = self.config.demonstration
        self.findings.extend(options.without_codes(settings, demonstration=demonstration))
        return Contents(
            project,
            water,
            settings,
            folder / self.config.macros,
            as_of,
            self.cache or store.Cache(folder),
            illustration=illustration,
        )

    @contextmanager
    def _macros_whole(self) -> Iterator[None]:
        """Turn a macro file that cannot be used into a finding."""
        try:
            yield
        except BrokenMacro as broken:
            reason = " ".join(broken.reason.split())
            self._refuse("macro-broken", broken.file, broken.line, reason=reason)

    def _write_files(self, writer: Writer, part: Part) -> list[str]:
        """Downloads or the search index, a part of them; the paths of those that the list of downloads names."""
        former_ids = self.contents.former_ids()
        found: list[str] = []
        for path, data in part():
            if path.startswith(addresses.DATA):
                found.append(path)
            for place in (path, *addresses.before(path, former_ids)):
                writer.file(place, data)
        return found

    def _write_signposts(self, writer: Writer, pages: Set[str], config: MkDocsConfig) -> None:
        revision = self.contents.plan.revision
        base = config.site_url or ""
        if base and not self.config.demonstration:
            listed = sitemap.sitemap(base, pages, revision.published)
            writer.file("sitemap.xml", listed)
            writer.file("sitemap.xml.gz", sitemap.zipped(listed))
        robots = sitemap.robots(base, demonstration=self.config.demonstration)
        writer.file("robots.txt", robots)

    def _misset(self, key: str, reason: str, chinese: str = "") -> NoReturn:
        """Stop for what mkdocs.yml says."""
        self._stop(refused(key, reason, chinese))

    def _refuse(self, rule: str, file: str, line: int = 0, /, **args: str) -> NoReturn:
        self._stop(Finding(rule, file, line, args=args))

    def _stop(self, finding: Finding) -> NoReturn:
        self.findings.append(finding)
        raise Refused(finding.text("zh"))

    def _stop_on_errors(self) -> None:
        _stop_on(self.findings)


def _stop_on(findings: Sequence[Finding]) -> None:
    if errors := errors_of(findings):
        raise Refused("\n".join(finding.text("zh") for finding in errors))


def _approved(revision: Revision) -> bool:
    """Whether an office has said that this revision may go before the public."""
    recorded = revision.approved_by and revision.approved_on
    return bool(recorded) and revision.state not in (None, "draft")


def _set_up(config: MkDocsConfig) -> None:
    """Our theme over Material's, names as text, no font from elsewhere, and links checked by links.py alone."""
    # The theme prints both as HTML; here they are text.
    config.site_name = escape(config.site_name)
    config.site_description = escape(config.site_description or "") or None
    config.site_author = escape(config.site_author or "") or None
    theme = config.theme
    theme.dirs.insert(1 if theme.custom_dir else 0, str(THEME))
    theme["font"] = False
    theme.get_env = partial(_environment, theme)  # type: ignore[method-assign]
    if theme["favicon"] == "assets/images/favicon.png":  # Material's, which nothing here uses
        theme["favicon"] = FAVICON
    # MkDocs would write it with the day of the build in it.
    theme.static_templates -= {"sitemap.xml"}
    theme.static_templates |= {"search/index.html"}
    config.extra_css[:0] = list(_versioned(STYLES))
    config.extra_javascript[:0] = list(_versioned(SCRIPTS))
    for links in (config.validation.nav, config.validation.links):
        links.not_found = logging.DEBUG
    config.validation.nav.omitted_files = logging.DEBUG
    config.validation.links.unrecognized_links = logging.DEBUG
    config.validation.links.anchors = logging.DEBUG


class _Template(Template):
    def render(self, *args: Any, **kwargs: Any) -> str:  # noqa: ANN401 - the library's
        """The page; a value of mkdocs.yml of a kind that the theme does not foresee is the publisher's mistake."""
        try:
            return super().render(*args, **kwargs)
        except TypeError as error:
            raise BuildError(f"theme, extra: {error}") from error


class _Files(FileSystemLoader):
    """Lists what a site can take from a theme's folders: Material's ten thousand icons stand in a hidden one, and the
    host would look at each of them only to leave it out."""

    def list_templates(self) -> list[str]:
        found: set[str] = set()
        for folder in self.searchpath:
            for base, below, names in os.walk(folder):
                below[:] = [name for name in below if not name.startswith(".")]
                found.update(Path(base, name).relative_to(folder).as_posix() for name in names)
        return sorted(found)


def _environment(theme: Theme) -> Environment:
    """What `Theme.get_env` makes."""
    made = Theme.get_env(theme)
    made.loader = _Files(theme.dirs)
    made.template_class = _Template
    return made


def _tags(settings: Settings, description: str) -> tuple[tuple[str, str], ...]:
    """Tags of the head that every page bears, those without a value left out."""
    tags = {
        "SiteDomain": urlsplit(settings.site_url).netloc,
        "SiteIDCode": settings.site_code,
        "ColumnDescription": description,
    }
    return tuple((name, value) for name, value in tags.items() if value)


def _versioned(paths: tuple[str, ...]) -> Iterator[str]:
    """Each file with a mark of its bytes, so that a browser does not keep an old one."""
    for path in paths:
        file = THEME / path
        if file.is_file():
            yield f"{path}?v={hashlib.sha256(file.read_bytes()).hexdigest()[:8]}"


def _shown(page: Page, config: MkDocsConfig) -> str:
    """The page's file as findings name it: content/about.md."""
    return f"{Path(config.docs_dir).name}/{page.file.src_uri}"


def _first_line(whole: str, markdown: str) -> int:
    """The line of the file on which the Markdown after its front matter begins."""
    at = whole.find(markdown)
    return whole.count("\n", 0, at) + 1 if at > 0 else 1


__all__ = ["GongkaiPlugin", "Refused"]
