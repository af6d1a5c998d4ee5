"""How fast water results are read and judged: rows per second, and memory, for growing files.

    .venv/bin/python benchmarks/water.py [ROWS ...]        (default 10000 100000 200000)

Made-up results of works, taps, rivers and sources over three years; both files are read from disk and
the whole document is made. Linear means: the rate does not fall with the number of rows.

Beside it the least that any program in this language must do: the csv module of the standard library over
the same file, each value made a Decimal and compared with one number. pandas and polars are no part of
the project's tools and are not measured; they compare in binary floating point, where 0.1 × 3 is over 0.3.
"""

from __future__ import annotations

import csv
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice
from pathlib import Path

from gongkai.water import evaluate_files

HEADER = "point,date,indicator,qualifier,value,unit\n"
KINDS = {
    "works": (
        [
            "pH,,7.4,无量纲",
            "余氯,,0.5,mg/L",
            "浑浊度,,0.3,NTU",
            "砷,<,0.001,mg/L",
            "总大肠菌群,ND,,CFU/100mL",
        ],
        "disinfectant: FREE_CL",
    ),
    "tap": (
        ["氨,,0.02,mg/L", "余氯,,0.06,mg/L", "硝酸盐,,3.2,mg/L", "铁,,0.1,mg/L", "臭和味,text,无,"],
        "disinfectant: FREE_CL",
    ),
    "river": (
        [
            "pH,,7.9,无量纲",
            "溶解氧,,6.2,mg/L",
            "氨氮,,1.19,mg/L",
            "总磷,,0.21,mg/L",
            "挥发酚,<,0.0003,mg/L",
        ],
        "class: Ⅲ",
    ),
    "source_ground": (
        [
            "总硬度,,380,mg/L",
            "氟化物,,1.1,mg/L",
            "锰,,120,μg/L",
            "三氯甲烷,<,0.5,μg/L",
            "钠,,90,mg/L",
        ],
        "volume: 1200",
    ),
}


def rows(points: int) -> Iterator[str]:
    """Endless in practice: day by day, point by point."""
    day = date(2022, 1, 1)
    while True:
        for number in range(points):
            values, _ = KINDS[list(KINDS)[number % len(KINDS)]]
            for value in values:
                yield f"P{number},{day},{value}\n"
        day += timedelta(days=1)


def measure(folder: Path, count: int, points: int = 40) -> None:
    """One line of the table."""
    kinds = list(KINDS.items())
    listed = "".join(
        f"- {{id: P{n}, type: {kinds[n % 4][0]}, {kinds[n % 4][1][1]}}}\n" for n in range(points)
    )
    (folder / "points.yml").write_text(listed, encoding="utf-8")
    with (folder / "results.csv").open("w", encoding="utf-8") as file:
        file.write(HEADER)
        file.writelines(islice(rows(points), count))
    start = time.perf_counter()
    document, findings = evaluate_files(folder / "results.csv", folder / "points.yml")
    seconds = time.perf_counter() - start
    if document is None:
        sys.exit(findings[0].text("en"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    plain = floor(folder / "results.csv")
    print(
        f"{count:>9,} rows {seconds:7.2f} s {count / seconds:>10,.0f} rows/s "
        f"{len(document['verdicts']):>8,} verdicts {peak:7.0f} MB peak so far; "
        f"plain loop {plain:5.2f} s, so {seconds / plain:4.1f} times that"
    )


def floor(path: Path) -> float:
    """Seconds of a plain loop over the same rows."""
    start = time.perf_counter()
    over = 0
    with path.open(encoding="utf-8", newline="") as file:
        for row in islice(csv.reader(file), 1, None):
            try:
                over += Decimal(row[4]) > 1
            except ArithmeticError:
                continue
    return time.perf_counter() - start


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        for size in [int(text) for text in sys.argv[1:]] or [10_000, 100_000, 200_000]:
            measure(Path(name), size)
