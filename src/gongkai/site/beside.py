"""Beside: work in a second process while this one goes on. Knows nothing of what the work is.

The work has all that this process has at its start, gives back nothing, and may write files that nobody else
writes. So what comes out is the same on one processor, where it is done afterwards.
"""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection

_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG


@contextmanager
def beside(work: Callable[[], None]) -> Iterator[None]:
    """Do `work` while the block runs; what it raises is raised at the block's end."""
    if not _possible():
        yield
        work()
        return
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(work, there), daemon=True)
    process.start()
    there.close()
    try:
        yield
        error = here.recv()
    except EOFError:  # it was killed
        error = ChildProcessError("a process was killed")
    finally:
        process.kill()
        process.join()
        here.close()
    if error is not None:
        raise error


def _possible() -> bool:
    """Whether there is a second processor, and a process may be forked: on Linux, with no other thread at work."""
    if not sys.platform.startswith("linux") or threading.active_count() > 1:
        return False
    return len(os.sched_getaffinity(0)) > 1


def _run(work: Callable[[], None], there: Connection) -> None:
    # A build that is killed is killed whole, or what is left of it would write into the next one's folder.
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    gc.freeze()  # what was there stays: look for cycles among new values alone
    gc.set_threshold(3_000)  # rows and cells by the hundred thousand are no sign of cycles
    gc.enable()
    try:
        work()
        there.send(None)
    except Exception as error:
        there.send(error)
