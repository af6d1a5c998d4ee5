"""Time and memory of all output files for a plan of N measures and about 90 bodies. Run: python benchmarks/outputs.py [N] [--pdf]

Prints seconds of processor time by kind of file, megabytes written and peak memory. Figures are of this machine.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path

from gongkai.outputs.files import exports
from gongkai.outputs.given import given
from gongkai.store import import_source, load
from gongkai.views import Settings
from plans import BODIES, plan, units_file


def project(folder: Path, measures: int) -> None:
    """A project whose measures are shared out among many bodies."""
    (folder / "plan_data").mkdir()
    (folder / "plan_data/units.yml").write_text(units_file(BODIES), encoding="utf-8")
    source = folder / "plan.txt"
    source.write_text(plan(measures, BODIES), encoding="utf-8")
    import_source(folder, source, "r1")
    path = folder / "plan_data/revisions/r1/revision.yml"
    in_force = 'in_force:\n  from: "2026-01-01"\n  to: null\n  basis: 印发通知\n'
    path.write_text(path.read_text("utf-8") + in_force, encoding="utf-8")


def main() -> None:
    """Measure one size."""
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    measures, pdf = numbers[0] if numbers else 1000, "--pdf" in sys.argv
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project(folder, measures)
        loaded, _ = load(folder)
        assert loaded is not None
        spent: Counter[str] = Counter()
        size = 0
        last = time.process_time()
        for path, data in exports(given(loaded, None, Settings(), date(2026, 8, 20)), pdf=pdf):
            kind = path.rpartition(".")[2]
            spent[kind] += round(1000 * (time.process_time() - last))
            last = time.process_time()
            size += len(data)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        kinds = ", ".join(f"{kind} {ms / 1000:.2f}" for kind, ms in spent.most_common())
        print(
            f"{measures} measures, {len(loaded.plan.units)} bodies: {sum(spent.values()) / 1000:.1f} s ({kinds})"
        )
        print(f"{size / 1e6:.1f} MB written, {peak:.0f} MB at the peak")


if __name__ == "__main__":
    main()
