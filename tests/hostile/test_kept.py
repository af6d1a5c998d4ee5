"""What a project brings in the place of what a build keeps in it, or writes beside its place: it costs time, and nothing else."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from gongkai.site import last
from gongkai.store import signing
from gongkai.store.cache import FOLDER
from tests.folders import tree
from tests.hostile.payloads import MARK
from tests.hostile.project import project
from tests.hostile.run import run

pytestmark = pytest.mark.slow

REVIEW = ("review", "accept", "--all", "--by", "方案办", "--on", "2020-01-01")
SECTION = "plan_data/revisions/r1/sections/.01.yml.new"
HALF = f"{FOLDER}/{last.NAME}.{os.getpid()}.new"  # as this process calls what it has not yet written whole


def _huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(3 * 1024**3)


def _folder(path: Path) -> None:
    (path / "in" / "it").mkdir(parents=True)


def _deep(path: Path) -> None:
    """Folders in folders, as deep as a path may go."""
    here = Path.cwd()
    path.mkdir(parents=True, exist_ok=True)
    try:
        os.chdir(path)
        for _ in range(1_200):
            Path("a").mkdir()
            os.chdir("a")
    finally:
        os.chdir(here)


PLACED: dict[str, Callable[[Path], object]] = {
    "a pipe": os.mkfifo,
    "a device without end": lambda path: path.symlink_to("/dev/zero"),
    "a file that fills the memory": _huge,
    "a folder": _folder,
    "nothing": lambda path: path.write_bytes(b""),
    "deep JSON": lambda path: path.write_bytes(b"[" * 100_000),
    "deep JSON, signed": lambda path: signing.keep(path, b"[" * 100_000),
    "a number, signed": lambda path: signing.keep(path, b"1"),
    "a list, signed": lambda path: signing.keep(path, b"[[]]"),
    "no text, signed": lambda path: signing.keep(path, b"\xff\0"),
}  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with its site and all that its build has kept."""
    folder = project(tmp_path_factory.mktemp("kept") / "project")
    assert run("build", "-C", folder).code == 0
    return folder


@pytest.fixture
def copied(built: Path, tmp_path: Path) -> Path:
    """That project, its site and what it keeps moved, where nothing of it is signed for the place."""
    return Path(shutil.copytree(built, tmp_path / "project", symlinks=True))


@pytest.mark.parametrize("name", PLACED)
def test_what_is_kept_may_be_anything(built: Path, copied: Path, name: str) -> None:
    for path in sorted((copied / FOLDER).iterdir()):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
        PLACED[name](path)
    (copied / FOLDER / "other.kept").mkdir()
    assert run("build", "-C", copied).code == 0
    assert tree(copied / "site") == tree(built / "site")
    assert run("build", "-C", copied).code == 0
    assert tree(copied / "site") == tree(built / "site")


def test_a_record_of_other_kinds_is_none(built: Path) -> None:
    """Signed, so one that an earlier program of this user's wrote."""
    path, asked = (
        built / FOLDER / last.NAME,
        last.Asked(None, date.today(), False, False, sys.maxsize),
    )
    good = path.read_bytes()
    record = json.loads(signing.kept(path))
    assert last.unchanged(built, asked)
    for key in record:
        for value in (None, 5, [], [5], {}, {"a": 5}, "x", "\0", "/dev/zero", [["x"]]):
            signing.keep(path, json.dumps({**record, key: value}).encode())
            told = last.unchanged(built, asked)
            assert told is None or key in ("mask", "findings", "revision"), (key, value)
            last.standing(built, built / "site")
    path.write_bytes(good)


@pytest.mark.parametrize("place", [FOLDER, f"{FOLDER}/site-folders"])
@pytest.mark.parametrize("name", ["a pipe", "a device without end", "nothing"])
def test_what_stands_in_the_place_of_a_folder(
    built: Path, copied: Path, place: str, name: str
) -> None:
    shutil.rmtree(copied / place, ignore_errors=True)
    (copied / place).parent.mkdir(exist_ok=True)
    PLACED[name](copied / place)
    assert run("build", "-C", copied).code == 0
    assert tree(copied / "site") == tree(built / "site")


@pytest.mark.parametrize(
    ("place", "code"),
    [(f"{FOLDER}/site-folders", 0), ("content", 1), ("macros", 1), ("plan_data/progress", 1), ("plan_data/revisions", 1)],
)  # fmt: skip
def test_folders_in_folders_without_end(copied: Path, place: str, code: int) -> None:
    _deep(copied / place)
    try:
        assert run("build", "-C", copied).code == code
    finally:
        subprocess.run(["rm", "-rf", copied], check=True)  # deeper than `shutil.rmtree` goes


