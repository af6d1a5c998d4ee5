"""The frame of documents in the forms in which offices issue them. The texts are our own."""

from __future__ import annotations

import pytest

from gongkai.outline import Outline, outline
from gongkai.sources import read_source

PLAN = "一、总体要求\n全面整治。\n二、主要任务\n（一）清淤。汛前完成。\n"


def read(text: str) -> Outline:
    return outline(read_source("plan.txt", text.encode()))[0]


def kinds(found: Outline) -> list[str]:
    return [line.kind for line in found.frame if line.kind != "blank"]


HEADS = {
    "title-on-one-line": (
        "某县河道整治方案\n",
        ["title"],
        {"title": "某县河道整治方案"},
    ),
    "title-on-three-lines": (
        "某县人民政府关于\n推进河道整治工作的\n实施方案\n\n",
        ["title", "title", "title"],
        {"title": "某县人民政府关于推进河道整治工作的实施方案"},
    ),
    "years-in-brackets-are-the-title's": (
        "某县河道整治行动计划\n（2024—2026年）\n\n",
        ["title", "title"],
        {"title": "某县河道整治行动计划（2024—2026年）"},
    ),
    "a-remark-under-the-title": (
        "某县河道整治办法\n（2024年3月5日县政府常务会议通过）\n\n",
        ["title", "other"],
        {"title": "某县河道整治办法", "issued": None},
    ),
    "a-remark-apart-from-the-title": (
        "某县河道整治方案\n\n（征求意见稿）\n\n",
        ["title", "other"],
        {"title": "某县河道整治方案"},
    ),
    "issuer-and-day-below-the-title": (
        "某县河道整治方案\n\n某县水务局\n2024年3月5日\n\n",
        ["title", "issuer", "date"],
        {"title": "某县河道整治方案", "issuer": "某县水务局", "issued": "2024年3月5日"},
    ),
    "red-head": (
        "某县人民政府文件\n\n某政发〔2024〕5号\n\n某县河道整治方案\n\n",
        ["issuer", "number", "title"],
        {"issuer": "某县人民政府", "number": "某政发〔2024〕5号"},
    ),
    "red-head-with-spaces": (
        "某 县 水 务 局 文 件\n某水发〔2024〕15 号\n某县河道整治方案\n",
        ["issuer", "number", "title"],
        {"issuer": "某 县 水 务 局", "number": "某水发〔2024〕15 号"},
    ),
    "keys-for-programs": (
        "---\ntitle: 某县河道整治方案\ntags:\n- 河道\n---\n\n某县河道整治方案\n发布单位：某县水务局　日期：2024年3月5日\n",
        ["other", "other", "other", "other", "other", "title", "issuer"],
        {"title": "某县河道整治方案", "issuer": "某县水务局", "issued": "2024年3月5日"},
    ),
    "a-rule-above-a-title": (
        "---\n某县河道整治方案\n---\n",
        ["other", "title", "other"],
        {"title": "某县河道整治方案"},
    ),
    "a-notice-without-its-title": (
        "各乡镇人民政府：\n《某县河道整治方案》已经同意，现印发给你们，请贯彻执行。\n某县人民政府\n2024年3月5日\n某县河道整治方案\n",
        ["salutation", "other", "signature", "date", "title"],
        {"title": "某县河道整治方案", "issued": "2024年3月5日"},
    ),
    "marks-before-the-head": (
        "000012\n秘密★1年\n特急\n某县人民政府办公室文件\n某政办发[2024]7号　　签发人：某某\n某县河道整治方案\n",
        ["other", "other", "other", "issuer", "number", "title"],
        {"number": "某政办发[2024]7号", "issuer": "某县人民政府办公室"},
    ),
    "number-in-round-brackets": (
        "某县河道整治方案\n（某政规（2024）3号）\n\n",
        ["title", "number"],
        {"number": "某政规（2024）3号"},
    ),
    "number-left-blank": (
        "某政发〔20XX〕XX号\n某县河道整治方案\n",
        ["number", "title"],
        {"number": "某政发〔20XX〕XX号"},
    ),
    "salutation": (
        "某县河道整治方案\n\n各乡镇人民政府，县直各有关部门：\n为推进整治，制定本方案。\n",
        ["title", "salutation"],
        {},
    ),
    "page-of-a-site": (
        "索引号：000-2024-01\n发文机关：某县人民政府\n成文日期：2024年03月05日\n发文字号：某政发〔2024〕5号\n某县河道整治方案\n发布时间：2024-03-08\n",
        ["other", "issuer", "date", "number", "title", "other"],
        {
            "issuer": "某县人民政府",
            "issued": "2024年03月05日",
            "number": "某政发〔2024〕5号",
            "title": "某县河道整治方案",
        },
    ),
    "page-with-a-table-of-labels": (
        "索引号：\t0001\t信息分类：\t规范性文件\n成文日期：\t\t发布日期：\t2024-03-09\n发文字号：\t某政发〔2024〕5号\t有 效 性：\t有效\n某县河道整治方案\n",
        ["other", "date", "number", "title"],
        {"issued": None, "number": "某政发〔2024〕5号"},
    ),
    "a-notice's-title-over-the-plan's": (
        "某县人民政府办公室印发《某县河道整治行动计划》的通知\n某县河道整治\n行动计划\n(2024—2026年)\n",
        ["title", "title", "title", "title"],
        {"title": "某县河道整治行动计划(2024—2026年)"},
    ),
    "no-title-is-guessed": ("为推进整治，制定本方案。\n", [], {"title": ""}),
}


