"""A plan → its generated pages, and the macros that pages written by hand may call. Pure but for macro files.

Every page says where its words come from; data enters the HTML once, escaped by the macros.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from gongkai import addresses
from gongkai.outputs.files import files
from gongkai.render import Renderer
from gongkai.site.generated import GeneratedPage
from gongkai.site.shell import Heading
from gongkai.site.water_pages import water_pages
from gongkai.views import Index, Settings, disclosure, registers
from gongkai.views.calendar import calendar
from gongkai.views.document import document
from gongkai.views.full_text import full_text
from gongkai.views.home import Home
from gongkai.views.measure import measure_page, node_view, section_page
from gongkai.views.progress import halves, report
from gongkai.views.reading import reading_page
from gongkai.views.rectification import rectification
from gongkai.views.revisions import Past
from gongkai.views.unit import Units
from gongkai.views.water.overview import Overview
from gongkai.views.work_plans import plans_page
from gongkai.water import Monitoring

# Parts of a site that usually have no entry of their own in the navigation.
PARTS: Mapping[str, str] = {"sections": "各部分"}


def pages(
    index: Index,
    settings: Settings,
    renderer: Renderer,
    water: Monitoring | None,
    past: Past,
    front: Home,
    chain: Overview,
) -> Iterator[GeneratedPage]:
    """All pages of the plan, one after another."""
    yield from _lists(index, settings, renderer, water, past, front, chain)
    yield from water_pages(index, water, chain, renderer)
    for at, node in enumerate(index.measures):
        page = measure_page(index, at, settings, past.events.get(node.id or "", ()))
        address = page.node.link.address
        html = renderer.render("measure", "measure_page", page, address)
        title = f"{page.node.link.number} {page.node.link.title}".strip()
        above = tuple((f"{one.number} {one.title}", one.address) for one in page.above)
        yield GeneratedPage(address, title, _words(node.text), html, "measure", above=above)
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


def _lists(
    index: Index,
    settings: Settings,
    renderer: Renderer,
    water: Monitoring | None,
    past: Past,
    front: Home,
    chain: Overview,
) -> Iterator[GeneratedPage]:
    about = document(index, settings)
    units = Units(index)

    def page(
        address: str,
        title: str,
        kind: str,
        file: str,
        macro: str,
        *views: object,
        made_up: bool = False,
    ) -> GeneratedPage:
        html = renderer.render(file, macro, *views, address)
        words = f"{front.title}：{title}"
        return GeneratedPage(address, title, words, html, kind, made_up=made_up)

    yield page(addresses.HOME, "首页", "home", "home", "home_page", front, about, chain)
    html = renderer.render("plan", "full_text", full_text(index), addresses.PLAN)
    toc = tuple(
        Heading(f"L{node.lines[0]}", f"{node.label}{index.title(node)}", node.path.count(".") + 1)
        for node in index.plan.nodes
        if node.path.count(".") < 2
    )
    yield GeneratedPage(addresses.PLAN, "方案全文", f"{front.title}（全文）", html, "plan", toc)
    lists: tuple[tuple[str, str, str, str, str, tuple[object, ...]], ...] = (
        (addresses.MEASURES, "措施", "measures", "registers", "measures_page", (registers.measures(index),)),
        (addresses.UNITS, "单位", "units", "unit", "units_page", (units.rows(), front.attribution_blanks)),
        (addresses.TARGETS, "目标", "targets", "registers", "targets_page", (registers.targets(index),)),
        (addresses.DISCLOSURE, "公开事项与职责", "disclosure", "disclosure", "disclosure_page",
         (disclosure.register(index),)),
        (addresses.REGISTERS, "台账与清单", "registers", "disclosure", "registers_page",
         (disclosure.registers_kept(index),)),
        (addresses.CALENDAR, "日历", "calendar", "calendar", "calendar_page", (calendar(index),)),
        (addresses.RECTIFICATION, "问题整改", "rectification", "rectification", "rectification_page",
         (rectification(index),)),
        (addresses.BLANKS, "空白与疑误", "blanks", "registers", "blanks_page", (registers.blanks(index),)),
        (addresses.READING, "识别报告", "reading", "reading", "reading_page", (reading_page(index),)),
        (addresses.DATA, "数据下载", "data", "home", "data_page", (files(index, water),)),
        (addresses.ABOUT, "关于本站", "about", "home", "about_page", (about,)),
        (addresses.ACCESSIBILITY, "无障碍说明", "accessibility", "site", "accessibility_page", (settings,)),
    )  # fmt: skip
    for address, title, kind, file, macro, views in lists:
        yield page(address, title, kind, file, macro, *views)
    yield from _work_plans(index, settings, page)
    yield from _progress(index, page)
    for unit in index.plan.units:
        view = units.page(unit, settings)
        yield page(
            addresses.unit(unit.id),
            unit.name,
            "unit",
            "unit",
            "unit_page",
            view,
            past.shares.get(unit.id, ()),
            addresses.feed(unit.id) if unit.id in past.feeds else "",
            made_up=unit.illustrative,
        )


_Page = Callable[..., GeneratedPage]


def _work_plans(index: Index, settings: Settings, page: _Page) -> Iterator[GeneratedPage]:
    plans = plans_page(index, settings)
    yield page(
        addresses.WORK_PLANS,
        "单位年度工作计划",
        "work-plans",
        "work_plans",
        "work_plans_page",
        plans,
    )
    for one in plans.rows:
        made_up = one.illustrative
        yield page(
            one.address,
            one.title,
            "work-plan",
            "work_plans",
            "work_plan_page",
            one,
            made_up=made_up,
        )


def _progress(index: Index, page: _Page) -> Iterator[GeneratedPage]:
    reports = tuple(report(index, half) for half in halves(index))
    yield page(
        addresses.PROGRESS, "推进情况", "progress-list", "progress", "progress_page", reports
    )
    for one in reports:
        made_up = one.illustrative
        yield page(
            one.address, one.title, "progress", "progress", "report_page", one, made_up=made_up
        )


def site_map(
    listed: Iterable[tuple[str, str]], titles: Mapping[str, str], renderer: Renderer
) -> GeneratedPage:
    """The page that lists all pages: `listed` are (address, title), `titles` the words for parts of the site."""
    rooms: dict[str, list[tuple[str, str]]] = {}
    for address, title in listed:
        rooms.setdefault(address.partition("/")[0], []).append((address, title))
    order = [address.partition("/")[0] for address in titles]
    ranked = sorted(rooms, key=lambda room: order.index(room) if room in order else len(order))
    groups = [
        (titles.get(f"{room}/" if room else "", PARTS.get(room, rooms[room][0][1])), rooms[room])
        for room in ranked
    ]
    html = renderer.render("site", "sitemap_page", groups, addresses.SITEMAP)
    return GeneratedPage(addresses.SITEMAP, "网站地图", "全部页面", html, "sitemap")


def page_macros(
    index: Index,
    settings: Settings,
    renderer: Renderer,
    here: str,
    front: Callable[[], Home],
    chain: Callable[[], Overview],
) -> Mapping[str, Callable[..., str]]:
    """What the page at `here` may call, by name. An unknown identifier raises `LookupError`.

    `front` and `chain` give the views of the front page and of water, which few pages ask for.
    """

    def measure(identifier: str) -> str:
        node = index.by_id[identifier]
        return renderer.render("measure", "node_block", node_view(index, node), here)

    return {
        "measure": measure,
        "measure_table": lambda: renderer.render(
            "registers", "measure_table", registers.measures(index), here
        ),
        "unit_table": lambda: renderer.render("unit", "unit_table", Units(index).rows(), here),
        "plan_numbers": lambda: renderer.render("home", "plan_numbers", front(), here),
        "dashboard": lambda: renderer.render("home", "dashboard", front(), here),
        "timeline": lambda: renderer.render("home", "timeline", front(), here),
        "matrix": lambda: renderer.render("home", "matrix", front(), here),
        "water_state": lambda: renderer.render("water", "water_state", chain(), here),
        "section_list": lambda: renderer.render("home", "section_list", front(), here),
        "document": lambda: renderer.render("home", "document", document(index, settings), here),
    }


def _words(text: str) -> str:
    """The first words of a text, for a page's description."""
    flat = text.replace("\n", " ")
    return flat if len(flat) <= 120 else flat[:120] + "…"
