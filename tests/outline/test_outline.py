"""Other forms of plans: numbering, headings, frame, annexes. The texts are our own."""

from __future__ import annotations

import pytest

from gongkai.model import Node
from gongkai.outline import outline
from gongkai.outline.markers import marker
from gongkai.sources import read_source


def nodes(text: str, name: str = "plan.txt") -> list[Node]:
    return list(outline(read_source(name, text.encode()))[0].nodes)


@pytest.mark.parametrize(
    ("line", "label"),
    [
        pytest.param("一、总体要求", "一、", id="han"),
        pytest.param("十二、保障", "十二、", id="han-two"),
        pytest.param("（三）强化监管", "（三）", id="han-brackets"),
        pytest.param("(三)强化监管", "(三)", id="half-width-brackets"),
        pytest.param("1.完善制度", "1.", id="arabic"),
        pytest.param("１．完善制度", "１．", id="full-width"),
        pytest.param("2、完善制度", "2、", id="arabic-comma"),
        pytest.param("（1）完善制度", "（1）", id="arabic-brackets"),
        pytest.param("①完善制度", "①", id="circled"),
        pytest.param("贰、完善制度", "贰、", id="formal"),
        pytest.param("乙、完善制度", "乙、", id="stems"),
        pytest.param("第三章 附则", "第三章", id="chapter"),
        pytest.param("第十二条 本办法自印发之日起施行。", "第十二条", id="article"),
        pytest.param("1.2 完善制度", "1.2", id="decimal"),
        pytest.param("1.2.3 完善制度", "1.2.3", id="decimal-three"),
        pytest.param("　　一、总体要求", "一、", id="indented"),
        pytest.param("2025年底前完成", None, id="a-year"),
        pytest.param("22020年底前完成", None, id="a-misprinted-year"),
        pytest.param("1.2025年底前完成改造", "1.", id="before-a-year"),
        pytest.param("1.5倍减量替代", None, id="a-factor"),
        pytest.param("3.2万亩农田", None, id="a-quantity"),
        pytest.param("10个乡镇", None, id="a-count"),
        pytest.param("一是加强领导", None, id="words"),
    ],
)
def test_what_is_a_marker(line: str, label: str | None) -> None:
    found = marker(line)
    assert (found.label if found else None) == label


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "村庄清洁方案\n一、要求\n1.清运垃圾。每周清运两次。\n2.疏浚沟渠。汛前完成。\n二、保障\n1.落实经费。列入预算。\n",
            [
                ("1", "要求"),
                ("1.1", "清运垃圾"),
                ("1.2", "疏浚沟渠"),
                ("2", "保障"),
                ("2.1", "落实经费"),
            ],
            id="items-directly-under-sections",
        ),
        pytest.param(
            "消防安全办法\n第一章 总则\n第一条 为加强消防安全，制定本办法。\n第二条 本办法适用于全区。\n第二章 职责\n第三条 各单位应当配备器材。\n",
            [("1", "总则"), ("1.1", None), ("1.2", None), ("2", "职责"), ("2.1", None)],
            id="chapters-and-articles",
        ),
        pytest.param(
            "道路养护计划\n1 总体安排\n1.1 巡查\n每日巡查一次。\n1.2 修补\n发现坑槽三日内修补。\n",
            [("1", "总体安排"), ("1.1", "巡查"), ("1.2", "修补")],
            id="decimal-numbering",
        ),
        pytest.param(
            "学校食堂方案\n一、目标\n（一）检查。按月检查。\n（三）整改。限期整改。\n",
            [("1", "目标"), ("1.1", "检查"), ("1.2", "整改")],
            id="a-number-is-skipped",
        ),
        pytest.param(
            "消防行动方案\n一、排查\n1.高楼。全面排查。\n2.仓库。全面排查。\n二、建设\n3.消防站。新建一处。\n",
            [("1", "排查"), ("1.1", "高楼"), ("1.2", "仓库"), ("2", "建设"), ("2.1", "消防站")],
            id="numbers-go-on-under-the-next-heading",
        ),
        pytest.param(
            "# 饮水安全方案\n\n## 一、目标\n\n保障供水。\n\n## 二、任务\n\n### （一）水源\n\n划定保护区。\n",
            [("1", "目标"), ("2", "任务"), ("2.1", "水源")],
            id="markdown",
        ),
        pytest.param(
            "# 读书活动方案\n\n## 活动目标\n\n人人读书。\n\n## 活动安排\n\n### 启动\n\n三月启动。\n",
            [("1", "活动目标"), ("2", "活动安排"), ("2.1", "启动")],
            id="markdown-without-numbers",
        ),
        pytest.param(
            "控烟方案\n一、任务\n（一）宣传。张贴标识。\n\n某县卫生健康局\n2024年3月1日\n\n附件1\n任务分工表\n序号|重点任务|牵头单位|完成时限\n1|制作标识|县卫生健康局|2024年6月\n2|开展巡查|县城管局|长期坚持\n",
            [
                ("1", "任务"),
                ("1.1", "宣传"),
                ("2", "任务分工表"),
                ("2.1", "制作标识"),
                ("2.2", "开展巡查"),
            ],
            id="an-annex-with-a-task-table",
        ),
        pytest.param(
            "教育方案\n一、安排\n（一）2025年工作目标。\n提升水平。\n（二）2025年工作重点。\n建好学校。\n",
            [("1", "安排"), ("1.1", "2025年工作目标"), ("1.2", "2025年工作重点")],
            id="a-year-in-a-heading-on-its-own-line",
        ),
        pytest.param(
            "教育方案\n一、安排\n（一）新建学校3所。\n加快施工。\n（二）新增学位500个。\n增加教师。\n",
            [("1", "安排"), ("1.1", None), ("1.2", None)],
            id="a-quantity-on-its-own-line-is-the-statement",
        ),
    ],
)
def test_the_outline_of_other_forms(text: str, expected: list[tuple[str, str | None]]) -> None:
    name = "plan.md" if text.startswith("#") else "plan.txt"
    assert [(node.path, node.heading) for node in nodes(text, name)] == expected


def test_the_frame_of_a_document() -> None:
    text = "某政发〔2024〕3号\n\n某县人民政府\n关于印发河道管护方案的通知\n\n各乡镇人民政府：\n\n现将方案印发给你们。\n\n一、目标\n水清岸绿。\n\n某县人民政府\n2024年3月1日\n（此件公开发布）\n"
    found = outline(read_source("plan.txt", text.encode()))[0]
    kinds = [line.kind for line in found.frame if line.kind != "blank"]
    assert kinds == ["number", "issuer", "title", "salutation", "signature", "date", "closing"]
    assert found.number == "某政发〔2024〕3号"
    assert found.issued == "2024年3月1日"
    assert [node.path for node in found.nodes] == ["0", "1"]


def test_an_irregular_number_is_reported() -> None:
    _, findings = outline(
        read_source("p.txt", "方案\n一、甲项\n（一）做。好。\n（三）做。好。\n".encode())
    )
    assert [finding.rule for finding in findings] == ["numbering-gap"]


def test_a_heading_by_style_closes_items_of_the_text() -> None:
    text = "# 读书方案\n\n## 安排\n\n1.准备\n\n三月启动。\n\n### 宣传\n\n张贴海报。\n"
    found = [(node.path, node.heading) for node in nodes(text, "plan.md")]
    assert found == [("1", "安排"), ("1.1", "准备"), ("1.2", "宣传")]
