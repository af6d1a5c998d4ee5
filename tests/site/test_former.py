"""What stays as it is is taken over from the site that stands, and nothing is written into that one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from gongkai.manifest import entry
from gongkai.site.build import build
from gongkai.site.former import Former
from gongkai.site.verify import verify
from gongkai.site.writer import Writer

DAY, NEXT = date(2026, 8, 20), date(2026, 8, 21)
SAME = "data/source.txt"  # whatever the day is; pages say it


def _states(site: Path) -> dict[str, tuple[int, int]]:
    files = (path for path in site.rglob("*") if path.is_file())
    return {
        path.relative_to(site).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in files
    }


def _led_away(path: Path) -> None:
    """A link in the file's place, to a file of its size and time."""
    away = path.parents[2] / "away.txt"
    path.rename(away)
    path.symlink_to(away)


def test_a_file_that_stays_keeps_its_time_and_the_others_are_new(small: Path) -> None:
    assert build(small, as_of=DAY).built
    before = _states(small / "site")
    assert build(small, as_of=NEXT).built
    now = _states(small / "site")
    assert now[SAME] == before[SAME]
    assert now["index.html"] != before["index.html"]
    shutil.rmtree(small / ".gongkai-cache")
    shutil.copytree(small / "site", small.parent / "taken-over")
    (small / "site").rename(small.parent / "away")
    assert build(small, as_of=NEXT).built
    for path in now:
        clean = (small / "site" / path).read_bytes()
        assert (small.parent / "taken-over" / path).read_bytes() == clean, path


@pytest.mark.slow
@pytest.mark.parametrize(
    "touch",
    [
        pytest.param(lambda path: path.write_bytes(b"by hand"), id="written-over"),
        pytest.param(lambda path: path.unlink(), id="gone"),
        pytest.param(_led_away, id="a-link"),
        pytest.param(lambda path: path.chmod(0o600), id="closed"),
    ],
)
def test_nothing_is_taken_from_a_site_that_somebody_has_touched(
    small: Path, touch: Callable[[Path], object]
) -> None:
    assert build(small, as_of=DAY).built
    before = _states(small / "site")
    was = (small / "site" / SAME).read_bytes()
    touch(small / "site" / SAME)
    assert build(small, as_of=NEXT).built
    assert (
        _states(small / "site")["data/schemas/units.schema.json"]
        != before["data/schemas/units.schema.json"]
    )
    assert (small / "site" / SAME).read_bytes() == was
    assert not (small / "site" / SAME).is_symlink()
    assert verify(str(small / "site"))[1] == ()


@pytest.mark.slow
def test_a_copy_of_a_project_with_its_cache_is_built_by_itself(small: Path) -> None:
    assert build(small, as_of=DAY).built
    copy = small.parent / "copy"
    shutil.copytree(small, copy)
    (copy / "content").mkdir()
    (copy / "content/note.md").write_text("# 说明\n", encoding="utf-8")
    report = build(copy, as_of=DAY)
    assert report.folder == copy / "site"
    assert (copy / "site/note/index.html").is_file()
    assert not (copy / "site" / SAME).samefile(small / "site" / SAME)


def test_a_site_that_stays_beside_the_new_one_lends_nothing(small: Path) -> None:
    assert build(small, as_of=DAY).built
    (small / "mkdocs.yml").write_text("site_name: 站\nsite_dir: public\n", encoding="utf-8")
    assert build(small, as_of=DAY).folder == small / "public"
    assert not (small / "public" / SAME).samefile(small / "site" / SAME)


@pytest.mark.slow
def test_who_gives_other_rights_now_gives_them_to_all(small: Path) -> None:
    """Of folders those of the site before the last are taken, so a third build sees them."""
    for mask, day in ((0o077, DAY), (0o077, NEXT), (0o022, DAY), (0o022, NEXT)):
        was = os.umask(mask)
        try:
            assert build(small, as_of=day).built
        finally:
            os.umask(was)
        found = {path.stat().st_mode & 0o077 for path in (small / "site").rglob("*")}
        assert (found == {0}) == (mask == 0o077)
        assert (0 in found) == (mask == 0o077)


@pytest.mark.slow
def test_where_a_hook_writes_into_the_site_nothing_is_taken_over_and_all_is_listed(
    small: Path,
) -> None:
    assert build(small, as_of=DAY).built
    (small.parent / "held").hardlink_to(small / "site" / SAME)
    was = (small / "site" / SAME).read_bytes()
    hook = f"def on_post_build(config):\n    open(config['site_dir'] + '/{SAME}', 'a').write('x')\n"
    (small / "hook.py").write_text(hook, encoding="utf-8")
    (small / "mkdocs.yml").write_text("site_name: 站\nhooks: [hook.py]\n", encoding="utf-8")
    assert build(small, as_of=DAY).built
    assert (small.parent / "held").read_bytes() == was
    assert (small / "site" / SAME).read_bytes() == was + b"x"
    assert verify(str(small / "site"))[1] == ()


def test_a_build_that_fails_leaves_the_old_site_as_it_was(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert build(small, as_of=DAY).built
    before = _states(small / "site")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("gongkai.site.making.seal", full)
    with pytest.raises(OSError, match="No space"):
        build(small, as_of=NEXT)
    assert _states(small / "site") == before
    assert verify(str(small / "site"))[1] == ()


@pytest.mark.parametrize("second", [b"old", b"new"])
def test_what_is_written_again_does_not_reach_the_former_site(
    tmp_path: Path, second: bytes
) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old/a").write_bytes(b"old")
    former = Former(tmp_path / "old", {"a": entry(b"old")})
    writer = Writer(tmp_path / "new", former)
    writer.file("a", b"old")
    assert (tmp_path / "old/a").samefile(tmp_path / "new/a")
    writer.file("a", second)
    assert (tmp_path / "new/a").read_bytes() == second
    assert (tmp_path / "old/a").read_bytes() == b"old"


def test_where_there_are_no_second_names_files_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def link(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", link)
    (tmp_path / "old").mkdir()
    (tmp_path / "old/a").write_bytes(b"old")
    Writer(tmp_path / "new", Former(tmp_path / "old", {"a": entry(b"old")})).file("a", b"old")
    assert (tmp_path / "new/a").read_bytes() == b"old"
