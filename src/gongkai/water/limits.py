"""Limits: the tables in standards/*.csv as values, and how an amount stands to one. Data and one question.

A row has one bound (drinking water, tables 2 and 3 of GB 3838) or five, for classes Ⅰ–Ⅴ. Limits are
kept in the indicator's canonical unit. A limit without a confirmed source (evidence R, DOUBT or
RECALLED, or no number at all) is not `confirmed`: it informs and never judges.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Literal

from msgspec import Struct

from gongkai.water.amount import EXACT, Amount, plain
from gongkai.water.indicators import Indicator, registry, rows

Sense = Literal["max", "min", "range", "lt", "absent", "text", "guidance", "max_sum_ratio"]
Outcome = Literal["kept", "exceeded", "unsure"]
Edition = Literal["2006", "2022"]  # of GB 5749
Table = Mapping[str, "Limit"]

CLASSES = ("Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "劣Ⅴ")
UNCONFIRMED = frozenset({"", "R", "DOUBT", "RECALLED"})

_ROMAN = ("I", "II", "III", "IV", "V")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_AT_MOST: Mapping[str, Sense] = {
    "max": "max",
    "lt": "lt",
    "guidance": "guidance",
    "max_sum_ratio": "max_sum_ratio",
}
_WITHOUT_NUMBER: Mapping[str, Sense] = {
    "不应检出": "absent",
    "不得检出": "absent",
    "无": "text",
    "无异臭、异味": "text",
}


class Standard(Struct, frozen=True):
    """A standard in one edition. `evidence` stands for rows whose table has no such column."""

    name: str
    edition: str
    evidence: str = ""


GB3838 = Standard("GB 3838-2002", "2002", "S1 S2 S3")
GB14848 = Standard("GB/T 14848-2017", "2017", "S2 S3 S4")
GB5749: Mapping[Edition, Standard] = {
    "2006": Standard("GB 5749-2006", "2006"),
    "2022": Standard("GB 5749-2022", "2022"),
}


class Bound(Struct, frozen=True):
    """What one cell of a table demands; both ends of a range belong to it. `printed` is for people."""

    sense: Sense
    low: Decimal | None
    high: Decimal | None
    printed: str

    def holds(self, amount: Amount) -> Outcome:
        """Whether the amount keeps the bound; "unsure" where a detection limit above it leaves that open."""
        if self.sense in ("absent", "text"):
            return "exceeded" if amount.found else "kept"
        ends = {self._under(amount), self._over(amount)}
        if "exceeded" in ends:
            return "exceeded"
        return "unsure" if "unsure" in ends else "kept"

    def _over(self, amount: Amount) -> Outcome:
        limit = self.high
        if limit is None:
            return "kept"
        if not amount.vague_at(limit):
            over = amount.usual >= limit if self.sense == "lt" else amount.usual > limit
            return "exceeded" if over else "kept"
        if self.sense == "lt":
            if amount.low >= limit:
                return "exceeded"
            under = amount.high < limit or (amount.high == limit and amount.high_open)
            return "kept" if under else "unsure"
        if amount.low > limit or (amount.low == limit and amount.low_open):
            return "exceeded"
        return "kept" if amount.high <= limit else "unsure"

    def _under(self, amount: Amount) -> Outcome:
        limit = self.low
        if limit is None or amount.low >= limit:
            return "kept"
        if not amount.vague_at(limit):
            return "exceeded" if amount.usual < limit else "kept"
        under = amount.high < limit or (amount.high == limit and amount.high_open)
        return "exceeded" if under else "unsure"


class Limit(Struct, frozen=True):
    """One row of a table. `name` as the table prints it; a class without a bound takes any value."""

    indicator: Indicator
    name: str
    standard: Standard
    table: str
    bounds: tuple[Bound | None, ...]
    evidence: str
    note: str

    @property
    def confirmed(self) -> bool:
        """Whether the limit may judge."""
        return self.evidence not in UNCONFIRMED and any(self.bounds)

    @property
    def clause(self) -> str:
        """Where it is printed: standard, table, row."""
        return f"{self.standard.name} {self.table} {self.name}"


@cache
def surface(*, lake: bool) -> Table:
    """Table 1 of GB 3838-2002 for rivers, or for lakes and reservoirs: 总磷 differs."""
    left_out = "TP_river" if lake else "TP_lake"
    return {
        limit.indicator.code: limit
        for row in rows("gb3838-2002.csv")
        if row["code"] != left_out and (lake or row["code"] != "TN")
        for limit in [_graded(row, GB3838, "表1", row["sense"])]
    }


@cache
def surface_source(table: Literal[2, 3]) -> Table:
    """Table 2 (supplementary items) or 3 (specific items) of GB 3838-2002, for sources."""
    return _flat(f"gb3838-2002-table{table}.csv", GB3838, f"表{table}")


@cache
def groundwater(table: Literal[1, 2]) -> Table:
    """Table 1 (regular) or 2 (not regular) of GB/T 14848-2017."""
    return {
        limit.indicator.code: limit
        for row in rows("gb14848-2017.csv")
        if row["table"] == str(table)
        for limit in [_graded(row, GB14848, f"表{table}", row["sense"])]
    }


@cache
def drinking(edition: Edition, table: Literal[1, 3]) -> Table:
    """Table 1 (regular) or 3 (others) of GB 5749."""
    suffix = "" if table == 1 else f"-table{table}"
    return _flat(f"gb5749-{edition}{suffix}.csv", GB5749[edition], f"表{table}")


@cache
def small_supply_2006() -> Table:
    """Table 4 of GB 5749-2006, whose numbers are not confirmed: which indicators it relaxes."""
    return _flat("gb5749-2006-table4.csv", GB5749["2006"], "表4")


def factor_of(printed: str, indicator: Indicator) -> Decimal:
    """The factor by which a number in a table's unit is one in the indicator's own: 0.001 for μg/L, that being mg/L.

    "MPN/mL 或 CFU/mL" gives two units for one number. Raises `ValueError` for a unit that the registry does not have:
    the tables are the program's own, so that is a fault of theirs.
    """
    factor = indicator.factor(printed.split("或")[0])
    if factor is None:
        raise ValueError(f"{indicator.code}: unit {printed} is not in the registry")
    return factor


def _flat(name: str, standard: Standard, table: str) -> Table:
    limits = {}
    for row in rows(name):
        indicator = _indicator(row)
        factor = factor_of(row["unit"], indicator)
        bound = _bound(row["limit"], row["sense"], factor)
        limits[indicator.code] = Limit(
            indicator,
            row["indicator_zh"],
            standard,
            table,
            (bound,),
            row.get("evidence", standard.evidence),
            row["note"],
        )
    return limits


def _graded(row: Mapping[str, str], standard: Standard, table: str, sense: str) -> Limit:
    indicator = _indicator(row)
    factor = factor_of(row["unit"], indicator)
    bounds = tuple(_bound(row[roman], sense, factor) for roman in _ROMAN)
    name = row["indicator_zh"]
    return Limit(indicator, name, standard, table, bounds, standard.evidence, row["note"])


def _indicator(row: Mapping[str, str]) -> Indicator:
    found = registry().find(row["indicator_zh"])
    if found is None:
        raise ValueError(f"{row['indicator_zh']} is not in the registry")
    return found


def _bound(printed: str, sense: str, factor: Decimal) -> Bound | None:
    """A cell: `0.5`, `≤0.5`, `6-9`, `5.5≤pH<6.5 或 8.5<pH≤9.0`, `不应检出`; None for `>0.5`, `有`, "".

    Of two ranges around a better class the outer ends count: whoever is between them has been
    given the better class already.
    """
    if printed in _WITHOUT_NUMBER:
        return Bound(_WITHOUT_NUMBER[printed], None, None, printed)
    if not printed or printed.startswith(">") or printed == "有":
        return None
    numbers = [EXACT.multiply(Decimal(text), factor) for text in _NUMBER.findall(printed)]
    if sense == "range":
        if printed.startswith("pH<"):
            return None
        low, high = min(numbers), max(numbers)
        return Bound("range", low, high, f"{_shown(low)}-{_shown(high)}")
    number = numbers[0]
    shown = _shown(number) if factor == 1 else plain(number)
    if sense == "min":
        return Bound("min", number, None, shown)
    return Bound(_AT_MOST[sense], None, number, shown)


def _shown(number: Decimal) -> str:
    """As the table prints it, 1.0 with its zero."""
    return format(number, "f")
