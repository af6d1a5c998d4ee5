"""Memory: a block that may take so much of it and no more. Asks the system, and tells it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import resource
except ImportError:  # a system that has none
    resource = None  # type: ignore[assignment]


@contextmanager
def no_more_than(memory: int) -> Iterator[None]:
    """A block that meets a `MemoryError` where the process takes more bytes than `memory` beside what it has taken.

    Where the system does not tell what there is, nothing is bounded.
    """
    taken = _taken()
    if taken is None:
        yield
        return
    before = resource.getrlimit(resource.RLIMIT_AS)
    bounds = (one for one in before if one != resource.RLIM_INFINITY)
    resource.setrlimit(resource.RLIMIT_AS, (min([taken + memory, *bounds]), before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


def _taken() -> int | None:
    """How many bytes the process has taken, where that can be known and bounded."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except (OSError, ValueError, LookupError):
        return None
    return pages * resource.getpagesize() if resource else None
