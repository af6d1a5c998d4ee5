"""What is on file of water → its pages. Pure but for macro files.

With nothing on file there are the front page, which says so, the method and the glossary.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai import addresses
from gongkai.clock.water import water_states
from gongkai.render import Renderer
from gongkai.site.generated import GeneratedPage
from gongkai.views import Index
from gongkai.views.water.bulletin import bulletins
from gongkai.views.water.glossary import glossary
from gongkai.views.water.method import method
from gongkai.views.water.overview import Overview
from gongkai.views.water.point import point_page
from gongkai.water import Action, Monitoring
from gongkai.water.verdict import Verdict


def water_pages(
    index: Index, water: Monitoring | None, front: Overview, renderer: Renderer
) -> Iterator[GeneratedPage]:
    """The pages below `water/`; `front` is the view of the first."""

    def page(
        address: str, title: str, kind: str, macro: str, view: object, *, made_up: bool = False
    ) -> GeneratedPage:
        html = renderer.render("water", macro, view, address)
        return GeneratedPage(address, title, f"水质：{title}", html, kind, made_up=made_up)

    yield page(addresses.WATER, "水质", "water", "overview_page", front)
    yield page(addresses.WATER_METHOD, "怎样评价水质", "water-method", "method_page", method())
    yield page(
        addresses.WATER_GLOSSARY, "水质指标说明", "water-glossary", "glossary_page", glossary()
    )
    if water is None:
        return
    of: dict[str, list[Verdict]] = {}
    done: dict[str, list[Action]] = {}
    for verdict in water.evaluation.verdicts:
        of.setdefault(verdict.point, []).append(verdict)
    for action in water.actions:
        done.setdefault(action.point, []).append(action)
    for point in water.points:
        view = point_page(point, of.get(point.id, ()), done.get(point.id, ()))
        address = addresses.water_point(point.id)
        yield page(
            address, view.name, "water-point", "point_page", view, made_up=point.illustrative
        )
    for address, bulletin in bulletins(water, water_states(index.plan, water)):
        yield page(
            address,
            bulletin.title,
            "water-bulletin",
            "bulletin_page",
            bulletin,
            made_up=bool(water.illustrative),
        )
