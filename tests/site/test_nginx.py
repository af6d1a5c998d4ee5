"""docs/nginx.conf in the real nginx, on this machine alone: what it sends with a built site."""

from __future__ import annotations

import gzip
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from gongkai.site.build import build
from gongkai.site.serve import POLICY
from gongkai.site.verify import verify
from tests.conftest import ROOT

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
needs_nginx = pytest.mark.skipif(
    NGINX is None, reason="nginx is not installed: its configuration is not tested"
)
CONF = (ROOT / "docs" / "nginx.conf").read_text("utf-8")


def test_the_policy_is_that_of_the_preview() -> None:
    assert f'Content-Security-Policy "{POLICY}" always' in CONF


@pytest.fixture
def port(small: Path, tmp_path: Path) -> Iterator[int]:
    """nginx with the configuration as it stands but for the port, the folder and the certificate."""
    assert build(small).built
    (small / "site" / ".hidden").write_text("x")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = int(free.getsockname()[1])
    main = CONF[CONF.rindex("\nserver {") :]
    main = main.replace("listen 443 ssl;", f"listen 127.0.0.1:{number};")
    main = main.replace("/srv/plan/current", str(small / "site"))
    main = re.sub(r"\n *ssl_[^\n]*", "", main)
    cache = CONF[CONF.index("map $arg_v") : CONF.index("server {")]
    line = next(line for line in cache.splitlines() if "~^" in line)
    moved = line.replace("# ", "").replace("旧编号", "old-id").replace("新编号", "xian-shuiliju")
    cache = cache.replace(line, moved)
    user = "user root;" if Path("/root").exists() and Path("/root").stat().st_uid == 0 else ""
    whole = tmp_path / "nginx.conf"
    whole.write_text(
        f"{user} daemon off; pid {tmp_path}/pid; error_log {tmp_path}/error.log; events {{}}\n"
        f"http {{ access_log off; client_body_temp_path {tmp_path}/b; proxy_temp_path {tmp_path}/p; "
        f"fastcgi_temp_path {tmp_path}/f; uwsgi_temp_path {tmp_path}/u; scgi_temp_path {tmp_path}/s;\n{cache}\n{main}\n}}\n",
        encoding="utf-8",
    )
    process = subprocess.Popen(
        [str(NGINX), "-p", str(tmp_path), "-c", str(whole), "-e", str(tmp_path / "error.log")]
    )
    for _ in range(100):
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", number)) == 0:
                break
        time.sleep(0.1)
    yield number
    process.terminate()
    process.wait()


def _get(
    port: int, path: str, method: str = "GET", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    asked = HTTPConnection("127.0.0.1", port, timeout=30)
    asked.request(
        method, path, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    answer = asked.getresponse()
    body = answer.read()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body


@pytest.mark.slow
@needs_nginx
def test_what_is_sent(port: int, small: Path) -> None:
    assert verify(f"http://127.0.0.1:{port}/")[1] == ()
    types = {
        "/": "text/html; charset=utf-8",
        "/plan/": "text/html; charset=utf-8",
        "/data/plan.json": "application/json; charset=utf-8",
        "/data/measures.csv": "text/csv; charset=utf-8",
        "/data/source.txt": "text/plain; charset=utf-8",
        "/data/feed.xml": "application/xml; charset=utf-8",
        "/assets/search.js": "text/javascript; charset=utf-8",
        "/assets/gongkai.css": "text/css; charset=utf-8",
    }
    for path, expected in types.items():
        status, headers, _ = _get(port, path)
        assert (status, headers["content-type"]) == (200, expected), path
        assert headers["content-security-policy"] == POLICY
        assert headers["strict-transport-security"].startswith("max-age=")
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-cache"
    assert "immutable" in _get(port, "/assets/search.js?v=12345678")[1]["cache-control"]
    _, headers, body = _get(port, "/data/plan.json", Accept_Encoding="gzip")
    assert headers["content-encoding"] == "gzip"
    assert gzip.decompress(body) == (small / "site" / "data" / "plan.json").read_bytes()


@pytest.mark.slow
@needs_nginx
def test_what_is_not_there(port: int, small: Path) -> None:
    for path in ("/nowhere/", "/measures/N999/", "/.hidden", "/assets/", "/../project/mkdocs.yml"):
        status, headers, body = _get(port, path)
        assert status in (400, 403, 404), path
        assert b"site_name" not in body
        if status == 404:
            assert body == (small / "site" / "404.html").read_bytes()
            assert headers["content-security-policy"] == POLICY
    assert _get(port, "/", "POST")[0] == 405


@pytest.mark.slow
@needs_nginx
def test_what_moved(port: int) -> None:
    for path in ("/units/old-id/", "/work-plans/old-id/2026/", "/data/units/old-id.ics"):
        status, headers, _ = _get(port, path)
        now = path.replace("old-id", "xian-shuiliju")
        assert (status, headers["location"]) == (301, f"http://127.0.0.1:{port}{now}")
        assert headers["content-security-policy"] == POLICY
    assert _get(port, "/units/old-id2/")[0] == 404
