"""Revisions: which of them a site shows, which pairs it compares, and what each gives. Reads what is needed.

What a revision, or a pair of them, gives is kept in the cache, so a build over many revisions reads and renders
only what has changed. Shown are the revision of the site, those before it, and others that were published; drafts
only on the site of a draft.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from msgspec import Struct

from gongkai import addresses
from gongkai.beside import halved
from gongkai.model import Plan
from gongkai.render import Renderer
from gongkai.revise.change import ChangeKind
from gongkai.revise.succession import on_record, ordered
from gongkai.store import Project
from gongkai.store.cache import Cache
from gongkai.views import Index
from gongkai.views.changes import Changes, changes, parts
from gongkai.views.disclosure_pages import sheets
from gongkai.views.list_pages import addresses_of
from gongkai.views.parts import NodeLink
from gongkai.views.revisions import own_page, page_of, revision_pages, revision_text


class Told(Struct, frozen=True):
    """A change as the rest of the site tells it."""

    node: str
    kind: ChangeKind
    why: str
    anchor: str
    address: str
    title: str
    other: str
    units: tuple[str, ...]


class Pair(Struct, frozen=True):
    """What the changes between two revisions give: their pages, the first apart, and each change in short."""

    old: str
    new: str
    html: str
    pages: tuple[tuple[str, str], ...]  # address and HTML
    changes: tuple[Told, ...]
    counts: str

    @property
    def address(self) -> str:
        """The page of the changes."""
        return addresses.comparison(self.old, self.new)

    def concerning(self) -> dict[str, list[Told]]:
        """The changes that concern each unit."""
        found: dict[str, list[Told]] = {}
        for change in self.changes:
            for unit in change.units:
                found.setdefault(unit, []).append(change)
        return found


class HeldNode(Struct, frozen=True):
    """A node of a revision: the page that it has to itself, "" for none; its title; the page of the text that it is on."""

    page: str
    title: str
    text: str


class HeldPage(Struct, frozen=True):
    """A page of a revision's text after its first one."""

    link: NodeLink
    html: str


class Held(Struct, frozen=True):
    """What one revision gives: its text as HTML, that of its first page where it has several; its nodes by identifier; its units.

    `pages` are those of the text after the first; `sheets` the pages of what else of it is too long for one, each with its first page.
    """

    html: str
    pages: tuple[HeldPage, ...]
    nodes: dict[str, HeldNode]
    units: dict[str, str]
    sheets: tuple[tuple[str, str], ...] = ()


