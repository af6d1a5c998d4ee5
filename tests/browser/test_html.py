"""The HTML of every kind of page is valid, as html-validate understands the standard (tests/browser/html)."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("html")]
VALIDATOR = (
    Path(__file__).parents[2] / ".cache/html/node_modules/html-validate/bin/html-validate.js"
)
RULES = Path(__file__).parent / "html/htmlvalidate.cjs"
ID = re.compile(r'\sid="([^"]*)"')
CARD = re.compile(r'(?=<section class="gk-card)')


def _complaints(*pages: Path, tmp_path: Path) -> str:
    node = shutil.which("node")
    if node is None or not VALIDATOR.exists():
        told = "html-validate is not installed: scripts/test installs it by npm"
        if os.environ.get("CI"):
            pytest.fail(told)
        pytest.skip(told)
    shutil.copy(RULES, VALIDATOR.parents[3])  # what it extends is looked for from where it lies
    said = tmp_path / "said.txt"  # into a pipe it would write the first 64 kB alone
    with said.open("wb") as out:
        rules = VALIDATOR.parents[3] / RULES.name
        call = [node, VALIDATOR, "--config", rules, "--formatter", "text", *pages]
        done = subprocess.run(call, stdout=out, stderr=subprocess.STDOUT, check=False)
    assert done.returncode in (0, 1), said.read_text("utf-8")
    return said.read_text("utf-8")


def _shorter(pages: Iterable[Path], folder: Path) -> list[Path]:
    """Copies of pages with the first six and the last of more than a dozen cards, which are then of one kind.

    The validator takes the longer for a card, the more stand before it. What it would say of all of a page, that no
    identifier stands on it twice, is looked for here.
    """
    copies = []
    for at, page in enumerate(pages):
        html = page.read_text("utf-8")
        assert [name for name, times in Counter(ID.findall(html)).items() if times > 1] == [], page
        first, *cards = CARD.split(html)
        kept = [*cards[:6], cards[-1]] if len(cards) > 12 else cards
        copies.append(folder / f"{at}.html")
        copies[-1].write_text("".join([first, *kept]), encoding="utf-8")
    return copies


def test_every_kind_of_page_is_valid(built: Path, kinds, tmp_path: Path) -> None:
    pages = [*(built / path / "index.html" for path in kinds.values()), built / "404.html"]
    assert _complaints(*_shorter(pages, tmp_path), tmp_path=tmp_path) == ""


def test_pages_of_revisions_and_of_what_came_of_them_are_valid(
    revised: Path, tmp_path: Path
) -> None:
    fullest = {}
    for page in sorted(revised.rglob("index.html"), key=lambda page: (page.stat().st_size, page)):
        room = page.relative_to(revised).parts[0]
        fullest[room, "--" in page.parent.name] = page
    assert _complaints(*fullest.values(), tmp_path=tmp_path) == ""


def test_pages_of_what_is_too_long_for_one_are_valid(
    long: Path, long_kinds, tmp_path: Path
) -> None:
    pages = [long / path / "index.html" for path in long_kinds.values()]
    assert _complaints(*_shorter(pages, tmp_path), tmp_path=tmp_path) == ""


def test_what_is_wrong_is_found(built: Path, kinds, tmp_path: Path) -> None:
    html = (built / kinds["unit"] / "index.html").read_text("utf-8")
    wrong = tmp_path / "wrong.html"
    wrong.write_text(html.replace("</ul>", "</ol>", 1), encoding="utf-8")
    assert "close-order" in _complaints(wrong, tmp_path=tmp_path)
