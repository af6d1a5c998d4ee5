"""The commands. Each calls one room and shows what came of it."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from gongkai import __version__
from gongkai.check import check as check_folder
from gongkai.cli.outcome import counts, exit_code, findings_json, show
from gongkai.cli.words import say, usage
from gongkai.contract import dumps, to_json
from gongkai.model import Plan
from gongkai.reading import read as read_plan
from gongkai.sources import Finding
from gongkai.store import import_source, load, read_file

Command = TypeVar("Command", bound=Callable[..., Any])


class _Day(click.ParamType[date]):
    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # noqa: ANN401
        if isinstance(value, date):
            return value
        try:
            if len(value) != len("2025-06-30"):
                raise ValueError(value)
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{say('bad-date', value=value)} — {say('bad-date-hint')}", param, ctx)


def _common(command: Command) -> Command:
    """The options that every command has."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help=say("json")),
        click.option("--as-of", type=_Day(), metavar="DATE", help=say("as-of")),
        click.option(
            "-C",
            "folder",
            type=click.Path(path_type=Path),
            default=Path(),
            metavar="DIR",
            help=say("folder"),
        ),
    ):
        command = option(command)
    return command


def _end(findings: tuple[Finding, ...], *, warnings: bool = False) -> NoReturn:
    sys.exit(exit_code(findings, warnings=warnings))


@click.group(help=say("gongkai"), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, help=say("version"))
def gongkai() -> None:
    """The group."""


@gongkai.command("read", help=say("read"))
@click.argument("source", type=click.Path(path_type=Path))
@_common
def read(source: Path, as_json: bool, as_of: date | None, folder: Path) -> None:  # noqa: ARG001
    """Print the reading of SOURCE."""
    found, findings = read_file(source)
    if found is None:
        show(findings)
        _end(findings)
    plan, findings = read_plan(found)
    if as_json:
        click.echo(dumps(to_json(plan)), nl=False)
    else:
        click.echo(_summary(plan))
    show(findings)
    _end(findings)


def _summary(plan: Plan) -> str:
    """What was read, node by node, for a person."""
    rows = [
        say(
            "summary",
            title=plan.revision.title or "—",
            lines=len(plan.source_lines),
            nodes=sum(node.kind != "preamble" for node in plan.nodes),
            measures=sum(node.role == "measure" for node in plan.nodes),
            lead=sum(bool(node.lead) for node in plan.nodes),
            support=sum(bool(node.support) for node in plan.nodes),
            responsible=sum(bool(node.responsible) for node in plan.nodes),
            blanks=len(plan.blanks),
            targets=len(plan.targets),
            duties=len(plan.duties),
            dates=len(plan.dates),
            errata=len(plan.errata),
        )
    ]
    for node in plan.nodes:
        indent = "  " * node.path.count(".")
        bodies = "、".join(body.printed for body in node.attributions)
        words = node.heading or node.text.split("\n")[0][:24]
        rows.append(
            f"{node.lines[0]:>5}  {indent}{node.label}{words}{f'  [{bodies}]' if bodies else ''}"
        )
    return "\n".join(rows)


@gongkai.command("import", help=say("import"))
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--revision", required=True, metavar="ID", help=say("revision"))
@_common
def import_(source: Path, revision: str, as_json: bool, as_of: date | None, folder: Path) -> None:  # noqa: ARG001
    """Import SOURCE as a revision."""
    report = import_source(folder, source, revision)
    path = report.path.as_posix()
    if as_json:
        click.echo(findings_json(report.findings))
    else:
        show(report.findings)
    if exit_code(report.findings) == 0:
        click.echo(say("imported" if report.written else "unchanged", path=path), err=as_json)
    _end(report.findings)


@gongkai.command("check", help=say("check"))
@_common
def check(as_json: bool, as_of: date | None, folder: Path) -> None:  # noqa: ARG001
    """Check the project."""
    findings = check_folder(folder)
    if as_json:
        click.echo(findings_json(findings))
    else:
        show(findings)
        click.echo(counts(findings), err=True)
    _end(findings, warnings=True)


