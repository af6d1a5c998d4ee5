"""Was each quarter put before the public, and in time? Pure: publications and a day in, states out.

The plan asks for publication at least once a quarter and prints no day. So that one publication falls in
each quarter, the results of a quarter are due by the last day of the next: our reading, the mildest, and
a caller that knows another day passes its own `due`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from gongkai.water.monitoring import LINKS, Link, Monitoring, Publication
from gongkai.water.periods import last_day, next_quarter, quarter_of, quarters

DisclosureState = Literal["published", "late", "awaited", "overdue", "missing"]


@dataclass(frozen=True, slots=True)
class QuarterState:
    """One link in one quarter.

    `published`: in time; `late`: after the day `due`; `awaited`: not yet, and not yet due; `overdue`: due,
    results are on file and no publication is; `missing`: due, and neither is.
    """

    quarter: str
    link: Link
    state: DisclosureState
    due: str
    published: str | None = None
    illustrative: bool = False


def due_day(quarter: str) -> str:
    """The day by which the results of a quarter are to be public: the last of the next quarter."""
    return last_day(next_quarter(quarter))


def states(
    publications: Iterable[Publication],
    periods: Sequence[str],
    as_of: str,
    *,
    on_file: Collection[tuple[str, Link]] = frozenset(),
    links: Sequence[Link] = tuple(LINKS),
    due: Callable[[str], str] = due_day,
) -> tuple[QuarterState, ...]:
    """The state of each of the quarters `periods` and each link, as of a day (YYYY-MM-DD).

    `on_file`: the quarters and links of which there are results. Of several publications the first counts;
    one after `as_of` has not happened yet. By quarter, then in the order of `links`.
    """
    first: dict[tuple[str, Link], Publication] = {}
    for one in sorted(publications, key=lambda one: one.published, reverse=True):
        if one.published <= as_of:
            first[one.quarter, one.link] = one
    return tuple(
        _state(quarter, link, first.get((quarter, link)), due(quarter), as_of, on_file)
        for quarter in periods
        for link in links
    )


def disclosure(monitoring: Monitoring, as_of: str) -> tuple[QuarterState, ...]:
    """The states from the first quarter on file to the last that had ended on `as_of`."""
    begun = [quarter for quarter, _ in monitoring.on_file]
    begun += [one.quarter for one in monitoring.publications]
    ended = [one for one in quarters(min(begun), quarter_of(as_of)) if last_day(one) < as_of] if begun else []  # fmt: skip
    return states(monitoring.publications, ended, as_of, on_file=monitoring.on_file)


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
        return QuarterState(quarter, link, state, due, found.published, found.illustrative)
    if as_of <= due:
        return QuarterState(quarter, link, "awaited", due)
    return QuarterState(quarter, link, "overdue" if (quarter, link) in on_file else "missing", due)
