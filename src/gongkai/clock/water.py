"""Water and the plan's duty to publish it. Pure.

A plan may demand that the public be told of its water each quarter. Only then is a quarter due, and only
inside the plan's recorded time in force. A quarter of that duty is done when every link of which the
county has points (水源, 出厂水, 管网水, 龙头水) has been published, on the last of those days.
"""

from __future__ import annotations

import re

from gongkai.model import Duty, Plan
from gongkai.overlays import Disclosure
from gongkai.water import Monitoring
from gongkai.water.disclosure import QuarterState, disclosure
from gongkai.water.monitoring import link_of

_ABOUT_WATER = re.compile("饮用水|饮水|水源|水质|供水|水龙头|出厂水|末梢水|管网水|龙头水")
# What names its matter in the words before it: 对出厂水开展监测，监测结果每季度公布一次.
_OF_WHAT_STANDS_BEFORE = re.compile("结果|数据|信息")


def water_duties(plan: Plan) -> tuple[Duty, ...]:
    """The duties to tell the public of water, in the order of the text."""
    return tuple(
        duty
        for duty in plan.duties
        if duty.public
        and duty.review.status != "rejected"
        and _ABOUT_WATER.search(duty.what + duty.span.quote + _sentence_before(plan, duty))
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
    quarterly = any(duty.frequency == "quarter" for duty in water_duties(plan))
    in_force = plan.revision.in_force
    since = in_force.start if quarterly else None
    return disclosure(water, plan.as_of, since=since, until=in_force.end)


def water_disclosures(plan: Plan, water: Monitoring | None) -> tuple[Disclosure, ...]:
    """The quarters published whole, as records of the plan's quarterly duties on water."""
    duties = [duty for duty in water_duties(plan) if duty.frequency == "quarter"]
    if water is None or not duties:
        return ()
    links = {link_of(point) for point in water.points} - {None}
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
        for quarter, of in sorted(days.items())
        if links <= of.keys()
    )
