"""The changes between two revisions as text: for a terminal, for a pull request, for an office to send on. Pure.

Text of a plan is data: in Markdown every sign that could be mark-up is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from gongkai.revise.change import ChangeKind
from gongkai.revise.tokens import Edit
from gongkai.views.changes import ChangeRow, Changes, shortened

_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~&@$:])")
_HAN = "一二三四五六七八九十"
UNASSIGNED = "未写明单位"


def terminal(view: Changes, words: Mapping[ChangeKind, str], units: str) -> str:
    """One line a change, under the words of its kind, and how many concern whom under `units`; words as [-out-]{+in+}."""
    lines: list[str] = []
    lines += [_flat("".join(_marked(found))) for found in view.frame]
    for group in view.groups:
        lines.append(f"{words[group.kind]} ({len(group.rows)})")
        for row in group.rows:
            lines.append(f"  {row.node} {_numbered(row)}：{row.why}")
            if row.edits:
                lines.append("      " + _flat("".join(_marked(row.edits))))
    if view.units:
        lines.append(f"{units} ({len(view.units)})")
    lines += [f"  {unit.name} ({unit.id}): {len(rows)}" for unit, rows in view.units]
    return "\n".join(lines)


def markdown(view: Changes) -> str:
    """A comment for a pull request."""
    lines = [f"## 修订对照：{_plain(view.old)} → {_plain(view.new)}", ""]
    counts = "，".join(f"{group.label} {len(group.rows)}" for group in view.groups)
    lines += [f"共 {view.total} 处变化：{counts}。" if view.total else "条目没有变化。", ""]
    lines += [f"- 文件信息：{''.join(_struck(found))}" for found in view.frame]
    for group in view.groups:
        lines += ["", f"### {group.label}（{len(group.rows)}）", ""]
        for row in group.rows:
            lines.append(f"- **{_plain(_numbered(row))}**（{row.node}）：{_plain(row.why)}")
            if row.edits:
                lines.append("  > " + "".join(_struck(row.edits)))
    if view.total:
        lines += ["", "### 涉及单位", "", "| 单位 | 变化 |", "| --- | --- |"]
        lines += [f"| {_plain(unit.name)} | {len(rows)} |" for unit, rows in view.units]
        if view.unassigned:
            lines.append(f"| {UNASSIGNED} | {len(view.unassigned)} |")
    return "\n".join(lines) + "\n"


def notice(view: Changes, title: str) -> str:
    """Plain text for an office to send on; what changed in number only is left out."""
    lines = [f"关于《{title}》修订变化的说明", ""]
    lines.append(f"《{title}》版本 {view.new} 与版本 {view.old} 相比，有下列变化。")
    groups = [group for group in view.groups if group.kind != "renumbered"]
    if not groups:
        lines.append("各项任务的内容没有变化。")
    for at, group in enumerate(groups):
        lines += ["", f"{_HAN[at]}、{group.label}（{len(group.rows)}处）"]
        for number, row in enumerate(group.rows, 1):
            units = "、".join(unit.name for unit in row.units)
            lines.append(
                # Not `1.5.3`: the number of the measure stands next to it.
                f"（{number}）{_numbered(row)}"
                + (f"：{row.why}" if row.why != row.label else "")
                + "。"
                + (f"（{units}）" if units else "")
            )
    told = {unit.id for group in groups for row in group.rows for unit in row.units}
    if told:
        names = "、".join(unit.name for unit, _ in view.units if unit.id in told)
        lines += ["", f"涉及单位：{names}。"]
    lines += ["", "以上由系统对照两个版本的原文得出，以正式文件为准。"]
    return "\n".join(lines) + "\n"


def _numbered(row: ChangeRow) -> str:
    return f"{row.number} {row.title}".strip()


def _marked(found: Sequence[Edit]) -> Iterator[str]:
    for edit in shortened(found):
        if edit.same:
            yield edit.old
            continue
        if edit.old:
            yield f"[-{edit.old}-]"
        if edit.new:
            yield f"{{+{edit.new}+}}"


def _struck(found: Sequence[Edit]) -> Iterator[str]:
    for edit in shortened(found):
        if edit.same:
            yield _plain(edit.old)
            continue
        if edit.old:
            yield f"<del>{_plain(edit.old)}</del>"
        if edit.new:
            yield f"<ins>{_plain(edit.new)}</ins>"


def _plain(text: str) -> str:
    return _MARKUP.sub(r"\\\1", _flat(text))


def _flat(text: str) -> str:
    return " ".join(text.split("\n"))
