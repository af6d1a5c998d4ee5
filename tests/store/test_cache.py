"""The cache gives what loading gives, and is never needed."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings

import gongkai
from gongkai import beside
from gongkai.checking import check, examine
from gongkai.identity import assign, in_order
from gongkai.reading.read import read
from gongkai.sources import read_source
from gongkai.store import import_source, load, reading
from gongkai.store.cache import FOLDER, Cache, program
from gongkai.store.sections import Section, read_each, read_section, section_files
from gongkai.store.signing import _key, signed, unsigned
from tests.plans import Made, plans
from tests.revise.test_match import OLD, edited
from tests.store.noted import noted


@pytest.mark.slow
@given(plans())
@settings(max_examples=30)
def test_a_section_is_kept_as_it_was_read(made: Made) -> None:
    for name in ("plan.txt", "plan.md"):
        plan, _ = read(read_source(name, made.text.encode()))
        for text in section_files(assign(plan, in_order(plan))).values():
            section, findings = read_section("", text.encode())
            assert not findings
            assert msgspec.json.decode(msgspec.json.encode(section), type=Section) == section


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "plan_data").mkdir()
    for name, text in (("r1", OLD), ("r2", edited(("85%", "90%")))):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        assert import_source(tmp_path, tmp_path / f"{name}.txt", name).written
    return tmp_path


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    return noted(monkeypatch)


def test_plans_from_the_cache_are_those_of_the_files(project: Path) -> None:
    loaded, _ = load(project, "r1")
    assert loaded is not None
    for _ in range(2):
        assert Cache(project).plan("r1") == loaded.plan
    for path in (project / FOLDER).iterdir():
        path.write_text("[1, 2", encoding="utf-8")
    assert Cache(project).plan("r1") == loaded.plan


def test_a_changed_file_is_seen(project: Path) -> None:
    cache = Cache(project)
    assert examine(project, cache)[0] == check(project) == ()
    path = project / "plan_data/revisions/r1/source.txt"
    path.write_text(OLD.replace("疏通", "清理"), encoding="utf-8")
    assert {one.rule for one in check(project)} == {"source-changed", "text-changed"}
    assert examine(project, Cache(project))[0] == check(project)
    assert examine(project, Cache(project))[0] == check(project)  # now from the cache
    assert Cache(project).plan("r1") is None


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("units.yml", "name: 县水务局", "name: 县水务管理局"),
        ("revisions/r1/sections/01.yml", "role: measure", "role: narrative"),
    ],
)
def test_a_plan_is_kept_for_the_files_it_is_made_from(
    project: Path, file: str, old: str, new: str
) -> None:
    before = Cache(project).plan("r1")
    path = project / "plan_data" / file
    path.write_text(path.read_text("utf-8").replace(old, new, 1), encoding="utf-8")
    loaded, _ = load(project, "r1")
    assert loaded is not None
    assert Cache(project).plan("r1") == loaded.plan
    assert loaded.plan != before


def test_a_file_under_another_name_is_another_file(project: Path) -> None:
    before = Cache(project).fingerprint("r1")
    last = max((project / "plan_data/revisions/r1/sections").iterdir())
    last.rename(last.with_name("09.yml"))  # in the same order
    assert Cache(project).fingerprint("r1") != before


def test_another_program_makes_it_anew(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = iter(range(3))
    assert [Cache(project).value(("of",), lambda: next(made)) for _ in range(2)] == [0, 0]
    monkeypatch.setattr("gongkai.store.cache.program", lambda: "another")
    assert Cache(project).value(("of",), lambda: next(made)) == 1


@pytest.fixture
def copy_of_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a program, its macros and a library, which is taken for the one that runs."""
    for name in ("src/gongkai/__init__.py", "src/gongkai/store/cache.py", "macros/a.jinja"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    (tmp_path / "libraries/yaml-6.0.dist-info").mkdir(parents=True)
    monkeypatch.setattr(gongkai, "__file__", str(tmp_path / "src/gongkai/__init__.py"))
    monkeypatch.setattr(sys, "path", [str(tmp_path / "libraries"), str(tmp_path / "none")])
    return tmp_path


def _hash_of_program() -> str:
    return program.__wrapped__()


def _written(name: str) -> Callable[[Path], object]:
    def change(folder: Path) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("changed", encoding="utf-8")

    return change


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(_written("src/gongkai/store/cache.py"), id="a-module"),
        pytest.param(_written("src/gongkai/site/theme/new.css"), id="a-file-more"),
        pytest.param(_written("macros/a.jinja"), id="a-macro"),
        pytest.param(
            lambda folder: (folder / "libraries/yaml-6.0.dist-info").rename(
                folder / "libraries/yaml-6.1.dist-info"
            ),
            id="a-library",
        ),
    ],
)
def test_what_makes_another_program(
    copy_of_program: Path, change: Callable[[Path], object]
) -> None:
    before = _hash_of_program()
    change(copy_of_program)
    assert _hash_of_program() != before


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(_written("src/gongkai/__pycache__/a.pyc"), id="compiled"),
        pytest.param(
            lambda folder: (folder / "src/gongkai/.#cache.py").symlink_to("an.editor@host"),
            id="a-link-that-leads-nowhere",
        ),
        pytest.param(_written("macros/notes.txt"), id="beside-the-macros"),
    ],
)
def test_what_is_no_part_of_the_program(
    copy_of_program: Path, change: Callable[[Path], object]
) -> None:
    before = _hash_of_program()
    change(copy_of_program)
    assert _hash_of_program() == before


