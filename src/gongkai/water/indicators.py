"""The registry of indicators (standards/indicators.csv): codes, names as printed anywhere, units.

Names match after NFKC, without spaces, without case, so that 全角 and 半角 forms are one. Units match
after NFKC without spaces, but with case: mS/m and MS/m are not the same. Factors are exact decimals.
Reads package data once; otherwise pure.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path

from msgspec import Struct

# How forms write that a number has no unit.
DIMENSIONLESS = frozenset({"无量纲", "—", "-", "--", "/", ""})


class Indicator(Struct, frozen=True):
    """One indicator: its code here, names, canonical unit and group.

    `factors` maps a unit, as `unit_key` writes it, to value × factor = canonical.
    """

    code: str
    zh: str
    en: str
    unit: str
    group: str
    factors: Mapping[str, Decimal]

    def factor(self, unit: str) -> Decimal | None:
        """The factor from `unit` to the canonical unit; None where the unit is not known here."""
        return self.factors.get(unit_key(unit))

    @property
    def units(self) -> str:
        """The units that are accepted, for a message."""
        return "、".join(self.factors)


class Registry(Struct, frozen=True):
    """All indicators, by code and by any name."""

    by_code: Mapping[str, Indicator]
    by_name: Mapping[str, Indicator]

    def find(self, printed: str) -> Indicator | None:
        """The indicator that `printed` (code, name or alias) stands for."""
        return self.by_name.get(name_key(printed))

    def __getitem__(self, code: str) -> Indicator:
        return self.by_code[code]


def name_key(printed: str) -> str:
    """The form in which names are compared."""
    return "".join(unicodedata.normalize("NFKC", printed).split()).casefold()


def unit_key(printed: str) -> str:
    """The form in which units are compared."""
    return "".join(unicodedata.normalize("NFKC", printed).split())


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of one table of the package's `standards` folder."""
    table = Path(__file__).parent / "standards" / name
    yield from csv.DictReader(io.StringIO(table.read_text(encoding="utf-8"), newline=""))


@cache
def registry() -> Registry:
    """The registry that ships with the package."""
    by_code: dict[str, Indicator] = {}
    by_name: dict[str, Indicator] = {}
    for row in rows("indicators.csv"):
        indicator = Indicator(
            row["code"], row["zh"], row["en"], row["unit"], row["group"], _factors(row)
        )
        by_code[indicator.code] = indicator
        for printed in (row["code"], row["zh"], row["en"], *row["aliases"].split("|")):
            if printed:
                by_name[name_key(printed)] = indicator
    return Registry(by_code, by_name)


def _factors(row: Mapping[str, str]) -> dict[str, Decimal]:
    factors = {unit_key(row["unit"]): Decimal(1)}
    for other in filter(None, row["other_units"].split(";")):
        unit, _, factor = other.rpartition(":")
        factors[unit_key(unit)] = Decimal(factor)
    if row["unit"] in DIMENSIONLESS:
        factors.update(dict.fromkeys(map(unit_key, DIMENSIONLESS), Decimal(1)))
    return factors
