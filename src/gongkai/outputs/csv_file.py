"""One table → a CSV that spreadsheet programs here open rightly. Pure.

UTF-8 with a byte order mark and CRLF; a cell that such a program would run as a formula begins with an
apostrophe.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from gongkai.outputs.harmless import reworded

_FORMULA = re.compile(r"\s*[-=+@＝＋－＠]")


def csv_file(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A table as a spreadsheet program here expects it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows(reworded(rows, _text))
    return out.getvalue().encode("utf-8-sig")


def _text(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text
