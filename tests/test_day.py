"""Days are written in one form."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.day import day_of, is_day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("2020-06-30", date(2020, 6, 30), id="a-day"),
        pytest.param("2020-02-29", date(2020, 2, 29), id="of-a-leap-year"),
        pytest.param("2021-02-29", None, id="not-in-the-calendar"),
        pytest.param("0000-01-01", None, id="no-year"),
        pytest.param("20200630", None, id="without-hyphens"),
        pytest.param("2020-W26-2", None, id="by-weeks"),
        pytest.param("2020-06-30T00:00", None, id="with-a-time"),
        pytest.param("２０２０-06-30", None, id="wide-digits"),
        pytest.param("2020-6-30", None, id="without-noughts"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_a_day_is_written_in_one_form(text: str, day: date | None) -> None:
    assert day_of(text) == day
    assert is_day(text) == (day is not None)
