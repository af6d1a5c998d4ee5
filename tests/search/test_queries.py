"""The list of queries on the built index of the known plan: what comes first, in one file and in shards."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.search import Entry, entries
from gongkai.store import load
from gongkai.views import Index
from tests.conftest import ROOT

from .engine import ask, write
from .queries import AS_PEOPLE_ASK, FROM_THE_TEXT

QUERIES = (*FROM_THE_TEXT, *AS_PEOPLE_ASK)


@pytest.fixture(scope="module")
def wanted() -> dict[str, str]:
    """Address by path, unit, record or page."""
    project, _ = load(ROOT)
    assert project is not None
    plan = project.plan
    found = entries(Index.of(plan))
    nodes = [one.address for one in found if one.kind in ("measure", "section")]
    places = dict(zip((node.path for node in plan.nodes), nodes, strict=True))
    others = {one.address.partition("#")[2] or one.address: one.address for one in found}
    units = {unit.id: f"units/{unit.id}/" for unit in plan.units}
    return others | units | places


@pytest.mark.parametrize("whole", [100_000, 0], ids=["one-file", "shards"])
def test_first_results(tmp_path: Path, wanted: dict[str, str], whole: int) -> None:
    project, _ = load(ROOT)
    assert project is not None
    folder = write(tmp_path / "index", entries(Index.of(project.plan)), whole=whole)
    answers = ask({"index": str(folder), "queries": [query for query, _, _ in QUERIES], "most": 3})
    wrong = []
    for (query, kind, which), answer in zip(QUERIES, answers, strict=True):
        groups = answer["groups"]
        first = (groups[0]["kind"], groups[0]["hits"][0]["address"]) if groups else None
        if first != (kind, wanted[which]):
            wrong.append((query, first, (kind, wanted[which])))
    assert wrong == [], "\n".join(map(str, wrong))


@pytest.mark.parametrize("whole", [100_000, 0], ids=["one-file", "shards"])
def test_a_question_is_answered_by_what_of_it_is_found(tmp_path: Path, whole: int) -> None:
    entry = Entry(
        "measures/N002/", "measure", "更换路灯", numbers=("N002",), lines=("更换城区路灯。",)
    )
    folder = str(write(tmp_path / "index", [entry], whole=whole))
    queries = ["更换路灯", "谁来更换路灯呀", "谁来换路灯", "没有的事", "谁"]
    answers = ask({"index": folder, "queries": queries})
    told = [[group["near"] for group in answer["groups"]] for answer in answers]
    assert told == [[None], ["更换路灯"], ["换路灯"], [], []]


def test_the_list_is_long_enough() -> None:
    assert len({query for query, _, _ in QUERIES}) >= 60


def test_what_is_gone_comes_last_even_where_it_is_called_so(tmp_path: Path) -> None:
    found = [
        Entry("measures/N002/", "gone", "管护照明设施", numbers=("N002",), lines=("更换路灯。",)),
        Entry("measures/N003/", "measure", "管护设施", lines=("城区管护照明设施一次。",)),
    ]
    folder = str(write(tmp_path / "index", found))
    [answer] = ask({"index": folder, "queries": ["管护照明设施"]})
    assert [group["kind"] for group in answer["groups"]] == ["measure", "gone"]
