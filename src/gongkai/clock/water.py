"""What was published of water, as records of the duties that ask for it, and which quarters were due. Pure.

至少每季度向社会公开一次 (line 130 of the first plan) asks for a publication in every quarter, whichever
quarter's results it holds. A quarter counts as done on the day on which the last link of the chain that
the county samples (水源, 出厂水, 管网水, 龙头水) had been published in it; with a link missing it does not.
So the results of a quarter are to be public by the end of the next, where the plan has such a duty and
inside its recorded time in force; elsewhere what was published is known and not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gongkai.model import Duty, Plan
from gongkai.overlays import Disclosure
from gongkai.water.disclosure import QuarterState, disclosure
from gongkai.water.monitoring import LINKS, Link, Monitoring, Publication, link_of
from gongkai.water.periods import quarter_of

_ABOUT = re.compile("饮用水|饮水|水源|水质|供水|水龙头|出厂水")


def about_water(duty: Duty) -> bool:
    """Whether a duty asks that results on water be made public."""
    held = duty.public and duty.review.status != "rejected"
    return held and bool(_ABOUT.search(duty.what + duty.span.quote))


def water_states(plan: Plan, water: Monitoring | None) -> tuple[QuarterState, ...]:
    """Whether the results of each quarter and link were published, as of the plan's day; without a day nothing."""
    if water is None or plan.as_of is None:
        return ()
    asked = any(duty.frequency == "quarter" and about_water(duty) for duty in plan.duties)
    in_force = plan.revision.in_force
    since = in_force.start if asked else None
    return disclosure(water, plan.as_of, since=since, until=in_force.end)


def water_records(duties: Sequence[Duty], water: Monitoring) -> Iterator[Disclosure]:
    """A record for each quarterly duty about water and each quarter in which all links were published."""
    sampled = [link for link in LINKS if any(link_of(point) == link for point in water.points)]
    quarters = _by_quarter(water.publications)
    for duty in duties:
        if duty.frequency != "quarter" or not about_water(duty):
            continue
        for quarter, first in sorted(quarters.items()):
            if sampled and all(link in first for link in sampled):
                yield _record(duty, quarter, [first[link] for link in sampled])


def _by_quarter(publications: Sequence[Publication]) -> dict[str, dict[Link, Publication]]:
    """The first publication of each link in each quarter, by the quarter of its day."""
    found: dict[str, dict[Link, Publication]] = {}
    for one in sorted(publications, key=lambda one: one.published):
        found.setdefault(quarter_of(one.published), {}).setdefault(one.link, one)
    return found


def _record(duty: Duty, quarter: str, made: Sequence[Publication]) -> Disclosure:
    last = max(made, key=lambda one: one.published)
    return Disclosure(
        duty.id,
        last.published,
        "、".join(LINKS[one.link] for one in made) + "监测结果",
        "水质公开登记",
        quarter,
        None,
        next((one.address for one in made if one.address), "water/"),
        any(one.illustrative for one in made),
    )
