"""Plans in many forms: what a person read in each is what the rules read. See tests/cases/annotated.py."""

from __future__ import annotations

import pytest

from tests.cases.annotated import (
    Case,
    attributions,
    baselines,
    cases,
    charges,
    deadlines,
    duties,
    inline,
    nodes,
    states,
    targets,
)


def the_structure(case: Case) -> None:
    plan, _ = case.read()
    assert nodes(plan) == case.expected["nodes"]
    if title := case.expected.get("title"):
        assert plan.revision.title == title


def who_answers_and_until_when(case: Case) -> None:
    plan, _ = case.read()
    expected = case.expected
    assert sorted(attributions(plan)) == sorted(tuple(row[:3]) for row in expected["attributions"])
    assert inline(plan) == [tuple(row) for row in expected.get("inline", ())]
    assert deadlines(plan) == expected["deadlines"]


def names_resolve(case: Case) -> None:
    plan, _ = case.read()
    units = {
        (node.path, body.printed): body.unit for node in plan.nodes for body in node.attributions
    }
    for path, _, printed, *unit in case.expected["attributions"]:
        if unit:
            assert units[path, printed] == unit[0]


def doubts(case: Case) -> None:
    """What is odd is reported, and a clean plan has no doubt about its numbering."""
    _, findings = case.read()
    odd = {finding.rule for finding in findings} - {"unit-unresolved", "erratum"}
    assert odd == set(case.expected.get("findings", ()))


def quantified_targets(case: Case) -> None:
    _agree(targets(case.read()[0]), case.expected["targets"], words=1)


def primary_duties(case: Case) -> None:
    _agree(duties(case.read()[0]), case.expected["duties"], words=2)


def targets_that_are_states(case: Case) -> None:
    found = states(case.read()[0])
    for path, words, deadline in case.expected["states"]:
        assert any(words in quote and (path, deadline) == (at, day) for at, quote, day in found)


def from_what_a_target_is_measured(case: Case) -> None:
    _hold(baselines(case.read()[0]), case.expected["baselines"])


def for_whom_and_by_when_a_duty_is(case: Case) -> None:
    _hold(charges(case.read()[0]), case.expected["charges"])


ALWAYS = (the_structure, who_answers_and_until_when, names_resolve, doubts)
# Only of those that expect something of the kind.
OF_KIND = {
    "targets": quantified_targets,
    "duties": primary_duties,
    "states": targets_that_are_states,
    "baselines": from_what_a_target_is_measured,
    "charges": for_whom_and_by_when_a_duty_is,
}


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in cases()])
def test_a_plan_is_read_as_a_person_reads_it(case: Case) -> None:
    """One test a plan, for there are hundreds; all parts that disagree are told at once."""
    disagreed = []
    for part in (*ALWAYS, *(one for kind, one in OF_KIND.items() if kind in case.expected)):
        try:
            part(case)
        except AssertionError as disagreement:
            disagreed.append(disagreement)
    if disagreed:
        raise ExceptionGroup(case.name, disagreed)


def _hold(rows: list[list[str | None]], expected: list[list[str | None]]) -> None:
    for words, *wanted in expected:
        assert any(str(words) in str(quote) and wanted == rest for quote, *rest in rows), rows


def _agree(found: list[list[str | None]], expected: list[list[str | None]], words: int) -> None:
    """Rows agree, in order; the column `words` holds words that must be within what was found."""
    bare = [row[:words] + row[words + 1 :] for row in found]
    assert bare == [row[:words] + row[words + 1 :] for row in expected], found
    for row, wanted in zip(found, expected, strict=True):
        assert str(wanted[words]) in str(row[words])


def test_no_plan_is_read_without_a_source(known_plan: bytes) -> None:
    """The cases are our own words: none holds a line of the plan that ships."""
    shipped = {line for line in known_plan.decode().split("\n") if len(line) > 20}
    for case in cases():
        assert not shipped & set(case.source.read_text("utf-8").split("\n"))


def test_every_case_names_its_form() -> None:
    assert len(cases()) >= 30
    assert all(case.expected["form"] for case in cases())
