"""A small project whose site builds in a moment."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.store import import_source

TEXT = (
    "河道管护实施方案\n\n为管好河道，制定本方案。\n\n一、主要任务\n（一）开展清淤。2026年底前完成主河道清淤。\n"
    "牵头单位：县水务局\n（二）公开结果。每季度向社会公开一次水质。\n牵头单位：XXX\n"
)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A project folder with one revision and nothing else."""
    return made(tmp_path)


def made(base: Path) -> Path:
    """The project, as a folder below `base`."""
    folder = base / "project"
    (folder / "plan_data").mkdir(parents=True)
    source = base / "plan.txt"
    source.write_text(TEXT, encoding="utf-8")
    assert import_source(folder, source, "r1").written
    return folder
