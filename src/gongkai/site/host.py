"""Host: a project's mkdocs.yml over our defaults → MkDocs' configuration. Reads files, writes nothing.

A project may have no mkdocs.yml at all, or one that says no more than a name: the theme, the plugin and
the look then come from here. What it does say goes before, key by key. A project without pages
written by hand needs no folder for them either.
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

# Material prints a notice of its end of life at every start. The project knows: the theme is pinned, and
# is one thin adapter (ARCHITECTURE.md); an editor who builds a site can do nothing about it.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils.yaml import RelativeDirPlaceholder, get_yaml_loader, yaml_load

from gongkai.site import options
from gongkai.site.plugin import GongkaiPlugin
from gongkai.site.refusals import NAME as NAME
from gongkai.site.refusals import REPEATED, WHOLE, placed, places_of, refused, unknown, unreadable
from gongkai.sources import Finding
from gongkai.store.entries import PARTS, strange
from gongkai.views import Settings

LARGEST = 512 * 1024  # bytes of a configuration, which the library reads slowly
CONTENT = "content"


def _scheme(media: str, scheme: str, icon: str, name: str) -> dict[str, Any]:
    look = {"media": f"(prefers-color-scheme: {media})", "scheme": scheme, "primary": "indigo"}
    return {**look, "toggle": {"icon": f"material/{icon}", "name": name}}


THEME: dict[str, Any] = {
    "name": "material",
    "language": "zh",
    "font": False,
    "features": ["navigation.top", "toc.follow"],
    "palette": [
        _scheme("light", "default", "weather-night", "切换到深色"),
        _scheme("dark", "slate", "weather-sunny", "切换到浅色"),
    ],
}
EXTENSIONS: list[Any] = ["admonition", "attr_list", "def_list", "footnotes", "tables"]


class BadConfiguration(Exception):
    """mkdocs.yml cannot be used; `findings` say why."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(findings)
        self.findings = findings


@contextmanager
def configuration(folder: Path, site_dir: Path | None = None) -> Iterator[MkDocsConfig]:
    """MkDocs' configuration for the project in `folder`, to be used within the block.

    Raises `BadConfiguration` for an mkdocs.yml that is no YAML or that MkDocs refuses.
    """
    path = folder / NAME
    config = MkDocsConfig(config_file_path=str(path.resolve()))
    said = _said(path, config)
    with TemporaryDirectory(prefix="gongkai-") as empty:
        merged = _over_defaults(said, folder, empty)
        if site_dir is not None:
            merged["site_dir"] = str(site_dir)
        if odd := tuple(_refusals(folder, config, merged, empty)):
            data = path.read_bytes() if said else b""
            raise BadConfiguration(*placed(data, odd))
        yield config


def _refusals(
    folder: Path, config: MkDocsConfig, merged: dict[str, Any], empty: str
) -> Iterator[Finding]:
    """Why `merged`, which `config` then holds, cannot be used."""
    try:
        config.load_dict(merged)
        errors, _ = config.validate()
    except Exception as error:  # a value of a kind that an option does not foresee
        yield refused(WHOLE, f"{type(error).__name__}: {error}")
        return
    if errors:
        yield from (refused(key, str(error)) for key, error in errors)
        return
    yield from _pages(folder, config, empty)
    yield from _taken_in(folder, config)
    ours = plugin_of(config).config
    yield from unknown(set(ours), ours._schema_keys)
    # A key that is none of MkDocs' may be somebody's own, unless it looks like a slip.
    yield from (one for one in unknown(set(config), config._schema_keys) if one.args["meant"])


def _pages(folder: Path, config: MkDocsConfig, empty: str) -> Iterator[Finding]:
    """Why the pages may not be those of the project in `folder`: they lead out of it."""
    if config.docs_dir != empty:
        yield from _elsewhere(folder, Path(config.docs_dir), "docs_dir")


def _taken_in(folder: Path, config: MkDocsConfig) -> Iterator[Finding]:
    """Why an extension may not put files into pages: it could take them from outside the project in `folder`.

    Where it may, its folders start from the project's, as all others in mkdocs.yml do, and not from the shell's.
    """
    for name in config.markdown_extensions:
        if not name.startswith(_READS_FILES):
            continue
        given = config.mdx_configs.setdefault(name, {})
        for option, safe in _BOUND.items():
            if given.get(option, safe) is not safe:
                yes = str(safe).lower()
                yield refused(
                    name,
                    f"{option} must be {yes}: a site takes in the project's files alone",
                    f"{option} 要写 {yes}，网站只收项目里的文件",
                )
        for option in _FOLDERS & {"base_path", *given}:
            said = given.get(option, "")
            listed = said if isinstance(said, list) else [said]
            # `!relative` alone is the folder of the page, wherever that is.
            named = [
                one if isinstance(one, RelativeDirPlaceholder) else folder / one for one in listed
            ]
            for one in named:
                if not isinstance(one, Path):
                    continue
                if one.resolve() == folder.resolve():
                    yield refused(
                        name,
                        f"{option} must name a folder of the project, such as {CONTENT}",
                        f"{option} 要写明项目里的一个文件夹，如 {CONTENT}",
                    )
                else:
                    yield from _elsewhere(folder, one, f"{name} {option}")
            given[option] = named if isinstance(said, list) else named[0]


