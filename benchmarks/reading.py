"""How much processor time reading takes by the length of the text: made-up plans of 0.25 to 2 MB, by stages.

    python benchmarks/reading.py [LARGEST_MB]

Reading is linear where the seconds of a megabyte stay the same from row to row; the last line prints the
slope of the logarithms (1 is linear).
"""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable, Iterator

from gongkai.attribution import attribute
from gongkai.commitments import commitments
from gongkai.outline import outline
from gongkai.reading.read import read
from gongkai.registry import usual
from gongkai.sources import Source, read_source

HAN = "一二三四五六七八九十"
BODIES = (
    "县水务局",
    "市生态环境局",
    "县住房和城乡建设局",
    "各乡镇人民政府",
    "XXX",
    "县示范区管委会",
)
TEXT = "全面排查突出问题并建立台账，2026年底前覆盖率达到90%以上，每季度向社会公开一次；对整改不力的依法问责。"


def plan(size: int) -> bytes:
    """A plan of at least `size` bytes: sections, items, label lines, brackets and a task table."""
    lines: list[str] = []
    held = 0
    for line in _lines():
        lines.append(line)
        held += len(line.encode()) + 1
        if held >= size:
            break
    return "\n".join(lines).encode()


def _lines() -> Iterator[str]:
    yield "某县公共设施管护实施方案"
    yield "为做好公共设施管护工作，制定本方案。"
    part = 0
    while True:
        part += 1
        yield f"{_han(part % 99 + 1)}、第{part}类设施"
        for at in range(1, 21):
            body, other = BODIES[at % 6], BODIES[(at + part) % 6]
            yield f"（{_han(at)}）加强第{at}处管护。{TEXT * (at % 3 + 1)}"
            yield from (
                [f"牵头单位：{body}", f"配合单位：{other}、{BODIES[(at + 2) % 6]}"]
                if at % 2
                else [f"1.开展巡查。{TEXT}（{body}牵头，{other}配合，完成时限：2025年12月）"]
            )
        if part % 10 == 0:
            yield "序号\t重点任务\t牵头单位\t完成时限"
            yield from (
                f"{at}\t维护第{at}处设施\t{BODIES[at % 6]}\t2025年6月底" for at in range(1, 41)
            )


def _han(number: int) -> str:
    tens, ones = divmod(number, 10)
    ten = ("" if tens == 1 else HAN[tens - 1]) + "十" if tens else ""
    return ten + (HAN[ones - 1] if ones else "")


def _stages(data: bytes) -> list[tuple[str, float]]:
    taken: list[tuple[str, float]] = []

    def timed(name: str, run: Callable[[], object]) -> object:
        start = time.process_time()
        found = run()
        taken.append((name, time.process_time() - start))
        return found

    source = timed("sources", lambda: read_source("plan.txt", data))
    assert isinstance(source, Source)
    arranged = outline(source)[0]
    timed("outline", lambda: outline(source))
    attributed = attribute(arranged, usual())[0]
    timed("attribution", lambda: attribute(arranged, usual()))
    timed("commitments", lambda: commitments(attributed.nodes, usual(), file="plan.txt"))
    timed("read", lambda: read(source))
    return taken


def main() -> None:
    """Print a row a size, and the slope."""
    largest = float(sys.argv[1]) if len(sys.argv) > 1 else 2.0
    _stages(plan(20_000))  # what is read once for all: tables and patterns
    sizes = [largest / 8, largest / 4, largest / 2, largest]
    rows: list[tuple[float, list[tuple[str, float]]]] = []
    for size in sizes:
        rows.append((size, _stages(plan(int(size * 1_000_000)))))
        held = "  ".join(f"{name} {seconds:6.2f}" for name, seconds in rows[-1][1])
        print(f"{size:5.2f} MB  {held}  (seconds)", flush=True)
    for at, (name, _) in enumerate(rows[0][1]):
        first, last = rows[0][1][at][1], rows[-1][1][at][1]
        slope = math.log(last / first) / math.log(sizes[-1] / sizes[0])
        print(f"{name:12} slope {slope:.2f}")


if __name__ == "__main__":
    main()
