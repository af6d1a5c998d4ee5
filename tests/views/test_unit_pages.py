"""A unit with more duties than its page has room for: each row is on one page, and what is next is found."""

from __future__ import annotations

import re
from datetime import date

import pytest
from msgspec.structs import replace

from gongkai.clock import stand
from gongkai.identity import assign, in_order
from gongkai.overlays import Disclosure, Overlays, Progress
from gongkai.reading.read import read
from gongkai.render import Renderer
from gongkai.sources import read_source
from gongkai.views import Index, Settings
from gongkai.views.unit import UnitPage, Units, more_rows


def unit(count: int, most: int, day: date = date(2026, 1, 1)) -> UnitPage:
    """The page of a body that has `count` targets, the last of which is due first."""
    lines = ["管护方案", "", "一、任务"]
    lines += [
        f"（{sign}）清淤。{2040 - at}年底前，第{at}段改造率达到9{at}%以上。\n牵头单位：县水务局"
        for at, sign in enumerate("一二三四五六七"[:count], 1)
    ]
    plan, _ = read(read_source("plan.txt", "\n".join(lines).encode()))
    index = Index(stand(assign(plan, in_order(plan)), Overlays(), day))
    return Units(index).page(index.plan.units[0], Settings(), most)


@pytest.mark.parametrize(
    ("count", "most", "expected"),
    [
        pytest.param(3, 3, [], id="as-many-as-the-page-holds"),
        pytest.param(3, 2, ["targets/2/"], id="one-more"),
        pytest.param(5, 2, ["targets/2/", "targets/3/"], id="three-pages"),
    ],
)
def test_rows_that_a_unit_has_no_room_for(count: int, most: int, expected: list[str]) -> None:
    page = unit(count, most)
    more = [one for one in more_rows(page) if one.what == "目标"]
    assert [one.address.removeprefix(page.row.address) for one in more] == expected
    assert page.targets[:most] + tuple(fact for one in more for fact in one.facts) == page.targets
    assert len(page.targets) == count
    assert [one.next for one in more] == [*(one.address for one in more[1:]), ""][: len(more)]
    if more:
        assert more[0].previous == page.row.address


@pytest.mark.parametrize(
    ("led", "helped", "most", "expected"),
    [
        pytest.param(2, 2, 2, [], id="as-many-as-the-page-holds"),
        pytest.param(3, 1, 2, ["measures/2/"], id="one-role-goes-on"),
        pytest.param(3, 5, 2, ["measures/2/", "measures/3/"], id="one-role-longer-than-another"),
    ],
)
def test_measures_that_a_unit_has_no_room_for(
    led: int, helped: int, most: int, expected: list[str]
) -> None:
    lines = ["管护方案", "", "一、任务"]
    lines += [
        f"（{sign}）清淤。\n{role}单位：县水务局"
        for sign, role in zip("一二三四五六七八", ["牵头"] * led + ["配合"] * helped, strict=False)
    ]
    plan, _ = read(read_source("plan.txt", "\n".join(lines).encode()))
    index = Index(stand(assign(plan, in_order(plan)), Overlays(), date(2026, 1, 1)))
    page = Units(index).page(index.plan.units[0], Settings(), most)
    more = [one for one in more_rows(page) if one.what == "措施"]
    assert [one.address.removeprefix(page.row.address) for one in more] == expected
    # Each measure stands on one page, in its role.
    made = [Renderer().render("unit", "unit_page", page, (), "", page.row.address)]
    made += [Renderer().render("unit", "more_rows_page", one, one.address) for one in more]
    for role, count in (("lead", led), ("support", helped)):
        lists = [re.search(rf'<h2 id="{role}">.*?</ul>', html, re.DOTALL) for html in made]
        shown = [len(re.findall("<li>", found[0])) if found else 0 for found in lists]
        assert shown == [max(0, min(most, count - at * most)) for at in range(len(made))]


