"""Bodies at many duties: each duty names those that answer for its node, but never so many that nobody can open it."""

from __future__ import annotations

import pytest

from gongkai.commitments import gather
from gongkai.model import Plan
from gongkai.reading.read import read
from gongkai.sources import Finding, read_source


def plan(duties: int, bodies: int, after: str = "") -> tuple[Plan, tuple[Finding, ...]]:
    listed = "".join(f"每年向社会公布第{at}批名单。" for at in range(duties))
    labels = "".join(f"责任单位：县{'东西南北中'[at % 5]}{at}局\n" for at in range(bodies))
    text = f"河道管护方案\n\n一、任务\n（一）清淤。{listed}\n{labels}{after}"
    return read(read_source("plan.txt", text.encode()))


def test_each_duty_names_all_that_answer_for_its_node() -> None:
    found, findings = plan(4, 3)
    assert [len(duty.by) for duty in found.duties] == [3] * 4
    assert "actors-many" not in {one.rule for one in findings}


def test_beyond_a_number_duties_name_those_of_their_own_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(gather, "MOST_NAMED", 11)
    after = "（二）巡查。县水务局要每年向社会公布巡查结果，每年向社会公布问题清单。\n责任单位：县水务局\n"
    found, findings = plan(4, 3, after)
    assert [[actor.printed for actor in duty.by] for duty in found.duties] == [[]] * 4 + [["县水务局"], []]  # fmt: skip
    (node, *_) = [one for one in found.nodes if one.responsible]
    assert len(node.responsible) == 3
    told = [(one.rule, one.line) for one in findings if one.rule == "actors-many"]
    assert told == [("actors-many", 4)]


def test_what_many_clauses_inherit_is_held_once() -> None:
    bodies = "、".join(f"县{'东西南北中'[at % 5]}{'甲乙丙丁戊己'[at // 5]}局" for at in range(30))
    text = f"方案\n\n一、任务\n（一）治理。{bodies}要向社会公布名单，" + "要向社会公布结果，" * 30
    found, _ = read(read_source("plan.txt", f"{text}。\n".encode()))
    inherited = [duty.by for duty in found.duties if duty.by[0].source == "inherited"]
    assert len(inherited) == 30
    assert len({id(by) for by in inherited}) == 1
