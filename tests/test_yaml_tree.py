"""The parser of YAML where no test of what uses it would see it fail."""

from __future__ import annotations

from collections import deque
from itertools import count

import pytest
import yaml

from gongkai.yaml_tree import events


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_a_file_is_not_walked_deeper_than_any_can_be(opening: str) -> None:
    """Each bracket takes the parser the longer, the more stand open: a hundred thousand of them took it most of a minute."""
    met = count()
    with pytest.raises(yaml.YAMLError):
        deque(zip(events(opening.encode() * 100_000), met, strict=False), maxlen=0)
    assert next(met) < 500


def test_a_file_of_settings_may_be_deep() -> None:
    assert (
        len(list(events(b"[" * 60 + b"]" * 60))) == 120 + 4
    )  # the stream's and the document's own
