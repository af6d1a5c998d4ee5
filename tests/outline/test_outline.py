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
        pytest.param("1.3月底前完成摸底", "1.", id="before-a-month"),
        pytest.param("2.11月10日前整改到位", "2.", id="before-a-day"),
        pytest.param("1.3月度调度", "1.3", id="a-month's-work"),
        pytest.param("1.5倍减量替代", None, id="a-factor"),
        pytest.param("3.2万亩农田", None, id="a-quantity"),
        pytest.param("10个乡镇", None, id="a-count"),
        pytest.param("一是加强领导", "一是", id="words"),
        pytest.param("问题1：占道经营", "问题1：", id="a-problem"),
        pytest.param("实事一：新建步道", "实事一：", id="a-promise"),
        pytest.param("项目2个", None, id="a-count-of-projects"),
        pytest.param("措施之二：更换标志", "措施之二：", id="one-of-several"),
        pytest.param("A1 强化监管", "A1", id="a-letter-and-a-number"),
        pytest.param("B1.2实施改造", "B1.2", id="a-letter-and-two-numbers"),
        pytest.param("C 保障措施", "C", id="a-letter-alone"),
        pytest.param("★3.完善制度", "★3.", id="a-star-before-a-number"),
        pytest.param("★县水利局", None, id="a-star-before-a-name"),
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "方案\n【目标】\n水清岸绿。\n【重点任务】\n1.清理。每周清理。\n2.保洁。每天保洁。\n【保障措施】\n落实经费。\n",
            [("1", "目标"), ("2", "重点任务"), ("2.1", "清理"), ("2.2", "保洁"), ("3", "保障措施")],
            id="in-brackets",
        ),
        pytest.param(
            "方案\n一、目标\n〖近期〗\n水清。\n〖远期〗\n岸绿。\n二、任务\n清理。\n",
            [("1", "目标"), ("1.1", "近期"), ("1.2", "远期"), ("2", "任务")],
            id="in-brackets-below-numbers",
        ),
        pytest.param(
            "方案\n一、任务\n清理。\n【县水利局】\n二、保障\n经费。\n【县财政局、县审计局牵头】\n",
            [("1", "任务"), ("2", "保障")],
            id="who-answers-is-no-heading",
        ),
        pytest.param(
            "方案\n一、任务\n清理。\n【政策链接】\n见附件。\n",
            [("1", "任务")],
            id="one-proves-nothing",
        ),
        pytest.param(
            "清单\n县水利局牵头工作（2项）\n1.清理河道。\n2.修缮水塘。\n县农业农村局、县林业局配合任务\n3.植树。\n",
            [
                ("1", "县水利局牵头工作（2项）"),
                ("1.1", None),
                ("1.2", None),
                ("2", "县农业农村局、县林业局配合任务"),
                ("2.1", None),
            ],
            id="by-bodies",
        ),
        pytest.param(
            "要点\n一是清理河道。每周清理。\n二是修缮水塘。汛前完成。\n三是植树。春季完成。\n",
            [("1", "清理河道"), ("2", "修缮水塘"), ("3", "植树")],
            id="words-for-numbers",
        ),
        pytest.param(
            "方案\n（一）管护\n一是清理河道。（县水利局负责）\n二是植树。（县林业局负责）\n（二）巡查\n一是巡河。（县水利局负责）\n二是巡林。（县林业局负责）\n",
            [
                ("1", "管护"),
                ("1.1", None),
                ("1.2", None),
                ("2", "巡查"),
                ("2.1", None),
                ("2.2", None),
            ],
            id="words-for-numbers-that-answer-each",
        ),
        pytest.param(
            "方案\n（一）管护\n一是清理河道。\n二是植树。（县林业局负责）\n（二）巡查\n每周巡查。\n",
            [("1", "管护"), ("2", "巡查")],
            id="one-bracket-behind-all",
        ),
        pytest.param(
            "要点\n一是清理河道；二是植树。\n一是巡河；二是巡林。\n",
            [("0", None)],
            id="within-lines",
        ),
        pytest.param(
            "方案\n一、任务\n1.更新管线；\n2.修缮屋面；\n3.改造消防设施。\n上述内容应改尽改。\n",
            [("1", "任务"), ("1.1", None), ("1.2", None), ("1.3", None)],
            id="items-of-one-sentence",
        ),
    ],
)
def test_headings_without_a_number(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(node.path, node.heading) for node in nodes(text)] == expected


