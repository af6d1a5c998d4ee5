"""A document as a value: what it says in which order, nothing of how it looks."""

from __future__ import annotations

from msgspec import Struct


class Heading(Struct, frozen=True):
    """A heading of level 1 (一、), 2 (（一）) or 3 (1.); the text has its number already."""

    level: int
    text: str


class Paragraph(Struct, frozen=True):
    """A paragraph; `note`: smaller, about the text rather than of it."""

    text: str
    note: bool = False


class Table(Struct, frozen=True):
    """A table whose head is repeated on every page; `widths` are shares of the line."""

    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Table


class Document(Struct, frozen=True):
    """`about` says below the title of what revision and day it is."""

    title: str
    about: str
    blocks: tuple[Block, ...]
