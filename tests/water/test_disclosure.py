"""Was each quarter published, in time: at the edges."""

from __future__ import annotations

from typing import Any

import pytest

from gongkai.water import Monitoring, Point, Publication
from gongkai.water.disclosure import QuarterState, disclosure, states

ON_FILE = frozenset({("2020-Q1", "tap")})


def _tap(
    publications: list[Publication], as_of: str, on_file: frozenset[Any] = frozenset()
) -> QuarterState:
    found = states(publications, ["2020-Q1"], as_of, on_file=on_file)
    return next(one for one in found if one.link == "tap")


@pytest.mark.parametrize(
    ("published", "as_of", "on_file", "state"),
    [
        pytest.param("2020-03-15", "2020-10-15", True, "published", id="in-time"),
        pytest.param("2020-03-31", "2020-10-15", True, "published", id="on-the-day"),
        pytest.param("2020-04-01", "2020-10-15", True, "late", id="a-day-late"),
        pytest.param("2020-04-01", "2020-03-31", True, "awaited", id="not-yet-on-the-day"),
        pytest.param("2020-11-01", "2020-10-15", True, "overdue", id="not-yet-published"),
        pytest.param(None, "2020-03-31", False, "awaited", id="on-the-day-due"),
        pytest.param(None, "2020-04-01", True, "overdue", id="on-file-and-not-published"),
        pytest.param(None, "2020-04-01", False, "missing", id="nothing-at-all"),
    ],
)
def test_states(published: str | None, as_of: str, on_file: bool, state: str) -> None:
    publications = [Publication("2020-Q1", "tap", published)] if published else []
    found = _tap(publications, as_of, on_file=ON_FILE if on_file else frozenset())
    assert (found.state, found.due) == (state, "2020-03-31")
    assert found.published == (published if state in ("published", "late") else None)


def test_the_first_of_two_publications_counts() -> None:
    twice = [Publication("2020-Q1", "tap", day) for day in ("2020-08-01", "2020-03-01")]
    found = _tap(twice, "2020-10-15")
    assert (found.state, found.published) == ("published", "2020-03-01")


WATER = Monitoring((Point("t", "", "tap"),), (), (Publication("2020-Q1", "tap", "2020-04-15"),))


@pytest.mark.parametrize(
    ("since", "until", "tap"),
    [
        pytest.param("2020-01-01", None, ["late", "missing", "awaited"], id="in-the-duty's-time"),
        pytest.param("2020-01-02", None, ["published", "missing", "awaited"], id="begun-in-between"),
        pytest.param("2020-01-01", "2020-06-29", ["late"], id="ended-in-between"),
        pytest.param(None, None, ["published"], id="no-duty-or-no-start"),
    ],
)  # fmt: skip
def test_quarters_are_due_inside_the_duty_s_time_alone(
    since: str | None, until: str | None, tap: list[str]
) -> None:
    found = disclosure(WATER, "2020-09-30", since=since, until=until)
    assert [one.state for one in found if one.link == "tap"] == tap
    assert all(one.due for one in found if one.state != "published")


def test_nothing_on_file_has_no_quarters() -> None:
    assert disclosure(Monitoring(()), "2020-09-30", since="2020-01-01") == ()
