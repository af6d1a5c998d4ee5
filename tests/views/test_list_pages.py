"""Lists too long for one page: each row is on one page, and the first page tells how all of it stands."""

from __future__ import annotations

import re
from datetime import date

import pytest

from gongkai.clock import stand
from gongkai.identity import assign, in_order
from gongkai.overlays import Overlays
from gongkai.reading.read import read
from gongkai.render import Renderer
from gongkai.sources import read_source
from gongkai.views import Index, list_pages, registers
from gongkai.views.disclosure import registers_kept
from gongkai.views.list_pages import (
    BlanksFront,
    KeptFront,
    MeasuresFront,
    TargetsFront,
    addresses_of,
    cut_list,
    cut_lists,
    list_sheets,
)

HAN = "一二三四五六七八九"
TEXT = "清淤。建立巡查台账。{}年底前，改造率达到9{}%以上。"


@pytest.fixture
def plan(monkeypatch: pytest.MonkeyPatch) -> Index:
    """Two sections of three and one measures, each with a target, a register and a blank; a misprint in the last."""
    monkeypatch.setattr(list_pages, "WHOLE", 3)
    lines = ["管护方案", "", "为做好管护，制定本方案。"]
    for at, count in enumerate((3, 1)):
        lines.append(f"{HAN[at]}、任务{HAN[at]}")
        lines += [
            f"（{HAN[item]}）{TEXT.format(2025 + item, item)}\n牵头单位：县水务局、XXX"
            for item in range(count)
        ]
    lines.append("数据截至22020年底前。")
    read_plan, _ = read(read_source("plan.txt", "\n".join(lines).encode()))
    return Index(stand(assign(read_plan, in_order(read_plan)), Overlays(), date(2026, 12, 10)))


def test_a_list_that_has_room_is_one_page(plan: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_pages, "WHOLE", 4)
    rooms = ("measures/", "targets/", "registers/", "blanks/")
    # The misprint is one more.
    assert [len(list_sheets(plan, room)) for room in rooms] == [0, 0, 0, 2]
    assert cut_lists(plan).keys() == {"blanks/"}
    assert list(addresses_of(plan)) == [("blanks/N002/", "blanks/"), ("blanks/N006/", "blanks/")]


def test_measures(plan: Index) -> None:
    cut = cut_list(plan, "measures/", 2)
    assert cut
    pages = list(cut.pages)
    assert [(page.link.address, len(page.shown)) for page in pages] == [
        ("measures/sections/N002/", 2), ("measures/sections/N002/2/", 1), ("measures/sections/N006/", 1),
    ]  # fmt: skip
    assert tuple(row for page in pages for row in page.shown) == registers.measures(plan)
    front = cut.front
    assert isinstance(front, MeasuresFront)
    assert (front.total, [row.counts for row in front.rows]) == (
        4,
        [(2, 2, 2), (1, 1, 1), (1, 1, 1)],
    )
    assert [page.holds for page in pages] == ["N003-N004", "N005", "N007"]


def test_targets(plan: Index) -> None:
    cut = cut_list(plan, "targets/")
    assert cut
    pages = list(cut.pages)
    assert [(page.link.address, len(page.shown.facts)) for page in pages] == [
        ("targets/N002/", 3),
        ("targets/N006/", 1),
    ]
    whole = registers.targets(plan)
    assert tuple(fact for page in pages for fact in page.shown.facts) == whole.facts
    front = cut.front
    assert isinstance(front, TargetsFront)
    assert (front.total, front.counts, front.as_of) == (4, whole.counts, whole.as_of)
    assert (front.due.soon_all, [row.soon for row in front.due.rows]) == (1, [1, 0])
    assert [one.row for one in front.due.soon] == ["targets/N002/#N004-T1"]


def test_registers_kept(plan: Index) -> None:
    cut = cut_list(plan, "registers/")
    assert cut
    pages = list(cut.pages)
    assert [len(page.shown) for page in pages] == [3, 1]
    assert tuple(fact for page in pages for fact in page.shown) == registers_kept(plan)
    assert isinstance(cut.front, KeptFront)
    assert cut.front.total == 4


def test_blanks_and_misprints(plan: Index) -> None:
    cut = cut_list(plan, "blanks/")
    assert cut
    pages = list(cut.pages)
    assert [(page.shown.total, len(page.shown.errata)) for page in pages] == [(3, 0), (1, 1)]
    front = cut.front
    assert isinstance(front, BlanksFront)
    assert (front.total, front.errata, front.kinds) == (4, 1, (("单位名称", 4),))
    assert [row.counts for row in front.rows] == [(0, 3, 3), (1, 1, 1)]


@pytest.mark.parametrize("room", ["measures", "targets", "registers", "blanks"])
def test_each_page_says_what_it_holds(plan: Index, room: str) -> None:
    cut = cut_lists(plan)[f"{room}/"]
    file = "disclosure" if room == "registers" else "registers"
    html = Renderer().render(file, f"{room}_front", cut.front, f"{room}/")
    assert "筛选只管这一页" in html
    pages = list(cut.pages)
    led = re.findall(r'data-gk-holds="([^"]+)"><a href="\.\./([^"]+)"', html)
    assert led == [(page.holds, page.link.address) for page in pages]
    for page in pages:
        html = Renderer().render(file, f"{room}_sheet", page, page.link.address)
        assert f'data-gk-first="{page.holds}"' in html
        assert page.link.title in re.findall(r"<h1>(.*)</h1>", html)[0]
