"""Why a site was not made is told of the file that could not be written, else in the host's words."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from gongkai.checking import check
from gongkai.site import making
from gongkai.site.build import build


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


def test_what_check_refuses_is_told_as_check_tells_it_and_no_site_is_made(small: Path) -> None:
    """It is found while the host is already at work, whose own complaints would only confuse."""
    (small / "content").mkdir()
    number = "1380013" + "8000"
    (small / "content/index.md").write_text(f"# 首页\n\n电话 {number}\n", encoding="utf-8")
    (small / "mkdocs.yml").write_text("nav:\n  - 无: none.md\n", encoding="utf-8")
    report = build(small)
    assert not report.built
    assert report.findings == check(small)
    assert "personal-mobile" in {finding.rule for finding in report.findings}
    assert not (small / "site").exists()
    assert not (small / "site.new").exists()
