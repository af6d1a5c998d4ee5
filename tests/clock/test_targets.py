"""The states of targets: met, reached late, missed, no result, not yet due, cannot be told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from gongkai.clock.targets import measure_state, target_state
from gongkai.model import Fill, Node, Target
from gongkai.overlays import Progress
from gongkai.sources.span import Span

AT = Span(3, 1, "入园率达到85%以上")


def target(**changes) -> Target:
    fields = {
        "id": "N003-T1", "node": "1.1", "span": AT, "kind": "quantified", "indicator": "入园率",
        "comparator": ">=", "value_printed": "85", "value": "85", "unit": "%", "deadline": "2020-12-31",
    }  # fmt: skip
    return Target(**(fields | changes))


def result(day: str, value: str | None = None, state=None) -> Progress:
    return Progress("N003-T1", day, "统计公报", value, "%" if value else None, state)


@pytest.mark.parametrize(
    ("as_of", "results", "changes", "expected"),
    [
        ("2020-12-30", [], {}, "not_yet_due"),
        ("2020-12-31", [("2020-12-31", "90")], {}, "not_yet_due"),
        ("2021-01-01", [("2020-12-31", "90")], {}, "met"),
        ("2021-01-01", [("2020-12-31", "85")], {}, "met"),
        ("2021-01-01", [("2020-12-31", "84.99")], {}, "missed"),
        ("2021-01-01", [], {}, "no_result"),
        # A value from before the deadline may have fallen back since.
        ("2021-01-01", [("2020-11-30", "90")], {}, "no_result"),
        ("2021-06-01", [("2021-03-01", "84")], {}, "missed"),
        ("2021-06-01", [("2020-12-31", "80"), ("2021-03-01", "84")], {}, "missed"),
        ("2021-06-01", [("2020-12-31", "80"), ("2021-03-01", "85")], {}, "done_late"),
        # What was reached in its time, or late, stays so.
        ("2021-06-01", [("2020-12-31", "85"), ("2021-03-01", "80")], {}, "met"),
        (
            "2021-06-01",
            [("2020-12-31", "80"), ("2021-03-01", "85"), ("2021-05-01", "80")],
            {},
            "done_late",
        ),
        ("2021-06-01", [("2020-12-31", "80"), ("2021-03-01", None, "done")], {}, "done_late"),
        ("2021-01-01", [("2020-12-31", "84")], {"comparator": "<="}, "met"),
        ("2021-01-01", [("2020-12-31", "85")], {"comparator": "<="}, "met"),
        ("2021-01-01", [("2020-12-31", "85.1")], {"comparator": "<="}, "missed"),
        ("2021-01-01", [("2020-12-31", "5")], {"comparator": "range", "value": "5–8"}, "met"),
        ("2021-01-01", [("2020-12-31", "8")], {"comparator": "range", "value": "5–8"}, "met"),
        ("2021-01-01", [("2020-12-31", "84")], {"comparator": "decrease_by"}, "missed"),
        ("2021-01-01", [("2020-12-31", "86")], {"comparator": "decrease_by"}, "met"),
        ("2021-01-01", [("2020-12-31", "85")], {"comparator": "≈"}, "met"),
        ("2021-01-01", [("2020-12-31", "84")], {"comparator": "≈"}, "cannot_tell"),
        ("2021-01-01", [("2020-12-31", "7")], {"comparator": "range", "value": "5–8"}, "met"),
        ("2021-01-01", [("2020-12-31", "9")], {"comparator": "range", "value": "5–8"}, "missed"),
        ("2021-01-01", [("2020-12-31", "9")], {"blank": True, "value": None}, "cannot_tell"),
        # One side of a ratio (1:350) is no value to be judged by.
        ("2021-01-01", [("2020-12-31", "9")], {"comparator": None, "value": None}, "cannot_tell"),
        ("2021-01-01", [("2020-06-01", None, "done")], {"kind": "state"}, "met"),
        ("2021-02-01", [("2021-01-15", None, "done")], {"kind": "state"}, "done_late"),
        ("2021-02-01", [("2021-01-15", None, "ongoing")], {"kind": "state"}, "missed"),
        ("2021-02-01", [("2020-10-15", None, "ongoing")], {"kind": "state"}, "no_result"),
        ("2021-02-01", [], {"deadline": None}, "cannot_tell"),
        ("2021-02-01", [("2020-10-15", None, "done")], {"deadline": None}, "met"),
    ],
)
def test_state(as_of, results, changes, expected) -> None:
    given = [result(*one) for one in results]
    found = target_state(target(**changes), date.fromisoformat(as_of), given)
    assert found.state == expected, found.why


def test_a_blank_is_judged_only_by_what_fills_it_and_says_so() -> None:
    blank = target(blank=True, value=None, value_printed="XX")
    given = [result("2020-12-31", "80")]
    fill = Fill("75", (), "批复", "2020-01-01")
    found = target_state(blank, date(2021, 1, 1), given, fill)
    assert found.state == "met"
    assert "原文空白" in found.why
    assert not found.illustrative
    made_up = Fill("75", (), "示例", "2020-01-01", illustrative=True)
    assert target_state(blank, date(2021, 1, 1), given, made_up).illustrative
    ratio = target(blank=True, value=None, value_printed="1:XX", comparator=None)
    assert target_state(ratio, date(2021, 1, 1), given, fill).state == "cannot_tell"
    words = Fill("约七成", (), "批复", "2020-01-01")
    assert target_state(blank, date(2021, 1, 1), given, words).state == "cannot_tell"


def test_what_is_reached_late_says_when_by_which_result_and_on_what_it_rests() -> None:
    missed, reached = result("2020-12-31", "80"), result("2021-03-01", "85")
    made_up = replace(missed, illustrative=True)
    proof = replace(reached, evidence="https://example.gov.cn/85")
    found = target_state(target(), date(2021, 6, 1), [proof, made_up])
    assert found.why == (
        "时限2020年12月31日；2020年12月31日为80%，要求不低于85%；2021年3月1日为85%，晚于时限"
    )
    assert (found.evidence, found.illustrative) == ("https://example.gov.cn/85", True)


@pytest.mark.parametrize(
    ("as_of", "results", "expected"),
    [
        pytest.param("2024-06-30", [("2024-06-30", "ongoing")], "not_yet_due", id="on-its-day"),
        pytest.param("2024-07-01", [], "no_result", id="nobody-told"),
        pytest.param("2024-07-01", [("2024-06-01", "ongoing")], "no_result", id="told-before-only"),
        pytest.param("2024-07-01", [("2024-07-01", "ongoing")], "overdue", id="still-going-on"),
        pytest.param("2024-07-01", [("2024-06-30", "done")], "done_in_time", id="in-time"),
        pytest.param("2024-06-01", [("2024-05-30", "done")], "done_in_time", id="before-its-day"),
        pytest.param("2024-08-01", [("2024-07-01", "ongoing"), ("2024-07-20", "done")], "done_late", id="late"),
    ],
)  # fmt: skip
def test_a_measure_by_its_own_deadline(
    as_of: str, results: list[tuple[str, Any]], expected: str
) -> None:
    node = Node("1.1", "1.", "item", "measure", "1", None, (), (3, 3), "N003")
    given = [
        Progress("N003", day, "半年报送", None, None, state, evidence="https://example.org/a")
        for day, state in results
    ]
    state = measure_state(node, date(2024, 6, 30), date.fromisoformat(as_of), given)
    assert (state.of, state.state, state.due) == ("N003-C", expected, "2024-06-30")
    assert state.evidence == ("https://example.org/a" if given else None)
