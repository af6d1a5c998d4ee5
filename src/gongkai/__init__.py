"""gongkai (公开): a government plan as it was issued, published as a public, checkable site.

For programs: `read` one source, `load` a project, `check` it. Each returns frozen values (`gongkai.model`)
and findings, and raises nothing for a fault of the input; `gongkai.contract` makes JSON of a plan,
`gongkai.views` what each page shows. No room is imported before it is called for.
"""

from __future__ import annotations

from os import PathLike
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gongkai.model import Plan
    from gongkai.sources import Finding
    from gongkai.store import Project

__version__ = "0.1.0"
__all__ = ["__version__", "check", "load", "read"]


def read(source: str | PathLike[str]) -> tuple[Plan | None, tuple[Finding, ...]]:
    """Read the file `source` by rules alone, as `gongkai read` does; nothing is written.

    The plan's nodes bear ordinal paths and no permanent identifiers. `None` where the file cannot be
    read; the findings then say why.
    """
    from pathlib import Path

    from gongkai.reading import read as read_plan
    from gongkai.store import read_file

    found, findings = read_file(Path(source))
    return (None, findings) if found is None else read_plan(found)


def load(
    folder: str | PathLike[str], revision: str | None = None
) -> tuple[Project | None, tuple[Finding, ...]]:
    """Load the project in `folder` with one revision, by default the current one.

    `None` where there is no such project or revision. Findings of severity `error` mean that
    something in `plan_data` was left out of what is returned.
    """
    from pathlib import Path

    from gongkai.store import load as load_project

    return load_project(Path(folder), revision)


def check(folder: str | PathLike[str]) -> tuple[Finding, ...]:
    """All that is wrong in the project in `folder`, over all of its revisions, as `gongkai check` lists it."""
    from pathlib import Path

    from gongkai.checking import check as check_project

    return check_project(Path(folder))
