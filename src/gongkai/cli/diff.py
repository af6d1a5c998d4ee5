"""The command on two revisions: `diff`."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import click
from msgspec.structs import replace

from gongkai.cli.group import common, gongkai, refuse
from gongkai.cli.named import unit_named
from gongkai.cli.outcome import print_json
from gongkai.cli.words import language, say
from gongkai.contract import diff_document
from gongkai.model import Plan
from gongkai.reading.read import read
from gongkai.revise.change import ChangeKind, Diff
from gongkai.revise.diff import concerning, diff, identified
from gongkai.sources import Finding
from gongkai.sources.finding import errors_of
from gongkai.store import load, load_registry, read_file
from gongkai.views import Index
from gongkai.views.changes import KIND, changes
from gongkai.views.telling import markdown, notice, terminal

ENGLISH: dict[ChangeKind, str] = {
    "added": "added", "dropped": "dropped", "split": "split", "merged": "merged", "moved": "moved",
    "units": "who answers", "target": "targets", "deadline": "deadlines", "filled": "blanks filled",
    "reworded": "words", "renumbered": "numbers",
}  # fmt: skip


@gongkai.command("diff", help=say("diff"))
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--markdown", "as_markdown", is_flag=True, help=say("diff-markdown"))
@click.option("--notice", "as_notice", is_flag=True, help=say("diff-notice"))
@click.option("--unit", metavar="ID", help=say("diff-unit"))
@common
def diff_(
    old: str,
    new: str,
    as_markdown: bool,
    as_notice: bool,
    unit: str | None,
    as_json: bool,
    as_of: date | None,  # noqa: ARG001
    folder: Path,
) -> None:
    """Print what changed from OLD to NEW."""
    plans: list[Plan] = []
    for name in (old, new):
        plan, findings = _plan(folder, name)
        if plan is None:
            refuse(findings, as_json=as_json, code=2)  # 1 says that there are changes
        plans.append(plan)
    before, after = identified(*plans)
    found = diff(before, after, (old, new))
    if unit:
        concerned = unit_named((*before.units, *after.units), unit, as_json=as_json)
        found = replace(found, changes=concerning(found.changes, concerned.id))
    if as_json:
        print_json(diff_document(found))
    else:
        _tell(found, before, after, as_markdown=as_markdown, as_notice=as_notice)
    sys.exit(0 if found.empty else 1)


def _tell(found: Diff, old: Plan, new: Plan, *, as_markdown: bool, as_notice: bool) -> None:
    view = changes(found, Index.of(old), Index.of(new))
    if as_markdown:
        click.echo(markdown(view), nl=False)
    elif as_notice:
        click.echo(notice(view, new.revision.title), nl=False)
    elif found.empty:
        click.echo(say("diff-none"))
    else:
        click.echo(terminal(view, kind_words(), say("diff-units")))


def kind_words() -> Mapping[ChangeKind, str]:
    """The word of each kind of change in the locale's language, structure first."""
    return KIND if language() == "zh" else {kind: ENGLISH[kind] for kind in KIND}


def _plan(folder: Path, name: str) -> tuple[Plan | None, tuple[Finding, ...]]:
    """The revision `name` of the project, or else the reading of the file of that name."""
    if (folder / "plan_data" / "revisions" / name / "revision.yml").is_file():
        project, findings = load(folder, name)
        errors = errors_of(findings)
        return (project.plan if project and not errors else None), errors
    if not Path(name).exists():
        return None, (Finding("diff-side", name),)
    source, findings = read_file(Path(name))
    if source is None:
        return None, findings
    registry, _, _ = load_registry(folder)
    return read(source, registry)[0], ()
