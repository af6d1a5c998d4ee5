"""Who answers: label lines and brackets in the forms that plans use. The texts are our own."""

from __future__ import annotations

import pytest

from gongkai.attribution import attribute
from gongkai.attribution.deadlines import days
from gongkai.dates import plan_year
from gongkai.model import Node
from gongkai.outline import outline
from gongkai.registry import usual
from gongkai.sources import read_source


def first(text: str) -> Node:
    found, _ = outline(read_source("plan.txt", f"方案\n一、任务\n{text}".encode()))
    return attribute(found, usual())[0].nodes[1]


def answers(node: Node) -> tuple[list[str], list[str], list[str], list[str]]:
    lead, support, responsible, inline = (
        [body.printed for body in bodies]
        for bodies in (node.lead, node.support, node.responsible, node.inline)
    )
    return lead, support, responsible, inline


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "（一）修路。年内完成。\n牵头单位：县交通运输局\n配合单位：县财政局、各乡镇\n",
            (["县交通运输局"], ["县财政局", "各乡镇"], [], []),
            id="label-lines",
        ),
        pytest.param(
            "（一）修路。年内完成。\n牵头部门:县交通运输局；配合部门:县财政局\n",
            (["县交通运输局"], ["县财政局"], [], []),
            id="labels-on-one-line",
        ),
        pytest.param(
            "（一）修路。年内完成。（县交通运输局牵头，县财政局、县自然资源局配合）\n",
            (["县交通运输局"], ["县财政局", "县自然资源局"], [], []),
            id="verbs",
        ),
        pytest.param(
            "（一）修路。年内完成。（责任单位：县交通运输局、县财政局）\n",
            ([], [], ["县交通运输局", "县财政局"], []),
            id="labelled-bracket",
        ),
        pytest.param(
            "（一）修路。年内完成。（县交通运输局、县财政局按职责分工负责）\n",
            ([], [], ["县交通运输局", "县财政局"], []),
            id="分工负责",
        ),
        pytest.param(
            "（一）修路。年内完成。\n责任单位：县交通运输局牵头，县财政局，县住建局参与。\n",
            (["县交通运输局"], ["县财政局", "县住建局"], [], []),
            id="verbs-behind-a-label",
        ),
        pytest.param(
            "（一）修路。年内完成。\n责任单位：县交通运输局牵头，县财政局，2025年底前完成\n",
            (["县交通运输局"], [], ["县财政局"], []),
            id="a-time-behind-who-has-no-verb",
        ),
        pytest.param(
            "（一）修路。年内完成。\n责任单位：县交通运输局，各街道落实属地责任。\n",
            ([], [], ["县交通运输局", "各街道"], []),
            id="落实属地责任",
        ),
        pytest.param(
            "（一）修路。年内完成。（责任单位：县交通运输局，各镇。逗号前为县级单位，下同）\n",
            ([], [], ["县交通运输局", "各镇"], []),
            id="逗号前为",
        ),
        pytest.param(
            "（一）修路。年内完成。\n- 牵头单位：县交通运输局\n●配合单位：县财政局\n",
            (["县交通运输局"], ["县财政局"], [], []),
            id="labels-behind-bullets",
        ),
        pytest.param(
            "（一）修路，年内完成【牵头单位】县交通运输局【配合单位】县财政局\n",
            (["县交通运输局"], ["县财政局"], [], []),
            id="labels-set-in-brackets-within-a-paragraph",
        ),
        pytest.param(
            "（一）修路。年内完成。\n责任单位（排名第一位的为牵头单位）：县交通运输局、县财政局\n",
            ([], [], ["县交通运输局", "县财政局"], []),
            id="a-note-within-a-label",
        ),
        pytest.param(
            "（一）修路。年内完成。\n◎责任单位∶①县交通运输局；②县财政局\n",
            ([], [], ["县交通运输局", "县财政局"], []),
            id="odd-signs-around-names",
        ),
        pytest.param(
            "（一）修路。年内完成。（省级层面由省交通运输厅牵头，市县层面由各级人民政府负责）\n",
            (["省交通运输厅"], [], ["各级人民政府"], []),
            id="levels-and-verbs",
        ),
        pytest.param(
            "（一）修路。年内完成。（县交通运输局具体负责，县财政局保障资金）\n",
            ([], ["县财政局"], ["县交通运输局"], []),
            id="保障资金",
        ),
        pytest.param(
            "（一）修路。县交通运输局牵头，各镇配合，摸清底数。\n",
            (["县交通运输局"], ["各镇"], [], []),
            id="who-leads-and-helps-opens-a-text",
        ),
        pytest.param(
            "（一）修路。县交通运输局牵头开展督查，各镇配合。\n",
            ([], [], [], []),
            id="who-leads-what",
        ),
        pytest.param(
            "（一）修路。每月暗访。牵头单位县交通运输局，责任单位县财政局。\n",
            (["县交通运输局"], [], ["县财政局"], []),
            id="labels-without-colons-close-a-text",
        ),
        pytest.param(
            "（一）修路。每月暗访。牵头单位要切实负责，责任单位要主动配合。\n",
            ([], [], [], []),
            id="what-leaders-have-to-do",
        ),
        pytest.param(
            "（一）修路（以下任务均由县交通运输局落实）\n年内完成。\n",
            ([], [], ["县交通运输局"], []),
            id="who-does-all-below",
        ),
        pytest.param(
            "（一）修路。年内完成。由县交通运输局牵头，县财政局配合，各镇具体落实。\n",
            (["县交通运输局"], ["县财政局"], ["各镇"], []),
            id="a-clause-of-three",
        ),
        pytest.param(
            "（一）抢修组：由县交通运输局牵头，各镇参加。\n",
            (["县交通运输局"], ["各镇"], [], []),
            id="a-clause-behind-a-colon",
        ),
        pytest.param(
            "（一）修路。年内完成。此项工作由县交通运输局牵头，县财政局配合。\n",
            (["县交通运输局"], ["县财政局"], [], []),
            id="此项工作由",
        ),
        pytest.param(
            "（一）修路。年内完成。具体由县交通运输局负责实施。\n",
            ([], [], ["县交通运输局"], []),
            id="具体由",
        ),
        pytest.param(
            "（一）修路。年内完成。（县交通运输局为牵头单位，县财政局为配合单位）\n",
            (["县交通运输局"], ["县财政局"], [], []),
            id="为牵头单位",
        ),
        pytest.param(
            "（一）修路。年内完成。——责任单位：县交通运输局|县财政局\n",
            ([], [], ["县交通运输局", "县财政局"], []),
            id="a-dash-before-a-label",
        ),
        pytest.param(
            "（一）修路。年内完成。「责任单位：县交通运输局」\n",
            ([], [], ["县交通运输局"], []),
            id="corner-brackets",
        ),
        pytest.param(
            "（一）修路。年内完成。（县机关保障中心、县财政局）\n",
            ([], [], ["县机关保障中心", "县财政局"], []),
            id="a-verb-within-a-name",
        ),
        pytest.param(
            "（一）修路。年内完成。（县机关保障中心）\n",
            ([], [], ["县机关保障中心"], []),
            id="a-verb-within-the-only-name",
        ),
        pytest.param(
            "（一）修路。县交通运输局、县财政局按职责分工负责。\n",
            ([], [], ["县交通运输局", "县财政局"], []),
            id="all-that-a-text-says",
        ),
        pytest.param(
            "（一）修路。年内完成。\n责任单位：县交通运输局 县财政局\n　　　　　各镇\n",
            ([], [], ["县交通运输局", "县财政局", "各镇"], []),
            id="a-list-that-hangs",
        ),
        pytest.param(
            "（一）修路。年内完成。责任单位为县交通运输局、各镇。\n",
            ([], [], ["县交通运输局", "各镇"], []),
            id="a-label-with-为",
        ),
        pytest.param(
            "（一）修路。年内完成。责任单位是各镇，要层层落实。\n",
            ([], [], [], []),
            id="a-statement-on-who-answers",
        ),
        pytest.param(
            "（一）修路。年内完成。\n责任单位及责任人：县交通运输局（王某某）、县财政局 李某\n",
            ([], [], ["县交通运输局", "县财政局"], []),
            id="bodies-and-persons",
        ),
        pytest.param(
            "（一）修路。年内完成。\n责任人：各乡镇人民政府、县交通运输局\n",
            ([], [], ["各乡镇人民政府", "县交通运输局"], []),
            id="bodies-in-a-persons-place",
        ),
        pytest.param(
            "（一）修路。年内完成。\n责任单位：县交通运输局；第一责任人：各乡镇党委书记\n",
            ([], [], ["县交通运输局"], []),
            id="a-body-and-the-first-to-answer",
        ),
        *(
            pytest.param(
                f"（一）修路。年内完成。\n责任人：{printed}\n",
                ([], [], [], []),
                id=f"a-person-{printed}",
            )
            for printed in (
                "张某",
                "李所",
                "县交通运输局局长",
                "县交通运输局 张某",
                "各乡镇、各部门主要负责人",
                "＿＿＿",
                "县水利局（张某）",
                "县水利局（局长李某）、县财政局",
                "李明县水利局",
                "县水务局李所",
                "市长刘院、县水利局",
                "省厅张处",
                "县王站",
                "县水利局局长、县财政局",
                "县长、县水利局",
                "县水利局分管领导、县财政局",
                "副县长、县委常委",
                "县水利局全体干部",
                "县水利局XX",
                "县水利局（主要负责人）",
            )
        ),
        pytest.param(
            "（一）修路。年内完成。（由县交通运输局会同县财政局组织实施；各试点镇具体实施）\n",
            (["县交通运输局"], ["县财政局"], ["各试点镇"], []),
            id="some-of-the-towns",
        ),
        pytest.param(
            "（一）修路。年内完成。\n（县级：县交通运输局；乡级：各乡镇）\n",
            ([], [], ["县交通运输局", "各乡镇"], []),
            id="levels-before-names",
        ),
        pytest.param(
            "（一）修路。年内完成。\n1.牵头单位：县交通运输局\n2.配合单位：县财政局\n",
            (["县交通运输局"], ["县财政局"], [], []),
            id="numbered-labels",
        ),
        pytest.param(
            "（一）修路。年内完成，由县交通运输局负责。\n",
            ([], [], ["县交通运输局"], []),
            id="the-end-of-the-only-sentence",
        ),
        pytest.param(
            "（一）修路。年内完成。（县交通运输局、县财政局等负责）\n",
            ([], [], ["县交通运输局", "县财政局"], []),
            id="等",
        ),
        pytest.param(
            "（一）修路。年内完成。【牵头单位：县发改局；配合单位：县水务局】\n",
            (["县发改局"], ["县水务局"], [], []),
            id="square-brackets",
        ),
        pytest.param(
            "（一）修路。修补坑槽（县交通运输局）。清理边沟（县水务局）。\n",
            ([], [], [], ["县交通运输局", "县水务局"]),
            id="each-statement-its-own",
        ),
        pytest.param(
            "（一）修路。支持民营主体（企业）参与（特殊项目除外）。\n",
            ([], [], [], []),
            id="no-bodies",
        ),
        pytest.param(
            "（一）修路。单位GDP能耗下降，责任单位要抓好落实。\n",
            ([], [], [], []),
            id="common-nouns",
        ),
        pytest.param(
            "（一）修路。新建道路3条。责任单位：县交通运输局，县财政局\n",
            ([], [], ["县交通运输局", "县财政局"], []),
            id="labels-close-the-paragraph",
        ),
        pytest.param(
            "（一）修路。加快推进。（县交通运输局牵头，县财政局负责；2025年6月底前完成）\n",
            (["县交通运输局"], [], ["县财政局"], []),
            id="a-time-among-verbs",
        ),
        pytest.param(
            "（一）修路。年内完成。\n牵头单位：\n配合单位：县财政局\n",
            ([], ["县财政局"], [], []),
            id="a-label-left-empty-above-another",
        ),
        pytest.param(
            "（一）修路。加快推进。（第一责任单位：县水务局；其他责任单位：县财政局）\n",
            ([], [], ["县水务局", "县财政局"], []),
            id="first-and-other",
        ),
        pytest.param(
            "（一）修路。加快推进。【县水务局、县财政局，6月底前完成】\n",
            ([], [], ["县水务局", "县财政局"], []),
            id="bodies-and-a-month",
        ),
        pytest.param(
            "（一）修路。年内完成。\n责任单位：XXX\n", ([], [], ["XXX"], []), id="left-blank"
        ),
        pytest.param(
            "（一）修路。年内完成。\n责任单位：县住房和城乡建设局和县财政局\n",
            ([], [], ["县住房和城乡建设局", "县财政局"], []),
            id="和-inside-and-between",
        ),
        pytest.param(
            "（一）修路。年内完成。\n责任单位：县水务局（列首位的为牵头单位，下同）、县财政局（下同）\n",
            ([], [], ["县水务局", "县财政局"], []),
            id="notes-behind-names",
        ),
        pytest.param(
            "（一）修路。加快推进。（责任单位：县水务局、县财政局（下同））\n",
            ([], [], ["县水务局", "县财政局"], []),
            id="a-note-in-the-bracket",
        ),
        pytest.param(
            "（一）修路。年内完成。\n责任单位：\n县水务局\n县财政局、县教育局\n完成时限：长期\n",
            ([], [], ["县水务局", "县财政局", "县教育局"], []),
            id="bodies-line-by-line",
        ),
    ],
)
def test_who_answers(text: str, expected: tuple[list[str], ...]) -> None:
    node = first(text)
    assert answers(node) == expected
    assert (node.role == "measure") == any(expected[:3])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "（一）修路。（县交通运输局牵头，县财政局配合）拓宽县道，每月通报进度（县公路中心）。\n",
            (["县交通运输局"], ["县财政局"], [], ["县公路中心"]),
            id="a-bracket-behind-the-heading",
        ),
        pytest.param(
            "（一）修路。拓宽县道，由县交通运输局牵头，县财政局配合。\n",
            (["县交通运输局"], ["县财政局"], [], []),
            id="a-clause-that-closes",
        ),
        pytest.param(
            "（一）修路。拓宽县道。县交通运输局牵头负责，各乡镇参与。\n",
            (["县交通运输局"], ["各乡镇"], [], []),
            id="a-sentence-that-closes",
        ),
        pytest.param(
            "（一）修路。由县交通运输局牵头开展督查。\n",
            ([], [], [], []),
            id="a-statement-of-its-own",
        ),
        pytest.param("（一）修路。企业牵头，群众参与。\n", ([], [], [], []), id="no-bodies"),
        pytest.param(
            "（一）修路。由县交通运输局会同县财政局、县水利局统筹拓宽。年内完成。\n",
            (["县交通运输局"], ["县财政局", "县水利局"], [], []),
            id="a-text-that-opens-with-who-works-with-whom",
        ),
        pytest.param(
            "（一）修路。年内完成。\n责任单位：由县交通运输局会同县财政局组织实施\n",
            (["县交通运输局"], ["县财政局"], [], []),
            id="a-label-that-says-who-works-with-whom",
        ),
        pytest.param(
            "（一）修路【重点任务】。拓宽县道【保障措施】。【县交通运输局】【县财政局】\n",
            ([], [], ["县交通运输局", "县财政局"], []),
            id="of-several-brackets-those-that-hold-bodies",
        ),
        pytest.param(
            "（一）修路。年内完成。（以上由县交通运输局负责）\n",
            ([], [], ["县交通运输局"], []),
            id="what-stands-above",
        ),
        pytest.param(
            "（一）修路。年内完成。（上述工作由县交通运输局、县财政局负责）\n",
            ([], [], ["县交通运输局", "县财政局"], []),
            id="the-work-above",
        ),
        pytest.param(
            "（一）修路。年内完成。（责任单位：县交通运输局、县财政局，排名第一的为牵头单位，下同）\n",
            ([], [], ["县交通运输局", "县财政局"], []),
            id="the-first-leads-within-the-list",
        ),
        pytest.param(
            "（一）修路。年内完成。（县交通运输局、县财政局，列第一位者为牵头单位）\n",
            ([], [], ["县交通运输局", "县财政局"], []),
            id="the-first-leads-behind-a-bare-list",
        ),
        pytest.param(
            "（一）县交通运输局牵头工作（3项）\n修路。\n",
            (["县交通运输局"], [], [], []),
            id="a-heading-that-names-who-leads",
        ),
        pytest.param(
            "（一）县交通运输局职责\n修路。\n",
            ([], [], ["县交通运输局"], []),
            id="a-heading-of-duties",
        ),
        pytest.param("（一）各部门职责\n修路。\n", ([], [], [], []), id="anybodys-duties"),
        pytest.param("（一）压实属地责任\n修路。\n", ([], [], [], []), id="no-body-in-a-heading"),
        pytest.param(
            "（一）修路（牵头单位：县交通运输局；配合单位：县财政局）\n1.拓宽。\n",
            (["县交通运输局"], ["县财政局"], [], []),
            id="a-semicolon-in-a-headings-bracket",
        ),
    ],
)
def test_who_answers_in_words(text: str, expected: tuple[list[str], ...]) -> None:
    assert answers(first(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "（一）修路。年内完成。由县交通运输局会同县财政局、各乡镇负责。\n",
            (["县交通运输局"], ["县财政局", "各乡镇"], [], []),
            id="together-with",
        ),
        pytest.param(
            "（一）修路。年内完成。（责任单位：县交通运输局。各乡镇参照执行）\n",
            ([], [], ["县交通运输局"], []),
            id="others-likewise",
        ),
        pytest.param(
            "（一）修路。年内完成。\n牵头单位 县交通运输局\n责任单位　县财政局 各乡镇\n",
            (["县交通运输局"], [], ["县财政局", "各乡镇"], []),
            id="a-gap-for-a-colon",
        ),
        pytest.param(
            "（一）修路。明确牵头单位 并落实责任单位 后开工。\n",
            ([], [], [], []),
            id="a-gap-in-prose",
        ),
        pytest.param(
            "（一）修路。年内完成。（牵头单位县交通运输局，配合单位县财政局、县水利局）\n",
            (["县交通运输局"], ["县财政局", "县水利局"], [], []),
            id="one-label-for-several-names",
        ),
        pytest.param(
            "（一）修路。年内完成。——县交通运输局、县财政局\n",
            ([], [], ["县交通运输局", "县财政局"], []),
            id="behind-a-dash",
        ),
        pytest.param(
            "（一）修路。年内完成。——群众受益\n", ([], [], [], []), id="a-dash-without-bodies"
        ),
    ],
)
def test_who_answers_in_more_words(text: str, expected: tuple[list[str], ...]) -> None:
    assert answers(first(text)) == expected


