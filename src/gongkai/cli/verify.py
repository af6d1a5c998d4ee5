"""The command that compares a published copy with its manifest: `verify`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from gongkai.cli.group import common, end, gongkai
from gongkai.cli.outcome import exit_code, tell
from gongkai.cli.words import say


@gongkai.command("verify", help=say("verify"))
@click.argument("copy", metavar="PATH")
@common
def verify(copy: str, as_json: bool, as_of: date | None, folder: Path) -> None:  # noqa: ARG001
    """Compare the copy of a site at PATH, a folder or an http address, with its manifest."""
    from gongkai.site.verify import verify as compare

    count, findings = compare(copy)
    tell(findings, as_json=as_json)
    if exit_code(findings) == 0:
        click.echo(say("verified", path=copy, count=count), err=as_json)
    end(findings)
