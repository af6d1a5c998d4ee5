"""Recall and order on the built index, by the engine that the site ships: nothing printed is missed.

Every run of two to eight characters of every own line of every node is asked for; the truth is plain
substring search in the source. Runs that begin or end with white space, or hold none but white
space, are asked for as typed: the engine drops that space, so it may find more but never less.
"""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from gongkai.identity import assign, in_order
from gongkai.model import Plan, Unit
from gongkai.reading.read import read
from gongkai.search import Entry, entries
from gongkai.search.words import fold
from gongkai.sources import read_source
from gongkai.views import Index
from tests.folders import tree

from .engine import ask, write

OTHER = """某市水务局关于2023年节水工作的安排
各乡镇：
一、总体要求
（一）节约用水，ＡＢＣ １２３。坚持“节水优先”。𬭎𬭎水务。
（责任单位：市水务局、市发展改革委）
二、主要任务
1.管网改造。到2023年底，漏损率低于８.５%。
牵头单位：市水务局　 配合单位：各乡镇
2.计量__proto__ constructor 监管。
"""


def _runs(lines: list[str]) -> set[str]:
    found = set()
    for line in lines:
        for length in range(2, 9):
            found.update(line[at : at + length] for at in range(len(line) - length + 1))
    return {run for run in found if run.strip()}


def _missed(plan: Plan, folder: Path) -> list[tuple[str, set[str]]]:
    found = _found(plan)
    addresses = dict(zip((n.path for n in plan.nodes), _node_addresses(found), strict=True))
    own = {
        node.path: [fold(line) for line in plan.source_lines[node.lines[0] - 1 : node.lines[1]]]
        for node in plan.nodes
    }
    runs = sorted(_runs(list(itertools.chain.from_iterable(own.values()))))
    answers = ask({"index": str(folder), "queries": runs, "addresses": True})
    holding: dict[str, set[str]] = {}
    for path, lines in own.items():
        for run in _runs(lines):
            holding.setdefault(run, set()).add(addresses[path])
    return [
        (run, lost)
        for run, answer in zip(runs, answers, strict=True)
        if (lost := holding[run] - set(answer))
    ]


def _read(name: str, data: bytes) -> Plan:
    plan, _ = read(read_source(name, data))
    return assign(plan, in_order(plan))


def _found(plan: Plan) -> tuple[Entry, ...]:
    return entries(Index.of(plan))


def _node_addresses(found: tuple[Entry, ...]) -> list[str]:
    return [entry.address for entry in found if entry.kind in ("measure", "section")]


@pytest.fixture(scope="module")
def plan(known_plan: bytes) -> Plan:
    return _read("source.txt", known_plan)


@pytest.mark.slow
@pytest.mark.parametrize("whole", [100_000, 0], ids=["one-file", "shards"])
def test_every_run_of_the_known_plan_finds_its_nodes(
    plan: Plan, tmp_path: Path, whole: int
) -> None:
    folder = write(tmp_path / "index", _found(plan), whole=whole)
    assert (len(list(folder.iterdir())) == 1) == (whole > 0)
    assert _missed(plan, folder) == []


@pytest.mark.slow
@pytest.mark.parametrize("whole", [100_000, 0], ids=["one-file", "shards"])
@pytest.mark.parametrize("name", ["other.txt", "other.md"])
def test_every_run_of_another_plan_finds_its_nodes(tmp_path: Path, name: str, whole: int) -> None:
    text = OTHER.replace("漏损率", "**漏损率**") if name.endswith("md") else OTHER
    plan = _read(name, text.encode())
    folder = write(tmp_path / "index", _found(plan), whole=whole)
    assert _missed(plan, folder) == []
    (answer,) = ask({"index": str(folder), "queries": ["底，漏损率低于"], "addresses": True})
    assert answer, "as it reads, without mark-up"


@pytest.mark.parametrize("whole", [100_000, 0], ids=["one-file", "shards"])
def test_a_number_finds_its_node_first(plan: Plan, tmp_path: Path, whole: int) -> None:
    folder = write(tmp_path / "index", _found(plan), whole=whole)
    queries = ["五（三）2", "五（三）2.", "五、(三) 2", "5.3.2"]
    answers = ask({"index": str(folder), "queries": queries, "addresses": True})
    (expected,) = (
        address
        for node, address in zip(plan.nodes, _node_addresses(_found(plan)), strict=True)
        if node.path == "5.3.2"
    )
    assert [answer[0] for answer in answers] == [expected] * len(queries)


def test_a_number_that_says_it_all_is_shown_alone_as_on_its_page() -> None:
    text = "某市节水方案\n1 总体要求\n1.1 指导思想。坚持节水优先。\n2 主要任务\n2.1 管网改造。更换旧管。\n"
    plan = _read("decimal.txt", text.encode())
    index = Index.of(plan)
    shown = [one.number for one in entries(index) if one.kind in ("measure", "section")]
    assert shown == [index.number(node) for node in plan.nodes]
    assert "2.1" in shown


