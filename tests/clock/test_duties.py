"""The states of duties around every edge: the day before, the day of, the day after."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.clock.duties import duty_states
from gongkai.model import Actor, Due, Duty, InForce
from gongkai.overlays import Disclosure
from gongkai.sources.span import Span

AT = Span(3, 1, "至少每季度向社会公布一次")
SINCE = InForce("2020-01-01", None, "县政府印发日期")


def duty(**changes) -> Duty:
    fields = {"id": "N003-D1", "node": "1.1", "span": AT, "kind": "disclosure", "what": "公布水质"}
    return Duty(**(fields | {"frequency": "quarter", "public": True} | changes))


def record(period: str | None, day: str, by: str | None = None) -> Disclosure:
    return Disclosure("N003-D1", day, "公布", "公告", period, by, f"https://example.org/{day}")


def words(found) -> list[str]:
    return [f"{one.period or '-'} {one.state}" for one in found]


@pytest.mark.parametrize(
    ("as_of", "records", "expected"),
    [
        ("2020-03-30", [], ["2020-Q1 not_yet_due"]),
        ("2020-03-31", [], ["2020-Q1 not_yet_due"]),
        ("2020-04-01", [], ["2020-Q1 overdue", "2020-Q2 not_yet_due"]),
        (
            "2020-04-01",
            [("2020-Q1", "2020-03-31")],
            ["2020-Q1 done_in_time", "2020-Q2 not_yet_due"],
        ),
        ("2020-04-02", [("2020-Q1", "2020-04-01")], ["2020-Q1 done_late", "2020-Q2 not_yet_due"]),
        # Published again later: the first one counts.
        (
            "2020-05-01",
            [("2020-Q1", "2020-04-20"), ("2020-Q1", "2020-03-20")],
            ["2020-Q1 done_in_time", "2020-Q2 not_yet_due"],
        ),
        ("2020-01-01", [("2020-Q1", "2020-01-01")], ["2020-Q1 done_in_time"]),
    ],
)
def test_a_quarterly_publication(as_of, records, expected) -> None:
    given = [record(*one) for one in records]
    assert words(duty_states(duty(), SINCE, date.fromisoformat(as_of), given)) == expected


@pytest.mark.parametrize(
    ("changes", "in_force", "as_of", "expected"),
    [
        ({}, InForce(), "2020-05-01", "- cannot_tell"),
        ({"frequency": "unspecified"}, SINCE, "2020-05-01", "- cannot_tell"),
        ({"frequency": None}, SINCE, "2020-05-01", "- cannot_tell"),
        ({"frequency": "standing"}, SINCE, "2020-05-01", "- cannot_tell"),
        ({"frequency": "once", "deadline": "2020-02-29"}, SINCE, "2020-02-28", "- not_yet_due"),
        ({"frequency": "once", "deadline": "2020-02-29"}, SINCE, "2020-02-29", "- not_yet_due"),
        ({"frequency": "once", "deadline": "2020-02-29"}, SINCE, "2020-03-01", "- overdue"),
        ({"frequency": "season"}, SINCE, "2020-05-01", "- cannot_tell"),
        # The plan ends within the quarter: that quarter is none of its periods.
        ({}, InForce("2020-01-01", "2020-05-31"), "2020-08-01", "2020-Q1 overdue"),
        ({}, InForce("2020-06-01"), "2020-06-15", "- not_yet_due"),
        ({}, InForce("2020-06-01", "2020-09-30"), "2020-06-15", "- not_yet_due"),
        # The plan ends before a quarter of its own does: none is ever due, and none is still to come.
        ({}, InForce("2020-06-01", "2020-08-31"), "2020-06-15", "- cannot_tell"),
        ({}, InForce("2020-06-01", "2020-08-31"), "2020-12-01", "- cannot_tell"),
        (
            {"deadline": "2020-07-31"},
            InForce("2020-06-01", "2020-08-31"),
            "2020-08-01",
            "- overdue",
        ),
    ],
)
def test_what_can_and_cannot_be_told(changes, in_force, as_of, expected) -> None:
    found = duty_states(duty(**changes), in_force, date.fromisoformat(as_of), [])
    assert words(found) == [expected]


BAN = {"kind": "seasonal_ban", "frequency": "season", "season": ("11-01", "03-31"), "public": False}


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2020-10-31", "2019-S not_in_effect"),
        ("2020-11-01", "2020-S in_effect"),
        ("2020-12-31", "2020-S in_effect"),
        ("2021-01-01", "2020-S in_effect"),
        ("2021-03-31", "2020-S in_effect"),
        ("2021-04-01", "2020-S not_in_effect"),
    ],
)
def test_a_ban_over_new_year(as_of, expected) -> None:
    in_force = InForce("2019-11-01")
    found = duty_states(duty(**BAN), in_force, date.fromisoformat(as_of), [])
    assert words(found)[-1] == expected


def test_a_printed_day_inside_the_period_is_the_due_day() -> None:
    report = duty(
        kind="report", frequency="half-year", due=(Due(6, 15, "6月15日"), Due(12, 31, "12月底前"))
    )
    found = duty_states(report, SINCE, date(2020, 6, 16), [])
    assert [(one.period, one.due, one.state) for one in found] == [
        ("2020-H1", "2020-06-15", "overdue")
    ]


def test_a_group_is_not_done_because_one_of_it_is() -> None:
    by = (Actor(Span(3, 1, "各部门"), "各部门", "explicit", unit="ge-bumen"),)
    found = duty_states(
        duty(by=by),
        SINCE,
        date(2020, 3, 1),
        [record("2020-Q1", "2020-02-01", "jiaoyuju")],
        {"ge-bumen"},
    )
    assert words(found) == ["2020-Q1 cannot_tell"]
    assert "1个单位" in found[0].why


def test_done_without_a_period_says_that_timeliness_cannot_be_told() -> None:
    found = duty_states(
        duty(frequency="unspecified"), SINCE, date(2020, 5, 1), [record(None, "2020-04-01")]
    )
    assert words(found) == ["- done"]
    assert found[0].evidence == "https://example.org/2020-04-01"


def test_what_rests_on_a_made_up_start_is_marked() -> None:
    made_up = InForce("2020-01-01", None, "示例", illustrative=True)
    assert all(one.illustrative for one in duty_states(duty(), made_up, date(2020, 5, 1), []))


@pytest.mark.parametrize(
    ("printed", "why"),
    [
        ("每周", "原文写明“每周”，本站不逐期排列；没有记录"),
        ("每10天", "原文写明“每10天”，本站不逐期排列；没有记录"),
        ("定期", "原文没有写明周期或期限；没有记录"),
        ("及时", "原文没有写明周期或期限；没有记录"),
        (None, "原文没有写明周期或期限；没有记录"),
    ],
)
def test_a_period_that_is_printed_is_never_said_to_be_missing(printed, why) -> None:
    one = duty(frequency="unspecified", frequency_printed=printed)
    (state,) = duty_states(one, SINCE, date(2020, 5, 1), [])
    assert (state.state, state.why) == ("cannot_tell", why)
