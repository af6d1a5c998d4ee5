"""What holds for the reading of any text: nothing is lost, every quote stands where it says."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.contract import to_json
from gongkai.identity import assign, series
from gongkai.model import Plan
from gongkai.reading.read import read
from gongkai.sources import Unreadable, read_source
from gongkai.sources.source import rebuild
from tests.mixed import mixed_texts
from tests.plans import Made, plans

ODD = st.text(
    st.sampled_from("一二十、（）()1２3.．①第章条节附件：；，。\n\r\t |#*牵头责任配合单位局委市县XX_%年月日底前2025每季度向社会公开“”")
    , max_size=200,
)  # fmt: skip


def accounted(plan: Plan) -> None:
    counts = Counter(line.line for line in plan.frame)
    for node in plan.nodes:
        counts.update(range(node.lines[0], node.lines[1] + 1))
    assert all(counts[line] == 1 for line in range(1, len(plan.source_lines) + 1))
    assert sum(counts.values()) == len(plan.source_lines)


def quoted(plan: Plan) -> None:
    spans = [
        record.span
        for record in (
            *plan.targets,
            *plan.duties,
            *plan.blanks,
            *plan.dates,
            *plan.errata,
            *plan.mentions,
        )
    ]
    spans += [body.span for node in plan.nodes for body in node.attributions + node.inline]
    for span in spans:
        assert span.quote
        assert plan.source_lines[span.line - 1].startswith(span.quote, span.col - 1)


@given(plans())
def test_a_plan_of_any_form_is_read_whole(made: Made) -> None:
    source = read_source("plan.txt", made.text.encode())
    plan, _ = read(source)
    assert rebuild(source) == made.text.encode()
    accounted(plan)
    quoted(plan)
    assert sum(node.kind == "section" for node in plan.nodes) == made.sections
    assert sum(node.kind == "subsection" for node in plan.nodes) == made.below


@given(ODD, st.sampled_from(["plan.txt", "plan.md"]))
def test_odd_text_gives_findings_and_never_an_exception(text: str, name: str) -> None:
    try:
        source = read_source(name, text.encode())
    except Unreadable:
        return
    plan, _ = read(source)
    accounted(plan)
    quoted(plan)
    to_json(plan)


@given(mixed_texts(), st.sampled_from(["plan.txt", "plan.md"]))
def test_nothing_is_lost_where_forms_are_mixed(text: str, name: str) -> None:
    source = read_source(name, text.encode())
    plan, findings = read(source)
    accounted(plan)
    quoted(plan)
    to_json(plan)
    assert all(finding.text(language) for finding in findings for language in ("zh", "en"))
    assert [node.path for node in plan.nodes if node.kind != "preamble"] == _paths(plan)


def _paths(plan: Plan) -> list[str]:
    """What the paths must be: ordinals in document order, each below its parent."""
    counts: Counter[str | None] = Counter()
    paths = []
    for node in plan.nodes:
        if node.kind != "preamble":
            counts[node.parent] += 1
            below = f"{node.parent}." if node.parent else ""
            paths.append(f"{below}{counts[node.parent]}")
    return paths


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("（" * 400, id="open-brackets"),
        pytest.param("（" * 200 + "）" * 200, id="closed-brackets"),
        pytest.param("（【" * 100 + "）】" * 100, id="crossed-brackets"),
        pytest.param("\n责任单位：" + "、" * 400, id="commas"),
        pytest.param("\n责任单位：" + "水" * 400, id="one-name"),
        pytest.param("\n责任单位：" + "县水利局和" * 80, id="conjunctions"),
        pytest.param("完成。" + "责任单位：" * 80, id="labels"),
        pytest.param("\n" + "1" * 400, id="digits"),
        pytest.param("\n" + "1." * 200, id="decimals"),
        pytest.param("\n" + "一" * 400 + "、", id="numerals"),
        pytest.param(" " * 400 + "\n" + "\u3000" * 400, id="white-space"),
        pytest.param("\n" * 400, id="blank-lines"),
        pytest.param(
            "\n序号\t任务\t牵头单位\n1\t修路\t县交通局\n以上限期完成。\n序号\t任务\t牵头单位\n1\t植树\t县林业局",
            id="text-and-a-second-table-after-a-table",
        ),
        pytest.param("\n" + "专栏1 项目\n1.做好。\n" * 40, id="boxes"),
        pytest.param("\n（" + "按职责分工" * 60 + "负责）", id="verbs"),
        pytest.param("\n" + "按职责分工" * 17 + "工作", id="verbs-of-a-heading"),
        pytest.param("\n指标\t2025年目标\n面积\t" + "1" * 400, id="a-long-figure"),
    ],
)
def test_long_runs_of_one_thing_are_read(text: str) -> None:
    plan, _ = read(
        read_source("plan.txt", f"方案\n一、任务\n（一）修路。{text}\n二、保障\n".encode())
    )
    accounted(plan)
    quoted(plan)
    assert plan.nodes[-1].heading == "保障"


@given(plans())
def test_no_blank_becomes_a_unit_or_a_number(made: Made) -> None:
    plan, _ = read(read_source("plan.txt", made.text.encode()))
    for node in plan.nodes:
        for body in node.attributions + node.inline:
            assert body.blank == (body.printed == "XXX")
            assert not (body.blank and body.unit)
    for target in plan.targets:
        assert not (target.blank and target.value)


@pytest.mark.slow
def test_records_hang_on_their_node_s_identifier(known_plan: bytes) -> None:
    plan, _ = read(read_source("source.txt", known_plan))
    named = assign(
        plan, dict(zip((node.path for node in plan.nodes), series(["N120"]), strict=False))
    )
    assert [node.id for node in named.nodes[:2]] == ["N121", "N122"]
    owners = {node.path: node.id for node in named.nodes}
    for record in (*named.targets, *named.duties, *named.blanks):
        assert record.id.startswith(f"{owners[record.node]}-")


def test_a_body_in_a_bracket_is_attributed_and_not_mentioned_as_well() -> None:
    text = "饮水方案\n一、任务\n（一）检测。结果送县住房城乡建设局。（牵头单位：县住房城乡建设局；配合单位：县水务局）\n"
    plan, _ = read(read_source("plan.txt", text.encode()))
    assert [body.printed for body in plan.nodes[-1].attributions] == [
        "县住房城乡建设局",
        "县水务局",
    ]
    assert [(one.span.col, one.span.quote) for one in plan.mentions] == [(10, "县住房城乡建设局")]


@pytest.mark.parametrize(
    ("printed", "kind", "told"),
    [
        ("××局", "unit", False),
        ("XX水投分局", "place", False),
        ("XXX", "unit", False),
        ("县水投局", None, True),
    ],
)
def test_a_body_left_blank_in_part_is_a_blank_and_no_stranger(
    printed: str, kind: str | None, told: bool
) -> None:
    source = f"某县方案\n一、任务\n修路。\n责任单位：{printed}\n"
    plan, findings = read(read_source("p.txt", source.encode()))
    assert [blank.kind for blank in plan.blanks] == ([kind] if kind else [])
    assert any(one.rule == "unit-unresolved" for one in findings) == told


@pytest.mark.parametrize(
    ("bracket", "expected"),
    [
        ("（牵头单位：XXX；配合单位：县公安局）", [("XXX", "attribution", "unit")]),
        ("（XXX牵头，县公安局配合）", [("XXX", "attribution", "unit")]),
        ("（责任单位：XX局）", [("XX", "attribution", "unit")]),
        (
            "（责任单位：XXX），修路XX公里（县公安局负责）。",
            [("XXX", "text", "unit"), ("XX", "text", "number")],
        ),
    ],
)
def test_a_body_left_blank_in_a_bracket_is_a_body(bracket: str, expected: list[object]) -> None:
    text = f"一、任务\n（一）强化责任。推行陪餐制，加强检查。{bracket}\n"
    plan, _ = read(read_source("a.txt", text.encode()))
    assert [(one.span.quote, one.within, one.kind) for one in plan.blanks] == expected
