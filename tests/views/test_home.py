"""The front page: where its links lead is told apart."""

from __future__ import annotations

import re
from datetime import date

from gongkai.clock import stand
from gongkai.identity import assign, in_order
from gongkai.overlays import Overlays
from gongkai.reading.read import read
from gongkai.render import Renderer
from gongkai.sources import read_source
from gongkai.views import Index
from gongkai.views.calendar import calendar
from gongkai.views.home import home


def test_links_to_equal_duties_of_several_measures_are_told_apart() -> None:
    lines = ["管护方案", "", "一、任务"]
    lines += [
        f"（{sign}）清淤。{when}年底前，向社会公开进展情况。"
        for sign in "一二三"
        for when in ("2024", "2026")
    ]
    plan, _ = read(read_source("plan.txt", "\n".join(lines).encode()))
    index = Index(stand(assign(plan, in_order(plan)), Overlays(), date(2026, 1, 1)))
    html = Renderer().render("home", "dashboard", home(index, calendar(index), ()), "")
    for words in ("最近的期限", "逾期"):
        (said,) = re.findall(f"<p>{words}：(.*?)</p>", html)
        leads = re.findall('<a href="([^"]+)">([^<]+)</a>', said)
        assert len(leads) == 3
        assert len(set(leads)) == len({text for _, text in leads}) == 3
