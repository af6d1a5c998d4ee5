"""A text too long for one page: every line is on one page, and what quotes it leads there."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from gongkai.identity import assign, in_order
from gongkai.reading.read import read
from gongkai.sources import read_source
from gongkai.views import Index
from gongkai.views import index as indexing
from gongkai.views.full_text import full_text, lines, text_sheets, with_lines
from gongkai.views.measure import node_view
from gongkai.views.revisions import page_of, revision_pages, revision_text

LINES = [
    "管护方案", "", "为做好管护，制定本方案。",
    "一、道路", "（一）巡查。每季度向县政府报告一次。", "牵头单位：县水务局",
    "（二）清扫。每季度向县政府报告一次。", "牵头单位：县水务局",
    "二、水渠", "（一）清淤。2026年底前完成率达到90%以上。", "牵头单位：县水务局", "",
    "某县人民政府", "2026年1月1日",
]  # fmt: skip


def index(monkeypatch: pytest.MonkeyPatch, most: int) -> Index:
    monkeypatch.setattr(indexing, "TEXT", most)
    plan, _ = read(read_source("plan.txt", "\n".join(LINES).encode()))
    plan = assign(plan, in_order(plan))
    return Index.of(replace(plan, revision=replace(plan.revision, id="r1")))


def test_a_text_that_has_room_is_one_page(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = index(monkeypatch, sum(len(line) + 10 for line in LINES[3:]))
    assert plan.text == ()
    assert [line.number for line in full_text(plan).lines] == list(range(1, 15))
    assert {plan.text_page(number) for number in range(1, 15)} == {"plan/"}


@pytest.mark.parametrize(
    ("most", "expected"),
    [
        pytest.param(120, [("plan/N002/", 4, 8), ("plan/N005/", 9, 14)], id="by-sections"),
        pytest.param(
            65, [("plan/N002/", 4, 6), ("plan/N002/2/", 7, 8), ("plan/N005/", 9, 9), ("plan/N005/2/", 10, 14)],
            id="no-measure-is-parted",
        ),
    ],
)  # fmt: skip
def test_every_line_is_on_one_page(
    monkeypatch: pytest.MonkeyPatch, most: int, expected: list[tuple[str, int, int]]
) -> None:
    plan = index(monkeypatch, most)
    first, line = full_text(plan), lines(plan)
    pages = [with_lines(page, line) for page in text_sheets(plan)]
    assert [line.number for line in first.lines] == [1, 2, 3]
    shown = [(page.link.address, page.shown[0].number, page.shown[-1].number) for page in pages]
    assert shown == expected
    assert [(row.link.address, *row.counts[:2]) for row in first.pages] == expected
    numbers = [
        line.number for page in (first.lines, *(page.shown for page in pages)) for line in page
    ]
    assert numbers == list(range(1, 15))
    assert pages[0].holds == "N002-N004 L4-L8" if most == 120 else "N002-N003 L4-L6"


def test_what_quotes_a_line_leads_to_its_page(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = index(monkeypatch, 65)
    view = node_view(plan, plan.by_id["N004"])
    assert view.address_of_lines == "plan/N002/2/#L7"
    assert [fact.place.address for fact in view.duties] == ["plan/N002/2/#N004-D1"]
    assert view.attributions[0].place.address == "plan/N002/2/#L8"
    assert node_view(plan, plan.by_id["N001"]).address_of_lines == "plan/#L3"


@pytest.mark.parametrize("most", [65, 120, 10_000])
def test_the_text_of_a_revision_is_cut_as_the_full_text_is(
    monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    plan = index(monkeypatch, most)
    first, pages = revision_text(plan), list(revision_pages(plan))
    lines = [*first.lines, *(line for page in pages for line in page.shown)]
    assert [(line.number, line.text) for line in lines] == list(enumerate(LINES, 1))
    texts = list(text_sheets(plan))
    held = [(page.link.address.replace("revisions/r1/", "plan/"), page.holds) for page in pages]
    assert held == [(page.link.address, page.holds) for page in texts]
    assert [(row.link.address, row.counts[:2]) for row in first.pages] == [
        (page.link.address, (page.shown[0].number, page.shown[-1].number)) for page in pages
    ]
    # What leads to a node leads to the page on which its line stands.
    where = {line.number: "revisions/r1/" for line in first.lines}
    where |= {line.number: page.link.address for page in pages for line in page.shown}
    assert {node.id: page_of(plan, node) for node in plan.plan.nodes} == {
        node.id: where[node.lines[0]] for node in plan.plan.nodes
    }
