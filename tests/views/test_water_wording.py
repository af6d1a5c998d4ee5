"""How near a value is to its limit, in words; and the two charts."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from gongkai.identity import assign, in_order
from gongkai.model import InForce
from gongkai.reading.read import read
from gongkai.sources import read_source
from gongkai.views import Index
from gongkai.views.water.chart import grid, series
from gongkai.views.water.overview import overview
from gongkai.views.water.wording import band, item_row, quarter_words, value_words
from gongkai.water import Monitoring, Point, Publication, evaluate, read_points, read_results
from gongkai.water.verdict import Item
from tests.water.cases import HEADER, row


def items(kind: str, value: str, day: str = "2024-03-05", more: str = "") -> list[Item]:
    points, _ = read_points("p", f"- {{id: P, type: {kind}{more}}}\n".encode())
    results, found = read_results("r", (HEADER + row("P", value, day)).encode(), points)
    assert found == ()
    return list(evaluate(points, results).verdicts[0].items)


@pytest.mark.parametrize(
    ("kind", "value", "words", "tone"),
    [
        pytest.param("tap", "AS 0.005", "限值的50%以内", "good", id="half"),
        pytest.param("tap", "AS 0.00501", "限值的50%–80%", "good", id="over-half"),
        pytest.param("tap", "AS 0.008", "限值的50%–80%", "good", id="80"),
        pytest.param("tap", "AS 0.0081", "限值的80%–100%", "near", id="over-80"),
        pytest.param("tap", "AS 0.01", "限值的80%–100%", "near", id="equal"),
        pytest.param("tap", "AS 0.011", "超过限值", "over", id="over"),
        pytest.param("tap", "AS <0.01", "未检出", "good", id="not-detected"),
        pytest.param("tap", "AS <0.02", "无法判定", "open", id="detection-limit-above"),
        pytest.param("tap", "AS 0", "限值的50%以内", "good", id="zero"),
        pytest.param("tap", "pH 8.5 无量纲", "在范围内", "good", id="range-end"),
        pytest.param("tap", "pH 8.6 无量纲", "超出范围", "over", id="out-of-range"),
        pytest.param("tap", "TC 1 CFU/100mL", "不符合", "over", id="absent-found"),
        pytest.param("tap", "TC ND", "符合", "good", id="absent-kept"),
        pytest.param("tap", "ODOR text:有异味 —", "不符合", "over", id="words"),
        pytest.param("tap", "VC 0.0001", "仅供参考", "plain", id="not-confirmed"),
        pytest.param("tap", "VC 0.01", "仅供参考，高于所列数值", "plain", id="not-confirmed-above"),
        pytest.param("tap", "ACETOCHLOR 0.01", "无限值", "plain", id="no-number-on-file"),
        pytest.param("tap", "ALPHA 0.6 Bq/L", "无法判定", "open", id="guidance"),
        pytest.param("river", "DO 10", "限值的2倍以上", "good", id="minimum-far"),
        pytest.param("river", "DO 9.9", "限值的1.25–2倍", "good", id="minimum"),
        pytest.param("river", "DO 5", "限值的1–1.25倍", "near", id="minimum-equal"),
        pytest.param("river", "DO 4.9", "低于限值", "over", id="minimum-under"),
        pytest.param("river", "DO 0", "低于限值", "over", id="no-oxygen"),
        pytest.param("lake", "TN 9", "仅供参考，高于所列数值", "plain", id="reference"),
    ],
)  # fmt: skip
def test_bands(kind: str, value: str, words: str, tone: str) -> None:
    (item,) = items(kind, value)
    assert band(item) == (words, tone)


@pytest.mark.parametrize(
    ("publisher", "said"),
    [
        pytest.param("", "2024-03-20 公布", id="nobody-named"),
        pytest.param("县水务局", "县水务局，2024-03-20 公布", id="by-whom"),
    ],
)
def test_who_published_what_came_from_the_tap_and_when(publisher: str, said: str) -> None:
    text = "方案\n一、任务\n1.供水。每季度向社会公开一次饮用水水质。\n牵头单位：县水务局\n"
    plan, _ = read(read_source("plan.txt", text.encode()))
    plan = assign(plan, in_order(plan))
    plan = replace(
        plan, as_of="2024-04-10", revision=replace(plan.revision, in_force=InForce("2024-01-01"))
    )
    point = Point("P", "", "tap", publisher=publisher)
    results, _ = read_results("r", (HEADER + row("P", "AS 0.005", "2024-03-05")).encode(), [point])
    found = overview(
        Index.of(plan),
        Monitoring((point,), results, (Publication("2024-Q1", "tap", "2024-03-20"),)),
    )
    assert found.answer is not None
    assert found.answer.published == said


@pytest.mark.parametrize(
    ("value", "shown", "limit"),
    [
        ("AS 0.0050", "0.0050 mg/L", "≤0.01 mg/L"),
        ("AS <0.001", "未检出（检出限 0.001 mg/L）", "≤0.01 mg/L"),
        ("TC ND", "未检出", "不应检出"),
        ("TPC >300 CFU/mL", ">300 CFU/mL", "≤100 CFU/mL"),
        ("pH 7.10 无量纲", "7.10", "6.5–8.5"),
        ("ODOR text:无 —", "无", "无异臭、异味"),
        ("GIARDIA <1 个/10L", "未检出（检出限 1 个/10L）", "<1 个/10L"),
    ],
)
def test_values_and_limits_in_words(value: str, shown: str, limit: str) -> None:
    (item,) = items("tap", value)
    made = item_row(item)
    assert (made.value, made.limit) == (shown, limit)
    assert value_words(item) == shown


def test_a_quarter_in_words() -> None:
    assert quarter_words("2020-Q3") == "2020年第三季度"


def test_a_series_draws_the_limit_and_hollow_dots_for_what_was_not_detected() -> None:
    samples = [
        (f"2024-0{month}-05", f"2024-Q{(month + 2) // 3}", items("tap", value)[0])
        for month, value in ((1, "AS 0.002"), (4, "AS <0.001"), (7, "AS 0.02"))
    ]
    drawn = series("砷", "water/glossary/#AS", samples)
    assert [dot.hollow for dot in drawn.dots] == [False, True, False]
    assert [dot.tone for dot in drawn.dots] == ["good", "good", "over"]
    assert [line.words for line in drawn.limits] == ["0.01"]
    heights = [float(dot.y) for dot in drawn.dots]
    assert heights[2] < float(drawn.limits[0].y) < heights[0] < heights[1]
    assert "2024-07-05 0.02 mg/L" in drawn.words


def test_the_grid_says_in_words_what_it_draws() -> None:
    drawn = grid(["2019-Q4", "2020-Q1"], ["龙头水"], [[("3/3", "good", "3件中3件合格", ""), ("缺", "over", "没有结果", "")]])  # fmt: skip
    assert drawn.words == "龙头水：2019年第四季度3件中3件合格，2020年第一季度没有结果"
    assert [year for _, year, _ in drawn.heads] == ["2019", "2020"]
