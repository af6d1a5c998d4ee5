"""Task tables in the forms in which plans print them. The texts are our own."""

from __future__ import annotations

import pytest

from gongkai.model import Node
from gongkai.outline.tables import head_columns, table_at
from gongkai.reading.read import read
from gongkai.sources import read_source

Row = tuple[str, str | None, str, str, str, str | None]


def rows(text: str, name: str = "plan.txt") -> list[Row]:
    """Label, heading, lead, support, responsible and deadline of every row."""
    plan, _ = read(read_source(name, text.encode()))
    return [_row(node) for node in plan.nodes if node.kind == "item"]


def _row(node: Node) -> Row:
    lead, support, responsible = (
        "、".join(body.printed for body in bodies)
        for bodies in (node.lead, node.support, node.responsible)
    )
    deadline = node.deadline.printed if node.deadline else None
    return node.label, node.heading, lead, support, responsible, deadline


CASES = {
    "bodies-as-columns-under-one-head": (
        (
            "序号\t工作任务\t责任单位（牵头●，配合○）\t\t\t完成时限\n\t\t县教育局\t县财政局\t清河镇\t\n"
            "1\t新建幼儿园\t●\t○\t\t2025年8月\n2\t维修校舍\t●\t\t○\t2025年7月\n"
        ),
        [
            ("1", "新建幼儿园", "县教育局", "县财政局", "", "2025年8月"),
            ("2", "维修校舍", "县教育局", "清河镇", "", "2025年7月"),
        ],
    ),
    "the-last-cells-left-out": (
        (
            "序号\t任务\t举措\t牵头股室\t责任单位\t完成时限\t备注\n一、提升能力\n"
            "1.1\t达标\t通过认证\t医政股\t县人民医院\t6月30日前\n1.2\t\t新增项目10项\t医政股\t县中医院\t长期坚持\n"
        ),
        [
            ("一、", "提升能力", "", "", "", None),
            ("1.1", "通过认证", "医政股", "", "县人民医院", "6月30日前"),
            ("1.2", "新增项目10项", "医政股", "", "县中医院", "长期坚持"),
        ],
    ),
    "parted-by-single-spaces": (
        "序号 重点任务 牵头单位 责任单位 完成时限\n1 修路 县交通运输局 县财政局 6月底\n2 修桥 县交通运输局 各镇 每季度\n",
        [
            ("1", "修路", "县交通运输局", "", "县财政局", "6月底"),
            ("2", "修桥", "县交通运输局", "", "各镇", "每季度"),
        ],
    ),
    "what-is-to-be-done-by-quarters": (
        (
            "序号\t任务\t责任单位\t\t进度安排\t\n\t\t牵头单位\t配合单位\t一季度\t全年\n"
            "1\t修路\t县交通运输局\t县财政局\t印发方案\t完工\n2\t修桥\t县交通运输局\t各镇\t设计\t通车\n"
        ),
        [
            ("1", "修路", "县交通运输局", "县财政局", "", None),
            ("2", "修桥", "县交通运输局", "各镇", "", None),
        ],
    ),
    "drawn-as-boxes": (
        (
            "┌──┬────┬────┐\n│序号│任务│责任单位│\n├──┼────┼────┤\n│1│修路│县交通运输局│\n├──┼────┼────┤\n"
            "│2│修桥│各镇│\n└──┴────┴────┘\n"
        ),
        [("1", "修路", "", "", "县交通运输局", None), ("2", "修桥", "", "", "各镇", None)],
    ),
    "words-in-the-place-of-signs": (
        (
            "| 重点任务 | 县水务局 | 县住建局 |\n|---|---|---|\n"
            "| 排查管网 | 配合 | 牵头 |\n| 管护河道 | 负责 | |\n"
        ),
        [
            ("", "排查管网", "县住建局", "县水务局", "", None),
            ("", "管护河道", "", "", "县水务局", None),
        ],
    ),
    "signs-that-nothing-explains": (
        "任务\t县水务局\t县住建局\n排查管网\t★\t▲\n管护河道\t★\t\n",
        [
            ("", "排查管网", "", "", "县水务局、县住建局", None),
            ("", "管护河道", "", "", "县水务局", None),
        ],
    ),
    "groups-on-lines-of-their-own": (
        (
            "序号｜工作内容｜牵头单位｜完成时间\n（一）排口整治\n1｜整治排口｜县水务局｜2025年6月\n"
            "（二）岸滩清理\n2｜清理岸滩｜县城管局｜每季度\n三、附则\n由县水务局解释。\n"
        ),
        [
            ("（一）", "排口整治", "", "", "", None),
            ("1", "整治排口", "县水务局", "", "", "2025年6月"),
            ("（二）", "岸滩清理", "", "", "", None),
            ("2", "清理岸滩", "县城管局", "", "", "每季度"),
        ],
    ),
    "tabs": (
        (
            "序号\t重点任务\t牵头单位\t配合单位\t完成时限\n"
            "1\t疏通渠道\t县水务局\t县财政局、县农业农村局\t2025年6月底\n"
            "2\t修复水闸\t县水务局\t\t长期坚持\n"
        ),
        [
            ("1", "疏通渠道", "县水务局", "县财政局、县农业农村局", "", "2025年6月底"),
            ("2", "修复水闸", "县水务局", "", "", "长期坚持"),
        ],
    ),
    "bars": (
        (
            "| 序号 | 工作任务 | 责任单位 | 时间节点 |\n|---|---|---|---|\n"
            "| 1 | 清理河道 | 县水务局 | 2025年3月 |\n| 2 | 巡查堤防 | 各乡镇人民政府 | 每月 |\n"
        ),
        [
            ("1", "清理河道", "", "", "县水务局", "2025年3月"),
            ("2", "巡查堤防", "", "", "各乡镇人民政府", "每月"),
        ],
    ),
    "spaces": (
        (
            "序号   主要任务      责任部门      完成时间\n"
            "1      更新路灯      县住建局      2025年5月\n"
            "2      修补路面      县交通局      2025年8月\n"
        ),
        [
            ("1", "更新路灯", "", "", "县住建局", "2025年5月"),
            ("2", "修补路面", "", "", "县交通局", "2025年8月"),
        ],
    ),
    "spaces-with-an-empty-cell": (
        (
            "序号   主要任务      牵头单位      配合单位      完成时间\n"
            "1      更新路灯      县住建局                    2025年5月\n"
        ),
        [("1", "更新路灯", "县住建局", "", "", "2025年5月")],
    ),
    "no-numbers": (
        "项目名称\t责任单位\n改造泵站\t县水务局\n新建水塔\t县发展改革局\n",
        [
            ("", "改造泵站", "", "", "县水务局", None),
            ("", "新建水塔", "", "", "县发展改革局", None),
        ],
    ),
    "numbers-in-the-task": (
        "重点任务\t牵头单位\n（一）修缮校舍\t县教育局\n（二）配齐教师\t县教育局\n",
        [
            ("（一）", "修缮校舍", "县教育局", "", "", None),
            ("（二）", "配齐教师", "县教育局", "", "", None),
        ],
    ),
    "all-answers-merged": (
        "序号\t任务\t牵头单位\t完成时限\n1\t查封水井\t县水务局\t2025年\n2\t回填水井\t\t\n",
        [
            ("1", "查封水井", "县水务局", "", "", "2025年"),
            ("2", "回填水井", "县水务局", "", "", "2025年"),
        ],
    ),
    "one-answer-marked-as-merged": (
        "序号\t任务\t牵头单位\t完成时限\n1\t查封水井\t县水务局\t2025年\n2\t回填水井\t〃\t2026年\n3\t复绿\t同上\t2027年\n",
        [
            ("1", "查封水井", "县水务局", "", "", "2025年"),
            ("2", "回填水井", "县水务局", "", "", "2026年"),
            ("3", "复绿", "县水务局", "", "", "2027年"),
        ],
    ),
    "one-task-with-several-measures": (
        "序号\t重点任务\t具体措施\t责任单位\n1\t节约用水\t更换水表\t县水务局\n〃\t〃\t检测漏损\t县住建局\n",
        [
            ("1", "节约用水", "", "", "县水务局", None),
            ("", None, "", "", "县住建局", None),
        ],
    ),
    "the-head-again-on-the-next-page": (
        "序号\t任务\t责任单位\n1\t植树\t县林业局\n\n续表\n序号\t任务\t责任单位\n2\t护林\t县林业局\n",
        [("1", "植树", "", "", "县林业局", None), ("2", "护林", "", "", "县林业局", None)],
    ),
    "a-head-of-two-rows": (
        "序号\t任务\t责任分工\t\t时限要求\n〃\t〃\t牵头单位\t配合单位\t〃\n1\t建站\t县水务局\t县财政局\t2025年\n",
        [("1", "建站", "县水务局", "县财政局", "", "2025年")],
    ),
    "headings-over-rows": (
        "序号\t任务\t责任单位\n一、水源\t\t\n1\t设标志\t县水务局\n二、水厂\t\t\n2\t换滤料\t县供水公司\n",
        [
            ("一、", "水源", "", "", "", None),
            ("1", "设标志", "", "", "县水务局", None),
            ("二、", "水厂", "", "", "", None),
            ("2", "换滤料", "", "", "县供水公司", None),
        ],
    ),
    "a-cell-of-several-lines": (
        "|序号|任务|责任单位|\n|1|开展演练|县应急局|\n| | |县水务局|\n|2|储备物资|县应急局|\n",
        [
            ("1", "开展演练", "", "", "县应急局、县水务局", None),
            ("2", "储备物资", "", "", "县应急局", None),
        ],
    ),
    "bodies-one-under-the-other": (
        "序号\t任务\t责任单位\n1\t开展演练\t县应急局 县水务局\n",
        [("1", "开展演练", "", "", "县应急局、县水务局", None)],
    ),
    "labels-in-a-cell": (
        "序号\t任务\t责任分工\n1\t开展演练\t牵头单位：县应急局；配合单位：县水务局、县公安局\n",
        [("1", "开展演练", "县应急局", "县水务局、县公安局", "", None)],
    ),
    "two-columns-of-one-kind-merged": (
        "任务\t责任乡镇\t责任部门\n修路\t东镇人民政府\t县交通局\n修桥\t〃\t〃\n修渠\t\t\n",
        [
            ("", "修路", "", "", "东镇人民政府、县交通局", None),
            ("", "修桥", "", "", "东镇人民政府、县交通局", None),
            ("", "修渠", "", "", "东镇人民政府、县交通局", None),
        ],
    ),
    "breaks-in-a-markdown-cell": (
        "| 序号 | 任务 | 责任单位 |\n|---|---|---|\n| 1 | 修路 | 县交通局<br>县财政局 |\n",
        [("1", "修路", "", "", "县交通局、县财政局", None)],
    ),
    "persons-are-no-bodies": (
        "序号\t任务\t牵头领导\t责任单位\n1\t开展演练\t分管副县长\t县应急局\n",
        [("1", "开展演练", "", "", "县应急局", None)],
    ),
    "a-goal-before-the-task": (
        "序号\t工作目标\t重点任务\t责任单位\n1\t水质达标\t治理污水\t县生态环境局\n",
        [("1", "治理污水", "", "", "县生态环境局", None)],
    ),
}


