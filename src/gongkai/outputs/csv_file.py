"""One table → a CSV that spreadsheet programs here open rightly. Pure.

UTF-8 with a byte order mark and CRLF; a cell that such a program would run as a formula begins with an
apostrophe.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

_FORMULA = re.compile(r"\s*[-=+@＝＋－＠]")


def csv_file(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A table as a spreadsheet program here expects it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value
