"""Views: all that pages and files show of a plan on one day, each made when it is asked for. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property

from msgspec import Struct

from gongkai.clock import Standing
from gongkai.clock.water import water_states
from gongkai.model import Duty
from gongkai.views import disclosure, disclosure_pages, registers
from gongkai.views.calendar import (
    CalendarFront,
    CalendarPage,
    MonthPage,
    calendar,
    calendar_front,
    month_pages,
)
from gongkai.views.cut import Sheet
from gongkai.views.disclosure import Register
from gongkai.views.disclosure_pages import Front
from gongkai.views.document import Document, document
from gongkai.views.fronts import SheetPage
from gongkai.views.full_text import FullText, Line, full_text, lines, text_sheets
from gongkai.views.home import Home, home
from gongkai.views.index import Index
from gongkai.views.list_pages import CutList, cut_lists
from gongkai.views.measure import MeasurePage, around, measure_page
from gongkai.views.parts import Fact
from gongkai.views.progress import Report, halves, report
from gongkai.views.reading import ReadingPage, reading_page
from gongkai.views.rectification import RectificationPage, rectification
from gongkai.views.registers import Blanks, MeasureRow, Targets
from gongkai.views.settings import Settings
from gongkai.views.unit import UnitPage, Units
from gongkai.views.water.bulletin import Bulletin, bulletins
from gongkai.views.water.overview import Overview, overview
from gongkai.views.work_plans import PlansPage, plans_page


class Views(Struct, frozen=True, dict=True):
    """What is shown of a plan as it stands on a day. What several pages share is made once."""

    standing: Standing
    settings: Settings

    @cached_property
    def index(self) -> Index:
        """The plan looked up from every side."""
        return Index(self.standing)

    @cached_property
    def units(self) -> Units:
        """What each unit has to do; `units.rows()` is the list of all."""
        return Units(self.index)

    def unit(self, identifier: str) -> UnitPage:
        """The page of a unit. `KeyError` where the plan has none of that id."""
        return self.units.page(self.index.units[identifier], self.settings)

    @property
    def measures(self) -> tuple[MeasureRow, ...]:
        """All measures, in the order of the plan."""
        return registers.measures(self.index)

    def measure(self, identifier: str) -> MeasurePage:
        """The page of a measure. `KeyError` where the plan has none of that id."""
        measures = {node.id: node for node in self.index.measures}
        node = measures[identifier]
        beside = around(self.index, self.index.measures)[node.path]
        return measure_page(self.index, node, self.settings, beside)

    @cached_property
    def home(self) -> Home:
        """The plan's numbers."""
        return home(self.index, self.calendar, self.sheets)

    @property
    def document(self) -> Document:
        """The plan's particulars."""
        return document(self.index, self.settings)

    @property
    def full_text(self) -> FullText:
        """The plan as issued, with what was read in the margin; its first page where it has several."""
        return full_text(self.index)

    @cached_property
    def text_sheets(self) -> tuple[SheetPage[tuple[int, ...]], ...]:
        """The pages of the full text after its first one, each with the numbers of its lines."""
        return tuple(text_sheets(self.index))

    @cached_property
    def line(self) -> Callable[[int], Line]:
        """What makes the line of a number."""
        return lines(self.index)

    @property
    def targets(self) -> Targets:
        """All targets, and how many are without number or day."""
        return registers.targets(self.index)

    @property
    def disclosure(self) -> Register:
        """The duties: what must be published first."""
        return disclosure.register(self.index)

    @cached_property
    def sheets(self) -> tuple[Sheet[Duty], ...]:
        """The pages into which the duties are cut where they are too many for one."""
        return disclosure_pages.sheets(self.index)

    @property
    def disclosure_front(self) -> Front:
        """The first page of the duties where they are cut."""
        return disclosure_pages.front(self.index, self.sheets)

    def sheet_pages(self) -> Iterator[SheetPage[Register]]:
        """The pages after it."""
        return disclosure_pages.sheet_pages(self.index, self.sheets)

    @property
    def registers_kept(self) -> tuple[Fact, ...]:
        """The duties to keep a register or a list."""
        return disclosure.registers_kept(self.index)

    @property
    def blanks(self) -> Blanks:
        """What the plan leaves blank, and suspected misprints."""
        return registers.blanks(self.index)

    def cut_lists(self) -> dict[str, CutList]:
        """The lists of measures, targets, registers kept and blanks that are too long for one page, by their addresses."""
        return cut_lists(self.index)

    @cached_property
    def calendar(self) -> CalendarPage:
        """What is due, month by month."""
        return calendar(self.index)

    @cached_property
    def month_pages(self) -> tuple[MonthPage, ...]:
        """The pages into which the calendar is cut where it is too long for one."""
        return month_pages(self.calendar)

    @property
    def calendar_front(self) -> CalendarFront:
        """The first page of the calendar where it is cut."""
        return calendar_front(self.calendar, self.index.plan.as_of or "")

    @cached_property
    def rectification(self) -> RectificationPage:
        """Problems handed over by inspections."""
        return rectification(self.index)

    @property
    def work_plans(self) -> PlansPage:
        """The units' work plans, year by year."""
        return plans_page(self.index, self.settings)

    @property
    def reading(self) -> ReadingPage:
        """How sure the rules were."""
        return reading_page(self.index)

    @cached_property
    def reports(self) -> tuple[Report, ...]:
        """The report on each half-year that has records, newest first."""
        return tuple(report(self.index, half) for half in halves(self.index))

    @property
    def water(self) -> Overview:
        """What is on file of water, in short."""
        return overview(self.index, self.standing.water)

    @cached_property
    def bulletins(self) -> tuple[tuple[str, Bulletin], ...]:
        """Address and bulletin of each quarter with results of water monitoring, in time."""
        water = self.standing.water
        return tuple(bulletins(water, water_states(self.index.plan, water))) if water else ()
