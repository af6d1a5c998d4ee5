"""Published sites side by side: the new one is shown whole or not at all, and the one before comes back."""

from __future__ import annotations

import json
import os
import shutil
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from gongkai import manifest
from gongkai.site import releases
from gongkai.site.releases import current, names, publish, rollback
from gongkai.site.swap import alone
from tests.hostile.run import run
from tests.hostile.steps import killed


def site(folder: Path, words: str) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    files = {"index.html": words.encode(), "data/plan.json": b"{}"}
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    listed = {name: manifest.entry(data) for name, data in files.items()}
    (folder / manifest.NAME).write_bytes(manifest.write(listed))
    return folder


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Three releases, the third of them shown."""
    for words in ("one", "two", "three"):
        assert not publish(site(tmp_path / "site", words), tmp_path / "place").findings
    return tmp_path / "place"


def seen(place: Path) -> str:
    return (place / "current" / "index.html").read_text("utf-8")


def test_the_last_one_is_shown_and_the_one_before_comes_back(place: Path) -> None:
    assert (seen(place), names(place)) == ("three", ["0001", "0002", "0003"])
    for words, now in (("two", "0002"), ("one", "0001")):
        assert rollback(place).now == now
        assert seen(place) == words
    refused = rollback(place)
    assert [one.rule for one in refused.findings] == ["release-first"]
    assert seen(place) == "one"
    assert rollback(place, "0003").was == "0001"
    assert seen(place) == "three"
    assert [one.rule for one in rollback(place, "0009").findings] == ["release-unknown"]


def test_what_was_rolled_back_from_goes_with_the_next_release(tmp_path: Path, place: Path) -> None:
    rollback(place)
    assert publish(site(tmp_path / "site", "four"), place).now == "0004"
    assert names(place) == ["0001", "0002", "0004"]
    assert rollback(place).now == "0002"


def test_as_many_stay_as_are_to_be_kept(tmp_path: Path, place: Path) -> None:
    for at in range(4):
        publish(site(tmp_path / "site", f"more {at}"), place, kept=3)
    assert names(place) == ["0005", "0006", "0007"]


def test_files_have_the_times_of_the_site(tmp_path: Path, place: Path) -> None:
    built = site(tmp_path / "site", "four" * 1000)
    os.utime(built / "index.html", ns=(5 * 10**18, 10**18))
    assert publish(built, place).now == "0004"
    for name in ("index.html", "index.html.gz"):
        assert (place / "current" / name).stat().st_mtime_ns == 10**18


def test_the_same_site_is_no_new_release(tmp_path: Path, place: Path) -> None:
    assert publish(site(tmp_path / "site", "three"), place) == releases.Shown("0003", "0003")
    assert names(place) == ["0001", "0002", "0003"]
    (place / "releases/0003/index.html").write_text("harmed")
    assert publish(site(tmp_path / "site", "three"), place).now == "0004"
    assert seen(place) == "three"


@pytest.mark.parametrize("harm", ["changed", "missing", "extra", "manifest"])
def test_only_a_whole_release_is_shown(tmp_path: Path, place: Path, harm: str) -> None:
    for folder in (place / "releases" / "0002", made := site(tmp_path / "site", "four")):
        {
            "changed": lambda one: (one / "index.html").write_text("other"),
            "missing": lambda one: (one / "index.html").unlink(),
            "extra": lambda one: (one / "shell.php").write_text("x"),
            "manifest": lambda one: (one / manifest.NAME).unlink(),
        }[harm](folder)
    assert [one.rule for one in rollback(place).findings] == [f"verify-{harm}"]
    assert [one.rule for one in publish(made, place).findings] == [f"verify-{harm}"]
    assert (seen(place), current(place)) == ("three", "0003")
    assert sorted(path.name for path in (place / "releases").iterdir()) == ["0001", "0002", "0003"]


@pytest.mark.slow
def test_a_kill_at_any_step_leaves_the_site_that_was_there_or_the_new_one(
    tmp_path: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "sync", lambda: None)
    words = "four" * 200  # enough to be compressed
    made = site(tmp_path / "site", words)
    found = []
    for step in count(1):
        shutil.copytree(place, there := tmp_path / str(step), symlinks=True)
        ended = not killed(partial(publish, made, there), there, step)
        found.append(seen(there))
        publish(made, there)
        assert seen(there) == words
        assert not list(there.rglob(".*"))
        assert (there / "current" / "index.html.gz").exists()
        assert rollback(there, "0003").now == "0003"
        if ended:
            break
    assert found == sorted(found, reverse=True)
    assert set(found) == {"three", words}


def test_a_kill_at_any_step_of_going_back_leaves_one_of_the_two(
    tmp_path: Path, place: Path
) -> None:
    found = []
    for step in count(1):
        shutil.copytree(place, there := tmp_path / str(step), symlinks=True)
        ended = not killed(partial(rollback, there), there, step)
        found.append(seen(there))
        assert rollback(there, "0002").now == "0002"
        assert not list(there.rglob(".*.new"))
        if ended:
            break
    assert set(found) == {"three", "two"}


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    made = site(tmp_path / "site", "one")
    for name in ("index.html", "current", "releases"):
        (tmp_path / name / name).mkdir(parents=True)
    (tmp_path / "index.html" / "index.html").rmdir()
    (tmp_path / "index.html" / "index.html").write_text("mine")
    assert [one.rule for one in publish(made, tmp_path / "index.html").findings] == [
        "release-place"
    ]
    assert [one.rule for one in publish(made, tmp_path / "current").findings] == ["release-place"]
    assert publish(made, tmp_path / "releases").now == "0001"
    assert [one.rule for one in rollback(tmp_path / "nowhere").findings] == ["release-none"]


def test_who_comes_second_is_told(tmp_path: Path, place: Path) -> None:
    with alone(place):
        found = publish(site(tmp_path / "site", "four"), place)
    assert [one.rule for one in found.findings] == ["site-busy"]


@pytest.mark.slow
def test_the_commands(small: Path) -> None:
    """A draft is not published; what is, comes back by one command."""
    web = small / "web"
    assert run("publish", web, "-C", small).code == 1
    assert not web.exists()
    revision = small / "plan_data" / "revisions" / "r1" / "revision.yml"
    approved = 'state: in_force\napproved_by: 县政府办\napproved_on: "2026-01-05"\n'
    revision.write_text(
        revision.read_text("utf-8").replace("state: draft\n", approved), encoding="utf-8"
    )
    for name in ("甲", "乙"):
        (small / "mkdocs.yml").write_text(f"site_name: {name}\n", encoding="utf-8")
        ended = run("publish", web, "-C", small, "--as-of", "2026-01-10")
        assert ended.code == 0, ended.err
    before = (web / "releases" / "0001" / "index.html").read_bytes()
    assert run("rollback", web).code == 0
    assert (web / "current" / "index.html").read_bytes() == before
    assert run("verify", web / "current").code == 0
    said = json.loads(run("rollback", web, "--to", "0002", "--json").out)
    assert said == {"findings": [], "now": "0002", "was": "0001"}
    assert run("rollback", web, "--to", "x").code == 1
