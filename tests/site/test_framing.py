"""Generated pages in the theme's frame: what is taken over whole, and what is not."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from errno import ENOSPC
from io import FileIO
from pathlib import Path

import pytest

from gongkai import beside
from gongkai.beside import Jobs
from gongkai.render import shipped
from gongkai.site import writer
from gongkai.site.build import build
from gongkai.site.links import Links
from gongkai.site.shell import Shell
from gongkai.sources.finding import errors_of
from gongkai.store import import_source

DAY = date(2026, 8, 20)
TEXT = (
    "河道管护实施方案\n\n为管好河道，制定本方案。\n\n一、主要任务\n（一）开展清淤。清理主河道。\n牵头单位：县水务局\n"
    "（二）加强巡查。按月巡河。\n牵头单位：县水务局\n\n二、保障措施\n（一）落实责任。明确分工。\n牵头单位：县财政局\n"
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder, source = tmp_path / "project", tmp_path / "plan.txt"
    (folder / "plan_data").mkdir(parents=True)
    source.write_text(TEXT, encoding="utf-8")
    assert import_source(folder, source, "r1").written
    (folder / "mkdocs.yml").write_text("site_name: 站\n", encoding="utf-8")
    return folder


@pytest.fixture
def filled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles of pages that were put into a frame, all by this process."""
    monkeypatch.setattr("gongkai.beside._possible", lambda: False)
    titles: list[str] = []
    fill = Shell.fill

    def noted(self: Shell, values: dict[str, str]) -> bytes:
        titles.append(values["title"])
        return fill(self, values)

    monkeypatch.setattr(Shell, "fill", noted)
    return titles


