"""Changes told as text: for a terminal, a pull request, an office. The plans are our own."""

from __future__ import annotations

import pytest

from gongkai.model import Plan
from gongkai.reading.read import read
from gongkai.revise.diff import diff, identified
from gongkai.sources import read_source
from gongkai.views import Index
from gongkai.views.changes import KIND, Changes, changes
from gongkai.views.telling import UNASSIGNED, markdown, notice, terminal
from tests.revise.test_match import OLD, edited

NEW = edited(
    ("公共设施管护方案", "公共设施管护方案（修订）"),
    ("85%", "90%"),
    ("（三）更换路灯", "（三）更换[路灯](x)<b>*灯*</b>"),
)


def view(old: str, new: str) -> Changes:
    plans = identified(*(_plan(text) for text in (old, new)))
    return changes(diff(*plans, ("r1", "r2")), *map(Index.of, plans))


def _plan(text: str) -> Plan:
    return read(read_source("plan.txt", text.encode()))[0]


def test_a_terminal_shows_what_went_and_what_came() -> None:
    told = terminal(view(OLD, NEW), KIND, "涉及单位").split("\n")
    assert told[0] == "公共设施管护方案{+（修订）+}"
    assert told[1] == "目标 (1)"
    assert told[2].endswith("一（一） 疏通渠道：目标“渠道完好率”由85%提高到90%")
    assert any("[-85%-]{+90%+}" in line for line in told)
    assert told[-2:] == ["  县财政局 (xian-caizhengju): 2", "  县水务局 (xian-shuiliju): 2"]


def test_a_pull_request_shows_signs_of_the_text_as_they_are() -> None:
    told = markdown(view(OLD, NEW))
    assert told.startswith(
        "## 修订对照：r1 → r2\n\n共 3 处变化：目标 1，文字 2。\n\n- 文件信息：公共设施管护方案<ins>（修订）</ins>\n"
    )
    assert "<del>85%</del><ins>90%</ins>" in told
    assert "\\[路灯\\]\\(x\\)" in told
    assert "<b>" not in told.replace("\\<b\\>", "")
    assert "| 县水务局 | 2 |" in told
    assert f"| {UNASSIGNED} | 1 |" in told


def test_an_office_is_told_who_is_concerned() -> None:
    told = notice(view(OLD, NEW), "公共设施管护方案")
    assert (
        "一、目标（1处）\n（1）一（一） 疏通渠道：目标“渠道完好率”由85%提高到90%。（县财政局、县水务局）\n"
        in told
    )
    assert "\n涉及单位：县财政局、县水务局。\n" in told


def test_bodies_stand_under_the_names_that_the_plans_print() -> None:
    """What the list of usual bodies calls 县水利局 is called otherwise here."""
    assert "县水利局" not in terminal(view(OLD, NEW), KIND, "涉及单位")


def test_numbers_alone_concern_no_office() -> None:
    """What is printed under another number is told in a pull request, not in what an office sends on."""
    later = view(OLD, OLD.replace("三、", "四、"))
    assert {group.kind for group in later.groups} == {"renumbered"}
    assert "各项任务的内容没有变化。" in notice(later, "方案")
    assert "编号" in markdown(later)


@pytest.mark.parametrize("told", [markdown, lambda one: notice(one, "方案")])
def test_no_change_is_said_to_be_none(told) -> None:  # type: ignore[no-untyped-def]
    assert "没有变化。" in told(view(OLD, OLD))
