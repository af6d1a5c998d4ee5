"""The command line called as a person would, in this process, and what must hold however it ends."""

from __future__ import annotations

import contextlib
import io
import re
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from unittest import mock

from gongkai.cli import main
from gongkai.memory import no_more_than

# Seconds far beyond what any of it takes: only a call that waits for ever meets it, or, of the processor's time, one
# whose work grows as the square of what it is given. The machine's load decides neither.
FOREVER = 300
LONG = 100
GIGABYTE = 1024**3  # that a call may take beyond what this process has
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Ended:
    """How a call ended."""

    code: int
    out: str
    err: str


def run(*args: object, work: float = LONG) -> Ended:
    """Call gongkai: it must end by itself, with a code of the contract, and say why where it did nothing.

    `work`: seconds of the processor that it may take.

    An error that nobody foresaw is raised, not told in a line.
    """
    out, err = io.StringIO(), io.StringIO()
    code = 0
    with (
        mock.patch.object(sys, "argv", ["gongkai", *map(str, args)]),
        mock.patch.dict("os.environ", {"GONGKAI_DEBUG": "1"}),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        _at_most(work),
        no_more_than(GIGABYTE),
    ):
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
    ended = Ended(code, out.getvalue(), err.getvalue())
    assert code in (0, 1, 2), ended
    assert "Traceback" not in ended.err
    assert not _CONTROL.search(ended.err)
    if code and "--json" not in args:
        assert ended.err.strip(), args
    return ended


@contextlib.contextmanager
def _at_most(work: float) -> Iterator[None]:
    def stop(*_: object) -> None:
        raise AssertionError("it waits for ever, or works for ever")

    limits = (
        (signal.SIGALRM, signal.ITIMER_REAL, FOREVER),
        (signal.SIGPROF, signal.ITIMER_PROF, work),
    )
    before = [signal.signal(sign, stop) for sign, _, _ in limits]
    for _, clock, most in limits:
        signal.setitimer(clock, most)
    try:
        yield
    finally:
        for (sign, clock, _), handler in zip(limits, before, strict=True):
            signal.setitimer(clock, 0)
            signal.signal(sign, handler)
