"""Plans and their revisions made at random, with the truth of what became of every node.

A plan is sections of measures, a third of them near-twins (the same task for another place, with other
numbers). An edit keeps each node's key; where a measure is split or two are merged, the key goes with
the larger share of the words. All is drawn from one `random.Random`, so a seed names a revision.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random

HAN = "一二三四五六七八九十"
PLACES = (
    "东河镇",
    "柳林乡",
    "青石街道",
    "南湾镇",
    "白桥乡",
    "新塘镇",
    "北坡乡",
    "长堤街道",
    "石门镇",
    "云岭乡",
)
BODIES = (
    "县水务局",
    "县住建局",
    "县教育局",
    "县卫生健康局",
    "县农业农村局",
    "县财政局",
    "县交通运输局",
    "XXX",
)
THINGS = ("供水管网", "乡村公路", "公共厕所", "学校食堂", "养老驿站", "农贸市场", "灌溉渠道", "街心公园",
          "路灯线路", "垃圾收集点", "图书流动站", "卫生室", "公交站亭", "排水泵站", "文化广场", "消防水池")  # fmt: skip
DEEDS = (
    "巡查维护",
    "改造提升",
    "清理整治",
    "登记建档",
    "安全评估",
    "绿化美化",
    "标识更新",
    "能力建设",
)
LINES = (
    "{y}年底前，完成{p}{t}{d}{n}处，合格率达到{q}%以上。",
    "对{p}范围内的{t}逐一核实，按月更新名册，发现问题{m}日内处理。",
    "{t}{d}所需经费由县级统筹，{p}按{q}%的比例配套。",
    "聘请{n}名村民担任{p}{t}义务监督员，每年培训{m}次。",
    "建立{p}{t}{d}责任清单，逐处明确责任人和完成时间。",
    "{p}每季度向社会公布{t}{d}进展，接受群众评议。",
    "鼓励社会力量参与{t}{d}，对成效突出的给予{n}万元以内补助。",
    "在{p}选择{m}个村先行试点，成熟后逐步推开。",
    "把{t}{d}纳入{p}年度考核，权重不低于{m}分。",
    "{t}出现故障的，{p}应在{m}小时内到场处置，并做好记录。",
)
EXTRA = (
    "确保取得实效",
    "按规定落实到位",
    "做到底数清楚",
    "由专人负责跟踪",
    "防止反弹回潮",
    "及时总结经验",
)
SWAPS = (("完成", "基本完成"), ("建立", "健全完善"), ("逐一", "全面"), ("鼓励", "支持"), ("及时", "第一时间"),
         ("按月", "按季"), ("选择", "确定"), ("所需经费", "所需资金"), ("每季度", "每半年"), ("聘请", "选聘"))  # fmt: skip


@dataclass(frozen=True)
class Task:
    """A node of the second level. `key` is its truth."""

    key: int
    heading: str
    lines: tuple[str, ...]
    lead: str
    support: str


@dataclass(frozen=True)
class Part:
    """A section with its tasks."""

    key: int
    heading: str
    tasks: tuple[Task, ...]


@dataclass
class Maker:
    """Makes plans and revises them. `key` counts up; a key is never used twice."""

    random: Random
    key: int = 0
    log: list[str] = field(default_factory=list)

    def next(self) -> int:
        self.key += 1
        return self.key

    def plan(self, sections: int, tasks: int) -> list[Part]:
        """`sections` sections of up to `tasks` tasks."""
        things = self.random.sample(THINGS, min(sections, len(THINGS)))
        return [
            Part(self.next(), f"加强{things[at % len(things)]}管护",
                 tuple(self.tasks(self.random.randint(2, tasks))))
            for at in range(sections)
        ]  # fmt: skip

    def tasks(self, count: int) -> list[Task]:
        made: list[Task] = []
        while len(made) < count:
            one = self.task()
            made.append(one)
            if self.random.random() < 0.35:  # a near-twin: another place, other numbers
                made.append(self.twin(one))
        return made

    def task(self) -> Task:
        r = self.random
        thing, deed, place = r.choice(THINGS), r.choice(DEEDS), r.choice(PLACES)
        lines = tuple(
            line.format(
                y=r.randint(2024, 2030), p=place, t=thing, d=deed, n=r.randint(2, 400),
                q=r.randint(50, 99), m=r.randint(2, 30),
            )
            for line in r.sample(LINES, r.randint(2, 5))
        )  # fmt: skip
        return Task(self.next(), f"{thing}{deed}", lines, *r.sample(BODIES, 2))

    def twin(self, one: Task) -> Task:
        r = self.random
        now = next(
            place
            for place in PLACES
            if any(place in line for line in one.lines) or place == PLACES[-1]
        )
        other = r.choice([place for place in PLACES if place != now])
        lines = [line.replace(now, other) for line in one.lines]
        at = r.randrange(len(lines))
        lines[at] = self.number(lines[at])
        return replace(one, key=self.next(), lines=tuple(lines), lead=r.choice(BODIES))

    def number(self, line: str) -> str:
        """The first number of a line changed."""
        start = next((at for at, char in enumerate(line) if char.isdigit()), None)
        if start is None:
            return line
        end = start
        while end < len(line) and line[end].isdigit():
            end += 1
        return f"{line[:start]}{int(line[start:end]) + self.random.randint(1, 5)}{line[end:]}"

    def revise(self, plan: list[Part], edits: int) -> list[Part]:
        """`plan` after `edits` edits, one upon the other."""
        parts = [replace(part) for part in plan]
        kinds = ("reword", "reword", "number", "heading", "move", "insert", "drop", "split", "merge",
                 "swap", "roles", "section-move", "section-new", "section-heading", "compound")  # fmt: skip
        for _ in range(edits):
            kind = self.random.choice(kinds)
            self.edit(parts, kind)
        return [part for part in parts if part.tasks]

    def edit(self, parts: list[Part], kind: str) -> None:
        """One edit, in place."""
        self.log.append(kind)
        getattr(self, "_" + kind.replace("-", "_"))(parts)

    def reworded(self, task: Task) -> Task:
        """A task with a line reworded and the first number of each line changed."""
        task = self._words(task)
        return replace(task, lines=tuple(self.number(line) for line in task.lines))

    def _pick(self, parts: list[Part]) -> tuple[int, int]:
        at = self.random.choice([at for at, part in enumerate(parts) if part.tasks])
        return at, self.random.randrange(len(parts[at].tasks))

    def _put(self, parts: list[Part], at: int, tasks: list[Task]) -> None:
        parts[at] = replace(parts[at], tasks=tuple(tasks))

    def _change(self, parts: list[Part], change) -> None:
        at, one = self._pick(parts)
        tasks = list(parts[at].tasks)
        tasks[one] = change(tasks[one])
        self._put(parts, at, tasks)

    def _words(self, task: Task) -> Task:
        lines = list(task.lines)
        at = self.random.randrange(len(lines))
        changed = lines[at]
        for old, new in self.random.sample(SWAPS, len(SWAPS)):
            if old in changed:
                changed = changed.replace(old, new, 1)
                break
        lines[at] = changed.rstrip("。") + "，" + self.random.choice(EXTRA) + "。"
        return replace(task, lines=tuple(lines))

    def _reword(self, parts: list[Part]) -> None:
        self._change(parts, self._words)

    def _number(self, parts: list[Part]) -> None:
        def change(task: Task) -> Task:
            at = self.random.randrange(len(task.lines))
            lines = [*task.lines]
            lines[at] = self.number(lines[at])
            return replace(task, lines=tuple(lines))

        self._change(parts, change)

    def _heading(self, parts: list[Part]) -> None:
        deed = self.random.choice(DEEDS)
        self._change(parts, lambda task: replace(task, heading=f"推进{task.heading[:-4]}{deed}"))

    def _move(self, parts: list[Part]) -> None:
        at, one = self._pick(parts)
        tasks = list(parts[at].tasks)
        moved = tasks.pop(one)
        self._put(parts, at, tasks)
        to = self.random.randrange(len(parts))
        tasks = list(parts[to].tasks)
        tasks.insert(self.random.randint(0, len(tasks)), moved)
        self._put(parts, to, tasks)

    def _compound(self, parts: list[Part]) -> None:
        """Reworded, with a number changed and a line gone, and moved, all at once."""

        def change(task: Task) -> Task:
            task = self._words(task)
            lines = [
                self.number(line) if self.random.random() < 0.4 else line for line in task.lines
            ]
            if len(lines) > 2:
                lines.pop(self.random.randrange(len(lines)))
            return replace(task, lines=tuple(lines), heading="抓好" + task.heading)

        at, one = self._pick(parts)
        tasks = list(parts[at].tasks)
        moved = change(tasks.pop(one))
        self._put(parts, at, tasks)
        to = self.random.randrange(len(parts))
        self._put(parts, to, [moved, *parts[to].tasks])

    def _insert(self, parts: list[Part]) -> None:
        at = self.random.randrange(len(parts))
        tasks = list(parts[at].tasks)
        if tasks and self.random.random() < 0.4:
            new = self.twin(self.random.choice(tasks))
        else:
            new = self.task()
        tasks.insert(self.random.randint(0, len(tasks)), new)
        self._put(parts, at, tasks)

    def _drop(self, parts: list[Part]) -> None:
        at, one = self._pick(parts)
        if sum(len(part.tasks) for part in parts) > 2:
            tasks = list(parts[at].tasks)
            tasks.pop(one)
            self._put(parts, at, tasks)

    def _split(self, parts: list[Part]) -> None:
        at, one = self._pick(parts)
        tasks = list(parts[at].tasks)
        task = tasks[one]
        if len(task.lines) < 3:
            return
        keep = len(task.lines) // 2 + 1
        rest = Task(self.next(), "落实" + task.heading, task.lines[keep:], task.support, task.lead)
        tasks[one : one + 1] = [replace(task, lines=task.lines[:keep]), rest]
        self._put(parts, at, tasks)

    def _merge(self, parts: list[Part]) -> None:
        at, one = self._pick(parts)
        tasks = list(parts[at].tasks)
        if one + 1 == len(tasks):
            return
        first, second = tasks[one], tasks[one + 1]
        sizes = [sum(map(len, task.lines)) for task in (first, second)]
        larger = second if sizes[1] > 1.25 * sizes[0] else first
        tasks[one : one + 2] = [replace(larger, lines=first.lines + second.lines)]
        self._put(parts, at, tasks)

    def _swap(self, parts: list[Part]) -> None:
        at, one = self._pick(parts)
        tasks = list(parts[at].tasks)
        other = self.random.randrange(len(tasks))
        tasks[one], tasks[other] = tasks[other], tasks[one]
        self._put(parts, at, tasks)

    def _roles(self, parts: list[Part]) -> None:
        self._change(parts, lambda task: replace(task, lead=task.support, support=task.lead))

    def _section_move(self, parts: list[Part]) -> None:
        parts.insert(
            self.random.randrange(len(parts)), parts.pop(self.random.randrange(len(parts)))
        )

    def _section_new(self, parts: list[Part]) -> None:
        thing = self.random.choice(THINGS)
        new = Part(self.next(), f"新增{thing}任务", tuple(self.tasks(2)))
        parts.insert(self.random.randint(0, len(parts)), new)

    def _section_heading(self, parts: list[Part]) -> None:
        at = self.random.randrange(len(parts))
        parts[at] = replace(parts[at], heading="着力" + parts[at].heading)


def numeral(number: int) -> str:
    """A Chinese numeral below 100."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else HAN[tens - 1] + "十")
    return head + (HAN[ones - 1] if ones else "")


def printed(plan: list[Part]) -> tuple[str, list[int]]:
    """The text of a plan, and the keys of its nodes in the order of the text (0 is the preamble)."""
    lines, keys = ["公共设施管护三年行动方案", "", "为管好公共设施，制定本方案。"], [0]
    for at, part in enumerate(plan, 1):
        lines.append(f"{numeral(at)}、{part.heading}")
        keys.append(part.key)
        for number, task in enumerate(part.tasks, 1):
            lines.append(f"（{numeral(number)}）{task.heading}。{''.join(task.lines)}")
            lines.append(f"牵头单位：{task.lead}")
            lines.append(f"配合单位：{task.support}")
            keys.append(task.key)
    return "\n".join(lines) + "\n", keys
