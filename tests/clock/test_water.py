"""Publications on water as records of the duty that asks for them, and the quarters that it makes due."""

from __future__ import annotations

import pytest

from gongkai.clock.water import water_records, water_states
from gongkai.model import Duty, InForce, Plan, Revision, SourceRecord
from gongkai.sources.span import Span
from gongkai.water import Monitoring, Point, Publication


def duty(**changes) -> Duty:
    fields = {
        "id": "N003-D1", "node": "1.1", "span": Span(3, 1, "每季度向社会公布一次"), "kind": "disclosure",
        "what": "县城供水水质", "frequency": "quarter", "public": True,
    }  # fmt: skip
    return Duty(**(fields | changes))


POINTS = (Point("w", "一厂", "works"), Point("t", "一户", "tap"), Point("r", "河", "river"))


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ([("works", "2024-04-01"), ("tap", "2024-06-30")], [("2024-Q2", "2024-06-30")]),
        # The day decides, not the quarter whose results it holds; the first of a link counts.
        ([("works", "2024-03-31"), ("tap", "2024-04-01")], []),
        ([("works", "2024-04-01"), ("works", "2024-06-01"), ("tap", "2024-05-01")], [("2024-Q2", "2024-05-01")]),
        ([("works", "2024-04-01")], []),
        # A link that is nowhere sampled is not waited for.
        ([("works", "2024-04-01"), ("tap", "2024-04-02"), ("source", "2024-05-02")], [("2024-Q2", "2024-04-02")]),
    ],
)  # fmt: skip
def test_a_quarter_is_done_with_its_last_link(published, expected) -> None:
    water = Monitoring(
        POINTS, publications=tuple(Publication("2024-Q1", link, day) for link, day in published)
    )
    found = water_records([duty()], water)
    assert [(one.period, one.date) for one in found] == expected


@pytest.mark.parametrize(
    "changes", [{"what": "道路施工信息"}, {"frequency": "year"}, {"public": False}]
)
def test_other_duties_take_nothing_from_it(changes) -> None:
    made = (
        Publication("2024-Q1", "works", "2024-04-01"),
        Publication("2024-Q1", "tap", "2024-04-01"),
    )
    assert not list(water_records([duty(**changes)], Monitoring(POINTS, publications=made)))


def plan(start: str | None, **changes) -> Plan:
    source = SourceRecord("source.txt", "", "utf-8", 3)
    revision = Revision("方案", source, in_force=InForce(start=start))
    return Plan(revision, (), (), duties=(duty(**changes),), as_of="2024-07-10")


PUBLISHED = (Publication("2024-Q1", "works", "2024-04-02"), Publication("2024-Q1", "tap", "2024-07-01"))  # fmt: skip
WATER = Monitoring(POINTS, publications=PUBLISHED)


def test_a_quarterly_duty_makes_the_quarters_of_its_time_due() -> None:
    found = [(one.quarter, one.link, one.state) for one in water_states(plan("2024-01-01"), WATER)]
    assert found[:4] == [
        ("2024-Q1", "source", "missing"),
        ("2024-Q1", "works", "published"),
        ("2024-Q1", "network", "missing"),
        ("2024-Q1", "tap", "late"),
    ]


@pytest.mark.parametrize(
    ("start", "changes"),
    [
        ("2024-01-01", {"what": "道路施工信息"}),
        ("2024-01-01", {"frequency": "year"}),
        (None, {}),
    ],
)
def test_otherwise_what_was_published_is_known_and_not_judged(start, changes) -> None:
    found = water_states(plan(start, **changes), WATER)
    assert {(one.state, one.due) for one in found} == {("published", None)}
    assert len(found) == 2
