"""Beside: work in a second process while this one goes on. Knows nothing of what the work is.

The work has all that this process has at its start, gives back one value, and may write files that nobody else
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
from concurrent.futures import Future
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import TypeVar

T = TypeVar("T")
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG


@contextmanager
def beside(work: Callable[[], T]) -> Iterator[Future[T]]:
    """Do `work` while the block runs; behind the block there is its result, and what it raises is raised at its end."""
    future: Future[T] = Future()
    if not _possible():
        yield future
        future.set_result(work())
        return
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(work, there), daemon=True)
    process.start()
    there.close()
    try:
        yield future
        result, error = here.recv()
    except EOFError:  # it was killed
        result, error = None, ChildProcessError("a process was killed")
    finally:
        process.kill()
        process.join()
        here.close()
    if error is not None:
        raise error
    future.set_result(result)


def _possible() -> bool:
    """Whether there is a second processor, and a process may be forked: on Linux, with no other thread at work.

    What is a second process already has none beside it.
    """
    if not sys.platform.startswith("linux") or threading.active_count() > 1:
        return False
    if multiprocessing.current_process().daemon:
        return False
    return len(os.sched_getaffinity(0)) > 1


def _run(work: Callable[[], object], there: Connection) -> None:
    # A build that is killed is killed whole, or what is left of it would write into the next one's folder.
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    gc.freeze()  # what was there stays: look for cycles among new values alone
    gc.set_threshold(3_000)  # rows and cells by the hundred thousand are no sign of cycles
    gc.enable()
    try:
        there.send((work(), None))
    except Exception as error:
        there.send((None, error))
