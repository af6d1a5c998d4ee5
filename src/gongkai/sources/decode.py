"""Bytes → text. Strict: a file that is no text is refused, and the encoding found is named.

Order: byte order mark, then UTF-8, then GB18030. No guessing by frequency: guessers are wrong on
short Chinese texts. Pure.
"""

from __future__ import annotations

import codecs

from gongkai.sources.formats import format_of
from gongkai.sources.refusal import Unreadable

BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\r\f\v\x1a"))


def decode(data: bytes) -> tuple[str, str]:
    """The text of `data` without its byte order mark, and the encoding's name.

    Raises `Unreadable` for an empty file, a known binary format, or bytes that are no text.
    """
    if not data.strip():
        raise Unreadable("source-empty")
    if (found := format_of("", data)) in ("docx", "pdf"):
        raise Unreadable("source-format", format=f".{found}")
    text, encoding = _decoded(data)
    if not text.strip():
        raise Unreadable("source-empty")
    if "\0" in text or _control_share(text) > 0.02:
        raise Unreadable("source-binary")
    return text, encoding


def encode(text: str, encoding: str) -> bytes:
    """The bytes from which `decode` gave `text` and `encoding`."""
    if encoding.startswith("utf-16"):
        bom = codecs.BOM_UTF16_LE if encoding == "utf-16-le" else codecs.BOM_UTF16_BE
        return bom + text.encode(encoding)
    return text.encode(encoding)


def _decoded(data: bytes) -> tuple[str, str]:
    for bom, encoding in BOMS:
        if data.startswith(bom):
            try:
                return data[len(bom) :].decode(encoding.removesuffix("-sig")), encoding
            except UnicodeDecodeError as error:
                raise Unreadable("source-binary") from error
    for encoding in ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        # GB18030 maps some byte pairs to characters that it writes back as others.
        if text.encode(encoding) == data:
            return text, encoding
    raise Unreadable("source-binary")


def _control_share(text: str) -> float:
    data = text.encode("utf-8", "surrogatepass")
    return (len(data) - len(data.translate(None, _CONTROLS))) / len(text)
