"""What all tests share: the shipped plan and the settings of hypothesis."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, settings

if TYPE_CHECKING:
    from gongkai.model import Plan

ROOT = Path(__file__).parent.parent
KNOWN_PLAN = ROOT / "plan_data" / "revisions" / "r1" / "source.txt"

# The machine's load must never decide; a failure under CI must be the same the next time.
settings.register_profile("default", deadline=None, max_examples=60)
settings.register_profile("ci", deadline=None, max_examples=100, derandomize=True)
settings.register_profile("quick", deadline=None, max_examples=10)
# One fault is enough to see a break of tests/mutations: none is made smaller, none kept for the next one.
settings.register_profile(
    "broken", deadline=None, max_examples=15, derandomize=True, database=None,
    phases=(Phase.explicit, Phase.generate),
)  # fmt: skip
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "default")
)


def pytest_configure(config: pytest.Config) -> None:
    """Let each worker of the quick run keep to one processor: builds then start no second process, which of one as large
    as this costs more than it saves. The whole run starts them, and so do tests that ask for one.
    """
    worker = getattr(config, "workerinput", None)
    if worker and os.environ.get("HYPOTHESIS_PROFILE") == "quick" and sys.platform == "linux":
        able = sorted(os.sched_getaffinity(0))
        turn = int(worker["workerid"].removeprefix("gw"))
        os.sched_setaffinity(0, {able[turn % len(able)]})


@pytest.fixture(scope="session")
def known_plan() -> bytes:
    """The bytes of the plan that ships with the project."""
    return KNOWN_PLAN.read_bytes()


@pytest.fixture(scope="session")
def known_reading(known_plan: bytes) -> Plan:
    """That plan as it is read, without identifiers."""
    from gongkai.reading.read import read  # takes long to load, and few tests need it
    from gongkai.sources import read_source

    return read(read_source("source.txt", known_plan))[0]
