"""Commands that take a plan in: `read` and `import`."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import click

from gongkai.cli.diff import kind_words
from gongkai.cli.group import common, end, gongkai, refuse
from gongkai.cli.outcome import exit_code, print_json, show, tell
from gongkai.cli.report import report_text
from gongkai.cli.words import language, say
from gongkai.contract import to_json
from gongkai.model import Plan
from gongkai.reading.read import read as read_plan
from gongkai.reading.report import report as report_on
from gongkai.revise.change import Diff
from gongkai.store import import_source, read_file


@gongkai.command("read", help=say("read"))
@click.argument("source", type=click.Path(path_type=Path))
@common
def read(source: Path, as_json: bool, as_of: date | None, folder: Path) -> None:  # noqa: ARG001
    """Print the reading of SOURCE."""
    found, findings = read_file(source)
    if found is None:
        refuse(findings, as_json=as_json)
    plan, findings = read_plan(found)
    if as_json:
        print_json(to_json(plan))
    else:
        click.echo(_summary(plan))
        click.echo(report_text(report_on(plan, findings)))
    show(findings)
    end(findings)


def _compared(found: Diff) -> str:
    """How many changes of each kind there are to the revision before."""
    kinds = Counter(change.kind for change in found.changes)
    counts = [f"{word} {kinds[kind]}" for kind, word in kind_words().items() if kinds[kind]]
    counted = "，".join(counts) if language() == "zh" else ", ".join(counts)
    return say("compared", old=found.old, new=found.new, counts=counted or say("diff-none"))


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
@click.option("--match", "matches", multiple=True, metavar="ID=PATH", help=say("match"))
@common
def import_(
    source: Path,
    revision: str,
    matches: tuple[str, ...],
    as_json: bool,
    as_of: date | None,  # noqa: ARG001
    folder: Path,
) -> None:
    """Import SOURCE as a revision."""
    for one in matches:
        if "=" not in one:
            raise click.BadParameter(one, param_hint="--match")
    decided = {one.partition("=")[0]: one.partition("=")[2] for one in matches}
    report = import_source(folder, source, revision, decided)
    path = report.path.as_posix()
    tell(report.findings, as_json=as_json)
    if exit_code(report.findings) == 0:
        click.echo(say("imported" if report.written else "unchanged", path=path), err=as_json)
    if report.written and report.plan:
        click.echo(report_text(report_on(report.plan, report.findings)), err=as_json)
    if report.changes:
        click.echo(_compared(report.changes), err=as_json)
    end(report.findings)
