"""A plan → the files of data/: the JSON of the contract with its schema, and one CSV a kind of record. Pure.

CSV is UTF-8 with a byte order mark and CRLF, as spreadsheet programs here expect; a cell that such a
program would run as a formula begins with an apostrophe.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai import addresses
from gongkai.clock import Standing
from gongkai.contract import diff_schema, dumps, schema, to_json
from gongkai.model import Actor, Body, Plan
from gongkai.outputs.calendars import Calendars
from gongkai.outputs.csv_file import csv_file
from gongkai.outputs.water_files import water_files
from gongkai.store import Project
from gongkai.views import Index, Settings
from gongkai.water import Monitoring

FILES: tuple[tuple[str, str], ...] = (
    ("plan.json", "全部数据（gongkai-plan/1）"),
    ("plan.schema.json", "plan.json 的 JSON Schema"),
    ("diff.schema.json", "gongkai diff --json 的 JSON Schema"),
    ("source.txt", "方案原文，逐字节照存"),
    ("measures.csv", "措施与承担单位"),
    ("units.csv", "单位"),
    ("targets.csv", "目标"),
    ("duties.csv", "职责与公开事项"),
    ("dates.csv", "日期"),
    ("blanks.csv", "原文空白与填补"),
    ("states.csv", "目标与职责在基准日的状态"),
    ("disclosures.csv", "公开、报送、备案的记录"),
    ("progress.csv", "进展记录"),
    ("work-plans.csv", "单位年度工作计划的任务"),
    ("rectification.csv", "反馈问题整改"),
    ("calendar.ics", "日历：目标与职责的期限，可在日历软件中订阅；每个单位另有 units/<编号>.ics"),
)
# Only where results of water monitoring are on file.
WATER_FILES: tuple[tuple[str, str], ...] = (
    ("water.json", "水质评价全部结果（gongkai-water/1）"),
    ("water-results.csv", "水质监测结果，照报送的数值"),
    ("water-verdicts.csv", "水质评价：每个点位每期一行"),
    ("water-items.csv", "水质评价：每项指标一行，附限值与出处"),
)


def source(project: Project) -> bytes:
    """The plan's source, byte for byte."""
    revision = project.plan.revision
    folder = project.folder / "plan_data" / "revisions" / str(revision.id)
    return (folder / revision.source.file).read_bytes()


def files(water: Monitoring | None) -> tuple[tuple[str, str], ...]:
    """Name and description of the downloads that there are."""
    return FILES if water is None else FILES + WATER_FILES


@dataclass(frozen=True, slots=True)
class Given:
    """What the files are made from: the plan as shown, the same without illustration, and its source."""

    standing: Standing
    own: Standing
    source: bytes
    settings: Settings


def given(
    project: Project,
    water: Monitoring | None,
    settings: Settings,
    as_of: date,
    *,
    illustration: bool = False,
) -> Given:
    """All that is needed of a project on a day."""
    return Given(
        project.standing(as_of, water, illustration=illustration),
        project.standing(as_of),
        source(project),
        settings,
    )


def exports(given: Given) -> Iterator[tuple[str, bytes]]:
    """Path from the site's root and bytes of each download."""
    standing = given.standing
    document = to_json(standing.plan, standing.overlays, standing.states, standing.water)
    yield "data/plan.json", dumps(document).encode()
    for name, made in (("plan", schema()), ("diff", diff_schema())):
        text = json.dumps(made, ensure_ascii=False, indent=2) + "\n"
        yield f"data/{name}.schema.json", text.encode()
    yield "data/source.txt", given.source
    for name, head, rows in _tables(standing.plan):
        yield f"data/{name}", csv_file(head, rows)
    for name, head, rows in _overlay_tables(standing):
        yield f"data/{name}", csv_file(head, rows)
    if standing.water is not None:
        for name, data in water_files(standing.water):
            yield f"data/{name}", data
    yield from _calendars(given)


def _calendars(given: Given) -> Iterator[tuple[str, bytes]]:
    own = Index(given.own)
    calendars = Calendars(own, given.settings)
    yield "data/calendar.ics", calendars.whole()
    for unit in own.plan.units:
        if unit.kind != "group":
            yield addresses.unit_file(unit.id, "ics"), calendars.unit(unit)


