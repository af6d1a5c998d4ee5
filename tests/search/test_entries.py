"""What a result shows: no two of one kind look the same."""

from __future__ import annotations

from gongkai.identity import assign, in_order
from gongkai.reading.read import read
from gongkai.search import Entry, entries, told_apart
from gongkai.sources import read_source
from gongkai.views import Index

TEXT = (
    "管护方案\n\n一、任务\n（一）计划。制定年度计划，报县政府备案，并向社会公开。\n牵头单位：县水务局\n"
    "（二）桥梁。三类桥梁每年检查一次，四类桥梁每季度检查一次。22020年底前完成加固。\n牵头单位：县公路局\n"
    "（三）道路。22020年底前完成养护。\n牵头单位：县公路局\n"
)


def test_no_two_results_look_the_same() -> None:
    plan, _ = read(read_source("plan.txt", TEXT.encode()))
    found = entries(Index.of(assign(plan, in_order(plan))))
    shown = [(one.kind, one.number, one.title) for one in found]
    assert len(set(shown)) == len(shown)
    assert {"检查一次", "年度计划"} <= {duty.what for duty in plan.duties}  # twice and thrice
    titles = [one.title for one in found if one.kind == "duty"]
    assert {"三类桥梁每年检查一次", "四类桥梁每季度检查一次"} <= set(titles)
    assert "年度计划：向社会公开" in titles
    # It is still found by what it is called.
    assert sum("检查一次" in one.heads for one in found if one.kind == "duty") == 2
    misprints = [(one.number, one.title) for one in found if one.kind == "misprint"]
    assert [number for number, _ in misprints] == ["一（二）", "一（三）"]
    assert len({title for _, title in misprints}) == 1


def test_what_is_said_twice_in_the_same_words_bears_its_identifier() -> None:
    same = [
        Entry(f"measures/N004/#N004-D{at}", "duty", "巡查", "一（一）", lines=("每月巡查",))
        for at in (1, 2)
    ]
    points = [Entry(f"water/{name}/", "water", "一号井") for name in ("a", "b")]
    other = Entry("measures/N005/#N005-D1", "duty", "巡查", "一（二）", lines=("每年巡查",))
    found = list(told_apart([*same, other, *points]))
    assert [one.title for one in found] == [
        "每月巡查（N004-D1）", "每月巡查（N004-D2）", "巡查", "一号井（a）", "一号井（b）",
    ]  # fmt: skip
    assert [one.address for one in found] == [one.address for one in (*same, other, *points)]
    assert all("巡查" in one.heads for one in found[:2])
    assert found[2] == other
