"""The records of a plan as tables, from which CSV, data package and database are made. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from gongkai.clock import Standing
from gongkai.model import BODIES, Actor, Body, Node, Plan
from gongkai.outputs.harmless import printable, reworded
from gongkai.outputs.table import MADE_UP, Column, Table
from gongkai.outputs.water_tables import water_tables
from gongkai.overlays import Overlays

_ID = Column("编号", "id")
_NODE = Column("条目", "node", of="nodes")
_PLACE = (Column("引文", "quote"), Column("行", "line", "integer"), Column("列", "col", "integer"))
_STATUS = Column("状态", "status")
_BASIS = Column("依据", "basis")


def tables(standing: Standing) -> Iterator[Table]:
    """All tables; one is always after those that it refers to."""
    for table in _tables(standing):
        yield replace(table, rows=reworded(table.rows, printable))


def _tables(standing: Standing) -> Iterator[Table]:
    plan = standing.plan
    ids = {node.path: node.id or node.path for node in plan.nodes}
    yield _nodes(plan, ids)
    yield _units(plan)
    yield _attributions(plan)
    yield _measures(plan)
    yield _targets(plan, ids)
    yield _duties(plan, ids)
    yield from _read(plan, ids)
    yield _states(standing)
    yield from _overlays(standing.overlays)
    if standing.water is not None:
        yield from water_tables(standing.water)


def _nodes(plan: Plan, ids: dict[str, str]) -> Table:
    return Table(
        "nodes", "条目：章节、措施和其他各条",
        (_ID, Column("路径", "path"), Column("上级", "parent", of="nodes"), Column("原文编号", "label"),
         Column("形式", "kind"), Column("角色", "role"), Column("标题", "heading"), Column("正文", "text"),
         Column("首行", "first_line", "integer"), Column("末行", "last_line", "integer"),
         Column("完成时限", "deadline_printed"), Column("时限", "deadline", "date")),
        tuple(
            (node.id or node.path, node.path, ids[node.parent] if node.parent else None, node.label, node.kind,
             node.role, node.heading, node.text, *node.lines, *_deadline(node))
            for node in plan.nodes
        ),
        keyed=True,
    )  # fmt: skip


def _deadline(node: Node) -> tuple[str | None, str | None]:
    return (node.deadline.printed, node.deadline.end) if node.deadline else (None, None)


def _units(plan: Plan) -> Table:
    return Table(
        "units", "单位",
        (_ID, Column("名称", "name"), Column("简称", "short"), Column("类别", "kind"), Column("别称", "aliases"),
         Column("曾用名", "formers"), MADE_UP),
        tuple(
            (unit.id, unit.name, unit.short, unit.kind, "、".join(unit.aliases),
             "、".join(name for name, _ in unit.formers), unit.illustrative)
            for unit in plan.units
        ),
        keyed=True,
    )  # fmt: skip


def _attributions(plan: Plan) -> Table:
    known = {unit.id for unit in plan.units}
    return Table(
        "attributions", "分工：每个条目的牵头、配合、责任单位和句后括号所列单位",
        (_NODE, Column("分工", "role"), Column("标签", "label"), Column("单位（原文）", "printed"),
         Column("空白", "blank", "boolean"), Column("单位", "unit", of="units"), *_PLACE[1:], _STATUS),
        tuple(
            (node.id or node.path, role, body.label, body.printed, body.blank,
             body.unit if body.unit in known else None, body.span.line, body.span.col, body.review.status)
            for node in plan.nodes
            for role in BODIES
            for body in _of_role(node, role)
        ),
    )  # fmt: skip


def _of_role(node: Node, role: str) -> tuple[Body, ...]:
    bodies: tuple[Body, ...] = getattr(node, role)
    return bodies


def _measures(plan: Plan) -> Table:
    return Table(
        "measures", "措施与承担单位",
        (Column("编号", "id", of="nodes"), Column("路径", "path"), Column("原文编号", "label"), Column("标题", "heading"),
         Column("正文", "text"), Column("首行", "first_line", "integer"), Column("末行", "last_line", "integer"),
         Column("牵头单位", "lead"), Column("配合单位", "support"), Column("责任单位", "responsible"),
         Column("完成时限", "deadline_printed")),
        tuple(
            (node.id, node.path, node.label, node.heading, node.text, *node.lines, _bodies(node.lead),
             _bodies(node.support), _bodies(node.responsible), _deadline(node)[0])
            for node in plan.nodes if node.role == "measure"
        ),
        keyed=True,
    )  # fmt: skip


def _targets(plan: Plan, ids: dict[str, str]) -> Table:
    return Table(
        "targets", "目标",
        (_ID, _NODE, Column("类别", "kind"), Column("指标", "indicator"), Column("比较", "comparator"),
         Column("数值（原文）", "value_printed"), Column("数值", "value"), Column("空白", "blank", "boolean"),
         Column("单位", "unit"), Column("基准", "baseline"), Column("时限", "deadline", "date"),
         Column("时限（原文）", "deadline_printed"), Column("时限依据", "deadline_scope"), *_PLACE, _STATUS,
         Column("基准数值", "baseline_value"), Column("承担者", "by")),
        tuple(
            (one.id, ids[one.node], one.kind, one.indicator, one.comparator, one.value_printed, one.value, one.blank,
             one.unit, one.baseline, one.deadline, one.deadline_printed, one.deadline_scope, one.span.quote,
             one.span.line, one.span.col, one.review.status, one.baseline_value, _bodies(one.by))
            for one in plan.targets
        ),
        keyed=True,
    )  # fmt: skip


def _duties(plan: Plan, ids: dict[str, str]) -> Table:
    return Table(
        "duties", "职责与公开事项",
        (_ID, _NODE, Column("类别", "kind"), Column("内容", "what"), Column("承担者", "by"), Column("对象", "to"),
         Column("频次", "frequency"), Column("频次（原文）", "frequency_printed"), Column("时限", "deadline", "date"),
         Column("向社会公开", "public", "boolean"), *_PLACE, _STATUS, Column("各期期限", "due"),
         Column("季节起", "season_from"), Column("季节止", "season_to")),
        tuple(
            (one.id, ids[one.node], one.kind, one.what, _bodies(one.by), one.to, one.frequency,
             one.frequency_printed, one.deadline, one.public, one.span.quote, one.span.line, one.span.col,
             one.review.status, "、".join(f"{due.month:02}-{due.day:02}" for due in one.due),
             *(one.season or (None, None)))
            for one in plan.duties
        ),
        keyed=True,
    )  # fmt: skip


def _read(plan: Plan, ids: dict[str, str]) -> Iterator[Table]:
    yield Table(
        "dates", "日期",
        (_ID, _NODE, Column("类别", "kind"), Column("起", "start", "date"), Column("止", "end", "date"), *_PLACE, _STATUS),
        tuple(
            (one.id, ids[one.node], one.kind, one.start, one.end, one.span.quote, one.span.line, one.span.col,
             one.review.status)
            for one in plan.dates
        ),
        keyed=True,
    )  # fmt: skip
    yield Table(
        "blanks", "原文空白与填补",
        (_ID, _NODE, Column("位置", "in"), Column("类别", "kind"), Column("原文", "printed"), *_PLACE[1:],
         Column("填补", "fill"), Column("填补依据", "fill_basis"), MADE_UP),
        tuple(
            (one.id, ids[one.node], one.within, one.kind, one.span.quote, one.span.line, one.span.col,
             one.fill.value if one.fill else None, one.fill.basis if one.fill else None,
             bool(one.fill and one.fill.illustrative))
            for one in plan.blanks
        ),
        keyed=True,
    )  # fmt: skip
    yield Table(
        "errata", "疑误",
        (_ID, _NODE, *_PLACE, Column("似应为", "suspected"), Column("把握", "confidence"), _STATUS),
        tuple(
            (one.id, ids[one.node], one.span.quote, one.span.line, one.span.col, one.suspected,
             one.review.confidence, one.review.status)
            for one in plan.errata
        ),
        keyed=True,
    )  # fmt: skip


def _states(standing: Standing) -> Table:
    return Table(
        "states", "目标与职责在基准日的状态",
        (Column("编号", "of"), Column("周期", "period"), Column("期限", "due", "date"), Column("状态", "state"),
         Column("依据", "why"), Column("证据", "evidence"), MADE_UP),
        tuple(
            (one.of, one.period, one.due, one.state, one.why, one.evidence, one.illustrative)
            for one in standing.states
        ),
    )  # fmt: skip


def _overlays(overlays: Overlays) -> Iterator[Table]:
    yield Table(
        "disclosures", "公开、报送、备案的记录",
        (Column("职责", "duty", of="duties"), Column("周期", "period"), Column("日期", "date", "date"),
         Column("名称", "title"), Column("单位", "by", of="units"), Column("地址", "address"), _BASIS, MADE_UP),
        tuple(
            (one.duty, one.period, one.date, one.title, one.by, one.address, one.basis, one.illustrative)
            for one in overlays.disclosures
        ),
    )  # fmt: skip
    yield Table(
        "progress", "进展记录",
        (Column("目标或措施", "of"), Column("日期", "date", "date"), Column("数值", "value"), Column("计量单位", "unit"),
         Column("状态", "state"), Column("说明", "text"), Column("报送单位", "by", of="units"), Column("证据", "evidence"),
         _BASIS, MADE_UP),
        tuple(
            (one.of, one.date, one.value, one.unit, one.state, one.text, one.by, one.evidence, one.basis,
             one.illustrative)
            for one in overlays.progress
        ),
    )  # fmt: skip
    yield Table(
        "work-plans", "单位年度工作计划的任务",
        (Column("单位", "unit", of="units"), Column("年度", "year"), Column("计划", "title"),
         Column("措施", "measure", of="nodes"), Column("任务", "text"), Column("开始", "start", "date"),
         Column("完成", "end", "date"), Column("状态", "state"), Column("备案日期", "filed", "date"),
         Column("公开日期", "published", "date"), _BASIS, MADE_UP),
        tuple(
            (plan.unit, plan.year, plan.title, task.measure, task.text, task.start, task.end, task.state,
             plan.filed, plan.published, plan.basis, plan.illustrative)
            for plan in overlays.work_plans
            for task in plan.tasks
        ),
    )  # fmt: skip
    yield Table(
        "rectification", "反馈问题整改",
        (_ID, Column("批次", "batch"), Column("问题", "problem"), Column("措施", "measure", of="nodes"),
         Column("单位", "units"), Column("期限", "deadline", "date"), Column("销号标准", "standard"),
         Column("状态", "state"), _BASIS, MADE_UP),
        tuple(
            (one.id, one.batch, one.problem, one.measure, "、".join(one.units), one.deadline, one.standard,
             one.state, one.basis, one.illustrative)
            for one in overlays.rectification
        ),
        keyed=True,
    )  # fmt: skip


def _bodies(bodies: Iterable[Body | Actor]) -> str:
    return "、".join(body.printed for body in bodies)