def test_an_annex_is_found_by_its_label_and_is_no_part() -> None:
    text = "某市节水方案\n一、重点任务\n（一）管网改造。更换旧管。\n附件1\n任务分工表\n序号\t任务\t责任单位\n1\t换表\t市水务局\n"
    found = entries(Index.of(_read("annex.txt", text.encode())))
    forms = {one.number: one.numbers for one in found if one.kind in ("measure", "section")}
    assert "附件1" in forms["附件1"]
    assert "第一部分" in forms["一"]
    assert not [form for form in forms["附件1"] if "部分" in form]
    assert "附件1·1" in forms


UNIT = Unit(
    "sthjj", "市生态环境局", "department", ("生态环境局",), formers=(("市环保局", "2019-03"),)
)
ENTRIES = (
    Entry(
        "measures/N054/",
        "measure",
        "会同市生态环境局巡查",
        "五（三）2",
        ("5.3.2", "N054", "（三）"),
    ),
    Entry(
        "measures/N055/",
        "measure",
        "清理",
        "五（三）3",
        ("5.3.21", "N0541"),
        lines=("水 a<b>&。见N054。",),
    ),
    Entry("units/zjj/", "unit", "住建局", names=("县住建局",), initials=("zjj", "xzjj")),
    Entry("units/sthjj/", "unit", "市生态环境局", names=("市环保局",), initials=("sthjj", "shbj")),
)


# Query → the address found first, by what it is an example of.
FIRST: dict[str, tuple[str, str | None]] = {
    "an identifier before mentions of it": ("n054", "measures/N054/"),
    "a marker": ("（三）", "measures/N054/"),
    "exact before partial": ("5.3.2", "measures/N054/"),
    "a longer number": ("5.3.21", "measures/N055/"),
    "initials": ("zjj", "units/zjj/"),
    "part of initials": ("thjj", "units/sthjj/"),
    "part of a former name": ("环保局", "units/sthjj/"),
    "a name before a heading with it": ("市生态环境局", "units/sthjj/"),
    "parts must all be held": ("水 见N054", "measures/N055/"),
    "one character": ("水", "measures/N055/"),
    "of parts of two entries the longer": ("水 住建局", "units/zjj/"),
    "nothing asked": ("   ", None),
    "no word of the language": ("__proto__", None),
}


@pytest.mark.parametrize("whole", [100_000, 0], ids=["one-file", "shards"])
def test_what_is_found_first(tmp_path: Path, whole: int) -> None:
    folder = write(tmp_path / "index", ENTRIES, whole=whole)
    queries = [query for query, _ in FIRST.values()]
    answers = ask({"index": str(folder), "queries": queries, "addresses": True})
    found = [answer[0] if answer else None for answer in answers]
    assert dict(zip(FIRST, zip(queries, found, strict=True), strict=True)) == FIRST


def test_the_words_are_marked_in_their_sentence(tmp_path: Path) -> None:
    line = "前一句。到２０２０年底，污水ＶＯＣＳ排放下降；后一句。"
    entry = Entry("measures/N001/", "measure", "减排", "一", lines=(line,))
    folder = write(tmp_path / "index", [entry])
    (answer,) = ask({"index": str(folder), "queries": ["2020年底 vocs"]})
    hit = answer["groups"][0]["hits"][0]
    assert hit["text"] == [
        ["到", False], ["２０２０年底", True], ["，污水", False], ["ＶＯＣＳ", True], ["排放下降；", False],
    ]  # fmt: skip


def test_a_unit_is_found_by_all_its_names(plan: Plan) -> None:
    (found,) = [e for e in _found(_with(plan, UNIT)) if e.address == "units/sthjj/"]
    assert found.names == ("生态环境局", "市环保局")
    assert found.initials == ("ssthjj", "sthjj", "shbj")


def test_the_same_entries_give_the_same_bytes(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        write(tmp_path / folder, ENTRIES, whole=0)
    assert tree(tmp_path / "a")
    assert tree(tmp_path / "a") == tree(tmp_path / "b")


@pytest.mark.slow
def test_a_large_plan_moves_few_bytes_for_a_first_query(tmp_path: Path) -> None:
    import gzip
    import random

    chance = random.Random(7)
    words = [
        chr(0x4E00 + chance.randrange(1500)) + chr(0x4E00 + chance.randrange(1500))
        for _ in range(4000)
    ]
    many = [
        Entry(
            f"measures/N{n:04}/", "measure", "".join(chance.choices(words, k=6)), f"一（{n}）",
            (f"1.{n}", f"N{n:04}"), lines=("".join(chance.choices(words, k=200)), "牵头单位：XXX"),
        )
        for n in range(1000)
    ]  # fmt: skip
    folder = write(tmp_path / "index", many)
    query = many[500].lines[0][40:48]
    (answer, common) = ask(
        {"index": str(folder), "queries": [query, "牵头单位"], "most": 6, "fresh": True}
    )
    assert [hit["address"] for hit in answer["groups"][0]["hits"]] == [many[500].address]
    assert common["groups"][0]["total"] == 1000
    for one in (answer, common):
        names = {"index", *one["loaded"]}
        size = sum(len(gzip.compress((folder / f"{name}.js").read_bytes())) for name in names)
        assert size < 300_000


def _with(plan: Plan, unit: Unit) -> Plan:
    from msgspec.structs import replace

    return replace(plan, units=(unit,))
