"""Names of bodies: what they resolve to, how lists are split, what a text mentions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.model import Unit
from gongkai.reading.read import read
from gongkai.registry import (
    Registry,
    abbreviations,
    named_as_printed,
    plausible,
    split_names,
    usual,
)
from gongkai.sources import read_source


@pytest.mark.parametrize(
    ("printed", "unit"),
    [
        pytest.param("住建局", "zhujianju", id="short-form"),
        pytest.param("住房和城乡建设局", "zhujianju", id="full-name"),
        pytest.param("市生态环境局", "shi-shengtaihuanjingju", id="with-a-level"),
        pytest.param("县生态环境局", "xian-shengtaihuanjingju", id="another-level-is-another-body"),
        pytest.param("市环保局", "shi-shengtaihuanjingju", id="former-name"),
        pytest.param("临江市财政局", "shi-caizhengju", id="with-a-place"),
        pytest.param("市发展改革委", "shi-fagaiwei", id="和-left-out"),
        pytest.param("县纪委（监委）", "xian-jiwei", id="brackets"),
        pytest.param("市生态环境局XX分局", "shi-shengtaihuanjingju-fenju", id="a-place-left-blank"),
        pytest.param("各乡镇场", "ge-xiangzhenchang", id="a-group"),
        pytest.param("县委组织部", "xian-zuzhibu", id="a-department-of-the-party"),
        pytest.param("县组织部", "xian-zuzhibu", id="the-same-without-委"),
        pytest.param("市委编办", "shi-bianban", id="a-short-form-of-the-party"),
        pytest.param("县水利局（县河长办）", "xian-shuiliju", id="another-name-in-brackets"),
        pytest.param("各市、县（市、区）人民政府", "ge-xianqu", id="a-group-with-a-stop"),
        pytest.param("县供热公司", "xian-gongregongsi", id="a-company-of-the-county"),
        pytest.param("中国人民银行清河支行", "renminyinhang", id="a-branch-at-a-place"),
        pytest.param("人行清河县中心支行", "xian-renminyinhang", id="a-branch-of-a-level"),
        pytest.param("国网清河供电公司", "gongdiangongsi", id="a-company-of-the-state"),
        pytest.param("国家统计局清河调查总队", "diaochadui", id="the-branch-and-not-the-whole"),
        pytest.param("中国人民银行清河纪念馆", None, id="no-branch-that-is-known"),
        pytest.param("县城管部门", "xian-chengguanju", id="by-its-topic"),
        pytest.param("县融媒体中心与团县委", None, id="no-place-after-a-body"),
        pytest.param("不含县直部门", None, id="all-but-some"),
        pytest.param("XXX", None, id="a-blank"),
        pytest.param("××", None, id="another-blank"),
        pytest.param("县住建局和县财政局", None, id="two-bodies"),
        pytest.param("仙女座管理局", None, id="unknown"),
        pytest.param("各区县政府", "ge-xianqu", id="many-and-no-county"),
        pytest.param("区县政府", "ge-xianqu", id="of-both-levels"),
        pytest.param("各县教育局", None, id="the-same-body-of-many-counties"),
        pytest.param("有关市级部门", "shi-zhishubumen", id="some-of-a-group"),
    ],
)
def test_resolve(printed: str, unit: str | None) -> None:
    found = usual().resolve(printed)
    assert (found.id if found else None) == unit


@pytest.mark.parametrize(
    "printed",
    [
        pytest.param("县城投公司、县交投公司、县国投公司、县文旅集团", id="companies-of-a-county"),
        pytest.param("县广电局、县广播电视台、县融媒体中心", id="an-office-and-what-it-oversees"),
        pytest.param("市邮政管理局、市邮政公司、邮储银行", id="post"),
        pytest.param("县公共资源交易管理局、县公共资源交易中心", id="a-market-and-its-overseer"),
        pytest.param("中央生态环境保护督察组、省生态环境保护督察组", id="inspectors-of-two-levels"),
    ],
)
def test_bodies_that_stand_side_by_side_are_not_taken_for_one(printed: str) -> None:
    found = [usual().resolve(name) for name in printed.split("、")]
    assert len({unit.id for unit in found if unit}) == len(found)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("县水务局、县财政局", ["县水务局", "县财政局"], id="、"),
        pytest.param(
            "县水务局，县财政局；县教育局", ["县水务局", "县财政局", "县教育局"], id="，；"
        ),
        pytest.param("县水务局和县财政局", ["县水务局", "县财政局"], id="和"),
        pytest.param("县水务局以及县财政局", ["县水务局", "县财政局"], id="以及"),
        pytest.param("组织和人事部门", ["组织和人事部门"], id="和-inside"),
        pytest.param("市工业和信息化局", ["市工业和信息化局"], id="和-in-a-name"),
        pytest.param(
            "县人力资源和社会保障局、县文化和旅游局",
            ["县人力资源和社会保障局", "县文化和旅游局"],
            id="names-with-和",
        ),
        pytest.param(
            "各乡（镇、街道）、县公安局", ["各乡（镇、街道）", "县公安局"], id="a-sign-in-brackets"
        ),
        pytest.param(
            "省财政厅、各市、县（市、区）人民政府",
            ["省财政厅", "各市、县（市、区）人民政府"],
            id="a-group-with-a-stop",
        ),
        pytest.param(
            "各县（市、区）党委、政府，市直有关部门",
            ["各县（市、区）党委、政府", "市直有关部门"],
            id="党委、政府-of-all",
        ),
        pytest.param("实验室与设备管理处", ["实验室与设备管理处"], id="a-room-is-no-body"),
        pytest.param(
            "县教育局（校园、县公安局", ["县教育局（校园", "县公安局"], id="a-bracket-left-open"
        ),
    ],
)
def test_split_names(text: str, names: list[str]) -> None:
    assert [text[start:end] for start, end in split_names(text, usual())] == names


@pytest.mark.parametrize(
    ("name", "is_body"),
    [("河道管护中心", True), ("城东街道办事处", True), ("供水集团", True), ("企业", False), ("二期", False),
     ("特殊项目除外", False), ("含砂石料厂", False), ("VOCs", False), ("以下", False), ("XXX", False)],
)  # fmt: skip
def test_plausible(name: str, is_body: bool) -> None:
    assert plausible(name) is is_body


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("报县委、政府备案", ["县委", "政府"], id="elliptic-government"),
        pytest.param("落实辖区政府属地责任", [], id="no-区政府-in-辖区政府"),
        pytest.param("完善考核办法", [], id="no-考核办-in-考核办法"),
        pytest.param("XX县工业园区内企业", [], id="a-park-is-a-place"),
        pytest.param(
            "由县住房和城乡建设局会同城管局执法",
            ["县住房和城乡建设局", "城管局"],
            id="longest-first",
        ),
        pytest.param("送市住房城乡建设局存档", ["市住房城乡建设局"], id="和-left-out"),
    ],
)
def test_mentions(text: str, names: list[str]) -> None:
    assert [text[start:end] for start, end, _ in usual().mentions(text)] == names


def test_what_a_project_registers_goes_first() -> None:
    own = Unit("shuihangju", "水航局", "department", aliases=("住建局",))
    registry = Registry((own,), beneath=usual())
    assert registry.resolve("住建局") == own
    assert registry.resolve("城管局") == usual().resolve("城管局")


@given(st.text(st.sampled_from("县市政府委局和、及财政水务住建X（）各乡镇 "), max_size=60))
def test_places_are_exact_in_order_and_never_overlap(text: str) -> None:
    for found in (split_names(text, usual()), [place[:2] for place in usual().mentions(text)]):
        last = 0
        for start, end in found:
            assert last <= start < end <= len(text)
            last = end


@pytest.mark.parametrize(
    ("printed", "name", "alias"),
    [
        pytest.param("县水务局", "县水务局", "县水利局", id="another-name"),
        pytest.param("县卫生健康局", "县卫生健康局", "县卫生健康委员会", id="another-ending"),
        pytest.param("县发展改革委", "县发展和改革委员会", "县发展改革委", id="an-abbreviation"),
        pytest.param("县水务局、县水利局", "县水利局", "县水务局", id="both"),
        pytest.param("县财政局", "县财政局", "", id="the-usual-name"),
    ],
)
def test_a_unit_goes_by_the_name_that_the_plan_prints(printed: str, name: str, alias: str) -> None:
    text = f"方案\n一、任务\n（一）开展检测。每月检测一次。\n责任单位：{printed}\n"
    plan, _ = read(read_source("plan.txt", text.encode()))
    [unit] = named_as_printed(plan)
    assert unit.name == name
    assert not alias or alias in unit.aliases
    assert unit.name not in unit.aliases


def test_a_short_name_of_the_plans_own_is_the_same_unit() -> None:
    text = (
        "方案\n请由县水利局（以下简称县水服局）、县水利事务服务中心（以下简称“县水服中心”）实施，"
        "开展提升行动（以下简称行动）。\n一、任务\n（一）检测。每月检测一次。\n责任单位：县水服局、县水服中心\n"
    )
    plan, _ = read(read_source("plan.txt", text.encode()))
    known, unknown = plan.nodes[-1].responsible
    assert (known.unit, known.review.note) == ("xian-shuiliju", None)
    assert (unknown.unit, unknown.review.note) == (None, "原文简称，即县水利事务服务中心")
    [unit] = plan.units
    assert unit.name == "县水利局"
    assert "县水服局" in unit.aliases
    assert usual().resolve("县水服局") is None


def test_only_bodies_have_short_names() -> None:
    lines = [
        "推进县水利事务服务中心（简称：水服中心）改革",
        "提升行动（以下简称行动）",
        "县水利局（以下简称县水利局）",
    ]
    assert abbreviations(lines) == {"水服中心": "县水利事务服务中心"}
