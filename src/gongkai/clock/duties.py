"""The states of duties on a day. Pure.

The rules, decided here:

- Periods exist only inside the plan's recorded time in force; without its start nothing can be said
  (无法判断). A period counts where it lies wholly inside, or where the plan prints a due day and that day
  does (6月底、12月底前: line 19 of the first plan).
- Without a printed day a period's last day is the due day (至少每季度: line 130).
- Done is only what a record says; of several records for one period the first counts. Without a record a
  period is overdue from the day after its due day, not before.
- A duty of a group (各有关单位) is not done because one of them did it: the records are counted, and
  whether all have done it cannot be told, for the plan does not list the group.
- 定期 and 长期 without a printed period have no due day, hence are never overdue; nor are 每周 and 每10天, whose periods are
  not laid out, for what falls due so often is not recorded one by one.
- A ban of a season is in effect or not; it needs no record.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

from gongkai.clock import periods
from gongkai.clock.periods import RECURRING, Period
from gongkai.clock.state import State, Word, say
from gongkai.model import Duty, InForce
from gongkai.overlays import Disclosure

NO_START = "方案的施行日期没有登记"
NO_PERIOD = "原文没有写明周期或期限"
NO_WHOLE_PERIOD = "方案施行期内没有一个完整的周期"
_NAMES_A_PERIOD = re.compile(r"[每按逐年月周旬日天]")  # and not 定期, 及时, 经常, 常态化


def duty_states(
    duty: Duty,
    in_force: InForce,
    as_of: date,
    records: Sequence[Disclosure],
    groups: Collection[str] = (),
    node_deadline: str = "",
) -> tuple[State, ...]:
    """The states of `duty`: one a period that has begun by `as_of`, or one where it has no periods.

    `records` are the duty's own, known by `as_of`; `groups` are the ids of units that are groups;
    `node_deadline` is what the duty's node prints as its own, "" for none.
    """
    grouped = any(actor.unit in groups for actor in duty.by)
    if duty.frequency in RECURRING:
        if duty.frequency == "season" and duty.season is None:
            return (State(duty.id, "cannot_tell", "季节的起止日期原文没有写明"),)
        if in_force.start is None:
            return (_without_period(duty, records, NO_START),)
        states = tuple(
            _period_state(duty, period, as_of, records, grouped, in_force)
            for period in duty_periods(duty, in_force, as_of)
        )
        if states:
            return states
        end = in_force.end and date.fromisoformat(in_force.end)
        if not end or any(duty_periods(duty, in_force, end)):
            return (State(duty.id, "not_yet_due", "方案施行后的第一个周期还没有开始"),)
        if not duty.deadline:
            return (_without_period(duty, records, NO_WHOLE_PERIOD),)
    if duty.deadline:
        return (_deadline_state(duty, as_of, records, grouped),)
    why = NO_PERIOD
    if node_deadline:
        why = f"本项没有单独写明期限，所在条目的完成时限是“{node_deadline}”"
    if other_period(duty):
        why = f"原文写明“{duty.frequency_printed}”，本站不逐期排列"
    return (_without_period(duty, records, why),)


def other_period(duty: Duty) -> bool:
    """Whether the plan prints a period (每周, 每两年) that is none of those that are laid out."""
    return duty.frequency == "unspecified" and bool(
        _NAMES_A_PERIOD.search(duty.frequency_printed or "")
    )


def duty_periods(duty: Duty, in_force: InForce, until: date) -> Iterator[Period]:
    """The periods of a recurring duty inside the time in force that begin on or before `until`."""
    if in_force.start is None or duty.frequency not in RECURRING:
        return
    last = date.fromisoformat(in_force.end) if in_force.end else None
    for period in periods.periods(
        duty.frequency, duty.due, duty.season, date.fromisoformat(in_force.start), until
    ):
        if last is None or (period.due if period.printed else period.end) <= last:
            yield period


def _period_state(
    duty: Duty,
    period: Period,
    as_of: date,
    records: Sequence[Disclosure],
    grouped: bool,
    in_force: InForce,
) -> State:
    made_up = in_force.illustrative
    if duty.kind == "seasonal_ban":
        on = period.start <= as_of <= period.end
        return State(
            duty.id,
            "in_effect" if on else "not_in_effect",
            f"{say(period.start)}至{say(period.end)}",
            period.name,
            period.end.isoformat(),
            illustrative=made_up,
        )
    own = [one for one in records if one.period == period.name]
    says = f"应于{say(period.due)}以前" + ("" if period.printed else "（周期的最后一天）")
    return _judged(_Demand(duty.id, period.due, says, period.name, made_up), as_of, own, grouped)


def _deadline_state(duty: Duty, as_of: date, records: Sequence[Disclosure], grouped: bool) -> State:
    due = date.fromisoformat(duty.deadline or "")
    return _judged(_Demand(duty.id, due, f"应于{say(due)}以前"), as_of, records, grouped)


class _Demand(Struct, frozen=True):
    """What is to be done by a day: one period of a duty, or the duty by its deadline."""

    duty: str
    due: date
    says: str
    period: str | None = None
    made_up: bool = False  # the time in force that it follows from

    def state(self, word: Word, why: str, records: Sequence[Disclosure] = ()) -> State:
        """The state that follows from `records`, or from there being none."""
        proof = next((one.address for one in records if one.address), None)
        made_up = self.made_up or any(one.illustrative for one in records)
        why = f"{self.says}；{why}"
        return State(self.duty, word, why, self.period, self.due.isoformat(), proof, made_up)


def _judged(demand: _Demand, as_of: date, records: Sequence[Disclosure], grouped: bool) -> State:
    if records and grouped:
        return _of_group(demand, records)
    if records:
        return _done(demand, min(records, key=lambda one: one.date))
    none = f"截至{say(as_of)}没有记录"
    if as_of > demand.due:
        since = say(demand.due + timedelta(days=1))
        return demand.state("overdue", f"{none}，自{since}起逾期")
    return demand.state("not_yet_due", none)


def _of_group(demand: _Demand, records: Sequence[Disclosure]) -> State:
    who = len({one.by for one in records})
    late = sum(date.fromisoformat(one.date) > demand.due for one in records)
    why = f"已有{who}个单位的记录" + (f"，其中{late}条晚于期限" if late else "")
    why += "；统称包括哪些单位原文没有列明，是否都已完成无法判断"
    return demand.state("cannot_tell", why, records)


def _done(demand: _Demand, first: Disclosure) -> State:
    done = date.fromisoformat(first.date)
    late = (done - demand.due).days
    why = f"{say(done)}完成" + (f"，晚{late}天" if late > 0 else "")
    return demand.state("done_late" if late > 0 else "done_in_time", why, [first])


def _without_period(duty: Duty, records: Sequence[Disclosure], reason: str) -> State:
    """A duty whose due day cannot be known: what is on record, and that timeliness cannot be told."""
    if not records:
        return State(duty.id, "cannot_tell", f"{reason}；没有记录")
    last = max(records, key=lambda one: one.date)
    why = f"{reason}，是否按时无法判断；最近一次记录是{say(date.fromisoformat(last.date))}"
    return State(
        duty.id, "done", why, None, None, last.address, any(one.illustrative for one in records)
    )