@pytest.mark.parametrize(
    ("title", "heads", "expected"),
    [
        ("监管职责分工", ("县应急管理局", "县公安局"), ["县应急管理局", "县公安局"]),
        ("监管职责分工", ("县应急管理局", "工作要求"), []),  # not all are bodies
        ("监管工作方案", ("县应急管理局", "县公安局"), []),  # nothing says that duties are parted
    ],
)
def test_a_body_as_heading_answers_where_duties_are_parted(
    title: str, heads: tuple[str, str], expected: list[str]
) -> None:
    text = f"某县{title}\n一、{heads[0]}\n检查企业。\n二、{heads[1]}\n核发许可证。\n"
    found, _ = outline(read_source("plan.txt", text.encode()))
    nodes = attribute(found, usual())[0].nodes
    assert [body.printed for node in nodes for body in node.responsible] == expected


@pytest.mark.parametrize(
    ("list_", "expected"),
    [
        ("市、县水利局", [("市", "shi-shuiliju"), ("县水利局", "xian-shuiliju")]),
        (
            "省、市、县发展改革部门",
            [("省", "sheng-fagaiwei"), ("市", "shi-fagaiwei"), ("县发展改革部门", "xian-fagaiwei")],
        ),
        ("各级水利、财政部门", [("各级水利", None), ("财政部门", "caizhengju")]),
        ("各市、县水利局", [("各市", None), ("县水利局", "xian-shuiliju")]),
        ("县住建、城管等部门", [("县住建", "xian-zhujianju"), ("城管", "chengguanju")]),
    ],
)
def test_names_that_share_an_ending(list_: str, expected: list[tuple[str, str | None]]) -> None:
    for text in (f"修路。（{list_}负责）", f"修路。\n责任单位：{list_}"):
        node = first(f"（一）{text}\n")
        assert [(body.printed, body.unit) for body in node.responsible] == expected


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("（一）修路12公里（石桥镇、白沙乡）。\n", False),
        ("（一）修路12公里。（石桥镇、白沙乡）\n", True),
        ("（一）修路12公里（石桥镇、白沙乡负责）。\n", True),
        ("（一）修路12公里（石桥镇）。\n（二）修桥（县交通运输局）。\n", True),
        ("（一）修路12公里（石桥镇）。\n（二）在医院（县人民医院、县中医院）旁修桥。\n", False),
    ],
)
def test_towns_behind_a_word_are_places_unless_offices_stand_so(text: str, answer: bool) -> None:
    assert bool(first(text).attributions) == answer


