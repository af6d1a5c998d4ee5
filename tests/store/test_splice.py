"""A splice changes what is to be changed and not one byte beside it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.store.emit import Flow, Quoted, emit
from gongkai.store.splice import splice
from gongkai.yaml_tree import parse
from tests.store.test_emit import KEYS, TEXT, VALUE, plain, said

FILE = """\
# 由人维护
nodes:
  - id: "N001"   # 第一条
    role: measure
    text: |-
      清淤。
      2026年底前完成。

    # 目标在下
    targets:
    - at: "4:6"
      quote: '2026年底前完成'  # 照抄
      kind: state
      note: |-  # 说明
        存疑

    - {at: "4:9", quote: 完成, kind: state}
  # 第二条
  -   id: "N002"
      status: proposed
      lines: [5, 6] # 行
      role: container
"""


def old() -> dict[str, Any]:
    """What FILE says; its written-out default (status: proposed) is left out, as tables leave it."""
    return {
        "nodes": [
            {
                "id": "N001",
                "role": "measure",
                "text": "清淤。\n2026年底前完成。",
                "targets": [
                    {"at": "4:6", "quote": "2026年底前完成", "kind": "state", "note": "存疑"},
                    {"at": "4:9", "quote": "完成", "kind": "state"},
                ],
            },
            {"id": "N002", "lines": Flow([5, 6]), "role": "container"},
        ]
    }


def changed(change: Any) -> dict[str, Any]:
    value = old()
    change(value["nodes"])
    return value


CASES = [
    pytest.param(lambda n: n[0].update(role="container"), "role: measure", "role: container", id="a-word"),
    pytest.param(
        lambda n: n[0]["targets"][0].update(quote="完成"),
        "quote: '2026年底前完成'  # 照抄", "quote: 完成  # 照抄", id="the-comment-behind-it-stays",
    ),
    pytest.param(
        lambda n: n[0]["targets"][0].update(note="已核"),
        "note: |-  # 说明\n        存疑\n", "note: 已核  # 说明\n", id="a-block",
    ),
    pytest.param(
        lambda n: n[0]["targets"][0].pop("note"),
        "      note: |-  # 说明\n        存疑\n", "", id="a-key-goes",
    ),
    pytest.param(
        lambda n: n[0]["targets"][0].update(status="checked", checked_on=Quoted("2026-01-31")),
        "        存疑\n", '        存疑\n      status: checked\n      checked_on: "2026-01-31"\n', id="keys-come",
    ),
    pytest.param(
        lambda n: n[0]["targets"][1].update(status="checked"),
        '{at: "4:9", quote: 完成, kind: state}', 'at: "4:9"\n      quote: 完成\n      kind: state\n      status: checked',
        id="in-brackets",
    ),
    pytest.param(lambda n: n[1].update(status="checked"), "status: proposed", "status: checked", id="a-default-written-out"),
    pytest.param(
        lambda n: n.__setitem__(0, {"id": "N001", "kind": "item", **n[0], "role": "container"}),
        "    role: measure\n", "    kind: item\n    role: container\n", id="a-key-comes-above-one-that-changes",
    ),
    pytest.param(lambda n: n[1].update(lines=Flow([5, 7])), "[5, 6] # 行", "[5, 7] # 行", id="a-short-list"),
    pytest.param(lambda n: n[1].update(id=Quoted("N003")), '-   id: "N002"', '-   id: "N003"', id="the-key-at-the-dash"),
    pytest.param(lambda n: n[0].pop("targets"), FILE[FILE.index("    targets") : FILE.index("  # 第二条")], "", id="a-list-goes"),
    pytest.param(
        lambda n: n[0]["targets"].pop(0),
        FILE[FILE.index('    - at: "4:6"') : FILE.index("\n    - {")], "", id="an-item-goes",
    ),
    pytest.param(
        lambda n: n[0]["targets"].insert(1, {"at": Quoted("4:7"), "quote": "底前"}),
        "        存疑\n", '        存疑\n    - at: "4:7"\n      quote: 底前\n', id="an-item-comes",
    ),
    pytest.param(
        lambda n: n.append({"id": Quoted("N003")}),
        "role: container\n", 'role: container\n  - id: "N003"\n', id="an-item-comes-last",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("change", "before", "after"), CASES)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_only_these_lines(change: Any, before: str, after: str, end: str, start: str) -> None:
    def file(text: str) -> bytes:
        return (start + text.replace("\n", end)).encode()

    assert FILE.count(before) == 1
    assert splice(file(FILE), old(), changed(change)) == file(FILE.replace(before, after))


def test_nothing_changed_changes_no_byte() -> None:
    assert splice(FILE.encode(), old(), old()) == FILE.encode()


def test_a_file_that_does_not_end_its_last_line() -> None:
    assert splice(b"a: 1", {"a": 1}, {"a": 1, "b": 2}) == b"a: 1\nb: 2\n"


@given(
    st.dictionaries(KEYS, VALUE, min_size=1), st.dictionaries(KEYS, VALUE, min_size=1), st.data()
)
def test_it_reads_as_the_new_value(
    old: dict[str, object], new: dict[str, object], data: st.DataObject
) -> None:
    if data.draw(st.booleans()):
        new = {**old, **new}
    spliced = splice(emit(old, "甲").encode(), old, new)
    tree, findings = parse("a.yml", spliced)
    assert not findings
    assert plain(tree) == said(new)


RECORD = st.fixed_dictionaries(
    {"at": st.integers(1, 9).map(lambda at: Quoted(f"{at}:1")), "quote": TEXT},
    optional={"note": TEXT, "by": st.lists(st.fixed_dictionaries({"at": TEXT}), min_size=1, max_size=3)},
)  # fmt: skip
NODES = st.lists(
    st.fixed_dictionaries({"id": st.integers(1, 6).map(str).map(Quoted)}, optional={"targets": st.lists(RECORD, min_size=1, max_size=4)}),
    min_size=1, max_size=5, unique_by=lambda node: node["id"],
).map(lambda nodes: [{"id": node["id"], **node} for node in nodes])  # fmt: skip


@given(NODES, NODES, st.data())
def test_lists_of_records(
    old: list[dict[str, Any]], new: list[dict[str, Any]], data: st.DataObject
) -> None:
    kept = data.draw(st.lists(st.sampled_from(old), unique_by=id))
    new = [*kept, *(node for node in new if node["id"] not in [one["id"] for one in kept])]
    text = commented(emit({"nodes": old}, "甲"), data)
    spliced = splice(text.encode(), {"nodes": old}, {"nodes": new})
    tree, findings = parse("a.yml", spliced)
    assert not findings
    assert plain(tree) == said({"nodes": new})


@given(NODES, st.data())
def test_every_other_line_keeps_its_bytes(nodes: list[dict[str, Any]], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(nodes) - 1))
    new = [dict(node) for node in nodes]
    new[at] |= {"id": Quoted("N9"), "kind": data.draw(TEXT)}
    text = commented(emit({"nodes": nodes}, "甲"), data)
    before = text.split("\n")
    after = splice(text.encode(), {"nodes": nodes}, {"nodes": new}).decode().split("\n")
    ids = [line for line in before if line.lstrip().startswith("- id:")]
    assert [line for line in before if line != ids[at]] == [
        line
        for line in _without(
            after, emit({"kind": new[at]["kind"]}, "")[2:].rstrip("\n").split("\n")
        )
        if '"N9"' not in line
    ]


def _without(lines: list[str], run: list[str]) -> list[str]:
    """The lines without the one run that reads, indented, as `run`."""
    run = [f"    {line}" if line else line for line in run]
    for at in range(len(lines)):
        if lines[at : at + len(run)] == run:
            return lines[:at] + lines[at + len(run) :]
    raise AssertionError(run)


def commented(text: str, data: st.DataObject) -> str:
    """`text` with comments put above and behind some of its keys, none within a block."""
    lines: list[str] = []
    block: int | None = None
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip())
        if block is not None and (not line or depth > block):
            lines.append(line)
            continue
        block = depth + 2 * line.lstrip().startswith("- ") if line.endswith("|-") else None
        if line and data.draw(st.booleans()):
            lines.append(" " * depth + "# 说明")
        lines.append(line + data.draw(st.sampled_from(["", "  # 旁注"])) if line else line)
    return "\n".join(lines)
