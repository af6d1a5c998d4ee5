"""The units of one file. The reading side of the store's I/O."""

from __future__ import annotations

from pathlib import Path

from gongkai.model import Unit
from gongkai.sources import Finding
from gongkai.store.files import bytes_of, shown
from gongkai.store.sections import read_units


def load_units(folder: Path, path: Path) -> tuple[tuple[Unit, ...], tuple[Finding, ...]]:
    """The units that the file at `path` registers; none where there is no such file."""
    if not path.exists():
        return (), ()
    data, findings = bytes_of(path, shown(folder, path))
    if data is None:
        return (), findings
    return read_units(shown(folder, path), data)
