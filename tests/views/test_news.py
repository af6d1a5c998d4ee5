"""News: what was recorded and what is overdue; never what a demonstration made up."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from gongkai.clock import stand
from gongkai.identity import assign, in_order
from gongkai.model import InForce, Plan
from gongkai.overlays import Disclosure, Filled, Overlays
from gongkai.reading.read import read
from gongkai.sources import read_source
from gongkai.views import Index
from gongkai.views.news import News, news

TEXT = (
    "河道管护方案\n一、任务\n（一）公开结果。县水务局每季度向社会公开一次河道水质。\n牵头单位：县水务局\n"
    "（二）清淤。清理淤泥XX吨。\n牵头单位：XXX\n"
)


@pytest.fixture
def plan() -> Plan:
    made, _ = read(read_source("plan.txt", TEXT.encode()))
    made = assign(made, in_order(made))
    in_force = InForce("2025-01-01", None, "文件末尾")
    return replace(made, revision=replace(made.revision, in_force=in_force))


def told(plan: Plan, overlays: Overlays) -> list[News]:
    return [*news(Index(stand(plan, overlays, date(2025, 8, 1))))]


def test_news(plan: Plan) -> None:
    duty = plan.duties[0].id
    blank = next(one.id for one in plan.blanks if one.within == "text")
    done = Disclosure(duty, "2025-04-05", "一季度水质", "政务公开栏", "2025-Q1")
    fill = Filled(blank, "300", "县水务局来函", "2025-03-01", units=("xian-shuiliju",))
    found = {one.entry.key: one for one in told(plan, Overlays(fills=(fill,), disclosures=(done,)))}
    assert [*found] == [
        f"fill/{blank}/2025-03-01", f"disclosure/{duty}/2025-Q1", f"overdue/{duty}/2025-Q2",
    ]  # fmt: skip
    assert found[f"fill/{blank}/2025-03-01"].entry.summary == "“XX”为“300”。依据：县水务局来函"
    overdue = found[f"overdue/{duty}/2025-Q2"]
    assert overdue.entry.updated == "2025-07-01"
    assert overdue.units == {"xian-shuiliju"}
    owed = [key for key, one in found.items() if one.disclosure]
    assert owed == [f"disclosure/{duty}/2025-Q1", f"overdue/{duty}/2025-Q2"]


def test_what_is_made_up_is_no_news(plan: Plan) -> None:
    plan = replace(plan, revision=replace(plan.revision, in_force=InForce()))
    duty, blank = plan.duties[0].id, plan.blanks[0].id
    overlays = Overlays(
        fills=(Filled(blank, "300", "示例", "2025-03-01", illustrative=True),),
        disclosures=(Disclosure(duty, "2025-04-05", "示例", "示例", "2025-Q1", illustrative=True),),
        in_force=InForce("2025-01-01", None, "示例", illustrative=True),
    )
    assert told(plan, overlays) == []