def _tables(plan: Plan) -> Iterator[tuple[str, Sequence[str], Iterable[Sequence[object]]]]:
    ids = {node.path: node.id for node in plan.nodes}
    yield (
        "measures.csv",
        ("编号", "路径", "原文编号", "标题", "正文", "首行", "末行", "牵头单位", "配合单位", "责任单位", "完成时限"),
        (
            (node.id, node.path, node.label, node.heading, node.text, *node.lines, _bodies(node.lead),
             _bodies(node.support), _bodies(node.responsible), node.deadline.printed if node.deadline else "")
            for node in plan.nodes if node.role == "measure"
        ),
    )  # fmt: skip
    yield (
        "units.csv",
        ("编号", "名称", "简称", "类别", "别称", "曾用名", "示例"),
        (
            (unit.id, unit.name, unit.short, unit.kind, "、".join(unit.aliases), "、".join(name for name, _ in unit.formers),
             _badge(unit.illustrative))
            for unit in plan.units
        ),
    )  # fmt: skip
    yield (
        "targets.csv",
        ("编号", "条目", "类别", "指标", "比较", "数值（原文）", "数值", "空白", "单位", "基准", "时限", "时限（原文）", "时限依据", "引文", "行", "列", "状态"),
        (
            (one.id, ids[one.node], one.kind, one.indicator, one.comparator, one.value_printed, one.value,
             "是" if one.blank else "", one.unit, one.baseline, one.deadline, one.deadline_printed,
             one.deadline_scope, one.span.quote, one.span.line, one.span.col, one.review.status)
            for one in plan.targets
        ),
    )  # fmt: skip
    yield (
        "duties.csv",
        ("编号", "条目", "类别", "内容", "承担者", "对象", "频次", "频次（原文）", "时限", "向社会公开", "引文", "行", "列", "状态"),
        (
            (one.id, ids[one.node], one.kind, one.what, _bodies(one.by), one.to, one.frequency, one.frequency_printed,
             one.deadline, "是" if one.public else "", one.span.quote, one.span.line, one.span.col, one.review.status)
            for one in plan.duties
        ),
    )  # fmt: skip
    yield (
        "dates.csv",
        ("编号", "条目", "类别", "起", "止", "引文", "行", "列"),
        (
            (
                one.id,
                ids[one.node],
                one.kind,
                one.start,
                one.end,
                one.span.quote,
                one.span.line,
                one.span.col,
            )
            for one in plan.dates
        ),
    )
    yield (
        "blanks.csv",
        ("编号", "条目", "位置", "类别", "原文", "行", "列", "填补", "填补依据", "示例"),
        (
            (one.id, ids[one.node], one.within, one.kind, one.span.quote, one.span.line, one.span.col,
             one.fill.value if one.fill else "", one.fill.basis if one.fill else "",
             _badge(bool(one.fill and one.fill.illustrative)))
            for one in plan.blanks
        ),
    )  # fmt: skip


def _overlay_tables(
    standing: Standing,
) -> Iterator[tuple[str, Sequence[str], Iterable[Sequence[object]]]]:
    overlays = standing.overlays
    yield (
        "states.csv",
        ("编号", "周期", "期限", "状态", "依据", "证据", "示例"),
        (
            (
                one.of,
                one.period,
                one.due,
                one.state,
                one.why,
                one.evidence,
                _badge(one.illustrative),
            )
            for one in standing.states
        ),
    )
    yield (
        "disclosures.csv",
        ("职责", "周期", "日期", "名称", "单位", "地址", "依据", "示例"),
        (
            (one.duty, one.period, one.date, one.title, one.by, one.address, one.basis,
             _badge(one.illustrative))
            for one in overlays.disclosures
        ),
    )  # fmt: skip
    yield (
        "progress.csv",
        ("目标或措施", "日期", "数值", "计量单位", "状态", "说明", "报送单位", "证据", "依据", "示例"),
        (
            (one.of, one.date, one.value, one.unit, one.state, one.text, one.by, one.evidence, one.basis,
             _badge(one.illustrative))
            for one in overlays.progress
        ),
    )  # fmt: skip
    yield (
        "work-plans.csv",
        ("单位", "年度", "计划", "措施", "任务", "开始", "完成", "状态", "备案日期", "公开日期", "依据", "示例"),
        (
            (plan.unit, plan.year, plan.title, task.measure, task.text, task.start, task.end, task.state,
             plan.filed, plan.published, plan.basis, _badge(plan.illustrative))
            for plan in overlays.work_plans
            for task in plan.tasks
        ),
    )  # fmt: skip
    yield (
        "rectification.csv",
        ("编号", "批次", "问题", "措施", "单位", "期限", "销号标准", "状态", "依据", "示例"),
        (
            (one.id, one.batch, one.problem, one.measure, "、".join(one.units), one.deadline, one.standard,
             one.state, one.basis, _badge(one.illustrative))
            for one in overlays.rectification
        ),
    )  # fmt: skip


def _badge(illustrative: bool) -> str:
    return "示例" if illustrative else ""


def _bodies(bodies: Iterable[Body | Actor]) -> str:
    return "、".join(body.printed for body in bodies)
