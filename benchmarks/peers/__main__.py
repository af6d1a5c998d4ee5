"""gongkai beside stock MkDocs + Material, Zensical, and Hugo + Pagefind without and with a theme. Run: python benchmarks/peers [MEASURES ...]

Each builds the same made-up plan, in as many pages, four times: first, with nothing changed, with one measure's
text edited, with one body renamed; one after another in each round, so that a busy moment meets them all.
Printed are medians over the rounds and ratios to Zensical: pages, megabytes of HTML and of the whole site, peak
megabytes of one process; of each build seconds by the clock and of the processors, and the ratio of the latter.
Then what gongkai takes by the clock of each peer's time, the median of the ratios within the rounds.
gongkai makes its downloads too (workbooks, documents, calendars, database …), which no peer does.

The first run installs all of them under .cache/peers. What each build took is told at once, on stderr.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from dataclasses import dataclass
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.cost import Cost, run
from benchmarks.peers.generators import GENERATORS, Generator, Gongkai, install

EVENTS = ("first", "no change", "one edit", "renamed")

Costs = dict[str, Cost]  # of the events


@dataclass(frozen=True, slots=True)
class Size:
    """What a site is: pages, megabytes of their HTML, megabytes of all."""

    pages: int
    html: float
    whole: float


def size(site: Path) -> Size:
    """Count a site's pages and bytes."""
    files = [path for path in site.rglob("*") if path.is_file()]
    html = [path for path in files if path.name == "index.html"]
    bytes_of = (sum(path.stat().st_size for path in some) / 1e6 for some in (html, files))
    return Size(len(html), *bytes_of)


def events(generator: Generator, pages: int, log: Path) -> tuple[Costs, Size]:
    """The four builds of one generator, and its site at the end."""
    generator.write(pages)
    costs = {}
    for event in EVENTS:
        if event == "one edit":
            generator.edit(generator.count // 2)
        elif event == "renamed":
            generator.rename()
        costs[event] = run(generator.commands(), log)
        print(f"{generator.name}, {event}: {costs[event].wall:.2f} s", file=sys.stderr, flush=True)
    return costs, size(generator.site)


def measured(count: int, rounds: int, names: list[str]) -> None:
    """Run all rounds of one size, and print.

    Nothing is removed before the end: for half a minute after a thousand files went, a file system makes new ones slowly.
    """
    costs: dict[str, dict[int, Costs]] = {}  # of each generator, by round
    sizes: dict[str, Size] = {}
    pages = 0
    kinds = [kind for kind in GENERATORS if kind.name in names or kind is Gongkai]
    with tempfile.TemporaryDirectory() as made:
        for turn, kind in product(range(rounds), kinds):
            folder = Path(made, f"{turn}-{kind.__name__}")
            folder.mkdir()
            try:
                took, told = events(kind(folder / "project", count), pages, folder / "log")
            except SystemExit as failure:  # a peer that cannot build so large a site
                print(f"{kind.name}: {str(failure).strip().splitlines()[-1]}", flush=True)
                continue
            pages = told.pages if kind is Gongkai else pages
            costs.setdefault(kind.name, {})[turn] = took
            sizes[kind.name] = told
    print(f"\n{count} measures, medians of {rounds} rounds")
    table(costs, sizes)
    by_the_clock(costs)


def table(costs: dict[str, dict[int, Costs]], sizes: dict[str, Size]) -> None:
    """Print the medians, and each one's ratio to Zensical."""
    print(f"{'':<22}{'pages':>6} {'HTML MB':>8} {'site MB':>8} {'peak MB':>8}", end="")
    print("".join(f"{event:>26}" for event in EVENTS))
    base = _medians(costs.get("Zensical", {}))
    for name, found in costs.items():
        told = sizes[name]
        medians = _medians(found)
        memory = max(cost.memory for cost in medians.values())
        print(
            f"{name:<22}{told.pages:>6} {told.html:>8.1f} {told.whole:>8.1f} {memory:>8.0f}", end=""
        )
        for event, cost in medians.items():
            ratio = f"{cost.cpu / base[event].cpu:.2f}×" if base else ""
            print(f"  {cost.wall:>7.2f} {cost.cpu:>7.2f} {ratio:>7}", end="")
        print(flush=True)


def by_the_clock(costs: dict[str, dict[int, Costs]]) -> None:
    """Print gongkai's part of each peer's time. Each is of one round, so a slow hour of the machine meets both."""
    ours = costs.get(Gongkai.name, {})
    for name, found in costs.items():
        both = ours.keys() & found.keys()
        if name == Gongkai.name or not both:
            continue
        print(f"{'gongkai beside ' + name:<55}", end="")
        for event in EVENTS:
            ratios = [ours[turn][event].wall / found[turn][event].wall for turn in both]
            print(f"{statistics.median(ratios):>25.2f}×", end="")
        print(flush=True)


def _medians(found: dict[int, Costs]) -> Costs:
    if not found:
        return {}
    return {
        event: Cost(
            *(
                statistics.median(getattr(costs[event], part) for costs in found.values())
                for part in ("wall", "cpu", "memory")
            )
        )
        for event in EVENTS
    }


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[53, 1000, 10000])
    parser.add_argument("--rounds", type=int, default=3)
    names = [kind.name for kind in GENERATORS]
    parser.add_argument("--beside", nargs="*", choices=names, default=names, metavar="NAME")
    args = parser.parse_args()
    install()
    for count in args.sizes:
        measured(count, args.rounds, args.beside)


if __name__ == "__main__":
    main()
