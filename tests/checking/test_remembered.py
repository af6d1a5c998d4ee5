"""What `check` finds of earlier revisions is the same whether it was looked for now or before."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai import beside
from gongkai.checking import check, examine
from gongkai.store import Cache, import_source
from gongkai.store.cache import FOLDER
from tests.site.conftest import made

TEXT = "河道管护方案\n\n一、任务\n（一）清淤。{}年底前完成。举报电话13812345678。\n牵头单位：县水务局、县某某处\n"
RENAMED = ('"xian-shuiliju"', '"xian-shuiju"\n  former_ids: ["xian-shuiliju"]')


def imported(base: Path, year: int, name: str) -> Path:
    """The project in `base` with one more revision, in which the deadline is that of `year`."""
    folder, source = base / "project", base / "plan.txt"
    (folder / "plan_data").mkdir(parents=True, exist_ok=True)
    source.write_text(TEXT.format(year), encoding="utf-8")
    assert import_source(folder, source, name).written
    return folder


def test_with_a_cache_and_without_the_findings_are_the_same(tmp_path: Path) -> None:
    folder = imported(tmp_path, 2026, "r1")
    imported(tmp_path, 2027, "r2")
    whole = check(folder)
    told = {(one.rule, one.file.split("/")[2]) for one in whole}
    assert {("personal-source", "r1"), ("personal-source", "r2"), ("unit-unresolved", "r1")} <= told
    for _ in range(2):  # the second time from what was kept
        assert examine(folder, Cache(folder))[0] == whole


def test_a_revision_that_a_newer_one_follows_is_looked_at_anew(tmp_path: Path) -> None:
    """What was wrong with the units of the current one is not wrong with those of an earlier one."""
    folder = imported(tmp_path, 2026, "r1")
    units = folder / "plan_data/units.yml"
    renamed = units.read_text("utf-8").replace(*RENAMED)
    units.write_text(renamed, encoding="utf-8")
    examine(folder, Cache(folder))
    assert "unit-former" in {one.rule for one in check(folder)}
    imported(tmp_path, 2027, "r2")
    assert "unit-former" not in {one.rule for one in check(folder)}
    assert examine(folder, Cache(folder))[0] == check(folder)


def test_what_units_yml_now_says_is_looked_at(tmp_path: Path) -> None:
    folder = imported(tmp_path, 2026, "r1")
    examine(folder, Cache(folder))
    units = folder / "plan_data/units.yml"
    units.write_text(units.read_text("utf-8").replace(*RENAMED), encoding="utf-8")
    assert "unit-former" in {one.rule for one in check(folder)}
    assert examine(folder, Cache(folder))[0] == check(folder)


@pytest.mark.parametrize("name", ["../source.txt", "/etc/hostname"])
def test_what_was_found_names_its_files_wherever_the_project_lies(
    tmp_path: Path, name: str
) -> None:
    folder = made(tmp_path)
    path = folder / "plan_data/revisions/r1/revision.yml"
    path.write_text(path.read_text("utf-8").replace("source.txt", name), encoding="utf-8")
    told = examine(folder, Cache(folder))[0]
    assert [one.file for one in told] == [f"plan_data/revisions/r1/{name}"]
    moved = folder.rename(tmp_path / "moved")
    assert examine(moved, Cache(moved))[0] == told


def test_what_a_second_process_has_found_stays_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = imported(tmp_path, 2026, "r1")
    left: list[set[str]] = []
    for able in (True, False):
        monkeypatch.setattr(beside, "_possible", lambda able=able: able)
        cache = Cache(folder)
        examine(folder, cache)
        cache.sweep()
        left.append({path.name for path in (folder / FOLDER).iterdir()})
    assert left[0] == left[1] != set()
