"""What a history costs a build. Run: python benchmarks/revisions.py [MEASURES] [REVISIONS]

Imports a plan and its revisions (each with one measure in fifty reworded, some moved and new), builds the first alone,
then all: with nothing kept, with all kept, and after one word of the current revision's reading was edited.
Figures are of this machine: compare them with each other.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.plans import plan

from gongkai.site.build import build
from gongkai.store import import_source

DAY = date(2026, 1, 1)


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


def timed(folder: Path, what: str) -> float:
    """Seconds of a build, printed."""
    start = time.perf_counter()
    report = build(folder, as_of=DAY)
    took = time.perf_counter() - start
    print(f"{what:<44} {took:>7.2f} s {report.pages:>7} pages", flush=True)
    return took


def main() -> None:
    """Print the table."""
    given = [int(one) for one in sys.argv[1:3]]
    measures, count = [*given, *(1000, 10)[len(given) :]]
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "project"
        (folder / "plan_data").mkdir(parents=True)
        text = plan(measures)
        for number in range(1, count + 1):
            source = folder / "plan.txt"
            source.write_text(text, encoding="utf-8")
            start = time.perf_counter()
            import_source(folder, source, f"r{number:02}")
            print(f"import r{number:02}: {time.perf_counter() - start:.2f} s", flush=True)
            if number == 1:
                one = timed(folder, "one revision")
            text = revised(text, number)
        timed(folder, f"{count} revisions, nothing kept")
        kept = timed(folder, f"{count} revisions, all kept")
        section = next((folder / f"plan_data/revisions/r{count:02}/sections").glob("01.yml"))
        edited = section.read_text("utf-8").replace("status: proposed", "status: checked", 1)
        section.write_text(edited + "# 已核对\n", encoding="utf-8")
        timed(folder, f"{count} revisions, the current one edited")
        print(f"all kept ÷ one: {kept / one:.2f}")


if __name__ == "__main__":
    main()
