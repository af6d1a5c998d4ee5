"""The commands that put a site where visitors see it, and the one before it back: `publish`, `rollback`."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gongkai.cli.group import common, end, gongkai
from gongkai.cli.outcome import exit_code, tell
from gongkai.cli.words import say
from gongkai.sources import Finding

if TYPE_CHECKING:
    from gongkai.site.releases import Shown


@gongkai.command("publish", help=say("publish-release"))
@click.argument("place", metavar="PLACE", type=click.Path(path_type=Path))
@click.option("--keep", type=click.IntRange(2, 1000), default=5, help=say("keep"))
@common
def publish(place: Path, keep: int, as_json: bool, as_of: date | None, folder: Path) -> None:
    """Build for the public, and show the site at PLACE."""
    from gongkai.site.build import build
    from gongkai.site.releases import publish as release

    report = build(folder, as_of=as_of, publish=True)
    findings = tuple(one for one in report.findings if one.severity != "note")
    if not report.built:
        _say(None, findings, place, as_json=as_json)
        sys.exit(exit_code(findings) or 1)
    shown = release(report.folder, place, keep)
    _say(shown, (*findings, *shown.findings), place, as_json=as_json)
    end(shown.findings)


@gongkai.command("rollback", help=say("rollback"))
@click.argument("place", metavar="PLACE", type=click.Path(path_type=Path))
@click.option("--to", metavar="NAME", help=say("rollback-to"))
@common
def rollback(
    place: Path,
    to: str | None,
    as_json: bool,
    as_of: date | None,  # noqa: ARG001
    folder: Path,  # noqa: ARG001
) -> None:
    """Show the release before the present one at PLACE."""
    from gongkai.site.releases import rollback as back

    shown = back(place, to)
    _say(shown, shown.findings, place, as_json=as_json)
    end(shown.findings)


def _say(shown: Shown | None, findings: tuple[Finding, ...], place: Path, *, as_json: bool) -> None:
    now, was = (shown.now, shown.was) if shown else (None, None)
    tell(findings, as_json=as_json, now=now, was=was)
    if shown and not exit_code(shown.findings):
        words = "released-same" if now == was else "released"
        click.echo(say(words, path=place, now=now, was=was or "—"), err=as_json)
