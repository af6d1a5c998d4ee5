"""Section files read by patterns: what they give is what YAML gives, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.identity import assign, in_order
from gongkai.reading.read import read
from gongkai.sources import read_source
from gongkai.store import as_written
from gongkai.store.as_written import Otherwise
from gongkai.store.sections import SECTION, section_files
from gongkai.store.shapes import Reader, Record
from gongkai.yaml_tree import parse
from tests.conftest import ROOT
from tests.mixed import mixed_texts

WRITTEN = """# 说明
frame:
  - kind: title
    line: 1
    text: "方案: 甲"
nodes:
  - id: "N001"
    path: "1"
    label: 一、
    kind: section
    role: measure
    lines: [3, 5]
    heading: 修路
    text: |-
      甲“乙”丙。

        2026年底前
    lead:
      - at: "3:6"
        quote: 县水务局
        printed: 县水务局
        label: 牵头单位
        unit: "shui"
        rule: label
    support:
      - at: "4:6"
        quote: XXX
        printed: XXX
        blank: true
    duties:
      - id: "N001-D1"
        at: "3:9"
        quote: "甲\\u200b#乙"
        kind: seasonal_ban
        what: |-
          甲
        by:
          - at: "3:6"
            quote: 县水务局
            printed: 县水务局
            source: attribution
            unit: "shui"
        due:
          - month: 6
            day: 30
            printed: 6月底
        season:
          from: "11-01"
          to: "03-31"
        public: true
        confidence: likely
"""


def by_yaml(text: str) -> tuple[object, bool]:
    """What the file says by YAML, and whether something is wrong."""
    root, findings = parse("", text.encode())
    reader = Reader("")
    values = SECTION.read(root, reader) if root else None
    return values, bool(findings or reader.findings)


def same(text: str) -> bool:
    """Whether the patterns read the text; they are to agree with YAML then."""
    try:
        found = as_written.read(SECTION, text)
    except Otherwise:
        return False
    assert (found, False) == by_yaml(text)
    return True


def listed(record: Record) -> Iterator[Record]:
    """The records of which lists stand in `record`, however deep."""
    for each in record.fields:
        if each.shape.record:
            yield from (each.shape.record,) if each.shape.listed else ()
            yield from listed(each.shape.record)


def test_every_item_of_a_list_begins_with_what_is_never_left_out() -> None:
    """Behind its first key stands the dash: without it two items would be read where one stands."""
    assert not [record for record in listed(SECTION) if record.fields[0].optional]


def test_what_is_written_is_read() -> None:
    assert same(WRITTEN)


@pytest.mark.parametrize(
    "path",
    sorted(ROOT.glob("**/plan_data/revisions/*/sections/*.yml")),
    ids=lambda path: "-".join(path.parts[-5:]),
)
def test_the_plans_of_this_repository_stand_as_written(path: Path) -> None:
    assert same(path.read_text(encoding="utf-8"))


@given(mixed_texts())
def test_every_plan_stands_as_written(text: str) -> None:
    plan, _ = read(read_source("plan.txt", text.encode()))
    assert all(map(same, section_files(assign(plan, in_order(plan))).values()))


# What YAML takes otherwise than it looks, or somebody writes by hand.
ODD = (
    *(
        "# 注\n",
        " # 注",
        "---\n",
        "...\n",
        "--- 甲",
        "%A",
        "\t",
        "\r",
        "\x85",
        "\u2028",
        "\ufeff",
        "\x00",
    ),
    *(
        "&a ",
        "*a",
        "!t ",
        "? ",
        "- ",
        "-",
        ": ",
        ":",
        "|",
        "|-",
        ">-",
        "|+\n",
        "~",
        "null",
        "no",
        "12",
        "4.10",
    ),
    *(
        "2026-01-01",
        "12:30",
        "<<",
        "[",
        "]",
        "[1, 2]",
        "{",
        "}",
        "{a: b}",
        '"',
        "'",
        "''",
        "\\",
        "\\n",
        ",",
    ),
    *(" ", "  ", "\n", "\n\n", "\n  ", "甲", "`", "@", "=", '"a" "b"', "[]", "a: b", '"\\u200b"'),
)


@given(st.data())
def test_what_stands_otherwise_is_left_to_yaml_or_means_the_same(data: st.DataObject) -> None:
    text = WRITTEN
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        kind = data.draw(st.sampled_from(("in", "over", "line", "twice", "away", "swap")))
        lines = text.splitlines(keepends=True) or [""]
        row, other = (data.draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        if kind == "in":
            text = text[:at] + data.draw(st.sampled_from(ODD)) + text[at:]
        elif kind == "over":
            text = text[:at] + data.draw(st.sampled_from(ODD)) + text[at + 1 :]
        elif kind == "line":
            head = lines[row].partition(": ")[0]
            lines[row] = f"{head}: {data.draw(st.sampled_from(ODD))}\n"
        elif kind == "twice":
            lines.insert(other, lines[row])
        elif kind == "away":
            del lines[row]
        else:
            lines[row], lines[other] = lines[other], lines[row]
        text = text if kind in ("in", "over") else "".join(lines)
    same(text)


@pytest.mark.parametrize("odd", ODD)
def test_each_oddity_behind_each_key(odd: str) -> None:
    for row in range(1, len(WRITTEN.splitlines())):
        lines = WRITTEN.splitlines(keepends=True)
        head, sign, _ = lines[row].partition(": ")
        lines[row] = f"{head}{sign or ': '}{odd}\n"
        same("".join(lines))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("      甲“乙”丙。\n\n        2026年底前\n", "        甲\n"),  # moved in
        ("        2026年底前\n", "        2026年底前\n\n"),  # an empty line behind it
        ("        2026年底前\n", "      甲\n        \n"),  # a line of spaces
        ("      甲“乙”丙。\n", ""),  # an empty line before it
        ("    heading: 修路\n", "    heading: 修路\n    heading: 修桥\n"),
        ("nodes:\n", "frame: []\nnodes:\n"),
        ("    lead:\n", "    lead: \n"),
        ("# 说明\n", "# 说明\n\n"),
        ("    lines: [3, 5]\n", "    lines: [3,\n      5]\n"),
        ("    heading: 修路\n", "    heading: 修路\n      好\n"),
        ("    heading: 修路\n", "    heading: --- 修路\n"),
    ],
)
def test_another_form(old: str, new: str) -> None:
    assert old in WRITTEN
    same(WRITTEN.replace(old, new))
