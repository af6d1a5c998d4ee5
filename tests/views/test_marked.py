"""Marked text: nothing of a text is lost or doubled, whatever the marks; elements nest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.views.marked import Mark, MarkKind, Piece, marked

_KINDS: list[MarkKind] = ["target", "date", "blank", "erratum"]


@st.composite
def _cases(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    at = st.integers(-2, 14)  # narrow, so that marks meet and cross
    text = draw(
        st.text(
            alphabet="水质XX达标<&\u3000😀", min_size=draw(st.sampled_from([0, 6])), max_size=12
        )
    )
    marks = [
        Mark(*sorted(draw(st.tuples(at, at))), draw(st.sampled_from(_KINDS)), f"R{n}", href=draw(st.sampled_from(["", "units/a/"])))
        for n in range(draw(st.integers(0, 8)))
    ]  # fmt: skip
    return text, marks


def _covered(pieces: tuple[Piece, ...]) -> list[set[MarkKind]]:
    """The kinds that are open over each character; fails where elements do not nest."""
    stack: list[object] = []
    kinds: list[set[MarkKind]] = []
    for piece in pieces:
        stack.extend(piece.opens)
        kinds.extend({part.kind for part in stack} for _ in piece.text)  # type: ignore[attr-defined]
        for part in piece.closes:
            assert stack.pop() is part
    assert not stack
    return kinds


@given(_cases())
def test_the_pieces_joined_are_the_text(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    assert "".join(piece.text for piece in marked(text, marks)) == text


@given(_cases())
def test_each_character_lies_in_its_marks_and_no_others(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    wanted = [{m.kind for m in marks if m.start <= at < m.end} for at in range(len(text))]
    assert _covered(marked(text, marks)) == wanted


@given(_cases())
def test_an_anchor_stands_once(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    opened = [part for piece in marked(text, marks) for part in piece.opens]
    anchors = [part.id for part in opened if part.first]
    ends = [part.id for part in opened if part.last]
    shown = [m.id for m in marks if max(0, m.start) < min(len(text), m.end)]
    assert sorted(anchors) == sorted(ends) == sorted(shown)


@given(_cases())
def test_no_link_stands_in_a_link(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    open_links = 0
    for piece in marked(text, marks):
        open_links += sum(part.link for part in piece.opens)
        assert open_links <= 1
        open_links -= sum(part.link for part in piece.closes)


@pytest.mark.parametrize(
    ("marks", "parts"),
    [
        pytest.param(
            [Mark(0, 8, "target", "T"), Mark(4, 6, "blank", "B")],
            [("target", "T", True), ("blank", "B", True)],
            id="a-blank-inside-a-target-leaves-it-whole",
        ),
        pytest.param(
            [Mark(0, 4, "date", "A"), Mark(2, 8, "target", "T")],
            [("date", "A", True), ("target", "T", True), ("target", "T", False)],
            id="a-crossing-mark-goes-on-after-the-other",
        ),
    ],
)
def test_which_part_of_a_mark_is_its_first(
    marks: list[Mark], parts: list[tuple[str, str, bool]]
) -> None:
    pieces = marked("利用率达到XX%", marks)
    assert [(p.kind, p.id, p.first) for piece in pieces for p in piece.opens] == parts
