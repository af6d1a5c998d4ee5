"""A plan → its generated pages, and the macros that pages written by hand may call. Pure but for macro files.

Every page says where its words come from; data enters the HTML once, escaped by the macros.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import Any

from msgspec import Struct

from gongkai import addresses
from gongkai.clock import Standing
from gongkai.clock.parts import parts
from gongkai.model import Node
from gongkai.outputs.files import files
from gongkai.render import Renderer
from gongkai.site.generated import Batch, GeneratedPage
from gongkai.site.shell import Heading
from gongkai.site.water_pages import water_pages
from gongkai.views import Views, words
from gongkai.views.fronts import SheetPage
from gongkai.views.full_text import with_lines
from gongkai.views.index import Index
from gongkai.views.measure import Around, around, measure_page, node_view, section_page
from gongkai.views.progress import Report
from gongkai.views.revisions import Event, Past
from gongkai.views.unit import more_rows
from gongkai.views.work_plans import PlansPage

# The parts of a site that `Sections` fill; the first of them usually has no entry of its own in the navigation.
PARTS: Mapping[str, str] = {"sections": "各部分", "measures": "措施", "plan": "方案全文"}


def pages(
    views: Views, renderer: Renderer, past: Past, batch: Batched
) -> Iterator[GeneratedPage | Batch]:
    """All pages of the plan but those of `Sections`, one after another; `batch` tells pages of a part of it by all that they are made from."""
    yield from _lists(views, renderer, past, batch)
    yield from water_pages(views, renderer)


class Sections:
    """The pages of each section with its measures and its text, in the plan's order. What is not asked for is not looked at."""

    def __init__(self, views: Views, renderer: Renderer, past: Past, batch: Batched) -> None:
        self._views, self._renderer, self._past, self._batch = views, renderer, past, batch

    def __len__(self) -> int:
        return len(self._views.index.tops)

    def __getitem__(self, at: int) -> Batch:
        """The pages of the section at that place."""
        index, told = self._views.index, self._past.events
        top = index.tops[at]
        tops, measures = self._around
        inside = index.below(top)
        others = {node.path: measures[node.path] for node in inside if node.path in measures}
        ids = (node.id or "" for node in inside)
        events = {one: told[one] for one in ids if one in told}
        shown = (tops[top.path], others, events, self._text.get(top.path, ()))
        made_from = (self._parts[top.path], self._views.settings, *shown)
        return self._batch(made_from, partial(section, self._views, self._renderer, top, *shown))

    @cached_property
    def _parts(self) -> Mapping[str, Standing]:
        return parts(self._views.standing)

    @cached_property
    def _around(self) -> tuple[Mapping[str, Around], Mapping[str, Around]]:
        index = self._views.index
        return around(index, index.tops), around(index, index.measures)

    @cached_property
    def _text(self) -> Mapping[str, Sequence[TextSheet]]:
        """The pages of each section's text, by its path."""
        found: dict[str, list[TextSheet]] = {}
        for sheet in self._views.text_sheets:
            found.setdefault(sheet.section.path, []).append(sheet)
        return found


Batched = Callable[[object, Callable[[], Sequence[GeneratedPage]]], Batch]
# A page of the full text with the numbers of its lines.
TextSheet = SheetPage[tuple[int, ...]]


def section(
    views: Views,
    renderer: Renderer,
    top: Node,
    beside: Around,
    measures: Mapping[str, Around],
    events: Mapping[str, tuple[Event, ...]],
    sheets: Iterable[TextSheet],
) -> tuple[GeneratedPage, ...]:
    """The pages of the text of the section `top`, of its measures, and its own; each node is looked at once for both.

    `measures`: what stands around each of its measures, by path; `events`: what happened to its nodes, by identifier;
    `sheets`: its pages of the full text, where that has several.
    """
    index, settings = views.index, views.settings
    own = section_page(index, top, settings, beside)
    found = [_text_page(views, renderer, sheet) for sheet in sheets]
    for node, view in zip(index.below(top), (own.node, *own.nodes), strict=True):
        if node.path in measures:
            told = events.get(node.id or "", ())
            page = measure_page(index, node, settings, measures[node.path], told, view)
            address = view.link.address
            html = renderer.render("measure", "measure_page", page, address)
            title = view.link.named
            above = tuple((f"{one.number} {one.title}", one.address) for one in page.above)
            words = _words(node.text)
            found.append(GeneratedPage(address, title, words, html, "measure", above=above))
    address = addresses.section(top.id or top.path)
    html = renderer.render("measure", "section_page", own, address)
    title = index.named(top)
    toc = tuple(
        Heading(node.link.id, f"{node.link.number} {node.link.title}", node.depth - 1)
        for node in own.nodes
    )
    found.append(GeneratedPage(address, title, _words(top.text), html, "section", toc))
    return tuple(found)


