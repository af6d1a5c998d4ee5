"""What persons decided outlives better rules and new lines; what cannot is told, with its id."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from gongkai.checking import check
from gongkai.identity import assign, in_order
from gongkai.model import Node, NodeDeadline, Plan, Review
from gongkai.reading.read import read
from gongkai.sources import Span, read_source
from gongkai.store import import_source, load, renewing
from gongkai.store.carry import carry
from gongkai.store.review import Decision, decide, judgements
from tests.folders import tree
from tests.plans import Made, plans
from tests.store.test_review import stored

TEXT = """河道管护方案

一、任务
（一）清淤。2026年底前完成清淤任务，每季度向社会公布进展。
牵头单位：县水务局
（二）绿化。2027年底前栽植率达到XX%以上。
责任单位：XXX
"""
SIGNED = Decision("accept", "方案办", "2026-03-01")
Change = Callable[[Plan], Plan]


def plan_of(text: str, ids: dict[str, str] | None = None) -> Plan:
    plan, _ = read(read_source("plan.txt", text.encode()))
    return assign(plan, ids or in_order(plan))


def decided(plan: Plan, *addresses: str, decision: Decision = SIGNED) -> Plan:
    new, findings = decide(plan, addresses, decision)
    assert not findings
    return new


def value(plan: Plan, address: str) -> Any:
    return {one.address: one.value for one in judgements(plan)}.get(address)


def told(findings: Any) -> list[tuple[str, str]]:
    return [(finding.rule, finding.args["id"]) for finding in findings]


BEHIND = """水资源方案

