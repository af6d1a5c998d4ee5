"""What a history costs a build. Run: python benchmarks/revisions.py [MEASURES] [REVISIONS]

Imports a plan and its revisions (each with one measure in fifty reworded and one new), builds the first alone, then
all: with nothing kept, with all kept, and after one word of the last revision was changed and it was imported
anew. The measures are shared out among some ninety bodies. Each step is a process of its own; seconds are by the clock and
of the processors, of this machine: compare them with each other.
"""

from __future__ import annotations

import gzip
import re
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.cost import Cost, run
from benchmarks.plans import BODIES, plan, units_file

TOOL = str(Path(sys.executable).parent / "gongkai")


def revised(text: str, number: int) -> str:
    """The text with one number in fifty changed, and a measure more."""
    count = 0

    def change(found: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return f"{int(found[1]) + 1}%" if count % 50 == number else found[0]

    text = re.sub(r"(\d+)%", change, text)
    return (
        f"{text}99.第{number}次修订新增任务。完善第{number}次修订的配套制度。\n牵头单位：县司法局\n"
    )


def imported(folder: Path, text: str, name: str) -> None:
    """Import `text` as the revision `name`, in place of the one of that name; print the cost."""
    source = folder / "plan.txt"
    source.write_text(text, encoding="utf-8")
    shutil.rmtree(folder / "plan_data" / "revisions" / name, ignore_errors=True)
    command = (TOOL, "import", str(source), "--revision", name, "-C", str(folder))
    cost = run((command,), folder / "log.txt")
    show(f"import {name}", cost)


def built(folder: Path, what: str) -> float:
    """Build the site and print the cost. Processor seconds."""
    cost = run(((TOOL, "build", "-C", str(folder), "--as-of", "2026-01-01"),), folder / "log.txt")
    pages = len(list((folder / "site").rglob("index.html")))
    show(what, cost, f"{pages:>7} pages")
    return cost.cpu


def show(what: str, cost: Cost, more: str = "") -> None:
    """Print a row."""
    print(
        f"{what:<40} {cost.wall:>7.2f} s {cost.cpu:>7.2f} s {cost.memory:>6.0f} MB {more}",
        flush=True,
    )


def heaviest(site: Path) -> tuple[float, str]:
    """The page that weighs most when compressed: kB, and its address."""
    pages = sorted(site.rglob("index.html"))
    sizes = ((len(gzip.compress(page.read_bytes())) / 1000, page) for page in pages)
    size, page = max(sizes)
    return size, page.relative_to(site).as_posix()


def main() -> None:
    """Print the table."""
    given = [int(one) for one in sys.argv[1:3]]
    measures, count = [*given, *(1000, 10)[len(given) :]]
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "project"
        (folder / "plan_data").mkdir(parents=True)
        (folder / "plan_data/units.yml").write_text(units_file(BODIES), encoding="utf-8")
        text = plan(measures, BODIES)
        for number in range(1, count + 1):
            imported(folder, text, f"r{number:02}")
            if number == 1:
                one = built(folder, "one revision")
            if number < count:
                text = revised(text, number)
        built(folder, f"{count} revisions, nothing kept")
        kept = built(folder, f"{count} revisions, all kept")
        imported(folder, text.replace("动态更新", "定期更新", 1), f"r{count:02}")
        built(folder, f"{count} revisions, one word changed")
        print(f"all kept ÷ one: {kept / one:.2f}")
        size, page = heaviest(folder / "site")
        print(f"heaviest page: {size:.0f} kB compressed, {page}")


if __name__ == "__main__":
    main()