UNNUMBERED = (
    "总体目标\n建成美丽村庄。\n主要任务\n硬化道路\n新修道路。\n责任单位：镇村建办\n整治环境\n清理垃圾。\n"
    "责任单位：镇城管办\n工作要求\n每月报送进度。\n"
)


@pytest.mark.parametrize("head", ["安排\n\n", "某镇人民政府\n乡村建设工作安排\n\n"])
def test_a_plan_without_numbers_is_read_by_its_phrases_and_says_so(head: str) -> None:
    found, findings = outline(read_source("plan.txt", (head + UNNUMBERED).encode()))
    assert [(node.path, node.heading) for node in found.nodes] == [
        ("1", "总体目标"),
        ("2", "主要任务"),
        ("2.1", "硬化道路"),
        ("2.2", "整治环境"),
        ("3", "工作要求"),
    ]
    assert [finding.rule for finding in findings] == ["outline-unnumbered"]


@pytest.mark.parametrize(
    "text",
    [
        "倡议\n\n绿色出行\n少开一天车。\n从我做起\n从现在做起。\n",
        "倡议\n\n清扫房前屋后，不留死角。\n绿色出行，少开一天车。\n某镇人民政府\n",
        "诗\n\n春眠不觉\n处处闻啼\n夜来风雨\n花落多少\n",
    ],
)
def test_a_few_short_lines_are_no_headings(text: str) -> None:
    assert [node.path for node in nodes(text)] in (["0"], [])


def test_a_paragraph_behind_items_is_told() -> None:
    text = "方案\n一、改造\n1.加装电梯\n2.增设车位\n以上项目由居民商定。\n责任单位：区住建局\n"
    _, findings = outline(read_source("p.txt", text.encode()))
    assert [(finding.rule, finding.line) for finding in findings] == [("paragraph-behind-items", 5)]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("街道重点抓好以下几方面：", None),
        ("根据县委、县政府部署，现就开展行动制定如下实施方案：", None),
        ("按照市委、市政府要求，制定本方案：", None),
        ("经县政府同意，现就各部门任务提出意见：", None),
        ("现将各单位任务明确：", None),
        ("各乡镇人民政府，县政府各部门：", "salutation"),
        ("经开区管委会，县委各部门，县直各单位：", "salutation"),
    ],
)
def test_whom_a_line_addresses(line: str, kind: str | None) -> None:
    found = outline(read_source("p.txt", f"街道要点\n{line}\n1.清理。\n".encode()))[0]
    assert [one.kind for one in found.frame if one.line == 2] == ([kind] if kind else [])
    assert [node.path for node in found.nodes] == (["1"] if kind else ["0", "1"])


@pytest.mark.parametrize(
    ("text", "closing"),
    [
        ("（一）清淤。全年清淤3条。\n本方案自印发之日起施行，有效期至2026年12月31日。", True),
        ("（一）清淤。全年清淤3条。\n责任单位：县水务局\n本方案自印发之日起实施。\n\n某县水务局\n2024年3月5日", True),
        ("（一）清淤。全年清淤3条。\n本办法由县水务局负责解释，自2024年5月1日起施行，有效期5年。原办法同时废止。", True),
        # the text of its own heading, an article, an order
        ("二、附则\n本方案自印发之日起施行，有效期至2026年12月31日。", False),
        ("二、本方案自印发之日起施行。", False),
        ("（一）清淤。全年清淤3条。\n本方案自印发之日起30日内完成清淤3条。", False),
    ],
)  # fmt: skip
def test_from_when_a_plan_is_in_force_is_no_item(text: str, closing: bool) -> None:
    found = outline(read_source("p.txt", f"某县方案\n一、任务\n{text}\n".encode()))[0]
    last = [one.text for one in found.frame if one.kind == "closing"]
    assert len(last) == closing
    assert any("印发之日" in node.text or "施行" in node.text for node in found.nodes) != closing


