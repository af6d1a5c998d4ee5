"""JSON as the files of a site hold it: indented, for people look into them and compare them. Pure."""

from __future__ import annotations

import msgspec


def json_file(value: object) -> bytes:
    """The file of a value, in UTF-8: one key or item a line, in their order; the same bytes for the same value."""
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"
