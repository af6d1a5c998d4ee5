"""What a value of a wrong kind should have been is told in both languages."""

from __future__ import annotations

import re

import pytest

from gongkai.sources.rules import FORMS
from gongkai.store import overlay_records, shapes
from gongkai.store.shapes import Reader, Record, Shape
from gongkai.yaml_tree import Mapping, Scalar, Sequence, Tree

WRONG = (
    Mapping({}, False, 1, 1, 1),
    Sequence((), True, 1, 1, 1),
    Scalar("x", '"'),
)
CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")


def kinds() -> list[tuple[str, Shape | Record]]:
    """All kinds of value and record that these modules name."""
    named = {**vars(shapes), **vars(overlay_records)}.items()
    return [(name, one) for name, one in named if isinstance(one, Shape | Record)]


@pytest.mark.parametrize(("name", "kind"), kinds())
def test_what_is_expected_is_told_in_english(name: str, kind: Shape | Record) -> None:
    told = [finding for tree in WRONG for finding in _read(kind, tree).findings]
    types = [finding for finding in told if finding.rule == "yaml-type"]
    assert types, name
    for finding in types:
        assert finding.args["wanted"] in FORMS
        assert not CHINESE.search(finding.message("en"))
        assert finding.args["wanted"] in finding.message("zh")


def test_lists_of_records_say_so() -> None:
    shape = shapes.many(Record(()), dict)
    (finding,) = _read(shape, WRONG[2]).findings
    assert finding.message("en") == "a list (each item behind a -) is expected here"
    assert finding.message("zh") == "这里应为列表（- 开头）"


def _read(kind: Shape | Record, tree: Tree) -> Reader:
    reader = Reader("a.yml")
    kind.read(tree, reader)
    return reader