@pytest.mark.parametrize("case", HEADS)
def test_heads(case: str) -> None:
    text, expected, fields = HEADS[case]
    found = read(text + PLAN)
    assert kinds(found) == expected
    for name, value in fields.items():
        assert getattr(found, name) == value, name


CLOSINGS = {
    "signature-and-date": (
        "某县人民政府\n2024年3月5日\n",
        ["signature", "date"],
        {"issuer": "某县人民政府", "issued": "2024年3月5日"},
    ),
    "han-date": (
        "某县水务局（盖章）\n二〇二四年三月五日\n",
        ["signature", "date"],
        {"issuer": "某县水务局", "issued": "二〇二四年三月五日"},
    ),
    "han-date-with-a-circle": (
        "某县水务局\n二○二四年十二月二十日\n",
        ["signature", "date"],
        {"issued": "二○二四年十二月二十日"},
    ),
    "date-left-blank": (
        "某县水务局\n2024年X月X日\n",
        ["signature", "date"],
        {"issued": "2024年X月X日"},
    ),
    "month-only": ("某县水务局\n2024年3月\n", ["signature", "date"], {"issued": "2024年3月"}),
    "on-one-line": (
        "某县水务局　　2024年3月5日\n",
        ["signature"],
        {"issuer": "某县水务局", "issued": "2024年3月5日"},
    ),
    "two-bodies": (
        "某县水务局\n某县财政局\n2024年3月5日\n",
        ["signature", "signature", "date"],
        {"issuer": "某县水务局"},
    ),
    "list-of-annexes": (
        "附件：1.任务分工表\n      2.河道名录\n\n某县水务局\n2024年3月5日\n（此件公开发布）\n",
        ["other", "other", "signature", "date", "closing"],
        {},
    ),
    "copies": (
        "某县水务局\n2024年3月5日\n\n抄送：县委办公室，县人大常委会办公室，\n县法院，县检察院。\n某县水务局办公室　　2024年3月6日印发\n（共印50份）\n",
        ["signature", "date", "closing", "closing", "closing", "closing"],
        {"issued": "2024年3月5日"},
    ),
    "how-it-is-published": (
        "某县水务局\n2024年3月5日\n（信息公开形式：主动公开）\n",
        ["signature", "date", "closing"],
        {},
    ),
    "foot-of-a-page": (
        "某县水务局\n2024年3月5日\n来源：某县水务局　编辑：某某\n",
        ["signature", "date", "other"],
        {},
    ),
    "signature-without-a-date": (
        "\n某县人民政府办公室\n",
        ["signature"],
        {"issuer": "某县人民政府办公室"},
    ),
}


@pytest.mark.parametrize("case", CLOSINGS)
def test_closing_blocks(case: str) -> None:
    text, expected, fields = CLOSINGS[case]
    found = read(f"某县河道整治方案\n{PLAN}{text}")
    assert kinds(found) == ["title", *expected]
    assert [node.path for node in found.nodes] == ["1", "2", "2.1"]
    for name, value in fields.items():
        assert getattr(found, name) == value, name


OWN = "某县河道整治方案\n\n为推进整治，制定本方案。\n"
OPENING = "某政办发〔2024〕9号\n某县人民政府办公室\n关于印发某县河道整治方案的通知\n各乡镇人民政府：\n《某县河道整治方案》已经县政府同意，现印发给你们，请认真组织实施。\n"
NOTICES = {
    "signed": f"{OPENING}\n某县人民政府办公室\n2024年3月5日\n（此件公开发布）\n\n{OWN}",
    "unsigned": f"{OPENING}\n{OWN}",
    "plan-as-an-annex": f"{OPENING}附件：某县河道整治方案\n\n某县人民政府办公室\n2024年3月5日\n\n附件\n\n{OWN}",
    "without-a-title-of-its-own": f"{OPENING.replace('关于印发某县河道整治方案的通知', '某县河道整治方案')}\n某县人民政府办公室\n2024年3月5日\n\n为推进整治，制定本方案。\n",
    "title-on-two-lines": f"{OPENING}\n某县人民政府办公室\n2024年3月5日\n\n某县河道\n整治方案\n\n为推进整治，制定本方案。\n",
}