def test_what_is_no_longer_asked_for_goes(project: Path) -> None:
    assert Cache(project).plan("r1") is not None
    before = set((project / FOLDER).iterdir())
    (project / FOLDER / "0.1.new").touch()  # a kill left it
    now = Cache(project)
    assert now.plan("r2") is not None
    now.sweep()
    left = set((project / FOLDER).iterdir())
    shared = before & left  # of r1 nothing but what r2 says too
    assert left
    assert before - left
    assert len(left) == len(list((project / "plan_data/revisions/r2/sections").iterdir()))
    assert len(shared) < len(left)


def test_only_a_changed_section_is_read_again(project: Path, asked: list[str]) -> None:
    examine(project, Cache(project))
    sections = sorted((project / "plan_data/revisions/r2/sections").iterdir())
    changed = sections[1]
    changed.write_text(f"{changed.read_text('utf-8')}# 已核对\n", encoding="utf-8")
    asked.clear()
    findings, kept = examine(project, Cache(project))
    assert asked == [changed.relative_to(project).as_posix()]
    assert (findings, kept) == (check(project), load(project)[0])


def test_a_section_whose_source_has_changed_is_no_longer_found_in_it(
    project: Path, asked: list[str]
) -> None:
    examine(project, Cache(project))
    source = project / "plan_data/revisions/r2/source.txt"
    text = source.read_text("utf-8")
    for changed in (text.replace("疏通", "清理"), f"新的一行\n{text}", text[: len(text) // 2]):
        source.write_text(changed, encoding="utf-8")
        asked.clear()
        whole = check(project)
        for _ in range(2):
            assert examine(project, Cache(project))[0] == whole
        assert not asked  # the files themselves are as they were
        assert {"source-changed", "text-changed", "node-lines"} & {one.rule for one in whole}


@pytest.mark.parametrize(
    "kept",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b'"\xff"',
        b"[" * 100_000,
        b'{"nodes": [{"node": {"id": 1}, "heading": 2, "text": null}]}',
        b'{"frame": [{"kind": "none", "line": "1", "text": 3}]}',
        b'[["no-rule", "a", "b", "c", 1, 2]]',
    ],
)
def test_what_is_broken_or_of_another_form_is_made_again(project: Path, kept: bytes) -> None:
    whole = check(project), load(project)[0]
    examine(project, Cache(project))
    for path in (project / FOLDER).iterdir():
        path.write_bytes(signed(kept, path.name))
    for _ in range(2):
        assert examine(project, Cache(project)) == whole


def test_what_this_user_did_not_sign_is_made_again(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stranger's cache may say that nothing is wrong, in the very form in which it is kept."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "stranger"))
    _key.cache_clear()
    source = project / "plan_data/revisions/r1/source.txt"
    source.write_text(source.read_text("utf-8") + "\n又一行。\n", encoding="utf-8")
    wrong = check(project)
    assert wrong
    examine(project, Cache(project))
    for path in (project / FOLDER).iterdir():
        path.write_bytes(signed(b"[]", path.name))
    assert examine(project, Cache(project))[0] != wrong  # to the stranger it is his own
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "own"))
    _key.cache_clear()
    assert examine(project, Cache(project))[0] == wrong


