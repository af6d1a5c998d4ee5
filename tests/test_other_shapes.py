"""Short plans of other shapes, in our own words: encodings, line ends, blanks, no headings, no attributions."""

from __future__ import annotations

import pytest

from gongkai.reading.read import read
from gongkai.sources import read_source
from gongkai.sources.source import rebuild

HEALTH = "卫生院服务提升方案\n一、要求\n（一）开展巡诊。每月到村巡诊一次。\n责任单位：各乡镇卫生院\n（二）建立档案。为老年人建立健康档案。\n责任单位：县卫生健康局\n"
ROADS = "农村公路养护计划\n一、任务\n1.修复路面。修复破损路面ＸＸ公里。\n牵头单位：××局\n2.清理边沟。每季度清理一次。\n牵头单位：____\n"
READING = "全民阅读倡议\n\n读书使人明理。倡议全县居民每天读书一小时。\n图书馆延长开放时间。\n"
FIRE = "消防宣传安排\n一、活动\n（一）5月底前，各学校组织一次疏散演练，并将演练情况报县消防救援大队备案，做到人人参加、人人会用。\n（二）10月底前，各商场更换过期灭火器，并在显著位置公布检查结果，接受社会监督和群众举报。\n"
VILLAGE = "村庄清洁行动\n第一条 村民应当分类投放垃圾。\n第二条 保洁员每日清扫一次。\n"
WATER = "节水工作要点\n一、节约用水\n推广节水器具。（县水务局牵头，县住建局、各乡镇配合）\n二、保护水源\n划定保护区。（县生态环境局负责）\n"
SCHOOL = "学校食堂提升任务\n附件1\n任务清单\n| 序号 | 任务 | 牵头单位 | 完成时限 |\n| --- | --- | --- | --- |\n| 1 | 明厨亮灶 | 县市场监管局 | 2025年8月 |\n| 2 | 营养配餐 | 县教育局 | 长期坚持 |\n"
FOREST = "护林防火方案\n(一)巡山护林。落实护林员。\n(1)早晚巡查。每日两次。\n(2)重点看守。清明守护。\n(二)应急处置。组建队伍。\n"


@pytest.mark.parametrize(
    ("text", "encoding", "end", "paths", "measures", "blanks"),
    [
        pytest.param(HEALTH, "gb18030", "\r\n", ["1", "1.1", "1.2"], 2, 0, id="gb18030-crlf"),
        pytest.param(ROADS, "utf-8-sig", "\n", ["1", "1.1", "1.2"], 2, 3, id="blanks-in-other-signs"),
        pytest.param(READING, "utf-8", "\n", ["0"], 0, 0, id="no-numbering-at-all"),
        pytest.param(FIRE, "utf-16-le", "\r\n", ["1", "1.1", "1.2"], 0, 0, id="no-headings-no-attributions"),
        pytest.param(VILLAGE, "utf-8", "\r", ["1", "2"], 0, 0, id="articles-alone"),
        pytest.param(WATER, "gb18030", "\n", ["1", "2"], 2, 0, id="sections-with-brackets"),
        pytest.param(SCHOOL, "utf-8", "\n", ["1", "1.1", "1.2"], 2, 0, id="a-table-alone"),
        pytest.param(FOREST, "utf-8", "\n", ["1", "1.1", "1.2", "2"], 0, 0, id="half-width-brackets-as-sections"),
    ],
)  # fmt: skip
def test_a_plan_of_another_shape(
    text: str, encoding: str, end: str, paths: list[str], measures: int, blanks: int
) -> None:
    data = text.replace("\n", end).encode(encoding)
    if encoding == "utf-16-le":
        data = b"\xff\xfe" + data
    source = read_source("plan.txt", data)
    plan, _ = read(source)
    assert rebuild(source) == data
    assert source.encoding == encoding
    assert [node.path for node in plan.nodes] == paths
    assert sum(node.role == "measure" for node in plan.nodes) == measures
    assert len(plan.blanks) == blanks
