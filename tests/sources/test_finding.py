"""Findings speak two languages and say what to do."""

from __future__ import annotations

import ast
import errno
import os
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.sources.finding import Finding
from gongkai.sources.rules import RULES

PACKAGE = Path(__file__).parents[2] / "src" / "gongkai"


def made() -> Iterator[tuple[str, str, set[str] | None]]:
    """Where the program makes a finding by a rule that stands there, and its arguments where those stand there too."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(call, ast.Call) or not call.args:
                continue
            if not isinstance(call.func, ast.Name) or call.func.id != "Finding":
                continue
            rule = call.args[0]
            # Behind the file come the place, often as `*place`, and the arguments.
            given = [one.value for one in call.keywords if one.arg == "args"] or call.args[3:]
            last = given[-1] if given else ast.Dict([], [])
            keys = None
            if isinstance(last, ast.Dict) and all(
                isinstance(key, ast.Constant) for key in last.keys
            ):
                keys = {ast.literal_eval(key) for key in last.keys}
            if isinstance(rule, ast.Constant):
                yield f"{path.relative_to(PACKAGE)}:{call.lineno}", rule.value, keys


def asked(rule: str) -> set[str]:
    """The arguments that a rule's words ask for."""
    said = RULES[rule]
    words = said.zh + said.hint_zh + said.en + said.hint_en
    return {field for _, field, _, _ in string.Formatter().parse(words) if field}


@pytest.mark.slow
def test_each_finding_has_a_rule_and_what_its_words_ask_for() -> None:
    found = list(made())
    assert len(found) > 50
    wrong = [one for one in found if one[1] not in RULES]
    wrong += [
        (at, rule, keys) for at, rule, keys in found if keys is not None and not asked(rule) <= keys
    ]
    assert wrong == []


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