def read(text: str) -> list[Node]:
    found, _ = outline(read_source("plan.txt", f"方案\n一、任务\n{text}".encode()))
    return list(attribute(found, usual())[0].nodes)


@pytest.mark.parametrize("line", ["责任单位：同上", "责任单位同上", "责任单位：同上。"])
def test_the_same_as_above(line: str) -> None:
    """What is printed stays; each body that it means is told by its unit."""
    _, one, two, three = read(
        "1.修路。\n责任单位：县水利局、县财政局\n完成时限：2025年6月\n"
        f"2.架桥。\n{line}\n完成时限：同上\n3.植树。\n{line}\n"
    )
    assert [(body.printed, body.unit) for body in two.responsible] == [
        ("同上", body.unit) for body in one.responsible
    ]
    assert [body.unit for body in three.responsible] == [body.unit for body in one.responsible]
    assert two.responsible[0].review.note == "同上，即县水利局"
    assert two.deadline is not None
    assert (two.deadline.printed, two.deadline.end) == ("同上", "2025-06-30")


@pytest.mark.parametrize(
    "above",
    [
        pytest.param("1.修路。\n责任单位：县水利局\n二、保障\n2.架桥。\n", id="over-a-section"),
        pytest.param("1.修路。\n牵头单位：县水利局\n2.架桥。\n", id="in-another-role"),
        pytest.param("1.架桥。\n", id="at-all"),
    ],
)
def test_with_nothing_above_the_same_stays_and_is_told(above: str) -> None:
    text = f"方案\n一、任务\n{above}责任单位：同上\n完成时限：同上\n"
    found, _ = outline(read_source("plan.txt", text.encode()))
    arranged, findings = attribute(found, usual())
    body, due = arranged.nodes[-1].responsible[0], arranged.nodes[-1].deadline
    assert (body.printed, body.unit, due and due.printed) == ("同上", None, "同上")
    assert [one.rule for one in findings] == ["ditto-nothing"] * 2


