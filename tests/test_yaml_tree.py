"""The parser of YAML where no test of what uses it would see it fail."""

from __future__ import annotations

import sys
from collections import deque
from itertools import count

import pytest
import yaml

from gongkai.yaml_tree import events


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_a_file_is_not_walked_deeper_than_anybody_can_read_it(opening: str) -> None:
    """Each bracket takes the parser the longer, the more stand open: a hundred thousand of them took it most of a minute."""
    met = count()
    with pytest.raises(yaml.YAMLError):
        deque(zip(events(opening.encode() * 100_000), met, strict=False), maxlen=0)
    assert next(met) < 3 * sys.getrecursionlimit()


def test_a_file_of_settings_may_be_deep() -> None:
    around = 4  # the beginnings and ends of the stream and of the document
    assert len(list(events(b"[" * 400 + b"]" * 400))) == 800 + around
