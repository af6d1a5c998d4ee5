"""A calendar too long for one page: which page holds which entry, and what the first one keeps."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from gongkai.render import Renderer
from gongkai.views.calendar import CalendarPage, Entry, Month, calendar_front, month_pages
from gongkai.views.parts import Fact, NodeLink, Place

NODE = NodeLink("N001", "（一）", "1.1", "巡查", "measures/N001/")
FACT = Fact("N001-T1", "", Place(1, 1, "", ""), "巡查", "", "", node=NODE)


def calendar(**months: int) -> CalendarPage:
    """So many entries in each month: may=3."""
    numbers = {"april": "2026-04", "may": "2026-05", "june": "2026-06"}
    return CalendarPage(
        "2026年5月10日", "2026-05", "", "", False,
        tuple(
            Month(
                numbers[name], name, False,
                tuple(Entry("", f"{numbers[name]}-{at:02}", "", FACT, "", None, "") for at in range(1, count + 1)),
            )
            for name, count in months.items()
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("months", "most", "expected"),
    [
        pytest.param({}, 1, [], id="nothing-due"),
        pytest.param({"may": 2, "june": 1}, 3, [], id="as-many-as-a-page-holds"),
        pytest.param({"may": 2, "june": 1}, 2, [("2026-05/", 2), ("2026-06/", 1)], id="one-more"),
        pytest.param(
            {"april": 1, "may": 5}, 2,
            [("2026-04/", 1), ("2026-05/", 2), ("2026-05/2/", 2), ("2026-05/3/", 1)], id="a-long-month",
        ),
    ],
)  # fmt: skip
def test_a_calendar_is_cut_by_its_months(
    months: dict[str, int], most: int, expected: list[tuple[str, int]]
) -> None:
    page = calendar(**months)
    cut = month_pages(page, most)
    assert [(one.address, len(one.entries)) for one in cut] == [
        (f"calendar/{address}", count) for address, count in expected
    ]
    if cut:
        assert [entry for one in cut for entry in one.entries] == [
            entry for month in page.months for entry in month.entries
        ]


def test_a_month_that_is_past_says_so() -> None:
    months = tuple(
        replace(month, past=month.id < "2026-05") for month in calendar(april=3, may=1).months
    )
    cut = month_pages(replace(calendar(), months=months), 2)
    html = [
        Renderer().render("calendar", "month_page", one, None, None, one.address) for one in cut
    ]
    assert [(one.title, "（已过）" in page) for one, page in zip(cut, html, strict=True)] == [
        ("april（第1页）", True), ("april（第2页）", True), ("may", False),
    ]  # fmt: skip


def test_the_first_page_shows_what_is_due_next() -> None:
    front = calendar_front(calendar(april=3, may=12, june=2), "2026-05-10", most=8)
    assert [entry.date for entry in front.next] == [
        "2026-05-10", "2026-05-11", "2026-05-12", "2026-06-01",
    ]  # fmt: skip
    assert front.next_all == 5
