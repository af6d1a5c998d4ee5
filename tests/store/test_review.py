"""Decisions on any plan: what is written back reads as the decision and leaves every other line alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.identity import assign, in_order
from gongkai.model import Plan
from gongkai.reading.read import read
from gongkai.sources import Source, read_source
from gongkai.store.places import places
from gongkai.store.review import Decision, Filter, decide, judgements
from gongkai.store.sections import read_sections, rewrite, section_files
from tests.plans import Made, plans

Files = list[tuple[str, bytes]]
FOLDER = "plan_data/revisions/r1/sections"


def stored(made: Made) -> tuple[Source, Plan, Files]:
    source = read_source("plan.txt", made.text.encode())
    plan, _ = read(source)
    plan = assign(plan, in_order(plan))
    files = [(f"{FOLDER}/{name}", text.encode()) for name, text in section_files(plan).items()]
    loaded, findings = read_sections(files, source, plan.revision)
    assert not findings
    return source, loaded, files


@pytest.mark.slow
@given(plans(), st.data())
@settings(max_examples=40)
def test_a_decision_changes_its_own_lines(made: Made, data: st.DataObject) -> None:
    source, plan, files = stored(made)
    known = judgements(plan)
    chosen = data.draw(st.lists(st.sampled_from(known), unique_by=lambda one: one.address))
    verdict = data.draw(st.sampled_from(["accept", "reject"]))
    note = data.draw(st.none() | st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
    decision = Decision(verdict, "方案办", "2026-03-01", note, data.draw(st.booleans()))
    new, findings = decide(plan, [one.address for one in chosen], decision)
    assert not findings
    changed = rewrite(files, plan, new)
    after = [(name, changed.get(name) or text) for name, text in files]
    again, findings = read_sections(after, source, plan.revision)
    assert not findings
    for name in ("frame", "nodes", "targets", "duties", "blanks", "dates", "errata", "mentions"):
        assert getattr(again, name) == getattr(new, name), name
    assert bool(changed) == bool(chosen)
    for (_, old), (_, text) in zip(files, after, strict=True):
        rest = iter(text.decode().split("\n"))  # every old line is still there, in order
        assert all(line in rest for line in old.decode().split("\n"))


@pytest.mark.slow
@given(plans())
@settings(max_examples=20)
def test_every_judgement_has_an_address_and_a_place_of_its_own(made: Made) -> None:
    _, plan, files = stored(made)
    known = judgements(plan)
    placed = places(files)
    assert len({one.address for one in known}) == len(known)
    spots = {(placed[one.where].file, *placed[one.where].at()) for one in known}
    assert len(spots) == len(known)
    assert all(Filter(node=one.node.id, kinds=(one.kind,)).takes(one) for one in known)
    for one in known:
        if one.kind not in ("node", "attribution", "deadline"):
            assert placed[one.where].tree.entries["id"][1].value == one.address  # type: ignore[union-attr]
