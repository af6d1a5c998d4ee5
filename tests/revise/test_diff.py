"""The changes between two revisions: what kind each is, whom it concerns, and that they are all there is."""

from __future__ import annotations

import json
from random import Random

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from gongkai.contract import diff_document, diff_schema, dumps
from gongkai.identity import assign
from gongkai.model import Plan
from gongkai.reading.read import read
from gongkai.revise.change import Change, Diff, bodies, whole
from gongkai.revise.diff import concerning, diff, identified
from gongkai.sources import read_source
from tests.plans import plans
from tests.revise.made import Maker, printed
from tests.revise.test_match import CHANNEL, OLD, SCENARIOS, edited


def plan(text: str) -> Plan:
    return read(read_source("plan.txt", text.encode()))[0]


def compared(new: str, old: str = OLD) -> Diff:
    return diff(*identified(plan(old), plan(new)), names=("old", "new"))


def told(found: Diff) -> set[tuple[str, str]]:
    return {(change.kind, change.node) for change in found.changes}


@pytest.mark.parametrize(
    ("scenario", "changes"),
    [
        ("nothing", set()),
        ("insert-in-the-middle", {("added", "N011"), ("renumbered", "N003"), ("renumbered", "N004")}),
        ("swap", {("moved", "N003"), ("renumbered", "N002")}),
        ("drop", {("dropped", "N003"), ("renumbered", "N004")}),
        (
            "split",
            {("split", "N011"), ("reworded", "N002"), ("deadline", "N002"), ("renumbered", "N003"), ("renumbered", "N004")},
        ),
        ("merge", {("merged", "N003"), ("reworded", "N002"), ("renumbered", "N004")}),
        ("renumber-all", {("renumbered", f"N{at:03}") for at in range(1, 11)}),
        ("move-to-another-section", {("moved", "N002"), ("renumbered", "N003"), ("renumbered", "N004")}),
        ("reword-the-heading", {("reworded", "N002")}),
        ("reword-a-section-heading", {("reworded", "N001")}),
        ("change-one-number", {("target", "N002"), ("reworded", "N002")}),
        ("swap-lead-and-support", {("units", "N002")}),
        ("fill-a-blank", {("filled", "N004"), ("reworded", "N004")}),
        ("postpone", {("deadline", "N002"), ("reworded", "N002")}),
        ("correct-a-misprint", {("reworded", "N007")}),
        ("headings-changed-places", {("reworded", "N002"), ("reworded", "N003")}),
    ],
)  # fmt: skip
def test_kinds(scenario: str, changes: set[tuple[str, str]]) -> None:
    assert told(compared(SCENARIOS[scenario][0])) == changes


def test_a_change_concerns_those_who_answer_for_it_before_or_after() -> None:
    old, new = identified(plan(OLD), plan(edited(("85%", "90%"))))
    (change,) = [one for one in diff(old, new).changes if one.kind == "target"]
    node = next(one for one in old.nodes if one.id == change.node)
    assert set(change.units) == {body.unit for body in node.attributions if body.unit}
    assert change.units


def test_what_was_rejected_is_no_change() -> None:
    """A target that a person has found to be none does not change with the words it was read from."""
    old, new = (
        replace(
            one,
            targets=tuple(
                replace(target, review=replace(target.review, status="rejected"))
                for target in one.targets
            ),
        )
        for one in identified(plan(OLD), plan(edited(("85%", "90%"))))
    )
    assert told(diff(old, new)) == {("reworded", "N002")}


