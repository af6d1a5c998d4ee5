"""Registers: who answers how for each measure, and each blank among the words around it."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from gongkai.clock import stand
from gongkai.identity import assign, in_order
from gongkai.model import InForce
from gongkai.overlays import Disclosure, Overlays
from gongkai.reading.read import read
from gongkai.sources import read_source
from gongkai.views import Index
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
