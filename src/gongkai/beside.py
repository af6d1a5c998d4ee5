"""Beside: work in a second process while this one goes on. Knows nothing of what the work is.

The work has all that this process has at its start, gives back one value, and may write files that nobody else
writes. So what comes out is the same on one processor, where it is done afterwards. What can be done in any order is
a queue of `Jobs`: each process takes the next one when it is free.
"""

from __future__ import annotations

import ctypes
import errno
import gc
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from typing import Any, Generic, TypeVar

K = TypeVar("K")
T = TypeVar("T")
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG
_TURN = 2  # bytes of a job's number
MOST = 1_000  # jobs: their numbers fit into any pipe


class Jobs(Generic[T]):
    """Work in parts, at most `MOST`, each done once: by the process that comes to it first. To be made before `beside`."""

    def __init__(self, parts: Sequence[Callable[[], T]]) -> None:
        if len(parts) > MOST:
            raise ValueError(f"{len(parts)} jobs")
        self._parts = parts
        take, give = os.pipe()
        self._turns = os.fdopen(take, "rb", buffering=0)
        with os.fdopen(give, "wb") as turns:  # once it is closed, an empty pipe is the end
            turns.write(b"".join(at.to_bytes(_TURN, "big") for at in range(len(parts))))

    def take(self) -> dict[int, T]:
        """Do what nobody has begun until nothing is left; results by the number of the part."""
        done: dict[int, T] = {}
        with _frozen():  # what is there already is nothing that a part leaves
            while turn := self._turn():
                at = int.from_bytes(turn, "big")
                done[at] = self._parts[at]()
                # What it has left in cycles, a workbook's cells, where Python does not look for them itself.
                gc.collect(0)
        return done

    def _turn(self) -> bytes:
        """The next number; at the end nothing, and the pipe is closed."""
        turn = b"" if self._turns.closed else self._turns.read(_TURN)
        if not turn:
            self._turns.close()
        return turn


@contextmanager
def _frozen() -> Iterator[None]:
    """The time in which what is there at its beginning is not looked at for cycles."""
    ours = gc.get_freeze_count() == 0  # what another has frozen stays so
    gc.freeze()
    try:
        yield
    finally:
        if ours:
            gc.unfreeze()


class Result(Generic[T]):
    """What comes of work that is done beside. `get` is called once: it waits for the work, or does it."""

    def __init__(self, get: Callable[[], T]) -> None:
        self._get = get
        self._future: Future[T] = Future()

    @property
    def asked(self) -> bool:
        """Whether anybody has asked for it yet."""
        return self._future.done()

    def result(self) -> T:
        """What the work gave; what it raised is raised, each time that one asks."""
        if not self._future.done():
            try:
                self._future.set_result(self._get())
            except Exception as error:
                self._future.set_exception(error)
        return self._future.result()


@contextmanager
def beside(work: Callable[[], T]) -> Iterator[Result[T]]:
    """Do `work` while the block runs: it is done when its result is asked for, or else when the block ends."""
    other = _other(work) if _possible() else None
    if other is None:
        done = Result(work)
        yield done
        if not done.asked:
            done.result()
        return
    process, here = other
    done = Result(partial(_received, here))
    try:
        yield done
        if not done.asked:
            done.result()
    finally:
        process.kill()
        process.join()
        here.close()


def halved(work: Callable[[Sequence[K]], dict[K, T]], keys: Sequence[K]) -> dict[K, T]:
    """What `work` gives for each of `keys`, for half of them from a second process."""
    if len(keys) < 2:
        return work(keys)
    with beside(partial(work, keys[1::2])) as theirs:
        own = work(keys[::2])
    return own | theirs.result()


def _possible() -> bool:
    """Whether there is a second processor, and a process may be forked: on Linux, with no other thread at work.

    What is a second process already has none beside it.
    """
    if not sys.platform.startswith("linux") or threading.active_count() > 1:
        return False
    if multiprocessing.current_process().daemon:
        return False
    return len(os.sched_getaffinity(0)) > 1


def _other(work: Callable[[], object]) -> tuple[ForkProcess, Connection] | None:
    """A second process that does `work`, and where it tells what came of it; nothing where the system gives no process."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(work, there, os.getpid()), daemon=True)
    try:
        process.start()
    except OSError:  # there are too many, or there is no memory for one more
        here.close()
        return None
    finally:
        there.close()
    return process, here


def _received(here: Connection) -> Any:  # noqa: ANN401 - whatever the work gives
    """What the second process tells, or raise what it raised."""
    error: Exception | None
    try:
        result, error = here.recv()
    except (EOFError, OSError):  # nothing came, or not all of it
        error = ChildProcessError(errno.ECHILD, "a process was killed")
    if error is not None:
        raise error
    return result


def _run(work: Callable[[], object], there: Connection, parent: int) -> None:
    # A build that is killed is killed whole, or what is left of it would write into the next one's folder.
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:  # killed before this one could ask for that
        return
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # of both; the first ends this one, and tells of it
    gc.freeze()  # a process that ends soon need not look through what was there
    try:
        there.send((work(), None))
    except Exception as error:
        there.send((None, _whole(error)))


def _whole(error: Exception) -> Exception:
    """The error with the place where it was raised; where another process could not make it again, its words."""
    told = "".join(traceback.format_exception(error))
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - its own
    except Exception:
        return RuntimeError(told)
    error.add_note(told)
    return error
