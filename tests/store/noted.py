"""Which section files are read, and not taken from the cache."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from gongkai.store.sections import File, Read, Reading


def noted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the section files that are read from now on, because the cache does not know them."""
    names: list[str] = []

    def noting(
        files: Sequence[File], meanwhile: Callable[[], object], read_some: Reading
    ) -> Sequence[Read]:
        names.extend(name for name, _ in files)
        meanwhile()
        return read_some(files)

    monkeypatch.setattr("gongkai.store.cache.read_beside", noting)
    return names
