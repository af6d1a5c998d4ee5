"""The built wheel works outside the checkout: read, import, check, build."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TEXT = (
    "饮水安全方案\n一、任务\n（一）检测。每季度向社会公开一次。（县水务局牵头，县卫生健康局参与）\n"
)


@pytest.mark.slow
def test_the_wheel_makes_a_site(tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    quiet = {"check": True, "capture_output": True, "text": True}
    made, installed, project = tmp_path / "wheel", tmp_path / "installed", tmp_path / "project"
    subprocess.run(
        [*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", str(made), str(ROOT)], **quiet
    )
    [wheel] = made.glob("gongkai-*.whl")
    subprocess.run([*pip, "install", "--no-deps", "--target", str(installed), str(wheel)], **quiet)
    own = "{% macro measures_page(rows, here) %}<h1>本县的写法 {{ rows|length }}</h1>{% endmacro %}"
    shipped = (ROOT / "macros/registers.jinja").read_text("utf-8")
    environment = {**os.environ, "PYTHONPATH": str(installed), "LC_ALL": "C"}

    def gongkai(*args: str, cwd: Path = project) -> str:
        code = "import gongkai, sys; sys.stderr.write(gongkai.__file__); from gongkai.cli import main; main()"
        done = subprocess.run(
            [sys.executable, "-c", code, *args],
            cwd=cwd,
            env=environment,
            **{**quiet, "check": False},
        )
        assert done.returncode == 0, done.stderr
        assert str(installed) in done.stderr
        return done.stdout

    gongkai("new", "project", cwd=tmp_path)
    (project / "plan.txt").write_text(TEXT, encoding="utf-8")
    (project / "macros").mkdir()
    (project / "macros/registers.jinja").write_text(shipped + own, encoding="utf-8")
    assert "gongkai-plan/1" in gongkai("read", "plan.txt", "--json")
    gongkai("import", "plan.txt", "--revision", "r1")
    gongkai("check")
    gongkai("build")
    assert "本县的写法 1" in (project / "site/measures/index.html").read_text("utf-8")
