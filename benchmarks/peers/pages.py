"""A made-up plan as a folder of Markdown, as somebody would write it for a static site generator. Pure.

One page a measure, section and body, the full text, and the lists over all measures that gongkai's site has too.
What is left to a number of pages is filled with short ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from benchmarks.plans import (
    BLANK,
    LEAD,
    PREAMBLE,
    SUPPORT,
    TITLE,
    Measure,
    measures,
    section_heading,
)

EDITED = "（已修改）"
RENAMED = "县水利和湖泊局"


class Link(Protocol):
    """A link from the page at one address to that at another, as a generator wants it written."""

    def __call__(self, here: str, there: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Page:
    """A page: `address` has no ending and no slash at its ends; "" is home."""

    address: str
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Book:
    """What is written down: how many measures, in how many pages, which one is edited, the lead's name."""

    count: int
    pages: int
    edited: int = 0
    lead: str = LEAD


def nav(book: Book) -> list[tuple[str, str]]:
    """Words and address of what the navigation names: lists, sections and bodies, not each measure."""
    sections = sorted({one.section for one in measures(book.count)})
    return [
        ("首页", ""),
        ("方案全文", "plan"),
        *((title, name) for name, title, _ in _LISTS),
        *((section_heading(one), f"sections/{one}") for one in sections),
        (book.lead, "units/shuiwu"),
        (SUPPORT, "units/caizheng"),
    ]


def pages(book: Book, link: Link) -> Iterator[Page]:
    """All pages of the book."""
    made = 0
    for page in _pages(book, link):
        made += 1
        yield page
    for at in range(made, book.pages):
        yield Page(f"notes/{at}", f"说明{at}", f"{PREAMBLE}\n\n{TITLE}。\n")


def _pages(book: Book, link: Link) -> Iterator[Page]:
    every = [(one, _text(book, one)) for one in measures(book.count)]
    listed = "".join(f"- [{words}]({link('', address)})\n" for words, address in nav(book)[1:])
    yield Page("", TITLE, f"{PREAMBLE}\n\n{listed}")
    parts = {section: list(group) for section, group in groupby(every, lambda one: one[0].section)}
    whole = "\n".join(f"## {section_heading(at)}\n\n{_read(part)}" for at, part in parts.items())
    yield Page("plan", "方案全文", f"{PREAMBLE}\n\n{whole}")
    for name, title, stop in _LISTS:
        rows = (
            _row(link(name, _own(one)), one, text.split("。")[stop], book.lead)
            for one, text in every
        )
        yield Page(name, title, _table("".join(rows)))
    for section, part in parts.items():
        yield Page(f"sections/{section}", section_heading(section), _read(part))
    for name, unit in (("shuiwu", book.lead), ("caizheng", SUPPORT)):
        here = f"units/{name}"
        rows = (_row(link(here, _own(one)), one, text, unit) for one, text in every)
        yield Page(here, unit, _table("".join(rows)))
    for at, (one, text) in enumerate(every):
        around = [every[other][0] for other in (at - 1, at + 1) if 0 <= other < len(every)]
        yield Page(
            _own(one), f"{one.number} {one.heading}", _measure(book, one, text, around, link)
        )


_LISTS = (
    ("measures", "措施", 0),
    ("targets", "目标", 1),
    ("disclosure", "公开事项与职责", 2),
    ("calendar", "日历", 1),
    ("blanks", "空白与疑误", 2),
)


def _own(one: Measure) -> str:
    return f"measures/{one.number:05}"


def _text(book: Book, one: Measure) -> str:
    return f"{one.text}{EDITED}" if one.number == book.edited else one.text


def _read(part: list[tuple[Measure, str]]) -> str:
    return "\n".join(f"### {one.heading}\n\n{text}\n" for one, text in part)


def _row(link: str, one: Measure, words: str, unit: str) -> str:
    return f"| [{one.number}]({link}) | {one.heading} | {words} | {unit} |\n"


def _table(rows: str) -> str:
    return f"| 编号 | 措施 | 原文 | 单位 |\n| --- | --- | --- | --- |\n{rows}"


def _measure(book: Book, one: Measure, text: str, around: list[Measure], link: Link) -> str:
    here = _own(one)
    lead, support = link(here, "units/shuiwu"), link(here, "units/caizheng")
    near = "\n".join(f"- [{other.heading}]({link(here, _own(other))})" for other in around)
    return (
        f"{section_heading(one.section)} {one.group_heading}\n\n> {text}\n\n"
        f"| 分工 | 单位 |\n| --- | --- |\n| 牵头单位 | [{book.lead}]({lead}) |\n"
        f"| 配合单位 | [{SUPPORT}]({support})、{BLANK} |\n\n"
        f"## 目标与职责\n\n"
        + "".join(f"- {sentence}。\n" for sentence in text.split("。")[:-1])
        + f"\n## 出处\n\n[{section_heading(one.section)}]({link(here, f'sections/{one.section}')})\n\n{near}\n"
    )
