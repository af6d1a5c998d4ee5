"""Where a printed plan is left open, and what the words around it tell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.blanks import find_blanks, is_blank, kind_of_blank


@pytest.mark.parametrize(
    ("text", "blanks"),
    [
        pytest.param("达到XX%及以上", ["XX"], id="capital-x"),
        pytest.param("达到xx%", ["xx"], id="small-x"),
        pytest.param("建成ＸＸ工程", ["ＸＸ"], id="full-width-x"),
        pytest.param("全县X处湖泊；X处湿地", ["X", "X"], id="a-single-x-before-a-measure-word"),
        pytest.param("××县", ["××"], id="multiplication-signs"),
        pytest.param("下降**%", ["**"], id="stars"),
        pytest.param("任务____项", ["____"], id="underscores"),
        pytest.param("○○镇", ["○○"], id="circles"),
        pytest.param("□□局", ["□□"], id="boxes"),
        pytest.param("由（　　）负责", ["（　　）"], id="empty-bracket"),
        pytest.param("到20XX年，202X年底", ["XX", "X"], id="a-year-left-open"),
        pytest.param("投入……万元", ["……"], id="dots"),
        pytest.param("不低于（　）%、[ ]%", ["（　）", "[ ]"], id="a-bracket-before-a-measure"),
        pytest.param(
            "省发〔2024〕　号，2025年　月　日",
            ["〔2024〕　号", "年　月　日"],
            id="a-number-and-a-day",
        ),
        pytest.param("- [ ] 某企业……等", [], id="a-box-and-an-ellipsis"),
        pytest.param("X光机和X射线", [], id="x-ray-is-a-word"),
        pytest.param("3×4米", [], id="a-product"),
        pytest.param("9+X监测", [], id="a-formula"),
        pytest.param("VOCs排放", [], id="latin-word"),
        pytest.param("二○二五年", [], id="a-year-in-chinese-digits"),
        pytest.param("二〇〇八年", [], id="a-year-with-two-circles"),
        pytest.param("二〇〇〇年", [], id="a-year-with-three-circles"),
        pytest.param("二○○○年○○镇", ["○○"], id="a-year-of-circles-before-a-blank"),
    ],
)
def test_blanks_are_found(text: str, blanks: list[str]) -> None:
    assert [text[start:end] for start, end in find_blanks(text)] == blanks


@pytest.mark.parametrize(
    ("name", "blank"),
    [
        ("XXX", True),
        ("XXXX ", True),
        ("×××", True),
        ("……", True),
        ("___", True),
        ("市水务局", False),
        ("市生态环境局XX分局", False),
        ("", False),
    ],
)
def test_a_name_that_is_nothing_but_a_blank(name: str, blank: bool) -> None:
    assert is_blank(name) is blank


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("处理率达到XX%", "number", id="percent"),
        pytest.param("新建XX公里管网", "number", id="length"),
        pytest.param("系数不低于XX。", "number", id="comparator-before"),
        pytest.param("淘汰XX蒸吨/小时以下锅炉", "threshold", id="threshold"),
        pytest.param("保护XX湿地", "place", id="place"),
        pytest.param("落实XX全会精神", "meeting", id="meeting"),
        pytest.param("推进XX工程", "project", id="project"),
        pytest.param("做好XX。", "other", id="nothing-tells"),
        pytest.param("××局", "unit", id="which-body"),
        pytest.param("由XX部门负责", "unit", id="which-body-in-a-text"),
        pytest.param("XX公路局", "place", id="where-a-body-is"),
        pytest.param("XX生态环境局", "place", id="where-a-bureau-is"),
        pytest.param("市生态环境局XX分局", "place", id="where-a-branch-is"),
        pytest.param("XX县水务局", "place", id="which-county"),
        pytest.param("XX工程由水利局负责", "project", id="a-body-further-on"),
        pytest.param("处理XX局部问题", "other", id="no-body"),
    ],
)
def test_the_words_around_tell_the_kind(text: str, kind: str) -> None:
    [(start, end)] = find_blanks(text)
    assert kind_of_blank(text, start, end) == kind


@given(st.text(st.sampled_from("Xx×*_○□△（） 一二〇年%市3+光a"), max_size=60))
def test_blanks_come_in_order_and_never_overlap(text: str) -> None:
    last = 0
    for start, end in find_blanks(text):
        assert last <= start < end <= len(text)
        assert not any(sign.isdigit() for sign in text[start:end])
        last = end
