"""Commands on water results: `water evaluate`."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from gongkai.cli.group import common, end, gongkai
from gongkai.cli.outcome import show
from gongkai.cli.words import say


@gongkai.group("water", help=say("water"))
def water() -> None:
    """Water results."""


@water.command("evaluate", help=say("evaluate"))
@click.argument("results", type=click.Path(path_type=Path))
@click.option(
    "--points", required=True, type=click.Path(path_type=Path), metavar="FILE", help=say("points")
)
@common
def evaluate(results: Path, points: Path, as_json: bool, as_of: date | None, folder: Path) -> None:  # noqa: ARG001
    """Judge RESULTS."""
    from gongkai.water import evaluate_files, plain_text

    document, findings = evaluate_files(results, points)
    show(findings)
    if document is not None:
        click.echo(
            json.dumps(document, ensure_ascii=False, indent=2) if as_json else plain_text(document)
        )
    end(findings)
