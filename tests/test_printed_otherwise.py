"""The plans of tests/cases printed otherwise: what another hand or another page would print is read the same."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from gongkai.reading.read import read
from gongkai.sources import read_source
from tests.cases.annotated import attributions, cases, nodes

Prints = Callable[[str], str]
_HALF = str.maketrans("（）：；，", "():;,")
_PAGE = 17  # lines
_ROLES = "责任单位|牵头单位|配合单位"


def _same(text: str) -> str:
    return text


def _half_signs(text: str) -> str:
    return text.translate(_HALF)


def _departments(text: str) -> str:
    return re.sub("(责任|牵头|配合)单位", r"\1部门", text)


def _in_square_brackets(text: str) -> str:
    return re.sub(rf"（((?:{_ROLES})：[^（）]*)）", r"【\1】", text)


def _with_pages(text: str) -> str:
    """The number of a page behind each so many lines, where a paragraph ends."""
    lines = text.split("\n")
    printed: list[str] = []
    for at, line in enumerate(lines, start=1):
        printed.append(line)
        if at % _PAGE == 0 and line.endswith("。"):
            printed.append(f"— {at // _PAGE} —")
    return "\n".join(printed)


def _apart(text: str) -> str:
    """A space behind each number."""
    return re.sub(
        r"(?m)^(\s*(?:（[一二三四五六七八九十]+）|\d{1,2}[.．、]))(?=[一-龥])", r"\1 ", text
    )


def _semicolons(text: str) -> str:
    return re.sub(r"（([^（）\n]*牵头)，([^（）\n]*配合)）", r"（\1；\2）", text)


# How the text is printed, and how what stands in it is printed then.
PRINTS: dict[str, tuple[Prints, Prints]] = {
    "blanks-behind-lines": (lambda text: re.sub(r"(?m)(?<=[。）])$", "  ", text), _same),
    "other-ends-of-lines": (lambda text: text.replace("\n", "\r\n"), _same),
    "half-width-signs": (_half_signs, _half_signs),
    "departments-for-bodies": (_departments, _departments),
    "square-brackets": (_in_square_brackets, _same),
    "numbers-of-pages": (_with_pages, _same),
    "a-space-behind-numbers": (_apart, _same),
    "semicolons-between-roles": (_semicolons, _same),
}


_SHARE = 4  # each plan is printed in two of the eight ways


@pytest.mark.slow
@pytest.mark.parametrize(
    ("way", "prints", "within"),
    [(at, *prints) for at, prints in enumerate(PRINTS.values())],
    ids=PRINTS.keys(),
)
def test_a_plan_printed_otherwise_is_read_the_same(
    way: int, prints: Prints, within: Prints
) -> None:
    differing = []
    for case in list(cases())[way % _SHARE :: _SHARE]:
        text = case.source.read_bytes().decode("utf-8", errors="replace")
        if case.source.suffix != ".txt" or (printed := prints(text)) == text:
            continue
        plan, _ = read(read_source(case.source.name, printed.encode()))
        structure = [
            [path, within(label), kind, role, heading and within(heading)]
            for path, label, kind, role, heading in case.expected["nodes"]
        ]
        bodies = sorted((row[0], row[1], within(row[2])) for row in case.expected["attributions"])
        if nodes(plan) != structure or sorted(attributions(plan)) != bodies:
            differing.append(case.name)
    assert not differing
