"""A plan → its generated pages, and the macros that pages written by hand may call. Pure but for macro files.

Every page says where its words come from; data enters the HTML once, escaped by the macros.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from gongkai import addresses
from gongkai.render import Renderer
from gongkai.site.exports import FILES
from gongkai.site.shell import Heading
from gongkai.views import Index, Settings, registers
from gongkai.views.full_text import full_text
from gongkai.views.home import home
from gongkai.views.measure import measure_page, node_view, section_page
from gongkai.views.revisions import Event
from gongkai.views.unit import Units


@dataclass(frozen=True, slots=True)
class GeneratedPage:
    """A page: its address from the site's root, its words for the head, its HTML, its contents list."""

    address: str
    title: str
    description: str
    html: str
    kind: str
    toc: tuple[Heading, ...] = ()


def pages(
    index: Index, settings: Settings, renderer: Renderer, events: Mapping[str, tuple[Event, ...]]
) -> Iterator[GeneratedPage]:
    """All pages of the plan, one after another. `events`: the history of each node, by identifier."""
    yield from _lists(index, settings, renderer)
    for at, node in enumerate(index.measures):
        page = measure_page(index, at, settings, events.get(node.id or "", ()))
        address = page.node.link.address
        html = renderer.render("measure", "measure_page", page, address)
        title = f"{page.node.link.number} {page.node.link.title}".strip()
        yield GeneratedPage(address, title, _words(node.text), html, "measure")
    for at, top in enumerate(index.tops):
        section = section_page(index, at, settings)
        address = addresses.section(top.id or top.path)
        html = renderer.render("measure", "section_page", section, address)
        title = f"{index.number(top)} {index.title(top)}".strip()
        toc = tuple(
            Heading(node.link.id, f"{node.link.number} {node.link.title}", node.depth - 1)
            for node in section.nodes
        )
        yield GeneratedPage(address, title, _words(top.text), html, "section", toc)


def _lists(index: Index, settings: Settings, renderer: Renderer) -> Iterator[GeneratedPage]:
    front = home(index)
    units = Units(index)

    def page(
        address: str, title: str, kind: str, file: str, macro: str, *views: object
    ) -> GeneratedPage:
        html = renderer.render(file, macro, *views, address)
        return GeneratedPage(address, title, f"{front.title}：{title}", html, kind)

    yield page(addresses.HOME, "首页", "home", "home", "home_page", front)
    html = renderer.render("plan", "full_text", full_text(index), addresses.PLAN)
    toc = tuple(
        Heading(f"L{node.lines[0]}", f"{node.label}{index.title(node)}", node.path.count(".") + 1)
        for node in index.plan.nodes
        if node.path.count(".") < 2
    )
    yield GeneratedPage(addresses.PLAN, "方案全文", f"{front.title}（全文）", html, "plan", toc)
    yield page(
        addresses.MEASURES,
        "措施",
        "measures",
        "registers",
        "measures_page",
        registers.measures(index),
    )
    yield page(
        addresses.UNITS,
        "单位",
        "units",
        "unit",
        "units_page",
        units.rows(),
        front.attribution_blanks,
    )
    yield page(
        addresses.TARGETS, "目标", "targets", "registers", "targets_page", registers.targets(index)
    )
    yield page(
        addresses.DISCLOSURE,
        "公开事项与职责",
        "disclosure",
        "registers",
        "disclosure_page",
        registers.duties(index),
    )
    yield page(
        addresses.BLANKS,
        "空白与疑误",
        "blanks",
        "registers",
        "blanks_page",
        registers.blanks(index),
    )
    yield page(addresses.DATA, "数据下载", "data", "home", "data_page", FILES)
    yield page(addresses.ABOUT, "关于本站", "about", "home", "about_page", front)
    for unit in index.plan.units:
        view = units.page(unit, settings)
        yield page(addresses.unit(unit.id), unit.name, "unit", "unit", "unit_page", view)


def page_macros(index: Index, renderer: Renderer, here: str) -> Mapping[str, Callable[..., str]]:
    """What the page at `here` may call, by name. An unknown identifier raises `LookupError`."""
    front = home(index)

    def measure(identifier: str) -> str:
        node = index.by_id[identifier]
        return renderer.render("measure", "node_block", node_view(index, node), here)

    return {
        "measure": measure,
        "measure_table": lambda: renderer.render(
            "registers", "measure_table", registers.measures(index), here
        ),
        "unit_table": lambda: renderer.render("unit", "unit_table", Units(index).rows(), here),
        "plan_numbers": lambda: renderer.render("home", "plan_numbers", front, here),
        "section_list": lambda: renderer.render("home", "section_list", front, here),
        "document": lambda: renderer.render("home", "document", front, here),
    }


def _words(text: str) -> str:
    """The first words of a text, for a page's description."""
    flat = text.replace("\n", " ")
    return flat if len(flat) <= 120 else flat[:120] + "…"
