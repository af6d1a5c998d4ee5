"""Commands on water results: `water evaluate`, `water import`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gongkai.cli.group import common, end, gongkai
from gongkai.cli.outcome import print_findings, print_json, show
from gongkai.cli.words import language, say
from gongkai.sources.finding import errors_of

if TYPE_CHECKING:
    from gongkai.store import WaterImport


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
    if document is None:
        if as_json:
            print_findings(findings)
    elif as_json:
        print_json(document)
    else:
        click.echo(plain_text(document, language()), nl=False)
    end(findings)


@water.command("import", help=say("water-import"))
@click.argument("source", metavar="FILE", type=click.Path(path_type=Path))
@common
def import_(source: Path, as_json: bool, as_of: date | None, folder: Path) -> None:  # noqa: ARG001
    """Import the sheet FILE."""
    from gongkai.store import import_water

    report = import_water(folder, source)
    if as_json:
        print_findings(report.findings, **_report(report))
    elif report.wide.results or not errors_of(report.findings):
        _tell(report)
    show(report.findings)
    end(report.findings)


def _report(report: WaterImport) -> dict[str, object]:
    wide = report.wide
    return {
        "matched": [
            {"heading": one.heading, "indicator": one.indicator, "unit": one.unit}
            for one in wide.matched
        ],
        "ignored": list(wide.ignored),
        "points": list(wide.points),
        "values": len(wide.results),
        "added": report.added,
        "same": report.same,
        "files": [{"file": name, "added": added} for name, added in report.files],
    }


def _tell(report: WaterImport) -> None:
    wide = report.wide
    for one in wide.matched:
        heading = " ".join(one.heading.split())
        click.echo(
            say("water-matched", heading=heading, indicator=one.indicator, unit=one.unit).rstrip()
        )
    if wide.ignored:
        click.echo(say("water-ignored", names="、".join(wide.ignored)))
    counts = {"points": len(wide.points), "values": len(wide.results)}
    click.echo(say("water-counts", **counts, added=report.added, same=report.same))
    for name, added in report.files:
        click.echo(say("water-added" if added else "unchanged", path=name, count=added))