@pytest.mark.parametrize(("count", "pages"), [(2, 0), (3, 1), (5, 2)])
@pytest.mark.parametrize(
    ("part", "words"),
    [("inline", "清淤第{at}段（县水务局）。修补第{at}段（县公路局）。"), ("named", "配合县水务局清淤第{at}段。")],
)  # fmt: skip
def test_statements_that_a_unit_has_no_room_for(
    part: str, words: str, count: int, pages: int
) -> None:
    lines = ["管护方案", "", "一、任务", "（一）巡查。每日巡查。", "牵头单位：县水务局"]
    for at, sign in enumerate("二三四五六"[:count], 1):
        lines += [f"（{sign}）清淤。{words.format(at=at)}", "牵头单位：县公路局"]
    plan, _ = read(read_source("plan.txt", "\n".join(lines).encode()))
    index = Index(stand(assign(plan, in_order(plan)), Overlays(), date(2026, 1, 1)))
    body = index.units["xian-shuiliju"]
    page = Units(index).page(body, Settings(), 2)
    assert len(getattr(page, part)) == count
    more = list(more_rows(page))
    assert [one.address for one in more] == [
        f"{page.row.address}{part}/{number}/" for number in range(2, pages + 2)
    ]
    own = Renderer().render("unit", "unit_page", page, (), "", page.row.address)
    assert all(one.title.endswith("县水务局之处") for one in more)
    made = [own, *(Renderer().render("unit", "more_rows_page", one, one.address) for one in more)]
    shown = [re.findall(r"</mark>[^<]*第(\d)段|第(\d)段[^<]*<mark>", html) for html in made]
    assert [len(one) for one in shown] == [min(2, count - 2 * at) for at in range(pages + 1)]
    assert (f'{part}/2/">第 2 页' in own) == bool(pages)


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        pytest.param(3, [], id="little-to-do"),
        pytest.param(7, ["lead", "targets"], id="more-than-a-screenful"),
    ],
)
def test_parts_of_a_long_page_are_led_to(count: int, expected: list[str]) -> None:
    """A phone shows no contents, and what stands below may be hundreds of rows away."""
    page = unit(count, 500)
    html = Renderer().render("unit", "unit_page", page, (), "", page.row.address)
    ways = re.search(r'<nav class="gk-months".*?</nav>', html)
    led = re.findall('href="#([^"]+)"', ways[0]) if ways else []
    assert led == expected
    assert set(led) <= set(re.findall('<h2 id="([^"]+)"', html))


@pytest.mark.parametrize(
    ("day", "due", "page"), [("2026-01-01", "2037", ""), ("2039-06-01", "2039", "targets/2/")]
)
def test_what_is_next_is_found_where_it_stands(day: str, due: str, page: str) -> None:
    shown = unit(3, 2, date.fromisoformat(day))
    assert shown.next is not None
    assert shown.next.next_due == f"{due}年12月31日"
    assert shown.next_row == f"{shown.row.address}{page}#{shown.next.id}"


def test_what_is_overdue_stands_first() -> None:
    """A duty of one day that is past has no next one; it is what a reader of the unit's page comes for."""
    lines = ["管护方案", "", "一、任务"]
    lines += [
        f"（{sign}）清淤。{when}向县政府报告。\n牵头单位：县水务局"
        for sign, when in zip(
            "一二三四", ["2026年9月底前", "每季度", "2026年3月底前", "2026年1月底前"], strict=True
        )
    ]
    plan, _ = read(read_source("plan.txt", "\n".join(lines).encode()))
    index = Index(stand(assign(plan, in_order(plan)), Overlays(), date(2026, 4, 20)))
    page = Units(index).page(index.plan.units[0], Settings(), 2)
    days = [fact.now.due if fact.now else "" for fact in page.duties]
    assert days == ["2026年1月31日", "2026年3月31日", "2026年9月30日", ""]
    more = next(one for one in more_rows(page) if one.what == "职责")
    assert [fact.is_overdue for fact in (*page.duties[:2], *more.facts)] == [
        True,
        True,
        False,
        False,
    ]
    assert page.next_row == f"{more.address}#{more.facts[0].id}"
    # So they do when a reader sorts the table by state, which is by these days.
    html = Renderer().render("parts", "facts", page.duties, "职责", "", True, True, True)
    sorts = re.findall(r'data-sort="([^"]*)"><span class="gk-state', html)
    assert sorts == ["2026-01-31 0", "2026-03-31 0", "2026-09-30 2", "9999 3"]


