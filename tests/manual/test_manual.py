"""The editors' manual: every command shown is run, page after page, in one project that grows as the pages say.

A block marked `sh` is run as a script; one marked `shell` waits for a person: it is run in a terminal, and ended as
the page says. What a page tells the reader to write into a file is written there before its commands are run.
"""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from gongkai.sources.rules import RULES
from tests.examples.word import word_file

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "content/manual"
TEXT = ROOT / "examples/heating/方案.txt"
BLOCK = re.compile(r"^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
# What waits for a person: words that it says when it is ready, and the keys that end it.
ENDED = {"gongkai serve": ("http://127.0.0.1", "\x03"), "gongkai review": ("[q]", "q\n")}
TABLES = ("二月水质.csv", "二月出厂水.csv")  # of the page on water, in its order


def blocks(page: str, kind: str) -> list[str]:
    found = BLOCK.finditer((PAGES / page).read_text("utf-8"))
    return [match["text"] for match in found if match["kind"] == kind]


def order() -> list[str]:
    """The pages in the order of the navigation."""
    nav = (ROOT / "mkdocs.yml").read_text("utf-8")
    return re.findall(r": manual/([\w-]+\.md)$", nav, re.MULTILINE)


def test_the_navigation_and_the_front_page_hold_every_page() -> None:
    pages = {path.name for path in PAGES.glob("*.md")}
    assert set(order()) == pages
    front = (PAGES / "index.md").read_text("utf-8")
    assert set(re.findall(r"\]\(([\w-]+\.md)\)", front)) == pages - {"index.md"}


def test_every_message_that_is_explained_exists() -> None:
    text = (PAGES / "messages.md").read_text("utf-8")
    cells = re.findall(r"^\| (`[^|]+) \|", text, re.MULTILINE)
    names = [name for cell in cells for name in re.findall(r"`([a-z-]+)`", cell)]
    assert len(names) > 25
    assert set(names) <= set(RULES)


def write(page: str, project: Path) -> None:
    """Do what a page tells the reader to write: a block of YAML that begins with a file's name goes there."""
    for block in blocks(page, "yaml"):
        head, _, text = block.partition("\n")
        if not head.startswith("# "):
            continue
        path = project / head.removeprefix("# ")
        path.parent.mkdir(parents=True, exist_ok=True)
        kept = path.read_text("utf-8") if path.exists() else ""
        if path.name == "revision.yml":  # a key that stands there already is written over
            own = tuple(re.findall(r"^\w+:", text, re.MULTILINE))
            kept = "".join(line for line in kept.splitlines(True) if not line.startswith(own))
        path.write_text(kept + text, encoding="utf-8", newline="\n")
    for name, table in zip(TABLES, blocks(page, "csv"), strict=False):
        (project / name).write_text(table, encoding="utf-8", newline="\n")


def sit_down(line: str, project: Path, environment: dict[str, str]) -> None:
    """Run in a terminal a command that waits for a person, and end it with the keys for that."""
    ready, keys = ENDED[line]
    call = line.split()
    if call[-1] == "serve":
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            call += ["--port", str(free.getsockname()[1])]
    desk, end = pty.openpty()

    def at_a_desk() -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # the tests may run where it is ignored
        os.login_tty(end)

    running = subprocess.Popen(
        call, cwd=project, env=environment, stdin=end, stdout=end, stderr=end,
        preexec_fn=at_a_desk,
    )  # fmt: skip
    os.close(end)
    said = ""
    try:
        while ready not in said:
            assert select.select([desk], [], [], 60)[0], f"{line} says nothing more: {said}"
            said += os.read(desk, 1 << 16).decode("utf-8", "replace")
        os.write(desk, keys.encode())
        assert running.wait(30) in (0, 130), f"{line}: {said}"
    finally:
        running.kill()
        os.close(desk)


@pytest.mark.slow
def test_every_command_does_what_the_manual_says(tmp_path: Path) -> None:
    text = TEXT.read_text("utf-8").replace("不少于6台", "不少于XX台")
    revised = text.replace("每年不少于2万户", "每年不少于2.2万户").replace("98%", "99%", 1)
    for name, words in (("方案", text), ("修订后的方案", revised)):
        (tmp_path / f"{name}.docx").write_bytes(word_file(words))
    command = tmp_path / "bin/gongkai"
    command.parent.mkdir()
    code = "from gongkai.cli import main; main()"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{code}" "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    path = f"{command.parent}{os.pathsep}{os.environ['PATH']}"
    project = tmp_path / "方案公开"
    environment = {**os.environ, "PATH": path, "LC_ALL": "zh_CN.UTF-8", "PYTHONUTF8": "1"}
    for page in order():
        # Two texts that differ are what `diff` ends with 1 for.
        script = re.sub(
            r"(?m)^gongkai diff .*$", r"\g<0> || [ $? = 1 ]", "".join(blocks(page, "sh"))
        )
        # There is something to go back to once another day's site was published.
        script = re.sub(
            r"(?m)^gongkai rollback (.*)$", r"gongkai publish \1 --as-of 2027-01-01\n\g<0>", script
        )
        if project.exists():
            write(page, project)
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script],
            cwd=project if project.exists() else tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{page}: {done.stdout[-2000:]}{done.stderr[-2000:]}"
        for line in "".join(blocks(page, "shell")).splitlines():
            sit_down(line, project, environment)
    assert (project / "site/data/source.txt").read_text("utf-8") == revised
    assert (project / "数据/plan.json").is_file()
    assert (project / "旧版数据/source.txt").read_text("utf-8") == text
