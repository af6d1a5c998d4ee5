"""What is made of equal values is the same: how whoever makes files asks for those made before."""

from __future__ import annotations

from collections.abc import Callable

Files = tuple[bytes, ...]
# What it is made from, and how.
Keep = Callable[[object, Callable[[], Files]], Files]


def anew(_made_from: object, make: Callable[[], Files]) -> Files:
    """Files where none are kept."""
    return make()
