"""The reading report: all lines accounted for, doubts told, none on a clean plan."""

from __future__ import annotations

import pytest
from hypothesis import given

from gongkai.reading.read import read
from gongkai.reading.report import Report, report
from gongkai.sources import read_source
from tests.mixed import mixed_texts


def report_on(text: str) -> Report:
    return report(*read(read_source("plan.txt", text.encode())))


CLEAN = "护林方案\n一、任务\n（一）巡山。逐日巡山。\n责任单位：县林业局\n完成时限：2025年6月\n"


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        pytest.param(CLEAN, {}, id="clean"),
        pytest.param(
            CLEAN.replace("县林业局", "县林业局、红旗护林专班、绿叶护林专班"),
            {"unresolved": [("红旗护林专班", (4,)), ("绿叶护林专班", (4,))]},
            id="names-of-no-known-body",
        ),
        pytest.param(
            CLEAN.replace("2025年6月", "尽快"),
            {"doubtful": [("deadline", "尽快")]},
            id="a-time-that-no-day-can-be-told-of",
        ),
        pytest.param(
            CLEAN + "（三）值守。昼夜值守。\n", {"findings": ["numbering-gap"]}, id="odd-numbering"
        ),
        pytest.param(
            CLEAN + "【1】备足器材。\n", {"findings": ["marker-unknown"]}, id="a-marker-of-no-form"
        ),
    ],
)
def test_where_to_look_first(text: str, doubts: dict[str, list[object]]) -> None:
    found = report_on(text)
    assert list(found.unresolved) == doubts.get("unresolved", [])
    assert [(place.what, place.span.quote) for place in found.doubtful] == doubts.get(
        "doubtful", []
    )
    assert [finding.rule for finding in found.findings] == doubts.get("findings", [])
    assert found.clean == (not doubts)


def test_what_was_read_is_counted() -> None:
    found = report_on(CLEAN)
    assert (found.lines, found.in_nodes, found.in_frame, found.loose) == (5, 4, 1, ())
    assert (found.nodes, found.measures) == (2, 1)
    totals = {tally.what: tally.total for tally in found.tallies}
    assert (totals["attribution"], totals["deadline"]) == (1, 1)


@given(mixed_texts())
def test_every_line_with_words_is_told(text: str) -> None:
    found = report_on(text)
    assert found.lines == found.in_nodes + found.in_frame + len(found.loose)
