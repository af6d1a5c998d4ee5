"""Water and the plan's duty to publish it. Pure.

A plan may demand that the public be told of its water each quarter. Only then is a quarter due, and only
inside the plan's recorded time in force. Where it names links (水源, 出厂水, 管网水, 龙头水), these alone are due. A
quarter of that duty is done when every such link of which the county has points has been published, on the last
of those days.
"""

from __future__ import annotations

import re

from gongkai.model import Duty, Plan
from gongkai.overlays import Disclosure
from gongkai.water import Monitoring
from gongkai.water.disclosure import QuarterState, disclosure
from gongkai.water.monitoring import LINKS, link_of
from gongkai.water.points import Link

_ABOUT_WATER = re.compile("饮用水|饮水|水源|水质|供水|水龙头|出厂水|末梢水|管网水|龙头水")
# What names its matter in the words before it: 对出厂水开展监测，监测结果每季度公布一次.
_OF_WHAT_STANDS_BEFORE = re.compile("结果|数据|信息")

_NAMES: dict[Link, re.Pattern[str]] = {
    "source": re.compile("水源"),
    "works": re.compile("出厂水|出水厂|水厂出水"),
    "network": re.compile("管网水"),
    "tap": re.compile("末梢水|龙头水|水龙头"),
}


def water_duties(plan: Plan) -> tuple[Duty, ...]:
    """The duties to tell the public of water, in the order of the text."""
    return tuple(
        duty
        for duty in plan.duties
        if duty.public
        and duty.review.status != "rejected"
        and _ABOUT_WATER.search(_words(plan, duty))
    )


def _words(plan: Plan, duty: Duty) -> str:
    """What a duty says, and what it says it of."""
    return f"{duty.what}\n{duty.span.quote}\n{_sentence_before(plan, duty)}"


def _links(plan: Plan, duty: Duty) -> frozenset[Link]:
    """The links that a duty names; all where it names none."""
    words = _words(plan, duty)
    return frozenset(link for link, name in _NAMES.items() if name.search(words)) or frozenset(
        LINKS
    )


def _sentence_before(plan: Plan, duty: Duty) -> str:
    """The words of the duty's sentence before it, where it does not say itself what is told."""
    if not _OF_WHAT_STANDS_BEFORE.search(duty.what):
        return ""
    before = plan.source_lines[duty.span.line - 1][: duty.span.col - 1]
    return re.split("[。；\t]", before)[-1]


def water_states(plan: Plan, water: Monitoring | None) -> tuple[QuarterState, ...]:
    """Whether each quarter and link was published, as of the plan's day; nothing without a day."""
    if water is None or plan.as_of is None:
        return ()
    quarterly = [duty for duty in water_duties(plan) if duty.frequency == "quarter"]
    named = frozenset(link for duty in quarterly for link in _links(plan, duty))
    links = [link for link in LINKS if link in named]
    in_force = plan.revision.in_force
    since = in_force.start if quarterly else None
    return disclosure(water, plan.as_of, since=since, until=in_force.end, links=links)


def water_disclosures(plan: Plan, water: Monitoring | None) -> tuple[Disclosure, ...]:
    """The quarters published whole, as records of the plan's quarterly duties on water."""
    duties = [duty for duty in water_duties(plan) if duty.frequency == "quarter"]
    if water is None or not duties:
        return ()
    held = {link_of(point) for point in water.points}
    days: dict[str, dict[str, str]] = {}
    for one in water.publications:
        of = days.setdefault(one.quarter, {})
        of[one.link] = min(one.published, of.get(one.link, one.published))
    on_file = {quarter for quarter, _ in water.on_file}
    made_up = any(one.illustrative for one in water.publications)
    return tuple(
        Disclosure(
            duty=duty.id,
            date=max(of.values()),
            title=f"{quarter[:4]}年第{'一二三四'[int(quarter[-1]) - 1]}季度水质监测结果",
            basis="水质监测结果的公布记录",
            period=quarter,
            address=f"water/{quarter.lower()}/" if quarter in on_file else None,
            illustrative=made_up,
        )
        for duty in duties
        for named in [_links(plan, duty)]
        for quarter, of in sorted(days.items())
        if (named & held or named) <= of.keys()
    )