def test_the_same_in_the_first_row_of_a_table_means_nothing_before_it() -> None:
    text = (
        "方案\n一、任务\n责任单位：县财政局\n序号\t任务\t责任单位\t时限\n1\t修路\t同上\t同上\n"
        "2\t架桥\t县水利局\t2025年5月\n3\t植树\t同上\t同上\n"
    )
    found, _ = outline(read_source("plan.txt", text.encode()))
    arranged, findings = attribute(found, usual())
    _, *rows = arranged.nodes
    assert [row.responsible[0].printed for row in rows] == ["同上", "县水利局", "县水利局"]
    assert [row.deadline and row.deadline.end for row in rows] == [None, "2025-05-31", "2025-05-31"]
    assert [one.rule for one in findings] == ["ditto-nothing"] * 2


@pytest.mark.parametrize("above", ["XXX", "某某专班"])
def test_the_same_as_a_blank_or_unknown_body_names_nobody(above: str) -> None:
    *_, last = read(f"1.修路。\n责任单位：{above}\n2.架桥。\n责任单位：同上\n")
    assert [(body.printed, body.unit) for body in last.responsible] == [("同上", None)]


def test_what_says_that_it_means_the_items_above_answers_for_them_alone() -> None:
    nodes = read(
        "（一）修路\n1.拓宽。\n2.加固。\n（以上由县水利局负责）\n（二）架桥\n3.选址。\n4.施工。\n"
    )
    assert {node.path: answers(node)[2] for node in nodes if node.attributions} == {
        "1.1": ["县水利局"]
    }


