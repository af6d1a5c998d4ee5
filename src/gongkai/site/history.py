"""History: the pages of all revisions, what became of each measure, and what stands where nothing stands any more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from gongkai import addresses, search
from gongkai.outputs import calendars
from gongkai.render import Renderer
from gongkai.site.feeds import Feeds
from gongkai.site.generated import GeneratedPage
from gongkai.site.pages import PARTS
from gongkai.site.revisions import Pair, Revisions, Told
from gongkai.store import Project
from gongkai.store.cache import Cache
from gongkai.views import Index, Settings, words
from gongkai.views.changes import KIND
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
    row,
)

# What is cut into pages, by the address of the first: those that an earlier revision had lead there.
CUT: Mapping[str, str] = {
    addresses.PLAN: PARTS["plan"],
    addresses.MEASURES: PARTS["measures"],
    addresses.TARGETS: "目标",
    addresses.DISCLOSURE: words.DUTIES,
    addresses.REGISTERS: "台账与清单",
    addresses.BLANKS: "空白与疑误",
}


class _Left(Struct, frozen=True):
    """What stood at an address where nothing stands now: a node or a unit, and the revision that had it last.

    `text` is where its words stand in that revision.
    """

    address: str
    id: str
    title: str
    last: str
    text: str


class History:
    """The history of the plan of `project`, whose plan carries the as-of day."""

    def __init__(
        self, project: Project, index: Index, settings: Settings, renderer: Renderer, cache: Cache
    ) -> None:
        self._index, self._renderer = index, renderer
        self._revisions = Revisions(project, index.plan.as_of, renderer, cache)
        self._feeds = Feeds(self._revisions, index, settings)

    def events(self) -> dict[str, tuple[Event, ...]]:
        """What happened to each node of the site's revision, oldest first; nothing where there is one revision."""
        if len(self._revisions.chain) < 2:
            return {}
        found: dict[str, list[Event]] = {}
        for name in self._revisions.chain:
            pair = self._revisions.before(name)
            told: dict[str, list[Told]] = {}
            for change in pair.changes if pair else ():
                told.setdefault(change.node, []).append(change)
                if change.other:  # told of the one that it came from or went to, as well
                    told.setdefault(change.other, []).append(change)
            for node, held in self._revisions.held(name).nodes.items():
                if node in found and node not in told:
                    continue
                event = self._event(name, f"{held.text}#{node}", node, pair, told.get(node, []))
                found.setdefault(node, []).append(event)
        return {node: tuple(events) for node, events in found.items()}

    def pages(self) -> Iterator[GeneratedPage]:
        """The list of revisions, each revision, each comparison, and what stands at addresses that are gone."""
        rows = {name: self._row(name) for name in self._revisions.names}
        compared = [self._comparison(pair) for pair in self._revisions.pairs.values()]
        here = addresses.REVISIONS
        records = left(self._index)
        html = self._render("revisions_page", [*reversed(rows.values())], compared, records, here)
        yield GeneratedPage(here, "修订", "各个版本及其变化", html, "revisions")
        for name, one in rows.items():
            own = [item for item in compared if name in (item.old, item.new)]
            head = self._render("revision_head", one, rows[self._revisions.now], own, one.address)
            held = self._revisions.held(name)
            title = f"{one.title}（{name}）"
            yield GeneratedPage(one.address, title, f"{title}全文", head + held.html, "revision")
            above = ((title, one.address),)
            for part in held.pages:
                at, titled = part.link.address, f"{title}：{part.link.named}"
                now = rows[self._revisions.now]
                html = self._render("revision_part_head", one, now, part.link, at) + part.html
                yield GeneratedPage(
                    at, titled, f"{titled}（原文）", html, "revision-part", above=above
                )
        for pair in self._revisions.pairs.values():
            title = f"{pair.old} 与 {pair.new} 对照"
            yield GeneratedPage(
                pair.address, title, f"{title}：{pair.counts}", pair.html, "changes"
            )
            above = ((title, pair.address),)
            for number, (at, html) in enumerate(pair.pages, 2):
                named = f"{title}：第{number}页"
                yield GeneratedPage(at, named, named, html, "changes", above=above)
        for old, new in self._revisions.apart():
            address, title = addresses.comparison(old, new), f"{old} 与 {new} 对照"
            html = self._render("apart_page", title, compared, address)
            yield GeneratedPage(address, title, f"{title}：不再单独列出", html, "gone")
        for address, gone in self._gone():
            about = [one for one in records if one.node == gone.id]
            html = self._render("gone_page", gone, self._revisions.now, about, address)
            yield GeneratedPage(address, gone.title, f"{gone.title}：{gone.why}", html, "gone")

    def moved(self) -> Iterator[tuple[str, str, str]]:
        """Addresses of what now stands on another page, with the address and the words of it there."""
        for one in self._left:
            if node := self._index.by_id.get(one.id):
                yield one.address, self._index.address(node), self._index.title(node)
        every = (self._revisions.held(name) for name in self._revisions.names)
        for address, first in sorted({sheet for held in every for sheet in held.sheets}):
            yield address, first, CUT[first]

    def retired(self) -> Iterator[search.Entry]:
        """What search finds of measures, sections and units that are gone: by identifier, title and last words."""
        yield from search.told_apart(self._retired())

    def _retired(self) -> Iterator[search.Entry]:
        gone: dict[str, list[tuple[str, Gone]]] = {}
        for address, one in self._gone():
            gone.setdefault(one.last, []).append((address, one))
        for name, found in gone.items():
            ids = [one.id for _, one in found]
            lines = self._revisions.words(name, ids)
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
        return Past(self.events(), self._shares(), frozenset(self._feeds.units))

    def files(self) -> Iterator[tuple[str, bytes]]:
        """The feeds, and empty calendars of units that are gone."""
        yield from self._feeds.files()
        for one in self._left:
            if one.address.startswith(addresses.UNITS):
                title = f"{one.title}：{self._index.plan.revision.title}"
                yield addresses.unit_file(one.id, "ics"), calendars.nothing(title)

    def _render(self, macro: str, *args: object) -> str:
        return self._renderer.render("revisions", macro, *args)

    def _row(self, name: str) -> RevisionRow:
        shown = name == self._revisions.now
        return row(self._revisions.known, name, shown=shown, as_of=self._index.plan.as_of)

    def _comparison(self, pair: Pair) -> Comparison:
        return Comparison(pair.old, pair.new, pair.address, len(pair.changes), pair.counts)

    def _event(
        self, name: str, text: str, node: str, pair: Pair | None, told: Sequence[Told]
    ) -> Event:
        return Event(
            revision=name,
            day=words.day(day_of(self._revisions.known[name])),
            held=in_force(self._revisions.known, name),
            text=text,
            comparison=pair.address if pair else "",
            changes=tuple(
                (
                    KIND[one.kind],
                    one.why if one.node == node else f"{one.title}，{one.why}",
                    one.address,
                )
                for one in told
            ),
        )

    def _shares(self) -> dict[str, tuple[Share, ...]]:
        found: dict[str, list[Share]] = {}
        for name in self._revisions.chain:
            pair, day = self._revisions.before(name), words.day(day_of(self._revisions.known[name]))
            for unit, told in pair.concerning().items() if pair else ():
                address = f"{pair.address}?unit={unit}#by-unit" if pair else ""
                found.setdefault(unit, []).append(Share(name, day, len(told), address))
        return {unit: tuple(shares) for unit, shares in found.items()}

    def _gone(self) -> Iterator[tuple[str, Gone]]:
        """Addresses of what the site's revision does not have, and what became of it."""
        for one in self._left:
            if one.id not in self._index.by_id:
                yield one.address, self._became(one)

    @cached_property
    def _left(self) -> tuple[_Left, ...]:
        """What earlier revisions had at addresses at which nothing stands now, by address."""
        last: dict[str, _Left] = {}
        for name in self._revisions.names:
            held = self._revisions.held(name)
            for identifier, node in held.nodes.items():
                if node.page:
                    text = f"{node.text}#{identifier}"
                    last[node.page] = _Left(node.page, identifier, node.title, name, text)
            for unit, title in held.units.items():
                page = addresses.unit(unit)
                last[page] = _Left(page, unit, title, name, addresses.revision(name))
        current = self._revisions.held(self._revisions.now)
        taken = {node.page for node in current.nodes.values()}
        taken |= {addresses.unit(unit) for unit in self._index.units}
        return tuple(last[address] for address in sorted(last.keys() - taken))

    def _became(self, one: _Left) -> Gone:
        if one.address.startswith(addresses.UNITS):
            return Gone(one.id, one.title, "unit", one.last, one.text, "", "", "", "")
        for pair in self._revisions.pairs.values():
            for change in pair.changes if pair.old == one.last else ():
                if change.node == one.id and change.kind in ("dropped", "merged"):
                    taker = self._index.by_id.get(change.other)
                    return Gone(
                        one.id, one.title, "gone", one.last, one.text, change.why, change.address,
                        self._index.address(taker) if taker else "",
                        self._index.title(taker) if taker else "",
                    )  # fmt: skip
        return Gone(one.id, one.title, "gone", one.last, one.text, "", "", "", "")
