"""The built wheel works outside the checkout: a project, read, import, check, build."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]
TEXT = (
    "饮水安全方案\n一、任务\n（一）检测。每季度向社会公开一次。（县水务局牵头，县卫生健康局参与）\n"
)
OWN = "{% macro measures_page(rows, here) %}<h1>本县的写法 {{ rows|length }}</h1>{% endmacro %}"


@pytest.fixture(scope="module")
def bin_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the command `gongkai` of the installed wheel, which says where it comes from."""
    folder = tmp_path_factory.mktemp("wheel")
    made, installed, commands = folder / "made", folder / "installed", folder / "bin"
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    for command in (
        [*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", str(made), str(ROOT)],
        [*pip, "install", "--no-deps", "--no-index", "--find-links", str(made), "--target", str(installed), "gongkai"],
    ):  # fmt: skip
        subprocess.run(command, check=True, capture_output=True)
    code = "import gongkai, sys; sys.stderr.write(gongkai.__file__); from gongkai.cli import main; main()"
    commands.mkdir()
    (commands / "gongkai").write_text(
        f'#!/bin/sh\nPYTHONPATH="{installed}" exec "{sys.executable}" -c "{code}" "$@"\n'
    )
    (commands / "gongkai").chmod(0o755)
    return commands


def run(script: str, folder: Path, commands: Path) -> str:
    """Run a script in `folder`; all that it prints."""
    path = f"{commands}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=folder,
        env={**os.environ, "PATH": path, "LC_ALL": "C", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert str(commands.parent / "installed") in done.stderr
    return done.stdout


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_commands_of_the_readme_make_a_site(
    readme: str, tmp_path: Path, bin_folder: Path
) -> None:
    (tmp_path / "方案.txt").write_text(TEXT, encoding="utf-8")
    found = re.findall(r"```sh\n(.*?)```", (ROOT / readme).read_text("utf-8"), re.DOTALL)
    [script] = [block for block in found if "gongkai new" in block]
    run(script, tmp_path, bin_folder)
    [home] = tmp_path.glob("*/site/index.html")
    assert "饮水安全方案" in home.read_text("utf-8")


def test_a_project_overrides_what_the_wheel_ships(tmp_path: Path, bin_folder: Path) -> None:
    run("gongkai new .", tmp_path, bin_folder)
    (tmp_path / "plan.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "macros").mkdir()
    shipped = (ROOT / "macros/registers.jinja").read_text("utf-8")
    (tmp_path / "macros/registers.jinja").write_text(shipped + OWN, encoding="utf-8")
    assert "gongkai-plan/1" in run("gongkai read plan.txt --json", tmp_path, bin_folder)
    script = "gongkai import plan.txt --revision r1; gongkai check; gongkai build"
    run(script, tmp_path, bin_folder)
    assert "本县的写法 1" in (tmp_path / "site/measures/index.html").read_text("utf-8")
