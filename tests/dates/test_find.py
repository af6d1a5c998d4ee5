"""Expressions of time → kind, first and last day."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.dates import OF_WORK, PlanYear, find_dates, frequencies, plan_year, year_of
from gongkai.numerals import even


@pytest.mark.parametrize(
    ("printed", "quote", "kind", "first", "last"),
    [
        pytest.param("22020年底前，完成", "22020年底前", "deadline", None, "2020-12-31", id="misprint-resolved"),
        pytest.param("2020年12月底前完成", "2020年12月底前", "deadline", None, "2020-12-31", id="month-end"),
        pytest.param("2020年年底前完成", "2020年年底前", "deadline", None, "2020-12-31", id="doubled-年"),
        pytest.param("2024年2月底前完成", "2024年2月底前", "deadline", None, "2024-02-29", id="leap-year"),
        pytest.param("２０２５年底前", "２０２５年底前", "deadline", None, "2025-12-31", id="full-width"),
        pytest.param("二〇二五年底前", "二〇二五年底前", "deadline", None, "2025-12-31", id="chinese-numerals"),
        pytest.param("2025年上半年完成", "2025年上半年", "deadline", None, "2025-06-30", id="half-year"),
        pytest.param("2025年第三季度末", "2025年第三季度末", "deadline", None, "2025-09-30", id="quarter"),
        pytest.param("2025年3-6月开展", "2025年3-6月", "period", "2025-03-01", "2025-06-30", id="months"),
        pytest.param("2025年汛期前完成", "2025年汛期前", "relative", None, None, id="a-term-without-days"),
        pytest.param("每年第四季度公布", "每年第四季度", "recurring", None, None, id="a-quarter-every-year"),
        pytest.param("2025年1月15日至3月底前", "2025年1月15日至3月底前", "period", "2025-01-15", "2025-03-31", id="days-before"),
        pytest.param("2025年2月下旬至3月上旬", "2025年2月下旬至3月上旬", "period", "2025-02-21", "2025-03-10", id="ten-days"),
        pytest.param("2024年12月初至2025年1月中旬", "2024年12月初至2025年1月中旬", "period", "2024-12-01", "2025-01-20", id="ten-days-over-the-year"),
        pytest.param("2025年6月中旬前完成", "2025年6月中旬前", "deadline", None, "2025-06-20", id="before-ten-days"),
        pytest.param("2025年中，完成", "2025年中", "deadline", None, "2025-06-30", id="mid-year"),
        pytest.param("由2020年的30%提高", "2020年", "baseline", None, None, id="from-what-it-was"),
        pytest.param("“十四五”以来，", "“十四五”以来", "period", "2021-01-01", None, id="since-a-plan-began"),
        pytest.param("“十四五”初期，", "“十四五”初期", "relative", None, None, id="early-in-a-plan"),
        pytest.param("到“十四五”末，", "“十四五”末", "deadline", None, "2025-12-31", id="plan-end"),
        pytest.param("“十三五”期间，", "“十三五”期间", "period", "2016-01-01", "2020-12-31", id="plan-period"),
        pytest.param("“十四五”规划", "“十四五”规划", "name", None, None, id="plan-name"),
        pytest.param("2023—2025年，", "2023—2025年", "period", "2023-01-01", "2025-12-31", id="years"),
        pytest.param("2024年11月至2025年3月", "2024年11月至2025年3月", "period", "2024-11-01", "2025-03-31", id="months"),
        pytest.param("自2021年起", "2021年起", "period", "2021-01-01", None, id="since"),
        pytest.param("较2013年下降3%", "2013年", "baseline", None, None, id="compared"),
        pytest.param("在2015年基础上", "2015年", "baseline", None, None, id="on-the-basis-of"),
        pytest.param("《中国制造2025》", "《中国制造2025》", "name", None, None, id="a-name-is-no-date"),
        pytest.param("年底，结合考核", "年底", "relative", None, None, id="no-year-no-day"),
        pytest.param("每年11月1日至次年3月31日", "每年11月1日至次年3月31日", "season", None, None, id="season"),
        pytest.param("每月10日前", "每月10日前", "recurring", None, None, id="every-month"),
        pytest.param("2023年2月30日前", "2023年2月30日前", "deadline", None, None, id="no-such-day"),
    ],
)  # fmt: skip
def test_one_date(printed: str, quote: str, kind: str, first: str | None, last: str | None) -> None:
    (date,) = find_dates(even(printed))
    assert (printed[date.start : date.end], date.kind, date.first, date.last) == (
        quote,
        kind,
        first,
        last,
    )


@pytest.mark.parametrize(
    "text", ["国办发〔2015〕17号", "1.5倍减量", "XX年底", "100年底蕴", "第12条", "5个月亮"]
)
def test_no_date(text: str) -> None:
    assert find_dates(even(text)) == ()


def test_later_months_belong_to_the_year_of_the_sentence() -> None:
    dates = find_dates("2025年6月底前完成设计，9月底前开工。10月底前报告。")
    assert [d.last for d in dates[:2]] == ["2025-06-30", "2025-09-30"]
    assert dates[2].kind == "recurring"


def test_months_side_by_side_come_every_year() -> None:
    assert [d.due for d in find_dates("6月底、12月底前，要报送")] == [((6, 30),), ((12, 31),)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("每年组织检查，6月底前完成整改。", "recurring"),
        ("每年组织检查。6月底前完成整改。", "relative"),
    ],
)
def test_every_year_reaches_to_the_end_of_its_sentence(text: str, kind: str) -> None:
    assert [date.kind for date in find_dates(text)] == ["recurring", kind]


def test_a_date_by_way_of_a_misprint_is_likely_at_most() -> None:
    assert [one.confidence for one in find_dates("22020年底前，2021年底前")] == [
        "likely",
        "certain",
    ]


@pytest.mark.parametrize(
    ("text", "last", "included"),
    [("2025年6月前", "2025-06-30", "当月"), ("2025年前", "2025-12-31", "当年")],
)
def test_whether_before_a_month_or_year_includes_it_is_open(
    text: str, last: str, included: str
) -> None:
    (date,) = find_dates(text)
    assert (date.last, date.confidence) == (last, "possible")
    assert date.note == f"“{text}”是否含{included}，原文未写明，按含计"


def test_a_date_that_cannot_be_is_marked() -> None:
    assert find_dates("2020年13月")[0].impossible


@pytest.mark.parametrize(
    ("printed", "frequency", "due"),
    [
        pytest.param("每季度末公布", "quarter", ((3, 31), (6, 30), (9, 30), (12, 31)), id="quarter-end"),
        pytest.param("每季度首月15日前报送", "quarter", ((1, 15), (4, 15), (7, 15), (10, 15)), id="first-month"),
        pytest.param("每季度末月底报送", "quarter", ((3, 31), (6, 31), (9, 31), (12, 31)), id="last-month"),
        pytest.param("每季度结束后10日内报送", "quarter", ((1, 10), (4, 10), (7, 10), (10, 10)), id="after-the-quarter"),
        pytest.param("每季度结束后5个工作日内报送", "quarter", (), id="workdays-name-no-day"),
        pytest.param("每月10日前报送", "month", tuple((month, 10) for month in range(1, 13)), id="month"),
        pytest.param("每月底前报送", "month", tuple((month, 31) for month in range(1, 13)), id="month-end"),
        pytest.param("每年第二季度公布", "year", ((6, 30),), id="a-quarter-every-year"),
        pytest.param("每年第四季度公布", "year", ((12, 31),), id="the-last-quarter-every-year"),
        pytest.param("每年底前公布", "year", ((12, 31),), id="year-end"),
    ],
)  # fmt: skip
def test_days_that_recur(printed: str, frequency: str, due: tuple[tuple[int, int], ...]) -> None:
    (found,) = find_dates(even(printed))
    assert (found.kind, found.frequency, found.due) == ("recurring", frequency, due)


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="2019年5月底前日“”十三五至—每季度末，。X《》一二〇", max_size=60))
def test_dates_lie_in_order_and_apart(text: str) -> None:
    at = 0
    for date in find_dates(even(text)):
        assert at <= date.start < date.end <= len(text)
        at = date.end


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("某县2025年水利工作要点", 2025),
        ("２０２５年度重点任务分解表", 2025),
        ("关于印发《某市2025年民生实事》的通知", 2025),
        ("某县国土绿化三年行动计划（2024—2026年）", None),
        ("某县2024年总结和2025年计划", None),
        ("某县应急预案（2025年版）", None),
        ("某县应急预案（2025年修订）", None),
        ("2030年前碳达峰实施方案", None),
        ("到2025年基本消除黑臭水体方案", None),
        ("某市2025年冬季供暖方案", None),  # it goes on into the next year
        ("某县2024年省督察反馈问题整改方案", None),  # when the faults were found
        ("某县水利工作要点", None),
    ],
)
def test_the_year_that_a_title_announces(title: str, year: int | None) -> None:
    assert year_of(title) == year


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("6月底前完成", "2025-06-30"),
        ("9月20日前完成", "2025-09-20"),
        ("第三季度完成", "2025-09-30"),
        ("年底前完成", "2025-12-31"),
        ("年内完成", "2025-12-31"),
        ("上半年完成", "2025-06-30"),
        ("今年年底完成", "2025-12-31"),
        ("全年完成80%", "2025-12-31"),
    ],
)
def test_a_day_without_a_year_is_in_the_plans_own(text: str, last: str) -> None:
    """It is a doubtful reading, and says so; without a year of the plan it stays open."""
    (found,) = find_dates(text, PlanYear(2025))
    assert (found.kind, found.last, found.confidence) == ("deadline", last, "possible")
    assert found.note == "原文未写年份，按标题的2025年计"
    assert all(date.last is None for date in find_dates(text))


@pytest.mark.parametrize(
    "text",
    ["次年6月底前", "明年年底前", "每年6月底前", "30日内", "6月底、12月底前报送", "每月10日前"],
)
def test_what_recurs_or_lies_elsewhere_is_in_no_year(text: str) -> None:
    assert all(date.last is None for date in find_dates(text, PlanYear(2025)))


def test_months_listed_behind_one_of_a_year() -> None:
    assert [date.last for date in find_dates("2025年7月、12月")] == ["2025-07-31", "2025-12-31"]


@pytest.mark.parametrize(
    ("text", "kind", "last", "due"),
    [
        ("每半年通报，并于次年1月报告。", "recurring", None, ((1, 31),)),
        ("每年开展评估，次年2月底前公布。", "recurring", None, ((2, 29),)),
        ("2025年开展评估，翌年3月10日前公布。", "deadline", "2026-03-10", ()),
        ("试点期满，次年3月10日前公布。", "relative", None, ((3, 10),)),
    ],
)
def test_a_month_of_the_year_after(
    text: str, kind: str, last: str | None, due: tuple[tuple[int, int], ...]
) -> None:
    date = find_dates(even(text))[-1]
    assert (date.kind, date.last, date.due) == (kind, last, due)
    assert text[date.start : date.end].startswith(("次年", "翌年"))


@pytest.mark.parametrize(
    ("text", "frequency"),
    [
        ("每10天通报", "unspecified"),
        ("每隔3日检测", "unspecified"),
        ("每三个月检查", "quarter"),
        ("每6个月检查", "half-year"),
        ("每12个月检查", "year"),
        ("每4年评估", "unspecified"),
    ],
)
def test_every_so_many(text: str, frequency: str) -> None:
    (date,) = find_dates(even(text))
    assert (date.kind, date.frequency) == ("recurring", frequency)


def test_a_later_year_of_the_sentence_goes_before_that_of_the_title() -> None:
    _, last = find_dates("2026年6月建成，年底前投用", PlanYear(2025))
    assert (last.last, last.confidence) == ("2026-12-31", "possible")
    assert find_dates("2024年建成3所，年底前再建2所", PlanYear(2025))[1].last == "2025-12-31"


def test_the_whole_of_a_named_year_is_no_other() -> None:
    assert [one.last for one in find_dates("2024年全年完成10亿元", PlanYear(2025))] == [
        "2024-12-31"
    ]


@pytest.mark.parametrize("text", ["自6月1日起施行", "6月底以后开展", "6月20日印发的通知"])
def test_a_beginning_and_what_is_past_are_no_deadline_without_a_year_either(text: str) -> None:
    assert [one.kind for one in find_dates(text, PlanYear(2025))] == ["relative"]


def test_a_report_of_one_month_is_due_once_in_a_plan_for_one_year() -> None:
    text = "6月底前报县政府备案"
    assert find_dates(text)[0].kind == "recurring"
    assert find_dates(text, PlanYear(2025))[0].last == "2025-06-30"
    assert find_dates(text, PlanYear(2025, "成文日期"))[0].kind == "recurring"


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("6月1日前印发清单", "2025-06-01"),
        ("6月1日印发的通知", None),
        ("6月1日前印发的文件", None),
    ],
)
def test_what_is_to_be_issued_by_a_day_is_ahead(text: str, last: str | None) -> None:
    assert find_dates(text, PlanYear(2025))[0].last == last
    assert find_dates(f"2025年{text}")[0].rule == ("date-deadline" if last else "date-past")


@pytest.mark.parametrize(
    ("title", "issued", "year"),
    [
        ("甲县2025年工作要点", "2024年12月30日", PlanYear(2025)),
        ("甲县校舍安全工作方案", "2025年3月6日", PlanYear(2025, "成文日期", "2025-03-06")),
        ("甲县三年行动方案", "2025年3月6日", None),
        ("甲县“十五五”水利规划", "2025年3月6日", None),
        ("甲县校舍安全工作方案", None, None),
    ],
)
def test_the_year_of_a_plan(title: str, issued: str | None, year: PlanYear | None) -> None:
    assert plan_year(title, issued) == year


@pytest.mark.parametrize(
    ("opening", "year"),
    [
        ("为扎实做好2025年防汛工作，制定本方案。", PlanYear(2025, "开头")),
        ("为推进我县2025年度民生实事项目，现安排如下。", PlanYear(2025, "开头")),
        ("为落实2024年工作任务、做好2025年安排工作，制定本方案。", None),
        ("根据2025年第3次会议要求，制定本方案。", None),
        ("自2025年4月1日至9月30日开展专项整治。", PlanYear(2025, "开头")),
        ("2025年11月1日至2026年3月31日开展专项整治。", None),
        ("到2025年底前完成治理工作。", None),
    ],
)
def test_the_year_that_the_first_paragraph_names(opening: str, year: PlanYear | None) -> None:
    assert plan_year("甲县防汛工作方案", None, opening) == year


def test_the_year_of_work_is_no_limit() -> None:
    (date,) = find_dates("为做好2025年防汛备汛工作，制定本方案")
    assert (date.kind, date.rule) == ("period", OF_WORK)
    assert find_dates("2026年秋季学期起执行")[0].rule == "date-since"


def test_a_day_before_the_day_of_issue_has_no_year() -> None:
    plan = PlanYear(2025, "成文日期", "2025-03-06")
    assert [one.last for one in find_dates("2月底前排查，6月1日前印发", plan)] == [
        None,
        "2025-06-01",
    ]


@pytest.mark.parametrize(
    ("text", "often"),
    [
        ("实行周报告、旬分析、月通报", ["unspecified", "unspecified", "month"]),
        ("建立“日巡查、月调度、季评估”机制", ["unspecified", "month", "quarter"]),
        ("每月调度和年度考核", ["month", "year"]),
        ("3月通报、去年考核、三年推进", []),
    ],
)
def test_a_rhythm_is_a_frequency(text: str, often: list[str]) -> None:
    assert [one[2] for one in frequencies(text)] == often
