"""The preview: built again on a change, alive after an error."""

from __future__ import annotations

import queue
import re
import threading
import weakref
from collections.abc import Iterator
from functools import partial
from http.client import HTTPConnection
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from gongkai.site.build import BuildReport
from gongkai.site.contents import Contents
from gongkai.site.serve import POLICY, Handler, serve
from gongkai.store import import_source

TEXT = "河道管护方案\n\n一、任务\n（一）清淤。2026年底前完成。\n牵头单位：县水务局\n"


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[tuple[HTTPConnection, Path]]:
    """A connection to a preview of the site in the folder that is given too."""
    (tmp_path / "disclosure").mkdir()
    (tmp_path / "disclosure/index.html").write_text("first")
    (tmp_path / "assets").mkdir()
    page = '<script src="/plan/assets/host.js" data-base="/plan/"></script><a href="/plan/.">“/plan/”</a>'
    (tmp_path / "404.html").write_text(page, encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    asked = HTTPConnection("127.0.0.1", server.server_port, timeout=30)
    yield asked, tmp_path
    asked.close()
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("path", ["/nowhere/", "/assets/", "/disclosure/x/", "/measures/N999/?a=1"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_where_nothing_is_the_site_says_so(
    preview: tuple[HTTPConnection, Path], path: str, method: str
) -> None:
    """By its own page, which says where to look; its links begin at the root, where a preview stands."""
    asked, _ = preview
    asked.request(method, path)
    answer = asked.getresponse()
    body = answer.read().decode()
    expected = '<script src="/assets/host.js" data-base="/"></script><a href="/.">“/plan/”</a>'
    assert (answer.status, body) == (404, expected if method == "GET" else "")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-security-policy"] == POLICY
    assert int(answer.headers["content-length"]) == len(expected.encode())


def test_a_page_that_is_cut_away_leads_to_the_first(preview: tuple[HTTPConnection, Path]) -> None:
    asked, site = preview
    asked.request("GET", "/disclosure/N054/2/?q=1")
    answer = asked.getresponse()
    assert (answer.status, answer.headers["location"], answer.read()) == (302, "/disclosure/", b"")
    (site / "disclosure/N054").mkdir()
    (site / "disclosure/N054/index.html").write_text("here")
    asked.request("GET", "/disclosure/N054/")
    assert asked.getresponse().read() == b"here"


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        pytest.param("http://[x/plan/N9/", 404, id="a-host-that-is-none"),
        pytest.param("http://[x/../..", 400, id="a-host-that-is-none-and-a-folder"),
        pytest.param("/plan/%00/", 404, id="a-folder-with-a-nul"),
        pytest.param("/plan/%00", 400, id="a-file-with-a-nul"),
    ],
)
def test_an_address_that_can_be_none_is_answered(
    preview: tuple[HTTPConnection, Path],
    capfd: pytest.CaptureFixture[str],
    asked: str,
    status: int,
) -> None:
    connection, _ = preview
    connection.putrequest("GET", asked, skip_host=True)
    connection.endheaders()
    answer = connection.getresponse()
    answer.read()
    assert answer.status == status
    assert "Traceback" not in capfd.readouterr().err


def test_without_its_page_for_wrong_addresses_a_preview_says_so_itself(
    preview: tuple[HTTPConnection, Path],
) -> None:
    asked, site = preview
    (site / "404.html").unlink()
    asked.request("GET", "/nowhere/")
    assert asked.getresponse().status == 404


@pytest.mark.slow
def test_a_change_is_built_and_an_error_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "plan_data").mkdir()
    (tmp_path / "pages").mkdir()
    (tmp_path / "mkdocs.yml").write_text("docs_dir: pages\n", encoding="utf-8")
    (tmp_path / "plan.txt").write_text(TEXT, encoding="utf-8")
    assert import_source(tmp_path, tmp_path / "plan.txt", "r1").written
    made: list[weakref.ref[Contents]] = []
    begin = Contents.__init__

    def noted(self: Contents, *args: Any, **more: Any) -> None:
        begin(self, *args, **more)
        made.append(weakref.ref(self))

    monkeypatch.setattr(Contents, "__init__", noted)
    lines: queue.Queue[str] = queue.Queue()

    def built(report: BuildReport) -> None:
        for finding in report.findings:
            lines.put(finding.text("zh"))
        lines.put(f"built: {report.built}")

    stop = threading.Event()
    server = threading.Thread(
        target=serve,
        args=(tmp_path,),
        kwargs={"port": 0, "built": built, "serving": lines.put, "stop": stop},
    )

    def until(pattern: str) -> str:
        while not re.search(pattern, line := lines.get(timeout=60)):
            pass
        return line

    server.start()
    try:
        address = until("http://")
        assert "河道管护方案" in urlopen(address).read().decode()
        page = tmp_path / "pages/about.md"
        page.write_text("# 关于\n\n{{ nothing() }}\n", encoding="utf-8")
        assert until(r"pages/about\.md:3")
        page.write_text("# 关于\n\n已改好。\n", encoding="utf-8")
        until("built: True")
        assert "已改好" in urlopen(f"{address}about/").read().decode()
    finally:
        stop.set()
        server.join(timeout=30)
    # A preview goes on for days: what a build made is let go, at the latest by the next.
    assert len(made) > 1
    assert [one() for one in made[:-1]] == [None] * (len(made) - 1)
