"""Calendar periods by name, and the periods of a recurring duty."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.clock import periods
from gongkai.model import Due

WINTER = ("11-01", "03-31")


@pytest.mark.parametrize(
    ("name", "kind", "start", "end"),
    [
        ("2020", "year", "2020-01-01", "2020-12-31"),
        ("2020-H1", "half-year", "2020-01-01", "2020-06-30"),
        ("2020-H2", "half-year", "2020-07-01", "2020-12-31"),
        ("2020-Q1", "quarter", "2020-01-01", "2020-03-31"),
        ("2021-Q4", "quarter", "2021-10-01", "2021-12-31"),
        ("2020-02", "month", "2020-02-01", "2020-02-29"),
        ("2021-02", "month", "2021-02-01", "2021-02-28"),
        ("2020-S", "season", "2020-11-01", "2021-03-31"),
    ],
)
def test_a_name_has_its_days(name: str, kind: str, start: str, end: str) -> None:
    assert periods.kind(name) == kind
    assert periods.days(name, WINTER) == (date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    "name", ["2020-Q5", "2020-H0", "2020-13", "20", "0000", "2020-Q", "第一季度"]
)
def test_what_is_no_period(name: str) -> None:
    assert periods.kind(name) is None
    with pytest.raises(ValueError, match=name):
        periods.days(name)


def test_a_season_ends_on_the_last_day_that_its_month_has() -> None:
    assert periods.season_of(2019, ("12-01", "02-29"))[1] == date(2020, 2, 29)
    assert periods.season_of(2020, ("12-01", "02-29"))[1] == date(2021, 2, 28)


HALVES = (Due(6, 30, "6月底"), Due(12, 31, "12月底前"))


@pytest.mark.parametrize(
    ("frequency", "due", "season", "start", "until", "expected"),
    [
        # Whole quarters only: the one that had begun before does not count.
        ("quarter", (), None, "2020-01-02", "2020-07-01", "2020-Q2 06-30; 2020-Q3 09-30"),
        ("quarter", (), None, "2020-01-01", "2020-03-31", "2020-Q1 03-31"),
        # A printed day counts where it lies inside, though its period began before.
        ("half-year", HALVES, None, "2020-03-01", "2020-12-31", "2020-H1 06-30; 2020-H2 12-31"),
        # Nor does one that lies before, though its period goes on.
        (
            "half-year",
            (Due(5, 31, "5月底前"),),
            None,
            "2020-06-15",
            "2021-06-30",
            "2020-H2 12-31; 2021-H1 05-31",
        ),
        ("half-year", HALVES, None, "2020-07-01", "2020-12-31", "2020-H2 12-31"),
        ("year", (), None, "2018-06-01", "2020-01-01", "2019 12-31; 2020 12-31"),
        ("month", (Due(2, 31, "月底"),), None, "2020-02-01", "2020-02-01", "2020-02 02-29"),
        ("season", (), WINTER, "2019-11-01", "2020-10-31", "2019-S 03-31"),
        ("season", (), WINTER, "2019-11-02", "2020-11-01", "2020-S 03-31"),
        ("season", (), None, "2019-11-02", "2020-11-01", ""),
    ],
)
def test_periods_of_a_duty(frequency, due, season, start, until, expected) -> None:
    found = periods.periods(
        frequency, due, season, date.fromisoformat(start), date.fromisoformat(until)
    )
    assert "; ".join(f"{one.name} {one.due:%m-%d}" for one in found) == expected


@given(
    st.sampled_from(["year", "half-year", "quarter", "month"]),
    st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    st.integers(0, 1500),
)
def test_periods_follow_one_another_without_a_gap(frequency, start, length) -> None:
    until = start + timedelta(days=length)
    found = list(periods.periods(frequency, (), None, start, until))
    for one, following in pairwise(found):
        assert one.end + timedelta(days=1) == following.start
    for one in found:
        assert periods.days(one.name) == (one.start, one.end)
        assert start <= one.start <= until
