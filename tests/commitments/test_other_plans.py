"""Plans on other subjects: what is committed to is found, and nothing is invented."""

from __future__ import annotations

import pytest

from gongkai.commitments import commitments
from gongkai.commitments.duty_words import PRIMARY
from tests.commitments.other_plans import CASES, Case
from tests.commitments.plans import NoBodies, nodes_of

PRIMARY_KINDS = {form.kind for form in PRIMARY}


def read(case: Case):
    return commitments(nodes_of(case.text), NoBodies())[0]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_quantified_targets_are_these_and_no_others(case: Case) -> None:
    found = [
        (t.comparator, t.value, t.unit, t.deadline, t.deadline_scope, t.span.quote)
        for t in read(case).targets
        if t.kind == "quantified"
    ]
    assert [row[:5] for row in found] == [row[1:] for row in case.targets]
    for row, wanted in zip(found, case.targets, strict=True):
        assert wanted[0] in row[5]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_states_are_found(case: Case) -> None:
    found = [(t.span.quote, t.deadline) for t in read(case).targets if t.kind == "state"]
    for words, deadline in case.states:
        assert any(words in quote and day == deadline for quote, day in found), (words, found)
    assert len(found) <= len(case.states) + 1


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_primary_duties_are_these_and_no_others(case: Case) -> None:
    found = [d for d in read(case).duties if d.kind in PRIMARY_KINDS]
    assert [d.kind for d in found] == [kind for kind, *_ in case.duties], [
        (d.kind, d.span.quote) for d in found
    ]
    for duty, (_, words, frequency, due) in zip(found, case.duties, strict=True):
        assert words in duty.span.quote
        assert len(duty.due) == due
        if frequency:
            assert duty.frequency == frequency


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_dates_are_these_and_no_others(case: Case) -> None:
    assert [(d.span.quote, d.kind, d.end) for d in read(case).dates] == list(case.dates)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_clean_plan_has_no_misprint(case: Case) -> None:
    assert read(case).errata == ()
