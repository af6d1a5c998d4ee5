"""What a reader sees change, and that nothing of either text is lost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.revise.tokens import changed, edits


@pytest.mark.parametrize(
    ("old", "new", "seen"),
    [
        pytest.param("完好率达到85%以上。", "完好率达到90%以上。", [("85%", "90%")], id="a-number"),
        pytest.param("2026年底前完成。", "2027年6月底前完成。", [("2026年", "2027年6月")], id="a-day"),
        pytest.param("投入XX万元，", "投入1,200万元，", [("XX万元", "1,200万元")], id="a-blank"),
        pytest.param("每季度公布一次。", "每半年公布一次。", [("季度", "半年")], id="a-word"),
        pytest.param("甲，乙，丙。", "甲，丙。", [("乙，", "")], id="a-clause-gone"),
        pytest.param("甲。", "甲。并公布结果。", [("", "并公布结果。")], id="a-sentence-more"),
        pytest.param("养老护工200人次", "养老护理员200人次", [("工", "理员")], id="a-misprint"),
        pytest.param(
            "建立台账，每月更新。", "建立清单，每周更新。", [("台账", "清单"), ("月", "周")],
            id="two-clauses-stay-two",
        ),
        pytest.param("推进清淤。", "加快清理。", [("推进清淤", "加快清理")], id="next-to-nothing-between"),
        pytest.param("PM2.5下降", "PM10下降", [("2.5", "10")], id="latin"),
        pytest.param("同样。", "同样。", [], id="nothing"),
        pytest.param("", "有了。", [("", "有了。")], id="from-nothing"),
    ],
)  # fmt: skip
def test_what_changed(old: str, new: str, seen: list[tuple[str, str]]) -> None:
    assert [(edit.old, edit.new) for edit in changed(old, new)] == seen


# Texts of few clauses, so that two of them share some and differ in parts of others.
TEXTS = st.lists(
    st.sampled_from(
        ["甲乙，", "甲丙，", "甲乙丙。", "达到85%；", "达到90%以上；", "XX a\n", "乙", ""]
    ),
    max_size=6,
).map("".join)


@given(TEXTS, TEXTS)
def test_both_texts_are_whole(old: str, new: str) -> None:
    found = edits(old, new)
    assert "".join(edit.old for edit in found) == old
    assert "".join(edit.new for edit in found) == new
    assert all(edit.old or edit.new for edit in found)
    assert not [one for one, other in pairwise(found) if one.same == other.same]


def test_a_long_text_is_told_in_one_piece() -> None:
    found = edits("甲" * 9000 + "乙", "丙" * 9000 + "丁")
    assert len(found) == 1
