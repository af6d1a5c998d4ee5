"""Work in a second process: done when the block ends, its error raised, its end noticed."""

from __future__ import annotations

import errno
import gc
import os
import signal
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pytest

from gongkai import beside as module
from gongkai.beside import MOST, Jobs, beside, halved
from gongkai.render import BrokenMacro


@pytest.fixture(params=[True, False], ids=["second-process", "afterwards"])
def possible(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    able: bool = request.param
    monkeypatch.setattr(module, "_possible", lambda: able)
    return able


def _fail() -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.usefixtures("possible")
def test_the_work_is_done_when_the_block_has_ended(tmp_path: Path) -> None:
    with beside((tmp_path / "made").touch):
        pass
    assert (tmp_path / "made").exists()


@pytest.mark.usefixtures("possible")
def test_its_result_is_there_behind_the_block() -> None:
    with beside(lambda: "甲" * 1_000_000) as other:  # more than a pipe holds
        own = "乙"
    assert (own, other.result()) == ("乙", "甲" * 1_000_000)


@pytest.mark.usefixtures("possible")
def test_its_result_can_be_waited_for_within_the_block(tmp_path: Path) -> None:
    def work() -> str:
        (tmp_path / "begun").touch(exist_ok=False)  # done once, however often it is asked for
        return "甲"

    with beside(work) as other:
        assert [other.result(), other.result()] == ["甲", "甲"]
    assert other.result() == "甲"


def test_where_the_system_gives_no_process_the_work_is_done_afterwards(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fork() -> int:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr(module, "_possible", lambda: True)
    monkeypatch.setattr(os, "fork", fork)
    order: list[str] = []

    def work() -> str:
        order.append("other")
        return "甲"

    with beside(work) as other:
        order.append("own")
    assert (order, other.result()) == (["own", "other"], "甲")


@pytest.mark.usefixtures("possible")
def test_its_error_is_raised_where_its_result_is_asked_for() -> None:
    with beside(_fail) as other:
        for _ in range(2):  # who asks again is told the same, and the work is not done again
            with pytest.raises(OSError, match="No space"):
                other.result()


def _within() -> str:
    with beside(lambda: "甲") as inner:
        pass
    return inner.result()


def test_work_beside_may_have_work_beside_it() -> None:
    with beside(_within) as outer:
        pass
    assert outer.result() == "甲"


@pytest.mark.parametrize("before", [False, True], ids=["nothing", "something"])
def test_what_a_caller_has_frozen_and_nothing_else_stays_frozen(before: bool) -> None:
    frozen: list[int] = []
    if before:
        gc.freeze()
    try:
        Jobs([lambda: frozen.append(gc.get_freeze_count())]).take()
        assert frozen[0] > 0
        assert (gc.get_freeze_count() > 0) == before
    finally:
        gc.unfreeze()


@pytest.mark.usefixtures("possible")
def test_its_error_is_raised(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No space"), beside(_fail):
        (tmp_path / "meanwhile").touch()
    assert (tmp_path / "meanwhile").exists()


def _break() -> None:
    raise BrokenMacro("macros/site.jinja", 3, "moved_page: no such name")


@pytest.mark.usefixtures("possible")
def test_an_error_of_several_values_is_raised_with_them() -> None:
    with pytest.raises(BrokenMacro, match="no such name") as raised, beside(_break):
        pass
    error = raised.value
    told = (error.file, error.line, error.reason)
    assert told == ("macros/site.jinja", 3, "moved_page: no such name")


def test_an_error_tells_where_in_the_other_process_it_was_raised(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_possible", lambda: True)
    with pytest.raises(OSError, match="No space") as raised, beside(_fail):
        pass
    assert "in _fail" in "".join(raised.value.__notes__)


class _OfHereAlone(Exception):
    def __init__(self) -> None:
        super().__init__("甲")
        self.made = lambda: None


def _fail_oddly() -> None:
    raise _OfHereAlone


def test_an_error_that_cannot_be_told_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_possible", lambda: True)
    with pytest.raises(RuntimeError, match="_OfHereAlone: 甲"), beside(_fail_oddly):
        pass


def _interrupted() -> str:
    os.kill(os.getpid(), signal.SIGINT)
    return "甲"


def test_the_second_process_leaves_an_interrupt_to_the_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_possible", lambda: True)
    with beside(_interrupted) as other:
        pass
    assert other.result() == "甲"


@pytest.mark.usefixtures("possible")
def test_nothing_stays_open_behind_jobs() -> None:
    open_files = Path("/proc/self/fd")
    gc.collect()  # what tests before this one left open
    before = len(list(open_files.iterdir()))
    jobs = Jobs([int] * 3)
    with beside(jobs.take):
        jobs.take()
    assert len(list(open_files.iterdir())) <= before


@pytest.mark.usefixtures("possible")
def test_an_error_of_the_block_goes_first() -> None:
    with pytest.raises(LookupError), beside(_fail):
        raise LookupError


def test_a_killed_process_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_possible", lambda: True)
    end: Callable[[], None] = lambda: os.kill(os.getpid(), signal.SIGKILL)  # noqa: E731
    with pytest.raises(ChildProcessError) as raised, beside(end):
        pass
    assert raised.value.strerror == "a process was killed"  # what the command line tells of it


@pytest.mark.usefixtures("possible")
@pytest.mark.parametrize("count", [0, 1, 2, 5])
def test_both_halves_are_done(count: int) -> None:
    def square(some: Sequence[int]) -> dict[int, tuple[int, int]]:
        return {one: (one * one, os.getpid()) for one in some}

    done = halved(square, range(count))
    assert {one: made for one, (made, _) in done.items()} == {
        one: one * one for one in range(count)
    }
    assert len({where for _, where in done.values()}) <= 2


@pytest.mark.usefixtures("possible")
def test_each_job_is_done_once(tmp_path: Path) -> None:
    def job(at: int) -> int:
        (tmp_path / str(at)).touch(exist_ok=False)
        return at * at

    jobs = Jobs([partial(job, at) for at in range(300)])
    with beside(jobs.take) as other:
        own = jobs.take()
    assert own | other.result() == {at: at * at for at in range(300)}
    assert not own.keys() & other.result().keys()


def test_a_queue_of_none_and_one_too_long() -> None:
    assert Jobs[int]([]).take() == {}
    with pytest.raises(ValueError, match="jobs"):
        Jobs([int] * (MOST + 1))


@pytest.mark.usefixtures("possible")
def test_an_error_of_a_job_is_raised() -> None:
    jobs = Jobs([_fail] * 5)
    with pytest.raises(OSError, match="No space"), beside(jobs.take):
        jobs.take()
