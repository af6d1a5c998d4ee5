"""Workbooks, documents and events are kept from build to build: what is kept is what would be made."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

import pytest
from msgspec.structs import replace

from gongkai.outputs.files import parts
from gongkai.outputs.given import Given
from gongkai.outputs.keeping import Files, Keep, anew
from gongkai.store.cache import digest
from gongkai.views import Settings, Views
from tests.outputs.conftest import OPEN, Make, of

PROGRESS = 'progress:\n  - of: "N004"\n    date: "2026-08-01"\n    basis: 电话\n    state: done\n    by: "xian-jiaoyuju"\n'


class Shelf:
    """What builds keep, and what they had to make."""

    def __init__(self) -> None:
        self.kept: dict[str, Files] = {}
        self.made = 0

    def __call__(self, made_from: object, make: Callable[[], Files]) -> Files:
        key = digest(made_from)
        if key not in self.kept:
            self.kept[key] = make()
            self.made += 1
        return self.kept[key]


def files(given: Given, kept: Keep) -> dict[str, bytes]:
    return dict(chain.from_iterable(part() for part in parts(given, kept)))


def renamed(given: Given) -> Given:
    views = given.views
    plan = views.standing.plan
    standing = replace(
        views.standing, plan=replace(plan, revision=replace(plan.revision, title="新名"))
    )
    return shown(given, Views(standing, views.settings))


def addressed(given: Given) -> Given:
    settings = Settings(site_url="https://example.org/plan/")
    return shown(given, Views(given.views.standing, settings))


def shown(given: Given, views: Views) -> Given:
    assert given.own is given.views  # calendars are made from the first
    return replace(given, views=views, own=views)


def test_only_what_a_record_changes_is_made_anew(make: Make) -> None:
    folder, shelf = make(in_force=OPEN), Shelf()
    before = files(of(folder), shelf)
    every, shelf.made = shelf.made, 0
    assert files(of(folder), shelf) == before
    assert shelf.made == 0
    (folder / "plan_data/progress").mkdir()
    (folder / "plan_data/progress/own.yml").write_text(PROGRESS, encoding="utf-8")
    after = files(of(folder), shelf)
    assert after == files(of(folder), anew)
    assert before["data/units/xian-jiaoyuju.xlsx"] != after["data/units/xian-jiaoyuju.xlsx"]
    assert 0 < shelf.made < every


@pytest.mark.parametrize("change", [renamed, addressed])
def test_titles_and_addresses_are_part_of_what_a_file_is_made_from(
    make: Make, change: Callable[[Given], Given]
) -> None:
    given, shelf = of(make(in_force=OPEN)), Shelf()
    before = files(given, shelf)
    changed = change(given)
    after = files(changed, shelf)
    assert after == files(changed, anew)
    assert after["data/calendar.ics"] != before["data/calendar.ics"]
