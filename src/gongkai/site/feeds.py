"""Feeds of a site: of all that was revised, of disclosure, of each unit whom something concerns. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from gongkai import addresses
from gongkai.feed import Entry, Feed, atom
from gongkai.site.revisions import Revisions
from gongkai.views import Index, Settings
from gongkai.views.changes import KIND
from gongkai.views.news import News, news
from gongkai.views.revisions import day_of


class Feeds:
    """What the feeds tell of `revisions`, and of what `index` says was published or is late."""

    def __init__(self, revisions: Revisions, index: Index, settings: Settings) -> None:
        self._revisions, self._index, self._settings = revisions, index, settings

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Path and bytes of each feed."""
        entries = [*self._revision_entries(), *self._change_entries()]
        path = addresses.feed()
        yield path, atom(self._feed(path, ""), [*entries, *(one.entry for one in self._news)])
        path = addresses.disclosure_feed()
        owed = [one.entry for one in self._news if one.disclosure]
        yield path, atom(self._feed(path, "（公开事项）"), owed)
        for unit, (name, own) in self.units.items():
            path = addresses.feed(unit)
            yield path, atom(self._feed(path, f"（{name}）"), own)

    @cached_property
    def units(self) -> dict[str, tuple[str, list[Entry]]]:
        """The units that have something in their feed: name and entries."""
        names = {unit.id: unit.name for unit in self._index.units.values()}
        found: dict[str, list[Entry]] = {}
        for name in self._revisions.names:
            names = {**self._revisions.held(name).units, **names}
            for unit, entry in self._unit_entries(name):
                found.setdefault(unit, []).append(entry)
        for one in self._news:
            for unit in one.units & names.keys():
                found.setdefault(unit, []).append(one.entry)
        return {unit: (names[unit], found[unit]) for unit in sorted(found)}

    def _feed(self, path: str, about: str) -> Feed:
        settings, first = self._settings, self._revisions.known[self._revisions.names[0]]
        title = f"{self._index.plan.revision.title}：修订与变化{about}"
        author = settings.publisher or settings.site_name or title
        return Feed(
            title,
            path,
            author,
            first.source.sha256,
            self._begun,
            settings.site_url,
            settings.authority,
        )

    @cached_property
    def _begun(self) -> str:
        """The last day on record of a revision; where none has one by the site's day, that day."""
        today = self._index.plan.as_of or ""
        days = (day_of(self._revisions.known[name]) for name in self._revisions.names)
        return max((day for day in days if day and day <= today), default=today)

    def _revision_entries(self) -> Iterator[Entry]:
        for name in self._revisions.names:
            one, pair = self._revisions.known[name], self._revisions.before(name)
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
        now = self._revisions.now
        pair, day = self._revisions.before(now), day_of(self._revisions.known[now])
        for one in pair.changes if pair and day else ():
            if pair and one.kind != "renumbered":
                title = f"{KIND[one.kind]}：{one.title}"
                key = f"change/{pair.old}--{pair.new}/{one.anchor}"
                yield Entry(key, title, day, one.why, one.address)

    @cached_property
    def _news(self) -> tuple[News, ...]:
        return tuple(news(self._index))

    def _unit_entries(self, name: str) -> Iterator[tuple[str, Entry]]:
        """What the revision `name` changed for each unit, where the day is recorded."""
        pair, day = self._revisions.before(name), day_of(self._revisions.known[name])
        for unit, told in pair.concerning().items() if pair and day else ():
            title = f"版本 {name} 中与本单位有关的变化 {len(told)} 处"
            summary = "\n".join(f"{one.title}：{one.why}" for one in told)
            key = f"revision/{name}/unit/{unit}"
            address = f"{pair.address}#by-unit" if pair else ""
            yield unit, Entry(key, title, day, summary, address)