@pytest.mark.parametrize(
    ("names", "columns"),
    [
        pytest.param(names, columns.split(), id=names)
        for names, columns in {
            "序号 任务类别 任务名称 主要内容 责任单位 完成时限": "number text task text responsible deadline",
            "编号 工作任务 工作要求 牵头领导 牵头部门 配合部门 完成时间": "number task text text lead support deadline",
            "序号 重点工作 工作目标 推进措施 责任领导 责任单位 责任人": "number task text text text responsible text",
            "项目名称 建设内容 开工时间 完工时间 责任主体": "task text text deadline responsible",
            "类别 序号 具体任务 牵头单位 参与单位 时间安排": "text number task lead support deadline",
            "序号 任务分解 主责单位 协办单位 进度安排": "number task lead support deadline",
            "序号 政策措施 责任单位（排第一的牵头） 落实时间": "number task responsible deadline",
            "序号 事项 主管部门 办理时限 备注": "number task responsible deadline text",
            "目标任务 责任主体 时间节点": "task responsible deadline",
            "行动 任务 时间表 责任部门": "text task deadline responsible",
            "序号 工作内容 牵头处室 配合处室 目前进度": "number task lead support text",
            "任务内容 完成标准 责任镇街 责任部门": "task text responsible responsible",
        }.items()
    ],
)
def test_what_the_columns_hold(names: str, columns: list[str]) -> None:
    """The heads, spaced or not, are told by their words."""
    assert list(head_columns(names.split())) == columns
    assert list(head_columns(["\u3000".join(name) for name in names.split()])) == columns


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("where", ["annex", "section"])
def test_each_row_is_an_item(case: str, where: str) -> None:
    table, expected = CASES[case]
    opening = "附件1\n任务分工表\n" if where == "annex" else "二、任务分工\n"
    text = f"某县供水方案\n一、总体要求\n保障供水。\n{opening}{table}"
    assert rows(text) == expected