# Of the extensions that read files: the folders that they read from, and what keeps them there.
_READS_FILES = ("pymdownx.snippets", "pymdownx.b64")
_FOLDERS = frozenset({"base_path", "root_path"})
OUTSIDE = ("leads out of the project's folder", "不在项目的文件夹里")
_BOUND = {"restrict_base_path": True, "restrict_path": True, "url_download": False}


def _elsewhere(folder: Path, written: Path, key: str) -> Iterator[Finding]:
    """Why the folder `written` may not be one of the project in `folder`: it, or what is in it, leads out."""
    try:
        part = written.resolve().relative_to(folder.resolve()).as_posix()
    except ValueError:
        yield refused(key, *OUTSIDE)
        return
    if part not in PARTS:  # which `check` has looked through
        yield from strange(folder, (part,))


def plugin_of(config: MkDocsConfig) -> GongkaiPlugin:
    """The plugin as the configuration holds it."""
    return cast(GongkaiPlugin, config.plugins["gongkai"])


def inputs(folder: Path, config: MkDocsConfig) -> tuple[Path, ...]:
    """The files and folders that the site of the project in `folder` is made from; none where that cannot be told.

    A hook, or a plugin or Markdown extension of another hand, may read anything.
    """
    path = folder / NAME
    keys = places_of(path.read_bytes()) if path.is_file() else {}
    ours = config.plugins.keys() <= {"gongkai", "search", "material/search"}
    plain = all(_plain_extension(name) for name in config.markdown_extensions)
    if not ours or not plain or config.hooks or "INHERIT" in keys:
        return ()
    return written(folder, config)


def written(folder: Path, config: MkDocsConfig) -> tuple[Path, ...]:
    """The file and the folders of the project in `folder` that people write."""
    pages, custom = Path(config.docs_dir), config.theme.custom_dir
    own = (
        folder / NAME,
        folder / "plan_data",
        pages if pages.is_relative_to(folder) else folder / CONTENT,
        folder / plugin_of(config).config.macros,
    )
    return (*own, Path(custom)) if custom else own


def own(folder: Path, config: MkDocsConfig) -> tuple[Path, ...]:
    """All that is the project's in `folder`: what people write, its history, its site."""
    return (*written(folder, config), folder / ".git", Path(config.site_dir))


def _plain_extension(name: str) -> bool:
    """Whether a Markdown extension is one that reads nothing but the page."""
    known = name in _PYTHON_MARKDOWN or name.startswith(("markdown.extensions.", "pymdownx."))
    return known and not name.startswith(_READS_FILES)


_PYTHON_MARKDOWN = frozenset({
    "abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code",
    "footnotes", "legacy_attrs", "legacy_em", "md_in_html", "meta", "nl2br", "sane_lists",
    "smarty", "tables", "toc", "wikilinks",
})  # fmt: skip


def site_folder(folder: Path) -> Path:
    """Where the site of the project in `folder` goes, by what mkdocs.yml says of it alone."""
    path = folder / NAME
    said = _said(path, MkDocsConfig(config_file_path=str(path.resolve())))
    named = said.get("site_dir")
    return (folder / (named if named and isinstance(named, str) else "site")).resolve()


def settings(folder: Path) -> Settings:
    """What the publisher set; what mkdocs.yml cannot give is a `BadConfiguration`."""
    with configuration(folder) as config:
        return settings_of(config)


def settings_of(config: MkDocsConfig) -> Settings:
    """What the publisher set."""
    return options.settings(plugin_of(config).config, config.site_name, config.site_url)


def revision(folder: Path) -> str | None:
    """The revision that mkdocs.yml has the site stay with. Raises `BadConfiguration` as `configuration` does."""
    with configuration(folder) as config:
        named: str | None = plugin_of(config).config.revision
        return named


def check(folder: Path) -> tuple[Finding, ...]:
    """What is wrong with or missing from the mkdocs.yml of the project in `folder`, if it has one."""
    if not (folder / NAME).exists():
        return ()
    try:
        with configuration(folder) as config:
            demonstration = plugin_of(config).config.demonstration
            return tuple(options.without_codes(settings_of(config), demonstration=demonstration))
    except BadConfiguration as refusal:
        return refusal.findings


def _said(path: Path, config: MkDocsConfig) -> dict[str, Any]:
    if not path.exists():
        return {}
    loader = get_yaml_loader(_Plain, config)
    loader.add_constructor("!ENV", _of_the_environment)
    try:
        said = _read(path, loader, path.parent.resolve())
        if "INHERIT" not in said:
            return said
        with path.open("rb") as file:
            return yaml_load(file, loader)
    except BadConfiguration:
        raise
    except Exception as error:  # odd YAML makes the library fail in many ways
        reason = str(error) or type(error).__name__
        raise BadConfiguration(refused(WHOLE, reason)) from None


