"""Plans in varied forms, made by hypothesis with their structure known."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

HAN = "一二三四五六七八九十"
PHRASES = (
    "加强日常巡查",
    "完善管护制度",
    "推进设施改造",
    "开展隐患排查",
    "健全工作机制",
    "优化办事流程",
)
SENTENCES = (
    "2026年底前，全面完成改造任务。",
    "覆盖率达到XX%以上，并向社会公开。",
    "各有关部门要按职责抓好落实；建立台账。",
    "每季度第一个月10日前报县政府备案。",
    "严禁“一刀切”（特殊情况除外）。",
    "３．５公里道路完成整治，投入1,200万元。",
)
BODIES = ("市水务局", "县住建局", "XXX", "××镇人民政府", "市发展和改革委员会")
ATTRIBUTIONS = ("牵头单位：{0}\n配合单位：{1}", "责任单位：{0}、{1}", "（{0}牵头，{1}配合）", "")


@dataclass(frozen=True)
class Made:
    """A text and how many sections, and nodes under them, it has."""

    text: str
    sections: int
    below: int


@st.composite
def plans(draw: st.DrawFn) -> Made:
    """A plan of sections 一、 with nodes （一） or 1. below, attributions in several styles."""
    marker = draw(st.sampled_from(["（{0}）", "{1}.", "{1}、", "({1})"]))
    attribution = draw(st.sampled_from(ATTRIBUTIONS))
    sections = draw(st.integers(1, 4))
    lines = ["关于加强公共设施管护的实施方案", ""]
    if draw(st.booleans()):
        lines.append("为做好公共设施管护工作，特制定本方案。")
    below = 0
    for section in range(sections):
        lines.append(f"{HAN[section]}、{draw(st.sampled_from(PHRASES))}")
        for at in range(draw(st.integers(0, 4))):
            below += 1
            text = "".join(draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3)))
            lines.append(
                f"{marker.format(HAN[at], at + 1)}{draw(st.sampled_from(PHRASES))}。{text}"
            )
            if attribution:
                two = draw(st.tuples(st.sampled_from(BODIES), st.sampled_from(BODIES)))
                lines.extend(attribution.format(*two).split("\n"))
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    return Made(end.join(lines) + draw(st.sampled_from(["", end])), sections, below)