@pytest.mark.parametrize("case", CASES)
def test_no_line_is_lost(case: str) -> None:
    text = f"某县供水方案\n一、总体要求\n保障供水。\n附件1\n任务分工表\n{CASES[case][0]}"
    plan, _ = read(read_source("plan.txt", text.encode()))
    held = [line.line for line in plan.frame]
    for node in plan.nodes:
        held.extend(range(node.lines[0], node.lines[1] + 1))
    assert sorted(held) == list(range(1, len(plan.source_lines) + 1))


@pytest.mark.parametrize(
    "table",
    [
        pytest.param("指标\t2024年\t2025年\n用水量\t10\t9\n", id="figures"),
        pytest.param("姓名\t单位\n某某\t某局\n", id="people"),
        pytest.param("时间\t内容\n上午\t签到\n", id="a-programme"),
        pytest.param("一、\t完善任务分工，明确责任单位。\t按时完成。\n", id="a-sentence-with-tabs"),
    ],
)
def test_other_tables_are_text(table: str) -> None:
    assert rows(f"某县方案\n一、情况\n说明如下。\n{table}") == []


def test_what_follows_a_table_is_read_on() -> None:
    table = CASES["tabs"][0]
    text = f"某县供水方案\n一、任务\n{table}\n二、保障\n（一）资金。列入预算。\n"
    plan, _ = read(read_source("plan.txt", text.encode()))
    assert [node.path for node in plan.nodes] == ["1", "1.1", "1.2", "2", "2.1"]