@gongkai.command("build", help=say("build"))
@click.option("--publish", is_flag=True, help=say("publish"))
@_common
def build(publish: bool, as_json: bool, as_of: date | None, folder: Path) -> None:
    """Build the site."""
    from gongkai.site.build import build as build_site

    report = build_site(folder, as_of=as_of, publish=publish)
    if as_json:
        click.echo(findings_json(report.findings))
    else:  # notes are for `check` to list; here they are counted
        show(finding for finding in report.findings if finding.severity != "note")
    if not report.built:
        sys.exit(exit_code(report.findings) or 1)
    shown = os.path.relpath(report.folder)
    numbers = {key: getattr(report, key) for key in ("pages", "measures", "units", "blanks")}
    click.echo(say("built", folder=shown, **numbers), err=as_json)
    click.echo(say("checked", counts=counts(report.findings)), err=True)
    click.echo(say("look", folder=shown), err=True)


@gongkai.command("serve", help=say("serve"))
@click.option("--port", type=click.IntRange(1, 65535), default=8000, help=say("port"))
@_common
def serve(port: int, as_json: bool, as_of: date | None, folder: Path) -> None:  # noqa: ARG001
    """Serve the site."""
    from gongkai.site.serve import serve as serve_site

    serve_site(folder, port=port, as_of=as_of)


@gongkai.command("export", help=say("export"))
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--revision", metavar="ID", help=say("revision"))
@_common
def export(
    directory: Path, revision: str | None, as_json: bool, as_of: date | None, folder: Path
) -> None:
    """Write the data files of a revision."""
    from gongkai.site.exports import exports

    project, findings = load(folder, revision)
    show(findings)
    if project is None or exit_code(findings):
        _end(findings)
    if as_of:
        project = replace(project, plan=replace(project.plan, as_of=as_of.isoformat()))
    written = [(path.removeprefix("data/"), data) for path, data in exports(project)]
    directory.mkdir(parents=True, exist_ok=True)
    for name, data in written:
        beside = directory / f".{name}.new"
        beside.write_bytes(data)
        beside.replace(directory / name)
    click.echo(say("exported", path=directory, count=len(written)), err=as_json)


@gongkai.group("water", help=say("water"))
def water() -> None:
    """Water results."""


@water.command("evaluate", help=say("evaluate"))
@click.argument("results", type=click.Path(path_type=Path))
@click.option(
    "--points", required=True, type=click.Path(path_type=Path), metavar="FILE", help=say("points")
)
@_common
def evaluate(results: Path, points: Path, as_json: bool, as_of: date | None, folder: Path) -> None:  # noqa: ARG001
    """Judge RESULTS."""
    from gongkai.water import evaluate_files, plain_text

    document, findings = evaluate_files(results, points)
    show(findings)
    if document is not None:
        click.echo(
            json.dumps(document, ensure_ascii=False, indent=2) if as_json else plain_text(document)
        )
    _end(findings)


def main() -> None:
    """Run the command line; a person's mistake is told in one line, never as a traceback."""
    try:
        gongkai.main(standalone_mode=False)
    except click.exceptions.Exit as end:
        sys.exit(end.exit_code)
    except click.Abort:
        sys.exit(130)
    except click.ClickException as error:
        where = (
            f"{error.ctx.command_path}: "
            if isinstance(error, click.UsageError) and error.ctx
            else "gongkai: "
        )
        click.echo(f"{where}{usage(error.format_message())} — gongkai --help", err=True)
        sys.exit(2)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        click.echo(
            f"{error.filename or 'gongkai'}: {error.strerror} — {say('system-hint')}", err=True
        )
        sys.exit(2)
    except Exception as error:
        if os.environ.get("GONGKAI_DEBUG"):
            raise
        reason = f"{type(error).__name__}: {error}"
        click.echo(f"gongkai: {say('failed', reason=reason)} — {say('failed-hint')}", err=True)
        sys.exit(2)
