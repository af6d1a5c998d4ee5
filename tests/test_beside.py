"""Work in a second process: done when the block ends, its error raised, its end noticed."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from gongkai import beside as module
from gongkai.beside import MOST, Jobs, beside


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


def _within() -> str:
    with beside(lambda: "甲") as inner:
        pass
    return inner.result()


def test_work_beside_may_have_work_beside_it() -> None:
    with beside(_within) as outer:
        pass
    assert outer.result() == "甲"


@pytest.mark.usefixtures("possible")
def test_its_error_is_raised(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No space"), beside(_fail):
        (tmp_path / "meanwhile").touch()
    assert (tmp_path / "meanwhile").exists()


@pytest.mark.usefixtures("possible")
def test_an_error_of_the_block_goes_first() -> None:
    with pytest.raises(LookupError), beside(_fail):
        raise LookupError


def test_a_killed_process_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_possible", lambda: True)
    end: Callable[[], None] = lambda: os.kill(os.getpid(), signal.SIGKILL)  # noqa: E731
    with pytest.raises(ChildProcessError), beside(end):
        pass


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