def _files(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


@contextmanager
def _beside() -> Iterator[None]:
    """The time in which another process does all of what either may do."""
    own, take = os.getpid(), Jobs.take
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(beside, "_possible", lambda: os.getpid() == own)
        patch.setattr(Jobs, "take", lambda jobs: {} if os.getpid() == own else take(jobs))
        yield


@contextmanager
def _alone() -> Iterator[None]:
    """The time in which there is no other process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(beside, "_possible", lambda: False)
        yield


def _macro(folder: Path, words: str) -> None:
    """A macro of the project's own, with `words` on top of the page of each measure."""
    shutil.copytree(shipped(), folder / "macros")
    path = folder / "macros/measure.jinja"
    said, count = re.subn(
        r"(\{% macro measure_page\([^%]*%\})", rf"\1{words}", path.read_text("utf-8")
    )
    assert count == 1
    path.write_text(said, encoding="utf-8")


def _titled(folder: Path) -> None:
    (folder / "mkdocs.yml").write_text("site_name: 另一站\n", encoding="utf-8")


def _led(folder: Path) -> None:
    """Another navigation, which stands on every page and in no value that pages are made from."""
    (folder / "mkdocs.yml").write_text(
        "site_name: 站\nnav:\n  - 首页: /\n  - 各项措施: measures/\n", encoding="utf-8"
    )


def _by_hand(folder: Path) -> None:
    page = folder / "content/measures/N003.md"
    page.parent.mkdir(parents=True)
    page.write_text("# 手写的页\n", encoding="utf-8")


def test_pages_of_what_has_not_changed_are_not_framed_again(
    project: Path, filled: list[str]
) -> None:
    assert build(project, as_of=DAY).built
    assert any("开展清淤" in title for title in filled)
    filled.clear()
    content = project / "content"
    content.mkdir()
    (content / "more.txt").write_text("另附", encoding="utf-8")
    assert build(project, as_of=DAY).built
    assert filled
    assert not any("开展清淤" in title for title in filled)


@pytest.mark.slow
@pytest.mark.parametrize(
    "change",
    [
        pytest.param(_titled, id="name-of-the-site", marks=pytest.mark.slow),
        pytest.param(_led, id="frame"),
        pytest.param(_by_hand, id="page-by-hand"),
        pytest.param(lambda folder: shutil.copytree(shipped(), folder / "macros"), id="macros", marks=pytest.mark.slow),
        pytest.param(lambda folder: (folder / "site/measures/N003/index.html").unlink(), id="file-gone", marks=pytest.mark.slow),
        pytest.param(lambda folder: (folder / "site/index.html").write_bytes(b""), id="site-touched", marks=pytest.mark.slow),
    ],
)  # fmt: skip
def test_after_any_change_the_site_is_as_if_made_at_first_whichever_process_writes(
    project: Path, change: Callable[[Path], object]
) -> None:
    with _beside():
        assert build(project, as_of=DAY).built
        change(project)
        assert build(project, as_of=DAY).built
    now = _files(project / "site")
    shutil.rmtree(project / ".gongkai-cache")
    shutil.rmtree(project / "site")
    with _alone():
        assert build(project, as_of=DAY).built
    assert now == _files(project / "site")


@pytest.mark.slow
@pytest.mark.parametrize("process", [_beside, _alone])
def test_a_macro_that_breaks_is_one_finding_whichever_process_writes(
    project: Path, process: Callable[[], AbstractContextManager[None]]
) -> None:
    _macro(project, "{{ p.nothing }}")
    with process():
        report = build(project, as_of=DAY)
    (told,) = errors_of(report.findings)
    assert (told.rule, told.file) == ("macro-broken", "macros/measure.jinja")
    assert "\n" not in told.args["reason"]
    assert not report.built
    assert not [path for path in project.iterdir() if path.name.startswith("site")]


@pytest.mark.slow
@pytest.mark.parametrize("process", [_beside, _alone])
def test_a_page_that_cannot_be_written_is_named_whichever_process_writes(
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    process: Callable[[], AbstractContextManager[None]],
) -> None:
    write = FileIO.write

    class Full(FileIO):
        def write(self, data: object, /) -> int:
            if "/measures/N003/" in str(self.name):
                raise OSError(ENOSPC, "No space left on device")
            return write(self, data)  # type: ignore[arg-type]

    monkeypatch.setattr(writer, "_new", lambda place: Full(place, "xb"))
    with process():
        report = build(project, as_of=DAY)
    (told,) = errors_of(report.findings)
    assert (told.rule, told.file) == ("build-files", "site.new/measures/N003/index.html")
    assert not report.built
    assert not (project / "site").exists()


@pytest.mark.slow
def test_a_page_by_hand_stays_where_the_frame_does_not_tell_of_it(project: Path) -> None:
    _led(project)
    assert build(project, as_of=DAY).built
    _by_hand(project)
    assert build(project, as_of=DAY).built
    assert "手写的页" in (project / "site/measures/N003/index.html").read_text("utf-8")


@pytest.mark.slow
def test_a_link_of_a_page_taken_over_is_still_seen_to_break(project: Path) -> None:
    _macro(project, '<a href="../../more.txt">附</a>')
    (project / "content").mkdir()
    more = project / "content/more.txt"
    more.write_text("另附", encoding="utf-8")
    first = build(project, as_of=DAY)
    assert first.built
    assert "site-link" not in {one.rule for one in first.findings}
    more.unlink()
    with _beside():
        second = build(project, as_of=DAY)
    assert [one.args["href"] for one in second.findings if one.rule == "site-link"] == [
        "../../more.txt"
    ]


def test_a_part_without_an_entry_bears_its_first_pages_name(project: Path) -> None:
    _led(project)
    assert build(project, as_of=DAY).built
    said = {
        path.relative_to(project / "site").as_posix(): found[1]
        for path in (project / "site").rglob("index.html")
        if (found := re.search(r'name="ColumnName" content="([^"]*)"', path.read_text("utf-8")))
    }
    units = {name for path, name in said.items() if path.startswith("units/")}
    sections = {name for path, name in said.items() if path.startswith("sections/")}
    assert units == {"单位"}
    assert sections == {"各部分"}
    assert said["reading/index.html"] == "识别报告"
    assert said["blanks/index.html"] == "空白与疑误"


def test_links_noted_of_parts_are_those_of_the_whole(tmp_path: Path) -> None:
    pages = {
        "a/": '<p id="x"><a href="../b/#y">b</a> <a href="#x">x</a> <a href="../gone/">no</a></p>',
        "b/": '<p><a href="../a/#none">a</a> <a href="../gone/">no</a> <a href="../file.txt">f</a></p>',
        "c/d/": '<a href="../../b/#y">b</a> <a href="https://a.example/">e</a>',
    }
    whole, parts = Links(), Links()
    for address, html in pages.items():
        (tmp_path / address).mkdir(parents=True)
        (tmp_path / address / "index.html").write_text(html, encoding="utf-8")
        whole.read(address, html)
        part = Links()
        part.read(address, html)
        parts.note(part.noted)
    broken = list(whole.broken(tmp_path))
    assert len(broken) == 4
    assert list(parts.broken(tmp_path)) == broken
