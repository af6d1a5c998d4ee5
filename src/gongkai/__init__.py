"""gongkai (公开): a government plan as it was issued, published as a public, checkable site.

For programs: `read` one source, `load` a project, `check` it; `view` it on a day, as its pages show it. All give
frozen values (`gongkai.model`, `gongkai.views`) and raise nothing for a fault of the input: that is a finding.
`gongkai.contract` makes JSON of a plan. No room is imported before it is called for.
"""

from __future__ import annotations

from datetime import date
from importlib import import_module
from os import PathLike
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gongkai.model import Plan
    from gongkai.sources import Finding
    from gongkai.store import Project
    from gongkai.views import Views

__version__ = "0.1.0"
__all__ = ["__version__", "check", "load", "read", "view"]


def read(source: str | PathLike[str]) -> tuple[Plan | None, tuple[Finding, ...]]:
    """Read the file `source` by rules alone, as `gongkai read` does; nothing is written.

    The plan's nodes bear ordinal paths and no permanent identifiers. `None` where the file cannot be
    read; the findings then say why.
    """
    from pathlib import Path

    from gongkai.reading.read import read as read_plan
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


def check(folder: str | PathLike[str], as_of: date | None = None) -> tuple[Finding, ...]:
    """All that is wrong in the project in `folder`, over all of its revisions, as `gongkai check` lists it.

    With a day, also what is recorded as done after it.
    """
    from pathlib import Path

    from gongkai.checking import check as check_project

    return check_project(Path(folder), as_of)


def view(project: Project, as_of: date, *, illustration: bool = False) -> Views:
    """What the pages of a loaded project show on the day `as_of`: nothing recorded later is in it.

    `illustration`: with what is made up for a demonstration. Results of water monitoring that `check` refuses are left out.
    """
    from gongkai.store import load_water
    from gongkai.views import Settings, Views

    water, _ = load_water(project.folder, illustration=illustration)
    return Views(project.standing(as_of, water, illustration=illustration), Settings())


def __getattr__(name: str) -> ModuleType:
    """The rooms that programs look into: `gongkai.views`, `gongkai.model` and `gongkai.contract` need no import of their own."""
    if name in ("contract", "model", "views"):
        return import_module(f"gongkai.{name}")
    raise AttributeError(f"module 'gongkai' has no attribute {name!r}")
