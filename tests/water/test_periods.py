"""Quarters at their edges."""

from __future__ import annotations

import pytest

from gongkai.water.periods import is_quarter, last_day, next_quarter, quarter_of, quarters


@pytest.mark.parametrize(
    ("day", "quarter", "last"),
    [
        ("2020-01-01", "2020-Q1", "2020-03-31"),
        ("2020-03-31", "2020-Q1", "2020-03-31"),
        ("2020-04-01", "2020-Q2", "2020-06-30"),
        ("2020-09-30", "2020-Q3", "2020-09-30"),
        ("2020-12-31", "2020-Q4", "2020-12-31"),
    ],
)
def test_a_day_in_its_quarter(day: str, quarter: str, last: str) -> None:
    assert (quarter_of(day), last_day(quarter)) == (quarter, last)


def test_quarters_go_over_the_end_of_the_year() -> None:
    assert next_quarter("2019-Q4") == "2020-Q1"
    assert list(quarters("2019-Q3", "2020-Q2")) == ["2019-Q3", "2019-Q4", "2020-Q1", "2020-Q2"]
    assert list(quarters("2020-Q2", "2020-Q1")) == []


@pytest.mark.parametrize("text", ["2020-Q5", "2020Q1", "20-Q1", "2020-Q1 ", "２０２０-Q1"])
def test_what_is_no_quarter(text: str) -> None:
    assert not is_quarter(text)
