"""What readers of the known plan type, and what must come first: (query, kind of the first hit, which one).

Which one: the path of a node, the id of a unit or record, or the address of a page. The first list was
written from the plan's text alone, before any index was looked at (where a target or duty is called so, it
stands before the measure that it belongs to, on whose page it is); the second from how people ask:
by number, short and former names, initials, dates, with slips.
"""

from __future__ import annotations

FROM_THE_TEXT: tuple[tuple[str, str, str], ...] = (
    ("散乱污", "measure", "5.1.1"),
    ("挥发性有机物", "measure", "5.1.5"),
    ("VOCs", "measure", "5.1.5"),
    ("燃煤锅炉淘汰", "measure", "5.2.4"),
    ("散煤替代", "target", "N035-T1"),
    ("国六标准", "measure", "5.3.3"),
    ("黑加油站", "measure", "5.3.3"),
    ("公交优先", "measure", "5.3.4"),
    ("露天矿山", "measure", "5.4.1"),
    ("施工工地 扬尘", "measure", "5.4.3"),
    ("应急预案", "duty", "N048-D1"),
    ("错峰运输", "measure", "5.5.3"),
    ("秸秆综合利用", "measure", "5.5.4"),
    ("秸秆综合利用率", "target", "N050-T1"),
    ("黑臭水体", "measure", "6.6"),
    ("畜禽", "duty", "N058-D1"),
    ("用户水龙头水质", "duty", "N056-D5"),
    ("水源地", "measure", "6.5"),
    ("医疗废物", "target", "N062-T2"),
    ("生活垃圾无害化", "measure", "7.4"),
    ("生态保护红线", "measure", "8.1"),
    ("绿盾行动", "measure", "8.2"),
    ("黄河护岸林", "measure", "8.4"),
    ("回头看", "section", "9"),
    ("工业用水重复利用率", "target", "N022-T1"),
    ("城市再生水利用率", "target", "N022-T4"),
    ("置换方案", "duty", "N018-D1"),
    ("企业环境信用信息", "duty", "N077-D8"),
    ("限期达标规划", "duty", "N076-D5"),
    ("人才队伍", "measure", "10.5"),
)

AS_PEOPLE_ASK: tuple[tuple[str, str, str], ...] = (
    ("五（三）2", "measure", "5.3.2"),
    ("五(三) 2", "measure", "5.3.2"),
    ("5.3.2", "measure", "5.3.2"),
    ("N039", "measure", "5.3.2"),
    ("n039", "measure", "5.3.2"),
    ("六（五）", "measure", "6.5"),
    ("第五部分", "section", "5"),
    ("6.5", "measure", "6.5"),
    ("二（一）", "section", "2.1"),
    ("住建局", "unit", "zhujianju"),
    ("zjj", "unit", "zhujianju"),
    ("住建委", "unit", "zhujianju"),
    ("建设局", "unit", "zhujianju"),
    ("城管", "unit", "chengguanju"),
    ("cgj", "unit", "chengguanju"),
    ("市环保局", "unit", "shi-shengtaihuanjingju"),
    ("市环境保护局", "unit", "shi-shengtaihuanjingju"),
    ("生态环境厅", "unit", "sheng-shengtaihuanjingting"),
    ("县纪委", "unit", "xian-jiwei"),
    ("督查室", "unit", "xian-weiduchashi"),
    ("县人大", "unit", "xian-renda"),
    ("各乡镇", "unit", "ge-xiangzhenchang"),
    ("2020年12月31日", "target", "N004-T1"),
    ("“十三五”期间", "target", "N021-T1"),
    ('"十三五"期间', "target", "N021-T1"),
    ("高耗水", "misprint", "N022-E1"),
    ("高耗能水", "misprint", "N022-E1"),
    ("以人民为中心的发展思想", "misprint", "N071-E1"),
    ("目标导向", "misprint", "N007-E1"),
    ("黑丑水体", "measure", "6.6"),
    ("秸杆综合利用", "measure", "5.5.4"),
    ("下载", "page", "data/"),
    ("适老化", "page", "accessibility/"),
    ("饮用水 公开", "measure", "6.5"),
)
