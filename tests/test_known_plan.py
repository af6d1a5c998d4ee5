"""The plan that ships: what a person counted in it, read by the rules."""

from __future__ import annotations

from collections import Counter

import pytest

from gongkai.model import Plan


@pytest.fixture(scope="module")
def plan(known_reading: Plan) -> Plan:
    return known_reading


def test_the_outline(plan: Plan) -> None:
    kinds = Counter(node.kind for node in plan.nodes)
    assert kinds == {"preamble": 1, "section": 10, "subsection": 37, "item": 32}
    roles = Counter(node.role for node in plan.nodes if node.kind != "preamble")
    assert roles == {"measure": 53, "container": 17, "principle": 5, "narrative": 4}
    measures = Counter(node.kind for node in plan.nodes if node.role == "measure")
    assert measures == {"item": 27, "subsection": 26}


def test_the_title_is_joined(plan: Plan) -> None:
    assert plan.revision.title == "关于全面加强生态环境保护坚决打好污染防治攻坚战实施方案"
    assert (plan.revision.number, plan.revision.issued) == (None, None)


def test_the_attributions(plan: Plan) -> None:
    assert sum(bool(node.lead) for node in plan.nodes) == 51
    assert sum(bool(node.support) for node in plan.nodes) == 49
    assert sum(bool(node.responsible) for node in plan.nodes) == 4
    only = [node.path for node in plan.nodes if node.responsible and not node.lead]
    assert only == ["5.3.4", "9.3"]
    inline = [body.printed for node in plan.nodes for body in node.inline]
    assert inline == ["住建局", "城管局", "市生态环境局XX分局", "园区管委会"]


def test_the_blanks(plan: Plan) -> None:
    assert Counter(blank.within for blank in plan.blanks) == {"attribution": 104, "text": 41}
    assert not any("X" in unit.name for unit in plan.units)


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        pytest.param("4.1.1", "推动产业结构绿色转型", id="run-in"),
        pytest.param("4.3", "引导公众绿色生活", id="own-line"),
        pytest.param("5.3.1", None, id="the-first-sentence-is-the-statement"),
        pytest.param("5.3.4", None, id="siblings-agree"),
        pytest.param("5.5.1", None, id="all-there-is"),
        pytest.param("8.4", "进一步改善沿河生态环境，营建生态稳定的黄河护岸林", id="with-a-comma"),
    ],
)
def test_headings(plan: Plan, path: str, heading: str | None) -> None:
    [node] = [node for node in plan.nodes if node.path == path]
    assert node.heading == heading


def test_a_blank_line_may_stand_between_the_attributions(plan: Plan) -> None:
    [node] = [node for node in plan.nodes if node.path == "6.4"]
    assert node.lines == (126, 129)
    assert node.lead
    assert node.support


def test_publication_to_the_public_is_the_plan_s_own(plan: Plan) -> None:
    assert [duty.span.line for duty in plan.duties if duty.public] == [18, 23, 29, 130, 185, 188]
