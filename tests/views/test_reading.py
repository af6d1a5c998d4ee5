"""The reading report as a page."""

from __future__ import annotations

from gongkai.identity import assign, series
from gongkai.reading.read import read
from gongkai.sources import read_source
from gongkai.views import Index
from gongkai.views.reading import reading_page

TEXT = (
    "路灯改造方案\n一、任务\n（一）换灯。2025年底前完成主街换灯。亮灯率达到98%以上。\n牵头单位：光明联合会\n"
    "（二）公开。每季度向社会公布一次。\n牵头单位：县住建局\n"
)


def test_it_counts_what_was_read_and_names_what_asks_for_a_look() -> None:
    plan, _ = read(read_source("plan.txt", TEXT.encode()))
    ids = series(set())
    page = reading_page(Index.of(assign(plan, {node.path: next(iter(ids)) for node in plan.nodes})))
    assert (page.lines, page.in_nodes, page.in_frame, page.loose) == (6, 5, 1, ())
    rows = {row.kind: row for row in page.rows}
    assert rows["承担单位"].total == 2
    assert rows["目标"].total == len(plan.targets)
    assert all(row.total == row.certain + row.likely + row.possible for row in page.rows)
    assert dict(page.statuses)["系统识别"] == sum(row.total for row in page.rows)
    assert [(one.name, one.lines[0][0]) for one in page.unresolved] == [("光明联合会", 4)]
