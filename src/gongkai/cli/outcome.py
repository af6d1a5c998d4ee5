"""Findings → messages and an exit code.

Exit codes: 0 done; 1 read and found wrong; 2 unreadable input or unusable call (the contract, section 2).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click

from gongkai.cli.words import language, say
from gongkai.sources.finding import Finding
from gongkai.sources.rules import RULES

# Controls but for the line feed, and signs that turn the direction of what follows.
_COMMANDS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def show(findings: Iterable[Finding]) -> None:
    """One line a finding, on standard error."""
    for finding in findings:
        click.echo(visible(finding.text(language())), err=True)


def visible(text: str) -> str:
    """`text` from a plan or a file as a terminal may print it: no character commands it."""
    return _COMMANDS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def print_json(document: Mapping[str, Any]) -> None:
    """A document for programs, on standard output."""
    from gongkai.contract import dumps  # with all that a plan is made of, for programs alone

    click.echo(dumps(document), nl=False)


def print_findings(findings: Sequence[Finding], **more: object) -> None:
    """The findings as the contract has them, for programs, and what else the command tells them."""
    from gongkai.contract import findings_document

    print_json({**findings_document(findings, language()), **more})


def tell(findings: Sequence[Finding], *, as_json: bool, **more: object) -> None:
    """The findings, for programs or for persons; `more` is what programs are told beside."""
    if as_json:
        print_findings(findings, **more)
    else:
        show(findings)


def counts(findings: Iterable[Finding]) -> str:
    """How many errors, warnings and notes there are, in words."""
    found = Counter(finding.severity for finding in findings)
    if not found:
        return say("no-findings")
    return say("counts", **{severity: found[severity] for severity in ("error", "warning", "note")})


def exit_code(findings: Iterable[Finding], *, warnings: bool = False) -> int:
    """2 where an input could not be read, 1 where something is wrong, else 0.

    A note asks for a look and is no fault; a warning is one only for `check`.
    """
    code = 0
    for finding in findings:
        if RULES[finding.rule].unusable:
            return 2
        if finding.severity == "error" or (warnings and finding.severity == "warning"):
            code = 1
    return code