def test_labels_behind_items_of_items_answer_where_a_neighbour_agrees() -> None:
    nodes = read(
        "1.修路\n（1）拓宽。\n（2）加固。\n①路面。\n②路肩。\n责任单位：县水利局\n2.架桥\n选址。\n责任单位：县财政局\n"
    )
    assert {node.path: answers(node)[2] for node in nodes if node.attributions} == {
        "1.1": ["县水利局"],
        "1.2": ["县财政局"],
    }


def test_a_label_line_is_no_text_and_a_bracket_stays() -> None:
    assert first("（一）修路。年内完成。\n牵头单位：县交通运输局\n").text == "年内完成。"
    assert (
        first("（一）修路。年内完成。（县交通运输局负责）\n").text
        == "年内完成。（县交通运输局负责）"
    )


def test_the_deadline_of_one_of_several_statements_is_none_of_the_node() -> None:
    node = first("（一）修路。拓宽（县交通运输局负责，2025年6月底前完成）。架桥（县水利局）。\n")
    assert node.deadline is None
    assert [body.printed for body in node.inline] == ["县交通运输局", "县水利局"]


def test_a_time_that_is_all_that_a_node_says_is_its_text() -> None:
    node = first("（一）时间安排：2026年3月至11月。\n")
    assert (node.text, node.deadline) == ("时间安排：2026年3月至11月。", None)


