"""A node of a new reading is the earlier one whose words it carries on, however it moved or was numbered."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from gongkai.model import Node
from gongkai.reading.read import read
from gongkai.revise.match import ENOUGH, Matching, match
from gongkai.sources import read_source
from tests.revise.made import Maker, printed


def nodes(text: str) -> tuple[Node, ...]:
    return read(read_source("plan.txt", text.encode()))[0].nodes


def identified(text: str, ids: list[str] | None = None) -> tuple[Node, ...]:
    found = nodes(text)
    names = ids or [f"N{at:03}" for at in range(1, len(found) + 1)]
    return tuple(replace(node, id=name) for node, name in zip(found, names, strict=True))


OLD = """公共设施管护方案

一、设施管护
（一）疏通渠道。2026年底前疏通灌溉渠道40公里，渠道完好率达到85%以上。
牵头单位：县水务局
配合单位：县财政局
（二）修补道路。对破损的乡村道路逐段登记，雨季前修补完毕，并建立养护台账。
牵头单位：县交通运输局
（三）更换路灯。把老旧路灯更换为节能灯具，投入XX万元，损坏的三日内修复。
牵头单位：XXX
二、服务提升
（一）开放场馆。各乡镇文化站每周开放不少于五天，免费提供图书借阅。
责任单位：县文化和旅游局
（二）培训护工。每年培训养老护工200人次，考核合格的发给证书。
责任单位：县民政局
三、保障措施
（一）加强领导。各有关部门要按职责分工抓好落实。
（二）严格考核。
"""
# Of OLD: N001 一、 N002–N004 its measures, N005 二、 N006–N007, N008 三、 N009–N010.


def edited(*changes: tuple[str, str]) -> str:
    text = OLD
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


CHANNEL = "（一）疏通渠道。2026年底前疏通灌溉渠道40公里，渠道完好率达到85%以上。\n牵头单位：县水务局\n配合单位：县财政局\n"
ROAD = "（二）修补道路。对破损的乡村道路逐段登记，雨季前修补完毕，并建立养护台账。\n牵头单位：县交通运输局\n"
LAMPS = "（三）更换路灯。把老旧路灯更换为节能灯具，投入XX万元，损坏的三日内修复。\n牵头单位：XXX\n"
NURSES = "（二）培训护工。每年培训养老护工200人次，考核合格的发给证书。\n责任单位：县民政局\n"
SAME = ["1", "1.1", "1.2", "1.3", "2", "2.1", "2.2", "3", "3.1", "3.2"]
NEW = "（二）清洗水箱。每半年清洗一次居民小区的二次供水水箱，结果张贴在楼道。\n牵头单位：县卫生健康局\n"


def third(text: str) -> str:
    return text.replace("（二）", "（三）", 1)


# What the text becomes, and the path of N001 … N010 in it ("" where the measure is gone).
SCENARIOS = {
    "nothing": (OLD, SAME),
    "insert-in-the-middle": (
        edited((ROAD, NEW + third(ROAD)), (LAMPS, LAMPS.replace("（三）", "（四）"))),
        ["1", "1.1", "1.3", "1.4", *SAME[4:]],
    ),
    "swap": (
        edited((CHANNEL + ROAD, ROAD.replace("二", "一", 1) + CHANNEL.replace("一", "二", 1))),
        ["1", "1.2", "1.1", *SAME[3:]],
    ),
    "drop": (
        edited((ROAD, ""), ("（三）更换", "（二）更换")),
        ["1", "1.1", "", "1.2", *SAME[4:]],
    ),
    "split": (
        edited(("，渠道完好率达到85%以上。", "。"), (ROAD, "（二）保持渠道完好。渠道完好率达到85%以上。\n牵头单位：县水务局\n" + third(ROAD)), ("（三）更换", "（四）更换")),
        ["1", "1.1", "1.3", "1.4", *SAME[4:]],
    ),
    "merge": (
        edited((CHANNEL + ROAD, CHANNEL.replace("以上。\n", "以上。对破损的乡村道路逐段登记，雨季前修补完毕，并建立养护台账。\n")), ("（三）更换", "（二）更换")),
        ["1", "1.1", "", "1.2", *SAME[4:]],
    ),
    "renumber-all": (
        OLD.replace("一、", "四、").replace("二、", "五、").replace("三、", "六、").replace("（一）", "1.").replace("（二）", "2.").replace("（三）", "3."),
        SAME,
    ),
    "move-to-another-section": (
        edited((CHANNEL, ""), (NURSES, NURSES + CHANNEL.replace("（一）", "（三）")), ("（二）修补", "（一）修补"), ("（三）更换", "（二）更换")),
        ["1", "2.3", "1.1", "1.2", *SAME[4:]],
    ),
    "reword-the-heading": (edited(("疏通渠道。", "清理维护渠道。")), SAME),
    "reword-a-section-heading": (edited(("一、设施管护", "一、基础设施建设与养护")), SAME),
    "change-one-number": (edited(("85%", "90%")), SAME),
    "swap-lead-and-support": (
        edited(("牵头单位：县水务局\n配合单位：县财政局", "牵头单位：县财政局\n配合单位：县水务局")),
        SAME,
    ),
    "fill-a-blank": (edited(("XX万元", "300万元"), ("牵头单位：XXX", "牵头单位：县住建局")), SAME),
    "postpone": (edited(("2026年底前", "2027年6月底前")), SAME),
    "drop-a-section": (
        edited((OLD[OLD.index("二、服务") : OLD.index("三、保障")], ""), ("三、保障", "二、保障")),
        [*SAME[:4], "", "", "", "2", "2.1", "2.2"],
    ),
    "insert-a-section": (
        edited(("二、服务提升", "二、宣传引导\n（一）印发手册。印制便民手册，送到每户。\n三、服务提升"), ("三、保障措施", "四、保障措施")),
        [*SAME[:4], "3", "3.1", "3.2", "4", "4.1", "4.2"],
    ),
    "correct-a-misprint": (edited(("养老护工200", "养老护理员200")), SAME),
    "reorder-the-sections": (
        edited((OLD[OLD.index("一、设施") : OLD.index("二、服务")], ""), ("三、保障措施", OLD[OLD.index("一、设施") : OLD.index("二、服务")] + "三、保障措施")),
        ["2", "2.1", "2.2", "2.3", "1", "1.1", "1.2", *SAME[7:]],
    ),
    "reword-move-and-renumber-at-once": (
        edited((NURSES, ""), (CHANNEL, CHANNEL + "（二）培训养老护工。每年组织养老护工培训300人次以上，考核合格的发给证书并登记。\n责任单位：县民政局、县人社局\n"), ("（二）修补", "（三）修补"), ("（三）更换", "（四）更换")),
        ["1", "1.1", "1.3", "1.4", "2", "2.1", "1.2", *SAME[7:]],
    ),
    "headings-changed-places": (
        edited(("疏通渠道。", "甲甲甲甲。"), ("修补道路。", "疏通渠道。"), ("甲甲甲甲。", "修补道路。")),
        SAME,
    ),
    "written-anew": (
        edited((LAMPS, "（三）更换路灯。以合同能源管理方式分三年实施，具体办法另行制定。\n牵头单位：XXX\n")),
        ["1", "1.1", "1.2", None, *SAME[4:]],  # a doubt: the heading stands, the words do not
    ),
    "nothing-in-common": ("防汛预案\n\n一、预警\n（一）雨量达到五十毫米时发布蓝色预警。\n", [""] * 10),
}  # fmt: skip


@pytest.mark.parametrize(("text", "paths"), SCENARIOS.values(), ids=SCENARIOS.keys())
def test_scenarios(text: str, paths: list[str | None]) -> None:
    matching = match(identified(OLD), nodes(text))
    got = {pair.id: pair.path for pair in matching.pairs}
    asked = {doubt.id for doubt in matching.doubts}
    for at, path in enumerate(paths, 1):
        if path is None:
            assert f"N{at:03}" in asked
        else:
            assert got.get(f"N{at:03}", "") == path, f"N{at:03}"


TWINS = """方案
一、城东片区
（一）巡河。每周巡查一次，发现问题当日处置。
责任单位：城东街道
（二）清杂。每月清理一次河岸杂草。
责任单位：城东街道
二、城西片区
（一）巡河。每周巡查一次，发现问题当日处置。
责任单位：城西街道
（二）植树。每年春季补植一次。
责任单位：城西街道
"""


@pytest.mark.parametrize(
    ("new", "paths"),
    [
        pytest.param(TWINS, ["1", "1.1", "1.2", "2", "2.1", "2.2"], id="nothing"),
        pytest.param(
            "方案\n" + "".join(
                TWINS.removeprefix("方案\n").split("二、城西片区")[1].join(["一、城西片区", ""])
            ) + TWINS.removeprefix("方案\n").split("二、城西片区")[0].replace("一、", "二、"),
            ["2", "2.1", "2.2", "1", "1.1", "1.2"],
            id="sections-changed-places",
        ),
        pytest.param(
            TWINS.replace("（一）巡河。每周巡查一次，发现问题当日处置。\n责任单位：城东街道\n（二）", "（一）"),
            ["1", None, "1.1", "2", "2.1", "2.2"],
            id="one-of-two-equal-texts-dropped",
        ),
        pytest.param(
            TWINS.replace("每周巡查一次", "每周巡查两次"),
            ["1", "1.1", "1.2", "2", "2.1", "2.2"],
            id="both-reworded-alike",
        ),
    ],
)  # fmt: skip
def test_the_same_text_twice(new: str, paths: list[str | None]) -> None:
    matching = match(identified(TWINS), nodes(new))
    got = {pair.id: pair.path for pair in matching.pairs}
    assert [got.get(f"N{at:03}") for at in range(1, 7)] == paths


def test_of_two_that_fit_as_well_neither_is_taken() -> None:
    """One measure, two later ones that are each half of it in other words: a person is asked."""
    old = "方案\n一、河道\n（一）清淤。对南河河道开展清淤疏浚，清除淤泥和垃圾，年内完成主体任务。\n（二）巡查。每周巡查堤岸一次。\n"
    rest = "河河道开展清淤疏浚，清除淤泥，落实管护队伍，完成主体任务。\n"
    new = (
        f"方案\n一、河道\n（一）绿化。栽植护岸林带。\n（二）清淤。对北{rest}（三）清淤。对东{rest}"
        "（四）照明。安装路灯若干。\n（五）巡查。每周巡查堤岸一次。\n"
    )
    matching = match(identified(old), nodes(new))
    assert matching.ids == {"1": "N001", "1.5": "N003"}
    assert [(doubt.id, doubt.path) for doubt in matching.doubts] == [
        ("N002", "1.2"),
        ("N002", "1.3"),
    ]


def test_a_person_decides() -> None:
    earlier, fresh = identified(OLD), nodes(SCENARIOS["written-anew"][0])
    assert match(earlier, fresh, {"N004": "1.3"}).ids["1.3"] == "N004"
    none = match(earlier, fresh, {"N004": ""})
    assert "1.3" not in none.ids
    assert not none.doubts
    # It goes before the words, and what is not there is left out of account.
    odd = match(earlier, nodes(OLD), {"N002": "1.2", "N999": "1.1", "N003": "9.9"})
    assert odd.ids["1.2"] == "N002"
    assert "N999" not in odd.ids.values()


def truth(seed: int, edits: int) -> tuple[Matching, dict[str, str], set[str]]:
    """A matching of a made revision, the true identifier of each path, the identifiers of the earlier one."""
    maker = Maker(Random(seed))
    before = maker.plan(maker.random.randint(3, 8), maker.random.randint(3, 9))
    after = maker.revise(before, edits)
    (old, keys), (new, later) = printed(before), printed(after)
    earlier = identified(old, [f"N{key:03}" for key in keys])
    fresh = nodes(new)
    ids = {node.path: f"N{key:03}" for node, key in zip(fresh, later, strict=True)}
    return match(earlier, fresh), ids, {node.id or "" for node in earlier}


@pytest.mark.slow
def test_nearly_all_identifiers_are_right_over_200_revisions(
    capsys: pytest.CaptureFixture[str],
) -> None:
    right = total = astray = asked = 0
    for seed in range(200):
        matching, ids, known = truth(seed, 3 + seed % 23)
        asked += len({doubt.path for doubt in matching.doubts})
        for path, identifier in ids.items():
            got = matching.ids.get(path)
            total += 1
            right += got == (identifier if identifier in known else None)
            astray += got is not None and got != identifier
    with capsys.disabled():
        share = f"{right / total:.2%} of {total} identifiers right over 200 revisions"
        print(f"\n{share}; {astray} on other words, {asked} left to a person")
    assert right / total >= 0.98
    assert astray / total <= 0.01


@pytest.mark.slow
@given(st.integers(0, 2**32), st.integers(0, 40))
def test_no_identifier_is_used_twice_or_goes_to_other_words(seed: int, edits: int) -> None:
    matching, ids, known = truth(seed, edits)
    paths = [pair.path for pair in matching.pairs]
    used = [pair.id for pair in matching.pairs]
    assert len(set(paths)) == len(paths)
    assert len(set(used)) == len(used)
    assert set(used) <= known
    assert set(paths) <= set(ids)
    for pair in matching.pairs:
        # A section heading may be other words; its measures tell which it is.
        assert pair.score >= ENOUGH - 0.1 or pair.how == "children" or pair.path == "0"
    assert not {doubt.path for doubt in matching.doubts} & set(paths)


def test_a_reading_matches_itself_and_an_empty_one() -> None:
    assert len(match(identified(OLD), nodes(OLD)).pairs) == 10
    assert match((), nodes(OLD)) == Matching(())
    assert match(identified(OLD), ()) == Matching(())
