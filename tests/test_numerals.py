"""Numbers as printed; Chinese numerals against an independent reader."""

from __future__ import annotations

from decimal import Decimal

import cn2an
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.numerals import BLANK, integer, is_rounded, parse


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        pytest.param("1,200", "1200", id="thousands"),
        pytest.param("12.50", "12.50", id="digits-as-printed"),
        pytest.param("九十", "90", id="tens"),
        pytest.param("百分之九十", "90", id="per-cent"),
        pytest.param("百分之九十二点五", "92.5", id="per-cent-with-decimals"),
        pytest.param("九成", "90", id="tenths"),
        pytest.param("一半", "50", id="half"),
        pytest.param("九成五", "95", id="tenths-and-hundredths"),
        pytest.param("八成半", "85", id="tenths-and-a-half"),
        pytest.param("四分之三", "0.75", id="fraction"),
        pytest.param("三分之二", "0.6667", id="fraction-rounded"),
        pytest.param("两万五", "25000", id="spoken-short"),
        pytest.param("三二", None, id="a-name-is-no-number"),
        pytest.param(BLANK, None, id="a-blank-is-never-a-number"),
        pytest.param("百分之" + BLANK, None, id="a-blank-per-cent-is-no-number"),
    ],
)
def test_parse(printed: str, value: str | None) -> None:
    assert parse(printed) == (None if value is None else Decimal(value))


def test_rounding_is_told() -> None:
    assert is_rounded("三分之二")
    assert not is_rounded("四分之三")


@settings(deadline=None, max_examples=300)
@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_whole_numbers_as_an_independent_reader_writes_them(number: int) -> None:
    assert integer(cn2an.an2cn(number, "low")) == number