@pytest.mark.parametrize(
    "text", ["牵头单位：要切实履行职责，加强协调。", "责任分工：各部门要各司其职。"]
)
def test_a_sentence_behind_a_label_names_nobody_and_stays_text(text: str) -> None:
    node = first(f"（一）修路。年内完成。\n{text}\n")
    assert (node.text.split("\n")[-1], node.attributions) == (text, ())


def test_the_deadline_of_a_bracket() -> None:
    node = first("（一）修路。加快推进。（牵头单位：县交通运输局；完成时限：2025年12月）\n")
    assert node.deadline is not None
    assert (node.deadline.printed, node.deadline.end) == ("2025年12月", "2025-12-31")


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("2025年12月", (None, "2025-12-31", False)),
        ("2024年2月底前", (None, "2024-02-29", False)),
        ("2023—2025年", ("2023-01-01", "2025-12-31", False)),
        ("2024年3月—2025年6月", ("2024-03-01", "2025-06-30", False)),
        ("2025年6月15日", (None, "2025-06-15", False)),
        ("2025年第三季度", (None, "2025-09-30", False)),
        ("长期坚持", (None, None, True)),
        ("每年11月底", (None, None, False)),
        ("2025年13月", (None, None, False)),
    ],
)
def test_the_days_of_a_deadline(
    printed: str, expected: tuple[str | None, str | None, bool]
) -> None:
    assert days(printed) == expected


