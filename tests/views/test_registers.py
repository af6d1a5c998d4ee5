"""Registers: who answers how for each measure, and each blank among the words around it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from msgspec.structs import replace

from gongkai.clock import stand
from gongkai.identity import assign, in_order
from gongkai.overlays import Overlays
from gongkai.reading.read import read
from gongkai.render import Renderer
from gongkai.sources import read_source
from gongkai.views import Index
from gongkai.views.disclosure import Published
from gongkai.views.measure import node_view
from gongkai.views.registers import blanks, measures

TEXT = (
    "河道管护方案\n\n一、任务\n（一）清淤。2026年底前完成主河道清淤，疏浚河段XX公里以上，清理淤泥。\n"
    "牵头单位：县水务局\n配合单位：县财政局、XX镇\n责任单位：县住建局\n"
)


def index(text: str = TEXT) -> Index:
    plan, _ = read(read_source("plan.txt", text.encode()))
    return Index(stand(assign(plan, in_order(plan)), Overlays(), date(2026, 1, 1)))


def test_each_body_stands_in_its_own_column() -> None:
    (row,) = measures(index())
    assert [[body.printed for body in bodies] for bodies in (row.lead, row.support, row.responsible)] == [
        ["县水务局"], ["县财政局", "XX镇"], ["县住建局"]
    ]  # fmt: skip


def test_a_blank_stands_among_its_words() -> None:
    rows = [row for _, kind in blanks(index()).kinds for row in kind if "疏浚" in row.before]
    assert [(row.before, row.place.quote, row.after) for row in rows] == [
        ("底前完成主河道清淤，疏浚河段", "XX", "公里以上，清理淤泥。")
    ]


def columns(html: str, caption: str) -> list[str]:
    """The heads of the table of that caption; each of its rows has as many cells."""
    found = re.search(rf"<caption>{re.escape(caption)}.*?</table>", html, re.DOTALL)
    assert found
    heads = re.findall(r"<th [^>]*>(.*?)</th>", found[0])
    rows = re.findall(r"<tr(?: id[^>]*)?>(?:<td.*?)</tr>", found[0], re.DOTALL)
    assert rows
    assert {row.count("<td") for row in rows} == {len(heads)}
    return heads


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        ("牵头单位：县水务局", ["牵头"]),
        ("牵头单位：县水务局\n配合单位：县财政局", ["牵头", "配合"]),
        ("责任单位：县水务局", ["责任"]),
    ],
)
def test_a_role_that_no_measure_has_has_no_column(roles: str, expected: list[str]) -> None:
    text = f"河道管护方案\n\n一、任务\n（一）清淤。清理淤泥。\n{roles}\n（二）巡查。每日巡查。\n{roles}\n"
    html = Renderer().render("registers", "measure_table", measures(index(text)), "measures/")
    assert columns(html, "措施") == ["措施", "所在部分", *expected, "目标", "职责"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("落实《河道管护规范2020》。", ["原文", "类别", "出处", "核对"]),
        ("落实《河道管护规范2020》，2026年底前完成。", ["原文", "类别", "日期", "出处", "核对"]),
    ],
)
def test_dates_are_told_once_and_their_days_where_there_are_any(
    words: str, expected: list[str]
) -> None:
    plan = index(f"河道管护方案\n\n一、任务\n（一）清淤。{words}\n牵头单位：县水务局\n")
    node = node_view(plan, plan.measures[0])
    html = Renderer().render("measure", "reading", node, "measures/N003/")
    assert columns(html, "日期") == expected
    assert html.partition("<caption>日期")[2].count("《河道管护规范2020》") == 1


def test_misprints_have_no_column_for_what_they_have_not() -> None:
    plan = index(
        "河道管护方案\n\n一、任务\n（一）清淤。22020年底前完成清淤。\n牵头单位：县水务局\n"
    )
    html = Renderer().render("registers", "blanks_page", blanks(plan), "blanks/")
    assert columns(html, "疑误") == ["原文和可能的正字", "条目", "出处", "核对"]
    assert 'data-facet="一 任务"' in html


@pytest.mark.parametrize(
    ("words", "has"), [("建立长效机制。", False), ("建立长效机制。每季度向县政府报告。", True)]
)
def test_a_table_of_what_has_no_state_does_not_tell_states(words: str, has: bool) -> None:
    plan = index(f"河道管护方案\n\n一、任务\n（一）清淤。{words}\n牵头单位：县水务局\n")
    node = node_view(plan, plan.measures[0])
    heads = columns(Renderer().render("measure", "reading", node, "measures/N003/"), "职责")
    assert ("当前状态" in heads) == has


@pytest.mark.parametrize(
    ("period", "by", "expected"),
    [
        ("", "", ["日期", "内容", "去处", "依据"]),
        ("2026年第一季度", "县水务局", ["日期", "周期", "内容", "单位", "去处", "依据"]),
    ],
)
def test_records_show_what_is_recorded(period: str, by: str, expected: list[str]) -> None:
    bare = Published(
        "2026年4月1日", "2026-04-01", "", "水质", "", "", "", "网页", illustrative=False
    )
    full = replace(bare, period=period, by=by)
    html = Renderer().render("disclosure", "records", (bare, full), "disclosure/")
    assert columns(html, "记录") == expected
