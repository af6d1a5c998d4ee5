"""The pages of a section are kept from build to build: they show what its own part holds, and nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

import gongkai
from gongkai.clock import Standing
from gongkai.clock.parts import parts
from gongkai.render import Renderer
from gongkai.site.generated import GeneratedPage
from gongkai.site.pages import Sections, section
from gongkai.store.cache import digest
from gongkai.views import Views
from gongkai.views import index as indexing
from gongkai.views.measure import around
from gongkai.views.revisions import Past

ROOT = Path(__file__).parents[2]
PROJECTS = (ROOT, *sorted(path.parent for path in ROOT.glob("examples/*/plan_data")))
DAY = date(2021, 3, 1)


def shown(folder: Path) -> Views:
    project, findings = gongkai.load(folder)
    assert project is not None, findings
    return gongkai.view(project, DAY, illustration=True)


def alone(
    standing: Standing, views: Views, renderer: Renderer, at: int
) -> tuple[GeneratedPage, ...]:
    """The pages of the section at `at`, from a plan that holds nothing but that section."""
    index, path = views.index, views.index.tops[at].path
    sheets = [sheet for sheet in views.text_sheets if sheet.section.path == path]
    own = Views(standing, views.settings)
    tops, measures = around(index, index.tops), around(index, index.measures)
    (top,) = own.index.tops
    inside = {node.path: measures[node.path] for node in own.index.measures}
    own.index.text = index.text  # in how many pages the text is cut, all of it says
    return section(own, renderer, top, tops[path], inside, {}, sheets)


@pytest.mark.parametrize("most", [indexing.TEXT, 4_000], ids=["whole", "cut"])
@pytest.mark.parametrize("folder", PROJECTS, ids=lambda path: path.name)
def test_a_section_shows_what_its_part_holds_and_nothing_else(
    folder: Path, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "TEXT", most)
    views, renderer = shown(folder), Renderer()
    asked: list[tuple[object, tuple[GeneratedPage, ...]]] = []

    def kept(made_from: object, make: object) -> tuple[GeneratedPage, ...]:
        found = tuple(make())  # type: ignore[operator]
        if found[-1].kind == "section":
            asked.append((made_from, found))
        return ()

    list(Sections(views, renderer, Past(), kept))
    whole = parts(views.standing)
    assert [top.path for top in views.index.tops] == list(whole)
    for at, (top, (_, made)) in enumerate(zip(views.index.tops, asked, strict=True)):
        assert alone(whole[top.path], views, renderer, at) == made


def test_pages_are_made_anew_where_the_text_that_they_quote_has_moved(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def asked() -> dict[str, tuple[str, str]]:
        found: dict[str, tuple[str, str]] = {}

        def kept(made_from: object, make: object) -> tuple[GeneratedPage, ...]:
            made = tuple(make())  # type: ignore[operator]
            if made[-1].kind == "section":
                found[made[-1].address] = digest(made_from), made[-1].html
            return ()

        list(Sections(shown(ROOT), Renderer(), Past(), kept))
        return found

    before = asked()
    monkeypatch.setattr(indexing, "TEXT", 4_000)  # a page for each section, or two
    after = asked()
    moved = {address for address in before if before[address][1] != after[address][1]}
    assert moved == before.keys() - {"sections/N001/"}  # the preamble is on the first page
    assert all(before[address][0] != after[address][0] for address in moved)


def test_what_is_kept_is_asked_for_by_all_that_it_is_made_from() -> None:
    views = shown(ROOT)
    standing = views.standing
    before = {top: digest(part) for top, part in parts(standing).items()}
    target = standing.plan.targets[0]
    own = target.node.partition(".")[0]
    targets = (replace(target, indicator="另一指标"), *standing.plan.targets[1:])
    changed = replace(standing, plan=replace(standing.plan, targets=targets))
    after = {top: digest(part) for top, part in parts(changed).items()}
    assert {top for top in before if before[top] != after[top]} == {own}
    renamed = tuple(replace(unit, short="简") for unit in standing.plan.units)
    after = {
        top: digest(part)
        for top, part in parts(
            replace(standing, plan=replace(standing.plan, units=renamed))
        ).items()
    }
    assert all(before[top] != after[top] for top in before)
