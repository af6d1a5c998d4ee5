"""Water and the duty to publish it: only where the plan demands it, only in its time."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from gongkai.clock import stand
from gongkai.clock.water import water_disclosures, water_duties, water_states
from gongkai.identity import assign, series
from gongkai.model import InForce, Plan
from gongkai.overlays import Disclosure, Overlays
from gongkai.reading.read import read
from gongkai.sources import read_source
from gongkai.water import Monitoring, Point, Publication

DEMANDS = "（一）公开结果。每季度向社会公开一次饮用水水质。\n"
POINTS = (Point("s", "", "source_river"), Point("t", "", "tap"))
WATER = Monitoring(
    POINTS,
    (),
    (
        Publication("2026-Q1", "source", "2026-03-20"),
        Publication("2026-Q1", "tap", "2026-04-02"),
        Publication("2026-Q2", "tap", "2026-06-20"),
    ),
)


def plan(text: str, start: str | None = "2026-01-01") -> Plan:
    source = f"护水方案\n\n一、任务\n{text}牵头单位：县水务局\n"
    made, _ = read(read_source("p.txt", source.encode()))
    ids = series(set())
    made = assign(made, {node.path: next(iter(ids)) for node in made.nodes})
    revision = replace(made.revision, in_force=InForce(start=start))
    return replace(made, revision=revision, as_of="2026-07-10")


def test_a_quarterly_duty_to_publish_water_makes_quarters_due() -> None:
    made = plan(DEMANDS)
    assert len(water_duties(made)) == 1
    found = [(one.quarter, one.link, one.state) for one in water_states(made, WATER)]
    assert found[:4] == [
        ("2026-Q1", "source", "published"),
        ("2026-Q1", "works", "missing"),
        ("2026-Q1", "network", "missing"),
        ("2026-Q1", "tap", "late"),
    ]


def test_results_whose_matter_stands_before_them_are_of_water() -> None:
    text = "（一）监测。县卫健局对出厂水、末梢水开展监测，监测结果每季度向社会公布一次。\n"
    (duty,) = water_duties(plan(text))
    assert duty.what == "监测结果"
    other = "（一）监测。保护好水源。县卫健局对空气开展监测，监测结果每季度向社会公布一次。\n"
    assert water_duties(plan(other)) == ()


def test_of_a_duty_that_names_links_no_other_is_due() -> None:
    made = plan("（一）公开结果。每季度向社会公开一次出厂水、末梢水水质。\n")
    found = {(one.quarter, one.link): one.state for one in water_states(made, WATER)}
    assert found["2026-Q1", "works"] == "missing"
    assert found["2026-Q1", "tap"] == "late"
    assert found["2026-Q1", "source"] == "published"  # known, and not judged
    assert ("2026-Q1", "network") not in found
    assert ("2026-Q2", "source") not in found
    (first, second) = water_disclosures(made, WATER)
    assert [(one.period, one.date) for one in (first, second)] == [
        ("2026-Q1", "2026-04-02"),
        ("2026-Q2", "2026-06-20"),
    ]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        pytest.param("（一）清淤。清理主河道淤泥。\n", "2026-01-01", id="no-such-duty"),
        pytest.param("（一）公开结果。每季度向社会公开一次空气质量。\n", "2026-01-01", id="of-air"),
        pytest.param(DEMANDS, None, id="no-start-on-record"),
    ],
)
def test_otherwise_what_was_published_is_known_and_not_judged(text: str, start: str | None) -> None:
    found = water_states(plan(text, start), WATER)
    assert {(one.state, one.due) for one in found} == {("published", None)}
    assert len(found) == 3


def test_a_quarter_of_the_duty_is_done_when_every_link_with_points_is() -> None:
    made = plan(DEMANDS)
    (record,) = water_disclosures(made, WATER)
    assert (record.period, record.date) == ("2026-Q1", "2026-04-02")
    states = {one.period: one.state for one in stand(made, Overlays(), date(2026, 7, 10), WATER).states if one.of == record.duty}  # fmt: skip
    assert states["2026-Q1"] == "done_late"
    assert states["2026-Q2"] == "overdue"


def test_an_office_s_own_record_goes_before() -> None:
    made = plan(DEMANDS)
    (duty,) = water_duties(made)
    own = Disclosure(duty.id, "2026-03-30", "公报", "县水务局", period="2026-Q1")
    standing = stand(made, Overlays(disclosures=(own,)), date(2026, 7, 10), WATER)
    (first,) = [one for one in standing.states if (one.of, one.period) == (duty.id, "2026-Q1")]
    assert first.state == "done_in_time"
    later = replace(own, date="2026-04-10")
    standing = stand(made, Overlays(disclosures=(later,)), date(2026, 7, 10), WATER)
    assert [one.date for one in standing.overlays.disclosures] == ["2026-04-10"]


def test_what_was_rejected_has_no_state() -> None:
    made = plan(DEMANDS)
    (duty,) = made.duties
    rejected = replace(duty, review=replace(duty.review, status="rejected"))
    assert stand(made, Overlays(), date(2026, 7, 10)).states
    assert not stand(replace(made, duties=(rejected,)), Overlays(), date(2026, 7, 10)).states
