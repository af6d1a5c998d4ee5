"""Lines that can be cited, and the bytes again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.sources.decode import Unreadable
from gongkai.sources.source import locate, read_source, rebuild


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param("甲\n乙", ["甲", "乙"], id="lf"),
        pytest.param("甲\r\n乙\r\n", ["甲", "乙"], id="crlf"),
        pytest.param("甲\r乙", ["甲", "乙"], id="cr"),
        pytest.param("甲\r\n\n\r乙", ["甲", "", "", "乙"], id="mixed"),
        pytest.param(
            "甲\u2028乙\x85丙\x0b丁\x0c戊",
            ["甲\u2028乙\x85丙\x0b丁\x0c戊"],
            id="no-other-separator",
        ),
    ],
)
def test_a_line_ends_where_an_editor_ends_it(text: str, lines: list[str]) -> None:
    source = read_source("plan.txt", text.encode())
    assert [line.raw for line in source.lines] == lines
    assert [line.number for line in source.lines] == list(range(1, len(lines) + 1))


@given(
    st.text(st.sampled_from("甲乙一、（）。#*_` \r\n\u2028\x85"), max_size=80),
    st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]),
    st.sampled_from(["plan.txt", "plan.md"]),
)
def test_the_bytes_come_back(text: str, encoding: str, name: str) -> None:
    data = text.encode(encoding)
    try:
        source = read_source(name, data)
    except Unreadable:
        return
    assert rebuild(source) == data


def test_the_known_plan_comes_back(known_plan: bytes) -> None:
    source = read_source("source.txt", known_plan)
    assert rebuild(source) == known_plan
    assert (source.encoding, len(source.lines)) == ("utf-8", 199)


@pytest.mark.parametrize(
    ("raw", "text", "level"),
    [
        pytest.param("## 二、目标 ##", "二、目标", 2, id="heading"),
        pytest.param("**牵头单位：**市水务局", "牵头单位：市水务局", 0, id="bold"),
        pytest.param("> 引言", "引言", 0, id="quote"),
        pytest.param("- 牵头单位：____", "牵头单位：____", 0, id="underscores-are-a-blank"),
        pytest.param("达到**%以上", "达到**%以上", 0, id="stars-are-a-blank"),
        pytest.param("1.强化监管。", "1.强化监管。", 0, id="the-plan's-own-number"),
        pytest.param(r"达到\*\*%", "达到**%", 0, id="escapes"),
        pytest.param("a_b_c 与 5*3*2", "a_b_c 与 5*3*2", 0, id="names-and-products"),
    ],
)
def test_markdown_is_told_from_the_plan(raw: str, text: str, level: int) -> None:
    [line] = read_source("plan.md", raw.encode()).lines
    assert (line.stretch.text, line.level) == (text, level)
    for at, col in enumerate(line.stretch.cols):
        assert raw[col - 1] == line.stretch.text[at]


def test_a_span_holds_the_mark_up_between_its_characters() -> None:
    [line] = read_source("plan.md", "由**市水务局**牵头".encode()).lines
    span = line.stretch.span(0, 5)
    assert (span.col, span.quote) == (1, "由**市水务局")


@pytest.mark.parametrize(
    ("heading", "text", "found"),
    [
        pytest.param("强化监管", "严格执法。", True, id="run-in"),
        pytest.param(None, "1.强化监管。严格执法。", True, id="no-heading"),
        pytest.param("强化监督", "严格执法。", False, id="another-heading"),
        pytest.param("强化监管", "从严执法。", False, id="another-text"),
    ],
)
def test_a_stored_text_is_found_in_the_source(heading: str | None, text: str, found: bool) -> None:
    source = read_source("plan.txt", "1.强化监管。严格执法。\n".encode())
    place = locate(source, (1, 1), heading, text)
    assert (place is not None) is found
    if place is not None:
        head, body = place
        assert (head.text if head else None) == heading
        assert [stretch.text for stretch in body] == [text]


def test_signs_of_no_width_at_the_ends_of_a_line_are_not_the_plans() -> None:
    source = read_source("a.txt", "\u200b一、目标\u200b\n\u3000\ufeff（一）任务\n".encode())
    assert [line.stretch.text for line in source.lines] == ["一、目标", "（一）任务"]
    assert [line.stretch.col for line in source.lines] == [2, 3]
