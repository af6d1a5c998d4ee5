"""The argument parser's own words in Chinese: Click's messages by its own templates, and its help. Pure but for the locale.

The rest of what the command line says is `words.py`'s; the parser's words are English wherever they are
not said here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import click

from gongkai.cli.words import language
from gongkai.late import late

# Click's templates, in the order in which they are tried: one that holds another's words comes first.
_SAID: dict[str, str] = {
    "{message} (Did you mean one of: {others}?)": "{message}。是否想写 {others}？",
    "{message} Did you mean {other}?": "{message}。是否想写 {other}？",
    "Invalid value for {what}: {message}": "{what} 的值不对：{message}",
    "Invalid value: {message}": "值不对：{message}",
    "Missing argument {what}.": "缺少参数 {what}",
    "Missing option {what}.": "缺少选项 {what}",
    "Missing command.": "缺少命令",
    "No such option {name}.": "没有选项 {name}",
    "No such command {name}.": "没有命令 {name}",
    "Got unexpected extra argument ({args})": "多余的参数：{args}",
    "Got unexpected extra arguments ({args})": "多余的参数：{args}",
    "Option {name} requires an argument.": "选项 {name} 后面要写值",
    "Option {name} does not take a value.": "选项 {name} 后面不写值",
    "{value} is not one of {choices}.": "{value} 不在可选的值之中：{choices}",
    "{value} is not a valid {kind}.": "{value} 不是{kind}",
    "{value} is not in the range {range}.": "{value} 不在范围 {range} 之内",
    "{kind} {name} does not exist.": "{kind} {name} 不存在",
    "{kind} {name} is a file.": "{name} 是文件，不是文件夹",
    "{kind} {name} is a directory.": "{name} 是文件夹，不是文件",
    "{kind} {name} is not readable.": "{kind} {name} 读不了",
    "integer range": "整数",
    "integer": "整数",
    "Path": "路径",
    "File": "文件",
    "Directory": "文件夹",
}
_TEMPLATES = tuple(
    (late(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(english)), re.DOTALL), chinese)
    for english, chinese in _SAID.items()
)
_HEADINGS = {"Options": "选项", "Commands": "命令"}
# What stands in the usage line and beside the options, whole words alone.
_HELP = {
    "[OPTIONS]": "[选项]",
    "COMMAND": "命令",
    "[ARGS]": "[参数]",
    "Show this message and exit.": "显示本说明。",
    "[required]": "[必写]",
    "[default: ": "[默认：",
}


def message(said: str) -> str:
    """A message of Click's in the locale's language; what is no message of Click's stays as it is."""
    return _chinese(said) if language() == "zh" else said


def _chinese(said: str) -> str:
    for template, chinese in _TEMPLATES:
        if found := template.fullmatch(said):
            values = {name: _chinese(_bare(value)) for name, value in found.groupdict().items()}
            return chinese.format(**values)
    return said


def _bare(value: str) -> str:
    """A value, or a list of them, without the quotes that Click puts around each."""
    return value.strip("'").replace("', '", "、")


class Help(click.HelpFormatter):
    """Help with Click's own words in the locale's language."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The first line."""
        if language() == "zh":
            args, prefix = _replaced(args), "用法： "
        super().write_usage(prog, args, prefix)

    def write_heading(self, heading: str) -> None:
        """The heading of a section."""
        if language() == "zh":
            self.write(f"{'':>{self.current_indent}}{_HEADINGS.get(heading, heading)}：\n")
        else:
            super().write_heading(heading)

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Options or commands, one a row."""
        if language() == "zh":
            rows = [(first, _replaced(second)) for first, second in rows]
        super().write_dl(rows, col_max, col_spacing)


def _replaced(text: str) -> str:
    for english, chinese in _HELP.items():
        text = text.replace(english, chinese)
    return text


class _Context(click.Context):
    formatter_class = Help


class Command(click.Command):
    """A command whose help is in the locale's language."""

    context_class = _Context


class Group(click.Group):
    """A group whose help, and whose commands' help, is in the locale's language."""

    context_class = _Context
    command_class = Command
