"""Monitoring: all that a county has on file of its water, and what the results say. Pure values."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from gongkai.water.evaluate import Evaluation, evaluate
from gongkai.water.periods import quarter_of
from gongkai.water.points import LINK_OF, Link, Point
from gongkai.water.results import Result

# The links of the chain of drinking water, as files and pages name them.
LINKS: Mapping[Link, str] = {
    "source": "水源",
    "works": "出厂水",
    "network": "管网水",
    "tap": "龙头水",
}


class Publication(Struct, frozen=True):
    """The results of one link and quarter, put before the public on the day `published`."""

    quarter: str
    link: Link
    published: str
    publisher: str = ""
    address: str = ""
    note: str = ""
    illustrative: bool = False


class Action(Struct, frozen=True):
    """What was found to be the cause of an exceedance in a quarter, and what was done about it."""

    point: str
    quarter: str
    indicator: str  # code
    cause: str = ""
    remedy: str = ""
    retested: str | None = None  # day
    outcome: str = ""
    illustrative: bool = False


class Monitoring(Struct, frozen=True, dict=True):
    """Points with their results, and what was published and done. Made-up records say so themselves."""

    points: tuple[Point, ...]
    results: tuple[Result, ...] = ()
    publications: tuple[Publication, ...] = ()
    actions: tuple[Action, ...] = ()

    @cached_property
    def evaluation(self) -> Evaluation:
        """What the results say, by the national standards."""
        return evaluate(self.points, self.results)

    @cached_property
    def illustrative(self) -> frozenset[str]:
        """The ids of the points that are made up."""
        return frozenset(point.id for point in self.points if point.illustrative)

    @cached_property
    def on_file(self) -> frozenset[tuple[str, Link]]:
        """The quarters and links of which there are results."""
        links = {point.id: link_of(point) for point in self.points}
        found = ((quarter_of(result.date), links[result.point]) for result in self.results)
        return frozenset((quarter, link) for quarter, link in found if link is not None)

    def until(self, day: str) -> Monitoring:
        """What was on file on `day`: sampled, published and tested again by then."""
        return replace(
            self,
            results=tuple(result for result in self.results if result.date <= day),
            publications=tuple(one for one in self.publications if one.published <= day),
            actions=tuple(one for one in self.actions if (one.retested or "") <= day),
        )


def link_of(point: Point) -> Link | None:
    """The link of the chain that a point stands for; None for rivers and lakes at large."""
    return LINK_OF.get(point.type)
