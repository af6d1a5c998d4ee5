"""A document as a value: what it says in which order, nothing of how it looks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (一、), 2 (（一）) or 3 (1.); the text has its number already."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `note`: smaller, about the text rather than of it."""

    text: str
    note: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose head is repeated on every page; `widths` are shares of the line."""

    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """`about` says below the title of what revision and day it is."""

    title: str
    about: str
    blocks: tuple[Block, ...]
