"""A date as it is found in a text, and the year in which a plan means one without a year. Pure values."""

from __future__ import annotations

from bisect import bisect_left

from msgspec import Struct

from gongkai.model import Confidence, DateKind, Frequency

# The rules of 次年1月, of 2025年汛前, and of 做好2025年…工作, which is no time by which anything is due.
NEXT_YEAR, OPEN_TERM, OF_WORK = "date-next-year", "date-open-term", "date-of-work"
OF_TITLE, OF_OPENING, OF_HEADING, OF_SENTENCE = "标题", "开头", "本条标题", "本句"


class FoundDate(Struct, frozen=True):
    """An expression of time at `start:end`. `first` and `last` are `YYYY-MM-DD`, inclusive.

    `season` is (MM-DD, MM-DD); `due` are (month, day) of every year, day 31 meaning the month's last.
    `year` is the year that later months of the same sentence belong to.
    """

    start: int
    end: int
    kind: DateKind
    rule: str
    first: str | None = None
    last: str | None = None
    confidence: Confidence = "certain"
    note: str | None = None
    season: tuple[str, str] | None = None
    frequency: Frequency | None = None
    due: tuple[tuple[int, int], ...] = ()
    year: int | None = None
    impossible: bool = False


class PlanYear(Struct, frozen=True):
    """The year in which a plan means a day without a year, what tells so, and the day before which it can mean none.

    `winter`: it goes on into the next year, to which the first months belong.
    """

    year: int
    basis: str = OF_TITLE
    since: str = ""
    winter: bool = False

    @property
    def note(self) -> str:
        """How a day came by its year."""
        return f"原文未写年份，按{self.basis}的{self.year}年计"


def between(dates: tuple[FoundDate, ...], start: int, end: int) -> tuple[FoundDate, ...]:
    """Those of `dates` (in order) that begin in `start:end`."""
    first = bisect_left(dates, start, key=lambda date: date.start)
    return dates[first : bisect_left(dates, end, key=lambda date: date.start)]
