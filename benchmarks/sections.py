"""Section files read as they were written, beside the parser of YAML. Run: python benchmarks/sections.py [MEASURES]

The same files by both ways in turn, the second with a comment at its end, which leaves a file to YAML. Prints seconds of the
processor, the least of five rounds, and the ratio.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.plans import plan as text_of

from gongkai.identity import assign, in_order
from gongkai.reading.read import read
from gongkai.sources import read_source
from gongkai.store.sections import read_section, section_files

ROUNDS = 5


def seconds(texts: Sequence[str]) -> float:
    """The processor's time to read the files once."""
    begun = time.process_time()
    for text in texts:
        read_section("", text.encode())
    return time.process_time() - begun


def main() -> None:
    """Print both times."""
    measures = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    plan, _ = read(read_source("plan.txt", text_of(measures).encode()))
    written = tuple(section_files(assign(plan, in_order(plan))).values())
    by_yaml = tuple(f"{text}# \n" for text in written)
    gc.disable()  # as a build does
    both = [(seconds(written), seconds(by_yaml)) for _ in range(ROUNDS)]
    quick, slow = (min(times) for times in zip(*both, strict=True))
    size = sum(map(len, written)) / 1e6
    print(f"{measures} measures, {size:.1f} million characters in {len(written)} files")
    print(f"as written {quick:.2f} s, by YAML {slow:.2f} s: {quick / slow:.2f}")


if __name__ == "__main__":
    main()
