"""Whatever the text, its line folds to lines of at most 75 octets, never within a character or an escape."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gongkai.outputs import ical
from tests.outputs import ics

TEXTS = st.text(st.sampled_from("a水𠀀\\;,\n "), max_size=120)


@given(TEXTS)
def test_a_value_comes_back(value: str) -> None:
    data = ical.written([f"SUMMARY:{ical.text(value)}"])
    lines = data.split(b"\r\n")[:-1]
    assert all(len(line) <= 75 for line in lines)
    for line in lines:
        text = line.decode()  # no character is cut in two
        assert (len(text) - len(text.rstrip("\\"))) % 2 == 0 or line is lines[-1]
    assert ics.unescaped(data.decode().replace("\r\n ", "")[8:-2]) == value
