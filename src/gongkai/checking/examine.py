"""A project as a whole: all its revisions, what stands beside them, and whose numbers are in it. Reads, never writes.

What has not changed since is not looked at again, and what has is looked at by whichever of two processes is free.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from gongkai.beside import Jobs, Result, beside, halved
from gongkai.checking.persons import persons, searched, texts
from gongkai.revise.succession import current
from gongkai.sources.finding import Finding, errors_of
from gongkai.store.cache import Cache
from gongkai.store.entries import strange
from gongkai.store.folder import (
    Opened,
    Project,
    load_revision,
    load_text,
    open_folder,
    with_overlays,
)

if TYPE_CHECKING:
    from gongkai.personal import Placed

    _Looked = tuple[
        dict[int, tuple[Finding, ...]], dict[int, Mapping[Path, Placed]], frozenset[str]
    ]


def check(folder: Path, as_of: date | None = None) -> tuple[Finding, ...]:
    """All that is wrong in the project in `folder`, over all of its revisions.

    With a day, also what is recorded as done after it.
    """
    findings, project = examine(folder)
    if as_of is None or project is None:
        return findings
    from gongkai.checking.days import to_come  # of no use to a build

    return _ordered((*findings, *to_come(folder, as_of)))


Findings = tuple[Finding, ...]


class Examined(Struct, frozen=True):
    """A project that is looked at: itself with its current revision, and what was found when it was loaded.

    `findings()` waits for a second process, and gives all that is wrong.
    """

    project: Project | None
    first: Findings
    findings: Callable[[], Findings]


def examine(folder: Path, cache: Cache | None = None) -> tuple[Findings, Project | None]:
    """What `check` finds, and the project with its current revision, loaded on the way.

    With a cache, what has not changed since is not looked at again.
    """
    with examining(folder, cache) as examined:
        return examined.findings(), examined.project


@contextmanager
def examining(
    folder: Path, cache: Cache | None = None, meanwhile: Callable[[], object] = lambda: None
) -> Iterator[Examined]:
    """What `examine` gives, while a second process still looks.

    `meanwhile`: what the caller has to do in any case, done once or more while the second process reads.
    """
    odd = tuple(strange(folder))
    if odd:  # nothing of such a project is read on
        yield Examined(None, odd, lambda: odd)
        return
    opened, missing = open_folder(folder)
    if opened is None:
        yield Examined(None, missing, lambda: missing)
        return
    now = current(opened.revisions)
    findings = list(opened.findings if opened.revisions else load_revision(opened)[1])
    earlier = _earlier(opened, [name for name in opened.revisions if name != now], cache)
    findings += chain.from_iterable(earlier[name] for name in opened.revisions if name != now)
    loaded = _load(opened, now, cache, meanwhile) if now else (None, ())

    written = texts(folder)
    judging = Jobs([partial(_wrong, now, lambda: loaded, cache, "current")] if now else [])
    searching = Jobs([partial(searched, written[at::_SHARES], cache) for at in range(_SHARES)])

    def looked_at() -> _Looked:
        return judging.take(), searching.take(), cache.used if cache else frozenset()

    with beside(looked_at) as other:
        meanwhile()
        project = loaded[0]
        if project:
            project, wrong = with_overlays(opened, project, whole=not errors_of(loaded[1]))
            findings += wrong
        from gongkai.store.water import load_water  # loaded while the other is at work

        findings += load_water(folder, illustration=True)[1]

        def all_found() -> Findings:
            wrong, placed, _ = looked_at()  # what the other has not come to
            more, placed_too, used = other.result()
            if cache:
                cache.also_used(used)
            parts = (placed | placed_too).values()
            found = persons(folder, {path: one for part in parts for path, one in part.items()})
            told = {_key(one): one for one in chain(findings, *(wrong | more).values(), found)}
            return _ordered(told.values())

        yield Examined(project, (*loaded[1], *findings), Result(all_found).result)


_SHARES = 16  # in which texts are searched for persons


def _ordered(findings: Iterable[Finding]) -> Findings:
    return tuple(sorted(findings, key=lambda one: (one.file, one.line, one.col, one.rule)))


def _key(finding: Finding) -> tuple[str, ...]:
    return (finding.rule, finding.file, str(finding.line), str(finding.col), *finding.args.values())


def _earlier(
    opened: Opened, names: Sequence[str], cache: Cache | None
) -> dict[str, tuple[Finding, ...]]:
    """What is wrong with each of the revisions `names`; half of those not looked at before in a second process."""

    def look(some: Sequence[str]) -> dict[str, tuple[Finding, ...]]:
        return {
            name: _wrong(name, partial(_load, opened, name, cache), cache, "earlier")
            for name in some
        }

    new = [
        name for name in names if not (cache and cache.holds(_looked_at(cache, name, "earlier")))
    ]
    return look([name for name in names if name not in new]) | halved(look, new)


_Loaded = tuple[Project | None, tuple[Finding, ...]]


def _load(
    opened: Opened,
    name: str,
    cache: Cache | None,
    meanwhile: Callable[[], object] = lambda: None,
) -> _Loaded:
    """A revision without its overlays, and what was found when it was loaded."""
    if cache is None:
        return load_text(opened, name)
    return load_text(opened, name, partial(cache.sections, meanwhile=meanwhile))


def _looked_at(cache: Cache, name: str, when: str) -> tuple[str, ...]:
    """What a revision was found to be is kept for; an earlier one is read by the ids that units have now (folder.py)."""
    return "check", cache.fingerprint(name), when


def _wrong(
    name: str, load: Callable[[], _Loaded], cache: Cache | None, when: str
) -> tuple[Finding, ...]:
    """What is wrong with a revision without its overlays; `when`: current or earlier."""
    if cache is None:
        return _judged(*load())
    found: tuple[Finding, ...] = cache.value(
        _looked_at(cache, name, when), lambda: _judged(*load()), tuple[Finding, ...]
    )
    return found


def _judged(project: Project | None, found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """What was found when a revision was loaded, and what is wrong with it."""
    # Of two processes one needs none of it.
    from gongkai.checking.revision import of_project

    # What could not be loaded would be told again as a line lost and a quote missing.
    sound = project is not None and not errors_of(found)
    return (*found, *of_project(project)) if project and sound else found
