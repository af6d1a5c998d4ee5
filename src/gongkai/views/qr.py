"""A QR code as a drawing: read from paper or from another screen, it opens an address. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from msgspec import Struct

QUIET = 4  # modules left white on each side, as ISO/IEC 18004 asks


class QrCode(Struct, frozen=True):
    """`side`: modules across, the white edge included. `path`: the dark runs, for an SVG stroke one module wide."""

    side: int
    path: str


def qr_code(address: str) -> QrCode:
    """The code of an address, with the middle level of correction (15 % may be lost to a fold or a stamp)."""
    import segno  # takes long to load, and only a site with an address has codes

    code = segno.make(address, micro=False, error="m", boost_error=False)
    rows = tuple(code.matrix_iter(border=QUIET))
    return QrCode(len(rows), "".join(_runs(y, row) for y, row in enumerate(rows)))


def _runs(y: int, row: Iterable[int]) -> str:
    out, x = "", 0
    for dark, run in groupby(row):
        length = len(tuple(run))
        out += f"M{x} {y}.5h{length}" if dark else ""
        x += length
    return out
