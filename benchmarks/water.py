"""How fast water results are read and judged: rows per second, and memory, for growing files.

    .venv/bin/python benchmarks/water.py [ROWS ...]        (default 10000 100000 200000)

Made-up results of works, taps, rivers and sources over three years; both files are read from disk and
the whole document is made. Linear means: the rate does not fall with the number of rows.

Beside it, over the same file, the least that such a check takes, by three others: the csv module with a Decimal for each
value; pandas; polars. Each reads the rows, joins them to a limit by the kind of point and the indicator, brings the unit to
the limit's, compares, and counts what met by point and quarter. They compare in binary floating point, check no row, know
one sense of a limit, no editions and no classes, and give no reasons: they are a floor, not a peer. The two libraries are
no part of the project's tools and are measured where they are found:

    pip install --target .cache/frames pandas polars
    PYTHONPATH=.cache/frames python benchmarks/water.py
"""

from __future__ import annotations

import csv
import importlib.util
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice
from pathlib import Path
from statistics import median

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


# What the others compare with: kind of point, indicator, factor to the limit's unit, limit. They take values above as failing.
LIMITS = [
    ("works", "浑浊度", 1.0, 1.0),
    ("works", "砷", 1.0, 0.01),
    ("tap", "氨", 1.0, 0.5),
    ("tap", "硝酸盐", 1.0, 10.0),
    ("tap", "铁", 1.0, 0.3),
    ("river", "氨氮", 1.0, 1.0),
    ("river", "总磷", 1.0, 0.2),
    ("river", "挥发酚", 1.0, 0.005),
    ("source_ground", "总硬度", 1.0, 450.0),
    ("source_ground", "氟化物", 1.0, 1.0),
    ("source_ground", "锰", 0.001, 0.1),
    ("source_ground", "三氯甲烷", 1.0, 60.0),
    ("source_ground", "钠", 1.0, 200.0),
]


def write(folder: Path, count: int, points: int = 40) -> None:
    """results.csv and points.yml of `count` rows."""
    kinds = list(KINDS.items())
    listed = "".join(
        f"- {{id: P{n}, type: {kinds[n % 4][0]}, {kinds[n % 4][1][1]}}}\n" for n in range(points)
    )
    (folder / "points.yml").write_text(listed, encoding="utf-8")
    with (folder / "results.csv").open("w", encoding="utf-8") as file:
        file.write(HEADER)
        file.writelines(islice(rows(points), count))


def judged(folder: Path) -> int:
    """Ours: how many verdicts."""
    document, findings = evaluate_files(folder / "results.csv", folder / "points.yml")
    if document is None:
        sys.exit(findings[0].text("en"))
    return len(document["verdicts"])


def by_csv(folder: Path) -> int:
    """How many values are over their limit, by a plain loop."""
    kinds = list(KINDS)
    limits = {(kind, name): (Decimal(str(f)), Decimal(str(m))) for kind, name, f, m in LIMITS}
    met: Counter[tuple[str, str, bool]] = Counter()
    with (folder / "results.csv").open(encoding="utf-8", newline="") as file:
        for point, day, name, _, value, _ in islice(csv.reader(file), 1, None):
            limit = limits.get((kinds[int(point[1:]) % 4], name))
            if limit:
                quarter = f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}"
                met[point, quarter, Decimal(value) * limit[0] <= limit[1]] += 1
    return sum(count for (_, _, good), count in met.items() if not good)


def by_pandas(folder: Path) -> int:
    """The same by pandas."""
    import pandas

    kinds = list(KINDS)
    limits = pandas.DataFrame(LIMITS, columns=["kind", "indicator", "factor", "limit"])
    found = pandas.read_csv(folder / "results.csv", parse_dates=["date"], dtype={"value": str})
    found["kind"] = found["point"].str[1:].astype(int).mod(4).map(dict(enumerate(kinds)))
    found = found.merge(limits, on=["kind", "indicator"])
    value = pandas.to_numeric(found["value"])
    found["met"] = value * found["factor"] <= found["limit"]
    table = found.groupby(["point", found["date"].dt.to_period("Q")])["met"].agg(["sum", "count"])
    return int((table["count"] - table["sum"]).sum())


def by_polars(folder: Path) -> int:
    """The same by polars."""
    import polars as pl

    kinds = list(KINDS)
    schema = ["kind", "indicator", "factor", "limit"]
    table = (
        pl.scan_csv(
            folder / "results.csv", try_parse_dates=True, schema_overrides={"value": pl.String}
        )
        .with_columns(
            pl.col("point")
            .str.slice(1)
            .cast(pl.Int64)
            .mod(4)
            .replace_strict(dict(enumerate(kinds)))
            .alias("kind")
        )
        .join(pl.LazyFrame(LIMITS, schema=schema, orient="row"), on=["kind", "indicator"])
        .with_columns(
            (pl.col("value").cast(pl.Float64) * pl.col("factor") <= pl.col("limit")).alias("met")
        )
        .group_by("point", pl.col("date").dt.truncate("1q"))
        .agg(pl.col("met").sum().alias("met"), pl.len().alias("count"))
        .collect()
    )
    return int((table["count"] - table["met"]).sum())


def timed(made: Callable[[Path], int], folder: Path) -> tuple[float, int]:
    """Seconds of processor time, and what came out."""
    start = time.process_time()
    found = made(folder)
    return time.process_time() - start, found


def main(sizes: list[int], rounds: int = 3) -> None:
    others = {"csv": by_csv}
    others |= {
        name: made
        for name, made in (("pandas", by_pandas), ("polars", by_polars))
        if importlib.util.find_spec(name)
    }
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for size in sizes:
            write(folder, size)
            seconds, verdicts = timed(judged, folder)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            rate = f"{size / seconds:>8,.0f} rows/s"
            print(
                f"{size:>9,} rows {seconds:7.2f} s {rate} {verdicts:>8,} verdicts {peak:6.0f} MB peak"
            )
        # After the memory of ours is known: theirs would count in it. Side by side, in turn; the first call of each loads it.
        over = {made(folder) for made in others.values()}
        if len(over) > 1:
            sys.exit(f"the others do not agree: {over}")
        turns = [
            (
                timed(judged, folder)[0],
                {name: timed(made, folder)[0] for name, made in others.items()},
            )
            for _ in range(rounds)
        ]
    print(
        f"{sizes[-1]:,} rows, medians of {rounds} rounds: gongkai {median(ours for ours, _ in turns):.2f} s"
    )
    for name in others:
        seconds = median(theirs[name] for _, theirs in turns)
        ratio = median(ours / theirs[name] for ours, theirs in turns)
        print(f"{name:>9} {seconds:7.2f} s, ours {ratio:.1f} times that")


if __name__ == "__main__":
    main([int(text) for text in sys.argv[1:]] or [10_000, 100_000, 200_000])
