"""Texts whose lines mix every form of numbering, label and bracket, made by hypothesis, some of them spoilt."""

from __future__ import annotations

from hypothesis import strategies as st

MARKERS = (
    "一、", "二、", "十一、", "（一）", "(二)", "（三）、", "1.", "２．", "3、", "4 ", "1.1 ", "2.1.1 ", "2.1.1.1", "（1）",
    "(2)", "1)", "①", "⑵", "⒊", "㈠", "Ⅱ、", "第一章 ", "第二节", "第三条　", "第四条为", "第一部分 ", "第一阶段：", "任务一：",
    "专栏1 ", "A.", "(b)", "甲、", "【1】", "★", "● ", "——", "2025年", "12个", "60%", "一、二级", "附件1", "附件：", "",
)  # fmt: skip
WORDS = (
    "加强日常巡查", "总则", "完善制度。", "2025年6月底前完成改造。", "覆盖率达到95%以上，并向社会公开。", "按职责做好工作；",
    "下列事项：", "各部门要每季度报送进展", "投入1,200万元", "每年11月1日至次年3月31日", "XX", "",
)  # fmt: skip
ANSWERS = (
    "（市水利局牵头，市财政局、各县（市、区）人民政府配合）", "（责任单位：县住建局、县教育局；完成时限：2025年12月）",
    "〔责任单位：省商务厅，下同。〕", "[县水务局负责]", "（县卫健局）", "责任单位：XXX", "牵头单位：××局；配合单位：____", "【责任单位】县民政局",
    "完成时限：长期坚持", "牵头领导：某某", "（企业）", "（二期", "）", "责任单位：", "",
)  # fmt: skip
TABLES = (
    "序号\t任务\t牵头单位\t完成时限",
    "1\t修路\t县交通局\t2025年",
    "| 任务 | 责任单位 |",
    "| --- | --- |",
    "| 植树 | 各乡镇 |",
)
ODD = (
    "\u202e",
    "\u200b",
    "\u2066",
    "\ufeff",
    "\u3000",
    "\u2028",
    "\x0b",
    "\x85",
    "“",
    "》",
    "𠮷",
    "**",
    "#",
    "|",
    "\t",
    "。。",
    "、、",
    "1" * 40,
)


@st.composite
def mixed_texts(draw: st.DrawFn) -> str:
    """Lines of a marker, words and an answer in any order; a few signs thrown in anywhere; blank lines."""
    lines = draw(
        st.lists(
            st.one_of(
                st.tuples(
                    st.sampled_from(MARKERS), st.sampled_from(WORDS), st.sampled_from(ANSWERS)
                ).map("".join),
                st.sampled_from(ANSWERS),
                st.sampled_from(TABLES),
                st.just(""),
            ),
            max_size=24,
        )
    )
    text = "关于加强设施管护的方案\n" + draw(st.sampled_from(["\n", "\r\n"])).join(lines)
    for sign in draw(st.lists(st.sampled_from(ODD), max_size=4)):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + sign + text[at:]
    return text
