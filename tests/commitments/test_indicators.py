"""Tables of indicators: what is aimed at is a target, words and dashes are none. The texts are our own."""

from __future__ import annotations

import pytest

from gongkai.model import Plan
from gongkai.reading.read import read
from gongkai.sources import read_source


def plan(table: str) -> Plan:
    return read(read_source("plan.txt", f"某县绿化方案\n一、指标\n{table}".encode()))[0]


def rows(table: str) -> list[tuple[str | None, ...]]:
    return [
        (t.indicator, t.comparator, t.value, t.unit, t.baseline, t.baseline_value, t.deadline)
        for t in plan(table).targets
    ]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param(
            "序号\t指标名称\t单位\t2023年现状\t2026年目标\n1\t森林覆盖率\t%\t21.3\t24\n2\t造林\t万亩\t—\t2.6以上\n",
            [
                ("森林覆盖率", "=", "24", "%", "2023年", "21.3", "2026-12-31"),
                ("造林", ">=", "2.6", "万亩", "2023年", None, "2026-12-31"),
            ],
            id="present-and-aim",
        ),
        pytest.param(
            "指标\t目标值\t牵头单位\n覆盖率（%）\t≥90\t县林业局\n用水总量\t不超过1.2亿立方米\t县水利局\n增幅\t8%左右\t县统计局\n",
            [
                ("覆盖率（%）", ">=", "90", "%", None, None, None),
                ("用水总量", "<=", "1.2", "亿立方米", None, None, None),
                ("增幅", "≈", "8", "%", None, None, None),
            ],
            id="units-and-bounds-in-the-cells",
        ),
        pytest.param(
            "主要指标 | 2025年目标 | 2027年目标\n达标率 | 90% | 95%\n",
            [
                ("达标率", "=", "90", "%", None, None, "2025-12-31"),
                ("达标率", "=", "95", "%", None, None, "2027-12-31"),
            ],
            id="two-aims",
        ),
        pytest.param(
            "指标\t单位\t2025年目标\n达标率\t%\t达到国家要求\n供水率\t%\t—\n满意度\t%\t\n备注项\t项\t12（预期）\n",
            [],
            id="words-are-no-number",
        ),
        pytest.param(
            "指标\t2023年\t2024年\t责任单位\n达标率\t90%\t95%\t县林业局\n",
            [],
            id="which-year-is-aimed-at-is-not-said",
        ),
        pytest.param(
            "指标\t目标值\t完成年度\n达标率\t95%\t2025\n",
            [("达标率", "=", "95", "%", None, None, None)],
            id="the-year-of-completion-is-no-present-state",
        ),
    ],
)
def test_figures(table: str, expected: list[tuple[str | None, ...]]) -> None:
    assert rows(table) == expected


TABLE = "指标\t单位\t2024年\t2025\t2027\n达标率\t%\t88\t90\t≥95\n"


def of_title(title: str, table: str) -> Plan:
    return read(read_source("plan.txt", f"{title}\n一、指标\n{table}".encode()))[0]


@pytest.mark.parametrize("title", ["某县方案（2025—2027年）", "某县2025年要点"])
def test_a_year_alone_is_aimed_at_from_the_plans_first_on(title: str) -> None:
    found = of_title(title, TABLE).targets
    assert [(t.value, t.comparator, t.deadline, t.deadline_printed) for t in found] == [
        ("90", "=", "2025-12-31", "2025"),
        ("95", ">=", "2027-12-31", "2027"),
    ]
    assert {(t.baseline, t.baseline_value, t.review.confidence) for t in found} == {
        ("2024年", "88", "likely")
    }


def test_where_no_year_begins_the_plan_years_are_a_guess() -> None:
    found = of_title("某县方案", TABLE).targets
    assert [t.deadline for t in found] == ["2024-12-31", "2025-12-31", "2027-12-31"]
    assert {t.review.confidence for t in found} == {"possible"}


def test_years_in_a_second_row_of_the_head() -> None:
    table = "指标\t单位\t现状\t目标值\t\t责任单位\n\t\t2024年\t2025年\t2027年\t\n达标率\t%\t88\t90\t95\t县水利局\n"
    found = of_title("某县方案", table).targets
    assert [(t.value, t.deadline, t.baseline, t.baseline_value) for t in found] == [
        ("90", "2025-12-31", "2024年", "88"),
        ("95", "2027-12-31", "2024年", "88"),
    ]
    assert [body.printed for body in found[0].by] == ["县水利局"]


def test_a_blank_stays_blank() -> None:
    (target,) = plan("指标\t单位\t现状\t2025年目标\n达标率\t%\tXX\tXX\n").targets
    assert (target.value, target.blank, target.baseline_value) == (None, True, None)
    assert target.span.quote == "XX"


def test_what_is_planned_is_no_present_state() -> None:
    *_, target = plan("指标\t2025年计划完成\t2026年目标\n达标率\t90%\t95%\n").targets
    assert (target.value, target.baseline, target.baseline_value) == ("95", None, None)


def test_the_unit_of_measure_is_no_body_and_who_answers_is() -> None:
    found = plan(
        "指标\t单位\t2025年目标\t牵头单位\t完成时限\n面积\t万亩\t5\t县林业局\t2025年10月\n"
    )
    row = found.nodes[1]
    assert [(body.printed, body.label) for body in row.attributions] == [("县林业局", "牵头单位")]
    assert row.text == "万亩\n5"
    assert [body.printed for body in found.targets[0].by] == ["县林业局"]


def test_without_a_time_in_the_head_the_rows_own_limit_holds() -> None:
    (target,) = plan(
        "指标\t单位\t目标\t牵头单位\t完成时限\n面积\t万亩\t5\t县林业局\t2025年10月\n"
    ).targets
    assert (target.deadline, target.deadline_scope) == ("2025-10-31", "carried")