@pytest.mark.parametrize(
    ("text", "kind", "why", "quotes"),
    [
        pytest.param(
            edited(("85%", "90%")), "target", "目标“渠道完好率”由85%提高到90%",
            ("渠道完好率达到85%以上", "渠道完好率达到90%以上"), id="raised",
        ),
        pytest.param(
            edited(("200人次", "150人次")), "target", "目标“培训养老护工”由200人次降低到150人次",
            ("培训养老护工200人次", "培训养老护工150人次"), id="lowered",
        ),
        pytest.param(
            edited(("2026年底前", "2027年6月底前")), "deadline",
            "“疏通灌溉渠道40公里”、“渠道完好率”的时限由2026年底前推迟到2027年6月底前",
            ("2026年底前", "2027年6月底前"), id="postponed",
        ),
        pytest.param(
            edited(("2026年底前", "2025年底前")), "deadline",
            "“疏通灌溉渠道40公里”、“渠道完好率”的时限由2026年底前提前到2025年底前",
            ("2026年底前", "2025年底前"), id="brought-forward",
        ),
        pytest.param(
            edited(("XX万元", "300万元")), "filled", "原文空白“XX万元”填为“300万元”",
            ("XX万元", "300万元"), id="a-blank-number",
        ),
        pytest.param(
            edited(("牵头单位：XXX", "牵头单位：县住建局")), "filled", "牵头单位由原文空白填为县住建局",
            ("牵头单位：XXX", "牵头单位：县住建局"), id="a-blank-body",
        ),
        pytest.param(
            edited(("牵头单位：县水务局\n配合单位：县财政局", "牵头单位：县财政局\n配合单位：县水务局")),
            "units", "牵头单位与配合单位互换：现由县财政局牵头",
            ("牵头单位：县水务局\n配合单位：县财政局", "牵头单位：县财政局\n配合单位：县水务局"), id="roles-swapped",
        ),
        pytest.param(
            edited(("责任单位：县民政局", "责任单位：县民政局、县人社局")), "units",
            "责任单位由县民政局改为县民政局、县人社局",
            ("责任单位：县民政局", "责任单位：县民政局、县人社局"), id="one-more-body",
        ),
        pytest.param(
            edited(("更换路灯。", "改造路灯。")), "reworded", "标题由“更换路灯”改为“改造路灯”", None, id="a-heading",
        ),
    ],
)  # fmt: skip
def test_one_change_is_told_in_one_line(
    text: str, kind: str, why: str, quotes: tuple[str, str] | None
) -> None:
    [change] = [one for one in compared(text).changes if one.kind == kind]
    assert change.why == why
    assert quotes is None or (change.old_quote, change.new_quote) == quotes


STAFFED = OLD.replace("责任单位：县民政局", "责任单位：县民政局\n完成时限：2026年底前").replace("公里，渠道", "公里（县水务局），渠道")  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "kind", "why", "quotes"),
    [
        pytest.param("时限：2026年底前", "时限：2027年6月底前", "deadline", "完成时限由2026年底前推迟到2027年6月底前",
                     ("完成时限：2026年底前", "完成时限：2027年6月底前"), id="later"),
        pytest.param("时限：2026年底前", "时限：长期", "deadline", "完成时限由2026年底前改为长期",
                     ("完成时限：2026年底前", "完成时限：长期"), id="no-day-any-more"),
        pytest.param("\n完成时限：2026年底前", "", "deadline", "完成时限2026年底前不再写明",
                     ("完成时限：2026年底前", None), id="left-out"),
        pytest.param("\n责任单位：县文化和旅游局", "\n责任单位：县文化和旅游局\n完成时限：2026年底前", "deadline", "完成时限新定为2026年底前",
                     (None, "完成时限：2026年底前"), id="new"),
        pytest.param("（县水务局）", "（县农业农村局）", "units", "句后所列单位由“县水务局”改为“县农业农村局”",
                     ("县水务局", "县农业农村局"), id="bodies-in-brackets"),
    ],
)  # fmt: skip
def test_one_change_of_a_label_or_a_bracket(
    old: str, new: str, kind: str, why: str, quotes: tuple[str | None, str | None]
) -> None:
    assert old in STAFFED
    found = compared(STAFFED.replace(old, new, 1), STAFFED)
    [change] = [one for one in found.changes if one.kind == kind]
    assert (change.why, (change.old_quote, change.new_quote)) == (why, quotes)


