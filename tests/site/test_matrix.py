"""The table of units and sections: a body that is printed but not registered is not said to be a blank alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from gongkai.site.build import build
from gongkai.starting import start
from gongkai.store import import_source


@pytest.mark.parametrize(
    ("lead", "last"),
    [
        pytest.param("县水务局", "县水务局", id="registered"),
        pytest.param("XXX", "单位栏原文空白未填补，或单位未登记", id="blank"),
        pytest.param("县河道管护中心", "单位栏原文空白未填补，或单位未登记", id="not-registered"),
    ],
)
def test_the_last_row_says_what_has_no_unit(tmp_path: Path, lead: str, last: str) -> None:
    plan = tmp_path / "方案.txt"
    text = f"河道管护方案\n一、任务\n（一）清淤。完成清淤。\n牵头单位：{lead}\n（二）巡河。每日巡河。\n牵头单位：县水务局\n"
    plan.write_text(text, encoding="utf-8")
    folder = tmp_path / "project"
    assert start(folder) == ()
    assert import_source(folder, plan, "r1").written
    assert build(folder).built
    page = HTMLParser((folder / "site/index.html").read_text("utf-8"))
    rows = [" ".join(row.text().split()) for row in page.css(".gk-matrix tbody th")]
    assert rows[-1] == last
    # With many sections it is wider than its page: it is scrolled by the keyboard, and has a name.
    (around,) = [one for one in page.css(".gk-scroll") if one.css_first(".gk-matrix")]
    assert around.attributes["tabindex"] == "0"
    assert around.attributes["aria-label"] == "各单位牵头或负责的措施"
