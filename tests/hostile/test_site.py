"""Text that would be markup is text on every page and in every file of the site."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.hostile.payloads import ALL, MARK, PAYLOADS
from tests.hostile.project import project
from tests.hostile.run import run

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("hostile-site")]
_DATA_TYPES = ("application/json", "application/ld+json")


@pytest.fixture(scope="module", params=[0, 5], ids=["whole", "cut"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Whole, or with its register and its calendar cut into pages."""
    folder = project(tmp_path_factory.mktemp("hostile") / "project", ALL, request.param)
    assert run("check", "-C", folder).code == 0
    ended = run("build", "-C", folder, "--copy", folder.parent / "copy")
    assert ended.code == 0, ended.err
    cut = [
        folder / "site" / name / "index.html" for name in ("disclosure/N002/2", "calendar/2010-02")
    ]
    assert [page.is_file() for page in cut] == [bool(request.param)] * 2
    return folder / "site"


def test_no_page_runs_what_a_text_says(site: Path) -> None:
    pages = [*site.rglob("*.html"), *(site.parent.parent / "copy").rglob("*.html")]
    wrong = {
        page.relative_to(site.parent.parent).as_posix(): found
        for page in sorted(pages)
        if (found := list(_faults(page.read_text("utf-8"))))
    }
    assert wrong == {}


def test_what_a_text_says_is_there(site: Path) -> None:
    page = LexborHTMLParser((site / "plan" / "index.html").read_text("utf-8"))
    shown = " ".join(page.body.text().split()) if page.body else ""
    assert all(" ".join(payload.split()) in shown for payload in PAYLOADS[:-2])


def test_the_scan_sees_what_it_is_to_see() -> None:
    """Each payload put into a page as it stands is a fault, but those that only Markdown or Jinja take up."""
    put = ("<p>{}</p>", '<a title="{}">x</a>', "<a title='{}'>x</a>", '<a href="{}">x</a>')
    for payload in (*PAYLOADS[:4], PAYLOADS[-1]):
        assert any(list(_faults(f"<body>{form.format(payload)}")) for form in put), payload
    for made in (
        f"<strong>{MARK}</strong>",
        "<p>54439</p>",
        f"<b>{MARK}</b>",
        f"<code>{MARK}</code>",
    ):
        assert list(_faults(f"<body>{made}"))


def test_files_of_data_are_what_they_say(site: Path) -> None:
    files = sorted(site.rglob("*"))
    assert {path.suffix for path in files} >= {".json", ".xml", ".csv", ".js"}
    for path in files:
        if path.suffix == ".json":
            json.loads(path.read_bytes())
        elif path.suffix == ".xml":
            etree.fromstring(path.read_bytes())
        elif path.suffix == ".csv":
            for row in csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")):
                assert not [cell for cell in row if re.match(r"[=@\t\r]|[-+](?![\d.]+$)", cell)], (
                    path
                )
        elif path.suffix == ".js" and MARK in (text := path.read_text("utf-8")):
            for call in re.split(r"^gongkaiSearch\.put\(", text, flags=re.MULTILINE)[1:]:
                json.loads(f"[{call.rstrip().removesuffix(');')}]")


def test_nothing_stands_outside_the_site(site: Path) -> None:
    kept = {"plan_data", "content", "mkdocs.yml", "site", ".gongkai-cache"}
    assert {path.name for path in site.parent.iterdir()} == kept
    assert {path.name for path in site.parent.parent.iterdir()} == {
        "project",
        "project.txt",
        "copy",
    }


def _faults(html: str) -> Iterator[str]:
    """What in a page would run, style or pretend."""
    tree = LexborHTMLParser(html)
    for node in tree.css("*"):
        if node.tag == "script":
            yield from _script(node)
            continue
        for name, value in node.attributes.items():
            if name.startswith("on") or MARK in name:
                yield f"{node.tag} {name}"
            elif name in ("href", "src", "action", "srcset") and re.match(
                r"\s*(javascript|data|vbscript):", value or "", re.IGNORECASE
            ):
                yield f"{node.tag} {name}={value}"
        if node.tag in ("b", "strong", "em", "code") and (node.text() or "").strip() == MARK:
            yield f"{node.tag} {MARK}"
        if node.tag in ("img", "svg") and node.attributes.get("src") == "x":
            yield node.tag
    if "54439" in html:
        yield "a template"


def _script(node: LexborNode) -> Iterator[str]:
    text = node.text() or ""
    if MARK not in text:
        return
    if node.attributes.get("type") not in _DATA_TYPES:
        yield f"script {text[:80]}"
        return
    json.loads(text)
    if "<" in text:
        yield f"data {text[:80]}"
