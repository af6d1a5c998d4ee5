"""The line of deadlines: by quarters or by years, as long as counts, none lost."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from msgspec.structs import replace

from gongkai.views.calendar import CalendarPage, Entry, Month
from gongkai.views.pictures import MOST_QUARTERS, timeline

PAGE = CalendarPage("2020年10月15日", "2020-10", "", "", False, ())


def entry(word: str, tone: str = "") -> Entry:
    standing = SimpleNamespace(word=word, tone=tone) if tone else None
    return Entry("", "", "", None, "", standing, word)  # type: ignore[arg-type]


def month(name: str, *entries: Entry) -> Month:
    return Month(name, name, False, entries or (entry("未到期", "plain"),))


@pytest.mark.parametrize(
    ("months", "labels"),
    [
        pytest.param(["2020-01", "2020-03", "2020-04"], ["2020年第一季度", "2020年第二季度"], id="quarters"),
        pytest.param(["2019-12", "2021-12"], ["2019年第四季度", "2021年第四季度"], id="none-between-is-left-out"),
        pytest.param([f"{2020 + at}-12" for at in range(MOST_QUARTERS)], [f"{2020 + at}年第四季度" for at in range(MOST_QUARTERS)], id="as-many-as-may-be"),
        pytest.param([f"{2020 + at // 4}-{1 + at % 4 * 3:02}" for at in range(MOST_QUARTERS + 1)], ["2020年", "2021年", "2022年", "2023年"], id="years-where-quarters-are-many"),
        pytest.param([], [], id="nothing-is-dated"),
    ],
)  # fmt: skip
def test_stretches(months: list[str], labels: list[str]) -> None:
    line = timeline(replace(PAGE, months=tuple(month(name) for name in months)))
    assert [row.label for row in line.rows] == labels
    assert sum(row.total for row in line.rows) == len(months)


def test_parts_lie_one_behind_another_the_pressing_first() -> None:
    months = (
        month("2020-10", entry("达到", "good"), entry("尚未开始"), entry("逾期", "bad")),
        month("2020-12", entry("逾期", "bad"), entry("不设状态")),
    )
    (row,) = timeline(replace(PAGE, months=months)).rows
    assert row.now
    assert row.address == "calendar/#2020-10"
    assert [(part.word, part.tone, part.at, part.count) for part in row.parts] == [
        ("逾期", "bad", 0, 2), ("达到", "good", 2, 1), ("尚未开始", "quiet", 3, 1), ("不设状态", "quiet", 4, 1),
    ]  # fmt: skip
