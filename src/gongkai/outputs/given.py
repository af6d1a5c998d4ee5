"""What the files of a plan on one day are made from. Pure but for the source."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from gongkai.overlays import Overlays
from gongkai.store import Project
from gongkai.views import Settings, Views
from gongkai.water import Monitoring


class Given(Struct, frozen=True):
    """What is shown of a plan, the same without illustration, its source.

    `recorded` is all that is on record, whatever the day.
    """

    views: Views
    own: Views
    recorded: Overlays
    source: bytes


def given(
    project: Project,
    water: Monitoring | None,
    settings: Settings,
    as_of: date,
    *,
    illustration: bool = False,
) -> Given:
    """All that is needed of a project on a day."""
    shown = Views(project.standing(as_of, water, illustration=illustration), settings)
    own = Views(project.standing(as_of), settings) if illustration else shown
    return Given(shown, own, project.overlays, source(project))


def source(project: Project) -> bytes:
    """The plan's source, byte for byte."""
    revision = project.plan.revision
    folder = project.folder / "plan_data" / "revisions" / str(revision.id)
    return (folder / revision.source.file).read_bytes()
