"""Why a site was not made is told of the file that could not be written, else in the host's words."""

from __future__ import annotations

import errno
import os
from io import FileIO
from pathlib import Path

import pytest

from gongkai.checking import check
from gongkai.site import making, writer
from gongkai.site.build import build


@pytest.mark.parametrize(
    ("error", "said", "told"),
    [
        pytest.param(
            PermissionError(errno.EACCES, os.strerror(errno.EACCES), "/p/site.new"), [],
            ("build-files", "site.new", os.strerror(errno.EACCES)), id="a-folder-for-reading-only",
        ),
        pytest.param(
            OSError(errno.EMLINK, os.strerror(errno.EMLINK), "/p/site/a", None, "/p/site.new/a"), [],
            ("build-files", "site.new/a", os.strerror(errno.EMLINK)), id="the-second-of-two-names",
        ),
        pytest.param(
            OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/p/site.new/a"), ["Error in a.md"],
            ("build-failed", "mkdocs.yml", "Error in a.md"), id="the-host-names-the-page",
        ),
        pytest.param(
            ChildProcessError(errno.ECHILD, "a process was killed"), [],
            ("build-killed", "mkdocs.yml", None), id="the-second-process",
        ),
        pytest.param(
            UnicodeError("no\n text"), [], ("build-failed", "mkdocs.yml", "no text"), id="no-file"
        ),
    ],
)  # fmt: skip
def test_what_stopped_the_host(
    error: Exception, said: list[str], told: tuple[str, str, str | None]
) -> None:
    found = making._stopped(error, said, Path("/p"))
    assert (found.rule, found.file, found.args.get("reason")) == told


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
def test_a_full_disk_is_told_with_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(writer, "_new", lambda place: FileIO("/dev/full", "w"))
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)) as full:
        writer.Writer(tmp_path / "site.new").file("a/index.html", b"x")
    found = making._stopped(full.value, [], tmp_path)
    assert (found.rule, found.file) == ("build-files", "site.new/a/index.html")


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