FORMS = (
    "（一）修路。年内完成。\n牵头单位：县交通运输局、XXX\n  配合单位 ： 县财政局、各乡镇\n",
    "（一）修路。年内完成。（县交通运输局牵头，县财政局、XX乡配合）\n",
    "（一）修路（责任单位：县交通运输局、县财政局）\n",
    "（一）修路。修通主路（县交通运输局负责）；修通支路（各乡镇负责）。\n",
)


@pytest.mark.parametrize("text", FORMS)
def test_a_body_stands_where_it_says_and_a_blank_is_nobody(text: str) -> None:
    """Line and column lead to the words as printed; what is blank or unknown has no unit."""
    node = first(text)
    lines = f"方案\n一、任务\n{text}".split("\n")
    bodies = (*node.attributions, *node.inline)
    assert len(bodies) >= 2
    for body in bodies:
        assert body.span.quote == body.printed
        assert lines[body.span.line - 1].startswith(body.printed, body.span.col - 1)
        assert body.unit == (
            None if body.blank else getattr(usual().resolve(body.printed), "id", None)
        )


@pytest.mark.parametrize(
    ("text", "inline"),
    [
        ("（一）监督。由县纪委（县监委），对履职情况开展检查，按期通报。县财政局拨款。\n", []),
        ("（一）监督。对履职情况开展检查（县财政局），按期通报。抓好整改。\n", ["县财政局"]),
    ],
)
def test_another_name_of_a_body_answers_for_nothing(text: str, inline: list[str]) -> None:
    assert [body.printed for body in first(text).inline] == inline


