"""How the time to match two revisions grows with their size. Run: python benchmarks/matching.py [SIZES]

Every measure of the second revision is reworded and has other numbers, a tenth are moved and a tenth
are new, so that nothing goes over by equal text alone. Prints a row a size, and the exponent of growth between the
first and the last (1 is linear). Figures are of this machine.
"""

from __future__ import annotations

import math
import sys
import time
from pathlib import Path
from random import Random

from msgspec.structs import replace

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.revise.made import Maker, Part

from gongkai.model import Node
from gongkai.revise.match import match
from gongkai.sources.span import Stretch


def nodes(plan: list[Part]) -> tuple[Node, ...]:
    """The nodes of a plan as a reading gives them, so many that no numbering in print would hold them."""
    found: list[Node] = []
    for at, part in enumerate(plan, 1):
        lines = (len(found) + 1, len(found) + 1)
        head = stretch(part.heading)
        found.append(
            Node(f"{at}", "", "section", "container", None, head, (), lines, f"N{part.key:05}")
        )
        for number, task in enumerate(part.tasks, 1):
            lines = (len(found) + 1, len(found) + 1)
            text = (stretch("".join(task.lines)),)
            head = stretch(task.heading)
            path = f"{at}.{number}"
            found.append(
                Node(path, "", "item", "measure", f"{at}", head, text, lines, f"N{task.key:05}")
            )
    return tuple(found)


def stretch(text: str) -> Stretch:
    """A text on a line of its own."""
    return Stretch(1, text, text, range(1, len(text) + 1))


def revisions(measures: int) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """The nodes of a plan of about so many measures, and of its revision."""
    maker = Maker(Random(measures))
    plan = [
        Part(maker.next(), f"第{at}类设施管护", tuple(maker.tasks(50)))
        for at in range(measures // 50)
    ]
    revised = [
        replace(part, tasks=tuple(maker.reworded(task) for task in part.tasks)) for part in plan
    ]
    for _ in range(measures // 10):
        maker.edit(revised, "move")
        maker.edit(revised, "insert")
    return nodes(plan), nodes(revised)


def main() -> None:
    """Print the table."""
    sizes = [int(size) for size in sys.argv[1:]] or [1000, 2000, 5000, 10000]
    times = []
    print(f"{'measures':>9} {'seconds':>8} {'matched':>8} {'right':>7} {'doubts':>7}")
    for size in sizes:
        earlier, fresh = revisions(size)
        start = time.process_time()
        found = match(earlier, fresh)
        times.append(time.process_time() - start)
        truth = {node.path: node.id for node in fresh}
        right = sum(truth[pair.path] == pair.id for pair in found.pairs)
        counts = f"{len(found.pairs):>8} {right:>7} {len(found.doubts):>7}"
        print(f"{size:>9} {times[-1]:>8.2f} {counts}", flush=True)
    if len(sizes) > 1:
        growth = math.log(times[-1] / times[0]) / math.log(sizes[-1] / sizes[0])
        print(f"time grows with the power {growth:.2f} of the size")


if __name__ == "__main__":
    main()
