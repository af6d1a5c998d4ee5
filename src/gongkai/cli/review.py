"""Commands on what rules proposed: `review`, `review list | accept | reject | edit`.

Decisions are taken by arguments, for scripts and whole batches, or one by one in a terminal. What a
decision would make wrong (a quote that is not there, a body that is not registered) is refused before
anything is written.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import click
from click.core import ParameterSource
from msgspec.structs import replace

from gongkai.checking.revision import of_project
from gongkai.cli.group import Command, Day, common, end, gongkai, refuse, today
from gongkai.cli.named import node_named
from gongkai.cli.outcome import exit_code, print_findings, print_json, show, visible
from gongkai.cli.words import say
from gongkai.sources import Finding
from gongkai.store import Project, load
from gongkai.store.places import Placed, Where, places
from gongkai.store.review import (
    CONFIDENCES,
    KINDS,
    STATUSES,
    Decision,
    Filter,
    Judgement,
    decide,
    doubtful_first,
    judgements,
)
from gongkai.store.saving import save

Options = Mapping[str, Any]
_FILTERS = ("node", "kinds", "status", "confidence")


def _filters(command: Command) -> Command:
    for option in (
        click.option("--revision", metavar="ID", help=say("revision")),
        click.option("--confidence", type=click.Choice(CONFIDENCES), help=say("review-confidence")),
        click.option(
            "--status",
            type=click.Choice(STATUSES),
            default="proposed",
            show_default=True,
            help=say("review-status"),
        ),
        click.option(
            "--kind", "kinds", type=click.Choice(KINDS), multiple=True, help=say("review-kind")
        ),
        click.option("--node", metavar="ID", help=say("review-node")),
    ):
        command = option(command)
    return command


def _signature(note: bool) -> Callable[[Command], Command]:
    """Who decides, when and why; `note`: the reason must be given."""

    def sign(command: Command) -> Command:
        for option in (
            click.option("--confirm", "office", is_flag=True, help=say("review-confirm")),
            click.option("--note", required=note, metavar="TEXT", help=say("review-note")),
            click.option("--on", type=Day(), metavar="DATE", help=say("review-on")),
            click.option("--by", required=True, metavar="NAME", help=say("review-by")),
        ):
            command = option(command)
        return command

    return sign


@gongkai.group("review", invoke_without_command=True, help=say("review"))
@_filters
@common
@click.pass_context
def review(context: click.Context, /, **options: Any) -> None:  # noqa: ANN401
    """List what awaits a decision, or decide one by one in a terminal."""
    if context.invoked_subcommand:
        if any(_given(name) for name in options):
            raise click.UsageError(say("review-options"), context)
    elif _terminal() and not options["as_json"]:
        _one_by_one(options)
    else:
        _list(options)


@review.command("list", help=say("review-list"))
@_filters
@common
def list_(**options: Any) -> None:  # noqa: ANN401
    """List what awaits a decision."""
    _list(options)


@review.command("accept", help=say("review-accept"))
@click.argument("addresses", metavar="[ID]...", nargs=-1)
@click.option("--all", "every", is_flag=True, help=say("review-all"))
@_signature(note=False)
@_filters
@common
def accept(**options: Any) -> None:  # noqa: ANN401
    """Accept records."""
    _decide("accept", options)


@review.command("reject", help=say("review-reject"))
@click.argument("addresses", metavar="[ID]...", nargs=-1)
@click.option("--all", "every", is_flag=True, help=say("review-all"))
@_signature(note=True)
@_filters
@common
def reject(**options: Any) -> None:  # noqa: ANN401
    """Reject records."""
    _decide("reject", options)


@review.command("edit", help=say("review-edit"))
@click.argument("address", metavar="ID")
@click.argument("pairs", metavar="KEY=VALUE...", nargs=-1, required=True)
@click.option("--revision", metavar="ID", help=say("revision"))
@_signature(note=True)
@common
def edit(address: str, pairs: tuple[str, ...], **options: Any) -> None:  # noqa: ANN401
    """Correct one record."""
    odd = [pair for pair in pairs if not pair.partition("=")[1]]
    if odd:
        raise click.UsageError(say("review-pair", value=odd[0]))
    values = {key: value for key, _, value in (pair.partition("=") for pair in pairs)}
    project, _ = _loaded(options)
    _end(*_take(project, [address], _decision("edit", options, values)), options)


def _given(name: str) -> bool:
    """Whether a person wrote this option."""
    source = click.get_current_context().get_parameter_source(name)
    return source is not ParameterSource.DEFAULT


def _decide(verdict: Any, options: Options) -> None:  # noqa: ANN401
    addresses: Sequence[str] = options["addresses"]
    if addresses and (options["every"] or any(_given(name) for name in _FILTERS)):
        raise click.UsageError(say("review-both"))
    if not options["every"] and not addresses:
        raise click.UsageError(say("review-none"))
    project, found = _loaded(options)
    chosen = addresses or [one.address for one in found if _filter(options).takes(one)]
    _end(*_take(project, chosen, _decision(verdict, options, {})), options)


def _decision(verdict: Any, options: Options, values: Mapping[str, str]) -> Decision:  # noqa: ANN401
    on = options["on"] or options["as_of"] or today()
    return Decision(
        verdict, options["by"], on.isoformat(), options["note"], options["office"], values
    )


def _loaded(options: Options) -> tuple[Project, tuple[Judgement, ...]]:
    """The project and all that can be decided on; a project that does not load ends the command."""
    project, findings = load(options["folder"], options["revision"])
    if project is None or exit_code(findings):
        refuse(findings, as_json=options["as_json"])
    if options.get("node"):
        node_named(project.plan.nodes, options["node"], as_json=options["as_json"])
    return project, judgements(project.plan)


def _filter(options: Options) -> Filter:
    return Filter(options["node"], options["kinds"], options["status"], options["confidence"])


def _take(
    project: Project, addresses: Sequence[str], decision: Decision
) -> tuple[int, tuple[str, ...], tuple[Finding, ...]]:
    """Decide and write: how many, in which files, or why not."""
    plan, findings = decide(project.plan, addresses, decision)
    before = {_told(finding) for finding in of_project(project)}
    findings += tuple(
        finding
        for finding in of_project(replace(project, plan=plan))
        if finding.severity == "error" and _told(finding) not in before
    )
    if findings:
        return 0, (), findings
    written, findings = save(project, plan)
    return len(addresses), written, findings


def _told(finding: Finding) -> tuple[str, ...]:
    return finding.rule, finding.file, *finding.args.values()


def _end(
    count: int, written: Sequence[str], findings: tuple[Finding, ...], options: Options
) -> None:
    if options["as_json"]:
        print_findings(findings)
    show(findings)
    if not findings:
        _say_done(count, written)
    end(findings)


def _say_done(count: int, written: Sequence[str]) -> None:
    told = (
        say("review-done", count=count, files=", ".join(written)) if written else say("review-same")
    )
    click.echo(told, err=True)


def _list(options: Options) -> None:
    project, found = _loaded(options)
    chosen = doubtful_first(one for one in found if _filter(options).takes(one))
    placed = places(project.files)
    if options["as_json"]:
        rows = [_row(one, placed[one.where]) for one in chosen]
        print_json({"format": "gongkai-review/1", "records": rows})
    else:
        for one in chosen:
            click.echo(visible("\n".join(_shown(one, placed))))
        click.echo(say("review-left", count=len(chosen)), err=True)


def _row(one: Judgement, placed: Placed) -> dict[str, object]:
    line, col = placed.at()
    return {
        "id": one.address,
        "kind": one.kind,
        "node": one.node.id,
        "path": one.node.path,
        "file": placed.file,
        "line": line,
        "col": col,
        "source": {"line": one.span.line, "col": one.span.col, "quote": one.span.quote},
        "reading": one.reading,
        "status": one.review.status,
        "rule": one.review.rule,
        "confidence": one.review.confidence,
        "note": one.review.note,
    }


def _shown(one: Judgement, placed: Mapping[Where, Placed]) -> Iterator[str]:
    """One judgement for a person: where it stands, its evidence, what was read from it."""
    at = placed[one.where]
    judged = one.review
    words = [
        say(f"kind-{one.kind}"),
        say(f"sure-{judged.confidence}"),
        say(f"status-{judged.status}"),
        judged.rule or "",
    ]
    yield f"{at.file}:{at.at()[0]}:{at.at()[1]}: {one.address} {' · '.join(filter(None, words))}"
    yield f"    {say('review-source')} {one.span.line}:{one.span.col} “{one.span.quote}”"
    reading = "  ".join(f"{key}={_value(value)}" for key, value in one.reading.items())
    yield f"    {reading}"
    if judged.note:
        yield f"    {judged.note}"


def _value(value: object) -> str:
    """A value as an edit takes it; of a list of bodies or days what is printed."""
    if isinstance(value, list):
        return "、".join(_value(held) for held in value)
    if isinstance(value, dict):
        return str(value.get("printed") or "–".join(str(held) for held in value.values()))
    return str(value).lower() if isinstance(value, bool) else str(value)


def _terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _one_by_one(options: Options) -> None:
    """Show what awaits a decision, one at a time, and write each decision before the next is shown."""
    project, found = _loaded(options)
    chosen = doubtful_first(one for one in found if _filter(options).takes(one))
    placed = places(project.files)
    click.echo(say("review-left", count=len(chosen)), err=True)
    by = ""
    for at, one in enumerate(chosen, 1):
        click.echo(f"\n[{at}/{len(chosen)}]")
        click.echo(visible("\n".join(_shown(one, placed))))
        answer = _answer()
        if answer == "q":
            break
        if answer == "s":
            continue
        by = by or click.prompt(say("review-ask-by"))
        verdict = {"a": "accept", "r": "reject", "e": "edit"}[answer]
        values = dict(_asked()) if answer == "e" else {}
        if answer == "e" and not values:  # nothing is corrected, so nothing is decided
            continue
        note = None if answer == "a" else click.prompt(say("review-ask-note"))
        signed = {**options, "by": by, "on": None, "note": note, "office": False}
        count, written, findings = _take(project, [one.address], _decision(verdict, signed, values))
        show(findings)
        if not findings:
            _say_done(count, written)
        project, _ = _loaded(options)
        placed = places(project.files)


def _answer() -> str:
    """One of the keys that the question names; it is asked again until it is one."""
    while (
        len(answer := str(click.prompt(say("review-ask"), default="s"))) != 1
        or answer not in "aresq"
    ):
        pass
    return answer


def _asked() -> Iterator[tuple[str, str]]:
    """Pairs of key and value until an empty line."""
    while pair := click.prompt(say("review-ask-pair"), default="", show_default=False):
        key, equals, value = pair.partition("=")
        if equals:
            yield key.strip(), value.strip()
        else:
            click.echo(say("review-pair", value=pair), err=True)
