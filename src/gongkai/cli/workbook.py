"""Commands on a unit's workbook: `workbook export`, `workbook import`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gongkai.cli.group import common, end, gongkai, refuse, today
from gongkai.cli.named import unit_named
from gongkai.cli.outcome import exit_code, print_findings, show
from gongkai.cli.words import say
from gongkai.sources import Finding
from gongkai.sources.finding import errors_of

if TYPE_CHECKING:
    from gongkai.outputs.workbook.sheets import Book
    from gongkai.store import Project


@gongkai.group("workbook", help=say("workbook"))
def workbook() -> None:
    """Workbooks."""


@workbook.command("export", help=say("workbook-export"))
@click.argument("unit", metavar="UNIT")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--illustration", is_flag=True, help=say("illustration"))
@common
def export(
    unit: str, file: Path, illustration: bool, as_json: bool, as_of: date | None, folder: Path
) -> None:
    """Write the workbook of UNIT to FILE."""
    from gongkai.outputs.workbook.answers import answers
    from gongkai.outputs.workbook.read import Unusable, read
    from gongkai.outputs.workbook.update import update
    from gongkai.outputs.workbook.write import write
    from gongkai.store.files import put

    day = as_of or today()
    project = _project(folder, day, as_json=as_json)
    if file.suffix.lower() != ".xlsx":  # by which whoever gets it opens it
        odd = Finding("workbook-name", str(file), args={"name": f"{file.stem}.xlsx"})
        refuse((odd,), as_json=as_json)
    made = _book(project, folder, unit, day, illustration=illustration, as_json=as_json)
    try:
        if file.exists():
            there = file.read_bytes()
            data = update(there, made, answers(project, read(there), str(file), day).known)
        else:
            data = write(made)
    except Unusable:
        refuse((Finding("workbook-taken", str(file)),), as_json=as_json)
    put({file: data})
    if as_json:
        print_findings((), files=[str(file)])
    click.echo(say("imported", path=file), err=as_json)


@workbook.command("import", help=say("workbook-import"))
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@common
def import_(file: Path, as_json: bool, as_of: date | None, folder: Path) -> None:
    """Read the filled workbook FILE."""
    from gongkai.outputs.workbook.answers import answers
    from gongkai.outputs.workbook.read import Unusable, read
    from gongkai.store import record
    from gongkai.store.files import bytes_of

    day = as_of or today()
    project = _project(folder, day, as_json=as_json)
    data, findings = bytes_of(file, str(file))
    if data is None:
        refuse(findings, as_json=as_json)
    try:
        returned = read(data)
    except Unusable as refusal:
        odd = Finding(refusal.rule, str(file), args=refusal.args_of_rule)
        refuse((odd,), as_json=as_json)
    made = answers(project, returned, str(file), day)
    findings = made.findings
    files: tuple[str, ...] = ()
    if made.entries and not exit_code(findings):
        files, found = record(project, made.entries, f"{returned.unit}-{day.isoformat()}")
        findings += found
    show(findings)
    if as_json:
        print_findings(
            findings,
            unit=returned.unit,
            revision=returned.revision,
            as_of=returned.as_of,
            records=0 if exit_code(findings) else len(made.entries),
            known=len(made.known),
            left=[{"sheet": one.sheet, "row": one.line, "text": one.text} for one in returned.left],
            files=list(files),
        )
    elif not exit_code(findings):
        click.echo(say("workbook-counts", count=len(made.entries), left=len(returned.left)))
        if made.known:
            click.echo(say("workbook-known", count=len(made.known)))
        for name in files:
            click.echo(say("imported", path=name))
    end(findings)


def _project(folder: Path, day: date, *, as_json: bool) -> Project:
    """The project with the revision that units report on: the site's, or the newest that is no draft."""
    from gongkai.revise.succession import settled
    from gongkai.site.host import BadConfiguration, revision
    from gongkai.store import load
    from gongkai.store.folder import revisions

    try:
        name = revision(folder) or settled(revisions(folder)[0], day.isoformat())
    except BadConfiguration as refusal:
        refuse(refusal.findings, as_json=as_json)
    project, findings = load(folder, name, as_of=day, overlays=True)
    if project is None or exit_code(findings):
        refuse(errors_of(findings), as_json=as_json)
    return project


def _book(
    project: Project, folder: Path, unit: str, day: date, *, illustration: bool, as_json: bool
) -> Book:
    from gongkai.outputs.workbook.sheets import OnRecord, book
    from gongkai.site.host import BadConfiguration, settings
    from gongkai.views import Index
    from gongkai.views.unit import Units

    index = Index(project.standing(day, illustration=illustration))
    wanted = unit_named(index.plan.units, unit, as_json=as_json)
    try:
        given = settings(folder)
    except BadConfiguration as refusal:
        refuse(refusal.findings, as_json=as_json)
    return book(index, Units(index), wanted, OnRecord(project.overlays), given)