@pytest.mark.parametrize("gap", ["", "\n"])
@pytest.mark.parametrize(
    ("behind", "expected"),
    [
        ("备注：1.各单位每季度报送进展。\n2.本表由县水务局负责解释。", [["备注：1.各单位每季度报送进展。", "2.本表由县水务局负责解释。"]]),
        ("未按期完成的，由县政府约谈。", [["未按期完成的，由县政府约谈。"]]),
        ("有关要求：\n（一）按时报送。\n（二）严格考核。", [["有关要求："], ["按时报送。"], ["严格考核。"]]),
    ],
)  # fmt: skip
def test_what_stands_behind_a_table_is_no_part_of_its_last_row(
    behind: str, expected: list[list[str]], gap: str
) -> None:
    table = CASES["tabs"][0]
    text = f"某县供水方案\n一、任务\n{table}{gap}{behind}\n二、保障\n列入预算。\n"
    plan, _ = read(read_source("plan.txt", text.encode()))
    _, first, second, *others, _ = plan.nodes
    assert (first.text, second.text) == ("", "")
    assert [node.text.split("\n") for node in others] == expected
    assert not any(node.attributions or node.heading for node in others)
    assert not any(actor.source == "attribution" for duty in plan.duties for actor in duty.by)


NO_BODIES = "序号\t任务\t完成时限\n1\t修路\t6月底\n2\t修桥\t9月底\n"


