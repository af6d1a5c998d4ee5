"""The command that begins a project: `new`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from gongkai.cli.group import common, end, gongkai
from gongkai.cli.outcome import tell
from gongkai.cli.words import say


@gongkai.command("new", help=say("new"))
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--name", default="", metavar="NAME", help=say("site-name"))
@common
def new(directory: Path, name: str, as_json: bool, as_of: date | None, folder: Path) -> None:  # noqa: ARG001
    """Make a project in DIR."""
    from gongkai.starting import start

    findings = start(directory, name)
    tell(findings, as_json=as_json)
    if not findings:
        click.echo(say("started", path=directory), err=as_json)
    end(findings)
