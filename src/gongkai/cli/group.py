"""The group of all commands, and what every command has: its options and its way to end."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from gongkai import __version__
from gongkai.cli.outcome import exit_code, print_findings, show
from gongkai.cli.parser import Group
from gongkai.cli.words import say
from gongkai.day import day_of
from gongkai.sources import Finding

Command = TypeVar("Command", bound=Callable[..., Any])


class Day(click.ParamType[date]):
    """A day written YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # noqa: ANN401
        """The day, or the usage error that says how to write one."""
        if isinstance(value, date):
            return value
        day = day_of(value)
        if day is None:
            self.fail(f"{say('bad-date', value=value)} — {say('bad-date-hint')}", param, ctx)
        return day


def _before(name: str, otherwise: Any) -> Callable[[], Any]:  # noqa: ANN401
    """What was written before the command, as in `gongkai -C DIR check`; `otherwise` where nothing was."""

    def given() -> Any:  # noqa: ANN401
        here = click.get_current_context()
        return otherwise if here.parent is None else here.find_root().params[name]

    return given


def common(command: Command) -> Command:
    """The options that every command has; they may also stand before it."""
    for option in (
        click.option(
            "--json",
            "as_json",
            is_flag=True,
            flag_value=True,
            default=_before("as_json", otherwise=False),
            help=say("json"),
        ),
        click.option(
            "--as-of",
            type=Day(),
            default=_before("as_of", None),
            metavar="DATE",
            help=say("as-of"),
        ),
        click.option(
            "-C",
            "folder",
            type=click.Path(path_type=Path),
            default=_before("folder", Path()),
            metavar="DIR",
            help=say("folder"),
        ),
    ):
        command = option(command)
    return command


def today() -> date:
    """The day of this machine: the office's own."""
    return date.today()


def end(findings: tuple[Finding, ...], *, warnings: bool = False) -> NoReturn:
    """End with the exit code that the findings ask for."""
    sys.exit(exit_code(findings, warnings=warnings))


def refuse(findings: tuple[Finding, ...], *, as_json: bool, code: int | None = None) -> NoReturn:
    """End where what was asked for cannot be given: why not, in words, and for a program as JSON too.

    `code` is for a command whose own answers use the code that the findings ask for; it is never 0, for nothing was done.
    """
    show(findings)
    if as_json:
        print_findings(findings)
    sys.exit(code or exit_code(findings) or 2)


# The module of each command: only that of the command which is called is loaded.
MODULES = {
    "read": "reading",
    "import": "reading",
    "check": "project",
    "build": "project",
    "serve": "project",
    "export": "project",
    "diff": "diff",
    "new": "new",
    "publish": "publishing",
    "rollback": "publishing",
    "review": "review",
    "verify": "verify",
    "water": "water",
    "workbook": "workbook",
}


class _Commands(Group):
    group_class = Group  # of the groups within it, which know their commands themselves

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """All of them, for the help."""
        return sorted(MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, which its module adds to the group; all are added where a slip is to be told from them."""
        known = MODULES.get(cmd_name)
        for module in (known,) if known else dict.fromkeys(MODULES.values()):
            import_module(f"gongkai.cli.{module}")
        return super().get_command(ctx, cmd_name)


@click.group(
    cls=_Commands,
    help=say("gongkai"),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@common
@click.version_option(__version__, message="%(prog)s %(version)s", help=say("version"))
def gongkai(as_json: bool, as_of: date | None, folder: Path) -> None:
    """The group; the commands take what is given to it."""
