"""Problems of inspections: on one page, or on as many as they need."""

from __future__ import annotations

import re
from datetime import date

from gongkai import addresses
from gongkai.clock import stand
from gongkai.identity import assign, in_order
from gongkai.overlays import Overlays, Problem
from gongkai.reading.read import read
from gongkai.render import Renderer
from gongkai.sources import read_source
from gongkai.views import Index
from gongkai.views.rectification import RectificationPage, rectification

TEXT = "河道管护方案\n\n一、任务\n（一）清淤。2026年底前完成主河道清淤。\n牵头单位：县水务局\n"


def page(count: int, most: int) -> RectificationPage:
    """A list of `count` problems, written down the latest deadline first, on pages of `most`."""
    plan, _ = read(read_source("plan.txt", TEXT.encode()))
    problems = tuple(
        Problem(
            id=f"Z{n}", batch="第一批", problem=f"淤积{n}", measure="N002", standard="清", basis="通报",
            date="2026-01-01", deadline=f"2026-03-{28 - n:02}",
        )
        for n in range(count)
    )  # fmt: skip
    overlays = Overlays(rectification=problems)
    return rectification(
        Index(stand(assign(plan, in_order(plan)), overlays, date(2026, 3, 25))), most
    )


def test_what_goes_on_one_page_is_one_page() -> None:
    for count in (0, 1, 5):
        made = page(count, 5)
        assert made.shown == made.rows
        assert made.more == ()
    assert "gk-months" not in Renderer().render(
        "rectification", "rectification_page", made, "rectification/"
    )


def test_of_more_each_row_is_on_one_page_the_first_due_first() -> None:
    made = page(12, 5)
    pages = [made.shown, *(one.rows for one in made.more)]
    assert [len(rows) for rows in pages] == [5, 5, 2]
    assert [row.id for rows in pages for row in rows] == [f"Z{n}" for n in range(11, -1, -1)]
    assert sum(count for _, count in made.counts) == 12
    assert [(one.address, one.previous, one.next) for one in made.more] == [
        ("rectification/2/", "rectification/", "rectification/3/"),
        ("rectification/3/", "rectification/2/", ""),
    ]
    assert [one.holds for one in made.more] == ["Z6 Z5 Z4 Z3 Z2", "Z1 Z0"]
    assert all(addresses.first_page(one.address) == "rectification/" for one in made.more)


def test_the_first_page_leads_to_each_other_and_each_other_back() -> None:
    made = page(12, 5)
    render = Renderer().render
    first = render("rectification", "rectification_page", made, addresses.RECTIFICATION)
    assert re.findall(r' id="(Z\d+)"', first) == ["Z11", "Z10", "Z9", "Z8", "Z7"]
    assert "<b>12</b>" in first  # the count of all
    assert re.findall(r'data-gk-holds="(.*?)"><a href="(.*?)"', first) == [
        ("Z6 Z5 Z4 Z3 Z2", "../rectification/2/"),
        ("Z1 Z0", "../rectification/3/"),
    ]
    last = render("rectification", "more_problems_page", made.more[-1], made.more[-1].address)
    assert re.findall(r' id="(Z\d+)"', last) == ["Z1", "Z0"]
    assert 'href="../../rectification/" data-gk-first="Z1 Z0"' in last
    assert 'href="../../rectification/2/"' in last