class Revisions:
    """The revisions of `project` that its site shows: `names`, the earliest first; `now` is the site's.

    `chain` are the site's and those that it follows, and `pairs` the comparisons, by old and new. `as_of` is the day
    of the site, `YYYY-MM-DD`: what was put on record later is not known.
    """

    def __init__(
        self, project: Project, as_of: str | None, renderer: Renderer, cache: Cache
    ) -> None:
        self._renderer, self._cache = renderer, cache
        self.now = project.plan.revision.id or ""
        known = on_record(project.known, as_of) if as_of else project.known
        self.known = {self.now: project.plan.revision, **known}
        # From its own files alone, as what is kept; the site's index knows the overlays.
        self._plan = project.plan
        self._indexes: dict[str, Index | None] = {}
        chain = self._chain()
        self.names = tuple(name for name in self._shown(chain) if self._readable(name))
        self.chain = tuple(name for name in chain if name in self.names)
        self.pairs = self._compared(self._wanted())

    def held(self, name: str) -> Held:
        """What a revision gives. Raises `LookupError` where it cannot be loaded."""
        held: Held = self._cache.value(self._key("revision", name), partial(self._hold, name), Held)
        return held

    def before(self, name: str) -> Pair | None:
        """What `name` changed of the nearest revision before it that is shown; `None` for the first."""
        before = self._earlier(name)
        return self.pairs.get((before, name)) if before else None

    def apart(self) -> Iterator[tuple[str, str]]:
        """Pairs that were compared while the later one was the newest, and no longer are."""
        for at, new in enumerate(self.chain):
            for old in self.chain[:at]:
                if (old, new) not in self.pairs:
                    yield old, new

    def words(self, name: str, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """The own lines of nodes of a revision, as printed, by identifier."""
        found: dict[str, tuple[str, ...]] = self._cache.value(
            self._key("words", name, ids=ids),
            partial(self._words, name, ids),
            dict[str, tuple[str, ...]],
        )
        return found

    # — what is shown —

    def _chain(self) -> tuple[str, ...]:
        """The site's revision and those before it, oldest first."""
        found: list[str] = []
        name: str | None = self.now
        while name and name in self.known and name not in found:
            found.append(name)
            name = self.known[name].follows
        return tuple(reversed([one for one in found if self._open(one)]))

    def _shown(self, chain: Sequence[str]) -> tuple[str, ...]:
        return tuple(
            name
            for name in ordered(self.known)
            if name in chain or self.known[name].state not in (None, "draft")
        )

    def _open(self, name: str) -> bool:
        """Whether a revision may be shown: a draft only where the site itself shows a draft."""
        drafts = [self.known[one].state in (None, "draft") for one in (name, self.now)]
        return drafts[1] or not drafts[0]

    def _wanted(self) -> tuple[tuple[str, str], ...]:
        """The pairs that are compared: neighbours, and each with the site's revision."""
        found: dict[tuple[str, str], None] = {}
        for name in self.names:
            before = self._earlier(name)
            if before:
                found[before, name] = None
        for name in self.names:
            if name != self.now and (self.now, name) not in found:
                found[name, self.now] = None
        return tuple(found)

    def _earlier(self, name: str) -> str | None:
        """The nearest revision shown that `name` follows."""
        before = self.known[name].follows
        passed = {name}
        while before and before in self.known and before not in passed:
            if before in self.names:
                return before
            passed.add(before)
            before = self.known[before].follows
        return None

    # — what is kept —

    def _index_of(self, name: str) -> Index | None:
        if name not in self._indexes:
            plan: Plan | None = self._plan if name == self.now else self._cache.plan(name)
            self._indexes[name] = Index.of(plan) if plan else None
        return self._indexes[name]

    def _key(self, kind: str, *names: str, ids: Sequence[str] = ()) -> tuple[object, ...]:
        files = ((name, self._cache.fingerprint(name)) for name in names)
        return kind, self._renderer.fingerprint, *files, *ids

    def _readable(self, name: str) -> bool:
        """Whether a revision can be loaded; what check tells of is no part of a history."""
        try:
            self.held(name)
        except LookupError:
            return False
        return True

    def _hold(self, name: str) -> Held:
        index = self._index_of(name)
        if index is None:
            raise LookupError(name)
        here, render = addresses.revision(name), partial(self._renderer.render, "revisions")
        text = revision_text(index)
        html = render("revision_text", text.lines, here)
        if text.pages:
            html += render("revision_sections", text.pages, here)
        return Held(
            html,
            tuple(
                HeldPage(page.link, render("revision_part", page, here, page.link.address))
                for page in revision_pages(index)
            ),
            {
                identifier: HeldNode(
                    own_page(index, identifier), index.named(node), page_of(index, node)
                )
                for identifier, node in index.by_id.items()
            },
            {unit.id: unit.name for unit in index.plan.units},
            (
                *((one.address, one.room) for cut in (index.text, sheets(index)) for one in cut),
                *addresses_of(index),
            ),
        )

    def _compared(self, pairs: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Pair]:
        """What each pair gives; half of those that are not in the cache from a second process."""

        def compare(some: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Pair]:
            return {pair: self._pair(*pair) for pair in some}

        new = [pair for pair in pairs if not self._cache.holds(self._key("pair", *pair))]
        found = compare([pair for pair in pairs if pair not in new]) | halved(compare, new)
        return {pair: found[pair] for pair in pairs}

    def _pair(self, old: str, new: str) -> Pair:
        pair: Pair = self._cache.value(
            self._key("pair", old, new), partial(self._compare, old, new), Pair
        )
        return pair

    def _compare(self, old: str, new: str) -> Pair:
        # With it comes the library of matching, of no use to a plan with one revision.
        from gongkai.revise.diff import diff

        before, after = self._index_of(old), self._index_of(new)
        if before is None or after is None:
            raise LookupError(old)
        view = changes(diff(before.plan, after.plan, (old, new)), before, after, page_of)
        pages = {
            node: page
            for index in (before, after)
            for node in index.by_id
            if (page := own_page(index, node))
        }
        here = addresses.comparison(old, new)
        where = addresses.revision(old), addresses.revision(new)
        told = (
            Told(
                one.node,
                one.kind,
                one.why,
                one.anchor,
                f"{addresses.comparison(old, new, one.part)}#{one.anchor}",
                f"{one.number} {one.title}".strip(),
                one.other,
                tuple(unit.id for unit in one.units),
            )
            for one in view.rows
        )
        render = partial(self._renderer.render, "revisions")
        rest = parts(view)
        return Pair(
            old,
            new,
            render("changes_page", view, rest, pages, *where, here),
            tuple(
                (one.address, render("changes_part", one, here, pages, *where, one.address))
                for one in rest
            ),
            tuple(told),
            _counts(view),
        )

    def _words(self, name: str, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
        index = self._index_of(name)
        if index is None:
            return {}
        nodes = [index.by_id[one] for one in ids if one in index.by_id]
        lines = index.plan.source_lines
        return {
            node.id or "": tuple(
                line for line in lines[node.lines[0] - 1 : node.lines[1]] if line.strip()
            )
            for node in nodes
        }


def _counts(view: Changes) -> str:
    return "，".join(f"{group.label} {len(group.rows)}" for group in view.groups)
