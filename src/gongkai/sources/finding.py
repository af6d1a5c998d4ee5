"""Findings: what is wrong, where, what to do. Values; the words are looked up when they are shown.

A rule is one line of `RULES`: its severity, what it says and what to do about it, in Chinese and in
English; `{name}` stands for an argument of the finding. A rule's name is permanent: it is printed by
`check`, published in reports and may be relied on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning", "note"]
Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Rule:
    """What a finding of this kind says (`zh`, `en`) and advises (`hint_zh`, `hint_en`)."""

    severity: Severity
    zh: str
    hint_zh: str
    en: str
    hint_en: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found. `file` is as the user named it; `line` and `col` are 1-based, 0 = whole file."""

    rule: str
    file: str
    line: int = 0
    col: int = 0
    args: Mapping[str, str] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        """The severity of its rule."""
        return RULES[self.rule].severity

    def message(self, language: Language) -> str:
        """What is wrong."""
        rule = RULES[self.rule]
        return (rule.zh if language == "zh" else rule.en).format(**self.args)

    def hint(self, language: Language) -> str:
        """What to do."""
        rule = RULES[self.rule]
        return (rule.hint_zh if language == "zh" else rule.hint_en).format(**self.args)

    def text(self, language: Language) -> str:
        """`file:line:col: what is wrong — what to do  [rule]`."""
        place = ":".join([self.file, *(str(at) for at in (self.line, self.col) if at)])
        return f"{place}: {self.message(language)} — {self.hint(language)}  [{self.rule}]"


RULES: dict[str, Rule] = {
    # — sources —
    "source-missing": Rule(
        "error",
        "找不到文件",
        "核对路径与文件名",
        "there is no such file",
        "check the path and the name",
    ),
    "source-unreadable": Rule(
        "error",
        "文件打不开：{reason}",
        "核对是否为文件、是否有读取权限",
        "the file cannot be opened: {reason}",
        "check that it is a file and may be read",
    ),
    "source-empty": Rule(
        "error",
        "文件没有内容",
        "换用有正文的文件",
        "the file holds no text",
        "give a file that has the plan's text",
    ),
    "source-format": Rule(
        "error",
        "这是 {format} 文件，不是文本",
        "在原软件中另存为 .txt（UTF-8）后再读",
        "this is a {format} file, not text",
        "save it as .txt (UTF-8) in the program that made it, then read that",
    ),
    "source-binary": Rule(
        "error",
        "内容不是可识别的文本（UTF-8、UTF-16、GB18030 均不符）",
        "另存为 UTF-8 文本后再读",
        "the content is no text in UTF-8, UTF-16 or GB18030",
        "save it as UTF-8 text, then read that",
    ),
    # — outline —
    "outline-no-title": Rule(
        "note",
        "没有找到标题",
        "核对文件开头几行",
        "no title was found",
        "look at the first lines of the file",
    ),
    "outline-no-nodes": Rule(
        "warning",
        "没有找到任何编号标题，全文按引言处理",
        "核对编号写法，如“一、”“（一）”“1.”",
        "no numbered heading was found; the whole text is the preamble",
        "check the numbering, such as “一、”, “（一）”, “1.”",
    ),
    "numbering-gap": Rule(
        "note",
        "编号“{label}”与前一个“{before}”不连续",
        "核对是否漏项；原文如此则不必改，路径按次序编排",
        "number “{label}” does not follow “{before}”",
        "see whether something is missing; if it is printed so, leave it: paths go by order",
    ),
    "numbering-restart": Rule(
        "note",
        "编号“{label}”在同一级重新开始",
        "核对是否缺少上级标题",
        "number “{label}” starts again on the same level",
        "see whether a heading above it is missing",
    ),
    "marker-doubtful": Rule(
        "note",
        "行首“{label}”像编号，但与前后不接，按正文处理",
        "如确为编号，请核对前后编号",
        "“{label}” at the start of the line looks like a number but follows none; read as text",
        "if it is a number, check those around it",
    ),
    # — attribution —
    "attribution-orphan": Rule(
        "warning",
        "这一行写明了单位，但前面没有可归属的条目",
        "核对上一个标题的编号",
        "this line names bodies but no node stands before it",
        "check the numbering of the heading before",
    ),
    "attribution-empty": Rule(
        "note",
        "“{label}”后面没有内容",
        "原文如此则保留",
        "nothing stands after “{label}”",
        "leave it if it is printed so",
    ),
    "unit-unresolved": Rule(
        "note",
        "“{printed}”未能对应到已登记的单位",
        "在 plan_data/units.yml 登记，或写为别名",
        "“{printed}” is none of the registered bodies",
        "add it to plan_data/units.yml, as a body or as an alias",
    ),
}