@pytest.mark.parametrize("note", ["", "备注：每月报送进展。\n"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            f"一、任务\n{NO_BODIES}以上任务责任单位：县交通局\n", {"1": "县交通局"}, id="all-above"
        ),
        pytest.param(
            f"一、任务\n（一）甲\n{NO_BODIES}责任单位：县交通局\n（二）乙\n{NO_BODIES}责任单位：县住建局\n",
            {"1.1": "县交通局", "1.2": "县住建局"},
            id="behind-each-table",
        ),
        pytest.param(
            f"一、任务\n（一）甲\n{NO_BODIES}（县交通局负责）\n（二）乙\n{NO_BODIES}（县住建局负责）\n",
            {"1.1": "县交通局", "1.2": "县住建局"},
            id="in-brackets-behind-each-table",
        ),
        pytest.param(
            "一、部门职责分工\n序号\t任务\t完成时限\n1\t县水务局\t6月底\n2\t县住建局\t6月底\n3\t县财政局\t6月底\n",
            {"1.1": "县水务局", "1.2": "县住建局", "1.3": "县财政局"},
            id="rows-are-bodies",
        ),
    ],
)
def test_a_note_behind_a_table_takes_nobody_away(
    text: str, expected: dict[str, str], note: str
) -> None:
    noted = text.replace("\n（二）", f"\n{note}（二）") + note
    plan, _ = read(read_source("plan.txt", f"某县方案\n{noted}".encode()))
    assert {
        node.path: "、".join(body.printed for body in node.responsible)
        for node in plan.nodes
        if node.attributions
    } == expected


@pytest.mark.parametrize(
    ("note", "bodies"), [("备注：可调整。", 2), ("备注：可调整。\n责任单位：县水务局", 3)]
)
def test_the_same_as_above_reaches_over_a_note_between_tables(note: str, bodies: int) -> None:
    head = "序号\t任务\t责任单位\n"
    text = f"某县方案\n一、任务\n{head}1\t修水厂\t县水务局\n{note}\n{head}2\t修闸\t同上\n"
    plan, findings = read(read_source("plan.txt", text.encode()))
    units = [body.unit for node in plan.nodes for body in node.responsible]
    assert units == ["xian-shuiliju"] * bodies
    assert "ditto-nothing" not in {finding.rule for finding in findings}


@pytest.mark.parametrize(
    ("behind", "notes"),
    [
        ("（县交通局牵头，县财政局配合）", 0),
        ("（注：每季度更新一次）", 1),
        ("【说明】时限均指本年。", 1),
    ],
)
def test_brackets_behind_a_table_are_notes_where_they_say_so(behind: str, notes: int) -> None:
    text = f"某县方案\n一、任务\n{NO_BODIES}{behind}\n"
    plan, _ = read(read_source("plan.txt", text.encode()))
    assert len([node for node in plan.nodes if node.kind == "item"]) == 2 + notes
    assert all(node.text or node.heading for node in plan.nodes if node.kind == "item")


@pytest.mark.parametrize("between", ["", "\n", "— 2 —\n"])
def test_a_cell_that_goes_on_below_its_row_is_no_note(between: str) -> None:
    text = f"某县方案\n一、任务\n序号\t任务\t完成时限\t责任单位\n1\t修路\t6月底\t县交通局、\n{between}县财政局\n二、保障\n落实资金。\n"
    plan, _ = read(read_source("plan.txt", text.encode()))
    assert [node.path for node in plan.nodes] == ["1", "1.1", "2"]