def _read(path: Path, loader: Any, home: Path, above: int = 9) -> dict[str, Any]:  # noqa: ANN401 - as MkDocs makes it
    """What the file says. `BadConfiguration` where it, or one whose words it takes over (INHERIT), is no configuration of
    the project in `home`, or would be read for ever."""
    if not path.is_file():
        raise BadConfiguration(refused(WHOLE, f"{path.name} is no file", f"{path.name} 不是文件"))
    if path.stat().st_size > LARGEST:
        most = f"{LARGEST >> 10} KB"
        raise BadConfiguration(refused(WHOLE, f"larger than {most}", f"超过 {most}", path.name))
    data = path.read_bytes()
    try:
        said = yaml.load(data, loader)  # noqa: S506 - makes plain values
    except yaml.YAMLError as error:
        raise BadConfiguration(unreadable(path.name, data, error)) from None
    if said is None:
        return {}
    if not isinstance(said, dict):
        wrong = ("not of the form “key: value”", "不是“键: 值”的形式")
        raise BadConfiguration(refused(WHOLE, *wrong, path.name))
    if "INHERIT" in said:
        named = said["INHERIT"]
        refusal = None
        if not isinstance(named, str):
            refusal = ("a file is to be named", "要写一个文件名")
        elif not above:
            refusal = ("too many files, one above the other", "套得太多层")
        elif not (path.parent / named).resolve().is_relative_to(home):
            refusal = OUTSIDE
        if refusal:
            told = [refused("INHERIT", *refusal, path.name)]
            raise BadConfiguration(*placed(data, told, path.name))
        _read(path.parent / named, loader, home, above - 1)
    return said


class _Plain(yaml.SafeLoader):
    """YAML that makes plain values. MkDocs' own loader runs whatever a tag names, on a stranger's word."""

    def get_single_node(self) -> yaml.Node | None:
        """The root of the file, which is refused where it says far more than it holds."""
        root = super().get_single_node()
        if root is not None and _weight(root, {}) > 2 * LARGEST:
            raise yaml.constructor.ConstructorError(None, None, REPEATED, root.start_mark)
        return root


def _weight(node: yaml.Node, known: dict[int, float]) -> float:
    """How much a node says, with all that it repeats (`*name`), which a few lines can make more than a disk holds."""
    if id(node) not in known:
        known[id(node)] = math.inf  # within itself
        parts: Iterable[yaml.Node] = ()
        if isinstance(node, yaml.MappingNode):
            parts = chain.from_iterable(node.value)
        elif isinstance(node, yaml.SequenceNode):
            parts = node.value
        own = len(node.value) if isinstance(node, yaml.ScalarNode) else 0
        known[id(node)] = 1 + own + sum(_weight(part, known) for part in parts)
    return known[id(node)]


def _of_the_environment(_loader: yaml.SafeLoader, node: yaml.Node) -> object:
    """`!ENV` would publish what only this machine knows, and nothing tells when it has changed."""
    reason = "!ENV: a value of the environment is no part of a site; write it out"
    raise yaml.constructor.ConstructorError(None, None, reason, node.start_mark)


def _named_function(_loader: yaml.SafeLoader, name: str, node: yaml.Node) -> object:
    """`!!python/name:` for functions of the theme and its extensions, which Material's manual has one write."""
    module, _, function = name.rpartition(".")
    if module.split(".")[0] not in _OF_THEME:
        raise yaml.constructor.ConstructorError(
            None, None, f"!!python/name:{name}", node.start_mark
        )
    return getattr(import_module(module), function)


_OF_THEME = ("material", "pymdownx")
_Plain.add_multi_constructor("tag:yaml.org,2002:python/name:", _named_function)


def _over_defaults(said: dict[str, Any], folder: Path, empty: str) -> dict[str, Any]:
    merged = {"site_name": "政府方案公开", "markdown_extensions": EXTENSIONS, **said}
    theme = said.get("theme", {})
    named = {"name": theme} if isinstance(theme, str) else theme
    merged["theme"] = {**THEME, **named} if isinstance(named, dict) else named
    plugins = said.get("plugins") or []
    if isinstance(plugins, list) and not any(_named(entry) == "gongkai" for entry in plugins):
        merged["plugins"] = [*plugins, "gongkai"]
    elif isinstance(plugins, dict):
        merged["plugins"] = {**plugins, "gongkai": plugins.get("gongkai", {})}
    pages = said.get("docs_dir", CONTENT)  # what is no text, MkDocs refuses
    if isinstance(pages, str) and Path(pages).name == CONTENT and not (folder / pages).is_dir():
        merged["docs_dir"] = empty
    elif "docs_dir" not in said:
        merged["docs_dir"] = CONTENT
    return merged


def _named(entry: object) -> object:
    return next(iter(entry), None) if isinstance(entry, dict) else entry
