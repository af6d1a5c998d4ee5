"""What the pages and files of a plan on one day are made from, each part worked out once. Pure but for the source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from gongkai.clock import Standing
from gongkai.clock.water import water_states
from gongkai.overlays import Overlays
from gongkai.store import Project
from gongkai.views import Index, Settings
from gongkai.views.progress import Report, halves, report
from gongkai.views.unit import Units
from gongkai.views.water.bulletin import Bulletin, bulletins
from gongkai.water import Monitoring


@dataclass(frozen=True)
class Given:
    """The plan as shown and looked up, the same without illustration, its source.

    `recorded` is all that is on record, whatever the day.
    """

    standing: Standing
    index: Index
    own: Standing
    recorded: Overlays
    source: bytes
    settings: Settings

    @cached_property
    def units(self) -> Units:
        """What each unit has to do."""
        return Units(self.index)

    @cached_property
    def reports(self) -> tuple[Report, ...]:
        """The report on each half-year that has records, newest first."""
        return tuple(report(self.index, half) for half in halves(self.index))

    @cached_property
    def bulletins(self) -> tuple[tuple[str, Bulletin], ...]:
        """Address and bulletin of each quarter with results of water monitoring, in time."""
        water = self.standing.water
        return tuple(bulletins(water, water_states(self.index.plan, water))) if water else ()


def given(
    project: Project,
    water: Monitoring | None,
    settings: Settings,
    as_of: date,
    *,
    illustration: bool = False,
) -> Given:
    """All that is needed of a project on a day."""
    shown = project.standing(as_of, water, illustration=illustration)
    own = project.standing(as_of)
    return Given(shown, Index(shown), own, project.overlays, source(project), settings)


def source(project: Project) -> bytes:
    """The plan's source, byte for byte."""
    revision = project.plan.revision
    folder = project.folder / "plan_data" / "revisions" / str(revision.id)
    return (folder / revision.source.file).read_bytes()