@pytest.mark.parametrize("name", ["other.kept", "one"])
def test_a_signature_is_good_for_one_name(name: str) -> None:
    data = signed(b"[]", "one.kept")
    assert unsigned(data, "one.kept") == b"[]"
    with pytest.raises(ValueError, match=name):
        unsigned(data, name)


def test_a_key_that_cannot_be_kept_is_one_for_the_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    _key.cache_clear()
    assert unsigned(signed(b"1", "a"), "a") == b"1"
    _key.cache_clear()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "good"))
    data = signed(b"1", "a")
    _key.cache_clear()  # as a later process finds it
    assert unsigned(data, "a") == b"1"
    assert (tmp_path / "good/gongkai/key").stat().st_mode & 0o077 == 0


@pytest.fixture(autouse=True)
def _usual_key() -> Iterator[None]:
    yield
    _key.cache_clear()


def test_a_half_written_entry_is_made_again(project: Path) -> None:
    whole = check(project), load(project)[0]
    examine(project, Cache(project))
    for path in (project / FOLDER).iterdir():
        path.write_bytes(path.read_bytes()[:-2])
    assert examine(project, Cache(project)) == whole


def test_a_file_whose_name_is_no_text_is_one_like_others(project: Path) -> None:
    odd = os.fsencode(project / "plan_data/revisions/r2/sections") + b"/\xff.yml"
    Path(os.fsdecode(odd)).write_bytes(b"nodes: [\n")
    for _ in range(2):
        assert examine(project, Cache(project))[0] == check(project)


@pytest.mark.parametrize("able", [True, False], ids=["second-process", "afterwards"])
def test_two_processes_read_what_one_does(
    project: Path, monkeypatch: pytest.MonkeyPatch, *, able: bool
) -> None:
    paths = sorted((project / "plan_data/revisions").glob("*/sections/*.yml"))
    files = [(path.name, path.read_bytes()) for path in paths]
    files += [
        ("wrong.yml", b"nodes: [{id: 1}]\n"),
        ("broken.yml", b"nodes: [\n"),
        ("empty.yml", b""),
    ]
    monkeypatch.setattr(reading, "MANY", 0)
    monkeypatch.setattr(beside, "_possible", lambda: able)
    assert reading.read_beside(files) == read_each(files)
    assert reading.read_beside(files[:1]) == read_each(files[:1])
    assert reading.read_beside([]) == []


def test_what_another_process_has_read_is_kept_by_the_same_key(
    project: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    third = edited(("85%", "95%"))  # of two earlier revisions each process looks at one
    (project / "r3.txt").write_text(third, encoding="utf-8")
    assert import_source(project, project / "r3.txt", "r3").written
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "new"))
    _key.cache_clear()
    own, take = os.getpid(), beside.Jobs.take
    there: list[bool] = []

    def possible() -> bool:
        there.append((tmp_path / "new/gongkai/key").is_file())
        return os.getpid() == own

    with monkeypatch.context() as patch:
        patch.setattr(beside.Jobs, "take", lambda jobs: {} if os.getpid() == own else take(jobs))
        patch.setattr(beside, "_possible", possible)
        patch.setattr(reading, "MANY", 0)
        assert examine(project, Cache(project))[1] is not None
    assert {True} == {*there}  # before there are two that could each make one
    names = noted(monkeypatch)
    _key.cache_clear()
    for revision in ("r1", "r2", "r3"):
        assert Cache(project).plan(revision) is not None
    assert names == []


def test_a_folder_that_cannot_be_written_costs_nothing_else(project: Path) -> None:
    (project / FOLDER).write_text("in the way", encoding="utf-8")
    assert Cache(project).plan("r1") is not None
    Cache(project).sweep()


def test_the_current_revision_from_the_cache_is_that_of_the_files(project: Path) -> None:
    (project / "content").mkdir()
    (project / "content/index.md").write_text("值班电话：13812345678\n", encoding="utf-8")
    loaded, _ = load(project)
    for _ in range(2):  # read, then from the cache
        findings, kept = examine(project, Cache(project))
        assert kept == loaded
        assert findings == check(project)
        assert [(one.file, one.line) for one in findings] == [("content/index.md", 1)]
    for path in (project / "plan_data/revisions/r2/sections").iterdir():
        path.write_text(path.read_text("utf-8").replace("90%", "91%"), encoding="utf-8")
    assert examine(project, Cache(project))[0] == check(project)
    assert "text-changed" in {one.rule for one in check(project)}
