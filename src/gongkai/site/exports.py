"""A plan → the files of data/: the JSON of the contract with its schema, and one CSV a kind of record. Pure.

CSV is UTF-8 with a byte order mark and CRLF, as spreadsheet programs here expect; a cell that such a
program would run as a formula begins with an apostrophe.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence

from gongkai.contract import diff_schema, dumps, schema, to_json
from gongkai.model import Actor, Body, Plan
from gongkai.store import Project

FILES: tuple[tuple[str, str], ...] = (
    ("plan.json", "全部数据（gongkai-plan/1）"),
    ("plan.schema.json", "plan.json 的 JSON Schema"),
    ("diff.schema.json", "gongkai diff --json 的 JSON Schema"),
    ("source.txt", "方案原文，逐字节照存"),
    ("feed.xml", "修订与变化的订阅源（Atom）"),
    ("measures.csv", "措施与承担单位"),
    ("units.csv", "单位"),
    ("targets.csv", "目标"),
    ("duties.csv", "职责与公开事项"),
    ("dates.csv", "日期"),
    ("blanks.csv", "原文空白"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def exports(project: Project) -> Iterator[tuple[str, bytes]]:
    """Path from the site's root and bytes of each download."""
    plan = project.plan
    revision = project.folder / "plan_data" / "revisions" / str(plan.revision.id)
    source = (revision / plan.revision.source.file).read_bytes()
    for name, data in data_files(plan, source):
        yield f"data/{name}", data


def data_files(plan: Plan, source: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each file of data/."""
    yield "plan.json", dumps(to_json(plan)).encode()
    for name, made in (("plan", schema()), ("diff", diff_schema())):
        text = json.dumps(made, ensure_ascii=False, indent=2) + "\n"
        yield f"{name}.schema.json", text.encode()
    yield "source.txt", source
    for name, head, rows in _tables(plan):
        yield name, _csv(head, rows)


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
        ("编号", "名称", "简称", "类别", "别称", "曾用名"),
        (
            (unit.id, unit.name, unit.short, unit.kind, "、".join(unit.aliases), "、".join(name for name, _ in unit.formers))
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
        ("编号", "条目", "位置", "类别", "原文", "行", "列"),
        (
            (
                one.id,
                ids[one.node],
                one.within,
                one.kind,
                one.span.quote,
                one.span.line,
                one.span.col,
            )
            for one in plan.blanks
        ),
    )


def _bodies(bodies: Iterable[Body | Actor]) -> str:
    return "、".join(body.printed for body in bodies)


def _csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
