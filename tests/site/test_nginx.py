"""docs/nginx.conf in the real nginx, on this machine alone: what it sends with a published site, and the way back."""

from __future__ import annotations

import gzip
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path

import pytest

from gongkai import addresses
from gongkai.site.build import build
from gongkai.site.releases import TEXTS, names, publish, rollback
from gongkai.site.serve import POLICY
from gongkai.site.verify import verify
from tests.conftest import ROOT
from tests.folders import tree
from tests.site.conftest import made

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
OPENSSL = shutil.which("openssl")
CONF = (ROOT / "docs" / "nginx.conf").read_text("utf-8")
needs_nginx = pytest.mark.skipif(
    NGINX is None, reason="nginx is not installed: its configuration is not tested"
)
pytestmark = pytest.mark.xdist_group("nginx")


def test_the_policy_is_that_of_the_preview() -> None:
    assert f'Content-Security-Policy "{POLICY}" always' in CONF


@dataclass(frozen=True)
class Served:
    """A place of releases that nginx serves: at `port` by TLS where `secure`, and at `plain` without."""

    place: Path
    site: Path
    port: int
    plain: int
    secure: bool

    def get(
        self, path: str, method: str = "GET", *, plain: bool = False, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        if plain or not self.secure:
            port = self.plain if plain else self.port
            asked = HTTPConnection("127.0.0.1", port, timeout=30)
        else:
            trusting = ssl._create_unverified_context()
            asked = HTTPSConnection("127.0.0.1", self.port, timeout=30, context=trusting)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        asked.request(method, path, headers=sent)
        answer = asked.getresponse()
        body = answer.read()
        asked.close()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body


def _free() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _certificate(folder: Path) -> bool:
    if OPENSSL is None:
        return False
    asked = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=plan.example.gov.cn", "-days", "2"]  # fmt: skip
    files = ["-keyout", str(folder / "plan.key"), "-out", str(folder / "plan.pem")]
    return not subprocess.run(
        [OPENSSL, *asked, *files], capture_output=True, check=False
    ).returncode


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """nginx with the configuration as it stands but for the ports, the folder and the certificate."""
    folder = tmp_path_factory.mktemp("nginx")
    project = made(folder)
    assert build(project).built
    place = folder / "plan"
    assert publish(project / "site", place).now == "0001"
    port, plain = _free(), _free()
    secure = _certificate(folder)
    conf = CONF.replace("listen 443 ssl;", f"listen 127.0.0.1:{port}{' ssl' if secure else ''};")
    conf = conf.replace("listen 80;", f"listen 127.0.0.1:{plain};")
    conf = conf.replace("/srv/plan", str(place)).replace("/etc/ssl/certs", str(folder))
    conf = conf.replace("/etc/ssl/private", str(folder))
    if not secure:
        conf = re.sub(r"\n *ssl_[^\n]*", "", conf)
    line = next(line for line in conf.splitlines() if "旧编号" in line)
    moved = line.replace("# ", "").replace("旧编号", "old-id").replace("新编号", "xian-shuiliju")
    conf = conf.replace(line, moved)
    user = "user root;" if Path("/root").exists() and Path("/root").stat().st_uid == 0 else ""
    whole = folder / "nginx.conf"
    whole.write_text(
        f"{user} daemon off; pid {folder}/pid; error_log {folder}/error.log; events {{}}\n"
        f"http {{ access_log off; client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; "
        f"fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;\n{conf}\n}}\n",
        encoding="utf-8",
    )
    process = subprocess.Popen(
        [str(NGINX), "-p", str(folder), "-c", str(whole), "-e", str(folder / "error.log")]
    )
    for _ in range(100):
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    yield Served(place, project / "site", port, plain, secure)
    process.terminate()
    process.wait()


@pytest.mark.slow
@needs_nginx
def test_what_is_sent(served: Served) -> None:
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
        status, headers, body = served.get(path)
        assert (status, headers["content-type"]) == (200, expected), path
        assert headers["content-security-policy"] == POLICY
        assert headers["strict-transport-security"].startswith("max-age=")
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-cache"
        assert body
    assert "immutable" in served.get("/assets/search.js?v=12345678")[1]["cache-control"]


@pytest.mark.slow
@needs_nginx
def test_every_kind_of_file_has_its_type(served: Served) -> None:
    """None is sent as bytes of no kind, and each text with its encoding."""
    kinds = {path.suffix: path for path in served.site.rglob("*") if path.is_file()}
    assert {".html", ".css", ".js", ".json", ".csv", ".txt", ".xml", ".svg", ".sqlite"} <= set(
        kinds
    )
    for suffix, path in kinds.items():
        address = path.relative_to(served.site).as_posix()
        _, headers, _ = served.get(f"/{address}")
        assert headers["content-type"] != "application/octet-stream", address
        if suffix in TEXTS and suffix != ".svg":
            assert headers["content-type"].endswith("; charset=utf-8"), address


@pytest.mark.slow
@needs_nginx
def test_what_was_compressed_beforehand_is_sent_as_it_is(served: Served) -> None:
    for path in ("data/plan.json", "plan/index.html", "assets/gongkai.css", "assets/search.js"):
        packed = (served.place / "current" / f"{path}.gz").read_bytes()
        _, headers, body = served.get(f"/{path}", Accept_Encoding="gzip")
        assert (headers["content-encoding"], body) == ("gzip", packed)
        assert headers["vary"] == "Accept-Encoding"
        assert headers["content-type"].endswith("; charset=utf-8")
        assert headers["content-security-policy"] == POLICY
        plain = served.get(f"/{path}")
        assert "content-encoding" not in plain[1]
        assert gzip.decompress(packed) == plain[2] == (served.site / path).read_bytes()


@pytest.mark.slow
@needs_nginx
def test_what_is_not_there(served: Served) -> None:
    hidden = served.place / "releases" / "0001" / ".hidden"
    hidden.write_text("x")
    for path in ("/nowhere/", "/measures/N999/", "/.hidden", "/assets/", "/../releases/0001/index.html"):  # fmt: skip
        status, headers, body = served.get(path)
        assert status in (400, 403, 404), path
        if status == 404:
            assert body == (served.site / "404.html").read_bytes()
            assert headers["content-security-policy"] == POLICY
    assert served.get("/", "POST")[0] == 405
    hidden.unlink()


@pytest.mark.slow
@needs_nginx
def test_who_comes_without_tls_or_a_stroke_is_sent_on(served: Served) -> None:
    status, headers, _ = served.get("/plan/?a=b", plain=True, Host="plan.example.gov.cn")
    assert (status, headers["location"]) == (301, "https://plan.example.gov.cn/plan/?a=b")
    status, headers, _ = served.get("/plan", Host="plan.example.gov.cn")
    assert status == 301
    assert headers["location"].endswith("/plan/")


@pytest.mark.slow
@needs_nginx
def test_the_old_pages_come_back_by_one_command(served: Served) -> None:
    """Another site is published and rolled back from; at each moment the server gives one of them, whole."""
    before = served.get("/")[2]
    project = served.site.parent
    settings = project / "mkdocs.yml"
    settings.write_text("site_name: 另一个名称\n", encoding="utf-8")
    try:
        assert build(project).built
        assert publish(project / "site", served.place).now == "0002"
        assert "另一个名称" in served.get("/")[2].decode()
        assert served.get("/")[2] == (project / "site" / "index.html").read_bytes()
        assert rollback(served.place).now == "0001"
        assert served.get("/")[2] == before
        assert names(served.place) == ["0001", "0002"]
        page = served.place / "releases" / "0002" / "index.html"
        page.write_text("by another hand")
        assert [one.rule for one in rollback(served.place, "0002").findings] == ["verify-changed"]
        assert served.get("/")[2] == before
    finally:
        settings.unlink()
        assert build(project).built


@pytest.mark.slow
@needs_nginx
def test_the_published_copy_is_what_its_manifest_lists(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`gongkai verify` over TLS and http; a file changed on the server is told."""
    scheme = "https" if served.secure else "http"
    monkeypatch.setattr(ssl, "_create_default_https_context", ssl._create_unverified_context)
    address = f"{scheme}://127.0.0.1:{served.port}/"
    count, findings = verify(address)
    assert findings == ()
    assert count == len(tree(served.place / "current")) - 1
    page = served.place / "current" / "plan" / "index.html"
    was = page.read_bytes()
    page.write_bytes(was + b" ")
    assert [(one.rule, one.file) for one in verify(address)[1]] == [
        ("verify-changed", "plan/index.html")
    ]
    page.write_bytes(was)


FIRST = [
    ("/disclosure/N054/", "/disclosure/"),
    ("/disclosure/N054/2/", "/disclosure/"),
    ("/plan/N054", "/plan/"),
    ("/measures/sections/N054/3/", "/measures/"),
    ("/targets/N054/", "/targets/"),
    ("/registers/N054/", "/registers/"),
    ("/blanks/N054/", "/blanks/"),
    ("/calendar/2026-05/", "/calendar/"),
    ("/calendar/2026-05/2/", "/calendar/"),
    ("/units/xian-shuiliju/duties/2/", "/units/xian-shuiliju/"),
    ("/units/xian-shuiliju/deadlines/2/", "/units/xian-shuiliju/"),
    ("/units/xian-shuiliju/measures/3/", "/units/xian-shuiliju/"),
    ("/units/xian-shuiliju/targets/3/", "/units/xian-shuiliju/"),
    ("/units/xian-shuiliju/inline/2/", "/units/xian-shuiliju/"),
    ("/units/xian-shuiliju/named/2/", "/units/xian-shuiliju/"),
    ("/units/xian-shuiliju/published/2/", "/units/xian-shuiliju/"),
    ("/units/xian-shuiliju/progress/2/", "/units/xian-shuiliju/"),
    ("/units/xian-shuiliju/problems/2/", "/units/xian-shuiliju/"),
    ("/revisions/r1/N054/2/", "/revisions/r1/"),
    ("/rectification/2/", "/rectification/"),
]
NEVER = [
    "/disclosure/x/", "/measures/N999/", "/calendar/x/", "/units/xian-shuiliju/x/2/", "/plan/x.txt", "/units/none/", "/revisions/r1/x/",
    "/disclosure/N054-D1/", "/disclosure/N054/x/", "/disclosure/N054/2/3/", "/plan/N5x/", "/plan/N/", "/measures/sections/N054-T1/", "/measures/N054/2/",
    "/calendar/2026-01-15/", "/calendar/2026-011/", "/units/xian-shuiliju/dutiesx/", "/units/xian-shuiliju/duties/x/", "/units/u.b/duties/2/",
    "/units/-u/duties/2/", "/revisions/r1/N5-x/", "/revisions/r1/N054/2/3/", "/revisions/-/N054/", "/revisions/r1--r2/2/3/", "/revisions/r1--r2/x/",
    "/rectification/x/", "/rectification/2/3/", "/rectification/N054/",
]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "first"),
    [
        *FIRST,
        ("/revisions/2025.1/N054", "/revisions/2025.1/"),
        ("/revisions/r1--r2/2/", "/revisions/r1--r2/"),
        ("/revisions/r1--r2/2", "/revisions/r1--r2/"),
        ("/revisions/r1--r2/", None),
        ("/revisions/r1/", None),
        ("/rectification/", None),
        ("/units/a_b-c/duties", "/units/a_b-c/"),
        *((path, None) for path in NEVER),
    ],
)
def test_server_preview_and_script_lead_alike(path: str, first: str | None) -> None:
    """The rule stands in the configuration of the server, in the program and in the script of the page for wrong addresses."""
    rule = re.search(r'location ~ "(.*)" \{', CONF)
    assert rule
    served = re.search(rule[1], path)
    assert (served and f"/{''.join(filter(None, served.groups()))}/") == first
    found = addresses.first_page(path[1:])
    assert (found and f"/{found}") == first
    script = (ROOT / "src/gongkai/site/theme/assets/finder.js").read_text("utf-8")
    gone = re.findall(r"const gone = /(.*)/\n", script)[0]
    led = re.search(gone, path[1:])
    assert (led and f"/{next(filter(None, led.groups()))}/") == first
    assert gone.replace(r"\/", "/") == rule[1].replace("^/", "^") == f"^{addresses._CUT.pattern}$"


@pytest.mark.slow
@needs_nginx
@pytest.mark.parametrize(("path", "first"), FIRST)
def test_a_page_of_what_is_shorter_now_leads_to_the_first(
    served: Served, path: str, first: str
) -> None:
    status, headers, _ = served.get(path)
    assert (status, headers["location"].partition("://")[2].partition("/")[2]) == (302, first[1:])
    assert served.get(first)[0] == 200


@pytest.mark.slow
@needs_nginx
@pytest.mark.parametrize("path", NEVER)
def test_what_never_was_is_not_there(served: Served, path: str) -> None:
    assert served.get(path)[0] == 404


@pytest.mark.slow
@needs_nginx
def test_an_address_says_nothing_in_the_head_of_an_answer(served: Served) -> None:
    status, headers, _ = served.get("/units/a%0d%0aX-Own:%20b/duties/2/")
    assert "x-own" not in headers
    assert status == 404


@pytest.mark.slow
@needs_nginx
def test_a_page_that_is_there_is_sent(served: Served) -> None:
    """Also where its address is one of those that lead on where nothing is."""
    page = served.place / "current" / "disclosure/N054/index.html"
    page.parent.mkdir()
    page.write_bytes(b"here")
    assert served.get("/disclosure/N054/")[::2] == (200, b"here")
    assert served.get("/disclosure/N054")[0] == 301
    page.unlink()
    page.parent.rmdir()


@pytest.mark.slow
@needs_nginx
def test_what_moved(served: Served) -> None:
    for path in ("/units/old-id/", "/work-plans/old-id/2026/", "/data/units/old-id.ics"):
        status, headers, _ = served.get(path)
        assert status == 301
        assert headers["location"].endswith(path.replace("old-id", "xian-shuiliju"))
        assert headers["content-security-policy"] == POLICY
    assert served.get("/units/old-id2/")[0] == 404
