"""History: the pages of all revisions, what became of each measure, the feeds. Reads earlier revisions when needed.

What an earlier revision, or a pair of them, gives is kept in the cache, so a build over many revisions reads
and renders only what has changed. Shown are the revision of the site, those before it, and others that were
published; drafts only on the site of a draft.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, partial

from msgspec import Struct

from gongkai import addresses, search
from gongkai.beside import halved
from gongkai.feed import Entry, Feed, atom
from gongkai.model import Plan
from gongkai.render import Renderer
from gongkai.revise.change import ChangeKind
from gongkai.revise.succession import on_record, ordered
from gongkai.site.generated import GeneratedPage
from gongkai.store import Project
from gongkai.store.cache import Cache
from gongkai.views import Index, Settings, words
from gongkai.views.changes import KIND, Changes, changes
from gongkai.views.disclosure_pages import sheets
from gongkai.views.list_pages import addresses_of
from gongkai.views.news import News, news
from gongkai.views.revisions import (
    Comparison,
    Event,
    Gone,
    Past,
    RevisionRow,
    Share,
    day_of,
    in_force,
    left,
    lines,
    own_page,
    row,
)

FEED = addresses.feed()
# What is cut into pages, by the address of the first: those that an earlier revision had lead there.
CUT: Mapping[str, str] = {
    addresses.PLAN: "方案全文",
    addresses.MEASURES: "措施",
    addresses.TARGETS: "目标",
    addresses.DISCLOSURE: words.DUTIES,
    addresses.REGISTERS: "台账与清单",
    addresses.BLANKS: "空白与疑误",
}


class Told(Struct, frozen=True):
    """A change as the rest of the site tells it."""

    node: str
    kind: ChangeKind
    why: str
    anchor: str
    title: str
    other: str
    units: tuple[str, ...]


class Pair(Struct, frozen=True):
    """What the changes between two revisions give: their page, and each change in short."""

    old: str
    new: str
    html: str
    changes: tuple[Told, ...]
    counts: str
    units: dict[str, str]

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


class Held(Struct, frozen=True):
    """What one revision gives: its text as HTML; by identifier the own page and title of each node; its units.

    `sheets` are the pages of what of it is too long for one, each with its first page.
    """

    html: str
    nodes: dict[str, tuple[str, str]]
    units: dict[str, str]
    sheets: tuple[tuple[str, str], ...] = ()


class History:
    """The history of the plan of `project`, whose plan carries the as-of day."""

    def __init__(
        self, project: Project, index: Index, settings: Settings, renderer: Renderer, cache: Cache
    ) -> None:
        self._index, self._settings, self._renderer, self._cache = index, settings, renderer, cache
        self.now = project.plan.revision.id or ""
        known = on_record(project.known, index.plan.as_of) if index.plan.as_of else project.known
        self._known = {self.now: project.plan.revision, **known}
        # From its own files alone, as what is kept; `index` knows the overlays.
        self._plan = project.plan
        self._indexes: dict[str, Index | None] = {}
        self._prints: dict[str, str] = {}
        self.chain = self._chain()
        self.names = tuple(name for name in self._shown() if self._readable(name))
        self.chain = tuple(name for name in self.chain if name in self.names)
        self._pairs = self._compared(self._wanted())

    def events(self) -> dict[str, tuple[Event, ...]]:
        """What happened to each node of the site's revision, oldest first; nothing where there is one revision."""
        if len(self.chain) < 2:
            return {}
        found: dict[str, list[Event]] = {}
        for name in self.chain:
            pair = self._before(name)
            told: dict[str, list[Told]] = {}
            for change in pair.changes if pair else ():
                told.setdefault(change.node, []).append(change)
                if change.other:  # told of the one that it came from or went to, as well
                    told.setdefault(change.other, []).append(change)
            for node in self._held_by(name).nodes:
                if node in found and node not in told:
                    continue
                found.setdefault(node, []).append(self._event(name, node, pair, told.get(node, [])))
        return {node: tuple(events) for node, events in found.items()}

    def pages(self) -> Iterator[GeneratedPage]:
        """The list of revisions, each revision, each comparison, and what stands at addresses that are gone."""
        rows = {name: self._row(name) for name in self.names}
        compared = [self._comparison(pair) for pair in self._pairs.values()]
        here = addresses.REVISIONS
        records = left(self._index)
        html = self._render("revisions_page", [*reversed(rows.values())], compared, records, here)
        yield GeneratedPage(here, "修订", "各个版本及其变化", html, "revisions")
        for name, one in rows.items():
            own = [item for item in compared if name in (item.old, item.new)]
            head = self._render("revision_head", one, rows[self.now], own, one.address)
            html = head + self._held_by(name).html
            title = f"{one.title}（{name}）"
            yield GeneratedPage(one.address, title, f"{title}全文", html, "revision")
        for pair in self._pairs.values():
            title = f"{pair.old} 与 {pair.new} 对照"
            yield GeneratedPage(
                pair.address, title, f"{title}：{pair.counts}", pair.html, "changes"
            )
        for old, new in self._apart():
            address, title = addresses.comparison(old, new), f"{old} 与 {new} 对照"
            html = self._render("apart_page", title, compared, address)
            yield GeneratedPage(address, title, f"{title}：不再单独列出", html, "gone")
        for address, gone in self._gone():
            about = [one for one in records if one.node == gone.id]
            html = self._render("gone_page", gone, self.now, about, address)
            yield GeneratedPage(address, gone.title, f"{gone.title}：{gone.why}", html, "gone")

    def moved(self) -> Iterator[tuple[str, str, str]]:
        """Addresses of what now stands on another page, with the address and the words of it there."""
        for address, (identifier, _, _) in self._left():
            if node := self._index.by_id.get(identifier):
                yield address, self._index.address(node), self._index.title(node)
        cut = {one for name in self.names for one in self._held_by(name).sheets}
        for address, first in sorted(cut):
            yield address, first, CUT[first]

    def retired(self) -> Iterator[search.Entry]:
        """What search finds of measures, sections and units that are gone: by identifier, title and last words."""
        gone: dict[str, list[tuple[str, Gone]]] = {}
        for address, one in self._gone():
            gone.setdefault(one.last, []).append((address, one))
        for name, found in gone.items():
            ids = [one.id for _, one in found]
            lines: dict[str, tuple[str, ...]] = self._cache.value(
                self._key("words", name, ids=ids),
                partial(self._words, name, ids),
                dict[str, tuple[str, ...]],
            )
            for address, one in found:
                yield search.Entry(
                    address,
                    "gone",
                    one.title,
                    numbers=(one.id,),
                    lines=lines.get(one.id, ()),
                )

    def past(self) -> Past:
        """What the pages of the site's revision tell of those before it."""
        return Past(self.events(), self._shares(), frozenset(self._unit_feeds))

    def files(self) -> Iterator[tuple[str, bytes]]:
        """The feeds: of all, of disclosure, of each unit whom something concerns; empty calendars of units that are gone."""
        from gongkai.outputs.calendars import nothing  # its library takes long to load

        entries = [*self._revision_entries(), *self._change_entries()]
        yield FEED, atom(self._feed(FEED, ""), [*entries, *(one.entry for one in self._news)])
        path = addresses.disclosure_feed()
        owed = [one.entry for one in self._news if one.disclosure]
        yield path, atom(self._feed(path, "（公开事项）"), owed)
        for unit, (name, own) in self._unit_feeds.items():
            path = addresses.feed(unit)
            yield path, atom(self._feed(path, f"（{name}）"), own)
        for address, (unit, name, _) in self._left():
            if address.startswith(addresses.UNITS):
                title = f"{name}：{self._index.plan.revision.title}"
                yield addresses.unit_file(unit, "ics"), nothing(title)

    # — what is shown —

    def _chain(self) -> tuple[str, ...]:
        """The site's revision and those before it, oldest first."""
        found: list[str] = []
        name: str | None = self.now
        while name and name in self._known and name not in found:
            found.append(name)
            name = self._known[name].follows
        return tuple(reversed([one for one in found if self._open(one)]))

    def _shown(self) -> tuple[str, ...]:
        return tuple(
            name
            for name in ordered(self._known)
            if name in self.chain or self._known[name].state not in (None, "draft")
        )

    def _open(self, name: str) -> bool:
        """Whether a revision may be shown: a draft only where the site itself shows a draft."""
        drafts = [self._known[one].state in (None, "draft") for one in (name, self.now)]
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

    def _apart(self) -> Iterator[tuple[str, str]]:
        """Pairs that were compared while the later one was the newest, and no longer are."""
        for at, new in enumerate(self.chain):
            for old in self.chain[:at]:
                if (old, new) not in self._pairs:
                    yield old, new

    def _earlier(self, name: str) -> str | None:
        """The nearest revision shown that `name` follows."""
        before = self._known[name].follows
        passed = {name}
        while before and before in self._known and before not in passed:
            if before in self.names:
                return before
            passed.add(before)
            before = self._known[before].follows
        return None

    def _before(self, name: str) -> Pair | None:
        before = self._earlier(name)
        return self._pairs.get((before, name)) if before else None

    # — what is kept —

    def _index_of(self, name: str) -> Index | None:
        if name not in self._indexes:
            plan: Plan | None = self._plan if name == self.now else self._cache.plan(name)
            self._indexes[name] = Index.of(plan) if plan else None
        return self._indexes[name]

    def _words(self, name: str, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """The own lines of nodes of a revision, as printed."""
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

    def _key(self, kind: str, *names: str, ids: Sequence[str] = ()) -> tuple[object, ...]:
        for name in names:
            if name not in self._prints:
                self._prints[name] = self._cache.fingerprint(name)
        files = ((name, self._prints[name]) for name in names)
        return kind, self._renderer.fingerprint, *files, *ids

    def _readable(self, name: str) -> bool:
        """Whether a revision can be loaded; what check tells of is no part of a history."""
        try:
            self._held_by(name)
        except LookupError:
            return False
        return True

    def _held_by(self, name: str) -> Held:
        """Raises `LookupError` where the revision cannot be loaded."""
        held: Held = self._cache.value(self._key("revision", name), partial(self._hold, name), Held)
        return held

    def _hold(self, name: str) -> Held:
        index = self._index_of(name)
        if index is None:
            raise LookupError(name)
        here = addresses.revision(name)
        return Held(
            self._render("revision_text", lines(index), here),
            {
                identifier: (
                    own_page(index, identifier),
                    f"{index.number(node)} {index.title(node)}".strip(),
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
        view = changes(diff(before.plan, after.plan, (old, new)), before, after)
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
                f"{one.number} {one.title}".strip(),
                one.other,
                tuple(unit.id for unit in one.units),
            )
            for group in view.groups
            for one in group.rows
        )
        return Pair(
            old,
            new,
            self._render("changes_page", view, pages, *where, here),
            tuple(told),
            _counts(view),
            {unit.id: unit.name for unit, _ in view.units},
        )

    def _render(self, macro: str, *args: object) -> str:
        return self._renderer.render("revisions", macro, *args)

    # — what is told —

    def _row(self, name: str) -> RevisionRow:
        shown = name == self.now
        return row(self._known, name, shown=shown, as_of=self._index.plan.as_of)

    def _comparison(self, pair: Pair) -> Comparison:
        return Comparison(pair.old, pair.new, pair.address, len(pair.changes), pair.counts)

    def _event(self, name: str, node: str, pair: Pair | None, told: Sequence[Told]) -> Event:
        return Event(
            revision=name,
            day=words.day(day_of(self._known[name])),
            held=in_force(self._known, name),
            text=f"{addresses.revision(name)}#{node}",
            comparison=pair.address if pair else "",
            changes=tuple(
                (
                    KIND[one.kind],
                    one.why if one.node == node else f"{one.title}，{one.why}",
                    f"{pair.address}#{one.anchor}",
                )
                for one in told
                if pair
            ),
        )

    def _gone(self) -> Iterator[tuple[str, Gone]]:
        """Addresses of what the site's revision does not have, and what became of it."""
        for address, (identifier, title, name) in self._left():
            if identifier not in self._index.by_id:
                yield address, self._became(address, identifier, title, name)

    def _left(self) -> list[tuple[str, tuple[str, str, str]]]:
        """Addresses of earlier revisions at which nothing stands now: what did (identifier, title), and in which last."""
        last: dict[str, tuple[str, str, str]] = {}
        for name in self.names:
            held = self._held_by(name)
            for identifier, (page, title) in held.nodes.items():
                if page:
                    last[page] = identifier, title, name
            for unit, title in held.units.items():
                last[addresses.unit(unit)] = unit, title, name
        current = self._held_by(self.now)
        taken = {page for page, _ in current.nodes.values()}
        taken |= {addresses.unit(unit) for unit in self._index.units}
        return [(address, last[address]) for address in sorted(last.keys() - taken)]

    def _became(self, address: str, identifier: str, title: str, name: str) -> Gone:
        page = addresses.revision(name)
        if address.startswith(addresses.UNITS):
            return Gone(identifier, title, "unit", name, page, "", "", "", "")
        where = f"{page}#{identifier}"
        for pair in self._pairs.values():
            for one in pair.changes:
                if (
                    pair.old == name
                    and one.node == identifier
                    and one.kind in ("dropped", "merged")
                ):
                    taker = self._index.by_id.get(one.other)
                    return Gone(
                        identifier, title, "gone", name, where, one.why, f"{pair.address}#{one.anchor}",
                        self._index.address(taker) if taker else "",
                        self._index.title(taker) if taker else "",
                    )  # fmt: skip
        return Gone(identifier, title, "gone", name, where, "", "", "", "")

    # — feeds —

    def _feed(self, path: str, about: str) -> Feed:
        settings, first = self._settings, self._known[self.names[0]]
        title = f"{self._index.plan.revision.title}：修订与变化{about}"
        author = settings.publisher or settings.site_name or title
        return Feed(title, path, author, first.source.sha256, settings.site_url, settings.authority)

    def _revision_entries(self) -> Iterator[Entry]:
        for name in self.names:
            one, pair = self._known[name], self._before(name)
            if day := day_of(one):
                address = pair.address if pair else addresses.revision(name)
                summary = f"与 {pair.old} 相比：{pair.counts or '没有变化'}" if pair else "首个版本"
                yield Entry(f"revision/{name}", f"版本 {name}：{one.title}", day, summary, address)
            if one.withdrawn_on:
                address = addresses.revision(name)
                title = f"撤回版本 {name}：{one.title}"
                yield Entry(
                    f"revision/{name}/withdrawn", title, one.withdrawn_on, "已撤回", address
                )

    def _change_entries(self) -> Iterator[Entry]:
        """The changes of the site's revision, those of number alone left out."""
        pair, day = self._before(self.now), day_of(self._known[self.now])
        for one in pair.changes if pair and day else ():
            if pair and one.kind != "renumbered":
                title = f"{KIND[one.kind]}：{one.title}"
                key = f"change/{pair.old}--{pair.new}/{one.anchor}"
                yield Entry(key, title, day, one.why, f"{pair.address}#{one.anchor}")

    @cached_property
    def _news(self) -> tuple[News, ...]:
        return tuple(news(self._index))

    @cached_property
    def _unit_feeds(self) -> dict[str, tuple[str, list[Entry]]]:
        """The units that have something in their feed: name and entries."""
        names = {unit.id: unit.name for unit in self._index.units.values()}
        found: dict[str, list[Entry]] = {}
        for name in self.names:
            names = {**self._held_by(name).units, **names}
            for unit, entry in self._unit_entries(name):
                found.setdefault(unit, []).append(entry)
        for one in self._news:
            for unit in one.units & names.keys():
                found.setdefault(unit, []).append(one.entry)
        return {unit: (names[unit], found[unit]) for unit in sorted(found)}

    def _unit_entries(self, name: str) -> Iterator[tuple[str, Entry]]:
        """What the revision `name` changed for each unit, where the day is recorded."""
        pair, day = self._before(name), day_of(self._known[name])
        for unit, told in pair.concerning().items() if pair and day else ():
            title = f"版本 {name} 中与本单位有关的变化 {len(told)} 处"
            summary = "\n".join(f"{one.title}：{one.why}" for one in told)
            key = f"revision/{name}/unit/{unit}"
            address = f"{pair.address}#by-unit" if pair else ""
            yield unit, Entry(key, title, day, summary, address)

    def _shares(self) -> dict[str, tuple[Share, ...]]:
        found: dict[str, list[Share]] = {}
        for name in self.chain:
            pair, day = self._before(name), words.day(day_of(self._known[name]))
            for unit, told in pair.concerning().items() if pair else ():
                address = f"{pair.address}?unit={unit}#by-unit" if pair else ""
                found.setdefault(unit, []).append(Share(name, day, len(told), address))
        return {unit: tuple(shares) for unit, shares in found.items()}


def _counts(view: Changes) -> str:
    return "，".join(f"{group.label} {len(group.rows)}" for group in view.groups)
