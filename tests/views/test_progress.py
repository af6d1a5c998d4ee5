"""Half-yearly reports: a page holds the latest records, and says where the others are."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gongkai.clock.standing import stand
from gongkai.identity import assign, in_order
from gongkai.overlays import Overlays, Progress
from gongkai.reading.read import read
from gongkai.render import Renderer
from gongkai.sources import read_source
from gongkai.views import Index
from gongkai.views.cut import ROWS
from gongkai.views.progress import report

TEXT = "管网改造方案\n\n一、任务\n（一）查漏。到2026年底前查完。\n责任单位：县水务局\n"


@pytest.mark.parametrize(("count", "shown"), [(3, 3), (ROWS, ROWS), (ROWS + 1, ROWS)])
def test_the_latest_records_are_shown(count: int, shown: int) -> None:
    plan, _ = read(read_source("p.txt", TEXT.encode()))
    plan = assign(plan, in_order(plan))
    node = next(one.id for one in plan.nodes if one.role == "measure")
    first = date(2026, 1, 1)
    entries = tuple(
        Progress(
            node or "", (first + timedelta(at % 150)).isoformat(), f"第{at}次", state="ongoing"
        )
        for at in range(count)
    )
    held = Index(stand(plan, Overlays(progress=entries), date(2026, 7, 1)))
    made = report(held, "2026-H1")
    assert (len(made.rows), len(made.shown)) == (count, shown)
    assert made.shown[-1] == made.rows[-1]
    html = Renderer().render("progress", "report_page", made, made.address)
    assert ("data/progress.csv" in html) is (count > shown)
    assert html.count("进行中") == shown
