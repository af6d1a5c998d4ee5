"""Build time, memory and pages for plans of N measures, beside stock MkDocs + Material. Run: python benchmarks/build.py

Prints a row a size: seconds of import and of a full build with the search index, peak memory, pages. With
`--stock N` also builds N plain Markdown pages with the stock theme and prints the ratio, measured in turn.
Each run is a process of its own. Seconds are the processor's, which others at work on the machine disturb
least; they are of this machine all the same, so compare ratios, not seconds.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from pathlib import Path

HAN = "一二三四五六七八九十"
WORDS = ("河道", "道路", "学校", "医院", "农田", "园区", "社区", "水库", "林地", "管网")
DEEDS = ("清理整治", "改造提升", "隐患排查", "日常管护", "监测评估", "绿化修复")
SENTENCE = (
    "按照属地管理和分级负责的原则，对{word}开展{deed}，建立管理台账，实行动态更新。"
    "2026年底前，{word}{deed}覆盖率达到{value}%以上，并向社会公开进展情况。"
    "加强宣传引导，完善长效机制，每季度向县政府报告一次。"
)


def numeral(number: int) -> str:
    """A Chinese numeral below 100."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else HAN[tens - 1] + "十")
    return head + (HAN[ones - 1] if ones else "")


def plan(measures: int) -> str:
    """A plan of `measures` measures in sections （一） of items."""
    lines = ["关于推进公共设施管护工作的实施方案", "", "为做好公共设施管护工作，制定本方案。"]
    sections = max(1, min(20, measures // 20))
    per_section = -(-measures // sections)
    made = 0
    for section in range(1, sections + 1):
        lines.append(f"{numeral(section)}、{WORDS[section % 10]}管护")
        for at in range(1, per_section + 1):
            if made == measures:
                break
            group, item = divmod(at - 1, 10)
            if item == 0:
                lines.append(f"（{numeral(group % 90 + 1)}）{DEEDS[group % 6]}")
            word, deed = WORDS[made % 10], DEEDS[made % 6]
            text = SENTENCE.format(word=word, deed=deed, value=60 + made % 40)
            lines.append(f"{item + 1}.{word}{deed}第{made + 1}号任务。{text}")
            lines.append("牵头单位：县水务局\n配合单位：县财政局、XXX")
            made += 1
    return "\n".join(lines) + "\n"


def run(*command: str) -> tuple[float, float]:
    """Processor seconds and peak megabytes of a command."""
    pid = os.posix_spawnp(
        command[0],
        list(command),
        {**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
            (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
        ],
    )
    _, status, usage = os.wait4(pid, 0)
    if status:
        raise SystemExit(f"failed: {' '.join(command)}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def gongkai(folder: Path, measures: int) -> tuple[float, float, float, int]:
    """Import and build a plan: seconds of each, peak megabytes, pages."""
    (folder / "plan_data").mkdir(parents=True)
    (folder / "plan.txt").write_text(plan(measures), encoding="utf-8")
    tool = str(Path(sys.executable).parent / "gongkai")
    imported, _ = run(
        tool, "import", str(folder / "plan.txt"), "--revision", "r1", "-C", str(folder)
    )
    built, memory = run(tool, "build", "-C", str(folder), "--as-of", "2026-01-01")
    return imported, built, memory, len(list((folder / "site").rglob("index.html")))


def stock(folder: Path, pages: int) -> tuple[float, float]:
    """Build as many plain Markdown pages with stock MkDocs and Material, search on."""
    docs = folder / "docs"
    docs.mkdir(parents=True)
    (docs / "index.md").write_text("# 首页\n", encoding="utf-8")
    for at in range(1, pages):
        body = SENTENCE.format(word=WORDS[at % 10], deed=DEEDS[at % 6], value=60)
        (docs / f"page{at}.md").write_text(f"# 任务 {at}\n\n{body}\n", encoding="utf-8")
    config = folder / "mkdocs.yml"
    config.write_text(
        "site_name: stock\ntheme: {name: material, language: zh, font: false}\n", encoding="utf-8"
    )
    tool = str(Path(sys.executable).parent / "mkdocs")
    return run(tool, "build", "-q", "-f", str(config))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[53, 1000, 10000])
    parser.add_argument("--stock", type=int, default=0, metavar="N")
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    print(f"{'measures':>9} {'import s':>9} {'build s':>9} {'MB':>6} {'pages':>6}")
    for size in args.sizes:
        with tempfile.TemporaryDirectory() as made:
            imported, built, memory, pages = gongkai(Path(made) / "plan", size)
        print(f"{size:>9} {imported:>9.2f} {built:>9.2f} {memory:>6.0f} {pages:>6}", flush=True)
    if args.stock:
        ratios = []
        for _ in range(args.rounds):
            with tempfile.TemporaryDirectory() as made:
                _, ours, _, pages = gongkai(Path(made) / "plan", args.stock)
                theirs, _ = stock(Path(made) / "stock", args.stock)
            ratios.append(ours / theirs)
            print(
                f"{args.stock} measures: gongkai {ours:.2f} s ({pages} pages), stock {theirs:.2f} s ({args.stock} pages), ratio {ours / theirs:.2f}",
                flush=True,
            )
        print(f"median ratio {statistics.median(ratios):.2f}")


if __name__ == "__main__":
    main()
