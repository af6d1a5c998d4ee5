"""The QR code: what is drawn is the code, with its white edge."""

from __future__ import annotations

import re

import pytest
import segno

from gongkai.views.qr import QUIET, qr_code


def _modules(path: str, side: int) -> list[list[int]]:
    drawn = [[0] * side for _ in range(side)]
    for x, y, length in re.findall(r"M(\d+) (\d+)\.5h(\d+)", path):
        for at in range(int(x), int(x) + int(length)):
            drawn[int(y)][at] = 1
    return drawn


@pytest.mark.parametrize(
    "address",
    ["https://a.cn/", "https://www.example.gov.cn/plan/units/xianyuanlinju/", "https://例.example/" + "长" * 60],
)  # fmt: skip
def test_what_is_drawn_is_the_code(address: str) -> None:
    code = qr_code(address)
    drawn = _modules(code.path, code.side)
    inner = [row[QUIET:-QUIET] for row in drawn[QUIET:-QUIET]]
    assert inner == [
        list(row) for row in segno.make_qr(address, error="m", boost_error=False).matrix
    ]
    assert sum(map(sum, drawn)) == sum(map(sum, inner))  # the edge is white
