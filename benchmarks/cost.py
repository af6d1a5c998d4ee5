"""What commands cost, each a process of its own."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    """What a build took: seconds by the clock, of all processors, peak megabytes of a process."""

    wall: float
    cpu: float
    memory: float


def run(commands: tuple[tuple[str, ...], ...], log: Path) -> Cost:
    """Run commands one after another; their output goes to `log`."""
    start, cpu, memory = time.perf_counter(), 0.0, 0.0
    for command in commands:
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        pid = os.posix_spawn(
            command[0],
            command,
            {**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            file_actions=[
                (os.POSIX_SPAWN_OPEN, 1, str(log), flags, 0o644),
                (os.POSIX_SPAWN_DUP2, 1, 2),
            ],
        )
        _, status, usage = os.wait4(pid, 0)
        if status:
            raise SystemExit(f"failed: {' '.join(command)}\n{log.read_text('utf-8')[-2000:]}")
        cpu += usage.ru_utime + usage.ru_stime
        memory = max(memory, usage.ru_maxrss / 1024)
    return Cost(time.perf_counter() - start, cpu, memory)