class _Maker(Struct, frozen=True):
    """Makes the pages of a plan with that title."""

    renderer: Renderer
    plan: str
    batch: Batched

    def page(
        self,
        address: str,
        title: str,
        kind: str,
        file: str,
        macro: str,
        *shown: object,
        above: tuple[tuple[str, str], ...] = (),
        made_up: bool = False,
    ) -> GeneratedPage:
        """The page at `address` that `macro` of `file` makes of what is `shown`."""
        html = self.renderer.render(file, macro, *shown, address)
        about = f"{self.plan}：{title}"
        return GeneratedPage(address, title, about, html, kind, above=above, made_up=made_up)

    def of_part(self, *made_from: Any, **also: Any) -> Batch:  # noqa: ANN401
        """`page` for what shows a part of the plan: after an edit most of these are as they were."""
        return self.batch((self.plan, made_from, also), lambda: (self.page(*made_from, **also),))


def _lists(
    views: Views, renderer: Renderer, past: Past, batch: Batched
) -> Iterator[GeneratedPage | Batch]:
    make = _Maker(renderer, views.home.title, batch)
    home = (views.home, views.document, views.water)
    yield make.page(addresses.HOME, "首页", "home", "home", "home_page", *home)
    yield _text(views, renderer)
    yield from _cut_lists(views, make)
    yield from _other_lists(views, make)
    yield from _duties(views, make)
    yield from _months(views, make)
    yield from _problems(views, make)
    yield from _work_plans(views.work_plans, make)
    yield from _progress(views.reports, make)
    yield from _units(views, past, make)


def _cut_lists(views: Views, make: _Maker) -> Iterator[GeneratedPage | Batch]:
    """The lists that have a filter over all of them, and so are cut late."""
    cut = views.cut_lists()
    for address, title, kind, file, macro, whole in (
        (addresses.MEASURES, PARTS["measures"], "measures", "registers", "measures", lambda: views.measures),
        (addresses.TARGETS, "目标", "targets", "registers", "targets", lambda: views.targets),
        (addresses.REGISTERS, "台账与清单", "registers", "disclosure", "registers", lambda: views.registers_kept),
        (addresses.BLANKS, "空白与疑误", "blanks", "registers", "blanks", lambda: views.blanks),
    ):  # fmt: skip
        if address not in cut:
            yield make.page(address, title, kind, file, f"{macro}_page", whole())
            continue
        yield make.page(address, title, kind, file, f"{macro}_front", cut[address].front)
        for sheet in cut[address].pages:
            titled = f"{title}：{sheet.link.named}"
            yield make.of_part(sheet.link.address, titled, kind, file, f"{macro}_sheet", sheet)


def _other_lists(views: Views, make: _Maker) -> Iterator[GeneratedPage]:
    """The lists of one page, and the first pages of duties and of the calendar."""
    units = (views.units.rows(), views.home.attribution_blanks)
    lists: tuple[tuple[str, str, str, str, str, tuple[object, ...]], ...] = (
        (addresses.UNITS, "单位", "units", "unit", "units_page", units),
        (addresses.DISCLOSURE, words.DUTIES, "disclosure", "disclosure",
         *(("disclosure_front", (views.disclosure_front,)) if views.sheets
           else ("disclosure_page", (views.disclosure,)))),
        (addresses.CALENDAR, "日历", "calendar", "calendar",
         *(("calendar_front", (views.calendar_front,)) if views.month_pages
           else ("calendar_page", (views.calendar,)))),
        (addresses.RECTIFICATION, "问题整改", "rectification", "rectification", "rectification_page",
         (views.rectification,)),
        (addresses.READING, "识别报告", "reading", "reading", "reading_page", (views.reading,)),
        (addresses.DATA, "数据下载", "data", "home", "data_page", (files(views),)),
        (addresses.ABOUT, "关于本站", "about", "home", "about_page", (views.document,)),
        (addresses.ACCESSIBILITY, "无障碍说明", "accessibility", "site", "accessibility_page", (views.settings,)),
    )  # fmt: skip
    for address, title, kind, file, macro, shown in lists:
        yield make.page(address, title, kind, file, macro, *shown)


def _duties(views: Views, make: _Maker) -> Iterator[Batch]:
    """The pages of the duties after the first, where they are cut."""
    for sheet in views.sheet_pages():
        title = f"{words.DUTIES}：{sheet.link.named}"
        yield make.of_part(
            sheet.link.address, title, "disclosure", "disclosure", "sheet_page", sheet
        )


def _months(views: Views, make: _Maker) -> Iterator[Batch]:
    """The pages of the calendar after the first, where it is cut."""
    months = views.month_pages
    links = [(one.address, one.title) for one in months]
    for before, one, after in zip((None, *links), months, (*links[1:], None), strict=False):
        title, shown = f"日历：{one.title}", (one, before, after)
        yield make.of_part(one.address, title, "calendar", "calendar", "month_page", *shown)


