"""A measure by its own deadline (完成时限): in the calendar, on its bodies' pages, in lists, and never told twice."""

from __future__ import annotations

from datetime import date

from gongkai import addresses
from gongkai.clock import stand
from gongkai.identity import assign, in_order
from gongkai.outputs.calendars import calendars
from gongkai.overlays import Overlays
from gongkai.reading.read import read
from gongkai.render import Renderer
from gongkai.sources import read_source
from gongkai.views import Index, Settings, Views
from gongkai.views.calendar import calendar
from gongkai.views.registers import measures
from gongkai.views.settings import NO_AUTHORITY
from gongkai.views.unit import Units, more_rows

TEXT = """工作要点

附件1
任务分工表
序号\t重点任务\t责任单位\t完成时限
1\t开展堤防巡查\t县水务局\t2024年6月底
2\t建成3座泵站\t县水务局\t2024年12月
3\t规范船舶停靠\t县交通运输局\t长期坚持
4\t修订应急预案\t县水务局、县应急局\t2024年9月
"""


def index(text: str = TEXT, day: date = date(2024, 7, 2)) -> Index:
    plan, _ = read(read_source("plan.txt", text.encode()))
    return Index(stand(assign(plan, in_order(plan)), Overlays(), day))


def test_each_day_of_a_task_table_is_in_the_calendar_once() -> None:
    found = [
        (entry.date, entry.kind, entry.fact.says, entry.word)
        for month in calendar(index()).months
        for entry in month.entries
    ]
    assert found == [
        ("2024-06-30", "完成时限", "开展堤防巡查", "到期，没有结果"),
        ("2024-09-30", "完成时限", "修订应急预案", "未到期"),
        (
            "2024-12-31",
            "目标到期",
            "建成泵站：达到 3座",
            "未到期",
        ),  # and not a second time as its measure
    ]


def test_a_body_has_what_it_must_have_done_by_a_day() -> None:
    held = index()
    pages = {
        unit.name: Units(held).page(unit, Settings())
        for unit in held.plan.units
        if unit.kind != "group"
    }
    until = {name: [fact.id for fact in page.deadlines] for name, page in pages.items()}
    assert until == {
        "县水务局": ["N002-C", "N005-C"],
        "县交通运输局": [],
        "县应急管理局": ["N005-C"],
    }
    following = pages["县应急管理局"].next
    assert following is not None
    assert following.next_due == "2024年9月30日"


def test_more_of_them_than_a_page_holds_have_pages_that_lead_back() -> None:
    units = Units(index())
    unit = next(unit for unit in units.index.plan.units if unit.name == "县水务局")
    page = units.page(unit, Settings(), most=1)
    [more] = [one for one in more_rows(page) if one.what == "完成时限"]
    assert [fact.id for fact in more.facts] == ["N005-C"]
    assert more.address == f"{page.row.address}deadlines/2/"
    assert addresses.first_page(more.address) == page.row.address


def test_a_list_of_measures_has_their_deadlines_where_any_is_printed() -> None:
    rows = measures(index())
    assert [row.deadline.when if row.deadline else None for row in rows] == [
        "2024年6月底（2024年6月30日）", "2024年12月（2024年12月31日）", "长期坚持", "2024年9月（2024年9月30日）",
    ]  # fmt: skip
    html = Renderer().render("registers", "measures_page", rows, "measures/")
    assert '<th scope="col" data-gk-facet="term">完成时限</th>' in html
    without = measures(index("方案\n一、任务\n（一）修路。加快推进。\n牵头单位：县交通运输局\n"))
    assert "完成时限" not in Renderer().render("registers", "measures_page", without, "measures/")


def test_a_duty_without_a_day_of_its_own_names_that_of_its_measure() -> None:
    found = index()
    duty = next(one for one in found.plan.duties if one.kind == "plan")
    assert found.states[duty.id][0].why.startswith(
        "本项没有单独写明期限，所在条目的完成时限是“2024年9月”"
    )


def test_its_event_is_named_by_its_measure() -> None:
    views = Views(stand(index().plan, Overlays(), date(2024, 7, 2)), Settings())
    files = dict(calendars(views))
    unit = next(unit.id for unit in views.index.plan.units if unit.name == "县水务局")
    for address in ("data/calendar.ics", "data/calendar-duties.ics", f"data/units/{unit}.ics"):
        text = files[address].decode()
        assert f"UID:N002-C@{NO_AUTHORITY}" in text
        assert text.count("SUMMARY:完成时限：") == 2
        assert "N004-C" not in text  # 长期坚持 has no day
