"""Folding and keys: the same in Python and in the browser, and never moving a character."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.search.entry import Entry
from gongkai.search.pack import files
from gongkai.search.postings import encode, grams
from gongkai.search.words import fold, key

from .engine import ask

SIGNS = st.text(
    st.sampled_from("aZ09５％（）()　 \xa0、..．“”‘’\"'ⅢⅠ①㎡İßＡｚ汉字𬭎\u2028\t\ufeff-~～"),
    max_size=12,
)


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        pytest.param("（５％）", "(5%)", id="full-width-ascii"),
        pytest.param("VOCs　ＡB", "vocs ab", id="case-and-ideographic-space"),
        pytest.param("“大环保”", '"大环保"', id="curled-quotation-marks"),
        pytest.param("Ⅲ类①㎡", "Ⅲ类①㎡", id="what-would-grow-stays"),
    ],
)
def test_fold(printed: str, folded: str) -> None:
    assert fold(printed) == folded


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("五、（三）2.", "五(三)2", id="as-printed"),
        pytest.param("五(三) 2", "五(三)2", id="as-typed"),
        pytest.param("5.3.2.", "5.3.2", id="a-stop-at-the-end"),
        pytest.param("n054", "n054", id="identifier"),
        pytest.param("1．（1）", "1(1)", id="a-stop-before-a-bracket"),
    ],
)
def test_key(typed: str, expected: str) -> None:
    assert key(typed) == expected


@given(SIGNS)
def test_folding_keeps_places(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@pytest.mark.slow
@settings(max_examples=3)
@given(st.lists(SIGNS, min_size=300, max_size=400))
def test_python_and_browser_fold_alike(texts: list[str]) -> None:
    assert ask({"fold": texts}) == [{"fold": fold(text), "key": key(text)} for text in texts]


@pytest.mark.slow
@settings(max_examples=3)
@given(st.lists(st.sets(st.integers(0, 2_000_000)).map(sorted), min_size=100, max_size=200))
def test_python_and_browser_count_alike(lists: list[list[int]]) -> None:
    assert ask({"decode": [encode(numbers) for numbers in lists]}) == lists


def test_grams_leave_white_space_out() -> None:
    assert grams("水 A\n污水") == {"水", "a", "污", "污水"}


@given(st.lists(st.lists(st.sampled_from(range(3_000)), max_size=20).map(sorted), max_size=5))
def test_lists_are_written_as_one(lists: list[list[int]]) -> None:
    assert encode(*lists) == encode(sorted({number for one in lists for number in one}))


@pytest.mark.parametrize("whole", [0, 100_000])
def test_half_of_a_character_is_written_as_its_escape(whole: int) -> None:
    entry = Entry("plan/", "page", '甲\x01\u2028"', lines=("乙\ud800",))
    text = b"".join(data for _, data in files([entry], whole=whole)).decode()
    assert '["plan/","甲\\u0001\\u2028\\"","",[],["乙\\ud800"]]' in text
