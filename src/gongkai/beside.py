"""Beside: work in a second process while this one goes on. Knows nothing of what the work is.

The work has all that this process has at its start, gives back one value, and may write files that nobody else
writes. So what comes out is the same on one processor, where it is done afterwards. What can be done in any order is
a queue of `Jobs`: each process takes the next one when it is free.
"""

from __future__ import annotations

import errno
import gc
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from io import BufferedReader
from typing import Any, Generic, NoReturn, TypeVar

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
    # What another has frozen stays so, as in a second process, where counting it would take long.
    ours = not _second and gc.get_freeze_count() == 0
    gc.freeze()
    try:
        yield
    finally:
        if ours:
            gc.unfreeze()


class Result(Generic[T]):
    """What comes of work that is done beside. `get` is called once: it waits for the work, or does it."""

    _value: T

    def __init__(self, get: Callable[[], T]) -> None:
        self._get = get
        self._error: Exception | None = None
        self.asked = False  # whether anybody has asked for it yet

    def result(self) -> T:
        """What the work gave; what it raised is raised, each time that one asks."""
        if not self.asked:
            self.asked = True
            try:
                self._value = self._get()
            except Exception as error:
                self._error = error
        if self._error is not None:
            raise self._error
        return self._value


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
    process, told = other
    done = Result(partial(_received, told))
    try:
        yield done
        if not done.asked:
            done.result()
    finally:
        told.close()
        # Where a system lets its children go by themselves, it may be gone.
        with suppress(ProcessLookupError, ChildProcessError):
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)


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
    return not _second and len(os.sched_getaffinity(0)) > 1


_second = False  # whether this is a second process


def _other(work: Callable[[], object]) -> tuple[int, BufferedReader] | None:
    """The number of a second process that does `work`, and what it tells of it; nothing where the system gives no process."""
    _flush()  # or both would write what is left
    here, there = os.pipe()
    first = os.getpid()
    try:
        process = os.fork()
    except OSError:  # there are too many, or there is no memory for one more
        os.close(here)
        os.close(there)
        return None
    if not process:
        _run(work, there, first)
    os.close(there)
    return process, os.fdopen(here, "rb")


def _received(told: BufferedReader) -> Any:  # noqa: ANN401 - whatever the work gives
    """What the second process tells, or raise what it raised."""
    error: Exception | None
    try:
        result, error = pickle.load(told)  # noqa: S301 - our own
    except (EOFError, OSError, pickle.UnpicklingError):  # nothing came, or not all of it
        error = ChildProcessError(errno.ECHILD, "a process was killed")
    if error is not None:
        raise error
    return result


def _run(work: Callable[[], object], there: int, first: int) -> NoReturn:
    """Be the second process: nothing of what the first one has still to do may be done here."""
    global _second
    _second = True
    try:
        _die_with(first)
        # An interrupt is for both: the first ends this one, and tells of it.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        gc.freeze()  # a process that ends soon need not look through what was there
        try:
            told = pickle.dumps((work(), None))
        except Exception as error:
            told = pickle.dumps((None, _whole(error)))
        with os.fdopen(there, "wb") as out:
            out.write(told)
        _flush()
    finally:
        os._exit(0)


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):  # there may be none, or it was closed
            stream.flush()


def _die_with(first: int) -> None:
    """A build that is killed is killed whole, or what is left of it would write into the next one's folder."""
    import ctypes  # of the second process alone

    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != first:  # killed before this one could ask for that
        os._exit(0)


def _whole(error: Exception) -> Exception:
    """The error with the place where it was raised; where another process could not make it again, its words."""
    import traceback  # seldom needed

    told = "".join(traceback.format_exception(error))
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - its own
    except Exception:
        return RuntimeError(told)
    error.add_note(told)
    return error
