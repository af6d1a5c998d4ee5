"""Made-up plans of any size, for the benchmarks: the same words every time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

HAN = "一二三四五六七八九十"
WORDS = ("河道", "道路", "学校", "医院", "农田", "园区", "社区", "水库", "林地", "管网")
DEEDS = ("清理整治", "改造提升", "隐患排查", "日常管护", "监测评估", "绿化修复")
SENTENCE = (
    "按照属地管理和分级负责的原则，对{word}开展{deed}，建立管理台账，实行动态更新。"
    "2026年底前，{word}{deed}覆盖率达到{value}%以上，并向社会公开进展情况。"
    "加强宣传引导，完善长效机制，每季度向县政府报告一次。"
)
TITLE = "关于推进公共设施管护工作的实施方案"
PREAMBLE = "为做好公共设施管护工作，制定本方案。"
LEAD, SUPPORT, BLANK = "县水务局", "县财政局", "XXX"
BODIES = tuple(
    f"县{one}{other}局" for one in "水财教农林交民工商" for other in "务政育业设通建信旅安"
)


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: `section` and `group` count from 1, `item` within its group, `number` in the plan."""

    section: int
    group: int
    item: int
    number: int
    heading: str
    text: str

    @property
    def group_heading(self) -> str:
        """The heading of its group in print."""
        return f"（{numeral((self.group - 1) % 90 + 1)}）{DEEDS[(self.group - 1) % 6]}"


def numeral(number: int) -> str:
    """A Chinese numeral below 100."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else HAN[tens - 1] + "十")
    return head + (HAN[ones - 1] if ones else "")


def section_heading(section: int) -> str:
    """The heading of a section in print."""
    return f"{numeral(section)}、{WORDS[section % 10]}管护"


def measures(count: int) -> Iterator[Measure]:
    """`count` measures in at most 20 sections, ten to a group."""
    sections = max(1, min(20, count // 20))
    per_section = -(-count // sections)
    for at in range(count):
        section, within = divmod(at, per_section)
        word, deed = WORDS[at % 10], DEEDS[at % 6]
        yield Measure(
            section + 1,
            within // 10 + 1,
            within % 10 + 1,
            at + 1,
            f"{word}{deed}第{at + 1}号任务",
            SENTENCE.format(word=word, deed=deed, value=60 + at % 40),
        )


def plan(count: int, bodies: tuple[str, ...] = ()) -> str:
    """The plan as it is issued; its measures are shared out among `bodies`, or one body leads them all."""
    lines = [TITLE, "", PREAMBLE]
    section = group = 0
    for one in measures(count):
        if one.section != section:
            section, group = one.section, 0
            lines.append(section_heading(section))
        if one.group != group:
            group = one.group
            lines.append(one.group_heading)
        lines.append(f"{one.item}.{one.heading}。{one.text}")
        lead, support = LEAD, SUPPORT
        if bodies:
            at = one.number - 1
            lead, support = bodies[at % len(bodies)], bodies[at * 7 % len(bodies)]
        lines.append(f"牵头单位：{lead}\n配合单位：{support}、{BLANK}")
    return "\n".join(lines) + "\n"


def units_file(bodies: tuple[str, ...]) -> str:
    """The units.yml that registers `bodies`."""
    return "".join(
        f'- id: "b{at}"\n  name: {name}\n  kind: department\n' for at, name in enumerate(bodies)
    )