@pytest.mark.parametrize(
    "behind",
    [
        "责任单位：县交通局\n", "（责任单位：县交通局）\n", "（由县交通局负责）\n", "备注：每月报送。\n责任单位：县交通局\n",
        "责任单位：县交通局\n备注：每月报送。\n",
    ],
)  # fmt: skip
def test_what_answers_behind_a_table_without_bodies_answers_for_all_of_it(behind: str) -> None:
    plan, _ = read(read_source("plan.txt", f"某县方案\n一、任务\n{NO_BODIES}{behind}".encode()))
    said = [[body.printed for body in node.responsible] for node in plan.nodes]
    assert said == [["县交通局"], *([[]] * (len(plan.nodes) - 1))]
    due = [node.deadline and node.deadline.printed for node in plan.nodes]
    assert due[:3] == [None, "6月底", "9月底"]


@pytest.mark.parametrize(
    ("table", "said", "due"),
    [
        pytest.param("任务\t县水利局\t县财政局\n修路\t牵头\t配合\n", [0, 2], [None, None], id="a-matrix"),
        pytest.param(
            "任务\t县水利局\t县财政局\t县住建局\n修路\t\t\t\n修桥\t√\t\t√\n", [0, 0, 2], [None] * 3,
            id="a-matrix-whose-last-row-answers",
        ),
        pytest.param(
            "序号\t任务\t责任单位\n1\t修路\t\n2\t修桥\n\t\t县住建局\n", [0, 0, 1], [None] * 3,
            id="a-cell-on-a-line-of-its-own",
        ),
        pytest.param(
            "序号\t任务\t责任单位\t完成时限\n1\t修路\t\t6月底\n2\t\t县住建局\t9月底\n",
            [0, 0, 1], [None, "6月底", "9月底"], id="a-row-without-a-task",
        ),
        pytest.param(
            "序号\t任务\t完成时限\n1\t修路\t6月底\n2\t修桥\t\n责任单位：县住建局\n",
            [1, 0, 0], [None, "6月底", "6月底"], id="a-merged-limit",
        ),
    ],
)  # fmt: skip
def test_what_a_cell_says_stays_with_its_row(
    table: str, said: list[int], due: list[str | None]
) -> None:
    """`said`: how many bodies each node has, the one over the table first; `due`: its limit."""
    plan, _ = read(read_source("plan.txt", f"某县方案\n一、任务\n{table}".encode()))
    assert [len(node.attributions) for node in plan.nodes] == said
    assert [node.deadline and node.deadline.printed for node in plan.nodes] == due


def test_what_answers_behind_a_table_with_bodies_is_told_of_its_last_row() -> None:
    table = CASES["tabs"][0]
    found = [row[4] for row in rows(f"某县方案\n一、任务\n{table}责任单位：县交通局\n")]
    assert found == ["", "县交通局"]


def test_a_merged_answer_keeps_its_place() -> None:
    table = CASES["one-answer-marked-as-merged"][0]
    plan, _ = read(read_source("plan.txt", f"某县方案\n一、任务\n{table}".encode()))
    [_, second, _] = [node for node in plan.nodes if node.kind == "item"]
    assert (second.lead[0].span.line, second.lead[0].span.quote) == (4, "县水务局")


def test_a_head_printed_over_and_over_is_tried_for_a_few_lines_only() -> None:
    """Else a text of nothing but heads takes hours; the last of them heads its rows all the same."""
    text = "序号\t任务\t牵头单位\n" * 40 + "1\t修路\t县交通局\n"
    lines = [line.stretch for line in read_source("plan.txt", text.encode()).lines]
    assert table_at(lines, 0, len(lines)) is None
    assert [row[1:3] for row in rows(f"某县方案\n一、任务\n{text}")] == [("修路", "县交通局")]