@pytest.mark.parametrize("case", NOTICES)
def test_a_notice_that_forwards_a_plan_is_frame(case: str) -> None:
    found = read(NOTICES[case] + PLAN)
    assert found.title == "某县河道整治方案"
    assert found.number == "某政办发〔2024〕9号"
    assert found.issuer == "某县人民政府办公室"
    assert found.issued == (None if case == "unsigned" else "2024年3月5日")
    assert [node.path for node in found.nodes] == ["0", "1", "2", "2.1"]
    assert found.nodes[0].text == "为推进整治，制定本方案。"


def test_a_notice_with_its_own_points_is_text() -> None:
    text = f"关于做好河道整治工作的通知\n各乡镇人民政府：\n现将有关事项印发给你们。\n{PLAN}某县水务局\n2024年3月5日\n"
    found = read(text)
    assert found.title == "关于做好河道整治工作的通知"
    assert [node.path for node in found.nodes] == ["0", "1", "2", "2.1"]


TABLE = "序号\t任务\t责任单位\n1\t清淤\t县水务局\n"
ANNEXES = {
    "alone": ("附件1\n任务分工表\n", "附件1"),
    "with-a-colon": ("附件：\n任务分工表\n", "附件："),
    "with-its-title": ("附件1：任务分工表\n", "附件1："),
    "with-a-space": ("附件 2  任务分工表\n", "附件 2"),
    "a-table": ("附表1\n任务分工表\n", "附表1"),
    "titled-without-a-number": ("附件：任务分工表\n", "附件："),
}


@pytest.mark.parametrize("case", ANNEXES)
def test_annexes(case: str) -> None:
    opening, label = ANNEXES[case]
    found = read(f"某县河道整治方案\n{PLAN}\n某县水务局\n2024年3月5日\n\n{opening}{TABLE}")
    annex = next(node for node in found.nodes if node.kind == "annex")
    assert (annex.path, annex.label, annex.heading) == ("3", label, "任务分工表")
    assert [node.heading for node in found.nodes if node.parent == "3"] == ["清淤"]


@pytest.mark.parametrize("case", [*HEADS, *CLOSINGS, *NOTICES])
def test_every_line_stands_once(case: str) -> None:
    text = next(
        cases[case] if isinstance(cases[case], str) else cases[case][0]
        for cases in (HEADS, CLOSINGS, NOTICES)
        if case in cases
    )
    whole = f"{text}{PLAN}" if case not in CLOSINGS else f"某县方案\n{PLAN}{text}"
    found = read(whole)
    held = [line.line for line in found.frame]
    for node in found.nodes:
        held.extend(range(node.lines[0], node.lines[1] + 1))
    assert sorted(held) == list(range(1, whole.count("\n") + 1))


LIST = "1.任务分工表\n2.河道名录\n"
SIGNED = "\n某县水务局\n2024年3月5日\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"附件：\n{LIST}{SIGNED}附件1\n任务分工表\n1.清淤\n附件2\n河道名录\n1.某河\n", ["附件1", "附件2"]),
        (f"附 件：\n1、任务分工表\n2、河道名录\n{SIGNED}附件1\n\n任务分工表\n\n清淤\n", ["附件1"]),
        (f"附件\n{LIST}{SIGNED}附件1：任务分工表\n1.清淤\n", ["附件1："]),
        (f"附件：\n{LIST}附件1\n任务分工表\n1.清淤\n", ["附件1"]),
        (f"附件：\n{LIST}（此件公开发布）\n附件1\n任务分工表\n1.清淤\n", ["附件1"]),
        (f"附件：\n{LIST}{SIGNED}", []),
        ("附件1\n1.清淤\n2.护岸\n附件2\n1.某河\n2.某沟\n", ["附件1", "附件2"]),
        (f"附件：\n1.清淤3条。\n2.护岸5公里。\n{SIGNED}", ["附件："]),
        ("附件：任务分工表\n序号\t任务\t责任单位\n1\t清淤\t县水务局\n" + SIGNED, ["附件："]),
        (f"附件：任务分工表\n{SIGNED}", []),
    ],
)  # fmt: skip
def test_a_list_of_annexes_is_none(text: str, expected: list[str]) -> None:
    found = read(f"某县河道整治方案\n{PLAN}{text}")
    assert [node.label for node in found.nodes if node.kind == "annex"] == expected
    assert [node.path for node in found.nodes][:3] == ["1", "2", "2.1"]
    assert found.nodes[2].lines[1] < 2 + found.nodes[2].lines[0]
