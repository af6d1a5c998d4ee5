"""Making: a checked project → its site beside the old one, swapped in whole. Does I/O.

Nothing is changed where the check found errors; an error, a kill or a full disk on the way leaves the site that was there.
"""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from msgspec import Struct

from gongkai import manifest
from gongkai.below import below
from gongkai.checking import Examined
from gongkai.manifest import Entry
from gongkai.model import Plan
from gongkai.site import folders, host, last, offline, swap
from gongkai.site.host import BadConfiguration
from gongkai.site.last import Asked, BuildReport
from gongkai.site.seal import seal
from gongkai.sources import Finding
from gongkai.sources.finding import errors_of
from gongkai.store import Cache


def make(
    folder: Path,
    asked: Asked,
    cache: Cache,
    examined: Examined,
    copy: Path | None = None,
) -> BuildReport:
    """Build the site of the project in `folder`, as `build.build` says, whatever stands there.

    `examined`: what `examining` gave; it need not have ended.
    """
    target = folder / "site"
    try:
        target = host.site_folder(folder)
        refused = tuple(swap.refusals(target, folder))
        if copy is not None:
            copy = copy.resolve()
            refused = (*refused, *swap.refusals(copy, folder))
        if errors_of((*refused, *examined.first)):
            return BuildReport(False, target, (*refused, *examined.findings()))
        report = _build(folder, target, examined, cache, asked)
        if report.built:
            cache.sweep()
            if copy is not None:
                _copy(target, copy)
        return report
    except BadConfiguration as refusal:
        return BuildReport(False, target, (*examined.findings(), *refusal.findings))


def _copy(site: Path, target: Path) -> None:
    swap.repair(target)
    try:
        offline.write(site, swap.fresh(target))
        seal(swap.fresh(target), below(swap.fresh(target)))
        swap.swap(target)
    finally:
        if swap.fresh(target).exists():
            shutil.rmtree(swap.fresh(target))


def _build(
    folder: Path,
    target: Path,
    examined: Examined,
    cache: Cache,
    asked: Asked,
) -> BuildReport:
    swap.repair(target)
    new = swap.fresh(target)
    try:
        made = _host_build(folder, target, examined, cache, asked)
        plan, found = made.plan, made.findings
        findings = examined.findings()
        if errors_of(findings):
            return BuildReport(False, target, findings)
        findings += found
        strict = asked.strict and any(one.severity == "warning" for one in found)
        if plan is None or strict or errors_of(found):
            return BuildReport(False, target, findings)
        grown = below(new)
        folders.prune(new, grown)
        seal(new, grown, made.files)
        sealed = last.state_of({**grown.files, manifest.NAME: (new / manifest.NAME).lstat()})
        swap.swap(target, partial(folders.keep, folder))
    finally:
        if new.exists():
            shutil.rmtree(new)
    named = [unit for unit in plan.units if not unit.illustrative]
    report = BuildReport(
        True,
        target,
        findings,
        revision=plan.revision.id or "",
        pages=made.pages,
        measures=sum(node.role == "measure" for node in plan.nodes),
        units=sum(unit.kind != "group" for unit in named),
        groups=sum(unit.kind == "group" for unit in named),
        blanks=len(plan.blanks),
    )
    if made.inputs:
        last.keep(folder, asked, made.inputs, report, sealed)
    else:
        last.forget(folder)
    return report


class _Made(Struct, frozen=True):
    """What came of MkDocs' build. `inputs`: what it was made from (`host.inputs`); `files`: what is known of those it wrote."""

    plan: Plan | None
    pages: int
    inputs: tuple[Path, ...]
    files: Mapping[str, Entry]
    findings: tuple[Finding, ...]


def _host_build(
    folder: Path,
    target: Path,
    examined: Examined,
    cache: Cache,
    asked: Asked,
) -> _Made:
    """Let MkDocs build the folder that is to take the place of `target`."""
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.exceptions import Abort, MkDocsException

    new = swap.fresh(target)
    with host.configuration(folder, new) as config, _complaints() as (warnings, errors):
        plugin = host.plugin_of(config)
        plugin.cache = cache
        inputs = host.inputs(folder, config)
        if inputs:  # no plugin of another hand writes into a site
            plugin.former = last.standing(folder, target)
            plugin.begin = partial(folders.take, folder, new)
        plugin.project, plugin.checked = examined.project, examined.findings
        plugin.as_of, plugin.publish = asked.as_of, asked.publish
        try:
            config.plugins.on_startup(command="build", dirty=False)
            mkdocs_build(config)
        except (Abort, MkDocsException, OSError, UnicodeError) as error:
            if not errors_of(plugin.findings):
                plugin.findings.append(_stopped(error, errors, folder))
        finally:
            config.plugins.on_shutdown()
        files = plugin.files if inputs else {}
        return _Made(plugin.plan, plugin.pages, inputs, files, (*plugin.findings, *warnings))


def _stopped(error: Exception, errors: list[str], folder: Path) -> Finding:
    """Why the host stopped: its own last words name the page, and the exception often does not."""
    if isinstance(error, ChildProcessError):
        return Finding("build-killed", host.NAME)
    if isinstance(error, OSError) and error.filename and error.strerror and not errors:
        file = error.filename2 or error.filename  # of two, the one that was to be
        args = {"reason": error.strerror}
        return Finding("build-files", os.path.relpath(os.fsdecode(file), folder), args=args)
    reason = " ".join((errors or [str(error)])[-1].split())
    return Finding("build-failed", host.NAME, args={"reason": reason})


@contextmanager
def _complaints() -> Iterator[tuple[list[Finding], list[str]]]:
    """What MkDocs says within the block, not on the terminal: warnings as findings, errors as words."""
    warnings: list[Finding] = []
    errors: list[str] = []

    class Gather(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.name.endswith("gongkai"):
                return
            if record.levelno >= logging.ERROR:
                errors.append(record.getMessage())
                return
            message = " ".join(record.getMessage().split())
            warnings.append(Finding("site-host", host.NAME, args={"message": message}))

    logger = logging.getLogger("mkdocs")
    gather, before = Gather(logging.WARNING), logger.propagate
    logger.addHandler(gather)
    logger.propagate = False
    try:
        yield warnings, errors
    finally:
        logger.removeHandler(gather)
        logger.propagate = before
