"""Why a site was not made is told of the file that could not be written, else in the host's words."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from gongkai.site import making


@pytest.mark.parametrize(
    ("error", "said", "told"),
    [
        pytest.param(
            PermissionError(errno.EACCES, os.strerror(errno.EACCES), "/p/site.new"), [],
            ("build-files", "site.new", os.strerror(errno.EACCES)), id="a-folder-for-reading-only",
        ),
        pytest.param(
            OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/p/site.new/a"), ["Error in a.md"],
            ("build-failed", "mkdocs.yml", "Error in a.md"), id="the-host-names-the-page",
        ),
        pytest.param(
            UnicodeError("no\n text"), [], ("build-failed", "mkdocs.yml", "no text"), id="no-file"
        ),
    ],
)  # fmt: skip
def test_what_stopped_the_host(
    error: Exception, said: list[str], told: tuple[str, str, str]
) -> None:
    found = making._stopped(error, said, Path("/p"))
    assert (found.rule, found.file, found.args["reason"]) == told
