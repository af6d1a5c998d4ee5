"""Plans and files changed at random, for as long as one likes: `python -m tests.hostile.fuzz 2000` (scripts/fuzz).

Each property prints how many examples it held for; the largest texts of texts.py are read once, with time and memory.
`guided 600 plans` lets atheris, where it is installed, look for the bytes that reach code not reached before, for so
many seconds; hypothesis makes the example of them.
"""

from __future__ import annotations

import contextlib
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.contract import dumps, to_json
from gongkai.reading.read import read
from gongkai.reading.report import report
from gongkai.sources import Unreadable, read_source
from gongkai.yaml_tree import parse
from tests.conftest import KNOWN_PLAN
from tests.hostile.test_projects import CONTENTS
from tests.hostile.texts import TEXTS

_PLANS = [KNOWN_PLAN.read_bytes()]
_FILES = [
    *CONTENTS.values(),
    *(path.read_bytes() for path in sorted(KNOWN_PLAN.parent.rglob("*.yml"))),
]
_SIGNS = "（）()【】“”《》、，；。：:\t\n\r #-一二十1０９XX%年月日底前牵头配合责任单位附件第章条〃\u200b\u202e"


@st.composite
def mutated(draw: st.DrawFn, seeds: list[bytes]) -> bytes:
    """One of `seeds` cut, doubled and sprinkled with signs; now and then with bytes that are no text."""
    text = draw(st.sampled_from(seeds)).decode("utf-8", "replace")
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, len(text)))
        end = min(len(text), at + draw(st.integers(0, 200)))
        put = draw(st.sampled_from(("", text[at:end] * 2)) | st.text(_SIGNS, max_size=12))
        text = text[:at] + put + text[end:]
    data = text.encode()
    if draw(st.integers(0, 15)) == 0:
        at = draw(st.integers(0, len(data)))
        data = data[:at] + draw(st.binary(min_size=1, max_size=12)) + data[at:]
    return data


@given(mutated(_PLANS), st.sampled_from(["a.txt", "a.md", "a.html"]))
def plans(data: bytes, name: str) -> None:
    """Any bytes are refused or read, and every quote stands where it says."""
    try:
        source = read_source(name, data)
    except Unreadable:
        return
    plan, findings = read(source)
    report(plan, findings)
    dumps(to_json(plan))
    for target in plan.targets:
        span = target.span
        assert source.lines[span.line - 1].raw.startswith(span.quote, span.col - 1)


@given(mutated(_FILES))
def files(data: bytes) -> None:
    """Any bytes are a tree or findings with a place."""
    tree, findings = parse("x.yml", data)
    assert tree is not None or findings or not data.strip() or b"#" in data or b"-" in data
    for finding in findings:
        assert finding.line >= 1
        finding.text("zh")


def main(examples: int) -> None:
    """Run all and print the figures."""
    for run in (plans, files):
        began = time.monotonic()
        settings(
            max_examples=examples,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        )(run)()
        print(
            f"{run.__name__:24} {examples} examples in {time.monotonic() - began:.0f} s", flush=True
        )
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(Path(folder)):
        for name, make in TEXTS.items():
            data = make(10).encode()
            began = time.monotonic()
            read(read_source("a.txt", data))
            took = time.monotonic() - began
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(
                f"{name:24} {len(data) / 1e6:5.1f} MB in {took:5.1f} s, at most {peak} MB",
                flush=True,
            )


def _functions() -> Iterator[FunctionType]:
    """The functions and methods of the package that are loaded."""
    for module_name, module in sorted(sys.modules.items()):
        if module_name.startswith("gongkai."):
            held = list(vars(module).values())
            held += [one for each in held if isinstance(each, type) for one in vars(each).values()]
            for one in held:
                if isinstance(one, FunctionType) and one.__module__ == module_name:
                    yield one


def guided(seconds: int, name: str) -> None:
    """Let coverage guide the bytes from which the examples of one property are made; atheris prints how many."""
    import atheris  # type: ignore[import-not-found, unused-ignore]

    for function in _functions():
        atheris.instrument_func(function)
    run = {"plans": plans, "files": files}[name]
    atheris.Setup(
        [sys.argv[0], f"-max_total_time={seconds}", "-seed=1"], run.hypothesis.fuzz_one_input
    )
    atheris.Fuzz()


if __name__ == "__main__" and sys.argv[1:2] == ["guided"]:
    guided(int(sys.argv[2]), sys.argv[3])
elif __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