def test_a_line_that_leads_in_addresses_nobody() -> None:
    found = outline(
        read_source("p.txt", "街道要点\n街道重点抓好以下几方面：\n1.清理。\n".encode())
    )[0]
    assert [node.path for node in found.nodes] == ["0", "1"]


def test_only_a_paragraph_that_nothing_is_read_from_may_speak_of_all() -> None:
    items = "某县方案\n一、任务\n（一）修路。\n1.修一路。做好。\n2.修二路。做好。\n"
    told = {
        last: outline(read_source("a.txt", f"{items}{last}\n（二）修桥。加快。\n".encode()))[1]
        for last in ("以上由县交通局负责。", "以上任务责任单位：县交通局", "（以上由县交通局负责）")
    }
    assert [bool(findings) for findings in told.values()] == [True, False, False]


def test_a_phrase_with_nothing_below_is_a_heading_where_all_others_are() -> None:
    text = "预案\n1 总则\n1.1 目的\n规范处置。\n1.2 分级\n分为四级。\n1.3 终止\n2 附则\n2.1 解释。由县应急局负责。\n"
    headings = {node.path: node.heading for node in nodes(text)}
    assert headings["1.3"] == "终止"
    alike = "方案\n一、任务\n1.修路\n2.修桥\n3.修渠\n二、保障\n"
    assert [node.heading for node in nodes(alike)][1:4] == [None, None, None]


def test_letters_number_only_where_they_make_a_run() -> None:
    run = "方案\nA 任务\nA1 修路\nA2 修桥\nB 保障\nB1 落实经费\nB2 加强督查\n"
    assert [(node.path, node.label) for node in nodes(run)] == [
        ("1", "A"), ("1.1", "A1"), ("1.2", "A2"), ("2", "B"), ("2.1", "B1"), ("2.2", "B2"),
    ]  # fmt: skip
    assert [node.path for node in nodes("方案\n一、任务\nA4纸打印，张贴公示。\n")] == ["1"]


def test_a_heading_by_style_closes_a_numbered_one_of_its_level() -> None:
    text = "# 方案\n## 一、任务\n修路。\n### （一）修桥\n年内完成。\n## 附则\n由县水利局解释。\n"
    assert [(node.path, node.heading) for node in nodes(text, "plan.md")] == [
        ("1", "任务"), ("1.1", "修桥"), ("2", "附则"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("每月公示水质。公示内容包括浊度。", None),
        ("县水利局负责调度。乡镇做好配合。", None),
        ("各镇要建立台账。台账包括工程名称。", None),
        ("镇长是第一责任人。村主任是直接责任人。", None),
        ("分级负责。镇、村两级落实。", "分级负责"),
        ("突出重要节点。节前检查。", "突出重要节点"),
        ("开展“每周一查”活动。周五检查。", "开展“每周一查”活动"),
    ],
)
def test_a_sentence_that_states_is_no_heading(line: str, heading: str | None) -> None:
    assert nodes(f"方案\n一、任务\n1.{line}\n")[1].heading == heading


def test_short_items_with_nothing_behind_them_do_not_outvote_clear_headings() -> None:
    text = "方案\n一、任务\n1.强化巡查。\n每周巡查，发现问题立即处置。\n2.储备物资。储备编织袋。\n3.演练。\n4.值班。\n"
    assert [node.heading for node in nodes(text)][1:3] == ["强化巡查", "储备物资"]


