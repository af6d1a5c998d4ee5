"""What is published to the public, and what only sounds like it."""

from __future__ import annotations

import pytest

from gongkai.commitments import commitments
from gongkai.reading.read import read as plan_of
from gongkai.sources import read_source
from tests.commitments.plans import NoBodies, nodes_of


def public(text: str) -> list[str]:
    return [
        duty.span.quote for duty in commitments(nodes_of(text), NoBodies())[0].duties if duty.public
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("按照已经批准并向社会公布的名录，逐项核对。", id="a-past-act"),
        pytest.param("依法及时落实已公布的保护名录。", id="a-past-act-without-audience"),
        pytest.param("县直有关部门要定期调度、分析、通报。", id="an-internal-circular"),
        pytest.param("面向社会公开招聘专职人员。", id="a-set-phrase"),
        pytest.param("健全定期信息公开制度。", id="a-system"),
    ],
)
def test_no_publication(text: str) -> None:
    assert public(text) == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        pytest.param("县水务局要编制名录，并向社会公布。", "向社会公布", id="to-the-public"),
        pytest.param(
            "各学校每学期向家长公布账目。", "各学校每学期向家长公布账目", id="to-those-concerned"
        ),
        pytest.param("及时在政府网站公开监测结果。", "及时在政府网站公开监测结果", id="on-a-site"),
    ],
)
def test_publication(text: str, quote: str) -> None:
    assert public(text) == [quote]


def read(text: str) -> list[tuple[str, str, str | None, str | None]]:
    source = read_source("plan.txt", f"某县方案\n一、任务\n{text}\n".encode())
    return [
        (duty.kind, duty.span.quote, duty.frequency, duty.deadline_printed)
        for duty in plan_of(source)[0].duties
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "1.调度。县水利局建立每月调度、每季度通报、每年考核机制。",
            [("每月调度", "month"), ("每季度通报", "quarter"), ("每年考核机制", "year")],
            id="several-times-in-one-clause",
        ),
        pytest.param(
            "1.调度。实行周报告、旬分析、月通报。",
            [("周报告", "unspecified"), ("旬分析", "unspecified"), ("月通报", "month")],
            id="rhythms",
        ),
        pytest.param(
            "1.检测。水厂每月检测一次，村井每季度检测一次，检测结果向社会公布。",
            [("每月", "month"), ("每季度", "quarter"), ("检测结果", "unspecified")],
            id="of-two-times-none-is-that-of-both",
        ),
        pytest.param(
            "1.曝光。典型案例在县电视台集中曝光，每月不少于1期。",
            [("典型案例在县电视台集中曝光", "month")],
            id="how-often-in-a-clause-of-its-own",
        ),
        pytest.param(
            "1.公布。区住建局按月公布进度，施工单位应在入口处公示时间。",
            [("公布进度", "month"), ("公示时间", "unspecified")],
            id="another-body-is-told-nothing-of-how-often",
        ),
        pytest.param(
            "1.报表。热线月报、半年报和年度分析报告报送区政府。",
            [("热线月报、半年报和年度分析报告报送区政府", "unspecified")],
            id="several-reports-are-sent",
        ),
        pytest.param("1.例会。每月、每季度分析形势。", [("每月、每季度", "month")], id="one-act"),
    ],
)
def test_how_often(text: str, expected: list[tuple[str, str]]) -> None:
    found = [(quote, often) for kind, quote, often, _ in read(text) if kind != "mechanism"]
    assert [often for _, often in found] == [often for _, often in expected]
    assert all(words in quote for (quote, _), (words, _) in zip(found, expected, strict=True))


def test_a_day_without_a_year_is_printed() -> None:
    assert read("1.清单。6月1日前印发责任清单。") == [
        ("register", "6月1日前印发责任清单", None, "6月1日前")
    ]


def test_who_must_not_and_whoever_looks_every_day() -> None:
    source = read_source(
        "plan.txt",
        "某县方案\n一、任务\n1.巡查。由专人每日查看水位，整改期间各乡镇严禁取水。（县水利局负责）\n".encode(),
    )
    daily, ban = plan_of(source)[0].duties
    assert (daily.what, [one.printed for one in daily.by]) == ("查看水位", ["县水利局"])
    assert [one.printed for one in ban.by] == ["各乡镇"]


def test_the_heading_of_an_annex_orders_nothing() -> None:
    source = read_source(
        "plan.txt",
        "某县方案\n一、任务\n治理油烟。\n附件1\n餐饮单位每月公开信息报送表\n序号\t内容\n1\t油烟\n".encode(),
    )
    assert [duty.kind for duty in plan_of(source)[0].duties if duty.public or duty.frequency] == []
