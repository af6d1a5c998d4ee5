"""What is written as YAML reads back as the same text, whatever the text; and always in the same form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.store.emit import Block, Flow, Quoted, emit
from gongkai.yaml_tree import Mapping, Scalar, Sequence, Tree, parse

# Any text at all, and texts that YAML is known to take for something else.
TRAPS = st.sampled_from(
    ["", " ", "~", "null", "no", "是: 否", "# 甲", "a #b", "- 甲", "1_000", "12:30", "2020-12-31", "0x1F", "1e3",
     "\u2028", "甲\u2028乙", "甲\x85乙", "甲\r\n乙", "甲\t", "\t甲", "甲 \n乙", "\n甲", "甲\n", "甲\n\n乙", "  甲\n乙", "{{", "'",
     '"', "\\", '\\"', "---", "...", "--- 甲", "=", "<<", "!", "&a", "*a", "%", "@", "`", "|", ">", "?", ":", "a:", "\ufeff甲",
     "\x00", "\x1b[31m", "\u202e甲", "\U0001f600", "\U0002f800", "\ufffe", "\ue000", "　甲　", "[甲]", "甲, 乙", ".5", "+1", "0o7"]
)  # fmt: skip
TEXT = st.one_of(
    TRAPS,
    st.text(st.characters(exclude_categories=["Cs"])),
    st.lists(TRAPS, max_size=4).map("\n".join),
    st.text(alphabet=" \t\n\r\"'#:-\\甲a1\u2028\x85\x07"),
)
SCALAR = st.one_of(
    TEXT, TEXT.map(Quoted), TEXT.map(Block), st.integers(2, 999_999_999), st.booleans(), st.none()
)
KEYS = st.sampled_from(["id", "at", "quote", "kind", "note", "by", "due"])
VALUE = st.recursive(
    SCALAR,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4),
        st.dictionaries(KEYS, inner, min_size=1, max_size=4),
        st.lists(st.integers(2, 99), max_size=3).map(Flow),
    ),
    max_leaves=12,
)


def plain(tree: Tree | None) -> object:
    """What a tree says: texts, with what YAML takes for a number, a truth or nothing told apart."""
    if isinstance(tree, Mapping):
        return {key: plain(value) for key, (_, value) in tree.entries.items()}
    if isinstance(tree, Sequence):
        return [plain(item) for item in tree.items]
    assert isinstance(tree, Scalar)
    return (tree.value, "other") if tree.other else tree.value


def said(value: object) -> object:
    """What a plain value is to read back as."""
    if isinstance(value, dict):
        return {key: said(item) for key, item in value.items()}
    if isinstance(value, list):
        return [said(item) for item in value]
    if isinstance(value, str):
        return str(value)
    return ({None: "null", True: "true", False: "false"}.get(value, str(value)), "other")


@given(st.dictionaries(KEYS, VALUE, min_size=1))
def test_what_is_written_reads_back(value: dict[str, object]) -> None:
    text = emit(value, "甲\n乙")
    tree, findings = parse("a.yml", text.encode())
    assert not findings
    assert plain(tree) == said(value)


@given(TEXT)
def test_what_cannot_be_seen_is_written_as_an_escape(text: str) -> None:
    written = emit({"quote": text}, "甲")
    assert not set(written) & set("\x00\x07\x1b\r\t\x85\u2028\u2029\u202e\ufeff\u200b")
    assert all(line == line.rstrip() for line in written.split("\n"))


@pytest.mark.parametrize(
    ("value", "form"),
    [
        pytest.param("县水务局", "县水务局", id="plain"),
        pytest.param("2020-12-31", '"2020-12-31"', id="a-day"),
        pytest.param("4.10", '"4.10"', id="a-number"),
        pytest.param("不", "不", id="a-word"),
        pytest.param("no", '"no"', id="a-truth"),
        pytest.param("a\u2028b", '"a\\u2028b"', id="a-hidden-line-end"),
        pytest.param(Block("甲\n乙"), "|-\n  甲\n  乙", id="a-block"),
        pytest.param("甲 \n乙", '"甲 \\n乙"', id="no-block-with-blanks-at-the-end"),
        pytest.param(Flow([3, 4]), "[3, 4]", id="a-short-list"),
        pytest.param({}, "{}", id="nothing-in-it"),
    ],
)
def test_the_form(value: object, form: str) -> None:
    assert emit({"a": value}, "甲") == f"# 甲\na: {form}\n"
