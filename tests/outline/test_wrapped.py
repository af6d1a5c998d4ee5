"""Lines that go on with the line above: brackets, lists, text broken at a margin. The texts are our own."""

from __future__ import annotations

import pytest

from gongkai.outline.markers import marker
from gongkai.outline.wrapped import going_on
from gongkai.reading.read import read
from gongkai.sources import read_source
from gongkai.sources.source import Source, locate
from gongkai.sources.span import joined


def on(*texts: str) -> list[int]:
    markers = [marker(text) for text in texts]
    return sorted(going_on(texts, markers, [False] * len(texts)))


MARGIN = ["全县各乡镇各部门要把供水工程建设管护工", "作摆上重要位置加强统筹协调和督促检查确"] * 4


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        pytest.param(["（县水利局、", "县财政局）", "各乡镇"], [1], id="a-bracket"),
        pytest.param(["（牵头单位：县水利局；", "配合单位：县财政局）"], [1], id="labels-in-it"),
        pytest.param(["（县水利局", "", "县财政局）"], [], id="not-over-a-blank-line"),
        pytest.param(["（县水利局", "1.修路。", "县财政局）"], [], id="not-over-a-marker"),
        pytest.param(["责任单位：县水利局、", "县财政局"], [1], id="a-list"),
        pytest.param(["县水利局、", "配合单位：县财政局"], [], id="not-into-a-label"),
        pytest.param(["县水利局，\t甲", "县财政局"], [], id="no-cells"),
        pytest.param([*MARGIN, "保实效。", "另一段。"], [*range(1, 9)], id="a-margin"),
        pytest.param(
            ["（一）加快城乡供水一体化和规模化供水工程", "建设", "1.修渠。"], [1], id="a-heading"
        ),
        pytest.param(
            ["（一）推进县乡公路与", "农村公路联网", "修路。"], [1], id="an-unfinished-one"
        ),
        pytest.param(["（一）修渠", "总体要求", "1.修渠。"], [], id="not-behind-a-short-one"),
        pytest.param(
            ["（一）加快城乡供水一体化和规模化供水工程", "县水务局", "1.修渠。"], [], id="no-body"
        ),
        pytest.param(["短句没有停顿", "又一句没有停顿的话"] * 4, [], id="no-margin"),
    ],
)
def test_what_goes_on(texts: list[str], expected: list[int]) -> None:
    assert on(*texts) == expected


def source(text: str) -> Source:
    return read_source("plan.txt", text.encode())


def test_evidence_stays_on_one_line() -> None:
    lines = [line.stretch for line in source("甲乙丙丁戊己\n庚辛壬癸子丑\n").lines]
    text = joined(lines)
    assert text.text == "甲乙丙丁戊己庚辛壬癸子丑"
    assert text.span(4, 12).quote == "庚辛壬癸子丑"  # where it comes to its point
    assert text.span(1, 8).quote == "乙丙丁戊己"  # or most of it
    assert text.index(lines[1].span(2)) == 8
    assert text.index(source("一\n二\n三").lines[2].stretch.span()) is None


def test_a_heading_broken_over_lines_is_one() -> None:
    text = "方案\n一、加快城乡供水一体化和规模化供水工程\n建设步伐（牵头单位：县水务局）\n修渠。\n"
    plan, _ = read(source(text))
    [node] = plan.nodes
    assert node.heading == "加快城乡供水一体化和规模化供水工程建设步伐"
    assert [body.span.line for body in node.lead] == [3]
    found = locate(source(text), node.lines, node.heading, node.text)
    assert found is not None
    assert found[0] == node.head
    assert found[1] == node.body


def test_a_name_broken_over_lines_is_one() -> None:
    plan, _ = read(source("方案\n一、任务\n（一）修路。拓宽。\n（县水利局、县自然资\n源局负责）\n"))
    first, second = plan.nodes[1].responsible
    assert (first.printed, second.printed) == ("县水利局", "县自然资源局")
    assert second.unit == "xian-ziranziyuanju"
    assert (second.span.line, second.span.quote) == (4, "县自然资")
    assert plan.nodes[1].text == "拓宽。"


def test_phrases_part_a_numbered_section() -> None:
    plan, _ = read(
        source(
            "方案\n一、任务\n优化布局\n新建水厂3座。\n改造管网\n更换管网5公里。\n二、保障\n加强领导\n成立专班。\n"
        )
    )
    assert [(node.path, node.heading) for node in plan.nodes] == [
        ("1", "任务"), ("1.1", "优化布局"), ("1.2", "改造管网"), ("2", "保障"),
    ]  # fmt: skip
