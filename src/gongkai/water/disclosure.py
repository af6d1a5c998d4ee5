"""Was each quarter put before the public, and in time? Pure: publications and days in, states out.

A duty to publish at least once a quarter, with no day printed, is due on the last day of the quarter, as
every duty of a period is (gongkai.clock). Nothing is due outside the time in which the duty holds: what was
published then is known, and not judged.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Literal

from msgspec import Struct

from gongkai.water.monitoring import LINKS, Monitoring, Publication
from gongkai.water.periods import first_day, last_day, quarter_of, quarters
from gongkai.water.points import Link

DisclosureState = Literal["published", "late", "awaited", "overdue", "missing"]


class QuarterState(Struct, frozen=True):
    """One link in one quarter; `due` is None where nothing was due.

    `published`: in time; `late`: after the day `due`; `awaited`: not yet, and not yet due; `overdue`: due,
    results are on file and no publication is; `missing`: due, and neither is.
    """

    quarter: str
    link: Link
    state: DisclosureState
    due: str | None = None
    published: str | None = None
    illustrative: bool = False
    address: str = ""  # of what was published


def states(
    publications: Iterable[Publication],
    periods: Sequence[str],
    as_of: str,
    *,
    on_file: Collection[tuple[str, Link]] = frozenset(),
    links: Iterable[Link] = LINKS,
) -> tuple[QuarterState, ...]:
    """The state of each of the quarters `periods` and each of `links`, as of a day (YYYY-MM-DD).

    `on_file`: the quarters and links of which there are results. Of several publications the first counts;
    one after `as_of` has not happened yet. By quarter, then in the order of `LINKS`.
    """
    first = _first(publications, as_of)
    return tuple(
        _state(quarter, link, first.get((quarter, link)), last_day(quarter), as_of, on_file)
        for quarter in periods
        for link in links
    )


def disclosure(
    monitoring: Monitoring,
    as_of: str,
    *,
    since: str | None = None,
    until: str | None = None,
    links: Collection[Link] = LINKS,
) -> tuple[QuarterState, ...]:
    """The states of the quarters that lie wholly in the duty's time, from the first on file to that of `as_of`.

    `since` and `until` are days, both in the duty's time; without `since` there is none. `links` are those that
    the duty names. Quarters outside its time, and other links, have a state only where something was published.
    """
    begun = {quarter for quarter, _ in monitoring.on_file}
    begun |= {one.quarter for one in monitoring.publications}
    now = quarter_of(as_of)
    within = [
        quarter
        for quarter in (quarters(min(begun), now) if begun and since else ())
        if since and since <= first_day(quarter) and (until is None or last_day(quarter) <= until)
    ]
    judged = states(monitoring.publications, within, as_of, on_file=monitoring.on_file, links=links)
    outside = tuple(
        QuarterState(quarter, link, "published", None, one.published, one.illustrative, one.address)
        for (quarter, link), one in _first(monitoring.publications, as_of).items()
        if quarter not in within or link not in links
    )
    order = list(LINKS)
    return tuple(sorted((*judged, *outside), key=lambda one: (one.quarter, order.index(one.link))))


def _first(publications: Iterable[Publication], as_of: str) -> dict[tuple[str, Link], Publication]:
    first: dict[tuple[str, Link], Publication] = {}
    for one in sorted(publications, key=lambda one: one.published, reverse=True):
        if one.published <= as_of:
            first[one.quarter, one.link] = one
    return first


def _state(
    quarter: str,
    link: Link,
    found: Publication | None,
    due: str,
    as_of: str,
    on_file: Collection[tuple[str, Link]],
) -> QuarterState:
    if found is not None:
        state: DisclosureState = "published" if found.published <= due else "late"
        return QuarterState(
            quarter, link, state, due, found.published, found.illustrative, found.address
        )
    if as_of <= due:
        return QuarterState(quarter, link, "awaited", due)
    return QuarterState(quarter, link, "overdue" if (quarter, link) in on_file else "missing", due)
