"""The states of targets, and of what a measure's own deadline (完成时限) asks for, on a day. Pure.

The rules, decided here:

- A target is judged only after its deadline (the first day on which it may be missed is the day after),
  and only by a result that refers to the deadline or a later day; a state reached earlier stays reached,
  a value may fall back and does not count before its day.
- What was missed and is reached by a later result is done late, as a duty is: the day is told, and that it was late.
- A blank has no value: nothing is judged unless a fill gives one, and then the state says so.
- 左右 prints no tolerance: only equality is called met, all else cannot be told.
- A direction (明显改善) and a rule (1.5倍减量替代) name nothing that a result could be held against, unless a
  record says that it was reached.
- A measure is done by a record of its progress that says so, and overdue where a record of its deadline or later
  says that it is not; where there is none, nobody knows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import partial

from gongkai.clock.state import State, Word, say
from gongkai.model import Fill, Node, Target
from gongkai.overlays import Progress

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def target_state(
    target: Target, as_of: date, results: Sequence[Progress], fill: Fill | None = None
) -> State:
    """The state of `target`; `results` are its own, known by `as_of`; `fill` that of its blank value."""
    ordered = sorted(results, key=lambda one: one.date)
    if target.deadline is None:
        return _undated(target, ordered)
    due = date.fromisoformat(target.deadline)
    state = partial(_state, target.id, target.deadline)
    until = f"时限{say(due)}"
    if reached := _reached(ordered):
        in_time, why = _done(until, due, reached)
        return state("met" if in_time else "done_late", why, reached)
    if as_of <= due:
        return state("not_yet_due", f"{until}；{_latest(ordered)}", _last(ordered))
    final = [one for one in ordered if one.date >= target.deadline]
    if target.kind != "quantified":
        word: Word = "missed" if any(one.state for one in final) else "no_result"
        return state(word, f"{until}；{_latest(ordered)}", _last(ordered))
    value = _demanded(target, fill)
    if value is None:
        untold = "目标值原文空白" if target.blank else f"目标值“{target.value_printed}”不是一个数"
        why = f"{untold}，是否达到无法判断；{_latest(ordered)}"
        return state("cannot_tell", why, _last(ordered))
    judged = [
        (_compared(target, Decimal(one.value), value), one)
        for one in final
        if one.value is not None
    ]
    if not judged:
        return state("no_result", f"{until}；{_latest(ordered)}", _last(ordered))
    word, result = judged[0]
    why = f"{until}；{_measured(result)}，要求{_asked(target, value)}"
    made_up = bool(fill and target.blank and fill.illustrative)
    late = next((one for told, one in judged if told == "met"), None)
    if word == "missed" and late:
        why += f"；{_measured(late)}，晚于时限"
        word, result, made_up = "done_late", late, made_up or result.illustrative
    if target.blank:
        why += "（数值为填补值，原文空白）"
    if word == "cannot_tell":
        why += "；“左右”没有写明幅度"
    return state(word, why, result, made_up=made_up)


def measure_state(node: Node, due: date, as_of: date, results: Sequence[Progress]) -> State:
    """The state of a measure that is to be done by `due`; `results` are its own, known by `as_of`."""
    ordered = sorted(results, key=lambda one: one.date)
    state = partial(_state, deadline_id(node), due.isoformat())
    until = f"完成时限{say(due)}"
    if reached := _reached(ordered):
        in_time, why = _done(until, due, reached)
        return state("done_in_time" if in_time else "done_late", why, reached)
    word: Word = "not_yet_due"
    if as_of > due:
        told = any(one.state and one.date >= due.isoformat() for one in ordered)
        word = "overdue" if told else "no_result"
    return state(word, f"{until}；{_latest(ordered)}", _last(ordered))


def deadline_id(node: Node) -> str:
    """The address of a node's deadline, as decisions on it are recorded."""
    return f"{node.id}-C"


def _undated(target: Target, ordered: Sequence[Progress]) -> State:
    if reached := _reached(ordered):
        why = f"时限原文没有写明；{_day(reached.date)}记录为完成"
        return _state(target.id, None, "met", why, reached)
    why = f"时限原文没有写明；{_latest(ordered)}"
    return _state(target.id, None, "cannot_tell", why, _last(ordered))


def _reached(ordered: Sequence[Progress]) -> Progress | None:
    """The first record that says that it is done."""
    return next((one for one in ordered if one.state == "done"), None)


def _done(until: str, due: date, reached: Progress) -> tuple[bool, str]:
    """Whether what was recorded as done was done in time, and why."""
    in_time = reached.date <= due.isoformat()
    return in_time, f"{until}；{_day(reached.date)}记录为完成" + ("" if in_time else "，晚于时限")


def _state(
    of: str,
    deadline: str | None,
    word: Word,
    why: str,
    result: Progress | None,
    *,
    made_up: bool = False,
) -> State:
    return State(
        of,
        word,
        why,
        None,
        deadline,
        result.evidence if result else None,
        made_up or bool(result and result.illustrative),
    )


def _demanded(target: Target, fill: Fill | None) -> tuple[Decimal, ...] | None:
    """The value, or the two ends of a range; of a blank what fills it, where that is a number."""
    text = target.value
    if target.comparator is None:
        return None  # one side of a ratio (1:XX): filled, it says no more which way it is better
    if target.blank:
        text = fill.value if fill and _NUMBER.fullmatch(fill.value) else None
    return tuple(Decimal(part) for part in text.split("–")) if text else None


def _compared(target: Target, value: Decimal, asked: tuple[Decimal, ...]) -> Word:
    """A decrease or increase is reported as its own size (下降3%: 3)."""
    low, high = asked[0], asked[-1]
    if target.comparator == "≈":
        return "met" if value == low else "cannot_tell"
    if target.comparator == "range":
        return "met" if low <= value <= high else "missed"
    if target.comparator == "<=":
        return "met" if value <= high else "missed"
    return "met" if value >= low else "missed"


_WORD = {
    ">=": "不低于", "<=": "不超过", "=": "达到", "≈": "左右", "decrease_by": "下降", "increase_by": "提高",
    "range": "在",
}  # fmt: skip


def _asked(target: Target, value: tuple[Decimal, ...]) -> str:
    number = "–".join(str(one) for one in value) + (target.unit or "")
    return (
        number + "左右"
        if target.comparator == "≈"
        else _WORD.get(target.comparator or "=", "") + number
    )


def _measured(result: Progress) -> str:
    return f"{_day(result.date)}为{result.value}{result.unit or ''}"


def _latest(ordered: Sequence[Progress]) -> str:
    last = _last(ordered)
    if last is None:
        return "没有结果记录"
    says = (
        f"{last.value}{last.unit or ''}"
        if last.value is not None
        else _STATE[last.state or "ongoing"]
    )
    return f"最近一次记录：{_day(last.date)}，{says}"


_STATE = {"not_started": "未开始", "ongoing": "进行中", "done": "完成"}


def _last(ordered: Sequence[Progress]) -> Progress | None:
    return ordered[-1] if ordered else None


def _day(value: str) -> str:
    return say(date.fromisoformat(value))
