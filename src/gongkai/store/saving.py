"""A plan as persons or better rules changed it → the section files that held it. Does I/O.

Only files that say something new are touched, and of those only the lines that do; they change together.
"""

from __future__ import annotations

from gongkai.model import Plan
from gongkai.sources import Finding
from gongkai.store.files import put
from gongkai.store.folder import Project
from gongkai.store.sections import rewrite


def save(project: Project, plan: Plan) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """Put `plan` in the place of that of `project`, which loaded without a fault; the files that changed.

    A file that somebody else changed since it was loaded is a finding; then nothing is written.
    """
    changed = rewrite(project.files, project.plan, plan)
    loaded = dict(project.files)
    paths = {name: project.folder / name for name in changed}
    findings = tuple(
        Finding("file-changed", name)
        for name, path in paths.items()
        if (path.read_bytes() if path.exists() else None) != loaded.get(name)
    )
    if findings:
        return (), findings
    put({paths[name]: data for name, data in changed.items()}, project.folder)
    return tuple(changed), ()
