"""The breaks still fit the code: what each replaces stands there, once, and what comes of it is Python."""

from __future__ import annotations

import ast
from functools import cache

import pytest

from tests.conftest import ROOT
from tests.mutations.run import broken
from tests.mutations.table import TABLE


@cache
def _sound(file: str) -> tuple[str, str]:
    """A file of the program, and what it says as Python."""
    text = (ROOT / "src" / "gongkai" / file).read_text("utf-8")
    return text, ast.dump(ast.parse(text))


@pytest.mark.parametrize("at", range(len(TABLE)), ids=lambda at: TABLE[at].what)
def test_a_break_can_be_made(at: int) -> None:
    one = TABLE[at]
    sound, told = _sound(one.file)
    assert ast.dump(ast.parse(broken(sound, one))) != told
    for tests in one.seen_by.split():
        file, _, name = tests.partition("::")
        assert (ROOT / file).exists()
        assert not name or f"def {name}(" in (ROOT / file).read_text("utf-8")


def test_the_breaks_differ() -> None:
    assert len({(one.file, one.old, one.new) for one in TABLE}) == len(TABLE)
