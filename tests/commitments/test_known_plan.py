"""The shipped plan against a reading by hand: found, and nothing invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.commitments import Commitments, commitments
from gongkai.commitments.duty_words import PRIMARY
from tests.commitments import known_plan as hand
from tests.commitments.plans import NoBodies, nodes_of

SOURCE = Path(__file__).parents[2] / "plan_data" / "revisions" / "r1" / "source.txt"
LINES = SOURCE.read_text(encoding="utf-8").split("\n")
PRIMARY_KINDS = {form.kind for form in PRIMARY}


@pytest.fixture(scope="module")
def read() -> Commitments:
    return commitments(nodes_of("\n".join(LINES)), NoBodies(("住建局",)))[0]


def share(found: list, wanted: tuple) -> float:
    return sum(bool(each) for each in found) / len(wanted)


def test_every_quote_stands_at_its_place(read: Commitments) -> None:
    for record in (*read.targets, *read.duties, *read.dates, *read.errata):
        span = record.span
        assert span.quote
        assert LINES[span.line - 1][span.col - 1 :].startswith(span.quote)


def test_ids_are_numbered_in_text_order(read: Commitments) -> None:
    for letter, records in zip(
        "TDAE", (read.targets, read.duties, read.dates, read.errata), strict=True
    ):
        last: dict[str, int] = {}
        for record in records:
            path, number = record.id.rsplit(f"-{letter}", 1)
            assert path == record.node
            assert int(number) == last.get(path, 0) + 1
            last[path] = int(number)


def test_dates(read: Commitments) -> None:
    assert [(d.span.line, d.span.quote, d.kind, d.end) for d in read.dates] == list(hand.DATES)
    assert {d.start for d in read.dates if d.kind == "period"} == {"2016-01-01"}


def test_quantified_targets_all_and_no_others(read: Commitments) -> None:
    found = [
        (
            t.span.line,
            t.span.quote,
            t.comparator,
            t.value_printed,
            t.value,
            t.unit,
            t.deadline,
            t.deadline_scope,
        )
        for t in read.targets
        if t.kind == "quantified"
    ]
    assert found == list(hand.QUANTITIES)
    assert sum(t.blank for t in read.targets if t.kind == "quantified") == 14


def test_a_blank_has_no_value(read: Commitments) -> None:
    assert all(t.value is None for t in read.targets if t.blank)


def test_baseline(read: Commitments) -> None:
    assert [t.baseline for t in read.targets if t.span.line == 144] == ["2013年"]


def test_states_by_a_date(read: Commitments) -> None:
    states = [t for t in read.targets if t.kind == "state"]
    hits = [
        [
            t
            for t in states
            if t.span.line == line and words in t.span.quote and t.deadline == hand.END
        ]
        for line, words in hand.STATES
    ]
    assert share(hits, hand.STATES) >= 0.95, [
        w for w, h in zip(hand.STATES, hits, strict=True) if not h
    ]
    dated = [t for t in states if t.deadline]
    right = [
        t
        for t in dated
        if any(t.span.line == line and words in t.span.quote for line, words in hand.STATES)
    ]
    assert len(right) / len(dated) >= 0.95


@pytest.mark.parametrize(("kind", "wanted"), [("rule", hand.RULES), ("direction", hand.DIRECTIONS)])
def test_rules_and_directions_are_no_quantities(
    read: Commitments, kind: str, wanted: tuple
) -> None:
    found = [(t.span.line, t.span.quote) for t in read.targets if t.kind == kind]
    assert len(found) == len(wanted)
    for line, words in wanted:
        assert any(line == at and words in quote for at, quote in found), words


def test_publication_is_exactly_the_plans_own(read: Commitments) -> None:
    assert [d.span.line for d in read.duties if d.public] == [18, 23, 29, 130, 185, 188]
    assert {d.to for d in read.duties if d.public} == {"社会"}


def test_primary_duties(read: Commitments) -> None:
    found = [d for d in read.duties if d.kind in PRIMARY_KINDS]
    hits = [
        [d for d in found if (d.span.line, d.kind) == (line, kind) and words in d.span.quote]
        for line, kind, words, _ in hand.DUTIES
    ]
    assert share(hits, hand.DUTIES) >= 0.95, [
        w for w, h in zip(hand.DUTIES, hits, strict=True) if not h
    ]
    assert len(found) <= len(hand.DUTIES) / 0.95
    for (_, _, _, by), duties in zip(hand.DUTIES, hits, strict=True):
        if by and duties:
            assert duties[0].by[0].printed == by


def test_the_half_yearly_report(read: Commitments) -> None:
    (report,) = [d for d in read.duties if d.span.line == 19 and d.kind == "report"]
    assert [(due.month, due.day, due.printed) for due in report.due] == [
        (6, 30, "6月底"),
        (12, 31, "12月底前"),
    ]
    assert report.to == "县委、政府"
    assert report.frequency == "half-year"
    assert [a.printed for a in report.by] == ["各乡镇场", "园区", "各有关部门"]
    assert {a.source for a in report.by} == {"inherited"}


def test_the_season_crosses_the_years_end(read: Commitments) -> None:
    (ban,) = [d for d in read.duties if d.span.line == 99 and d.kind == "seasonal_ban"]
    assert ban.season == ("11-01", "03-31")
    assert [(a.printed, a.source) for a in ban.by] == [("住建局", "inline")]


def test_misprints(read: Commitments) -> None:
    found = {(e.span.line, e.span.quote): e.suspected for e in read.errata}
    for line, quote, suspected in hand.MISPRINTS:
        assert found[line, quote] == suspected
    rest = set(found) - {(line, quote) for line, quote, _ in hand.MISPRINTS}
    assert not rest - hand.DOUBTFUL
