"""The preview: built again on a change, alive after an error."""

from __future__ import annotations

import queue
import re
import threading
import weakref
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from gongkai.site.contents import Contents
from gongkai.site.serve import serve
from gongkai.store import import_source

TEXT = "河道管护方案\n\n一、任务\n（一）清淤。2026年底前完成。\n牵头单位：县水务局\n"


@pytest.mark.slow
def test_a_change_is_built_and_an_error_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "plan_data").mkdir()
    (tmp_path / "content").mkdir()
    (tmp_path / "plan.txt").write_text(TEXT, encoding="utf-8")
    assert import_source(tmp_path, tmp_path / "plan.txt", "r1").written
    made: list[weakref.ref[Contents]] = []
    begin = Contents.__init__

    def noted(self: Contents, *args: Any, **more: Any) -> None:
        begin(self, *args, **more)
        made.append(weakref.ref(self))

    monkeypatch.setattr(Contents, "__init__", noted)
    lines: queue.Queue[str] = queue.Queue()
    stop = threading.Event()
    server = threading.Thread(
        target=serve, args=(tmp_path,), kwargs={"port": 0, "tell": lines.put, "stop": stop}
    )

    def until(pattern: str) -> str:
        while not re.search(pattern, line := lines.get(timeout=60)):
            pass
        return line

    server.start()
    try:
        address = until("http://")
        assert "河道管护方案" in urlopen(address).read().decode()
        page = tmp_path / "content/about.md"
        page.write_text("# 关于\n\n{{ nothing() }}\n", encoding="utf-8")
        assert until(r"content/about\.md:3")
        page.write_text("# 关于\n\n已改好。\n", encoding="utf-8")
        until(r"site: \d")
        assert "已改好" in urlopen(f"{address}about/").read().decode()
    finally:
        stop.set()
        server.join(timeout=30)
    # A preview goes on for days: what a build made is let go, at the latest by the next.
    assert len(made) > 1
    assert [one() for one in made[:-1]] == [None] * (len(made) - 1)
