"""The site as it is published, built once, served on loopback and opened in Debian's Chromium.

GONGKAI_SITE names a folder that is built already, for quick work on scripts and styles. Where there is no Chromium
the tests are skipped and say so; under CI that is a failure.
"""

from __future__ import annotations

import functools
import http.server
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright
from tests.chromium import CHROMIUM, launched

from gongkai.site.build import build
from gongkai.site.serve import POLICY
from gongkai.store import import_source
from gongkai.views import list_pages

KIND = re.compile(rb'class="[^"]*\bgk-page--([a-z-]+)')
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site."""
    if given := os.environ.get("GONGKAI_SITE"):
        return Path(given).resolve()
    folder = tmp_path_factory.mktemp("project")
    for part in ("content", "macros", "plan_data"):
        shutil.copytree(ROOT / part, folder / part)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    done = subprocess.run(
        [Path(sys.executable).parent / "gongkai", "build"],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder / "site"


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Sends the policy that the site is documented to run under: what breaks it is an error in the console."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's own page for wrong addresses, as servers are told to send it."""
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.exists():
            super().send_error(code, message, explain)
            return
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page.read_bytes())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Where `folder` is served, without a slash at the end."""
    handler = functools.partial(Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def address(built: Path) -> Iterator[str]:
    """Where the site is served."""
    with served(built) as at:
        yield at


@pytest.fixture(scope="session")
def revised(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a built site of a plan with three revisions, which knows its own address."""
    folder = tmp_path_factory.mktemp("revised")
    (folder / "plan_data").mkdir()
    for name in ("r1", "r2", "r3"):
        assert import_source(folder, ROOT / f"examples/revisions/{name}.txt", name).written
    options = "site_name: 示例县方案公开\nsite_url: https://www.example.gov.cn/plan/\n"
    (folder / "mkdocs.yml").write_text(options, encoding="utf-8")
    report = build(folder, as_of=date(2026, 6, 1))
    assert report.built, report.findings
    return report.folder


@pytest.fixture(scope="session")
def revised_address(revised: Path) -> Iterator[str]:
    """Where the site with three revisions is served."""
    with served(revised) as at:
        yield at


def many_duties() -> str:
    """A plan of three sections whose duties, three a measure, are just too many for one page, as is its text."""
    around = "沿线地形平缓，两侧多为农田。" * 28
    lines = ["村庄公共设施管护方案", "", "为管好公共设施，制定本方案。"]
    for section, what in zip("一二三", ("道路", "水渠", "路灯"), strict=True):
        lines.append(f"{section}、{what}管护")
        lines += [
            f"{at}.{what}第{at}段。建立巡查台账。每季度向县政府报告一次。每半年向社会公开一次{what}第{at}段的管护情况。完好率达到90%以上。{around}\n"
            "牵头单位：县交通运输局、XXX"
            for at in range(1, 57)
        ]
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="session")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a built site whose lists, register of duties and text are cut into pages."""
    folder = tmp_path_factory.mktemp("long")
    (folder / "plan_data").mkdir()
    source = folder / "plan.txt"
    source.write_text(many_duties(), encoding="utf-8")
    assert import_source(folder, source, "r1").written
    revision = folder / "plan_data/revisions/r1/revision.yml"
    force = 'in_force:\n  from: "2026-01-01"\n  to: null\n  basis: 印发日期\nstate: draft'
    revision.write_text(revision.read_text("utf-8").replace("state: draft", force), "utf-8")
    with pytest.MonkeyPatch.context() as lower:
        lower.setattr(list_pages, "WHOLE", 150)
        report = build(folder, as_of=date(2026, 6, 10))
    assert report.built, report.findings
    return report.folder


@pytest.fixture(scope="session")
def long_address(long: Path) -> Iterator[str]:
    """Where the site with the long register is served."""
    with served(long) as at:
        yield at


@pytest.fixture(scope="session")
def long_kinds(long: Path) -> dict[str, str]:
    """One address of each kind of page that only a long register, calendar or list of a unit has."""
    (rows,) = (long / "units").glob("*/duties/2")
    return {
        "text": "plan/",
        "text-section": "plan/N059/",
        "measures": "measures/",
        "measures-section": "measures/sections/N059/",
        "targets": "targets/",
        "targets-section": "targets/N059/",
        "registers": "registers/",
        "registers-section": "registers/N059/",
        "blanks": "blanks/",
        "blanks-section": "blanks/N059/",
        "register": "disclosure/",
        "register-section": "disclosure/N059/",
        "calendar": "calendar/",
        "calendar-month": "calendar/2026-09/",
        "unit-rows": f"{rows.relative_to(long).as_posix()}/",
    }


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        told = f"no browser: {CHROMIUM} is missing, the pages are not looked at (Debian has it)"
        if os.environ.get("CI"):
            pytest.fail(told)
        pytest.skip(told)
    with sync_playwright() as playwright:
        opened = launched(playwright)
        yield opened
        opened.close()


class Visit:
    """One reader with one window; keeps what went wrong and what was asked of other hosts."""

    def __init__(self, browser: Browser, address: str, **settings: object) -> None:
        self.context = browser.new_context(locale="zh-CN", **settings)  # type: ignore[arg-type]
        self.address = address
        self.elsewhere: list[str] = []
        self.errors: list[str] = []
        self.asked: list[str] = []
        self.context.on("request", self._note)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on(
            "console",
            lambda said: self.errors.append(said.text) if said.type == "error" else None,
        )

    def _note(self, request: Request) -> None:
        self.asked.append(request.url)
        if not request.url.startswith((self.address, "file:", "data:", "blob:")):
            self.elsewhere.append(request.url)

    def go(self, path: str) -> Page:
        """Open the page at `path` of the site."""
        self.page.goto(f"{self.address}/{path}")
        return self.page

    def sound(self) -> None:
        """Fail where a script failed or another host was asked."""
        assert self.elsewhere == []
        assert self.errors == []


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator:
    """Make visits: visit(width=360, java_script_enabled=False …); all are closed, and must be sound."""
    visits: list[Visit] = []

    def make(width: int = 1280, at: str = address, **settings: object) -> Visit:
        size = {"width": width, "height": 800}
        visits.append(Visit(browser, at, viewport=size, **settings))
        return visits[-1]

    yield make
    for one in visits:
        one.context.close()
    for one in visits:
        one.sound()


def fullest(site: Path) -> dict[str, str]:
    """The address of the fullest page of each kind that `site` has, by the kind's name in its HTML."""
    found: dict[str, tuple[int, str]] = {}
    for page in site.rglob("index.html"):
        html = page.read_bytes()
        address = page.parent.relative_to(site).as_posix() + "/"
        kind = KIND.search(html)
        if kind:
            name = "manual" if address.startswith("manual/") else kind[1].decode()
            found[name] = max(found.get(name, (0, "")), (len(html), address.removeprefix("./")))
    return {kind: address for kind, (_, address) in sorted(found.items())}


@pytest.fixture(scope="session")
def kinds(built: Path) -> dict[str, str]:
    """One address of each kind of page that the site has: the fullest page of each."""
    return fullest(built)


@pytest.fixture(scope="session")
def revised_kinds(revised: Path, kinds) -> dict[str, str]:
    """The same of the site with three revisions: what only such a site has, or has more of."""
    more = ("revision", "revisions", "unit")
    return {
        kind: address
        for kind, address in fullest(revised).items()
        if kind not in kinds or kind in more
    }
