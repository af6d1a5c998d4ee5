"""A register of duties too long for one page: where each row lies, and what its first page keeps."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from gongkai.clock import stand
from gongkai.identity import assign, in_order
from gongkai.model import InForce
from gongkai.overlays import Disclosure, Overlays
from gongkai.reading.read import read
from gongkai.render import Renderer
from gongkai.sources import read_source
from gongkai.views import Index, disclosure
from gongkai.views.disclosure_pages import front, places, sheet_pages, sheets

HAN = "一二三四五六七八九"
BOTH = "每季度向县政府报告一次。每季度向社会公开一次结果。"


def index(
    sections: str, *, start: str | None = None, records: int = 0, day: str = "2026-04-20"
) -> Index:
    """A plan whose sections have as many measures as the digits say, each with a report and a publication a quarter."""
    lines = ["管护方案", "", "为做好管护，制定本方案。"]
    for at, count in enumerate(map(int, sections)):
        lines.append(f"{HAN[at]}、任务{HAN[at]}")
        lines += [f"（{HAN[item]}）巡查。{BOTH}\n牵头单位：县水务局" for item in range(count)]
    plan, _ = read(read_source("plan.txt", "\n".join(lines).encode()))
    plan = assign(plan, in_order(plan))
    force = InForce(start, None, "印发日期" if start else None)
    plan = replace(plan, revision=replace(plan.revision, in_force=force))
    public = [duty.id for duty in plan.duties if duty.public]
    made = tuple(
        Disclosure(public[0], f"2026-01-{day + 1:02}", "结果", "网站", "2025-Q4")
        for day in range(records)
    )
    return Index(stand(plan, Overlays(disclosures=made), date.fromisoformat(day)))


@pytest.mark.parametrize(
    ("sections", "most", "expected"),
    [
        pytest.param("0", 1, [], id="no-duties"),
        pytest.param("21", 6, [], id="as-many-as-a-page-holds"),
        pytest.param("21", 5, [("N002/", 4), ("N005/", 2)], id="one-more"),
        pytest.param("12", 3, [("N002/", 2), ("N004/", 2), ("N004/2/", 2)], id="a-long-section"),
        pytest.param("3", 4, [("N002/", 4), ("N002/2/", 2)], id="one-section"),
        pytest.param("101", 1, [("N002/", 2), ("N005/", 2)], id="a-section-without-duties"),
        pytest.param("2", 1, [("N002/", 2), ("N002/2/", 2)], id="no-measure-is-parted"),
    ],
)
def test_where_rows_lie(sections: str, most: int, expected: list[tuple[str, int]]) -> None:
    plan = index(sections)
    cut = sheets(plan, most)
    pages = [(f"disclosure/{address}", count) for address, count in expected]
    assert [(one.address, len(one.rows)) for one in cut] == pages
    where = places(plan.plan.duties, cut)
    assert list(where) == [duty.id for duty in plan.plan.duties]
    shown = [
        f"{page.link.address}#{fact.id}"
        for page in sheet_pages(plan, cut)
        for fact in (
            *(one.fact for one in page.shown.public),
            *(one for _, facts in page.shown.kinds for one in facts),
        )
    ]
    alone = [f"disclosure/#{duty.id}" for duty in plan.plan.duties]
    assert sorted(where.values()) == sorted(shown or alone)


def test_periods_and_records_are_rows_too() -> None:
    assert sheets(index("2"), 4) == ()
    assert len(sheets(index("2", start="2026-01-01"), 4)) == 2  # two quarters each
    assert len(sheets(index("2", records=3), 4)) == 2


def test_the_first_page_keeps_what_people_come_for() -> None:
    plan = index("22", start="2026-01-01")
    cut = sheets(plan, 4)
    first = front(plan, cut)
    assert [(row.sheet.link.title, *row.sheet.counts) for row in first.due.rows] == [
        ("任务一（第1页）", 1, 1), ("任务一（第2页）", 1, 1),
        ("任务二（第1页）", 1, 1), ("任务二（第2页）", 1, 1),
    ]  # fmt: skip
    assert [row.overdue for row in first.due.rows] == [2, 2, 2, 2]
    assert sum(count for _, _, count in (*first.public, *first.others)) == len(plan.plan.duties)
    # What is owed to the public comes first, and each leads to its row.
    assert [one.fact.public for one in first.due.overdue] == [True] * 4 + [False] * 4
    assert {one.row for one in first.due.overdue} == set(places(plan.plan.duties, cut).values())
    assert {one.day for one in first.due.overdue} == {"2026年3月31日"}
    cut_short = front(plan, cut, most=6)
    assert (len(cut_short.due.overdue), cut_short.due.overdue_all) == (3, 8)


def test_the_first_page_makes_no_row_that_it_does_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = index("22", start="2026-01-01")
    cut = sheets(plan, 4)
    made: list[str] = []
    monkeypatch.setattr(disclosure, "obligation", lambda _, duty: made.append(duty.id))
    first = front(plan, cut)
    assert made == []
    assert (first.basis.total, first.public_all) == (8, 4)


@pytest.mark.parametrize(("day", "soon"), [("2026-05-30", 0), ("2026-05-31", 4), ("2026-06-30", 4)])
def test_soon_is_within_thirty_days(day: str, soon: int) -> None:
    plan = index("2", start="2026-04-01", day=day)  # due on 30 June
    first = front(plan, sheets(plan, 1))
    assert (first.due.soon_all, first.due.overdue_all) == (soon, 0)
    assert sum(row.soon for row in first.due.rows) == soon


def test_what_is_overdue_and_due_again_soon_is_in_both_lists() -> None:
    plan = index("1", start="2026-01-01", day="2026-06-20")
    first = front(plan, sheets(plan, 1))
    assert (first.due.overdue_all, first.due.soon_all) == (2, 2)
    assert {one.day for one in first.due.overdue} == {"2026年3月31日"}
    assert {one.day for one in first.due.soon} == {"2026年6月30日"}
    assert [(row.overdue, row.soon) for row in first.due.rows] == [(2, 2)]


@pytest.mark.parametrize(("start", "told"), [(None, False), ("2026-04-01", True)])
def test_without_a_day_in_force_nothing_is_said_not_to_be_overdue(
    start: str | None, told: bool
) -> None:
    plan = index("1", start=start)
    page = Renderer().render(
        "disclosure", "disclosure_front", front(plan, sheets(plan, 1)), "disclosure/"
    )
    assert ("没有逾期的事项" in page) == told
    assert ("按周期的事项，方案的施行日期没有登记，<strong>无法判断</strong>" in page) != told


def test_runs_of_nodes_say_which_page_holds_what() -> None:
    plan = index("212")
    held = [row.sheet.holds for row in front(plan, sheets(plan, 4)).due.rows]
    assert held == ["N003-N004", "N006", "N008-N009"]
    # As after a revision that put new measures among the old ones.
    mixed = replace(
        plan.plan,
        duties=tuple(
            replace(duty, id=duty.id.replace("N004", "N007")) for duty in plan.plan.duties
        ),
    )
    moved = Index.of(mixed)
    held = [row.sheet.holds for row in front(moved, sheets(moved, 4)).due.rows]
    assert held == ["N003 N007", "N006", "N008-N009"]
