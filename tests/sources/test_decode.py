"""Bytes → text: every common encoding, and a clear refusal of what is no text."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.sources.decode import Unreadable, decode, encode
from gongkai.sources.formats import format_of

TEXT = "一、总体要求\n（一）强化污染防治。\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        pytest.param(TEXT.encode(), "utf-8", id="utf-8"),
        pytest.param(codecs.BOM_UTF8 + TEXT.encode(), "utf-8-sig", id="utf-8-with-mark"),
        pytest.param(codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le", id="utf-16-le"),
        pytest.param(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be", id="utf-16-be"),
        pytest.param(TEXT.encode("gb18030"), "gb18030", id="gb18030"),
        pytest.param(TEXT.encode("gbk"), "gb18030", id="gbk-is-read-as-gb18030"),
    ],
)
def test_the_encoding_is_found_and_written_back(data: bytes, encoding: str) -> None:
    text, found = decode(data)
    assert (text, found) == (TEXT, encoding)
    assert encode(text, found) == data


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        pytest.param(b"", "source-empty", id="empty"),
        pytest.param(b" \r\n\t", "source-empty", id="white-space-only"),
        pytest.param(
            codecs.BOM_UTF8 + "　".encode(), "source-empty", id="mark-and-wide-space-only"
        ),
        pytest.param(b"PK\x03\x04rest", "source-format", id="zip"),
        pytest.param(b"\xd0\xcf\x11\xe0rest", "source-format", id="old-word"),
        pytest.param(b"%PDF-1.7", "source-format", id="pdf"),
        pytest.param(TEXT.encode() + b"\0", "source-binary", id="nul"),
        pytest.param(bytes(range(1, 32)) * 40, "source-binary", id="control-characters"),
        pytest.param(b"\xff\xff\xff\x81", "source-binary", id="no-encoding-fits"),
        pytest.param(codecs.BOM_UTF16_LE + b"\x00\xd8", "source-binary", id="broken-utf-16"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, rule: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        decode(data)
    assert refusal.value.rule == rule


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le"])
def test_two_characters_in_a_hundred_may_be_controls(encoding: str) -> None:
    spaces = "\t\n\r\f\v\x1a" * 10
    assert decode(encode(f"{spaces}{'甲' * 38}\x01\x1f", encoding))[1] == encoding
    with pytest.raises(Unreadable):
        decode(encode(f"{spaces}{'甲' * 37}\x01\x1f\x08", encoding))


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        pytest.param("a.txt", b"PK\x05\x06" + bytes(18), "zip", id="an-empty-zip"),
        pytest.param("a.txt", b"{\\rtf1", "RTF", id="rtf"),
        pytest.param("a.jpg", b"\xff\xd8\xff", "JPEG", id="a-picture"),
        pytest.param(
            "a.doc",
            b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>',
            "Word XML (.xml)",
            id="word-2003-xml",
        ),
        pytest.param("a.doc", b"MIME-Version: 1.0", "MHTML (.mht)", id="mhtml"),
    ],
)
def test_other_formats_are_named(name: str, data: bytes, found: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        format_of(name, data)
    assert refusal.value.rule == "source-format"
    assert refusal.value.args_of_rule == {"format": found}


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        pytest.param("a.docx", b"PK\x03\x04", "docx", id="docx"),
        pytest.param("a.doc", b"<html>", "html", id="a-page-named-doc"),
        pytest.param("a.txt", b"\n\n%PDF-1.4", "pdf", id="pdf"),
        pytest.param("a.HTM", b"text", "html", id="htm"),
        pytest.param("a.markdown", b"text", "markdown", id="markdown"),
        pytest.param("a", b"text", "text", id="text"),
    ],
)
def test_formats_are_told_by_how_a_file_begins(name: str, data: bytes, found: str) -> None:
    assert format_of(name, data) == found


@given(st.binary(max_size=200))
def test_what_is_accepted_can_be_written_back(data: bytes) -> None:
    try:
        text, encoding = decode(data)
    except Unreadable:
        return
    assert encode(text, encoding) == data
