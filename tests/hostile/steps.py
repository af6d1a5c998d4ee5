"""The steps by which a process changes the files of a folder: counted, and killed at any one of them.

A step is whatever Python is about to do to a file: open it for writing, rename, remove, make a folder, ask the
system for a call of its own. Opening is two, for a kill may leave what is opened empty; asking for the disk to be
written (`fsync`) is one that leaves half of the file.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

_CHANGES = {
    "os.chmod", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink", "os.utime",
}  # fmt: skip
_CALL = "ctypes.dlsym"  # of the C library: two names exchanged
_WRITES = os.O_WRONLY | os.O_RDWR


def kill_at(step: int, folder: Path) -> Callable[[], int]:
    """From now on let this process, not those it starts, be killed at the `step`-th change below `folder`.

    With 0 it is not; what is given back tells how many there have been.
    """
    base, own = os.path.realpath(folder), os.getpid()
    count = 0

    def kill() -> None:
        os.kill(own, signal.SIGKILL)

    def due() -> bool:
        nonlocal count
        if os.getpid() == own:
            count += 1
            return count == step
        return False

    def below(path: Any) -> bool:
        name = os.fsdecode(path) if isinstance(path, (str, bytes, os.PathLike)) else ""
        return bool(name) and os.path.realpath(Path(name).parent).startswith(base)

    def hook(event: str, args: tuple[Any, ...]) -> None:
        if event == "open" and args[2] & _WRITES and below(args[0]):
            if due():
                kill()
            if args[2] & (os.O_TRUNC | os.O_EXCL) and due():
                os.open(args[0], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
                kill()
            return
        changes = event in _CHANGES and (args[-1] not in (None, -1) or below(args[0]))
        if (changes or event == _CALL) and due():
            kill()

    def fsync(file: int) -> None:
        if due():
            os.ftruncate(file, os.fstat(file).st_size // 2)
            kill()
        written(file)

    written, os.fsync = os.fsync, fsync
    sys.addaudithook(hook)
    return lambda: count


def killed(work: Callable[[], object], folder: Path, step: int) -> bool:
    """Do `work` in a fork of this process; whether it was killed at the `step`-th change, or came to its end."""
    pid = os.fork()
    if not pid:
        try:
            kill_at(step, folder)
            work()
            os._exit(0)
        finally:
            os._exit(1)
    status = os.waitpid(pid, 0)[1]
    assert os.WIFSIGNALED(status) or not status
    return os.WIFSIGNALED(status)
