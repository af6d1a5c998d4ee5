"""State: what can be said of one duty's period, or of one target, on the as-of day. Values."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

Word = Literal[
    "done_in_time", "done_late", "done", "overdue", "not_yet_due", "cannot_tell",
    "in_effect", "not_in_effect", "met", "missed", "no_result",
]  # fmt: skip


class State(Struct, frozen=True):
    """`of` is the duty's or target's id; `due` and all days `YYYY-MM-DD`.

    `why` says in one Chinese sentence from what the state follows; `evidence` is the address of the
    proof. `illustrative`: some record it rests on is made up.
    """

    of: str
    state: Word
    why: str
    period: str | None = None
    due: str | None = None
    evidence: str | None = None
    illustrative: bool = False


def say(day: date) -> str:
    """A day as sentences here write it: 2020年6月30日."""
    return f"{day.year}年{day.month}月{day.day}日"
