"""Pinyin initials: as pypinyin reads a name, without its dictionary."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.registry.usual import _spelt
from gongkai.search.initials import FILE, initials, table

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("name", "read"),
    [
        pytest.param("县住建局", "xzjj", id="characters"),
        pytest.param("人民银行", "rmyh", id="a-phrase"),
        pytest.param("行政审批局", "xzspj", id="the-same-character-otherwise"),
        pytest.param("会计核算中心", "kjhszx", id="a-phrase-first"),
        pytest.param("长江办", "cjb", id="long"),
        pytest.param("县长办", "xzb", id="head"),
        pytest.param("县 3A 办（新）", "x 3A b（x）", id="what-is-none-stays"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_how_a_name_begins(name: str, read: str) -> None:
    assert initials(name) == read


def _library(text: str) -> str:
    from pypinyin import Style, lazy_pinyin  # takes long to load

    return "".join(lazy_pinyin(text, style=Style.FIRST_LETTER))


@pytest.mark.slow
def test_usual_bodies_are_read_as_the_library_reads_them() -> None:
    names, _ = _spelt()
    assert {name: initials(name) for name in names} == {name: _library(name) for name in names}


@pytest.mark.slow
@given(st.sampled_from(sorted(table().phrases)))
def test_a_phrase_is_read_as_the_library_reads_it(phrase: str) -> None:
    assert initials(phrase) == _library(phrase)


@given(st.text())
def test_any_text_has_a_letter_or_itself_for_each_character(text: str) -> None:
    assert len(initials(text)) == len(text)


@pytest.mark.slow
def test_the_table_is_what_the_script_makes() -> None:
    made = runpy.run_path(str(ROOT / "scripts/initials"))
    assert made["written"](made["whole"]()) == FILE.read_text("utf-8")
