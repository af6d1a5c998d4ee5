"""Rectification: problems handed over by inspections, as task list, timetable and state. Pure.

Up to `ROWS` problems are one page. Of more the first page shows those that are due first, and pages under it the rest.
"""

from __future__ import annotations

from msgspec import Struct

from gongkai import addresses
from gongkai.overlays import Problem
from gongkai.views import words
from gongkai.views.cut import ROWS
from gongkai.views.index import Index
from gongkai.views.parts import NodeLink, node_link


class StepView(Struct, frozen=True):
    """A change of state."""

    date: str
    state: str
    text: str
    evidence: str


class ProblemView(Struct, frozen=True):
    """A problem: what, who, until when, by which standard it is closed, how far it is."""

    id: str
    batch: str
    problem: str
    measure: NodeLink | None
    units: tuple[tuple[str, str], ...]  # name, address
    deadline: str
    sort: str
    standard: str
    state: str
    tone: str
    late: str
    steps: tuple[StepView, ...]
    basis: str
    illustrative: bool


class RectificationPage(Struct, frozen=True):
    """All problems with their counts; `late` are those closed after their deadline, or still open."""

    rows: tuple[ProblemView, ...]
    counts: tuple[tuple[str, int], ...]
    late: int
    as_of: str
    most: int = ROWS  # of a page

    @property
    def shown(self) -> tuple[ProblemView, ...]:
        """Those of the first page."""
        return self.rows[: self.most]

    @property
    def more(self) -> tuple[MoreProblems, ...]:
        """The pages after it."""
        of = -(-len(self.rows) // self.most)
        return tuple(
            MoreProblems(
                number,
                of,
                addresses.problems(number),
                addresses.problems(number - 1),
                addresses.problems(number + 1) if number < of else "",
                self.rows[(number - 1) * self.most : number * self.most],
                self.as_of,
            )
            for number in range(2, of + 1)
        )


class MoreProblems(Struct, frozen=True):
    """A page of problems after the first."""

    number: int
    of: int
    address: str
    previous: str
    next: str  # "" for none
    rows: tuple[ProblemView, ...]
    as_of: str

    @property
    def holds(self) -> str:
        """The names of its rows, by which an address that names one leads on."""
        return " ".join(row.id for row in self.rows)


def rectification(index: Index, most: int = ROWS) -> RectificationPage:
    """The list of problems, the nearest deadline first, on pages of `most`."""
    problems = sorted(
        index.overlays.rectification, key=lambda one: (one.deadline or "9999", one.id)
    )
    rows = tuple(problem_view(index, one) for one in problems)
    return RectificationPage(
        rows,
        tuple(
            (word, sum(one.state == key for one in problems)) for key, word in words.CLOSING.items()
        ),
        sum(bool(row.late) for row in rows),
        words.day(index.plan.as_of),
        most,
    )


def problem_view(index: Index, problem: Problem) -> ProblemView:
    """One problem."""
    node = index.by_id.get(problem.measure)
    return ProblemView(
        problem.id,
        problem.batch,
        problem.problem,
        node_link(index, node) if node else None,
        tuple(
            (index.units[unit].name, addresses.unit(unit))
            for unit in problem.units
            if unit in index.units
        ),
        words.day(problem.deadline),
        problem.deadline or "9999",
        problem.standard,
        words.CLOSING[problem.state],
        "good" if problem.state == "closed" else "plain",
        _late(index, problem),
        tuple(
            StepView(words.day(one.date), words.CLOSING[one.state], one.text, one.evidence or "")
            for one in problem.steps
        ),
        problem.basis,
        problem.illustrative,
    )


def _late(index: Index, problem: Problem) -> str:
    """That a problem is not closed though its deadline has passed, or was closed after it."""
    if problem.deadline is None or index.plan.as_of is None:
        return ""
    closed = next((step.date for step in problem.steps if step.state == "closed"), None)
    if closed:
        return "逾期销号" if closed > problem.deadline else ""
    return "逾期未销号" if index.plan.as_of > problem.deadline else ""