@pytest.mark.parametrize(
    ("printed", "end"),
    [
        ("6月底前", "2025-06-30"),
        ("9月", "2025-09-30"),
        ("第三季度", "2025-09-30"),
        ("全年", "2025-12-31"),
    ],
)
def test_a_limit_without_a_year_is_in_that_of_the_title(printed: str, end: str) -> None:
    text = f"2025年工作要点\n一、修路。\n责任单位：县交通运输局\n完成时限：{printed}\n"
    found, _ = outline(read_source("plan.txt", text.encode()))
    due = attribute(found, usual(), plan_year(found.titled, None))[0].nodes[0].deadline
    assert due is not None
    assert (due.end, due.review.confidence) == (end, "possible")
    assert due.review.note == "原文未写年份，按标题的2025年计"


@pytest.mark.parametrize(
    ("bracket", "lead", "support", "responsible"),
    [
        ("县水利局负总责，县财政局协抓", [], ["县财政局"], ["县水利局"]),
        ("县水利局为主，县财政局按职责分工配合", ["县水利局"], ["县财政局"], []),
        ("县水利局统筹，县财政局各负其责", ["县水利局"], [], ["县财政局"]),
        ("县水利局督促指导，县财政局提供资金保障", [], ["县水利局", "县财政局"], []),
        ("县水利局监管，县供水公司承办", [], [], ["县水利局", "县供水公司"]),
        ("牵头县水利局，配合县财政局", ["县水利局"], ["县财政局"], []),
        ("某某副县长牵头，县水利局负责", [], [], ["县水利局"]),
        ("县水利局、县财政局，按进度推进", [], [], ["县水利局", "县财政局"]),
        ("按照职责分工，由县水利局、县财政局负责", [], [], ["县水利局", "县财政局"]),
        ("县水利局负责督办，县财政局负责资金监管", [], [], ["县水利局", "县财政局"]),
    ],
)
def test_the_words_of_brackets(
    bracket: str, lead: list[str], support: list[str], responsible: list[str]
) -> None:
    node = first(f"（一）修路。年内完成。（{bracket}）\n")
    assert answers(node) == (lead, support, responsible, [])


@pytest.mark.parametrize(
    "aside",
    [
        "原县环保局",
        "报县水利局",
        "数据来源：县统计局",
        "水厂、泵站",
        "施工单位负责",
        "由企业自行承担",
        "位于石桥镇",
        "县水利局网站",
        "人民广场—火车站",
        "其中县级财政500万元",
        "企业、个人",
    ],
)
def test_brackets_that_name_nobody(aside: str) -> None:
    assert answers(first(f"（一）修路。完成全部任务（{aside}）。\n")) == ([], [], [], [])
