"""A new project: takes a plan and becomes a site as it stands; whole or not at all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

import gongkai.cli.run
from gongkai.checking import check
from gongkai.cli.group import gongkai
from gongkai.site.build import build
from gongkai.starting import start
from gongkai.starting.start import project_files
from gongkai.store import import_source
from tests.folders import tree

PLAN = (
    "饮水安全方案\n一、任务\n（一）检测。每季度向社会公开一次。（县水务局牵头，县卫生健康局参与）\n"
)


@pytest.mark.slow
def test_three_commands_make_a_site(tmp_path: Path) -> None:
    project, plan = tmp_path / "office", tmp_path / "方案.txt"
    plan.write_text(PLAN, encoding="utf-8")
    assert start(project) == ()
    assert import_source(project, plan, "r1").written
    report = build(project, strict=True)
    assert report.built
    assert check(project) == ()
    home = (project / "site/index.html").read_text("utf-8")
    assert "饮水安全方案" in home
    assert "软件演示" not in home
    assert "office" in home
    assert not (project / "site/README.html").exists()


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        pytest.param("", "水源", id="the-folder's-name"),
        pytest.param('“公开”: "甲" #1', '“公开”: "甲" #1', id="signs-of-yaml"),
        pytest.param("${version} @name@", "${version} @name@", id="signs-of-templates"),
        pytest.param("甲\n\x00　乙\udcff", "甲 乙", id="what-cannot-be-seen"),
    ],
)
def test_the_site_has_the_name_that_was_given(tmp_path: Path, given: str, shown: str) -> None:
    assert start(tmp_path / "水源", given) == ()
    text = (tmp_path / "水源/mkdocs.yml").read_text("utf-8")
    assert yaml.safe_load(text)["site_name"] == shown


def _file(folder: Path) -> None:
    folder.write_text("x", encoding="utf-8")


def _full(folder: Path) -> None:
    folder.mkdir()
    (folder / "方案.docx").write_bytes(b"x")


def _dangling(folder: Path) -> None:
    folder.symlink_to("nowhere")


@pytest.mark.parametrize("made", [_file, _full, _dangling])
def test_what_is_there_is_left_alone(tmp_path: Path, made: object) -> None:
    made(tmp_path / "office")  # type: ignore[operator]
    before = tree(tmp_path)
    done = CliRunner().invoke(gongkai, ["new", str(tmp_path / "office")])
    assert done.exit_code == 2
    assert len(done.stderr.splitlines()) == 1
    assert "folder-taken" in done.stderr
    assert tree(tmp_path) == before


@pytest.mark.parametrize("entries", [(), (".git",)])
def test_an_empty_folder_is_filled(tmp_path: Path, entries: tuple[str, ...]) -> None:
    for entry in entries:
        (tmp_path / "office" / entry).mkdir(parents=True)
    assert start(tmp_path / "office") == ()
    assert set(tree(tmp_path / "office")) == set(project_files("x"))
    assert [path.name for path in tmp_path.iterdir()] == ["office"]


@pytest.mark.parametrize("before", [False, True], ids=["absent", "empty"])
def test_a_failure_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: bool
) -> None:
    folder = tmp_path / "office"
    if before:
        folder.mkdir()
    rename = Path.rename

    def full(self: Path, target: Path) -> Path:
        if self.name in ("project", "mkdocs.yml"):
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(OSError, match="No space"):
        start(folder)
    assert list(tmp_path.rglob("*")) == ([folder] if before else [])


def test_the_files_are_sound_and_name_no_other_host() -> None:
    files = project_files("甲")
    assert {".gitattributes", ".gitignore", ".github/workflows/site.yml", ".gitlab-ci.yml"} < set(
        files
    )
    for path, text in files.items():
        if path.endswith(".yml"):
            assert isinstance(yaml.safe_load(text), dict), path
        hosts = set(re.findall(r"(?:https?://|@)([\w.-]+\.\w+)", text))
        assert hosts <= {"www.example.gov.cn", "example.gov.cn"}, path
