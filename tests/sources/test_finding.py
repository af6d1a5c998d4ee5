"""Findings speak two languages and say what to do."""

from __future__ import annotations

import errno
import os
import re
import string

import pytest

from gongkai.sources.finding import RULES, Finding


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_rule_says_what_is_wrong_and_what_to_do_in_two_languages(name: str) -> None:
    rule = RULES[name]
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
    han = re.compile(r"[一-鿿]")
    assert han.search(rule.zh)
    assert han.search(rule.hint_zh)
    arguments = [
        {field for _, field, _, _ in string.Formatter().parse(text) if field}
        for text in (rule.zh + rule.hint_zh, rule.en + rule.hint_en)
    ]
    assert arguments[0] == arguments[1]


def test_the_place_stands_first() -> None:
    finding = Finding("unit-unresolved", "source.txt", 3, 6, {"printed": "水办"})
    assert finding.text("en").startswith("source.txt:3:6: “水办” is none")
    assert finding.text("zh").startswith("source.txt:3:6: “水办”未能对应")
    assert Finding("source-empty", "a.txt").text("en").startswith("a.txt: ")


@pytest.mark.parametrize(
    "code", [errno.ENOENT, errno.EACCES, errno.ENOSPC, errno.EROFS, errno.ENOTDIR]
)
def test_what_the_system_says_is_told_in_the_language_of_the_reader(code: int) -> None:
    finding = Finding("source-unreadable", "a.txt", args={"reason": os.strerror(code)})
    assert os.strerror(code) in finding.message("en")
    assert not re.search("[A-Za-z]", finding.message("zh"))