@pytest.mark.parametrize("call", [REVIEW, ("build",)], ids=lambda call: call[0])
@pytest.mark.parametrize(
    "place",
    [SECTION, "plan_data/..unfinished.json.new", "plan_data/.unfinished.json", HALF],
    ids=["a section", "a list half written", "a list", "what is kept"],
)
def test_what_is_written_beside_its_place_goes_nowhere_else(
    copied: Path, place: str, call: tuple[str, ...]
) -> None:
    secret = copied.parent / "secret"
    secret.write_text("kept", encoding="utf-8")
    (copied / FOLDER / last.NAME).unlink()
    for put in (lambda path: path.symlink_to(secret), lambda path: path.hardlink_to(secret), os.mkfifo, _folder):  # fmt: skip
        path = copied / place
        put(path)
        run(*call, "-C", copied)
        assert secret.read_text("utf-8") == "kept"
        if path.is_dir():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)


@pytest.mark.parametrize(
    "part",
    ["plan_data", "plan_data/progress", "plan_data/work_plans", "plan_data/water/results", "plan_data/revisions", "plan_data/revisions/r1/sections"],
)  # fmt: skip
def test_a_folder_that_leads_out_is_not_written_through(copied: Path, part: str) -> None:
    """Whatever the command: review, imports, an export of what is there."""
    elsewhere = copied.parent / "elsewhere"
    (copied / part).rename(elsewhere)
    (copied / part).symlink_to(elsewhere)
    source = copied.parent / "plan.txt"
    source.write_text("关于河道管护的实施方案\n\n一、主要任务\n（一）清淤。\n", encoding="utf-8")
    sheet = copied.parent / "results.csv"
    sheet.write_text("断面,采样日期,氨氮(mg/L)\n清淤,2020-04-15,0.4\n", encoding="utf-8")
    before = tree(elsewhere)
    for call in (
        REVIEW,
        ("import", source, "--revision", "r2"),
        ("water", "import", sheet),
        ("workbook", "export", "shuiwuju", copied.parent / "book.xlsx"),
        ("export", copied.parent / "out"),
        ("build",),
    ):
        assert run(*call, "-C", copied).code, call
    assert tree(elsewhere) == before
    assert not (copied.parent / "out").exists()


CONFIGURED = {
    "pages above": "docs_dir: ..\n",
    "pages elsewhere": "docs_dir: ../pages\n",
    "pages of the machine": "docs_dir: /etc\n",
    "pages with a link out": "docs_dir: pages\n",
    "words of a pipe": "INHERIT: pipe\n",
    "words of a device": "INHERIT: /dev/zero\n",
    "words of its own": "INHERIT: mkdocs.yml\n",
    "words of a secret": "INHERIT: ../pages/secret.txt\n",
    "a line of five megabytes": "#" * 5_000_000,
    "many lines": "#\n" * 1_000_000,
}


@pytest.mark.parametrize("name", CONFIGURED)
def test_a_configuration_leads_nowhere_else(copied: Path, name: str) -> None:
    pages = copied.parent / "pages"
    pages.mkdir()
    (pages / "secret.txt").write_text(f"{MARK} secret", encoding="utf-8")
    (copied / "pages").mkdir()
    (copied / "pages" / "about.txt").symlink_to(pages / "secret.txt")
    os.mkfifo(copied / "pipe")
    settings = copied / "mkdocs.yml"
    settings.write_text(f"{CONFIGURED[name]}{settings.read_text('utf-8')}", encoding="utf-8")
    before = tree(copied / "site")
    for call in ("check", "build"):
        ended = run(call, "-C", copied)
        assert ended.code == 1
        assert MARK not in ended.out + ended.err
    assert tree(copied / "site") == before


_RUNS = "'\"><script>gkx(1)</script>'"
_HANDLES = "'\" onfocus=\"gkx(2)'"
THEMED = (
    *(f"copyright: {value}" for value in (_RUNS, "<img src=https://example.org/a.png>", "'<a href=\"javascript:gkx(3)\">a</a>'", "<style>p{}</style>")),
    *(f"theme: {{name: material, {key}: {value}}}" for key in ("logo", "favicon", "direction") for value in (_RUNS, _HANDLES)),
    *(f"theme: {{name: material, {key}: {value}}}" for key in ("logo", "favicon") for value in ("javascript:gkx(4)", "https://example.org/a.png")),
    *(f"extra: {{homepage: {value}}}" for value in (_RUNS, _HANDLES, "javascript:gkx(5)")),
    *(f"{key}: [{value}]" for key in ("extra_css", "extra_javascript") for value in ("https://example.org/a", "//example.org/a")),
    f"extra_css: [{_RUNS}]",
    *(f"theme: {{name: material, {key}: 5}}" for key in ("features", "palette")),
    "extra: {social: 5}",
)  # fmt: skip


@pytest.mark.parametrize("line", THEMED)
def test_what_the_theme_would_print_as_it_stands_is_refused(copied: Path, line: str) -> None:
    settings = copied / "mkdocs.yml"
    settings.write_text(f"{settings.read_text('utf-8')}{line}\n", encoding="utf-8")
    before = tree(copied / "site")
    ended = run("build", "-C", copied)
    assert ended.code == 1
    assert "mkdocs.yml" in ended.err
    assert len(ended.err) < 3_000
    assert tree(copied / "site") == before