def test_a_table_of_contents_without_pages_is_no_part_of_the_plan() -> None:
    text = (
        "方案\n目　录\n一、任务\n二、保障\n附件：清单\n\n一、任务\n修路。\n二、保障\n落实经费。\n"
    )
    assert [(node.path, node.lines) for node in nodes(text)] == [("1", (7, 8)), ("2", (9, 10))]
    again = "方案\n目录\n一、任务\n修路。\n二、保障\n落实经费。\n"
    assert [node.path for node in nodes(again)] == ["1", "2"]


def test_phrases_over_lists_that_begin_again_part_a_section() -> None:
    duties = "县水利局：\n（1）调度水库。\n（2）巡查险段。\n县气象局：\n（1）发布预警。\n"
    found = nodes(f"预案\n一、分工\n{duties}二、保障\n落实经费。\n")
    assert [(node.path, node.heading) for node in found if node.path.count(".") == 1] == [
        ("1.1", "县水利局"), ("1.2", "县气象局"),
    ]  # fmt: skip
    fields = (
        "工作目标：\n1.修路。\n2.修桥。\n主要措施：\n1.加快前期。\n2.落实经费。\n责任单位：各镇\n"
    )
    found = nodes(f"方案\n一、道路\n{fields}")
    assert [node.path for node in found] == ["1", "1.1", "1.2", "1.3", "1.4"]
    same = "1.水质超标。\n措施如下：\n（1）排查。\n2.管网漏损。\n措施如下：\n（1）检漏。\n"
    found = nodes(f"方案\n一、整改\n{same}")
    assert [node.path for node in found] == ["1", "1.1", "1.1.1", "1.2", "1.2.1"]


def test_names_of_tasks_part_a_plan_that_numbers_nothing() -> None:
    cards = "任务名称：修路\n责任科室：建设科\n\n任务名称：修桥\n责任科室：建设科\n"
    assert [(node.path, node.heading) for node in nodes(f"任务书\n\n{cards}")] == [
        ("1", "修路"), ("2", "修桥"),
    ]  # fmt: skip
    numbered = "一、道路\n项目名称：修路\n二、桥梁\n项目名称：修桥\n"
    assert [node.path for node in nodes(f"任务书\n{numbered}")] == ["1", "2"]


def test_a_gap_closes_a_heading_where_all_siblings_agree() -> None:
    text = "方案\n一、目标　到2027年达标，实现全覆盖。\n二、任务\n（一）修路　年内修路12公里，保证畅通。\n（二）修桥 修桥2座。\n三、保障　落实经费，加强督查。\n"
    assert [(node.heading, node.text) for node in nodes(text)] == [
        ("目标", "到2027年达标，实现全覆盖。"), ("任务", ""), ("修路", "年内修路12公里，保证畅通。"), ("修桥", "修桥2座。"),
        ("保障", "落实经费，加强督查。"),
    ]  # fmt: skip
    alone = "方案\n（一）修路　年内修路12公里，保证畅通。\n（二）修桥2座。\n"
    assert [node.heading for node in nodes(alone)] == [None, None]


def test_parts_without_numbers_stand_above_items() -> None:
    text = "方案\n工作目标\n全年达标。\n重点任务\n1、修路。责任单位：县交通运输局\n2、修桥。责任单位：各镇\n保障措施\n落实经费。\n"
    assert [(node.path, node.heading) for node in nodes(text) if node.path.count(".") < 1] == [
        ("1", "工作目标"), ("2", "重点任务"), ("3", "保障措施"),
    ]  # fmt: skip


def test_the_style_of_a_heading_tells_its_level_whatever_its_words_are() -> None:
    text = "# 方案\n## 重点任务\n### 修路\n年内完成。\n### 修桥\n年内完成。\n## 保障措施\n1. 落实经费。列入预算。\n2. 加强督查。每月通报。\n"
    assert [(node.path, node.heading) for node in nodes(text, "plan.md")] == [
        ("1", "重点任务"), ("1.1", "修路"), ("1.2", "修桥"), ("2", "保障措施"), ("2.1", "落实经费"), ("2.2", "加强督查"),
    ]  # fmt: skip
