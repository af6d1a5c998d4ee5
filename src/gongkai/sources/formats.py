"""Which format a file is in, told by how it begins and, among texts, by its name. Pure.

Files that offices send by mistake are refused here, each with what to do.
"""

from __future__ import annotations

from typing import Literal

from gongkai.sources.refusal import Unreadable

Format = Literal["text", "markdown", "docx", "html", "pdf"]
# What is no text as it stands: plain text is made of it, and the file is kept.
ORIGINALS: frozenset[Format] = frozenset({"docx", "html", "pdf"})
_OLE = b"\xd0\xcf\x11\xe0"
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"{\\rtf", "RTF"),
    (b"PK\x05\x06", "zip"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
)
# Names of streams in an OLE file, by which Office's old formats differ.
_STREAMS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", ""),
    ("Workbook", "Excel 97-2003 (.xls)"),
    ("PowerPoint Document", "PowerPoint 97-2003 (.ppt)"),
)


def format_of(name: str, data: bytes) -> Format:
    """The format of a file. Raises `Unreadable` where it is none that is read."""
    if data.startswith(_OLE):
        raise _refused_ole(data)
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    for signature, found in _SIGNATURES:
        if data.startswith(signature):
            raise Unreadable("source-format", format=found)
    if any(
        mark in data[:2048] for mark in (b"<?mso-application", b"<w:wordDocument", b"<pkg:package")
    ):
        raise Unreadable("source-format", format="Word XML (.xml)")
    lower = name.lower()
    begin = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if begin.startswith((b"mime-version:", b"from: <saved by")) or lower.endswith(".mhtml"):
        raise Unreadable("source-format", format="MHTML (.mht)")
    if lower.endswith((".html", ".htm", ".xhtml", ".shtml")) or begin.startswith(
        (b"<!doctype html", b"<html")
    ):
        return "html"
    return "markdown" if lower.endswith((".md", ".markdown")) else "text"


def _refused_ole(data: bytes) -> Unreadable:
    for stream, found in _STREAMS:
        if stream.encode("utf-16-le") in data:
            return (
                Unreadable("source-format", format=found)
                if found
                else Unreadable("source-encrypted")
            )
    return Unreadable("source-format", format="Word 97-2003, WPS (.doc, .wps)")
