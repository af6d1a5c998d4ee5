"""A build with nothing new makes nothing; whatever it is made from, one byte of it makes it anew."""

from __future__ import annotations

import json
import os
import shutil
import sys
from base64 import b64encode
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from gongkai.below import Below, below
from gongkai.site import folders, making
from gongkai.site.build import build
from gongkai.site.last import Asked, BuildReport, keep, state_of, unchanged
from gongkai.store import import_source
from gongkai.store.cache import FOLDER
from gongkai.store.signing import unsigned
from tests.site.conftest import TEXT

DAY = date(2026, 8, 20)
Change = Callable[[Path], object]


def _made_anew(folder: Path, day: date = DAY, *, strict: bool = False) -> bool:
    """Whether a build puts another folder in the site's place."""
    before = (folder / "site").stat().st_ino
    assert build(folder, as_of=day, strict=strict).built
    return (folder / "site").stat().st_ino != before


def _append(name: str, text: str) -> Change:
    def change(folder: Path) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text((path.read_text("utf-8") if path.exists() else "") + text, encoding="utf-8")

    return change


def _spoil(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def test_what_the_second_process_alone_asks_for_is_kept(small: Path) -> None:
    assert build(small, as_of=DAY).built
    files = (small / FOLDER).glob("*.kept")
    values = [json.loads(unsigned(path.read_bytes(), path.name)) for path in files]
    kept = {one[0] for one in values if isinstance(one, list) and one and isinstance(one[0], str)}
    workbooks = [path.read_bytes() for path in (small / "site/data").rglob("*.xlsx")]
    assert workbooks
    assert {b64encode(data).decode() for data in workbooks} <= kept


@pytest.mark.slow
def test_what_is_saved_while_a_site_is_made_is_in_the_next(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the record of that build nobody could tell: it was written from other bytes than those that stand now."""
    page, prune = small / "content/page.md", folders.prune
    page.parent.mkdir(exist_ok=True)
    page.write_text("# 先\n", encoding="utf-8")

    def saved(site: Path, found: Below) -> None:
        page.write_text("# 后\n", encoding="utf-8")
        prune(site, found)

    with monkeypatch.context() as patched:
        patched.setattr(folders, "prune", saved)
        assert build(small, as_of=DAY).built
    assert build(small, as_of=DAY).built
    assert "后" in (small / "site/page/index.html").read_text("utf-8")
    assert not _made_anew(small)


def test_a_build_with_nothing_new_makes_nothing_and_tells_the_same(small: Path) -> None:
    first = build(small, as_of=DAY)
    assert first.built
    assert not _made_anew(small)
    assert build(small, as_of=DAY) == first


@pytest.mark.slow
def test_what_is_saved_while_a_plan_is_read_is_not_kept_for_what_was_read(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of pages and findings made of the text before, the hash of the text after must tell nothing."""
    section = next((small / "plan_data/revisions/r1/sections").glob("*1.yml"))
    make = making.make

    def saved(*args: Any) -> BuildReport:
        text = section.read_text("utf-8")
        assert "role: measure" in text
        section.write_text(text.replace("role: measure", "role: narrative"), encoding="utf-8")
        return make(*args)

    with monkeypatch.context() as patched:
        patched.setattr(making, "make", saved)
        assert build(small, as_of=DAY).built
    assert not list((small / FOLDER).glob("*.kept"))  # whichever file it was that was saved
    assert build(small, as_of=DAY).built
    now = (small / "site/revisions/r1/index.html").read_bytes()
    shutil.rmtree(small / FOLDER)
    shutil.rmtree(small / "site")
    assert build(small, as_of=DAY).built
    assert (small / "site/revisions/r1/index.html").read_bytes() == now


ASKED = Asked(None, DAY, publish=False, strict=False, begun=sys.maxsize)


@pytest.mark.parametrize(
    ("asked", "change"),
    [
        pytest.param(replace(ASKED, today=date(2026, 8, 21)), lambda folder: None, id="the-day-goes-on"),
        pytest.param(replace(ASKED, as_of=date(2026, 8, 21)), lambda folder: None, id="another-day"),
        pytest.param(replace(ASKED, as_of=DAY), lambda folder: None, id="today-by-name"),
        pytest.param(replace(ASKED, publish=True), lambda folder: None, id="for-publication"),
        pytest.param(replace(ASKED, strict=True), lambda folder: None, id="stricter"),
        pytest.param(ASKED, _append("plan_data/a.yml", " "), id="a-byte"),
        pytest.param(ASKED, _append("plan_data/b.yml", ""), id="a-file-more"),
        pytest.param(ASKED, lambda folder: (folder / "plan_data/a.yml").rename(folder / "plan_data/c.yml"), id="another-name"),
        pytest.param(ASKED, _append("site/index.html", " "), id="the-site-was-touched"),
        pytest.param(ASKED, lambda folder: (folder / "site/index.html").unlink(), id="a-file-less"),
    ],
)  # fmt: skip
def test_a_record_holds_for_what_it_was_made_from(
    tmp_path: Path, asked: Asked, change: Change
) -> None:
    for name in ("plan_data/a.yml", "site/index.html"):
        _append(name, "1")(tmp_path)
    report = BuildReport(True, tmp_path / "site", (), "r1", 1)
    keep(tmp_path, ASKED, [tmp_path / "plan_data"], report, state_of(below(report.folder).files))
    assert unchanged(tmp_path, ASKED) == report
    change(tmp_path)
    assert unchanged(tmp_path, asked) is None


def test_a_folder_whose_name_is_no_text_has_a_record_too(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"\xff")
    for name in ("plan_data/a.yml", "site/index.html"):
        _append(name, "1")(folder)
    report = BuildReport(True, folder / "site", (), "r1", 1)
    keep(folder, ASKED, [folder / "plan_data"], report, state_of(below(report.folder).files))
    assert unchanged(folder, ASKED) == report


@pytest.mark.slow
@pytest.mark.parametrize(
    "change",
    [
        pytest.param(_append("plan_data/units.yml", "# 注\n"), id="data"),
        pytest.param(_append("content/more.md", "# 页\n"), id="a-first-page-by-hand"),
        pytest.param(_append("macros/own.jinja", ""), id="a-first-macro-file"),
        pytest.param(_append("mkdocs.yml", "site_name: 名\n"), id="configuration"),
        pytest.param(_append("site/index.html", " "), id="the-site-was-touched"),
        pytest.param(_append("site/more.html", " "), id="a-file-more-in-the-site"),
        pytest.param(lambda folder: (folder / "site/404.html").unlink(), id="a-file-less"),
        pytest.param(lambda folder: _spoil(folder / FOLDER / "last-site"), id="a-broken-record"),
    ],
)
def test_a_change_is_built(small: Path, change: Change) -> None:
    assert build(small, as_of=DAY).built
    change(small)
    assert _made_anew(small)
    assert not _made_anew(small)


@pytest.mark.slow
def test_another_day_or_a_stricter_build_is_built(small: Path) -> None:
    assert build(small, as_of=DAY).built
    assert _made_anew(small, date(2026, 8, 21))
    assert _made_anew(small, date(2026, 8, 21), strict=True)


@pytest.mark.slow
@pytest.mark.parametrize(
    "said",
    [
        pytest.param("hooks: [hook.py]\n", id="a-hook"),
        pytest.param(
            "markdown_extensions: [pymdownx.snippets: {base_path: content}]\n", id="snippets"
        ),
        pytest.param("plugins: [gongkai, tags]\n", id="another-plugin"),
    ],
)
def test_what_may_read_anything_is_built_every_time(small: Path, said: str) -> None:
    (small / "hook.py").write_text("", encoding="utf-8")
    (small / "mkdocs.yml").write_text(f"site_name: 名\n{said}", encoding="utf-8")
    assert build(small, as_of=DAY).built
    assert _made_anew(small)


@pytest.mark.slow
def test_what_was_kept_of_an_earlier_revision_goes_with_its_files(small: Path) -> None:
    source = small.parent / "plan.txt"
    source.write_text(TEXT.replace("主河道清淤", "清淤"), encoding="utf-8")
    assert import_source(small, source, "r2").written
    pages = []
    for role in ("measure", "narrative"):
        path = small / "plan_data/revisions/r1/sections/01.yml"
        changed = path.read_text("utf-8").replace("role: measure", f"role: {role}")
        path.write_text(changed, encoding="utf-8")
        assert build(small, as_of=DAY).built
        pages.append((small / "site/revisions/r1/index.html").read_text("utf-8"))
    assert pages[0] != pages[1]
