"""What the argument parser says: in the locale's language, whole, and in one line."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import click
import pytest

from gongkai.cli import parser
from gongkai.cli.group import gongkai
from tests.cli.test_commands import run

EVERY_HELP = """
import gongkai.cli.run
from gongkai.cli.group import gongkai

def show(command, parent=None):
    with command.make_context(command.name, [], parent, resilient_parsing=True) as context:
        print(command.get_help(context))
        for one in getattr(command, "commands", {}).values():
            show(one, context)

show(gongkai)
"""


@pytest.mark.parametrize(
    ("args", "zh", "en"),
    [
        pytest.param(["read"], "缺少参数 SOURCE", "Missing argument 'SOURCE'.", id="argument"),
        pytest.param(["import", "x"], "缺少选项 --revision", "Missing option '--revision'.", id="option"),
        pytest.param(["review", "accept"], "缺少选项 --by", "Missing option '--by'.", id="signature"),
        pytest.param(["nothing"], "没有命令 nothing", "No such command 'nothing'.", id="command"),
        pytest.param(["chek"], "没有命令 chek。是否想写 check？", "No such command 'chek'. Did you mean 'check'?", id="slip"),
        pytest.param(["read", "--jsonn"], "没有选项 --jsonn。是否想写 --json？", "No such option '--jsonn'. Did you mean '--json'?", id="slip-in-an-option"),
        pytest.param(["check", "--x"], "没有选项 --x", "No such option '--x'.", id="no-option"),
        pytest.param(["read", "a", "b"], "多余的参数：b", "Got unexpected extra argument (b)", id="one-more"),
        pytest.param(["read", "a", "b", "c"], "多余的参数：b c", "Got unexpected extra arguments (b c)", id="two-more"),
        pytest.param(["build", "--copy"], "选项 --copy 后面要写值", "Option '--copy' requires an argument.", id="no-value"),
        pytest.param(["check", "--json=3"], "选项 --json 后面不写值", "Option '--json' does not take a value.", id="a-value"),
        pytest.param(["serve", "--port", "x"], "--port 的值不对：x 不是整数", "Invalid value for '--port': 'x' is not a valid integer range.", id="no-number"),
        pytest.param(["serve", "--port", "0"], "--port 的值不对：0 不在范围 1<=x<=65535 之内", "Invalid value for '--port': 0 is not in the range 1<=x<=65535.", id="range"),
        pytest.param(["review", "list", "--confidence", "x"], "--confidence 的值不对：x 不在可选的值之中：certain、likely、possible", "Invalid value for '--confidence': 'x' is not one of 'certain', 'likely', 'possible'.", id="choice"),
        pytest.param(["check", "--as-of", "2020"], "--as-of 的值不对：", "Invalid value for '--as-of': ", id="own-words-within"),
    ],
)  # fmt: skip
def test_a_call_that_cannot_be_used(
    monkeypatch: pytest.MonkeyPatch, args: list[str], zh: str, en: str
) -> None:
    for lang, says in (("zh_CN.UTF-8", zh), ("C", en)):
        monkeypatch.setenv("LC_ALL", lang)
        with pytest.raises(click.UsageError) as raised:
            gongkai.main(args, standalone_mode=False)
        said = parser.message(raised.value.format_message())
        assert said == says or (says[-1] in "： " and said.startswith(says))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("lang", "says", "never"),
    [
        pytest.param("zh_CN.UTF-8", ["用法： gongkai review accept [选项]", "选项：", "命令：", "显示本说明。", "[必写]", "[默认：proposed]"],
                     r"[a-z]{3,} [a-z]{2,} [a-z]{2,}|Usage|Options|Commands|required|default", id="zh"),
        pytest.param("C", ["Usage: gongkai review accept [OPTIONS]", "Options:", "Commands:", "Show this message and exit.", "[required]"],
                     "用法|选项|命令", id="en"),
    ],
)  # fmt: skip
def test_the_help_of_every_command(lang: str, says: list[str], never: str) -> None:

    done = subprocess.run(
        [sys.executable, "-c", EVERY_HELP],
        capture_output=True,
        text=True,
        env={**os.environ, "LC_ALL": lang, "PYTHONUTF8": "1"},
        check=True,
    )
    for words in says:
        assert words in done.stdout
    assert re.findall(never, re.sub("gongkai [a-z ]+", "", done.stdout)) == []


@pytest.mark.parametrize(
    ("name", "commands"),
    [
        ("review", {"list", "accept", "reject", "edit"}),
        ("water", {"evaluate", "import"}),
        ("workbook", {"export", "import"}),
    ],
)
def test_the_help_of_a_group_lists_its_commands(name: str, commands: set[str]) -> None:
    told = run(name, "--help").stdout.partition("Commands:")[2]
    assert set(re.findall(r"(?m)^  (\w+)", told)) == commands


@pytest.mark.slow
@pytest.mark.parametrize(("lang", "says"), [("zh_CN.UTF-8", "用法： "), ("C", "Usage: ")])
def test_no_argument_shows_the_help(lang: str, says: str) -> None:
    done = run(lang=lang)
    assert done.returncode == 2
    assert done.stderr.startswith(says)
