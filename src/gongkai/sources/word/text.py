"""Runs of a paragraph → the text that is printed, and what of it cannot stand in a line.

Revisions are read as accepted, fields by their last result. What is left out (notes, text boxes, pictures,
hidden text) is kept as `Dropped`, for a finding each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from gongkai.sources.word.package import Element, child, local, switched, value

MISSING = "〓"  # the printer's sign for a character that is not at hand
# Signs of symbol fonts that plans print: boxes to tick, arrows, bullets.
_SYMBOLS: Mapping[tuple[str, int], str] = {
    ("wingdings", 0x6C): "●", ("wingdings", 0x6E): "■", ("wingdings", 0x75): "◆",
    ("wingdings", 0xA8): "□", ("wingdings", 0x6F): "□", ("wingdings", 0xFE): "☑",
    ("wingdings", 0xFC): "✓", ("wingdings", 0xFB): "✗", ("wingdings", 0xFD): "☒",
    ("wingdings", 0xE0): "→", ("wingdings", 0xDF): "←", ("wingdings", 0xD8): "➢",
    ("wingdings 2", 0x52): "☑", ("wingdings 2", 0xA3): "□", ("wingdings 2", 0x50): "✓",
    ("symbol", 0xB7): "•", ("symbol", 0xB3): "≥", ("symbol", 0xA3): "≤", ("symbol", 0xB4): "×",
    ("symbol", 0xB1): "±", ("symbol", 0xB0): "°", ("symbol", 0x6D): "μ", ("symbol", 0xD7): "·",
}  # fmt: skip
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SILENT = frozenset(
    {"pPr", "rPr", "tblPr", "tcPr", "trPr", "sdtPr", "sdtEndPr", "rt", "rubyPr", "softHyphen"}
    | {"instrText", "delInstrText", "delText", "annotationRef", "footnoteRef", "endnoteRef"}
)


class Dropped(Struct, frozen=True):
    """What does not stand in the text: the rule of its finding, and its own words (or sign)."""

    rule: str
    text: str = ""


class _Field(Struct):
    code: str = ""
    result: bool = False
    contents: bool = False


class Runs:
    """Reads the paragraphs of one document in their order: a field may go over several.

    `notes` are the texts of foot- and endnotes, by kind and id; what is `drawn` is left out without a word
    where somebody else reads it.
    """

    def __init__(self, notes: Mapping[tuple[str, str], str], *, drawn: bool = True) -> None:
        self.inserted = 0
        self.deleted = 0
        self._coded = 0  # open fields whose result has not begun
        self._contents = 0  # open fields that make a table of contents
        self._notes = notes
        self._fields: list[_Field] = []
        self._dropped: list[Dropped] = []
        self._out: list[str] = []
        self._reads: dict[str, Callable[[Element], None]] = {
            "r": self._run,
            "t": self._text,
            "ins": self._inserted,
            "moveTo": self._inserted,
            "del": self._deleted,
            "moveFrom": self._deleted,
            "fldChar": self._mark,
            "sym": self._symbol,
            "footnoteReference": self._note,
            "endnoteReference": self._note,
            **dict.fromkeys(("drawing", "pict", "object"), self._drawn if drawn else _nothing),
            "AlternateContent": self._choice,
        }

    def read(self, paragraph: Element) -> tuple[str, tuple[Dropped, ...]]:
        """The text of a paragraph (its line breaks as line feeds), and what was left out of it."""
        self._out, self._dropped = [], []
        self._below(paragraph)
        return "".join(self._out), tuple(self._dropped)

    @property
    def in_contents(self) -> bool:
        """Whether what follows is the result of a field that makes a table of contents."""
        return self._contents > 0

    def _below(self, element: Element) -> None:
        for one in element:
            name = local(one)
            if read := self._reads.get(name):
                read(one)
            elif name in _SIGNS:
                self._put(_SIGNS[name])
            elif name == "instrText" and self._fields:
                self._fields[-1].code += one.text or ""
            elif name and name not in _SILENT:
                self._below(one)

    def _put(self, text: str) -> None:
        if not self._coded:
            self._out.append(text)

    def _run(self, run: Element) -> None:
        if not switched(child(run, "rPr", "vanish")):
            self._below(run)
            return
        outside, self._out = self._out, []
        self._below(run)
        if hidden := "".join(self._out):
            self._dropped.append(Dropped("dropped-hidden", hidden))
        self._out = outside

    def _text(self, element: Element) -> None:
        text = (element.text or "").replace("\r", " ").replace("\n", " ")
        self._put(text if value(element, "space") == "preserve" else text.strip(" \t"))

    def _inserted(self, element: Element) -> None:
        self.inserted += 1
        self._below(element)

    def _deleted(self, _: Element) -> None:
        self.deleted += 1

    def _mark(self, element: Element) -> None:
        kind = value(element, "fldCharType")
        if kind == "begin":
            self._fields.append(_Field())
            self._coded += 1
        elif kind == "separate" and self._fields and not self._fields[-1].result:
            field = self._fields[-1]
            field.result = True
            field.contents = field.code.strip().upper().startswith("TOC")
            self._coded -= 1
            self._contents += field.contents
        elif kind == "end" and self._fields:
            field = self._fields.pop()
            self._coded -= not field.result
            self._contents -= field.contents

    def _symbol(self, element: Element) -> None:
        font, char = value(element, "font") or "", value(element, "char") or ""
        try:
            code = int(char, 16)
        except ValueError:
            code = 0
        private = 0xE000 <= code <= 0xF8FF
        sign = _SYMBOLS.get((font.lower(), code & 0xFF if private or code < 0x100 else code))
        if sign is None and not private and 0x20 < code < 0xD800 and "dings" not in font.lower():
            sign = chr(code)
        if sign is None:
            self._dropped.append(Dropped("replaced-symbol", f"{font} {char}".strip()))
        self._put(sign or MISSING)

    def _note(self, element: Element) -> None:
        kind = local(element).removesuffix("Reference")
        text = self._notes.get((kind, value(element, "id") or ""), "")
        self._dropped.append(Dropped("dropped-footnote", text))

    def _drawn(self, element: Element) -> None:
        """A picture, an object or a text box: none stands in the line."""
        boxes = list(_outermost(element))
        for box in boxes:
            if text := printed(box):
                self._dropped.append(Dropped("dropped-textbox", text))
        if not boxes and any(local(one) in _PICTURES for one in element.iter()):
            self._dropped.append(Dropped("dropped-picture"))

    def _choice(self, element: Element) -> None:
        """The same thing for newer and for older programs: the first is read."""
        for one in element:
            if local(one) in ("Choice", "Fallback"):
                self._below(one)
                return


_PICTURES = frozenset({"pic", "blip", "imagedata", "OLEObject", "chart", "relIds", "wsp", "wgp"})


def _nothing(_: Element) -> None:
    """Leave an element out."""


def _outermost(element: Element) -> Iterator[Element]:
    """The text boxes of a drawing; one within another is part of that."""
    for one in element:
        if local(one) == "txbxContent":
            yield one
        else:
            yield from _outermost(one)


def printed(element: Element) -> str:
    """All text below an element on one line, for a finding: each paragraph parted by a space."""
    texts: list[str] = []
    runs = Runs({}, drawn=False)
    for one in element.iter():
        if local(one) == "p":
            text, _ = runs.read(one)
            texts.append(" ".join(text.split()))
    return " ".join(text for text in texts if text)