一、任务
（一）管护河道
1.每月巡查。
2.划界。
牵头单位：县水务局
（二）核查取水
1.核查。
2.公布名单。
牵头单位：县水务局
"""


def test_labels_behind_the_items_of_a_node_are_carried_with_it() -> None:
    earlier = decided(plan_of(BEHIND), "N002-L1", "N005-L1")
    assert carry(earlier, plan_of(BEHIND)) == (earlier, ())
    later, _ = read(read_source("plan.txt", BEHIND.replace("2.公", "2.复核。\n3.公").encode()))
    ids = {node.path: node.id or "" for node in earlier.nodes}
    ids |= {"1.2.3": ids["1.2.2"], "1.2.2": "N008"}
    new, findings = carry(earlier, assign(later, ids))
    assert not findings
    assert [value(new, address).span.line for address in ("N002-L1", "N005-L1")] == [7, 12]
    assert value(new, "N005-L1").review == value(earlier, "N005-L1").review


@pytest.mark.slow
@given(plans(), st.data())
@settings(max_examples=40)
def test_the_same_reading_again_changes_nothing(made: Made, data: st.DataObject) -> None:
    _, plan, _ = stored(made)
    known = judgements(plan)
    chosen = data.draw(st.lists(st.sampled_from(known), unique_by=lambda one: one.address))
    verdict = data.draw(st.sampled_from(["accept", "reject"]))
    earlier = decided(
        plan, *(one.address for one in chosen), decision=replace(SIGNED, verdict=verdict)
    )
    assert carry(earlier, plan) == (earlier, ())


@pytest.mark.slow
@given(plans(), st.data())
@settings(max_examples=40)
def test_decisions_follow_their_words_when_lines_are_put_in(
    made: Made, data: st.DataObject
) -> None:
    _, plan, _ = stored(made)
    chosen = data.draw(
        st.lists(st.sampled_from(judgements(plan)), unique_by=lambda one: one.address)
    )
    earlier = decided(plan, *(one.address for one in chosen))
    lines = made.text.splitlines()
    later = plan_of("\n".join([lines[0], "", "", *lines[1:]]))
    new, findings = carry(earlier, later)
    assert not findings
    for one in chosen:
        before, now = value(earlier, one.address), value(new, one.address)
        assert now.review == before.review
        if not isinstance(now, Node):
            assert now.span == replace(before.span, line=now.span.line)
            assert now.span.line in (before.span.line, before.span.line + 2)


@pytest.mark.slow
@given(plans(), st.data())
@settings(max_examples=60)
def test_no_decision_is_lost_silently(made: Made, data: st.DataObject) -> None:
    """Whatever lines go, come twice or change: a decision stands at its words or is told by its id."""
    _, plan, _ = stored(made)
    chosen = data.draw(
        st.lists(st.sampled_from(judgements(plan)), unique_by=lambda one: one.address)
    )
    earlier = decided(plan, *(one.address for one in chosen))
    lines = made.text.splitlines()
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(lines) - 1))
        change = data.draw(st.sampled_from([[], [lines[at]] * 2, [lines[at].replace("XX", "90")]]))
        lines[at : at + 1] = change or ["（一）新增任务。另行部署。"]
    later, _ = read(read_source("plan.txt", "\n".join(lines).encode()))
    left = {node.path: node.id or "" for node in earlier.nodes}
    ids = {node.path: left.pop(node.path, f"N9{at:02}") for at, node in enumerate(later.nodes)}
    new, findings = carry(earlier, assign(later, ids))
    lost = {finding.args["id"] for finding in findings if finding.rule == "carry-lost"}
    found = {one.address: one.value for one in judgements(new)}
    signed = sorted(str(one.review) for one in found.values() if one.review.status == "checked")
    kept = [
        one
        for one in judgements(earlier)
        if one.review.status == "checked" and one.address not in lost
    ]
    assert signed == sorted(str(one.review) for one in kept)
    assert len(found) == len(judgements(new))
    for one in found.values():
        if not isinstance(one, Node):
            for span in (one.span, *(actor.span for actor in getattr(one, "by", ()))):
                assert new.source_lines[span.line - 1].startswith(span.quote, span.col - 1)


@given(plans())
@settings(max_examples=20)
def test_whatever_rules_read_names_its_rule(made: Made) -> None:
    """A record without a rule is one that a person wrote, and stays."""
    plan, _ = read(read_source("plan.txt", made.text.encode()))
    assert all(
        one.review.rule for one in judgements(assign(plan, in_order(plan))) if one.kind != "node"
    )


def reread(**changes: Any) -> Change:
    """Better rules: the target is read otherwise."""
    return lambda plan: replace(
        plan, targets=tuple(replace(one, **changes) for one in plan.targets)
    )


def without_targets(plan: Plan) -> Plan:
    return replace(plan, targets=())


def longer_quote(plan: Plan) -> Plan:
    def longer(one: Any) -> Any:
        return replace(one, span=replace(one.span, quote=f"{one.span.quote}。"))

    return replace(plan, targets=tuple(longer(one) for one in plan.targets))


def as_support(plan: Plan) -> Plan:
    nodes = (
        replace(node, lead=(), support=node.lead) if node.lead else node for node in plan.nodes
    )
    return replace(plan, nodes=tuple(nodes))


def as_narrative(plan: Plan) -> Plan:
    return replace(plan, nodes=tuple(replace(node, role="narrative") for node in plan.nodes))


@pytest.mark.parametrize(
    ("address", "change", "rule"),
    [
        pytest.param("N003-T1", reread(indicator="成活率"), "carry-conflict", id="read-otherwise"),
        pytest.param("N003-T1", without_targets, None, id="no-longer-read"),
        pytest.param("N003-T1", longer_quote, "carry-conflict", id="more-words"),
        pytest.param("N002-L1", as_support, "carry-conflict", id="another-role"),
        pytest.param("N003", as_narrative, "carry-conflict", id="a-node"),
    ],
)
@pytest.mark.parametrize("verdict", ["accept", "reject"])
def test_a_decision_stands_against_better_rules(
    address: str, change: Change, rule: str | None, verdict: Any
) -> None:
    plan = plan_of(TEXT)
    earlier = decided(plan, address, decision=replace(SIGNED, verdict=verdict))
    new, findings = carry(earlier, change(plan))
    assert value(new, address) == value(earlier, address)
    assert [one for one in told(findings) if one[1] == address] == (
        [(rule, address)] if rule else []
    )
    assert len({one.address for one in judgements(new)}) == len(judgements(new))


@pytest.mark.parametrize(
    ("address", "change", "rule"),
    [
        pytest.param("N003-T1", reread(indicator="成活率"), "carry-renewed", id="read-otherwise"),
        pytest.param("N003-T1", longer_quote, "carry-renewed", id="more-words"),
        pytest.param("N003-T1", without_targets, "carry-dropped", id="no-longer-read"),
        pytest.param("N002", as_narrative, "carry-renewed", id="a-node"),
    ],
)
def test_a_proposal_gives_way_and_its_id_goes_on(address: str, change: Change, rule: str) -> None:
    plan = plan_of(TEXT)
    new, findings = carry(plan, change(plan))
    assert (rule, address) in told(findings)
    assert value(new, address) == value(change(plan), address)


def test_bodies_that_stay_and_answer_otherwise_are_told_by_why_they_answer() -> None:
    plan = plan_of(TEXT)
    target = next(one for one in plan.targets if one.by)
    actors = tuple(replace(actor, source="inline") for actor in target.by)
    _, findings = carry(decided(plan, target.id), reread(by=actors)(plan))
    (what,) = [one.args["what"] for one in findings if one.args["id"] == target.id]
    assert what.startswith("by: 县水务局（attribution")
    assert "→ 县水务局（inline" in what


def test_what_a_person_wrote_or_edited_stays() -> None:
    plan = plan_of(TEXT)
    edited = decided(
        plan,
        "N003-T1",
        decision=replace(SIGNED, verdict="edit", values={"quote": "栽植率", "at": "6:14"}),
    )
    assert value(edited, "N003-T1").span.quote == "栽植率"
    new, findings = carry(edited, plan)
    assert new == edited
    assert told(findings) == [("carry-conflict", "N003-T1")]
    own = replace(
        plan.targets[-1],
        id="N003-T7",
        review=Review(note="漏读"),
        span=replace(plan.targets[-1].span, col=1, quote="（二）绿化"),
    )
    written = replace(plan, targets=(*plan.targets, own))
    new, findings = carry(written, plan)
    assert (new, findings) == (written, ())


def test_a_new_record_gets_an_id_that_was_never_given() -> None:
    plan = plan_of(TEXT)
    earlier = replace(plan, targets=tuple(replace(one, id=f"{one.id}8") for one in plan.targets))
    new, _ = carry(earlier, without_targets(plan))
    assert not new.targets
    first = plan.targets[0]
    more = replace(first, id="N003-T1", span=replace(first.span, col=1, quote="（"))
    new, _ = carry(earlier, replace(plan, targets=(more, *plan.targets)), taken=["N003-T30"])
    ids = [one.id for one in new.targets if one.node == first.node]
    assert set(ids) & {"N003-T31", "N002-T31", "N002-T19"}
    assert "N003-T1" not in ids


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        pytest.param(TEXT.replace("栽植率达到XX%", "栽植率达到90%"), "carry-lost", id="reworded"),
        pytest.param(
            TEXT.replace("（二）绿化。", "（二）绿化。按计划组织实施。"),
            None,
            id="moved-on-its-line",
        ),
        pytest.param(TEXT.replace("一、任务\n", "一、任务\n按年度推进。\n"), None, id="moved-down"),
    ],
)
def test_the_next_revision(text: str, rule: str | None) -> None:
    earlier = decided(plan_of(TEXT), "N003-T1", "N003-R1")
    new, findings = carry(earlier, plan_of(text))
    assert told(findings) == ([(rule, "N003-T1")] if rule else [])
    assert value(new, "N003-R1").review.status == "checked"
    kept = value(new, "N003-T1")
    if rule:
        assert findings[0].severity == "warning"
        assert not any(one.review.status == "checked" for one in new.targets)
    else:
        line, col = kept.span.place
        assert kept.review.status == "checked"
        assert new.source_lines[line - 1].startswith(kept.span.quote, col - 1)


@pytest.mark.parametrize(
    ("before", "after", "address", "gone"),
    [
        pytest.param("2027年底前，栽植率达到85%以上。", "2028年底前，栽植率达到85%以上。", "N002-T1", "2027年底前", id="deadline"),
        pytest.param("2026年起，每季度，由县水务局向县政府报告。", "2026年起，每半年，由县水务局向县政府报告。", "N002-D1", "每季度", id="frequency"),
        pytest.param("以2020年为基准，用水量下降10%。", "以2021年为基准，用水量下降10%。", "N002-T1", "2020年", id="baseline"),
        pytest.param("2027年底前，栽植率达到85%以上。", "2027年底前，全面动员，栽植率达到85%以上。", "N002-T1", "", id="all-still-there"),
    ],
)  # fmt: skip
def test_a_decision_does_not_outlive_the_words_that_it_goes_by(
    before: str, after: str, address: str, gone: str
) -> None:
    """Its quote stands as it stood; until when or how often is another word of the text, and that is gone."""
    plan = plan_of(RATES.format(before))
    earlier = decided(plan, address)
    one = value(earlier, address)
    assert gone not in one.span.quote or not gone
    new, findings = carry(earlier, plan_of(RATES.format(after)))
    now = value(new, address)
    if not gone:
        assert (now.review, now.deadline) == (one.review, one.deadline)
        return
    assert [(finding.rule, finding.args) for finding in findings] == [
        ("carry-lost", {"id": address, "quote": gone})
    ]
    assert now.review.status == "proposed"
    assert value(plan_of(RATES.format(after)), address) == now


RATES = "河道管护方案\n\n一、任务\n（一）绿化。{}\n牵头单位：县水务局\n"


@pytest.mark.parametrize(
    ("before", "after", "ids"),
    [
        pytest.param("2027年底前栽植率达到85%以上。", "2027年底前栽植率达到90%以上。", ["T1"], id="raised"),
        pytest.param("2027年底前栽植率达到85%以上。", "2028年底前栽植率达到80.5%以上。", ["T1"], id="lowered-and-postponed"),
        pytest.param("2027年底前栽植率达到XX%以上。", "2027年底前栽植率达到90%以上。", ["T1"], id="a-blank-filled"),
        pytest.param("栽植率达到85%以上。", "成活率达到85%以上。", ["T2"], id="another-thing-is-counted"),
        pytest.param("栽植率达到85%以上。", "栽植率低于85%。", ["T2"], id="other-words"),
        pytest.param("栽植率达到85%以上。", "成活率达到90%以上，栽植率达到90%以上。", ["T2", "T1"], id="found-behind-a-new-one"),
        pytest.param("栽植率达到85%以上，栽植率达到95%以上。", "栽植率达到90%以上。", ["T3"], id="which-one-cannot-be-told"),
        pytest.param("栽植率达到85%以上，成活率达到95%以上。", "栽植率达到95%以上，成活率达到85%以上。", ["T1", "T2"], id="both"),
    ],
)  # fmt: skip
def test_a_target_whose_numbers_change_stays_the_same_target(
    before: str, after: str, ids: list[str]
) -> None:
    earlier = plan_of(RATES.format(before))
    plan, findings = carry(earlier, plan_of(RATES.format(after)))
    assert [one.id.partition("-")[2] for one in plan.targets] == ids
    assert [one.span.quote for one in plan.targets] == [
        one.span.quote for one in plan_of(RATES.format(after)).targets
    ]
    # A decision was on the old number: it is told, and the target asks for another.
    signed = decided(earlier, *(one.id for one in earlier.targets))
    again, findings = carry(signed, plan_of(RATES.format(after)))
    assert [one.id.partition("-")[2] for one in again.targets] == ids
    assert {one.review.status for one in again.targets} == {"proposed"}
    assert [rule for rule, _ in told(findings)].count("carry-lost") == len(earlier.targets)


def test_words_printed_twice_keep_their_turn() -> None:
    twice = TEXT.replace("栽植率达到XX%以上。", "栽植率达到XX%以上，保存率达到XX%以上。")
    earlier = decided(plan_of(twice), "N003-B2")
    assert value(earlier, "N003-B2").span.quote == "XX"
    later = plan_of(twice.replace("（二）绿化。", "（二）绿化。按计划实施，"))
    new, findings = carry(earlier, later)
    assert not findings
    assert [one.review.status for one in new.blanks] == [
        one.review.status for one in earlier.blanks
    ]
    assert [one.span for one in new.blanks] == [one.span for one in later.blanks]


def test_a_new_record_stands_where_its_words_do() -> None:
    plan = plan_of(TEXT)
    late = plan.dates[-1]
    early = replace(late, id=f"{late.node}-A9", span=replace(late.span, col=1, quote="（二）"))
    new, _ = carry(plan, replace(plan, dates=(*plan.dates, early)))
    assert [one.span for one in new.dates] == [
        *(one.span for one in plan.dates[:-1]),
        early.span,
        late.span,
    ]


def test_a_node_has_one_deadline_and_the_decided_one_stands() -> None:
    plan = plan_of(TEXT)
    at = next(n for n, node in enumerate(plan.nodes) if node.id == "N003")

    def due(printed: str, col: int, end: str) -> Plan:
        deadline = NodeDeadline(
            Span(6, col, printed), printed, None, end, review=Review(rule="label")
        )
        nodes = [
            *plan.nodes[:at],
            replace(plan.nodes[at], deadline=deadline),
            *plan.nodes[at + 1 :],
        ]
        return replace(plan, nodes=tuple(nodes))

    earlier = decided(due("2027年底前", 7, "2027-12-31"), "N003-C")
    new, findings = carry(earlier, due("XX%", 19, "2028-12-31"))
    assert new == earlier
    assert told(findings) == [("carry-conflict", "N003-C")]
    assert carry(plan, earlier)[0].nodes == earlier.nodes


def test_a_node_that_is_gone_takes_no_decision_with_it_silently() -> None:
    earlier = decided(plan_of(TEXT), "N003", "N003-T1", "N003-R1")
    cut = TEXT[: TEXT.index("（二）")]
    _, findings = carry(earlier, plan_of(cut))
    assert told(findings) == [("carry-lost", one) for one in ("N003", "N003-R1", "N003-T1")]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "plan_data").mkdir()
    (tmp_path / "plan.txt").write_text(TEXT, encoding="utf-8")
    assert import_source(tmp_path, tmp_path / "plan.txt", "r1").written
    path = tmp_path / "plan_data/revisions/r1/sections/01.yml"
    text = path.read_text("utf-8").replace("kind: quantified", "kind: quantified  # 已问过", 1)
    text = text.replace(
        '      - id: "N003-T1"',
        '      # 目标\n      - id: "N003-T1"\n        status: checked\n        checked_by: 方案办\n        checked_on: "2026-03-01"',
    )
    path.write_text(text, "utf-8")
    assert check(tmp_path) == ()
    return tmp_path


def test_importing_again_with_better_rules_keeps_comments_and_decisions(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(project)
    assert not import_source(project, project / "plan.txt", "r1").written
    assert tree(project) == before

    def better(*args: Any) -> Any:
        plan, findings = read(*args)
        dates = tuple(replace(one, end="2026-12-30") if one.end else one for one in plan.dates)
        targets = tuple(replace(one, unit="％") if one.unit else one for one in plan.targets)
        return replace(plan, dates=dates, targets=targets), findings

    path = project / "plan_data/revisions/r1/sections/01.yml"
    old = path.read_text("utf-8").split("\n")
    monkeypatch.setattr(renewing, "read", better)
    report = import_source(project, project / "plan.txt", "r1")
    assert report.written
    assert ("carry-conflict", "N003-T1") in told(report.findings)
    new = path.read_text("utf-8").split("\n")
    changed = [(a.strip(), b.strip()) for a, b in zip(old, new, strict=True) if a != b]
    assert changed
    assert all(now == 'end: "2026-12-30"' for _, now in changed)
    assert check(project) == ()
    loaded, _ = load(project)
    assert loaded is not None
    assert loaded.plan.dates == report.plan.dates  # type: ignore[union-attr]
    after = tree(project)
    assert not import_source(project, project / "plan.txt", "r1").written
    assert tree(project) == after
