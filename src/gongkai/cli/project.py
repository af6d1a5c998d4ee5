"""Commands on a project's folder: `check`, `build`, `serve`, `export`."""

from __future__ import annotations

import os
import sys
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gongkai.cli.group import common, end, gongkai, refuse, today
from gongkai.cli.outcome import counts, exit_code, print_findings, show, tell
from gongkai.cli.words import say
from gongkai.sources import Finding

if TYPE_CHECKING:
    from gongkai.site.build import BuildReport


@gongkai.command("check", help=say("check"))
@common
def check(as_json: bool, as_of: date | None, folder: Path) -> None:
    """Check the project."""
    from gongkai.checking import check as check_folder
    from gongkai.site.host import check as check_host

    findings = (*check_folder(folder, as_of or today()), *check_host(folder))
    tell(findings, as_json=as_json)
    if not as_json:
        click.echo(counts(findings), err=True)
    end(findings, warnings=True)


@gongkai.command("build", help=say("build"))
@click.option("--publish", is_flag=True, help=say("publish"))
@click.option("--copy", metavar="DIR", type=click.Path(path_type=Path), help=say("copy"))
@common
def build(
    publish: bool, copy: Path | None, as_json: bool, as_of: date | None, folder: Path
) -> None:
    """Build the site."""
    from gongkai.site.build import build as build_site

    report = build_site(folder, as_of=as_of, publish=publish, copy=copy)
    _tell(report, as_json=as_json)
    if not report.built:
        sys.exit(exit_code(report.findings) or 1)
    click.echo(say("look", folder=os.path.relpath(report.folder)), err=True)


def _tell(report: BuildReport, *, as_json: bool) -> None:
    """What came of a build."""
    # For persons notes are for `check` to list; here they are counted.
    told = [one for one in report.findings if as_json or one.severity != "note"]
    tell(told, as_json=as_json)
    if not report.built:
        return
    names = ("revision", "pages", "measures", "units", "groups", "blanks")
    numbers = {key: getattr(report, key) for key in names}
    click.echo(say("built", folder=os.path.relpath(report.folder), **numbers), err=as_json)
    click.echo(say("checked", counts=counts(report.findings)), err=True)


@gongkai.command("serve", help=say("serve"))
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, metavar="PORT", help=say("port")
)
@common
def serve(port: int, as_json: bool, as_of: date | None, folder: Path) -> None:
    """Serve the site."""
    from gongkai.site.serve import serve as serve_site

    served = serve_site(
        folder,
        port=port,
        as_of=as_of,
        built=partial(_tell, as_json=as_json),
        serving=partial(click.echo, err=as_json),
    )
    sys.exit(0 if served else 2)


@gongkai.command("export", help=say("export"))
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--revision", metavar="ID", help=say("revision"))
@click.option("--illustration", is_flag=True, help=say("illustration"))
@click.option("--pdf", is_flag=True, help=say("pdf"))
@common
def export(
    directory: Path,
    revision: str | None,
    illustration: bool,
    pdf: bool,
    as_json: bool,
    as_of: date | None,
    folder: Path,
) -> None:
    """Write the data files of a revision."""
    from gongkai.outputs.documents.pdf import possible
    from gongkai.outputs.files import exports
    from gongkai.outputs.given import given
    from gongkai.site import host
    from gongkai.store import load, load_water
    from gongkai.store.files import put_folder

    home, wanted = folder.resolve(), directory.resolve()
    try:
        with host.configuration(home) as config:
            settings, kept = host.settings_of(config), host.own(home, config)
    except host.BadConfiguration as refusal:
        refuse(refusal.findings, as_json=as_json)
    if wanted == home or any(wanted.is_relative_to(part) for part in kept):
        refuse((Finding("export-place", str(directory)),), as_json=as_json)
    day = as_of or today()
    project, findings = load(folder, revision, as_of=day, overlays=True)
    if project is None or exit_code(findings):
        refuse(findings, as_json=as_json)
    water, found = load_water(folder, illustration=illustration)
    findings += found
    if exit_code(findings):
        refuse(findings, as_json=as_json)
    of = given(project, water, settings, day, illustration=illustration)
    set_pdf = pdf and possible()
    if pdf and not set_pdf:
        findings += (Finding("pdf-font", str(directory)),)
    show(findings)
    files = {path.removeprefix("data/"): data for path, data in exports(of, pdf=set_pdf)}
    put_folder(directory, files)
    if as_json:
        print_findings(findings, files=list(files))
    click.echo(say("exported", path=directory, count=len(files)), err=as_json)
