"""A filled workbook → what was written into it. Pure: bytes in; nothing in the file is run.

Columns are found by their headings and rows by their identifiers, so that a person may sort, move, widen and
add as they like; other columns and sheets are theirs. A cell counts as edited where it differs from what the
hidden sheet says that it held.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, get_args

from msgspec import Struct, field

from gongkai.outputs.workbook.sheets import COLUMNS, FORMAT, Column, Kind
from gongkai.outputs.workbook.write import META
from gongkai.sources import Unreadable
from gongkai.views import words

LARGEST_UNZIPPED = 256 * 1024 * 1024  # bytes; a small zip may hold too much
MOST_ROWS, MOST_COLUMNS = 100_000, 1_000
_WIDEST = 32  # cells of a row of the hidden sheet: what five long cells held takes ten, were each sign escaped
_SEARCHED = 20  # rows in which the heads are looked for
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")


class Unusable(Unreadable):
    """The file is no workbook of ours."""


class Edited(Struct, frozen=True):
    """A row that somebody wrote into.

    `values` are all its cells to fill in, by key; `keys` those that were edited. `line` and `cols` are 1-based.
    """

    kind: Kind
    sheet: str
    id: str
    line: int
    cols: Mapping[str, int]
    values: Mapping[str, str]
    keys: tuple[str, ...]
    seen: str


class Left(Struct, frozen=True):
    """A row that holds something and that no row of the workbook stands for."""

    sheet: str
    line: int
    text: str


class Returned(Struct, frozen=True):
    """A workbook as it came back."""

    unit: str
    revision: str
    as_of: str
    edited: tuple[Edited, ...] = ()
    left: tuple[Left, ...] = ()


class _Meta(Struct):
    unit: str
    revision: str
    as_of: str
    rows: dict[tuple[str, str], tuple[str, dict[str, str]]] = field(default_factory=dict)


def read(data: bytes) -> Returned:
    """What a filled workbook holds. `Unusable` where it is none."""
    made = opened(data)
    meta = _meta(made)
    edited: list[Edited] = []
    left: list[Left] = []
    for kind in get_args(Kind):
        name, columns = COLUMNS[kind]
        if name in made.sheetnames:
            for found in _rows(made[name], kind, columns, meta):
                (edited if isinstance(found, Edited) else left).append(found)  # type: ignore[arg-type]
    return Returned(meta.unit, meta.revision, meta.as_of, tuple(edited), tuple(left))


def opened(data: bytes, *, formulas: bool = False) -> Any:  # noqa: ANN401 - openpyxl's workbook
    """The workbook as openpyxl has it, computed values in the place of formulas unless those are wanted.

    `Unusable` where it is none, or unpacks to more than `LARGEST_UNZIPPED`.
    """
    from openpyxl import load_workbook  # slow to import

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
        if not any(entry.filename.startswith("xl/") for entry in entries):
            raise Unusable("workbook-format")
        if sum(entry.file_size for entry in entries) > LARGEST_UNZIPPED:
            raise Unusable("source-too-large", limit="256 MB")
        return load_workbook(io.BytesIO(data), data_only=not formulas, keep_links=formulas)
    except Unusable:
        raise
    except zipfile.BadZipFile:
        raise Unusable("workbook-format") from None
    except Exception as error:  # a broken file makes the library fail in many ways
        raise Unusable("source-damaged", format=".xlsx") from error


def _meta(made: Any) -> _Meta:  # noqa: ANN401
    if META not in made.sheetnames:
        raise Unusable("workbook-foreign")
    there = made[META].iter_rows(max_col=_WIDEST, values_only=True)
    rows = [[str(cell or "") for cell in row] for row in there]
    if not rows or len(rows[0]) < 4 or rows[0][0] != FORMAT:
        raise Unusable("workbook-foreign")
    unit, revision, day = rows[0][1:4]
    meta = _Meta(unit, revision, day)
    try:
        for kind, identifier, seen, *pieces in rows[1:]:
            held = json.loads("".join(pieces))
            meta.rows[kind, identifier] = (
                seen,
                {str(key): str(value) for key, value in held.items()},
            )
    except (ValueError, AttributeError, RecursionError):
        raise Unusable("workbook-foreign") from None
    return meta


def _rows(
    there: Any,  # noqa: ANN401
    kind: Kind,
    columns: tuple[Column, ...],
    meta: _Meta,
) -> Iterator[Edited | Left]:
    if there.max_row > MOST_ROWS or there.max_column > MOST_COLUMNS:
        raise Unusable("source-too-large", limit=f"{MOST_ROWS} × {MOST_COLUMNS}")
    top, places = head(there, columns)
    if not places:
        return
    seen_ids: set[str] = set()
    edit = [column for column in columns if column.edit and column.title in places]
    for line, row in enumerate(there.iter_rows(min_row=top + 1), top + 1):
        texts = {column.key: _text(row[places[column.title]], column) for column in edit}
        identifier = _text(row[places[columns[0].title]], columns[0])
        if identifier == words.ILLUSTRATIVE:
            continue
        known = meta.rows.get((kind, identifier))
        if known is None or identifier in seen_ids:
            if any(texts.values()):
                shown = "，".join(text for text in (identifier, *texts.values()) if text)
                yield Left(there.title, line, shown)
            continue
        seen_ids.add(identifier)
        seen, before = known
        held = {column.key: _plain(before.get(column.key, ""), column) for column in edit}
        keys = tuple(key for key, text in texts.items() if text != held[key])
        if keys:
            cols = {column.key: places[column.title] + 1 for column in edit}
            values = {**before, **texts}
            yield Edited(kind, there.title, identifier, line, cols, values, keys, seen)


def head(there: Any, columns: tuple[Column, ...]) -> tuple[int, dict[str, int]]:  # noqa: ANN401
    """The row of the headings, and where each column is (0-based)."""
    for line, row in enumerate(there.iter_rows(max_row=_SEARCHED, values_only=True), 1):
        titles = [str(cell).strip() if cell is not None else "" for cell in row]
        if columns[0].title in titles and columns[1].title in titles:
            wanted = {column.title for column in columns}
            return line, {
                title: at for at, title in reversed([*enumerate(titles)]) if title in wanted
            }
    return 0, {}


def _text(cell: Any, column: Column) -> str:  # noqa: ANN401 - openpyxl's cell
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool):
        number = Decimal(format(value, ".15g"))
        if "%" in str(cell.number_format):
            return f"{(number * 100).normalize():f}%"
        return f"{number.normalize():f}"
    return _plain(str(value), column)


def _plain(text: str, column: Column) -> str:
    """Text as it is compared: a day in one form, however it was written."""
    text = text.strip()
    day = _DAY.fullmatch(text) if column.day else None
    return f"{int(day[1]):04}-{int(day[2]):02}-{int(day[3]):02}" if day else text