def test_what_has_no_day_stands_by_how_it_stands() -> None:
    """Else a reader who sorts a table by state sees nothing move: few plans give most duties a day."""
    text = "管护方案\n\n一、任务\n（一）清淤。开展河道排查。建立清淤台账。\n牵头单位：县水务局"
    plan, _ = read(read_source("plan.txt", text.encode()))
    index = Index(stand(assign(plan, in_order(plan)), Overlays(), date(2026, 4, 20)))
    duties = Units(index).page(index.plan.units[0], Settings()).duties
    assert [fact.now.word if fact.now else "" for fact in duties] == ["无法判断", ""]


def test_the_records_of_a_unit_have_as_many_pages_as_they_need() -> None:
    text = "管护方案\n\n一、任务\n（一）清淤。每季度向社会公开一次清淤情况。\n牵头单位：县水务局"
    plan, _ = read(read_source("plan.txt", text.encode()))
    plan = assign(plan, in_order(plan))
    [duty], unit = plan.duties, plan.units[0].id
    records = Overlays(
        disclosures=tuple(
            Disclosure(duty.id, f"2025-0{month}-09", f"第{month}份", "公告", by=unit)
            for month in range(1, 6)
        ),
        progress=tuple(
            Progress("N002", f"2025-0{month}-09", "月报", text=f"进展{month}", by=unit)
            for month in range(1, 4)
        ),
    )
    index = Index(stand(plan, records, date(2026, 4, 20)))
    page = Units(index).page(plan.units[0], Settings(), 2)
    html = [Renderer().render("unit", "unit_page", page, (), "", page.row.address)]
    more = [*more_rows(page)]
    assert [one.address.removeprefix(page.row.address) for one in more] == [
        "published/2/", "published/3/", "progress/2/",
    ]  # fmt: skip
    html += [Renderer().render("unit", "more_rows_page", one, one.address) for one in more]
    for words, at in (("第2份", 0), ("第3份", 1), ("第5份", 2), ("进展2", 0), ("进展3", 3)):
        assert [number for number, one in enumerate(html) if words in one] == [at]
    assert 'published/2/">第 2 页' in html[0]
    assert "照登记的次序" in html[1]


@pytest.mark.parametrize(
    ("above", "name", "shown"),
    [
        pytest.param("xian-caizhengju", None, '上级：<a href="../../units/xian-caizhengju/">县财政局</a>。', id="of-the-plan"),
        pytest.param("xian-zhengfu", "县政府", "上级：县政府。", id="that-the-plan-does-not-name"),
        pytest.param(None, None, "", id="none-on-record"),
    ],
)  # fmt: skip
def test_a_page_names_the_body_above(above: str | None, name: str | None, shown: str) -> None:
    text = "管护方案\n\n一、任务\n（一）清淤。\n牵头单位：县水务局\n配合单位：县财政局\n"
    plan, _ = read(read_source("plan.txt", text.encode()))
    own, *others = plan.units
    plan = replace(plan, units=(replace(own, above=above, above_name=name), *others))
    index = Index(stand(assign(plan, in_order(plan)), Overlays(), date(2026, 1, 1)))
    page = Units(index).page(index.plan.units[0], Settings())
    html = Renderer().render("unit", "unit_page", page, (), "", page.row.address)
    assert "".join(re.findall("上级：.*?。", html)) == shown