def _problems(views: Views, make: _Maker) -> Iterator[Batch]:
    """The pages of problems after the first, where they are too many for one."""
    for more in views.rectification.more:
        title = f"问题整改：第{more.number}页"
        yield make.of_part(
            more.address, title, "rectification", "rectification", "more_problems_page", more
        )


def _units(views: Views, past: Past, make: _Maker) -> Iterator[Batch]:
    """The page of each unit, and what follows on it."""
    for unit in views.index.plan.units:
        own, address = views.unit(unit.id), addresses.unit(unit.id)
        shares = past.shares.get(unit.id, ())
        feed = addresses.feed(unit.id) if unit.id in past.feeds else ""
        made_up = unit.illustrative
        yield make.of_part(
            address, unit.name, "unit", "unit", "unit_page", own, shares, feed, made_up=made_up
        )
        for more in more_rows(own):
            yield make.of_part(
                more.address,
                f"{more.title}：第{more.number}页",
                "unit-rows",
                "unit",
                "more_rows_page",
                more,
                above=((unit.name, address),),
                made_up=made_up,
            )


def _text(views: Views, renderer: Renderer) -> GeneratedPage:
    """The full text, or its first page where it has several."""
    shown = views.full_text
    html = renderer.render("plan", "full_text", shown, addresses.PLAN)
    toc = _headings(views.index, views.index.plan.nodes, addresses.PLAN)
    if shown.pages:
        toc = (*toc, Heading("sections", "各部分", 1))
    about = f"{views.index.plan.revision.title}（全文）"
    return GeneratedPage(addresses.PLAN, PARTS["plan"], about, html, "plan", toc)


def _text_page(views: Views, renderer: Renderer, sheet: TextSheet) -> GeneratedPage:
    """A page of the full text after its first one."""
    index, here, named = views.index, sheet.link.address, sheet.link.named
    html = renderer.render("plan", "text_page", with_lines(sheet, views.line), here)
    toc = _headings(index, index.below(index.by_path[sheet.section.path]), here)
    about = f"{index.plan.revision.title}：{named}（原文）"
    return GeneratedPage(here, f"{PARTS['plan']}：{named}", about, html, "plan-part", toc)


def _headings(index: Index, nodes: Iterable[Node], here: str) -> tuple[Heading, ...]:
    """The list of contents of a page of the text, for those of `nodes` that are on it."""
    return tuple(
        Heading(f"L{node.lines[0]}", f"{node.label}{index.title(node)}", depth + 1)
        for node in nodes
        if (depth := node.path.count(".")) < 2 and index.text_page(node.lines[0]) == here
    )


def _work_plans(plans: PlansPage, make: _Maker) -> Iterator[GeneratedPage]:
    here, title = addresses.WORK_PLANS, "单位年度工作计划"
    yield make.page(here, title, "work-plans", "work_plans", "work_plans_page", plans)
    for one in plans.rows:
        own = (one.address, one.title, "work-plan", "work_plans", "work_plan_page", one)
        yield make.page(*own, made_up=one.illustrative)


def _progress(reports: tuple[Report, ...], make: _Maker) -> Iterator[GeneratedPage]:
    here = addresses.PROGRESS
    yield make.page(here, "推进情况", "progress-list", "progress", "progress_page", reports)
    for one in reports:
        own = (one.address, one.title, "progress", "progress", "report_page", one)
        yield make.page(*own, made_up=one.illustrative)


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


def page_macros(views: Views, renderer: Renderer, here: str) -> Mapping[str, Callable[..., str]]:
    """What the page at `here` may call, by name. An unknown identifier raises `LookupError`."""

    def measure(identifier: str) -> str:
        node = views.index.by_id[identifier]
        return renderer.render("measure", "node_block", node_view(views.index, node), here)

    return {
        "measure": measure,
        "measure_table": lambda: renderer.render(
            "registers", "measure_table", views.measures, here
        ),
        "unit_table": lambda: renderer.render("unit", "unit_table", views.units.rows(), here),
        "plan_numbers": lambda: renderer.render("home", "plan_numbers", views.home, here),
        "dashboard": lambda: renderer.render("home", "dashboard", views.home, here),
        "timeline": lambda: renderer.render("home", "timeline", views.home, here),
        "matrix": lambda: renderer.render("home", "matrix", views.home, here),
        "water_state": lambda: renderer.render("water", "water_state", views.water, here),
        "section_list": lambda: renderer.render("home", "section_list", views.home, here),
        "document": lambda: renderer.render("home", "document", views.document, here),
    }


def _words(text: str) -> str:
    """The first words of a text, for a page's description."""
    flat = text.replace("\n", " ")
    return flat if len(flat) <= 120 else flat[:120] + "…"
