"""Registers: who answers how for each measure, and each blank among the words around it."""

from __future__ import annotations

import re
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
from gongkai.views import Index
from gongkai.views.disclosure import Published
from gongkai.views.measure import node_view
from gongkai.views.parts import duty_fact, target_fact
from gongkai.views.registers import blanks, measures

TEXT = (
    "河道管护方案\n\n一、任务\n（一）清淤。2026年底前完成主河道清淤，疏浚河段XX公里以上，清理淤泥。\n"
    "牵头单位：县水务局\n配合单位：县财政局、XX镇\n责任单位：县住建局\n"
)


TABLE = (
    "河道管护方案\n\n一、任务\n（一）清淤。2026年底前完成主河道清淤。\n牵头单位：县水务局\n\n"
    "附件1\n任务分工表\n序号\t任务\t具体措施\t牵头单位\t完成时限\n"
    "1\t清淤\t疏浚河段XX公里\t县水务局\t2026年底\n2\t绿化\t栽植柳树\t县林业局\t2027年底\n"
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


def test_a_blank_of_a_table_stands_among_the_words_of_its_cell() -> None:
    rows = [row for _, kind in blanks(index(TABLE)).kinds for row in kind]
    assert [(row.before, row.place.quote, row.after) for row in rows] == [
        ("疏浚河段", "XX", "公里")
    ]


def test_the_second_row_of_annex_1_is_not_numbered_as_annex_12() -> None:
    numbers = [row.link.number for row in measures(index(TABLE))]
    assert numbers == ["一（一）", "附件1·1", "附件1·2"]


def test_a_target_of_a_row_takes_the_deadline_of_its_row_and_no_sentence() -> None:
    held = index(TABLE.replace("栽植柳树", "栽植柳树200株"))
    facts = [target_fact(held, one) for one in held.plan.targets if one.node == "2.2"]
    assert [fact.when for fact in facts] == ["2027年底（2027年12月31日），依本条的完成时限"]


def test_what_says_both_how_often_and_when_is_said_once() -> None:
    words = "每年3月、9月各开展一次堤防巡查，巡查结果5个工作日内在县政府网站公示。"
    held = index(f"方案\n\n一、任务\n1.{words}\n牵头单位：县水务局\n")
    public = [duty_fact(held, one) for one in held.plan.duties if one.public]
    assert [fact.when for fact in public] == ["每年3月、9月"]


def test_a_target_says_against_what_it_is_measured() -> None:
    words = "到2027年底，供水管网漏损率由2024年的14%下降到10%以内。\n"
    held = index(TEXT.replace("2026年底前完成主河道清淤，", words))
    (fact,) = [target_fact(held, one) for one in held.plan.targets if "漏损率" in one.span.quote]
    assert fact.says == "供水管网漏损率：不超过 10%（以2024年的14%为基准）"


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("评估结果每年11月底前向社会公开", "每年11月底前"),
        ("每季度向社会公开评估结果", "每季度"),
        ("每季度末向社会公开评估结果", "每季度末"),
        ("每周向社会公开评估结果", "每周"),
        ("定期向社会公开评估结果", "定期，周期未写明"),
        ("2027年4月15日前向社会公开评估结果", "2027年4月15日"),
        ("向社会公开评估结果", "周期未写明"),
    ],
)
def test_of_a_duty_s_time_that_is_said_which_is_printed(words: str, when: str) -> None:
    held = index(TEXT.replace("2026年底前完成主河道清淤，", f"{words}。"))
    (fact,) = [duty_fact(held, one) for one in held.plan.duties if one.public]
    assert fact.when == when


def test_a_finder_tells_carried_deadlines_apart() -> None:
    words = "2026年底前完成主河道清淤。护岸率达到90%以上，"
    held = index(TEXT.replace("2026年底前完成主河道清淤，", words))
    terms = {one.indicator: target_fact(held, one).term for one in held.plan.targets}
    assert terms["完成主河道清淤"] == "2026年"
    assert terms["护岸率"] == "2026年|写在前一句的"


@pytest.mark.parametrize(
    ("who", "start", "end", "next_due"),
    [
        ("县水务局", "2025-12-20", None, "2026年1月31日"),  # runs
        ("县水务局", "2026-01-20", None, "2026年2月28日"),  # the first is to come
        ("县水务局", "2026-01-20", "2026-02-20", ""),  # and none will
        ("各有关单位", "2025-12-20", None, "2026年1月31日"),
        ("县水务局", None, None, ""),
    ],
)
def test_when_a_duty_is_due_next(
    who: str, start: str | None, end: str | None, next_due: str
) -> None:
    text = TEXT.replace("2026年底前完成主河道清淤，", f"{who}每月向社会公开评估结果。")
    plan, _ = read(read_source("plan.txt", text.encode()))
    plan = assign(plan, in_order(plan))
    plan = replace(plan, revision=replace(plan.revision, in_force=InForce(start=start, end=end)))
    (duty,) = [one for one in plan.duties if one.public]
    done = Disclosure(duty.id, "2026-01-10", "公报", "网站", period="2026-01", by="xian-shuiliju")
    records = Overlays(disclosures=(done,) if who.startswith("各") else ())
    held = Index(stand(plan, records, date(2026, 1, 25)))
    assert duty_fact(held, duty).next_due == next_due


def test_when_a_duty_is_due_next_that_is_done() -> None:
    text = TEXT.replace("2026年底前完成主河道清淤，", "县水务局每月向社会公开评估结果。")
    plan, _ = read(read_source("plan.txt", text.encode()))
    plan = assign(plan, in_order(plan))
    plan = replace(plan, revision=replace(plan.revision, in_force=InForce(start="2026-01-01")))
    (duty,) = [one for one in plan.duties if one.public]
    done = Disclosure(duty.id, "2026-01-10", "公报", "网站", period="2026-01", by="xian-shuiliju")
    held = Index(stand(plan, Overlays(disclosures=(done,)), date(2026, 1, 25)))
    assert duty_fact(held, duty).next_due == "2026年2月28日"


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