def test_a_split_and_a_merger_name_the_other() -> None:
    [split] = [one for one in compared(SCENARIOS["split"][0]).changes if one.kind == "split"]
    assert (split.other, split.old_path, split.new_path) == ("N002", "1.1", "1.2")
    [merged] = [one for one in compared(SCENARIOS["merge"][0]).changes if one.kind == "merged"]
    assert (merged.node, merged.other, merged.new_path) == ("N003", "N002", "1.1")


HIGHWAY = (
    "县道管护方案\n一、任务\n（一）{}。\n牵头单位：县交通运输局\n（二）{}。\n牵头单位：县公路站\n"
)
ONE = HIGHWAY.format(
    "改造提升县道路面。逐段查明病害并建立台账，改造县道36公里，对沿线标牌护栏统一更换，新建错车台40处",
    "开展日常巡查。聘请护路员",
)
TWO = HIGHWAY.replace("（二）", "（三）").format(
    "改造提升县道路面。逐段查明病害并建立台账，改造县道36公里。\n牵头单位：县交通运输局\n"
    "（二）更新沿线设施。对沿线标牌护栏统一更换，新建错车台{}处",
    "开展日常巡查。聘请护路员",
)


@pytest.mark.parametrize(
    ("new", "old", "kind", "targets"),
    [
        pytest.param(TWO.format(40), ONE, "split", [], id="split-off"),
        pytest.param(
            TWO.format(50), ONE, "split",
            ["拆到一（二）的目标“新建错车台”由40处提高到50处"], id="split-off-and-raised",
        ),
        pytest.param(ONE, TWO.format(40), "merged", [], id="merged"),
        pytest.param(
            ONE, TWO.format(50), "merged",
            ["由一（二）并入的目标“新建错车台”由50处降低到40处"], id="merged-and-lowered",
        ),
    ],
)  # fmt: skip
def test_a_target_follows_the_words_that_are_split_off_or_merged(
    new: str, old: str, kind: str, targets: list[str]
) -> None:
    """It is neither dropped nor new: it stands elsewhere, and only what it demands may have changed."""
    found = compared(new, old).changes
    assert kind in {one.kind for one in found}
    assert [one.why for one in found if one.kind == "target"] == targets


def test_reasons_cite_the_printed_number() -> None:
    """The ordinal path is for programs."""
    parted = [one.why for one in compared(TWO.format(40), ONE).changes if one.kind == "split"]
    joined = [one.why for one in compared(ONE, TWO.format(40)).changes if one.kind == "merged"]
    assert [*parted, *joined] == ["由一（一）（N002）拆出", "并入一（一）（N002）"]
    moved = compared(edited(("一、", "三、"))).changes
    assert any(one.why.startswith("编号由一变为三") for one in moved)


def test_a_near_twin_that_is_new_was_not_split_off() -> None:
    twin = CHANNEL.replace("（一）", "（四）").replace("40公里", "12公里")
    found = compared(edited(("二、服务提升", f"{twin}二、服务提升")))
    assert told(found) == {("added", "N011")}
    # Nor where the other one lost a few words of its own: what it kept proves nothing.
    found = compared(edited(("85%", "90%"), ("二、服务提升", f"{twin}二、服务提升")))
    assert told(found) == {("added", "N011"), ("target", "N002"), ("reworded", "N002")}


def test_the_title_is_told_apart() -> None:
    found = compared(edited(("公共设施管护方案", "公共设施管护方案（2026年修订）")))
    assert not found.changes
    assert [(edit.old, edit.new) for edit in found.frame] == [
        ("公共设施管护方案", "公共设施管护方案（2026年修订）")
    ]
    assert not found.empty


State = dict[str, tuple[str, str]]


def state(one: Plan) -> State:
    return {node.id or "": (node.path, whole(node)) for node in one.nodes}


def applied(old: Plan, found: Diff) -> State:
    """OLD with the changes made to it, each quote taken out where it stands and its other put there."""
    now = {node.id or "": [node.path, node.label, node.words, bodies(node)] for node in old.nodes}
    done: State = {}
    for change in found.changes:
        if change.kind in ("added", "split"):
            done[change.node] = change.new_path or "", change.new_quote or ""
        elif change.kind in ("dropped", "merged"):
            assert now.pop(change.node)[0] == change.old_path
        else:
            make(now[change.node], change)
    for identifier, (path, label, text, answering) in now.items():
        done[identifier] = path, "\n".join(part for part in (label + text, answering) if part)
    return done


def make(held: list[str], change: Change) -> None:
    old, new = change.old_quote or "", change.new_quote or ""
    if change.part == "label":
        assert (held[0], held[1]) == (change.old_path, old)
        held[:2] = change.new_path or "", new
    elif change.kind == "reworded":
        assert held[2] == old
        held[2] = new
    elif change.part == "bodies":
        kept = [line for line in held[3].split("\n") if line and line not in old.split("\n")]
        assert len(kept) + len([*filter(None, old.split("\n"))]) == len(
            [*filter(None, held[3].split("\n"))]
        )
        names = ("牵头", "配合", "责任", "完成")
        lines = [*kept, *filter(None, new.split("\n"))]
        held[3] = "\n".join(sorted(lines, key=lambda line: names.index(line[:2])))
    else:  # told beside the words, of which it is a part
        assert old in held[2] or change.kind in ("units", "deadline", "filled")


def revised(seed: int, edits: int) -> tuple[Plan, Plan]:
    maker = Maker(Random(seed))
    before = maker.plan(maker.random.randint(2, 5), maker.random.randint(2, 6))
    (old, keys), (new, later) = printed(before), printed(maker.revise(before, edits))
    made = []
    for text, named in ((old, keys), (new, later)):
        one = plan(text)
        ids = {node.path: f"N{key:03}" for node, key in zip(one.nodes, named, strict=True)}
        made.append(assign(one, ids))
    return made[0], made[1]


@pytest.mark.slow
@given(st.integers(0, 2**32), st.integers(0, 30))
def test_the_changes_made_to_the_old_give_the_new(seed: int, edits: int) -> None:
    old, new = revised(seed, edits)
    assert applied(old, diff(old, new)) == state(new)


@pytest.mark.slow
@given(plans(), plans())
@settings(max_examples=30)
def test_so_they_do_between_any_two_plans(one, other) -> None:
    old, new = identified(plan(one.text), plan(other.text))
    found = diff(old, new)
    assert applied(old, found) == state(new)
    assert diff(old, old).empty
    document = json.loads(dumps(diff_document(found)))
    jsonschema_rs.validator_for(diff_schema()).validate(document)


@pytest.mark.slow
@given(st.integers(0, 2**32), st.integers(0, 30))
@settings(max_examples=30)
def test_what_concerns_each_unit_and_none_is_all(seed: int, edits: int) -> None:
    found = diff(*revised(seed, edits))
    units = {unit for change in found.changes for unit in change.units}
    shares = [concerning(found.changes, unit) for unit in (*units, None)]
    assert {id(change) for share in shares for change in share} == {
        id(change) for change in found.changes
    }
    assert not [one for one in concerning(found.changes, None) if one.units]


def test_a_body_filled_in_a_bracket_is_told_once() -> None:
    text = "一、任务\n（一）修路。修路XX公里，加强养护。（牵头单位：XXX；配合单位：县公安局）\n"
    found = compared(text.replace("XXX", "县交通局").replace("XX", "30"), text)
    assert [one.why for one in found.changes if one.kind == "filled"] == [
        "牵头单位由原文空白填为县交通局",
        "原文空白“XX公里”填为“30公里”",
    ]
